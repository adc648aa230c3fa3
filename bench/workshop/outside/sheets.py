# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Blood counts of products that print by HTML: cards, cumulative columns, panels side by side, remarks below rows."""

from collections.abc import Callable

from bench.workshop.days import later, long, sex
from bench.workshop.days import spaced as day
from bench.workshop.dress import Doc, Result
from bench.workshop.outside.paper import (
    asked,
    count,
    esc,
    lab,
    noise,
    not_today,
    table,
    threshold,
    title,
    tr,
    web,
)


def cumulative_columns(d: Doc) -> None:
    """Four requests as columns, the latest last and bold; number, date and time each in a row of the head; unit and range at the right."""
    who, on = d.person, d.on
    days = ((later(on, -182), 1.19), (later(on, -91), 1.12), (later(on, -28), 1.05), (on, 1.0))
    names = (("hemoglobin", "Haemoglobin", "g/L"), ("erythrocytes", "RCC", "x10¹²/L"), ("hematocrit", "PCV", "L/L"), ("mcv", "MCV", "fL"), ("leukocytes", "White cell count", "x10⁹/L"),
             ("neutrophils", "Neutrophils", "x10⁹/L"), ("lymphocytes", "Lymphocytes", "x10⁹/L"), ("monocytes", "Monocytes", "x10⁹/L"), ("platelets", "Platelets", "x10⁹/L"))  # fmt: skip
    found = {a: [count(d, a, label, unit, factor=f) for _, f in days] for a, label, unit in names}
    rows = ""
    for results in found.values():
        cells = [f"{r.text}<sup>{r.flag}</sup>" if r.flag else r.text for r in results]
        last = results[-1]
        rows += tr((last.label, *cells[:3], f"<b>{cells[3]}</b>", f"({last.low}-{last.high})", last.unit))
    body = (
        f"<div class=h><b>Kurrajong Pathology</b><br>ABN 00 000 000 000 &middot; Collection centres statewide</div><table class=d><tr><td><b>{esc(who.last.upper())}, {who.first}</b><br>{sex(d)} &nbsp; DOB {d.date(who.born)}<br>UR {who.ids[0]}</td><td>Requested by: Dr T. Papadimitriou<br>Copy to: Haematology OPD<br>Lab ref {who.ids[1]}</td></tr></table>"
        "<h1>CUMULATIVE HAEMATOLOGY</h1><table class=t><thead>"
        + tr(("Request", *(f"{who.ids[0][:3]}{n}{n + 4}" for n in range(1, 5)), "", ""), "th")
        + tr(("Date", *(day(w)[:-4] + f"{w.year % 100}" for w, _ in days), "Ref. interval", "Units"), "th")
        + tr(("Time", "0815", "0930", "0840", "1010", "", ""), "th")
        + f"</thead>{rows}</table><p>Comment on {day(on)[:-4]}{on.year % 100}: persistent cytopenia with macrocytosis. Oval macrocytes, occasional hypogranular neutrophil. Suggest haematology review if not already arranged.</p>"
        f"<p class=s>L below, H above the interval given, which is for {sex(d).lower()} adults. Earlier results were reported against the interval in force at the time. Validated by Dr P. Nguyen-Harte FRCPA. Printed {day(later(on, 1))}.</p>"
    )  # fmt: skip
    css = ("@page{size:A4;margin:16mm}body{font:9.5pt 'Liberation Sans'}.h{border-bottom:2.5pt solid #0b6e4f;padding-bottom:4pt}.d{width:100%;margin:6pt 0}h1{font-size:11pt;background:#0b6e4f;color:#fff;padding:3pt}.t{width:100%}.t th{font-weight:normal;font-size:8pt;border-bottom:.5pt solid #0b6e4f;padding:1.5pt 4pt}"
           ".t td{padding:2.5pt 4pt;border-bottom:.3pt dotted #999}.t sup{font-size:6.5pt;color:#b00;padding-left:1pt}.s{font-size:7.5pt;color:#444}")  # fmt: skip
    made = web(d, body, css, "lab")
    for results in found.values():
        for r, (when, _) in zip(results, days, strict=True):
            lab(d, r, when, made.find(names[0][1]), reference=when == on)
            if when != on:
                not_today(d, r)
    d.also_dated = (*(w for w, _ in days), later(on, 1))


def portal_cards(d: Doc) -> None:
    """A patient portal's print: a card for each analyte in two columns, large value, words for the range, a bar; the last result in small grey letters."""
    who, on = d.person, d.on
    before = later(on, -49)
    names = (("hemoglobin", "Hemoglobin", "g/dL"), ("leukocytes", "White Blood Cell Count", "10*3/uL"), ("platelets", "Platelet Count", "10*3/uL"), ("neutrophils", "Neutrophils Absolute", "10*3/uL"),
             ("hematocrit", "Hematocrit", "%"), ("mcv", "MCV", "fL"), ("lymphocytes", "Lymphocytes Absolute", "10*3/uL"), ("monocytes", "Monocytes Absolute", "10*3/uL"))  # fmt: skip
    rows = [(count(d, *n), count(d, *n, factor=1.08)) for n in names]
    cards = ""
    for r, old in rows:
        word = {"L": "Below normal range", "H": "Above normal range", "": "In normal range"}[r.flag]
        cards += (f"<div class='c {r.flag or 'N'}'><div class=n>{r.label}</div><div class=v>{r.text} <span>{r.unit}</span></div><div class=w>{word}</div>"
                  f"<div class=b></div><div class=g>Normal range: {r.low} &ndash; {r.high} {r.unit}</div><div class=o>Last result: {old.text} on {day(before)}</div></div>")  # fmt: skip
    body = (
        f"<div class=h>MyHarborChart <span>{esc(who.name)}</span></div><p>Legal sex: {sex(d)} | Date of birth: {d.date(who.born)} | MRN: {who.ids[0]}</p><h1>CBC with Differential</h1><p>Collected on {long(on)} 7:48 AM &nbsp; Status: Final &nbsp; Ordering provider: Lena Hoffström, MD</p>{cards}"
        "<div class=e><b>About this test</b><br>A complete blood count measures the cells in your blood. A hemoglobin under 7 g/dL or platelets under 10 10*3/uL may need a transfusion. Your care team will contact you about results outside the normal range. Do not stop any medicine because of a result you read here.</div>"
    )  # fmt: skip
    css = ("@page{size:letter;margin:.6in}body{font:9.5pt 'DejaVu Sans'}.h{background:#1a5d8f;color:#fff;padding:7pt;font-size:13pt}.h span{float:right;font-size:10pt}h1{font-size:13pt;margin:6pt 0}.c{display:inline-block;width:45%;border:.8pt solid #ccc;border-radius:6pt;padding:7pt;margin:3pt;border-left:5pt solid #4a9}.L,.H{border-left-color:#d9822b}"
           ".n{font-weight:bold}.v{font-size:16pt}.v span{font-size:9pt;color:#555}.w{font-size:8.5pt;color:#a04f00}.b{height:4pt;background:#dde;margin:3pt 0;border-radius:2pt}.g{font-size:8pt}.o{font-size:7.5pt;color:#888}.e{background:#f3f6f9;padding:7pt;margin-top:8pt;font-size:8.5pt}")  # fmt: skip
    made = web(d, body, css, "lab")
    for r, old in rows:
        page = made.find(r.label, f"{r.low}–{r.high}")
        lab(d, r, on, page, flag=False)
        lab(d, old, before, page, flag=False, reference=False, may=True)
        not_today(d, old)
    for a, limit in (("hemoglobin", 7.0), ("platelets", 10.0)):
        threshold(d, a, limit)
    d.also_dated = (before,)


def side_by_side_panels(d: Doc) -> None:
    """A Dutch laboratory: haemoglobin in mmol/L, haematology left and chemistry right, a minus or plus before what is out of range, dashes with spaces in the ranges."""
    who, on = d.person, d.on
    out = later(on, 1)
    left = (("hemoglobin", "Hemoglobin", "mmol/L"), ("hematocrit", "Hematocrit", "L/L"), ("erythrocytes", "Erythrocytes", "10^12/L"), ("mcv", "MCV", "fL"), ("platelets", "Thrombocytes", "10^9/L"), ("leukocytes", "Leukocytes", "10^9/L"),
            ("neutrophils", "Neutrophilic granulocytes", "10^9/L"), ("lymphocytes", "Lymphocytes", "10^9/L"), ("monocytes", "Monocytes", "10^9/L"))  # fmt: skip
    right = (("creatinine", "Creatinine", "µmol/L"), ("bilirubin_total", "Bilirubin total", "µmol/L"), ("alanine_aminotransferase", "ALT", "U/L"), ("lactate_dehydrogenase", "LD", "U/L"), ("albumin", "Albumin", "g/L"), ("ferritin", "Ferritin", "µg/L"), ("vitamin_b12", "Vitamin B12", "pmol/L"))  # fmt: skip
    one, two = [count(d, *n) for n in left], [count(d, *n) for n in right]
    two = [*two[:4], noise("Potassium", "4.1", "mmol/L", "3.5", "5.0"), *two[4:]]

    def panel(name: str, rows: list[Result]) -> str:
        cells = [(r.label, {"L": "&minus;", "H": "+", "": ""}[r.flag], r.text, r.unit, f"{r.low} - {r.high}") for r in rows]  # fmt: skip
        return f"<td class=p><h2>{name}</h2>{table(('Determination', '', 'Value', 'Unit', 'Ref.'), cells)}</td>"

    body = (
        f"<table class=d><tr><td><b>Stichting Klinisch Laboratorium Rijnoever</b><br>English copy for the patient</td><td class=r>Order {who.ids[1]}<br>Blood drawn: {d.date(on)} 09:05<br>Reported: {d.date(out)}</td></tr></table><p class=q>{title(d)} {who.first} {esc(who.last)} &middot; born {d.date(who.born)} &middot; {sex(d).lower()} &middot; pt.no. {who.ids[0]}</p>"
        f"<table class=w><tr>{panel('Haematology', one)}{panel('Clinical chemistry', two)}</tr></table><p class=s>&minus; below / + above the reference value. To convert hemoglobin from mmol/L to g/dL multiply by 1.611. Vitamin B12 between 140 and 200 pmol/L is considered indeterminate. Erythropoietin: request received, sent to an external laboratory.</p>"
    )  # fmt: skip
    css = ("@page{size:A4;margin:14mm}body{font:8.5pt 'Liberation Sans'}.d,.w{width:100%}.r{text-align:right}.q{border:1pt solid #e07b00;padding:5pt;font-weight:bold}.p{width:50%;padding-right:9pt}h2{font-size:9.5pt;color:#e07b00;margin:4pt 0}.t{width:100%}.t th{font-size:7pt;color:#777;font-weight:normal}.t td{padding:2.2pt 3pt 2.2pt 0}"
           ".t td:nth-child(2){color:#c00;font-weight:bold;width:7pt}.t td:nth-child(3){font-weight:bold}.s{font-size:7.5pt;margin-top:12pt}")  # fmt: skip
    made = web(d, body, css, "lab")
    for r in (*one, *two):
        lab(d, r, on, made.find(r.label, r.text))
    d.also_dated = (out,)


def remarks_below_rows(d: Doc) -> None:
    """A corrected report: remarks in italics under the rows with the number that was wrong, a row not measured, a critical call, flags glued before the value."""
    who, on = d.person, d.on
    out = later(on, 1)
    names = (("leukocytes", "Leukocytes (WBC)", "thou/mcL"), ("hemoglobin", "Hemoglobin (Hgb)", "g/dL"), ("mcv", "Mean corpuscular vol. (MCV)", "fL"), ("platelets", "Platelets (PLT)", "thou/mcL"),
             ("neutrophils", "Neutrophils, abs (ANC)", "thou/mcL"), ("lymphocytes", "Lymphocytes, abs", "thou/mcL"), ("monocytes", "Monocytes, abs", "thou/mcL"))  # fmt: skip
    rows = [count(d, *n) for n in names]
    wrong = f"{who.counts['platelets'] * 2 + 31:.0f}"
    remarks = {
        "platelets": f"CORRECTED RESULT. Previously reported as {wrong} at 08:31 (sample of another tube). Dr Okonjo informed, read back, 10:02.",
        "neutrophils": "Manual count of 100 cells. Includes bands.",
        "hemoglobin": "Result checked by repeat. Transfuse threshold of this unit: 7.",
    }
    cells = ""
    for r in rows:
        cells += tr(
            (r.label, f"{'*' + r.flag + ' ' if r.flag else ''}{r.text}", r.unit, f"{r.low} to {r.high}", "Final")
        )
        if r.analyte in remarks:
            cells += f"<tr class=m><td colspan=5>&rarr; {remarks[r.analyte]}</td></tr>"
    cells += tr(("Reticulocyte count", "SEE NOTE", "", "0.5 to 2.0 %", "Cancelled"))
    cells += "<tr class=m><td colspan=5>&rarr; Quantity not sufficient. Please recollect in a lavender-top tube.</td></tr>"  # fmt: skip
    body = (
        f"<div class=k>CORRECTED REPORT &mdash; replaces report of {day(on)} 08:31</div><table class=d>{tr(('Patient', f'<b>{esc(who.name)}</b>', 'Specimen', 'Whole blood, EDTA'))}{tr(('Birth date', d.date(who.born), 'Collected', d.date(on) + ' 07:30'))}{tr(('Sex', sex(d), 'Received', d.date(on) + ' 07:58'))}{tr(('Record no.', who.ids[0], 'Reported', d.date(out) + ' 10:05'))}</table>"
        f"<table class=t><thead>{tr(('Analyte', 'Result', 'Unit', 'Expected', 'Status'), 'th')}</thead>{cells}</table><p>Indication: pancytopenia, rule out myelodysplastic syndrome.</p><p class=s>Hollis Creek Medical Center Laboratories &middot; flags: *L low, *H high &middot; page 1 of 1</p>"
    )  # fmt: skip
    css = ("@page{size:letter;margin:.7in}body{font:9.5pt 'Liberation Serif'}.k{border:1.5pt solid #900;color:#900;padding:5pt;text-align:center;font-weight:bold}.d{width:100%;margin:8pt 0}.d td{padding:2pt 6pt 2pt 0}.d td:nth-child(odd){color:#555}.t{width:100%}.t th{background:#333;color:#fff;padding:3pt}.t td{padding:3pt;border-top:.4pt solid #bbb}"
           ".m td{border-top:0;font-style:italic;font-size:8.5pt;padding-left:16pt}.s{font-size:8pt;color:#666;border-top:.5pt solid #999}")  # fmt: skip
    made = web(d, body, css, "lab")
    for r in rows:
        lab(d, r, on, made.find(r.label))
    d.gold.trap("labs", {"analyte": "platelets", "value": float(wrong)}, "the result that was corrected")
    threshold(d, "hemoglobin", 7.0)
    asked(d, 1, "mds")
    d.also_dated = (out,)


def ten_thousands(d: Doc) -> None:
    """East Asian units: platelets and red cells in ten thousands, white cells by the microlitre, flag in its own narrow column before the value, percentages on the same sheet, zebra rows."""
    who, on = d.person, d.on
    names = (("leukocytes", "WBC", "/µL"), ("erythrocytes", "RBC", "x10^4/µL"), ("hemoglobin", "Hb", "g/dL"), ("hematocrit", "Ht", "%"), ("mcv", "MCV", "fL"), ("platelets", "PLT", "x10^4/µL"), ("reticulocytes_percent", "Ret", "%"), ("neutrophils_percent", "Neut%", "%"),
             ("neutrophils", "Neut#", "/µL"), ("lymphocytes", "Lymph#", "/µL"), ("monocytes", "Mono#", "/µL"), ("alanine_aminotransferase", "ALT(GPT)", "U/L"), ("lactate_dehydrogenase", "LD(IFCC)", "U/L"), ("creatinine", "CRE", "mg/dL"), ("ferritin", "Ferritin", "ng/mL"))  # fmt: skip
    rows = [count(d, *n) for n in names]
    cells = [(f"{n:02}", r.label, r.flag, r.text, r.unit, f"{r.low}&ndash;{r.high}") for n, r in enumerate(rows, 1)] + [
        ("16", "TSH", "", "2.13", "µIU/mL", "0.50&ndash;5.00"),
        ("17", "Haptoglobin", "", "pending", "mg/dL", ""),
    ]
    body = (
        f"<h1>Laboratory Test Results <small>(English version)</small></h1><table class=d>{tr(('ID', who.ids[0], 'Name', f'{who.last.upper()} {who.first}'.replace(chr(39), '&#39;'), 'Sex', sex(d)))}{tr(('Birth', who.born.isoformat().replace('-', '/'), 'Sampling', on.isoformat().replace('-', '/') + ' 08:12', 'Dept.', 'Hematology'))}</table>"
        + table(("No.", "Item", "", "Result", "Unit", "Standard value"), cells)
        + "<p class=s>Standard values: adult, by sex where applicable. L, H: outside the standard value. Result slip for the patient; please bring it to your next visit. Midorigaoka Memorial Hospital, Clinical Laboratory Division.</p>"
    )  # fmt: skip
    css = ("@page{size:A4;margin:18mm}body{font:10pt 'DejaVu Sans'}h1{font-size:14pt}h1 small{font-size:9pt;font-weight:normal}.d{width:100%;margin-bottom:8pt}.d td{border:.6pt solid #777;padding:3pt;font-size:9pt}.d td:nth-child(odd){background:#e8eef5}.t{width:100%}.t th{background:#2b4a6f;color:#fff;padding:3pt}"
           ".t td{padding:3pt}.t tbody tr:nth-child(even){background:#eef2f7}.t td:nth-child(3){color:#c00;font-weight:bold}.t td:nth-child(4){text-align:right;padding-right:14pt}.s{font-size:8pt}")  # fmt: skip
    made = web(d, body, css, "lab")
    for r in rows:
        lab(d, r, on, made.find(r.label))


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f for f in (cumulative_columns, portal_cards, side_by_side_panels, remarks_below_rows, ten_thousands)
}
UNSCORED = frozenset({"cumulative_columns", "portal_cards", "side_by_side_panels"})
