"""Values of a day that the sentence before tells: "She was seen on 22 December 2008. At that point her Hb was 8.9"."""

from bisect import bisect_left

from extractors.labs.figures import Reading, of_writing
from extractors.wordings import Wordings

_WORDINGS = Wordings("labs", "then")

_AT_THAT_POINT = _WORDINGS.pattern("at_that_point")


def points_back(held: Reading, sentence: tuple[int, int]) -> bool:
    """Whether a statement opens with words for a day that was told before it."""
    return _AT_THAT_POINT.match(held.strip.text[sentence[0] : sentence[1]]) is not None


def day_before(held: Reading, sentence: tuple[int, int]) -> str | None:
    """The one day of the sentence before a statement that points back; ``None`` without such a one."""
    if not points_back(held, sentence):
        return None
    k = bisect_left(held.sentences, sentence[0], key=lambda s: s[0]) - 1
    if k < 0:
        return None
    start, end = held.sentences[k]
    told = [d for d in held.dates if start <= d.start < end]
    alone = len(told) == 1 and told[0].role == "date" and told[0].precision == "day"
    return told[0].iso if alone and not of_writing(held.strip.text, told[0].start) else None
