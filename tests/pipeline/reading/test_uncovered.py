"""Words that one engine's detector passed over are read by its recogniser all the same; dirt stays dirt."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np

from pipeline.reading.ocr.rapid import Glyphs
from pipeline.reading.ocr.tokens import Token
from pipeline.reading.ocr.uncovered import read_uncovered

LINES = [(40.0, 30.0, 200.0, 60.0)]


class Recogniser:
    def __init__(self, text, score):
        self.text, self.score, self.crops = text, score, []

    def recognise(self, crop):
        self.crops.append(crop.shape)
        step = crop.shape[1] / (len(self.text) + 1)
        return Glyphs(self.text, [step * (n + 1) for n in range(len(self.text))], [self.score] * len(self.text))


def readings(recogniser, *words):
    page = np.full((300, 400), 240, np.uint8)
    page[80:95, 45:75] = 30
    with ThreadPoolExecutor(1) as pool:
        found = read_uncovered(page, [Token(t, box, 0.7) for t, box in words], LINES, recogniser, pool)
    return [(t.text, t.box[1] < 80 < t.box[3]) for t in found]


def test_a_word_below_the_detected_lines_is_read_again():
    assert readings(Recogniser("g/L", 0.98), ("git", (45.0, 80.0, 75.0, 95.0))) == [("g/L", True)]


def test_words_of_one_line_are_read_together():
    recogniser = Recogniser("ug/L", 0.98)
    readings(recogniser, ("ug", (45.0, 80.0, 58.0, 95.0)), ("/L", (62.0, 80.0, 75.0, 95.0)))
    assert len(recogniser.crops) == 1


def test_words_in_detected_lines_are_not_read_twice():
    recogniser = Recogniser("Hb", 0.98)
    assert readings(recogniser, ("Hb", (45.0, 34.0, 75.0, 56.0))) == [] and not recogniser.crops


def test_an_unsure_reading_that_differs_is_no_reading():
    assert readings(Recogniser("ee", 0.6), ("oe", (45.0, 80.0, 75.0, 95.0))) == []
