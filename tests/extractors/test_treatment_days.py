"""Courses told as short entries, each with its day: begun, stopped, on hold, and the next one begun."""

import pytest

from extractors.treatments import EXTRACTOR
from knowledge.loader import load_vocabulary
from schemas.facts import Finding, Treatment
from schemas.layout import ReportDates
from tests.reports import report_from_text

VISIT = ReportDates(visit="2026-01-28")
Told = tuple[str, str | None, str | None]


def run(text: str) -> list[Finding]:
    return list(EXTRACTOR.run(report_from_text(text, dates=VISIT), load_vocabulary()))


def courses(text: str) -> dict[str, Told]:
    """Status, first day and last day of each agent, as its sure mentions together have it."""
    told: dict[str, Told] = {}
    for fact in (f.fact for f in run(text) if f.doubt is None):
        assert isinstance(fact, Treatment)
        _, started, ended = told.get(fact.agent, (None, None, None))
        told[fact.agent] = (fact.status, started or fact.started, ended or fact.ended)
    return told


@pytest.mark.parametrize(
    "text",
    [
        "• 24-May-2025: Darbepoetin alfa started. 30-Oct-2025: stopped in view of loss of response.",
        "• 24-May-2025: Darbepoetin alfa started.\n• 30-Oct-2025: stopped in view of loss of response.",
        "24/05/2025 - commenced darbepoetin. 30/10/2025 - ceased, no response.",
        "24.05.2025: start darbepoetin. 30.10.2025: end of treatment (loss of response).",
        "Darbepoetin alfa: 24-May-2025 started, 30-Oct-2025 stopped (toxicity).",
        "24 May 2025 darbepoetin alfa begun; 30 October 2025 stopped (loss of response).",
        "On 24 May 2025 darbepoetin was begun and on 30 October 2025 it was stopped for a rash.",
        "Darbepoetin alfa started 24 May 2025. On 30 October 2025 it was stopped.",
        "2025-05-24: darbepoetin started. 2025-08-01: dose increased. 2025-10-30: treatment stopped, progression.",
    ],
)
def test_an_end_told_with_its_day_is_that_of_the_course_before(text: str) -> None:
    assert courses(text) == {"darbepoetin alfa": ("stopped", "2025-05-24", "2025-10-30")}


def test_a_course_of_which_only_the_start_is_told_runs_from_that_day() -> None:
    text = "• 29-Nov-2025: Decitabine started. 2 cycles completed till date."
    assert courses(text) == {"decitabine": ("ongoing", "2025-11-29", None)}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "24-May-2025: Darbepoetin alfa started. 30-Oct-2025: stopped and azacitidine started.",
            {
                "darbepoetin alfa": ("stopped", "2025-05-24", "2025-10-30"),
                "azacitidine": ("ongoing", "2025-10-30", None),
            },
        ),
        (
            "4 May 2025 luspatercept begun, 6 November 2025 stopped for a rash, 1 December 2025 azacitidine begun.",
            {
                "luspatercept": ("stopped", "2025-05-04", "2025-11-06"),
                "azacitidine": ("ongoing", "2025-12-01", None),
            },
        ),
        (
            "Lenalidomide was stopped in May 2025 and azacitidine started.",
            {"lenalidomide": ("stopped", None, "2025-05"), "azacitidine": ("ongoing", None, None)},
        ),
        (
            "20.08.2025 - 21.11.2025: luspatercept (1 mg/kg every 3 weeks), ended because of loss of response "
            "since 20.12.2025: decitabine (20 mg/m2 days 1-5 of 28)",
            {"luspatercept": ("stopped", "2025-08-20", "2025-11-21"), "decitabine": ("ongoing", "2025-12-20", None)},
        ),
    ],
)
def test_the_end_of_one_and_the_start_of_the_next_in_one_line(text: str, told: dict[str, Told]) -> None:
    assert courses(text) == told


def test_a_hold_is_no_end() -> None:
    found = [f.fact for f in run("24/05/2025 Darbepoetin alfa started. 30/10/2025 put on hold.")]
    assert [(f.status, f.stop_reason) for f in found if isinstance(f, Treatment)][-1] == ("ongoing", "on_hold")


@pytest.mark.parametrize(
    "entry", ["to be stopped if no response", "transfusions stopped", "injections by wife stopped"]
)
def test_an_end_that_is_not_understood_is_asked_about(entry: str) -> None:
    (found,) = run(f"24-May-2025: Darbepoetin alfa started. 30-Oct-2025: {entry}.")
    assert found.doubt is not None


def test_days_that_contradict_each_other_are_left_out() -> None:
    (found,) = run("Luspatercept from 20 December 2025 to 3 March 2025.")
    assert isinstance(found.fact, Treatment)
    assert (found.fact.started, found.fact.ended) == (None, None)


@pytest.mark.parametrize(
    "text",
    [
        "24-May-2025: Darbepoetin alfa started. 30-Oct-2025: stopped. 29-Nov-2025: restarted.",
        "24-May-2025: Darbepoetin alfa started. 30-Oct-2025: warfarin started. 3-Nov-2025: stopped.",
        "24-May-2025: Darbepoetin alfa started. 30-Oct-2025: warfarin added. 12-Dec-2025: both stopped.",
    ],
)
def test_what_ended_or_began_again_is_asked_about_where_it_is_not_clear(text: str) -> None:
    found = run(text)
    assert found and all(f.doubt is not None for f in found)


def test_keys_with_their_days_below_a_dose() -> None:
    text = "Epoetin alfa 40,000 U weekly. Start 03/2025. End 08/2025. Reason: no response."
    assert courses(text) == {"epoetin alfa": ("stopped", "2025-03", "2025-08")}
    assert {f.fact.status for f in run(text) if isinstance(f.fact, Treatment)} == {"stopped"}


def test_a_day_in_march_is_no_medication_administration_record() -> None:
    """ "MAR" in capitals is a record of doses, whose days begin and end no course; "Mar 27" is a day."""
    text = (
        "Mar 27, 2024 Bone marrow biopsy.\n"
        "May 14, 2024 - Sep 15, 2024\tLuspatercept 1 mg/kg every 3 weeks. Discontinued: loss of response.\n"
    )
    assert courses(text) == {"luspatercept": ("stopped", "2024-05-14", "2024-09-15")}


def test_a_line_below_a_name_alone_is_of_it_where_it_reads_as_its_entry() -> None:
    entry = "AZACITIDINE\nSTARTED 03-OCT-2025, 5 CYCLES COMPLETED, CONTINUES\n"
    assert courses(entry) == {"azacitidine": ("ongoing", "2025-10-03", None)}
    prose = "Azacitidine\nPatient tolerated this well; transfused 2 units on 3 May 2025.\n"
    assert all(started is None for _, started, _ in courses(prose).values())
