"""Figures behind a name that are no result of it: how many cells were counted, an age, a row of bare figures."""

from extractors.labs.tokens import Tok
from extractors.wordings import Wordings

_WORDINGS = Wordings("labs", "figures")

_COUNTED = frozenset(_WORDINGS.words("counted"))
_PEOPLE = frozenset(_WORDINGS.words("people"))
_TITLES = frozenset(_WORDINGS.words("titles"))
_NAMES = 5  # tokens
_ROW = 4  # tokens: two more figures, each behind a comma


def cells_counted(toks: list[Tok], k: int) -> int | None:
    """The token behind "(500 cells)", "(manual, 200-cell count)": how many were counted is no result."""
    opens = next((j for j in range(k - 1, max(k - 5, -1), -1) if toks[j].kind != "w" and toks[j].text != ","), None)
    if opens is None or toks[opens].text != "(":
        return None
    for n in range(k + 1, min(k + 6, len(toks))):
        if toks[n].text == ")":
            return n + 1 if any(t.low in _COUNTED for t in toks[k + 1 : n]) else None
    return None


def person(toks: list[Tok], k: int) -> int | None:
    """The token behind "Ms Sanghvi", of "today's haemoglobin on Ms Sanghvi has come back at 130 g/L"."""
    if toks[k].low not in _TITLES:
        return None
    n = k + 1
    n += n < len(toks) and toks[n].text == "."
    begin = n
    while n < len(toks) and n < begin + _NAMES and toks[n].kind in "ws" and _of_name(toks[n]):
        n += 1
    return n if n > begin else None


def _of_name(tok: Tok) -> bool:
    return tok.text[0].isupper() if tok.kind == "w" else tok.text in "-'’"


def age(toks: list[Tok], k: int) -> int | None:
    """The token behind "this 71-year-old woman": the age that a cellularity is compared with is no result."""
    n = k + (toks[k].low in ("this", "a"))
    if n >= len(toks) or toks[n].kind != "n":
        return None
    n += 1
    for word in ("year", "old"):
        n += n < len(toks) and toks[n].text in "-–"
        if n >= len(toks) or toks[n].low.rstrip("s") != word:
            return None
        n += 1
    return n + (n < len(toks) and toks[n].low in _PEOPLE)


def of_series(toks: list[Tok], k: int) -> bool:
    """Whether a figure opens a row of bare ones, whose days nobody tells: "platelets (110, 96, 71)"."""
    n = k
    while n + 2 < len(toks) and toks[n + 1].text in (",", "/") and toks[n + 2].kind == "n":
        n += 2
    closed = toks[k - 1].text == "(" and n + 1 < len(toks) and toks[n + 1].text == ")" and toks[k + 1].text == ","
    return n - k >= _ROW or (closed and n > k)
