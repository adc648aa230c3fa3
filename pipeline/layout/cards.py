"""Cards set side by side: blocks of the same keys, each with its own values ("1. IDH2 | 2. ASXL1", below them fields).

On one line they look like a row of a table; read along it, the fields of one would be taken for those of the other.
"""

from pipeline.layout.ink import Line

_FEWEST_KEYS = 2  # that both cards print


def cards_beside(lines: list[Line], first: int, last: int, x: float) -> tuple[int, int] | None:
    """The lines (half-open) from the titles of two cards parted at ``x`` to their last field; ``None`` without any."""
    keys = {n: key for n in range(first, last) if (key := _key(lines[n], x))}
    if len(set(keys.values())) < _FEWEST_KEYS:
        return None
    twin = min(keys)
    start, end = twin, twin + 1
    while start > first and _titles(lines[start - 1], x):
        start -= 1
    while end < last and (end in keys or _titles(lines[end], x)):
        end += 1
    held = {key for n, key in keys.items() if n < end}
    return (start, end) if start < twin and len(held) >= _FEWEST_KEYS else None


def _sides(line: Line, x: float) -> tuple[str, str]:
    left = " ".join(s.text for s in line.segments if s.x0 < x)
    return left, " ".join(s.text for s in line.segments if s.x0 >= x)


def _key(line: Line, x: float) -> str:
    """The key that both sides of a line open with; empty where they do not."""
    one, other = (text.partition(":") for text in _sides(line, x))
    same = one[1] and other[1] and one[0].strip().casefold() == other[0].strip().casefold()
    return one[0].strip().casefold() if same else ""


def _titles(line: Line, x: float) -> bool:
    """Whether each side is one short run of words without a key: the titles of cards."""
    sides = _sides(line, x)
    plain = all(text and ":" not in text and text[0].isalnum() for text in sides) and sides[0] != sides[1]
    return plain and len(line.segments) == len(sides)
