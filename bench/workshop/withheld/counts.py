# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Blood counts and chemistry: reports of one day."""

from collections.abc import Callable, Sequence

from bench.workshop.dress import Doc, Result
from bench.workshop.sheet import Cell
from bench.workshop.withheld.leaf import (
    BASIC,
    GIGA,
    LAKH,
    SI,
    House,
    Ready,
    dmon,
    e,
    got,
    grid,
    leaf,
    limit,
    other,
    plus,
    sex,
    spelt,
    tr,
    was,
)

CBC = ("leukocytes", "erythrocytes", "hemoglobin", "hematocrit", "mcv", "platelets", "neutrophils", "lymphocytes", "monocytes")  # fmt: skip
CHEM = ("creatinine", "bilirubin_total", "alanine_aminotransferase", "albumin", "lactate_dehydrogenase", "ferritin", "vitamin_b12", "erythropoietin")  # fmt: skip


def named(d: Doc, house: House, names: Sequence[tuple[str, str]], factor: float = 1.0) -> list[Result]:
    """Results by analyte and printed name."""
    return [got(d, a, label, house, factor) for a, label in names]


def latest_range(d: Doc) -> None:
    """A hospital system's print: range and unit in one cell before the value, the abnormal letter in brackets behind the value."""
    who, on = d.person, d.on
    cbc = named(d, BASIC, list(zip(CBC, ("WBC", "RBC", "Hemoglobin", "Hematocrit", "MCV", "Platelets", "Neutrophils Absolute", "Lymphocytes Absolute", "Monocytes Absolute"), strict=True)))  # fmt: skip
    cbc[5:5] = [other("MCH", "33.6", "pg", "27.0", "33.0", "H"), other("RDW-CV", "16.9", "%", "11.5", "14.5", "H")]
    chem = named(d, BASIC, (("creatinine", "Creatinine"), ("bilirubin_total", "Total Bilirubin"), ("alanine_aminotransferase", "ALT"), ("albumin", "Albumin"), ("lactate_dehydrogenase", "LDH"), ("ferritin", "Ferritin")))  # fmt: skip
    chem.insert(0, other("Sodium", "139", "mmol/L", "136", "145"))

    def rows(results: Sequence[Result]) -> list[tuple[str, ...]]:
        return [(r.label, f"{r.low} - {r.high} {r.unit}", Ready(f"<b>{r.text} ({r.flag})</b>") if r.flag else r.text) for r in results]  # fmt: skip

    head = ("Component", "Latest Ref Rng & Units", f"{d.date(on)} 6:52")
    body = (
        f"<div class=n>{e(who.last)}, {who.first} (MRN {who.ids[0]}) DOB: {d.date(who.born)} &nbsp; Sex: {sex(d)}<span>Printed {d.date(plus(on, 4))}</span></div>"
        f"<h2>Lab Results - Saint Odile Medical Center</h2><p>Specimen collected: {d.date(on)} 6:52 &nbsp; Last updated: {d.date(on)} 8:31 &nbsp; Status: Final result</p>"
        f"<h3>CBC with auto differential</h3>{grid(head, rows(cbc))}<h3>Comprehensive metabolic panel and others</h3>{grid(head, rows(chem))}"
        "<p class=s>(H): Data is abnormally high. (L): Data is abnormally low. Ferritin below 30 ng/mL suggests depleted stores.</p>"
    )  # fmt: skip
    css = "@page{size:letter;margin:.65in}body{font:9.5pt 'Liberation Sans'}.n{border-bottom:1pt solid #888;font-weight:bold}.n span{float:right;font-weight:normal}h2{font-size:13pt}h3{font-size:10pt;margin:9pt 0 2pt;background:#e6e6e6}.t{width:75%}.t td,.t th{padding:2pt 10pt 2pt 0;border-bottom:.4pt solid #ccc}.s{font-size:8pt}"
    sheet = leaf(d, body, css, "lab")
    for r in (*cbc, *chem):
        if r.analyte:
            d.lab(r, on, sheet.at(r.label, r.text))
    d.also_dated = (plus(on, 4),)
    limit(d, "ferritin", 30.0)


def per_cent_and_count(d: Doc) -> None:
    """Two tables beside each other: the differential with per cent and absolute count in one row, chemistry right; a star before what is abnormal."""
    who, on = d.person, d.on
    left = named(d, SI, (("hemoglobin", "Haemoglobin"), ("erythrocytes", "Red cell count"), ("hematocrit", "Haematocrit"), ("mcv", "MCV"), ("platelets", "Platelets"), ("leukocytes", "White cells")))  # fmt: skip
    share, count = got(d, "neutrophils_percent", "Neutrophils", SI), got(d, "neutrophils", "Neutrophils", SI)
    rest = named(d, SI, (("lymphocytes", "Lymphocytes"), ("monocytes", "Monocytes")))
    right = named(d, SI, (("creatinine", "Creatinine"), ("bilirubin_total", "Bilirubin"), ("alanine_aminotransferase", "ALT"), ("albumin", "Albumin"), ("lactate_dehydrogenase", "LD"), ("ferritin", "Ferritin"), ("vitamin_b12", "Vitamin B12")))  # fmt: skip
    right[:0] = [other("Sodium", "141", "mmol/L", "135", "145"), other("Potassium", "4.4", "mmol/L", "3.5", "5.2")]

    def line(r: Result, mark: bool = True) -> str:
        star = "*" if r.flag and mark else ""
        return tr((star, r.label, r.text, r.unit, f"{r.low}-{r.high}"))

    diff = tr(("", "", "%", "x10^9/L", "Range (abs)"), "th")
    diff += tr(("*" if count.flag else "", "Neutrophils", share.text, count.text, f"{count.low}-{count.high}"))
    for r, part in zip(rest, ("38", "9"), strict=True):
        diff += tr(("*" if r.flag else "", r.label, part, r.text, f"{r.low}-{r.high}"))
    body = (
        f"<h1>TASMAN &amp; HUON PATHOLOGY</h1><table class=h><tr><td>Name: <b>{e(who.last.upper())} {who.first}</b></td><td>DOB: {spelt(who.born)}</td><td>Sex: {who.sex}</td></tr>"
        f"<tr><td>Lab ref: {who.ids[1]}</td><td>Collected: {spelt(on)} 09:15</td><td>UR no: {who.ids[0]}</td></tr></table>"
        "<table class=w><tr><td><h3>HAEMATOLOGY</h3><table class=t>" + "".join(map(line, left)) + f"</table><h3>Differential</h3><table class=t>{diff}</table></td>"
        "<td><h3>CHEMISTRY (serum)</h3><table class=t>" + "".join(map(line, right)) + "</table><p class=c>Specimen not haemolysed. Iron studies: transferrin to follow.</p></td></tr></table>"
        "<p class=c>Film: macrocytosis, occasional hypogranular neutrophils. Results marked * lie outside the reference interval.</p><p class=c>Dr Imelda Roebuck-Tan, Pathologist</p>"
    )  # fmt: skip
    css = "@page{size:A4;margin:16mm}body{font:8.5pt 'DejaVu Sans Condensed','DejaVu Sans'}h1{font-size:14pt;text-align:center}h3{font-size:9pt;margin:6pt 0 2pt}.h{width:100%;border:1pt solid #000}.h td{padding:3pt}.w{width:100%}.w>tr>td,.w>tbody>tr>td{width:50%;padding-right:8pt}.t td,.t th{padding:1.5pt 6pt 1.5pt 0}.c{font-size:8pt}"
    leaf(d, body, css, "lab")
    for r in (*left, *rest, *right):
        if r.analyte:
            d.lab(r, on, 1, flag=False)  # a star says only that it is abnormal
    d.lab(count, on, 1, flag=False)
    d.lab(share, on, 1, flag=False, reference=False)


def line_printer(d: Doc) -> None:
    """An old information system's print over two pages: letter beside the value, head repeated, remarks between rows, a clotted tube."""
    who, on = d.person, d.on
    s = d.paper("Courier", 9, 46)
    s.bottom = s.height * 0.56
    rows = named(d, BASIC, list(zip(CBC, ("WBC COUNT", "RBC COUNT", "HGB", "HCT", "MCV", "PLATELET COUNT", "ABS NEUTROPHILS", "ABS LYMPHS", "ABS MONOS"), strict=True)))  # fmt: skip
    rows.append(other("ABS EOS", "0.04", "x10^3/uL", "0.00", "0.45"))
    chem = named(d, BASIC, (("creatinine", "CREATININE"), ("bilirubin_total", "BILI TOTAL"), ("albumin", "ALBUMIN"), ("lactate_dehydrogenase", "LDH"), ("vitamin_b12", "VIT B12"), ("ferritin", "FERRITIN"), ("erythropoietin", "EPO, SERUM")))  # fmt: skip

    def top(more: str) -> None:
        s.mono([f"CRANBERRY FLATS COMMUNITY HOSPITAL LAB{'':<22}PAGE {s.page}", f"{who.last.upper()},{who.first.upper()}   ACCT {who.ids[0]}   DOB {dmon(who.born).upper()}   SEX {who.sex}   LOC 4WEST",
                f"COLL: {dmon(on).upper()} 0540   RECD: {dmon(on).upper()} 0602   ACC# {who.ids[1]}", "-" * 74, f"{more:<26}RESULT        REFERENCE          UNITS", "-" * 74])  # fmt: skip

    top("HEMATOLOGY")
    for r in [*rows, *chem]:
        if r is chem[0]:
            s.mono(["  RETIC COUNT               NOT PERFORMED - SPECIMEN CLOTTED, RN NOTIFIED", ""])
            s.new_page()
            top("CHEMISTRY")
        mark = {"L": "L", "H": "H"}.get(r.flag, "")
        page = s.mono([f"  {r.label:<24}{r.text:>7} {mark:<3}    {r.low + '-' + r.high:<18} {r.unit}"])
        if r.analyte:
            d.lab(r, on, page)
        if r.analyte == "platelets":
            s.mono(["      PLT CONFIRMED BY SMEAR ESTIMATE. CALL IF <10 OR >1000."])
    s.mono(["-" * 74, f"  PRINTED {dmon(plus(on, 1)).upper()} 0300    ***** FINAL - CHART COPY *****"])
    d.also_dated = (plus(on, 1),)
    limit(d, "platelets", 10.0)
    limit(d, "platelets", 1000.0)


def counts_by_letter(d: Doc) -> None:
    """A practice's referral in sentences: the counts abbreviated and run on, an older count with its month, thresholds."""
    who, on = d.person, d.on
    hb, wcc, anc, plt, mcv, fer = named(d, SI, (("hemoglobin", "Hb"), ("leukocytes", "WCC"), ("neutrophils", "neutrophils"), ("platelets", "platelets"), ("mcv", "MCV"), ("ferritin", "ferritin")))  # fmt: skip
    crea = got(d, "creatinine", "creatinine", SI)
    old = got(d, "hemoglobin", "Hb", SI, 1.22)
    before = plus(on, -370)
    s = d.paper("Times", 11, 66)
    s.line("Thornycroft Lane Surgery", True, 14, "r")
    s.line(spelt(plus(on, 1)), align="r")
    s.gap(10)
    s.line(f"Re: {who.name}, date of birth {spelt(who.born)}, {sex(d).lower()}, practice number {who.ids[0]}", True)
    s.gap(6)
    s.para("Dear Haematology colleagues,")
    s.gap(4)
    s.para("Many thanks for seeing this patient who has become more tired over the winter. There is no weight loss, no night sweats and no bleeding. I enclose no printout, as our link to the laboratory is down, but copy the figures here.")  # fmt: skip
    s.gap(4)
    page = s.para(
        f"Bloods taken on {spelt(on)}: Hb {hb.text} g/L, MCV {mcv.text} fL, WCC {wcc.text} x10^9/L with neutrophils of {anc.text} x10^9/L, platelets {plt.text} x10^9/L. "
        f"Creatinine was {crea.text} umol/L and ferritin {fer.text} ug/L. B12, folate and thyroid function were requested and are awaited."
    )
    for r in (hb, wcc, anc, plt, mcv, fer, crea):
        d.lab(r, on, page, flag=False, reference=False)
    s.gap(4)
    page = s.para(f"For comparison, on {spelt(before)} Hb was {old.text} g/L. I have told the patient to attend the emergency department if there is fever (risk with neutrophils under 0.5) or bleeding.")  # fmt: skip
    was(d, old, before, page)
    limit(d, "neutrophils", 0.5)
    s.gap(4)
    s.para("Could this be myelodysplasia? Your advice would be welcome.")
    s.gap(14)
    s.line("Yours sincerely, Dr Callum Featherstone-Abebe")
    d.kind, d.also_kind, d.also_dated = "note", ("lab", "other"), (plus(on, 1),)
    d.fact("diagnoses", page, "myelodysplasia", may=True, disease="mds", labels=[""], status="suspected")


def dotted_norms(d: Doc) -> None:
    """A French-style sheet in English: dotted lines, the norm in brackets behind the value, the former result and its date at the right edge."""
    who, on = d.person, d.on
    before = plus(on, -48)
    groups = (
        ("BLOOD CELL COUNT (citrate-free EDTA, flow cytometry)", (("erythrocytes", "Red cells"), ("hemoglobin", "Haemoglobin"), ("hematocrit", "Haematocrit"), ("mcv", "M.C.V."), ("leukocytes", "Leukocytes"), ("neutrophils", "Neutrophil polymorphs"), ("lymphocytes", "Lymphocytes"), ("monocytes", "Monocytes"), ("platelets", "Platelets"))),
        ("BIOCHEMISTRY", (("creatinine", "Creatinine"), ("bilirubin_total", "Total bilirubin"), ("alanine_aminotransferase", "ALT (SGPT)"), ("lactate_dehydrogenase", "LDH"), ("ferritin", "Ferritin"))),
    )  # fmt: skip
    s = d.paper("Helvetica", 9, 48)
    s.line("LABORATOIRE DU VIEUX-MOULIN - Medical Biology", True, 13)
    s.line(f"File {who.ids[1]}   Sampled on {dmon(on)} at 07h50   Validated on {dmon(plus(on, 1))}   Page 1/1")
    s.line(f"{'Mrs' if who.sex == 'F' else 'Mr'} {who.last.upper()} {who.first}   born {dmon(who.born)}   sex {who.sex}   No. {who.ids[0]}", True)  # fmt: skip
    s.rule()
    right = s.width - s.margin
    for n, (title, names) in enumerate(groups):
        s.gap(10)
        s.put(Cell(right, f"Previous {dmon(before)}", True, "r"), s.y + s.pt * 1.4, 8)
        s.line(title, True)
        for r, old in zip(named(d, GIGA, names), named(d, GIGA, names, 1.13), strict=True):
            dots = "." * max(3, 40 - len(r.label) - n)
            page = s.row(Cell(s.margin, f"{r.label} {dots}"), Cell(s.margin + 205, r.text, bool(r.flag), "r"), Cell(s.margin + 212, r.unit),
                         Cell(s.margin + 262, f"({r.low} to {r.high})"), Cell(right, old.text if r.analyte != "ferritin" else "-", align="r"))  # fmt: skip
            d.lab(r, on, page, flag=False)
            if r.analyte != "ferritin":
                was(d, old, before, page)
    s.gap(12)
    s.para("Values outside the norms are printed in bold. Eosinophils and basophils: unremarkable. Result to be interpreted by your physician.", pt=8)  # fmt: skip
    s.line("The biologist in charge: Dr S. Aubertin-Keita", pt=8)
    d.also_dated = (plus(on, 1),)


def method_and_correction(d: Doc) -> None:
    """An Indian chain's report: method under each name, platelets in lakhs amended with the withdrawn figure in a remark, reading help with limits."""
    who, on = d.person, d.on
    names = (("hemoglobin", "Hemoglobin (Hb)"), ("leukocytes", "Total Leucocyte Count (TLC)"), ("neutrophils", "Absolute Neutrophil Count"), ("lymphocytes", "Absolute Lymphocyte Count"), ("monocytes", "Absolute Monocyte Count"),
             ("platelets", "Platelet Count"), ("erythrocytes", "RBC Count"), ("hematocrit", "PCV"), ("mcv", "MCV"), ("creatinine", "Creatinine, Serum"), ("ferritin", "Ferritin, Serum"), ("vitamin_b12", "Vitamin B12"))  # fmt: skip
    how = ("SLS photometry", "Flow cytometry", "Calculated", "Calculated", "Calculated", "DC detection", "DC detection", "Pulse height", "Derived", "Jaffe, kinetic", "CLIA", "CLIA")  # fmt: skip
    rows = named(d, LAKH, names)
    wrong = got(d, "platelets", "Platelet Count", LAKH, 1.84)
    made = ""
    for r, method in zip(rows, how, strict=True):
        arrow = {"L": "↓", "H": "↑"}.get(r.flag, "")
        made += tr((Ready(f"{e(r.label)}<br><i>{method}</i>"), Ready(f"{'<b>' if r.flag else ''}{r.text} {arrow}{'</b>' if r.flag else ''}"), r.unit, f"{r.low} - {r.high}"))  # fmt: skip
        if r.analyte == "platelets":
            made += f"<tr><td colspan=4 class=c>Amended result. Earlier issued as {wrong.text} lakhs/cumm; fresh smear reviewed, previous value withdrawn.</td></tr>"
    body = (
        f"<div class=h>SAROVAR DIAGNOSTICS <small>NABL MC-0000</small></div><table class=p><tr><td>Patient Name</td><td>: {'Mrs.' if who.sex == 'F' else 'Mr.'} {e(who.name.upper())}</td><td>Sample Drawn</td><td>: {dmon(on)} 08:05 AM</td></tr>"
        f"<tr><td>Age / Gender</td><td>: {who.age(on)} Yrs / {sex(d)}</td><td>Reported</td><td>: {dmon(plus(on, 2))} 05:40 PM</td></tr><tr><td>DOB</td><td>: {dmon(who.born)}</td><td>Report Status</td><td>: AMENDED</td></tr><tr><td>UHID</td><td>: {who.ids[0]}</td><td>Ref. By</td><td>: Dr. S. Venkataraghavan</td></tr></table>"
        f"<table class=t><thead>{tr(('Test Name', 'Result', 'Unit', 'Bio. Ref. Interval'), 'th')}</thead>{made}</table>"
        "<p class=c><b>Interpretation:</b> Ferritin &lt; 15 ng/mL: iron deficiency; &gt; 1000 ng/mL: iron overload. Vitamin B12 &lt; 150 pg/mL: deficiency. MPV: not measurable. Please correlate clinically.</p><p class=c>*** End of Report ***</p>"
    )  # fmt: skip
    css = "@page{size:A4;margin:14mm}body{font:9pt 'DejaVu Sans'}.h{background:#0b5d7a;color:#fff;padding:6pt;font-size:14pt}.p{width:100%;margin:6pt 0;font-size:8.5pt}.p td{padding:1pt}.t{width:100%}.t th{border-top:1pt solid;border-bottom:1pt solid;padding:3pt}.t td{padding:2pt 3pt}i{font-size:6.5pt;color:#555}.c{font-size:7.5pt}"
    sheet = leaf(d, body, css, "lab")
    for r in rows:
        d.lab(r, on, sheet.at(r.label, r.text))
    d.also_dated = (plus(on, 2),)
    limit(d, "platelets", wrong.value, "withdrawn result")
    for analyte, value in (("ferritin", 15.0), ("ferritin", 1000.0), ("vitamin_b12", 150.0)):
        limit(d, analyte, value)


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f
    for f in (latest_range, per_cent_and_count, line_printer, counts_by_letter, dotted_norms, method_and_correction)
}
