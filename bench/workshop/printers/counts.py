# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Blood counts of one day: striped, ruled, boxed and dense tables."""

from collections.abc import Callable

from bench.workshop.days import hyphened, later, sex, spaced
from bench.workshop.dress import Doc, Result
from bench.workshop.markup import Raw, esc, row, table
from bench.workshop.printers.paper import (
    asked,
    count,
    dotted,
    keep,
    limit,
    made,
    noise,
    percents,
    relatives,
    say,
    us_day,
    value,
)

RED, BLUE = "#b3261e", "#1b4f9c"


def _ink(r: Result, text: str) -> str:
    """Text in the colour of its flag."""
    colour = {"L": BLUE, "H": RED}.get(r.flag)
    return Raw(f"<b style='color:{colour}'>{esc(text)}</b>") if colour else text


def zebra_blood_count(d: Doc) -> None:
    """A striped table without lines, American units, the flag in colour and in a column of its own; percentages above absolutes."""
    who, on = d.person, d.on
    unit = say(d, "K/uL", "10*3/uL", "x10E3/uL", "thou/uL")
    red = {"K/uL": "M/uL", "10*3/uL": "10*6/uL", "x10E3/uL": "x10E6/uL", "thou/uL": "mill/uL"}[unit]
    word = {"L": say(d, "L", "Low", "▼ L", "LOW"), "H": say(d, "H", "High", "▲ H", "HIGH")}
    top = [
        value(d, *n)
        for n in (
            ("leukocytes", "WBC", unit),
            ("erythrocytes", "RBC", red),
            ("hemoglobin", "Hemoglobin", "g/dL"),
            ("hematocrit", "Hematocrit", "%"),
            ("mcv", "MCV", "fL"),
        )
    ]
    top += [
        noise("MCH", "32.4", "pg", "27.0", "33.0"),
        noise("RDW-CV", "18.1", "%", "11.5", "14.5", "H"),
        value(d, "platelets", "Platelet Count", unit),
    ]
    low = [
        value(d, "neutrophils_percent", "Neutrophils %", "%"),
        noise("Eosinophils %", "1", "%", "0", "6"),
        noise("Basophils %", "0", "%", "0", "2"),
    ]
    low += [
        value(d, *n)
        for n in (
            ("neutrophils", "Neutrophils, Abs", unit),
            ("lymphocytes", "Lymphocytes, Abs", unit),
            ("monocytes", "Monocytes, Abs", unit),
        )
    ]

    def lines(results: list[Result]) -> str:
        return "".join(
            row(
                (
                    r.label,
                    _ink(r, r.text),
                    _ink(r, word.get(r.flag, "")),
                    r.unit,
                    f"{r.low}{say(d, ' - ', '-', ' to ')}{r.high}",
                )
            )
            for r in results
        )

    order = say(d, "CBC with Auto Differential", "Complete Blood Count w/ Differential", "CBC AND DIFFERENTIAL")
    note = say(
        d,
        "Platelet count verified by smear review.",
        "Slide reviewed by technologist; anisocytosis and few hypogranular neutrophils seen.",
        "No platelet clumps identified on smear.",
        "Results verified by repeat analysis.",
    )
    out = on if say(d, "same", "next") == "same" else later(on, 1)
    body = (
        f"<div class=h><b>{say(d, 'Wendover Regional Laboratory', 'Three Forks Clinical Laboratory', 'Alder County Hospital - Laboratory')}</b><span>LABORATORY REPORT</span></div>"
        f"<table class=d><tr><td>Patient<br><b>{esc(who.last)}, {who.first}</b></td><td>DOB<br><b>{us_day(who.born)}</b></td><td>Sex<br><b>{sex(d)}</b></td><td>MRN<br><b>{who.ids[0]}</b></td></tr>"
        f"<tr><td>Collected<br><b>{us_day(on)} 08:12</b></td><td>Received<br><b>{us_day(on)} 09:40</b></td><td>Reported<br><b>{us_day(out)}</b></td><td>Accession<br><b>{who.ids[1]}</b></td></tr></table>"
        f"<h2>{order}</h2><table class=t><thead>{row(('Test', 'Result', 'Flag', 'Units', 'Reference range'), 'th')}</thead><tbody>{lines(top)}{row((Raw('<b>Differential</b>'), '', '', '', ''))}{lines(low)}</tbody></table>"
        f"<p class=c>{note} A platelet count under 20 {unit} is called to the ordering provider. Reticulocyte count: not ordered.</p><p class=s>Reference ranges apply to adults. Final report. Laboratory director: Imogen Prast-Delacroix, MD. Page 1 of 1.</p>"
    )  # fmt: skip
    css = ("@page{size:letter;margin:.7in}body{font:10pt 'Liberation Sans'}.h{background:#22313f;color:#fff;padding:8pt 10pt;font-size:13pt}.h span{float:right;font-size:9pt;padding-top:3pt}.d{width:100%;font-size:8pt;margin:8pt 0}.d td{padding:3pt 4pt;width:25%}.d b{font-size:10pt}"
           "h2{font-size:12pt;margin:8pt 0 4pt}.t{width:100%}.t td,.t th{padding:4pt 6pt}.t th{background:#dfe6ec;font-size:9pt}.t tbody tr:nth-child(even){background:#f1f4f7}.c{font-size:9pt;margin-top:8pt}.s{font-size:7.5pt;color:#555}")  # fmt: skip
    made(d, body, css, "lab")
    for r in (*top, *low):
        keep(d, r, on, 1)
    limit(d, "platelets", 20.0)
    d.also_dated = (out,)


def horizontal_rules_count(d: Doc) -> None:
    """A British sheet ruled only crosswise: value, unit and range in brackets, an asterisk for what is outside, the film in a sentence."""
    who, on = d.person, d.on
    cell = say(d, "10^9/L", "x10^9/L", "10*9/L")
    names = (("hemoglobin", "Haemoglobin", "g/L"), ("leukocytes", "White cell count", cell), ("platelets", "Platelet count", cell), ("erythrocytes", "Red cell count", cell.replace("9", "12")), ("hematocrit", "Haematocrit", "L/L"), ("mcv", "Mean cell volume", "fL"),
             ("neutrophils", "Neutrophils", cell), ("lymphocytes", "Lymphocytes", cell), ("monocytes", "Monocytes", cell))  # fmt: skip
    rows = [value(d, *n) for n in names]
    rows += [noise("Eosinophils", "0.04", cell, "0.02", "0.50"), noise("Basophils", "0.01", cell, "0.00", "0.10")]
    film = say(d, "Film: anisocytosis with occasional oval cells; hypogranular neutrophils. Film forwarded for consultant review.",
               "Blood film: dimorphic red cells, occasional pseudo-Pelger forms. Platelet numbers on the film agree with the count.",
               "Film comment: anisopoikilocytosis with dysplastic neutrophils. Suggest haematology referral if not already known.")  # fmt: skip
    details = say(
        d,
        "Macrocytic anaemia ?cause",
        "Pancytopenia ?MDS ?B12 deficiency",
        "Tired, known low counts, pre-clinic bloods",
        "Cytopenia, ?myeloma screen also sent",
    )
    lines = [(r.label, Raw(f"<b>{r.text}{' *' if r.flag else ''}</b>"), r.unit, f"[{r.low} - {r.high}]") for r in rows]
    body = (
        f"<table class=w><tr><td><h1>{say(d, 'Thornley and Marsh NHS Foundation Trust', 'Calderbrook University Hospitals', 'West Pennine Pathology Partnership')}</h1>Blood Sciences &middot; Haematology</td><td class=r>Report status: <b>Final</b><br>Lab no. {who.ids[1]}</td></tr></table>"
        f"<table class=d><tr><td>Name <b>{who.last.upper()}, {who.first}</b></td><td>D.O.B. <b>{spaced(who.born)}</b></td><td>Sex <b>{sex(d)}</b></td></tr><tr><td>Hospital no. <b>{who.ids[0]}</b></td><td>Sample taken <b>{spaced(on)} 09:05</b></td><td>Authorised <b>{spaced(later(on, 1))}</b></td></tr><tr><td colspan=3>Clinical details: {details}</td></tr></table>"
        f"<h2>Full blood count</h2>{table(('Test', 'Result', 'Unit', 'Reference interval'), lines)}<p>* outside the reference interval. {film}</p>"
        f"<p class=s>{say(d, 'Haemoglobin below 70 g/L and neutrophils below 0.5 are telephoned.', 'Reference intervals are for adults and are sex specific where given.', 'Requests for add-on tests within 48 hours please.')} Requested by Dr A. Fennimore-Shaw, Haematology OPD. Copy: GP.</p>"
    )  # fmt: skip
    css = ("@page{size:A4;margin:18mm}body{font:10pt 'Liberation Serif'}h1{font-size:14pt;margin:0}.w{width:100%}.r{text-align:right}.d{width:100%;border-top:1.2pt solid;border-bottom:1.2pt solid;margin:8pt 0}.d td{padding:3pt}h2{font-size:12pt;margin:6pt 0 2pt}"
           ".t{width:100%;border-bottom:1.2pt solid}.t th{border-bottom:.8pt solid;padding:3pt}.t td{border-bottom:.3pt solid #999;padding:4pt 3pt}.s{font-size:8pt;margin-top:10pt}")  # fmt: skip
    made(d, body, css, "lab")
    for r in rows:
        keep(d, r, on, 1, flag=False)
    limit(d, "hemoglobin", 7.0)
    asked(d, 1, "mds", "multiple_myeloma", "myeloma")
    d.also_dated = (later(on, 1),)


def dashboard_cards(d: Doc) -> None:
    """A patient's app printed on paper: one card for each result, large figures, a coloured badge and a sentence on the range."""
    who, on = d.person, d.on
    names = (("hemoglobin", "Hemoglobin", "g/dL"), ("leukocytes", "White blood cells", "10^9/L"), ("platelets", "Platelets", "10^9/L"), ("neutrophils", "Neutrophils", "10^9/L"), ("lymphocytes", "Lymphocytes", "10^9/L"), ("monocytes", "Monocytes", "10^9/L"),
             ("mcv", "MCV", "fL"), ("hematocrit", "Hematocrit", "%"), ("erythrocytes", "Red blood cells", "10^12/L"))  # fmt: skip
    rows = [value(d, *n) for n in names]
    badge = {
        "L": say(d, "Low", "Below range", "LOW"),
        "H": say(d, "High", "Above range", "HIGH"),
        "": say(d, "In range", "Normal", "OK"),
    }
    lead = say(d, "Range", "Reference", "Normal range", "Expected")

    def card(r: Result) -> str:
        return f"<td class='k {r.flag or 'n'}'><div class=n>{r.label}</div><div class=v>{r.text} <small>{r.unit}</small></div><div class=b>{badge[r.flag]}</div><div class=g>{lead} {r.low}&ndash;{r.high}</div></td>"

    grid = "".join(f"<tr>{''.join(map(card, rows[i : i + 3]))}</tr>" for i in range(0, 9, 3))
    outside = sum(bool(r.flag) for r in rows)
    body = (
        f"<div class=h>{say(d, 'HemaView', 'ClearPanel', 'LabStory')} <span>Result summary</span></div><p class=w><b>{who.name}</b> &nbsp; Date of birth {us_day(who.born)} &nbsp; {sex(d)} &nbsp; ID {who.ids[0]}</p>"
        f"<p class=w>Blood count &nbsp; Sample date <b>{us_day(on)}</b> &nbsp; Printed {us_day(later(on, 3))} &nbsp; {outside} of {len(rows)} results outside the range</p><table class=c>{grid}</table>"
        f"<p class=x>{say(d, 'What does this mean? Neutrophils under 0.5 raise the risk of infection; platelets under 10 may need a transfusion. Your care team will explain your own numbers.', 'About these tests: a hemoglobin of 7.0 g/dL is often used as the point at which a transfusion is discussed. It is not a target.', 'Colors compare each result with healthy adults. A person with a blood disorder may live well outside them.')} If a relative has had leukemia, tell your doctor.</p><p class=s>Not for diagnosis. Values come from the laboratory of record ({who.ids[1]}).</p>"
    )  # fmt: skip
    css = ("@page{size:letter;margin:.6in}body{font:10pt 'DejaVu Sans'}.h{font-size:17pt;color:#0b6e4f;font-weight:bold;border-bottom:2pt solid #0b6e4f}.h span{float:right;font-size:10pt;padding-top:8pt}.w{font-size:9.5pt;margin:6pt 0}.c{width:100%;border-collapse:separate;border-spacing:7pt}"
           ".k{border:1pt solid #c8d3cd;border-left:5pt solid #0b6e4f;padding:7pt;width:33%}.k.L{border-left-color:#1b4f9c}.k.H{border-left-color:#b3261e}.n{font-size:9pt;color:#333}.v{font-size:17pt;font-weight:bold}.v small{font-size:9pt;font-weight:normal}.b{font-size:8.5pt;font-weight:bold}.L .b{color:#1b4f9c}.H .b{color:#b3261e}.g{font-size:8pt;color:#555}.x{font-size:9pt;background:#eef6f2;padding:6pt}.s{font-size:7.5pt}")  # fmt: skip
    made(d, body, css, "lab")
    for r in rows:
        keep(d, r, on, 1)
    for analyte, amount in (("neutrophils", 0.5), ("platelets", 10.0), ("hemoglobin", 7.0)):
        limit(d, analyte, amount)
    relatives(d, "aml", "acute_leukemia", "leukemia")
    d.also_dated = (later(on, 3),)


def dense_two_column(d: Doc) -> None:
    """A dense sheet of a German hospital: blood count and differential left, chemistry right, a sign before the unit for what is outside."""
    who, on = d.person, d.on
    left = [
        value(d, *n)
        for n in (
            ("leukocytes", "Leukocytes", "G/L"),
            ("erythrocytes", "Erythrocytes", "T/L"),
            ("hemoglobin", "Hemoglobin", "g/dL"),
            ("hematocrit", "Hematocrit", "%"),
            ("mcv", "MCV", "fL"),
            ("platelets", "Thrombocytes", "G/L"),
            ("reticulocytes_percent", "Reticulocytes", "%"),
        )
    ]
    more = [
        value(d, *n)
        for n in (
            ("neutrophils", "Neutrophils abs.", "G/L"),
            ("lymphocytes", "Lymphocytes abs.", "G/L"),
            ("monocytes", "Monocytes abs.", "G/L"),
        )
    ]
    right = [
        value(d, *n)
        for n in (
            ("creatinine", "Creatinine", "mg/dL"),
            ("bilirubin_total", "Bilirubin total", "mg/dL"),
            ("alanine_aminotransferase", "ALT (GPT)", "U/L"),
            ("lactate_dehydrogenase", "LDH", "U/L"),
            ("albumin", "Albumin", "g/dL"),
            ("ferritin", "Ferritin", "ng/mL"),
            ("vitamin_b12", "Vitamin B12", "pg/mL"),
            ("erythropoietin", "Erythropoietin (serum)", "mU/mL"),
        )
    ]
    sign = {"L": say(d, "-", "↓", "<<"), "H": say(d, "+", "↑", ">>"), "": ""}
    if sign["L"] == "<<":
        sign = {"L": "low", "H": "high", "": ""}

    def panel(title: str, rows: list[Result]) -> str:
        lines = "".join(
            row((r.label, Raw(f"<b>{r.text}</b>"), sign[r.flag], r.unit, f"{r.low} - {r.high}")) for r in rows
        )
        return f"<tr><th colspan=5>{title}</th></tr>{lines}"

    wrong = round(who.counts["platelets"] * 1.4) + 20
    remark = say(
        d,
        f"Corrected report: thrombocytes were first given as {wrong} G/L (interchanged tube), now as above.",
        "Differential by machine; microscopic differential see cytology.",
        "Sample slightly haemolytic, LDH may read up to 10 U/L too high.",
        "Iron status: transferrin saturation not requested.",
        "Erythropoietin is the serum level before any therapy.",
    )
    body = (
        f"<table class=h><tr><td><b>{say(d, 'Klinikum Wiesengrund', 'Kreisklinik Altenmoor', 'St. Korbinian Hospital, Institute of Laboratory Medicine')}</b><br>Central laboratory &middot; report of findings (English print)</td><td>{esc(who.last)}, {who.first}<br>born {dotted(who.born)} &middot; {sex(d).lower()} &middot; case {who.ids[0]}</td><td>Sampling {dotted(on)} 07:31<br>Validated {dotted(on)} 10:02<br>Order {who.ids[1]}</td></tr></table>"
        f"<table class=o><tr><td><table class=t>{panel('Blood count', left)}{panel('Differential', more)}</table></td><td><table class=t>{panel('Clinical chemistry', right)}<tr><td>eGFR (CKD-EPI)</td><td></td><td></td><td></td><td>not calculated</td></tr></table></td></tr></table>"
        f"<p class=s>Columns: analysis, result, deviation, unit, reference. {remark} Ward: haematology day clinic. Validated by Dr. med. Friederike Aumüller.</p>"
    )  # fmt: skip
    css = ("@page{size:A4;margin:14mm}body{font:8pt 'Liberation Sans'}.h{width:100%;border:.8pt solid #333}.h td{padding:4pt;border-right:.4pt solid #888}.o{width:100%;margin-top:6pt}.o>tbody>tr>td{width:50%;padding-right:8pt}.t{width:100%}.t th{background:#e5e5e5;padding:2.5pt;font-size:8.5pt}.t td{padding:1.8pt 2.5pt}.t td:nth-child(2){text-align:right}.s{font-size:7.5pt;border-top:.4pt solid #888;padding-top:3pt;margin-top:8pt}")  # fmt: skip
    made(d, body, css, "lab")
    if "Corrected" in remark:
        d.gold.trap("labs", {"analyte": "platelets", "value": float(wrong)}, "corrected")
    for r in (*left, *more, *right):
        keep(d, r, on, 1)


def sparse_slip(d: Doc) -> None:
    """Half a page of five results with dots to the value, the flag as a word, and who was telephoned."""
    who, on = d.person, d.on
    cell = say(d, "x10^9/L", "10^9/L", "K/uL")
    rows = [
        value(d, *n)
        for n in (
            ("hemoglobin", "Hb", "g/dL"),
            ("leukocytes", "WBC", cell),
            ("neutrophils", "ANC", cell),
            ("platelets", "PLT", cell),
            ("mcv", "MCV", "fL"),
        )
    ]
    word = {"L": say(d, "LOW", "(low)", "L"), "H": say(d, "HIGH", "(high)", "H"), "": ""}
    if word["L"] in {"LOW", "L"}:
        word["H"] = {"LOW": "HIGH", "L": "H"}[word["L"]]
    else:
        word["H"] = "(high)"
    s = d.paper("Helvetica", 11, 70)
    d.kind = "lab"
    s.line(
        say(
            d,
            "Harbour Street Surgery - Near Patient Testing",
            "Point of Care Haematology, Outpatients Level 2",
            "Quay Medical Centre Laboratory",
        ),
        True,
        13,
    )
    s.gap(8)
    for text in (
        f"Patient:   {who.name}",
        f"Born:      {spaced(who.born)}     {sex(d)}     No. {who.ids[0]}",
        f"Blood taken:   {spaced(on)}, 10:50",
    ):
        s.line(text)
    s.gap(14)
    for r in rows:
        dots = "." * (22 - len(r.label))
        page = s.mono([f"{r.label} {dots} {r.text:>6} {r.unit:<9} {word[r.flag]:<7} (normal {r.low} - {r.high})"], 10)
        keep(d, r, on, page)
    s.gap(14)
    s.para(
        say(
            d,
            f"Result given by phone to the day unit at 11:20 on {spaced(on)} and read back.",
            "No call was necessary.",
            "Seen by the duty doctor before the patient left.",
            f"Copy handed to {who.first} on the day.",
        )
    )
    s.para(
        say(
            d,
            "Please repeat if below 80 g/L or if the patient bleeds.",
            "Second analyser out of order; ESR not performed.",
            "Coagulation tube underfilled: INR not reported.",
            "Manual differential to follow from the main laboratory.",
        )
    )
    limit(d, "hemoglobin", 8.0)


def chain_with_grades(d: Doc) -> None:
    """A laboratory chain: the method under each test's name, lakhs and cells per cubic millimetre, a table of grades of anaemia at the foot."""
    who, on = d.person, d.on
    names = (("hemoglobin", "Haemoglobin (Hb)", "g/dL", "Cyanide-free photometry"), ("erythrocytes", "RBC Count", "mill/cumm", "Electrical impedance"), ("hematocrit", "PCV / Haematocrit", "%", "Calculated"), ("mcv", "MCV", "fL", "Derived from histogram"),
             ("leukocytes", "Total Leucocyte Count", "/cumm", "Flow cytometry"), ("neutrophils", "Absolute Neutrophil Count", "/cumm", "Calculated"), ("lymphocytes", "Absolute Lymphocyte Count", "/cumm", "Calculated"), ("monocytes", "Absolute Monocyte Count", "/cumm", "Calculated"), ("platelets", "Platelet Count", "lakh/cumm", "Impedance, checked on smear"))  # fmt: skip
    rows = [(value(d, a, b, c), e) for a, b, c, e in names]
    lines = [
        (
            Raw(f"{esc(r.label)}<br><small>Method: {m}</small>"),
            Raw(f"<b>{r.text}{' ' + r.flag if r.flag else ''}</b>"),
            r.unit,
            f"{r.low} - {r.high}",
        )
        for r, m in rows
    ]
    blasts = (
        Raw("Blasts<br><small>Microscopy, 100 cells</small>"),
        Raw(f"<b>{count(d, 'blasts_blood')}</b>"),
        "%",
        "0",
    )
    grades = (
        ("Mild", "11.0 - 11.9", "11.0 - 12.9"),
        ("Moderate", "8.0 - 10.9", "8.0 - 10.9"),
        ("Severe", "below 8.0", "below 8.0"),
    )
    advice = say(
        d,
        "Kindly correlate clinically.",
        "Suggested: serum B12, folate, iron profile and haematologist opinion.",
        "Advised repeat after 2 weeks if clinically indicated.",
    )
    body = (
        f"<div class=h>{say(d, 'Suvarna Path Labs', 'Nidaan Plus Diagnostics', 'Arogya Reference Laboratory')}<small> &nbsp; NABL accredited &nbsp; Since 1994</small></div><table class=d><tr><td>Patient Name</td><td>: <b>{'Mrs' if who.sex == 'F' else 'Mr'}. {who.name}</b></td><td>Lab No.</td><td>: {who.ids[1]}</td></tr><tr><td>Date of Birth / Sex</td><td>: {hyphened(who.born)} / {sex(d)}</td><td>Sample Collected</td><td>: {hyphened(on)} 07:15 AM</td></tr>"
        f"<tr><td>UHID</td><td>: {who.ids[0]}</td><td>Sample Received</td><td>: {hyphened(on)} 11:42 AM</td></tr><tr><td>Ref. By</td><td>: Dr. Meenal Chitnavis</td><td>Report Released</td><td>: {hyphened(on)} 05:20 PM</td></tr></table><h2>HAEMATOLOGY<br>Complete Blood Count (EDTA whole blood)</h2>"
        f"{table(('Test Description', 'Observed Value', 'Unit', 'Biological Reference Interval'), [*lines, blasts])}<p class=c><b>Interpretation:</b> {advice}</p><p class=c>Grades of anaemia (WHO), g/dL:</p>{table(('Grade', 'Women', 'Men'), grades, 'g')}<p class=e>*** End of Report ***</p><p class=s>This report is not valid for medico-legal purposes. Dr. Harshad Velankar, MD (Path)</p>"
    )  # fmt: skip
    css = ("@page{size:A4;margin:15mm}body{font:9.5pt 'Liberation Sans'}.h{background:#7a1f5c;color:#fff;font-size:16pt;padding:7pt}.h small{font-size:8pt}.d{width:100%;margin:6pt 0;font-size:9pt}.d td{padding:1.5pt 3pt}h2{font-size:10.5pt;text-align:center;background:#f5e9f1;padding:4pt;margin:4pt 0}.t{width:100%}.t th{border-bottom:1pt solid #7a1f5c;padding:3pt}.t td{padding:3pt}"
           ".t small{color:#666;font-size:7.5pt}.c{font-size:8.5pt}.g{font-size:8pt}.g td,.g th{border:.4pt solid #aaa;padding:2pt 10pt}.e{text-align:center}.s{font-size:7.5pt}")  # fmt: skip
    made(d, body, css, "lab")
    for r, _ in rows:
        keep(d, r, on, 1)
    percents(d, 1, "blasts_blood")


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f for f in (zebra_blood_count, horizontal_rules_count, dashboard_cards, dense_two_column, sparse_slip, chain_with_grades)
}  # fmt: skip
