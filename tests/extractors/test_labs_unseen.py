"""Tables and cards as other houses print them, and what must not be taken for a result. All figures are made up."""

import pytest

from extractors.labs import EXTRACTOR
from extractors.labs.columns import role_of
from knowledge.loader import load_vocabulary
from schemas.facts import LabResult
from schemas.layout import ReportDates
from schemas.vocabulary import Vocabulary
from tests.extractors.test_labs import of_page, scanned, values
from tests.reports import report_from_text

DAYS = "Test         14 Mar 2026   13 Feb 2026   Units\n"


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_vocabulary()


def dated(page: str, vocabulary: Vocabulary) -> dict[tuple[str, str | None], float]:
    facts = [f.fact for f in of_page(page, vocabulary) if f.doubt is None and isinstance(f.fact, LabResult)]
    return {(f.analyte, f.collected): f.value for f in facts}


def asked(page: str, vocabulary: Vocabulary) -> set[str]:
    return {f.fact.analyte for f in of_page(page, vocabulary) if f.doubt and isinstance(f.fact, LabResult)}


PAGES = {
    "who it is of stands right above the titles": (
        "Patient Name      DOB            MRN\n"
        "Doe, Jane         22 Mar 1951    4471920\n"
        "Sex               Collected      Reported\n"
        "Female            14 Mar 2026    15 Mar 2026\n"
        "Test        Result   Units    Reference     Previous\n"
        "Hemoglobin  7.8      g/dL     12.0 - 16.0   8.4\n"
        "Platelets   34       K/uL     150 - 400     48",
        {"hemoglobin": 7.8, "platelets": 34.0},
    ),
    "the method in brackets, borne out by the range": (
        "Test Name                          Results   Units       Bio. Ref. Interval\n"
        "Hemoglobin (Laser nephelometry)    13.2      g/dL        12.0 - 15.0\n"
        "Platelet Count (Electric field)    152       thou/mm3    150 - 410",
        {"hemoglobin": 13.2, "platelets": 152.0},
    ),
    "a word in brackets that makes it another test": (
        "Test Name                   Results   Units   Bio. Ref. Interval\n"
        "Hemoglobin (plasma free)    3.2       g/dL    0.0 - 0.1",
        {},
    ),
    "the range under the name": (
        "Test Name             Your Result\n"
        "Platelets (K/uL)      34\n"
        "Ref: 150 - 400\n"
        "WBC (K/uL)            2.9\n"
        "Ref: 4.0 - 11.0",
        {"platelets": 34.0, "leukocytes": 2.9},
    ),
    "two tables beside each other, names last": (
        "Result   Units   Test         Result   Units    Test\n"
        "7.8      g/dL    Hemoglobin   0.84     mg/dL    Creatinine\n"
        "34       K/uL    Platelets    1850     ng/mL    Ferritin\n"
        "33.1     pg      MCH          19       U/L      ALT",
        {
            "hemoglobin": 7.8,
            "platelets": 34.0,
            "creatinine": 0.84,
            "ferritin": 1850.0,
            "alanine_aminotransferase": 19.0,
        },
    ),
    "a limit in brackets behind the value": (
        "Total bilirubin     10 umol/L [< 21]\nAlbumin             36 g/L [35 - 50]",
        {"bilirubin_total": 0.5848, "albumin": 3.6},
    ),
    "a footnote behind the range": (
        "             Result   Usual values\n"
        "Platelets    19       G/L   (150 to 450) (1)\n"
        "Leucocytes   3.50     G/L   (4.00 to 10.00)",
        {"platelets": 19.0, "leukocytes": 3.5},
    ),
    "limits titled from and to": (
        "Parameter    from   Result   to     Unit\n"
        "Leucocytes   4.0    2.9      11.0   /nl\n"
        "Platelets    150    34       400    /nl",
        {"leukocytes": 2.9, "platelets": 34.0},
    ),
    "cells with name and result": (
        "Hgb 91 g/L    WBC 2.1 x10^9/L    ANC 1.19 x10^9/L    Plt 20 x10^9/L    Na 138 mmol/L",
        {"hemoglobin": 9.1, "leukocytes": 2.1, "neutrophils": 1.19, "platelets": 20.0},
    ),
    "cards": (
        "Leukocytes\nStandard range: 4.0 to 11.0 10^9/L\nLow\n2.9 10^9/L\n\nMCH\nStandard range: 27 to 33 pg\nHigh\n"
        "33.1 pg\n\nPlatelets\nStandard range: 150 to 400 10^9/L\nLow\n34 10^9/L",
        {"leukocytes": 2.9, "platelets": 34.0},
    ),
    "cards side by side": (
        "Hemoglobin                           Hematocrit\n"
        "5.3 mmol/L                           0.26 L/L\n"
        "Lower than the reference value       Lower than the reference value\n"
        "Reference value: 7.5 to 10.0 mmol/L  Reference value: 0.35 to 0.45 L/L\n"
        "MCV                                  Thrombocytes\n"
        "116 fL                               159 x10^9/L\n"
        "Higher than the reference value      Within the reference value\n"
        "Reference value: 80 to 100 fL        Reference value: 150 to 400 x10^9/L",
        {"hemoglobin": 8.538, "hematocrit": 26.0, "mcv": 116.0, "platelets": 159.0},
    ),
    "a card that is pending takes no figure of the next": (
        "Platelets\nPending\nSodium\nYour value: 139 mmol/L",
        {},
    ),
    "the days of a calendar": ("Su 31    Mo 1    Tu 2    We 3    Th 4", {}),
    "codes behind and in names": (
        "Creatinine 01     CANCELED     4.4 mmol/L\nRED BLOOD CELLS, AS-1, LEUKOREDUCED",
        {},
    ),
    "half of a unit": ("ANC 10^9/\nPlt 10^9/", {}),
}


@pytest.mark.parametrize("name", PAGES)
def test_page(name: str, vocabulary: Vocabulary) -> None:
    page, expected = PAGES[name]
    assert values(of_page(page, vocabulary)) == expected


def test_two_marrow_pairs_in_a_row_under_other_titles(vocabulary: Vocabulary) -> None:
    page = (
        "PATIENT ID              DATE OF MARROW\n9681504                 19-Jun-2025\n"
        "Blasts in marrow (%):   3    Blasts in blood (%):   0"
    )
    assert values(of_page(page, vocabulary, "marrow")) == {"blasts_marrow": 3.0, "blasts_blood": 0.0}


def test_days_that_do_not_stand_over_the_figures_date_nothing(vocabulary: Vocabulary) -> None:
    page = "2026-04-08   2026-04-29   2026-05-22\nHb (g/L)        112    114    104\nPlt (10^9/L)    276    282    256"
    assert dated(page, vocabulary) == {}
    assert asked(page, vocabulary) == {"hemoglobin", "platelets"}


def test_part_of_a_day_among_whole_ones_dates_nothing(vocabulary: Vocabulary) -> None:
    page = (
        "Test         14 Mar 2026   Feb 2026   Units\n"
        "Hemoglobin   7.8           8.4        g/dL\n"
        "Platelets    34            48         K/uL"
    )
    assert dated(page, vocabulary) == {("hemoglobin", "2026-03-14"): 7.8, ("platelets", "2026-03-14"): 34.0}


def test_a_column_titled_by_two_days_dates_nothing(vocabulary: Vocabulary) -> None:
    page = "Test         03/14/2026   02/13/2026 01/12/2026   Units\n"
    page += "Hemoglobin   7.8                     8.4          g/dL\n"
    page += "Platelets    34                      48           K/uL"
    assert dated(page, vocabulary) == {("hemoglobin", "2026-03-14"): 7.8, ("platelets", "2026-03-14"): 34.0}


def test_the_one_figure_of_a_row_is_asked_where_other_rows_hold_several(vocabulary: Vocabulary) -> None:
    page = "Hemoglobin   7.8   8.4   g/dL\nPlatelets    34    48    K/uL\nWBC          2.9         K/uL"
    assert dated(page, vocabulary) == {}
    assert asked(page, vocabulary) == {"hemoglobin", "platelets", "leukocytes"}


@pytest.mark.parametrize("row", ["Bands and neutrophils   21   %", "Hypersegmented neutrophils   4   %"])
def test_words_beside_a_name_that_are_not_understood(row: str, vocabulary: Vocabulary) -> None:
    assert dated(row, vocabulary) == {}


SCAN = "Test         Result   Flag   Units   Reference\nHemoglobin   7.8      L      g/dL    12.0-16.0"


def test_a_flag_that_engines_read_differently_is_left_out(vocabulary: Vocabulary) -> None:
    (finding,) = of_page(scanned(SCAN, {"L": ("L", "LL")}), vocabulary)
    assert isinstance(finding.fact, LabResult)
    assert (finding.doubt, finding.fact.value, finding.fact.flag) == (None, 7.8, None)
    assert [e.quote for e in finding.fact.evidence] == ["Hemoglobin 7.8 g/dL"]


def test_a_limit_that_engines_read_differently_is_left_out(vocabulary: Vocabulary) -> None:
    (finding,) = of_page(scanned(SCAN, {"12.0-16.0": ("12.0-16.0", "12.0-18.0")}), vocabulary)
    assert isinstance(finding.fact, LabResult)
    assert (finding.doubt, finding.fact.value, finding.fact.flag) == (None, 7.8, "L")
    assert (finding.fact.reference_low, finding.fact.reference_high) == (None, None)


def test_a_figure_read_alike_beside_a_mark_that_is_not(vocabulary: Vocabulary) -> None:
    page = "Test         Result   Units\nHemoglobin   7.8L     g/dL"
    (finding,) = of_page(scanned(page, {"7.8L": ("7.8L", "7.8*")}), vocabulary)
    assert isinstance(finding.fact, LabResult)
    assert (finding.doubt, finding.fact.value, finding.fact.flag) == (None, 7.8, None)


def test_the_day_of_a_column_that_engines_read_differently_dates_nothing(vocabulary: Vocabulary) -> None:
    page = "Test         03/14/2026   02/13/2026   Units\nHemoglobin   7.8          8.4          g/dL\n"
    page += "Platelets    34           48           K/uL"
    found = of_page(scanned(page, {"02/13/2026": ("02/13/2026", "02/18/2026")}), vocabulary)
    sure = {f.fact.value for f in found if f.doubt is None and isinstance(f.fact, LabResult)}
    assert sure == {7.8, 34.0}


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("Value H/L", "value"),
        ("Result Units", "value"),
        ("Previous Result", "prior"),
        ("Date of marrow", "row_date"),
        ("Reference value", "range"),
    ],
)
def test_the_role_of_a_title(title: str, role: str) -> None:
    assert role_of(title)[0] == role


def test_a_unit_that_both_engines_take_for_its_twin_is_settled_on_a_scan(vocabulary: Vocabulary) -> None:
    page = (
        "Collected: 02/13/2026\nTest          Result    Units     Reference\nBilirubin     15        pmol/L    0-21\n"
    )
    (finding,) = of_page(scanned(page, {}), vocabulary)
    assert (finding.fact.value, finding.fact.original, finding.doubt) == (
        pytest.approx(0.877, abs=0.001),
        "15 µmol/L",
        None,
    )


def test_a_unit_in_which_nobody_measures_it_is_asked_on_a_scan(vocabulary: Vocabulary) -> None:
    page = "Collected: 02/13/2026\nTest        Result   Units    Reference\nBilirubin   0.9      fL       0.2-1.2\n"
    (finding,) = of_page(scanned(page, {}), vocabulary)
    assert finding.doubt is not None


def test_the_count_of_another_laboratory_is_not_the_consultants(vocabulary: Vocabulary) -> None:
    page = "Collected: 02/13/2026\nTest          Outside report   This consultation   Units\n"
    page += "Hemoglobin    9.9              8.1                 g/dL\n"
    page += "Platelets     190              160                 K/uL\n"
    assert set(dated(page, vocabulary).values()) == {8.1, 160.0}


PERCENT = [
    ("I counted 600 nucleated cells, of which 12.5 per cent are blasts.", {"blasts_marrow": 12.5}),
    ("It is 55 per cent cellular, against about 21 per cent expected at this age.", {"marrow_cellularity": 55.0}),
    ("Blasts estimated at 21%. Not counted. This estimate is replaced by the count below.", {}),
    ("Blasts 21%. That figure has been superseded.", {}),
    ("Pseudo-Pelger neutrophils in about 20% of granulocytes.", {}),
]


@pytest.mark.parametrize(("text", "expected"), PERCENT)
def test_shares_told_in_words(text: str, expected: dict[str, float]) -> None:
    report = report_from_text(
        f"Bone marrow aspirate and trephine\n{text}", "marrow", dates=ReportDates(collected="2026-03-14")
    )
    found = EXTRACTOR.run(report, load_vocabulary())
    assert {f.fact.analyte: f.fact.value for f in found if isinstance(f.fact, LabResult)} == expected


def test_units_of_platelets_are_no_count(vocabulary: Vocabulary) -> None:
    assert dated("Platelets: 2 apheresis units in the last 8 weeks.", vocabulary) == {}


LIMITS = ("70 or more", "below 150", "at least 1.0", "under 25", "up to 9")


@pytest.mark.parametrize("limit", LIMITS)
def test_a_rule_of_action_in_the_cell_of_a_result_is_neither_result_nor_range(
    limit: str, vocabulary: Vocabulary
) -> None:
    page = (
        "Test          Result Unit Proceed if\n"
        f"Haemoglobin   107 g/L {limit}\n"
        f"Platelets     265 10^9/L {limit}\n"
        "Creatinine    80 umol/L -"
    )
    facts = [f.fact for f in of_page(page, vocabulary) if f.doubt is None and isinstance(f.fact, LabResult)]
    found = {f.analyte: (f.value, f.flag, f.reference_low, f.reference_high) for f in facts}
    assert found["hemoglobin"] == (10.7, None, None, None)
    assert found["platelets"] == (265.0, None, None, None)


def test_a_mark_drawn_into_the_column_of_names(vocabulary: Vocabulary) -> None:
    page = (
        "TEST          RESULT   UNITS   REFERENCE\n"
        "LYMPH ABS L   0.77     K/uL    1.00-4.00\n"
        "MONO ABS      0.57     K/uL    0.20-1.00"
    )
    assert {n: v for (n, _), v in dated(page, vocabulary).items()} == {"lymphocytes": 0.77, "monocytes": 0.57}


def test_a_share_of_the_marrow_is_no_count_of_the_blood(vocabulary: Vocabulary) -> None:
    page = (
        "Cells                   Result    Normal\n"
        "Segmented neutrophils   19.1      12 - 28\n"
        "Haemoglobin             110 g/L   120 - 155"
    )
    assert {name for name, _ in dated(page, vocabulary)} == {"hemoglobin"}


def test_a_name_with_the_word_of_its_code_system(vocabulary: Vocabulary) -> None:
    page = (
        "Test                           Result   Units     Reference range\n"
        "Haemoglobin concentration      104      g/L       120 - 155\n"
        "Platelet count - observation   144      10*9/L    150 - 410"
    )
    assert {n: v for (n, _), v in dated(page, vocabulary).items()} == {"hemoglobin": 10.4, "platelets": 144.0}
