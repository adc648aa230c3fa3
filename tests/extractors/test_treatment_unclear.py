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
        "Referral for allogeneic transplant was declired by the patient.",
        "Allogeneic transplantation has been shelved.",
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


@pytest.mark.parametrize(
    "text",
    [
        "Outcome: start azacitidine x2-4 then RIC allo if blasts <10%.",
        "Azacitidine for 4 cycles followed by allogeneic transplant in remission is the plan.",
        "MDT outcome: azacitidine then RIC allo.",
        "Outcome: decitabine x3, then reassess.",
    ],
)
def test_what_is_only_set_behind_a_plan_was_not_given(text: str) -> None:
    assert not {s for s in told(text) if s.endswith(("completed", "ongoing", "stopped"))}


def test_a_later_cycle_that_is_to_come_says_that_it_was_begun() -> None:
    assert told("Azacitidine 75 mg/m2 x 7 days, will start cycle 5 on Monday.") == {"azacitidine ongoing"}
    assert told("Start azacitidine, marrow before giving cycle 5.") == {"azacitidine planned"}
    told_as = told("Luspatercept, then lenalidomide if no response.", SectionLabel.PLAN)
    assert "lenalidomide considered" in told_as


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("He was on decitabine x 4 pre-transplant.", "decitabine ongoing"),
        ("She had been on epoetin for a year.", "epoetin alfa ongoing"),
        ("Stop lenalidomide if platelets fall below 50.", "lenalidomide stopped"),
        ("Deferasirox to be stopped when ferritin is below 500.", "deferasirox stopped"),
        ("Eltrombopag 50 mg daily (d/c when HMA starts)", "eltrombopag stopped"),
        ("Eltrombopag 50 mg daily (d/c when HMA starts)", "hma stopped"),
    ],
)
def test_what_once_was_does_not_run_and_what_may_stop_has_not(text: str, never: str) -> None:
    assert never not in told(text)


def test_what_was_stopped_when_something_happened_was_stopped() -> None:
    assert told("Azacitidine was stopped when she developed sepsis.") == {"azacitidine stopped"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Refractory to azacitidine (7 cycles), declined dialysis.", "azacitidine stopped"),
        ("On azacitidine, declined admission.", "azacitidine ongoing"),
        ("Luspatercept offered, declined for now.", "luspatercept declined"),
        ("Azacitidine was discussed and she declined.", "azacitidine declined"),
        ("She refused further azacitidine.", "azacitidine stopped"),
    ],
)
def test_a_refusal_is_of_what_it_names(text: str, expected: str) -> None:
    assert told(text) == {expected}


def test_a_name_with_a_question_mark_is_asked_about() -> None:
    assert told("On Onureg? per wife.") == {"oral azacitidine ongoing?"}


def test_what_was_needed_before_a_treatment_says_nothing_of_it() -> None:
    assert "luspatercept ongoing" not in told("Before luspatercept he had 3 units a month.")


def test_a_word_of_talk_with_a_subject_of_its_own_is_not_of_the_treatment_before() -> None:
    assert told("Not a BMT candidate (age); DNR discussed, full code.") == set()


def test_a_date_behind_another_matter_is_no_start_of_the_course() -> None:
    text = "Since starting luspatercept in March 2024 she has needed just one transfusion, in November 2024."
    report = report_from_text(text, dates=ReportDates(visit="2025-03-14"))
    facts = [f.fact for f in EXTRACTOR.run(report, load_vocabulary())]
    assert [f.started for f in facts if isinstance(f, Treatment)] == ["2024-03"]


def test_an_effect_of_a_drug_that_is_weighed_as_a_cause_is_no_treatment() -> None:
    assert told("B12 deficiency vs methotrexate effect vs MDS.") == set()


def test_a_key_with_a_drug_does_not_say_that_it_is_over() -> None:
    assert "azacitidine completed" not in told("Drug: azacitidine")


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("Azacitidine D5 given s/c.", "azacitidine completed"),
        ("He has had 2 injections of Aranesp.", "darbepoetin alfa completed"),
        (
            "Bridging azacitidine 2 cycles started 2025-01-20 with DLI planned after cycle 2.",
            "donor_lymphocyte_infusion ongoing",
        ),
    ],
)
def test_a_part_of_a_course_is_not_its_end_and_what_is_planned_has_not_begun(text: str, never: str) -> None:
    assert never not in told(text)


def test_a_refusal_by_name_is_a_refusal() -> None:
    text = "We discussed allogeneic stem cell transplantation again; Jane declined."
    assert told(text) == {"allogeneic_hct declined"}


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("Azacitidine was to have started on Monday but his chest infection has put it back.", "azacitidine ongoing"),
        ("I rang him to say that azacitidine is off the table.", "azacitidine stopped"),
        ("We are holding azacitidine in reserve.", "azacitidine ongoing"),
        ("He has had every drug there is, from EPO to lenalidomide to azacitidine.", "azacitidine planned"),
        ("Treatment with azacitidine has been a disaster.", "azacitidine completed"),
        ("She has not had any azacitidine since the stroke.", "azacitidine never"),
    ],
)
def test_turns_that_say_something_else_than_their_words(text: str, never: str) -> None:
    assert never not in told(text)


def test_what_ran_out_was_stopped() -> None:
    assert told("Her Revlimid ran out in May 2024.") == {"lenalidomide stopped"}


@pytest.mark.parametrize(
    "text",
    [
        "G-CSF (filgrastim) is given only if the doctor writes it.",
        "Filgrastim is given when neutrophils are low.",
        "Lenalidomide is stopped when platelets fall below 50.",
        "Epoetin is stopped once haemoglobin is above 12.",
        "In active infection luspatercept should be withheld.",
    ],
)
def test_what_is_done_in_general_is_not_what_was_done(text: str) -> None:
    assert all(said.endswith("?") for said in told(text))


@pytest.mark.parametrize(
    "text",
    [
        "If MDS progresses, venetoclax will be considered. The patient takes allopurinol and will stop it today.",
        "Venetoclax will be considered. He had taken aspirin and stopped it last week.",
        "Venetoclax will be considered. She is on amlodipine and it was stopped.",
    ],
)
def test_it_stands_for_what_its_own_sentence_names(text: str) -> None:
    assert told(text) == {"venetoclax considered"}
