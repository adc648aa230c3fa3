"""The day of the specimen behind words for it or for its taking, and behind nothing else."""

import pytest

from knowledge.loader import load_vocabulary
from pipeline.context import add_contexts
from pipeline.context.specimen_dates import specimen_days
from tests.pipeline.layout.pages import laid_out
from tests.reports import passage_from_text

VOCABULARY = load_vocabulary()


def days(text: str) -> list[str]:
    return list(specimen_days([passage_from_text(text)], "dmy"))


@pytest.mark.parametrize(
    "text",
    [
        "Sample: 14.02.2025",
        "Name: Roe, Jo\tSample: 14.02.2025\tIssue: 25.02.2025",
        "Biopsy 2025-02-14\tReport 2025-02-20",
        "Sample drawn on\t: 14 Feb 2025",
        "Sample of 14/02/2025, no. B123 Report of 27/02/2025",
        "Date of trephine: 14 Feb 2025",
        "Bone marrow aspirate taken on 14 Feb 2025",
        "Material: bone marrow, from 14 Feb 2025, Marrow tap 14 Feb 2025",
        "Material: bone marrow aspirate and punch biopsy of 14.02.2025",
    ],
)
def test_words_for_a_specimen_and_its_date(text: str) -> None:
    assert days(text) == ["2025-02-14"]


@pytest.mark.parametrize(
    "text",
    [
        "Report 2025-02-20",
        "Sample received 14 Feb 2025",
        "Previous marrow of 14 Feb 2025",
        "Born 14 Feb 1955",
        "Marrow report of 14 Feb 2025",
        "Compared with the marrow of 14 Feb 2025 there is no change.",
        "Next biopsy 14 Feb 2025",
        "Sample: Feb 2025",
        "14 Feb 2025",
    ],
)
def test_other_days_are_not_the_specimens(text: str) -> None:
    assert days(text) == []


def test_a_day_far_down_the_report_is_not_its_own() -> None:
    above = [passage_from_text("Cells were counted.", top=50.0 + 14 * i) for i in range(20)]
    assert list(specimen_days([*above, passage_from_text("Biopsy 14 Feb 2025")], "dmy")) == []


def test_a_banner_over_a_table_keeps_the_day_of_the_sample() -> None:
    page = (
        "PUKEKO HEALTH                DOE Jane               Performed 28 Mar 2025\n"
        "LABORATORIES                 Born 13 Apr 1963       Reported 1 Apr 2025\n"
        "Haematology — Bone marrow    NHI H728089            Lab no. 5473848\n"
        "\n"
        "Cellularity 70%. Aspirate particulate. Blasts 3% of 500 cells. Megakaryocytes reduced."
    )
    dates = add_contexts([laid_out(page, vocabulary=VOCABULARY)], VOCABULARY)[0].reports[0].dates
    assert (dates.collected, dates.reported) == ("2025-03-28", "2025-04-01")


def test_a_sentence_that_tells_of_the_taking_dates_the_specimen() -> None:
    line = (
        "Jane Roe, born Jan 16, 1959, female, MRN 1229814. A bone marrow aspirate and core biopsy were obtained from "
        "the right posterior iliac crest on Jul 22, 2025 and reached us the same day. This report was released on Jul "
        "28, 2025."
    )
    assert days(line) == ["2025-07-22"]
