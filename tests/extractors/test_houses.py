"""How houses print counts and sums of units: codes before names, cards of two forms, windows of weeks."""

import pytest

from extractors.labs import extract_labs
from extractors.transfusions import EXTRACTOR
from knowledge.loader import load_vocabulary
from schemas.facts import LabResult, TransfusionStatement
from schemas.layout import ReportDates
from tests.pipeline.layout.pages import laid_out
from tests.reports import report_from_text

NOW = "2026-03-14"


def counts(page: str) -> dict[str, float]:
    vocabulary = load_vocabulary()
    out: dict[str, float] = {}
    for report in laid_out(page, vocabulary=vocabulary).reports:
        dated = report.model_copy(update={"kind": "lab", "dates": ReportDates(collected=NOW)})
        found = [f.fact for f in extract_labs(dated, vocabulary) if f.doubt is None]
        out |= {f.analyte: f.value for f in found if isinstance(f, LabResult)}
    return out


def test_a_short_code_before_the_name_is_part_of_it() -> None:
    page = """
Analysis               Result       Unit      Normal range
LEU Leukocytes         4.0          /nl       3.9 - 10.6
HK Haematocrit         30.2         %         34.8 - 45.6
THR Thrombocytes       450          /nl       145 - 390
NEA Neutrophils abs.   1.00         /nl       1.60 - 7.40
FER Ferritin           1288         ng/ml     12 - 180
"""
    assert counts(page) == {
        "leukocytes": 4.0, "hematocrit": 30.2, "platelets": 450.0, "neutrophils": 1.0, "ferritin": 1288.0,
    }  # fmt: skip


def test_letters_that_do_not_shorten_the_name_are_of_another_specimen() -> None:
    page = """
Analysis               Result       Unit      Normal range
LEU Leukocytes         4.0          /nl       3.9 - 10.6
CSF Leukocytes         3.0          /nl       0 - 5
"""
    assert counts(page) == {"leukocytes": 4.0}


def test_a_card_ends_where_a_line_opens_with_another_name() -> None:
    page = """
RBC COUNT
2.97 M/uL
Normal range: 3.85 - 5.15 M/uL

HGB 11.4 g/dL
Normal range: 11.6 - 15.3 g/dL
"""
    assert counts(page) == {"erythrocytes": 2.97, "hemoglobin": 11.4}


def stated(text: str) -> list[TransfusionStatement]:
    report = report_from_text(text, dates=ReportDates(visit=NOW))
    found = [f.fact for f in EXTRACTOR.run(report, load_vocabulary()) if f.doubt is None]
    return [f for f in found if isinstance(f, TransfusionStatement)]


@pytest.mark.parametrize(
    "text",
    [
        "SUMMARY (LAST 8 WEEKS): PRBC 4 UNITS TRANSFUSED",
        "Summary of last 8 weeks: PRBC transfused: 4 units",
        "Red cell units transfused during the past 56 days: 4",
        "TOTAL RBC (8 WEEKS): 4 UNITS",
    ],
)
def test_a_sum_over_weeks_is_no_sum_of_a_life(text: str) -> None:
    assert [(f.units_8_weeks, f.units_lifetime) for f in stated(text)] == [((4.0, 4.0), None)]


@pytest.mark.parametrize("text", ["8-WEEK TOTAL: 4 PRBC, 1 SDP", "SUMMARY (LAST 8 WEEKS): SDP 1 UNIT TRANSFUSED"])
def test_a_sum_of_weeks_that_is_not_understood_says_nothing(text: str) -> None:
    assert stated(text) == []


def test_a_definition_without_a_comma_is_what_she_is_judged_by() -> None:
    assert [f.dependent for f in stated("By the usual definition she is transfusion dependent.")] == [True]
    assert stated("By the usual definition a dependent patient needs 4 units or more in 8 weeks.") == []
