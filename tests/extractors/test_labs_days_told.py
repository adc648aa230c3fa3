"""Which day a value told in prose belongs to where another sentence tells it. All figures are made up."""

import pytest

from extractors.labs import EXTRACTOR
from knowledge.loader import load_vocabulary
from schemas.facts import Finding, LabResult
from schemas.layout import ReportDates
from tests.reports import report_from_text

LETTER = ReportDates(visit="2025-06-11")
Days = dict[tuple[str, float], str | None]


def found(text: str, kind: str = "note", dates: ReportDates = LETTER) -> list[Finding]:
    """The results of a report."""
    report = report_from_text(text, kind=kind, dates=dates)
    return [f for f in EXTRACTOR.run(report, load_vocabulary()) if isinstance(f.fact, LabResult)]


def sure(text: str, kind: str = "note", dates: ReportDates = LETTER) -> Days:
    """The day of each value that is asserted."""
    facts = [f.fact for f in found(text, kind, dates) if f.doubt is None]
    return {(f.analyte, f.value): f.collected for f in facts if isinstance(f, LabResult)}


@pytest.mark.parametrize(
    "text",
    [
        "On 4 June 2025 I repeated her bloods. The count showed haemoglobin 92 g/L and platelets 61 x10^9/L.",
        "I have the results of the tests taken on 4 June 2025. Haemoglobin was 92 g/L. Platelets were 61 x10^9/L.",
        "Bloods of 4 June 2025 are as follows. Haemoglobin 92 g/L. There was no fever. Platelets 61 x10^9/L.",
        "Blood of 2 June 2025 was clotted. It was repeated on 4 June 2025. Haemoglobin 92 g/L, platelets 61 x10^9/L.",
        "Her haemoglobin is 92 g/L and platelets 61 x10^9/L. The sample was drawn on 4 June 2025.",
        "Haemoglobin 92 g/L and platelets 61 x10^9/L: these are the figures of 4 June 2025.",
        "Haemoglobin 92 g/L and platelets 61 x10^9/L (both 4 June 2025).",
        "The tubes were drawn on 4 June 2025 and came back on 6 June 2025. Haemoglobin 92 g/L, platelets 61 x10^9/L.",
    ],
)
def test_the_day_of_a_sample_goes_on_with_what_is_told_of_it(text: str) -> None:
    assert sure(text) == {("hemoglobin", 9.2): "2025-06-04", ("platelets", 61.0): "2025-06-04"}


def test_the_same_sample_is_that_of_before_whatever_was_compared_with_it() -> None:
    days = sure(
        "She had blood taken on 4 June 2025: haemoglobin 92 g/L.\n\n"
        "For comparison, haemoglobin 111 g/L and platelets 90 x10^9/L were found at your surgery "
        "on 9 February 2025.\n\n"
        "The same sample gave a creatinine of 97 umol/L. LDH measured 310 IU/L."
    )
    assert days == {
        ("hemoglobin", 9.2): "2025-06-04",
        ("hemoglobin", 11.1): "2025-02-09",
        ("platelets", 90.0): "2025-02-09",
        ("creatinine", 1.097): "2025-06-04",
        ("lactate_dehydrogenase", 310.0): "2025-06-04",
    }


@pytest.mark.parametrize(
    "text",
    [
        "Haemoglobin on 4 June 2025 was 99 g/L. Platelets were 61 x10^9/L.",
        "I saw her on 4 June 2025. Platelets were 61 x10^9/L.",
        "Counts of 9 February 2025 and of 4 June 2025 are to hand. Platelets 61 x10^9/L.",
        "Blood from Tuesday's clinic is back. Platelets 61 x10^9/L.",
        "Her bloods were taken on 4 June 2025.\n\nThe platelets were 61 x10^9/L.",
        "Since azacitidine the counts of 4 June 2025 are better. Platelets 61 x10^9/L.",
    ],
)
def test_a_day_that_may_not_be_the_values_is_asked_about_and_never_that_of_the_letter(text: str) -> None:
    platelets = [f for f in found(text) if isinstance(f.fact, LabResult) and f.fact.analyte == "platelets"]
    assert [(f.fact.collected, f.doubt is not None) for f in platelets if isinstance(f.fact, LabResult)] == [
        (None, True)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "MDS was diagnosed on 9 February 2025. Haemoglobin 92 g/L.",
        "Her bloods of 9 February 2025 were better. Haemoglobin today is 92 g/L.",
        "Her last transfusion was on 4 June 2025. Haemoglobin 92 g/L this morning.",
        "Her next blood test will be on 9 June 2025. Haemoglobin 92 g/L.",
        "A marrow was taken on 9 February 2025. Haemoglobin 92 g/L.",
    ],
)
def test_the_day_of_something_else_leaves_a_value_that_of_the_letter(text: str) -> None:
    assert sure(text) == {("hemoglobin", 9.2): "2025-06-11"}


def test_each_of_a_row_of_days_is_that_of_the_value_behind_it() -> None:
    assert sure("25 May 2025 Hgb 9.5 g/dL, 4 June 2025 Hgb 9.2 g/dL.") == {
        ("hemoglobin", 9.5): "2025-05-25",
        ("hemoglobin", 9.2): "2025-06-04",
    }


def test_a_day_and_month_before_a_figure_are_no_year() -> None:
    days = sure("Haemoglobin was 111 g/L on 9 February, 99 g/L on 11 May and 92 g/L on 4 June 2025.")
    assert set(days.values()) <= {"2025-06-04"}


REGISTRAR = (
    "4 June 2025\n\nAspirate and trephine taken today under local anaesthetic.\n\n"
    "I had a quick look: perhaps 12% blasts at a guess, but this will be superseded.\n\n"
    "11 June 2025 - {title}\n\nNow counted are 500 cells: 7% blasts. The iron stain shows no ring sideroblasts."
)


@pytest.mark.parametrize("title", ["formal result", "final report", "result now available"])
def test_a_title_of_a_result_gives_its_counts_no_day_and_a_count_replaces_the_guess(title: str) -> None:
    assert sure(REGISTRAR.format(title=title), "marrow", ReportDates()) == {
        ("blasts_marrow", 7.0): "2025-06-04",
        ("ring_sideroblasts", 0.0): "2025-06-04",
    }


def test_without_a_day_of_the_marrow_the_counts_under_a_title_of_a_result_are_asked_about() -> None:
    text = "11 June 2025 - formal result\n\nThe differential puts blasts at 7% of nucleated cells of the marrow."
    assert sure(text, "marrow", ReportDates()) == {}


@pytest.mark.parametrize(
    "text",
    [
        "At first inspection I guessed at 12% blasts.",
        "A provisional report was telephoned with blasts of 12%.",
        "The registrar's count was 12% blasts.",
        "The slides show perhaps 12% blasts.",
    ],
)
def test_an_impression_before_the_count_is_no_count(text: str) -> None:
    assert sure(text, "marrow", ReportDates(collected="2025-06-04")) == {}


def test_slides_that_were_sent_are_of_the_day_the_marrow_was_taken() -> None:
    days = sure(
        "Dear colleague, Thank you for the slides from the marrow of Mrs Roe taken at your hospital on 4 June 2025. "
        "They reached us on 9 June 2025.\n\nYour report mentions 12% blasts.\n\n"
        "On our own count of 500 cells, blasts amount to 7%. The core has a cellularity of 60%."
    )
    assert days == {("blasts_marrow", 7.0): "2025-06-04", ("marrow_cellularity", 60.0): "2025-06-04"}


def test_a_count_of_somebody_elses_patient_is_no_result() -> None:
    text = (
        "They also had a neutrophil count of 0.04 for somebody else's patient. Neutrophils 0.04 for the lady in bed 9."
    )
    assert found(text) == []


def test_what_another_part_of_a_sentence_would_require_is_no_result() -> None:
    text = "Acute leukaemia is excluded by the blast count; 20% would be required."
    assert found(text, "marrow", ReportDates(collected="2025-06-04")) == []


def test_a_name_of_a_person_may_stand_between_a_test_and_its_figure() -> None:
    assert sure("Today's haemoglobin on Ms Sanghvi-Roe has come back at 130 g/L.") == {
        ("hemoglobin", 13.0): "2025-06-11"
    }
