"""The figure that holds now, told behind an older one of the same name: "was 97 in January and is now 83 g/L"."""

from dataclasses import dataclass

from extractors.labs.figures import Figure, Reading, date_at, finish
from extractors.labs.lexicon import Named
from extractors.labs.tokens import Tok
from extractors.wordings import Wordings

_WORDINGS = Wordings("labs", "again")

_GLUE = frozenset(_WORDINGS.words("glue"))
_NOW = frozenset(_WORDINGS.words("now"))
_TURNED = frozenset(_WORDINGS.words("turned"))
_LEFT = frozenset(_WORDINGS.words("left"))
_OWN = frozenset(_WORDINGS.words("own"))
_OPENS = frozenset(_WORDINGS.words("opens"))
_PEOPLE = frozenset(_WORDINGS.words("people"))
_MET = frozenset(_WORDINGS.words("met"))
_WHOM = frozenset(_WORDINGS.words("whom"))
_OF_TIME = frozenset(_WORDINGS.words("of_time"))
_BEHIND = _WORDINGS.pattern("behind")
_DATED_BEHIND = _WORDINGS.pattern("dated_behind")
_ONLY_NOW = _NOW | {"this", "at"}
_SIGNS = frozenset(".,;:()-–—%~≈→")
_FAR = 34
"""Tokens between a name and the figure that holds now."""
_BESIDE = 26  # characters behind a figure that may say of when it is


@dataclass(frozen=True, slots=True)
class Again:
    """A later figure of a name, and the day that is printed behind it; none: it holds now."""

    value: Figure
    iso: str | None


def told_again(held: Reading, named: Named, end: int) -> Again | None:
    """The figure behind the first one of a name that the words say holds now, or that carries a day of its own.

    Every word between name and figure has to be known to lead on to the same name; ``end`` is the token behind the
    name. ``None`` where there is no such figure.
    """
    toks = held.toks
    said: list[str] = []  # words since the last figure
    met = False
    k = end
    while k < min(len(toks), end + _FAR):
        t = toks[k]
        if (span := date_at(held, t)) is not None and t.low not in _NOW:
            k = next((n for n in range(k, len(toks)) if toks[n].start >= span.end), len(toks))
            continue
        if t.kind == "n" and not (said and said[-1] in _OF_TIME):
            if met and (found := _found(held, named, k, said)) is not None:
                return found
            met, said = True, []
            unit = held.setting.lexicon.unit_at(held.strip.text, toks, k + 1) if k + 1 < len(toks) else None
            k = unit[1] if unit is not None else k + 1
            continue
        if t.kind == "n":
            said.append(t.low)
        elif t.kind == "w":
            if (t.low not in _GLUE and not _meets(toks, k)) or held.setting.lexicon.match(toks, k) is not None:
                return _hers(held, named, k)
            said.append(t.low)
        elif t.text in ",;(" and said and _ONLY_NOW.issuperset(said):
            said = []  # "7.4 today (8.2 last week)": it was said of the figure before
        elif t.kind == "t" or t.text not in _SIGNS or (t.text == "." and not _leads_on(toks, k + 1)):
            return None
        k += 1
    return None


def _meets(toks: list[Tok], k: int) -> bool:
    """Whether a word tells that people met, as in "when I saw her", and not of what one of them is."""
    before, after = (toks[k - 1].low if k else ""), (toks[k + 1].low if k + 1 < len(toks) else "")
    low = toks[k].low
    return (
        (low in _PEOPLE and after in _MET)
        or (low in _MET and before in _PEOPLE | _MET)
        or (low in _WHOM and before in _MET)
    )


def _leads_on(toks: list[Tok], k: int) -> bool:
    """Whether a sentence opens that goes on with the same name: "… were 140. Today they are 52"."""
    return k < len(toks) and (toks[k].low in _OPENS or toks[k].low in _OWN)


def _found(held: Reading, named: Named, k: int, said: list[str]) -> Again | None:
    toks = held.toks
    value = finish(held, named, k, Figure(-1, -1))
    if value is None or value.number != k or value.comparator:
        return None
    behind = held.strip.text[toks[max(value.end, k + 1) - 1].end :][:_BESIDE].lower()
    if not said or said[-1] not in _LEFT:  # "Baseline creatinine 1.3; 1.9 today"
        return Again(value, None) if not said and toks[k - 1].text in ";," and _BEHIND.search(behind) else None
    turned = not _TURNED.isdisjoint(said)
    day = next((d for d in held.dates if 0 <= d.start - toks[k].end <= _BESIDE), None)
    if day is not None and _DATED_BEHIND.search(held.strip.text[toks[k].end : day.start].lower()):
        return Again(value, day.iso) if turned and day.iso is not None else None
    if not _NOW.isdisjoint(said) or _BEHIND.search(behind):
        return Again(value, None)
    come = turned and not {"has", "have"}.isdisjoint(said) and said[-1] == "to"
    return Again(value, None) if come else None  # "it has since fallen to 83"


def _hers(held: Reading, named: Named, k: int) -> Again | None:
    """As in "Normal Hgb for women is 12.0-15.5 g/dL. Hers is 8.8 g/dL"."""
    toks = held.toks
    for n in range(k, min(len(toks) - 2, k + _FAR)):
        if held.setting.lexicon.match(toks, n) is not None:
            return None
        opens = toks[n - 1].text in ".;"
        if opens and toks[n].low in _OWN and toks[n + 1].low in ("is", "are") and toks[n + 2].kind == "n":
            value = finish(held, named, n + 2, Figure(-1, -1))
            return Again(value, None) if value is not None and not value.comparator else None
    return None
