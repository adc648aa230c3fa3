# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Transfusions in sentences, and counts in the body of a letter."""

import datetime as dt
from collections.abc import Sequence

from bench.workshop.days import hyphened, later, long, month, spaced
from bench.workshop.dress import Doc
from bench.workshop.markup import esc
from bench.workshop.narrators.script import Fact, Script
from bench.workshop.narrators.teller import WORDS, Teller, american, and_, ordinal, short_american


def _units(t: Teller, units: int, dependent: bool | None = None) -> Fact:
    """Red cells of eight weeks; ``dependent`` only where the page says it."""

    def fact(page: int) -> None:
        gold = {
            "rbc_units_8_weeks": units, "open": ["rbc_units_lifetime", "dependent"],
            "where": [{"file": t.d.file, "page": page, "words": [WORDS[units]]}],
        }  # fmt: skip
        t.d.gold.transfusions = gold if dependent is None else {**gold, "dependent": dependent}
        t.transfused(page)

    return fact


def _visits(t: Teller) -> list[tuple[dt.date, int]]:
    """Days within eight weeks before the document's, and units of each."""
    return [(later(t.d.on, -ago), t.one(1, 2)) for ago in t.one((46, 25, 4), (44, 12), (50, 36, 22, 8))]


def _count(units: int) -> str:
    return f"{WORDS[units]} unit{'' if units == 1 else 's'}"


def need_of_blood(d: Doc) -> None:
    """A haematologist's statement on red cell support: rate before, units in the last eight weeks, platelets apart, thresholds, chelation not begun."""
    t, p, s = Teller(d, d.rng.choice((spaced, long, ordinal))), d.person, Script()
    n = t.one(2, 3, 4, 6)
    s.raw(
        f"<div class=top>Carrowbeg Hospital<br><span>Haematology &middot; statement on transfusion support</span></div><p>{t.words['on']}</p><p><b>{esc(p.name)}</b>, {t.words['sex']}, born {t.words['born']}, chart {p.ids[0]}</p>"
    )
    s.p(
        t.say(
            "The first red cells were given soon after the diagnosis, when two units were enough for three months.",
            "In the months after diagnosis no transfusion was needed at all.",
            "Transfusion began gradually; at first the gaps were about ten weeks.",
        )
    )
    s.p(
        t.say(
            f"In the eight weeks up to today {{he}} has received {_count(n)} of red cells.",
            f"{_count(n).capitalize()} of packed red cells have been transfused over the last 8 weeks.",
            f"Over the past eight weeks the requirement was {n} units of red cells.",
            f"{{He}} needed {n} red cell units during the eight weeks before this visit.",
        ),
        _units(t, n),
    )
    hb = t.number("hemoglobin", 10)
    s.p(
        t.say(
            f"Haemoglobin today before transfusion: {hb} g/L.",
            f"Today's haemoglobin is {hb} g/L.",
            f"The pre-transfusion haemoglobin this morning was {hb} g/L.",
        )
        + t.say(
            " We transfuse below 75 g/L.",
            " The target is to stay above 80 g/L.",
            " {He} becomes breathless below 70 g/L.",
        ),
        t.lab("hemoglobin", hb, 10),
        t.limit("hemoglobin", 7.0, 7.5, 8.0),
    )
    s.p(
        t.say(
            "One adult dose of platelets was given after a nosebleed.",
            "No platelets were given in this period.",
            "Two pools of platelets were issued and one of them was returned.",
        )
        + t.say(
            " Iron chelation has not been started.",
            " {He} has not had deferasirox.",
            " There were no reactions; the antibody screen is negative.",
        ),
        t.never("iron_chelation", "deferasirox"),
    )
    s.p(
        t.say(
            "I expect the need to go on.",
            "We shall review the interval in two months.",
            "The blood bank asks for two days' notice.",
        )
    )
    s.p("Dr Niall Hennigan-Oduya")
    s.web(
        d,
        "@page{size:A4;margin:25mm}body{font:11pt 'Liberation Serif';line-height:1.4}.top{font-size:16pt;color:#9b1b30}.top span{font-size:10.5pt;color:#333}p{margin:8pt 0}",
        "note",
        "other",
    )


def days_of_transfusion(d: Doc) -> None:
    """A typed account by dates in running text: days and units within eight weeks, one older day before them, platelets on another day; the sum said or left to the reader."""
    t, p = Teller(d, d.rng.choice((spaced, short_american))), d.person
    d.paper("Courier", 9.5, 54)
    sheet, s, visits = d.sheet, Script(), _visits(t)
    total, old = sum(n for _, n in visits), later(d.on, -83)
    sheet.line("LARCHMERE HOSPITAL BLOOD BANK - SUMMARY FOR THE CLINIC", True)
    sheet.line(f"{p.name}, {t.words['sex']}, born {t.words['born']}, number {p.ids[0]}")
    sheet.line(f"Written on {t.words['on']}")
    sheet.rule()
    sheet.gap(8)
    s.p(
        t.say(
            f"The last transfusion of the earlier period was on {t.day(old)} (two units of red cells).",
            f"Before the present period, two units of red cells were given on {t.day(old)}.",
            f"An earlier transfusion of two units of red cells, on {t.day(old)}, lies outside the eight weeks.",
        )
    )
    told = and_([f"{_count(n)} on {t.day(on)}" for on, n in visits])
    s.p(
        t.say(
            f"In the last eight weeks {{he}} received red cells as follows: {told}. ",
            f"Within the past 8 weeks red cells were transfused: {told}. ",
            f"Red cells, last eight weeks: {told}. ",
        )
        + t.say(
            f"That is {_count(total)} altogether.",
            f"Total for the eight weeks: {total} units.",
            f"This makes {total} units of red cells in eight weeks.",
            "Each was given for symptoms of anaemia.",
        ),
        _units(t, total),
    )
    s.p(
        t.say(
            f"Platelets: one pool on {t.day(later(d.on, -15))}.",
            "Platelets: none in the period.",
            "No platelets, no plasma.",
        )
        + t.say(
            " Group A RhD positive, no antibodies.",
            " Two further units are crossmatched and have not been issued.",
            " One unit was returned unused within the time limit.",
        )
    )
    s.p(
        t.say(
            "Irradiated products are not required.", "All red cells were leucodepleted.", "No reactions were reported."
        )
        + t.say(" Directed donation by the son was declined.", " The record of another hospital is not included.", "")
    )
    s.small("Blood bank: T. Wisniewska-Clarke, senior biomedical scientist.")
    s.typed(d, "note", "other", "lab")


def mail_on_support(d: Doc) -> None:
    """A short message from nurse to consultant about a person's transfusions: dependence stated, units counted, ferritin, questions asked."""
    t, p, s = Teller(d, d.rng.choice((spaced, hyphened))), d.person, Script()
    n = t.one(3, 4, 5, 6)
    s.raw(
        f"<table class=k><tr><td>From:</td><td>Clinical nurse specialist, Haematology</td></tr><tr><td>To:</td><td>Dr V Ashgrove</td></tr><tr><td>Sent:</td><td>{t.words['on']} 16:20</td></tr><tr><td>Subject:</td><td>Transfusion support, {esc(p.name)} ({t.words['sex']}), DOB {t.words['born']}, no. {p.ids[0]}</td></tr></table>"
    )
    s.p(t.say("Hello Dr Ashgrove,", "Dear Vincent,", "Dear Dr Ashgrove,"))
    s.p(
        t.say(
            f"{{first}} is now transfusion dependent: {_count(n)} of red cells over the last eight weeks.",
            f"Just to let you know that {{first}} has become transfusion dependent, with {n} units of packed cells in the past 8 weeks.",
            f"I counted {_count(n)} of red cells for {{first}} in the last eight weeks, so {{he}} is transfusion dependent.",
        ),
        _units(t, n, True),
    )
    ferritin = t.number("ferritin")
    s.p(
        t.say(
            f"Today's ferritin came back at {ferritin} ug/L.",
            f"Ferritin taken today: {ferritin} ug/L.",
            f"The ferritin from this morning is {ferritin} ug/L.",
        )
        + t.say(
            " Would you want deferasirox? Nothing has been prescribed.",
            " No chelation so far; shall I raise it at the meeting?",
            " Not on any chelator.",
        ),
        t.lab("ferritin", ferritin),
        t.never("deferasirox", "iron_chelation"),
    )
    s.p(
        t.say(
            "Platelets have not been needed.",
            "No platelet transfusions.",
            "{He} had one bag of platelets for the dental extraction.",
        )
        + t.say(
            " The unit's trigger of 70 g/L still applies.",
            " {His} sister, who has thalassaemia trait, offered to donate; I explained this is not done.",
            " Please answer to the shared mailbox.",
        ),
        t.limit("hemoglobin", 7.0),
        t.other_ills("thalassaemia"),
    )
    s.p(t.say("Many thanks, Oonagh", "Best wishes, Oonagh Sweeney-Bright", "Thanks. Oonagh, CNS"))
    s.web(
        d,
        "@page{size:A4;margin:22mm}body{font:10.5pt 'Liberation Sans';line-height:1.4}.k{border-bottom:1pt solid #888;width:100%;margin-bottom:10pt}.k td{padding:2pt 10pt 2pt 0}.k td:first-child{color:#666;width:60pt}p{margin:9pt 0}",
        "note",
        "other",
    )


def _both(
    t: Teller, names: Sequence[tuple[str, str, float, int, str]], factor: float = 1.0, on: dt.date | None = None
) -> tuple[list[str], list[Fact]]:
    """Pieces of prose with a count each, and their facts: analyte, label, scale, places, unit."""
    texts = [t.number(a, scale, places, factor) for a, _, scale, places, _ in names]
    return (
        [f"{label} {text} {unit}".strip() for (_, label, _, _, unit), text in zip(names, texts, strict=True)],
        [t.lab(a, text, scale, on) for (a, _, scale, _, _), text in zip(names, texts, strict=True)],
    )


def letter_with_results(d: Doc) -> None:
    """A clinic letter whose blood results of the day stand in the body in two sentences; one test spoilt, one pending."""
    t, p, s = Teller(d, d.rng.choice((spaced, long, ordinal))), d.person, Script()
    typed = later(d.on, 2)
    s.raw(
        f"<div class=top>The Alderney Road Clinic<br><span>General and haematological medicine</span></div><p>Seen: {t.words['on']}<br>Typed: {t.day(typed)}</p><p><b>Re: {esc(p.name)}, {t.words['sex']}, date of birth {t.words['born']}, no. {p.ids[0]}</b></p>"
    )
    s.p(t.say("Dear Doctor,", "Dear colleague,", "Dear Dr Penrose,"))
    s.p(
        t.say(
            "Thank you for sending this {gentleman} with low counts. {He} feels tired and has no fever, bleeding or weight loss.",
            "I saw {first} on account of the low counts that you found. There is no history of alcohol excess.",
            "{He} came today because of a falling blood count.",
        )
    )
    unit = t.one("x10^9/L", "x 10⁹/L", "")
    blood, facts = _both(t, (("hemoglobin", t.one("Hb", "haemoglobin"), 10, 0, "g/L" if unit else t.one("g/L", "")), ("mcv", "MCV", 1, 0, "fL"), ("leukocytes", t.one("WCC", "white cells"), 1, 1, unit),
                             ("neutrophils", t.one("neutrophils", "neuts"), 1, 2, unit), ("platelets", t.one("platelets", "plts"), 1, 0, unit)))  # fmt: skip
    s.p(
        t.say(
            "Results today: ",
            "Bloods taken in clinic today: ",
            "The blood count today was as follows: ",
            "Today's figures are ",
        )
        + t.one(", ".join(blood), and_(blood))
        + ".",
        *facts,
    )
    rest, more = _both(
        t,
        (
            ("creatinine", "creatinine", 88.4, 0, t.one("umol/L", "µmol/L")),
            ("ferritin", "ferritin", 1, 0, "ug/L"),
            ("vitamin_b12", "vitamin B12", 1, 0, "ng/L"),
            ("lactate_dehydrogenase", "LDH", 1, 0, "U/L"),
        ),
    )
    s.p(
        t.say("In the chemistry ", "Other results of the same sample: ", "From biochemistry: ")
        + ", ".join(rest)
        + t.say(
            ". The folate sample was haemolysed. Copper is awaited.",
            ". Potassium was not reported (haemolysed). Haptoglobin to follow.",
            ". Serum electrophoresis is pending.",
        ),
        *more,
    )
    s.p(
        t.say(
            "A haemoglobin above 120 g/L would be expected at this age.",
            "For comparison, neutrophils under 0.5 would be worrying.",
            "I do not think that this is iron deficiency.",
        )
        + t.say(
            " I have booked a bone marrow examination.",
            " A marrow examination is arranged.",
            " I have asked for a marrow to be done here.",
        ),
        t.limit("hemoglobin", 12.0),
        t.limit("neutrophils", 0.5),
        t.other_ills("iron deficiency", "fatigue", "cytopenia", "low counts", "tired"),
    )
    s.p("With kind regards,")
    s.raw("<p>Dr Jocasta Wynne-Tolliver, physician</p>")
    d.also_dated = (typed,)
    s.web(
        d,
        "@page{size:A4;margin:24mm}body{font:11pt 'Liberation Serif';line-height:1.35}.top{font-size:15pt;color:#2d3e50}.top span{font-size:10pt}p{margin:8pt 0}",
        "note",
        "lab",
        "other",
    )


def then_and_now(d: Doc) -> None:
    """A typed note that sets today's counts against those of a named day before, in one paragraph of American units."""
    t, p = Teller(d, d.rng.choice((american, short_american))), d.person
    d.paper("Helvetica", 10, 58)
    sheet, s, before = d.sheet, Script(), later(d.on, -35)
    sheet.line("Prairie View Internal Medicine", True, 13)
    sheet.line(f"{p.name}   {t.words['sex']}   DOB {t.words['born']}   MRN {p.ids[0]}   Visit {t.words['on']}")
    sheet.rule()
    sheet.gap(8)
    unit = t.one("K/uL", "thousand/uL")
    names = (
        ("leukocytes", "WBC", 1, 1, unit),
        ("hemoglobin", t.one("hemoglobin", "Hgb"), 1, 1, "g/dL"),
        ("platelets", t.one("platelets", "PLT"), 1, 0, unit),
        ("neutrophils", t.one("ANC", "absolute neutrophils"), 1, 2, unit),
    )
    now, facts = _both(t, names)
    then, old = _both(t, names[1:3], 1.14, before)
    s.h("Reason for visit")
    s.p(
        t.say(
            "Abnormal blood count, follow-up.",
            "Recheck of low counts found at a wellness visit.",
            "Fatigue, recheck CBC.",
        ),
        t.other_ills("fatigue"),
    )
    s.h("Data")
    s.p(
        t.say(
            f"On {t.day(before)} {and_(then)}. Today {', '.join(now)}.",
            f"CBC today: {', '.join(now)}. For comparison, on {t.day(before)}: {', '.join(then)}.",
            f"Today's labs show {', '.join(now)}. Prior values from {t.day(before)} were {and_(then)}.",
        ),
        *facts,
        *old,
    )
    chem, more = _both(
        t,
        (
            ("creatinine", "creatinine", 1, 1, "mg/dL"),
            ("alanine_aminotransferase", "ALT", 1, 0, "U/L"),
            ("albumin", "albumin", 1, 1, "g/dL"),
        ),
    )
    s.p(
        t.say("Chemistries today: ", "Today's metabolic panel includes ", "Also today: ")
        + ", ".join(chem)
        + t.say(". TSH normal.", ". Glucose not fasting.", ". Reticulocytes were not ordered."),
        *more,
    )
    s.h("Assessment")
    s.p(
        t.say(
            "Worsening cytopenias without an obvious cause. Refer to hematology.",
            "Low counts, trend downward; hematology consult placed.",
            "Cytopenias under evaluation. Would transfuse for hemoglobin under 7.",
        )
        + t.say(" Patient's cousin has myelofibrosis.", " No new medications.", ""),
        t.limit("hemoglobin", 7.0),
        t.transfused,
        t.other_ills("cytopenia", "cytopenias"),
    )
    for disease in ("myelofibrosis", "primary_myelofibrosis", "mpn"):
        d.gold.trap("diagnoses", {"disease": disease}, "a relative's")
    s.small(f"Signed by Loretta Haverkamp, NP, {month(d.on)}. Portions dictated.")
    s.typed(d, "note", "lab", "other")
