"""Where a table ends: the line that begins something else."""

from itertools import pairwise

from pipeline.layout.gutters import (
    titles_within,
)
from pipeline.layout.ink import Line, Segment
from pipeline.layout.nested import nested_end

_EVEN = 2  # rows below one that follow as far apart as it
_EVEN_STEPS, _EVEN_MOST = 1.15, 4.0  # how alike steps are, and most of them in heights of a line
_ROWS_OVER = 3  # rows above a title that tell how many cells the table has
_CROSSED, _REMARK = 3, 5  # cells under a cell of so many words


def table_end(lines: list[Line], i: int) -> int:
    """The end of the table that starts at ``i``; ``i`` where none does. A table has at least two aligned rows."""
    if len(lines[i].segments) < 2:
        return i
    rows = [lines[i]]
    end, j, step = i, i + 1, 0.0
    while j < len(lines):
        line, before = lines[j], lines[j - 1]
        if _begins_anew(lines, i, j, step):
            break
        above, step = step, max(step, line.top - before.top) if line.page == before.page else step
        drawn = _same_drawn(line, before)
        if len(line.segments) > 1:
            if not drawn and not any(_aligned(r, line) for r in rows[:-5:-1]):
                break
            rows.append(line)
            end = j + 1
        elif drawn or _ends_a_name(line, before, lines[j + 1 : j + 2], step):
            end = j + 1
        elif _stands_apart(line, before, above, rows, lines, j):
            break
        else:
            end = j + 1 if _continues(line, rows) else end
        j += 1
    if len(rows) < 2:
        return i
    cut = titles_within(lines[i:end])
    return end if not cut else i + cut if cut > 1 else i


def _begins_anew(lines: list[Line], i: int, j: int, step: float) -> bool:
    """Whether ``lines[j]`` begins another table than the one from ``lines[i]`` on, whose rows are ``step`` apart."""
    line, before = lines[j], lines[j - 1]
    left = line.page == before.page and before.grid not in (0, line.grid)
    far = _far_below(line, before, step) and not (j == i + 1 and _evenly_set(lines, j))
    return left or far or nested_end(lines, j) > j


def _same_drawn(line: Line, before: Line) -> bool:
    return line.page == before.page and line.table != 0 and line.table == before.table


def _far_below(line: Line, before: Line, step: float) -> bool:
    """The gap above a line is wider than the table's rows have been apart: another table begins."""
    if line.page != before.page or _same_drawn(line, before):
        return False
    gap = line.top - before.top
    return gap > 2.2 * line.height and gap > (1.7 * step if step else 2.8 * line.height)


def _evenly_set(lines: list[Line], j: int) -> bool:
    """Whether the next rows follow as far apart as ``lines[j]`` from the one above: titles of a table set wide.

    Boxes of optical readers hold the ink only, so rows seem farther apart, for their height, than in a text layer.
    """
    rows = lines[j - 1 : j + _EVEN]
    if len(rows) <= _EVEN or any(len(r.segments) < 2 or r.page != rows[0].page for r in rows):
        return False
    steps = [b.top - a.top for a, b in pairwise(rows)]
    alike = max(steps) <= _EVEN_STEPS * min(steps) and max(steps) <= _EVEN_MOST * lines[j].height
    return alike and len({len(r.segments) for r in rows}) == 1


def _aligned(a: Line, b: Line) -> bool:
    """Cells beyond the first stand under each other."""
    hits = misses = 0
    for s in b.segments[1:]:
        x0, x1 = s.x0, s.x1
        under = [t for t in a.segments if t.x0 < x1 and x0 < t.x1]
        close = any(abs(t.x0 - x0) < 5 or abs(t.x1 - x1) < 5 or abs(t.x0 + t.x1 - x0 - x1) < 10 for t in a.segments[1:])
        if close or (len(under) == 1 and under[0] is not a.segments[0]):
            hits += 1
        elif len(under) > 1 or (under and under[0] is a.segments[0]):
            misses += 1
    return hits >= 1 and hits >= misses


def _inside(line: Line, rows: list[Line], lines: list[Line], j: int) -> bool:
    """A line of one cell that stands among the rows: a wrapped cell, or a subtitle followed by another row."""
    if _continues(line, rows):
        return True
    if len(line.inks) > 8 or line.text.endswith("."):
        return False
    after = next((ln for ln in lines[j + 1 : j + 3] if len(ln.segments) > 1), None)
    return (
        after is not None
        and any(_aligned(r, after) for r in rows[:-5:-1])
        and after.top - line.bottom < 3 * line.height
    )


def _stands_apart(line: Line, before: Line, step: float, rows: list[Line], lines: list[Line], j: int) -> bool:
    """A line of one cell that belongs to no row and is no subtitle among them."""
    return not _inside(line, rows, lines, j) or _heads_another(line, before, step, lines, j)


def _ends_a_name(line: Line, before: Line, after: list[Line], step: float) -> bool:
    """The second line of a name in the first column ("Treatment under", below it "consideration"), close below it."""
    s, name = line.segments[0], before.segments[0]
    if line.page != before.page or len(before.segments) < 2 or len(line.inks) > 3 or not s.text[:1].islower():
        return False
    if abs(s.x0 - name.x0) > 3 or s.x1 > before.segments[1].x0 or name.text[-1:] in ".:;":
        return False
    down = after[0].top - line.top if after and after[0].page == line.page else 9.0 * line.height
    up = line.top - before.top
    return up < 1.5 * line.height and (not step or up < 0.8 * step or up < 0.8 * down)


def _heads_another(line: Line, before: Line, step: float, lines: list[Line], j: int) -> bool:
    """A title set off from the rows above, with titles of columns below it, or far fewer cells: a table begins."""
    if not step or line.page != before.page or line.top - before.top < 1.3 * step or j + 1 >= len(lines):
        return False
    after = lines[j + 1]
    rows, below = lines[max(0, j - _ROWS_OVER) : j], lines[j + 1 : j + 3]
    if len(rows) == _ROWS_OVER and min(len(r.segments) for r in rows) >= 2 * max(2, *(len(r.segments) for r in below)):
        return True  # six cells a row, and below "Dysplasia" a name and what was found
    return len(after.segments) >= 3 and not any(c.isdigit() for c in after.text)


def _continues(line: Line, rows: list[Line]) -> bool:
    """The cell of a one-cell line stands under a cell that is not the first: it goes on there."""
    s = line.segments[0]
    last = rows[-1]
    tight = last.page == line.page and line.top - last.top < 1.6 * line.height
    first = last.segments[0]
    if tight and s.x0 < first.x1 and first.x0 < s.x1 and first.text.endswith("-") and len(last.segments) > 1:
        return True  # "23-" and below it "Nov-2024"
    if s.x0 <= last.segments[0].x0 + 3 or s.x0 < last.segments[0].x1 - 2:
        return False
    if last.page == line.page and line.top - last.bottom > 1.2 * line.height + 12 * (len(rows) > 6):
        return False
    return any(abs(t.x0 - s.x0) < 6 or (t.x0 - 6 < s.x0 < t.x1) for t in last.segments[1:])


def is_remark(line: Line, rows: list[Line]) -> bool:
    """Whether a cell of many words runs across the columns of other rows ("HGB called to RN … at 0602, read back")."""
    others = [r for r in rows if r is not line]
    first, *behind = line.segments
    if any(_crossed(s, r) >= _CROSSED for s in behind if len(s.inks) >= _REMARK for r in others):
        return True
    over = sum(_crossed(first, r) > 1 for r in others) if len(first.inks) >= _REMARK else 0
    return over > 1 and 2 * over > len(others)


def _crossed(s: Segment, row: Line) -> int:
    return sum(t.x0 < s.x1 and s.x0 < t.x1 for t in row.segments)
