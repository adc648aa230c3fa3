"""Of which day a value is that running text tells beside values of other days. All figures are made up."""

import pytest

from extractors.labs import EXTRACTOR
from knowledge.loader import load_vocabulary
from schemas.facts import LabResult
from schemas.layout import ReportDates
from tests.reports import report_from_text


def days(text: str) -> dict[tuple[str, float], str | None]:
    """The day of each value that is asserted in a note of 14 March 2025."""
    report = report_from_text(text, dates=ReportDates(visit="2025-03-14"))
    found = [f for f in EXTRACTOR.run(report, load_vocabulary()) if f.doubt is None]
    return {(f.fact.analyte, f.fact.value): f.fact.collected for f in found if isinstance(f.fact, LabResult)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "His haemoglobin is 84 g/L today, having been 91 in March 2024; neutrophils 0.4 and platelets 38.",
            {("hemoglobin", 8.4): "2025-03-14", ("neutrophils", 0.4): "2025-03-14", ("platelets", 38.0): "2025-03-14"},
        ),
        (
            "Hb 84, down from 91 on 3 March 2025; WBC 2.1.",
            {("hemoglobin", 8.4): "2025-03-14", ("leukocytes", 2.1): "2025-03-14"},
        ),
        (
            "Hb was 101 in August 2024 and is now 93 (MCV 109).",
            {("hemoglobin", 9.3): "2025-03-14"},
        ),
        ("Platelets fell from 60 in January 2025 to 38.", {}),
        (
            "Ferritin 1,850 ng/mL (10 Jan 2025), LDH 412.",
            {("ferritin", 1850.0): "2025-01-10", ("lactate_dehydrogenase", 412.0): "2025-03-14"},
        ),
        (
            "On 3 March 2025 Hb 91; WBC 2.0; platelets 44.",
            {("hemoglobin", 9.1): "2025-03-03", ("leukocytes", 2.0): "2025-03-03", ("platelets", 44.0): "2025-03-03"},
        ),
        ("Cycle 3 on 4 February 2025: Hb 91.", {("hemoglobin", 9.1): "2025-02-04"}),
        # Whether the day is that of the first value alone nobody can tell: the second is asked about.
        ("Hb 91 on 3 March 2025, WBC 2.0.", {("hemoglobin", 9.1): "2025-03-03"}),
    ],
)
def test_a_date_is_that_of_its_own_value(text: str, expected: dict[tuple[str, float], str]) -> None:
    sure = days(text)
    assert {k: sure.get(k) for k in expected} == expected
    assert all(
        day is not None and day < "2025-03-14" for k, day in sure.items() if k not in expected and k[0] == "hemoglobin"
    )
    assert not [k for k in sure if k not in expected and k[0] != "hemoglobin"]


def test_units_of_a_product_are_no_count_of_cells() -> None:
    report = report_from_text("Transfusion record\n23 Feb 2025: platelets 1\nPlatelets 44 on 1 March 2025")
    found = [f for f in EXTRACTOR.run(report, load_vocabulary()) if f.doubt is None]
    assert [f.fact.value for f in found if isinstance(f.fact, LabResult)] == [44.0]


@pytest.mark.parametrize("text", ["Platelets 31 (clumped, estimate 60-80).", "Hb 68 (drip arm sample), repeat 88."])
def test_a_sample_that_may_have_been_spoilt_is_asked_about(text: str) -> None:
    assert days(text) == {}


def test_a_day_without_its_year_is_read_or_asked_about_and_never_passed_over() -> None:
    report = report_from_text("Labs 05/01: WBC 3.9, Hgb 9.6.", dates=ReportDates(visit="2025-05-06"))
    known = report.model_copy(update={"date_order": "mdy"})
    sure = [f.fact for f in EXTRACTOR.run(known, load_vocabulary()) if f.doubt is None]
    assert {f.collected for f in sure if isinstance(f, LabResult)} == {"2025-05-01"}
    assert all(f.doubt is not None for f in EXTRACTOR.run(report, load_vocabulary()))


def test_a_date_before_something_that_came_later_is_not_the_values() -> None:
    assert days("AML in April 2024, s/p CPX-351 x1; d28 marrow 3% blasts.") == {}
    assert days("Marrow of 8 January 2025 after 4 cycles: blasts 3%.") == {("blasts_marrow", 3.0): "2025-01-08"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Cellularity was 80 % and is 35 %.", {}),
        ("Anselm Oduya (1949-11-30): Hb 6.6", {("hemoglobin", 6.6): "2025-03-14"}),
    ],
)
def test_a_day_compared_with_or_of_a_birth_is_no_values_and_what_was_is_not(
    text: str, expected: dict[tuple[str, float], str]
) -> None:
    assert days(text) == expected


def test_a_day_compared_with_is_not_the_values() -> None:
    assert "2024-12-03" not in days("In comparison with 2024-12-03 the marrow blasts have fallen to 4 %.").values()


def test_a_year_in_a_bracket_is_that_of_the_value() -> None:
    assert days("EPO 512 mU/mL (2023).") == {("erythropoietin", 512.0): "2023"}


def test_figures_of_a_manner_of_speaking_are_no_values() -> None:
    assert days("Hgb 7s.") == {}
