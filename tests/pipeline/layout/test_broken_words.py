"""Words that a narrow cell breaks in two, as word processors break them, and days of columns over their years."""

import pytest

from knowledge.loader import load_vocabulary
from pipeline.layout.broken_words import with_whole_words
from schemas.document import Word
from tests.pipeline.layout.pages import document_of, laid_out


def printed(*words: tuple[str, float, float]) -> tuple[Word, ...]:
    """Words at x and y, letters 5 points wide and 7 high, as where boxes hug the letters."""
    return tuple(Word(text=t, box=(x, y, x + 5 * len(t), y + 7)) for t, x, y in words)


def texts(*words: tuple[str, float, float]) -> list[str]:
    document = with_whole_words(document_of(printed(*words)), load_vocabulary())
    return [w.text for w in document.pages[0].words]


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        ("DDX4", "1"), ("DNMT3", "A"), ("SF3B", "1"), ("28/11/195", "0"), ("25/07/20", "25"), ("07-Jul-", "2025"),
        ("2025-07-", "25"), ("p.Lys", "700Glu"), ("p.Arg1440fsTer3", "8"), ("c.2098A>", "G"), ("Reques", "t"),
    ],
)  # fmt: skip
def test_a_word_broken_in_a_narrow_cell_is_one(upper: str, lower: str) -> None:
    assert texts((upper, 40, 100), ("IDH1", 140, 100), (lower, 40, 114)) == [upper + lower, "IDH1"]


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        ("JAK2", "1"), ("TP53", "IDH1"), ("p.Lys700Glu", "8.2"), ("p.Lys700Glu", "c.2098A>G"), ("12/05/2025", "24"),
        ("28/11/195", "7.4"), ("Platelets", "g"), ("Grade", "1"), ("Result", "H"),
    ],
)  # fmt: skip
def test_what_makes_no_valid_word_stays_two(upper: str, lower: str) -> None:
    assert texts((upper, 40, 100), (lower, 40, 114)) == [upper, lower]


def test_only_what_has_its_cell_to_itself_and_stands_right_below_is_joined() -> None:
    beside = [("DDX4", 40.0, 100.0), ("exon", 65.0, 100.0), ("1", 40.0, 114.0)]
    far = [("DDX4", 40.0, 100.0), ("1", 40.0, 130.0)]
    elsewhere = [("DDX4", 40.0, 100.0), ("1", 52.0, 114.0)]
    for words in (beside, far, elsewhere):
        assert texts(*words) == [t for t, _, _ in words]


def test_the_joined_word_stands_halfway_where_the_cells_beside_it_do_and_cites_both_halves() -> None:
    words = printed(("DDX4", 40, 100), ("1", 40, 114), ("CBL", 140, 107))
    joined, _ = with_whole_words(document_of(words), load_vocabulary()).pages[0].words
    assert (joined.text, joined.box, joined.place[1]) == ("DDX41", (40, 100, 60, 121), 107)


def test_days_set_close_over_their_years_are_titles_of_columns() -> None:
    days = [("4", 200, 100), ("Apr", 208, 100), ("25", 230, 100), ("May", 243, 100), ("5", 264, 100), ("Jul", 272, 100)]
    years = [("interval", 154, 112), ("2025", 200, 112), ("2025", 230, 112), ("2025", 264, 112)]
    document = laid_out(printed(*days, *years), vocabulary=load_vocabulary())
    lines = [p.text for s in document.reports[0].sections for p in s.passages]
    assert lines == ["4 Apr 2025\t25 May 2025\t5 Jul 2025", "interval"]
