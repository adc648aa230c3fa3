# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""More families of counts: with a previous result, in two halves of a page, with signs for deviations."""

from bench.workshop.days import hyphened as dash
from bench.workshop.days import later, long, sex
from bench.workshop.days import spaced as mon
from bench.workshop.dress import Doc, Result
from bench.workshop.kept.paper import (
    amount,
    bait,
    lab,
    noise,
    res,
    web,
)
from bench.workshop.markup import Raw, esc, row, table
from bench.workshop.sheet import Cell


def with_previous(d: Doc) -> None:
    """A private hospital: the previous result in the last column with its date in the head, arrows for flags, iron and vitamins, a folate above the measuring range."""
    who, on = d.person, d.on
    before = later(on, -63)
    names = (("hemoglobin", "Hemoglobin", "g/dL"), ("hematocrit", "Hematocrit", "%"), ("erythrocytes", "Red Cell Count", "10^6/uL"), ("mcv", "M.C.V.", "fL"), ("platelets", "Platelet Count", "10^3/uL"), ("leukocytes", "White Cell Count", "10^3/uL"), ("neutrophils", "Neutrophils (abs)", "10^3/uL"),
             ("lymphocytes", "Lymphocytes (abs)", "10^3/uL"), ("monocytes", "Monocytes (abs)", "10^3/uL"), ("reticulocytes_percent", "Reticulocytes", "%"), ("ferritin", "Ferritin", "ng/mL"), ("transferrin_saturation", "Transferrin Saturation", "%"),
             ("vitamin_b12", "Vitamin B12", "pg/mL"), ("lactate_dehydrogenase", "LDH", "U/L"), ("erythropoietin", "Erythropoietin, serum", "mIU/mL"))  # fmt: skip
    rows = [res(d, *n) for n in names]
    olds = [
        res(d, *n, factor=1.13)
        if n[0] in {"hemoglobin", "hematocrit", "platelets", "leukocytes", "neutrophils"}
        else None
        for n in names
    ]
    cells: list[tuple[str, ...]] = [
        (
            r.label,
            Raw(f"{r.text} <b>{ {'L': '↓', 'H': '↑'}.get(r.flag, '') }</b>"),
            r.unit,
            f"{r.low} – {r.high}",
            old.text if old else "",
        )
        for r, old in zip(rows, olds, strict=True)
    ]
    cells.insert(13, ("Folate, serum", Raw("&gt; 20.0"), "ng/mL", "3.9 – 26.8", ""))
    cells.append(("Haptoglobin", "Pending", "mg/dL", "30 – 200", ""))
    body = (
        f"<table class=h><tr><td class=l>Al Noor Marina Hospital</td><td class=r>Laboratory Report<br><small>Department of Clinical Pathology</small></td></tr></table>"
        f"<table class=d><tr><td>Patient name</td><td><b>{esc(who.name)}</b></td><td>File no.</td><td>{who.ids[0]}</td></tr><tr><td>Date of birth</td><td>{dash(who.born)}</td><td>Gender</td><td>{sex(d)}</td></tr><tr><td>Specimen collected</td><td>{dash(on)} 08:44</td><td>Result released</td><td>{dash(on)} 17:20</td></tr><tr><td>Ordering doctor</td><td>Dr. H. Lindholm</td><td>Visit type</td><td>Outpatient</td></tr></table>"
        + table(("Investigation", "Result", "Unit", "Reference range", f"Previous ({dash(before)})"), cells)
        + "<p>↓ below, ↑ above the reference range. Haptoglobin is sent to a referral laboratory and will be reported separately.</p><p class=s>Reviewed by: Dr. Farida Haddad, Specialist Clinical Pathologist. This report was produced electronically and needs no signature.</p>"
    )  # fmt: skip
    css = "@page{size:A4;margin:14mm}body{font:9.5pt 'DejaVu Sans'}.h{width:100%;border-bottom:2pt solid #0b7a75}.h .l{font-size:15pt;color:#0b7a75}.h .r{text-align:right}.d{width:100%;margin:7pt 0;font-size:8.5pt}.d td{border:.5pt solid #bcd;padding:3.5pt}.d td:nth-child(odd){background:#eef6f6;width:18%}.t{width:100%}.t th{background:#0b7a75;color:#fff}.t td,.t th{padding:3.4pt 5pt;border-bottom:.4pt solid #cdd}.s{font-size:8pt;margin-top:12pt}"
    web(d, body, css, "lab")
    for r in rows:
        lab(d, r, on, 1)
    folate = Result("folate", "Folate, serum", "20.0", "ng/mL", "3.9", "26.8", "", 20.0, (3.9, 26.8))
    lab(d, folate, on, 1, flag=False, comparator=">")
    for old in olds:
        if old:
            lab(d, old, before, 1, flag=False, reference=False, may=True)
            if abs(old.value - amount(d, old.analyte)) > 0.02 * old.value:
                d.gold.trap(
                    "labs", {"analyte": old.analyte, "value": old.value, "collected": on.isoformat()}, "previous result"
                )
    d.also_dated = (before,)


def two_halves(d: Doc) -> None:
    """A teaching hospital's one-page print: haematology in the left half, chemistry and coagulation in the right, remarks by number at the foot."""
    who, on = d.person, d.on
    left = [res(d, *n) for n in (("leukocytes", "WBC", "10*9/L"), ("neutrophils", "Neutrophils", "10*9/L"), ("lymphocytes", "Lymphocytes", "10*9/L"), ("monocytes", "Monocytes", "10*9/L"), ("hemoglobin", "Haemoglobin", "g/dL"), ("hematocrit", "HCT", "L/L"), ("mcv", "MCV", "fL"), ("platelets", "Platelets", "10*9/L"))]  # fmt: skip
    left.append(noise("Nucleated red cells", "0.4", "/100 WBC", "0", "0.2", "H"))
    right = [noise("Sodium", "140", "mmol/L", "135", "145"), noise("Urea", "6.1", "mmol/L", "2.8", "8.4"), *(res(d, *n) for n in (("creatinine", "Creatinine", "µmol/L"), ("bilirubin_total", "Bilirubin", "µmol/L"), ("alanine_aminotransferase", "ALT", "U/L"), ("alkaline_phosphatase", "ALP", "U/L"), ("albumin", "Albumin", "g/L"), ("lactate_dehydrogenase", "LDH", "U/L")))]  # fmt: skip

    def half(title: str, rows: list[Result], more: str = "") -> str:
        star = [(r.label, Raw(f"<b>{r.text}*</b>" if r.flag else r.text), r.unit, f"{r.low}-{r.high}") for r in rows]
        return f"<h3>{title}</h3><table class=t><thead>{row(('Test', 'Result', 'Unit', 'Range'), 'th')}</thead>{''.join(map(row, star))}{more}</table>"

    clot = row(("INR", "Clotted (2)", "", "")) + row(("APTT", "Clotted (2)", "s", "25-36"))
    body = (
        f"<p class=h>Rathbrennan University Hospital <span>Laboratory enquiry print</span></p><p><b>{who.first} {esc(who.last)}</b> &nbsp; Date of birth: {mon(who.born)} &nbsp; Sex: {sex(d)} &nbsp; MRN: {who.ids[0]}<br>Collected: {mon(on)} 11:02 &nbsp; Ward/clinic: Haematology day ward &nbsp; Consultant: Dr E. Tuohy &nbsp; Status: Complete</p>"
        f"<table class=b><tr><td>{half('Full blood count', left)}</td><td>{half('Biochemistry', right)}{half('Coagulation', [], clot)}</td></tr></table>"
        "<p class=s>* outside the range. (1) Differential confirmed by manual count of 100 cells. (2) Sample clotted, please repeat. Telephone limits of the laboratory: haemoglobin under 7.0 g/dL, platelets under 20, neutrophils under 0.5.</p>"
        f"<p class=s>Printed {mon(later(on, 2))} 09:31 by M. Heaney. Confidential patient information.</p>"
    )  # fmt: skip
    css = "@page{size:A4 landscape;margin:14mm}body{font:10pt 'Liberation Sans'}.h{font-size:14pt;border-bottom:1.5pt solid #1b5e20}.h span{float:right;font-size:10pt}.b{width:100%}.b>tbody>tr>td{width:50%;padding-right:22pt}.t{width:100%}.t th{border-bottom:.8pt solid #555;font-size:9pt}.t td{padding:2.8pt 3pt}h3{font-size:10.5pt;margin:8pt 0 2pt;color:#1b5e20}.s{font-size:8.5pt}"
    web(d, body, css, "lab")
    for r in (*left, *right):
        lab(d, r, on, 1, flag=False)
    bait(d, "hemoglobin", 7.0)
    bait(d, "platelets", 20.0)
    bait(d, "neutrophils", 0.5)
    d.also_dated = (later(on, 2),)


def signs_of_deviation(d: Doc) -> None:
    """A continental laboratory's report in English: minus and plus for deviations in a column before the value, limits with their words, a differential in percent and absolute."""
    who, on = d.person, d.on
    s = d.paper("Helvetica", 9.5, 52)
    s.line("Labor Medicum Seebruck", True, 14)
    s.line("Medical care centre for laboratory diagnostics  -  Final report (English edition)", pt=8.5)
    s.rule()
    s.gap(6)
    s.line(
        f"Patient: {who.last}, {who.first}        born: {d.date(who.born)}        sex: {sex(d).lower()}        Order no.: {who.ids[0]}"
    )
    s.line(
        f"Blood taken: {d.date(on)}        Receipt: {d.date(on)} 12:40        Report: {d.date(later(on, 1))}        Sender: Dr. med. K. Brandt"
    )
    s.rule()
    s.gap(8)
    xs = (0, 185, 205, 262, 330)
    rule = ("Analysis", "", "Result", "Unit", "Reference range")

    def put(cells: tuple[str, ...], bold: bool = False) -> int:
        return s.row(
            *(
                Cell(s.margin + x + (34 if i == 2 else 0), c, bold, "r" if i == 2 else "l")
                for i, (x, c) in enumerate(zip(xs, cells, strict=True))
                if c
            ),
            step=1.6,
        )

    put(rule, True)
    s.rule()
    groups = (
        ("Small blood count", (("leukocytes", "Leukocytes", "/nl"), ("erythrocytes", "Erythrocytes", "/pl"), ("hemoglobin", "Hemoglobin", "g/dl"), ("hematocrit", "Hematocrit", "%"), ("mcv", "MCV", "fl"), ("platelets", "Thrombocytes", "/nl"))),
        ("Differential blood count", (("neutrophils_percent", "Neutrophils", "%"), ("neutrophils", "Neutrophils absolute", "/nl"), ("lymphocytes", "Lymphocytes absolute", "/nl"), ("monocytes", "Monocytes absolute", "/nl"))),
        ("Clinical chemistry", (("creatinine", "Creatinine (enzymatic)", "mg/dl"), ("bilirubin_total", "Bilirubin total", "mg/dl"), ("lactate_dehydrogenase", "LDH (37 °C)", "U/l"), ("ferritin", "Ferritin", "ng/ml"))),
    )  # fmt: skip
    for title, names in groups:
        s.gap(5)
        s.line(title, True)
        for name in names:
            r = res(d, *name)
            page = put((r.label, {"L": "-", "H": "+"}.get(r.flag, ""), r.text, r.unit, f"{r.low} - {r.high}"))
            lab(d, r, on, page, flag=False)
    s.gap(10)
    s.para(
        "- / + : value below / above the reference range. Microscopic differentiation: anisocytosis, macrocytes. No schistocytes seen."
    )
    s.para(f"Material: EDTA blood, serum. Validated by Dr. rer. nat. U. Ahrens on {long(later(on, 1))}.", pt=8.5)
    d.also_dated = (later(on, 1),)
