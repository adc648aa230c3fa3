# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Blood counts and chemistry: everyday tables of hospitals, a nordic list, a smear, a correction."""

from collections.abc import Callable, Sequence

from bench.workshop.days import hyphened as brief
from bench.workshop.days import later, spaced
from bench.workshop.days import sex as gender
from bench.workshop.dress import Doc, Result
from bench.workshop.markup import Raw, esc
from bench.workshop.sealed.paper import (
    american,
    dots,
    grid,
    lab,
    not_value,
    other,
    previous,
    printed,
    res,
    tr,
)

FULL = (("hemoglobin", "Haemoglobin", "g/L"), ("leukocytes", "White Cell Count", "10*9/L"), ("platelets", "Platelets", "10*9/L"), ("erythrocytes", "Red Cell Count", "10*12/L"),
        ("hematocrit", "Haematocrit", "L/L"), ("mcv", "MCV", "fL"), ("neutrophils", "Neutrophils", "10*9/L"), ("lymphocytes", "Lymphocytes", "10*9/L"), ("monocytes", "Monocytes", "10*9/L"))  # fmt: skip


def hospital_sheet(d: Doc) -> None:
    """An everyday hospital report: test, result, unit, range, flag; comments below each group."""
    who, on = d.person, d.on
    fbc = [res(d, *n) for n in FULL]
    chem = [res(d, *n) for n in (("creatinine", "Creatinine", "µmol/L"), ("bilirubin_total", "Total Bilirubin", "µmol/L"), ("alanine_aminotransferase", "ALT", "U/L"), ("albumin", "Albumin", "g/L"),
                                 ("ferritin", "Ferritin", "µg/L"), ("vitamin_b12", "Vitamin B12", "ng/L"))]  # fmt: skip

    def lines(rows: Sequence[Result]) -> str:
        shown = [
            (r.label, Raw(f"<b>{r.text}</b>" if r.flag else r.text), r.unit, f"{r.low} - {r.high}", r.flag)
            for r in rows
        ]
        return grid(("Test", "Result", "Units", "Reference Range", "Flag"), shown)

    body = (
        f"<table class=h><tr><td><b>WESTMARCH HOSPITALS</b><br>Blood Sciences, Level 2, Kilnhurst Road</td><td class=r>Laboratory Report<br>Telephone 0555 010 020</td></tr></table>"
        f"<table class=d><tr><td>Surname: <b>{esc(who.last.upper())}</b></td><td>Forename: <b>{who.first}</b></td><td>Sex: {gender(d)}</td></tr><tr><td>Date of Birth: {d.date(who.born)}</td><td>Hospital No: {who.ids[0]}</td><td>Age: {who.age(on)} Y</td></tr>"
        f"<tr><td>Consultant: Dr R Amblecote</td><td>Location: Medical Assessment</td><td>Lab No: {who.ids[1]}</td></tr><tr><td>Collected: {d.date(on)} 09:12</td><td>Received: {d.date(on)} 10:41</td><td>Reported: {d.date(later(on, 1))} 07:55</td></tr></table>"
        f"<p>Clinical details: Tired, bruising. ?cause of cytopenia</p><h3>Full Blood Count</h3>{lines(fbc)}<p class=c>Film comment: Some hypogranular neutrophils. No platelet clumps. Suggest haematology opinion if persistent.</p>"
        f"<h3>Renal, Liver and Haematinics</h3>{lines(chem)}<p class=c>Ferritin is an acute phase protein; below 15 µg/L iron deficiency is certain. B12 between 150 and 200 ng/L is indeterminate.</p>"
        "<p class=c>Troponin T: sample not received. &nbsp; Folate: insufficient sample.</p><p>*** End of report ***</p>"
    )  # fmt: skip
    css = "@page{size:a4;margin:16mm;@bottom-right{content:'Page ' counter(page) ' of ' counter(pages);font:7pt 'Liberation Sans'}}body{font:9.5pt 'Liberation Sans'}.h{width:100%;border-bottom:2pt solid #005}.r{text-align:right}.d{width:100%;margin:5pt 0}.d td{padding:2pt 4pt;border:.5pt solid #aaa}.g{width:100%}.g td,.g th{padding:2.5pt 4pt;border-bottom:.3pt solid #ccc}h3{font-size:10pt;margin:9pt 0 3pt}.c{font-size:8.5pt;font-style:italic}"
    sheet = printed(d, body, css, "lab")
    for r in (*fbc, *chem):
        lab(d, r, on, sheet.at(r.label, r.text))
    d.also_dated = (later(on, 1),)


def chart_review(d: Doc) -> None:
    """An everyday American chart print: component, value with the flag in brackets, range and unit together, status letters."""
    who, on = d.person, d.on
    names = (("leukocytes", "WBC", "K/uL"), ("erythrocytes", "RBC", "M/uL"), ("hemoglobin", "Hemoglobin", "g/dL"), ("hematocrit", "Hematocrit", "%"), ("mcv", "MCV", "fL"), ("platelets", "Platelet Count", "K/uL"),
             ("neutrophils", "Neutrophils Absolute", "K/uL"), ("lymphocytes", "Lymphocytes Absolute", "K/uL"), ("monocytes", "Monocytes Absolute", "K/uL"))  # fmt: skip
    rows = [res(d, *n) for n in names]
    shown = [*rows[:5], other("MCH", "33.1", "pg", "26.0", "34.0"), other("RDW-CV", "18.4", "%", "11.5", "14.5", "H"), *rows[5:6], other("MPV", "10.4", "fL", "9.4", "12.4"), *rows[6:], other("Immature Granulocytes %", "0.8", "%", "0.0", "1.0")]  # fmt: skip
    cells = [
        (
            Raw(f"{r.label}<br><small>{r.low} - {r.high} {r.unit}</small>"),
            Raw(f"<b>{r.text}</b> ({r.flag})" if r.flag else r.text),
            "F",
        )
        for r in shown
    ]
    body = (
        f"<div class=h>Tamarack Valley Health &nbsp; <small>Results Review</small></div><p><b>{esc(who.last)}, {who.first}</b> &nbsp; MRN: {who.ids[0]} &nbsp; DOB: {d.date(who.born)} &nbsp; {gender(d)}, {who.age(on)} y.o.</p>"
        f"<h2>CBC AND DIFFERENTIAL &nbsp; <span>Final result</span></h2><p>Collected: {american(on)} 8:04 AM &nbsp;|&nbsp; Resulted: {american(on)} 8:51 AM &nbsp;|&nbsp; Specimen: Blood, Venous &nbsp;|&nbsp; Lab ID: {who.ids[1]}</p>"
        + grid(("Component Ref Range & Units", "Value", "Stat"), cells)
        + "<p class=s>Stat: F final, P preliminary, C corrected. The Hemoglobin A1c and Haptoglobin orders of this encounter were discontinued before collection.</p><p class=s>Resulting agency: TVH MAIN LAB. Narrative: Manual differential not indicated (criteria: blasts &gt;0%, WBC &lt;0.5 or &gt;50 K/uL).</p>"
        f"<p class=s>Result history: view all results for this order. Last reviewed by Odette Brannock, DO on {american(later(on, 1))}.</p>"
    )  # fmt: skip
    css = "@page{size:letter;margin:.7in}body{font:10pt 'Liberation Sans'}.h{font-size:14pt;color:#204}h2{font-size:11.5pt;background:#eee;padding:4pt}h2 span{float:right;font-weight:normal}.g{width:75%}.g td,.g th{padding:3pt 8pt;border-bottom:.4pt solid #bbb}small{color:#555;font-size:8pt}.s{font-size:8.5pt;color:#333}"
    sheet = printed(d, body, css, "lab")
    for r in rows:
        lab(d, r, on, sheet.at(r.label, r.text))
    d.also_dated = (later(on, 1),)


def nordic_prefixes(d: Doc) -> None:
    """A nordic list: the system before the component (B-, P-, S-), minus and plus signs for flags, kat for enzymes, order of the alphabet."""
    who, on = d.person, d.on
    names = (("hemoglobin", "B-Haemoglobin", "g/L"), ("erythrocytes", "B-Erythrocytes", "10E12/L"), ("hematocrit", "B-Erythrocytes, volume fraction", "L/L"), ("mcv", "B-MCV", "fL"), ("leukocytes", "B-Leukocytes", "10E9/L"),
             ("neutrophils", "B-Neutrophils", "10E9/L"), ("lymphocytes", "B-Lymphocytes", "10E9/L"), ("monocytes", "B-Monocytes", "10E9/L"), ("platelets", "B-Thrombocytes", "10E9/L"),
             ("alanine_aminotransferase", "P-ALT", "µkat/L"), ("albumin", "P-Albumin", "g/L"), ("bilirubin_total", "P-Bilirubin", "µmol/L"), ("ferritin", "P-Ferritin", "µg/L"), ("creatinine", "P-Creatinine", "µmol/L"),
             ("lactate_dehydrogenase", "P-LDH", "µkat/L"), ("erythropoietin", "S-Erythropoietin", "IU/L"), ("vitamin_b12", "S-Cobalamin", "pmol/L"))  # fmt: skip
    rows = [res(d, *n) for n in names]
    rows.insert(9, other("B-Eosinophils", "<0.1", "10E9/L", "0.0", "0.5"))
    rows.sort(key=lambda r: r.label)
    shown = [(r.label, {"L": "−", "H": "+"}.get(r.flag, ""), r.text, r.unit, f"{r.low}–{r.high}") for r in rows]
    body = (
        f"<table class=h><tr><td><b>Skogsfjorden Central Hospital</b><br>Clinical Chemistry</td><td>Patient<br><b>{who.first} {esc(who.last)}</b><br>Born {who.born.isoformat()} &nbsp; {gender(d)}</td><td>Sampling<br><b>{on.isoformat()} 07:30</b><br>Answer {on.isoformat()} 15:02<br>Referral {who.ids[1]}</td></tr></table>"
        + grid(("Analysis", "", "Result", "Unit", "Reference interval"), shown)
        + "<p>− below, + above the interval for age and sex. B blood, P plasma, S serum. P-CRP: not ordered. U-Albumin/creatinine: see separate reply.</p><p>Remark: reference interval for B-Haemoglobin after 80 years is under review.</p>"
        f"<p>Ordering unit: Medicine outpatient. Patient number {who.ids[0]}. Printed {later(on, 2).isoformat()}.</p>"
    )  # fmt: skip
    css = "@page{size:a4;margin:18mm}body{font:9.5pt 'DejaVu Sans'}.h{width:100%;background:#eef3ee;margin-bottom:8pt}.h td{padding:6pt}.g{width:100%}.g td,.g th{padding:2.5pt 6pt}.g td:nth-child(3){text-align:right}.g tr:nth-child(even) td{background:#f4f4f4}p{font-size:8pt}"
    sheet = printed(d, body, css, "lab")
    for r in rows:
        lab(d, r, on, sheet.at(r.label, r.text))
    d.also_dated = (later(on, 2),)


def two_panels(d: Doc) -> None:
    """Southern European: haematology on the left, chemistry on the right, asterisk before the value, brackets; an earlier haemoglobin in a footnote."""
    who, on = d.person, d.on
    left = [res(d, *n) for n in (("leukocytes", "Leucocytes", "10³/µL"), ("erythrocytes", "Erythrocytes", "10⁶/µL"), ("hemoglobin", "Haemoglobin", "g/dL"), ("hematocrit", "Haematocrit", "%"), ("mcv", "M.C.V.", "fL"),
                                 ("platelets", "Platelets", "10³/µL"), ("neutrophils", "Neutrophils (abs.)", "10³/µL"), ("lymphocytes", "Lymphocytes (abs.)", "10³/µL"), ("monocytes", "Monocytes (abs.)", "10³/µL"))]  # fmt: skip
    right = [res(d, *n) for n in (("creatinine", "Creatininaemia", "mg/dL"), ("bilirubin_total", "Total bilirubin", "mg/dL"), ("aspartate_aminotransferase", "AST (GOT)", "U/L"), ("alanine_aminotransferase", "ALT (GPT)", "U/L"),
                                  ("alkaline_phosphatase", "Alkaline phosphatase", "U/L"), ("lactate_dehydrogenase", "LDH", "U/L"), ("albumin", "Albumin", "g/dL"), ("ferritin", "Ferritin", "ng/mL"), ("vitamin_b12", "Vitamin B12", "pg/mL"))]  # fmt: skip
    old, before = res(d, "hemoglobin", "Hb", "g/dL", 1.16), later(on, -118)
    cells = [
        [
            text
            for r in pair
            for text in (r.label, Raw(f"{'* ' if r.flag else ''}<b>{r.text}</b>"), r.unit, f"[{r.low} – {r.high}]")
        ]
        for pair in zip(left, right, strict=True)
    ]
    body = (
        f"<p class=t>POLICLINICO SANT’ELIGIO · Analysis Laboratory</p><table class=d><tr><td>Mr/Ms <b>{esc(who.last.upper())} {who.first.upper()}</b></td><td>born on {dots(who.born)}</td><td>sex {who.sex}</td></tr>"
        f"<tr><td>Request no. {who.ids[1]} of {dots(on)}</td><td>withdrawn {dots(on)}, 08:05</td><td>Patient code {who.ids[0]}</td></tr></table>"
        "<table class=g><tr class=x><th colspan=4>HAEMOCHROMOCYTOMETRIC EXAMINATION</th><th colspan=4>CLINICAL CHEMISTRY</th></tr>"
        + "".join(tr(c) for c in cells)
        + f"</table><p class=s>* value outside the reference interval. Hb of {dots(before)}: {old.text} g/dL (archive). PT, aPTT: tube not filled, repeat.</p><p class=s>The values in square brackets are those of the adult population. This report substitutes no medical judgement.</p><p class=r>The laboratory director<br>Dr.ssa Fiammetta Orlandini — validated {dots(later(on, 1))}</p>"
    )  # fmt: skip
    css = "@page{size:a4 landscape;margin:15mm}body{font:9pt 'DejaVu Serif'}.t{font-size:13pt;letter-spacing:1pt}.d{width:100%;border:1pt solid;margin:6pt 0}.d td{padding:3pt 6pt}.g{width:100%}.g td,.g th{padding:3pt 5pt}.g td:nth-child(5){border-left:1pt solid;padding-left:10pt}.x th{border-bottom:1pt solid;text-align:center}.s{font-size:8pt}.r{text-align:right}"
    sheet = printed(d, body, css, "lab")
    for r in (*left, *right):
        lab(d, r, on, sheet.at(r.label, r.text), flag=False)
    previous(d, old, before, 1)
    d.also_dated = (later(on, 1),)


def method_under_name(d: Doc) -> None:
    """An Indian hospital: the method below each name, cells per cubic millimetre, platelets in lakh, percentages before absolute counts, a smear in words."""
    who, on = d.person, d.on
    first = [res(d, *n) for n in (("hemoglobin", "HAEMOGLOBIN", "g/dL"), ("erythrocytes", "RBC COUNT", "million/cumm"), ("hematocrit", "PCV", "%"), ("mcv", "MCV", "fL"), ("leukocytes", "TOTAL LEUCOCYTE COUNT", "/cumm"))]  # fmt: skip
    how = ("SLS photometric", "Impedance", "Calculated", "Calculated", "Flow cytometry")
    percent = res(d, "neutrophils_percent", "Neutrophils", "%")
    absolute = [res(d, a, f"Absolute {a.capitalize()} Count", "/cumm") for a in ("neutrophils", "lymphocytes", "monocytes")]  # fmt: skip
    plt = res(d, "platelets", "PLATELET COUNT", "lakh/cumm")
    rest = 100 - int(percent.text)
    cells = [
        (Raw(f"<b>{r.label}</b><br><i>Method: {m}</i>"), Raw(f"<b>{r.text}</b>"), r.unit, f"{r.low} - {r.high}")
        for r, m in zip(first, how, strict=True)
    ]
    body = (
        f"<div class=h>SARASWATI MULTISPECIALITY HOSPITAL<br><small>Department of Laboratory Medicine · NABL format · Nashik Road</small></div><table class=d><tr><td>Patient Name</td><td>: {'Mrs.' if who.sex == 'F' else 'Mr.'} {who.first.upper()} {esc(who.last.upper())}</td><td>Sample Collected</td><td>: {brief(on)} 10:20 AM</td></tr>"
        f"<tr><td>Age / Gender</td><td>: {who.age(on)} Yrs / {gender(d)}</td><td>Sample Received</td><td>: {brief(on)} 10:48 AM</td></tr><tr><td>Date of Birth</td><td>: {brief(who.born)}</td><td>Report Generated</td><td>: {brief(on)} 05:33 PM</td></tr><tr><td>UHID</td><td>: {who.ids[0]}</td><td>Ref. By</td><td>: Dr. S. Gokhale (MD)</td></tr></table>"
        "<p class=c>COMPLETE BLOOD COUNT (EDTA WHOLE BLOOD)</p>" + grid(("INVESTIGATION", "OBSERVED VALUE", "UNIT", "BIOLOGICAL REF. INTERVAL"), cells)
        + "<p class=u>DIFFERENTIAL LEUCOCYTE COUNT</p>" + grid((), [(r[0], Raw(f"<b>{r[1]}</b>"), "%", r[2]) for r in (("Neutrophils", percent.text, f"{percent.low} - {percent.high}"), ("Lymphocytes", str(rest - rest // 4), "20 - 40"), ("Monocytes", str(rest // 4), "2 - 10"), ("Eosinophils", "0", "1 - 6"), ("Basophils", "0", "0 - 2"))])
        + "<p class=u>ABSOLUTE COUNTS</p>" + grid((), [(r.label, Raw(f"<b>{r.text}</b>"), r.unit, f"{r.low} - {r.high}") for r in absolute]) + "<p class=u>PLATELETS</p>" + grid((), [(Raw(f"<b>{plt.label}</b><br><i>Method: Impedance / microscopy</i>"), Raw(f"<b>{plt.text}</b>"), plt.unit, f"{plt.low} - {plt.high}")])
        + "<p><b>PERIPHERAL SMEAR:</b> RBCs macrocytic with anisocytosis. WBCs: hyposegmented forms seen, left shift. Platelets as counted. Haemoparasites: not seen. ESR: clotted, send fresh sample.</p><p class=s>Adult Hb below 7 g/dL is intimated by phone. Kindly correlate clinically. Not valid for medico-legal purposes. &nbsp; Dr. Vrinda Apte, MD (Path)</p>"
    )  # fmt: skip
    css = "@page{size:a4;margin:14mm}body{font:9pt 'Liberation Sans'}.h{text-align:center;font-size:14pt;color:#a02}.d{width:100%;border-top:1pt solid;border-bottom:1pt solid;font-size:8.5pt}.d td{padding:1.5pt 3pt}.c{text-align:center;font-weight:bold;background:#eee}.u{text-decoration:underline;font-weight:bold}.g{width:100%;table-layout:fixed}.g td,.g th{padding:2pt}i{font-size:7.5pt}small{font-size:8pt;color:#333}.s{font-size:7.5pt;border-top:.5pt solid}"
    sheet = printed(d, body, css, "lab")
    for r in (*first, percent, *absolute, plt):
        lab(d, r, on, sheet.at(r.label, r.text), flag=False)
    not_value(d, "hemoglobin", 7.0, "a limit for calling", collected=on.isoformat())


def citrate_repeat(d: Doc) -> None:
    """An everyday table with a correction: platelets first reported clumped, repeated in citrate; chemistry cancelled, one pending."""
    who, on = d.person, d.on
    names = (("hemoglobin", "Hemoglobin", "g/L"), ("hematocrit", "Hematocrit", "L/L"), ("mcv", "MCV", "fL"), ("leukocytes", "WBC", "x10e9/L"), ("platelets", "Platelet Count", "x10e9/L"), ("neutrophils", "Neutrophils", "x10e9/L"), ("lymphocytes", "Lymphocytes", "x10e9/L"), ("monocytes", "Monocytes", "x10e9/L"))  # fmt: skip
    rows = [res(d, *n) for n in names]
    wrong = float(round(d.person.counts["platelets"] * 0.45) + 3)
    cells: list[tuple[str, ...]] = []
    for r in rows:
        cells.append((r.label, Raw(f"{r.text}{' <b>' + r.flag + '</b>' if r.flag else ''}"), r.unit, f"{r.low}-{r.high}", "CORRECTED" if r.analyte == "platelets" else "Final"))  # fmt: skip
        if r.analyte == "platelets":
            cells.append((Raw(f"<small>&nbsp;&nbsp;Previously reported as {wrong:g} at 08:15; EDTA clumping, repeated in sodium citrate.</small>"), "", "", "", ""))  # fmt: skip
    cells += [("Ferritin", "Cancelled", "", "", "Specimen hemolyzed"), ("Erythropoietin", "Pending", "IU/L", "3.2-19.5", "Referred out")]  # fmt: skip
    body = (
        f"<h1>Lac-aux-Cygnes Regional Laboratory</h1><p class=k>CORRECTED REPORT &mdash; replaces the report issued {spaced(on)} 08:15</p><table class=d><tr><th>Patient</th><td>{who.first} {esc(who.last)}</td><th>Health no.</th><td>{who.ids[0]}</td></tr><tr><th>Born</th><td>{spaced(who.born)}</td><th>Sex</th><td>{gender(d)}</td></tr>"
        f"<tr><th>Collected</th><td>{spaced(on)} 07:40</td><th>Issued</th><td>{spaced(on)} 11:52</td></tr><tr><th>Accession</th><td>{who.ids[1]}</td><th>Ordered by</th><td>M. Thériault, NP</td></tr></table>"
        + grid(("Test", "Result", "Unit", "Reference", "Status"), cells)
        + "<p>Corrected results were telephoned to the ordering clinic. Platelet counts in citrate are multiplied by 1.1 for dilution; the number above is already multiplied.</p>"
    )  # fmt: skip
    css = "@page{size:letter;margin:.8in}body{font:10pt 'Liberation Sans Narrow'}h1{font-size:14pt;font-weight:normal}.k{border:1.2pt solid #900;color:#900;padding:3pt;text-align:center}.d{width:100%;margin:6pt 0}.d td,.d th{padding:2pt}.g{width:100%}.g td,.g th{padding:3pt 6pt;border-top:.4pt solid #999}.g td:nth-child(3){white-space:nowrap}.g td:first-child{width:40%}"
    sheet = printed(d, body, css, "lab")
    for r in rows:
        lab(d, r, on, sheet.at(r.label, r.text))
    not_value(d, "platelets", wrong, "replaced by the corrected result", collected=on.isoformat())


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f
    for f in (hospital_sheet, chart_review, nordic_prefixes, two_panels, method_under_name, citrate_repeat)
}
