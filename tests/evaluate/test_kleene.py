"""Truth tables, and intervals of printed values."""

from itertools import product

import pytest

from pipeline.evaluate.kleene import Gap, Interval, Tri, all_of, any_of, at_least, interval_of, negate

T, F, U = Tri(True, ("t",)), Tri(False, ("f",)), Tri(None, ("u",), (Gap("x", "absent"),))


@pytest.mark.parametrize(("a", "b"), list(product((T, F, U), repeat=2)))
def test_truth_tables(a: Tri, b: Tri) -> None:
    pair = frozenset((a.value, b.value))
    conjunction = False if False in pair else None if None in pair else True
    disjunction = True if True in pair else None if None in pair else False
    assert all_of((a, b)).value is conjunction
    assert any_of((a, b)).value is disjunction
    assert negate(all_of((a, b))).value is any_of((negate(a), negate(b))).value


def test_not_of_unknown_is_unknown() -> None:
    assert negate(U).value is None and negate(T).value is False and negate(F).value is True


def test_a_decided_result_has_no_gaps_and_stands_on_what_decides() -> None:
    result = all_of((T, F, U))
    assert (result.because, result.gaps) == (("f",), ())
    assert any_of((F, T, U)).because == ("t",)
    assert all_of((T, U)).gaps == U.gaps


@pytest.mark.parametrize(
    ("parts", "value"),
    [
        ((T, T, F), True),
        ((T, U, F), None),
        ((T, F, F), False),
        ((U, U, F), None),
        ((U, F, F), False),
        ((T, T, U), True),
    ],
)
def test_two_of_three(parts: tuple[Tri, ...], value: bool | None) -> None:
    assert at_least(2, parts).value is value


@pytest.mark.parametrize(
    ("value", "comparator", "bounds", "wanted"),
    [
        (750, ">", {"gt": 500}, True), (500, ">", {"gt": 500}, True), (500, None, {"gt": 500}, False),
        (500, ">=", {"gt": 500}, None), (400, ">", {"gt": 500}, None), (500, "<", {"gt": 500}, False),
        (500, "<=", {"ge": 500}, None), (500, "<", {"ge": 500}, False), (5, None, {"lt": 5}, False),
        (5, "<", {"lt": 5}, True), (5, "<", {"lt": 2}, None), (3.5, None, {"le": 3.5}, True),
        (1, "<", {"ge": 5}, False),
    ],
)  # fmt: skip
def test_comparators(value: float, comparator: str | None, bounds: dict[str, float], wanted: bool | None) -> None:
    assert interval_of(value, comparator).within(**bounds) is wanted


def test_a_range_across_the_line_is_unknown() -> None:
    assert Interval(2, 4).within(ge=4) is None
    assert Interval(3, 4.5, low_open=True).within(le=3.5) is None
    assert Interval(3.5, 4.5, low_open=True).within(le=3.5) is False
