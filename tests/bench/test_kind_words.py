"""What the bench learns of words: names left out, authors held apart, and weights that tell what they were taught."""

import pytest

from bench.kind_words import FEWEST, KINDS, Sample, left_out, words_of
from bench.workshop.people import LAST

AUTHORS = ("one", "two", "three", "four")


def taught(noise: str = "B:paper") -> list[Sample]:
    words = {"marrow": ("B:aspirate", "B:blasts"), "note": ("B:clinic", "B:plan"), "lab": ("B:units", "B:flag")}
    return [
        Sample(author, (kind,), frozenset({*those, noise, f"B:{author}"}))
        for author in AUTHORS
        for kind, those in words.items()
        for _ in range(FEWEST)
    ]


def test_an_author_is_told_by_what_others_teach() -> None:
    told = left_out(taught())
    assert len(told) == len(AUTHORS) * 3 * FEWEST
    assert all(kind in s.kinds and sure > 1 / len(KINDS) for s, kind, sure in told)


@pytest.mark.parametrize("left", ["B:one", f"B:{LAST[0].lower()}"])
def test_words_of_one_author_and_names_of_people_get_no_weight(left: str) -> None:
    words = words_of(taught(noise=f"B:{LAST[0].lower()}"))
    assert left not in words and "B:aspirate" in words
