"""Counts as transcribed notes, case reports and letters tell them, read as any file is. All of it is made up."""

import datetime as dt
from functools import lru_cache

import pytest

from pipeline.reading import read_bytes
from pipeline.run import conclude, understand
from schemas.facts import Diagnosis, LabResult
from schemas.findings import DocumentFindings

VISIT = "2025-03-14"
NOTE = "CLINIC NOTE\nPatient: Jo Roe   DOB: 04/11/1951\nVisit date: March 14, 2025\n\n"
MARROW = "BONE MARROW REPORT\nPatient: Jo Roe   DOB: 04/11/1951\nCollected: March 14, 2025\n\n"
LAB = "LABORATORY REPORT\nPatient: Jo Roe   DOB: 04/11/1951\nCollected: March 14, 2025\n\n"


@lru_cache
def read(text: str) -> DocumentFindings:
    (document,) = understand([read_bytes((text + "\n").encode(), "record.txt")])
    return document


def sure(text: str) -> dict[str, float]:
    """The results that a text asserts, by analyte; bounds are none."""
    found = [f.fact for f in read(text).findings if f.doubt is None]
    return {f.analyte: f.value for f in found if isinstance(f, LabResult) and f.comparator is None}


def asked(text: str) -> set[str]:
    """The analytes of results that are asked about."""
    return {f.fact.analyte for f in read(text).findings if f.doubt is not None and isinstance(f.fact, LabResult)}


# -- a differential ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "WBC 17,200 (21 neutrophils, 4 bands, 12 lymphocytes, 3 monocytes, 60 blasts), hemoglobin 9.1.",
            {"leukocytes": 17.2, "neutrophils_percent": 21.0, "blasts_blood": 60.0, "hemoglobin": 9.1},
        ),
        (
            "White count 2.7 with 44 segs, 1 band, 41 lymphs, 11 monos and 3 eos.",
            {"leukocytes": 2.7, "neutrophils_percent": 44.0},
        ),
        (
            "CBC: WBC 4.6, hemoglobin 11.4, segs 63.8, lymphs 26, monos 6.1.",
            {"leukocytes": 4.6, "hemoglobin": 11.4, "neutrophils_percent": 63.8},
        ),
        (
            "WBC 6.1 x10^9/L (neutrophils 3.8, lymphocytes 1.6, monocytes 0.6).",
            {"leukocytes": 6.1, "neutrophils": 3.8, "lymphocytes": 1.6, "monocytes": 0.6},
        ),
        # What so few counts of one list are of nobody can tell: nothing is said of them.
        ("19 neutrophils, 8 lymphocytes and 2 monocytes were circled.", {}),
    ],
)
def test_counts_of_a_differential_go_to_their_own_names(text: str, expected: dict[str, float]) -> None:
    assert sure(NOTE + text) == expected


def test_a_smear_of_blood_that_lists_promyelocytes_is_of_blood() -> None:
    page = LAB + (
        "Test          Result   Unit\n"
        "WBC           88.0     K/uL\n"
        "Hemoglobin    9.9      g/dL\n"
        "Platelets     105      K/uL\n\n"
        "Manual smear\n"
        "Cell                    %\n"
        "Segmented neutrophils   34\n"
        "Promyelocytes           5\n"
        "Blasts                  2\n"
        "Lymphocytes             18\n"
    )
    assert {k: v for k, v in sure(page).items() if "blasts" in k} == {"blasts_blood": 2.0}


# -- flow cytometry is no count of a marrow ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "blasts"),
    [
        ("FINAL DIAGNOSIS\nCellular marrow. FACS studies reveal 7% blast cells.", {}),
        ("DIAGNOSIS\nMarrow with 11% blasts by morphology. Cytometry found 15% blasts.", {"blasts_marrow": 11.0}),
        ("COMMENT\nBlasts make up 7% of CD45-dim cells.", {}),
        ("COMMENT\nFlow cytometry was done. 6% blasts were found.", {}),
        ("DIAGNOSIS\nThe marrow holds 6% blasts. These cells could not be identified on the smears.", {}),
        ("DIAGNOSIS\nFlow cytometry was done. The aspirate smears hold 6% blasts.", {"blasts_marrow": 6.0}),
    ],
)
def test_blasts_of_flow_cytometry(text: str, blasts: dict[str, float]) -> None:
    assert sure(MARROW + text) == blasts


# -- figures ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hemoglobin is up to 10.3 g/dL from 8.8.", {"hemoglobin": 10.3}),
        ("WBC back up to 4.2 and platelets came up to 156.", {"leukocytes": 4.2, "platelets": 156.0}),
        ("The marrow shows up to 4% blasts.", {}),
    ],
)
def test_what_a_count_came_up_to_is_no_bound(text: str, expected: dict[str, float]) -> None:
    assert sure(NOTE + text) == expected


@pytest.mark.parametrize(
    ("text", "broken", "whole"),
    [
        ("Hematocrit = 28. 6 and Hemoglobin = 9. 4", {"hematocrit", "hemoglobin"}, {}),
        ("Hgb 9 .4, platelets 112.", {"hemoglobin"}, {"platelets": 112.0}),
        ("Ferritin 1, 420 ng/mL", {"ferritin"}, {}),
        ("1. Hemoglobin 9. 2. Platelets 101.", set(), {"hemoglobin": 9.0, "platelets": 101.0}),
        ("Platelets 90. 2 units were given.", set(), {"platelets": 90.0}),
    ],
)
def test_a_figure_with_a_blank_in_it_is_asked_about(text: str, broken: set[str], whole: dict[str, float]) -> None:
    assert asked(NOTE + text) == broken
    assert sure(NOTE + text) == whole


@pytest.mark.parametrize(
    ("rows", "doubtful", "expected"),
    [
        ("Hemoglobin  9.9    g/dL   12.0-16.0\nPlatelets   140    /uL    150-400", {"platelets"}, {"hemoglobin": 9.9}),
        ("Platelets   88000  /cumm  150000-450000\nWBC  3200  /cumm  4000-11000", set(), {"platelets": 88.0}),
        ("ANC         850    /uL    1.8-7.0\nHemoglobin  9.4   g/dL  12.0-16.0", set(), {"neutrophils": 0.85}),
        ("Platelets   0.9    10^9/L  150-400\nHemoglobin  7.4   g/dL  12.0-16.0", set(), {"platelets": 0.9}),
    ],
)
def test_a_unit_in_which_value_and_range_cannot_be(rows: str, doubtful: set[str], expected: dict[str, float]) -> None:
    page = LAB + "Test        Result  Unit   Range\n" + rows
    assert asked(page) == doubtful
    assert expected.items() <= sure(page).items()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("AST 57, albumin low at 3.3, bilirubin 0.9.", {"albumin": 3.3}),
        ("She received albumin 25 after the tap; albumin 12.5 g given.", {}),
        ("RBCs 2.0 transfused. Folate 5.0 daily.", {}),
    ],
)
def test_chemistry_without_units(text: str, expected: dict[str, float]) -> None:
    named = {"albumin", "folate", "erythrocytes"}
    assert {k: v for k, v in sure(NOTE + text).items() if k in named} == expected


# -- days -------------------------------------------------------------------------------------------------------------


def days(text: str) -> dict[str, str | None]:
    found = [f.fact for f in read(text).findings if f.doubt is None]
    return {f.analyte: f.collected for f in found if isinstance(f, LabResult)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("This may lower the platelets, which at 88 had dropped from 131 on January 9.", {"platelets": VISIT}),
        ("Last May hemoglobin was 11.2 g/dL.", {"hemoglobin": "2024-05"}),
        ("Labs (January 7):\nHb 9.5 g/dL", {"hemoglobin": "2025-01-07"}),
        ("Letter of January 7 from Dr Hale to the GP:\n\nHb 9.5 g/dL, platelets 104.", {}),
        ("Letter of January 29 from Dr Hale to the GP:\n\nHb 9.5 g/dL, platelets 104.", {}),
        (
            "Dr. Hale saw her on January 22, 2025. At that point her leukocytes were 0.9 with platelets of 81.",
            {"leukocytes": "2025-01-22", "platelets": "2025-01-22"},
        ),
        ("At that point her leukocytes were 0.7.", {}),
    ],
)
def test_the_day_of_a_value(text: str, expected: dict[str, str]) -> None:
    assert days(NOTE + text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "A 71-year-old man presented with blood counts of Hb 91 g/L, neutrophils 0.9x109/L and platelets 46x109/L.",
            {"hemoglobin": 9.1, "neutrophils": 0.9, "platelets": 46.0},
        ),
        (
            "A 45-year-old woman presented with low counts (hemoglobin, 5.1 g/dL; leukocytes, 0.9 x 10^9/L).",
            {"hemoglobin": 5.1, "leukocytes": 0.9},
        ),
        ("Previously her hemoglobin was 13.4 g/dL.", {}),
        ("His brother presented with hemoglobin 6.1 g/dL.", {}),
    ],
)
def test_with_what_a_patient_came_in_a_report_without_a_day(text: str, expected: dict[str, float]) -> None:
    assert sure(text) == expected
    assert set(days(text).values()) <= {None}


def test_in_a_dated_note_it_is_of_an_earlier_day() -> None:
    assert sure(NOTE + "She had presented with hemoglobin 6.1 g/dL.") == {}


def test_two_measurements_of_one_report_stay_two_though_one_may_be_the_other_rounded() -> None:
    text = "On the 12th of June 2006 her hemoglobin was 14. In the office today the hemoglobin was 13.7."
    profile = conclude([read(text)], today=dt.date(2026, 11, 20))
    assert {(x.value, x.collected) for x in profile.labs} == {(14.0, "2006-06-12"), (13.7, None)}


# -- parts of a note --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SOCIAL HISTORY:  Lives alone.\n\nER COURSE:  CBC showed hemoglobin 8.1.", {"hemoglobin": 8.1}),
        ("MEDICATIONS:\n1. Ramipril 5 mg.\n\nDIAGNOSTIC/LABORATORY DATA:  Hemoglobin 9.0.", {"hemoglobin": 9.0}),
        ("Medications: folic acid.\n\nRecent bloods: Hb 92 g/L.", {"hemoglobin": 9.2}),
        ("FAMILY HISTORY:\nFATHER: leukemia, hemoglobin 5.0 at the end.", {}),
        ("MEDICATIONS:\nALLOPURINOL: 300 mg daily\nNOTE: hold if ANC 0.5.", {}),
    ],
)
def test_a_title_nobody_knows_ends_a_part_without_results(text: str, expected: dict[str, float]) -> None:
    assert sure(NOTE + text) == expected


def test_what_stands_under_a_differential_diagnosis_is_suspected() -> None:
    found = read(NOTE + "DIFFERENTIAL DIAGNOSES\n1. Myelodysplastic syndrome\n2. Aplastic anemia").findings
    assert {f.fact.status for f in found if isinstance(f.fact, Diagnosis)} == {"suspected"}


def test_two_blanks_behind_a_sentence_part_no_cells() -> None:
    text = (
        "LABORATORY DATA:\n"
        "Labs today showed a white count of 7.9 and hemoglobin of 11.0.  Her platelets were\n"
        "121,000.  The creatinine was 1.1 and the patient has been told.  She will be seen\n"
        "again in two weeks.\n"
    )
    expected = {"leukocytes": 7.9, "hemoglobin": 11.0, "platelets": 121.0, "creatinine": 1.1}
    assert sure(NOTE + text) == expected
