"""One cell, or a few words after a name, to what it holds: a value, a range, a unit, a flag, a date, words."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field, replace
from functools import lru_cache

from extractors.dates import DateSpan, Order, find_dates
from extractors.labs.lexicon import Lexicon
from extractors.labs.tokens import Tok, tokens_of
from extractors.labs.words import lab_words
from extractors.patterns import pattern
from extractors.wordings import Wordings
from schemas.document import Word

_WORDINGS = Wordings("labs", "cells")

COMPARATORS = {"<": "<", ">": ">", "≤": "<=", "≥": ">=", "<=": "<=", ">=": ">=", "=<": "<=", "=>": ">="}
_DASHES = frozenset("-–—−~")
_BRACKETS = frozenset("()[]{}|,;:='\"")
_LETTER_FLAGS = frozenset(("L", "H", "LL", "HH", "A", "AA", "HI", "LO", "N", "C"))
_SIDES = frozenset(_WORDINGS.words("sides"))
_LIMITS = (["at", "least"], ["at", "most"], ["up", "to"], ["less", "than"], ["more", "than"], ["greater", "than"])
_CODE = pattern(r"^\[\d{1,4}\]$")
DATE_HINT = _WORDINGS.pattern("date_hint")


@lru_cache(maxsize=512)  # a cell is asked for several times in a row
def hints_date(text: str) -> bool:
    """Whether a text may hold a date: a quick look."""
    return DATE_HINT.search(text.lower()) is not None


@dataclass(slots=True, eq=False)
class Strip:
    """A stretch of text with the words it was made of: a cell or a passage."""

    text: str
    words: tuple[Word, ...]
    spans: tuple[tuple[int, int], ...]
    pages: tuple[int, ...]
    tokens: list[Tok]

    def touched(self, start: int, end: int) -> list[int]:
        """Indices of the words that ``text[start:end]`` touches."""
        first = bisect_right(self.spans, start, key=lambda s: s[1])
        last = bisect_left(self.spans, end, key=lambda s: s[0])
        return list(range(first, last))


def strip_of(words: tuple[Word, ...], page: int) -> Strip:
    """A strip of one cell's words."""
    at = 0
    spans = []
    for w in words:
        spans.append((at, at + len(w.text)))
        at += len(w.text) + 1
    text = " ".join([w.text for w in words])
    return Strip(text, words, tuple(spans), (page,) * len(words), tokens_of(text))


@dataclass(slots=True, eq=False)
class Read:
    """What a stretch of tokens holds. ``parts`` are ``(start, end)`` of what was understood, for citing.

    ``kind``: value, range, unit, flag, none (words that say there is no value), words, empty.
    """

    kind: str = "empty"
    number: str | None = None
    number_at: tuple[int, int] = (0, 0)
    comparator: str | None = None
    flag: str | None = None
    unit: str | None = None
    unit_text: str = ""
    low: str | None = None
    high: str | None = None
    more_numbers: int = 0
    loose_words: int = 0
    words_before: int = 0
    flag_at: list[tuple[int, int]] = field(default_factory=list)
    range_at: list[tuple[int, int]] = field(default_factory=list)
    parts: list[tuple[int, int]] = field(default_factory=list)


def flag_of(tok: Tok, *, letters_only: bool = False) -> str | None:
    """The flag a token is ("" for a flag that says normal); ``None`` for other tokens."""
    if tok.kind == "w":
        if tok.text in _LETTER_FLAGS:
            return lab_words().flags.get(tok.low, "")
        return None if letters_only or len(tok.low) < 3 else lab_words().flags.get(tok.low)
    if tok.text in "*!↓↑†":
        return lab_words().flags.get(tok.text)
    return None


def read_cell(strip: Strip, lexicon: Lexicon) -> Read:
    """What a table's cell holds."""
    out = Read()
    toks = strip.tokens
    if not toks:
        return out
    low = strip.text.lower().strip(" .*()[]:-")
    if low in lab_words().no_value or not low:
        out.kind = "none"
        return out
    i = 0
    while i < len(toks):
        i = _step(strip, toks, i, lexicon, out)
    _settle(out)
    _keep_agreed(strip, out)
    if out.kind == "value" and strip.text.count("(") != strip.text.count(")"):
        out.more_numbers += 1  # half of a bracket: the rest of a range may stand on another line
    if out.kind == "value" and _CODE.search(strip.text):
        out.kind = "words"  # "[500]": the code of a laboratory or a footnote
    if out.words_before and strip.text[: out.number_at[0]].lower().strip(" .*()[]:-") in lab_words().no_value:
        out.kind = "none"  # "See comment 1", "Not calculated 2": the figure is a footnote's
    return out


def _step(strip: Strip, toks: list[Tok], i: int, lexicon: Lexicon, out: Read) -> int:
    """Take what stands at token ``i``; the token to go on from."""
    t = toks[i]
    if t.text == ";" and out.number is not None and out.unit is not None:
        sign = toks[i - 1].text if toks[i - 1].kind == "s" else ""
        return i + 1 if any(k.text == sign for k in toks[i:]) else len(toks)  # a remark: "40% (biopsy); expected 60"
    if t.kind == "s" and t.text in _BRACKETS:
        return i + 1
    ranged = range_at(toks, i)
    if ranged is not None and not _is_unit_first(strip, toks, i, lexicon, out):
        return _take_range(toks, i, ranged, out)
    limit = _limit_at(toks, i) if out.number is not None and out.unit is not None else None
    if limit is not None:
        return limit  # a rule of action beside the result, and no reference range: "107 g/L  70 or more"
    compared = compared_at(toks, i)
    if compared is not None:
        return _take_compared(toks, i, compared, out)
    if _is_footnote(toks, i) and (out.low is not None or out.high is not None):
        return i + 1
    return _take_unit(strip, toks, i, lexicon, out) or _take_figure(toks, i, out) or _word(toks, i, out)


def _take_range(toks: list[Tok], i: int, ranged: tuple[str | None, str | None, int], out: Read) -> int:
    low, high, end = ranged
    if out.low is None and out.high is None:
        out.low, out.high = low, high
        out.range_at.append((toks[i].start, toks[end - 1].end))
    return end


def _take_compared(toks: list[Tok], i: int, compared: tuple[str, int], out: Read) -> int:
    sign, number = compared
    if out.number is not None and _tells_a_limit(toks, i) and out.low is None and out.high is None:
        limit = toks[number].text  # "10 umol/L [< 21]", "1 % (normal < 5 %)": the limit beside a result
        return _take_range(toks, i, (None, limit, number + 1) if sign[0] == "<" else (limit, None, number + 1), out)
    return _take_number(toks, number, out, sign, toks[i].start)


def _tells_a_limit(toks: list[Tok], i: int) -> bool:
    """Whether a comparison at token ``i`` opens a bracket, or follows a word of ranges that does."""
    before = toks[i - 1]
    return before.text in "([" or (lab_words().roles.get(before.low) == "range" and i > 1 and toks[i - 2].text in "([")


def _take_unit(strip: Strip, toks: list[Tok], i: int, lexicon: Lexicon, out: Read) -> int | None:
    t = toks[i]
    unit = lexicon.unit_at(strip.text, toks, i) if _may_open_unit(t, out) else None
    if unit is None or (t.kind == "n" and out.number is None and unit[1] == i + 1):
        return None
    if out.unit is None:
        out.unit = unit[0]
        out.unit_text = strip.text[t.start : toks[unit[1] - 1].end]
        out.parts.append((t.start, toks[unit[1] - 1].end))
    return unit[1]


def _take_figure(toks: list[Tok], i: int, out: Read) -> int | None:
    if toks[i].kind != "n":
        return None
    if is_power(toks, i):
        out.loose_words += 1
        return i + 2  # half of a unit: "10^9/"
    if is_code(toks, i):
        out.loose_words += 1
        return i + 1
    counted = out.number is not None and _counted(toks, i)
    return i + 2 if counted else _take_number(toks, i, out, None, toks[i].start)


def is_power(toks: list[Tok], i: int) -> bool:
    """A ten that is raised to a power: part of a unit, and no result."""
    return toks[i].text == "10" and i + 1 < len(toks) and toks[i + 1].text in "^*" and toks[i].end == toks[i + 1].start


def is_code(toks: list[Tok], i: int) -> bool:
    """A number that is part of a name or code, and no result: "AS-1", "01"."""
    text = toks[i].text
    if len(text) > 1 and text[0] == "0" and text.isdigit():
        return True
    return (
        i > 1
        and toks[i - 1].text in "-–"
        and toks[i - 2].kind == "w"
        and toks[i - 2].end == toks[i - 1].start
        and toks[i - 1].end == toks[i].start
    )


def _keep_agreed(strip: Strip, out: Read) -> None:
    """Flags and limits that engines read differently are left out; what the cell is stays."""
    if any(not is_agreed(strip, *at) for at in out.flag_at):
        out.flag = None
        out.parts = [p for p in out.parts if p not in out.flag_at]
    if any(not is_agreed(strip, *at) for at in out.range_at):
        out.low = out.high = None


def is_agreed(strip: Strip, start: int, end: int) -> bool:
    """Whether the words that ``text[start:end]`` touches may be relied on."""
    return all(strip.words[k].agreed for k in strip.touched(start, end)) if strip.words else True


def dates_in(strip: Strip, order: Order | None) -> list[DateSpan]:
    """The dates of a cell; one that engines read differently has no day."""
    found = find_dates(strip.text, order)
    return [d if d.iso is None or is_agreed(strip, d.start, d.end) else replace(d, iso=None) for d in found]


def _is_footnote(toks: list[Tok], i: int) -> bool:
    """One digit alone in brackets, as in "(150 to 450) (1)"."""
    return (
        toks[i].kind == "n"
        and len(toks[i].text) == 1
        and 0 < i < len(toks) - 1
        and (toks[i - 1].text, toks[i + 1].text) in (("(", ")"), ("[", "]"))
    )


def _word(toks: list[Tok], i: int, out: Read) -> int:
    t = toks[i]
    flag = flag_of(t)
    if flag is not None:
        out.flag = _stronger(out.flag, flag)
        out.flag_at.append((t.start, t.end))
        out.parts.append((t.start, t.end))
        return i + 1
    if t.kind == "w":
        out.loose_words += 1
    return i + 1


def compared_at(toks: list[Tok], i: int) -> tuple[str, int] | None:
    """A comparator at token ``i`` ("<", ">=", "> OR =") and the number it is about."""
    sign = COMPARATORS.get(toks[i].text)
    if sign is None or toks[i].kind != "s":
        return None
    k = i + 1
    while k < len(toks) and k < i + 5 and (toks[k].low in ("or", "equal", "to") or toks[k].text == "="):
        sign, k = sign[0] + "=", k + 1
    return (sign, k) if k < len(toks) and toks[k].kind == "n" else None


def _limit_at(toks: list[Tok], i: int) -> int | None:
    """The token behind a limit told in words at token ``i`` ("70 or more", "below 150", "at least 1.0")."""
    said = [t.low for t in toks[i : i + 4]]
    if toks[i].kind == "n" and len(said) > 2 and said[1] in ("or", "and") and said[2] in _SIDES:
        return i + 3
    lead = 2 if said[:2] in _LIMITS else 1 if said[0] in _SIDES else 0
    return i + lead + 1 if lead and i + lead < len(toks) and toks[i + lead].kind == "n" else None


def _may_open_unit(t: Tok, out: Read) -> bool:
    return t.kind == "w" or t.text in "/%#‰x×*" or (t.kind == "n" and t.text.startswith("10"))


def _is_unit_first(strip: Strip, toks: list[Tok], i: int, lexicon: Lexicon, out: Read) -> bool:
    return toks[i].kind == "n" and toks[i].text == "10" and lexicon.unit_at(strip.text, toks, i) is not None


def _take_number(toks: list[Tok], i: int, out: Read, comparator: str | None, start: int) -> int:
    if out.number is None:
        out.number, out.comparator = toks[i].text, comparator
        out.words_before = out.loose_words
        out.number_at = (start, toks[i].end)
        out.parts.append((start, toks[i].end))
    else:
        out.more_numbers += 1
    return i + 1


def _counted(toks: list[Tok], i: int) -> bool:
    """As in "9% of 500 cells": how many were counted is no second figure."""
    return (
        i + 1 < len(toks)
        and toks[i - 1].low in ("of", "in", "per", "(")
        and toks[i + 1].low in ("cells", "nucleated", "cell")
    )


def _stronger(old: str | None, new: str) -> str:
    if not old or old == "A":
        return new or (old or "")
    if new == "A" and old in ("L", "H"):
        return old
    return old


def _settle(out: Read) -> None:
    if out.number is not None:
        out.kind = "value"
    elif out.low is not None or out.high is not None:
        out.kind = "range"
    elif out.unit is not None and not out.loose_words:
        out.kind = "unit"
    elif out.flag is not None and not out.loose_words:
        out.kind = "flag"
    else:
        out.kind = "words"


def range_at(toks: list[Tok], i: int) -> tuple[str | None, str | None, int] | None:
    """A range that starts at token ``i``: lower and upper bound as printed, and the token after it."""
    t = toks[i]
    if (
        t.low == "between"
        and i + 3 < len(toks)
        and toks[i + 2].low == "and"
        and toks[i + 1].kind == toks[i + 3].kind == "n"
    ):
        return toks[i + 1].text, toks[i + 3].text, i + 4
    if t.kind != "n" or i + 2 >= len(toks):
        return None
    dash, second = toks[i + 1], toks[i + 2]
    joined = (dash.kind == "s" and dash.text in _DASHES) or dash.low in ("to", "bis", "à", "a", "until")
    if joined and second.kind == "n":
        if dash.low == "a" and dash.text != "a":
            return None
        return t.text, second.text, i + 3
    # 12.0 % - 16.0 %: a sign between the bound and the dash.
    if dash.text == "%" and i + 3 < len(toks) and second.text in _DASHES and toks[i + 3].kind == "n":
        return t.text, toks[i + 3].text, i + 4
    return None


def bound_of(read: Read) -> tuple[str | None, str | None]:
    """A cell of the range column as bounds: "<5" is an upper bound, ">60" a lower one."""
    if read.low is not None or read.high is not None:
        return read.low, read.high
    if read.number is None or read.comparator is None:
        return None, None
    return (None, read.number) if read.comparator.startswith("<") else (read.number, None)
