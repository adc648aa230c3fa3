"""Rows whose cells are set at half height, as browsers set them: a key of one line beside the middle of a value of two.

What stands beside the room between two lines belongs to both: words on one baseline would tear such a row apart.
"""

from itertools import pairwise

from pipeline.layout.ink import WIDE_GAP, Ink, Line
from pipeline.layout.wrapped import Cells, baselines, has_keys, level_strips, row_of

_MIDDLE = 0.3  # of a line of text: how far the middles of the cells of one row may differ
_BETWEEN = 0.3  # and how far from each line of the other cell a line between two lines stands at the least
_TOO_HIGH = 1.25  # heights: an arrow of another face, whose box says little of where it stands
_MOST_LINES = 6
_MOST_WORDS = 40
_LOOSE = 1.8  # heights: how far the lines of one cell stand apart


def centred_rows(inks: list[Ink], first: int, height: float, char: float) -> tuple[list[Line], list[Ink]]:
    """Such rows as one line each, and the words that are left; ``first`` is the number of the first on its page."""
    rows: list[Line] = []
    for strip in level_strips(inks):
        cells = _row(strip, height, char)
        if cells is not None:
            rows.append(row_of(cells, first + len(rows), height))
    taken = {id(i) for row in rows for i in row.inks}
    return rows, [i for i in inks if id(i) not in taken]


def _row(strip: list[Ink], height: float, char: float) -> Cells | None:
    """The cells of a strip that is such a row."""
    if not 3 <= len(strip) <= _MOST_WORDS or max(i.bottom for i in strip) - min(i.top for i in strip) < 1.6 * height:
        return None
    cells = [baselines(words, height) for words in _columns(strip, char)]
    counts = [len(c) for c in cells]
    if len(cells) < 2 or not 2 <= max(counts) <= _MOST_LINES or 2 * counts.count(1) < len(cells):
        return None  # where most cells have several lines, rows may be as many
    middles = [_middle(c) for c in cells]
    if max(middles) - min(middles) > _MIDDLE * height:
        return None
    tall = max(cells, key=len)
    steps = [_level(b) - _level(a) for a, b in pairwise(tall)]
    between = any(
        len(c) == 1 and all(abs(_level(c[0]) - _level(line)) > _BETWEEN * height for line in tall)
        for c in cells
        if max(i.bottom - i.top for i in c[0]) < _TOO_HIGH * height
    )
    return cells if between and max(steps) < _LOOSE * height and not any(map(has_keys, cells)) else None


def _columns(strip: list[Ink], char: float) -> list[list[Ink]]:
    """The words of a strip by the upright strips of empty paper between them."""
    columns: list[list[Ink]] = []
    reach = float("-inf")
    for ink in sorted(strip, key=lambda i: i.x0):
        if ink.x0 > reach + WIDE_GAP * char:
            columns.append([])
        columns[-1].append(ink)
        reach = max(reach, ink.x1)
    return columns


def _middle(cell: list[list[Ink]]) -> float:
    return (min(i.top for i in cell[0]) + max(i.bottom for i in cell[-1])) / 2


def _level(line: list[Ink]) -> float:
    return sum(i.top + i.bottom for i in line) / (2 * len(line))
