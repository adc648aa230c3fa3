"""Red-cell transfusions."""

import pytest

from extractors.transfusions import EXTRACTOR
from knowledge.loader import load_vocabulary
from schemas.facts import Finding, TransfusionStatement
from schemas.layout import ReportDates, SectionLabel
from tests.pipeline.layout.pages import grid_words, laid_out
from tests.reports import report_from_text


def run(text: str, label: SectionLabel = SectionLabel.OTHER, doubtful: str = "") -> list[Finding]:
    report = report_from_text(text, label=label, dates=ReportDates(visit="2026-11-05"), doubtful=doubtful.split())
    return list(EXTRACTOR.run(report, load_vocabulary()))


def one(text: str, label: SectionLabel = SectionLabel.OTHER) -> TransfusionStatement | None:
    facts = [f.fact for f in run(text, label) if isinstance(f.fact, TransfusionStatement)]
    assert len(facts) <= 1
    return facts[0] if facts else None


RATES = [
    ("2 units every 3 weeks of PRBC", (16 / 3, 16 / 3)),
    ("2 units PRBC q2wk", (8, 8)),
    ("1-2 units monthly", (2, 4)),
    ("2 units of red cells every 2-3 weeks", (16 / 3, 8)),
    ("2-3 units of red cells every 8 weeks", (2, 3)),
    ("6 units PRBC in the last 8 weeks", (6, 6)),
    ("8 units of red cells over the past 16 weeks", (4, 4)),
    ("4 units PRBC in the past 4 weeks", (4, 8)),
    ("2 RBC units / 2 weeks", (8, 8)),
    ("2 units of blood every other week", (8, 8)),
    ("No red cell transfusions in the last 16 weeks", (0, 0)),
    ("Transfusion independent x 20 weeks", (0, 0)),
    ("Never transfused", (0, 0)),
    ("Number of red cell units in last 16 weeks: 10", (5, 5)),
    ("RBC units (8 weeks): 4", (4, 4)),
    ("Red cell units transfused in the 8 weeks to 18/06/2026: 5", (5, 5)),
]


@pytest.mark.parametrize(("text", "expected"), RATES)
def test_rates(text: str, expected: tuple[float, float]) -> None:
    fact = one(text)
    assert fact is not None and fact.units_8_weeks == pytest.approx(expected)


def test_weeks_are_no_units_and_the_day_they_are_counted_to_is_no_transfusion() -> None:
    fact = one("Red cell units transfused in the 8 weeks to 18/06/2026 5", SectionLabel.TRANSFUSION)
    assert fact is None or not any(units == 8 for _, units in fact.events)


NOTHING = [
    "2 units platelets every week",
    "1 apheresis platelet",
    "FFP x4",
    "Received 8 units over 2 months for GI bleed",
    "Pre-op autologous donation 2 u",
    "T&S; crossmatched 2 units PRBC (not given)",
    "Order: 4 RBC units (not given)",
    "Transfuse 2 units PRBC every week if Hb < 7",
    "Insulin 10 units daily",
    "Epoetin 40,000 units weekly",
    "20 units of alcohol per week",
    "Platelet transfusion dependent",
    "2 units PRBC biweekly",
    "ALT 40 units/L",
    "Transfusion dependence: unknown",
    "Red cells for Hb below 7",
    "His brother needs 2 units of blood every 3 weeks",
]


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_no_red_cell_transfusion_of_the_patient(text: str) -> None:
    assert one(text) is None


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("26 units of red cells to date", 26),
        ("Lifetime ~26 units", 26),
        ("Cumulative RBC units since diagnosis: 12", 12),
        ("18 units of red cells in total since diagnosis", 18),
        ("Ferritin 1450 ug/L, 24 RBC units to date", 24),
        ("Never transfused", 0),
    ],
)
def test_totals_are_no_rates(text: str, units: int) -> None:
    fact = one(text)
    assert fact is not None and fact.units_lifetime == units
    assert fact.units_8_weeks in (None, (0.0, 0.0))


@pytest.mark.parametrize(
    ("text", "dependent"),
    [
        ("Transfusion dependent.", True),
        ("RBC dependence since 2020", True),
        ("She is RBC transfusion-dependent", True),
        ("Not transfusion dependent", False),
        ("Transfusion-independent", False),
        ("Denies transfusions", False),
        ("Transfusion dependence: No", False),
        ("Transfusion dependence: Yes", True),
        ("Transfusion status: dependent", True),
    ],
)
def test_dependence_alone_gives_no_number(text: str, dependent: bool) -> None:
    fact = one(text)
    assert fact is not None and fact.dependent is dependent
    assert fact.units_8_weeks is None and fact.units_lifetime is None


def test_rate_total_and_dependence_of_one_sentence() -> None:
    fact = one("Transfusion dependent: 2 units PRBC every 3 weeks since January 2026, 26 units to date.")
    assert fact is not None and fact.units_8_weeks == pytest.approx((16 / 3, 16 / 3))
    assert (fact.units_lifetime, fact.dependent, fact.date) == (26, True, "2026-11-05")


def test_a_log_is_events_and_each_row_is_cited() -> None:
    log = (
        "Date Product Units\n2026-01-15 Red cells, leukoreduced 2 none\n2026-02-05 PRBC 2 units\n"
        "2026-02-10 Platelets 1\n2026-02-26 PRBC 1"
    )
    fact = one(log, SectionLabel.TRANSFUSION)
    assert fact is not None
    assert fact.events == (("2026-01-15", 2), ("2026-02-05", 2), ("2026-02-26", 1))
    assert fact.units_8_weeks is None
    assert len(fact.evidence) == 3


def test_an_event_today_takes_the_date_of_the_report() -> None:
    fact = one("2u today for Hb 6.9")
    assert fact is not None and fact.events == (("2026-11-05", 2),)


def test_a_number_not_read_surely_asks() -> None:
    (found,) = run("2 units PRBC every 3 weeks", doubtful="3")
    assert found.doubt is not None


def test_several_dated_transfusions_in_one_sentence() -> None:
    fact = one("Red cells: 2 units on 17 Aug 2026, 1 unit on 5 Oct 2026.")
    assert fact is not None and fact.events == (("2026-08-17", 2), ("2026-10-05", 1))


def test_rows_under_a_log_header_need_no_section_title() -> None:
    log = "# Date Product Units Hb\n1 01/19/2026 Red cells, leukoreduced 2 7.4 none\n2 02/09/2026 Red cells 1 7.7 none"
    fact = one(log)
    assert fact is not None and fact.events == (("2026-01-19", 2), ("2026-02-09", 1))


GENERAL = [
    "A transfusion-dependent patient is one who needs 4 red cell units or more in 8 weeks.",
    "High transfusion burden is 8 units or more in 16 weeks.",
    "The visit without transfusion was for review only.",
    "No red cells were transfused during this admission.",
]


@pytest.mark.parametrize("text", GENERAL)
def test_what_holds_of_everybody_or_of_one_day_says_nothing(text: str) -> None:
    assert one(text, SectionLabel.TRANSFUSION) is None


def test_none_over_a_stretch_of_weeks_is_nought() -> None:
    fact = one("No red cells were transfused in the last 16 weeks.")
    assert fact is not None and fact.units_8_weeks == (0, 0) and fact.dependent is False


def test_fortnights_are_two_weeks() -> None:
    fact = one("Receives 2 units of PRBC every fortnight")
    assert fact is not None and fact.units_8_weeks == (8, 8)


def of_page(page: str) -> list[TransfusionStatement]:
    (report,) = laid_out(grid_words(page), vocabulary=load_vocabulary()).reports
    report = report.model_copy(update={"dates": ReportDates(visit="2026-11-05")})
    found = EXTRACTOR.run(report, load_vocabulary())
    return [f.fact for f in found if isinstance(f.fact, TransfusionStatement)]


TOTALS = {
    "periods over the columns": (
        "COMPONENTS TRANSFUSED      LAST 8 WEEKS   ALL TIME\n"
        "RED BLOOD CELLS, UNITS     5              22\n"
        "PLATELETS, DOSES           1              3\n"
        "PLASMA, UNITS              0              0"
    ),
    "periods before the rows": (
        "Period           Red cells   Platelets\nLast 8 weeks     5           1\nLifetime         22          3"
    ),
}


@pytest.mark.parametrize("name", TOTALS)
def test_totals_of_a_blood_bank(name: str) -> None:
    (fact,) = of_page(TOTALS[name])
    assert fact.units_8_weeks == (5, 5) and fact.units_lifetime == 22


def test_units_that_were_only_matched_are_no_total() -> None:
    page = "CROSSMATCHED, NOT ISSUED   LAST 8 WEEKS   ALL TIME\nRED BLOOD CELLS, UNITS     5              22"
    assert of_page(page) == []


def test_a_card_with_numbers_in_words_and_ticks() -> None:
    page = (
        "Visit   Date           Bags of red cells   Given\n"
        "1       29 Oct 2025    Two                 ✓\n"
        "2       18 Nov 2025    One                 ✓\n"
        "3       21 Jan 2026    None                ✗ not needed"
    )
    (fact,) = of_page(page)
    assert fact.events == (("2025-10-29", 2), ("2025-11-18", 1))


@pytest.mark.parametrize(
    ("fate", "sure"),
    [
        ("Transfused", True), ("Transfused, nil reaction", True), ("given", True), ("None", True),
        ("1 transfused, 1 returned", False), ("stopped after 120 mL", False), ("Sent back", False), ("Spoilt", False),
        ("Kept for Friday", False),
    ],
)  # fmt: skip
def test_a_unit_whose_fate_is_not_understood_makes_the_log_a_question(fate: str, sure: bool) -> None:
    page = f"""\
Date           Component    Units    Outcome
02 Mar 2026    Red cells    2        Transfused
16 Mar 2026    Red cells    2        {fate}
30 Mar 2026    Platelets    1        Spoilt"""
    (report,) = laid_out(grid_words(page), vocabulary=load_vocabulary()).reports
    found = [f for f in EXTRACTOR.run(report, load_vocabulary())]
    events = (("2026-03-02", 2), ("2026-03-16", 2))
    assert [(f.fact.events, f.doubt is None) for f in found if isinstance(f.fact, TransfusionStatement)] == [
        (events, sure)
    ]


def test_a_window_with_its_days_between_is_read() -> None:
    text = "In the last 8 weeks (from 07 Sep 2026 to 04 Nov 2026) the patient has received 6 units of packed red cells."
    fact = one(text)
    assert fact is not None and fact.units_8_weeks == (6, 6)
    fact = one("In the past 8 weeks, from 7 September to 4 November, she was given 6 units of red cells.")
    assert fact is not None and fact.units_8_weeks == (6, 6)


@pytest.mark.parametrize(
    ("text", "dependent"),
    [
        ("The patient is considered transfusion dependent.", True),
        ("She is currently regarded as transfusion-dependent.", True),
        ("The patient is considered transfusion dependent if 4 units or more are given.", None),
        ("A patient is considered transfusion dependent when 4 units are given.", None),
    ],
)
def test_who_is_considered_dependent(text: str, dependent: bool | None) -> None:
    fact = one(text)
    assert (fact.dependent if fact else None) is dependent


def test_units_counted_up_to_a_named_day() -> None:
    fact = one("In the 8 weeks up to 20.01.2026 the patient received 6 units of red cells and 1 dose of platelets.")
    assert fact is not None and (fact.units_8_weeks, fact.date) == ((6, 6), "2026-01-20")


@pytest.mark.parametrize("who", ["Many people", "Some patients", "Most adults"])
def test_what_others_need_is_nothing_of_the_patient(who: str) -> None:
    assert one(f"{who} need 2 to 4 units of red cells a month.") is None


def test_units_needed_up_to_today_were_not_all_given_today() -> None:
    found = run("He needed 6 units between November and today.")
    assert not any(isinstance(f.fact, TransfusionStatement) and f.fact.events for f in found)


@pytest.mark.parametrize(
    "text",
    [
        "Two years ago she was getting 2 units every 3 weeks; since starting luspatercept she has needed just one.",
        "He was receiving 2 units of blood a week last summer.",
        "2 units of red cells every 3 weeks in 2023.",
    ],
)
def test_a_pace_of_an_earlier_time_is_not_todays(text: str) -> None:
    assert one(text) is None


def test_a_pace_of_today_stands() -> None:
    fact = one("She needs 2 units of red cells every 4 weeks.")
    assert fact is not None
    assert fact.units_8_weeks == (4.0, 4.0)


def test_who_was_dependent_is_not_now() -> None:
    assert one("He was transfusion dependent before luspatercept.") is None
    now, then = one("He has been transfusion dependent since May."), one("No longer transfusion dependent.")
    assert now is not None and then is not None
    assert (now.dependent, then.dependent) == (True, False)


def test_a_bound_is_no_number() -> None:
    most = one("Up to 3 units of red cells a month.")
    assert most is not None and most.units_8_weeks == (0.0, 6.0)
    assert one("At least 2 units of red cells a month.") is None
    assert one("1 unit RBC weekly x 4 then every 2 weeks.") is None


@pytest.mark.parametrize(
    ("text", "dependent"),
    [
        ("Red cell transfusion dependent\tYes", True),
        ("Red cell transfusion dependent\tNo", False),
        ("Transfusion dependent (4 or more units in 8 weeks)\tNo", False),
    ],
)
def test_the_cell_beside_dependence_answers(text: str, dependent: bool) -> None:
    fact = one(text)
    assert fact is not None and fact.dependent is dependent


@pytest.mark.parametrize(
    "text",
    [
        "Transfusion dependence\tnot met",
        "Transfusion dependent\tdoes not apply",
        "Criteria for transfusion dependency not met.",
        "Transfusion dependent: ☐ yes ☒ no",
        "Transfusion dependent Y / N",
        "Transfusion dependent if 4 units in 8 weeks",
        "Transfusion dependency could not be assessed.",
        "Definition used\tDependent: 4 or more red cell units in 8 weeks",
    ],
)
def test_words_behind_dependence_that_are_no_plain_answer_state_nothing(text: str) -> None:
    assert one(text) is None


def test_a_window_named_by_its_first_and_last_day() -> None:
    fact = one("In the 8 weeks from 2025-11-15 to 2026-01-10 this patient received 4 units of red blood cells.")
    assert fact is not None
    assert (fact.units_8_weeks, fact.date) == ((4, 4), "2026-01-10")


@pytest.mark.parametrize(
    "window",
    ["eight weeks from 29.04.2026 to 24.06.2026", "8 weeks between April 29, 2026 and June 24, 2026"],
)
def test_a_window_whose_days_are_written_with_points_or_as_between(window: str) -> None:
    fact = one(f"In the {window} the patient received 5 units of red cells and 1 platelet concentrate.")
    assert fact is not None
    assert (fact.units_8_weeks, fact.date) == ((5, 5), "2026-06-24")


@pytest.mark.parametrize(
    "text",
    [
        "According to the patient no transfusion was given elsewhere.",
        "No transfusions were given in other hospitals.",
        "No red cells were given since the last visit.",
        "Haemoglobin 10.9 g/dl. No transfusion today.",
        "No red cells were transfused at this visit.",
        "Hb 9, not requiring transfusion today.",
    ],
)
def test_nothing_given_at_one_place_is_no_independence(text: str) -> None:
    assert one(text) is None


def test_the_weeks_of_a_title_are_no_units_of_a_lifetime() -> None:
    """Cards with their titles below the figures: "RBC units in the last 8 | RBC units, lifetime", and below "weeks"."""
    assert not list(of_page("6                          41\nRBC units in the last 8    RBC units, lifetime\nweeks\n"))
    (fact,) = of_page("RBC units, lifetime: 41")
    assert fact.units_lifetime == 41


@pytest.mark.parametrize(
    "text",
    [
        "There have been no transfusion reactions.",
        "No transfusion-related complications.",
        "No RBC alloantibodies were found.",
        "No blood transfusion consent on file.",
        "By definition, a transfusion-dependent patient needs 4 units or more.",
        "By the definition used here, she may be transfusion dependent.",
    ],
)
def test_what_goes_with_transfusions_is_not_their_absence(text: str) -> None:
    assert one(text) is None


@pytest.mark.parametrize(
    ("text", "dependent"),
    [
        ("By the definition used in this center, the patient is red blood cell transfusion dependent.", True),
        ("Per IWG 2018 criteria (3 or more units in 16 weeks), she is transfusion dependent.", True),
        ("The patient meets our definition of transfusion dependence.", True),
        ("By the definition used in this unit, she is not transfusion dependent.", False),
        ("No transfusion history.", False),
        ("No transfusion reactions, no transfusions since November 2024.", False),
        ("No transfusions were given in the last 16 weeks.", False),
    ],
)
def test_dependence_by_a_definition_is_said_of_the_patient(text: str, dependent: bool) -> None:
    said = one(text)
    assert said is not None and said.dependent is dependent


@pytest.mark.parametrize(("read", "sure"), [("uF", False), ("1 ", True)])
def test_a_row_whose_number_was_not_read_makes_the_log_a_question(read: str, sure: bool) -> None:
    page = f"""\
Date           Component    Units given    Reaction
13 May 2026    Red cells    {read}             None
15 Apr 2026    Red cells    2              None
31 Mar 2026    Red cells    1              None"""
    (report,) = laid_out(grid_words(page), vocabulary=load_vocabulary()).reports
    found = [f for f in EXTRACTOR.run(report, load_vocabulary()) if isinstance(f.fact, TransfusionStatement)]
    events = (("2026-03-31", 1), ("2026-04-15", 2), *((("2026-05-13", 1),) if sure else ()))
    assert [(f.fact.events, f.doubt is None) for f in found] == [(events, sure)]
