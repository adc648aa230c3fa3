# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Transfusion records: a maker's templates of four kinds; none prints a count of blood."""

from collections.abc import Callable
from typing import Any

from bench.workshop.cohort.paper import paper, say
from bench.workshop.days import hyphened, later, long, sex, spaced
from bench.workshop.dress import Doc
from bench.workshop.markup import esc, row, table

WORDS = {1: "one", 2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight"}


def _given(d: Doc, page: int, units: int, words: str, dependent: bool | None = None, platelets: bool = False) -> None:
    """The red cells of eight weeks, and that blood was given."""
    gold: dict[str, Any] = {
        "rbc_units_8_weeks": units,
        "open": ["rbc_units_lifetime", "dependent"],
        "where": [{"file": d.file, "page": page, "words": [words]}],
    }
    if dependent is not None:
        gold |= {"dependent": dependent, "open": ["rbc_units_lifetime"]}
    d.gold.transfusions = gold
    for agent in ("rbc_transfusion", *(("platelet_transfusion",) if platelets else ())):
        d.fact(
            "treatments",
            page,
            words,
            may=True,
            agent=agent,
            kind="transfusion",
            status="ongoing",
            any_status=["ongoing", "completed", "planned"],
        )


def red_cells_by_date(d: Doc) -> None:
    """An American transfusion service's table of given units by date, with the sum of the last eight weeks at the foot."""
    who, on = d.person, d.on
    each = d.rng.choice((1, 2))
    days = d.rng.choice(((2, 16, 30, 44, 75, 96), (3, 24, 45, 80, 101), (1, 13, 27, 41, 70)))
    recent = each * sum(n <= 50 for n in days)
    rows = [
        (spaced(later(on, -n)), "Red blood cells, leukoreduced", str(each), say(d, "none", "none", "no reaction"))
        for n in days
    ]
    rows.insert(1, (spaced(later(on, -days[0] - 4)), "Platelets, apheresis", "1", "none"))
    body = (
        f"<h1>Granite Bay Transfusion Service</h1><p>Patient: <b>{esc(who.last)}, {who.first}</b> &nbsp; DOB {spaced(who.born)} &nbsp; {sex(d)} &nbsp; MRN {who.ids[0]} &nbsp; Printed {spaced(on)}</p>{table(('Date given', 'Product', 'Units', 'Reaction'), rows)}"
        f"<p><b>{say(d, 'Red cell units given in the last 8 weeks', 'RBC units, past 8 weeks', 'Units of red cells transfused in the preceding 8 weeks')}: {recent}</b></p><p class=s>Platelet units are not included in the sum. Type and screen: A positive, antibody screen negative. Irradiated products are not required.</p>"
    )  # fmt: skip
    css = "@page{size:letter;margin:.8in}body{font:10pt 'Liberation Sans'}h1{font-size:15pt;color:#8c1c13}.t{width:100%}.t td,.t th{border-bottom:.5pt solid #999;padding:4pt}.s{font-size:8.5pt}"
    sheet = paper(d, body, css, "note", "other", "lab")
    _given(d, sheet.find("not included in the sum"), recent, "8 weeks", platelets=True)


def day_unit_letter_on_transfusion(d: Doc) -> None:
    """A British day unit's letter: how much blood of late, in words, and whether it is needed regularly."""
    who, on = d.person, d.on
    units = d.rng.choice((2, 4, 6, 8))
    s = d.paper("Times", 11.5, 66)
    d.kind, d.also_kind = "note", ("other",)
    s.line("Rookhope Infirmary - Haematology Day Unit", True, 13)
    s.line(long(on))
    s.gap(8)
    s.line(f"Re: {who.name}, born {long(who.born)}, {sex(d).lower()}, hospital number {who.ids[0]}", True)
    s.gap(8)
    s.para("Dear colleague,")
    s.gap(4)
    n = WORDS[units]
    page = s.para(
        say(
            d,
            f"This patient is red cell transfusion dependent and has received {n} units of red cells in the last 8 weeks.",
            f"Over the past 8 weeks {n} units of red cells were transfused on this unit. We regard the anaemia as transfusion dependent.",
            f"{who.first} has been given {n} red cell units during the past 8 weeks and remains transfusion dependent.",
        )
    )
    _given(d, page, units, n, dependent=True)
    s.gap(4)
    s.para(
        say(
            d,
            "Each visit was for two units. There were no reactions.",
            "No reactions have been recorded. Visits take place on Tuesdays.",
            "Blood was given through a peripheral cannula without problems.",
        )
        + " No platelets have been needed."
    )
    s.gap(4)
    s.para(
        "Iron chelation has not been started. In the last year of our audit patients received on average 22 units each."
    )
    s.gap(16)
    s.line("Sister M Oyelaran, Day Unit")
    for agent in ("iron_chelation", "deferasirox"):
        d.fact("not_given", page, "chelation", may=True, agent=agent)
    d.fact("not_given", page, "platelets", may=True, agent="platelet_transfusion")


def component_issues(d: Doc) -> None:
    """An Indian blood centre's list of issues: bag number, component, issue and outcome; one bag came back, and the list covers eight weeks only."""
    who, on = d.person, d.on
    days = d.rng.choice(((4, 18, 33, 47), (6, 20, 20, 48), (2, 12, 29, 29, 51)))
    back = d.rng.randrange(len(days))
    rows = [
        (
            hyphened(later(on, -n)),
            f"PRBC/{who.ids[0][:4]}/{31 + 7 * i}",
            "Packed red cells",
            "1",
            "Returned, not used" if i == back else "Transfused",
        )
        for i, n in enumerate(days)
    ]
    rows.append(
        (hyphened(later(on, -days[-1] - 1)), f"RDP/{who.ids[0][:4]}/88", "Platelet concentrate", "2", "Transfused")
    )
    units = len(days) - 1
    body = (
        f"<p class=h>MEENAKSHI INSTITUTE BLOOD CENTRE</p><p class=c>Statement of components issued, {hyphened(later(on, -56))} to {hyphened(on)} (8 weeks)</p><table class=d>{row((f'Name: {who.first} {who.last}', f'DOB: {hyphened(who.born)}', f'Sex: {sex(d)}'))}{row((f'Hosp. No.: {who.ids[0]}', f'Statement date: {hyphened(on)}', 'Group: B Positive'))}</table>"
        f"{table(('Issue date', 'Bag No.', 'Component', 'Bags', 'Outcome'), rows)}<p>{say(d, f'Packed red cell units transfused in the 8 weeks: {units}.', f'Total packed red cells transfused during the 8 weeks: {units} units.', f'In these 8 weeks {units} units of packed red cells were transfused.')} One bag was returned and is not counted.</p><p class=s>Replacement donors requested: 2. Cross-match charges are billed separately.</p>"
    )  # fmt: skip
    css = "@page{size:A4;margin:17mm}body{font:10pt 'DejaVu Sans Condensed','DejaVu Sans'}.h{text-align:center;font-weight:bold;font-size:13pt;margin:0}.c{text-align:center;margin:0 0 6pt}.d{width:100%;border:.6pt solid;margin-bottom:7pt}.d td{padding:3pt 5pt}.t{width:100%}.t td,.t th{border:.5pt solid #999;padding:3.5pt 5pt}.s{font-size:8.5pt}"
    sheet = paper(d, body, css, "note", "other", "lab")
    _given(d, sheet.find("One bag was returned"), units, "8 weeks", platelets=True)


def generated_transfusion_summary(d: Doc) -> None:
    """A synthetic-data company's summary: sentences made by a grammar, of the last eight weeks and of platelets."""
    who, on = d.person, d.on
    units = d.rng.choice((2, 3, 4, 5, 6))
    one = say(
        d,
        f"During the 8 weeks before {on.isoformat()} the patient received {units} units of red blood cells.",
        f"Red blood cell units transfused in the prior 8 weeks: {units}.",
        f"{units} units of packed red blood cells were transfused within the past 8 weeks.",
        f"In the past 8 weeks, {units} red blood cell units were administered.",
    )
    two = say(
        d,
        "No platelet transfusion was required.",
        "Platelets were not transfused.",
        "There were no platelet transfusions.",
    )
    body = (
        f"<h1>Transfusion summary</h1><p class=f>Larkfield Cancer Institute, ambulatory hematology</p><table class=d>{row(('Name', f'{who.first} {who.last}', 'Record number', who.ids[0]))}{row(('Birth date', who.born.isoformat(), 'Sex', sex(d).lower()))}{row(('Summary date', on.isoformat(), 'Status', 'final'))}</table>"
        f"<h2>Summary</h2><p>{one} {two}</p><h2>Reactions</h2><p>{say(d, 'None recorded.', 'No adverse reaction was documented.', 'None.')}</p><h2>Policy</h2><p>Restrictive policy: one unit at a time. Dependence is defined by the institute as at least 2 units in 8 weeks over 16 weeks.</p>"
    )  # fmt: skip
    css = "@page{size:letter;margin:.8in}body{font:10pt 'DejaVu Sans';line-height:1.3}h1{font-size:17pt;margin:0}.f{color:#555;margin:0 0 8pt}.d td{padding:2pt 16pt 2pt 0}h2{font-size:11pt;margin:10pt 0 2pt}"
    sheet = paper(d, body, css, "note", "other")
    _given(d, sheet.find("Summary date"), units, "8 weeks")
    d.fact("not_given", 1, "platelet", may=True, agent="platelet_transfusion")


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f for f in (red_cells_by_date, day_unit_letter_on_transfusion, component_issues, generated_transfusion_summary)
}  # fmt: skip
