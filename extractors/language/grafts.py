"""Of what a "transplantation" is that a record does not name: blood stem cells, or a kidney, a heart, a cornea.

The bare word is of blood stem cells in records of blood diseases, unless an organ stands beside it; what was done is
that of an organ where only organs are transplanted anywhere in the record. Where it names both, nobody can tell.
"""

from functools import lru_cache

from extractors.language.scan import Hit
from extractors.wordings import Wordings

_WORDINGS = Wordings("language", "grafts")

_BARE = frozenset(_WORDINGS.words("bare"))
_ORGAN_BEFORE = _WORDINGS.pattern("organ_before")
_ORGAN_BEHIND = _WORDINGS.pattern("organ_behind")
_ORGANS = _WORDINGS.pattern("organs")
_BLOOD = _WORDINGS.pattern("blood")
_ORGAN_FAILED = _WORDINGS.pattern("organ_failed")
_NEAR = 60


def is_bare(hit: Hit) -> bool:
    """Whether the name says only that something was transplanted."""
    return hit.value.kind == "transplant" and hit.name.text in _BARE


def of_an_organ(text: str, hit: Hit) -> bool:
    """Whether ``hit``, of an agent, names the transplantation of something other than blood stem cells."""
    if not is_bare(hit):
        return False
    before, behind = text[max(0, hit.start - _NEAR) : hit.start], text[hit.end : hit.end + _NEAR]
    return _ORGAN_BEFORE.search(before) is not None or _ORGAN_BEHIND.search(behind) is not None


def only_of_organs(text: str) -> bool:
    """Whether ``text``, a whole report, tells of an organ's transplantation, and nowhere of one of blood stem cells."""
    return of_organs(text) and not is_of_blood(text)


def organ_failed(sentence: str) -> bool:
    """Whether ``sentence`` tells of an organ that failed: what was transplanted may be another's."""
    return _ORGAN_FAILED.search(sentence) is not None


@lru_cache(maxsize=4)
def of_organs(text: str) -> bool:
    """Whether ``text``, a whole report, tells of the transplantation of an organ."""
    return _ORGANS.search(text) is not None


@lru_cache(maxsize=4)
def is_of_blood(text: str) -> bool:
    """Whether ``text``, a whole report, holds words of a transplantation of blood stem cells."""
    return _BLOOD.search(text) is not None
