"""A differential in running text: "WBC 3,100 (45 neutrophils, 3 bands, 40 lymphocytes, 8 monocytes, 4 blasts)".

Counts of such a list stand before their names or behind them, all alike, and none prints its unit: together they make a
hundred, or the white cells.
"""

from dataclasses import dataclass

from extractors.labs.figures import Figure, Reading, date_at, figure_after
from extractors.labs.lexicon import Named
from extractors.labs.lists import Pair
from extractors.labs.tokens import Tok, number_readings
from extractors.wordings import Wordings

_WORDINGS = Wordings("labs", "differential")

_KINDS = ("neutrophils", "lymphocytes", "monocytes", "eosinophils", "basophils", "blasts", "others", "erythroid")
_CORE = frozenset(("neutrophils", "lymphocytes", "monocytes"))
_PERCENT = frozenset(_WORDINGS.words("percent"))
_JOINS = frozenset(_WORDINGS.words("joins"))
_LINKS = frozenset(_WORDINGS.words("links"))
_ABSOLUTE = frozenset(_WORDINGS.words("absolute"))
_TITLE = _WORDINGS.pattern("title")
_FEWEST, _PAIR = 3, 2  # kinds of cells that make a list; so few do where the white cells show what it counts
_HUNDRED, _NEARLY = (96.5, 103.5), (80.0, 103.5)
_IN_THOUSANDS = 500.0
_BEFORE, _BEHIND = 40, 14  # tokens in which the white cells may stand
_HEAD = 40  # characters before a list in which its title may stand


@dataclass(frozen=True, slots=True)
class _Item:
    kind: str
    start: int
    end: int
    number: int
    percent: bool

    @property
    def first(self) -> int:
        return min(self.start, self.number)


def _book() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Names of cells by their first word, the longest first, with the kind that each is."""
    book: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for kind in _KINDS:
        for name in _WORDINGS.words(kind):
            parts = tuple(name.split())
            book.setdefault(parts[0], []).append((parts, kind))
    return {first: sorted(names, key=lambda n: -len(n[0])) for first, names in book.items()}


_NAMES = _book()


def differentials_in(held: Reading) -> dict[int, tuple[list[Pair], int]]:
    """Lists of counted cells by their first token: what can be told of each, and the token behind it.

    Lists whose members print units, and lists with absolute counts behind their names, are left to others.
    """
    toks, out, i = held.toks, {}, 0
    if not any(t.low in _NAMES for t in toks):
        return {}
    while i < len(toks):
        items = _run(held, i) if toks[i].kind in "nw" else []
        found = _understood(held, items) if len(items) >= _PAIR else None
        if found is not None:
            out[items[0].first] = (found, _end(held, items))
        i = _end(held, items) if items else i + 1
    return out


def _run(held: Reading, i: int) -> list[_Item]:
    """The longest list that begins at token ``i``, its figures all on one side of their names."""
    read = _count_first if held.toks[i].kind == "n" else _name_first
    items: list[_Item] = []
    k = i
    while (item := read(held, k)) is not None:
        items.append(item)
        k = _past_joins(held.toks, _end(held, items))
    if read is _count_first and items and _figure_at(held, _end(held, items)):
        return []  # "WBC 5.2 segs 61 lymphs 28": the first figure was of the name before it
    return items


def _count_first(held: Reading, k: int) -> _Item | None:
    toks = held.toks
    if k >= len(toks) or not _figure_at(held, k):
        return None
    percent = _percent_at(toks, k + 1)
    n = k + 1 + percent
    named = _cell_at(toks, n)
    return _Item(named[0], n, named[1], k, percent) if named is not None else None


def _name_first(held: Reading, k: int) -> _Item | None:
    toks = held.toks
    named = _cell_at(toks, k)
    if named is None:
        return None
    n = named[1]
    percent = _percent_at(toks, n)
    n += percent
    while n < len(toks) and toks[n].low in _LINKS:
        n += 1
    if n >= len(toks) or not _figure_at(held, n):
        return None
    behind = _percent_at(toks, n + 1)
    if not (percent or behind) and held.setting.lexicon.unit_at(held.strip.text, toks, min(n + 1, len(toks) - 1)):
        return None
    return _Item(named[0], k, named[1], n, percent or behind)


def _percent_at(toks: list[Tok], k: int) -> bool:
    return k < len(toks) and (toks[k].text == "%" or toks[k].low in _PERCENT)


def _figure_at(held: Reading, k: int) -> bool:
    toks = held.toks
    return k < len(toks) and toks[k].kind == "n" and date_at(held, toks[k]) is None


def _cell_at(toks: list[Tok], k: int) -> tuple[str, int] | None:
    """The kind of cell that is named at token ``k``, and the token behind the name."""
    for parts, kind in _NAMES.get(toks[k].low, ()) if k < len(toks) else ():
        if tuple(t.low for t in toks[k : k + len(parts)]) == parts:
            return kind, k + len(parts)
    return None


def _end(held: Reading, items: list[_Item]) -> int:
    """The token behind a list."""
    end = max(items[-1].end, items[-1].number + 1)
    return end + _percent_at(held.toks, end)


def _past_joins(toks: list[Tok], k: int) -> int:
    while k < len(toks) and (toks[k].low in _JOINS or toks[k].text in ",;/&"):
        k += 1
    return k


def _understood(held: Reading, items: list[_Item]) -> list[Pair] | None:
    """The results of a list; ``None`` where the list is left to others; none at all where it says nothing sure."""
    if items[0].first and held.toks[items[0].first - 1].low in _ABSOLUTE:
        return None
    kinds = {i.kind for i in items}
    white = _white_cells(held, items)
    values = [number_readings(held.toks[i.number].text)[0] for i in items]
    over = white is not None and 1.1 * white < max(values) <= 100
    told = all(i.percent for i in items) and white is None  # each has its sign, and a place of its own
    if len(kinds) < (_PAIR if over else _FEWEST) or not _CORE & kinds or told:
        return None
    if _are_percents(held, items, values, white):
        return _percents(held, items, white is not None)
    before = items[0].number < items[0].start
    return [] if over or before else None  # a list of so many behind names may be of absolute counts


def _are_percents(held: Reading, items: list[_Item], values: list[float], white: float | None) -> bool:
    """Whether the figures of a list are so many in a hundred."""
    if any(i.percent for i in items):
        return True
    total, least = sum(values), _HUNDRED[0]
    if white is not None and abs(total - white) <= 0.12 * white + 0.3:
        return False
    titled = _TITLE.search(held.strip.text[: held.toks[items[0].first].start][-_HEAD:]) is not None
    if titled or (white is not None and 1.1 * white < max(values) <= 100):
        least = _NEARLY[0]
    return least <= total <= _HUNDRED[1]


def _percents(held: Reading, items: list[_Item], counted: bool) -> list[Pair]:
    """What a list in per cent tells that a profile holds: neutrophils and blasts; in blood where white cells stand."""
    of_marrow = held.place.site == "marrow" or any(i.kind == "erythroid" for i in items)
    wanted = {"blasts": ("blasts_blood",) if counted and not of_marrow else ("blasts_blood", "blasts_marrow")}
    if not of_marrow:
        wanted["neutrophils"] = ("neutrophils_percent",)
    by_name = held.setting.lexicon.by_name
    out: list[Pair] = []
    for item in items:
        analytes = tuple(by_name[n] for n in wanted.get(item.kind, ()) if n in by_name)
        if analytes and sum(1 for i in items if i.kind == item.kind) == 1:
            alias = " ".join(t.low for t in held.toks[item.start : item.end])
            figure = Figure(item.number, item.number + 1, unit="%", hint="percent")
            out.append((Named(analytes, alias), item.start, item.end, figure))
    return out


def _white_cells(held: Reading, items: list[_Item]) -> float | None:
    """The white cells (10^9/L) told around a list; ``None`` where they are not."""
    toks, lexicon = held.toks, held.setting.lexicon
    first, last = items[0].first, _end(held, items)
    for k in [*range(first - 1, max(-1, first - _BEFORE), -1), *range(last, min(last + _BEHIND, len(toks)))]:
        found = lexicon.match(toks, k) if toks[k].kind == "w" else None
        if found is None or found[0] is None or "leukocytes" not in {a.name for a in found[0].analytes}:
            continue
        value = figure_after(held, found[0], found[1])
        if value is not None and not first <= value.number < last:
            count = number_readings(toks[value.number].text)[0]
            return count if count < _IN_THOUSANDS else count / 1000
    return None


__all__ = ["differentials_in"]
