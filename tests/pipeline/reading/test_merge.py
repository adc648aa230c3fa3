"""Two readings become one list; only what both read alike is agreed."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from pipeline.reading.ocr.lines import tokens_of
from pipeline.reading.ocr.merge import merge
from pipeline.reading.ocr.rapid import Glyphs
from pipeline.reading.ocr.second import doubt_figures, settle
from pipeline.reading.ocr.tesseract import Seen
from pipeline.reading.ocr.tokens import Merged, Token, plain


def token(text, x, wide=None, score=0.95):
    return Token(text, (x, 10, x + (wide or 10 * len(text)), 30), score)


def summary(words):
    return [(w.text, w.agreed) for w in words]


def test_equal_words_agree_and_others_do_not():
    words = merge([token("WBC", 0), token("78", 100, 30)], [token("WBC", 1), token("7.8", 100)])
    assert summary(words) == [("WBC", True), ("7.8", False)]
    assert (words[1].tesseract.text, words[1].rapid.text) == ("78", "7.8")


def test_a_word_only_one_engine_saw_is_not_agreed():
    assert summary(merge([token("8.4", 0)], [])) == [("8.4", False)]
    assert summary(merge([], [token("8.4", 0)])) == [("8.4", False)]


def test_words_elsewhere_are_not_compared():
    assert summary(merge([token("8.4", 0)], [token("8.4", 200)])) == [("8.4", False), ("8.4", False)]


def test_spaces_do_not_part_readers_but_gaps_part_words():
    close = merge([token("4.0", 0), token("-", 32), token("11.0", 44)], [token("4.0-11.0", 0, 84)])
    assert summary(close) == [("4.0-11.0", True)]
    apart = merge([token("8.4", 0), token("L", 60)], [token("8.4L", 0, 70)])
    assert summary(apart) == [("8.4", True), ("L", True)]


def test_the_air_beside_a_one_does_not_part_a_number():
    """In many faces the gap between 1 and 3 is as wide as a space; "1 3" would be another value."""
    close = merge([token("fsTer1", 0, 60), token("3,", 67)], [token("fsTer13,", 0, 87)])
    assert summary(close) == [("fsTer13,", True)]
    columns = merge([token("64", 0), token("3.70", 32)], [token("643.70", 0, 72)])
    assert summary(columns) == [("64", True), ("3.70", True)]


def test_a_sign_that_the_recogniser_cannot_write_is_not_read():
    crop = np.full((40, 120), 255, np.uint8)
    crop[10:30, [10, 11, 60, 61]] = 0
    read = Glyphs("2 0", [10.0, 35.0, 60.0], [0.99, 0.9, 0.02])
    assert [t.text for t in tokens_of(read, crop, (0, 0, 120, 40))] == ["2"]


def test_typography_is_no_difference():
    assert plain("4.0–11.0") == plain("4.0-11.0")
    assert plain("（70％）") == "(70%)"
    assert plain("10³/uL") == "10^3/uL"


def test_figures_on_a_page_read_with_difficulty_are_doubted():
    def word(text):
        return Merged(text, (0, 0, 10, 10), True, token(text, 0, score=0.9), token(text, 0, score=0.99))

    hopeless, weak, good = ([word("115.0"), word("Blasts")] for _ in range(3))
    doubt_figures(hopeless, 0.4)
    doubt_figures(weak, 0.6)
    doubt_figures(good, 0.95)
    assert [w.agreed for w in hopeless] == [False, True]
    assert [w.agreed for w in weak] == [w.agreed for w in good] == [True, True]
    unsure = [Merged("4.1", (0, 0, 9, 9), True, token("4.1", 0, score=0.2), token("4.1", 0, score=0.99))]
    doubt_figures(unsure, 0.95)
    assert not unsure[0].agreed


def at(text, x, y, wide=None, high=20, score=0.95):
    return Token(text, (x, y, x + (wide or 10 * len(text)), y + high), score)


def test_two_printed_lines_are_never_zipped_into_one():
    tesseract = [at("Monosomy", 0, 10), at("7:", 90, 10), at("1.", 0, 36), at("Therapy", 30, 36)]
    rapid = [at("sm7dtd", 0, 8, 110, 50)]
    words = merge(tesseract, rapid)
    assert [(w.text, w.agreed) for w in words] == [
        ("Monosomy", False),
        ("7:", False),
        ("1.", False),
        ("Therapy", False),
    ]
    assert all(w.tesseract.text == w.text for w in words)


def test_lines_in_one_group_are_settled_each_for_itself():
    tesseract = [at("Blasts", 0, 10), at("6%", 70, 10), at("Ring", 0, 36), at("1%", 70, 36)]
    rapid = [at("Blasts", 0, 10), at("8%", 70, 9), at("Ring", 0, 36), at("1%", 70, 18, 20, 38)]
    words = merge(tesseract, rapid)
    assert ("Blasts", True) in summary(words) and ("Ring", True) in summary(words)
    assert ("8%", False) in summary(words)
    assert all(" " not in w.text for w in words)


def test_a_mark_after_the_word_does_not_spoil_the_word():
    assert summary(merge([token("38.4%);", 0)], [token("38.4%):", 0)])) == [("38.4%", True), ("):", False)]
    assert summary(merge([token("L.", 0)], [token("L", 0)])) == [("L", True), (".", False)]
    assert summary(merge([token("'8.4", 0)], [token("8.4", 0)])) == [("8.4", True)]
    assert summary(merge([token("(70%", 0)], [token("(70%)", 0)])) == [("(70%)", False)]


def test_a_point_that_may_stand_before_lost_decimals_is_no_mere_mark():
    assert summary(merge([token("12.", 0)], [token("12", 0)])) == [("12", False)]
    assert summary(merge([token("12", 0)], [token("12.", 0)])) == [("12.", False)]


def test_look_alikes_are_a_disagreement():
    for a, b in (("TPS3", "TP53"), ("O.5", "0.5"), ("l.8", "1.8"), ("PPMID", "PPM1D"), ("-7", "7"), ("<8", "8")):
        assert summary(merge([token(a, 0)], [token(b, 0)])) == [(b, False)]


def test_the_sign_of_a_power_may_be_read_as_a_degree_sign_but_not_lost():
    assert plain("10°3/uL") == plain("10^3/uL") == plain("10³/uL")
    assert plain("1043/uL") != plain("10^3/uL") != plain("10°/uL")
    assert plain("37°C") == "37°C"
    assert plain("410°3") != plain("410^3")


class Rereader:
    """Stands in for Tesseract's second look."""

    def __init__(self, text, confidence):
        self.seen = [Seen(text, (0, 0, 9, 9), confidence)]

    def words(self, gray, dpi, mode=6):
        return self.seen


@pytest.mark.parametrize(("again", "agreed"), [("c.1434C>A", True), ("c.1484C>A", False)])
def test_an_unsure_word_both_read_alike_stands_when_a_second_look_reads_it_so(again, agreed):
    a, b = token("c.1434C>A", 10, score=0.19), token("c.1434C>A", 10, score=0.99)
    words = [Merged(b.text, a.box, True, a, b)]
    with ThreadPoolExecutor(1) as pool:
        settle(words, np.full((60, 200), 255, np.uint8), Rereader(again, 0.2), pool, 200)
    doubt_figures(words, 0.95)
    assert words[0].agreed is agreed


def test_dots_between_listed_things_part_words_but_decimal_points_do_not():
    def words_of(text):
        glyphs = Glyphs(text, [5.0 + 10 * i for i in range(len(text))], [0.99] * len(text))
        crop = np.full((20, 10 * len(text)), 255, np.uint8)
        crop[5:15, ::3] = 0
        return [t.text for t in tokens_of(glyphs, crop, (0, 0, 10 * len(text), 20))]

    assert words_of("ASXL1·BCOR") == ["ASXL1", "·", "BCOR"]
    assert words_of("8·4") == ["8·4"]


@pytest.mark.parametrize(
    ("first", "text", "share", "agreed"),
    [
        ("3.2", "32", 0.95, False),
        ("3:2", "3.2", 0.95, True),
        ("3:2", "3.2", 0.6, False),
        ("bl", "Blasts", 0.6, False),
        ("bl", "Blasts", 0.95, True),
    ],
)
def test_what_a_second_look_may_settle(first, text, share, agreed):
    """Never that a point seen at first is not there, and nothing on a page read with difficulty."""
    words = [Merged(text, (10, 10, 60, 30), False, token(first, 10), token(text, 10, score=0.99))]
    with ThreadPoolExecutor(1) as pool:
        settle(words, np.full((60, 200), 255, np.uint8), Rereader(text, 0.9), pool, 200, share)
    assert words[0].agreed is agreed


def test_a_dot_between_listed_things_with_wide_gaps_beside_it():
    """It stood alone on faxes, and the page was lost: no characters were taken for a word of its own."""
    crop = np.full((20, 200), 255, np.uint8)
    crop[4:16, 0:10] = crop[4:16, 96:104] = crop[4:16, 190:200] = 0
    read = Glyphs("a·b", [5.0, 100.0, 195.0], [0.99, 0.99, 0.99])
    assert [t.text for t in tokens_of(read, crop, (0, 0, 200, 20))] == ["a", "·", "b"]


def test_the_wide_margins_of_small_print_do_not_make_one_line_of_two():
    printed = [at("ANC", 70, 362, high=12), at("10*9/L", 70, 381, high=12)]
    detected = [at("ANC", 70, 349, high=36), at("10^9/L", 70, 368, high=37)]
    assert [(m.tesseract.text, m.rapid.text) for m in merge(printed, detected)] == [
        ("ANC", "ANC"),
        ("10*9/L", "10^9/L"),
    ]
