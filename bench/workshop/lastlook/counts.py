# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Blood counts: one day, several days across and down, panels abreast, typed lists."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from reportlab.lib import colors

from bench.workshop.days import hyphened, later, sex, spaced
from bench.workshop.dress import Doc, Result
from bench.workshop.lastlook.paper import (
    EARLIER,
    flowing,
    grid,
    never,
    noise,
    older,
    para,
    put,
    put_all,
    res,
    results,
    typed,
    web,
)

Names = tuple[tuple[str, str, str], ...]
US_CBC: Names = (
    ("leukocytes", "WBC", "10*3/uL"), ("erythrocytes", "RBC", "10*6/uL"), ("hemoglobin", "Hemoglobin", "g/dL"), ("hematocrit", "Hematocrit", "%"),
    ("mcv", "MCV", "fL"), ("platelets", "Platelet Count", "10*3/uL"), ("neutrophils", "Neutrophils Abs", "10*3/uL"), ("lymphocytes", "Lymphocytes Abs", "10*3/uL"),
    ("monocytes", "Monocytes Abs", "10*3/uL"),
)  # fmt: skip
SI_FBC: Names = (
    ("hemoglobin", "Haemoglobin", "g/L"), ("leukocytes", "White cell count", "10^9/L"), ("platelets", "Platelet count", "10^9/L"), ("erythrocytes", "Red cell count", "10^12/L"),
    ("hematocrit", "Haematocrit", "L/L"), ("mcv", "Mean cell volume", "fL"), ("neutrophils", "Neutrophils", "10^9/L"), ("lymphocytes", "Lymphocytes", "10^9/L"), ("monocytes", "Monocytes", "10^9/L"),
)  # fmt: skip

ONE_DAY = """
<div class=top><b>Fairhollow Medical Center</b> Department of Pathology and Laboratory Medicine</div>
<table class=id>
<tr><td>Patient</td><td><b>{{ who.last }}, {{ who.first }}</b></td><td>Collected</td><td>{{ on|day }} 06:52</td></tr>
<tr><td>Date of birth</td><td>{{ who.born|day }} ({{ who.age(on) }} y)</td><td>Received</td><td>{{ on|day }} 07:31</td></tr>
<tr><td>Sex</td><td>{{ sex }}</td><td>Reported</td><td>{{ on|day }} 09:04</td></tr>
<tr><td>MRN</td><td>{{ who.ids[0] }}</td><td>Ordered by</td><td>Lindgren, Paula A., MD</td></tr></table>
{% for title, rows, note in panels %}
<h2>{{ title }}</h2>
<table class=r><thead><tr><th>Test</th><th>Result</th><th>Flag</th><th>Units</th><th>Reference Range</th></tr></thead>
{% for r in rows %}<tr{% if r.flag %} class=x{% endif %}><td>{{ r.label }}</td><td>{{ r.text }}</td><td>{{ r.flag }}</td><td>{{ r.unit }}</td><td>{% if r.low %}{{ r.low }} - {{ r.high }}{% endif %}</td></tr>
{% endfor %}</table><p class=n>{{ note }}</p>
{% endfor %}
<p class=n>Flags: L below, H above the reference range. Critical values are telephoned: hemoglobin below 6.0 g/dL, platelets below 15 10*3/uL, neutrophils below 0.3 10*3/uL.</p>
<p class=n>Printed {{ later(on, 3)|day }} &middot; Fairhollow Medical Center &middot; 2200 Orchard Parkway &middot; Final report</p>
"""


def plain_panels(d: Doc) -> None:
    """One day in three panels: test, result, flag, units, range; remarks with limits below each, a cancelled test."""
    cbc = results(d, US_CBC)
    cbc[5:5] = [noise("MCH", "32.9", "pg", "27.0", "33.0"), noise("RDW-CV", "17.8", "%", "11.6", "14.8", "H")]
    chem = [
        noise("Sodium", "140", "mmol/L", "136", "145"), noise("Potassium", "4.3", "mmol/L", "3.5", "5.1"), res(d, "creatinine", "Creatinine", "mg/dL"),
        res(d, "bilirubin_total", "Bilirubin, total", "mg/dL"), res(d, "alanine_aminotransferase", "ALT", "U/L"), res(d, "albumin", "Albumin", "g/dL"), res(d, "lactate_dehydrogenase", "LDH", "U/L"),
    ]  # fmt: skip
    iron = [
        res(d, "ferritin", "Ferritin", "ng/mL"), res(d, "vitamin_b12", "Vitamin B12", "pg/mL"), res(d, "erythropoietin", "Erythropoietin", "mIU/mL"),
        noise("Folate, RBC", "Not performed", "", "", ""), noise("Haptoglobin", "Pending", "", "", ""),
    ]  # fmt: skip
    panels = (
        ("CBC with automated differential", cbc, "Platelet clumps: none seen. Smear review requested."),
        ("Chemistry", chem, "Specimen slightly lipemic; results not affected."),
        ("Anemia evaluation", iron, "Folate, RBC: specimen clotted, please resubmit. Serum erythropoietin above 500 mIU/mL predicts a poor response to treatment with it."),
    )  # fmt: skip
    css = ("@page{size:letter;margin:.65in}body{font:9.3pt 'Liberation Sans'}.top{border-bottom:2.5pt solid #2b5d4b;padding-bottom:4pt;font-size:11pt}.id{width:100%;margin:8pt 0}.id td{padding:2pt 4pt}.id td:nth-child(odd){color:#555;width:80pt}"
           "h2{font-size:10.5pt;margin:9pt 0 3pt;color:#2b5d4b}.r{width:100%}.r th{background:#e3ece8;font-size:8.5pt}.r td,.r th{padding:2.4pt 5pt;border-bottom:.4pt solid #ccc}.x td{font-weight:bold}.n{font-size:8pt;color:#333;margin:3pt 0}")  # fmt: skip
    sheet = web(d, ONE_DAY, css, "lab", panels=panels)
    for r in (*cbc, *chem, *iron):
        put(d, r, d.on, sheet.find(r.label, r.text))
    for analyte, value in (("hemoglobin", 6.0), ("platelets", 15.0), ("neutrophils", 0.3), ("erythropoietin", 500.0)):
        never(d, analyte, value, "a limit for telephoning or treating")
    d.also_dated = (later(d.on, 3),)


ACROSS = """
<table class=h><tr><td><b>Wrenbury Hospitals NHS Foundation Trust</b><br>Blood Sciences &mdash; cumulative report</td><td class=c>{{ who.last|upper }}, {{ who.first }}<br>Born {{ who.born|dash }} &nbsp; {{ sex }}<br>Hospital no. {{ who.ids[0] }}</td></tr></table>
<table class=r><thead><tr><th>Sample collected</th><th>Reference range</th>{% for day in days %}<th class=v>{{ day|dash }}</th>{% endfor %}<th>Units</th></tr>
<tr class=s><td>Laboratory number</td><td></td>{% for x in numbers %}<td class=v>{{ x }}</td>{% endfor %}<td></td></tr>
<tr class=s><td>Requested from</td><td></td>{% for x in places %}<td class=v>{{ x }}</td>{% endfor %}<td></td></tr></thead>
{% for title, rows in blocks %}<tr class=g><td colspan="{{ days|length + 3 }}">{{ title }}</td></tr>
{% for label, span, cells, unit in rows %}<tr><td>{{ label }}</td><td class=z>{{ span }}</td>{% for c in cells %}<td class=v>{{ c }}</td>{% endfor %}<td class=z>{{ unit }}</td></tr>{% endfor %}
{% endfor %}</table>
<p class=n>* outside the reference range. &nbsp; &ndash; not requested. &nbsp; Clotted: no count possible. Ranges are those of adults; the columns run from the oldest sample (left) to the latest (right).</p>
<p class=n>Film {{ days[3]|dash }}: oval macrocytes, hypogranular neutrophils, occasional large platelets. Suggest bone marrow examination. Dr Imogen Farthing.</p>
"""


def trust_columns(d: Doc) -> None:
    """Four days across, oldest first, a star behind what is out of range; one sample clotted, chemistry on two days only."""
    on = d.on
    days = [later(on, -n) for n in (121, 73, 31)] + [on]
    factors = (*EARLIER, 1.0)
    chem: Names = (
        ("creatinine", "Creatinine", "umol/L"),
        ("bilirubin_total", "Total bilirubin", "umol/L"),
        ("alanine_aminotransferase", "ALT", "U/L"),
        ("ferritin", "Ferritin", "ug/L"),
    )
    found: list[tuple[Result, dt.date]] = []
    blocks = []
    for title, names in (("Full blood count", SI_FBC), ("Biochemistry", chem)):
        rows = []
        for analyte, label, unit in names:
            cells = []
            for i, (day, factor) in enumerate(zip(days, factors, strict=True)):
                if title == "Biochemistry" and i in (0, 2):
                    cells.append("–")
                elif title == "Full blood count" and i == 1:
                    cells.append("Clotted" if analyte in {"hemoglobin", "leukocytes", "platelets"} else "–")
                else:
                    r = res(d, analyte, label, unit, factor if analyte not in {"mcv", "creatinine"} else 1.0)
                    found.append((r, day))
                    cells.append(f"{r.text}{' *' if r.flag else ''}")
            r = res(d, analyte, label, unit)
            rows.append((label, f"{r.low} – {r.high}", cells, unit))
        blocks.append((title, rows))
    css = ("@page{size:a4 landscape;margin:16mm}body{font:9.5pt 'Liberation Sans'}.h{width:100%;border-bottom:1pt solid #005}.h td{padding:3pt}.c{text-align:right}.r{width:100%;margin-top:8pt}.r td,.r th{padding:3pt 5pt;border:.4pt solid #aab}.v{text-align:right}"
           ".s td{font-size:8pt;color:#444}.g td{background:#dfe4f1;font-weight:bold}.z{font-size:8.5pt}.n{font-size:8.5pt}")  # fmt: skip
    number = int(d.person.ids[1][1:])
    web(
        d, ACROSS, css, "lab", days=days, blocks=blocks, numbers=[f"25.{number + 311 * i:06}" for i in range(4)],
        places=("GP", "GP", "Haem OPD", "Haem OPD"),
    )  # fmt: skip
    for r, day in found:
        put(d, r, day, 1, flag=False)
    d.also_dated = (*days, None)


ABREAST = """
<h1>Mirewater Clinical Laboratory</h1><p class=q>{{ who.name }} &nbsp;|&nbsp; {{ sex }} &nbsp;|&nbsp; date of birth {{ who.born|long }} &nbsp;|&nbsp; no. {{ who.ids[0] }}<br>Sample taken {{ on|long }}, 08:20 &nbsp;|&nbsp; validated {{ later(on, 1)|long }} &nbsp;|&nbsp; referring doctor: T. Aalbers</p>
<div class=two>{% for title, rows in halves %}<div class=half><h3>{{ title }}</h3><table class=r>
{% for r in rows %}<tr><td>{{ r.label }}</td><td class=m>{{ {'L': '↓', 'H': '↑'}.get(r.flag, '') }}</td><td class=v>{{ r.text }}</td><td>{{ r.unit }}</td><td class=z>{{ r.low }}–{{ r.high }}</td></tr>{% endfor %}</table></div>{% endfor %}</div>
<p class=n>↓ below, ↑ above the interval given at the right. Interval for healthy adults of the patient's sex. Haemolysis index 0. &nbsp; Comparison with {{ before|long }}: haemoglobin was {{ old.text }} {{ old.unit }}, platelets were {{ plt.text }} {{ plt.unit }}.</p>
<p class=n>Remark by the laboratory doctor: macrocytosis; folate to follow. In pregnancy a haemoglobin of 105 g/L is acceptable. This form replaces no earlier one.</p>
"""


def abreast_with_arrows(d: Doc) -> None:
    """Two tables beside each other with arrows before the numbers; an earlier day only in a sentence."""
    on, before = d.on, later(d.on, -58)
    blood = results(d, SI_FBC)
    blood.append(noise("Eosinophils", "0.08", "10^9/L", "0.02", "0.50"))
    names: Names = (("creatinine", "Creatinine", "umol/L"), ("bilirubin_total", "Bilirubin, total", "umol/L"), ("alanine_aminotransferase", "ALAT", "U/L"), ("albumin", "Albumin", "g/L"),
                    ("lactate_dehydrogenase", "LDH", "U/L"), ("ferritin", "Ferritin", "ug/L"))  # fmt: skip
    chem = [noise("Urea", "6.4", "mmol/L", "2.5", "7.8"), *results(d, names), noise("CRP", "4", "mg/L", "0", "5")]
    old, plt = res(d, *SI_FBC[0], factor=EARLIER[1]), res(d, *SI_FBC[2], factor=EARLIER[1])
    css = ("@page{size:a4;margin:17mm}body{font:8.8pt 'DejaVu Sans'}h1{font-size:14pt;color:#7a3b10;margin:0 0 4pt}.q{background:#f7efe8;padding:6pt;line-height:1.5}.two{display:flex;gap:14pt}.half{flex:1}h3{font-size:9.5pt;border-bottom:1pt solid #7a3b10}"
           ".r{width:100%;font-size:8pt}.r td{padding:2.5pt 2pt;border-bottom:.3pt solid #ddd}.v{text-align:right;font-weight:bold}.z{white-space:nowrap}.n{font-size:8pt;line-height:1.4}")  # fmt: skip
    web(
        d,
        ABREAST,
        css,
        "lab",
        halves=(("Haematology", blood), ("Clinical chemistry", chem)),
        before=before,
        old=old,
        plt=plt,
    )
    put_all(d, (*blood, *chem), on, 1)
    for r in (old, plt):
        older(d, r, before, 1)
    never(d, "hemoglobin", 10.5, "text on pregnancy")
    d.also_dated = (later(on, 1),)


def chain_slip(d: Doc) -> None:
    """A laboratory chain's table in lakhs and cells by the cubic millimetre: value and unit in one cell, method below the name, percentages before absolutes."""
    who, on = d.person, d.on
    names: Names = (("hemoglobin", "Haemoglobin (Hb)", "g/dL"), ("erythrocytes", "RBC Count", "million/cumm"), ("hematocrit", "PCV", "%"), ("mcv", "MCV", "fL"),
                    ("leukocytes", "Total Leucocyte Count", "/cumm"), ("platelets", "Platelet Count", "lakh/cumm"))  # fmt: skip
    top = results(d, names)
    absolute = results(
        d,
        (
            ("neutrophils", "Absolute Neutrophil Count", "/cumm"),
            ("lymphocytes", "Absolute Lymphocyte Count", "/cumm"),
            ("monocytes", "Absolute Monocyte Count", "/cumm"),
        ),
    )
    share = res(d, "neutrophils_percent", "Neutrophils", "%")
    methods = {
        "hemoglobin": "SLS photometry",
        "erythrocytes": "Impedance",
        "platelets": "Impedance / optical",
        "leukocytes": "Flow cytometry",
    }
    rows: list[list[Any]] = [["Investigation", "Observed value", "", "Biological reference interval"]]
    rules: list[tuple[Any, ...]] = [("BACKGROUND", (0, 0), (-1, 0), colors.Color(0.86, 0.91, 0.96))]

    def add(r: Result) -> None:
        name = para(
            r.label
            + (f"<br/><font size=6.5 color=grey>Method: {methods[r.analyte]}</font>" if r.analyte in methods else ""),
            8.5,
            after=0,
        )
        value = para(f"<b>{r.text}</b> {r.unit}" if r.flag else f"{r.text} {r.unit}", 8.5, after=0)
        rows.append([name, value, {"L": "Low", "H": "High"}.get(r.flag, ""), f"{r.low} - {r.high} {r.unit}"])

    for title, part in (
        ("COMPLETE BLOOD COUNT", top),
        ("DIFFERENTIAL LEUCOCYTE COUNT", (share, noise("Eosinophils", "2", "%", "1", "6"), noise("Basophils", "0", "%", "0", "1"))),
        ("ABSOLUTE COUNTS", absolute),
    ):  # fmt: skip
        rules += [
            ("SPAN", (0, len(rows)), (-1, len(rows))),
            ("FONT", (0, len(rows)), (-1, len(rows)), "Helvetica-Bold", 8.5),
        ]
        rows.append([title, "", "", ""])
        for r in part:
            add(r)
    story = [
        para("<b>SUVARNA DIAGNOSTICS</b>", 15, after=1, textColor=colors.Color(0.1, 0.25, 0.5)), para("Plot 41, Ring Road &nbsp; | &nbsp; Home collection 24 x 7 &nbsp; | &nbsp; Report status: FINAL", 8),
        grid([["Patient name", f": {who.name}", "Sample collected on", f": {hyphened(on)} 08:05"], ["Age / Sex", f": {who.age(on)} Years / {sex(d)}", "Sample received on", f": {hyphened(on)} 10:40"],
              ["Date of birth", f": {hyphened(who.born)}", "Report released on", f": {hyphened(on)} 15:12"], ["Visit ID", f": {who.ids[1]}", "Referred by", ": Dr. Meenakshi R."]], (85, 165, 105, 140), lines=False, head=0),
        para("&nbsp;", 4), grid(rows, (190, 125, 45, 140), *rules),
        para("&nbsp;", 4), para("Peripheral smear: Dimorphic red cells with macro-ovalocytes. Platelets as counted. No haemoparasites seen.", 8.5),
        para("Note: Kindly correlate clinically. A platelet count below 0.20 lakh/cumm and Hb below 7 g/dL are informed as critical alerts. Values outside the interval are in bold.", 8),
        para("Dr. Shalini Purohit, MD (Pathology) &nbsp;&nbsp;&nbsp; *** End of report ***", 8),
    ]  # fmt: skip
    sheet = flowing(d, story, "lab", foot=f"{who.ids[1]}  {who.name}")
    for r in (*top, share, *absolute):
        put(d, r, on, sheet.find(r.label, r.text))
    for analyte, value in (("platelets", 20.0), ("hemoglobin", 7.0)):
        never(d, analyte, value, "an alert's limit")


def days_downwards(d: Doc) -> None:
    """A landscape sheet with a day a row, latest on top, units below the names, remarks at the right and a day without a result."""
    who, on = d.person, d.on
    names: Names = (("hemoglobin", "Hb", "g/dL"), ("hematocrit", "Hct", "%"), ("mcv", "MCV", "fL"), ("leukocytes", "WBC", "x10^9/L"), ("neutrophils", "ANC", "x10^9/L"), ("monocytes", "Mono", "x10^9/L"),
                    ("platelets", "Plt", "x10^9/L"), ("lactate_dehydrogenase", "LDH", "U/L"))  # fmt: skip
    plan = ((on, 1.0, "marrow today"), (later(on, -28), EARLIER[2], ""), (later(on, -61), 0.0, "patient did not attend"), (later(on, -90), EARLIER[1], "after viral illness"), (later(on, -152), EARLIER[0], "first seen"))  # fmt: skip
    head = [["Date of blood test", *(n[1] for n in names), "Remarks"], ["", *(n[2] for n in names), ""]]
    sample = results(d, names)
    limits = ["reference", *(f"{r.low}-{r.high}" for r in sample), ""]
    rows: list[list[str]] = []
    found: list[tuple[Result, dt.date]] = []
    for day, factor, remark in plan:
        cells = []
        for name in names:
            if not factor or (name[0] == "lactate_dehydrogenase" and factor == EARLIER[2]):
                cells.append("")
                continue
            r = res(d, *name, factor=1.0 if name[0] == "mcv" else factor)
            found.append((r, day))
            cells.append(r.text)
        rows.append([spaced(day), *cells, remark])
    story = [
        para("<b>Okanogan Valley Hematology Associates</b>", 13), para(f"Flow sheet of laboratory values &nbsp;&nbsp; <b>{who.last}, {who.first}</b> &nbsp;&nbsp; DOB {spaced(who.born)} &nbsp;&nbsp; {sex(d)} &nbsp;&nbsp; Chart {who.ids[0]}"),
        para("&nbsp;", 3), grid([*head, limits, *rows], (92, *(62,) * 8, 104), ("BACKGROUND", (0, 0), (-1, 2), colors.Color(0.92, 0.92, 0.88)), ("FONT", (0, 2), (-1, 2), "Helvetica-Oblique", 7.5), ("ALIGN", (1, 0), (8, -1), "CENTER"), head=2),
        para("&nbsp;", 3), para("Latest on top. Goal with treatment: Hb above 10 g/dL without transfusion. Reference as printed in the third row; blood tests of other laboratories are not entered here.", 8),
    ]  # fmt: skip
    flowing(
        d, story, "lab", "note", "other", wide=True, foot="Prepared for the visit; not an original laboratory report."
    )
    for r, day in found:
        put(d, r, day, 1, flag=False)
    never(d, "hemoglobin", 10.0, "a goal")
    d.also_dated = (*(day for day, _, _ in plan), None)


def terminal_print(d: Doc) -> None:
    """A terminal's print on two pages: flag before the value, range in brackets, lines of remarks between, a value called by telephone, the head again."""
    who, on = d.person, d.on
    chem = results(
        d,
        (
            ("creatinine", "CREATININE", "mg/dL"),
            ("albumin", "ALBUMIN", "g/dL"),
            ("lactate_dehydrogenase", "LDH", "U/L"),
            ("ferritin", "FERRITIN", "ng/mL"),
            ("vitamin_b12", "B12", "pg/mL"),
        ),
    )
    names: Names = (("leukocytes", "WBC", "K/mm3"), ("erythrocytes", "RBC", "M/mm3"), ("hemoglobin", "HGB", "g/dL"), ("hematocrit", "HCT", "%"), ("mcv", "MCV", "fL"), ("platelets", "PLT", "K/mm3"),
                    ("neutrophils_percent", "NEUT %", "%"), ("neutrophils", "NEUT #", "K/mm3"), ("lymphocytes", "LYMPH #", "K/mm3"), ("monocytes", "MONO #", "K/mm3"))  # fmt: skip
    cbc = results(d, names)

    def head(page: int) -> list[str]:
        return [
            f"{who.last.upper()}, {who.first.upper():<24} MRN {who.ids[0]}      PAGE {page}",
            f"DOB {hyphened(who.born).upper()}   SEX {who.sex}   LOC 3 WEST   ACC {who.ids[1]}",
            f"COLLECTED {hyphened(on).upper()} 0515   RECEIVED {hyphened(on).upper()} 0540",
            "=" * 80,
        ]

    def line(r: Result) -> str:
        mark = {"L": "L", "H": "H"}.get(r.flag, " ")
        return f"  {r.label:<16}{mark} {r.text:>8}   {r.unit:<9} [{r.low}-{r.high}]"

    lines = ["  LAKE CHELSEY GENERAL HOSPITAL LABORATORY", "", "  ** HEMATOLOGY **", *map(line, cbc[:3])]
    lines += ["      HGB CHECKED BY REPEAT.", *map(line, cbc[3:6])]
    lines += [
        "      PLT BY FLUORESCENCE. IMPEDANCE METHOD GAVE A LOWER COUNT AND IS NOT REPORTED.",
        *map(line, cbc[6:]),
        line(noise("NRBC", "1", "/100 WBC", "0", "0")),
        "  RETIC %         SEE COMMENT",
        "      RETIC: INSTRUMENT DOWN. SPECIMEN HELD.",
    ]
    lines += ["", "      MANUAL DIFFERENTIAL: NOT INDICATED BY CRITERIA.", "\f", "  ** CHEMISTRY **", line(noise("SODIUM", "139", "mmol/L", "136", "145")), *map(line, chem), line(noise("TSH", "2.10", "uIU/mL", "0.40", "4.50")), "", "  LEGEND: L LOW  H HIGH  [ ] REFERENCE INTERVAL", "  -- END OF REPORT --"]  # fmt: skip
    sheet = typed(d, lines, "lab", head=head)
    for r in cbc:
        put(d, r, on, 1)
    for r in chem:
        put(d, r, on, sheet.find(r.label, "CHEMISTRY"))


def observation_dump(d: Doc) -> None:
    """An export of a database as bars and dashes: one observation a row with its day, three days, one of them cancelled for platelets."""
    who, on = d.person, d.on
    names: Names = (
        ("hemoglobin", "Hemoglobin", "g/dL"),
        ("leukocytes", "Leukocytes", "10*3/uL"),
        ("neutrophils", "Neutrophils (absolute)", "10*3/uL"),
        ("platelets", "Platelets", "10*3/uL"),
        ("creatinine", "Creatinine", "mg/dL"),
    )
    lines = [
        "laboratory observations, one person", "", f"name       : {who.name}", f"birth date : {who.born.isoformat()}", f"sex        : {sex(d).lower()}", f"identifier : {who.ids[0]}", "",
        " collected  | test                    | value   | unit     | low    | high   | flag  | status", "------------+-------------------------+---------+----------+--------+--------+-------+----------",
    ]  # fmt: skip
    found: list[tuple[Result, dt.date]] = []

    def line(
        day: dt.date, test: str, value: str, unit: str, low: str, high: str, flag: str, status: str = "final"
    ) -> str:
        return f" {day.isoformat()} | {test:<23} | {value:>7} | {unit:<8} | {low:>6} | {high:>6} | {flag:<5} | {status}"

    for n, (ago, factor) in enumerate(((97, EARLIER[0]), (40, EARLIER[2]), (0, 1.0))):
        day = later(on, -ago)
        for name in names:
            if n == 1 and name[0] == "platelets":
                lines.append(line(day, name[1], "", name[2], "150", "410", "", "cancelled"))
                continue
            r = res(d, *name, factor=1.0 if name[0] == "creatinine" else factor)
            found.append((r, day))
            lines.append(line(day, r.label, r.text, r.unit, r.low, r.high, {"L": "low", "H": "high"}.get(r.flag, "")))
        lines.append(line(day, "Potassium", f"4.{n + 1}", "mmol/L", "3.5", "5.1", ""))
    lines += [
        f"({3 * (len(names) + 1)} rows)",
        "",
        "status cancelled: specimen clotted, no value stored.",
        f"exported {later(on, 5).isoformat()}T07:30:00Z by laboratory interface",
    ]
    typed(d, lines, "lab", pt=8.3)
    for r, day in found:
        put(d, r, day, 1)
    d.also_dated = (later(on, -97), later(on, -40), later(on, 5), None)


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f
    for f in (
        plain_panels, trust_columns, abreast_with_arrows, chain_slip, days_downwards, terminal_print, observation_dump,
    )
}  # fmt: skip
UNSCORED = ("trust_columns", "days_downwards", "observation_dump")
