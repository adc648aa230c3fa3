# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""The newcomers' families of blood counts."""

from collections.abc import Callable

from bench.workshop.days import hyphened, later, long, sex, spaced
from bench.workshop.dress import Doc, Result
from bench.workshop.markup import Raw, esc, row, table
from bench.workshop.newcomers.paper import DE, IN, UK, US, lab, no_result, old_value, other, pairs, res, several, web
from bench.workshop.sheet import Cell

WORDS = {"L": "Low", "H": "High", "": ""}


def lab_panels_iso(d: Doc) -> None:
    """A synthetic-data company: panels one below the other, an H or L column, ISO days with times, identifiers in a grid, a canceled test."""
    who, on = d.person, d.on
    cbc = several(d, US, (("leukocytes", "White Blood Cell Count"), ("erythrocytes", "Red Blood Cell Count"), ("hemoglobin", "Hemoglobin"), ("hematocrit", "Hematocrit"), ("mcv", "Mean Corpuscular Volume"), ("platelets", "Platelet Count")))  # fmt: skip
    diff = several(d, US, (("neutrophils", "Neutrophils, Absolute"), ("lymphocytes", "Lymphocytes, Absolute"), ("monocytes", "Monocytes, Absolute"), ("neutrophils_percent", "Neutrophils, Percent")))  # fmt: skip
    more = several(d, US, (("ferritin", "Ferritin"), ("vitamin_b12", "Vitamin B12"), ("lactate_dehydrogenase", "Lactate Dehydrogenase"), ("creatinine", "Creatinine")))  # fmt: skip
    cbc.insert(5, other("Red Cell Distribution Width", "18.1", "%", "11.5", "14.5", "H"))
    out = ""
    for title, rows in (
        ("Complete Blood Count", cbc),
        ("White Cell Differential", diff),
        ("Chemistry and Hematinics", more),
    ):
        cells: list[tuple[str, ...]] = [
            (r.label, Raw(f"<b>{r.text}</b>"), r.flag, r.unit, f"{r.low}–{r.high}") for r in rows
        ]
        if rows is more:
            cells.append(("Haptoglobin", "Canceled", "", "mg/dL", "30–200"))
        out += f"<h2>{title}</h2>" + table(("Test", "Result", "Flag", "Unit", "Reference Interval"), cells)
    grid = pairs((("Patient name", who.name), ("Encounter", f"ENC-{who.ids[1]}"), ("Date of birth", who.born.isoformat()), ("Collected", f"{on.isoformat()} 08:10"), ("Administrative sex", sex(d)),
                  ("Received", f"{on.isoformat()} 09:02"), ("Patient identifier", who.ids[0]), ("Issued", f"{on.isoformat()} 12:47")))  # fmt: skip
    body = (
        f"<div class=h>Lakeshore Community Hospital<small>Laboratory Services</small></div><h1>Laboratory Report</h1>{table((), grid, 'g')}{out}"
        "<p class=n>Haptoglobin was canceled by the laboratory: insufficient sample volume. A new sample is needed.<br>H above, L below the reference interval. Intervals are those of adults of the administrative sex given.</p>"
        "<p class=n>Ordering practitioner: Dr. Corinne Wexford. Report status: final.</p>"
    )  # fmt: skip
    css = ("@page{size:letter;margin:.75in;@bottom-right{content:'Page ' counter(page) ' of ' counter(pages);font:8pt 'Liberation Sans'}}body{font:9.5pt 'Liberation Sans'}.h{font-size:14pt;font-weight:bold;color:#234f8a}.h small{float:right;font-size:9pt;font-weight:normal}h1{font-size:13pt;margin:6pt 0}"
           ".g{width:100%;margin-bottom:4pt}.g td{border:.5pt solid #ccd;padding:3pt 5pt}.g td:nth-child(odd){background:#eef2f8;color:#444;width:19%}h2{font-size:10.5pt;margin:9pt 0 2pt;color:#234f8a}.t{width:100%}.t th{border-bottom:1pt solid #234f8a}.t td,.t th{padding:3pt 5pt}.t td{border-bottom:.4pt solid #ddd}.t td:first-child,.t th:first-child{width:38%}.n{font-size:8pt;color:#444}")  # fmt: skip
    sheet = web(d, body, css, "lab")
    for r in (*cbc, *diff, *more):
        lab(d, r, on, sheet.find(r.label, r.text))


def blood_sciences_report(d: Doc) -> None:
    """A British trust: SI units, the range in brackets behind the unit, a star for what lies outside, a sample that could not be used, the film below."""
    who, on = d.person, d.on
    rows = several(d, UK, (("hemoglobin", "Haemoglobin"), ("leukocytes", "White cell count"), ("platelets", "Platelet count"), ("erythrocytes", "Red cell count"), ("hematocrit", "Haematocrit"), ("mcv", "MCV"),
                           ("neutrophils", "Neutrophils"), ("lymphocytes", "Lymphocytes"), ("monocytes", "Monocytes")))  # fmt: skip
    clear = who.counts["blasts_blood"] == 0
    rows.append(other("Eosinophils", "0.06", "10*9/L", "0.02", "0.50"))
    names = (("creatinine", "Creatinine"), ("bilirubin_total", "Total bilirubin"), ("alanine_aminotransferase", "ALT"), ("albumin", "Albumin"))  # fmt: skip
    chem = several(d, UK, names)

    def lines(part: list[Result]) -> str:
        return "".join(
            row(
                (
                    r.label,
                    "*" if r.flag else "",
                    r.text,
                    Raw(
                        esc(r.unit)
                        .replace("10*9", "10<sup>9</sup>")
                        .replace("10*12", "10<sup>12</sup>")
                        .replace("umol", "µmol")
                    ),
                    f"({r.low} - {r.high})",
                )
            )
            for r in part
        )

    body = (
        f"<table class=h><tr><td><b>Saltmarsh and Fenland Hospitals NHS Trust</b><br>Blood Sciences</td><td>Lab no. {who.ids[1][1:]}<br>Copy 1</td></tr></table><table class=p>{row(('Name', Raw(f'<b>{esc(who.last.upper())}, {who.first}</b>'), 'Hospital no.', who.ids[0]))}"
        f"{row(('Born', spaced(who.born), 'Sex', sex(d)))}{row(('Taken', spaced(on) + ', 09:35', 'Reported', spaced(on) + ', 15:20'))}{row(('Requested by', 'Dr P Arkwright, Clinic 4', 'Details', 'Pancytopenia for investigation. ?MDS'))}</table>"
        f"<h3>Full blood count (EDTA)</h3><table class=t>{lines(rows)}</table><p class=c><b>Blood film:</b> Anisocytosis, oval macrocytes. Neutrophils show reduced granulation. Platelets agree with the automated count.{' No blasts seen.' if clear else ''}</p>"
        f"<h3>Renal and liver profile (serum)</h3><table class=t>{lines(chem)}{row(('Potassium', '', 'Haemolysed', '', '(3.5 - 5.3)'))}</table><p class=c>Potassium cannot be reported on a haemolysed sample. Please repeat.</p>"
        "<p class=s>* outside the reference interval. Alert limits telephoned by this laboratory: haemoglobin below 70 g/L, neutrophils below 0.5, platelets below 30. Authorised by: S Bracegirdle, Chief Biomedical Scientist</p>"
    )  # fmt: skip
    css = ("@page{size:a4;margin:18mm}body{font:10pt 'Liberation Sans'}.h{width:100%;border-bottom:2pt solid #005a9c}.h td:last-child{text-align:right}.p{width:100%;margin:6pt 0}.p td{padding:2pt 6pt 2pt 0}.p td:nth-child(odd){color:#555;width:15%}h3{font-size:10.5pt;margin:9pt 0 3pt;background:#e5eef6;padding:2pt}"
           ".t{width:88%}.t td{padding:2.2pt 8pt}.t td:nth-child(2){width:8pt;font-weight:bold}.t td:nth-child(3){text-align:right;width:60pt}sup{font-size:6.5pt}.c{margin-left:8pt}.s{font-size:8pt;border-top:.5pt solid #888;padding-top:3pt}")  # fmt: skip
    sheet = web(d, body, css, "lab")
    for r in (*rows, *chem):
        lab(d, r, on, sheet.find(r.label, r.text), flag=False)
    if clear:
        d.fact(
            "labs",
            1,
            "No blasts seen",
            may=True,
            analyte="blasts_blood",
            comparator=None,
            value=0.0,
            unit="%",
            collected=on.isoformat(),
        )
    d.fact(
        "diagnoses",
        1,
        "?MDS",
        may=True,
        disease="mds",
        labels=[""],
        status="suspected",
        any_status=["suspected", "ruled_out"],
    )
    for analyte, value in (("hemoglobin", 7.0), ("platelets", 30.0)):
        no_result(d, analyte, value, "alert limit")


def laboratory_findings_dots(d: Doc) -> None:
    """A German hospital's print in English: plus and minus before the value, units of giga and tera, the value before in a last column with its day."""
    who, on = d.person, d.on
    before = later(on, -63)
    groups = (("Blood count", (("leukocytes", "Leukocytes"), ("erythrocytes", "Erythrocytes"), ("hemoglobin", "Haemoglobin"), ("hematocrit", "Haematocrit"), ("mcv", "MCV"), ("platelets", "Thrombocytes"), ("reticulocytes_percent", "Reticulocytes"))),
              ("Differential, absolute", (("neutrophils", "Neutrophil granulocytes"), ("lymphocytes", "Lymphocytes"), ("monocytes", "Monocytes"))),
              ("Clinical chemistry", (("creatinine", "Creatinine"), ("bilirubin_total", "Bilirubin, total"), ("alanine_aminotransferase", "ALT (GPT)"), ("lactate_dehydrogenase", "LDH"), ("ferritin", "Ferritin"))))  # fmt: skip
    rows, olds, cells = [], [], ""
    for title, names in groups:
        cells += f"<tr class=g><td colspan=5>{title}</td></tr>"
        for analyte, label in names:
            r = res(d, DE, analyte, label)
            rows.append(r)
            old = (
                res(d, DE, analyte, label, 1.09)
                if analyte in {"leukocytes", "hemoglobin", "platelets", "neutrophils"}
                else None
            )
            if old:
                olds.append((old, r))
            sign = {"L": "−", "H": "+", "": ""}[r.flag]
            cells += row(
                (
                    label,
                    Raw(f"<span class=f>{sign}</span> <b>{r.text}</b>"),
                    r.unit,
                    f"{r.low} – {r.high}",
                    old.text if old else "",
                )
            )
    body = (
        f"<p class=k>Evangelisches Krankenhaus Birkenried · Zentrallabor / Central Laboratory</p><h1>Laboratory findings</h1><table class=p><tr><td>Patient<br><b>{esc(who.last)}, {who.first}</b></td><td>born<br>{d.date(who.born, 'dot')}</td><td>sex<br>{sex(d).lower()}</td><td>case no.<br>{who.ids[0]}</td><td>sample taken<br>{d.date(on, 'dot')} 07:55</td></tr></table>"
        f"<table class=t><thead>{row(('Parameter', 'Result', 'Unit', 'Reference range', 'Previous ' + d.date(before, 'dot')), 'th')}</thead><tbody>{cells}</tbody></table>"
        "<p class=s>− below, + above the reference range. Ranges refer to adults. Erythroblasts were not determined. The manual differential is reported separately by the haematology laboratory.</p><p class=s>Validated: Dr. rer. nat. H. Oberländer. This printout is valid without signature.</p>"
    )  # fmt: skip
    css = ("@page{size:a4;margin:20mm}body{font:9.5pt 'DejaVu Sans'}.k{font-size:8pt;border-bottom:.7pt solid #000}h1{font-size:13pt;margin:6pt 0}.p{width:100%;margin-bottom:8pt}.p td{border:.5pt solid #666;padding:3pt 5pt;font-size:8.5pt}.t{width:100%}.t th{font-size:8.5pt;border-bottom:1pt solid #000}.t td,.t th{padding:2.5pt 5pt}"
           ".g td{font-weight:bold;padding-top:7pt}.f{display:inline-block;width:9pt}.s{font-size:7.5pt}")  # fmt: skip
    sheet = web(d, body, css, "lab")
    for r in rows:
        lab(d, r, on, sheet.find(r.label, r.text))
    for old, r in olds:
        old_value(d, old, before, 1, r)


def wellness_chain_cbc(d: Doc) -> None:
    """An Indian chain: the method beneath each name, thousands and lakhs, differential per cent before absolute counts, a note on when to repeat."""
    who, on = d.person, d.on
    first = several(
        d,
        IN,
        (
            ("hemoglobin", "Hemoglobin"),
            ("erythrocytes", "RBC Count"),
            ("hematocrit", "PCV / Hematocrit"),
            ("mcv", "MCV"),
            ("leukocytes", "Total WBC Count"),
            ("platelets", "Platelet Count"),
        ),
    )
    methods = (
        "Photometry, SLS",
        "Electrical impedance",
        "Calculated",
        "Derived from histogram",
        "Flow cytometry",
        "Electrical impedance / smear",
    )
    whole = several(
        d,
        IN,
        (
            ("neutrophils", "Absolute Neutrophil Count"),
            ("lymphocytes", "Absolute Lymphocyte Count"),
            ("monocytes", "Absolute Monocyte Count"),
        ),
    )
    seg = res(d, IN, "neutrophils_percent", "Neutrophils")

    def line(r: Result, method: str) -> str:
        mark = {"L": "Low", "H": "High", "": ""}[r.flag]
        return row(
            (
                Raw(f"{r.label}<br><i>{method}</i>"),
                Raw(f"<b>{r.text}</b>" if mark else r.text),
                mark,
                r.unit,
                f"{r.low} - {r.high}",
            )
        )

    body = (
        f"<div class=h><b>SAHYOG PATHLABS</b><br>NABL accredited &middot; Sector 11, Panchkula</div><table class=p>{row(('Patient Name', Raw(': <b>' + ('Mrs. ' if who.sex == 'F' else 'Mr. ') + esc(who.name) + '</b>'), 'Registered on', ': ' + hyphened(on) + ' 08:02'))}{row(('DOB / Gender', f': {hyphened(who.born)} / {sex(d)}', 'Collected on', ': ' + hyphened(on) + ' 08:10'))}"
        f"{row(('Patient ID', f': {who.ids[0]}', 'Reported on', ': ' + hyphened(on) + ' 13:44'))}{row(('Ref. by', ': Dr. Harpreet Sodhi', 'Sample', ': EDTA whole blood'))}</table><h2>HAEMATOLOGY</h2><h3>COMPLETE BLOOD COUNT (CBC)</h3>"
        f"<table class=t><thead>{row(('Test', 'Result', '', 'Unit', 'Bio. Ref. Interval'), 'th')}</thead><tbody>{''.join(map(line, first, methods))}<tr class=g><td colspan=5>Differential Leucocyte Count</td></tr>{line(seg, 'Flow cytometry')}{row(('Eosinophils', '2', '', '%', '1 - 6'))}{row(('Basophils', '0', '', '%', '0 - 2'))}"
        f"<tr class=g><td colspan=5>Absolute Counts</td></tr>{''.join(line(r, 'Calculated') for r in whole)}</tbody></table><p class=s><b>Note:</b> Platelet counts below 1.00 lakhs/cumm are confirmed on the smear. Counts should be repeated if they do not match the clinical picture. Anemia of any kind with Hb under 8.0 needs a physician's attention.</p>"
        "<p class=s>*** End of report *** &nbsp; Dr. Meenal Khurana, MD (Path) &nbsp; Dr. T. S. Gill, Lab Head</p>"
    )  # fmt: skip
    css = ("@page{size:a4;margin:16mm}body{font:9.5pt 'Liberation Sans'}.h{background:#0b6b50;color:#fff;padding:6pt}.p{width:100%;margin:6pt 0;border-bottom:1pt solid #0b6b50}.p td{padding:2pt}h2{font-size:11pt;text-align:center;margin:4pt 0}h3{font-size:10pt;text-align:center;margin:2pt 0}.t{width:100%}.t th{background:#dff0ea;padding:3pt}.t td{padding:2.5pt 3pt}"
           ".t i{font-size:7pt;color:#666}.g td{font-weight:bold;text-decoration:underline}.s{font-size:8pt}")  # fmt: skip
    sheet = web(d, body, css, "lab")
    for r in (*first, seg, *whole):
        lab(d, r, on, sheet.find(r.label, r.text))
    no_result(d, "platelets", 100.0, "note")
    no_result(d, "hemoglobin", 8.0, "note")


def long_table_of_results(d: Doc) -> None:
    """A postdoc's extract: one row a result with its day and time, three draws, oldest first, limits in two columns, a result not done."""
    who, on = d.person, d.on
    names = (
        ("hemoglobin", "Hemoglobin"),
        ("leukocytes", "WBC"),
        ("platelets", "Platelets"),
        ("neutrophils", "Neutrophils (abs)"),
        ("mcv", "MCV"),
    )
    rows, found = [], []
    for ago, factor in ((84, 1.16), (35, 1.07), (0, 1.0)):
        day = later(on, -ago)
        for r in several(
            d,
            US,
            names if ago else (*names, ("creatinine", "Creatinine"), ("ferritin", "Ferritin")),
            factor if ago else 1.0,
        ):
            if r.analyte == "mcv" and ago == 35:
                rows.append((f"{day.isoformat()} 10:2{ago % 7}", r.label, "not done", "", "", "", ""))
                continue
            if r.analyte == "mcv":
                r = res(d, US, "mcv", "MCV")
            rows.append((f"{day.isoformat()} 10:2{ago % 7}", r.label, r.text, r.unit, r.low, r.high, WORDS[r.flag]))
            found.append((r, day))
    body = (
        f"<h1>Laboratory results</h1><p>Patient: <b>{who.name}</b> &nbsp;&nbsp; Born: {who.born.isoformat()} &nbsp;&nbsp; Sex: {sex(d)} &nbsp;&nbsp; MRN: {who.ids[0]}</p><p>Facility: Merrimack Valley Medical Center &nbsp;&nbsp; Query: hematology, last 90 days &nbsp;&nbsp; Sorted by collection time</p>"
        + table(("Collected", "Component", "Value", "Unit", "Low", "High", "Abnormal"), rows)
        + f"<p class=s>{len(rows)} rows. Results of other facilities are not included. Printed {later(on, 2).isoformat()}.</p>"
    )  # fmt: skip
    css = "@page{size:letter;margin:.8in}body{font:9.5pt 'DejaVu Sans'}h1{font-size:14pt;margin:0 0 6pt}.t{width:100%}.t th{background:#333;color:#fff;padding:3pt 5pt}.t td{padding:2.6pt 5pt;border-bottom:.4pt solid #ccc}.t tr:nth-child(even) td{background:#f5f5f5}.s{font-size:8pt;color:#555}"
    sheet = web(d, body, css, "lab")
    for r, day in found:
        lab(d, r, day, sheet.find(r.label, r.text))
    d.also_dated = (None, later(on, 2), later(on, -35), later(on, -84))


def haematology_with_change(d: Doc) -> None:
    """A drawn report: today's value, the earlier one and the change in per cent side by side, limits below each other; a called result."""
    who, on = d.person, d.on
    before = later(on, -49)
    s = d.paper("Helvetica", 9.5, 54)
    d.kind = "lab"
    s.line("St. Brendan's Regional Laboratory", True, 14)
    s.line("Haematology report", False, 10)
    s.rule()
    s.gap(6)
    for left, right in (
        (f"Patient:  {who.first} {who.last}", f"Sample date:  {spaced(on)}"),
        (f"Date of birth:  {spaced(who.born)}", f"Report date:  {spaced(on)}"),
        (f"Sex:  {sex(d)}", f"Specimen no.:  {who.ids[1]}"),
        (f"Chart no.:  {who.ids[0]}", "Source:  Haematology outpatients"),
    ):
        s.row(Cell(s.margin, left), Cell(s.margin + 260, right))
    s.gap(10)
    xs = (0, 178, 186, 310, 372, 398)
    aligned = ("l", "r", "l", "r", "r", "l")

    def put(texts: tuple[str, ...], bold: bool = False) -> int:
        return s.row(*(Cell(s.margin + x, t, bold, a) for x, t, a in zip(xs, texts, aligned, strict=True)), step=1.7)

    put(("Test", spaced(on), "", spaced(before), "Change", "Reference range"), True)
    s.rule()
    for analyte, label in (("hemoglobin", "Haemoglobin (g/L)"), ("hematocrit", "Haematocrit (L/L)"), ("mcv", "MCV (fL)"), ("leukocytes", "White cells (10^9/L)"), ("neutrophils", "Neutrophils (10^9/L)"),
                           ("lymphocytes", "Lymphocytes (10^9/L)"), ("monocytes", "Monocytes (10^9/L)"), ("platelets", "Platelets (10^9/L)")):  # fmt: skip
        r, old = res(d, UK, analyte, label), res(d, UK, analyte, label, 1.12 if analyte != "mcv" else 0.97)
        change = f"{100 * (float(r.text) / float(old.text) - 1):+.0f}%" if float(old.text) else ""
        page = put((label, r.text, {"L": "LOW", "H": "HIGH", "": ""}[r.flag], old.text, change, f"{r.low} - {r.high}"))
        lab(d, r, on, page)
        old_value(d, old, before, page, r)
    s.rule()
    s.gap(10)
    s.para(
        "Comment: The fall in counts since the previous sample was discussed by telephone with Dr Grainne Halloran at 14:05. A bone marrow examination is suggested if no cause is found."
    )
    s.para("Nucleated red cells: none. Reticulocyte count: sample too old for this test.")
    s.gap(14)
    s.line("Validated by: C. Mulready, Senior Medical Scientist", pt=8)
    s.line("Results relate only to the sample received. Page 1 of 1", pt=8)


def profile_over_two_pages(d: Doc) -> None:
    """A drawn report of two pages whose heading returns: counts first, then chemistry and iron, one result beyond the measuring range, a sample pending."""
    who, on = d.person, d.on
    s = d.paper("Times", 10.5, 58)
    d.kind, d.also_dated = "lab", (later(on, 2),)
    high = Result("folate", "Folate, serum", "20.0", "ng/mL", "3.9", "", "", 20.0, (3.9, 0.0))

    def head(part: int) -> None:
        s.line("Blue Ridge Diagnostics Cooperative", True, 13, "c")
        s.line(f"{who.last}, {who.first}     DOB {long(who.born)}     {sex(d)}     No. {who.ids[0]}", align="c")
        s.line(f"Collected {long(on)}     Final {long(later(on, 2))}     Page {part} of 2", align="c")
        s.rule()
        s.gap(12)
        s.row(
            *(
                Cell(s.margin + x, t, True)
                for x, t in ((0, "Flag"), (40, "Test"), (215, "Result"), (290, "Units"), (370, "Normal values"))
            )
        )
        s.rule()

    def put(r: Result, text: str = "", normal: str = "") -> int:
        cells = (
            (0, r.flag),
            (40, r.label),
            (215, text or r.text),
            (290, r.unit),
            (370, normal or f"{r.low} to {r.high}"),
        )
        return s.row(*(Cell(s.margin + x, t) for x, t in cells), step=1.6)

    head(1)
    s.line("HEMOGRAM", True)
    for r in several(
        d,
        US,
        (
            ("hemoglobin", "Hemoglobin"),
            ("hematocrit", "Hematocrit"),
            ("erythrocytes", "Red cell count"),
            ("mcv", "Mean cell volume"),
            ("leukocytes", "White cell count"),
            ("platelets", "Platelet count"),
        ),
    ):
        lab(d, r, on, put(r))
    s.gap(6)
    s.line("DIFFERENTIAL, AUTOMATED", True)
    for r in several(
        d,
        US,
        (
            ("neutrophils_percent", "Neutrophils, %"),
            ("neutrophils", "Neutrophils, number"),
            ("lymphocytes", "Lymphocytes, number"),
            ("monocytes", "Monocytes, number"),
        ),
    ):
        lab(d, r, on, put(r))
    s.gap(10)
    s.para(
        "The automated differential was reviewed; a manual count of 100 cells agreed. Polychromasia was not increased."
    )
    s.new_page()
    head(2)
    s.line("CHEMISTRY", True)
    for r in several(
        d,
        US,
        (
            ("creatinine", "Creatinine"),
            ("albumin", "Albumin"),
            ("bilirubin_total", "Bilirubin, total"),
            ("alanine_aminotransferase", "ALT"),
            ("lactate_dehydrogenase", "LDH"),
        ),
    ):
        lab(d, r, on, put(r))
    s.gap(6)
    s.line("ANEMIA STUDIES", True)
    for r in several(
        d, US, (("ferritin", "Ferritin"), ("vitamin_b12", "Vitamin B12"), ("erythropoietin", "Erythropoietin, serum"))
    ):
        lab(d, r, on, put(r))
    lab(d, high, on, put(high, "> 20.0", "above 3.9"), reference=False, comparator=">")
    s.row(*(Cell(s.margin + x, t) for x, t in ((40, "Copper"), (215, "Pending"), (370, "75 to 155"))), step=1.6)
    s.gap(10)
    s.para(
        "Folate above 20.0 ng/mL lies beyond the measuring range and was not diluted. Copper is sent to an outside laboratory; a further report will follow."
    )
    s.line("Laboratory director: Hollis M. Tennenbaum, MD", pt=9)


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f for f in (lab_panels_iso, blood_sciences_report, laboratory_findings_dots, wellness_chain_cbc, long_table_of_results, haematology_with_change, profile_over_two_pages)
}  # fmt: skip
UNSCORED = ("long_table_of_results",)
