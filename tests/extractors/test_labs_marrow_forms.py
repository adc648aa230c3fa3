"""Marrow forms: numbered elements, a count of cells under a title that may be of blood, controls and bounds."""

import pytest

from extractors.labs import EXTRACTOR
from knowledge.loader import load_vocabulary
from schemas.facts import LabResult
from schemas.layout import DocumentKind, ReportDates, SectionLabel
from tests.extractors.test_labs import of_text
from tests.pipeline.layout.pages import laid_out
from tests.reports import report_from_sections

VOCABULARY = load_vocabulary()


def said(text: str, label: SectionLabel = SectionLabel.OTHER, kind: DocumentKind = "marrow") -> dict[str, float]:
    report = report_from_sections([(label, text)], kind, dates=ReportDates(collected="2025-03-04"))
    found = [f for f in EXTRACTOR.run(report, VOCABULARY) if f.doubt is None]
    return {f.fact.analyte: f.fact.value for f in found if isinstance(f.fact, LabResult)}


@pytest.mark.parametrize("number", ["3.", "3)", "(3)", "2.3.", "#3"])
def test_the_number_of_an_element_is_no_figure_of_it(number: str) -> None:
    assert said(f"{number}\tRing sideroblasts (of erythroid precursors)\t25 %") == {"ring_sideroblasts": 25}


def test_another_figure_before_the_name_is_still_asked_about() -> None:
    assert said("13\tSerum Ferritin\t1775\t150", SectionLabel.LABS, "lab") == {}


@pytest.mark.parametrize("kind", ["marrow", "lab"])
def test_a_count_of_marrow_cells_under_a_title_of_either(kind: DocumentKind) -> None:
    text = (
        "Differential count\tBlasts 3%, promyelocytes 4.9%, myelocytes 13.6%, eosinophils 1.9%, plasma cells 1.9%, "
        "erythroid cells 33%."
    )
    assert said(text, SectionLabel.LABS, kind) == {"blasts_marrow": 3}


def test_a_differential_of_blood_stays_one() -> None:
    text = "Differential count\tBlasts 3%, promyelocytes 1%, myelocytes 2%, neutrophils 40%, lymphocytes 54%"
    assert said(text, SectionLabel.LABS, "lab")["blasts_blood"] == 3


@pytest.mark.parametrize(
    "text",
    [
        "Control material showed 55% ring sideroblasts as expected.",
        "The control contained 40% ring sideroblasts.",
        "The control smear stained well, with ring sideroblasts 60%.",
    ],
)
def test_a_control_is_not_the_patient(text: str) -> None:
    assert said(f"Ring sideroblasts account for 2% of erythroid precursors. {text}") == {"ring_sideroblasts": 2}


@pytest.mark.parametrize(
    "text",
    [
        "Not acute myeloid leukaemia, for which 20% blasts would be needed.",
        "At least 20% blasts are needed for acute leukaemia.",
        "For acute leukaemia 20% blasts would be necessary.",
        "Blasts of 20% would be acute leukaemia.",
    ],
)
def test_what_another_disease_needs_is_no_count(text: str) -> None:
    assert said(f"Blasts 2% of all nucleated cells. {text}") == {"blasts_marrow": 2}


def test_a_name_in_the_sentence_before_has_no_part_in_the_figure() -> None:
    assert said("Peripheral smear\tDimorphic red cells. Blasts 0%. No parasite.", SectionLabel.BLOOD) == {
        "blasts_blood": 0
    }


def results_on(page: str) -> dict[str, float]:
    (report,) = laid_out(page, vocabulary=VOCABULARY).reports
    dated = report.model_copy(update={"kind": "marrow", "dates": ReportDates(collected="2025-03-04")})
    found = [f for f in EXTRACTOR.run(dated, VOCABULARY) if f.doubt is None]
    return {f.fact.analyte: f.fact.value for f in found if isinstance(f.fact, LabResult)}


NUMBERED = """\
SYNOPTIC DATA

{0}    Biopsy length                             1.8 cm
{1}    Cellularity of biopsy                     55 %
{2}    Blasts, aspirate differential             12.5 %
{3}    Ring sideroblasts                         3 %
{4}    Auer rods                                 Not identified
"""


@pytest.mark.parametrize("numbers", ["1. 2. 3. 4. 5.", "1) 2) 3) 4) 5)", "1 2 3 4 5", "#1 #2 #3 #4 #5"])
def test_rows_that_open_with_their_numbers(numbers: str) -> None:
    found = results_on(NUMBERED.format(*(f"{n:3}" for n in numbers.split())))
    assert found == {"marrow_cellularity": 55, "blasts_marrow": 12.5, "ring_sideroblasts": 3}


def test_figures_before_names_that_do_not_count_up_are_asked_about() -> None:
    found = results_on(NUMBERED.format("12 ", "40 ", "7  ", "9  ", "3  "))
    assert found == {}


def test_a_column_titled_value_that_holds_names() -> None:
    page = """\
Myelogram                            Blood of the day

Cells           %      Normal      Value          Result    Unit
Blasts          1      0 - 3       Leukocytes     6.5       G/l
Promyelocytes   4      1 - 5       Hemoglobin     9.4       g/dl
Myelocytes      10.9   5 - 16      Thrombocytes   269       G/l
Metamyelocytes  11.9   9 - 20
"""
    assert results_on(page) == {"blasts_marrow": 1, "leukocytes": 6.5, "hemoglobin": 9.4, "platelets": 269}


def test_a_range_far_from_the_analytes_own_is_of_what_stands_beside() -> None:
    (found,) = of_text("Hemoglobin 9.4 g/dL (1.0-5.0)", load_vocabulary())
    assert isinstance(found.fact, LabResult)
    assert (found.fact.value, found.fact.reference_low, found.fact.reference_high) == (9.4, None, None)
