# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""More families of blood counts: a German hospital's three days, and a company's page of two columns."""

from bench.workshop.arrivals.paper import bait, before, dotted, found, leaf, plainly, printed, share, told
from bench.workshop.days import later, sex
from bench.workshop.dress import Doc, Result
from bench.workshop.markup import Raw, esc, row
from bench.workshop.sheet import Cell

GROUPS = (
    ("Blood count", (("hemoglobin", "Haemoglobin", "g/dl"), ("hematocrit", "Haematocrit", "%"), ("erythrocytes", "Erythrocytes", "T/l"), ("mcv", "MCV", "fl"), ("leukocytes", "Leucocytes", "G/l"), ("platelets", "Thrombocytes", "G/l"))),
    ("Differential", (("neutrophils", "Neutrophils abs.", "G/l"), ("lymphocytes", "Lymphocytes abs.", "G/l"), ("monocytes", "Monocytes abs.", "G/l"))),
    ("Clinical chemistry", (("creatinine", "Creatinine", "mg/dl"), ("bilirubin_total", "Bilirubin total", "mg/dl"), ("alanine_aminotransferase", "ALT (GPT)", "U/l"), ("lactate_dehydrogenase", "LDH", "U/l"), ("ferritin", "Ferritin", "ng/ml"))),
)  # fmt: skip


def three_days_of_findings(d: Doc) -> None:
    """A German hospital: analyte, unit and reference first, then three days with the newest on the left; plus and minus behind values, days without a result."""
    who, on = d.person, d.on
    days = ((on, 1.0), (later(on, -28), 1.12), (later(on, -63), 1.19))
    s = leaf(d, "lab", pt=9.5)
    s.line("Klinikum Werrathal gGmbH - Institute of Laboratory Medicine", True, 12)
    s.line("Cumulative report (English print for the patient)", pt=10)
    s.rule()
    s.gap(4)
    s.line(f"Patient: {who.last}, {who.first}     Date of birth: {dotted(who.born)}     Sex: {sex(d).lower()}")
    s.line(f"Case number: {who.ids[0]}     Ward: Haematology outpatients     Printed: {dotted(later(on, 2))}")
    s.gap(8)
    x = (48.0, 170.0, 225.0, 345.0, 420.0, 495.0)
    heads = ("Analyte", "Unit", "Reference", *(dotted(day) for day, _ in days))
    s.row(*(Cell(at, h, True, "l" if i < 3 else "r") for i, (at, h) in enumerate(zip(x, heads, strict=True))))
    s.row(Cell(x[0], "Time of collection"), *(Cell(at, t, align="r") for at, t in zip(x[3:], ("07:45", "08:10", "07:30"), strict=True)))  # fmt: skip
    s.rule()
    for title, names in GROUPS:
        s.gap(4)
        s.line(title, True)
        for analyte, label, unit in names:
            cells, those = [], []
            for i, (day, factor) in enumerate(days):
                if i == 1 and title == "Clinical chemistry":
                    cells.append(Cell(x[3 + i], ".", align="r"))
                    continue
                r = found(d, analyte, label, unit, factor=factor if analyte != "mcv" else 2 - factor**0.2)
                those.append((r, day))
                cells += [Cell(x[3 + i], r.text, align="r"), Cell(x[3 + i] + 5, {"L": "-", "H": "+", "": ""}[r.flag])]
            r = those[0][0]
            page = s.row(Cell(x[0], label), Cell(x[1], unit), Cell(x[2], f"{r.low} - {r.high}"), *cells)
            for r, day in those:
                told(d, r, day, page, flag=False)
    s.rule()
    s.gap(6)
    s.para("A point stands for a day without this test; + above, - below the reference range. Sodium, potassium and CRP are printed on a separate sheet. Values of external laboratories are not included.", pt=8.5)  # fmt: skip
    s.para("Dr. med. Annegret Hollenstedt, specialist in laboratory medicine. Technically validated, valid without signature.", pt=8.5)  # fmt: skip
    d.also_dated = (later(on, 2), None, *(day for day, _ in days))


def two_column_panel(d: Doc) -> None:
    """A company's generated page: counts on the left, manual differential and chemistry on the right, arrows before values, last result in small grey with its day; another person's page behind."""
    who, on = d.person, d.on
    last = later(on, -41)
    left = [found(d, *n) for n in (("leukocytes", "White Blood Cells", "10^9/L"), ("erythrocytes", "Red Blood Cells", "10^12/L"), ("hemoglobin", "Hemoglobin", "g/dL"), ("hematocrit", "Hematocrit", "%"), ("mcv", "MCV", "fL"), ("platelets", "Platelets", "10^9/L"))]  # fmt: skip
    right = [found(d, *n) for n in (("neutrophils_percent", "Neutrophils %", "%"), ("neutrophils", "Neutrophils (absolute)", "10^9/L"), ("lymphocytes", "Lymphocytes (absolute)", "10^9/L"), ("monocytes", "Monocytes (absolute)", "10^9/L"))]  # fmt: skip
    chem = [found(d, *n) for n in (("creatinine", "Creatinine", "mg/dL"), ("albumin", "Albumin", "g/dL"), ("alanine_aminotransferase", "ALT", "U/L"), ("aspartate_aminotransferase", "AST", "U/L"), ("lactate_dehydrogenase", "LDH", "U/L"), ("erythropoietin", "Serum Erythropoietin", "mIU/mL"))]  # fmt: skip
    olds = {r.label: found(d, r.analyte, r.label, r.unit, factor=1.27) for r in left if r.label != "MCV"}
    arrow = {"L": "▼ ", "H": "▲ ", "": ""}

    def line(r: Result) -> str:
        old = f"<br><small>prev. {olds[r.label].text} ({last.isoformat()})</small>" if r.label in olds else ""
        return row(
            (
                Raw(esc(r.label) + old),
                Raw(f"<b>{arrow[r.flag]}{r.text}</b>" if r.flag else r.text),
                r.unit,
                f"{r.low}–{r.high}",
            )
        )

    top = row(("Test", "Result", "Unit", "Range"), "th")
    blasts = row(("Blasts (manual, 200 cells)", plainly(d, "blasts_blood"), "%", "0"))
    body = (
        f"<div class=h><b>Lumenfield Diagnostics</b> &nbsp; Hematology &amp; Chemistry</div><table class=d><tr><td><i>Name</i> {who.name}</td><td><i>DOB</i> {who.born.isoformat()}</td><td><i>Sex</i> {sex(d)}</td><td><i>ID</i> {who.ids[0]}</td></tr><tr><td><i>Collected</i> {on.isoformat()} 09:31</td><td><i>Received</i> {on.isoformat()} 10:55</td><td><i>Reported</i> {later(on, 1).isoformat()} 07:12</td><td><i>Order</i> {who.ids[1]}</td></tr></table>"
        f"<table class=w><tr><td><h2>Complete blood count</h2><table class=t>{top}{''.join(map(line, left))}</table><h2>Differential</h2><table class=t>{top}{''.join(map(line, right))}{blasts}{row(('Nucleated red cells', '1', '/100 WBC', '0'))}</table></td>"
        f"<td class=x><h2>Chemistry</h2><table class=t>{top}{row(('Glucose', '101', 'mg/dL', '70–99'))}{''.join(map(line, chem))}{row(('Potassium', 'Hemolyzed', 'mmol/L', '3.5–5.1'))}</table><h2>Comments</h2><p>Smear reviewed by a technologist. Ovalomacrocytes present. No platelet clumps.</p><p>Erythropoietin above 500 mIU/mL predicts a poor response to erythropoiesis-stimulating agents. Creatinine is not corrected for age.</p><p>Reticulocyte count: not ordered.</p></td></tr></table>"
        "<p class=s>▲ above range, ▼ below range. This laboratory reports in the units shown. Synthetic quality samples (level 2: Hb 11.9 g/dL, PLT 214) passed. Released by T. Okafor, MLS.</p>"
        "<div class=n></div><div class=h><b>Lumenfield Diagnostics</b> &nbsp; Hematology &amp; Chemistry</div><table class=d><tr><td><i>Name</i> Ludmila Ferncastle</td><td><i>DOB</i> 1988-03-30</td><td><i>Sex</i> Female</td><td><i>ID</i> 5500172</td></tr><tr><td><i>Collected</i> 2024-11-19 08:02</td><td><i>Received</i> 2024-11-19 09:15</td><td><i>Reported</i> 2024-11-19 16:40</td><td><i>Order</i> C118820</td></tr></table>"
        f"<h2>Complete blood count</h2><table class=t>{top}{row(('White Blood Cells', '▲ 22.4', '10^9/L', '4.0–10.5'))}{row(('Hemoglobin', '13.9', 'g/dL', '12.0–15.5'))}{row(('Platelets', '▲ 612', '10^9/L', '150–410'))}{row(('MCV', '86', 'fL', '81–99'))}</table><p class=s>Released by T. Okafor, MLS.</p>"
    )  # fmt: skip
    css = ("@page{size:letter;margin:.55in}body{font:8.8pt 'DejaVu Sans Condensed','DejaVu Sans'}.h{font-size:13pt;border-bottom:2.5pt solid #0aa;padding-bottom:3pt}.d{width:100%;margin:5pt 0;background:#eefafa}.d td{padding:3pt 4pt}.d i{color:#077;font-size:7.5pt}.w{width:100%}.w>tbody>tr>td{width:50%}.x{padding-left:14pt!important}.n{page-break-after:always}"
           ".t{width:100%}.t th{border-bottom:.8pt solid #0aa;font-size:8pt}.t td,.t th{padding:2.4pt 3pt}small{color:#888;font-size:7pt}h2{font-size:10pt;margin:6pt 0 2pt;color:#077}.s{font-size:7.5pt;margin-top:10pt}")  # fmt: skip
    printed(d, body, css, "lab")
    for r in (*left, *right, *chem):
        told(d, r, on, 1)
    share(d, 1, "blasts_blood")
    for old in olds.values():
        before(d, old, last, 1)
    day = {"collected": "2024-11-19"}
    for analyte, value in (("leukocytes", 22.4), ("hemoglobin", 13.9), ("platelets", 612.0), ("mcv", 86.0)):
        d.gold.trap("labs", {"analyte": analyte, "value": value, **day}, "another person's page")
        bait(d, analyte, value, "another person's page")
    for analyte, value in (("hemoglobin", 11.9), ("platelets", 214.0)):
        if all(abs(value - who.counts[analyte] * f) > 0.02 * value for f in (1, 0.93, 1.27)):
            d.gold.trap("labs", {"analyte": analyte, "value": value}, "control material")
    d.also_dated = (later(on, 1), last)


ALL = (three_days_of_findings, two_column_panel)
UNSCORED = ("three_days_of_findings",)
