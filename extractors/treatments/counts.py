"""What a count of cycles ("5 cycles completed") says of a course: that so many are done, and no more than that.

"6 cycles completed" ends a course only where an end, a whole ("6 of 6") or nothing that goes on is told beside it. In
the words that follow, treatment may go on ("…; treatment continues"); without any, only dates can tell.
"""

from typing import Literal

from extractors.date_order import date_words
from extractors.wordings import Wordings

_WORDINGS = Wordings("treatments", "counts")

_COUNTED = _WORDINGS.pattern("counted")
_WHOLE = _WORDINGS.pattern("whole")
_GOES_ON = _WORDINGS.pattern("goes_on")
_PART = _WORDINGS.pattern("part")
_OF_CYCLES = _WORDINGS.pattern("of_cycles")
_DONE_BEFORE = _WORDINGS.pattern("done_before")
_FOLLOWED = _WORDINGS.pattern("followed")


def counted_only(window: str) -> bool:
    """Whether all that is told of a course is how many cycles of it are done."""
    return _COUNTED.search(window) is not None and (_WHOLE.search(window) is None or only_part(window))


def share_done(window: str) -> Literal["part", "whole"] | None:
    """Whether as many are done as were meant: "3 of 6 planned cycles" is no course completed; ``None``: not told."""
    for match in _PART.finditer(window):
        done, meant = (_number(match.group(k)) for k in ("done", "meant"))
        if done is not None and meant is not None and meant and not _is_date(window, *match.span()):
            return "part" if done < meant else "whole"
    return None


def _is_date(window: str, start: int, end: int) -> bool:
    """Whether two numbers with a stroke between them are a day or a month ("C3 completed 05/03/2025")."""
    if "/" not in window[start:end]:
        return False
    if window[end : end + 1] in ("/", "-", ".") and window[end + 1 : end + 2].isdigit():
        return True
    if window[max(0, start - 1) : start] in ("/", "-"):
        return True
    return _OF_CYCLES.search(window[end:]) is None and _DONE_BEFORE.search(window[:start]) is None


def only_part(window: str) -> bool:
    """Whether fewer are done than were meant."""
    return share_done(window) == "part"


def _number(printed: str) -> int | None:
    return int(printed) if printed.isdigit() else date_words().numbers.get(printed.lower())


def goes_on(after: str) -> tuple[int, int] | None:
    """Where the words after a count say that the treatment goes on; not "toxicity continues"."""
    match = _GOES_ON.search(after)
    if match is not None:
        return match.span(1)
    other = _FOLLOWED.search(after)
    return other.span() if other is not None else None
