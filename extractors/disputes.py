"""Diagnoses that a record takes back, or says that others made: "they called it MDS-LB; we do not agree"."""

from extractors.asking import ask, reason
from extractors.joining import joining_words
from extractors.language import Hit, Sentence
from extractors.wordings import Wordings
from schemas.facts import Diagnosis, Doubt

_WORDINGS = Wordings("diagnoses", "diagnoses")

_CALLED_BEFORE = _WORDINGS.pattern("called_before")
_AGREES = _WORDINGS.pattern("agrees")


def disputed(sentence: Sentence, hit: Hit, fact: Diagnosis) -> Doubt | None:
    """A doubt where the sentence takes a name back that others gave: "they called it MDS-LB; we do not agree"."""
    before = sentence.text[: hit.start - sentence.start]
    doubted = joining_words().disputed.search(sentence.text) or _CALLED_BEFORE.search(before)
    if fact.status != "confirmed" or not doubted or _AGREES.search(before):
        return None
    return Doubt(
        why=reason("disagreed"),
        question=ask("diagnosis_agreed", label=fact.label),
        asks="fact",
    )
