"""Words of giving and of ending that speak of what is still to come: "will be given", "is to be stopped"."""

from dataclasses import replace

from extractors.language import Hit
from extractors.wordings import Wordings
from schemas.vocabulary import Cue

_WORDINGS = Wordings("treatments", "ahead")

_AHEAD = _WORDINGS.pattern("ahead")
_BUT_DONE = _WORDINGS.pattern("but_done")
_WHETHER = _WORDINGS.pattern("whether")
_NEEDED = _WORDINGS.pattern("needed")
_TIME_OF = _WORDINGS.pattern("time_of")
_BACK = 40
_PLANNED = Cue(kind="planned", direction="both", phrases=("will be given",))
_DONE = ("given", "completed")


def lies_ahead(text: str, begin: int, start: int) -> bool:
    """Whether the verb at ``start`` of a sentence that begins at ``begin`` is of what is to come; not "had to be"."""
    before = text[max(begin, start - _BACK) : start]
    return _AHEAD.search(before) is not None and _BUT_DONE.search(before) is None


def as_meant(text: str, begin: int, cue: Hit) -> Hit:
    """``cue``, as one of a plan where it tells of a giving that is to come."""
    if cue.value.kind not in _DONE or cue.value.direction == "forward" or not lies_ahead(text, begin, cue.start):
        return cue
    return replace(cue, value=_PLANNED)


def only_a_time(text: str, begin: int, start: int) -> bool:
    """Whether the name at ``start`` only tells when something else would be done: "would be needed after a"."""
    return _TIME_OF.search(text[begin:start]) is not None


def only_wondered(before: str, behind: str) -> bool:
    """Whether somebody only asks if it will be needed: "would like to know whether deferasirox will be needed"."""
    return _WHETHER.search(before) is not None and _NEEDED.search(behind) is not None
