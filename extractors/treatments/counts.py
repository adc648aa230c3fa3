"""What a count of cycles ("5 cycles completed") says of a course: that so many are done, and no more than that.

"6 cycles completed" ends a course only where an end, a whole ("6 of 6") or nothing that goes on is told beside it. In
the words that follow, treatment may go on ("…; treatment continues"); without any, only dates can tell.
"""

from extractors.wordings import Wordings

_WORDINGS = Wordings("treatments", "counts")

_COUNTED = _WORDINGS.pattern("counted")
_WHOLE = _WORDINGS.pattern("whole")
_GOES_ON = _WORDINGS.pattern("goes_on")
_FOLLOWED = _WORDINGS.pattern("followed")


def counted_only(window: str) -> bool:
    """Whether all that is told of a course is how many cycles of it are done."""
    return _COUNTED.search(window) is not None and _WHOLE.search(window) is None


def goes_on(after: str) -> tuple[int, int] | None:
    """Where the words after a count say that the treatment goes on; not "toxicity continues"."""
    match = _GOES_ON.search(after)
    if match is not None:
        return match.span(1)
    other = _FOLLOWED.search(after)
    return other.span() if other is not None else None
