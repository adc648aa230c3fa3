"""What a scan adds and takes away: dirt beside titles, letters drawn twice, operators misread. People are invented."""

import pytest

from knowledge.loader import load_vocabulary
from pipeline.context import add_context
from pipeline.layout import lay_out
from pipeline.layout.settled import settle_words
from schemas.document import Page, ReadDocument, Reading, Word
from schemas.layout import Report, SectionLabel

ENGINES = ("tesseract", "rapidocr")


def seen(text: str, x: float, y: float, *read: str, score: float = 0.9, width: float | None = None) -> Word:
    """A word of a scan; ``read``: what each engine read, where not both the same."""
    box = (x, y, x + (width or 5.0 * len(text)), y + 8)
    readings = tuple(
        Reading(engine=e, text=t, confidence=score if t else 0) for e, t in zip(ENGINES, read, strict=False)
    )
    return Word(text=text, box=box, source="ocr", agreed=not read, readings=readings)


def words_of(text: str, y: float) -> list[Word]:
    """A line of words that both engines read."""
    out, x = [], 40.0
    for part in text.split():
        out.append(seen(part, x, y))
        x += 5.0 * len(part) + 3.0
    return out


def scan(*words: Word) -> ReadDocument:
    page = Page(number=1, width=600, height=800, source="ocr", words=words)
    return ReadDocument(id="0" * 64, file="scan.pdf", media_type="application/pdf", pages=(page,))


def lines(*texts: str) -> list[Word]:
    return [w for n, t in enumerate(texts) for w in words_of(t, 40.0 + 14 * n)]


def report(*words: Word) -> Report:
    document = add_context(lay_out(scan(*words), load_vocabulary()), load_vocabulary())
    return document.reports[0]


NOTE = (
    "Clinic note 28 March 2026",
    "INTERVAL HISTORY",
    "From the note of 28 Feb 2026: admitted overnight at another hospital and given blood.",
    "MEDICATIONS",
    "Acyclovir 400 mg twice daily.",
    "EXAMINATION",
    "ECOG 0. Lungs clear.",
    "Electronically signed 28 March 2026.",
)


def test_a_title_is_one_with_a_speck_beside_it() -> None:
    speck = seen("7", 500, 54, "7", "", score=0.41)
    labels = [s.label for s in report(*lines(*NOTE[:2], *NOTE[3:]), speck).sections]
    assert SectionLabel.INTERVAL in labels


def test_a_figure_beside_a_title_is_no_speck() -> None:
    figure = seen("7", 500, 54, "7", "", score=0.97)
    labels = [s.label for s in report(*lines(*NOTE[:2], *NOTE[3:]), figure).sections]
    assert SectionLabel.INTERVAL not in labels


def test_a_paragraph_from_an_earlier_note_ends_with_its_section() -> None:
    labels = {s.label: s for s in report(*lines(*NOTE)).sections}
    assert "admitted" in labels[SectionLabel.COPIED].passages[0].text
    assert any("ECOG 0" in p.text for p in labels[SectionLabel.EXAM].passages)


def test_a_note_copied_in_whole_ends_with_its_signature() -> None:
    told = (NOTE[0], "Copied from note of 28 Feb 2026", *NOTE[3:], "PLAN", "Repeat the blood count.")
    found = report(*lines(*told)).sections
    aside = [p.text for s in found if s.label is SectionLabel.COPIED for p in s.passages]
    assert any("ECOG 0" in t for t in aside) and not any("Repeat" in t for t in aside)


def test_letters_that_one_engine_alone_drew_over_a_word_are_none() -> None:
    words = (seen("Metamyelocytes", 55, 262, width=66), seen("es", 83, 263, "es", "", width=29), seen("4.2", 190, 262))
    (page,) = settle_words(scan(*words)).pages
    assert [w.text for w in page.words] == ["Metamyelocytes", "4.2"]


@pytest.mark.parametrize("text", ["no", "-", "<", "4"])
def test_what_carries_meaning_is_kept_wherever_it_is_drawn(text: str) -> None:
    words = (seen("Metamyelocytes", 55, 262, width=66), seen(text, 83, 263, text, "", width=12))
    (page,) = settle_words(scan(*words)).pages
    assert text in [w.text for w in page.words]


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("46,XY,de1(20)(q11.2)[9]/46,XY[11]", "46,XY,del(20)(q11.2)[9]/46,XY[11]"),
        ("de1(11)(q13q24)[17]/46,", "del(11)(q13q24)[17]/46,"),
        ("46,XX,lnv(3)(q21q26)[20]", "46,XX,inv(3)(q21q26)[20]"),
        ("46,XX,del(5)(q13q33)[20]", "46,XX,del(5)(q13q33)[20]"),
        ("model(5)", "model(5)"),
    ],
)
def test_operators_of_a_karyotype_in_their_own_letters(read: str, printed: str) -> None:
    (page,) = settle_words(scan(seen(read, 40, 40))).pages
    assert page.words[0].text == printed


def test_a_day_of_a_list_is_not_the_day_of_the_document() -> None:
    def row(y: float, *cells: str) -> list[Word]:
        return [
            w.model_copy(update={"box": (w.box[0] + 130 * n, w.box[1], w.box[2] + 130 * n, w.box[3])})
            for n, cell in enumerate(cells)
            for w in words_of(cell, y)
        ]

    words = [
        *words_of("Transfusion Laboratory", 40),
        *row(70, "Date", "Donation", "Component", "Outcome"),
        *(w for n in range(7) for w in row(84 + 14 * n, "25/03/2026", f"G0{735 + n}", "Red cells", "Transfused")),
        *row(182, "11/03/2026", "G1074", "Red cells", "Transfused"),
    ]
    dates = report(*words).dates
    assert (dates.visit, dates.reported, dates.collected) == (None, None, None)


def test_rows_set_wide_are_one_table_with_their_titles() -> None:
    """The boxes of a scan hold the ink only: 22 points from row to row are three times their height."""
    rows = (("Date", "Product", "Units"), ("14/03/2026", "Red cells", "2"), ("04/04/2026", "Red cells", "2"),
            ("29/04/2026", "Red cells", "1"))  # fmt: skip
    words = [
        seen(t, 50.0 + 120 * k, 140.0 + 22 * n).model_copy(
            update={"box": (50.0 + 120 * k, 140.0 + 22 * n, 50.0 + 120 * k + 5 * len(t), 147.0 + 22 * n)}
        )
        for n, row in enumerate(rows)
        for k, t in enumerate(row)
    ]
    tables = [t for s in report(*words_of("Transfusion record", 110), *words).sections for t in s.tables]
    assert [[c.text for c in r.cells] for t in tables for r in t.header] == [["Date", "Product", "Units"]]
    assert len(tables[0].rows) == 3


TABLE = ("Blasts 1", "Promyelocytes 3", "Myelocytes 12", "Metamyelocytes 10", "Neutrophils 19", "Eosinophils 3",
         "Monocytes 2", "Lymphocytes 12", "Erythroid 34")  # fmt: skip
TOLD = (
    "Fourteen millimetres long, the marrow is",
    "cellular throughout and bone is thin and",
    "no fat necrosis is seen in any part of it",
    "nor any granuloma, nor fibrosis of note",
    "by silver stain in this or earlier cores",
    "He has been under watch, and a cousin has",
    "polycythaemia vera, seen by the same house",
    "who asks if there is progression to it",
)


def beside(off: float) -> Report:
    """A table on the left and text on the right; from the sixth line on, the text stands ``off`` below the rows."""
    left = [
        seen(part, 40.0 + 90 * k, 100.0 + 14 * n) for n, row in enumerate(TABLE) for k, part in enumerate(row.split())
    ]
    right = [
        w.model_copy(update={"box": (w.box[0] + 250, w.box[1], w.box[2] + 250, w.box[3])})
        for n, text in enumerate(TOLD)
        for w in words_of(text, 100 + 14 * n + (off if n > 4 else 0.0))
    ]
    return report(*left, *right)


def test_text_beside_a_table_is_read_after_it() -> None:
    text = "\n".join(p.text for s in beside(5.0).sections for p in s.passages)
    assert "a cousin has polycythaemia vera, seen" in text and "Monocytes\t2\nLymphocytes" in text


def test_text_that_runs_on_over_the_rows_of_a_table_is_read_after_it_on_common_baselines_too() -> None:
    text = "\n".join(p.text for s in beside(0.0).sections for p in s.passages)
    assert "a cousin has polycythaemia vera, seen" in text
