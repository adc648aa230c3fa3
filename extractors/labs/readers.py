"""Counts of a marrow that two readers gave: what somebody else counted is asked about where one's own reader counts."""

from extractors.labs.figures import Reading
from extractors.wordings import Wordings

_WORDINGS = Wordings("labs", "readers")

_OUTSIDE = _WORDINGS.pattern("outside")
_OWN = _WORDINGS.pattern("own")
_GUESSED = _WORDINGS.pattern("guessed")
_AT_A_GUESS = _WORDINGS.pattern("at_a_guess")
_COUNTED = _WORDINGS.pattern("counted")
_BEHIND = 30  # characters


def told_before_counted(held: Reading, sentence: tuple[int, int], start: int, end: int) -> bool:
    """Whether a figure at ``start`` to ``end`` is an impression before the count: "perhaps 12% blasts at a glance".

    Of the words on either side of it those count that stand nearer: "provisionally 12%, on the full count 7%".
    """
    text = held.strip.text
    ahead, behind = text[sentence[0] : end].lower(), text[end : min(sentence[1], end + _BEHIND)].lower()
    guessed = max((m.end() for m in _GUESSED.finditer(ahead)), default=-1)
    counted = max((m.end() for m in _COUNTED.finditer(ahead)), default=-1)
    return guessed > counted or _AT_A_GUESS.match(behind) is not None


def of_another_reader(held: Reading, sentence: tuple[int, int], start: int, end: int) -> bool:
    """Whether a figure at ``start`` to ``end`` is an outside reader's, of slides that were read anew.

    As in "Outside read: blasts 8%. Our pathologist re-reviewed the slides and counts 6%". A marrow report is such a
    reading itself.
    """
    said = held.strip.text[slice(*sentence)].lower()
    start, end = start - sentence[0], end - sentence[0]
    outside = _distance(_OUTSIDE, said, start, end)
    if outside is None:
        return False
    own = _distance(_OWN, said, start, end)
    if own is not None and own <= outside:
        return False
    report = held.setting.report
    if own is not None or report.kind in ("marrow", "pathology"):
        return True
    return any(_OWN.search(p.text.lower()) for s in report.sections for p in s.passages)


def _distance(words: object, text: str, start: int, end: int) -> int | None:
    """Characters between a figure and the nearest of these words; ``None`` without any."""
    spans = [(m.start(), m.end()) for m in words.finditer(text)]  # type: ignore[attr-defined]
    return min((max(start - b, a - end, 0) for a, b in spans), default=None)
