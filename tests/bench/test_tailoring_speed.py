"""Tailoring keeps its place against a floor of the same run, whatever the machine."""

import statistics

import pytest

from bench.tailoring_speed import GOAL_RATIO, measured


@pytest.mark.slow
def test_an_answer_costs_no_more_than_so_many_times_writing_it_down() -> None:
    ours, floors = measured(every=11)
    assert statistics.median(o / f for o, f in zip(ours, floors, strict=True)) <= GOAL_RATIO
