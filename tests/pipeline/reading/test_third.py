"""The third look: a word stands when both engines come to it again and again, and not otherwise."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from pipeline.reading.ocr.rapid import Glyphs
from pipeline.reading.ocr.second import settle
from pipeline.reading.ocr.tesseract import Seen
from pipeline.reading.ocr.third import look_again
from pipeline.reading.ocr.tokens import Merged, Token

SHEET = np.full((80, 300), 255, np.uint8)
BOX = (50.0, 20.0, 90.0, 50.0)


class Fast:
    def __init__(self, *texts):
        self.texts = list(texts)

    def recognise(self, crop):
        text = self.texts.pop(0) if len(self.texts) > 1 else self.texts[0]
        return Glyphs(text, [1.0] * len(text), [0.99] * len(text))


class Slow(Fast):
    def words(self, gray, dpi, mode=6):
        text = self.recognise(gray).text
        return [Seen(text, (0, 0, 9, 9), 0.5)] if text else []


def after(tesseract, rapid, fast, slow, score=0.9):
    tokens = [Token(t, BOX, score) if t else None for t in (tesseract, rapid)]
    word = Merged(rapid or tesseract, BOX, False, *tokens)
    with ThreadPoolExecutor(1) as pool:
        look_again([word], SHEET, SHEET, (fast, slow), pool)
    return word


@pytest.mark.parametrize(
    ("fast", "slow", "agreed"),
    [
        (("4.5",), ("45", "4.5", "4.5"), True),
        (("4.5",), ("45", "45", "4.5", "45"), False),
        (("4.5", "45", "4.5"), ("4.5",), False),
        (("4.5",), ("",), False),
    ],
)
def test_a_lost_point_is_found_only_when_both_engines_find_it_again(fast, slow, agreed):
    word = after("45", "4.5", Fast(*fast), Slow(*slow))
    assert (word.text, word.agreed) == ("4.5", agreed)


def test_a_figure_only_tesseract_saw_stands_when_rapidocr_reads_the_same_there():
    assert after("1", None, Fast("1"), Slow("x")).agreed
    assert not after("1", None, Fast("1", "7", "1"), Slow("x")).agreed
    assert not after("1", None, Fast("1"), Slow("x"), score=0.4).agreed


def test_a_word_only_tesseract_saw_stands_when_rapidocr_reads_it_in_a_crop_of_its_own():
    assert after("completed", None, Fast("x", "completed"), Slow("x")).agreed
    assert not after("completed", None, Fast("competed"), Slow("x")).agreed
    assert not after("completed", None, Fast("completed"), Slow("x"), score=0.6).agreed
    assert not after("no", None, Fast("no"), Slow("x")).agreed


def test_words_without_a_figure_that_both_saw_are_not_looked_at():
    assert not after("Pit", "Plt", Fast("Plt"), Slow("Plt")).agreed


def test_two_words_that_were_read_as_one_are_two():
    words = [Merged("notcovered", BOX, False, Token("not:covered", BOX, 0.6), Token("notcovered", BOX, 0.99))]
    slow = Slow("")
    slow.words = lambda *_: [Seen("not", (0, 0, 9, 9), 0.9), Seen("covered", (12, 0, 30, 9), 0.9)]
    with ThreadPoolExecutor(1) as pool:
        settle(words, SHEET, slow, pool, 200)
    assert [(w.text, w.agreed) for w in words] == [("not", True), ("covered", True)]
    assert words[0].box[2] < words[1].box[0]


def test_tesseract_is_shown_black_ink_on_white_paper():
    shown = []

    class Watching(Slow):
        def words(self, gray, dpi, mode=6):
            shown.append(gray)
            return super().words(gray, dpi, mode)

    pale = np.full((80, 300), 215, np.uint8)
    pale[28:42, 60:80] = 150
    word = Merged("4.5", BOX, False, Token("45", BOX, 0.9), Token("4.5", BOX, 0.9))
    with ThreadPoolExecutor(1) as pool:
        look_again([word], pale, pale, (Fast("4.5"), Watching("4.5")), pool)
    assert word.agreed and len(shown) == 2
    assert all(g.min() < 20 and g.max() > 240 for g in shown)
