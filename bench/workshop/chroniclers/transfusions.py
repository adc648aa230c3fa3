# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Families of transfusion histories told in sentences."""

from collections.abc import Callable
from typing import Any

from bench.workshop.chroniclers.voice import (
    NUMBERS,
    TODAY,
    amount,
    day,
    drugs,
    form,
    haem,
    later,
    limit,
    month,
    never,
    one_of,
    page,
    say,
    she,
    subject,
    title,
    told,
    typed,
    where_is,
)
from bench.workshop.dress import Doc
from bench.workshop.markup import esc
from bench.workshop.notes import Told


def _units(d: Doc, where: int, units: int, words: str, platelets: bool, dependent: bool | None = None) -> None:
    """The red cells of eight weeks, and that transfusions are being given."""
    gold: dict[str, Any] = {
        "rbc_units_8_weeks": units,
        "open": ["rbc_units_lifetime", "dependent"],
        "where": [{"file": d.file, "page": where, "words": [words]}],
    }
    if dependent is not None:
        gold |= {"dependent": dependent, "open": ["rbc_units_lifetime"]}
    d.gold.transfusions = gold
    for agent in ("rbc_transfusion", *(("platelet_transfusion",) if platelets else ())):
        d.fact(
            "treatments",
            where,
            words,
            may=True,
            agent=agent,
            kind="transfusion",
            status="ongoing",
            any_status=["ongoing", "completed", "planned"],
        )


def _no_chelation(d: Doc, where: int) -> None:
    never(d, where, "iron_chelation", "deferasirox")


def blood_given_day_by_day(d: Doc) -> None:
    """A typed account: every transfusion with its day in a sentence, platelets between, a unit issued and sent back, older blood named by its month."""
    s, on, how = typed(d, "note", "other", "lab", face=one_of(d, "Times", "Helvetica"), pt=11), d.on, form(d)
    h, him, her = she(d)
    gaps = one_of(d, "6,27,49", "4,19,47", "9,30,44").split(",")
    days = [later(on, -int(g)) for g in gaps]
    many = d.rng.choice(((2, 1, 2), (1, 2, 1), (2, 2, 1)))
    words = [f"{NUMBERS[n]} unit{'s' if n > 1 else ''}" for n in many]
    old, back, plt = later(on, -131), later(on, -36), later(on, -12)
    s.line(
        "Ellesborough Hospital - transfusion history".title()
        if d.rng.random() < 0.5
        else "Ellesborough Hospital, Transfusion Practitioner's Account",
        True,
        13,
    )
    s.rule()
    s.gap(5)
    s.para(subject(d, d.rng.randrange(3), how))
    s.para(f"{one_of(d, 'Written', 'Compiled', 'Statement of')} {day(d, on, how)}")
    s.gap(8)
    where = s.para(one_of(
        d,
        f"{title(d)} received {words[2]} of red cells on {day(d, days[2], how)}, {words[1]} on {day(d, days[1], how)} and {words[0]} on {day(d, days[0], how)}, each without a reaction.",
        f"On {day(d, days[2], how)} {h} was given {words[2]} of red cells; on {day(d, days[1], how)}, {words[1]} of red cells; and most recently, on {day(d, days[0], how)}, {words[0]} of red cells.",
        f"The last red cell transfusion took place on {day(d, days[0], how)} ({words[0]}). Before that {h} had {words[1]} of red cells on {day(d, days[1], how)} and {words[2]} on {day(d, days[2], how)}.",
    ))  # fmt: skip
    s.gap(4)
    s.para(one_of(
        d,
        f"Earlier blood dates back to {month(old)}, when two units of red cells were given for a nosebleed.",
        f"Before these there had been nothing since {month(old)} (two units of red cells after a fall).",
    ))  # fmt: skip
    s.gap(4)
    s.para(one_of(
        d,
        f"One adult dose of platelets was given on {day(d, plt, how)}. A unit of red cells issued on {day(d, back, how)} was returned unused because {h} had gone home.",
        f"A unit of red cells crossmatched for {day(d, back, how)} was not transfused and went back to stock. Platelets: one pool on {day(d, plt, how)}. No plasma.",
    ))  # fmt: skip
    s.gap(4)
    s.para(haem(d, one_of(
        d,
        f"Blood group O RhD positive, no antibodies. {her.capitalize()} husband gives blood regularly.".replace("His husband", "His wife") + " No iron chelation has been started.",
        "The agreed threshold is a haemoglobin of 75 g/L (7.5 g/dL). Deferasirox has not been prescribed.",
        f"In the family, a cousin with thalassaemia has had hundreds of units. {h.capitalize()} {'herself' if him == 'her' else 'himself'} is not on chelation.",
    )))  # fmt: skip
    s.gap(12)
    s.para("Sister A. Brandreth, transfusion practitioner")
    total = sum(many)
    _units(d, where, total, "red cell", True)
    _no_chelation(d, 1)
    limit(d, ("hemoglobin", 7.5))


def need_told_by_liaison_nurse(d: Doc) -> None:
    """A liaison nurse's letter: the number of eight weeks in words, what it used to be, platelets apart, today's haemoglobin, what others need."""
    on, how, w = d.on, form(d), Told(d)
    h, him, her = she(d)
    units = w.t.units + d.rng.choice((0, 1))
    hb = say(d, "hemoglobin", "haemoglobin", TODAY)
    n = one_of(d, NUMBERS[units], str(units))
    now = one_of(
        d,
        f"Over the past eight weeks {title(d)} has needed {n} units of red cells.",
        f"{title(d)} has had {n} units of packed red cells in the last 8 weeks.",
        f"In the eight weeks up to today {n} units of red blood cells were transfused.",
        f"{n.capitalize()} units of red cells have been given to {title(d)} during the last eight weeks.",
    )
    was = one_of(
        d,
        f"Last winter {h} could do with one unit in three months.",
        f"Half a year ago {h} came only once in ten weeks.",
        f"This is more than it used to be: last year {h} needed one unit a season.",
    )
    plain = one_of(
        d,
        f"{h.capitalize()} is transfusion dependent.",
        f"By any definition {h} is now dependent on transfusions.",
        f"{h.capitalize()} has become transfusion-dependent.",
    )
    platelets = one_of(
        d,
        "No platelets have been needed.",
        "Platelets have not been given.",
        f"{h.capitalize()} has had no platelet transfusion so far.",
    )
    today = one_of(
        d,
        f"The {hb.label} today, {day(d, on, how)}, is {amount(hb)}.",
        f"Today ({day(d, on, how)}) {her} {hb.label} was {amount(hb)} before transfusion."
        if d.rng.random() < 0.5
        else f"On {day(d, on, how)} the {hb.label} was {amount(hb)}.",
    )
    general = one_of(
        d,
        "As a guide, four units or more in eight weeks counts as a high burden, and people with more than 20 units in all are looked at for chelation. She may ask about deferasirox; it has not been started.".replace(
            "She", h.capitalize()
        ),
        f"In our programme the average patient receives six units in eight weeks. {h.capitalize()} is not on chelation.".replace(
            "programme", "program" if d.person.country == "US" else "programme"
        ),
        f"A patient who shares {her} room gets ten units in eight weeks and takes deferasirox, and {h} has asked whether that will be needed. For now it is not.",
    )
    body = (
        f"<div class=h>Transfusion liaison, Otterburn Community Hospital</div><p>{one_of(d, 'Letter of', 'Date:', 'Written on')} {day(d, on, how)}</p><p><b>{esc(subject(d, d.rng.randrange(3), how))}</b></p><p>{one_of(d, 'Dear Dr Lundqvist,', 'Dear team,', 'Dear doctor,')}</p>"
        + "".join(f"<p>{esc(haem(d, x))}</p>" for x in (f"{now} {was} {plain}", f"{platelets} {today}", general))
        + f"<p>{one_of(d, 'The next appointment is in two weeks.', 'We see her again in a fortnight.'.replace('her', him), 'Two units are booked for next week, to be given if needed.')}</p><p class=g>Marit Solheim-Brooks, RN</p>"
    )  # fmt: skip
    css = "body{font:11.5pt/1.5 'Liberation Sans'}.h{font-size:13pt;color:#822;border-bottom:1pt solid #822;margin-bottom:10pt}.g{margin-top:24pt}"
    sheet = page(d, body, css, "note", "other")
    _units(d, 1, units, "units", False, True)
    told(d, [hb], on, where_is(sheet, hb.text))
    _no_chelation(d, 1)


def blood_bank_answers_a_question(d: Doc) -> None:
    """A blood bank's answer to a ward: a question quoted, the sum for eight weeks with its days, antibodies and reactions in prose, platelets counted apart."""
    on, how = d.on, form(d)
    h, _, her = she(d)
    d1, d2 = later(on, -d.rng.choice((5, 8, 11))), later(on, -d.rng.choice((25, 33, 40)))
    a, b = d.rng.choice(((2, 1), (2, 2), (1, 2), (3, 2)))
    total, start = a + b, later(on, -56)
    hb = say(d, "hemoglobin", "haemoglobin", TODAY)
    quote = one_of(
        d,
        "How much blood has our patient had lately, and is there any reason for special units?",
        "Please tell us the transfusion requirement of the last eight weeks.",
        "Before we see her we would like to know what she has been given.".replace("she", h).replace(
            " her ", " him " if h == "he" else " her "
        ),
    )
    main = one_of(
        d,
        f"From {day(d, start, how)} to {day(d, on, how)}, that is in eight weeks, {NUMBERS[total]} units of red cells were transfused: {NUMBERS[b]} on {day(d, d2, how)} and {NUMBERS[a]} on {day(d, d1, how)}.",
        f"In the last eight weeks {h} was transfused {total} units of red cells, {b} of them on {day(d, d2, how)} and {a} on {day(d, d1, how)}.",
        f"Our register shows {total} red cell units in the eight weeks before {day(d, on, how)} ({day(d, d2, how)}: {b}; {day(d, d1, how)}: {a}).",
    )
    extra = one_of(
        d,
        f"Three platelet concentrates were given as well. The reaction reported on {day(d, d1, how)} was a rash and nothing more; haemolysis was excluded.",
        f"Two apheresis platelets were also issued. A suspected reaction on {day(d, d2, how)} turned out to be a fever of other cause.",
    )
    blood = one_of(
        d,
        f"{h.capitalize()} is A RhD negative with anti-E. {her.capitalize()} mother is said to have had anti-K, which {h} has not. Units should be E-negative.",
        "Group B RhD positive, antibody screen negative. Irradiated units are not required at present; they would be after purine analogues or a transplant, neither of which is on record.",
    )
    iron = one_of(d, "We have no record of chelation.", "Iron chelation has not been given as far as we know.")
    last = one_of(
        d,
        f"The sample of {day(d, on, how)} for the crossmatch had a haemoglobin of {amount(hb)}.",
        f"On the sample received today, {day(d, on, how)}, the haemoglobin was {amount(hb)}.",
        f"Haemoglobin on {day(d, on, how)}: {amount(hb)}.",
    )
    body = (
        f"<table class=h><tr><td><b>Blood Bank, Maplehurst Regional Hospital</b></td><td>{one_of(d, 'Reply to an enquiry', 'Answer', 'Memorandum')}<br>{day(d, on, how)}</td></tr></table><p>{esc(subject(d, d.rng.randrange(4), how))}</p><p class=q>&ldquo;{esc(quote)}&rdquo;</p>"
        + "".join(f"<p>{esc(haem(d, x))}</p>" for x in (main, extra, blood, iron, last))
        + "<p class=g>T. Ravndal-Ortiz, senior biomedical scientist</p>"
    )  # fmt: skip
    css = "body{font:10.5pt/1.5 'DejaVu Serif'}.h{width:100%;border-bottom:2pt solid #333;margin-bottom:10pt}.h td{padding-bottom:4pt}.q{font-style:italic;margin:4pt 20pt 10pt}.g{margin-top:20pt}"
    sheet = page(d, body, css, "note", "other", "lab")
    _units(d, 1, total, "red cell", True)
    told(d, [hb], on, where_is(sheet, hb.text))
    _no_chelation(d, 1)
    drugs(d, 1)


def without_red_cells_lately(d: Doc) -> None:
    """A ward's note on a person who had no red cells for eight weeks: platelets only, older red cells by month, a daughter who is transfused."""
    on, how = d.on, form(d)
    s = typed(d, "note", "other", face=one_of(d, "Helvetica", "Times", "Vera"), pt=10.5)
    h, _, her = she(d)
    old, plt, seen = later(on, -158), later(on, -d.rng.choice((9, 16, 23))), later(on, -d.rng.choice((30, 37)))
    units = d.rng.choice(("one unit", "two units", "three units"))
    s.line(
        one_of(
            d,
            "Day ward, Penhallow Hospital",
            "Penhallow Hospital, haemotherapy day ward"
            if d.person.country != "US"
            else "Penhallow Hospital, transfusion day ward",
        ),
        True,
        13,
    )
    s.line(one_of(d, "Note on transfusions", "Transfusion review", "Summary of blood products given"), True)
    s.rule()
    s.gap(5)
    s.para(subject(d, d.rng.randrange(4), how))
    s.para(f"{one_of(d, 'Review of', 'Date of this note:', 'Entered')} {day(d, on, how)}")
    s.gap(8)
    where = s.para(one_of(
        d,
        f"{title(d)} has not needed any red cells in the last eight weeks.",
        f"In the past 8 weeks no red cell units were transfused to {title(d)}.",
        f"No red cells have been given to {title(d)} over the last eight weeks.",
        f"Red cells transfused in the last 8 weeks: none. {title(d)} is pleased about this.",
    ))  # fmt: skip
    s.gap(4)
    s.para(one_of(
        d,
        f"The last red cells were {units} in {month(old)}, when {h} was in hospital with a fever.",
        f"{h.capitalize()} had {units} of red cells in {month(old)}; there have been none since.",
        f"Red cells go back to {month(old)} ({units}), long before the present improvement.",
    ))  # fmt: skip
    s.gap(4)
    s.para(one_of(
        d,
        f"Platelets were given once, on {day(d, plt, how)}, before a tooth was taken out.",
        f"One apheresis platelet was transfused on {day(d, plt, how)} and another on {day(d, seen, how)}.",
        f"Two pools of platelets were needed, on {day(d, seen, how)} and on {day(d, plt, how)}; both without a reaction.",
    ))  # fmt: skip
    s.gap(4)
    s.para(haem(d, one_of(
        d,
        f"{her.capitalize()} daughter, who has thalassaemia and comes to the same ward, received four units this month; her record is kept apart.",
        "Two units are held in the refrigerator for this week in case the count falls; they have not been issued.",
        "In similar patients on our ward the usual need is three units in eight weeks.",
    )))  # fmt: skip
    s.para(
        one_of(
            d,
            "Iron chelation is not being given.",
            "There is no chelation at present and none is planned.",
            "Deferasirox has never been given.",
        )
    )
    s.gap(12)
    s.para("B. Achterhuis, charge nurse")
    _units(d, where, 0, "red cell", True)
    _no_chelation(d, 1)


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f
    for f in (
        blood_given_day_by_day,
        need_told_by_liaison_nurse,
        blood_bank_answers_a_question,
        without_red_cells_lately,
    )
}
