"""Cards side by side are read one after the other; rows that only look like cards stay rows."""

from knowledge.loader import load_vocabulary
from tests.pipeline.layout.pages import laid_out

CARDS = """
Details of the variants found

1. TET2                                 2. SRSF2
Nucleotide : c.3646C>T                  Nucleotide : c.284C>A
Protein : p.R1216*                      Protein : p.P95H
Frequency : 41.2 %                      Frequency : 38.0 %

3. RUNX1
Nucleotide : c.611G>A
Protein : p.R204Q
Frequency : 12.5 %
"""
IDENTITY = """
Name : Doe, Jane                        Sample : K4711
Sex : Female                            Drawn : 3 May 2026
Ward : 6                                Ward : 7
"""


def passages(page: str) -> list[str]:
    laid = laid_out(page, vocabulary=load_vocabulary())
    return [p.text for r in laid.reports for s in r.sections for p in s.passages]


def test_the_fields_of_a_card_follow_its_title() -> None:
    found = passages(CARDS)
    first, second = found.index("1. TET2"), found.index("2. SRSF2")
    assert found[first : first + 4] == ["1. TET2", "Nucleotide : c.3646C>T", "Protein : p.R1216*", "Frequency : 41.2 %"]
    assert found[second : second + 4] == [
        "2. SRSF2", "Nucleotide : c.284C>A", "Protein : p.P95H", "Frequency : 38.0 %",
    ]  # fmt: skip


def test_keys_that_differ_are_cells_of_one_block() -> None:
    assert "Sex : Female\tDrawn : 3 May 2026" in passages(IDENTITY)


BESIDE = """
Haemoglobin     7.8   g/dL        (11.8-15.4)  MCV           89     fL          (81-99)
White cells     2800  /cumm       (4000-10500) Haematocrit   23.7   %           (35.0-45.0)
Platelets       1.72  lakhs/cumm  (1.50-4.10)  Red cells     2.66   mill/cumm   (3.80-5.10)
Neutrophils     900   /cumm       (1800-7700)
"""


def test_a_long_cell_near_the_table_beside_it_does_not_join_the_two() -> None:
    laid = laid_out(BESIDE, vocabulary=load_vocabulary())
    (table,) = [t for r in laid.reports for s in r.sections for t in s.tables]
    assert [c.text for c in table.rows[1].cells] == [
        "White cells", "2800", "/cumm", "(4000-10500)", "Haematocrit", "23.7", "%", "(35.0-45.0)",
    ]  # fmt: skip


BESIDE_TEXT = """
Cell type                 Value    Normal     Sufficient marrow fragments. Cellularity in the
Blasts                    6        0-4        punch biopsy 55 percent.
Promyelocytes             3.8      0.5-6      Description
Myelocytes                11.3     6-15       Erythroid cells show irregular nuclear outlines
Metamyelocytes            12.2     8-22       and some binucleation. Myeloid maturation is
Segmented granulocytes    22.6     15-40      present with hypogranulation. Megakaryocytes
Eosinophils               2.8      1-5        include hypolobated forms.
"""
REMARKS = """
Test                 Value    Remark
Ferritin             1240     measured twice, raised since the last visit
Transferrin          210      see
Folate               8.1      repeated in our laboratory on request of
                              the ward, no change
Haptoglobin          0.9      normal
"""


def test_running_text_beside_a_table_is_read_by_itself() -> None:
    found = passages(BESIDE_TEXT)
    assert "Blasts\t6\t0-4" in found
    assert any("Cellularity in the punch biopsy 55 percent." in p for p in found)


def test_remarks_stay_in_their_rows() -> None:
    assert any(
        p.startswith("Folate\t8.1\trepeated in our laboratory on request of the ward") for p in passages(REMARKS)
    )


def test_an_entry_that_opens_with_a_day_is_no_title() -> None:
    page = """
Period                      Substance           Remark
11.08.2025 - 06.01.2026     Darbepoetin alfa    ended, disease progression
since 05.02.2026            Azacitidine         3 cycles given, continuing
"""
    (table,) = [t for r in laid_out(page, vocabulary=load_vocabulary()).reports for s in r.sections for t in s.tables]
    assert [r.text.split("\t")[1] for r in table.rows] == ["Darbepoetin alfa", "Azacitidine"]


def test_units_stay_in_their_rows() -> None:
    page = """
Test               Result     Unit
Haemoglobin        10.9       g/dL
TLC                6882       cells/cumm
ANC                3720       cells/cumm
Platelet count     2.27       lakhs/cumm
Creatinine         0.7        mg/dL
"""
    assert "Platelet count\t2.27\tlakhs/cumm" in passages(page)
