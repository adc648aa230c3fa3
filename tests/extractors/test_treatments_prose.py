"""Treatments told in the prose of letters and notes: what may not be asserted, and what is asserted exactly."""

import pytest

from extractors.treatments import EXTRACTOR
from knowledge.loader import load_vocabulary
from schemas.facts import GIVEN, Finding, NotGiven, Treatment
from schemas.layout import ReportDates
from tests.reports import report_from_text

VISIT = ReportDates(visit="2025-03-14")
Told = tuple[str, str | None, str | None]


def run(text: str) -> list[Finding]:
    return list(EXTRACTOR.run(report_from_text(text, dates=VISIT), load_vocabulary()))


def told(text: str) -> dict[str, Told]:
    """Status, first day and last day of each agent that is asserted without a doubt."""
    found = (f.fact for f in run(text) if f.doubt is None)
    return {f.agent: (f.status, f.started, f.ended) for f in found if isinstance(f, Treatment)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She had lenalidomide between March and September 2023.", ("completed", "2023-03", "2023-09")),
        ("She had lenalidomide from November to March 2025.", ("completed", "2024-11", "2025-03")),
        ("She had lenalidomide from 3 to 28 February 2025.", ("completed", "2025-02-03", "2025-02-28")),
        ("Lenalidomide was given from 8 June to 10 September 2024.", ("completed", "2024-06-08", "2024-09-10")),
        ("Lenalidomide January 20-24, 2025.", ("completed", "2025-01-20", "2025-01-24")),
        ("He stopped lenalidomide in January.", ("stopped", None, "2025-01")),
        ("Completed 6/6 cycles of lenalidomide 9/2024.", ("completed", None, "2024-09")),
        ("Lenalidomide was given until August 2023 when the disease progressed.", ("stopped", None, "2023-08")),
        (
            "Lenalidomide was first given on 4 March 2024 and last given on 11 November 2024.",
            ("completed", "2024-03-04", "2024-11-11"),
        ),
        ("Having failed lenalidomide, he was seen again.", ("stopped", None, None)),
        ("Lenalidomide, rash March 2023, stopped.", ("stopped", None, None)),
        ("He was admitted on 3 February 2025 on cycle 3 of lenalidomide.", ("ongoing", None, None)),
    ],
)
def test_the_days_of_one_course(text: str, expected: Told) -> None:
    assert told(text) == {"lenalidomide": expected}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "She finished azacitidine on 3 June 2024 and began decitabine on 5 August 2024.",
            {"azacitidine": ("completed", None, "2024-06-03"), "decitabine": ("ongoing", "2024-08-05", None)},
        ),
        (
            "After lenalidomide (2021-2022) and azacitidine (2022-2024) he is now on luspatercept.",
            {
                "lenalidomide": ("completed", "2021", "2022"),
                "azacitidine": ("completed", "2022", "2024"),
                "luspatercept": ("ongoing", None, None),
            },
        ),
        (
            "She declined azacitidine but agreed to luspatercept.",
            {"azacitidine": ("declined", None, None), "luspatercept": ("planned", None, None)},
        ),
        (
            "Having failed darbepoetin, he went on to azacitidine in July 2024.",
            {"darbepoetin alfa": ("stopped", None, None), "azacitidine": ("ongoing", "2024-07", None)},
        ),
        (
            "We have switched her from darbepoetin to luspatercept.",
            {"darbepoetin alfa": ("stopped", None, None), "luspatercept": ("ongoing", None, None)},
        ),
        (
            "Azacitidine, which he had refused in 2023, was started on 4 November 2024.",
            {"azacitidine": ("ongoing", "2024-11-04", None)},
        ),
        (
            "He had his allograft on 3 May 2023 and stopped ciclosporin in December.",
            {
                "allogeneic_hct": ("completed", "2023-05-03", "2023-05-03"),
                "cyclosporine": ("stopped", None, None),
            },
        ),
        ("Her fifth cycle of azacitidine began on 24 February 2025.", {"azacitidine": ("ongoing", None, None)}),
        ("She is on azacitidine 100 mg, C3 completed on 05/03/2025.", {"azacitidine": ("ongoing", None, None)}),
        ("She does not wish to have any more azacitidine.", {"azacitidine": ("stopped", None, None)}),
        ("Azacitidine will be given from Monday.", {"azacitidine": ("planned", None, None)}),
        ("To start Inj. Azacitidine 75 mg/m2 x 7 days q 28 days.", {"azacitidine": ("planned", None, None)}),
    ],
)
def test_each_of_several_has_its_own_fate(text: str, expected: dict[str, Told]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Azacitidine NOT to be given until reviewed.",
        "Luspatercept was not stopped.",
        "Luspatercept was very nearly stopped in November.",
        "Luspatercept is to be stopped.",
        "Luspatercept would have been stopped but for the family's wishes.",
        "We agreed to stop luspatercept at Easter if there is no response.",
        "Once decitabine is complete, she will be seen again.",
        "When she has finished azacitidine she will be seen again.",
        "Had she been younger, I would have recommended azacitidine.",
        "He took part in a study of sabatolimab in 2021 and came off at progression.",
        "The regimen improved survival versus azacitidine alone.",
        "Following azacitidine, some patients experience injection site reactions.",
        "Copy of protocol: azacitidine 75 mg/m2 s.c. days 1-7, every 28 days, minimum six cycles.",
        "Advised: Inj. Decitabine 20 mg/m2 x 5 days q 28 days.",
        "Azacitidine caused a rash on 3 March 2025.",
        "Azacitidine was begun on 8 January and decitabine on 10 June 2024.",
        "Luspatercept was given at the clinic on 3 March 2025.",
        "She completed 3 of 6 planned cycles of azacitidine.",
    ],
)
def test_what_the_words_leave_open_is_asked_about_or_left_out(text: str) -> None:
    assert told(text) == {}


def test_a_treatment_that_never_was_given_is_told_so() -> None:
    (found,) = run("He was never given azacitidine.")
    assert isinstance(found.fact, NotGiven) and found.fact.agent == "azacitidine" and found.doubt is None


def test_each_line_of_treatment_is_that_of_its_own_name() -> None:
    found = [f.fact for f in run("First-line lenalidomide; second-line luspatercept since January 2025.")]
    assert {f.agent: f.line for f in found if isinstance(f, Treatment)} == {"lenalidomide": 1, "luspatercept": 2}


def test_a_cycle_that_is_booked_is_not_counted() -> None:
    (fact,) = (f.fact for f in run("He is on azacitidine, cycle five is pencilled in for 7 April."))
    assert isinstance(fact, Treatment) and (fact.status, fact.cycles) == ("ongoing", None)


def test_at_least_so_many_cycles_is_no_number_of_them() -> None:
    found = [f.fact for f in run("She had at least six cycles of azacitidine.")]
    assert [f.cycles for f in found if isinstance(f, Treatment)] == [None]


def test_counts_that_held_up_leave_no_treatment_on_hold() -> None:
    found = [f.fact for f in run("She came off lenalidomide and her counts have held well.")]
    assert [(f.status, f.stop_reason) for f in found if isinstance(f, Treatment)] == [("stopped", None)]


@pytest.mark.parametrize("name", ["aza", "Aza", "AZA"])
def test_a_short_name_is_read_in_each_way_of_writing_it(name: str) -> None:
    found = [f.fact for f in run(f"She is on {name}, cycle 4.")]
    assert [(f.agent, f.status in GIVEN) for f in found if isinstance(f, Treatment)] == [("azacitidine", True)]
