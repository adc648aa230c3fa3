"""Text to tokens: numbers, words, signs, tabs; and numbers as printed to what they can mean."""

from dataclasses import dataclass
from functools import lru_cache

from extractors.patterns import pattern
from extractors.wordings import Wordings

_WORDINGS = Wordings("labs", "tokens")

_TOKEN = pattern(
    r"(?P<n>\d{1,3}(?:[,'’]\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,}|\d+(?:[.,]\d+)?|[.,]\d+)"
    r"|(?P<w>\p{L}[\p{L}\d]*(?:['’]\p{L}+)?)"
    r"|(?P<s>\.{2,}|_{2,}|<=|>=|=<|=>|->|[^\s\p{L}\d])"
)
_CELL = 40  # characters of a cell of a table; the same names, units and flags come again and again
_SIGNS = frozenset("%#‰")
_ACCENTS = dict(zip("áàâäãåéèêëíìîïóòôöõúùûüñç", "aaaaaaeeeeiiiiooooouuuunc", strict=True))
_FOLD = str.maketrans({"µ": "u", "μ": "u", "’": "'", "ß": "b", "β": "b", "γ": "g", **_ACCENTS})
"""Engines put accents on clean letters ("Résult") and lose them; names are compared without."""
_FLAGGED = _WORDINGS.pattern("flagged", ignore_case=False)


@dataclass(slots=True, eq=False)
class Tok:
    """A token at ``text[start:end]``; ``kind``: n(umber), w(ord), s(ign), t(ab). ``low`` is its plain form."""

    kind: str
    text: str
    low: str
    start: int
    end: int


def tokens_of(text: str) -> list[Tok]:
    """Tokens of ``text``, left to right. No token holds a space, so each run of signs is cut once and remembered."""
    return list(_of_cell(text) if len(text) <= _CELL else _of_line(text))


@lru_cache(maxsize=128)
def _of_line(text: str) -> tuple[Tok, ...]:
    return tuple(_tokens(text))


@lru_cache(maxsize=8192)
def _of_cell(text: str) -> tuple[Tok, ...]:
    return tuple(_tokens(text))


def _tokens(text: str) -> list[Tok]:
    out: list[Tok] = []
    at = 0
    for cell, part in enumerate(text.split("\t")):
        if cell:
            out.append(Tok("t", "\t", "\t", at - 1, at))
        for chunk in part.split():
            start = text.index(chunk, at)
            for kind, printed, low, a, b in _cut(chunk):
                out.append(Tok(kind, printed, low, start + a, start + b))
            at = start + len(chunk)
        at = max(at, _cell_end(text, at))
    return out


def _cell_end(text: str, at: int) -> int:
    end = text.find("\t", at)
    return len(text) if end < 0 else end + 1


@lru_cache(maxsize=16384)
def _cut(chunk: str) -> tuple[tuple[str, str, str, int, int], ...]:
    if chunk.isalpha():
        return (("w", chunk, chunk.lower().translate(_FOLD), 0, len(chunk)),)
    if chunk[0] in "LH" and (m := _FLAGGED.match(chunk)) is not None:
        cut = len(m["w"])
        return ("w", m["w"], m["w"].lower(), 0, cut), ("n", m["n"], m["n"], cut, len(chunk))
    out = []
    for m in _TOKEN.finditer(chunk):
        kind = m.lastgroup or "s"
        printed = m.group()
        out.append((kind, printed, printed.lower().translate(_FOLD) if kind == "w" else printed, *m.span()))
    return tuple(out)


def name_parts(text: str) -> tuple[str, ...]:
    """The tokens of a name that count: words, numbers and the signs % and #."""
    return tuple(t.low for t in tokens_of(text) if t.kind in "nw" or t.text in _SIGNS)


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """A phrase in the form it is looked up in: lower case, signs but % and # left out, single spaces."""
    return " ".join(name_parts(text))


def number_readings(printed: str) -> tuple[float, ...]:
    """What a printed number can mean, the likelier first: 8,4 is 8.4; 1,850 is 1850 or 1.85; 34.000 is 34 or 34000."""
    text = printed.replace("'", "").replace("’", "")
    commas, points = text.count(","), text.count(".")
    if text[0] in ".,":
        return (float("0." + text[1:]),)
    if commas and points:
        return (float(text.replace(",", "")),)
    if points > 1:
        return (float(text.replace(".", "")),)
    if commas > 1:
        return (float(text.replace(",", "")),)
    mark = "," if commas else "." if points else ""
    if not mark:
        return (float(text),)
    whole, part = text.split(mark)
    as_point = float(f"{whole}.{part}")
    if len(part) == 3 and 1 <= len(whole) <= 3 and whole != "0":
        as_thousands = float(whole + part)
        return (as_thousands, as_point) if mark == "," else (as_point, as_thousands)
    return (as_point,)
