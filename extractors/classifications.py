"""Which classification of blood diseases a name is of, and where it is but a part of a title or of a house."""

from extractors.language import Hit, Sentence
from extractors.wordings import Wordings
from schemas.vocabulary import DiseaseTerm

_WORDINGS = Wordings("diagnoses", "classifications")

_SYSTEMS = {n: _WORDINGS.pattern(n) for n in _WORDINGS.words("systems")}
_BEFORE = 3  # characters between a classification and the name behind it
_IN_TITLE = _WORDINGS.pattern("in_title")
_OPENS_TITLE = _WORDINGS.pattern("opens_title")
_HOUSE_BEFORE = _WORDINGS.pattern("house_before", ignore_case=False)
_HOUSE_BEHIND = _WORDINGS.pattern("house_behind")
_JOINS_HOUSE = _WORDINGS.pattern("joins_house")
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


def is_title_or_house(text: str, sentence: Sentence, hit: Hit) -> bool:
    """Whether a name is but a part of a title or of a house, and says nothing of anybody.

    As in "WHO classification of myeloid neoplasms and acute leukemia", "Acute Leukemia and MDS Program".
    """
    before, behind = text[sentence.start : hit.start], text[hit.end : sentence.end]
    if _IN_TITLE.search(before) or _HOUSE_BEFORE.search(before) or _OPENS_TITLE.search(behind):
        return True
    end = hit.end
    for other in sentence.diseases:  # "Leukemia / MDS service": the house is named after the last of them
        if other.start >= end and _JOINS_HOUSE.fullmatch(text[end : other.start]):
            end = other.end
    return _HOUSE_BEHIND.search(text[end : sentence.end]) is not None
