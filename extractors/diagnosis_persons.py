"""Whose a named disease is where a clause or a cell goes on from another person."""

from extractors.language import Analysis, Hit, Sentence
from extractors.wordings import Wordings

_WORDINGS = Wordings("diagnoses", "persons")

_ABOVE = 40
_HE_HAS = _WORDINGS.pattern("he_has")
_LACKS = _WORDINGS.pattern("lacks")


def of_the_relative(analysis: Analysis, sentence: Sentence, hit: Hit) -> bool:
    """Whether "he" of a clause is the relative that the one before spoke of: "Brother (62); he has treated CLL"."""
    return any(
        c.value.kind in ("family", "other_person") and _HE_HAS.search(analysis.text[c.end : hit.start])
        for c in sentence.cues
        if c.end <= hit.start
    )


def of_another_above(analysis: Analysis, hit: Hit) -> bool:
    """Whether the cell of the name goes on from the line above, which ends in another person ("… cousin with")."""
    text = analysis.text
    line = text.rfind("\n", 0, hit.start)
    above = text[text.rfind("\n", 0, max(line, 0)) + 1 : max(line, 0)].rstrip()
    if not text[hit.start].islower() or _LACKS.search(above) is None:
        return False
    return any(
        c.value.kind in ("family", "other_person") and line - _ABOVE <= c.start < line
        for s in analysis.sentences
        if line - len(above) <= s.end <= line + 1
        for c in s.cues
    )
