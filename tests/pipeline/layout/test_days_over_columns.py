"""Cumulative tables: days over columns, in any dress, from the PDF to the dated results."""

import pytest

from bench.workshop.sheet import Cell, Sheet
from tests.pipeline.layout.test_unseen_layouts import facts_of, labs

EDGES = (50, 160, 250, 340, 430)
ROWS = (("Haemoglobin", "94 L", "102 L", "g/L", "133-174"), ("Platelets", "136 L", "", "10^9/L", "145-425"))
EXPECTED = {("hemoglobin", "2025-09-03"): 9.4, ("hemoglobin", "2025-07-14"): 10.2, ("platelets", "2025-09-03"): 136.0}


def put(s: Sheet, *texts: str) -> None:
    s.row(*(Cell(x, t) for x, t in zip(EDGES, texts, strict=False) if t))


def opening(s: Sheet) -> None:
    s.line("Northmere General Hospital", True, 12)
    put(s, "Name: DOE, Jane", "", "DOB: 17-Jun-1968", "", "Printed: 5 Sep 2025")
    put(s, "Sex: Female", "", "Hospital No: 4711", "", "Ward: 6")


@pytest.mark.parametrize(
    "titles",
    [
        (("Test", "03-Sep-2025", "14-Jul-2025", "Unit", "Reference"), ("", "08:55", "14:20")),
        (("Test", "3 Sep 2025 08:55", "14 Jul 2025 14:20", "Unit", "Reference"),),
        (("", "Sep 3, 2025", "Jul 14, 2025"), ("", "08:55", "14:20")),
        (("", "03 Sep", "14 Jul", "Unit", "Reference"), ("", "2025", "2025")),
        (("", "Collected", "Collected"), ("Test", "03/09/2025", "14/07/2025")),
        (("Date", "03/09/2025", "14/07/2025", "Unit", "Reference"), ("Request no.", "213320", "222361")),
        (("Lab no.", "25H4410", "25H4417"), ("Date", "2025-09-03", "2025-07-14", "Unit", "Reference")),
    ],
)
@pytest.mark.parametrize("section", ["HAEMATOLOGY", ""])
def test_days_over_columns_date_the_results_below(titles: tuple[tuple[str, ...], ...], section: str) -> None:
    def draw(s: Sheet) -> None:
        opening(s)
        for row in titles:
            put(s, *row)
        if section:
            s.line(section, True)
        for row in ROWS:
            put(s, *row)

    assert labs(facts_of(draw)) == EXPECTED


def test_dates_told_of_a_sample_are_no_titles_of_the_rows_below() -> None:
    def draw(s: Sheet) -> None:
        opening(s)
        put(s, "Lab no.", "Collected", "Received")
        put(s, "25H4410", "03/09/2025", "04/09/2025")
        s.line("HAEMATOLOGY", True)
        put(s, "Haemoglobin", "94", "102", "g/L", "133-174")
        put(s, "Platelets", "136", "148", "10^9/L", "145-425")

    assert labs(facts_of(draw)) == {}


def test_a_spoilt_sample_spoils_its_own_day_alone() -> None:
    def draw(s: Sheet) -> None:
        opening(s)
        put(s, "Test", "03-Sep-2025", "14-Jul-2025", "Unit", "Reference")
        put(s, "Haemoglobin", "94 L", "102 L", "g/L", "133-174")
        put(s, "LDH", "Haemolysed", "416 H", "U/L", "125-245")

    found = labs(facts_of(draw))
    assert found[("lactate_dehydrogenase", "2025-07-14")] == 416.0
    assert ("lactate_dehydrogenase", "2025-09-03") not in found


def test_a_blood_count_with_a_manual_differential_stays_one_of_blood() -> None:
    def draw(s: Sheet) -> None:
        opening(s)
        put(s, "Parameter", "Value", "Unit", "Reference range")
        for row in (("Leukocytes", "3.40", "/nl", "3.90 - 10.20"), ("Hemoglobin", "9.8", "g/dl", "12.0 - 15.6"),
                    ("Thrombocytes", "357", "/nl", "150 - 370"), ("Segmented neutrophils", "21", "%"),
                    ("Band forms", "3", "%"), ("Blasts", "3", "%", "0"),
                    ("Normoblasts per 100", "leukocytes", "1")):  # fmt: skip
            put(s, *row)

    found = {name: value for (name, _), value in labs(facts_of(draw)).items()}
    assert found["blasts_blood"] == 3.0 and "blasts_marrow" not in found
    assert found["leukocytes"] == 3.4


def test_a_group_of_one_test_takes_the_days_of_the_table_above() -> None:
    def draw(s: Sheet) -> None:
        opening(s)
        s.line("HAEMATOLOGY", True)
        put(s, "Test", "03-Sep-2025", "14-Jul-2025", "Unit", "Reference")
        put(s, "Haemoglobin", "94 L", "102 L", "g/L", "133-174")
        put(s, "Platelets", "136 L", "151", "10^9/L", "145-425")
        s.line("CHEMISTRY", True)
        put(s, "Creatinine", "", "97", "umol/L", "62-106")
        put(s, "Bilirubin", "", "14", "umol/L", "3-21")
        s.line("IRON STUDIES", True)
        put(s, "Ferritin", "H 1846", "H 2049", "ug/L", "30-400")

    found = labs(facts_of(draw))
    assert {day: value for (name, day), value in found.items() if name == "ferritin"} == {
        "2025-09-03": 1846.0,
        "2025-07-14": 2049.0,
    }


def test_a_row_about_the_person_titles_no_table_below_it() -> None:
    def draw(s: Sheet) -> None:
        s.line("Klinikum Three Oaks, Institute of Pathology", True, 12)
        put(s, "Doe, *1938-03-13", "female", "Biopsy 2025-06-14", "Report 2025-06-21")
        s.gap(14)
        s.line("MARROW", True, 11)
        put(s, "Blasts, aspirate", "", "7 %", "normal < 5 %")
        put(s, "Ring sideroblasts", "", "0 %", "< 15 %")
        put(s, "Cellularity of core", "", "55 %", "30-50 %")

    day = "2025-06-14"
    wanted = {("blasts_marrow", day): 7.0, ("ring_sideroblasts", day): 0.0, ("marrow_cellularity", day): 55.0}
    assert labs(facts_of(draw)) == wanted
