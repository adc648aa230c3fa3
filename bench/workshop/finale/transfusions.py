# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Families of transfusion records."""

from collections.abc import Callable

from bench.workshop.days import hyphened, later, long, sex, spaced
from bench.workshop.dress import Doc
from bench.workshop.finale.paper import VISIT, bait, he, lab, pick, res, size, title, web
from bench.workshop.finale.told import aside, never, transfused
from bench.workshop.markup import esc, table
from bench.workshop.notes import Told
from bench.workshop.sheet import Cell

DAYS = {2: ((9, 1), (37, 1)), 4: ((6, 2), (27, 1), (48, 1))}
"""How long ago red cells were given within eight weeks, and how many units."""

UNSCORED = frozenset({"letter_on_blood_support", "unit_flow_chart"})


def component_issue_statement(d: Doc) -> None:
    """A blood bank's statement: each issue a row with component, number, fate; returned and discarded units among them; sums by component for eight weeks and before."""
    who, on, t = d.person, d.on, Told(d).t
    rows = []
    issues = [(ago, "Red cells, leucodepleted", n, "Transfused") for ago, n in DAYS[t.units]]
    issues += [(6, "Platelets, apheresis", 1, "Transfused"), (20, "Red cells, leucodepleted", 1, "Returned unused"), (41, "Red cells, leucodepleted", 1, "Discarded (bag leak)"), (77, "Red cells, leucodepleted", 2, "Transfused"), (101, "Red cells, leucodepleted", 1, "Transfused")]  # fmt: skip
    for k, (ago, what, n, fate) in enumerate(sorted(issues)):
        rows.append((spaced(later(on, -ago)), what, str(n), f"G{int(who.ids[0]) % 100000 + 311 * k:06}", pick(d, "group", "O RhD pos", "A RhD neg", "O RhD neg"), fate))  # fmt: skip
    sums = (
        (pick(d, "sum", "Red cell units transfused in the 8 weeks to the date of this statement", "Red cells, units transfused, last 8 weeks", "Units of red cells transfused during the past 8 weeks"), str(t.units)),
        ("Red cells, units transfused, the 8 weeks before that", "3"), ("Platelets, doses, last 8 weeks", "1"), ("Plasma, units", "0"),
    )  # fmt: skip
    body = (
        f"<div class=h>Transfusion Laboratory, Severnside Hospitals</div><table class=d><tr><td>{who.name}</td><td>Born {spaced(who.born)}</td><td>{sex(d)}</td><td>Number {who.ids[0]}</td><td>Statement of {spaced(on)}</td></tr></table>"
        f"{table(('Issued', 'Component', 'Units', 'First donation no.', 'Group', 'Fate'), rows)}<h3>Totals</h3>{table((), sums, 's')}<p>Units issued but returned or discarded are not counted as transfused. Antibody screen negative. Special requirements: {pick(d, 'need', 'irradiated components', 'none', 'HEV-negative not needed')}. Two units are reserved for an operation of another patient of the same surname.</p><p class=f>Prepared by N. Blakeney, Biomedical Scientist</p>"
    )  # fmt: skip
    css = (f"@page{{size:{size(d)};margin:1.7cm}}body{{font:9.5pt 'Liberation Sans'}}.h{{font-size:14pt;color:#8c1c2b}}.d{{width:100%;background:#f8ecee;margin:5pt 0}}.d td{{padding:4pt;font-size:8.5pt}}.t{{width:100%}}.t td,.t th{{border-bottom:.4pt solid #bbb;padding:3pt 4pt}}.s td{{padding:2pt 24pt 2pt 0}}.s td:last-child{{font-weight:bold}}.f{{font-size:8pt}}")  # fmt: skip
    sheet = web(d, body, css, "note", "other", "lab")
    transfused(d, sheet.find(sums[0][0]), t.units, "8 weeks", platelets=True)


def letter_on_blood_support(d: Doc) -> None:
    """A specialist nurse's letter: the need for blood told in sentences, counts before the last transfusion, thresholds, what was tried against iron, platelets told apart."""
    who, on, t = d.person, d.on, Told(d).t
    he_, his = he(d)
    hb, plt = res(d, "hemoglobin", "haemoglobin", VISIT), res(d, "platelets", "platelets", VISIT)
    units = {2: "two", 4: "four"}[t.units]
    need = pick(
        d, "need",
        f"Over the last 8 weeks {he_.lower()} has been given {units} units of red cells.", f"{he_} received {t.units} units of packed red blood cells in the past eight weeks.",
        f"In the eight weeks up to today {units} red cell units were transfused.", f"{his.capitalize()} need over the past 8 weeks has been {t.units} units of red cells.",
    )  # fmt: skip
    more = " With this need we regard the patient as transfusion dependent." if t.units == 4 else " In the eight weeks before, it was one unit."  # fmt: skip
    body = (
        f"<p class=r>Ashgrove Haematology Day Unit<br>{long(on)}</p><p><b>{title(d)} {who.name}, born {long(who.born)}, {sex(d).lower()}, unit number {who.ids[0]}</b></p><p>Dear colleague,</p><p>{pick(d, 'why', 'You asked how much blood our patient needs.', 'This is the quarterly letter on transfusion support.', 'I write about blood support before the next clinic.')} {need}{more} "
        f"{pick(d, 'plt', 'Platelets have not been needed.', 'No platelets were given.', 'There were no platelet transfusions.')}</p><p>{pick(d, 'hb', f'Today the {hb.label} was {hb.text} {hb.unit} and the {plt.label} {plt.text} {esc(plt.unit)}.', f'The count of {long(on)}: {hb.label} {hb.text} {hb.unit}, {plt.label} {plt.text} {esc(plt.unit)}.', f'{hb.label.capitalize()} today {hb.text} {hb.unit}; {plt.label} {plt.text} {esc(plt.unit)}.')} "
        f"Our limit is a haemoglobin of 7.5 g/dL; with angina, which {he_.lower()} does not have, it would be 9 g/dL. A dose is usually 2 units.</p><p>{pick(d, 'iron', 'Deferasirox has been talked about and not begun.', 'Iron chelation has not been started.', 'So far there is no chelation; deferasirox was considered.')} Chlorphenamine is given before each unit. Another patient of ours with ten units in eight weeks has agreed to speak with the family.</p><p>With best wishes,<br><br>Bronagh Mulqueen, Clinical Nurse Specialist</p>"
    )  # fmt: skip
    css = f"@page{{size:{size(d)};margin:2.3cm}}body{{font:11pt 'Liberation Serif'}}.r{{text-align:right}}p{{margin:8pt 0}}"
    web(d, body, css, "note", "other")
    transfused(d, 1, t.units, "eight weeks", dependent=True if t.units == 4 else None)
    for r in (hb, plt):
        lab(d, r, on, 1, flag=False, reference=False)
    bait(d, "a limit", ("hemoglobin", 7.5), ("hemoglobin", 9.0))
    never(d, 1, "deferasirox", "iron_chelation")
    aside(d, 1, "chlorphenamine", "chlorpheniramine")
    d.gold.trap("comorbidities", {"label": "angina"}, "denied")


def unit_flow_chart(d: Doc) -> None:
    """A day unit's chart drawn in rows: each visit with count before, units given, vital signs; visits without blood; the sum of eight weeks at the foot."""
    who, on, t = d.person, d.on, Told(d).t
    s = d.paper("Helvetica", 9, 48)
    d.kind, d.also_kind = "note", ("other",)
    s.line("Willamont Infusion Suite", True, 13)
    s.line("Transfusion flow chart", True, 10)
    s.rule()
    s.gap(4)
    s.line(f"{who.last}, {who.first}     DOB {hyphened(who.born)}     {sex(d)}     MRN {who.ids[0]}     chart printed {hyphened(on)}")  # fmt: skip
    s.gap(6)
    columns = (0, 82, 160, 226, 290, 360, 440)
    s.row(*(Cell(s.margin + x, v, True) for x, v in zip(columns, ("Date", "Hb before", "RBC units", "Platelets", "Temp (C)", "BP", "Reaction"), strict=True)))  # fmt: skip
    s.rule()
    given = dict(DAYS[t.units])
    older = {70: 2, 92: 1}
    visits = [(0, 0), *sorted({**given, **older, 16: 0}.items())]
    for k, (ago, units) in enumerate(reversed(visits)):
        day = later(on, -ago)
        hb = res(d, "hemoglobin", "Hb before", VISIT if ago == 0 else 0.8 + 0.02 * k)
        page = s.row(*(Cell(s.margin + x, v) for x, v in zip(columns, (hyphened(day), f"{hb.text} {hb.unit}", str(units), "0", f"36.{k + 3}", f"1{20 + k}/7{k}", "none"), strict=True)))  # fmt: skip
        lab(d, hb, day, page, flag=False, reference=False)
    s.rule()
    s.gap(8)
    total = pick(d, "total", f"Total RBC units, last 8 weeks: {t.units}", f"Red cells given in the last 8 weeks: {t.units} units", f"8-week total of packed red cells: {t.units} units", f"RBC in the past 8 weeks: {t.units} units transfused")  # fmt: skip
    page = s.line(total, True)
    transfused(d, page, t.units, "8")
    s.para(pick(d, "rule", "Blood is ordered by the physician at each visit; an Hb under 7.0 g/dL is telephoned.", "Orders are written visit by visit. Limit for a telephone call: Hb below 7.0 g/dL.", "No standing order. Usual aim: Hb above 8.0 g/dL; the physician decides."))  # fmt: skip
    s.para("Premedication: paracetamol 500 mg. Hydrocortisone: available, never used. Crossmatch of 2 units valid for 72 hours; these have not been given.")  # fmt: skip
    aside(d, page, "paracetamol", "acetaminophen")
    never(d, page, "hydrocortisone")
    s.gap(10)
    s.line("Nurse in charge: D. Kowalczyk, RN")
    bait(d, "an order", ("hemoglobin", 7.0), ("hemoglobin", 8.0))


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f for f in (component_issue_statement, letter_on_blood_support, unit_flow_chart)
}
