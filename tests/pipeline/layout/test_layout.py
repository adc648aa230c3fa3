"""What extractors rely on: reading order, rows, paragraphs, sections, reports. All documents here are made up."""

import pytest

from knowledge.loader import load_vocabulary
from pipeline.layout import lay_out
from schemas.document import Page, ReadDocument, Word
from schemas.errors import ReadFailure
from schemas.layout import LaidOutDocument, SectionLabel
from schemas.vocabulary import Vocabulary
from tests.pipeline.layout.pages import document_of, grid_words, laid_out


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_vocabulary()


def texts(document: LaidOutDocument) -> list[str]:
    return [p.text for r in document.reports for s in r.sections for p in s.passages]


TABLE = """\
Test              Result  Flag  Units      Reference
Hemoglobin        7.8     L     g/dL       12.0-16.0
WBC               2.9     L     10^3/uL    4.0-11.0
Platelets         34            10^3/uL    150-400"""


def test_a_table_gives_its_rows_as_tabbed_passages_and_as_a_table_with_columns(vocabulary: Vocabulary) -> None:
    document = laid_out(TABLE, vocabulary=vocabulary)
    assert texts(document)[1:] == [
        "Hemoglobin\t7.8\tL\tg/dL\t12.0-16.0",
        "WBC\t2.9\tL\t10^3/uL\t4.0-11.0",
        "Platelets\t34\t10^3/uL\t150-400",
    ]
    (table,) = document.reports[0].sections[0].tables
    assert [c.text for c in table.header[0].cells] == ["Test", "Result", "Flag", "Units", "Reference"]
    assert [c.column for c in table.rows[2].cells] == [0, 1, 3, 4]


def test_words_given_column_by_column_come_out_row_by_row(vocabulary: Vocabulary) -> None:
    words = sorted(grid_words(TABLE), key=lambda w: (w.box[0], w.box[1]))
    assert texts(laid_out(tuple(words), vocabulary=vocabulary)) == texts(laid_out(TABLE, vocabulary=vocabulary))


@pytest.mark.parametrize("slope", [-0.012, 0.012])
def test_a_little_skew_mixes_no_rows(vocabulary: Vocabulary, slope: float) -> None:
    skewed = laid_out(grid_words(TABLE, slope=slope), vocabulary=vocabulary)
    assert texts(skewed) == texts(laid_out(TABLE, vocabulary=vocabulary))


def test_the_upright_box_decides_where_a_word_stands_and_evidence_cites_the_displayed_one(
    vocabulary: Vocabulary,
) -> None:
    turned = tuple(
        Word(text=w.text, box=(w.box[1], 600 - w.box[2], w.box[3], 600 - w.box[0]), layout_box=w.box)
        for w in grid_words(TABLE)
    )
    document = laid_out(turned, vocabulary=vocabulary)
    assert texts(document) == texts(laid_out(TABLE, vocabulary=vocabulary))
    passage = document.reports[0].sections[0].passages[1]
    (evidence,) = passage.cite(0, len("Hemoglobin"))
    assert evidence.bbox == turned[5].box


def test_two_columns_of_text_are_read_one_after_the_other(vocabulary: Vocabulary) -> None:
    left = [
        "The patient came back to the",
        "clinic today and feels much",
        "better than she did at the",
        "time of the last visit here.",
    ]
    right = [
        "There is no bleeding and no",
        "fever has been recorded over",
        "the past weeks, and she eats",
        "well and sleeps through night.",
    ]
    page = "\n".join(f"{a:<40}{b}" for a, b in zip(left, right, strict=True))
    assert texts(laid_out(page, vocabulary=vocabulary)) == [" ".join(left), " ".join(right)]


def test_wrapped_lines_become_one_passage_and_hyphens_are_undone_only_where_they_should(
    vocabulary: Vocabulary,
) -> None:
    page = "\n".join([
        "The findings are consistent with a therapy-",
        "related myeloid neoplasm; alanine aminotrans-",
        "ferase is normal and CD34-",
        "positive cells are not increased in number.",
    ])  # fmt: skip
    assert texts(laid_out(page, vocabulary=vocabulary)) == [
        "The findings are consistent with a therapy-related myeloid neoplasm; alanine aminotransferase is normal and "
        "CD34- positive cells are not increased in number."
    ]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["Karyotype 46,XX,del(5)(q13q33),", "-7,+8[12]/46,XX[8] in all"], "46,XX,del(5)(q13q33),-7,+8[12]/46,XX[8]"),
        (["Karyotype 46,XY,t(3;21)(q26;", "q22)[20] was found"], "46,XY,t(3;21)(q26;q22)[20]"),
        (["SF3B1 variant c.2098A>", "G was found in this sample"], "c.2098A>G"),
    ],
)
def test_a_formula_broken_over_lines_is_whole_again(vocabulary: Vocabulary, lines: list[str], expected: str) -> None:
    (text,) = texts(laid_out("\n".join(lines), vocabulary=vocabulary))
    assert expected in text


def test_key_value_lines_and_list_items_stay_apart(vocabulary: Vocabulary) -> None:
    page = "Sex: Female\nWard: North\n- azacitidine since May, given for seven\n  days of each cycle\n- transfusions"
    assert texts(laid_out(page, vocabulary=vocabulary)) == [
        "Sex: Female",
        "Ward: North",
        "- azacitidine since May, given for seven days of each cycle",
        "- transfusions",
    ]


NOTE = """\
Patient: DOE, JANE      DOB: 03/04/1950
MRN: 123456

FINAL DIAGNOSIS:
Myelodysplastic syndrome.

Family History: Father had leukemia.

LABS
Hb 7.8

REFERENCES
Blasts 20% define leukemia."""


def test_titles_open_sections_alone_on_a_line_and_inline(vocabulary: Vocabulary) -> None:
    sections = laid_out(NOTE, vocabulary=vocabulary).reports[0].sections
    assert [(s.label, [p.text for p in s.passages]) for s in sections] == [
        (SectionLabel.HEADER, ["Patient: DOE, JANE\tDOB: 03/04/1950", "MRN: 123456"]),
        (SectionLabel.DIAGNOSIS, ["Myelodysplastic syndrome."]),
        (SectionLabel.FAMILY_HISTORY, ["Family History: Father had leukemia."]),
        (SectionLabel.LABS, ["Hb 7.8"]),
        (SectionLabel.METHODS, ["Blasts 20% define leukemia."]),
    ]


def page_of_report(collected: str, number: str) -> str:
    return f"Name: DOE, JANE      DOB: 03/04/1950\nCollected: {collected}    MRN: 1\n\nHb 7.8\n\n{number}"


def test_page_one_again_is_another_report_and_page_two_is_not(vocabulary: Vocabulary) -> None:
    first, second = page_of_report("01/02/2026", "Page 1 of 2"), page_of_report("01/02/2026", "Page 2 of 2")
    other = page_of_report("05/06/2026", "Page 1 of 1")
    assert [r.pages for r in laid_out(first, second, other, vocabulary=vocabulary).reports] == [(1, 2), (3,)]


def test_without_page_numbers_another_collection_date_is_another_report(vocabulary: Vocabulary) -> None:
    pages = [page_of_report(d, "") for d in ("01/02/2026", "01/02/2026", "05/06/2026")]
    assert [r.pages for r in laid_out(*pages, vocabulary=vocabulary).reports] == [(1, 2), (3,)]


def test_a_table_split_over_pages_keeps_its_columns_and_drops_the_title_row_that_repeats(
    vocabulary: Vocabulary,
) -> None:
    head, *rows = TABLE.split("\n")
    document = laid_out("\n".join([head, rows[0]]), "\n".join([head, rows[1], rows[2]]), vocabulary=vocabulary)
    sections = document.reports[0].sections
    body = [t for s in sections if s.label is not SectionLabel.HEADER for t in s.tables]
    assert [r.text.split("\t")[0] for t in body for r in t.rows] == ["Hemoglobin", "WBC", "Platelets"]
    assert all(t.header[0].text.startswith("Test\tResult") for t in body)


def test_pages_that_were_not_read_are_skipped(vocabulary: Vocabulary) -> None:
    good = document_of(TABLE).pages[0]
    bad = Page(number=2, width=612, height=792, failure=ReadFailure.NO_TEXT)
    read = ReadDocument(id="0" * 64, file="x.pdf", media_type="application/pdf", pages=(good, bad))
    assert [r.pages for r in lay_out(read, vocabulary).reports] == [(1,)]


def test_every_word_stands_in_a_passage_or_a_heading(vocabulary: Vocabulary) -> None:
    document = document_of(NOTE + "\n\n" + TABLE)
    held = " ".join(
        [p.text for r in lay_out(document, vocabulary).reports for s in r.sections for p in s.passages]
        + [s.heading for r in lay_out(document, vocabulary).reports for s in r.sections]
    ).split()
    assert not {w.text for p in document.pages for w in p.words} - set(held)


def test_spans_of_a_passage_are_the_words(vocabulary: Vocabulary) -> None:
    for report in laid_out(NOTE + "\n" + TABLE, vocabulary=vocabulary).reports:
        for passage in (p for s in report.sections for p in s.passages):
            assert [passage.text[a:b] for a, b in passage.spans] == [w.text for w in passage.words]


def test_a_figure_that_a_sentence_waits_for_opens_no_list(vocabulary: Vocabulary) -> None:
    page = "\n".join([
        "I reviewed her with her daughter and she is well. Her ECOG performance status is",
        "0. When we first met she needed no transfusions and was taking no regular medicine.",
    ])  # fmt: skip
    (text,) = texts(laid_out(page, vocabulary=vocabulary))
    assert "performance status is 0. When" in text
