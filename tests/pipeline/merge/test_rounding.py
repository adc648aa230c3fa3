"""When two printed results are one: as many digits count as the rounder one prints."""

import pytest

from pipeline.merge.shapes import shape_of
from schemas.facts import LabResult
from schemas.provenance import Evidence

PLACE = Evidence(document="a" * 64, file="r.pdf", page=1, bbox=(1, 2, 3, 4), quote="x", method="text", confidence=1)


def result(original: str, value: float) -> LabResult:
    return LabResult(analyte="leukocytes", value=value, unit="10*9/L", original=original, evidence=(PLACE,))


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        (("2.0 10^9/L", 2.0), ("1.7 10^9/L", 1.7), False),  # tenths are printed: these are two results
        (("2 10^9/L", 2.0), ("1.7 10^9/L", 1.7), True),
        (("2.0 10^9/L", 2.0), ("1.96 10^9/L", 1.96), True),
        (("2,000 /µL", 2.0), ("1.96 10^9/L", 1.96), False),  # thousands are not rounded to tenths
        (("1960 /µL", 1.96), ("2.0 10^9/L", 2.0), True),
        (("2,0 10^9/L", 2.0), ("1.7 10^9/L", 1.7), False),
    ],
)
def test_a_result_is_the_other_one_rounded(one: tuple[str, float], two: tuple[str, float], same: bool) -> None:
    a, b = result(*one), result(*two)
    assert shape_of(a).same(a, b) is same
    assert shape_of(a).same(b, a) is same
