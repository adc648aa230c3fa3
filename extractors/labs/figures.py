"""The figure that belongs to a name in running text: behind it, or a percentage in front of it."""

from bisect import bisect_right
from dataclasses import dataclass, replace

from extractors.dates import DateSpan
from extractors.labs.bounds import comparator_before
from extractors.labs.cells import COMPARATORS, Strip, flag_of, is_code, is_power, range_at
from extractors.labs.lexicon import Named
from extractors.labs.no_results import age, cells_counted, of_series, person
from extractors.labs.places import Place, site_in
from extractors.labs.resolve import Setting
from extractors.labs.tokens import Tok
from extractors.labs.words import lab_words
from extractors.patterns import pattern
from extractors.wordings import Wordings

_WORDINGS = Wordings("labs", "figures")

_REACH = 9
_WRITTEN = _WORDINGS.pattern("written")
_COUNTING = frozenset(_WORDINGS.words("counting"))
OWN_FIGURE = pattern(r"\([^()]*\d\s?%[^()]*\)")
"""A bracket with a percentage of its own: "14% blasts by count (flow cytometry: 11%)"."""
_HEAD = 32
_DISOWNED = _WORDINGS.pattern("disowned")
_IN_PLACES = _WORDINGS.pattern("in_places")
_OF_A_LINE = _WORDINGS.pattern("of_a_line")
_REPLACED = _WORDINGS.pattern("replaced")
_LISTED = _WORDINGS.pattern("listed")
_BACK = 5
_ARROWS = frozenset(("→", "->", "=>"))
_NOT_MORE = frozenset(_WORDINGS.words("not_more"))
_PASSABLE = frozenset(":=()[],-–—~≈;/'\"*&^")
_BACK_WORDS = frozenset(_WORDINGS.words("back_words"))


@dataclass(slots=True, eq=False)
class Reading:
    """A passage under reading."""

    strip: Strip
    toks: list[Tok]
    sentences: list[tuple[int, int]]
    dates: list[DateSpan]
    place: Place
    setting: Setting
    ruled: int = -1
    """Where the last figure ends that was of a rule, and no result."""


@dataclass(slots=True, eq=False)
class Figure:
    """A number found for a name: token index of the number, and the token after all that was understood."""

    number: int
    end: int
    comparator: str | None = None
    unit: str | None = None
    unit_text: str = ""
    unit_at: tuple[int, int] | None = None
    flag: str | None = None
    flag_at: tuple[int, int] | None = None
    low: str | None = None
    high: str | None = None
    range_span: tuple[int, int] | None = None
    hint: str | None = None


def figure_before(held: Reading, named: Named, i: int, taken: int) -> Figure | None:
    """A percentage before the name: "12% blasts", "70% cellular"."""
    if not any(a.unit == "%" for a in named.analytes):
        return None
    toks = held.toks
    k, steps = (i if toks[i].text == "%" else i - 1), 0
    while k >= 0 and steps < _BACK and toks[k].low in _BACK_WORDS:
        k, steps = k - 1, steps + 1
    if toks[i - 1].low == "of" or (toks[i - 1].low == "the" and toks[i - 2].low == "of"):
        return None  # "6% of marrow cellularity" is a share of it
    number = _before_percent(toks, k)
    if number < 0 or toks[number].kind != "n" or number <= taken:
        return None
    if number >= 2 and toks[number - 1].text in ("-", "–", "to") and toks[number - 2].kind in "n":
        return None
    if number >= 3 and toks[number - 1].text in ("-", "–") and toks[number - 2].text == "%":
        return None
    if number >= 2 and toks[number - 1].low == "to" and toks[number - 2].text in "%":
        return None
    value = Figure(number, i, comparator_before(toks, number, named))
    value.unit, value.unit_text = "%", "%"
    value.unit_at = (toks[number + 1].start, toks[k].end)
    return value


def _before_percent(toks: list[Tok], k: int) -> int:
    """The token before "%", "percent", "pct" or "per cent" that ends at token ``k``; -1 where none does."""
    if k < 1:
        return -1
    if toks[k].text == "%" or toks[k].low in ("percent", "pct"):
        return k - 1
    return k - 2 if k > 1 and toks[k].low == "cent" and toks[k - 1].low == "per" else -1


def figure_after(held: Reading, named: Named, end: int) -> Figure | None:
    """The figure behind a name that ends before token ``end``, past words and units that may stand between."""
    if named.alias in lab_words().backward_only:
        return None
    toks = held.toks
    out = Figure(-1, -1)
    k, seen = end, 0
    while k < len(toks) and seen < _REACH:
        t = toks[k]
        if date_at(held, t) is not None:
            span = date_at(held, t)
            k = next((n for n in range(k, len(toks)) if span is not None and toks[n].start >= span.end), len(toks))
            seen += 1
            continue
        past = cells_counted(toks, k) if t.kind == "n" else None
        past = past or person(toks, k) or age(toks, k) or _aside(held, named, k, end) or _unit_ahead(held, k, out)
        if past is not None:
            k, seen = past, seen + 1
            continue
        if t.kind == "n":
            return finish(held, named, _counted_beside(toks, k) or k, out)
        if (jump := _jump(toks, k)) is not None:
            k, seen = jump, seen + (t.low == "not")
            continue
        if not _passable(held, t, toks, k):
            return None
        if t.low in ("abs", "absolute", "#"):
            out.hint = "absolute"
        flag = flag_of(t)
        if flag and t.kind == "w" and len(t.text) <= 2:
            out.flag, out.flag_at = flag, (t.start, t.end)
        k, seen = k + 1, seen + 1
    return None


def _aside(held: Reading, named: Named, k: int, end: int) -> int | None:
    """The token behind an aside without figures right behind the name ("blasts (with promonocytes): 11%")."""
    toks, words = held.toks, lab_words()
    closing = {"(": ")", ",": ","}.get(toks[k].text)
    if closing is None or k != end or any(a.unit != "%" for a in named.analytes):
        return None
    for n in range(k + 1, min(k + _REACH, len(toks))):
        if toks[n].kind == "n" or toks[n].text in "%#":
            return None
        if toks[n].text == closing:
            if closing == "," and (n + 1 >= len(toks) or toks[n + 1].low not in _COUNTING):
                return None  # "blasts, none with Auer rods, amount to 1%"
            inside = held.strip.text[toks[k].end : toks[n].start].lower()
            return None if words.not_result.search(inside) or words.past.search(inside) else n + 1
    return None


def _counted_beside(toks: list[Tok], k: int) -> int | None:
    """The figure in the bracket of "> 15% (28%)": the count itself beside the bound that it passes."""
    shown = [t.text for t in toks[k + 1 : k + 6]]
    bound = comparator_before(toks, k) is not None and shown[:2] == ["%", "("] and shown[3:5] == ["%", ")"]
    return k + 3 if bound and toks[k + 3].kind == "n" else None


def _unit_ahead(held: Reading, k: int, out: Figure) -> int | None:
    """The token after a unit between name and figure: "Hemoglobin (g/L): 84"."""
    t, text = held.toks[k], held.strip.text
    if t.kind != "w" and t.text not in "/%#x×*‰" and t.text != "10":
        return None
    unit = held.setting.lexicon.unit_at(text, held.toks, k)
    if unit is None or (t.text == "10" and unit[1] == k + 1):
        return None
    if out.unit is None:
        out.unit_at = (t.start, held.toks[unit[1] - 1].end)
        out.unit, out.unit_text = unit[0], text[t.start : out.unit_at[1]]
    return unit[1]


def _passable(held: Reading, t: Tok, toks: list[Tok], k: int) -> bool:
    if t.kind == "t":
        return True
    if t.kind == "s":
        if t.text == "." or t.text == ",":
            after = toks[k + 1] if k + 1 < len(toks) else None
            return after is not None and (after.kind == "n" or t.text == "," or after.text in (":", "=", "("))
        return t.text in COMPARATORS or t.text in _PASSABLE or t.text[0] in "._" or t.text in "%#↓↑!"
    if t.low in ("than", "less", "more", "greater", "fewer", "least", "from", "most"):
        return True
    return t.low in lab_words().fillers or flag_of(t, letters_only=True) is not None


def _jump(toks: list[Tok], k: int) -> int | None:
    """Past "not increased, comprising" before 2%, and to what holds now in "from 9.6 to 7.8"."""
    if toks[k].low == "not" and k + 1 < len(toks) and toks[k + 1].low in _NOT_MORE:
        return k + 2
    return _from_to(toks, k) if toks[k].low == "from" else None


def _from_to(toks: list[Tok], k: int) -> int | None:
    """As in "from 9.6 to 7.8": the token of the number that holds now."""
    if k + 1 >= len(toks) or toks[k + 1].kind != "n":
        return None
    for n in range(k + 2, min(k + 7, len(toks) - 1)):
        if toks[n].low == "to" and toks[n + 1].kind == "n":
            return n + 1
    return None


def date_at(held: Reading, t: Tok) -> DateSpan | None:
    """The date that a token is part of."""
    k = bisect_right(held.dates, t.start, key=lambda d: d.start) - 1
    return held.dates[k] if k >= 0 and t.start < held.dates[k].end else None


_GLUED = frozenset(("L", "H", "A", "LL", "HH", "K", "k", "*"))


def finish(held: Reading, named: Named, k: int, out: Figure) -> Figure | None:
    """The number at ``k`` with what follows it; ``None`` where it is a range, a dose, a ratio or a time."""
    toks, text = held.toks, held.strip.text
    if (
        range_at(toks, k) is not None
        or is_power(toks, k)
        or (is_code(toks, k) and not _padded(toks, k))
        or (k and toks[k - 1].text in ("/", "^") and toks[k - 1].end == toks[k].start)
    ):
        return None
    aged = toks[k - 1].low in ("age", "by") or (k > 1 and toks[k - 2].low == "age")
    if aged and not (k + 1 < len(toks) and toks[k + 1].text == "%"):
        return None  # "hypercellular for age 72", not "hypercellular for age (80%)"
    if (k > 1 and toks[k - 1].text in ("-", "–") and toks[k - 2].text == "%") or of_series(toks, k):
        return None
    out.number, out.comparator = k, comparator_before(toks, k, named)
    n = k + 1
    if n < len(toks) and toks[n].text in _ARROWS and n + 1 < len(toks) and toks[n + 1].kind == "n":
        return finish(held, named, n + 1, out)
    n = _flag_before_unit(held, n, out)
    unit = held.setting.lexicon.unit_at(text, toks, n) if n < len(toks) and toks[n].text not in "([,;:" else None
    if unit is not None and (out.unit is None or toks[n].text == "%"):
        out.unit, out.unit_text = unit[0], text[toks[n].start : toks[unit[1] - 1].end]
        out.unit_at = (toks[n].start, toks[unit[1] - 1].end)
        n = unit[1]
        if n + 1 < len(toks) and toks[n].text in "-–" and toks[n + 1].kind == "n":
            return None  # 1% - 2%
        if n + 1 < len(toks) and toks[n].text in _ARROWS and toks[n + 1].kind == "n":
            return finish(held, named, n + 1, replace(out, unit=None, unit_text="", unit_at=None))  # "14% -> 6%"
    elif unit is not None:
        n = unit[1]
    elif (
        n < len(toks)
        and (
            toks[n].low in lab_words().not_units
            or (toks[n].text == "/" and n + 1 < len(toks) and toks[n + 1].kind == "n")
            or toks[n].text == "×"
            or (toks[n].text in "-–" and toks[n].start == toks[n - 1].end)
            or (toks[n].kind == "w" and toks[n].start == toks[n - 1].end)  # "Hgb 7s"
        )
        and toks[n].text not in _GLUED
    ):
        return None
    out.end = _tail(held, n, out)
    return out


def _padded(toks: list[Tok], k: int) -> bool:
    """As in "07 %": a percentage filled up with a nought."""
    return toks[k].text.startswith("0") and k + 1 < len(toks) and toks[k + 1].text == "%"


def _flag_before_unit(held: Reading, n: int, out: Figure) -> int:
    """As in "7.8 L g/dL", "7.8 (L) g/dL": past the flag, where a unit follows."""
    toks = held.toks
    k = n + 1 if n < len(toks) and toks[n].text in "([" else n
    if k + 1 >= len(toks):
        return n
    flag = flag_of(toks[k])
    after = k + 2 if k > n else k + 1
    if not flag or after >= len(toks) or held.setting.lexicon.unit_at(held.strip.text, toks, n) is not None:
        return n
    if held.setting.lexicon.unit_at(held.strip.text, toks, after) is None:
        return n
    out.flag, out.flag_at = flag, (toks[k].start, toks[k].end)
    return after


def _tail(held: Reading, n: int, out: Figure) -> int:
    """Flag and reference range after a value."""
    toks = held.toks
    steps = 0
    while n < len(toks) and steps < 7:
        t = toks[n]
        if t.text == "." and n + 1 < len(toks) and toks[n + 1].kind == "w":
            break  # the end of the sentence
        if t.kind == "t" or t.text in "([":
            n, steps = n + 1, steps + 1
            continue
        flag = flag_of(t)
        if flag is not None and out.flag is None and steps < 3:
            out.flag, out.flag_at = flag or None, (t.start, t.end)
            n, steps = n + 1, steps + 1
            continue
        ranged = range_at(toks, n)
        if ranged is not None and date_at(held, t) is None and (steps or toks[n - 1].text in "(["):
            out.low, out.high = ranged[0], ranged[1]
            out.range_span = (t.start, toks[ranged[2] - 1].end)
            return ranged[2]
        if t.low == "uln" and n + 1 < len(toks) and toks[n + 1].kind == "n":
            out.high = toks[n + 1].text
            return n + 2
        if t.low in ("ref", "reference", "range", "normal", "nl", "rr", "n", "interval", "normals") or t.text in ":.)]":
            n, steps = n + 1, steps + 1
            continue
        break
    return n


def second_figure(held: Reading, n: int) -> Figure | None:
    """As in "Blasts 18% in BM, 6% in PB": the second figure."""
    toks = held.toks
    for k in range(n, min(n + 6, len(toks) - 3)):
        if toks[k].text in ".;":
            return None
        if toks[k].kind == "n" and toks[k + 1].text == "%" and toks[k + 2].low in ("in", "on"):
            value = Figure(k, k + 2, comparator_before(toks, k), "%", "%", (toks[k + 1].start, toks[k + 1].end))
            return value if site_in(words_after(held, k + 2)) in ("blood", "marrow") else None
    return None


def words_after(held: Reading, k: int) -> str:
    """A few words from token ``k`` on, to the end of the sentence, lower case."""
    out = []
    for t in held.toks[k : k + 5]:
        if t.text in ".;!?" or (t.text == "(" and OWN_FIGURE.match(held.strip.text, t.start)):
            break
        if t.kind == "w":
            out.append(t.low)
    return " ".join(out)


def disowned(text: str, end: int) -> bool:
    """Whether what follows a figure says that it is no result, or is one of several without a name of their own.

    As in "1 blast (1.7%); this is not a marrow blast count", "blasts of 5% and 10% divide the categories", "estimated
    at 21%. This estimate is replaced by the count below".
    """
    behind = text[end : end + 60].lower()
    if _DISOWNED.match(behind) or _LISTED.match(behind) or _OF_A_LINE.match(behind) or _IN_PLACES.match(behind):
        return True
    return _REPLACED.search(text[end : end + 120].lower()) is not None


def of_writing(text: str, start: int) -> bool:
    """Whether the date at ``start`` is the day a part of the report was written: "SUPPLEMENT 20/07/2025: …"."""
    return _WRITTEN.search(text[max(0, start - _HEAD) : start]) is not None
