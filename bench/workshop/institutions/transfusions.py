# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Transfusion records of hospital laboratories, day units, blood centres and practitioners."""

import datetime as dt
from collections.abc import Callable, Sequence

from bench.workshop.days import hyphened, later, long, month, sex, spaced
from bench.workshop.dress import LONG, Doc
from bench.workshop.institutions.paper import LATER, drugs_apart, lab, limit, para, res, say, web
from bench.workshop.institutions.told import red_cells
from bench.workshop.markup import esc, row, table
from bench.workshop.notes import Told


def _visits(d: Doc, near: int, far: int) -> tuple[list[int], list[int]]:
    """Days ago of visits inside eight weeks and before them, none near the border."""
    inside, outside = [3, 10, 17, 24, 31, 38, 45, 51], [63, 70, 77, 84, 98]
    return sorted(d.rng.sample(inside, near)), sorted(d.rng.sample(outside, far))


def laboratory_component_history(d: Doc) -> None:
    """A hospital transfusion laboratory's print of components: fate in the last column, returned and wasted units among those given, eight-week total at the foot."""
    who, on = d.person, d.on
    near, far = _visits(d, 3, 2)
    events: list[tuple[int, str, str]] = []
    for n in near:
        events += [(n, "Red cells, LD", "Transfused")] * (1 + n % 2)
    total = len(events)
    events += [
        (near[0], "Platelets, apheresis", "Transfused"),
        (near[1], "Red cells, LD", "Returned to stock"),
        (near[-1], "Red cells, LD", "Wasted"),
    ]
    events += [(n, "Red cells, LD", "Transfused") for n in far]
    rows = [
        (spaced(later(on, -n)), kind, f"G{101 + i * 3} 1{i} {int(who.ids[0]) % 1000:03} {730 + i * 13}", fate)
        for i, (n, kind, fate) in enumerate(sorted(events))
    ]
    body = (
        f"<div class=h>Tarn Valley Infirmary &mdash; Blood Transfusion Laboratory</div><table class=d>{row(('Patient', who.name, 'Group', 'A RhD positive'))}{row(('Born', spaced(who.born), 'Antibody screen', 'Negative'))}{row(('Sex', sex(d), 'Special requirements', say(d, 'Irradiated: no', 'None', 'HEV negative')))}{row(('Hospital number', who.ids[0], 'History printed', spaced(on)))}</table>"
        f"<h3>Component history, most recent first</h3>{table(('Date', 'Component', 'Donation number', 'Fate'), rows)}<p><b>{say(d, 'Red cell units transfused in the 8 weeks to date of print', 'Total red cells transfused, last 8 weeks (units)', 'Red cell units given in the past 8 weeks')}: {total}</b></p><p class=s>LD leucodepleted. Returned and wasted units were not given. Two units are crossmatched for tomorrow and are not part of the total.</p>"
    )  # fmt: skip
    css = "@page{size:A4;margin:16mm}body{font:9.5pt 'Liberation Sans'}.h{font-size:13pt;border-bottom:2pt solid #8e0000;color:#8e0000}.d{width:100%;margin:5pt 0}.d td{padding:2pt}.t{width:100%}.t td,.t th{border-bottom:.4pt solid #bbb;padding:2.5pt}.t td:nth-child(3){font-family:'Liberation Mono';font-size:8.5pt}h3{font-size:10pt}.s{font-size:8pt}"
    sheet = web(d, body, css, "note", "other", "lab")
    red_cells(d, sheet.find("8 weeks"), total, "8 weeks", platelets=True)


def day_unit_attendance_sheet(d: Doc) -> None:
    """A day unit's sheet with attendances as columns: haemoglobin before, units of red cells, platelets, reaction; the sum in words below."""
    who, on = d.person, d.on
    near, _ = _visits(d, 4, 0)
    days = [later(on, -n) for n in reversed(near)]
    factors = [LATER * f for f in (0.97, 0.9, 0.94, 0.88)]
    hbs = [res(d, "hemoglobin", "Hb before (g/L)", "g/L", f) for f in factors]
    units = [2 if i % 2 else 1 for i in range(4)] if say(d, "a", "b") == "a" else [1, 1, 2, 1]
    total = sum(units)
    rows = (
        ("Hb before (g/L)", *(r.text for r in hbs)), ("Red cells given (units)", *map(str, units)), ("Platelets given (doses)", "0", "0", "1", "0"), ("Furosemide", "no", "no", "no", "20 mg"), ("Reaction", "none", "none", "none", "none"), ("Nurse", "LB", "LB", "OT", "SN"),
    )  # fmt: skip
    words = say(
        d,
        f"Sum for the last 8 weeks: {total} units of red cells.",
        f"In the 8 weeks to {spaced(on)} the patient received {total} units of red cells.",
        f"{total} red cell units have been transfused in the past 8 weeks.",
    )
    body = (
        f"<div class=h>Dunmore Day Hospital <span>Transfusion attendance sheet</span></div><p><b>{esc(who.last.upper())}, {who.first}</b> &nbsp; {sex(d)} &nbsp; born {long(who.born)} &nbsp; chart {who.ids[0]} &nbsp; sheet closed {spaced(on)}</p>"
        f"{table(('Attendance', *map(spaced, days)), rows)}{para(words, 'x')}<p>Standing instruction: telephone the consultant if Hb is below 60 g/L. Group and save valid 7 days. Next appointment {spaced(later(on, 7))}: planned 2 units.</p><p class=s>Sheet 3 of this year. Signed S. Nwankwo, sister in charge.</p>"
    )  # fmt: skip
    css = "@page{size:A4 landscape;margin:17mm}body{font:10pt 'DejaVu Sans'}.h{background:#4e342e;color:#fff;padding:6pt;font-size:12pt}.h span{float:right;font-size:10pt}.t{width:100%;margin:8pt 0}.t td,.t th{border:.6pt solid #8d6e63;padding:5pt}.t td:first-child{background:#efebe9}.x{font-weight:bold;font-size:11pt}.s{font-size:8pt}"
    web(d, body, css, "note", "other")
    for r, day in zip(hbs, days, strict=True):
        lab(d, r, day, 1, flag=False, norms=False)
    red_cells(d, 1, total, "8 weeks", platelets=True)
    drugs_apart(d, 1, "furosemide")
    if all(abs(r.value - 6.0) > 0.1 for r in hbs):
        limit(d, "hemoglobin", 6.0)
    d.also_dated = (*days, None)


def blood_centre_issue_register(d: Doc) -> None:
    """An Indian hospital blood centre's register typed by patient: requisition, cross-match, issue and transfusion columns; not issued and returned bags; sum by component."""
    who, on = d.person, d.on
    near, far = _visits(d, 3, 1)
    s = d.paper("Courier", 8.5, 44)
    d.kind, d.also_kind = "note", ("other", "lab")
    s.mono(["                  NARMADA MISSION HOSPITAL - BLOOD CENTRE", "                    PATIENT-WISE ISSUE REGISTER", "-" * 82, f"NAME: {who.name.upper():<32} UHID: {who.ids[0]}   AGE/SEX: {who.age(on)}/{who.sex}", f"DOB: {hyphened(who.born):<33} GROUP: B POSITIVE   DATE: {hyphened(on)}", "-" * 82, f"{'DATE':<13}{'COMPONENT':<12}{'BAG NO':<12}{'XMATCH':<12}{'ISSUED':<8}{'REMARKS'}"])  # fmt: skip
    lines: list[tuple[int, str, str, str]] = []
    for n in near:
        lines += [(n, "PRBC", "YES", "TRANSFUSED")] * (1 + (n + 1) % 2)
    total = len(lines)
    lines += [
        (near[0], "PRBC", "NO", "CROSSMATCHED ONLY"),
        (near[1], "PRBC", "YES", "RETURNED, NOT USED"),
        (near[2], "SDP", "YES", "TRANSFUSED"),
        *((n, "PRBC", "YES", "TRANSFUSED") for n in far),
    ]
    for i, (n, kind, issued, remark) in enumerate(sorted(lines)):
        s.mono(
            [
                f"{hyphened(later(on, -n)):<13}{kind:<12}{f'{int(who.ids[0]) % 900 + 17 * i}/{on.year % 100}':<12}{'COMPATIBLE' if kind == 'PRBC' else '-':<12}{issued:<8}{remark}"
            ]
        )
    s.mono(["-" * 82])
    page = s.mono(
        say(
            d,
            f"PRBC TRANSFUSED IN LAST 8 WEEKS: {total} UNITS",
            f"TOTAL PRBC TRANSFUSED, 8 WEEKS UP TO {hyphened(on)}: {total} UNITS",
            f"SUMMARY (LAST 8 WEEKS): PRBC {total} UNITS TRANSFUSED",
        ).split("|")
    )
    s.mono(["SDP TRANSFUSED IN LAST 8 WEEKS: 1", "", "PRBC = PACKED RED BLOOD CELLS, SDP = SINGLE DONOR PLATELETS", "REPLACEMENT DONORS REQUESTED: 2.  DAT: NEGATIVE.  TTI STATUS OF BAGS: NON-REACTIVE", "MEDICAL OFFICER, BLOOD CENTRE: DR. ESTHER PAUL"])  # fmt: skip
    red_cells(d, page, total, "PRBC", platelets=True)


def practitioner_support_letter(d: Doc) -> None:
    """A transfusion practitioner's letter to a commissioner: need of blood in prose with the definition of dependence, what was given before, iron chelation not begun."""
    who, on, w = d.person, d.on, Told(d)
    total = w.t.units + 2
    he, his = ("She", "her") if who.sex == "F" else ("He", "his")
    need = say(
        d,
        f"Over the past 8 weeks {he.lower()} has received {total} units of red cells. By the usual definition {he.lower()} is transfusion dependent.",
        f"{he} is transfusion dependent: {total} units of red cells were given in the last 8 weeks.",
        f"Our records show {total} units of red cells in the 8 weeks up to the date of this letter, and {he.lower()} is regarded as transfusion dependent.",
    )
    past = say(
        d,
        "No platelets have been needed so far.",
        "Platelets have not been required.",
        "There has been no need of platelets.",
    )
    s = d.paper("Vera", 9.5, 66)
    d.kind, d.also_kind = "note", ("other",)
    s.line("Cairnmuir Hospitals, Transfusion Team", True, 13)
    s.line("Level 2, Old Mill Road, Cairnmuir", pt=8)
    s.gap(8)
    s.line(long(on))
    s.gap(6)
    s.line("Commissioning support, home transfusion pilot")
    s.gap(6)
    s.line(f"Patient: {who.first} {who.last}, born {long(who.born)}, {sex(d).lower()}, CHI {who.ids[0]}", True)
    s.gap(6)
    s.para(
        f"I write to ask that {who.first} be considered for the pilot. {he} attends our day unit from a distance of forty miles."
    )
    s.gap(5)
    page = s.para(need)
    s.gap(5)
    s.para(
        f"{past} {say(d, 'In the 8 weeks before that the need was lower.', 'The need has grown since the spring.', 'The interval between visits has become shorter.')} Iron chelation has not been started. {he} has no red cell antibodies and {his} veins are good."
    )
    s.gap(5)
    s.para(
        "The pilot takes persons who need 2 units or more every four weeks and whose haemoglobin before transfusion lies between 65 and 85 g/L. Persons with a reaction in the past 6 months are not taken. None is recorded here."
    )
    s.gap(16)
    s.line("Ruaridh MacInnes, Transfusion Practitioner")
    red_cells(d, page, total, "8 weeks", dependent=True)
    for agent in ("iron chelation", "chelation", "iron_chelation", "deferasirox"):
        d.fact("not_given", 1, "chelation", may=True, agent=agent)
    for value in (6.5, 8.5):
        limit(d, "hemoglobin", value)


def _months(on: dt.date, count: int) -> Sequence[tuple[int, int]]:
    return [((on.year * 12 + on.month - 1 - n) // 12, (on.month - 1 - n) % 12) for n in range(count - 1, -1, -1)]


def transfusion_service_statement(d: Doc) -> None:
    """A health system's transfusion service: product counts by month as a table, label and value totals by 8-week window, reactions and consent as cards."""
    who, on = d.person, d.on
    total, previous = d.rng.randrange(3, 7), d.rng.randrange(1, 3)
    red = [0, 1, previous, 2, total - 1, 2]
    months = _months(on, 6)
    cards = (
        ("RBC units transfused, last 8 weeks", str(total)), ("RBC units transfused, the 8 weeks before", str(previous)), ("Platelet doses, last 8 weeks", "1"), ("Reactions, 12 months", "0"), ("Antibodies", say(d, "anti-E", "none", "anti-K")), ("Consent renewed", month(later(on, -40))),
    )  # fmt: skip
    body = (
        f"<div class=h><b>Bluewater Regional Health</b><span>Transfusion Service Statement</span></div><table class=d><tr><td>{esc(who.last)}, {who.first}</td><td>DOB {hyphened(who.born)}</td><td>{sex(d)}</td><td>MRN {who.ids[0]}</td><td>As of {hyphened(on)}</td></tr></table><div class=cs>{''.join(f'<div class=c><i>{k}</i><br><b>{v}</b></div>' for k, v in cards)}</div>"
        f"<h3>Issued by calendar month (all fates)</h3>{table(('Product', *(f'{LONG[m][:3]} {y}' for y, m in months)), (('RBC issued', *map(str, red)), ('Platelets issued', *'000011'), ('Plasma issued', *'000000')))}<p class=s>Issued includes units returned unused, so monthly figures may exceed units transfused. {say(d, 'Units given at other hospitals are not known to us.', 'Outside units are not counted.', 'Data of affiliates are not included.')} Contact: blood bank supervisor, extension 0114.</p>"
    )  # fmt: skip
    css = "@page{size:letter;margin:.65in}body{font:9.5pt 'Liberation Sans'}.h{font-size:13pt;border-bottom:2pt solid #b71c1c}.h span{float:right;font-size:10pt}.d{width:100%;background:#fbeaea;margin:5pt 0}.d td{padding:4pt}.c{display:inline-block;width:150pt;border:.7pt solid #b71c1c;border-radius:4pt;padding:5pt;margin:3pt}.c i{font-size:8pt}.c b{font-size:13pt}.t{width:100%}.t td,.t th{border:.4pt solid #aaa;padding:3pt}.s{font-size:8pt}h3{font-size:10pt}"
    web(d, body, css, "note", "other")
    red_cells(d, 1, total, "last 8 weeks", platelets=True)


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f
    for f in (
        laboratory_component_history, day_unit_attendance_sheet, blood_centre_issue_register,
        practitioner_support_letter, transfusion_service_statement,
    )
}  # fmt: skip
UNSCORED = frozenset({"day_unit_attendance_sheet"})
"""It prints haemoglobins of later days."""
