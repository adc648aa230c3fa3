"""A point one engine lost: the precision of the same result on other days says which reading is right."""

import pytest

from extractors.labs.precision import one_as_precise


@pytest.mark.parametrize(
    ("read", "others", "one"),
    [
        (["48", "4.8"], ["5.6", "5.2"], "4.8"),
        (["1,70", "170"], ["1,80", "0,93"], "1,70"),
        (["48", "4.8"], ["131", "121"], None),
        (["48", "4.8"], ["5.6", "5.21"], None),
        (["48", "4.3"], ["5.6", "5.2"], None),
        (["4.8"], ["5.6", "5.2"], None),
        (["4.8", "48", ".48"], ["5.6", "5.2"], "4.8"),
    ],
)
def test_the_one_as_precise_as_the_others(read, others, one):
    assert one_as_precise(read, others) == one
