"""Keys and their values in identity blocks and headers, however they are laid out: beside, behind or below the key."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from extractors.patterns import pattern
from knowledge.context import load_context_words
from schemas.layout import Passage

_GLUE = " \t:#=.|–—-_*"
_BETWEEN = frozenset("\t:=")  # a key and its value
_PARTED = (" \u00b7 ", " \u2022 ", " | ")
_MOST = 90  # characters of a value
_BELOW = 45.0  # points: a value printed under its key stands no further down
_ALIGNED = 10.0  # points
_DATE_FIGURES = 4
_DATES = frozenset({"collected", "received", "reported", "addended", "visit", "void"})
_NAMES = frozenset({"name", "first_name", "last_name"})


@dataclass(frozen=True, slots=True)
class Field:
    """A key and the text that may be its value: ``passage.text[start:end]``.

    ``opens``: the key stands at the start of a cell or before a colon, as in a form. ``beside``: key and value share
    a cell with no colon between them, as words of one line do.
    """

    slot: str
    tier: int
    key: str
    passage: Passage
    key_start: int
    start: int
    end: int
    opens: bool
    beside: bool

    @property
    def value(self) -> str:
        """The value's text."""
        return self.passage.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class _Key:
    slot: str
    tier: int
    key: str
    start: int
    end: int
    opens: bool


@lru_cache(maxsize=1)
def _keys() -> tuple[Any, dict[str, tuple[str, int]]]:
    known: dict[str, tuple[str, int]] = {}
    for slot, tiers in load_context_words().keys.slots.items():
        for tier, names in enumerate(tiers):
            for name in names:
                known.setdefault(name, (slot, tier))
    quoted = "|".join(_quote(k) for k in sorted(known, key=lambda k: (-len(k), k)))
    return pattern(rf"\b(?:{quoted})"), known


def key_slot(text: str) -> tuple[str, int] | None:
    """What a label asks for, and its tier, if all of it is one key."""
    return _keys()[1].get(text.casefold().strip())


def _quote(text: str) -> str:
    return "".join(c if c.isalnum() or c in " _" else f"\\{c}" for c in text)


def fields_of(passages: Sequence[Passage]) -> list[Field]:
    """All keys with a value, in reading order; ``passages`` in reading order."""
    keyed = [_keys_in(p.text) for p in passages]
    found: list[Field] = []
    for i, (passage, keys) in enumerate(zip(passages, keyed, strict=True)):
        for n, key in enumerate(keys):
            until = keys[n + 1].start if n + 1 < len(keys) else len(passage.text)
            start, end = _value(passage.text, key.end, until)
            if start < end and not _is_title(passage, key, start, end, passages[i + 1 : i + 2]):
                beside = _BETWEEN.isdisjoint(passage.text[key.end : start])
                found.append(
                    Field(key.slot, key.tier, key.key, passage, key.start, start, end, key.opens or not beside, beside)
                )
            elif i + 1 < len(passages) and not keyed[i + 1]:
                below = _below(passage, key, passages[i + 1], alone=_alone(passage.text, key, keys))
                if below is not None and not _is_column(passage, key, passages[i + 1 : i + 3]):
                    found.append(Field(key.slot, key.tier, key.key, passages[i + 1], -1, *below, True, False))
    return found


def _is_title(passage: Passage, key: _Key, start: int, end: int, under: Sequence[Passage]) -> bool:
    """Whether the next title of a row of titles stands beside a key of a date, their dates in the line below."""
    text = passage.text
    if key.slot not in _DATES or "\t" not in text[key.end : start] or any(c.isdigit() for c in text):
        return False
    return any(p.text.count("\t") == text.count("\t") and any(c.isdigit() for c in p.text) for p in under)


@lru_cache(maxsize=512)  # the lines of a report are asked for several times in a row
def _keys_in(text: str) -> tuple[_Key, ...]:
    matcher, known = _keys()
    weak = load_context_words().keys.weak
    found: list[_Key] = []
    for match in matcher.finditer(text):
        start, end = match.start(), match.end()
        if text[start - 1 : start].isalnum() or text[end : end + 1].isalnum():
            continue
        key = match.group().casefold()
        slot, tier = known[key]
        opens = _opens(text, start, found, slot) or (slot not in _NAMES and _has_colon(text, end))
        if slot == "date" and opens and _qualified(text, start, found):
            continue
        if key in weak and not opens:
            continue
        found.append(_Key(slot, tier, key, start, end, opens))
    return tuple(found)


def _opens(text: str, start: int, before: list[_Key], slot: str) -> bool:
    """Whether the key stands first in its cell or line, or after a separator."""
    head = text[:start].rstrip(" ([*•-")
    if not head or head[-1] in "\t|;•/" or head[-1].isdigit():
        return True
    if head[-1] == "," and slot in _DATES:
        return True
    behind = bool(before) and before[-1].end == len(head)
    return behind and not (slot in _NAMES and before[-1].slot == "other")  # "Test name", "Physician name"


def _qualified(text: str, start: int, before: list[_Key]) -> bool:
    """Whether words of its own cell say of what a plain "date" is ("Last transfusion date"), and no key opens them."""
    head = text[:start].rstrip(" ([*\u2022-")
    cell = head.rsplit("\t", 1)[-1]
    if not cell or not cell[-1].isalpha():
        return False
    weak = load_context_words().keys.weak
    keyed = (k for k in before if k.key not in weak or _has_colon(text, k.end))
    return not any(k.start >= len(head) - len(cell) for k in keyed)


def _has_colon(text: str, end: int) -> bool:
    rest = text[end : end + 24].lstrip(" ")
    if rest[:1] == "(" and ")" in rest:
        rest = rest[rest.index(")") + 1 :].lstrip(" ")
    return rest[:1] in (":", "=")


def _value(text: str, start: int, until: int) -> tuple[int, int]:
    """The value after a key: past colons and a "(MM/DD/YYYY)", to the next key or the end of its cell."""
    at = start
    while at < until and text[at] in _GLUE:
        at += 1
    if text[at : at + 1] == "(" and ")" in text[at : min(until, at + 24)]:
        close = text.index(")", at) + 1
        rest = close
        while rest < until and text[rest] in _GLUE:
            rest += 1
        if rest > close and ":" in text[close:rest]:
            at = rest
    if text[at + 1 : at + 2] == "\t" and at + 2 < until and (text[at].islower() or not text[at].isalnum()):
        at += 2  # a speck that OCR took for a letter
    end = min(until, at + _MOST)
    tab = text.find("\t", at, end)
    if tab != -1:
        end = tab
    dots = [dot for sign in _PARTED if (dot := text.find(sign, at, end)) >= 0]
    if dots:
        end = min(dots)  # "DOB 14 Mar 1957 · No. 6589915 · 4 Feb 2026": the next stands in a cell of its own
    while end > at and text[end - 1] in " \t,;|(/–—-•":
        end -= 1
    return at, end


def _is_column(passage: Passage, key: _Key, under: Sequence[Passage]) -> bool:
    """Whether figures stand below a key in line after line: the title of a column, and no key of one value."""
    cells = passage.text.count("\t")
    if key.slot not in _DATES or len(under) < 2 or not cells or any(p.text.count("\t") != cells for p in under):
        return False
    number = passage.text.count("\t", 0, key.start)
    return all(sum(c.isdigit() for c in p.text.split("\t")[number]) >= _DATE_FIGURES for p in under)


def _alone(text: str, key: _Key, keys: tuple[_Key, ...]) -> bool:
    """Whether no other key shares the cell of ``key`` ("Received  Reported" set close are one cell)."""
    number = text.count("\t", 0, key.start)
    return all(k is key or text.count("\t", 0, k.start) != number for k in keys)


def _below(passage: Passage, key: _Key, under: Passage, *, alone: bool = True) -> tuple[int, int] | None:
    """The words of the next line that stand under a key that has nothing beside it."""
    if alone and passage.text.count("\t") == under.text.count("\t") > 0:
        return _cell(under.text, passage.text.count("\t", 0, key.start))
    own = passage.words_in(key.start, key.end)
    if not own or not under.words or not passage.pages or under.pages[0] != passage.pages[0]:
        return None
    x0, top = own[0].place[0], own[0].place[1]
    right = min((w.place[0] for w in passage.words_in(key.end, len(passage.text)) if w not in own), default=1e9)
    taken = [
        under.spans[i]
        for i, word in enumerate(under.words)
        if x0 - _ALIGNED <= word.place[0] < right - _ALIGNED and 0 < word.place[1] - top < _BELOW
    ]
    if not taken:
        return None
    start, end = taken[0][0], taken[-1][1]
    return (start, end) if end - start <= _MOST and "\t" not in under.text[start:end] else None


def _cell(text: str, number: int) -> tuple[int, int] | None:
    start = 0
    for _ in range(number):
        start = text.index("\t", start) + 1
    end = text.find("\t", start)
    end = len(text) if end == -1 else end
    return (start, end) if text[start:end].strip() and end - start <= _MOST else None
