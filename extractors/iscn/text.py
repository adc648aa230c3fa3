"""From printed characters to the compact lower-case form the grammar reads, each character with its place."""

import html
from dataclasses import dataclass

from extractors.patterns import pattern

_TABLE = {
    "−": "-", "–": "-", "—": "-", "‐": "-", "‑": "-", "‒": "-", "―": "-", "﹣": "-", "－": "-",
    "×": "x", "✕": "x", "*": "x", "∼": "~", "～": "~", "˜": "~", "，": ",", "；": ";", "：": ":", "／": "/", "⁄": "/",
    "（": "(", "）": ")", "［": "[", "］": "]", "＋": "+", "→": ">", "\u00ad": "", "\u200b": "", "\ufeff": "",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Compact:
    """``text`` with, for each of its characters, where it starts and ends in the printed text."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]


def compact(printed: str, base: int = 0, *, spread: bool = False) -> Compact:
    """Drop spaces that carry nothing: all inside brackets, elsewhere those not between two letters or digits.

    ``spread`` drops every space (text set or read letter by letter: ``4 6 , X Y``).
    """
    chars: list[tuple[str, int, int]] = []
    depth = 0
    for char, start, end in _characters(printed, base):
        if char.isspace():
            if chars and depth <= 0 and not spread and chars[-1][0] != " ":
                chars.append((" ", start, end))
            continue
        if chars and chars[-1][0] == " " and not (_joins(chars[-2:-1]) and char.isalnum()):
            chars.pop()
        depth = max(0, depth + (char in "([") - (char in ")]"))
        chars.append((char.lower(), start, end))
    if chars and chars[-1][0] == " ":
        chars.pop()
    return Compact("".join(c for c, _, _ in chars), tuple(s for _, s, _ in chars), tuple(e for _, _, e in chars))


def _joins(previous: list[tuple[str, int, int]]) -> bool:
    return bool(previous) and previous[0][0].isalnum()


def _characters(printed: str, base: int) -> list[tuple[str, int, int]]:
    found: list[tuple[str, int, int]] = []
    at = 0
    if "&" in printed:
        for m in pattern(r"&(?:#\d{2,5}|#x[0-9a-f]{2,4}|[a-z]{2,6});").finditer(printed):
            found += _plain(printed, at, m.start(), base)
            found += [(_TABLE.get(c, c), base + m.start(), base + m.end()) for c in html.unescape(m.group())[:1]]
            at = m.end()
    found += _plain(printed, at, len(printed), base)
    return [(c, s, e) for c, s, e in found if c]


def _plain(printed: str, start: int, end: int, base: int) -> list[tuple[str, int, int]]:
    return [(_TABLE.get(printed[i], printed[i]), base + i, base + i + 1) for i in range(start, end)]
