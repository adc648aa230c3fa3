# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""American families of blood counts and chemistry."""

import datetime as dt
from collections.abc import Callable, Sequence

from bench.workshop.american.paper import (
    earlier,
    invented,
    lab,
    mdy,
    mon,
    noise,
    p,
    slim,
    table,
    us,
    vista,
    web,
)
from bench.workshop.days import later, sex
from bench.workshop.dress import Doc, Result
from bench.workshop.markup import Raw, esc, row

CRITICAL = {"hemoglobin": 7.0, "platelets": 20, "neutrophils": 0.5, "leukocytes": 1.0}


def _critical(r: Result) -> bool:
    return r.flag == "L" and r.value < CRITICAL.get(r.analyte, -1)


def portal_table(d: Doc) -> None:
    """A patient portal's print: the unit is glued to value and range, the test's own comment stands below, a past value in a sentence."""
    who, on = d.person, d.on
    names = (("leukocytes", "WHITE BLOOD CELL COUNT", "Thousand/uL"), ("erythrocytes", "RED BLOOD CELL COUNT", "Million/uL"),
             ("hemoglobin", "HEMOGLOBIN", "g/dL"), ("hematocrit", "HEMATOCRIT", "%"), ("mcv", "MCV", "fL"),
             ("platelets", "PLATELET COUNT", "Thousand/uL"), ("neutrophils", "ABSOLUTE NEUTROPHILS", "cells/uL"),
             ("lymphocytes", "ABSOLUTE LYMPHOCYTES", "cells/uL"), ("monocytes", "ABSOLUTE MONOCYTES", "cells/uL"))  # fmt: skip
    rows = [us(d, *n) for n in names]
    rows[5:5] = [noise("MCH", "33.9", "pg", "27.0", "33.0", "H"), noise("RDW", "17.2", "%", "11.0", "15.0", "H")]
    rows.append(noise("ABSOLUTE BASOPHILS", "14", "cells/uL", "0", "200"))
    cells = [(r.label, Raw(f"<b>{r.text}</b> {esc(r.unit)}"), f"{r.low} - {r.high} {r.unit}",
              {"L": "Low", "H": "High"}.get(r.flag, "")) for r in rows]  # fmt: skip
    old = us(d, "hemoglobin", "HEMOGLOBIN", "g/dL", 1.14)
    before = later(on, -77)
    body = (
        f"<div class=top><b>MyWellSpring</b> &nbsp;|&nbsp; Test Results</div><h1>CBC (Includes Differential and Platelets)</h1>"
        f"<p class=who><b>{who.name}</b> &middot; DOB: {slim(who.born)[:-2]}{who.born.year} &middot; Legal sex: {sex(d)} &middot; MRN: {who.ids[0]}</p>"
        f"<p>Collected on {mon(on)} 7:42 AM &nbsp;&nbsp; Resulted on {mon(on)} 11:05 PM<br>Ordering provider: Renata Olsson-Day, NP &nbsp;&nbsp; Result status: Final</p>"
        + "<h2>Results</h2>" + table(("Component", "Your Value", "Standard Range", "Flag"), cells)
        + p(f"Your hemoglobin was {old.text} g/dL on {mon(before)}. Hemoglobin below 7 g/dL or platelets below 10 Thousand/uL usually call for a transfusion.", "c")
        + p("Comment: PLATELETS AND RED CELLS APPEAR AS COUNTED. FOR ABSOLUTE NEUTROPHILS UNDER 500 cells/uL CALL YOUR CARE TEAM.", "c")
        + p(f"MyWellSpring® - printed {slim(later(on, 6))} 8:14 PM by {who.first}. Reference ranges shown were in effect when the test was run.", "s")
    )  # fmt: skip
    css = ("@page{size:letter;margin:.7in}body{font:10pt 'Liberation Sans'}.top{color:#0a6a7a;border-bottom:2px solid #0a6a7a}h1{font-size:15pt}"
           "h2{font-size:11pt}.t{width:100%}.t td,.t th{padding:5pt 4pt;border-bottom:.5pt solid #bbb}.who{background:#eef5f6;padding:5pt}"
           ".c{font-size:9pt;margin-top:8pt}.s{font-size:7.5pt;color:#666}")  # fmt: skip
    sheet = web(d, body, css, "lab")
    for r in rows:
        lab(d, r, on, sheet.find(r.label, r.text))
    earlier(d, old, before, 1)
    d.also_dated = (later(on, 6),)
    for analyte, value in (("hemoglobin", 7.0), ("platelets", 10.0), ("neutrophils", 0.5)):
        if abs(who.counts[analyte] - value) > 0.006 * value:
            d.gold.trap("labs", {"analyte": analyte, "value": value}, "threshold")


def commercial_previous(d: Doc) -> None:
    """A commercial laboratory: a site code behind each name, the flag as a word, previous result and its date in one cell."""
    who, on = d.person, d.on
    before, out = later(on, -91), later(on, 1)
    chosen = (("leukocytes", "WBC", "x10E3/uL"), ("erythrocytes", "RBC", "x10E6/uL"), ("hemoglobin", "Hemoglobin", "g/dL"),
              ("hematocrit", "Hematocrit", "%"), ("mcv", "MCV", "fL"), ("platelets", "Platelets", "x10E3/uL"),
              ("neutrophils_percent", "Neutrophils", "%"), ("neutrophils", "Neutrophils (Absolute)", "x10E3/uL"),
              ("lymphocytes", "Lymphs (Absolute)", "x10E3/uL"), ("monocytes", "Monocytes(Absolute)", "x10E3/uL"))  # fmt: skip
    more = (("creatinine", "Creatinine", "mg/dL"), ("albumin", "Albumin", "g/dL"), ("bilirubin_total", "Bilirubin, Total", "mg/dL"),
            ("alkaline_phosphatase", "Alkaline Phosphatase", "IU/L"), ("aspartate_aminotransferase", "AST (SGOT)", "IU/L"),
            ("alanine_aminotransferase", "ALT (SGPT)", "IU/L"))  # fmt: skip
    olds: dict[str, Result] = {}

    def lines(names: Sequence[tuple[str, str, str]]) -> tuple[list[Result], str]:
        rows, made = [us(d, *n) for n in names], ""
        for r in rows:
            old = (
                us(d, r.analyte, r.label, r.unit, 1.12)
                if r.analyte in who.counts and "percent" not in r.analyte
                else None
            )
            if old and old.text != r.text:
                olds[r.analyte] = old
            mark = {"L": "Low", "H": "High"}.get(r.flag, "")
            past = f"{olds[r.analyte].text} &nbsp; {mdy(before)}" if r.analyte in olds else ""
            name = f"{'▼' if mark == 'Low' else '▲' if mark else '&nbsp;&nbsp;'} {r.label} <sup>01</sup>"
            made += row(
                (Raw(name), Raw(f"<b>{r.text}</b>" if mark else r.text), mark, Raw(past), r.unit, f"{r.low}-{r.high}")
            )
        return rows, made

    cbc, first = lines(chosen)
    cmp_, second = lines(more)
    egfr = invented(d, "egfr") + 41
    head = row(("Test", "Current Result and Flag", "", "Previous Result and Date", "Units", "Reference Interval"), "th")
    gran = row((Raw("&nbsp;&nbsp; Immature Granulocytes <sup>01</sup>"), "1", "", "", "%", "Not Estab."))
    body = (
        f"<div class=h><b>Piedmont Clinical Laboratories</b><span>Patient Report</span></div><table class=d><tr><td>Patient: <b>{esc(who.last)}, {who.first}</b><br>DOB: {mdy(who.born)}<br>Sex: {sex(d)}<br>Patient ID: {who.ids[0]}</td>"
        f"<td>Specimen ID: 014-{who.ids[1][1:]}-0<br>Date Collected: {mdy(on)} 0935 Local<br>Date Received: {mdy(out)}<br>Date Entered: {mdy(out)} 0124 ET<br>Date Reported: {mdy(out)} 0607 ET</td>"
        "<td>Acct #: 41187705<br>Phone: (555) 010-0139<br>Ordering Physician: T OKONKWO<br>NPI: 0000000000</td></tr></table>"
        f"<p><b>Ordered Items:</b> CBC With Differential/Platelet; Comp. Metabolic Panel (14); Venipuncture</p><h3>CBC With Differential/Platelet</h3><table class=t><thead>{head}</thead>{first}{gran}</table>"
        f"<p class=n>Hematology Comments: Note: Verified by microscopic examination.</p><h3>Comp. Metabolic Panel (14)</h3><table class=t><thead>{head}</thead>{second}"
        + row((Raw("&nbsp;&nbsp; eGFR <sup>01</sup>"), f"{egfr:.0f}", "", "", "mL/min/1.73", ">59"))
        + row((Raw("&nbsp;&nbsp; Potassium <sup>01</sup>"), "CANCELED", "", Raw(f"4.4 &nbsp; {mdy(before)}"), "mmol/L", "3.5-5.2"))
        + "</table><p class=n>Potassium: Test not performed. Specimen was hemolyzed. &nbsp; Result canceled by the ancillary.</p>"
        "<p><b>Disclaimer</b> The Previous Result is listed for the most recent test performed in the past 3 years where there is sufficient patient demographic data to match the result to the patient.</p>"
        "<p><b>Icon Legend</b> ▲ Out of Reference Range &nbsp; ■ Critical or Alert</p><p>01: PB Piedmont Clinical Labs, 12 Mill Race Rd, Durham, NC &nbsp; Dir: A. Fennimore, MD</p>"
    )  # fmt: skip
    css = ("@page{size:letter;margin:.55in .6in .7in;@bottom-left{content:'Date Created and Stored " + mdy(out) + " 0612 ET   Final Report';font:7pt 'Liberation Sans'}"
           "@bottom-right{content:'Page ' counter(page) ' of ' counter(pages);font:7pt 'Liberation Sans'}}body{font:8.5pt 'DejaVu Sans'}.h span{float:right}.h{font-size:13pt;border-bottom:1.5pt solid #333}"
           ".d{width:100%;margin:4pt 0}.d td{width:33%}.t{width:100%}.t th{background:#ddd;font-size:7.5pt}.t td,.t th{padding:2pt 3pt}h3{margin:6pt 0 2pt;font-size:9.5pt}sup{font-size:5.5pt}.n{font-size:7.5pt;margin-left:14pt}")  # fmt: skip
    sheet = web(d, body, css, "lab")
    for r in (*cbc, *cmp_):
        lab(d, r, on, sheet.find(r.label, r.text))
    rate = Result("egfr", "eGFR", f"{egfr:.0f}", "", "59", "", "", egfr, (59.0, 0.0))
    lab(d, rate, on, sheet.find("eGFR"), flag=False, reference=False)
    for old in olds.values():
        earlier(d, old, before, 1)
    d.also_dated = (out,)


def results_grid(d: Doc) -> None:
    """A hospital's results review: oldest day on the left, units in the row's name, a letter glued to the value, groups, days without a draw."""
    who, on = d.person, d.on
    days = [(later(on, -n), f) for n, f in ((44, 1.21), (23, 1.1), (9, 0.93))] + [(on, 1.0)]
    groups = (
        ("Hematology", (("leukocytes", "WBC", "K/mcL"), ("hemoglobin", "Hgb", "g/dL"), ("hematocrit", "Hct", "%"), ("platelets", "Platelet Count", "K/mcL"),
                        ("mcv", "MCV", "fL"), ("neutrophils", "Neut Abs", "K/mcL"), ("monocytes", "Mono Abs", "K/mcL"))),
        ("Chemistry", (("creatinine", "Creatinine Lvl", "mg/dL"), ("bilirubin_total", "Bili Total", "mg/dL"), ("lactate_dehydrogenase", "LDH", "unit/L"))),
        ("Anemia", (("ferritin", "Ferritin Lvl", "ng/mL"), ("vitamin_b12", "Vitamin B12 Lvl", "pg/mL"))),
    )  # fmt: skip
    found: list[tuple[Result, dt.date]] = []
    rows = ""
    for title, names in groups:
        rows += f"<tr class=g><td colspan=5>{title}</td></tr>"
        for analyte, label, unit in names:
            cells = [f"{label} ({unit})"]
            for i, (day, factor) in enumerate(days):
                if (title == "Anemia" and i != 1) or (title == "Chemistry" and i == 2):
                    cells.append("")
                    continue
                r = us(d, analyte, label, unit, factor)
                found.append((r, day))
                cells.append(Raw(f"<b>{r.text}{r.flag}</b>" if r.flag else r.text))
            rows += row(cells)
        if title == "Hematology":
            rows += row(("Plt Morphology", "", "Large forms", "", "Normal")) + row(
                ("INR (ratio)", "1.1", "", "", "1.0")
            )
    head = row(("", *(Raw(f"{mdy(day)}<br>{6 + i % 2:02}:{12 + 9 * i} EST") for i, (day, _) in enumerate(days))), "th")
    body = (f"<div class=b>{esc(who.last.upper())}, {who.first.upper()} &nbsp; {who.age(on)} years &nbsp; {sex(d)} &nbsp; DOB:{mdy(who.born)} &nbsp; MRN:{who.ids[0]} &nbsp; FIN:{who.ids[1][1:]}88 &nbsp; Allergies: sulfa drugs</div>"
            f"<p>Results Review &mdash; Lab View &nbsp; Range: {slim(later(on, -60))} - {slim(on)} &nbsp; (Clinical Range)</p><table class=t><thead>{head}</thead>{rows}</table>"
            f"<p class=s>L = low, H = high, C = critical, @ = corrected. Blank = not drawn. Printed by: Delgado RN, Ana on {mdy(on)} 16:40 EST &nbsp; Page 1 of 1</p>")  # fmt: skip
    css = ("@page{size:letter landscape;margin:.6in}body{font:9.5pt 'Liberation Sans Narrow'}.b{background:#20406a;color:white;padding:5pt;font-weight:bold}"
           ".t{width:100%}.t td,.t th{border:.5pt solid #999;padding:3pt 6pt}.t th{background:#e8e8e8}.g td{background:#d4dff0;font-weight:bold}.s{font-size:7.5pt}")  # fmt: skip
    web(d, body, css, "lab")
    for r, day in found:
        lab(d, r, day, 1, reference=False)
    d.also_dated = (None, *(day for day, _ in days))


def vista_interim(d: Doc) -> None:
    """The VA's terminal print: value and letter run together, ranges with 'Ref:', remarks between rows, a cancelled test, site numbers."""
    who, on = d.person, d.on
    s = d.paper("Courier", 8.5, 40)
    rows = [us(d, *n) for n in (("leukocytes", "WBC", "K/cmm"), ("erythrocytes", "RBC", "M/cmm"), ("hemoglobin", "HGB", "g/dL"), ("hematocrit", "HCT", "%"), ("mcv", "MCV", "fL"),
                                ("platelets", "PLT", "K/cmm"), ("neutrophils_percent", "NEUT %", "%"), ("neutrophils", "NEUT ABS#", "K/cmm"), ("lymphocytes", "LYMPH ABS#", "K/cmm"))]  # fmt: skip
    chem = [us(d, *n) for n in (("creatinine", "CREATININE", "mg/dL"), ("albumin", "ALBUMIN", "g/dL"), ("ferritin", "FERRITIN", "ng/mL"), ("vitamin_b12", "VITAMIN B12", "pg/mL"))]  # fmt: skip
    rows.insert(5, noise("MPV", "10.9", "fL", "7.4", "10.4", "H"))
    rows.append(noise("RETIC COUNT", "canc", "%", "0.5", "2.5"))
    top = [f"{who.last.upper()},{who.first.upper()}   000-00-{who.ids[0][:4]}   DOB: {vista(who.born)}   SEX: {sex(d).upper()}",
           f"CUMULATIVE/INTERIM LABORATORY REPORT          Printed at: {vista(later(on, 2), '14:03')}",
           "=" * 79, f"Report Released Date/Time: {vista(on, '10:31')}", "Provider: HALVORSEN,BRITT K", "  Specimen: BLOOD.        " + f"CBC {on.month:02}{on.day:02} {who.ids[1][-2:]}",
           f"    Specimen Collection Date: {vista(on, '08:20')}", f"      {'Test name':<22}{'Result':<11}{'units':<12}{'Ref.   range':<20}Site Code"]  # fmt: skip
    s.mono(top)
    for r in (*rows[:6], None, *rows[6:]):
        if r is None:
            s.mono(["      Eval: SLIDE REVIEWED. PLATELET ESTIMATE AGREES; NORMAL PLT ESTIMATE IS",
                    "      Eval: 150-400. FEW TEARDROP CELLS. PSEUDO-PELGER FORMS."])  # fmt: skip
            continue
        _vista_row(d, r, on)
    s.mono(["      Comment: RETIC COUNT CANCELLED: QUANTITY NOT SUFFICIENT.", "",
            "  Specimen: SERUM.        " + f"CH {on.month:02}{on.day:02} {who.ids[0][-3:]}", f"    Specimen Collection Date: {vista(on, '08:20')}"])  # fmt: skip
    for r in chem:
        _vista_row(d, r, on)
    s.mono(["=" * 79, 'KEY: "L"=Abnormal low, "H"=Abnormal high, "*"=Critical value', "Performing Lab Sites", "[640] TWO RIVERS VA MEDICAL CENTER  4400 ARSENAL RD",
            "      FORT BENTON, MT    CLIA# 00D0000000", f"{who.last.upper()},{who.first.upper()}            LABORATORY WORK COPY  -  DISCARD WHEN SUPERSEDED     PAGE 1"])  # fmt: skip
    d.also_dated = (later(on, 2),)


def _vista_row(d: Doc, r: Result, on: dt.date) -> None:
    low = _critical(r)
    value = f"{r.text:>6} {r.flag}{'*' if low else ''}"
    page = d.sheet.mono([f"      {r.label:<22}{value:<11}{r.unit:<12}{'Ref: ' + r.low + ' - ' + r.high:<20}[640]"])
    lab(d, r, on, page, flag=not low)


def critical_call(d: Doc) -> None:
    """A hospital laboratory: abnormal values with the letter in brackets before them, a clumped count replaced by a citrate tube, a manual differential, a call."""
    who, on = d.person, d.on
    first = [us(d, *n) for n in (("leukocytes", "White Blood Cells", "10*3/uL"), ("hemoglobin", "Hemoglobin", "g/dL"), ("hematocrit", "Hematocrit", "%"), ("mcv", "Mean Corpuscular Volume", "fL"))]  # fmt: skip
    plt = us(d, "platelets", "Platelet Count (citrate tube)", "10*3/uL")
    anc, mono_ = (
        us(d, "neutrophils", "Absolute Neutrophil Count", "10*3/uL"),
        us(d, "monocytes", "Absolute Monocytes", "10*3/uL"),
    )
    blasts = us(d, "blasts_blood", "Blasts", "%", places=len(f"{who.counts['blasts_blood']:g}".partition(".")[2]))
    share = us(d, "neutrophils_percent", "Segmented Neutrophils", "%")

    def line(r: Result, note: str = "") -> str:
        mark = f"({r.flag}) " if r.flag else ""
        return row((r.label, Raw(f"<b>{mark}{r.text}</b>" if mark else r.text), r.unit, f"[{r.low}-{r.high}]" if r.high != "0" else "[0]")) + (
            f"<tr><td colspan=4 class=n>{note}</td></tr>" if note else "")  # fmt: skip

    clump = "<tr><td>Platelet Count</td><td>See Note</td><td>10*3/uL</td><td></td></tr><tr><td colspan=4 class=n>Platelet clumps seen on EDTA smear; automated count of 31 is invalid and was not released. Redrawn in sodium citrate, see below.</td></tr>"
    bad = any(map(_critical, (*first, plt, anc)))
    call = (
        "No critical value on this specimen. "
        if not bad
        else f"Critical value called to and read back by K. Abara RN (5 West) on {mdy(on)} at 05:58 by lab tech 2217. "
    )
    call += "Critical limits: Hgb &lt;7.0, Plt &lt;20, ANC &lt;0.50."
    body = (
        f"<table class=d><tr><td><b>ST. ALBERIC MEDICAL CENTER</b><br>Department of Laboratory Medicine<br>1200 Prospect Ave</td><td>Name: {esc(who.last)}, {who.first}<br>MRN: {who.ids[0]}<br>Birth date: {mdy(who.born)} &nbsp; Sex: {sex(d)[0]}</td>"
        f"<td>Drawn: {mdy(on)} 05:10<br>Rec'd: {mdy(on)} 05:31<br>Result verified: {mdy(on)} 06:02<br>Accession: {who.ids[1]}-H</td></tr></table><h3>HEMOGRAM WITH MANUAL DIFFERENTIAL</h3><table class=t>"
        + row(("Procedure", "Result", "Units", "Reference"), "th") + line(first[0]) + line(first[1]) + line(first[2]) + line(first[3]) + clump + line(plt, "Citrate result multiplied by 1.1 for dilution.")
        + "<tr><td colspan=4><b>Manual differential, 100 cells</b></td></tr>" + line(share) + row(("Bands", "2", "%", "[0-10]")) + row(("Metamyelocytes", Raw("<b>(H) 1</b>"), "%", "[0]")) + line(blasts)
        + row(("Nucleated RBC", "3", "/100 WBC", "[0]")) + line(anc, "ANC = WBC x (segs + bands).") + line(mono_) + row(("Pathologist smear review", "Pending", "", ""))
        + f"</table><p class=k>{call}</p><p class=s>Blasts of 20% or more in blood would be reported as a critical finding. Interim report &ndash; pathologist review to follow.</p>"
    )  # fmt: skip
    css = ("@page{size:letter;margin:.7in}body{font:9.5pt 'Liberation Serif'}.d{width:100%;border:1pt solid black}.d td{padding:5pt;border-right:.5pt solid #777}.t{width:88%}.t th{border-bottom:1pt solid black}"
           ".t td,.t th{padding:2.5pt 5pt}.n{font-size:8pt;font-style:italic;padding-left:18pt!important}.k{border:1pt solid #a00;padding:5pt;margin-top:10pt}.s{font-size:8pt}h3{letter-spacing:1pt}")  # fmt: skip
    sheet = web(d, body, css, "lab")
    for r in (*first, plt, share, anc, mono_, blasts):
        lab(d, r, on, sheet.find(r.label, r.text), flag=r is not blasts, reference=r is not blasts)
    if who.counts["platelets"] != 31:
        d.gold.trap("labs", {"analyte": "platelets", "value": 31}, "not released")
    d.gold.trap("labs", {"analyte": "blasts_blood", "value": 20}, "threshold")


def office_strip(d: Doc) -> None:
    """The narrow print of an analyzer in an oncology office: arrows or letters before the number, limits in brackets on the right, percent and absolute rows of one name."""
    who, on = d.person, d.on
    s = d.paper("Courier", 10, 130)
    s.mono(["CEDAR RUN ONCOLOGY  OFFICE LAB", "HEMATOLOGY ANALYZER  S/N 20417", "-" * 44, f"SEQ#: {who.ids[0][-4:]}   MODE: WHOLE BLOOD",
            f"ID: {who.ids[0]}", f"NAME: {who.last.upper()}, {who.first.upper()}", f"BIRTH: {mdy(who.born)}    SEX: {sex(d).upper()}",
            f"ANALYZED: {mdy(on)}  10:47 AM", f"OPERATOR: MJ        LIMITS: {who.sex}-ADULT", "-" * 44], 10)  # fmt: skip
    names = (("leukocytes", "WBC", "10^3/mm3"), ("neutrophils_percent", "NE%", "%"), ("neutrophils", "NE#", "10^3/mm3"), ("lymphocytes", "LY#", "10^3/mm3"), ("monocytes", "MO#", "10^3/mm3"),
             ("erythrocytes", "RBC", "10^6/mm3"), ("hemoglobin", "HGB", "g/dl"), ("hematocrit", "HCT", "%"), ("mcv", "MCV", "um3"), ("platelets", "PLT", "10^3/mm3"))  # fmt: skip
    for n in names:
        r = us(d, *n)
        span = f"[{r.low}-{r.high}]"
        page = s.mono([f"{r.label:<5}{r.flag or ' ':<2}{r.text:>7}  {r.unit:<10}{span:>17}"], 10)
        lab(d, r, on, page)
    s.mono(["RDW  H    18.1  %            [11.6-14.8]", "MPV        9.9  um3            [7.0-11.0]", "-" * 44, "FLAGS: ANISO  MACRO  LEFT SHIFT?", "QC LOT 8841 PLT LOW CTRL 61 [55-75] PASS",
            "NOT REVIEWED BY PATHOLOGIST", f"TECH INIT ____   MD INIT ____   {slim(on)}"], 10)  # fmt: skip
    if who.counts["platelets"] != 61:
        d.gold.trap("labs", {"analyte": "platelets", "value": 61}, "control material")


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f for f in (portal_table, commercial_previous, results_grid, vista_interim, critical_call, office_strip)
}
UNSCORED = ("results_grid",)
