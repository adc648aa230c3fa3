"""Which classification of blood diseases a name is of."""

from extractors.language import Hit, Sentence
from extractors.wordings import Wordings
from schemas.vocabulary import DiseaseTerm

_WORDINGS = Wordings("diagnoses", "classifications")

_SYSTEMS = _WORDINGS.shapes()
_BEFORE = 3  # characters between a classification and the name behind it
_REACH = 60  # characters between a name and that of its classification


def system_of(sentence: Sentence, hit: Hit) -> str | None:
    """The classification printed beside the name, else the one the name itself belongs to."""
    term: DiseaseTerm = hit.value
    start, end = hit.start - sentence.start, hit.end - sentence.start
    others = [h.start - sentence.start for h in sentence.diseases if h.start >= hit.end]
    printed: list[tuple[int, str]] = []
    for name, expression in _SYSTEMS.items():
        for match in expression.finditer(sentence.text):
            gap = max(match.start() - end, start - match.end(), 0)
            of_next = match.start() >= end and any(0 <= at - match.end() <= _BEFORE for at in others)
            if gap <= _REACH and not of_next:  # "WHO MDS-IB2, ICC MDS/AML": each stands before its own
                printed.append((gap, name))
    if not printed or term.system in {name for _, name in printed}:
        return term.system
    return min(printed)[1] if term.system is None or min(printed)[0] <= 4 else term.system
