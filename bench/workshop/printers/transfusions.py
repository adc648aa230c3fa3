# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Transfusion records as templates print them: a ruled table, a dashboard, typed lines of units."""

import datetime as dt
from collections.abc import Callable

from bench.workshop.days import hyphened, later, sex, spaced
from bench.workshop.dress import Doc
from bench.workshop.markup import esc, table
from bench.workshop.notes import Told
from bench.workshop.printers.paper import keep, limit, made, say, us_day, value
from bench.workshop.printers.told import FACTOR, units


def _visits(d: Doc, number: int) -> list[tuple[dt.date, int]]:
    """Red cells: ``number`` units within eight weeks of the day of the record, more before it."""
    recent = {2: ((6, 1), (34, 1)), 4: ((5, 2), (26, 1), (47, 1))}[number]
    return [(later(d.on, -ago), n) for ago, n in (*recent, (83, 2), (121, 2), (160, 2))]


def components_ruled(d: Doc) -> None:
    """A ruled table of components with the group, units of each day and reactions; the sum of eight weeks beneath the line."""
    who, on, number = d.person, d.on, Told(d).t.units
    red = say(
        d, "Red cells in additive solution, LD", "RBC, leucodepleted", "Red cells (LD, irradiated)", "Packed red cells"
    )
    rows = [(spaced(day), red, str(n), say(d, "None", "Nil", "No reaction")) for day, n in _visits(d, number)]
    rows.insert(1, (spaced(later(on, -9)), "Platelets, apheresis", "1", say(d, "None", "Nil", "Urticaria, mild")))
    rows.append((spaced(later(on, -203)), "Fresh frozen plasma", "2", "None"))
    total = say(
        d,
        f"Red cell units transfused in the 8 weeks to {spaced(on)}: {number}",
        f"In the 8 weeks before this print {number} units of red cells were transfused.",
        f"Total red cells, last 8 weeks: {number} units",
        f"8-week red cell total: {number} units (platelets not counted)",
    )
    body = (
        f"<h1>{say(d, 'Blood Transfusion Laboratory, Fenwick Royal Infirmary', 'Haverholme Hospitals - Transfusion Service', 'Transfusion Laboratory, Kinnoull General')}</h1><p class=q>Patient transfusion record &nbsp; printed {spaced(on)}</p><table class=d><tr><td>Surname <b>{esc(who.last)}</b></td><td>Forename <b>{who.first}</b></td><td>Born <b>{spaced(who.born)}</b></td><td>Sex <b>{sex(d)}</b></td></tr><tr><td>Hospital no. {who.ids[0]}</td><td>Group <b>{say(d, 'O RhD Pos', 'A RhD Pos', 'B RhD Neg', 'A RhD Neg')}</b></td><td colspan=2>Antibodies: {say(d, 'none detected', 'anti-E (2024)', 'none known')}</td></tr></table>"
        f"{table(('Date', 'Component', 'Units', 'Reaction'), rows)}<p class=e>{total}</p><p>{say(d, 'Available now: 2 red cell units crossmatched, not yet issued.', 'Ordered for next week: 2 units of red cells.', 'Sample valid for 72 hours. 1 red cell unit returned unused last month is not listed.', 'Units issued and returned are not shown.')}</p><p class=s>{say(d, 'The usual trigger of this clinic is 80 g/L.', 'Audit standard: one unit at a time.', 'Maximum order 3 units.')} Special requirements: irradiated, CMV unselected.</p>"
    )  # fmt: skip
    css = ("@page{size:A4;margin:18mm}body{font:10pt 'Liberation Serif'}h1{font-size:14pt;margin:0}.q{margin:2pt 0 8pt}.d{width:100%;border-top:1pt solid;border-bottom:1pt solid}.d td{padding:3.5pt 3pt}.t{width:100%;margin-top:10pt;border-bottom:1pt solid}.t th{border-bottom:1pt solid;padding:3pt}.t td{border-bottom:.3pt solid #aaa;padding:4pt 3pt}.e{font-weight:bold;margin:8pt 0}.s{font-size:8pt}")  # fmt: skip
    made(d, body, css, "note", "other", "lab")
    units(d, 1, "red cell", number, platelets=True)
    limit(d, "hemoglobin", 8.0, FACTOR)


def burden_dashboard(d: Doc) -> None:
    """Four boxes with the figures of eight weeks, dependence said in words, a striped list of visits and today's hemoglobin."""
    who, on, number = d.person, d.on, Told(d).t.units
    dependent = number == 4
    lifetime = number + 6
    hb = value(d, "hemoglobin", "Hemoglobin", "g/dL", FACTOR)
    rows = [(us_day(day), "RBC", str(n), "completed") for day, n in _visits(d, number)]
    rows.insert(2, (us_day(later(on, -40)), "Platelets", "1", "completed"))
    rows.insert(0, (us_day(later(on, 4)), "RBC", "1", "scheduled"))
    word = say(d, "Transfusion dependent", "RBC transfusion dependence", "Dependent on red cell transfusions")
    tiles = (
        (
            f"{number}",
            say(d, "RBC units, last 8 weeks", "Red cell units in the past 8 weeks", "Units of red cells / 8 weeks"),
        ),
        ("1", "Platelet units, last 8 weeks"),
        (
            f"{lifetime}",
            say(d, "RBC units, lifetime", "Red cell units since first transfusion", "Red cell units, total to date"),
        ),
        ("Yes" if dependent else "No", word),
    )
    body = (
        f"<div class=h>{say(d, 'TransfuseTrack', 'UnitLedger', 'BloodBoard')}<span>Transfusion burden report</span></div><p class=q><b>{who.name}</b> &nbsp; DOB {us_day(who.born)} &nbsp; {sex(d)} &nbsp; MRN {who.ids[0]} &nbsp; As of <b>{us_day(on)}</b></p><table class=k><tr>{''.join(f'<td><b>{a}</b><br>{b}</td>' for a, b in tiles)}</tr></table>"
        f"<p>{say(d, 'Hemoglobin today', 'Pre-visit hemoglobin, same day', 'Hemoglobin on the report date')}: <b>{hb.text}</b> g/dL{f' ({hb.flag})' if hb.flag else ''}</p>{table(('Date', 'Product', 'Units', 'Status'), rows)}<p class=s>{say(d, 'Dependence here means 4 or more red cell units in 8 weeks.', 'Definition: at least 4 RBC units in the last 8 weeks.', 'Patients with fewer than 4 units in 8 weeks are shown as not dependent.')} Scheduled visits are not counted. {say(d, 'Iron chelation: not started.', 'Ferritin above 1000 ng/mL prompts a review of chelation.', 'No reactions on file.')}</p>"
    )  # fmt: skip
    css = ("@page{size:letter;margin:.65in}body{font:10pt 'DejaVu Sans'}.h{background:#7f1d1d;color:#fff;padding:8pt;font-size:15pt;font-weight:bold}.h span{float:right;font-size:10pt;font-weight:normal;padding-top:5pt}.q{margin:8pt 0}.k{width:100%;border-collapse:separate;border-spacing:6pt}.k td{border:1pt solid #d9b3b3;background:#fbf4f4;text-align:center;padding:8pt;width:25%;font-size:8.5pt}.k b{font-size:18pt;color:#7f1d1d}.t{width:100%}.t th{padding:4pt;border-bottom:1pt solid #7f1d1d}.t td{padding:4pt}.t tbody tr:nth-child(even){background:#f5f0f0}.s{font-size:8pt;margin-top:10pt}")  # fmt: skip
    made(d, body, css, "note", "other", "lab")
    units(d, 1, "RBC", number, dependent, lifetime, platelets=True)
    keep(d, hb, on, 1, reference=False)
    limit(d, "ferritin", 1000.0)
    d.treat("iron_chelation", "chelation", "considered", 1, may=True, any_status=["considered", "planned"])
    for agent in ("iron_chelation", "chelation"):
        d.fact("not_given", 1, agent, may=True, agent=agent)


def units_typed(d: Doc) -> None:
    """Typed lines, one for each bag with its number; returned bags stand among them; a sentence gives the eight weeks."""
    who, on, number = d.person, d.on, Told(d).t.units
    s = d.paper("Helvetica", 10, 54)
    d.kind, d.also_kind = "note", ("other", "lab")
    s.line(
        say(
            d,
            "Sanjivani Blood Centre",
            "Regional Blood Bank, Tungabhadra",
            "Day Care Transfusion Unit, Malhar Hospital",
        ),
        True,
        14,
    )
    s.line(
        say(
            d,
            "Record of blood components given",
            "Component issue and transfusion record",
            "Transfusion history of the patient",
        ),
        pt=11,
    )
    s.rule()
    s.gap(6)
    s.line(f"Name: {who.name}     Date of birth: {hyphened(who.born)}     Sex: {sex(d)}")
    s.line(
        f"Hospital No: {who.ids[0]}     Blood group: {say(d, 'O positive', 'B positive', 'A positive', 'AB negative')}     Date of print: {hyphened(on)}"
    )
    s.gap(10)
    s.mono([f"{'Date':<14}{'Bag no.':<12}{'Component':<30}{'Fate':<12}", "-" * 66], 9)
    n = int(who.ids[0]) % 7000
    product = say(d, "Packed red blood cells", "PRBC (leucoreduced)", "Red cell concentrate")
    lines: list[tuple[dt.date, str, str]] = [
        (day, product, "transfused") for day, bags in _visits(d, number) for _ in range(bags)
    ]
    lines += [(later(on, -5), "Platelet concentrate (SDP)", "transfused"), (later(on, -17), product, "returned")]
    for day, what, fate in sorted(lines, reverse=True):
        n += 13
        page = s.mono([f"{hyphened(day):<14}{n:<12}{what:<30}{fate:<12}"], 9)
    s.mono(["-" * 66], 9)
    s.gap(8)
    text = say(
        d,
        f"In the last 8 weeks the patient received {number} units of packed red cells and 1 platelet concentrate.",
        f"PRBC transfused during the past 8 weeks = {number} units.",
        f"Transfusion requirement over the last 8 weeks: {number} units of red cells.",
        f"Over the 8 weeks ending {hyphened(on)}, {number} units of red cells were transfused to this patient.",
    )
    page = s.para(text, bold=True)
    units(d, page, "8 weeks", number, platelets=True)
    s.para(
        say(
            d,
            "One bag was returned and is not counted.",
            "Bags marked returned were not given.",
            "Returned bags are excluded from the sum.",
        )
    )
    s.para(
        say(
            d,
            "Reactions: none. Hb before each transfusion is in the ward chart.",
            "No adverse reaction has been reported.",
            "Febrile reaction in 2019 (other hospital); none here.",
        )
    )
    s.para(
        say(
            d,
            "Replacement donors are requested for 2 units.",
            "Kindly arrange 1 replacement donor before the next visit.",
            "Relatives were informed that 4 donors may be needed this year.",
        )
    )
    s.gap(16)
    s.line("Medical Officer, Blood Centre: Dr. Suhasini Karnik", pt=9)


FAMILIES: dict[str, Callable[[Doc], None]] = {f.__name__: f for f in (components_ruled, burden_dashboard, units_typed)}
UNSCORED = frozenset({"burden_dashboard"})
