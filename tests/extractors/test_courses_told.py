"""What a count of cycles, a log of days and stacked visits say of a course; whose study a formula is of."""

import pytest

from extractors.cytogenetics.karyotypes import EXTRACTOR as KARYOTYPES
from extractors.treatments import EXTRACTOR
from knowledge.loader import load_vocabulary
from schemas.facts import Finding, Karyotype, Treatment
from schemas.layout import ReportDates
from tests.reports import report_from_text


def told(text: str) -> list[Finding]:
    report = report_from_text(text, dates=ReportDates(visit="2026-09-01"))
    return [f for f in EXTRACTOR.run(report, load_vocabulary()) if isinstance(f.fact, Treatment)]


@pytest.mark.parametrize(
    ("text", "status", "asked"),
    [
        ("3 courses of decitabine completed, treatment continues.", "ongoing", False),
        ("5 cycles of decitabine completed since 4 Feb 2026; going on with it.", "ongoing", False),
        ("4 courses of azacitidine given, the treatment is pursued.", "ongoing", False),
        ("Completed 4 cycles of azacitidine. Fatigue continues.", "completed", True),
        ("6 cycles of azacitidine completed.", "completed", True),
        ("6 of 6 cycles of azacitidine completed.", "completed", False),
        ("6 cycles of azacitidine completed, treatment discontinued.", "stopped", False),
        ("Venetoclax is held in reserve.", "considered", False),
        ("Pharmacy asks whether venetoclax should replace it: not now, to be considered later.", "considered", False),
        ("04.06.2027\tStart azacitidine", "planned", False),
        ("19.12.2025\tStop azacitidine (toxicity)", "stopped", False),
    ],
)
def test_a_count_ends_no_course(text: str, status: str, asked: bool) -> None:
    found = told(text)
    assert [(f.fact.status, f.doubt is not None) for f in found if isinstance(f.fact, Treatment)] == [(status, asked)]


def test_start_in_a_log_whose_day_has_passed_was_a_start() -> None:
    facts = [f.fact for f in told("04.06.2026\tStart azacitidine")]
    assert [(f.status, f.started) for f in facts if isinstance(f, Treatment)] == [("ongoing", "2026-06-04")]


def test_each_of_stacked_visits_tells_how_things_were_on_its_day() -> None:
    text = "4 Jul 2026\n\nAzacitidine was stopped.\n\n29 Jan 2026\n\nContinues azacitidine, 5 cycles completed."
    facts = [f.fact for f in told(text)]
    assert {(f.status, f.recorded) for f in facts if isinstance(f, Treatment)} == {
        ("stopped", "2026-07-04"),
        ("ongoing", "2026-01-29"),
    }


@pytest.mark.parametrize(
    ("text", "formulas"),
    [
        ("Shows 46,XX,del(5)(q13q33)[12]/46,XX[8],thus a clone.", ["46,XX,del(5)(q13q33)[12]/46,XX[8]"]),
        ("A blood study of 2023 from another laboratory\nread 46,XX,inv(9)(p12q13)c[20]; not confirmed here.", []),
    ],
)
def test_formula_is_whole_and_of_this_study(text: str, formulas: list[str]) -> None:
    report = report_from_text(text, dates=ReportDates(collected="2025-02-28"))
    found = list(KARYOTYPES.run(report, load_vocabulary()))
    assert [f.fact.iscn for f in found if isinstance(f.fact, Karyotype) and f.doubt is None] == formulas
