"""Sentences of nobody: what makes a class ("10-19% blasts is called …"), what is known of many ("in 20% of MDS")."""

from extractors.wordings import Wordings

_WORDINGS = Wordings("language", "criteria")
_LIMIT = _WORDINGS.pattern("limit")
_MAKES = _WORDINGS.pattern("makes")
_OF_ONE = _WORDINGS.pattern("of_one")
_OF_MANY = _WORDINGS.pattern("of_many")
_DEFINED = _WORDINGS.pattern("defined")
_OF_ANYBODY = _WORDINGS.pattern("of_anybody")
_HERS = _WORDINGS.pattern("hers")
_PART = _WORDINGS.pattern("part")


def is_criterion(text: str) -> bool:
    """Whether ``text``, a sentence, joins a range or limit to a class in words that are of nobody.

    A patient has a figure; a class has limits. A sentence that gives limits, says what they make in the present tense,
    and holds no word for this patient, this sample or something found is a definition.
    """
    return _LIMIT.search(text) is not None and _MAKES.search(text) is not None and _OF_ONE.search(text) is None


def is_teaching(text: str) -> bool:
    """Whether ``text``, a sentence, tells what is known of many and holds no word of this patient or this sample.

    Such a sentence counts patients ("in 10% of MDS"), says where something may be seen, or what it is associated with;
    or it says what a disease or the normal is ("AML is 20% blasts", "To be AML you need 20% blasts").
    """
    if _OF_ANYBODY.search(text) is not None:
        return True
    return (_OF_MANY.search(text) or _DEFINED.search(text)) is not None and _HERS.search(text) is None


def is_of_one(text: str) -> bool:
    """Whether ``text`` holds a word of this patient or this sample."""
    return _HERS.search(text) is not None


def of_nobody(text: str, at: int) -> bool:
    """Whether the part of the sentence ``text`` that holds ``at`` is a definition: "…, which in MDS with <20% …"."""
    cuts = [m.end() for m in _PART.finditer(text) if m.end() <= at]
    return bool(cuts) and is_criterion(text[cuts[-1] :])
