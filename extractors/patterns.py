"""Patterns over text of records, in linear time.

Text of a record is hostile until shown otherwise: Python's ``re`` takes exponential time on inputs made for it.
RE2 does not, and has no look-around; say "not followed by" in code after the match.

RE2's own Python layer works out character offsets anew for every call, which cost more than the matching on the short
lines of a report. This one keeps RE2's compiled expression and does that only where a text is not plain ASCII.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import accumulate
from typing import Any

import re2
from re2 import _re2

_Spans = list[tuple[int, int]]
GATE_MEMORY = 64 << 20
"""Bytes a gate may use to look fast: with RE2's own 8 MB, all patterns together are searched in its slow way."""
_ANYWHERE, _START, _WHOLE = (
    _re2.RE2.Anchor.UNANCHORED,
    _re2.RE2.Anchor.ANCHOR_START,
    _re2.RE2.Anchor.ANCHOR_BOTH,
)


class Match:
    """One match, with the interface of ``re.Match`` as far as it is used here; offsets are those of the text."""

    __slots__ = ("_names", "_spans", "string")

    def __init__(self, text: str, spans: _Spans, names: dict[str, int]) -> None:
        self.string = text
        self._spans = spans
        self._names = names

    def _index(self, group: int | str) -> int:
        index = group if isinstance(group, int) else self._names.get(group, -1)
        if not 0 <= index < len(self._spans):
            raise IndexError(f"no such group: {group}")
        return index

    def __getitem__(self, group: int | str) -> str:
        """The text of a group; ``None`` (typed ``str`` as in ``re``'s ``Any``) where it took no part."""
        start, end = self._spans[self._index(group)]
        return self.string[start:end] if start >= 0 else None  # type: ignore[return-value]

    def group(self, group: int | str = 0) -> str:
        """Same as ``match[group]``."""
        return self[group]

    def groups(self) -> tuple[str, ...]:
        """The texts of all groups but the whole."""
        return tuple(self[i] for i in range(1, len(self._spans)))

    def groupdict(self) -> dict[str, str]:
        """The texts of the named groups."""
        return {name: self[index] for name, index in self._names.items()}

    def start(self, group: int | str = 0) -> int:
        """Where a group starts; -1 where it took no part."""
        return self._spans[self._index(group)][0]

    def end(self, group: int | str = 0) -> int:
        """Where a group ends; -1 where it took no part."""
        return self._spans[self._index(group)][1]

    def span(self, group: int | str = 0) -> tuple[int, int]:
        """Start and end of a group."""
        return self._spans[self._index(group)]

    @property
    def lastgroup(self) -> str | None:
        """The name of the group that ended last, the outer one of two that ended together; ``None`` if it has none."""
        ends = [end for _, end in self._spans[1:]]
        if not ends or max(ends) < 0:
            return None
        index = ends.index(max(ends)) + 1
        return next((name for name, i in self._names.items() if i == index), None)


class Pattern:
    """A compiled RE2 expression with the interface of ``re.Pattern`` as far as it is used here."""

    __slots__ = ("_match", "_names", "pattern")

    def __init__(self, text: str, ignore_case: bool, memory: int | None = None) -> None:
        options = re2.Options()
        if memory is not None:
            options.max_mem = memory
        options.case_sensitive = not ignore_case
        options.log_errors = False
        compiled = _re2.RE2(text.encode(), options)
        if not compiled.ok():
            raise re2.error(compiled.error())
        self.pattern = text
        self._match = compiled.Match
        self._names = {name.decode(): index for name, index in compiled.NamedCapturingGroups()}

    @property
    def groupindex(self) -> dict[str, int]:
        """Index of each named group."""
        return dict(self._names)

    def search(self, text: str, pos: int = 0) -> Match | None:
        """The leftmost match that starts at ``pos`` or later."""
        data = text.encode()
        if pos or len(data) != len(text):
            return self._one(_ANYWHERE, text, pos)
        spans: _Spans = self._match(_ANYWHERE, data, 0, len(data))  # most searches: from the start of plain text
        return None if spans[0][0] < 0 else Match(text, spans, self._names)

    def match(self, text: str, pos: int = 0) -> Match | None:
        """A match at ``pos``."""
        return self._one(_START, text, pos)

    def fullmatch(self, text: str) -> Match | None:
        """A match of the whole text."""
        return self._one(_WHOLE, text, 0)

    def _one(self, anchor: object, text: str, pos: int) -> Match | None:
        data = text.encode()
        if pos:
            pos = pos if len(data) == len(text) else len(text[:pos].encode())
        spans: _Spans = self._match(anchor, data, pos, len(data))
        if spans[0][0] < 0:
            return None
        if len(data) != len(text):
            spans = _in_characters(spans, _offsets(text))
        return Match(text, spans, self._names)

    def finditer(self, text: str) -> Iterator[Match]:
        """All matches that do not overlap, left to right."""
        data = text.encode()
        offsets = None if len(data) == len(text) else _offsets(text)
        at, end, match = 0, len(data), self._match
        while True:
            spans: _Spans = match(_ANYWHERE, data, at, end)
            start, stop = spans[0]
            if start < 0:
                return
            yield Match(text, spans if offsets is None else _in_characters(spans, offsets), self._names)
            if at == end:
                return
            at = stop if stop > at else _next(data, at)

    def findall(self, text: str) -> list[str]:
        """The texts of all matches, or of the only group."""
        return [m[1] if len(m._spans) > 1 else m[0] for m in self.finditer(text)]

    def split(self, text: str) -> list[str]:
        """The text between matches, with the groups of the matches in between."""
        pieces, at = [], 0
        for m in self.finditer(text):
            pieces.append(text[at : m.start()])
            pieces.extend(m.groups())
            at = m.end()
        return [*pieces, text[at:]]

    def sub(self, replacement: "str | Callable[[Match], str]", text: str) -> str:
        r"""The text with every match replaced; in a string ``\1`` to ``\9`` stand for groups."""
        write = _template(replacement) if isinstance(replacement, str) else replacement
        pieces, at = [], 0
        for m in self.finditer(text):
            pieces.append(text[at : m.start()])
            pieces.append(write(m))
            at = m.end()
        return "".join((*pieces, text[at:]))


class Gate:
    """One look for many patterns: a text that holds none of them is searched once, not once for each.

    A search costs a microsecond however little there is to find, and most lines hold nothing that is looked for.
    """

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._any: Pattern | None = None
        self.may_hold = lru_cache(maxsize=512)(self._look)

    def add(self, text: str) -> "Pattern":
        """A pattern, as of ``pattern``, that looks only at texts which hold this or another one of the gate."""
        self._texts.append(f"(?:{text})")
        self._any = None
        self.may_hold.cache_clear()
        return _Gated(text, self)

    def _look(self, text: str) -> bool:
        if self._any is None:
            self._any = Pattern("|".join(self._texts), ignore_case=True, memory=GATE_MEMORY)
        return self._any.search(text) is not None


class _Gated(Pattern):
    """A pattern behind a gate."""

    __slots__ = ("_gate",)

    def __init__(self, text: str, gate: Gate) -> None:
        super().__init__(text, ignore_case=True)
        self._gate = gate

    def search(self, text: str, pos: int = 0) -> Match | None:
        return super().search(text, pos) if self._gate.may_hold(text) else None

    def finditer(self, text: str) -> Iterator[Match]:
        return super().finditer(text) if self._gate.may_hold(text) else iter(())


@lru_cache(maxsize=4096)
def pattern(text: str, *, ignore_case: bool = True) -> Pattern:
    """A compiled pattern.

    Raises:
        re2.error: the pattern is not valid RE2 (look-around and back-references are not).
    """
    return Pattern(text, ignore_case)


def phrase_pattern(phrases: Iterable[str]) -> Pattern:
    """A pattern for any of ``phrases`` as whole words, longest first; blanks in a phrase are any white space."""
    special = pattern(r"([.+*?()\[\]{}|^$\\])")
    parts = []
    for phrase in sorted(set(phrases), key=lambda p: (-len(p), p)):
        body = special.sub(r"\\\1", phrase).replace(" ", r"\s+")
        left = r"\b" if phrase[0].isalnum() else ""
        right = r"\b" if phrase[-1].isalnum() else ""
        parts.append(f"{left}{body}{right}")
    return pattern("|".join(parts))


@lru_cache(maxsize=256)
def _template(text: str) -> Callable[[Match], str]:
    """What a replacement string writes for a match."""
    parts: list[str | int] = []
    pieces = text.split("\\")
    parts.append(pieces[0])
    i = 1
    while i < len(pieces):
        piece = pieces[i]
        if piece[:1].isdigit():
            parts += [int(piece[0]), piece[1:]]
        else:  # an escaped backslash splits into an empty piece and the text behind it
            i += piece == ""
            parts.append("\\" + (pieces[i] if i < len(pieces) else ""))
        i += 1
    return lambda m: "".join((m[p] or "") if isinstance(p, int) else p for p in parts)


@lru_cache(maxsize=64)
def _offsets(text: str) -> dict[int, int]:
    """Byte offset to character offset, for text that is not plain ASCII."""
    ends = accumulate((len(c.encode()) for c in text), initial=0)
    return {byte: i for i, byte in enumerate(ends)}


def _in_characters(spans: _Spans, offsets: dict[int, int]) -> _Spans:
    return [(offsets[s], offsets[e]) if s >= 0 else (-1, -1) for s, e in spans]


def _next(data: bytes, at: int) -> int:
    """The start of the next character."""
    at += 1
    while at < len(data) and data[at] & 0xC0 == 0x80:
        at += 1
    return at


class EitherOf:
    """Two patterns as one, for a search: what stands first."""

    def __init__(self, one: Pattern, other: Pattern) -> None:
        self._both = (one, other)

    def search(self, text: str) -> Any:
        """The match of either that begins first, or ``None``."""
        found = [m for p in self._both if (m := p.search(text)) is not None]
        return min(found, key=lambda m: m.start(), default=None)
