"""Detected boxes become one line of text each, and a climbing line is cut out along itself."""

import cv2
import numpy as np
import pytest

from pipeline.reading.ocr.crops import one_line_each, read_line, sides
from pipeline.reading.ocr.prep import page_corners
from pipeline.reading.ocr.rapid import Glyphs


def quad(x0, y0, x1, y1, climb=0.0):
    return np.array([[x0, y0], [x1, y0 + climb], [x1, y1 + climb], [x0, y1]], np.float32)


def paper(*lines, high=600, wide=900):
    """White paper with (text, x, baseline, scale) on it."""
    gray = np.full((high, wide), 240, np.uint8)
    for text, x, y, scale in lines:
        cv2.putText(gray, text, (x, y), cv2.FONT_HERSHEY_SIMPLEX, scale, 20, max(2, round(2 * scale)), cv2.LINE_AA)
    return gray


OTHERS = [quad(40, 300 + 50 * i, 500, 340 + 50 * i) for i in range(4)]


def test_a_box_around_two_lines_is_parted_between_them():
    gray = paper(("Monosomy 7: detected", 50, 60, 1), ("Therapy related MDS", 50, 100, 1))
    parts = one_line_each(gray, [quad(40, 30, 500, 115), *OTHERS])
    assert len(parts) == 6
    first, second = parts[:2]
    assert first[0][1] < 40 and 60 < first[3][1] < 75
    assert 66 < second[0][1] < 80 and second[3][1] > 100


def test_one_large_heading_stays_whole():
    gray = paper(("RESULTS: Biopsy", 50, 95, 2.2))
    assert len(one_line_each(gray, [quad(40, 35, 800, 115), *OTHERS])) == 5


def test_an_underlined_heading_stays_whole():
    gray = paper(("RESULTS: Biopsy", 50, 85, 2.0))
    gray[105:108, 40:700] = 20
    assert len(one_line_each(gray, [quad(40, 30, 800, 115), *OTHERS])) == 5


class Recorder:
    """Stands in for the recogniser: remembers the crops and reads one word over the left half."""

    def __init__(self):
        self.crops = []

    def recognise(self, crop):
        self.crops.append(crop)
        return Glyphs("ab", [crop.shape[1] * 0.05, crop.shape[1] * 0.08], [1.0, 1.0])


def test_a_climbing_line_is_cut_along_itself_and_its_words_are_put_back():
    gray = paper(("ab", 45, 60, 1), ("cd", 560, 112, 1))
    recorder = Recorder()
    words = read_line(gray, quad(40, 30, 640, 70, climb=55), recorder)
    assert recorder.crops[0].shape[0] == pytest.approx(40, abs=2)
    (word,) = words
    assert word.box[0] == pytest.approx(45, abs=8)
    assert word.box[1] > 25 and word.box[3] < 85  # at the left end of the line, not over its whole climb


def test_a_straight_line_is_cut_as_it_stands():
    recorder = Recorder()
    read_line(paper(("ab", 45, 60, 1)), quad(40, 30, 340, 70), recorder)
    assert recorder.crops[0].shape == (40, 300)


def test_sides():
    assert sides(quad(0, 0, 30, 10)) == (30, 10)


def photographed(corners, high=1100, wide=900):
    gray = np.full((high, wide), 60, np.uint8)
    cv2.fillConvexPoly(gray, np.array(corners, np.int32), 235)
    return gray


def test_corners_of_a_sheet_on_a_desk():
    truth = [(80, 60), (830, 100), (800, 1030), (50, 1000)]
    assert page_corners(photographed(truth)) == pytest.approx(np.array(truth, float), abs=12)


def test_the_border_of_the_picture_is_not_taken_for_the_edge_of_the_paper():
    """A dark band across the top of a flatbed scan, slanting: the other sides are the scanner's glass."""
    assert page_corners(photographed([(0, 60), (899, 180), (899, 1099), (0, 1099)])) is None


def test_a_sheet_cut_off_straight_at_one_border_is_still_set_straight():
    truth = [(80, 60), (830, 70), (850, 1099), (60, 1099)]
    assert page_corners(photographed(truth)) == pytest.approx(np.array(truth, float), abs=12)
    assert page_corners(photographed([(80, 60), (830, 140), (850, 1099), (60, 1099)])) is None


def test_a_narrow_box_around_a_name_and_its_unit_is_parted():
    gray = paper(("HGB", 50, 60, 1), ("g/L", 50, 92, 0.7))
    parts = one_line_each(gray, [quad(40, 30, 118, 110), *OTHERS])
    assert len(parts) == 6 and parts[0][3][1] < 80 and parts[1][0][1] > 55


def test_text_that_runs_upwards_stays_whole():
    gray = np.ascontiguousarray(np.rot90(paper(("HGB  g/L", 50, 60, 1), high=100, wide=300)))
    assert len(one_line_each(gray, [quad(30, 90, 70, 260), *OTHERS])) == 5
