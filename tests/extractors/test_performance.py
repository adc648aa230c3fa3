"""Performance status as printed."""

import pytest

from extractors.performance import EXTRACTOR
from knowledge.loader import load_vocabulary
from schemas.facts import Performance
from schemas.layout import ReportDates
from tests.reports import report_from_text


def said(text: str) -> list[tuple[str, int]]:
    found = EXTRACTOR.run(report_from_text(text), load_vocabulary())
    return [(f.fact.scale, f.fact.value) for f in found if isinstance(f.fact, Performance)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ECOG 1", [("ECOG", 1)]),
        ("ECOG performance status is 2.", [("ECOG", 2)]),
        ("ECOG PS: 0", [("ECOG", 0)]),
        ("WHO performance status 3", [("ECOG", 3)]),
        ("Zubrod 2", [("ECOG", 2)]),
        ("ECOG/WHO PS 1/4", [("ECOG", 1)]),
        ("KPS 80%", [("KPS", 80)]),
        ("Karnofsky performance status: 70", [("KPS", 70)]),
        ("ECOG 1, KPS 80", [("ECOG", 1), ("KPS", 80)]),
        ("ECOG at this visit: 1", [("ECOG", 1)]),
        ("ECOG performance status today: 1.", [("ECOG", 1)]),
        ("Karnofsky performance status of about 80", [("KPS", 80)]),
        ("ECOG 1, 71 kg", [("ECOG", 1)]),
        ("ECOG 0, 1 or 2", []),
        ("ECOG PS of 0 or 1", []),
        ("ECOG was 2 last year, now 1.", []),
        ("PS 0-1", []),
        ("ECOG 0-1", []),
        ("ECOG 0-2 required", []),
        ("Inclusion: ECOG 2", []),
        ("ECOG <= 2", []),
        ("ECOG 10", []),
        ("KPS 85", []),
        ("WHO 2016", []),
        ("MDS (WHO 5th edition)", []),
    ],
)
def test_values(text: str, expected: list[tuple[str, int]]) -> None:
    assert said(text) == expected


def test_a_status_of_a_letter_of_another_day_is_of_that_day() -> None:
    report = report_from_text("ECOG 2 in the clinic letter of March 2024.", dates=ReportDates(visit="2025-03-14"))
    (only,) = EXTRACTOR.run(report, load_vocabulary())
    assert isinstance(only.fact, Performance)
    assert only.fact.date == "2024-03"


def test_a_status_of_the_last_attendance_is_of_its_day() -> None:
    text = "At the last visit (May 13, 2024) Hgb was 9.1 g/dL and ECOG 2 because of a cold. ECOG 1."
    dates = ReportDates(visit="2025-03-14")
    facts = [f.fact for f in EXTRACTOR.run(report_from_text(text, dates=dates), load_vocabulary())]
    assert [(f.value, f.date) for f in facts if isinstance(f, Performance)] == [(2, "2024-05-13"), (1, "2025-03-14")]
