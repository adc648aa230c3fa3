"""Readings that part words differently are laid side by side: one odd sign spoils one word only."""

import numpy as np
import pytest

from pipeline.reading.ocr.align import cut_alike
from pipeline.reading.ocr.boxes import apart, hugged
from pipeline.reading.ocr.merge import merge
from pipeline.reading.ocr.prep import without_leaders
from pipeline.reading.ocr.tokens import Token, flagged


def line(*texts, gap=10.0):
    tokens, x = [], 0.0
    for text in texts:
        tokens.append(Token(text, (x, 10, x + 10 * len(text), 30), 0.95))
        x += 10 * len(text) + gap
    return tokens


def glued(text, tokens):
    return [Token(text, (0, 10, tokens[-1].box[2], 30), 0.99)]


def merged(*texts, other, gap=10.0):
    left = line(*texts, gap=gap)
    return [(m.text, m.agreed) for m in merge(left, glued(other, left))]


def test_a_glued_run_is_cut_where_the_other_engine_saw_spaces():
    words = merged("WBC:", "3.0°", "/nl", "(4.0-11.0)", "Pit:", "236", other="WBC:3.0*/nl(4.0-11.0)Plt:236")
    assert words == [
        ("WBC:", True), ("3.0*", True), ("/nl", True), ("(4.0-11.0)", True), ("Plt:", False), ("236", True),
    ]  # fmt: skip


def test_a_mark_only_one_engine_saw_does_not_hide_the_figure_behind_it():
    assert merged("Cellularity", ":", "70", other="Cellularity70") == [
        ("Cellularity", True), (":", False), ("70", True),
    ]  # fmt: skip


def test_a_figure_read_in_two_ways_stays_in_doubt():
    assert ("111", False) in merged("H", "114", other="H111")


def test_a_formula_is_not_cut_at_its_own_marks():
    assert merged("46", ",XX,del(5)", "(q13q34)", "[19]", other="46,Xx,del(5)(q13q34)[19]") == [
        ("46,Xx,del(5)(q13q34)[19]", False)
    ]


def test_readings_that_have_nothing_in_common_are_not_laid_side_by_side():
    assert cut_alike(line("Monosomy", "7:"), line("xqzw")) is None


@pytest.mark.parametrize(
    ("one", "other", "figure"),
    [("3.0°", "3.0*", "3.0*"), ("3.0", "3.0*", None), ("30°", "3.0*", None), ('49"', "49°", None)],
)
def test_a_star_behind_a_figure(one, other, figure):
    assert flagged(one, other) == figure


def test_a_box_ends_where_the_next_word_begins():
    words = [Token("Lymphocytes", (400, 10, 600, 30), 0.9), Token("0.90", (550, 10, 590, 30), 0.9)]
    assert apart(words)[0].box == (400, 10, 549, 30)


def test_a_box_as_tall_as_three_lines_is_drawn_in_to_its_ink():
    picture = np.full((100, 400), 255, np.uint8)
    picture[42:56, 210:290] = 0
    usual = [Token("usual", (0, 40, 60, 58), 0.9)] * 3
    words = hugged([*usual, Token("excluded", (200, 20, 300, 80), 0.9)], picture)
    assert [w.box[1::2] for w in words] == [(40, 58)] * 3 + [(42.0, 56.0)]


def test_leader_dots_go_and_decimal_points_stay():
    picture = np.full((60, 600), 255, np.uint8)
    for x in range(100, 300, 10):
        picture[38:41, x : x + 3] = 0
    picture[20:41, 400:408] = picture[20:41, 420:428] = 0
    picture[38:41, 412:415] = 0
    clean = without_leaders(picture, 200)
    assert (clean[:, 90:310] == 255).all()
    assert (clean[:, 400:430] == picture[:, 400:430]).all()
