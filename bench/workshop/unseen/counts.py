# ruff: noqa: E501, SIM905 (wording of records is data; names of analytes are lists of words)
"""Blood counts and chemistry."""

import datetime as dt
from collections.abc import Callable

from bench.workshop.dress import Doc
from bench.workshop.sheet import Cell
from bench.workshop.unseen.house import DUTCH, INDIA, OZ, UK, US, Reading, lab, read
from bench.workshop.unseen.paper import day, pairs, tr, web

SEX = {"F": "Female", "M": "Male"}
CELLS = "leukocytes erythrocytes hemoglobin hematocrit mcv platelets neutrophils lymphocytes monocytes".split()


def component_and_range(d: Doc) -> None:
    """A hospital record's print: value with its flag in brackets, range and unit in one column, remarks under rows."""
    p, out = d.person, d.on + dt.timedelta(1)
    values = [read(d, US, a) for a in CELLS]
    chem = [
        read(d, US, a)
        for a in "creatinine albumin bilirubin_total alanine_aminotransferase aspartate_aminotransferase alkaline_phosphatase lactate_dehydrogenase ferritin".split()
    ]
    word = {"L": " (L)", "H": " (H)", "": ""}

    def body(rows: list[str]) -> str:
        return (
            "<table class=r><tr><th>Component</th><th>Value</th><th>Ref Range &amp; Units</th><th>Status</th></tr>"
            + "".join(rows)
            + "</table>"
        )

    cbc = [tr(r.label, r.text + word[r.flag], f"{r.reference()} {r.unit}", "Final") for r in values]
    cbc[5] += (
        "<tr><td colspan=4 class=c>Comment: Confirmed by smear review. Results called to RN at 0752, readback done. Platelet values below 20 are critical.</td></tr>"
    )
    cbc.append(tr("MCHC", "33.4", "31.5 - 36.0 g/dL", "Final") + tr("RDW", "16.9 (H)", "11.0 - 15.0 %", "Final"))
    met = [tr(r.label, r.text + word[r.flag], f"{r.reference()} {r.unit}", "Final") for r in chem]
    met.insert(
        1,
        tr("eGFR", ">60", ">60 mL/min/1.73m2", "Final")
        + "<tr><td colspan=4 class=c>Chronic kidney disease: eGFR below 60 for 3 months; kidney failure: below 15.</td></tr>",
    )
    met.append(tr("Potassium", "4.1", "3.5 - 5.3 mmol/L", "Final"))
    w = web(d, f"""<h2>Results - Hematology and Chemistry</h2><table class=h>{pairs([("Patient:", f"{p.last}, {p.first}"), ("MRN:", p.ids[0]), ("DOB:", day(p.born, "us")), ("Legal sex:", SEX[p.sex]), ("Ordering provider:", "Halvorsen, Kit, NP"), ("Encounter:", "Lab visit")])}</table>
<h3>CBC with Auto Differential</h3><p class=s>Collected: {day(d.on, "us")} 6:48 AM &nbsp; Resulted: {day(d.on, "us")} 7:31 AM &nbsp; Specimen: Blood, venous</p>{body(cbc)}
<h3>Comprehensive Metabolic Panel, LD, Ferritin</h3><p class=s>Collected: {day(d.on, "us")} 6:48 AM &nbsp; Resulted: {day(out, "us")} 9:02 AM &nbsp; Specimen: Serum</p>{body(met)}
<p class=s>Printed by Okafor, T on {day(out, "us")} 4:15 PM. Confidential.</p>""",
            "h2{border-bottom:2px solid #345}.r{width:100%}.r th{background:#dde5ec}.r td,.r th{padding:2px 6px;border-bottom:.5px solid #bbb}.c{font-style:italic;padding-left:18px!important}.h th{padding-right:6px}.h td{padding-right:30px}.s{font-size:8pt}", "Letter")  # fmt: skip
    for r in (*values, *chem):
        lab(d, r, d.on, w.find(r.label, r.text))
    d.fact(
        "labs",
        w.find("eGFR"),
        "eGFR",
        ">60",
        analyte="egfr",
        comparator=">",
        value=60.0,
        unit="mL/min/{1.73_m2}",
        collected=d.on.isoformat(),
    )
    d.also_dated = (out,)
    d.gold.trap("labs", {"analyte": "egfr", "comparator": None, "value": 15}, "education text")


def running_columns(d: Doc) -> None:
    """A running report: dates across with the latest in the right-most, shaded column; laboratory numbers; stars for abnormal."""
    p = d.person
    days = [
        (d.on - dt.timedelta(77), 1.24),
        (d.on - dt.timedelta(41), 1.13),
        (d.on - dt.timedelta(20), 1.06),
        (d.on, 1.0),
    ]
    head = tr("Date", *(day(on) for on, _ in days), "", "", tag="th") + tr(
        "Time", "0910", "0845", "1420", "0900", "", ""
    )
    head += tr("Lab number", *(str(40812377 + 61 * on.toordinal()) for on, _ in days), "Units", "Reference")
    rows, printed = [], []
    for a in OZ:
        texts = []
        for i, (on, factor) in enumerate(days):
            r = read(d, OZ, a, factor)
            if i < 3 and a in {"creatinine", "ferritin"} and i != 1:
                texts.append("")
                continue
            texts.append(r.text + ("*" if r.flag else ""))
            printed.append((r, on))
        r = read(d, OZ, a)
        rows.append(tr(r.label, *texts, r.unit, r.reference("-")))
    w = web(d, f"""<div class=t><b>Tamarisk Coast Pathology</b><br>Approved pathology provider &middot; 14 Jetty Rd</div>
<p><b>{p.last.upper()}, {p.first}</b><br>Date of birth: {d.date(p.born, "long")} &nbsp; Sex: {p.sex} &nbsp; Our ref: {p.ids[1]}<br>Requested by: Dr W. Tran &nbsp; Copy to: Haematology outpatients</p>
<h4>CUMULATIVE HAEMATOLOGY AND CHEMISTRY</h4><table class=k>{head}{"".join(rows)}</table>
<p>Comment on {40812377 + 61 * d.on.toordinal()}: Macrocytosis with oval macrocytes. A few hypogranular neutrophils. Repeat in 4 weeks or as clinically indicated.<br>
Comment on {40812377 + 61 * days[1][0].toordinal()}: Film as before. Red cells: anisocytosis ++.</p><p class=f>* outside reference interval. Reported by Dr E. Papadakis FRCPA. Page 1 of 1</p>""",
            ".t{text-align:right;color:#135}.k td,.k th{padding:1px 7px;text-align:right}.k td:first-child,.k th:first-child{text-align:left}.k td:nth-child(5),.k th:nth-child(5){background:#e4e4e4;font-weight:bold}.k td:nth-child(7){white-space:nowrap}.k{border-top:1px solid #000;border-bottom:1px solid #000}.f{font-size:7pt}")  # fmt: skip
    for r, on in printed:
        lab(d, r, on, w.find(r.label, r.text), flag=False)


def methods_between(d: Doc) -> None:
    """A chain laboratory: method under each test, bold for abnormal, whole numbers per microlitre, long notes, headers repeated on each page."""
    p, out = d.person, d.on + dt.timedelta(1)
    first = [
        read(d, INDIA, a)
        for a in "hemoglobin erythrocytes hematocrit mcv leukocytes neutrophils_percent neutrophils lymphocytes monocytes platelets".split()
    ]
    second = [
        read(d, INDIA, a)
        for a in "creatinine bilirubin_total alanine_aminotransferase aspartate_aminotransferase lactate_dehydrogenase ferritin vitamin_b12".split()
    ]
    method = {
        "hemoglobin": "SLS photometry",
        "platelets": "Electrical impedance",
        "leukocytes": "Flow cytometry",
        "ferritin": "CLIA",
        "vitamin_b12": "CLIA",
        "creatinine": "Modified Jaffe",
    }

    def table(rows: list[str]) -> str:
        return (
            "<table class=r><thead><tr><th>Test Name</th><th>Results</th><th>Units</th><th>Bio. Ref. Interval</th></tr></thead>"
            + "".join(rows)
            + "</table>"
        )

    def rows(readings: list[Reading]) -> list[str]:
        made = []
        for r in readings:
            value = f"<b>{r.text}</b>" if r.flag else r.text
            note = f"<div class=m>({method[r.spec.analyte]})</div>" if r.spec.analyte in method else ""
            made.append(
                f"<tr><td>{r.label}{note}</td><td>{value}</td><td>{r.unit}</td><td>{r.reference(' - ').replace('<', '&lt;')}</td></tr>"
            )
        return made

    w = web(d, f"""<table class=h>{pairs([("Name", f"{'Mr.' if p.sex == 'M' else 'Mrs.'} {p.name}"), ("Collected", f"{day(d.on, 'dash')} 08:12 AM"), ("Lab No.", p.ids[0]), ("Received", f"{day(d.on, 'dash')} 11:40 AM"), ("D.O.B. / Gender", f"{day(p.born, 'dash')} / {SEX[p.sex]}"), ("Reported", f"{day(out, 'dash')} 09:55 AM"), ("Ref By", "Dr. S. Venkataraghavan"), ("Report Status", "Final")])}</table>
<h3>COMPLETE BLOOD COUNT (CBC)</h3>{table(rows(first))}
<p class=n><b>Note</b><br>1. As per the recommendation of the International Council for Standardization in Hematology, differential counts are also reported as absolute numbers.<br>2. Platelet counts below 20 x10^3/µL and Hemoglobin below 7.0 g/dL are informed on priority.</p>
<h3 class=b>BIOCHEMISTRY &amp; IMMUNOASSAY</h3>{table(rows(second))}
<p class=n><b>Interpretation of ferritin</b><br>Below 12 ng/mL: depleted iron stores. Above 1000 ng/mL: iron overload, inflammation or liver disease to be excluded.<br><b>Vitamin B12</b> Levels between 150-400 pg/mL may be inconclusive; methylmalonic acid is advised.</p>
<p>Dr. Ishani Bhattacharjee, MD Pathology, Chief of Laboratory</p>""",
            f"@page{{@top-left{{content:'Shantivan Diagnostics Pvt. Ltd. (NABL accredited)';font-size:10pt;color:#a33}}@bottom-right{{content:'Page ' counter(page) ' of ' counter(pages) '   Lab No. {p.ids[0]}';font-size:7pt}}}}.r{{width:100%}}.r td,.r th{{padding:3px}}.r thead th{{border-top:1px solid;border-bottom:1px solid}}.m,.n{{font-size:7pt;color:#444}}.b{{break-before:page}}.h th{{width:22mm}}.h td{{width:62mm}}", margin="24mm 15mm")  # fmt: skip
    for r in (*first, *second):
        lab(d, r, d.on, w.find(r.label, r.text), flag=False)
    d.also_dated = (out,)
    for value in (12.0, 1000.0):
        d.gold.trap("labs", {"analyte": "ferritin", "value": value}, "interpretation text")


def veterans(d: Doc) -> None:
    """A terminal print of two accessions; letter of the flag after the result, month names in capitals with an at sign."""
    p, s = d.person, d.paper("Courier", 9, 46)
    when = f"{day(d.on, 'va')}@06:40"
    first = [
        read(d, US, a)
        for a in "leukocytes erythrocytes hemoglobin hematocrit mcv platelets neutrophils_percent neutrophils lymphocytes".split()
    ]
    second = [
        read(d, US, a)
        for a in "creatinine bilirubin_total albumin alanine_aminotransferase vitamin_b12 erythropoietin".split()
    ]
    short = dict(
        zip(
            (r.label for r in first),
            ("WBC", "RBC", "HGB", "HCT", "MCV", "PLT", "NEUT %", "NEUT #", "LYMPH #"),
            strict=True,
        )
    )
    s.mono(
        [
            f"{p.last.upper()},{p.first.upper()}    {p.ids[0][:3]}-{p.ids[0][3:5]}-XXXX    DOB: {day(p.born, 'va')}    SEX: {SEX[p.sex].upper()}",
            "",
            "                 ---- LAB CUMULATIVE / INTERIM REPORT ----",
            "",
        ]
    )
    for title, accession, rows in (("BLOOD", "HE 0714 22", first), ("SERUM", "CH 0714 118", second)):
        s.mono(
            [
                "Provider : ABERNATHY,LOIS M",
                f"  Specimen: {title}.                       {accession}",
                f"    Specimen Collection Date: {when}",
                "      Test name                Result    units        Ref.   range   Site Code",
            ]
        )
        for r in rows:
            reference = f"{r.spec.low} - {r.spec.high}" if r.spec.high else ""
            page = s.mono(
                [f"{short.get(r.label, r.label.upper()):<26}{r.text:>10} {r.flag:<2} {r.unit:<14} {reference:<16}[612]"]
            )
            lab(d, r, d.on, page)
            if r.spec.analyte == "platelets":
                s.mono(["     Eval: Giant forms noted. Prior specimen of this week clotted, not reported."])
        if title == "SERUM":
            s.mono(["FERRITIN                     pending", "FOLATE                      canc      Eval: QNS"])
        s.mono(["=" * 78, ""])
    s.mono(
        [
            "Performing Lab: [612] SILVER CREEK HCS   CLIA# 99D0000000",
            'KEY: "L"=Abnormal low, "H"=Abnormal high, "*"=Critical value',
        ]
    )


def arrows(d: Doc) -> None:
    """A continental hospital in English: arrows before values, mmol/L of haemoglobin, day-month-year with dashes, unit before range in brackets."""
    p = d.person
    groups = (
        (
            "Haematology",
            "hemoglobin hematocrit erythrocytes mcv leukocytes neutrophils lymphocytes monocytes platelets".split(),
        ),
        (
            "Clinical chemistry",
            "creatinine bilirubin_total alanine_aminotransferase aspartate_aminotransferase lactate_dehydrogenase ferritin albumin".split(),
        ),
    )
    body, all_ = "", []
    for title, analytes in groups:
        readings = [read(d, DUTCH, a) for a in analytes]
        all_ += readings
        body += f"<tr><td colspan=4 class=g>{title}</td></tr>" + "".join(
            tr({"L": "↓", "H": "↑"}.get(r.flag, ""), r.label, f"{r.text} {r.unit}", f"[{r.reference(' – ')}]")
            for r in readings
        )
    body += tr("", "Reticulocytes", "material insufficient", "")
    w = web(d, f"""<table class=h><tr><td><b>University Medical Centre Zuiderlanden</b><br>Dept. of Clinical Chemistry and Haematology</td><td>Patient: {p.first} {p.last}<br>Date of birth: {d.date(p.born, "dot")} ({"man" if p.sex == "M" else "woman"})<br>Patient no.: {p.ids[0]}</td></tr></table>
<p>Request {p.ids[1]} &ndash; sampled on {d.date(d.on, "dot")} at 10:25 (venous, EDTA / Li-heparin) &ndash; authorised {d.date(d.on, "dot")}</p><table class=r>{body}</table><p class=f>↓ below / ↑ above the reference interval. Intervals apply to adults. Reports replace earlier versions.</p>""",
            "body{font-family:'DejaVu Sans';font-size:8.5pt}.h td{padding:4px 26px 8px 0}.r td{padding:2px 8px}.r td:nth-child(3){text-align:right}.g{font-weight:bold;border-bottom:1px solid;padding-top:10px!important}.f{font-size:7pt}")  # fmt: skip
    for r in all_:
        lab(d, r, d.on, w.find(r.label, r.text))


def practice_codes(d: Doc) -> None:
    """A general practice's screen print: codes before names, result, range and a phrase for the flag in one run of text."""
    p, s = d.person, d.paper("Helvetica", 9, 48)
    s.line("Hawthorn Lane Surgery - Investigation results (printout)", True, 12)
    s.line(
        f"{p.last.upper()}, {p.first} ({'Miss' if p.sex == 'F' else 'Mr'})    Born {day(p.born)}    {SEX[p.sex]}    NHS no. 999 {p.ids[0][:3]} {p.ids[0][3:]}"
    )
    s.rule()
    phrase = {"L": "Below low reference limit", "H": "Above high reference limit", "": ""}
    for title, analytes in (
        (
            "Full blood count - FBC",
            "hemoglobin leukocytes platelets erythrocytes hematocrit mcv neutrophils lymphocytes monocytes".split(),
        ),
        (
            "Renal, liver and haematinics",
            "creatinine bilirubin_total alanine_aminotransferase alkaline_phosphatase albumin ferritin vitamin_b12 folate".split(),
        ),
    ):
        s.gap(10)
        s.line(f"{title} (42{len(title)}..)   Sample date: {day(d.on)} 11:05   Specimen ref: 25H{p.ids[1][1:]}", True)
        for i, a in enumerate(analytes):
            r = read(d, UK, a)
            bounds = f"[{r.spec.low} - {r.spec.high}]" if r.spec.low else f"[< {r.spec.high}]"
            text = f"42{i + 1}{len(a)}.  {r.label} {r.text} {r.unit} {bounds} {phrase[r.flag]}"
            lab(d, r, d.on, s.line(text, bool(r.flag), x=10))
        s.line(
            "Observation: haemolysis index 1+. Normal - no further action (clinician)"
            if "Renal" in title
            else "Film comment: dimorphic red cells. Suggest haematinics.",
            x=10,
            pt=8,
        )
    s.gap()
    s.line("Viewed by: Dr C. Oyelaran. Patient to book telephone appointment.")
    s.gap(14)
    s.put(Cell(s.margin, "Printed from the practice system. Page 1 / 1"), s.height - 40, 7)


def manual_cells(d: Doc) -> None:
    """Automated count and manual differential in two tables side by side in percent only for rare cells; results pending, not performed, above the limit of the assay."""
    p, out = d.person, d.on + dt.timedelta(2)
    left = [
        read(d, US, a)
        for a in "hemoglobin hematocrit leukocytes platelets mcv neutrophils lymphocytes monocytes".split()
    ]
    blasts = p.counts["blasts_blood"]
    share = read(d, US, "neutrophils_percent")
    manual = [
        ("Segmented neutrophils", f"{share.text} %"),
        ("Metamyelocytes", "1 %"),
        ("Myelocytes", "1 %"),
        ("Blasts", f"{blasts:g} %"),
        ("Nucleated RBC", "3 /100 WBC"),
    ]
    w = web(d, f"""<div class=t>ST. ODILE REGIONAL MEDICAL CENTER &mdash; DEPARTMENT OF LABORATORIES</div><table class=h>{pairs([("PATIENT", f"{p.first.upper()} {p.last.upper()}"), ("DRAWN", f"{day(d.on, 'glued')} 0525"), ("BIRTHDATE", day(p.born, "glued")), ("RECEIVED", f"{day(d.on, 'glued')} 0601"), ("SEX", SEX[p.sex]), ("PRINTED", f"{day(out, 'glued')} 1300"), ("ACCT", p.ids[0]), ("LOCATION", "5 WEST")])}</table>
<div class=l><b>AUTOMATED COUNT</b><table class=r>{"".join(tr(r.flag, r.text, r.unit, r.label, r.reference("-")) for r in left)}</table></div>
<div class=m><b>MANUAL DIFFERENTIAL (100 cells)</b><table class=r>{"".join(tr(*x) for x in manual)}</table></div>
<div class=c><b>SENDOUTS / OTHER</b><table class=r>{tr("Ferritin", "> 1650", "ng/mL", "16-380", "H")}{tr("Vitamin B12", "See note 1", "", "", "")}{tr("Erythropoietin (EPO)", "In process", "", "", "")}{tr("Reticulocyte Count", "Not performed", "", "", "")}{tr("Haptoglobin", "112", "mg/dL", "30-200", "")}</table><p>1. Specimen not frozen on arrival; a normal vitamin B12 is 200-1100 pg/mL. Please recollect.</p></div>""",
            "body{font-family:'Liberation Mono';font-size:8pt}.t{text-align:center;font-weight:bold;border:1px solid;padding:4px;margin-bottom:6px}.h td{padding-right:24px}.h th{padding-right:8px}.l{float:left;width:112mm;margin-top:10px}.m{float:left;margin-top:10px}.c{clear:both;padding-top:14px}.r td{padding:1px 5px}.l td:nth-child(2){text-align:right;font-weight:bold}", "Letter", "13mm")  # fmt: skip
    for r in left:
        lab(d, r, d.on, w.find(r.label, r.text))
    lab(d, share, d.on, 1, flag=False, reference=False, may=True)
    d.fact(
        "labs", 1, "Blasts", analyte="blasts_blood", comparator=None, value=blasts, unit="%", collected=d.on.isoformat()
    )
    d.fact(
        "labs",
        1,
        "Ferritin",
        analyte="ferritin",
        comparator=">",
        value=1650.0,
        unit="ng/mL",
        reference_low=16.0,
        reference_high=380.0,
        flag="H",
        collected=d.on.isoformat(),
    )
    d.also_dated = (out,)
    for value in (200.0, 1100.0):
        d.gold.trap("labs", {"analyte": "vitamin_b12", "value": value}, "a note's range")
    if blasts != 3:
        d.gold.trap("labs", {"analyte": "blasts_blood", "value": 3.0}, "nucleated red cells")


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f
    for f in (component_and_range, running_columns, methods_between, veterans, arrows, practice_codes, manual_cells)
}
