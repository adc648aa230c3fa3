"""Blasts, ring sideroblasts and cellularity in running text of marrow reports: these and no others."""

import pytest

from extractors.labs import EXTRACTOR
from knowledge.loader import load_vocabulary
from schemas.facts import LabResult
from schemas.layout import ReportDates, SectionLabel
from tests.reports import report_from_text, section_from_text

VOCABULARY = load_vocabulary()


def said(text: str) -> dict[str, float]:
    report = report_from_text(text, "marrow", dates=ReportDates(collected="2025-03-04"))
    found = [f for f in EXTRACTOR.run(report, VOCABULARY) if f.doubt is None]
    return {f.fact.analyte: f.fact.value for f in found if isinstance(f.fact, LabResult)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Compared with the marrow before, in which blasts were 10.5%, the blast percentage is now 5.5%.", 5.5),
        ("Blasts are not increased, comprising approximately 2% of nucleated marrow cells.", 2),
        ("Blasts: not increased (3%)", 3),
        ("OF 500 CELLS COUNTED BLASTS FORMED 1 PERCENT, PLASMA CELLS 2 PERCENT", 1),
        ("There is an increase in blasts (12% by manual count on the aspirate smear).", 12),
        ("The blast percentage has increased from 4% to 9%.", 9),
        ("Blasts account for 7% of nucleated cells (previously 3%).", 7),
    ],
)
def test_blasts_in_the_marrow(text: str, expected: float) -> None:
    assert said(text) == {"blasts_marrow": expected}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SIDEROBLASTS OF RING TYPE: 50 PERCENT OF THE RED CELL PRECURSORS.", 50),
        ("Iron stain: 22% of erythroid precursors are ring sideroblasts.", 22),
        ("Ring sideroblasts are absent.", 0),
        ("Ring sideroblasts: none", 0),
        ("Ringed sideroblasts were not seen on the iron stain.", 0),
    ],
)
def test_ring_sideroblasts(text: str, expected: float) -> None:
    assert said(text) == {"ring_sideroblasts": expected}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The marrow is hypercellular for age (80%).", 80),
        ("Estimated cell richness 85% of the marrow space.", 85),
        ("Cellularity: approximately 60% (expected 30-50% for age)", 60),
    ],
)
def test_cellularity(text: str, expected: float) -> None:
    assert said(text) == {"marrow_cellularity": expected}


@pytest.mark.parametrize(
    "text",
    [
        "The marrow is hypercellular for age 72.",
        "In the previous marrow blasts were 10%.",
        "Blasts are not increased.",
        "Blasts are not increased (<5%).",
        "Blasts 5-9% of nucleated cells.",
        "CD34 highlights approximately 10% of cells on the core biopsy.",
        "Blasts (CD34+, CD117+, HLA-DR+) represent 6.5% of total events by flow.",
        "MDS with ring sideroblasts: absent",
        "Ring sideroblasts cannot be assessed because iron stores are absent.",
        "Blasts not seen. 5% plasma cells.",
        "Control slide: ring sideroblasts 40%.",
        "Sixty nucleated cells on one smear included 1 blast (1.7%); this is not a marrow blast count.",
        "Threshold for dysplasia is 10% of a lineage; blasts of 5% and 10% divide categories of risk.",
    ],
)
def test_what_states_no_result_gives_none(text: str) -> None:
    assert said(text) == {}


def test_the_day_of_a_supplement_is_not_the_samples_and_an_aside_is_not_the_result() -> None:
    text = (
        "SUPPLEMENT 20/07/2025: Perls stain now available. Ring sideroblasts account for 86% of erythroid precursors "
        "(15% or more, or 5% with an SF3B1 mutation, is required for the subtype)."
    )
    report = report_from_text(text, "marrow", dates=ReportDates(collected="2025-07-14"))
    (found,) = EXTRACTOR.run(report, VOCABULARY)
    assert isinstance(found.fact, LabResult)
    assert (found.fact.value, found.fact.collected, found.doubt) == (86, "2025-07-14", None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Blasts: 07 %", {"blasts_marrow": 7}),
        ("Blasts (including promonocytes): 11%", {"blasts_marrow": 11}),
        ("Marrow cellularity for this 71-year-old is 80%.", {"marrow_cellularity": 80}),
        ("Cellularity for a 71-year-old woman: 65%", {"marrow_cellularity": 65}),
        ("Iron stain: ring sideroblasts >15% (28%)", {"ring_sideroblasts": 28}),
        ("Blasts are not increased.", {}),
        ("Blast cells: approximately 4-5%", {}),
        ("Blasts (not counted), promonocytes 4%", {}),
    ],
)
def test_figures_as_they_are_written(text: str, expected: dict[str, float]) -> None:
    assert said(text) == expected


def test_a_smear_in_a_section_on_the_marrow_is_the_marrows() -> None:
    text = "Blasts: 4% of 200 cells (preliminary, haemodilute smear)"
    section = section_from_text(text, SectionLabel.MARROW, "Bone marrow biopsy and aspirate")
    report = report_from_text("", "marrow").model_copy(update={"sections": (section,)})
    found = [f.fact for f in EXTRACTOR.run(report, VOCABULARY)]
    assert [(f.analyte, f.value) for f in found if isinstance(f, LabResult)] == [("blasts_marrow", 4)]
    assert said("Blood film: blasts 4%.") == {"blasts_blood": 4}


def test_a_count_that_the_next_sentence_puts_in_place_of_another() -> None:
    text = "Blasts: 4%\nFurther smears: blasts are 2%. This supersedes the 4% quoted in the original report."
    assert said(text) == {"blasts_marrow": 2}
