# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""More families, each for a habit of print that the others do not have."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from bench.workshop.commonwealth.genetics import marked_probe, probes_of, unchanged, whole_karyotype
from bench.workshop.commonwealth.paper import (
    Figure,
    Recipe,
    dmy,
    figure,
    lab,
    later,
    plain_sheet,
    printed,
    table,
    worded,
)
from bench.workshop.commonwealth.transfusions import told_units
from bench.workshop.dress import CANONICAL, MONTHS, Doc
from bench.workshop.genes import PANEL
from bench.workshop.markup import Raw, esc
from bench.workshop.marrow import denied, diagnosis
from bench.workshop.notes import Told
from bench.workshop.people import WHO

CAPE: tuple[Recipe, ...] = (
    ("leukocytes", "White Cell Count", "x 10^9/L", 1, 2, 3.92, 10.4), ("erythrocytes", "Red Cell Count", "x 10^12/L", 1, 2, 4.5, 5.5), ("hemoglobin", "Haemoglobin", "g/dL", 1, 1, 12.0, 15.0), ("mcv", "Mean Cell Volume", "fL", 1, 1, 83.1, 101.6),
    ("platelets", "Platelet Count", "x 10^9/L", 1, 0, 171, 388), ("neutrophils", "Neutrophils (abs)", "x 10^9/L", 1, 2, 1.6, 6.98), ("monocytes", "Monocytes (abs)", "x 10^9/L", 1, 2, 0.3, 0.8),
)  # fmt: skip
LIMITED = (
    ("ferritin", "Ferritin", "ug/L", 1650, "13 - 150"),
    ("erythropoietin", "Erythropoietin", "IU/L", 200, "5.4 - 31.0"),
    ("vitamin_b12", "Vitamin B12", "ng/L", 800, "187 - 883"),
)
GULF: tuple[Recipe, ...] = (
    ("leukocytes", "WBC", "x10(9)/L", 1, 1, 4, 10), ("hemoglobin", "Hgb", "g/L", 10, 0, 120, 150), ("hematocrit", "Hct", "L/L", 0.01, 3, 0.36, 0.46), ("mcv", "MCV", "fL", 1, 0, 83, 101), ("neutrophils", "Neutrophils #", "x10(9)/L", 1, 2, 2, 7),
    ("lymphocytes", "Lymphocytes #", "x10(9)/L", 1, 2, 1, 3), ("monocytes", "Monocytes #", "x10(9)/L", 1, 2, 0.2, 1), ("creatinine", "Creatinine Lvl", "micromol/L", 88.4, 0, 45, 84),
)  # fmt: skip


def measuring_range(d: Doc) -> None:
    """South Africa: a typewriter print with flag before the value, results beyond the measuring range, a rejected tube."""
    p, (out,) = d.person, later(d, 1)
    s = plain_sheet(d, "Courier", 9, "lab")
    s.mono(["GARIEP REGIONAL LABORATORY SERVICE".center(84), "Practice No 0000000   Branch: Kimberley Road".center(84), "", f"Patient : {p.last.upper()} {p.first.upper()}".ljust(46) + f"Req. No   : {p.ids[1]}", f"DOB/Sex : {dmy(p.born)}  {'Female' if p.sex == 'F' else 'Male'}".ljust(46) + f"Folder No : {p.ids[0]}",
            "Ward    : Haem clinic".ljust(46) + f"Taken     : {dmy(d.on)} 09:12", "Doctor  : N MKHIZE".ljust(46) + f"Reported  : {dmy(out)} 02:31", "=" * 84, "FULL BLOOD COUNT"])  # fmt: skip
    for recipe in CAPE:
        f = figure(d, recipe)
        page = s.mono([f"  {f.label:<24}{f.flag:>2} {f.text:>9}  {f.unit:<12}{f.low:>8} - {f.high}"])
        lab(d, f, d.on, page)
    s.mono(
        [
            "",
            "  Comment: MCV and film suggest a stem cell disorder. Platelets by optical method.",
            "",
            "CHEMISTRY AND HORMONES",
        ]
    )
    for analyte, label, unit, limit, normal in LIMITED:
        value = p.counts[analyte]
        beyond = value > limit
        text = f"{limit if beyond else value:g}"
        page = s.mono([f"  {label:<24}   {('> ' if beyond else '') + text:>9}  {unit:<12}{normal:>15}"])
        fields: dict[str, Any] = {
            "analyte": analyte,
            "comparator": ">" if beyond else None,
            "value": float(text),
            "unit": CANONICAL[analyte],
            "collected": d.on.isoformat(),
        }
        d.fact("labs", page, label, text, **fields)
    s.mono(
        [
            "  Haptoglobin                  <Rejected: haemolysed, please repeat>",
            "  Red cell folate              <No EDTA tube received>",
            "",
            "  > means above the measuring range of the method; not diluted further.",
            "=" * 84,
            "Authorised by: T DU PREEZ (Technologist)                               -- End --",
        ]
    )


def corrected_result(d: Doc) -> None:
    """A Gulf hospital's chart print: one block a result with its times, a platelet count corrected, a wrong-tube result taken back."""
    p = d.person
    (out,) = later(d, 2)
    figures = [figure(d, r) for r in GULF]
    plt = figure(d, ("platelets", "Platelet Count", "x10(9)/L", 1, 0, 150, 400))
    wrong = round(p.counts["platelets"] * 2 + 31)

    def block(f: Figure, more: str = "") -> str:
        mark = {"L": "(Low)", "H": "(High)", "": ""}[f.flag]
        return f"<div class='k'><b>{f.label}</b> <span class='v'>{f.text} {f.unit} {mark}</span><br><span class='s'>Normal range: between {f.low} and {f.high} {f.unit}. Auth (Verified).</span>{more}</div>"

    change = f"<br><span class='s'>Corrected result. Previously reported as {wrong} {plt.unit} (clumps counted as cells); the value given now is from a citrate tube. Called to RN Joy.</span>"
    body = f"""<table class='b'><tr><td><b>{esc(p.last.upper())}, {esc(p.first.upper())}</b></td><td>DOB: {worded(p.born, "/")}</td><td>Age: {p.age(d.on)} years</td><td>Sex: {"Female" if p.sex == "F" else "Male"}</td><td>MRN: {p.ids[0]}</td></tr></table><h2>Chart Results Report: Laboratory</h2><p>Qasr Al Bahr Medical City. Print date: {worded(out, "/")} 22:14 GST. Requested by: Registration.</p>
    <h3>Haematology, collected {worded(d.on, "/")} 06:55 GST, venous blood</h3>{"".join(block(f) for f in figures[:3])}{block(plt, change)}{"".join(block(f) for f in figures[3:7])}<div class='k'><b>Blast %</b> <span class='v'>See comment</span><br><span class='s'>Film sent to consultant; differential by machine.</span></div><h3>Chemistry, collected {worded(d.on, "/")} 06:55 GST, serum</h3>{block(figures[7])}
    <div class='k'><b>Ferritin Lvl</b> <span class='v'>In Error</span><br><span class='s'>Result of 12 microg/L withdrawn: sample of another patient. Please recollect.</span></div><div class='k'><b>Bilirubin Total</b> <span class='v'>Cancelled</span><br><span class='s'>Duplicate.</span></div>"""
    s = printed(
        d,
        body,
        "@page{@bottom-center{content:'Page 'counter(page)' of 'counter(pages)'   Result type: Laboratory';font-size:7pt}}.b td{border:.5pt solid}.k{border-left:2pt solid #ccc;margin:4pt 0;padding-left:6pt;break-inside:avoid}.v{margin-left:10pt}",
    )
    for f in (*figures, plt):
        lab(d, f, d.on, s.at(f.label, f.text))
    if wrong != plt.value:
        d.gold.trap("labs", {"analyte": "platelets", "value": wrong}, "corrected since")
    d.gold.trap("labs", {"analyte": "ferritin", "value": 12}, "another patient's")


def cycle_record(d: Doc) -> None:
    """Ireland: a day ward's record of cycles, one row a cycle with dose and days, the next one only pencilled in."""
    w, p = Told(d), d.person
    t = w.t
    dose = "75 mg/m2 s.c. days 1-7" if t.now == "azacitidine" else "20 mg/m2 i.v. days 1-5"
    rows = [
        (
            f"C{n + 1}",
            worded(t.now_from + dt.timedelta(28 * n)),
            dose,
            "100%" if n else "100%, first dose on ward",
            "Given in full",
            "MK / SB",
        )
        for n in range(t.cycles)
    ]
    rows.append(
        (
            f"C{t.cycles + 1}",
            f"{worded(d.on)} (today)",
            dose,
            "",
            "Deferred one week (neutrophils). Not given today.",
            "",
        )
    )
    body = f"""<table class='b'><tr><td><b>Day Ward Treatment Record</b><br>Corrib Galway Oncology Day Ward</td><td>{esc(p.last)}, {esc(p.first)}<br>DOB {dmy(p.born)} &nbsp; {"Female" if p.sex == "F" else "Male"}</td><td>Chart {p.ids[0]}<br>Date {dmy(d.on)}</td></tr></table><p><b>Diagnosis:</b> {WHO[p.who][1]} &nbsp; <b>Confirmed:</b> {worded(p.diagnosed)} &nbsp; <b>ECOG:</b> {t.ecog} &nbsp; <b>Other illness:</b> {t.illness[0]}</p>
    <p><b>Previous systemic treatment:</b> {t.first}, {worded(t.first_from)} to {worded(t.first_to)}, stopped ({w.reason}).</p><h3>Protocol: {t.now.upper()} single agent, 28 day cycle, until progression</h3>{table(rows, ("Cycle", "Day 1", "Dose", "Modified", "Outcome", "Nurses"), "t", (8, 19, 25, 18, 20, 10))}
    <h3>Notes</h3><p>Extravasation risk low. Antiemetic: ondansetron 8 mg before each dose. Protocol allows up to 12 cycles before review. Transplant co-ordinator: patient declined allogeneic transplant. Consultant's letter says {t.considered} might be considered later.</p><p class='s'>Standard text: hold if neutrophils below 0.5 or platelets below 25 x10^9/L from cycle 2. Form DW-17.</p>"""
    s = printed(
        d,
        body,
        ".b td{border:1pt solid #063;padding:4pt}.t td,.t th{border:.5pt solid #063;padding:4pt}",
        "note",
        ("other",),
    )
    d.also_dated = tuple(t.now_from + dt.timedelta(28 * n) for n in range(t.cycles))
    diagnosis(d, s.at("Diagnosis:"), WHO[p.who][1])
    w.ecog(1)
    w.illness(1)
    w.first(1, whole=True)
    w.now(1, whole=True)
    w.not_wanted(1)
    w.thought_of(1)
    d.gold.trap("treatments", {"agent": t.now, "cycles": t.cycles + 1}, "a cycle deferred")
    d.gold.trap("treatments", {"agent": t.now, "cycles": 12}, "what the protocol allows")
    for analyte, value in (("neutrophils", 0.5), ("platelets", 25)):
        d.gold.trap("labs", {"analyte": analyte, "value": value, "collected": d.on.isoformat()}, "a rule for holding")
    d.fact("comorbidities", 1, "neutrophils", may=True, labels=["neutropenia"])


def serial_panel(d: Doc) -> None:
    """Canada: a follow-up panel, share of now and of half a year ago side by side, negative genes in a run with slashes."""
    p, (out,) = d.person, later(d, 12)
    before = d.on - dt.timedelta(183)
    olds = [round(min(m.vaf * 0.8 + 0.02, 0.9), 3) for m in p.mutations]
    rows = [
        (
            m.gene,
            m.coding,
            m.protein3 or "p.?",
            f"{m.vaf * 100:.1f}",
            f"{old * 100:.1f}",
            "Up" if m.vaf > old else "Down" if m.vaf < old else "Same",
        )
        for m, old in zip(p.mutations, olds, strict=True)
    ]
    rest = [g for g in PANEL if g not in {m.gene for m in p.mutations}]
    d.gold.negative |= set(rest)
    body = f"""<h1>Red River Genome Diagnostics</h1><p>Patient: <b>{esc(p.first)} {esc(p.last)}</b> | Date of birth: {p.born.isoformat()} | Sex: {p.sex} | Health no.: {p.ids[0]}<br>Sample: bone marrow, collected {d.on.isoformat()} | Reported: {out.isoformat()} | Previous sample: blood, collected {before.isoformat()}</p><h2>Serial comparison</h2>
    {table(rows, ("Gene", "c.", "p.", f"VAF % {d.on.isoformat()}", f"VAF % {before.isoformat()}", "Trend"), "t", (12, 22, 24, 16, 16, 10)) if rows else "<p>No variant in either sample.</p>"}<p>Sensitivity 1%. Blood and marrow may differ by a few percent.</p><h2>Sequenced, no variant in either sample</h2><p>{" / ".join(rest)}</p>
    <p class='s'>KMT2A partial tandem duplications and large FLT3 insertions are called by a separate algorithm and are absent unless listed above. Trend words are set by software for any change. Laboratory director: Wei-Ling Beauchemin, PhD, FCCMG.</p>"""
    s = printed(
        d, body, ".t{table-layout:fixed}.t td,.t th{border:.5pt solid #249;padding:3pt}h2{color:#249}", "molecular"
    )
    d.also_dated = (*d.also_dated, before)
    for m, old in zip(p.mutations, olds, strict=True):
        page = s.at(m.gene, m.coding)
        common: dict[str, Any] = {"gene": m.gene, "hgvs_c": m.coding, "hgvs_p": m.protein3 or "p.?"}
        d.fact("variants", page, m.gene, m.coding, vaf=m.vaf, collected=d.on.isoformat(), **common)
        d.fact("variants", page, m.gene, m.coding, may=True, vaf=old, collected=before.isoformat(), **common)
        if old != m.vaf:
            d.gold.trap("variants", {"gene": m.gene, "vaf": old, "collected": d.on.isoformat()}, "the earlier sample")


def calendar(d: Doc) -> None:
    """Israel: a printed calendar of the last months, each transfusion in the cell of its day; a booking still to come."""
    p = d.person
    visits = {
        d.on - dt.timedelta(n): text
        for n, text in (
            (2, "2 u PC"),
            (15, "1 u PC"),
            (17, "1 plt"),
            (34, "2 u PC"),
            (41, "no show"),
            (75, "2 u PC"),
            (89, "2 u PC"),
        )
    }
    booked = d.on + dt.timedelta(9)
    visits[booked] = "booked"
    months, at = [], (d.on - dt.timedelta(89)).replace(day=1)
    while at <= booked:
        months.append(at)
        at = (at + dt.timedelta(32)).replace(day=1)

    def month(first: dt.date) -> str:
        start = first - dt.timedelta((first.weekday() + 1) % 7)
        days = [start + dt.timedelta(n) for n in range(42)]
        cells = [Raw(f"{on.day}<br><b>{visits.get(on, '')}</b>") if on.month == first.month else Raw("") for on in days]
        return f"<div class='m'><h3>{MONTHS[first.month - 1]} {first.year}</h3>{table([cells[i : i + 7] for i in range(0, 42, 7)], ('Su', 'Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa'), 't')}</div>"

    body = f"""<h1 class='r'>Har Tavor Medical Center</h1><p class='r'>Hematology day care, transfusion calendar</p><p>{esc(p.first)} {esc(p.last)} &nbsp; ID 0{p.ids[0]} &nbsp; born {dmy(p.born)} &nbsp; {"F" if p.sex == "F" else "M"} &nbsp; printed {dmy(d.on)}</p>{"".join(month(m) for m in months)}<p>PC: packed red cells, leukoreduced, in units (u). plt: platelets, apheresis. "no show" and "booked" were not given.</p>"""
    s = printed(
        d,
        body,
        ".m{width:47%;display:inline-block;vertical-align:top;margin:0 1%;break-inside:avoid}.t{table-layout:fixed}.t td{border:.4pt solid #999;height:26pt;font-size:7pt;padding:1pt 2pt}.t th{background:#def;font-size:7pt}",
        "note",
        ("other", "lab"),
    )
    d.also_dated = (*visits, None)
    told_units(d, s.at("2 u PC"), "2 u PC", 5, platelets=True)


def coded_narrative(d: Doc) -> None:
    """South Africa: a marrow report in capitals with morphology codes, film, aspirate and trephine lettered, the iron stain scored."""
    p, (out,) = d.person, later(d, 4)
    s = plain_sheet(d, "Courier", 9, "marrow", ("pathology",))
    c = {k: f"{v:g}" for k, v in p.counts.items()}
    text = {
        "head": [
            "UMNGENI ACADEMIC HOSPITAL COMPLEX       HAEMATOPATHOLOGY",
            "=" * 84,
            f"NAME: {p.last.upper()}, {p.first.upper()}".ljust(50) + f"BM NO: {p.ids[1]}",
            f"DOB: {worded(p.born).upper()}   SEX: {p.sex}".ljust(50) + f"FOLDER: {p.ids[0]}",
            f"BIOPSY DATE: {worded(d.on).upper()}".ljust(50) + f"REPORTED: {worded(out).upper()}",
            "=" * 84,
            "HISTORY: HIV NEGATIVE. REFRACTORY MACROCYTIC ANAEMIA, ? CAUSE. ALCOHOL DENIED.",
            "",
        ],
        "a": [
            "A. PERIPHERAL BLOOD FILM",
            f"   BLASTS {c['blasts_blood']} PERCENT.  TEARDROPS SCANTY.  PELGEROID NEUTROPHILS +.",
            "",
        ],
        "b": [
            "B. ASPIRATE",
            "   FRAGMENTS: PRESENT    TRAILS: CELLULAR    M:E 1.2:1",
            f"   OF 500 CELLS COUNTED BLASTS FORMED {c['blasts_marrow']} PERCENT, PLASMA CELLS 2 PERCENT",
            "   AND PRONORMOBLASTS 3 PERCENT.  ERYTHROPOIESIS MEGALOBLASTOID, 35 PERCENT DYSPLASTIC.",
            "   IRON STORES 4/6.",
            f"   SIDEROBLASTS OF RING TYPE: {c['ring_sideroblasts']} PERCENT OF THE RED CELL PRECURSORS.",
            "",
        ],
        "c": [
            "C. TREPHINE",
            f"   11 MM, TWO PIECES.  CELLULARITY ABOUT {c['marrow_cellularity']} PERCENT.  NO GRANULOMATA, ZN NEGATIVE.",
            "   RETICULIN 1+ OF 4+.",
            "",
        ],
        "d": [
            "CONCLUSION",
            f"   {WHO[p.who][0].upper()}.",
            "   NOT ACUTE LEUKAEMIA.  NO EVIDENCE OF TUBERCULOSIS.  B12 AND FOLATE LEVELS PLEASE.",
            "",
            "CODES: T-06000 M-99890",
            "=" * 84,
            "PATHOLOGIST: DR Z NXUMALO / REGISTRAR: DR P VAN WYK",
        ],
    }
    pages = {k: s.mono(lines) for k, lines in text.items()}
    d.percent("blasts_blood", d.on, pages["a"])
    d.percent("blasts_marrow", d.on, pages["b"])
    d.percent("marrow_cellularity", d.on, pages["c"])
    value = p.counts["ring_sideroblasts"]
    d.fact(
        "labs",
        pages["b"],
        "SIDEROBLASTS",
        may=value == 0,
        analyte="ring_sideroblasts",
        comparator=None,
        value=value,
        unit="%",
        collected=d.on.isoformat(),
    )
    diagnosis(d, pages["d"], WHO[p.who][0].upper())
    denied(d, pages["d"], "aml", "acute_leukemia", "tuberculosis")
    denied(d, pages["head"], "hiv")
    d.gold.trap("comorbidities", {"label": "HIV"}, "negative")
    d.fact("biomarkers", pages["head"], "HIV", may=True, name="hiv", status="negative")
    d.fact(
        "biomarkers",
        pages["c"],
        "RETICULIN",
        may=True,
        name="reticulin_fibrosis",
        status="positive",
        collected=d.on.isoformat(),
    )
    d.fact(
        "diagnoses",
        pages["head"],
        "ANAEMIA",
        may=True,
        disease="anemia",
        labels=[""],
        status="confirmed",
        any_status=["confirmed", "suspected"],
    )


def array_beside(d: Doc) -> None:
    """France: karyotype on the left, FISH on the right, a pending array below; the formula in a shaded frame with the cells in words."""
    p, (out,) = d.person, later(d, 11)
    probes = probes_of(d)
    fish = "".join(
        f"<p>{region} <i>({probe})</i><br>{'gain' if cells and name == 'fish_trisomy8' else 'loss' if cells else 'disomy, normal'}{f' in {cells / 2:g} % of 200 nuclei' if cells else ''}</p>"
        for name, region, probe, _, cells in probes
    )
    body = f"""<table class='b'><tr><td><b>CHU du Val d'Argens</b><br>Laboratory of Onco-haematology Genetics<br>English duplicate for the insurer</td><td>{"Mme" if p.sex == "F" else "M."} {esc(p.last.upper())} {esc(p.first)}<br>born on {dmy(p.born)}, sex {p.sex}<br>Sample of {dmy(d.on)}, no. {p.ids[1]}<br>Report of {dmy(out)}</td></tr></table><table class='two'><tr><td><h3>CONSTITUTION OF THE KARYOTYPE</h3><p>Technique: RHG and GTG bands</p><p>Mitoses analysed: {p.metaphases}</p><div class='f'>{p.karyotype}</div><p>{"Karyotype without anomaly." if unchanged(d) else "Karyotype with acquired anomaly."}</p></td><td><h3>IN SITU HYBRIDISATION</h3>{fish}</td></tr></table>
    <h3>SNP ARRAY</h3><p>In progress. Will be the object of a complementary report. A copy-neutral loss of 7q or 17p is looked for.</p><h3>CONCLUSION</h3><p>{"No argument for a clonal disease by these techniques." if unchanged(d) else "Clonal disease."} To be set against the cytology of the marrow. Constitutional anomaly: not looked for (no PHA culture).</p><p class='s'>Biologist in charge: Dr Solène Kerboriou. Thresholds by FISH: losses 7 %, gains 4 %.</p>"""
    s = printed(
        d,
        body,
        ".b td{width:50%}.two{margin-top:8pt}.two td{width:50%;border:.6pt solid #777;padding:6pt}.f{background:#e8e8e8;padding:6pt;font-weight:bold;overflow-wrap:anywhere}",
        "cytogenetics",
    )
    whole_karyotype(d, s.at("CONSTITUTION"))
    for name, region, probe, _, cells in probes:
        marked_probe(d, s.at(probe), name, cells, f"{region} ({probe})")
    d.gold.trap("biomarkers", {"name": "snp_array", "status": "negative"}, "still in progress")


Family = Callable[[Doc], None]
FAMILIES: dict[str, dict[str, Family]] = {
    "counts": {f.__name__: f for f in (measuring_range, corrected_result)}, "marrow": {"coded_narrative": coded_narrative}, "cytogenetics": {"array_beside": array_beside},
    "genes": {"serial_panel": serial_panel}, "note": {"cycle_record": cycle_record}, "transfusions": {"calendar": calendar},
}  # fmt: skip
