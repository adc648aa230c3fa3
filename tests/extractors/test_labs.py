"""Results from tables and text: these facts and no others. All people and figures here are made up."""

import pytest

from extractors.labs import EXTRACTOR
from knowledge.loader import load_vocabulary
from schemas.document import Reading, TextSource, Word
from schemas.facts import Finding, LabResult
from schemas.layout import DocumentKind, ReportDates, SectionLabel
from schemas.vocabulary import Vocabulary
from tests.pipeline.layout.pages import grid_words, laid_out
from tests.reports import report_from_text


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_vocabulary()


def of_page(page: str | tuple[Word, ...], vocabulary: Vocabulary, kind: DocumentKind = "lab") -> list[Finding]:
    found = []
    for report in laid_out(page, vocabulary=vocabulary).reports:
        dated = report.model_copy(update={"kind": kind, "dates": ReportDates(collected="2026-03-14")})
        found.extend(EXTRACTOR.run(dated, vocabulary))
    return found


def of_text(text: str, vocabulary: Vocabulary, label: SectionLabel = SectionLabel.OTHER) -> list[Finding]:
    report = report_from_text(text, label=label, dates=ReportDates(visit="2026-03-20"))
    return list(EXTRACTOR.run(report, vocabulary))


def values(found: list[Finding]) -> dict[str, float]:
    return {f.fact.analyte: f.fact.value for f in found if isinstance(f.fact, LabResult) and f.doubt is None}


def one(found: list[Finding]) -> LabResult:
    (finding,) = found
    assert isinstance(finding.fact, LabResult)
    assert finding.doubt is None
    return finding.fact


def test_a_row_keeps_value_flag_unit_and_range_and_quotes_exactly_its_words(vocabulary: Vocabulary) -> None:
    page = "Test         Result  Flag  Units   Reference   Method\nHaemoglobin  78      L     g/L     120 - 160   SLS"
    fact = one(of_page(page, vocabulary))
    assert (fact.analyte, fact.loinc, fact.value, fact.unit, fact.original) == (
        "hemoglobin", "718-7", 7.8, "g/dL", "78 g/L",
    )  # fmt: skip
    assert (fact.reference_low, fact.reference_high, fact.flag, fact.collected) == (12.0, 16.0, "L", "2026-03-14")
    assert [e.quote for e in fact.evidence] == ["Haemoglobin 78 L g/L"]
    assert fact.evidence[0].bbox == (40.0, 52.0, 190.0, 61.0)


TABLES = {
    "value last, range first": (
        "Analyte      Units      Normal Range    Flag   Result\n"
        "Hemoglobin   g/dL       12.0 to 16.0    L      7.8\n"
        "Leukocytes   x10(9)/L   3.4 to 9.6      L      2.9",
        {"hemoglobin": 7.8, "leukocytes": 2.9},
    ),
    "in range and out of range": (
        "Test Name          In Range   Out Of Range   Reference Range\n"
        "HEMOGLOBIN                    7.8 L          11.7-15.5 g/dL\n"
        "CREATININE         0.84                      0.60-0.93 mg/dL\n"
        "EGFR               72                        > OR = 60 mL/min/1.73m2",
        {"hemoglobin": 7.8, "creatinine": 0.84, "egfr": 72},
    ),
    "low and high columns, previous result": (
        "Test     Value   Low    High   Units     Flag   Previous\n"
        "HGB      7.8     12.0   16.0   g/dL      L      8.4\n"
        "NEUT #   0.87    1.80   7.70   10^3/uL   L      1.0\n"
        "NEUT %   30.0    40.0   75.0   %         L      33",
        {"hemoglobin": 7.8, "neutrophils": 0.87, "neutrophils_percent": 30.0},
    ),
    "lakh, cumm and a urine part": (
        "INVESTIGATION            OBSERVED VALUE   UNIT         REF. INTERVAL\n"
        "Total Leucocyte Count    2,900            /cumm        4,000 - 10,000\n"
        "Platelet Count           0.34             lakh/cumm    1.50 - 4.10\n"
        "SGPT (ALT)               19               U/L          < 34\n"
        "Urine Examination\n"
        "RBC                      5                /hpf         0-2",
        {"leukocytes": 2.9, "platelets": 34.0, "alanine_aminotransferase": 19},
    ),
    "decimal comma and points for thousands": (
        "Prueba         Resultado   Unidades   Valores de referencia\n"
        "Hemoglobina    7,8         g/dL       12,0 - 16,0\n"
        "Plaquetas      34.000      /mm3       150.000 - 400.000\n"
        "Ferritina      1.850       ng/mL      15 - 200",
        {"hemoglobin": 7.8, "platelets": 34.0, "ferritin": 1850.0},
    ),
    "percent and absolute columns": (
        "Differential    %       Ref %    Abs (10^9/L)   Ref abs\n"
        "Neutrophils     30.0    40-75    0.87           1.8-7.7\n"
        "Lymphocytes     55.0    20-45    1.60           1.0-4.0",
        {"neutrophils_percent": 30.0, "neutrophils": 0.87, "lymphocytes": 1.6},
    ),
    "flags glued to values": (
        "COMPONENT              VALUE     REF RANGE & UNITS\n"
        "Hemoglobin             7.8 (L)   12.0 - 16.0 g/dL\n"
        "WBC                    *2.9      4.0 - 11.0 K/uL\n"
        "Platelets              L 34      150 - 400 K/uL\n"
        "Neutrophils Absolute   0.87L     1.80 - 7.70 K/uL\n"
        "Hemoglobin A1c         5.6       <5.7 %",
        {"hemoglobin": 7.8, "leukocytes": 2.9, "platelets": 34, "neutrophils": 0.87},
    ),
    "no value where words say so": (
        "Test         Result      Units   Range\n"
        "Vitamin B12  PENDING     pg/mL   200-900\n"
        "Platelets    clumped     K/uL    150-400\n"
        "LDH          hemolyzed   U/L     120-246\n"
        "Ferritin     >2000       ng/mL   15-200",
        {"ferritin": 2000.0},
    ),
    "a name, then lines below it": (
        "HEMOGLOBIN\nNormal range: 12.0 - 16.0 g/dL\nYour value: 7.8 g/dL  Low\n\n"
        "Platelet count\nNormal range: 150 - 400 K/uL\nYour value: 34 K/uL  Low",
        {"hemoglobin": 7.8, "platelets": 34.0},
    ),
    "dots between name and value": (
        "Hgb............: 7.8 g/dL   (L)   [12.0 - 16.0]\nPlt............: 34 K/uL    (L)   [150 - 400]",
        {"hemoglobin": 7.8, "platelets": 34.0},
    ),
}


@pytest.mark.parametrize("name", TABLES)
def test_columns_are_understood_by_what_they_hold(name: str, vocabulary: Vocabulary) -> None:
    page, expected = TABLES[name]
    found = of_page(page, vocabulary)
    assert values(found) == pytest.approx(expected)
    assert len(found) == len(expected)


def test_side_by_side_tables_are_two_tables(vocabulary: Vocabulary) -> None:
    page = (
        "Test        Result  Units    Range        Test         Result  Units   Range\n"
        "WBC         2.9     K/uL     4.0-11.0     Creatinine   0.84    mg/dL   0.5-1.1\n"
        "Hemoglobin  7.8     g/dL     12.0-16.0    ALT          19      U/L     7-56"
    )
    found = of_page(page, vocabulary)
    assert values(found) == {"leukocytes": 2.9, "hemoglobin": 7.8, "creatinine": 0.84, "alanine_aminotransferase": 19}


@pytest.mark.parametrize(
    "page",
    [
        "Component    02/13/2026   03/14/2026   Units\nHemoglobin   8.4          7.8          g/dL\n"
        "Platelets    48           34           K/uL",
        "Date          Hb     Plt\nUnits         g/L    10^9/L\n13 Feb 2026   84     48\n14 Mar 2026   78     34",
        "Collected    Test         Result   Units\n02/13/2026   Hemoglobin   8.4      g/dL\n"
        "02/13/2026   Platelets    48       K/uL\n03/14/2026   Hemoglobin   7.8      g/dL\n"
        "03/14/2026   Platelets    34       K/uL",
    ],
)
def test_cumulative_results_carry_their_own_dates_and_older_ones_are_prior(page: str, vocabulary: Vocabulary) -> None:
    found = of_page(page, vocabulary)
    results = [(f.fact, f.prior) for f in found if isinstance(f.fact, LabResult)]
    assert {(r.analyte, r.collected, r.value, prior) for r, prior in results} == {
        ("hemoglobin", "2026-02-13", 8.4, True),
        ("hemoglobin", "2026-03-14", 7.8, False),
        ("platelets", "2026-02-13", 48.0, True),
        ("platelets", "2026-03-14", 34.0, False),
    }  # fmt: skip


def test_two_figures_without_a_title_raise_a_question(vocabulary: Vocabulary) -> None:
    found = of_page("Hemoglobin   7.8   8.4   g/dL\nWBC          2.9   3.1   K/uL", vocabulary)
    assert [f.doubt is not None for f in found] == [True, True]


def test_blood_and_marrow_columns_are_kept_apart(vocabulary: Vocabulary) -> None:
    page = (
        "Cell Type       Peripheral Blood %   Bone Marrow %   Normal Marrow %\n"
        "Blasts          2                    12              0-3\n"
        "Promyelocytes   0                    4               2-8\n"
        "Neutrophils     30                   18              15-40"
    )
    found = of_page(page, vocabulary, kind="marrow")
    assert values(found) == {"blasts_blood": 2, "blasts_marrow": 12, "neutrophils_percent": 30}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hb 7.8, WBC 2.9, plt 34", {"hemoglobin": 7.8, "leukocytes": 2.9, "platelets": 34}),
        ("ANC of 0.6", {"neutrophils": 0.6}),
        ("platelets 34,000/mm3", {"platelets": 34}),
        ("Neutrophils 62% (WBC 1.9)", {"neutrophils_percent": 62, "leukocytes": 1.9}),
        ("Hgb dropped from 9.6 to 7.8 g/dL", {"hemoglobin": 7.8}),
        ("CMP: Na 139, K 4.1, Cr 0.84, T bili 0.9", {"creatinine": 0.84, "bilirubin_total": 0.9}),
        ("Marrow aspirate: blasts 12%, ring sideroblasts 8%", {"blasts_marrow": 12, "ring_sideroblasts": 8}),
        ("Blasts 18% in BM, 6% in PB", {"blasts_marrow": 18, "blasts_blood": 6}),
        ("Hypocellular marrow, 10% (expected 60% for age 34)", {"marrow_cellularity": 10}),
        ("No ring sideroblasts seen on iron stain of the marrow", {"ring_sideroblasts": 0}),
    ],
)
def test_running_text(text: str, expected: dict[str, float], vocabulary: Vocabulary) -> None:
    found = of_text(text, vocabulary)
    assert values(found) == pytest.approx(expected)
    assert len(found) == len(expected)


@pytest.mark.parametrize(
    "text",
    [
        "Transfuse if Hb <8 or platelets <10",
        "ANC ≥ 1.5 x10^9/L required",
        "Target ferritin below 1000 ng/mL",
        "Goal Hgb 8",
        "Ref: hemoglobin 12.0-16.0 g/dL",
        "EPO 40,000 units weekly, B12 1000 mcg daily, folic acid 1 mg",
        "Marrow blasts 5-9%",
        "CD34 stain highlights about 10% of cells; CD34+ blasts 9% by flow cytometry",
        "Lymphoblasts 0%, erythroblasts 45% of the marrow",
        "Her father had Hb 6.2 when leukemia was found",
        "ALT 5 x ULN",
        "Hemoglobin A1c 5.6%, creatinine clearance 61, direct bilirubin 0.2 mg/dL",
        "Excess blasts-2, MDS-IB2",
        "Platelets clumped, adequate on smear",
    ],
)
def test_what_is_no_result_of_this_person_gives_nothing(text: str, vocabulary: Vocabulary) -> None:
    assert of_text(text, vocabulary) == []


@pytest.mark.parametrize("label", [SectionLabel.METHODS, SectionLabel.TRIAL, SectionLabel.FAMILY_HISTORY])
def test_sections_of_others_give_nothing(label: SectionLabel, vocabulary: Vocabulary) -> None:
    assert of_text("Hemoglobin 7.8 g/dL", vocabulary, label) == []


def test_a_date_beside_the_value_counts_and_older_values_are_prior(vocabulary: Vocabulary) -> None:
    found = of_text("Ferritin 1,850 ng/mL (10 Mar 2026). Hb 7.8 g/dL. Prior marrow (03/2025): 9% blasts.", vocabulary)
    assert [(f.fact.analyte, f.fact.collected, f.prior) for f in found if isinstance(f.fact, LabResult)] == [
        ("ferritin", "2026-03-10", True),
        ("hemoglobin", "2026-03-20", False),
        ("blasts_marrow", "2025-03", True),
    ]


def test_history_without_a_date_of_its_own_is_left_out(vocabulary: Vocabulary) -> None:
    text = "Diagnosed in 03/2024 when Hgb was 9.1. Marrow then showed 8% blasts. She presented with WBC 1.9."
    found = of_text(text, vocabulary, SectionLabel.HISTORY)
    assert [(f.fact.analyte, f.fact.collected) for f in found if isinstance(f.fact, LabResult)] == [
        ("hemoglobin", "2024-03")
    ]


# -- doubt ------------------------------------------------------------------------------------------------------------


def scanned(page: str, doubtful: dict[str, tuple[str, str]]) -> tuple[Word, ...]:
    """The page as two OCR engines read it; ``doubtful`` gives their two readings of a word."""
    words = []
    for word in grid_words(page):
        first, second = doubtful.get(word.text, (word.text, word.text))
        readings = (
            Reading(engine="tesseract", text=first, confidence=0.9),
            Reading(engine="rapidocr", text=second, confidence=0.9),
        )
        words.append(
            word.model_copy(update={"source": TextSource.OCR, "agreed": first == second, "readings": readings})
        )
    return tuple(words)


ROW = (
    "Test         Result   Flag   Units   Reference\n"
    "Hemoglobin   {}      {}      g/dL    12.0-16.0\n"
    "WBC          2.9      L      K/uL    4.0-11.0"
)


def of_hemoglobin(value: str, flag: str, readings: tuple[str, str], vocabulary: Vocabulary) -> Finding:
    found = of_page(scanned(ROW.format(value, flag), {value: readings}), vocabulary)
    return next(f for f in found if isinstance(f.fact, LabResult) and f.fact.analyte == "hemoglobin")


def test_engines_that_disagree_raise_one_plain_question(vocabulary: Vocabulary) -> None:
    finding = of_hemoglobin("8.9", "L", ("8.9", "3.9"), vocabulary)
    assert finding.doubt is not None
    assert finding.doubt.candidates == ("3.9", "8.9")
    assert finding.doubt.question == "Is this hemoglobin 3.9 or 8.9 g/dL?"


def test_a_percent_sign_lost_by_one_engine_changes_no_percentage(vocabulary: Vocabulary) -> None:
    page = "Test                Result   Reference\nRing sideroblasts   12%      0-5\nWBC                 3.1      4-11"
    found = of_page(scanned(page, {"12%": ("12%", "12")}), vocabulary)
    read = {f.fact.analyte: (f.fact.value, f.doubt) for f in found if isinstance(f.fact, LabResult)}
    assert read["ring_sideroblasts"] == (12.0, None)


@pytest.mark.parametrize(("readings", "flag"), [(("78", "7.8"), "L"), (("17.8", "7.8"), "L")])
def test_the_only_reading_that_can_be_true_is_taken(
    readings: tuple[str, str], flag: str, vocabulary: Vocabulary
) -> None:
    finding = of_hemoglobin(readings[0], flag, readings, vocabulary)
    assert finding.doubt is None
    assert isinstance(finding.fact, LabResult)
    assert finding.fact.value == 7.8


@pytest.mark.parametrize(
    "page",
    [
        "Test         Result   Units   Reference\nHemoglobin   78       g/dL    12.0-16.0\n"
        "Hematocrit   24       %       36-46",
        "Test         Result   Flag   Units   Reference\nHemoglobin   17.8     L      g/dL    12.0-16.0\n"
        "Hematocrit   24       L      %       36-46",
    ],
)
def test_what_cannot_be_true_is_asked(page: str, vocabulary: Vocabulary) -> None:
    found = {f.fact.analyte: f.doubt for f in of_page(page, vocabulary) if isinstance(f.fact, LabResult)}
    assert found["hemoglobin"] is not None
    assert found["hematocrit"] is None


def asked(page: str | tuple[Word, ...], vocabulary: Vocabulary) -> set[str]:
    return {f.fact.analyte for f in of_page(page, vocabulary) if f.doubt and isinstance(f.fact, LabResult)}


RELATIONS = {
    "more neutrophils than white cells": ("WBC          2.9      K/uL\nANC          8.7      K/uL", {"leukocytes", "neutrophils"}),  # noqa: E501
    "haematocrit without its haemoglobin": ("HGB          3.8      g/dL\nHCT          26.0     %", {"hemoglobin", "hematocrit"}),  # noqa: E501
    "count and volume bear the haematocrit out": (
        "HGB          3.8      g/dL\nHCT          26.0     %\nRBC          2.50     M/uL\nMCV          104      fL",
        {"hemoglobin"},
    ),
    "creatinine of a kidney that fails": ("Creatinine   8.4      mg/dL\neGFR         85       mL/min/1.73m2", {"creatinine", "egfr"}),  # noqa: E501
}  # fmt: skip


@pytest.mark.parametrize(("rows", "wrong"), RELATIONS.values(), ids=RELATIONS.keys())
def test_arithmetic_that_cannot_be_is_asked_on_any_page(rows: str, wrong: set[str], vocabulary: Vocabulary) -> None:
    page = f"Test         Result   Units\n{rows}"
    assert asked(page, vocabulary) == wrong
    assert asked(scanned(page, {}), vocabulary) == wrong


SICK = {
    "methods that differ a little": "WBC          2.9      K/uL\nANC          3.1      K/uL",
    "nearly empty marrow": "WBC          0.2      K/uL\nANC          0.00     K/uL\nLymphs Abs   0.20     K/uL\nHGB          4.1      g/dL\nHCT          12.4     %\nPLT          2        K/uL",  # noqa: E501
    "large cells": "HGB          5.9      g/dL\nHCT          18.0     %\nRBC          1.22     M/uL\nMCV          147      fL",  # noqa: E501
    "small cells, pale": "HGB          6.8      g/dL\nHCT          25.1     %\nRBC          4.20     M/uL\nMCV          60       fL",  # noqa: E501
    "many white cells": "WBC          148.2    K/uL\nANC          131.0    K/uL\nMono #       12.1     K/uL",
}  # fmt: skip


@pytest.mark.parametrize("rows", SICK.values(), ids=SICK.keys())
def test_no_result_of_a_sick_person_is_asked(rows: str, vocabulary: Vocabulary) -> None:
    page = f"Test         Result   Units\n{rows}"
    assert asked(page, vocabulary) == set()
    assert len(values(of_page(page, vocabulary))) == len(rows.split("\n"))


def test_small_contradictions_are_asked_on_a_scan_only(vocabulary: Vocabulary) -> None:
    page = "Test         Result   Units\nWBC          2.9      K/uL\nANC          3.2      K/uL"
    assert asked(scanned(page, {}), vocabulary) == {"leukocytes", "neutrophils"}
    assert asked(page, vocabulary) == set()


def test_a_misread_unit_does_not_change_the_value(vocabulary: Vocabulary) -> None:
    page = "Test        Result   Units    Reference\nPlatelets   34       1043/uL  150-400\n"
    page += "WBC         2.9      10*3/uL  4.0-11.0"
    assert values(of_page(page, vocabulary)) == {"platelets": 34.0, "leukocytes": 2.9}


def test_blasts_without_a_place_are_asked(vocabulary: Vocabulary) -> None:
    (finding,) = of_text("Blasts 12%", vocabulary)
    assert finding.doubt is not None


@pytest.mark.parametrize(
    ("title", "day", "sure"),
    [
        ("Laboratory, last set, 1 Nov 2026", "2026-11-01", True),
        ("Ledger of 1 Nov 2026", "2026-11-10", False),
        ("Ledger", "2026-11-10", True),
        ("Ledger of 10 Nov 2026", "2026-11-10", True),
    ],
)
def test_a_day_in_a_title_not_understood_makes_the_line_below_a_question(title: str, day: str, sure: bool) -> None:
    report = report_from_text(f"{title}\nHb 7.8 g/dL, WBC 2.9 x10^9/L", "note", dates=ReportDates(visit="2026-11-10"))
    found = list(EXTRACTOR.run(report, load_vocabulary()))
    assert {(f.fact.collected, f.doubt is None) for f in found if isinstance(f.fact, LabResult)} == {(day, sure)}
    assert len(found) == 2


@pytest.mark.parametrize(("text", "sure"), [("Ferritin >2000 ng/mL", True), ("Neutrophils ≥0.5 x10^9/L", False)])
def test_a_bound_from_below_is_asked_about(text: str, sure: bool) -> None:
    report = report_from_text(text, "note", dates=ReportDates(visit="2026-11-10"))
    assert [f.doubt is None for f in EXTRACTOR.run(report, load_vocabulary())] == [sure]
