"""Signs and words before a figure that make it a bound: "<5", "less than 5", "up to 4% blasts"."""

from extractors.labs.analytes import COUNTED_BY_EYE
from extractors.labs.cells import COMPARATORS
from extractors.labs.lexicon import Named
from extractors.labs.tokens import Tok
from extractors.wordings import Wordings

_WORDINGS = Wordings("labs", "bounds")

WORD_COMPARATORS = {
    ("less", "than"): "<",
    ("fewer", "than"): "<",
    ("more", "than"): ">",
    ("greater", "than"): ">",
    ("at", "least"): ">=",
    ("up", "to"): "<=",
    ("at", "most"): "<=",
}
_MOST = frozenset(_WORDINGS.words("most"))
_RISEN = frozenset(_WORDINGS.words("risen"))


def comparator_before(toks: list[Tok], number: int, named: Named | None = None) -> str | None:
    """The comparator right before the number at token ``number``, of the analyte ``named`` if that is known."""
    if number >= 1 and toks[number - 1].text in COMPARATORS:
        return COMPARATORS[toks[number - 1].text]
    if number < 2:
        return None
    words = (toks[number - 2].low, toks[number - 1].low)
    if words == ("up", "to") and _has_come_up(toks, number - 2, named):
        return None
    return WORD_COMPARATORS.get(words)


def _has_come_up(toks: list[Tok], up: int, named: Named | None) -> bool:
    """Whether "up to" tells where a count has risen to, and no bound: "is up to 9.8", "has improved up to 104".

    What is counted by eye is given as "up to 4% blasts"; of that it takes a word that says that it rose.
    """
    before = toks[up - 1].low if up else ""
    if before in _RISEN:
        return True
    by_eye = named is None or COUNTED_BY_EYE.issuperset(a.name for a in named.analytes)
    return not by_eye and before not in _MOST
