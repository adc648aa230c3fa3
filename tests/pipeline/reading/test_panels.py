"""Light letters on a dark panel are turned to dark ones for the engines; nothing else on the page is touched."""

import cv2
import numpy as np
import pytest

from pipeline.reading.ocr.merge import merge
from pipeline.reading.ocr.prep import Gray, panels_turned
from pipeline.reading.ocr.tokens import Token, rows_of

PAPER = 245


def page() -> Gray:
    return np.full((1100, 850), PAPER, np.uint8)


def panel(ground: int, letters: int, left: int = 60) -> Gray:
    """A page with a title of letters of one gray on a panel of another, and a line of print below."""
    made = page()
    cv2.rectangle(made, (left, 100), (790, 150), (ground,), -1)
    cv2.putText(made, "Test   13 Jul 2025", (left + 14, 135), cv2.FONT_HERSHEY_SIMPLEX, 0.9, (letters,), 2)
    cv2.putText(made, "Hemoglobin 10.7", (80, 300), cv2.FONT_HERSHEY_SIMPLEX, 0.9, (20,), 2)
    return made


@pytest.mark.parametrize(("ground", "letters"), [(60, 250), (0, 255), (110, 250)])
def test_light_letters_become_dark_ones(ground: int, letters: int) -> None:
    seen = panels_turned(panel(ground, letters), 200)
    assert np.median(seen[100:150, 60:790]) > 200  # paper now
    assert seen[105:145, 70:400].min() < PAPER - 100  # the letters on it
    assert (seen[100:150, 60:790] < PAPER - 100).mean() < 0.1  # and neither the panel's ground nor its edge
    assert np.array_equal(seen[200:], panel(ground, letters)[200:])


@pytest.mark.parametrize(("ground", "letters"), [(215, 20), (150, 10), (PAPER, 20)])
def test_dark_letters_on_a_shade_stay_as_they_are(ground: int, letters: int) -> None:
    made = panel(ground, letters)
    assert np.array_equal(panels_turned(made, 200), made)


def test_a_frame_around_print_and_a_thick_rule_are_no_panel() -> None:
    made = panel(PAPER, 20)
    cv2.rectangle(made, (40, 60), (810, 400), (10,), 8)
    cv2.rectangle(made, (40, 500), (810, 512), (10,), -1)
    assert np.array_equal(panels_turned(made, 200), made)


def test_the_page_on_a_dark_table_is_no_letter_on_a_panel() -> None:
    made = np.full((1100, 850), 40, np.uint8)
    made[200:700, 100:600] = panel(PAPER, 20)[200:700, 100:600]
    assert np.array_equal(panels_turned(made, 200), made)


def test_a_box_with_wide_margins_is_read_with_its_line() -> None:
    """RapidOCR's boxes reach into the lines above and below where these are set close."""
    first = [Token("Jul", (420, 285, 458, 310), 0.8), Token("08:55", (423, 316, 505, 337), 0.9)]
    second = [Token("Jul", (420, 266, 458, 321), 1.0), Token("08:55", (420, 299, 513, 352), 1.0)]
    assert [([a.text for a in x], [b.text for b in y]) for x, y in rows_of(first, second)] == [
        (["Jul"], ["Jul"]),
        (["08:55"], ["08:55"]),
    ]


def test_a_box_over_two_lines_is_left_out() -> None:
    first = [Token("Jul", (420, 285, 458, 310), 0.8), Token("08:55", (423, 316, 505, 337), 0.9)]
    assert [y for _, y in rows_of(first, [Token("J8l", (420, 275, 505, 345), 0.7)])] == [[], []]


def test_a_single_figure_in_boxes_that_overlap_a_little_is_one() -> None:
    (word,) = merge([Token("2", (232, 1484, 245, 1521), 0.97)], [Token("2", (241, 1480, 254, 1522), 1.0)])
    assert word.agreed and word.box[0] == 241


@pytest.mark.parametrize("other", [Token("7", (241, 1480, 254, 1522), 1.0), Token("2", (246, 1480, 259, 1522), 1.0)])
def test_figures_beside_one_another_are_two(other: Token) -> None:
    assert [w.agreed for w in merge([Token("2", (232, 1484, 245, 1521), 0.97)], [other])] == [False, False]
