"""Which classification of blood diseases a name is of."""

from extractors.language import Hit, Sentence
from extractors.patterns import pattern
from schemas.vocabulary import DiseaseTerm

_SYSTEMS = (
    ("WHO 2022", r"WHO[^.;]{0,18}2022|WHO[- ]?(?:HAEM)?5\b|WHO[^.;]{0,12}\b5th|5th (?:ed\w*\.?,? )?(?:of the )?WHO"),
    ("ICC 2022", r"\bICC\b|International Consensus Classification"),
    ("WHO 2016", r"WHO[^.;]{0,18}201[67]|WHO[^.;]{0,14}revised 4th|WHO[^.;]{0,12}4R"),
    ("WHO 2008", r"WHO[^.;]{0,18}2008|WHO[^.;]{0,12}\b4th"),
    ("FAB", r"\bFAB\b|French[- ]American[- ]British"),
)
_REACH = 60  # characters between a name and that of its classification


def system_of(sentence: Sentence, hit: Hit) -> str | None:
    """The classification printed beside the name, else the one the name itself belongs to."""
    term: DiseaseTerm = hit.value
    start, end = hit.start - sentence.start, hit.end - sentence.start
    printed: list[tuple[int, str]] = []
    for name, expression in _SYSTEMS:
        for match in pattern(expression).finditer(sentence.text):
            gap = max(match.start() - end, start - match.end(), 0)
            if gap <= _REACH:
                printed.append((gap, name))
    if not printed or term.system in {name for _, name in printed}:
        return term.system
    return min(printed)[1] if term.system is None or min(printed)[0] <= 4 else term.system
