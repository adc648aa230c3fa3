"""Which sentences beside FISH tell of this sample's nuclei, and which teach, give limits or only explain a result."""

from extractors.cytogenetics.fish_results import fish_words
from extractors.language.criteria import is_teaching
from extractors.patterns import pattern
from extractors.wordings import Wordings

_WORDINGS = Wordings("genetics", "fish_sentences")

_LIMITS_OF = _WORDINGS.pattern("limits_of")
_ONE_CELL = _WORDINGS.pattern("one_cell")
_EXPLAINS = _WORDINGS.pattern("explains")
_TURNS = pattern(r"[;,]\s(?:and\s|but\s)?|\s(?:and|but|while)\s")


def tells_of_probes(unit: str) -> bool:
    """Whether words of FISH stand in a part of ``unit`` that does not say that it was not done, or not yet."""
    words = fish_words()
    return any(words["context"].search(part) and not words["not_done"].search(part) for part in _TURNS.split(unit))


def of_nobody(unit: str, first: int | None) -> bool:
    """Whether ``unit`` teaches, gives the limits of the probes, or speaks of one cell among the metaphases.

    ``first`` is where its first marker begins, if it names one.
    """
    if is_teaching(unit) or _ONE_CELL.search(unit):
        return True
    return first is not None and _LIMITS_OF.search(unit[:first]) is not None


def explains_itself(part: str) -> bool:
    """Whether ``part`` says what the figures before it mean: ", consistent with monosomy 7"."""
    return _EXPLAINS.match(part) is not None
