# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Families of several panels: counts with chemistry."""

import datetime as dt
from collections.abc import Callable, Sequence

from bench.workshop.clinics.paper import (
    ae,
    before,
    foot,
    haem,
    lab,
    long,
    measure,
    named,
    never,
    num,
    short,
    table,
    web,
)
from bench.workshop.days import later, sex
from bench.workshop.dress import Doc, Result
from bench.workshop.markup import Raw, esc, row
from bench.workshop.sheet import Cell

Names = Sequence[tuple[str, str]]


def every(d: Doc, names: Names, cells: tuple[str, str] = ("K/uL", "x10^9/L"), factor: float = 1.0) -> list[Result]:
    """Results of these analytes, with the names that the house gives them."""
    return [measure(d, a, label, factor, cells) for a, label in names]


def gold_of(d: Doc, rows: Sequence[Result], on: dt.date, page: int = 1) -> None:
    """The gold of a table whose flags and ranges are printed."""
    for r in rows:
        lab(d, r, on, page)


def reference_panels(d: Doc) -> None:
    """A reference laboratory's report of two pages: four panels, notes by number at the results, a test not performed, previous results in a table of their own."""
    who, on = d.person, d.on
    got, out, old = later(on, 1), later(on, 2), later(on, -84)
    h = haem(d)
    panels: tuple[tuple[str, Names], ...] = (
        ("CBC, AUTOMATED, WITH DIFFERENTIAL", (("leukocytes", "WBC"), ("erythrocytes", "RBC"), ("hemoglobin", f"{h.capitalize()}oglobin"), ("hematocrit", f"{h.capitalize()}atocrit"), ("mcv", "MCV"), ("platelets", "Platelets"), ("neutrophils", "Neutrophils, absolute"), ("lymphocytes", "Lymphocytes, absolute"), ("monocytes", "Monocytes, absolute"))),
        ("CHEMISTRY", (("creatinine", "Creatinine"), ("bilirubin_total", "Bilirubin, total"), ("alanine_aminotransferase", "Alanine aminotransferase"), ("albumin", "Albumin"), ("lactate_dehydrogenase", "Lactate dehydrogenase"))),
        (f"AN{ae(d, 'E', 'AE')}MIA PROFILE", (("ferritin", "Ferritin"), ("vitamin_b12", "Vitamin B12"), ("erythropoietin", "Erythropoietin"))),
    )  # fmt: skip
    found: list[Result] = []
    made = ""
    for title, names in panels:
        rows = every(d, names, ("x10E3/uL", "x10E9/L"))
        found += rows
        lines: list[tuple[str, ...]] = [
            (
                r.label,
                Raw(
                    f"{r.text}<sup>&nbsp;{'a' if r.analyte == 'erythropoietin' else 'b'}</sup>"
                    if r.analyte in {"erythropoietin", "platelets"}
                    else r.text
                ),
                {"L": "Low", "H": "High"}.get(r.flag, ""),
                f"{r.low}-{r.high}",
                r.unit,
            )
            for r in rows
        ]
        if title == "CHEMISTRY":
            lines.append(("Potassium", "Not performed", "", "3.5-5.1", "mmol/L"))
        made += f"<h3>{title}</h3>" + table(("Analyte", "Result", "Flag", "Reference range", "Units"), lines)
    olds = [
        measure(d, a, label, 1.13, ("x10E3/uL", "x10E9/L"))
        for a, label in panels[0][1]
        if a in {"leukocytes", "hemoglobin", "platelets", "neutrophils"}
    ]
    body = (
        f"<div class=h>{named(d, 'Summit Reference Laboratories', 'Summit Reference Laboratories (Canada)', 'Summit Reference Laboratories UK', 'Summit Reference Laboratories Ireland')}<span>FINAL REPORT</span></div><table class=d><tr><td>PATIENT<br><b>{who.last.upper()}, {who.first.upper()}</b></td><td>DATE OF BIRTH<br><b>{num(d, who.born)}</b></td><td>SEX<br><b>{sex(d)}</b></td><td>PATIENT ID<br><b>{who.ids[0]}</b></td></tr>"
        f"<tr><td>COLLECTED<br><b>{num(d, on)} 07:50</b></td><td>RECEIVED<br><b>{num(d, got)} 02:14</b></td><td>REPORTED<br><b>{num(d, out)} 06:05</b></td><td>ACCESSION<br><b>{who.ids[1]}</b></td></tr></table>{made}"
        f"<p class=s>a Erythropoietin must be read against the {h}oglobin. In renal {ae(d, 'anemia', 'anaemia')} values are often below 20; levels above 500 predict a poor response to erythropoiesis-stimulating agents.<br>b Giant platelets present. Count confirmed by optical method.</p>"
        f"<p class=s>Potassium: specimen received past stability; please recollect.</p><h3 class=n>PREVIOUS RESULTS ON FILE ({num(d, old)})</h3>" + table(("Analyte", "Result", "Units"), [(r.label, r.text, r.unit) for r in olds])
        + "<p class=s>Previous results are given for comparison and belong to the specimen of the date above. Reference ranges are those for adults of the stated sex. Laboratory director: Henrike Osterfeld, MD.</p>"
    )  # fmt: skip
    css = ("@page{margin:.65in;" + foot(f"{who.last.upper()}, {who.first.upper()}   {who.ids[1]}") + "}body{font:9.5pt 'Liberation Sans'}.h{font-size:15pt;font-weight:bold;border-bottom:2.5pt solid #7a1f3d;padding-bottom:3pt}.h span{float:right;font-size:10pt;padding-top:5pt}"
           ".d{width:100%;margin:6pt 0}.d td{border:.5pt solid #999;padding:3pt 5pt;font-size:8.5pt}.t{width:100%}.t td,.t th{padding:2.4pt 5pt;border-bottom:.4pt solid #ddd}.t th{background:#f1e7ea;font-size:8.5pt}.t td:first-child,.t th:first-child{width:38%}h3{font-size:10pt;margin:9pt 0 2pt}.s{font-size:8pt}.n{page-break-before:always}sup{font-size:6pt}")  # fmt: skip
    sheet = web(d, body, css, "lab")
    for r in found:
        lab(d, r, on, sheet.find(r.label, r.text, "ACCESSION"))
    for r in olds:
        before(d, r, old, sheet.find("PREVIOUS RESULTS ON FILE"))
    for value in (20.0, 500.0):
        never(d, "erythropoietin", value, "general remark")
    d.also_dated = (got, out)


def surgery_print(d: Doc) -> None:
    """A family doctor's print of results: one line each with value, unit, range in square brackets and words on where it lies; a comment of the doctor."""
    who, on = d.person, d.on
    s = d.paper("Helvetica", 9.5, 55)
    d.kind = "lab"
    out = later(on, 2)
    h = haem(d)
    s.line(
        named(
            d,
            "Millbrook Family Medicine",
            "Millbrook Family Health Team",
            "The Millbrook Surgery",
            "Millbrook Medical Centre",
        ),
        True,
        14,
    )
    s.line("Investigation results - patient copy", pt=10)
    s.gap(4)
    s.rule()
    s.gap(4)
    s.line(f"{who.first} {who.last}    {sex(d)}    Date of birth {short(d, who.born)}    Record {who.ids[0]}", True)
    s.line(f"Sample taken {short(d, on)} 10:40    Result filed {short(d, out)}    Specimen: venous blood")
    s.rule()
    s.gap(6)
    groups: tuple[tuple[str, Names], ...] = (
        ("Full blood count", (("hemoglobin", f"{h.capitalize()}oglobin estimation"), ("leukocytes", "Total white cell count"), ("platelets", "Platelet count"), ("erythrocytes", "Red blood cell count"), ("hematocrit", f"{h.capitalize()}atocrit"), ("mcv", "Mean corpuscular volume"),
                              ("neutrophils", "Neutrophil count"), ("lymphocytes", "Lymphocyte count"), ("monocytes", "Monocyte count"))),
        ("Kidney and liver", (("creatinine", "Serum creatinine"), ("bilirubin_total", "Serum total bilirubin"), ("alanine_aminotransferase", "Serum ALT level"), ("albumin", "Serum albumin"))),
        (f"{h.capitalize()}atinic assay", (("ferritin", "Serum ferritin"), ("vitamin_b12", "Serum vitamin B12"))),
    )  # fmt: skip
    said = {"L": "Below range", "H": "Above range", "": ""}
    for title, names in groups:
        s.line(title, True)
        for r in every(d, names, ("10*3/uL", "10*9/L")):
            page = s.row(
                Cell(s.margin + 10, r.label),
                Cell(s.margin + 205, f"{r.text} {r.unit}", bool(r.flag)),
                Cell(s.margin + 300, f"[{r.low} - {r.high}]"),
                Cell(s.margin + 395, said[r.flag]),
                step=1.55,
            )
            lab(d, r, on, page)
        s.gap(5)
    s.line("Serum folate: result awaited.   HbA1c: not requested.", x=10)
    s.gap(8)
    s.line("Comment of the practice", True)
    s.para(
        f"Abnormal - make an appointment. Low blood counts; not iron or B12 deficiency. Urgent referral to {h}atology sent. Mother had pernicious {ae(d, 'anemia', 'anaemia')}. Seen by: Dr Imogen Tarrant."
    )
    what = {"disease": "vitamin_b12_deficiency", "labels": [""], "status": "ruled_out"}
    d.fact("diagnoses", s.page, "B12", may=True, **what)
    d.gold.trap("comorbidities", {"label": "pernicious"}, "the mother's")
    d.also_dated = (out,)


def misfiled_page(d: Doc) -> None:
    """A laboratory's fax: a cover, the count of this patient, and a page of another patient that got into it."""
    who, on = d.person, d.on
    s = d.paper("Times", 11, 65)
    d.kind = "lab"
    house = named(
        d,
        "St. Brannoc Medical Center Laboratory",
        "St. Brannoc Hospital Laboratory",
        "St Brannoc's Hospital Pathology",
        "St Brannoc's Hospital Pathology",
    )
    s.line("FAX", True, 26)
    s.gap(10)
    for k, v in (
        (
            "To",
            named(
                d,
                "Hematology Associates, front desk",
                "Hematology clinic, front desk",
                "Haematology secretaries",
                "Haematology secretaries",
            ),
        ),
        ("From", house),
        ("Pages", "3, this one included"),
        ("Date", long(d, later(on, 1))),
    ):
        s.row(Cell(s.margin, k + ":", True), Cell(s.margin + 70, v), step=1.7)
    s.gap(16)
    s.para(
        "Results as asked for by telephone. The contents are confidential. If you have received pages that are not for you, please destroy them and let us know."
    )
    other = "Dorothea Winstanley-Pugh" if who.first != "Dorothea" else "Agatha Winstanley-Pugh"
    rows = every(d, (("leukocytes", "WBC"), ("hemoglobin", "Hgb" if haem(d) == "hem" else "Hb"), ("hematocrit", "Hct"), ("mcv", "MCV"), ("platelets", "Platelets"), ("neutrophils", "Neutrophils (abs)"), ("lymphocytes", "Lymphocytes (abs)"), ("monocytes", "Monocytes (abs)"), ("creatinine", "Creatinine"), ("lactate_dehydrogenase", "LDH")), ("thou/uL", "x 10^9/L"))  # fmt: skip

    def sheet(name: str, born: str, number: str, gender: str, results: Sequence[tuple[Result, str]]) -> int:
        s.new_page()
        s.line(house, True, 13, "c")
        s.line("BLOOD COUNT AND CHEMISTRY", pt=10, align="c")
        s.gap(8)
        s.row(Cell(s.margin, f"Patient name: {name}", True), Cell(s.margin + 300, f"Date of birth: {born}"))
        s.row(Cell(s.margin, f"Hospital number: {number}"), Cell(s.margin + 300, f"Sex: {gender}"))
        s.row(Cell(s.margin, f"Taken: {short(d, on)} 08:20"), Cell(s.margin + 300, f"Validated: {short(d, on)} 12:45"))
        s.rule()
        s.gap(4)
        x = (0, 150, 215, 260, 350)
        s.row(
            *(
                Cell(s.margin + a, t, True)
                for a, t in zip(x, ("Test", "Result", "", "Normal range", "Units"), strict=True)
            )
        )
        s.rule()
        for r, text in results:
            flag = {"L": "L", "H": "H"}.get(r.flag, "") if text == r.text else ""
            s.row(
                *(
                    Cell(s.margin + a, t)
                    for a, t in zip(x, (r.label, text, flag, f"{r.low} - {r.high}", r.unit), strict=True)
                ),
                step=1.6,
            )
        return s.page

    page = sheet(who.name, short(d, who.born), who.ids[0], sex(d), [(r, r.text) for r in rows])
    gold_of(d, rows, on, page)
    strange = {
        "leukocytes": "6.8",
        "platelets": "263",
        "mcv": "91",
        "neutrophils": "4.31",
        "lymphocytes": "1.77",
        "monocytes": "0.52",
    }
    theirs = [(r, strange[r.analyte]) for r in rows if r.analyte in strange]
    sheet(other, short(d, dt.date(1958, 2, 23)), "3308114", "Female", theirs)
    s.gap(6)
    s.line("Film: normal.")
    for r, text in theirs:
        if abs(r.value - float(text)) > 0.01 * float(text):
            d.gold.trap(
                "labs",
                {"analyte": r.analyte, "value": float(text), "collected": on.isoformat()},
                "another patient's page",
            )
    d.also_dated = (later(on, 1),)


def status_column(d: Doc) -> None:
    """A hospital's results with a status in each row: final, corrected with the withdrawn value below, pending and cancelled."""
    who, on = d.person, d.on
    rows = every(d, (("hemoglobin", "HGB"), ("hematocrit", "HCT"), ("mcv", "MCV"), ("leukocytes", "WBC"), ("neutrophils", "Neut Abs"), ("lymphocytes", "Lymph Abs"), ("monocytes", "Mono Abs"), ("platelets", "PLT"), ("neutrophils_percent", "Neut %"),
                    ("reticulocytes_percent", "Retic %"), ("creatinine", "Creatinine"), ("alanine_aminotransferase", "ALT"), ("ferritin", "Ferritin")), ("Thou/uL", "giga/L" if named(d, "", "y", "", "") else "10^9/L"))  # fmt: skip
    wrong = f"{round(d.person.counts['platelets'] * 0.55) + 4}"
    lines = ""
    for r in rows:
        fixed = r.analyte == "platelets"
        lines += row(
            (
                r.label,
                Raw(f"<b>{r.text}</b>" if r.flag else r.text),
                r.flag,
                r.unit,
                f"{r.low} to {r.high}",
                "Corrected" if fixed else "Final",
            )
        )
        if fixed:
            lines += f"<tr class=n><td></td><td colspan=5>Corrected {num(d, on)} 15:40. Previously reported as {wrong} at 13:05; clumps in EDTA, repeated in citrate.</td></tr>"
        if r.analyte == "reticulocytes_percent":
            lines += row(("Immature retic fraction", "--", "", "%", "3 to 16", "Pending"))
        if r.analyte == "creatinine":
            lines += row(("Potassium", "--", "", "mmol/L", "3.5 to 5.1", "Cancelled"))
    house = named(
        d,
        "Saint Odile Health System",
        "Rideau Hollow Health Centre",
        "Northmoor Infirmary",
        "Glenbeg University Hospital",
    )
    body = (
        f"<div class=b><b>{house}</b> &nbsp; Laboratory results</div><p class=p><b>{esc(who.last)}, {who.first}</b> &nbsp;|&nbsp; MRN {who.ids[0]} &nbsp;|&nbsp; DOB {num(d, who.born)} ({who.age(on)} y) &nbsp;|&nbsp; {sex(d)}</p>"
        f"<p>Encounter: outpatient &nbsp; Ordered by: Ruairi Costigan, NP &nbsp; Collection: {num(d, on)} 12:10 &nbsp; Last update: {num(d, later(on, 1))} 07:00</p>"
        f"<table class=t><thead>{row(('Component', 'Value', 'Flag', 'Units', 'Range', 'Status'), 'th')}</thead>{lines}</table>"
        "<p class=s>-- no value yet. Pending results appear when verified. Cancelled: insufficient volume. Results marked Corrected replace all earlier versions.</p>"
    )  # fmt: skip
    css = ("@page{margin:.7in;" + foot(f"{house} - {who.ids[0]}") + "}body{font:10pt 'DejaVu Sans Condensed','DejaVu Sans'}.b{background:#dfeaf3;padding:6pt}.p{padding:4pt 0;border-bottom:1pt solid #456}.t{width:100%;margin-top:6pt}.t td,.t th{padding:3pt 5pt;border-bottom:.5pt dotted #888}"
           ".n td{font-size:8.5pt;font-style:italic;color:#333}.s{font-size:8pt;margin-top:8pt}")  # fmt: skip
    web(d, body, css, "lab")
    gold_of(d, rows, on)
    never(d, "platelets", float(wrong), "withdrawn")
    d.also_dated = (later(on, 1),)


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f for f in (reference_panels, surgery_print, misfiled_page, status_column)
}
