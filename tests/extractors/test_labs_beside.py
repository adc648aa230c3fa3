"""What stands beside a result and is none: remarks, counts of cells, earlier results, and names with figures."""

import pytest

from knowledge.loader import load_vocabulary
from schemas.facts import LabResult
from schemas.vocabulary import Vocabulary
from tests.extractors.test_labs import of_page, of_text, values


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_vocabulary()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bone marrow aspirate: blasts 2 percent, promyelocytes 3 percent.", {"blasts_marrow": 2.0}),
        ("Bone marrow aspirate: blasts 1 per cent.", {"blasts_marrow": 1.0}),
        ("Bone marrow with 2 pct blasts.", {"blasts_marrow": 2.0}),
        ("Bone marrow: MDS with excess blasts 2, blasts 12 percent.", {"blasts_marrow": 12.0}),
        ("Bone marrow: MDS with excess blasts 2.", {}),
        ("Bone marrow: MDS with increased blasts 1.", {}),
        ("ANC (manual, 100 cells): 0.19 10^9/L", {"neutrophils": 0.19}),
        ("ANC (manual differential, 100 cells) 0.19 10^9/L", {"neutrophils": 0.19}),
        ("Reticulocytes/100 erythrocytes 2.6 %", {"reticulocytes_percent": 2.6}),
        ("Reticulocytes/100 cells were not counted.", {}),
        ("Hemoglobin was 9.0 g/dL, below the reference interval of 12.0 to 16.0.", {"hemoglobin": 9.0}),
        ("Absolute neutrophil count came back at 1.00 K/uL (low; expected 1.80 to 7.50).", {"neutrophils": 1.0}),
        ("Hemoglobin below the reference interval of 12.0 to 16.0 g/dL.", {}),
        ("The reference interval for hemoglobin is 12.0 g/dL.", {}),
        ("Quality samples (level 2: Hb 11.9 g/dL, PLT 214 10^9/L) passed.", {}),
    ],
)
def test_figures_beside_names(text: str, expected: dict[str, float], vocabulary: Vocabulary) -> None:
    assert values(of_text(text, vocabulary)) == expected


def test_a_column_of_remarks_below_no_title_holds_no_result(vocabulary: Vocabulary) -> None:
    found = of_page(
        "BONE MARROW REPORT\n\n"
        "Blasts, aspirate differential (500 cells)     0 %     used for classification\n"
        "Blasts, peripheral blood smear                1 %     100 cells\n"
        "Cellularity, core biopsy                      70 %    expected for age: 18 %\n"
        "Ring sideroblasts (iron stain)                4 %     of erythroid precursors\n",
        vocabulary,
    )
    assert values(found) == {
        "blasts_marrow": 0.0, "blasts_blood": 1.0, "marrow_cellularity": 70.0, "ring_sideroblasts": 4.0,
    }  # fmt: skip
    assert not any(f.doubt for f in found)


def test_two_columns_of_bare_figures_below_no_title_are_asked(vocabulary: Vocabulary) -> None:
    found = of_page(
        "Hemoglobin     9.1     8.4\nPlatelets      88      93\nWBC            3.1     2.9\n",
        vocabulary,
    )
    assert all(f.doubt for f in found)


def test_a_title_of_value_and_range_is_of_cells_that_hold_both(vocabulary: Vocabulary) -> None:
    found = of_page(
        "Code       Observation    Value Reference range        Interpretation\n"
        "718-7      Hemoglobin     9.7 g/dL 13.0 to 17.0        Low\n"
        "6690-2     Leukocytes     4.3 10*3/uL 4.0 to 10.5      Normal\n"
        "777-3      Platelets      110 10*3/uL 150 to 410       Low\n",
        vocabulary,
    )
    assert values(found) == {"hemoglobin": 9.7, "leukocytes": 4.3, "platelets": 110.0}
    assert not any(f.doubt for f in found)


def test_an_earlier_result_below_the_name_is_not_the_result(vocabulary: Vocabulary) -> None:
    found = of_page(
        "Test                                      Result    Unit       Range\n"
        "Hemoglobin prev. 8.8 (2025-04-17)         9.7       g/dL       12.0-15.5\n"
        "Platelets prev. 120 (2025-04-17)          110       10^9/L     150-410\n",
        vocabulary,
    )
    assert values(found) == {"hemoglobin": 9.7, "platelets": 110.0}
    assert not any(f.doubt for f in found)


def test_the_letter_of_a_footnote_is_no_part_of_a_name(vocabulary: Vocabulary) -> None:
    found = of_page(
        "BONE MARROW REPORT\n\n"
        "Cell             Patient    Norm\n"
        "Myeloblasts a    3 %        0 - 4 %\n"
        "Promyelocytes    3.9 %      2 - 6 %\n"
        "Myelocytes b     11.6 %     8 - 15 %\n",
        vocabulary,
    )
    assert values(found) == {"blasts_marrow": 3.0}
    assert not any(f.doubt for f in found)


def test_the_day_over_the_names_is_that_of_the_table(vocabulary: Vocabulary) -> None:
    found = of_page(
        "Laboratory 15.03.2026    Value     Unit     Reference\n"
        "Leukocytes               3.4 -     G/l      4.0-11.0\n"
        "Haemoglobin              11.2 -    g/dl     13.0-17.0\n"
        "Thrombocytes             72 -      G/l      150-400\n",
        vocabulary,
    )
    assert values(found) == {"leukocytes": 3.4, "hemoglobin": 11.2, "platelets": 72.0}
    assert {f.fact.collected for f in found if isinstance(f.fact, LabResult)} == {"2026-03-15"}
    assert not any(f.doubt for f in found)
