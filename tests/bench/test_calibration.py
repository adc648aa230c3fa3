"""The arithmetic of calibration."""

import pytest

from bench.calibration import Judged, bins, fitted, mapped, monotone, off_by, plot, section
from bench.calibration import _word as rethresholded
from schemas.document import Reading, TextSource, Word


def facts(confidence: float, right: int, wrong: int) -> list[Judged]:
    return [Judged(confidence, n < right, asserted=True) for n in range(right + wrong)]


def test_bins_hold_their_upper_bound_and_count_what_is_right() -> None:
    found = bins([*facts(0.5, 1, 3), *facts(0.51, 2, 0), *facts(1.0, 5, 0)])
    assert [(b.low, b.high, b.facts, b.right) for b in found] == [
        (0.0, 0.5, 4, 1),
        (0.5, 0.8, 2, 2),
        (0.999, 1.0, 5, 5),
    ]


def test_perfect_calibration_is_off_by_nothing_and_overconfidence_by_its_size() -> None:
    assert off_by(facts(0.75, 3, 1)) == pytest.approx(0.0)
    assert off_by(facts(0.9, 1, 1)) == pytest.approx(0.4)


def test_the_fitted_map_rises_and_joins_what_falls() -> None:
    steps = monotone([*facts(0.2, 1, 3), *facts(0.7, 4, 0), *facts(0.95, 2, 2), *facts(0.995, 9, 1)])
    assert [high for high, _ in steps] == [0.5, 0.99, 1.0]
    assert [share for _, share in steps] == pytest.approx([2 / 6, 8 / 12, 10 / 12])
    assert mapped(steps, 0.7) == mapped(steps, 0.95) == pytest.approx(8 / 12)


def test_the_map_is_shown_on_other_cases_than_it_was_fitted_on() -> None:
    (said,) = fitted({"scan": [facts(0.5, 0, 4), facts(0.5, 4, 0)]})
    assert "fitted on 4 facts" in said
    assert "on 4 others 0.500 as the readers say, 0.833 through the map" in said


def test_the_table_and_the_plot_have_every_mode() -> None:
    by_mode = {"scan": facts(0.9, 3, 1), "fax": facts(0.4, 1, 1)}
    assert any("0.75 of 4 (asserted: 0.750 of 4)" in line for line in section(by_mode))
    assert plot(by_mode).count("<circle") == 2


@pytest.mark.parametrize(
    ("text", "slow", "fast", "score", "agreed"),
    [("8.9", "8.9", "8.9", 0.5, True), ("8.9", "8.9", "8.9", 0.2, False), ("8.9", "3.9", "8.9", 0.5, False),
     ("Hb", "Hb", "Hb", 0.1, True)],
)  # fmt: skip
def test_other_thresholds_touch_words_with_figures_only(
    text: str, slow: str, fast: str, score: float, agreed: bool
) -> None:
    readings = (
        Reading(engine="tesseract", text=slow, confidence=score), Reading(engine="rapidocr", text=fast, confidence=1.0),
    )  # fmt: skip
    word = Word(text=text, box=(0, 0, 9, 9), source=TextSource.OCR, agreed=slow == fast, readings=readings)
    assert rethresholded(word, {"tesseract": 0.3, "rapidocr": 0.9}).agreed is agreed
