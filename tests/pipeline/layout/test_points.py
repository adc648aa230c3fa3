"""Decimal points at half height."""

import datetime as dt

import pytest

from pipeline.reading import read_bytes
from pipeline.run import conclude, understand

TODAY = dt.date(2026, 11, 20)


@pytest.mark.parametrize("point", ["\u00b7", "\u2219", "\u22c5"])
def test_a_raised_point_is_a_point_and_the_quote_keeps_the_ink(point: str) -> None:
    text = f"Clinic note\nDate of visit: 2026-09-14\n\nHb 9{point}4 g/dL, WCC 0{point}9."
    labs = conclude(understand([read_bytes(text.encode(), "note.txt")]), today=TODAY).labs
    assert {(x.analyte, x.value) for x in labs} == {("hemoglobin", 9.4), ("leukocytes", 0.9)}
    assert f"9{point}4" in labs[0].evidence[0].quote


def test_a_dot_between_figures_that_are_no_number_stays() -> None:
    text = "Clinic note\nDate of visit: 2026-09-14\n\nWBC 2.4 x10\u00b79/L"
    labs = conclude(understand([read_bytes(text.encode(), "note.txt")]), today=TODAY).labs
    assert [x.value for x in labs] == [2.4]
