# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""More families of transfusion records: a German hospital's proof of use, and a company's support summary."""

from bench.workshop.arrivals.paper import bait, dotted, found, leaf, printed
from bench.workshop.arrivals.visits import TODAY, given, supported, thresholds, unchelated
from bench.workshop.days import later, sex
from bench.workshop.dress import LONG, Doc
from bench.workshop.markup import esc, row, table
from bench.workshop.notes import Told
from bench.workshop.sheet import Cell


def proof_of_use(d: Doc) -> None:
    """A German hospital's proof of blood product use: product codes EK and TK, a charge number each, use and discard, sums for eight weeks and for the year."""
    who, on = d.person, d.on
    units = Told(d).t.units
    recent = ((9, "EK"), (9, "EK"), (37, "EK"), (37, "EK")) if units == 4 else ((9, "EK"), (37, "EK"))
    lines = sorted([*((n, k, "transfused") for n, k in recent), (15, "TK", "transfused"), (44, "EK", "discarded (cold chain)"), (68, "EK", "transfused"), (68, "EK", "transfused"), (96, "EK", "transfused")])  # fmt: skip
    s = leaf(d, "note", "other", "lab", pt=9.5)
    s.line("Kreisklinikum Ederbergland - Transfusion Medicine", True, 13)
    s.line("Proof of use of blood products (extract, English)", pt=10)
    s.rule()
    s.gap(4)
    s.line(f"Patient: {who.last}, {who.first}     born {dotted(who.born)}     sex: {sex(d).lower()}     Pat. no. {who.ids[0]}")  # fmt: skip
    s.line(f"Blood group: A Rh pos.     Antibody screening test: negative     Extract of {dotted(on)}")
    s.gap(8)
    x = (48, 70, 150, 300, 410)
    s.row(*(Cell(at, t, True) for at, t in zip(x, ("No.", "Date", "Product", "Charge", "Use"), strict=True)))
    s.rule()
    for n, (ago, kind, use) in enumerate(lines, 1):
        product = {"EK": "EK (red cell concentrate)", "TK": "TK (platelet concentrate)"}[kind]
        s.row(*(Cell(at, t) for at, t in zip(x, (str(n), dotted(later(on, -ago)), product, f"DE 47 {(int(who.ids[0]) + 911 * n) % 100000:05}", use), strict=True)))  # fmt: skip
    s.rule()
    s.gap(8)
    page = s.para(f"Red cell concentrates transfused in the last 8 weeks: {units}", bold=True)
    supported(d, page, "last 8 weeks", platelets=True)
    s.para("Platelet concentrates transfused in the last 8 weeks: 1")
    s.para("Fresh frozen plasma: none. Discarded products do not count as transfused.")
    s.gap(8)
    s.para("Haemovigilance: no reaction. One EK raises haemoglobin by about 1 g/dl. Indication according to guideline: below 7 g/dl, with cardiac disease below 8 g/dl. Products on call for tomorrow: 2 EK, irradiated.")  # fmt: skip
    s.gap(14)
    s.para("Released: G. Morgenroth, MTLA          Transfusion officer: Dr. med. Birte Osterkamp")
    for limit in (8.0, 7.0, 1.0):
        bait(d, "hemoglobin", limit, "a limit")


def support_summary(d: Doc) -> None:
    """A company's generated letter: eight weeks told from a day to a day, red cells by month in a table whose last months agree, dependence by the definition given, today's counts."""
    who, on = d.person, d.on
    units, began = Told(d).t.units, later(on, -56)
    hb, plt = found(d, "hemoglobin", "Hemoglobin", "g/dL", factor=TODAY), found(d, "platelets", "Platelets", "10^9/L", factor=TODAY)  # fmt: skip
    dates = [(later(on, -9), units // 2), (later(on, -37), units // 2), (later(on, -71), 2), (later(on, -120), 1)]
    rows = [(f"{LONG[day.month - 1]} {day.day}, {day.year}", f"{n} unit{'s' if n > 1 else ''}", "Red blood cells") for day, n in dates]  # fmt: skip
    yes = units >= 4
    body = (
        f"<div class=h>Evergreen Oncology Partners<br><small>Transfusion support summary</small></div><p>Patient: <b>{who.first} {esc(who.last)}</b> | Born: {who.born.isoformat()} | Sex: {sex(d)} | Record: {who.ids[0]} | Date: {on.isoformat()}</p>"
        f"<p>In the 8 weeks from {began.isoformat()} to {on.isoformat()} this patient received <b>{units} units of red blood cells</b> and no platelets. The two visits before that period are listed for completeness.</p>{table(('Date', 'Amount', 'Product'), rows)}"
        f"<table class=k>{row(('Definition used', 'Dependent: 4 or more red cell units in 8 weeks'))}{row(('Red cell transfusion dependent', 'Yes' if yes else 'No'))}{row(('Platelet transfusion dependent', 'No'))}{row(('Iron chelation', 'Not started'))}{row(('Antibodies', 'None detected'))}</table>"
        f"<p>Counts today: {hb.label} {hb.text} {hb.unit}, {plt.label} {plt.text} x {plt.unit}. The unit's transfusion trigger is hemoglobin 7.0 g/dL, or 8.0 g/dL with angina; this patient has no angina.</p>"
        "<p>In the trial population used for planning, patients received a median of 3 units per 8 weeks before treatment. That figure is not this patient's. The next two units are ordered as needed and have not been given.</p><p class=s>Prepared by Nadia Fairweather, RN. Checked against the dispensing record.</p>"
    )  # fmt: skip
    css = "@page{size:letter;margin:.85in}body{font:10.3pt 'Liberation Sans';line-height:1.25}.h{color:#14532d;font-weight:bold;font-size:14pt;border-bottom:1.5pt solid #14532d}.h small{font-size:11pt;color:#333}.t,.k{margin:8pt 0}.t td,.t th,.k td{padding:4pt 16pt 4pt 4pt;border:.4pt solid #aaa}.k td:first-child{background:#eef5ef}.s{font-size:8.5pt;margin-top:12pt}p{margin:7pt 0}"
    printed(d, body, css, "note", "other")
    supported(d, 1, f"{units} units", dependent=yes)
    given(d, [hb, plt], 1)
    unchelated(d, 1)
    d.gold.trap("comorbidities", {"label": "angina"}, "denied")
    thresholds(d, 7.0, 0)
    thresholds(d, 8.0, 0)


ALL = (proof_of_use, support_summary)
UNSCORED: tuple[str, ...] = ("support_summary",)
