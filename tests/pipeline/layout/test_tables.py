"""Where tables begin and end, whose titles they take, and what a drawn frame parts. All documents here are made up."""

import pytest

from knowledge.loader import load_vocabulary
from pipeline.layout import lay_out
from schemas.document import ReadDocument, Word
from schemas.layout import SectionLabel, Table
from schemas.vocabulary import Vocabulary
from tests.pipeline.layout.pages import document_of, grid_words, laid_out


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_vocabulary()


def tables_of(page: str | tuple[Word, ...], vocabulary: Vocabulary) -> list[Table]:
    return [t for r in laid_out(page, vocabulary=vocabulary).reports for s in r.sections for t in s.tables]


def titles(table: Table) -> list[list[str]]:
    return [[c.text for c in row.cells] for row in table.header]


def lines(*placed: tuple[float, str]) -> tuple[Word, ...]:
    """Words of lines of text, each at its own height."""
    return tuple(w for top, text in placed for w in grid_words(text, top=top))


def test_an_upright_rule_parts_only_what_stands_beside_it(vocabulary: Vocabulary) -> None:
    text = "Name A      Born B\n\nThe blasts are 3% of all cells"
    page = document_of(text).pages[0].model_copy(update={"rules": ((92.0, 36.0, 93.0, 52.0),)})
    document = lay_out(ReadDocument(id="0" * 64, file="a.pdf", media_type="x/y", pages=(page,)), vocabulary)
    (section,) = document.reports[0].sections
    assert [p.text for p in section.passages] == ["Name A\tBorn B", "The blasts are 3% of all cells"]
    long = page.model_copy(update={"rules": ((92.0, 36.0, 93.0, 90.0),)})
    document = lay_out(ReadDocument(id="0" * 64, file="a.pdf", media_type="x/y", pages=(long,)), vocabulary)
    assert "\t" in document.reports[0].sections[0].passages[1].text


def test_titles_above_a_section_title_are_those_of_the_rows_below(vocabulary: Vocabulary) -> None:
    page = "Test          Result   Units\n\nHEMATOLOGY\nHemoglobin    7.8      g/dL\nPlatelets     34       K/uL"
    (table,) = tables_of(page, vocabulary)
    assert titles(table) == [["Test", "Result", "Units"]]


@pytest.mark.parametrize("title", ["Laboratory results today", "Blood", "What the analyser said"])
def test_a_title_over_a_table_ends_the_medication_above(title: str, vocabulary: Vocabulary) -> None:
    page = lines(
        (40, "Medications"), (52, "Ondansetron 8 mg as needed. Levothyroxine 50 mcg daily."), (70, title),
        (81, "Test         Value   Range        Units"), (93, "Hemoglobin   10.6    12.0-16.0    g/dL"),
        (105, "Platelets    240     150-400      K/uL"),
    )  # fmt: skip
    sections = lay_out(document_of(page), vocabulary).reports[0].sections
    (table,) = [(s.label, t) for s in sections for t in s.tables]
    assert table[0] is not SectionLabel.MEDICATIONS
    assert titles(table[1]) == [["Test", "Value", "Range", "Units"]]
    assert [s.label for s in sections if "Ondansetron" in str(s.passages)] == [SectionLabel.MEDICATIONS]


def test_the_next_key_ends_what_was_asked(vocabulary: Vocabulary) -> None:
    page = lines((40, "Indication: cytopenias; suspected myelodysplastic syndrome"), (57, "Result: 46,XX[20]"))
    sections = lay_out(document_of(page), vocabulary).reports[0].sections
    assert [s.label for s in sections if "46,XX" in str(s.passages)] == [SectionLabel.OTHER]


def test_a_narrow_table_does_not_take_the_titles_of_a_wide_one(vocabulary: Vocabulary) -> None:
    page = (
        "Date         Hb     WBC    Neut   Plt\n"
        "13/02/2026   84     3.1    1.00   48\n"
        "14/03/2026   78     2.9    0.87   34\n"
        "\n\n\n"
        "Creatinine   88 umol/L\n"
        "Ferritin     1850 ug/L"
    )
    wide, narrow = tables_of(page, vocabulary)
    assert titles(wide) == [["Date", "Hb", "WBC", "Neut", "Plt"]]
    assert titles(narrow) == []


def test_a_title_set_off_from_the_rows_above_opens_another_table(vocabulary: Vocabulary) -> None:
    page = lines(
        (40, "Patient      MARLOWE, EDITH ANN   Collected   04/14/2026"),
        (55, "Accession    GSM26-1190           Source      Bone marrow"),
        (82, "Detected"),
        (97, "Gene         Base         Protein     VAF (%)     Class"),
        (112, "PPM1D        c.1434C>A    p.C478*     12.5        Pathogenic"),
        (127, "TP53         c.818G>A     p.R273H     6.1         Pathogenic"),
    )
    _, variants = tables_of(page, vocabulary)
    assert titles(variants) == [["Gene", "Base", "Protein", "VAF (%)", "Class"]]
    assert [c.text for c in variants.rows[1].cells] == ["TP53", "c.818G>A", "p.R273H", "6.1", "Pathogenic"]


def test_a_name_above_its_row_belongs_to_the_row_below(vocabulary: Vocabulary) -> None:
    page = lines(
        (40, "Test                        Result   Units"),
        (60, "Hemoglobin                  7.8      g/dL"),
        (74, "Alanine aminotransferase"),
        (83, "(ALT/SGPT)                  19       U/L"),
        (97, "Platelets                   34       K/uL"),
        (111, "Sodium                      139      mmol/L"),
    )
    (table,) = tables_of(page, vocabulary)
    assert [[c.text for c in row.cells][:2] for row in table.rows] == [
        ["Hemoglobin", "7.8"],
        ["Alanine aminotransferase (ALT/SGPT)", "19"],
        ["Platelets", "34"],
        ["Sodium", "139"],
    ]


def test_a_row_that_leaves_its_date_unsaid_is_a_row(vocabulary: Vocabulary) -> None:
    page = (
        "Date         Test         Result   Units\n"
        "02/13/2026   Hemoglobin   8.4      g/dL\n"
        "             Platelets    48       K/uL\n"
        "03/14/2026   Hemoglobin   7.8      g/dL\n"
        "             Platelets    34       K/uL"
    )
    (table,) = tables_of(page, vocabulary)
    assert [row.text.split("\t")[-2] for row in table.rows] == ["8.4", "48", "7.8", "34"]


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("PERIPHERAL BLOOD, SEPTEMBER 20, 2026", SectionLabel.BLOOD),
        ("BONE MARROW, LEFT ILIAC CREST, 03/10/2026", SectionLabel.MARROW),
        ("CBC at Oakfield Hospital, 11 March 2026", SectionLabel.LABS),
    ],
)
def test_a_title_with_a_place_or_a_date_behind_opens_its_section(
    line: str, label: SectionLabel, vocabulary: Vocabulary
) -> None:
    document = laid_out(f"Some words first.\n\n{line}\nBlasts 3%.", vocabulary=vocabulary)
    section = document.reports[0].sections[-1]
    assert (section.label, section.heading) == (label, line)
    assert [p.text for p in section.passages] == ["Blasts 3%."]


def test_a_dated_sentence_is_no_title(vocabulary: Vocabulary) -> None:
    line = "Labs from the clinic that were drawn by the nurse and sent on 11 March 2026"
    document = laid_out(f"Some words first.\n\n{line}\nBlasts 3%.", vocabulary=vocabulary)
    assert all(s.heading == "" for s in document.reports[0].sections)


def test_the_titles_of_a_table_are_no_title_of_a_section(vocabulary: Vocabulary) -> None:
    page = "Lab      Final Result   Abnormal?   Units\nHGB      7.8            Low         g/dL"
    document = laid_out(page, vocabulary=vocabulary)
    assert [s.heading for s in document.reports[0].sections] == [""]


def test_a_bracket_goes_with_what_it_opens(vocabulary: Vocabulary) -> None:
    text = "Ferritin    1850   ug/L   (  11 - 307 )"
    (passage,) = laid_out(text, vocabulary=vocabulary).reports[0].sections[0].passages
    assert passage.text == "Ferritin\t1850\tug/L\t( 11 - 307 )"


def test_a_table_that_is_the_value_of_a_key_is_a_table_of_its_own(vocabulary: Vocabulary) -> None:
    page = (
        "Other conditions     Atrial fibrillation\n"
        "Treatments           Treatment      From          To            Result\n"
        "                     Epoetin alfa   09-Mar-2025   11-Jul-2025   Stopped, toxicity\n"
        "                     Azacitidine    10-Aug-2025   continuing    3 cycles so far\n"
        "Question             Response uncertain: go on, or change?\n"
        "Plan                 Continue azacitidine."
    )
    sections = laid_out(page, vocabulary=vocabulary).reports[0].sections
    (nested,) = [t for s in sections for t in s.tables if any(c.text == "From" for r in t.header for c in r.cells)]
    assert titles(nested) == [["Treatment", "From", "To", "Result"]]
    assert [[c.text for c in r.cells] for r in nested.rows] == [
        ["Epoetin alfa", "09-Mar-2025", "11-Jul-2025", "Stopped, toxicity"],
        ["Azacitidine", "10-Aug-2025", "continuing", "3 cycles so far"],
    ]
    passages = [p.text for s in sections for p in s.passages]
    assert "Question\tResponse uncertain: go on, or change?" in passages


def test_crosses_that_ocr_leaves_of_a_drawn_line_are_no_row(vocabulary) -> None:
    """ "-----+-----+-----" below the titles of an export: the strokes are lost, the crosses and scraps stay."""
    page = (
        "collected    test          value   unit   low    high\n"
        "-----   +            +  -       +  j'   +      +\n"
        "2025-01-09   Hemoglobin    11.5    g/dL   11.8   15.8\n"
        "2025-01-09   Potassium     4.1     mmol/L 3.5    5.1\n"
    )
    table = laid_out(page, vocabulary=vocabulary).reports[0].sections[0].tables[0]
    assert [c.text for c in table.header[0].cells] == ["collected", "test", "value", "unit", "low", "high"]
    assert len(table.rows) == 2
