"""A treatment is asserted only in words that are understood; in any others it is asked about."""

import pytest

from extractors.treatments import EXTRACTOR
from knowledge.loader import load_vocabulary
from schemas.facts import NotGiven, Treatment
from schemas.layout import ReportDates, SectionLabel
from tests.reports import report_from_text


def told(text: str, label: SectionLabel = SectionLabel.OTHER) -> set[str]:
    """Agent and status of each statement in a note of 14 March 2025; "?" marks one that is asked about."""
    report = report_from_text(text, label=label, dates=ReportDates(visit="2025-03-14"))
    said = set()
    for found in EXTRACTOR.run(report, load_vocabulary()):
        assert isinstance(found.fact, Treatment | NotGiven)
        status = found.fact.status if isinstance(found.fact, Treatment) else "never"
        said.add(f"{found.fact.agent} {status}{'?' if found.doubt else ''}")
    return said


@pytest.mark.parametrize(
    "text",
    [
        "We had thought about venetoclax but the cardiologists were against it.",
        "Azacitidine would have to be given by the district nurses.",
        "Had lenalidomide been available, we would have offered it.",
        "If her platelets fall below 30 we would stop lenalidomide.",
        "He never really got going with deferasirox because of the taste.",
        "ESA therapy is unlikely to help given a serum EPO of 912.",
        "Her insurer requires failure of an ESA before luspatercept.",
        "Vidaza was put off for two weeks because of the low platelets.",
        "Enrolled on a study of oral azacitidine versus best supportive care.",
        "Transplant: donor search started; unrelated donor found. Not scheduled.",
        "There is little point in going on with the erythropoietin injections.",
        "Starting dose of lenalidomide in this setting is 10 mg.",
    ],
)
def test_words_that_are_not_understood_make_it_a_question(text: str) -> None:
    sure = {s for s in told(text) if not s.endswith(("?", "considered"))}
    assert sure == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He reports taking danazol 200 mg twice daily.", {"danazol ongoing"}),
        ("Treatment has consisted of three months of Retacrit without benefit.", {"epoetin alfa stopped"}),
        ("We then moved on to luspatercept, which he receives every 3 weeks.", {"luspatercept ongoing"}),
        ("Lenalidomide was introduced in January 2025 and remains effective.", {"lenalidomide ongoing"}),
        ("Luspatercept 1.33 mg/kg (last given 21 February 2025).", {"luspatercept ongoing"}),
        ("Patient self-discontinued Exjade in the summer.", {"deferasirox stopped"}),
        ("Azacitidine has come to an end after 9 cycles because the blasts rose to 14%.", {"azacitidine stopped"}),
        ("Allogeneic transplant was discussed in detail and the patient has declined it.", {"allogeneic_hct declined"}),
        ("Reduced-intensity allograft from her brother, 12 September 2023.", {"allogeneic_hct completed"}),
    ],
)
def test_words_that_leave_the_meaning_as_it_is_do_not(text: str, expected: set[str]) -> None:
    assert told(text) == expected


def test_a_clause_before_the_main_one_keeps_its_own_treatment() -> None:
    text = "Given the lack of response to epoetin, luspatercept was commenced on 3 February 2025."
    assert told(text) == {"epoetin alfa stopped", "luspatercept ongoing"}


def test_a_later_cycle_that_is_due_is_of_a_course_that_runs() -> None:
    assert told("Azacitidine from 4 March 2024, cycle 4 commences on 24 March 2025.") == {"azacitidine ongoing"}
    assert told("Azacitidine from 4 April 2025, cycle 1 planned.") == {"azacitidine planned"}


def test_what_a_table_in_a_cell_says_is_asked_about() -> None:
    cell = "Epoetin alfa 09-Mar-2024 11-Jul-2024 Azacitidine 10-Aug-2024 continuing"
    assert "azacitidine stopped" not in told(f"Treatments\t{cell}\tStopped, toxicity 3 cycles")


def test_the_subject_of_a_verb_is_no_entry_of_a_list() -> None:
    text = "Lenalidomide is registered in the Netherlands only for del(5q)."
    assert told(text, SectionLabel.MEDICATIONS) <= {"lenalidomide ongoing?"}
    assert told("Lenalidomide 10 mg daily", SectionLabel.MEDICATIONS) == {"lenalidomide ongoing"}


def test_a_name_before_the_verb_is_who_received_it() -> None:
    assert told("Ruth received luspatercept from May 2024; it was discontinued on 01/27/2025.") == {
        "luspatercept stopped"
    }


def test_what_was_prescribed_and_not_taken_is_not_ongoing() -> None:
    text = "Lenalidomide 10 mg was prescribed in December but she has not yet filled it."
    assert {s.rstrip("?") for s in told(text)} == {"lenalidomide planned"}


def test_a_key_that_speaks_of_today_keeps_nothing_going() -> None:
    assert told("Treatment to date: ESA x 4 months without response.") == {"esa stopped"}


def test_creatinine_that_rose_is_no_complete_response() -> None:
    report = report_from_text("EXJADE - STOPPED 6/2024 (CR RISE)", dates=ReportDates(visit="2025-03-14"))
    (found,) = EXTRACTOR.run(report, load_vocabulary())
    assert isinstance(found.fact, Treatment)
    assert (found.fact.agent, found.fact.status, found.fact.response) == ("deferasirox", "stopped", None)
