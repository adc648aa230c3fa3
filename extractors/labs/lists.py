"""Names and figures in two lists of the same length: "WBC/Hgb/Hct/Plt: 2.9/7.8/23.9/34", "AST/ALT 22/19"."""

from extractors.labs.figures import Figure, Reading, date_at
from extractors.labs.lexicon import Named
from extractors.labs.tokens import Tok
from extractors.wordings import Wordings

_WORDINGS = Wordings("labs", "lists")

_Slot = tuple[Named | None, int, int]
"""A name (``None`` where it is not known) and the tokens it starts at and ends before."""
Pair = tuple[Named, int, int, Figure]


def lists_in(held: Reading) -> dict[int, tuple[list[Pair], int]]:
    """All such lists of a passage by their first token; one of unequal lengths holds nothing we can be sure of."""
    out: dict[int, tuple[list[Pair], int]] = {}
    i = 0
    while i < len(held.toks) - 2:
        found = _paired(held, i) if held.toks[i].kind == "w" else None
        if found is not None:
            out[i] = found
        i = found[1] if found is not None else i + 1
    return out


def _paired(held: Reading, i: int) -> tuple[list[Pair], int] | None:
    """The known names of a list that starts at token ``i`` with their figures, and the token after the figures."""
    slots = _names(held, i)
    if len(slots) < 2 or all(s[0] is None for s in slots):
        return None
    toks = held.toks
    k = slots[-1][2]
    while k < len(toks) and toks[k].text in (":", "=", "of", "was", "is"):
        k += 1
    numbers: list[int] = []
    while k < len(toks) and toks[k].kind == "n" and date_at(held, toks[k]) is None:
        numbers.append(k)
        if k + 1 < len(toks) and toks[k + 1].text == "/":
            k += 2
        else:
            k += 1
            break
    if len(numbers) < 2:
        return None
    if len(numbers) != len(slots) or toks[k - 1].text == "/":
        return [], k
    out = [
        (named, start, end, Figure(n, n + 1))
        for (named, start, end), n in zip(slots, numbers, strict=True)
        if named is not None
    ]
    return out, k


def _names(held: Reading, i: int) -> list[_Slot]:
    toks, slots, k = held.toks, [], i
    while k < len(toks):
        slot = _name_at(held, toks, k)
        if slot is None:
            return []
        slots.append(slot)
        if slot[2] >= len(toks) or toks[slot[2]].text != "/":
            break
        k = slot[2] + 1
    return slots


def _name_at(held: Reading, toks: list[Tok], k: int) -> _Slot | None:
    if toks[k].text == "/":
        return None
    found = held.setting.lexicon.match(toks[: next((n for n in range(k, len(toks)) if toks[n].text == "/"), None)], k)
    if found is not None:
        return found[0], k, found[1]
    return (None, k, k + 1) if toks[k].kind == "w" else None


__all__ = ["Pair", "lists_in"]


_LINKS = frozenset(_WORDINGS.words("links"))
_BETWEEN = 3  # words between a figure and the name it stands before: "14% of the nucleated cells"


def of_next_name(held: Reading, end: int, value: Figure) -> bool:
    """Whether a percentage behind a name stands before another: "a hypercellular marrow with 14% myeloblasts".

    ``end`` is the token behind the first name; a word such as "with" begins what is told of the second.
    """
    toks = held.toks
    between = toks[end : value.number]
    listed = (
        bool(between) and between[0].text == "," and toks[end - 1].low.endswith("cellular")
    )  # "hypercellular, 3% blasts"
    if value.number <= end or value.unit != "%" or not (listed or any(t.low in _LINKS for t in between)):
        return False
    at = next((n for n in range(value.number, len(toks)) if toks[n].text == "%"), len(toks)) + 1
    for k in range(at, min(at + _BETWEEN, len(toks))):
        found = held.setting.lexicon.match(toks, k)
        if found is not None and found[0] is not None:
            behind = toks[found[1]] if found[1] < len(toks) else None
            return behind is None or behind.kind != "n"
        if toks[k].kind != "w":
            return False
    return False
