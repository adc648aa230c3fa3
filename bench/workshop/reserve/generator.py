# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""As a company that sells synthetic records would print them: numbered documents, key findings, status words, timelines."""

from collections.abc import Callable

from bench.workshop.days import later, long, month, sex
from bench.workshop.dress import MONTHS, Doc, Result
from bench.workshop.markup import Raw, esc, row, table
from bench.workshop.marrow import denied, diagnosis
from bench.workshop.notes import Told
from bench.workshop.people import WHO
from bench.workshop.reserve import facts
from bench.workshop.reserve.paper import (
    aged,
    asked,
    before,
    count,
    dysplasia,
    ills,
    lab,
    labs,
    never,
    noise,
    percents,
    relatives,
    result,
    results,
    rings,
    rings_gold,
    threshold,
    web,
)

SIZES = {"US": "letter", "CA": "letter"}
ROWS = (("leukocytes", "White Blood Cell Count", "x10^3/uL"), ("hemoglobin", "Hemoglobin", "g/dL"), ("hematocrit", "Hematocrit", "%"), ("mcv", "Mean Corpuscular Volume", "fL"), ("platelets", "Platelet Count", "x10^3/uL"),
        ("neutrophils", "Absolute Neutrophil Count", "x10^3/uL"), ("lymphocytes", "Absolute Lymphocyte Count", "x10^3/uL"), ("monocytes", "Absolute Monocyte Count", "x10^3/uL"))  # fmt: skip
OTHER = (("reticulocytes_percent", "Reticulocyte Percentage", "%"), ("creatinine", "Serum Creatinine", "mg/dL"), ("lactate_dehydrogenase", "Lactate Dehydrogenase", "U/L"), ("ferritin", "Serum Ferritin", "ng/mL"),
         ("vitamin_b12", "Vitamin B12", "pg/mL"), ("erythropoietin", "Serum Erythropoietin", "mU/mL"))  # fmt: skip
WORD = {"": "Normal", "L": "Low", "H": "High"}


def _day(d: Doc, days: int = 0) -> str:
    on = later(d.on, days)
    return f"{on.day:02} {MONTHS[on.month - 1]} {on.year}"


def _page(d: Doc, ink: str) -> str:
    size = SIZES.get(d.person.country, "A4")
    foot = f"Document {d.person.ids[1]} | Page"
    return (
        f"@page{{size:{size};margin:16mm 16mm 18mm;@bottom-center{{content:'{foot} ' counter(page) ' of ' counter(pages);font:7.5pt 'Liberation Sans';color:#777}}}}"
        f"body{{font:9.5pt 'Liberation Sans'}}.h{{background:{ink};color:#fff;padding:7pt 9pt;font-size:14pt;font-weight:bold}}.h span{{float:right;font-size:9pt;font-weight:normal;margin-top:3pt}}"
        f".d{{width:100%;margin:6pt 0 8pt;background:#f4f6f8}}.d td{{padding:3pt 8pt;width:25%}}.d i{{font-style:normal;color:#111;font-size:8.5pt}}h2{{font-size:11pt;color:{ink};border-bottom:.8pt solid {ink};margin:8pt 0 3pt}}"
        f".t{{width:100%}}.t th{{background:#eceff1;padding:3pt 6pt;font-size:8.5pt}}.t td{{padding:3pt 6pt;border-bottom:.4pt solid #ccc}}.s{{font-size:8.5pt;color:#111}}ul{{margin:2pt 0}}"
    )


def _top(d: Doc, house: str, title: str, *entries: tuple[str, str]) -> str:
    p = d.person
    pairs = [
        ("Patient Name", f"{p.first} {esc(p.last)}"),
        ("Patient ID", p.ids[0]),
        ("Date of Birth", f"{p.born.day:02} {MONTHS[p.born.month - 1]} {p.born.year}"),
        ("Gender", sex(d)),
        *entries,
    ]
    cells = [Raw(f"<i>{k}</i><br><b>{v}</b>") for k, v in pairs] + [Raw("")] * (-len(pairs) % 4)
    return f"<div class=h>{house}<span>{title}</span></div><table class=d>{''.join(row(cells[i : i + 4]) for i in range(0, len(cells), 4))}</table>"


def laboratory_summary(d: Doc) -> None:
    """A status in words, the previous result and the change beside the present one, a summary in sentences that repeats the abnormal."""
    main, other = results(d, ROWS), results(d, OTHER)
    old = {r.label: result(d, r.analyte, r.label, r.unit, 1.09) for r in main}
    main.insert(4, noise("Red Cell Distribution Width", "17.4", "%", "11.5", "14.5", "H"))

    def cells(r: Result) -> tuple[str, ...]:
        past = old.get(r.label)
        return (
            r.label,
            Raw(f"<b>{r.text}</b>"),
            r.unit,
            f"{r.low} to {r.high}",
            Raw(f"<span class={r.flag or 'N'}>{WORD[r.flag]}</span>"),
            past.text if past else "-",
        )

    wrong = "2.9"  # nobody here has this value
    low = [r.label for r in (*main, *other) if r.flag == "L" and r.analyte]
    head = ("Test", "Result", "Unit", "Reference Interval", "Status", f"Previous ({_day(d, -42)})")
    body = (
        _top(d, "Northfield Health Network", "LABORATORY REPORT", ("Collection Date", _day(d)), ("Report Date", _day(d, 1)), ("Ordering Physician", "Dr. Elena Voss"), ("Specimen", "Whole blood / serum"))
        + f"<h2>Complete Blood Count with Differential</h2>{table(head, [cells(r) for r in main])}<h2>Chemistry and Anemia Panel</h2>{table(head, [cells(r) for r in other])}"
        + f"<h2>Summary</h2><p>{'Results below the reference interval: ' + ', '.join(low) + '.' if low else 'No result lies below the reference interval.'} Haptoglobin: specimen hemolyzed, not reported. Correction: serum creatinine was first issued as {wrong} mg/dL in error; the value in the table is the correct one.</p>"
        + "<p class=s>Decision limits used by this network: hemoglobin 7.0 g/dL and platelets 10 x10^3/uL for transfusion; ferritin 1000 ng/mL for review of iron overload. Electronically verified; no signature required.</p>"
    )  # fmt: skip
    css = _page(d, "#1565c0") + ".L{color:#1565c0;font-weight:bold}.H{color:#c62828;font-weight:bold}.N{color:#111}"
    sheet = web(d, body, css, "lab")
    labs(d, [*main, *other], d.on, sheet)
    for r in old.values():
        before(d, r, later(d.on, -42), 1)
    threshold(d, ("hemoglobin", 7.0), ("platelets", 10.0), ("ferritin", 1000.0), ("creatinine", float(wrong)))
    d.also_dated = (later(d.on, 1),)


def marrow_key_findings(d: Doc) -> None:
    """Key findings in a table of parameter, finding and remark; iron pending at first and told in a dated addendum; an earlier marrow in the comparison."""
    p, out, more = d.person, later(d.on, 4), later(d.on, 9)
    was = 1.0 if p.counts["blasts_marrow"] >= 3 else p.counts["blasts_marrow"] + 6
    rows = (
        ("Specimen adequacy", "Adequate", "Aspirate and biopsy"), ("Cellularity", f"{count(d, 'marrow_cellularity')}%", "Core biopsy"), ("Marrow blasts", f"{count(d, 'blasts_marrow')}%", "Aspirate, 500-cell count; normal below 5%"),
        ("Peripheral blood blasts", f"{count(d, 'blasts_blood')}%", "Manual differential, 200 cells"), ("Erythroid dysplasia", "Present", "More than 10% of precursors"), ("Myeloid dysplasia", dysplasia(d, "Present", "Absent"), dysplasia(d, "Hypogranular forms", "")), ("Megakaryocytic dysplasia", dysplasia(d, "Present", "Absent"), dysplasia(d, "Micromegakaryocytes", "")),
        ("Ring sideroblasts", "Pending", "Iron stain in progress, see addendum"), ("Reticulin fibrosis", "MF-0", ""),
    )  # fmt: skip
    body = (
        _top(d, "Alder Grove Pathology", "BONE MARROW REPORT", ("Collection Date", _day(d)), ("Report Date", _day(d, 4)), ("Case Number", f"AG-{p.ids[1]}"), ("Status", "Final with addendum"))
        + f"<h2>Diagnosis</h2><p><b>{esc(WHO[p.who][0])}</b></p><h2>Key Findings</h2>{table(('Parameter', 'Finding', 'Remark'), rows)}"
        + f"<h2>Comparison</h2><p>The earlier marrow of {long(later(d.on, -310))} (outside institution) was reported with {was:g}% blasts and without a definite diagnosis. That material was not available for review.</p>"
        + "<h2>Clinical Information</h2><p>Evaluate for myelodysplastic syndrome. The patient's father was treated for chronic lymphocytic leukemia. No prior cytotoxic therapy.</p>"
        + "<h2>Flow Cytometry</h2><p>CD34-positive blasts 1.9% of events. No aberrant lymphoid population. Flow percentages may be lower than the morphologic count.</p>"
        + f"<h2>Addendum, {long(more)}</h2><p>The iron stain is complete. Ring sideroblasts: {rings(d, '% of erythroid precursors')}. The diagnosis is unchanged.</p><p class=s>Reported by Silvia Arnetti, MD, {_day(d, 4)}. Addendum by Silvia Arnetti, MD, {_day(d, 9)}. There is no evidence of acute leukemia or metastatic carcinoma.</p>"
    )  # fmt: skip
    sheet = web(d, body, _page(d, "#6a1b9a"), "marrow", "pathology")
    diagnosis(d, sheet.find("Key Findings"), WHO[p.who][0])
    percents(d, sheet.find("Marrow blasts"), "blasts_marrow")
    percents(d, sheet.find("Cellularity"), "marrow_cellularity")
    percents(d, sheet.find("Peripheral blood blasts"), "blasts_blood")
    rings_gold(d, sheet.find("The iron stain is complete"))
    earlier = {
        "analyte": "blasts_marrow",
        "comparator": None,
        "value": was,
        "unit": "%",
        "collected": later(d.on, -310).isoformat(),
    }
    d.fact("labs", 1, f"{was:g}%", may=True, **earlier)
    if abs(was - p.counts["blasts_marrow"]) > 0.1:
        d.gold.trap(
            "labs", {"analyte": "blasts_marrow", "value": was, "collected": d.on.isoformat()}, "an earlier marrow"
        )
    d.fact(
        "biomarkers", 1, "Reticulin", may=True, name="reticulin_fibrosis", status="negative", collected=d.on.isoformat()
    )
    asked(d, 1, "mds")
    denied(d, 1, "acute_leukemia", "aml", "carcinoma")
    relatives(d, "cll", "chronic_lymphocytic_leukemia")
    never(d, 1, "chemotherapy", "cytotoxic therapy")
    threshold(d, ("blasts_marrow", 1.9), ("blasts_marrow", 5.0))
    d.also_dated = (out, more)


def cytogenetic_record(d: Doc) -> None:
    """The karyotype in a frame, an earlier study in a line with its date, a panel of probes with cut-offs and words."""
    p, out, found = d.person, later(d.on, 9), facts.probes(d)
    past = f"46,{'XX' if p.sex == 'F' else 'XY'}[20]"
    rows = [
        (
            f.called,
            f.probe,
            f.locus,
            "200",
            f"{f.percent}%",
            "< 5.0%",
            "Abnormal" if f.positive else "Within normal limits",
        )
        for f in found
    ]
    panel = (
        f"<h2>FISH Panel</h2>{table(('Abnormality tested', 'Probe', 'Region', 'Nuclei', 'Abnormal nuclei', 'Cut-off', 'Result'), rows)}"
        if found
        else "<h2>FISH Panel</h2><p>Not performed.</p>"
    )
    body = (
        _top(d, "Alder Grove Genetics", "CYTOGENETICS REPORT", ("Collection Date", _day(d)), ("Report Date", _day(d, 9)), ("Case Number", f"AC-{p.ids[1]}"), ("Specimen", "Bone marrow aspirate"))
        + f"<h2>Karyotype</h2><p class=k>{p.karyotype}</p><table class=t>{row(('Metaphases analyzed', str(p.metaphases)))}{row(('Result', 'Normal karyotype' if facts.normal(d) else 'Abnormal karyotype'))}{row(('Banding method', 'G-banding, 400 bands'))}{row(('Clinical indication', 'Suspected MDS'))}</table>"
        + f"<p>Earlier study of {long(later(d.on, -420))}, reported elsewhere: {past}.</p>{panel}"
        + "<h2>Comment</h2><p>Results of both methods should be read together with morphology and sequencing. Monosomy 7, complex karyotype and abnormalities of chromosome 3q carry a higher risk in published cohorts.</p>"
        + f"<p class=s>Signed electronically by Tobias Kern-Oduya, PhD, {_day(d, 9)}. Signals below the cut-off are reported as within normal limits. Culture, banding and probes are laboratory-developed procedures.</p>"
    )  # fmt: skip
    css = (
        _page(d, "#00695c")
        + ".k{font:bold 11pt 'DejaVu Sans Mono';border:1pt solid #00695c;padding:7pt;overflow-wrap:anywhere}"
    )
    sheet = web(d, body, css, "cytogenetics")
    facts.karyotype(d, sheet.find("Karyotype", p.karyotype))
    day = later(d.on, -420).isoformat()
    d.fact("karyotypes", 1, past, may=True, iscn=past, metaphases=20, collected=day)
    if past != p.karyotype:
        d.gold.trap("karyotypes", {"iscn": past, "collected": d.on.isoformat()}, "an earlier study")
    for f in found:
        facts.fish(d, sheet.find(f.called, f.probe), f)
    asked(d, 1, "mds")
    d.also_dated = (out,)


def molecular_grid(d: Doc) -> None:
    """Every gene of the panel in a grid with detected or not detected, a table of details below, limits and a consent note."""
    p, out, found = d.person, later(d.on, 13), d.person.mutations
    names = {m.gene for m in found}
    marks = [
        Raw(f"<b>{g}</b> <span class=H>Detected</span>" if g in names else f"<b>{g}</b> Not detected")
        for g in facts.PANEL
    ]
    grid = "".join(row(marks[i : i + 4] + [Raw("")] * (4 - len(marks[i : i + 4]))) for i in range(0, len(marks), 4))
    rows = [(m.gene, facts.coding(m), facts.three(m), f"{m.vaf:.3f}", f"{round(m.vaf * 1200)} of 1200") for m in found]
    body = (
        _top(d, "Alder Grove Genetics", "MOLECULAR REPORT", ("Collection Date", _day(d)), ("Report Date", _day(d, 13)), ("Case Number", f"AM-{p.ids[1]}"), ("Specimen", "Bone marrow aspirate"))
        + f"<h2>Gene Results ({len(facts.PANEL)} genes)</h2><table class=g>{grid}</table><h2>Variant Details</h2>"
        + (table(("Gene", "Coding change", "Protein change", "Variant allele frequency", "Reads"), rows) if found else "<p>No variants to report.</p>")
        + "<h2>Structural Results</h2><p>FLT3 internal tandem duplication: Not detected. KMT2A partial tandem duplication: Not detected.</p>"
        + "<h2>Notes</h2><ul><li>Variant allele frequency is given as a fraction from 0 to 1; values under 0.02 are not reported.</li><li>Examples of hotspots covered: JAK2 p.Val617Phe, NPM1 p.Trp288fs, IDH2 p.Arg140Gln.</li><li>Incidental germline findings are not reported, as the patient chose on the consent form.</li></ul>"
        + f"<p class=s>Signed electronically by Tobias Kern-Oduya, PhD, {_day(d, 13)}. Not for use in minors. Indication given: MDS.</p>"
    )  # fmt: skip
    css = (
        _page(d, "#00695c")
        + ".g{width:100%}.g td{border:.4pt solid #ccc;padding:2.5pt 6pt;font-size:8.5pt;width:25%}.H{color:#c62828;font-weight:bold}.t td{overflow-wrap:anywhere}"
    )
    sheet = web(d, body, css, "molecular")
    for m in found:
        facts.variant(d, m, sheet.find(m.gene, facts.coding(m)))
    facts.negative(d)
    facts.not_seen(d, ("JAK2", "p.Val617Phe"), ("IDH2", "p.Arg140Gln"), ("NPM1", "p.Trp288fs"))
    asked(d, 1, "mds")
    d.also_dated = (out,)


def structured_progress_note(d: Doc) -> None:
    """A timeline of treatment in a table, text carried forward under its own date, a trial that was screened for, education at the end; no counts."""
    p, w = d.person, Told(d)
    t = w.t
    woman = "woman" if p.sex == "F" else "man"
    rows = (
        (
            f"{later(t.first_from, 0):%Y-%m-%d}",
            f"{t.first_to:%Y-%m-%d}",
            t.first.capitalize(),
            "-",
            f"Stopped: {w.reason}",
        ),
        (f"{t.now_from:%Y-%m-%d}", "-", t.now.capitalize(), f"{t.cycles} completed", "Ongoing"),
    )
    body = (
        _top(d, "Northfield Health Network", "ONCOLOGY PROGRESS NOTE", ("Visit Date", _day(d)), ("Clinician", "Dr. Elena Voss"), ("Visit Type", "Follow-up"), ("Location", "Hematology Clinic"))
        + f"<h2>Summary</h2><p>{aged(d).capitalize()} {woman} with {esc(WHO[p.who][0])}, diagnosed {month(p.diagnosed)}. IPSS-M risk category: {p.ipssm}.</p>"
        + f"<h2>Treatment Timeline</h2>{table(('Start', 'End', 'Therapy', 'Cycles', 'Status'), rows)}"
        + f"<h2>Subjective</h2><p>Feels well. No new symptoms. Appetite good.</p><p class=s>Carried forward from {long(later(d.on, -30))}: considering a change to decitabine-cedazuridine; ECOG 3 during admission for influenza; this was discussed again and not pursued.</p>"
        + f"<h2>Objective</h2><p>Blood pressure 122/70 mmHg, pulse 72, temperature 36.6 C. <b>ECOG performance status today:</b> {t.ecog}. Abdomen soft, no splenomegaly.</p><h2>History</h2><p><b>Medical:</b> {t.illness[0].capitalize()}. <b>Family:</b> Brother with prostate cancer, maternal aunt with aplastic anemia. <b>Allergies:</b> None known.</p>"
        + f"<h2>Assessment and Plan</h2><ul><li>Myelodysplastic syndrome: continue {t.now}; next cycle as scheduled.</li><li>Allogeneic stem cell transplant: offered, declined by patient.</li><li>{t.considered.capitalize()}: to be considered if response is lost.</li><li>Clinical trial of sabatolimab: screened, not eligible.</li><li>Iron chelation: not started.</li></ul>"
        + "<h2>Patient Education</h2><p>Written information was given on infection precautions and on azacitidine-type medicines in general. Some people with MDS receive lenalidomide or immunosuppressive therapy; these leaflets are not a prescription.</p><p class=s>Note completed by Dr. Elena Voss. Time spent: 25 minutes.</p>"
    )  # fmt: skip
    sheet = web(d, body, _page(d, "#37474f"), "note", "other")
    diagnosis(d, 1, WHO[p.who][0])
    d.fact("stages", 1, "IPSS-M", system="IPSS-M", category=p.ipssm.lower())
    w.first(1, whole=True)
    w.now(1, whole=True)
    w.illness(sheet.find("Medical:"))
    w.ecog(sheet.find("ECOG performance status today"))
    page = sheet.find("Assessment and Plan")
    w.not_wanted(page)
    w.thought_of(page)
    never(d, page, "sabatolimab", "iron_chelation", "deferasirox")
    for agent in ("decitabine-cedazuridine", "decitabine_cedazuridine", "cedazuridine_decitabine", "decitabine"):
        d.treat(agent, "systemic", "considered", page, may=True, any_status=["considered", "declined", "planned"])
    if t.first != "lenalidomide":
        d.gold.trap("treatments", {"agent": "lenalidomide"}, "a leaflet")
    if t.now != "azacitidine":
        d.gold.trap("treatments", {"agent": "azacitidine"}, "a leaflet")
    d.gold.trap("treatments", {"agent": "immunosuppressive_therapy"}, "a leaflet")
    relatives(d, "prostate_cancer", "aplastic_anemia")
    ills(d, 1, "influenza")


def transfusion_dependence_record(d: Doc) -> None:
    """Figures in tiles - eight weeks, lifetime, dependence -, then the events behind them and the last ferritin with its day."""
    on = d.on
    ferritin = result(d, "ferritin", "Serum ferritin", "ng/mL", 1.21)
    days = (
        (90, "RBC", 2),
        (71, "RBC", 2),
        (52, "RBC", 2),
        (34, "RBC", 2),
        (16, "RBC", 1),
        (16, "Platelets", 1),
        (3, "RBC", 1),
    )
    tiles = (
        ("6", "RBC units in the last 8 weeks"),
        ("41", "RBC units, lifetime"),
        ("Yes", "RBC transfusion dependent"),
        ("1", "Platelet units in the last 8 weeks"),
    )
    body = (
        _top(d, "Northfield Health Network", "TRANSFUSION RECORD", ("Record Date", _day(d)), ("Blood Group", "O Positive"), ("Antibody Screen", "Negative"), ("Reviewed By", "Dr. Elena Voss"))
        + f"<table class=m><tr>{''.join(f'<td><b>{a}</b><br>{b}</td>' for a, b in tiles)}</tr></table><h2>Transfusion Events (last 90 days)</h2>"
        + table(("Date", "Product", "Units", "Reaction"), [(_day(d, -ago), what, str(units), "None") for ago, what, units in days])
        + f"<h2>Iron Status</h2><p>Serum ferritin {ferritin.text} ng/mL on {_day(d, -16)}. Chelation: not started.</p>"
        + "<p class=s>RBC transfusion dependence is defined here as 4 or more RBC units in 8 weeks, or 2 or more in 4 weeks. Lifetime units include those reported by other hospitals. Ordered but cancelled units are not counted.</p>"
    )  # fmt: skip
    css = (
        _page(d, "#ad1457")
        + ".m{width:100%;margin:4pt 0}.m td{border:3pt solid #fff;background:#fce4ec;padding:8pt;text-align:center;width:25%}.m b{font-size:16pt}"
    )
    web(d, body, css, "note", "other", "lab")
    facts.red_cells(d, 1, 6, "RBC units in the last 8 weeks", dependent=True, lifetime=41, platelets=True)
    lab(d, ferritin, later(on, -16), 1, flag=False, reference=False)
    never(d, 1, "iron_chelation", "deferasirox")
    d.also_dated = (None,)


FAMILIES: dict[str, dict[str, Callable[[Doc], None]]] = {
    "counts": {"laboratory_summary": laboratory_summary},
    "marrow": {"marrow_key_findings": marrow_key_findings},
    "cytogenetics": {"cytogenetic_record": cytogenetic_record},
    "genes": {"molecular_grid": molecular_grid},
    "note": {"structured_progress_note": structured_progress_note},
    "transfusions": {"transfusion_dependence_record": transfusion_dependence_record},
}
