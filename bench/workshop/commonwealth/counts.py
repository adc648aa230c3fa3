# ruff: noqa: E501 (names of analytes are data: a line is as long as its row)
"""Blood counts and chemistry as laboratories outside the United States print them."""

import datetime as dt
from collections.abc import Callable

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
    title,
    worded,
)
from bench.workshop.dress import Doc
from bench.workshop.markup import Raw, esc
from bench.workshop.sheet import Cell, Sheet

BRITISH: tuple[Recipe, ...] = (
    ("hemoglobin", "Haemoglobin estimation", "g/L", 10, 0, 115, 165), ("leukocytes", "Total white cell count", "10*9/L", 1, 1, 3.6, 11),
    ("platelets", "Platelet count", "10*9/L", 1, 0, 140, 400), ("erythrocytes", "Red blood cell count", "10*12/L", 1, 2, 3.8, 5.8),
    ("hematocrit", "Haematocrit", "L/L", 0.01, 3, 0.37, 0.47), ("mcv", "Mean corpuscular volume", "fL", 1, 0, 80, 100),
    ("neutrophils", "Neutrophil count", "10*9/L", 1, 2, 1.8, 7.5), ("lymphocytes", "Lymphocyte count", "10*9/L", 1, 2, 1, 4),
    ("monocytes", "Monocyte count", "10*9/L", 1, 2, 0.2, 0.8),
)  # fmt: skip
BRITISH_CHEM: tuple[Recipe, ...] = (
    ("creatinine", "Creatinine", "umol/L", 88.4, 0, 45, 84), ("bilirubin_total", "Total bilirubin", "umol/L", 17.1, 0, None, 21),
    ("alanine_aminotransferase", "ALT", "IU/L", 1, 0, None, 41), ("albumin", "Albumin", "g/L", 10, 0, 35, 50), ("ferritin", "Ferritin", "ug/L", 1, 0, 15, 200),
)  # fmt: skip
INDIAN: tuple[Recipe, ...] = (
    ("hemoglobin", "Hemoglobin", "g/dL", 1, 1, 12, 15), ("hematocrit", "Packed Cell Volume (PCV)", "%", 1, 1, 36, 46), ("erythrocytes", "RBC Count", "mill/mm3", 1, 2, 3.8, 4.8),
    ("mcv", "MCV", "fL", 1, 0, 83, 101), ("leukocytes", "Total Leukocyte Count (TLC)", "thou/mm3", 1, 2, 4, 10), ("platelets", "Platelet Count", "thou/mm3", 1, 0, 150, 410),
)  # fmt: skip
INDIAN_ABSOLUTE: tuple[Recipe, ...] = (("neutrophils", "Neutrophils", "thou/mm3", 1, 2, 2, 7), ("lymphocytes", "Lymphocytes", "thou/mm3", 1, 2, 1, 3), ("monocytes", "Monocytes", "thou/mm3", 1, 2, 0.2, 1))  # fmt: skip
INDIAN_CHEM: tuple[Recipe, ...] = (
    ("creatinine", "Creatinine", "mg/dL", 1, 2, 0.6, 1.1), ("alanine_aminotransferase", "ALT (SGPT)", "U/L", 1, 0, None, 35), ("bilirubin_total", "Bilirubin Total", "mg/dL", 1, 2, 0.3, 1.2),
    ("albumin", "Albumin", "g/dL", 1, 2, 3.2, 4.6), ("ferritin", "Ferritin", "ng/mL", 1, 1, 10, 291), ("vitamin_b12", "Vitamin B12; Cyanocobalamin", "pg/mL", 1, 0, 211, 946),
)  # fmt: skip
GERMAN: tuple[Recipe, ...] = (
    ("leukocytes", "Leucocytes", "Gpt/l", 1, 1, 4, 11), ("erythrocytes", "Erythrocytes", "Tpt/l", 1, 2, 3.9, 5.2), ("hemoglobin", "Haemoglobin", "g/dl", 1, 1, 12, 16),
    ("hematocrit", "Haematocrit", "%", 1, 1, 36, 46), ("mcv", "MCV", "fl", 1, 0, 80, 96), ("platelets", "Thrombocytes", "Gpt/l", 1, 0, 150, 400),
    ("neutrophils", "Neutrophils abs.", "Gpt/l", 1, 2, 1.8, 7.7), ("lymphocytes", "Lymphocytes abs.", "Gpt/l", 1, 2, 1, 4.5), ("monocytes", "Monocytes abs.", "Gpt/l", 1, 2, 0.1, 0.9),
    ("creatinine", "Creatinine (enz.)", "µmol/l", 88.4, 0, 45, 84), ("alanine_aminotransferase", "ALAT (GPT)", "U/l", 1, 0, None, 35), ("lactate_dehydrogenase", "LDH (IFCC)", "U/l", 1, 0, None, 247),
    ("ferritin", "Ferritin", "µg/l", 1, 0, 15, 150), ("erythropoietin", "Erythropoietin", "mU/ml", 1, 1, 4.3, 29),
)  # fmt: skip
DUTCH: tuple[Recipe, ...] = (
    ("hemoglobin", "Hemoglobin", "mmol/L", 1 / 1.611, 1, 7.5, 10), ("hematocrit", "Hematocrit", "L/L", 0.01, 2, 0.35, 0.45), ("mcv", "MCV", "fL", 1, 0, 80, 100),
    ("platelets", "Thrombocytes", "x10^9/L", 1, 0, 150, 400), ("leukocytes", "Leukocytes", "x10^9/L", 1, 1, 4, 10), ("neutrophils", "Neutrophilic granulocytes", "x10^9/L", 1, 2, 1.5, 7.5),
    ("creatinine", "Creatinine", "µmol/L", 88.4, 0, 50, 90), ("vitamin_b12", "Vitamin B12", "pmol/L", 0.738, 0, 145, 640),
)  # fmt: skip
FRENCH: tuple[Recipe, ...] = (
    ("leukocytes", "Leucocytes", "G/L", 1, 2, 4, 10), ("erythrocytes", "Red cells", "T/L", 1, 2, 3.8, 5.3), ("hemoglobin", "Haemoglobin", "g/dL", 1, 1, 11.5, 15), ("hematocrit", "Haematocrit", "%", 1, 1, 34, 46),
    ("mcv", "M.C.V.", "fL", 1, 0, 76, 96), ("neutrophils", "Neutrophil polymorphs", "G/L", 1, 2, 1.5, 7), ("lymphocytes", "Lymphocytes", "G/L", 1, 2, 1, 4), ("monocytes", "Monocytes", "G/L", 1, 2, 0.2, 1), ("platelets", "Platelets", "G/L", 1, 0, 150, 450),
)  # fmt: skip


def practice_view(d: Doc) -> None:
    """A British surgery's print of a result message: value, unit, range and remark in one cell, filing notes under rows."""
    p, (out,) = d.person, later(d, 1)
    figures = [figure(d, r) for r in (*BRITISH, *BRITISH_CHEM)]

    def line(f: Figure) -> tuple[str, str]:
        mark = Raw(f"<b>{ {'L': 'Below low reference limit', 'H': 'Above high reference limit', '': ''}[f.flag] }</b>")
        return f.label, Raw(
            f"{esc(f.text)} {esc(f.unit)} [{f.low or '0'} - {f.high}] {mark}"
            if f.low
            else f"{f.text} {f.unit} [{esc(f.reference)}] {mark}"
        )

    notes = {
        "Platelet count": "Platelet clumping not seen on film.",
        "Monocyte count": "Eosinophil count 0.08 10*9/L. Coagulation screen: sample underfilled, not tested.",
    }
    blocks = "".join(
        f"<tr><td>{line(f)[0]}</td><td>{line(f)[1]}</td></tr>"
        + (f"<tr class='n'><td></td><td>{notes[f.label]}</td></tr>" if f.label in notes else "")
        for f in figures
    )
    body = f"""<div class='bar'>{title(d)} {esc(p.first)} {esc(p.last.upper())} &nbsp; Born {worded(p.born, "-")} ({p.age(d.on)}y) &nbsp; Gender {"Female" if p.sex == "F" else "Male"} &nbsp; NHS No. 943 {p.ids[0][:3]} {p.ids[0][3:]}</div>
    <p class='s'>Fellgate Road Surgery, Medical Report (printed {worded(out, "-")}) &nbsp;|&nbsp; Lab: Hexley Pathology Network &nbsp;|&nbsp; Requested by Dr P. Anand</p>
    <h2>Full blood count, renal, liver, ferritin</h2><p>Sample taken: <b>{worded(d.on, "-")} 08:42</b> &nbsp; Sample received: {worded(d.on, "-")} 13:05 &nbsp; Report status: Final</p>
    <p class='n'>Clinical details: tired all the time, ?anaemia ?B12 deficiency. On no haematinics.</p><table class='v'>{blocks}</table>
    <p class='n'>Film: oval macrocytes, some hypogranular neutrophils. Suggest haematology referral. Normal Hb for women 115-165, for men 130-180 g/L; the former is quoted on all reports.</p>
    <p class='s'>Viewed by: Dr L. Obuya. Action: patient to be told, repeat FBC in 2 weeks. Page 1 of 1</p>"""
    s = printed(
        d,
        body,
        ".bar{background:#dde6f0;padding:4pt;font-weight:bold}.v td{border-bottom:.4pt solid #bbb}.n{color:#444;font-size:8pt;font-style:italic}",
    )
    for f in figures:
        lab(d, f, d.on, s.at(f.label, f.text), reference=bool(f.low))


def indian_chain(d: Doc) -> None:
    """An Indian chain: method in small letters under the test, white cells in percent and then absolute, education, two pages."""
    p, (out, sheet_out) = d.person, later(d, 1, 2)
    share = figure(d, ("neutrophils_percent", "Segmented Neutrophils", "%", 1, 2, 40, 80))
    rest = 100 - p.counts["neutrophils_percent"]
    methods = (
        "Photometry",
        "Calculated",
        "Electrical Impedence",
        "Electrical Impedence",
        "Electrical Impedence",
        "Electrical impedence",
    )

    def rows(figures: list[Figure], names: tuple[str, ...] = ()) -> list[tuple[str, str, str, str]]:
        return [(Raw(f"{f.label}{f'<div class=m>({names[i]})</div>' if names else ''}"), Raw(f"<b>{f.text}</b>" if f.flag else f.text), f.unit,
                 Raw(esc(f"{f.low} - {f.high}" if f.low else f"<{f.high}"))) for i, f in enumerate(figures)]  # fmt: skip

    one, two, three = ([figure(d, r) for r in group] for group in (INDIAN, INDIAN_ABSOLUTE, INDIAN_CHEM))
    head = table([("Name", f": {title(d)}. {p.name.upper()}", "Collected", f": {dmy(d.on)} 7:51:00AM"), ("Lab No.", f": {p.ids[0]}  Age: {p.age(d.on)} Years  Gender: {'Female' if p.sex == 'F' else 'Male'}", "Received", f": {dmy(d.on)} 8:20:14AM"),
                  ("DOB", f": {dmy(p.born)}", "Reported", f": {dmy(out)} 1:12:40PM"), ("A/c Status", ": P   Ref By : Dr. S. K. NAMBOODIRI", "Report Status", ": Final")], cls="h")  # fmt: skip
    columns = ("Test Name", "Results", "Units", "Bio. Ref. Interval")
    others = [
        (n, f"{v:.2f}", "%", r)
        for n, v, r in (
            ("Lymphocytes", rest * 0.72, "20.00 - 40.00"),
            ("Monocytes", rest * 0.22, "2.00 - 10.00"),
            ("Eosinophils", rest * 0.05, "1.00 - 6.00"),
            ("Basophils", rest * 0.01, "<2.00"),
        )
    ]
    body = f"""<div id='top'>{head}</div><p class='c'><b>HEMATOLOGY</b><br><b>COMPLETE BLOOD COUNT; CBC</b> (EDTA whole blood)</p>
    {table([*rows(one, methods), ("MCHC", "33.20", "g/dL", "31.50 - 34.50"), ("Red Cell Distribution Width (RDW)", "17.90", "%", "11.60 - 14.00")], columns, "t", (46, 14, 16, 24))}
    <p><b>Differential Leucocyte Count (DLC)</b> <span class='m'>(VCS Technology)</span></p>{table([*rows([share]), *others], (), "t", (46, 14, 16, 24))}
    <p><b>Absolute Leucocyte Count</b></p>{table([*rows(two), ("Eosinophils", "0.06", "thou/mm3", "0.02 - 0.50")], (), "t", (46, 14, 16, 24))}
    <p class='m'>Note: 1. As per ICSH recommendation, differential is also reported as absolute numbers. 2. Test conducted on EDTA whole blood. 3. Hemoglobin below 7.0 g/dL is called severe anemia (WHO).</p>
    <div class='new'></div><p class='c'><b>BIOCHEMISTRY</b> (Serum)</p>{table(rows(three), columns, "t", (46, 14, 16, 24))}
    <p>Comment: Ferritin is an acute phase reactant; levels above 1000 ng/mL suggest iron overload. Vitamin B12 below 200 pg/mL indicates deficiency; reflex MMA not performed.</p>
    <p class='m'>*Instructions: tests marked NABL are accredited. Report to be correlated clinically. Dr. Ritu Malhotra, MD, Chief of Laboratory. Printed {dmy(sheet_out)}. ------------ End of report ------------</p>"""
    s = printed(d, body, "@page{margin-top:48mm;@top-center{content:element(top)}@bottom-right{content:'Page 'counter(page)' of 'counter(pages);font-size:7pt}}#top{position:running(top);border:.6pt solid #000}.h td{font-size:8pt}"
                ".m{font-size:6.5pt;color:#555}.t th{border-top:1pt solid;border-bottom:1pt solid}")  # fmt: skip
    for f in (*one, share, *two, *three):
        lab(d, f, d.on, s.at(f.label, f.text), flag=False)
    for analyte, value in (("hemoglobin", 7), ("ferritin", 1000), ("vitamin_b12", 200)):
        if p.counts[analyte] != value:
            d.gold.trap("labs", {"analyte": analyte, "value": value}, "education")


def _head(s: Sheet, d: Doc, lines: tuple[tuple[str, str], ...]) -> None:
    for left, right in lines:
        s.row(Cell(s.margin, left), Cell(s.margin + 300, right))


def saxon_printout(d: Doc) -> None:
    """An eastern German house: decimal commas, Gpt/l and Tpt/l, minus and plus signs before the value, limits in two columns."""
    p, (out,) = d.person, later(d, 1)
    s = plain_sheet(d, "Helvetica", 9, "lab")
    s.line("Klinikum Elbwiesen, Institute of Clinical Chemistry", True, 12)
    s.line("Laboratory findings (translation for the patient abroad)", pt=9)
    s.rule()
    _head(s, d, ((f"{p.last}, {p.first}", f"Case no. {p.ids[0]}"), (f"born {dmy(p.born, '.')}   {'female' if p.sex == 'F' else 'male'}", f"Order {p.ids[1]}   Ward HAEM-2"),
                 (f"Withdrawal: {dmy(d.on, '.')} 06:10", f"Validated: {dmy(out, '.')} Dr. med. Behrendt")))  # fmt: skip
    s.gap()
    at = (0, 165, 195, 255, 330, 390)
    s.row(
        *(
            Cell(s.margin + x, t, True)
            for x, t in zip(at, ("Parameter", "+/-", "Value", "Unit", "from", "to"), strict=True)
        )
    )
    s.rule()
    for n, recipe in enumerate(GERMAN):
        f = figure(d, recipe, style="comma")
        if n in {0, 6, 9}:
            s.gap(5)
            s.line({0: "Small blood count", 6: "Differential (machine)", 9: "Clinical chemistry, EPO"}[n], True)
        page = s.row(
            *(
                Cell(s.margin + x, t)
                for x, t in zip(
                    at, (f.label, {"L": "-", "H": "+", "": ""}[f.flag], f.text, f.unit, f.low, f.high), strict=True
                )
            )
        )
        lab(d, f, d.on, page, flag=False)
    for label, why in (
        ("Reticulocytes", "follows"),
        ("Haptoglobin", "material missing"),
        ("Potassium", "haemolytic, not assessable"),
    ):
        s.row(Cell(s.margin, label), Cell(s.margin + 195, why))
    s.gap()
    s.para(
        "The signs mean: - below, + above the reference range, (+) borderline. Printed out by machine, valid without signature.",
        pt=7.5,
    )


def dutch_portal(d: Doc) -> None:
    """A Dutch patient portal: one card a result, haemoglobin in mmol/L, the range as a sentence."""
    p, (out,) = d.person, later(d, 3)
    figures = [figure(d, r) for r in DUTCH]
    words = {
        "L": "Lower than the reference value",
        "H": "Higher than the reference value",
        "": "Within the reference value",
    }
    cards = "".join(
        f"<div class='k'><div class='l'>{f.label}</div><div class='v'>{f.text} <span>{f.unit}</span></div><div class='w'>{words[f.flag]}<br>Reference value: {f.low} to {f.high} {f.unit}</div></div>"
        for f in figures
    )
    body = f"""<table class='h'><tr><td><h1>My Results</h1>Sint Willibrord Hospital, the Low Lands</td><td class='r'>{esc(p.name)}<br>Date of birth {p.born.day:02}-{p.born.month:02}-{p.born.year}<br>{"Female" if p.sex == "F" else "Male"}, patient number {p.ids[0]}</td></tr></table>
    <h2>Blood test of {d.on.day:02}-{d.on.month:02}-{d.on.year}, 10:24</h2><p>Requested by: Internal medicine, haematology. Final. Downloaded on {out.day:02}-{out.month:02}-{out.year}.</p>{cards}
    <div class='k'><div class='l'>Blast cells, microscopic</div><div class='v'>Still being determined</div><div class='w'></div></div>
    <p class='s'>What does this mean? Hemoglobin carries oxygen. With a value under 6 mmol/L you may be short of breath. Reference values apply to healthy adults. Discuss your results with your doctor.</p>"""
    s = printed(
        d,
        body,
        ".h{border-bottom:2pt solid #088}.k{width:44%;display:inline-block;border:.6pt solid #aaa;border-radius:4pt;margin:4pt;padding:5pt;vertical-align:top;min-height:52pt}.l{font-weight:bold}.v{font-size:15pt}.v span{font-size:8pt}.w{font-size:7.5pt;color:#555}",
    )
    for f in figures:
        lab(d, f, d.on, s.at(f.label, f.text))
    if abs(d.person.counts["hemoglobin"] - 9.67) > 0.1:
        d.gold.trap("labs", {"analyte": "hemoglobin", "value": 9.666}, "a threshold")


def earlier_right(d: Doc) -> None:
    """A French private laboratory in English: the earlier result stands at the right end; creatinine in two units."""
    p, (out,) = d.person, later(d, 1)
    before = d.on - dt.timedelta(91)
    pairs = [(figure(d, r), figure(d, r, 1.14)) for r in FRENCH]
    cr, cr_old = (figure(d, ("creatinine", "Creatinine", "µmol/L", 88.4, 0, 49, 90), k) for k in (1.0, 1.14))
    rows: list[tuple[str, ...]] = [
        (
            f.label,
            Raw(f"<b>{f.text}</b>"),
            f.unit,
            f"({f.low} to {f.high})" if f.label != "Platelets" else f"({f.low} to {f.high}) (1)",
            old.text,
        )
        for f, old in pairs
    ]
    rows += [
        (cr.label, Raw(f"<b>{cr.text}</b>"), cr.unit, f"({cr.low} to {cr.high})", cr_old.text),
        ("", f"{float(cr.text) / 8.84:.1f}", "mg/L", "(5.5 to 10.2)", ""),
    ]
    body = f"""<table><tr><td><h1>LABORATOIRE DES QUAIS</h1>Medical biology. Dr H. Lemercier, pharmacist biologist</td><td class='b'>{"Madame" if p.sex == "F" else "Monsieur"}<br><b>{esc(p.last.upper())} {esc(p.first)}</b><br>Sex: {p.sex}<br>Born on {dmy(p.born)}</td></tr></table>
    <p>File {p.ids[1]} &nbsp; <b>Sampled on {dmy(d.on)} at 07:35</b> (at home) &nbsp; Edited on {dmy(out)} &nbsp; Prescriber: Dr Vasseur</p><h2 class='c'>HAEMATOLOGY - BLOOD COUNT (Impedance, flow cytometry)</h2>
    {table(rows, ("", "Result", "", "Usual values", f"Earlier {dmy(before)}"), "t", (34, 13, 12, 24, 17))}
    <p class='s'>(1) Count checked on citrate tube. Usual values change with age and sex. A partial reproduction of this report is forbidden. The sign # marks a subcontracted test: erythropoietin # sent out, result to follow.</p>"""
    s = printed(
        d,
        body,
        "body{font-family:'Liberation Serif';font-size:10pt}.b{border:1pt solid;width:38%}.t th{border-bottom:.5pt solid}.t td{padding:3pt}",
    )
    d.also_dated = (*d.also_dated, before)
    d.fact(
        "labs",
        1,
        "mg/L",
        may=True,
        analyte="creatinine",
        comparator=None,
        value=round(float(cr.text) / 8.84, 1) / 10,
        unit="mg/dL",
        collected=d.on.isoformat(),
    )
    for f, old in (*pairs, (cr, cr_old)):
        lab(d, f, d.on, s.at(f.label, f.text), flag=False)
        lab(d, old, before, 1, flag=False, may=True)
        if old.value != f.value:
            d.gold.trap(
                "labs", {"analyte": f.analyte, "value": old.value, "collected": d.on.isoformat()}, "earlier value"
            )


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f for f in (practice_view, indian_chain, saxon_printout, dutch_portal, earlier_right)
}
