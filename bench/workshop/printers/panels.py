# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Blood counts of several days: cumulative bands and a terminal's screen."""

from collections.abc import Callable

from bench.workshop.days import later, sex, spaced
from bench.workshop.dress import MONTHS, Doc, Result
from bench.workshop.markup import esc
from bench.workshop.printers.paper import before, keep, limit, made, say, value

FACTORS = (1.21, 1.13, 1.06, 1.0)


def cumulative_bands(d: Doc) -> None:
    """A cumulative print: four days in columns under a band, the range and unit before them, low in blue and high in red, the last day shaded."""
    who, on = d.person, d.on
    days = [later(on, -n) for n in (183, 97, 33, 0)]
    cell = say(d, "x10^9/L", "10*9/L", "10^9/L")
    names = (
        ("hemoglobin", "Haemoglobin", "g/L"),
        ("hematocrit", "Haematocrit", "L/L"),
        ("erythrocytes", "Red cell count", cell.replace("9", "12")),
        ("mcv", "MCV", "fL"),
        ("leukocytes", "White cell count", cell),
        ("neutrophils", "Neutrophils", cell),
        ("lymphocytes", "Lymphocytes", cell),
        ("monocytes", "Monocytes", cell),
        ("platelets", "Platelets", cell),
    )
    grid = [[value(d, *n, factor=1.0 if n[0] == "mcv" else f) for f in FACTORS] for n in names]
    backwards = say(d, "oldest", "newest") == "newest"
    order = range(3, -1, -1) if backwards else range(4)
    mark = {"L": say(d, " L", " -", " (L)", "↓"), "H": "", "": ""}
    mark["H"] = {" L": " H", " -": " +", " (L)": " (H)", "↓": "↑"}[mark["L"]]

    def shown(r: Result, n: int) -> str:
        inner = f"{r.text}{mark[r.flag]}"
        return f"<td class='{r.flag}{' z' if n == 3 else ''}'>{inner}</td>"

    lines = "".join(
        f"<tr><td>{line[0].label}</td><td>{line[0].unit}</td><td>{line[0].low} - {line[0].high}</td>{''.join(shown(line[n], n) for n in order)}</tr>"
        for line in grid
    )
    head = "".join(
        f"<th>{spaced(days[n])}<br><small>{('07:55', '13:20', '08:41', '09:02')[n]}</small></th>" for n in order
    )
    notes = say(
        d,
        "Latest: film shows dysplastic neutrophils; see marrow report of the same request.",
        "Comment on the latest sample: no blasts reported by the analyser.",
        "The trend of the counts is downward; haematology aware.",
        "No comment was added to earlier samples.",
    )
    body = (
        f"<div class=h>{say(d, 'Karri Coast Pathology', 'Murrumba Pathology', 'Westering Hospitals Laboratory Service')}<span>CUMULATIVE REPORT</span></div><table class=d><tr><td><b>{esc(who.last.upper())}, {who.first}</b><br>Born {spaced(who.born)} &nbsp; {sex(d)}</td><td>UR No. {who.ids[0]}<br>Lab reference {who.ids[1]}</td><td>Requested by Dr G. Wattlebury<br>Last collection {spaced(on)}</td></tr></table>"
        f"<h2>HAEMATOLOGY</h2><table class=t><thead><tr><th>Test</th><th>Units</th><th>Reference</th>{head}</tr></thead><tbody>{lines}</tbody></table><p>{notes} Blood film reviewed by the duty haematologist on each occasion.</p><p class=s>Dates are those of collection. Results of other laboratories are not included. Printed {spaced(later(on, 2))}.</p>"
    )  # fmt: skip
    css = ("@page{size:A4;margin:15mm}body{font:9pt 'Liberation Sans'}.h{background:#00594f;color:#fff;padding:7pt;font-size:13pt}.h span{float:right;font-size:9.5pt;padding-top:3pt}.d{width:100%;margin:6pt 0}.d td{padding:3pt}h2{background:#cfe3df;font-size:10pt;padding:3pt 5pt;margin:6pt 0 0}.t{width:100%}.t th{font-size:8.5pt;padding:4pt;border-bottom:.8pt solid #00594f}.t th small{font-weight:normal}"
           ".t td{padding:4pt}.t .L{color:#1b4f9c;font-weight:bold}.t .H{color:#b3261e;font-weight:bold}.z{background:#f2f2e4}.s{font-size:7.5pt}")  # fmt: skip
    made(d, body, css, "lab")
    for line in grid:
        for n, r in enumerate(line):
            keep(d, r, days[n], 1)
    d.also_dated = (later(on, 2),)


def terminal_query(d: Doc) -> None:
    """A terminal's answer to a query: two blocks in typewriter face, ranges in brackets, the flag before the value, the prior result with its day at the end."""
    who, on = d.person, d.on
    prior = later(on, -61)
    stamp = f"{on.day:02}{MONTHS[on.month - 1].upper()}{on.year}"
    was = f"{prior.day:02}{MONTHS[prior.month - 1].upper()}{prior.year}"
    unit = say(d, "K/MM3", "K/MCL", "THOU/UL")
    red = {"K/MM3": "M/MM3", "K/MCL": "M/MCL", "THOU/UL": "MIL/UL"}[unit]
    now = [
        (value(d, *n), value(d, *n, factor=1.15))
        for n in (
            ("leukocytes", "WBC", unit),
            ("erythrocytes", "RBC", red),
            ("hemoglobin", "HGB", "G/DL"),
            ("hematocrit", "HCT", "%"),
            ("platelets", "PLT CT", unit),
        )
    ]
    sure = [
        value(d, *n)
        for n in (
            ("neutrophils", "NEUT ABS", unit),
            ("lymphocytes", "LYMPH ABS", unit),
            ("monocytes", "MONO ABS", unit),
        )
    ]
    mcv = value(d, "mcv", "MCV", "FL")
    s = d.paper("Courier", 9, 42)
    d.kind = "lab"

    def line(r: Result, old: Result | None = None) -> str:
        span = f"[{r.low}-{r.high}]"
        past = f"{old.text:>8}" if old else ""
        return f"  {r.label:<12}{r.flag or ' ':>3} {r.text:>8}  {r.unit:<8}{span:<14}{past}"

    s.mono([f"{say(d, 'LABQUERY', 'RESULT INQUIRY', 'PATIENT RESULTS - SINGLE ORDER'):<44}{'PAGE 1':>28}", "-" * 74, f"PATIENT : {who.last.upper()}, {who.first.upper()}", f"DOB     : {us_stamp(who.born.day, who.born.month, who.born.year)}     SEX: {who.sex}     MRN: {who.ids[0]}", f"ORDER   : {who.ids[1]}   CBC W/DIFF     DRAWN: {stamp} 0645     STATUS: COMPLETE", "-" * 74,
            f"  {'TEST':<12}{'FL':>3} {'RESULT':>8}  {'UNITS':<8}{'REF RANGE':<14}{'PRIOR ' + was:>8}"])  # fmt: skip
    for r, old in now:
        page = s.mono([line(r, old)])
        keep(d, r, on, page)
        before(d, old, prior, page)
    for r in (mcv, *sure):
        if r is sure[0]:
            s.mono(
                [
                    "",
                    "  "
                    + say(
                        d,
                        "ABSOLUTE DIFFERENTIAL (NO PRIOR)",
                        "DIFF, ABSOLUTE VALUES",
                        "AUTOMATED DIFFERENTIAL, ABSOLUTE",
                    ),
                ]
            )
        keep(d, r, on, s.mono([line(r)]))
    s.mono(["", "  COMMENTS:", "   " + say(d, "SMEAR REVIEWED. ANISOCYTOSIS 2+. GIANT PLATELETS PRESENT.", "NRBC 0. MANUAL DIFFERENTIAL NOT INDICATED.", "DELTA CHECK REVIEWED. SPECIMEN INTEGRITY OK.", "LEFT SHIFT ABSENT. TOXIC GRANULATION ABSENT."),
            "   CRITICAL LIMITS: HGB < 6.0 G/DL   PLT < 15   ANC < 0.5", "", f"  {'RETIC':<12}    PENDING", f"  {'B12':<12}    CANCELLED, DUPLICATE ORDER", "-" * 74, "END OF DISPLAY.   <ENTER> NEXT ORDER   <Q> QUIT"])  # fmt: skip
    for analyte, amount in (("hemoglobin", 6.0), ("platelets", 15.0), ("neutrophils", 0.5)):
        limit(d, analyte, amount, 1.15)


def us_stamp(day: int, month: int, year: int) -> str:
    """13JAN2025, as terminals have it."""
    return f"{day:02}{MONTHS[month - 1].upper()}{year}"


FAMILIES: dict[str, Callable[[Doc], None]] = {f.__name__: f for f in (cumulative_bands, terminal_query)}
UNSCORED = frozenset({"cumulative_bands", "terminal_query"})
