# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Blood counts and chemistry of ordinary hospitals and laboratories of ten countries."""

from collections.abc import Callable

from bench.workshop.days import later, sex
from bench.workshop.dress import Doc
from bench.workshop.markup import Raw, esc, row
from bench.workshop.sheet import Cell
from bench.workshop.wards.paper import (
    Res,
    Row,
    asked,
    bait,
    dmy,
    earlier,
    lab,
    mdy,
    noise,
    percents,
    res,
    short,
    table,
    web,
)

ARROW = {"L": "↓", "H": "↑", "": ""}


def _film(d: Doc) -> str:
    """A sentence on blasts in the film that goes with the count."""
    return "No blasts seen." if d.person.counts["blasts_blood"] == 0 else "Occasional blasts seen."


def _by_sex(d: Doc, female: tuple[str, str], male: tuple[str, str]) -> tuple[str, str]:
    return female if d.person.sex == "F" else male


def _segments(d: Doc, share: float) -> None:
    """Segmented forms alone may be told as the neutrophils' share."""
    fields = {"analyte": "neutrophils_percent", "comparator": None, "value": float(pct(d, share)), "unit": "%"}
    d.fact("labs", 1, "Segmented neutrophils", may=True, **fields, collected=d.on.isoformat())


def community_laboratory(d: Doc) -> None:
    """A New Zealand community laboratory: result, flag, units, interval and one previous result with its date over the column; the film in a sentence."""
    who, on = d.person, d.on
    before, out = later(on, -98), later(on, 1)
    lines: tuple[Row, ...] = (
        ("hemoglobin", "Haemoglobin", "g/L", *_by_sex(d, ("115", "155"), ("130", "175")), 0),
        ("erythrocytes", "RBC", "x10e12/L", *_by_sex(d, ("3.60", "5.60"), ("4.30", "6.00")), 2),
        ("hematocrit", "PCV", "L/L", *_by_sex(d, ("0.350", "0.460"), ("0.400", "0.520")), 3),
        ("mcv", "MCV", "fL", "80", "99", 0), ("platelets", "Platelets", "x10e9/L", "150", "400", 0),
        ("leukocytes", "WBC", "x10e9/L", "4.0", "11.0", 1), ("neutrophils", "Neutrophils", "x10e9/L", "1.90", "7.50", 2),
        ("lymphocytes", "Lymphocytes", "x10e9/L", "1.00", "4.00", 2), ("monocytes", "Monocytes", "x10e9/L", "0.20", "1.00", 2),
    )  # fmt: skip
    chem: tuple[Row, ...] = (
        ("creatinine", "Creatinine", "umol/L", *_by_sex(d, ("45", "90"), ("60", "105")), 0),
        ("ferritin", "Ferritin", "ug/L", "20", "450", 0), ("vitamin_b12", "Vitamin B12", "pmol/L", "170", "800", 0),
    )  # fmt: skip
    rows = [res(d, x) for x in lines]
    more = [res(d, x) for x in chem]
    olds = {x[0]: res(d, x, 1.13) for x in lines if x[0] != "mcv"}
    cells = [(r.label, Raw(f"<b>{r.text}</b>" if r.flag else r.text), r.flag, r.unit, r.range,
              olds[r.analyte].text if r.analyte in olds else "") for r in rows]  # fmt: skip
    head = ("Test", "Result", "", "Units", "Ref. interval", f"Previous {short(before)}")
    body = (
        "<div class=h><b>Kowhai Coast Pathology</b><br>Full laboratory report</div>"
        f"<table class=d>{row((Raw(f'<b>{esc(who.last.upper())}, {who.first}</b>'), f'NHI: {who.ids[1]}', f'Lab no: {who.ids[0]}'))}"
        f"{row((f'DOB: {short(who.born)}    Sex: {sex(d)}', f'Collected: {short(on)} 09:10', f'Reported: {short(out)} 07:32'))}"
        f"{row(('Requested by: Dr H. Tamahori, Marine Parade Medical Centre', 'Copy to: Haematology OPD', 'Status: Final'))}</table>"
        "<p class=c>Clinical details: tired, macrocytosis. ?B12 deficiency ?alcohol ?MDS</p><h3>COMPLETE BLOOD COUNT</h3>"
        + table(head, cells)
        + f"<p class=c>Film comment: Oval macrocytes present. Some neutrophils are hypogranular. {_film(d)} Suggest referral to Haematology if not already done. Platelet counts below 50 are telephoned to the requester.</p>"
        "<h3>CHEMISTRY</h3>"
        + table(("Test", "Result", "", "Units", "Ref. interval", ""), [(r.label, Raw(f"<b>{r.text}</b>" if r.flag else r.text), r.flag, r.unit, r.range, "") for r in more])
        + "<p class=c>Ferritin below 20 ug/L indicates iron deficiency. B12 of 110 - 170 pmol/L is borderline.</p>"
        "<p class=f>IANZ accredited laboratory. Authorised by Dr P. Nathan, Haematologist. End of report, page 1 of 1.</p>"
    )  # fmt: skip
    css = (
        "@page{size:A4;margin:16mm}body{font:9.5pt 'Liberation Sans'}.h{border-bottom:2pt solid #1d5c4d;padding-bottom:4pt;font-size:12pt}.d{width:100%;background:#f1f5f3;margin:6pt 0;font-size:9pt}"
        ".d td{padding:3pt 6pt}.t{width:100%}.t th{border-bottom:1pt solid #444;font-size:8.5pt}.t td,.t th{padding:2.5pt 5pt}h3{font-size:10pt;margin:9pt 0 3pt}.c{font-size:9pt;margin:6pt 0}.f{font-size:8pt;margin-top:16pt;color:#444}"
    )
    sheet = web(d, body, css, "lab")
    for r in (*rows, *more):
        lab(d, r, on, sheet.find(r.label, r.text))
    for old in olds.values():
        earlier(d, old, before, 1)
    if who.counts["blasts_blood"] == 0:
        percents(d, 1, "blasts_blood")
    asked(d, 1, "mds")
    bait(d, "platelets", 50, "a rule of the laboratory")
    bait(d, "ferritin", 20, "a limit in a remark")
    d.also_dated = (out,)


def outpatient_results(d: Doc) -> None:
    """A Dutch hospital: haemoglobin in mmol/L, reference range before the result, sections, an exclamation word for abnormal values, a sample that was too old."""
    who, on = d.person, d.on
    groups: tuple[tuple[str, tuple[Row, ...]], ...] = (
        ("Haematology", (("hemoglobin", "Haemoglobin", "mmol/L", *_by_sex(d, ("7.5", "10.0"), ("8.5", "11.0")), 1), ("hematocrit", "Haematocrit", "L/L", *_by_sex(d, ("0.36", "0.46"), ("0.41", "0.51")), 2),
                         ("mcv", "MCV", "fL", "80", "100", 0), ("leukocytes", "Leukocytes", "10^9/L", "4.0", "10.0", 1), ("platelets", "Thrombocytes", "10^9/L", "150", "400", 0))),
        ("Differential, absolute", (("neutrophils", "Neutrophil granulocytes", "10^9/L", "1.50", "7.50", 2), ("lymphocytes", "Lymphocytes", "10^9/L", "1.00", "3.50", 2), ("monocytes", "Monocytes", "10^9/L", "0.10", "1.00", 2))),
        ("Clinical chemistry", (("creatinine", "Creatinine", "µmol/L", *_by_sex(d, ("50", "90"), ("65", "115")), 0), ("lactate_dehydrogenase", "LD", "U/L", "120", "250", 0), ("alanine_aminotransferase", "ALAT", "U/L", "5", "45", 0),
                                ("bilirubin_total", "Bilirubin total", "µmol/L", "3", "20", 0), ("ferritin", "Ferritin", "µg/L", "20", "250", 0))),
    )  # fmt: skip
    found: list[Res] = []
    made = ""
    for title, lines in groups:
        made += f"<tr class=g><td colspan=5>{title}</td></tr>"
        for line in lines:
            r = res(d, line)
            found.append(r)
            word = {"L": "too low", "H": "too high", "": ""}[r.flag]
            made += row((r.label, r.range, r.unit, Raw(f"<b>{r.text}</b>"), word))
    made += row(("Potassium", "3.5 - 5.0", "mmol/L", "-", "sample too old")) + row(
        ("Basophils", "0.00 - 0.20", "10^9/L", "0.03", "")
    )
    body = (
        "<div class=h>Rijnoever Medical Centre<span>Patient portal &ndash; laboratory results (English version)</span></div>"
        f"<p class=w><b>{who.name}</b> &nbsp; born {dmy(who.born, '-')} &nbsp; {sex(d).lower()} &nbsp; patient number {who.ids[0]}</p>"
        f"<p>Blood drawn on {dmy(on, '-')} at 08:24. Ordered by: Internal medicine, Dr J. Hoogland. Results complete on {dmy(on, '-')} 16:10.</p>"
        f"<table class=t><thead>{row(('Determination', 'Normal range', 'Unit', 'Your result', 'Remark'), 'th')}</thead>{made}</table>"
        "<p class=s>What do the colours and words mean? A result outside the normal range is not always a sign of disease. For adults a haemoglobin below 6.0 mmol/L is discussed with your doctor the same day. "
        "Your own doctor explains the results at your next visit. Thrombocytes are platelets, leukocytes are white blood cells.</p>"
    )  # fmt: skip
    css = (
        "@page{size:A4;margin:18mm}body{font:10pt 'DejaVu Sans Condensed','DejaVu Sans'}.h{background:#e7eef8;padding:7pt;font-weight:bold}.h span{float:right;font-weight:normal;font-size:9pt}.w{margin-top:10pt}.t{width:100%;margin-top:8pt;font-size:9.5pt}"
        ".t td,.t th{border-bottom:.5pt solid #c5cfdd;padding:3.5pt 5pt}.g td{font-weight:bold;padding-top:9pt;color:#1f4e8c}.s{font-size:8.5pt;margin-top:14pt;color:#333}"
    )
    sheet = web(d, body, css, "lab")
    for r in found:
        lab(d, r, on, sheet.find(r.label, r.text))
    bait(d, "hemoglobin", 9.666, "a rule in general")


def university_findings(d: Doc) -> None:
    """A German university's findings sheet in English: parameter, value with an arrow, unit, reference; counts per nanolitre; a manual differential beside."""
    who, on = d.person, d.on
    lines: tuple[Row, ...] = (
        ("leukocytes", "Leukocytes", "/nl", "3.90", "10.20", 2), ("erythrocytes", "Erythrocytes", "/pl", *_by_sex(d, ("3.90", "5.20"), ("4.30", "5.75")), 2),
        ("hemoglobin", "Hemoglobin", "g/dl", *_by_sex(d, ("12.0", "15.6"), ("13.5", "17.2")), 1), ("hematocrit", "Hematocrit", "%", *_by_sex(d, ("35.5", "45.5"), ("39.5", "50.5")), 1),
        ("mcv", "MCV", "fl", "80", "99", 0), ("platelets", "Thrombocytes", "/nl", "150", "370", 0), ("neutrophils", "Neutrophils abs.", "/nl", "1.50", "7.70", 2),
        ("lymphocytes", "Lymphocytes abs.", "/nl", "1.10", "4.50", 2), ("monocytes", "Monocytes abs.", "/nl", "0.10", "0.90", 2),
    )  # fmt: skip
    serum: tuple[Row, ...] = (
        ("creatinine", "Creatinine", "mg/dl", *_by_sex(d, ("0.50", "0.90"), ("0.70", "1.20")), 2), ("bilirubin_total", "Bilirubin, total", "mg/dl", "0.1", "1.2", 1),
        ("alanine_aminotransferase", "GPT (ALAT)", "U/l", "10", "50", 0), ("lactate_dehydrogenase", "LDH", "U/l", "135", "225", 0), ("ferritin", "Ferritin", "µg/l", "30", "300", 0),
        ("erythropoietin", "Erythropoietin", "mU/ml", "4.3", "29.0", 1),
    )  # fmt: skip
    blood, chem = [res(d, x) for x in lines], [res(d, x) for x in serum]
    manual = (("Segmented neutrophils", pct(d, 0.86)), ("Band forms", "3"), ("Blasts", f"{who.counts['blasts_blood']:g}"), ("Normoblasts per 100 leukocytes", "1"))  # fmt: skip

    def part(title: str, rows: list[Res]) -> str:
        return f"<tr class=g><td colspan=4>{title}</td></tr>" + "".join(
            row((r.label, Raw(f"<b>{r.text} {ARROW[r.flag]}</b>" if r.flag else r.text), r.unit, f"{r.low} – {r.high}")) for r in rows
        )  # fmt: skip

    body = (
        "<table class=h><tr><td><b>Lindenau University Hospital</b><br>Institute of Laboratory Medicine<br>Am Klosterpark 3, 99000 Lindenau</td><td class=r>Final report<br>Page 1 of 1</td></tr></table>"
        f"<table class=d>{row((Raw('<b>Patient</b>'), f'{who.last}, {who.first}', Raw('<b>Sample no.</b>'), who.ids[1]))}{row((Raw('<b>Date of birth</b>'), dmy(who.born, '.'), Raw('<b>Sampling</b>'), dmy(on, '.') + ' 07:05'))}"
        f"{row((Raw('<b>Sex</b>'), sex(d).lower(), Raw('<b>Receipt</b>'), dmy(on, '.') + ' 07:41'))}{row((Raw('<b>Case no.</b>'), who.ids[0], Raw('<b>Validated</b>'), dmy(on, '.') + ' 12:50'))}</table>"
        f"<table class=t><thead>{row(('Parameter', 'Value', 'Unit', 'Reference range'), 'th')}</thead>{part('EDTA blood', blood)}{part('Serum', chem)}"
        f"<tr class=g><td colspan=4>Manual differential, 100 cells</td></tr>{''.join(row((a, b, '%' if 'per' not in a else '', '0' if a == 'Blasts' else '')) for a, b in manual)}</table>"
        "<p class=s>↑ ↓ outside the reference range. Haptoglobin: result follows. Reference ranges apply to adults; for ferritin the range of men and of women after menopause is given. "
        "This report was released electronically and is valid without signature. Head of the institute: Prof. Dr. med. A. Brandstetter</p>"
    )  # fmt: skip
    css = (
        "@page{size:A4;margin:17mm 20mm}body{font:9.5pt 'Liberation Sans'}.h{width:100%;border-bottom:1.5pt solid #222}.r{text-align:right}.d{width:100%;margin:8pt 0}.d td{padding:2pt 4pt}.t{width:100%}.t th{background:#dedede;padding:3pt}"
        ".t td{padding:2.4pt 3pt;border-bottom:.3pt solid #bbb}.g td{font-weight:bold;background:#f4f4f4}.s{font-size:8pt;margin-top:12pt}"
    )
    sheet = web(d, body, css, "lab")
    for r in (*blood, *chem):
        lab(d, r, on, sheet.find(r.label, r.text))
    percents(d, 1, "blasts_blood")
    _segments(d, 0.86)


def pct(d: Doc, share: float) -> str:
    """A part of the neutrophils, in percent of the white cells."""
    return f"{d.person.counts['neutrophils_percent'] * share:.0f}"


def profile_with_methods(d: Doc) -> None:
    """An Indian hospital laboratory: investigations with the method in brackets, cells per cumm, platelets in lakhs, percentages above absolute counts, peripheral smear in words."""
    who, on = d.person, d.on
    out = later(on, 1)
    s = d.paper("Helvetica", 9, 45)
    d.kind, d.also_dated = "lab", (out,)
    s.line("SAHYADRI VALLEY HOSPITAL & RESEARCH CENTRE", True, 13, "c")
    s.line("Department of Laboratory Medicine, Pune  |  24 x 7", pt=8.5, align="c")
    s.rule()
    s.gap(4)
    for left, right in ((f"Patient Name : {who.name}", f"UHID : {who.ids[0]}"), (f"Age / Sex : {who.age(on)} Years / {sex(d)}", f"Lab ID : {who.ids[1]}"), (f"Date of Birth : {short(who.born, '-')}", f"Collected On : {short(on, '-')} 08:15 AM"),
                        ("Ref. Doctor : Dr. V. Deshpande", f"Reported On : {short(out, '-')} 11:02 AM")):  # fmt: skip
        s.row(Cell(s.margin, left), Cell(s.margin + 290, right))
    s.rule()
    s.gap(5)
    s.line("HAEMOGRAM (COMPLETE BLOOD COUNT)", True, 10, "c")
    columns = (0, 230, 300, 385)

    def cells(texts: tuple[str, ...], bold: bool = False, strong: int = -1) -> int:
        return s.row(
            *(Cell(s.margin + x, t, bold or i == strong) for i, (x, t) in enumerate(zip(columns, texts, strict=True)))
        )

    cells(("Investigation", "Result", "Unit", "Biological Ref. Interval"), True)
    s.rule()
    lines: tuple[Row, ...] = (
        ("hemoglobin", "Haemoglobin (SLS method)", "g/dL", *_by_sex(d, ("12.0", "15.0"), ("13.0", "17.0")), 1), ("erythrocytes", "RBC Count (Impedance)", "mill/cumm", *_by_sex(d, ("3.80", "4.80"), ("4.50", "5.50")), 2),
        ("hematocrit", "PCV (Calculated)", "%", *_by_sex(d, ("36.0", "46.0"), ("40.0", "50.0")), 1), ("mcv", "MCV (Calculated)", "fL", "83", "101", 0), ("leukocytes", "Total Leucocyte Count (Flow cytometry)", "cells/cumm", "4000", "10000", 0),
        ("neutrophils_percent", "Neutrophils", "%", "40", "80", 0), ("neutrophils", "Absolute Neutrophil Count", "cells/cumm", "2000", "7000", 0), ("lymphocytes", "Absolute Lymphocyte Count", "cells/cumm", "1000", "3000", 0),
        ("monocytes", "Absolute Monocyte Count", "cells/cumm", "200", "1000", 0), ("platelets", "Platelet Count (Impedance, smear verified)", "lakhs/cumm", "1.50", "4.10", 2),
    )  # fmt: skip
    lymph = f"{100 * who.counts['lymphocytes'] / who.counts['leukocytes']:.0f}"
    for line in lines:
        r = res(d, line)
        page = cells((r.label, f"{r.text} {r.flag}".strip(), r.unit, r.range), strong=1 if r.flag else -1)
        lab(d, r, on, page)
        if r.analyte == "neutrophils_percent":
            cells(("Lymphocytes", lymph, "%", "20 - 40"))
            cells(("Eosinophils", "2", "%", "1 - 6"))
    s.rule()
    s.gap(4)
    s.line("Peripheral Smear", True)
    s.para(
        "RBCs: macrocytic, mild anisopoikilocytosis. WBCs: count as above, pelgeroid neutrophils seen. Platelets: as per count. Malarial parasite: not seen."
    )
    s.gap(4)
    s.line("BIOCHEMISTRY", True, 10, "c")
    for line in (("creatinine", "S. Creatinine (Jaffe)", "mg/dL", "0.6", "1.3", 1), ("vitamin_b12", "Vitamin B12 (CLIA)", "pg/mL", "211", "911", 0), ("ferritin", "S. Ferritin (CLIA)", "ng/mL", "22", "322", 0)):  # fmt: skip
        r = res(d, line)
        lab(d, r, on, cells((r.label, f"{r.text} {r.flag}".strip(), r.unit, r.range), strong=1 if r.flag else -1))
    s.rule()
    s.gap(5)
    s.para(
        "Note: Platelet count below 0.50 lakhs/cumm is re-checked on smear. Results relate only to the sample received. H = High, L = Low. Kindly correlate clinically.",
        pt=8,
    )
    s.gap(22)
    s.line("Dr. Meenal Joglekar, MD (Pathology)                                      *** End of Report ***", pt=8.5)
    bait(d, "platelets", 50, "a rule of the laboratory")


def ward_cumulative(d: Doc) -> None:
    """A Singapore hospital's cumulative report: newest day first, reference range in the second column, flags as letters behind the number, two sections with other days."""
    who, on = d.person, d.on
    days = ((on, 1.0), (later(on, -16), 1.06), (later(on, -52), 1.13))
    first: tuple[Row, ...] = (
        ("hemoglobin", "Haemoglobin", "g/dL", *_by_sex(d, ("11.5", "15.0"), ("13.0", "17.0")), 1), ("leukocytes", "WBC", "x10^9/L", "4.0", "10.0", 1), ("platelets", "Platelet", "x10^9/L", "150", "450", 0), ("mcv", "MCV", "fL", "80", "95", 0),
        ("neutrophils", "Neutrophil Abs", "x10^9/L", "2.00", "7.50", 2), ("lymphocytes", "Lymphocyte Abs", "x10^9/L", "1.00", "3.00", 2), ("monocytes", "Monocyte Abs", "x10^9/L", "0.20", "0.80", 2),
    )  # fmt: skip
    second: tuple[Row, ...] = (("creatinine", "Creatinine", "umol/L", *_by_sex(d, ("40", "75"), ("60", "105")), 0), ("albumin", "Albumin", "g/L", "37", "51", 0), ("lactate_dehydrogenase", "LDH", "U/L", "220", "450", 0))  # fmt: skip
    found: list[tuple[Res, int]] = []

    def section(title: str, lines: tuple[Row, ...], skip: int) -> str:
        made = f"<tr class=g><td colspan=6>{title}</td></tr>"
        for line in lines:
            texts = [line[1], f"{line[3]} - {line[4]}", line[2]]
            for i, (_, factor) in enumerate(days):
                if i == skip:
                    texts.append("")
                    continue
                r = res(d, line, 1.0 if line[0] == "mcv" else factor)
                found.append((r, i))
                texts.append(Raw(f"<b>{r.text} {r.flag}</b>" if r.flag else r.text))
            made += row(texts)
        return made

    head = row(
        (
            "Test",
            "Ref. range",
            "Unit",
            *(Raw(f"{short(day)}<br>{time}") for (day, _), time in zip(days, ("06:30", "10:12", "09:45"), strict=True)),
        ),
        "th",
    )
    table_ = section("FULL BLOOD COUNT", first, -1) + section("RENAL / LIVER", second, 1)
    body = (
        f"<div class=h>MERIDIAN EAST HOSPITAL, SINGAPORE</div><table class=d>{row((f'Name: {who.last.upper()} {who.first.upper()}', f'Sex: {sex(d)}', f'DOB: {short(who.born)}'))}{row((f'NRIC/FIN: XXXXX{who.ids[0][-4:]}', 'Ward: B62', f'Acc: {who.ids[1]}'))}</table>"
        f"<p><b>CUMULATIVE LABORATORY REPORT</b> &nbsp; latest result first &nbsp; printed {short(later(on, 2))}</p><table class=t><thead>{head}</thead>{table_}</table>"
        f"<p class=s>Remarks {short(on)}: blood film shows dysplastic neutrophils. L below range, H above range. Blank: test not ordered. Transfusion trigger on this ward: haemoglobin 7.0 g/dL.</p>"
        "<p class=s>This is a computer generated report. No signature is required.</p>"
    )  # fmt: skip
    css = (
        "@page{size:A4;margin:18mm 16mm}body{font:9.5pt 'Liberation Sans'}.h{font-size:13pt;font-weight:bold;text-align:center;color:#5a1330}.d{width:100%;border:.7pt solid #666;margin:7pt 0}.d td{padding:3pt 6pt}.t{width:100%}.t td,.t th{border:.4pt solid #999;padding:3pt 5pt}"
        ".t th{background:#f2e8ec}.g td{font-weight:bold;background:#fafafa}.s{font-size:8.5pt;margin-top:8pt}"
    )
    web(d, body, css, "lab")
    for r, i in found:
        lab(d, r, days[i][0], 1)
    bait(d, "hemoglobin", 7.0, "a trigger")
    d.also_dated = (days[1][0], days[2][0], later(on, 2))


def laboratory_service(d: Doc) -> None:
    """A South African public laboratory: result, flag, unit and bracketed range in typed lines, a comment by the registrar, iron studies with one test not done."""
    who, on = d.person, d.on
    out = later(on, 1)
    s = d.paper("Courier", 9, 48)
    d.kind, d.also_dated = "lab", (out,)
    bar = "_" * 82
    s.mono([
        "HIGHVELD ACADEMIC LABORATORY SERVICE            Haematology Tel: 010 555 0131", bar,
        f"Patient : {who.last.upper()} {who.first.upper():<24}  Folder no : {who.ids[0]}", f"DOB     : {short(who.born):<20} Sex : {who.sex}         Lab no    : {who.ids[1]}",
        f"Taken   : {short(on)} 10:20            Received  : {short(on)} 13:05", f"Ward    : Haem OPD                    Printed   : {short(out)} 08:00", bar, "",
        f"FULL BLOOD COUNT (EDTA){'Result':>16}         Units        Reference range", "",
    ])  # fmt: skip
    lines: tuple[Row, ...] = (
        ("leukocytes", "White Cell Count", "x 10^9/L", "3.90", "12.60", 2), ("erythrocytes", "Red Cell Count", "x 10^12/L", *_by_sex(d, ("3.80", "4.80"), ("4.50", "5.50")), 2), ("hemoglobin", "Haemoglobin", "g/dL", *_by_sex(d, ("12.0", "15.0"), ("13.0", "17.0")), 1),
        ("hematocrit", "Haematocrit", "L/L", *_by_sex(d, ("0.360", "0.460"), ("0.400", "0.500")), 3), ("mcv", "MCV", "fL", "83", "101", 0), ("platelets", "Platelet Count", "x 10^9/L", "186", "454", 0),
    )  # fmt: skip

    def put(r: Res) -> None:
        page = s.mono([f"  {r.label:<28}{r.text:>9} {r.flag:<3}      {r.unit:<13}({r.low} - {r.high})"])
        lab(d, r, on, page)

    for line in lines:
        put(res(d, line))
    s.mono(
        [f"  {'RDW':<28}{'17.9':>9} H        %            (11.6 - 14.0)", "", "DIFFERENTIAL (automated, absolute)", ""]
    )
    for line in (("neutrophils", "Neutrophils", "x 10^9/L", "1.60", "8.30", 2), ("monocytes", "Monocytes", "x 10^9/L", "0.20", "0.80", 2), ("lymphocytes", "Lymphocytes", "x 10^9/L", "1.40", "4.50", 2)):  # fmt: skip
        put(res(d, line))
    s.mono(["", "IRON STUDIES AND VITAMINS (serum)", ""])
    for line in (("ferritin", "Ferritin", "ug/L", "13", "150", 0), ("transferrin_saturation", "Transferrin saturation", "%", "15", "50", 0), ("vitamin_b12", "Vitamin B12", "ng/L", "200", "900", 0)):  # fmt: skip
        put(res(d, line))
    s.mono([f"  {'Serum folate':<28}{'not done':>9}          (insufficient specimen)", "",
            "Comment:", "  Marked macrocytosis. Occasional pseudo-Pelger forms. No red cell", "  fragments seen on the smear. A bone marrow examination is advised.",
            "  HIV ELISA: see separate report. Reticulocytes were not requested.", "", bar, "Authorised by: Dr T. Maseko (registrar), Dr L. Vorster (haematopathologist)",
            "H above, L below the reference range.                             Page 1 of 1"])  # fmt: skip


def differential_and_iron(d: Doc) -> None:
    """An American teaching hospital: a table of the automated count, then the manual differential in percent, then iron; notes as small letters explained below."""
    who, on = d.person, d.on
    cbc: tuple[Row, ...] = (
        ("leukocytes", "WBC", "x10(3)/mcL", "4.5", "11.0", 1), ("erythrocytes", "RBC", "x10(6)/mcL", *_by_sex(d, ("4.00", "5.20"), ("4.50", "5.90")), 2), ("hemoglobin", "Hemoglobin", "g/dL", *_by_sex(d, ("12.0", "16.0"), ("13.5", "17.5")), 1),
        ("hematocrit", "Hematocrit", "%", *_by_sex(d, ("36.0", "46.0"), ("41.0", "53.0")), 1), ("mcv", "MCV", "fL", "80", "100", 0), ("platelets", "Platelet count", "x10(3)/mcL", "150", "400", 0), ("neutrophils", "Neutrophils, absolute", "x10(3)/mcL", "1.80", "7.70", 2),
        ("lymphocytes", "Lymphocytes, absolute", "x10(3)/mcL", "1.00", "4.80", 2), ("monocytes", "Monocytes, absolute", "x10(3)/mcL", "0.00", "0.80", 2),
    )  # fmt: skip
    other: tuple[Row, ...] = (
        ("reticulocytes_percent", "Reticulocyte count", "%", "0.5", "2.3", 1), ("ferritin", "Ferritin", "ng/mL", "15", "200", 0), ("iron", "Iron", "mcg/dL", "50", "170", 0), ("transferrin_saturation", "Iron saturation", "%", "20", "50", 0),
        ("vitamin_b12", "Vitamin B12", "pg/mL", "232", "1245", 0), ("lactate_dehydrogenase", "LDH", "U/L", "110", "240", 0),
    )  # fmt: skip
    rows, more = [res(d, x) for x in cbc], [res(d, x) for x in other]

    def lines(those: list[Res]) -> list[tuple[str, ...]]:
        return [
            (
                r.label,
                Raw(f"<b>{r.text}</b>" if r.flag else r.text),
                {"L": "LOW", "H": "HIGH"}.get(r.flag, ""),
                r.unit,
                r.range,
            )
            for r in those
        ]

    nucleated = noise("Nucleated RBC", "1", "/100 WBC", "0", "0", "H")
    body = (
        f"<table class=h><tr><td><b>Cedar Bluff Teaching Hospital</b><br>Clinical Laboratories, 900 College Avenue, Ames, IA</td><td class=r>Laboratory report<br>Final</td></tr></table>"
        f"<table class=d>{row((Raw(f'Patient: <b>{esc(who.last)}, {who.first}</b>'), f'MRN: {who.ids[0]}', f'Order: {who.ids[1]}'))}{row((f'Date of birth: {mdy(who.born)}', f'Sex: {sex(d)}', 'Location: Hematology Clinic'))}"
        f"{row((f'Collection date: {mdy(on)} 13:20', f'Result date: {mdy(on)} 15:48', 'Provider: Ellen Marchbanks, MD'))}</table>"
        "<h3>CBC with differential</h3>"
        + table(("Test", "Result", "Flag", "Units", "Reference interval"), [*lines(rows), (nucleated.label, nucleated.text, "HIGH", nucleated.unit, "0")])
        + "<h3>Manual differential (200 cells)</h3>"
        + table(("Cell", "Percent", "Expected"), [("Segmented neutrophils", pct(d, 0.9), "40 - 70"), ("Bands", pct(d, 0.1), "0 - 5"), ("Blasts", f"{who.counts['blasts_blood']:g}", "0"), ("Eosinophils", "1", "0 - 7")])
        + "<h3>Anemia evaluation</h3>"
        + table(("Test", "Result", "Flag", "Units", "Reference interval"), [*lines(more), ("Methylmalonic acid", "Pending", "", "nmol/L", "0 - 378"), ("Haptoglobin", "Hemolyzed (a)", "", "mg/dL", "30 - 200")])
        + "<p class=s>(a) Specimen unsuitable, please recollect. Pathologist smear review: hyposegmented neutrophils and macroovalocytes; see separate report. Critical values for this laboratory are hemoglobin below 6.5 g/dL and platelets below 15 x10(3)/mcL.</p>"
    )  # fmt: skip
    css = (
        "@page{size:letter;margin:.6in .7in}body{font:9pt 'Liberation Sans'}.h{width:100%;border-bottom:2pt solid #2b4a2b}.r{text-align:right}.d{width:100%;margin:5pt 0;border-bottom:.5pt solid #777}.d td{padding:2pt 4pt}.t{width:100%}.t th{background:#e6ece6}.t td,.t th{padding:2pt 5pt;border-bottom:.3pt solid #bbb}"
        "h3{font-size:9.5pt;margin:8pt 0 2pt}.s{font-size:8pt;margin-top:8pt}"
    )
    sheet = web(d, body, css, "lab")
    for r in (*rows, *more):
        lab(d, r, on, sheet.find(r.label, r.text))
    percents(d, 1, "blasts_blood")
    _segments(d, 0.9)
    bait(d, "hemoglobin", 6.5, "a critical value")
    bait(d, "platelets", 15, "a critical value")


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f
    for f in (
        community_laboratory, outpatient_results, university_findings, profile_with_methods, ward_cumulative,
        laboratory_service, differential_and_iron,
    )
}  # fmt: skip
UNSCORED = frozenset({"outpatient_results", "ward_cumulative"})
"""Haemoglobin in coarse units, and more days than one."""
