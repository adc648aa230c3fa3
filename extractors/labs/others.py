"""Values that running text tells of somebody else: of a relative who called, and of whom the next sentence goes on."""

from bisect import bisect_right
from typing import Literal

from extractors.labs.figures import Reading
from extractors.wordings import Wordings

_WORDINGS = Wordings("labs", "others")

_PERSONS = tuple(
    (_WORDINGS.pattern(subject), _WORDINGS.pattern(pronoun))
    for subject, pronoun in (("she_is", "she_has"), ("he_is", "he_has"), ("they_are", "they_have"))
)
_INSISTS = _WORDINGS.pattern("insists")


def of_somebody_else(held: Reading, sentence: tuple[int, int], figure: int) -> Literal["surely", "perhaps"] | None:
    """Whether the sentence around a figure may go on to tell of the person that the one before is about.

    As in "Daughter called back. She herself had a hemoglobin of 9.1": ``surely``. Where the pronoun may as well be the
    patient's: ``perhaps``.
    """
    text = held.strip.text
    number = bisect_right(held.sentences, sentence[0], key=lambda s: s[0]) - 1
    if number < 1:
        return None
    told, before = text[sentence[0] : figure].lower(), text[slice(*held.sentences[number - 1])].lower()
    if not any(subject.search(before) and pronoun.search(told) for subject, pronoun in _PERSONS):
        return None
    return "surely" if _INSISTS.search(told) else "perhaps"
