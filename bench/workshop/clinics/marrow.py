# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Families of bone marrow reports."""

from collections.abc import Callable

from bench.workshop.clinics.paper import (
    ae,
    asked,
    foot,
    haem,
    lab,
    long,
    measure,
    named,
    never,
    num,
    percent,
    short,
    table,
    web,
)
from bench.workshop.days import later, sex
from bench.workshop.dress import Doc
from bench.workshop.markup import Raw, esc, row
from bench.workshop.marrow import denied, diagnosis
from bench.workshop.people import WHO
from bench.workshop.sheet import Cell

CELLS = ("x10^3/uL", "x10^9/L")


def _n(d: Doc, analyte: str) -> str:
    return f"{d.person.counts[analyte]:g}"


def _rest(d: Doc, shares: tuple[float, ...]) -> list[str]:
    """The other cells of a differential, which fill up to a hundred with the blasts."""
    left = 100 - d.person.counts["blasts_marrow"]
    some = [round(left * x, 1) for x in shares]
    return [f"{x:g}" for x in (*some, round(left - sum(some), 1))]


def _reticulin(d: Doc, page: int, status: str) -> None:
    d.fact(
        "biomarkers", page, "eticulin", may=True, name="reticulin_fibrosis", status=status, collected=d.on.isoformat()
    )


def _old(d: Doc, page: int, analyte: str, value: float, days: int) -> None:
    """A figure of an earlier marrow: it may be told with its own day, never with this one's."""
    fields = {
        "analyte": analyte,
        "comparator": None,
        "value": value,
        "unit": "%",
        "collected": later(d.on, days).isoformat(),
    }
    d.fact("labs", page, f"{value:g}", may=True, **fields)
    if value != d.person.counts[analyte]:
        d.gold.trap("labs", {"analyte": analyte, "value": value, "collected": d.on.isoformat()}, "earlier marrow")


def diagnosis_box(d: Doc) -> None:
    """A community pathology group's report: the diagnosis in a ruled box, findings in a table of two columns, ancillary studies with their state."""
    who, on = d.person, d.on
    out = later(on, 4)
    findings = (
        (
            "Aspirate smear",
            f"Cellular particles. Blasts {_n(d, 'blasts_marrow')}% (500-cell count). Left-shifted granulopoiesis with hypogranulation. Erythroid nuclei with irregular outlines in 25%.",
        ),
        (
            "Iron stain (aspirate)",
            f"Storage iron increased, 4+. Ring sideroblasts {_n(d, 'ring_sideroblasts')}% of nucleated red cells.",
        ),
        (
            "Core biopsy",
            f"Length 18 mm. Cellularity {_n(d, 'marrow_cellularity')}%. Megakaryocytes include small forms with single nuclei.",
        ),
        ("Reticulin", "No increase (MF-0)."),
        ("Peripheral blood film", "Macrocytosis; see separate count."),
    )
    studies = (
        ("Flow cytometry", "Reported separately"),
        ("Chromosome analysis", "Pending"),
        ("Myeloid gene panel", "Pending"),
        ("BCR::ABL1", "Not requested"),
    )
    house = named(
        d,
        "Tidewater Pathology Associates",
        "Tidewater Pathology Group",
        "Tidewater Cellular Pathology",
        "Tidewater Histopathology",
    )
    body = (
        f"<table class=h><tr><td><b>{house}</b></td><td class=r>BONE MARROW REPORT<br>{who.ids[1]}</td></tr></table>"
        f"<table class=d>{row(('Patient', f'{who.first} {who.last}', 'Collected', num(d, on)))}{row(('Date of birth', num(d, who.born), 'Received', num(d, on)))}{row(('Sex', sex(d), 'Reported', num(d, out)))}{row(('MRN', who.ids[0], 'Requested by', 'Dr A. Thackeray'))}</table>"
        f"<div class=x><p><b>DIAGNOSIS</b></p><p>Bone marrow, aspirate and core biopsy, right posterior iliac crest:</p><p><b>{esc(WHO[who.who][0])}</b> (WHO 2016).</p></div>"
        f"<p><b>Clinical information:</b> {who.age(on)}-year-old with persistent cytopenia. Aunt treated for lymphoma. Query MDS.</p>"
        + table((), [(Raw(f"<b>{a}</b>"), b) for a, b in findings])
        + f"<p><b>Ancillary studies</b></p>{table(('Study', 'State'), studies, 'a')}"
        f"<p><b>Comment:</b> There is no evidence of acute leuk{ae(d, 'e', 'ae')}mia; that diagnosis would need blasts of 20% or more. Toxic and nutritional causes should have been excluded.</p><p class=s>Signed: Marguerite Dunleavy-Roth, consultant pathologist, {num(d, out)}. Slides and block kept for ten years.</p>"
    )  # fmt: skip
    css = ("@page{margin:19mm;" + foot(f"{who.last}, {who.first}   {who.ids[1]}") + "}body{font:10.5pt 'Liberation Serif'}.h{width:100%;border-bottom:1.5pt solid #000;font-size:13pt}.r{text-align:right;font-size:10pt}.d{width:100%;margin:6pt 0}.d td{padding:2pt 4pt}.d td:nth-child(odd){color:#444;width:16%}"
           ".x{border:1.2pt solid #000;padding:6pt 9pt;margin:8pt 0}.t td{padding:4pt 8pt 4pt 0;border-bottom:.4pt solid #aaa}.t td:first-child{width:27%}.a td,.a th{padding:1.5pt 24pt 1.5pt 0}.s{font-size:9pt;margin-top:14pt}p{margin:5pt 0}")  # fmt: skip
    web(d, body, css, "marrow", "pathology")
    diagnosis(d, 1, WHO[who.who][0])
    percent(d, 1, "blasts_marrow", "marrow_cellularity", "ring_sideroblasts")
    _reticulin(d, 1, "negative")
    never(d, "blasts_marrow", 20.0, "threshold")
    never(d, "blasts_marrow", 25.0, "erythroid dysplasia")
    denied(d, 1, "acute_leukemia", "aml")
    d.gold.trap("diagnoses", {"disease": "lymphoma"}, "the aunt's")
    d.also_dated = (out,)


def parameter_table(d: Doc) -> None:
    """A reference laboratory's table: parameter, result, what is expected; the interpretation below and the diagnosis as a line of the table."""
    who, on = d.person, d.on
    out, got = later(on, 3), later(on, 1)
    hgb, wbc, plt = (
        measure(d, a, label, 1, CELLS)
        for a, label in (
            ("hemoglobin", f"{haem(d).capitalize()}oglobin"),
            ("leukocytes", "White cells"),
            ("platelets", "Platelets"),
        )
    )
    rows = [
        ("Specimen quality", "Adequate, particulate", "-"), (f"Blood: {hgb.label}", f"{hgb.text} {hgb.unit}", f"{hgb.low}-{hgb.high}"), (f"Blood: {wbc.label}", f"{wbc.text} {wbc.unit}", f"{wbc.low}-{wbc.high}"),
        (f"Blood: {plt.label}", f"{plt.text} {plt.unit}", f"{plt.low}-{plt.high}"), ("Blood: blasts", f"{_n(d, 'blasts_blood')}%", "0%"), ("Marrow: cellularity", f"{_n(d, 'marrow_cellularity')}%", "30-50% at this age"),
        ("Marrow: blasts", f"{_n(d, 'blasts_marrow')}%", "<5%"), ("Marrow: promyelocytes", "4%", "2-6%"), ("Marrow: lymphocytes", "12%", "5-20%"), ("Marrow: plasma cells", "2%", "<3%"),
        ("Marrow: ring sideroblasts", f"{_n(d, 'ring_sideroblasts')}%", "None"), ("Myeloid to erythroid ratio", "1.6 : 1", "2-4 : 1"), ("Dysplasia, erythroid", "Present, 35% of cells", "<10%"), ("Dysplasia, megakaryocytes", "Present, 40% of cells", "<10%"),
        ("Fibrosis", "MF-1", "MF-0"),
    ]  # fmt: skip
    body = (
        f"<h1>{named(d, 'Meridian Marrow Laboratory', 'Meridian Marrow Laboratory', 'Meridian Haematopathology', 'Meridian Haematopathology')}</h1><p class=c>Reference service for bone marrow morphology</p>"
        f"<p><b>Name</b> {who.last.upper()} {who.first} &nbsp;&nbsp; <b>DOB</b> {short(d, who.born)} &nbsp;&nbsp; <b>Sex</b> {sex(d)} &nbsp;&nbsp; <b>Lab no.</b> {who.ids[1]} &nbsp;&nbsp; <b>Hospital no.</b> {who.ids[0]}</p>"
        f"<p><b>Biopsy taken</b> {short(d, on)} &nbsp;&nbsp; <b>Arrived</b> {short(d, got)} &nbsp;&nbsp; <b>Report</b> {short(d, out)}</p>"
        + table(("Parameter", "Result", "Expected"), rows)
        + f"<p class=k><b>Diagnosis:</b> {esc(WHO[who.who][1])} ({esc(WHO[who.who][0])})</p><p><b>Interpretation.</b> The counts and the dysplasia support the diagnosis given above. Blasts below 5% separate the lower from the higher categories, 10% the two categories with excess blasts. "
        "CD34 stained 14% of cells in the clot, which includes small vessels and is not to be taken for the blast count.</p><p class=s>Read by T. Abernathy and O. Nwachukwu. This laboratory does not perform cytogenetics. Report complete.</p>"
    )  # fmt: skip
    css = ("@page{margin:17mm}body{font:10pt 'DejaVu Sans'}h1{font-size:15pt;color:#0b4f4a;margin:0}.c{color:#0b4f4a;border-bottom:1pt solid #0b4f4a;padding-bottom:4pt}.t{width:100%;margin:8pt 0}.t td,.t th{border:.5pt solid #9bb;padding:3pt 6pt}.t th{background:#e0efed}"
           ".k{background:#e0efed;padding:6pt}.s{font-size:8pt}p{margin:5pt 0}")  # fmt: skip
    web(d, body, css, "marrow", "pathology", "lab")
    diagnosis(d, 1, WHO[who.who][1])
    for r in (hgb, wbc, plt):
        lab(d, r, on, 1, flag=False)
    percent(d, 1, "blasts_marrow", "marrow_cellularity", "ring_sideroblasts", "blasts_blood")
    _reticulin(d, 1, "positive")
    for value, why in ((14.0, "CD34 stain"), (5.0, "expected"), (10.0, "boundary")):
        never(d, "blasts_marrow", value, why)
    d.also_dated = (out, got)


def morphology_letter(d: Doc) -> None:
    """A pathologist's letter: findings in paragraphs with side headings, numbers in the sentences, the conclusion numbered."""
    who, on = d.person, d.on
    out = later(on, 6)
    s = d.paper("Times", 11, 68)
    d.kind, d.also_kind, d.also_dated = "marrow", ("pathology",), (out,)
    h = haem(d)
    s.line(
        named(
            d,
            "Hawthorne County Hospital",
            "Hawthorne County Hospital",
            "Hawthorn Royal Infirmary",
            "Hawthorn General Hospital",
        ),
        True,
        15,
    )
    s.line(f"{h.capitalize()}atology Laboratory", pt=10)
    s.gap(10)
    s.line(long(d, out))
    s.gap(6)
    s.line(
        f"RE: {who.first.upper()} {who.last.upper()}, born {long(d, who.born)}, {sex(d).lower()}, hospital number {who.ids[0]}",
        True,
    )
    s.line(f"Bone marrow performed {long(d, on)}", True)
    s.gap(6)
    s.line("Dear Colleague,")
    s.gap(4)
    s.para(
        "Thank you for this marrow, taken for unexplained low counts. The patient's records say that a marrow in 2016, done for raised platelets elsewhere, was normal with 2% blasts."
    )
    s.gap(4)
    parts = (
        (
            "Aspirate.",
            f"Good fragments. I counted 600 nucleated cells, of which {_n(d, 'blasts_marrow')} per cent are blasts. Auer rods were not seen. Red cell precursors show budding and internuclear bridges. Granulocytes are poorly granulated.",
            ("blasts_marrow",),
        ),
        (
            "Iron.",
            f"Plentiful. Ring sideroblasts are {_n(d, 'ring_sideroblasts')} per cent of erythroblasts.",
            ("ring_sideroblasts",),
        ),
        (
            "Trephine.",
            f"A core of 21 mm. It is {_n(d, 'marrow_cellularity')} per cent cellular, against about {max(20, 95 - who.age(on))} per cent expected at this age. Reticulin is not increased. There are no granulomas and there is no carcinoma.",
            ("marrow_cellularity",),
        ),
    )
    for head, text, analytes in parts:
        page = s.para(f"{head} {text}")
        percent(d, page, *analytes)
        s.gap(4)
    s.line("Conclusion", True)
    page = s.para(f"1. {WHO[who.who][0]} ({WHO[who.who][1]}).", x=10)
    diagnosis(d, page, WHO[who.who][0])
    s.para(
        f"2. Not acute leuk{ae(d, 'e', 'ae')}mia. Cytogenetics and a gene panel have been sent to the regional {ae(d, 'center', 'centre')}.",
        x=10,
    )
    s.gap(14)
    s.line("Yours sincerely,")
    s.gap(18)
    s.line("Dr Fionnuala Mac Giolla Rua" if named(d, "", "", "", "y") else "Dr Eleanor Bickerstaff")
    s.line(f"Consultant {h}atologist", pt=10)
    d.fact(
        "labs", page, "2%", may=True, analyte="blasts_marrow", comparator=None, value=2.0, unit="%", collected="2016"
    )
    if who.counts["blasts_marrow"] != 2:
        d.gold.trap("labs", {"analyte": "blasts_marrow", "value": 2.0, "collected": on.isoformat()}, "a marrow of 2016")
    never(d, "marrow_cellularity", float(max(20, 95 - who.age(on))), "expected")
    _reticulin(d, page, "negative")
    denied(d, page, "acute_leukemia", "aml", "carcinoma")


def two_page_differential(d: Doc) -> None:
    """A hospital's report of two pages: text first, then a differential with the last marrow's column beside this one's."""
    who, on = d.person, d.on
    out, old = later(on, 5), later(on, -364)
    was = 1.0 if who.counts["blasts_marrow"] != 1 else 2.0
    cells = (
        "Promyelocytes",
        "Myelocytes",
        "Metamyelocytes",
        "Band and segmented forms",
        "Eosinophils",
        "Basophils",
        "Monocytes",
        "Lymphocytes",
        "Plasma cells",
        "Erythroblasts",
    )
    now = _rest(d, (0.035, 0.12, 0.105, 0.21, 0.02, 0.002, 0.02, 0.1, 0.012))
    then = ("2.5", "13", "12", "27.5", "2", "0.2", "1.8", "11", "1", "28")
    lines = [
        (Raw("<b>Blasts</b>"), Raw(f"<b>{_n(d, 'blasts_marrow')}</b>"), f"{was:g}", "0 - 3"),
        *zip(
            cells,
            now,
            then,
            ("1 - 5", "8 - 15", "9 - 16", "18 - 38", "0 - 4", "0 - 0.5", "0 - 3", "6 - 18", "0 - 3", "15 - 34"),
            strict=True,
        ),
    ]
    head = f"<table class=d><tr><td><b>{who.first} {esc(who.last)}</b><br>DOB {num(d, who.born)} &nbsp; {sex(d)}</td><td>MRN {who.ids[0]}<br>Case {who.ids[1]}</td><td>Procedure {num(d, on)}<br>Signed out {num(d, out)}</td></tr></table>"
    body = (
        f"<h1>{named(d, 'Verdigris Memorial Hospital', 'Verdigris Memorial Hospital', 'Verdon Park Hospital', 'Verdon Park Hospital')} &ndash; Pathology</h1>{head}<h2>Bone marrow aspirate, clot and biopsy</h2>"
        f"<h3>Final diagnosis</h3><ul><li>{esc(WHO[who.who][0])}</li><li>{'Normocellular or hypercellular' if who.counts['marrow_cellularity'] > 40 else 'Hypocellular'} marrow ({_n(d, 'marrow_cellularity')}% cellularity)</li></ul>"
        f"<h3>History</h3><p>Cytopenia under observation for a year. Prior marrow {num(d, old)}: no diagnostic abnormality. Clinical concern: MDS versus copper deficiency.</p>"
        f"<h3>Microscopic description</h3><p>Dysplastic changes are seen in more than 10% of the cells of the lineages affected. Blasts are not clustered. Iron: storage iron present; ring sideroblasts {_n(d, 'ring_sideroblasts')}%. Immunostain for CD61 shows micromegakaryocytes; p53 is weak in under 1% of cells.</p>"
        f"<h3>Remarks</h3><p>No lymphoid aggregates. The differential is on the next page.</p><div class=n>{head}</div><h3>Differential count of the aspirate (500 cells)</h3>"
        + table(("Cell", f"% on {num(d, on)}", f"% on {num(d, old)}", "Normal %"), lines)
        + "<p class=s>Normal values: adults, this laboratory 2019. Counted by two observers, mean given. Electronic signature: Harriet Oyelaran, MD.</p>"
    )  # fmt: skip
    css = ("@page{margin:20mm;" + foot(f"Case {who.ids[1]}", "8pt 'Liberation Sans'") + "}body{font:10.5pt 'Liberation Sans'}h1{font-size:14pt}h2{font-size:12pt}h3{font-size:10.5pt;margin:9pt 0 2pt;text-transform:uppercase}.d{width:100%;border-top:1pt solid #000;border-bottom:1pt solid #000}.d td{padding:4pt}"
           ".n{page-break-before:always}.t td,.t th{padding:3.5pt 22pt 3.5pt 0;border-bottom:.4pt solid #999}.s{font-size:8.5pt}")  # fmt: skip
    sheet = web(d, body, css, "marrow", "pathology")
    diagnosis(d, 1, WHO[who.who][0])
    what = {"disease": "copper_deficiency", "labels": [""], "status": "suspected"}  # the question asked, as printed
    d.fact("diagnoses", 1, "copper", may=True, **what)
    percent(d, 1, "marrow_cellularity", "ring_sideroblasts")
    page = sheet.find("Erythroblasts")
    percent(d, page, "blasts_marrow")
    _old(d, page, "blasts_marrow", was, -364)
    asked(d, 1, "mds")
    d.also_dated = (out, None)


def provisional_result(d: Doc) -> None:
    """A report with its first word left standing: a provisional estimate by telephone, then the final count that holds."""
    who, on = d.person, d.on
    soon, out = later(on, 1), later(on, 7)
    s = d.paper("Helvetica", 10, 58)
    d.kind, d.also_kind, d.also_dated = "marrow", ("pathology",), (out, soon)
    first = who.counts["blasts_marrow"] + 5
    s.line(
        named(
            d,
            "COPPERFIELD REGIONAL MEDICAL CENTER",
            "COPPERFIELD REGIONAL HEALTH CENTRE",
            "COPPERFIELD HOSPITALS NHS TRUST",
            "COPPERFIELD UNIVERSITY HOSPITAL",
        ),
        True,
        13,
    )
    s.line(f"Dept of {haem(d).capitalize()}atology  -  Bone marrow report  -  FINAL", pt=10)
    s.rule()
    s.gap(5)
    for a, b in (
        (f"Surname: {who.last}", f"Date of birth: {num(d, who.born)}"),
        (f"First name: {who.first}", f"Sex: {sex(d)}"),
        (f"Patient no.: {who.ids[0]}", f"Sample date: {num(d, on)}"),
        (f"Lab no.: {who.ids[1]}", f"Date of final report: {num(d, out)}"),
    ):
        s.row(Cell(s.margin, a), Cell(s.margin + 260, b))
    s.rule()
    s.gap(8)
    s.line(f"Provisional report ({num(d, soon)}, given by telephone to Dr Mbeki)", True)
    s.para(
        f"Stained films looked at briefly: dysplastic. Blasts estimated at {first:g}%. Not counted. This estimate is replaced by the count below."
    )
    s.gap(8)
    s.line("Final report", True)
    x = (0, 170)

    def entry(label: str, text: str) -> int:
        s.need(28)
        s.put(Cell(s.margin, label), s.y + s.pt * 1.4)
        return s.para(text, x=x[1])

    entry("Site and technique", "Left posterior superior iliac spine; aspirate and trephine")
    percent(d, entry("Blasts", f"{_n(d, 'blasts_marrow')}% of 500 nucleated cells"), "blasts_marrow")
    entry("Erythropoiesis", "Active, megaloblastoid, with nuclear lobulation")
    entry("Granulopoiesis", "Hypogranular neutrophils; 30% show reduced lobulation")
    entry("Megakaryocytes", "Present; many monolobed")
    percent(d, entry("Ring sideroblasts", f"{_n(d, 'ring_sideroblasts')}%"), "ring_sideroblasts")
    percent(d, entry("Trephine cellularity", f"{_n(d, 'marrow_cellularity')}%"), "marrow_cellularity")
    page = entry("Reticulin", "Grade 1 of 3 (mild increase)")
    _reticulin(d, page, "positive")
    entry("Other", "No metastatic tumour cells. Amyloid stain not done.")
    s.gap(8)
    s.line("Opinion", True)
    page = s.para(f"{WHO[who.who][1]}, WHO classification 2016. Await chromosomes before scoring by IPSS-R.")
    diagnosis(d, page, WHO[who.who][1])
    s.gap(20)
    s.line(f"Authorised by Prof. Desmond Achterberg, {num(d, out)}", pt=9)
    never(d, "blasts_marrow", first, "provisional estimate")
    never(d, "blasts_marrow", 30.0, "granulocytes")
    denied(d, page, "metastatic_cancer", "carcinoma")


def marrow_history(d: Doc) -> None:
    """A teaching hospital's report that ends with the list of the patient's earlier marrows and their figures."""
    who, on = d.person, d.on
    out = later(on, 6)
    days = ((-210, 3.0, 35.0), (-560, 2.0, 45.0))
    lines = [
        (num(d, later(on, n)), f"{b:g}", f"{c:g}", text)
        for (n, b, c), text in zip(
            days, ("Suspicious for MDS, not diagnostic", "Normal trilineage marrow"), strict=True
        )
    ]
    house = named(
        d,
        "Orchard Hill University Medical Center",
        "Orchard Hill Health Sciences Centre",
        "Orchard Hill Teaching Hospitals",
        "Orchard Hill University Hospital",
    )
    body = (
        f"<div class=b>{house}<br><span>Section of {haem(d).capitalize()}atopathology</span></div><table class=d>{row(('Name:', f'{who.last}, {who.first}', 'Date of procedure:', long(d, on)))}{row(('Born:', long(d, who.born), 'Date of report:', long(d, out)))}{row(('Sex / age:', f'{sex(d)}, {who.age(on)} years', 'Specimen number:', who.ids[1]))}{row(('Record:', who.ids[0], 'Ordering:', 'Lindqvist-Moran, P.'))}</table>"
        "<h2>Summary of findings</h2><ol>"
        f"<li>Marrow cellularity is {_n(d, 'marrow_cellularity')}%.</li><li>Myeloblasts account for {_n(d, 'blasts_marrow')}% of nucleated marrow cells.</li><li>Ring sideroblasts on Prussian blue: {_n(d, 'ring_sideroblasts')}%.</li><li>Circulating blasts: {_n(d, 'blasts_blood')}%.</li><li>Dysplasia of megakaryocytes and of the red cell line.</li></ol>"
        f"<h2>Diagnosis</h2><p><b>{esc(WHO[who.who][0])}</b>, abbreviated {esc(WHO[who.who][1])}, by the WHO classification of 2016.</p>"
        f"<h2>Flow cytometry</h2><p>Blasts by flow 4.1% of total events, CD34+ CD117+ CD33+ HLA-DR+. No abnormal B or T cells; no features of {ae(d, 'leukemia', 'leukaemia')} or lymphoma.</p>"
        f"<h2>Earlier marrows of this patient</h2>{table(('Date', 'Blasts %', 'Cellularity %', 'Conclusion at the time'), lines)}"
        "<p class=s>A residual specimen is stored. Educational note: about a third of MDS transforms to AML; the risk rises with the blast percentage. Signed electronically: Zsuzsanna Keresztes, MD PhD.</p>"
    )  # fmt: skip
    css = ("@page{margin:20mm;" + foot(f"{who.ids[0]} {who.last}") + "}body{font:10.5pt 'DejaVu Serif'}.b{font-size:14pt;font-weight:bold;text-align:center}.b span{font-size:10pt;font-weight:normal}.d{width:100%;margin:8pt 0;background:#f3f3ee}.d td{padding:3pt 6pt;font-size:9.5pt}h2{font-size:11pt;margin:10pt 0 3pt;border-bottom:.5pt solid #666}ol{margin:2pt 0}"
           ".t{width:100%}.t td,.t th{padding:3pt 6pt 3pt 0;font-size:9.5pt}.s{font-size:8pt;margin-top:12pt}")  # fmt: skip
    web(d, body, css, "marrow", "pathology")
    diagnosis(d, 1, WHO[who.who][0])
    percent(d, 1, "marrow_cellularity", "blasts_marrow", "ring_sideroblasts", "blasts_blood")
    for n, blasts, cells in days:
        _old(d, 1, "blasts_marrow", blasts, n)
        _old(d, 1, "marrow_cellularity", cells, n)
    never(d, "blasts_marrow", 4.1, "flow")
    asked(d, 1, "mds")
    denied(d, 1, "aml", "acute_leukemia", "lymphoma", "leukemia")
    d.also_dated = (out,)


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f for f in (diagnosis_box, parameter_table, morphology_letter, two_page_differential, provisional_result, marrow_history)
}  # fmt: skip
