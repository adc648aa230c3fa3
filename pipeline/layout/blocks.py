"""Lines to blocks: paragraphs, rows of cells, tables."""

from itertools import pairwise

from extractors.patterns import pattern
from pipeline.layout.gutters import (
    are_days,
    at_titles,
    columns_of,
    figures_in,
    is_figure,
    keyed_cells,
    parted,
    titles_within,
)
from pipeline.layout.headers import Block, Blocks, Cells, Grid, header_rows
from pipeline.layout.ink import Ink, Line, Segment
from pipeline.layout.nested import nested_end, parts
from pipeline.layout.paragraphs import paragraphs

_WHOLE_DATE = pattern(
    r"^\(?(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? )?"
    r"(?:\d{1,2}[ -][a-z]{3,9}\.?,?[ -](?:19|20)?\d\d|[a-z]{3,9}\.? \d{1,2},? (?:19|20)\d\d)\)?,?$"
)
_EVEN = 2  # rows below one that follow as far apart as it
_EVEN_STEPS, _EVEN_MOST = 1.15, 4.0  # how alike steps are, and most of them in heights of a line
_CROSSED, _REMARK = 3, 5  # cells under a cell of so many words


def find_blocks(lines: list[Line]) -> Blocks:
    """Paragraphs, rows and tables of ``lines`` (in reading order, possibly over several pages)."""
    out = Blocks()
    lines = [_collapsed(ln, lines, i) for i, ln in enumerate(lines)]
    i = 0
    while i < len(lines):
        j = nested_end(lines, i)
        if j > i:
            key, *rows = parts(lines[i:j])
            out.blocks.append(Block([[key.segments[0].inks]]))
            grid = _grid(rows)
            below = grid.header[1:]  # rows of days alone
            _put_table(Grid(grid.header[:1], [*below, *grid.rows], grid.columns), out)
            i = j
            continue
        j = _table_end(lines, i)
        if j > i:
            _put_table(_grid(lines[i:j]), out)
            i = j
        elif len(lines[i].segments) > 1:
            row, i = _lone_row(lines, i)
            out.blocks.append(row)
        else:
            j = _text_end(lines, i)
            out.blocks.extend(Block([p]) for p in paragraphs(lines[i:j]))
            i = j
    return out


def _put_table(grid: Grid, out: Blocks) -> None:
    out.grids.append(grid)
    out.blocks.extend(grid.header)
    out.blocks.extend(grid.rows)


def _lone_row(lines: list[Line], i: int) -> tuple[Block, int]:
    """A row in no table, with the lines that go on in one of its cells, and where the next block begins."""
    line = lines[i]
    cells: Cells = [[s.inks] for s in line.segments]
    j, last = i + 1, line
    while j < len(lines) and len(lines[j].segments) == 1 and lines[j].page == line.page:
        s = lines[j].segments[0]
        under = [k for k, t in enumerate(line.segments) if k and abs(t.x0 - s.x0) < 3]
        if not under or lines[j].top - last.bottom > 0.9 * line.height:
            break
        cells[under[0]].append(s.inks)
        last = lines[j]
        j += 1
    return Block(cells, None, is_row=True), j


def _collapsed(line: Line, lines: list[Line], i: int) -> Line:
    """A justified line of running text has wide gaps without being a row of cells."""
    if len(line.segments) < 2 or len(line.inks) < 6:
        return line
    widest = max(b.x0 - a.x1 for a, b in zip(line.segments, line.segments[1:], strict=False))
    if widest > 1.4 * line.height or len(line.inks) / len(line.segments) < 3:
        return line
    for other in (lines[i - 1] if i else None, lines[i + 1] if i + 1 < len(lines) else None):
        if other is not None and len(other.segments) == 1 and abs(other.x1 - line.x1) < 4 and len(other.inks) > 5:
            inks = [k for s in line.segments for k in s.inks]
            return line.part([Segment(inks)])
    return line


def _text_end(lines: list[Line], i: int) -> int:
    while i < len(lines) and len(lines[i].segments) == 1:
        i += 1
    return i


# -- tables -----------------------------------------------------------------------------------------------------------


def _table_end(lines: list[Line], i: int) -> int:
    """The end of the table that starts at ``i``; ``i`` where none does. A table has at least two aligned rows."""
    if len(lines[i].segments) < 2:
        return i
    rows = [lines[i]]
    end, j, step = i, i + 1, 0.0
    while j < len(lines):
        line = lines[j]
        before = lines[j - 1]
        if (_far_below(line, before, step) and not (j == i + 1 and _evenly_set(lines, j))) or nested_end(lines, j) > j:
            break
        if line.page == before.page:
            step = max(step, line.top - before.top)
        if len(line.segments) > 1:
            if not any(_aligned(r, line) for r in rows[:-5:-1]):
                break
            rows.append(line)
            end = j + 1
        elif _ends_a_name(line, before, lines[j + 1 : j + 2], step):
            end = j + 1
        elif _stands_apart(line, before, step, rows, lines, j):
            break
        else:
            end = j + 1 if _continues(line, rows) else end
        j += 1
    if len(rows) < 2:
        return i
    cut = titles_within(lines[i:end])
    return end if not cut else i + cut if cut > 1 else i


def _far_below(line: Line, before: Line, step: float) -> bool:
    """The gap above a line is wider than the table's rows have been apart: another table begins."""
    if line.page != before.page:
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
    """A title set off from the rows above it, with titles of columns below: another table begins."""
    if not step or line.page != before.page or line.top - before.top < 1.3 * step or j + 1 >= len(lines):
        return False
    after = lines[j + 1]
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


def _is_remark(line: Line, rows: list[Line]) -> bool:
    """Whether a cell of many words runs across the columns of other rows ("HGB called to RN … at 0602, read back")."""
    long = [s for s in line.segments[1:] if len(s.inks) >= _REMARK]
    return any(
        sum(t.x0 < s.x1 and s.x0 < t.x1 for t in r.segments) >= _CROSSED for s in long for r in rows if r is not line
    )


def _grid(lines: list[Line]) -> Grid:
    body = [ln for ln in lines[1:] if len(ln.segments) > 1] or lines
    body = [ln for ln in body if not _is_remark(ln, body)] or body
    columns = columns_of(body if len(body) >= 2 else [ln for ln in lines if len(ln.segments) > 1])
    columns = at_titles(columns, [lines[0], *body]) if lines[0] not in body else columns
    columns = _with_edges(parted(columns, [ln for ln in body if figures_in(ln)]), lines)
    blocks: list[Block] = []
    before: Line | None = None
    pitch = _row_pitch(lines, columns)
    hangs = False
    for n, line in enumerate(lines):
        placed = _place(line, columns)
        if not placed:
            continue  # words of no width: nothing of the line stands in any column
        if hangs:
            _append(blocks[-1], placed)
            hangs = False
        elif before is not None and _hangs_below(placed, line, before, lines[n + 1 : n + 2], pitch):
            blocks.append(Block([[inks] for _, inks in placed], [c for c, _ in placed], is_row=True))
            hangs = True
        elif before is not None and _same_row(blocks[-1], placed, line, before, pitch, columns):
            _append(blocks[-1], placed)
        else:
            blocks.append(Block([[inks] for _, inks in placed], [c for c, _ in placed], is_row=True))
        before = line
    n = header_rows(blocks)
    return Grid(blocks[:n], blocks[n:], columns)


def _with_edges(columns: list[tuple[float, float]], lines: list[Line]) -> list[tuple[float, float]]:
    """Columns that only title rows fill (an empty flag column) are kept too."""
    out = list(columns)
    for line in lines[:2]:
        for s in line.segments:
            if not any(a < s.x1 and s.x0 < b for a, b in out):
                out.append((s.x0, s.x1))
    return sorted(out)


def _place(line: Line, columns: list[tuple[float, float]]) -> list[tuple[int, list[Ink]]]:
    """The cells of a line with their columns; a run of words that spans a gutter is cut there."""
    out: list[tuple[int, list[Ink]]] = []
    if len(line.segments) == 1 and len(line.inks) > 2 and not any(is_figure(i.word.text) for i in line.inks):
        return [(_nearest(line.x0, columns), list(line.inks))]  # a subtitle over several columns is one piece of text
    for s in line.segments:
        for k, inks in _place_segment(s, columns):
            _put(out, k, inks)
    return out


def _place_segment(s: Segment, columns: list[tuple[float, float]]) -> list[tuple[int, list[Ink]]]:
    covered = [k for k, (a, b) in enumerate(columns) if a < s.x1 - 1 and s.x0 + 1 < b]
    if len(covered) < 2:
        return [(covered[0] if covered else _nearest((s.x0 + s.x1) / 2, columns), s.inks)]
    out: list[tuple[int, list[Ink]]] = []
    for inks in _unbroken(s.inks):
        k = max(covered, key=lambda c: min(inks[-1].x1, columns[c][1]) - max(inks[0].x0, columns[c][0]))
        _put(out, k, inks)
    return out


def _unbroken(inks: list[Ink]) -> list[list[Ink]]:
    """The words of a run, those of one date together: no column parts "7 Jul 2025"."""
    out: list[list[Ink]] = []
    n = 0
    while n < len(inks):
        size = next((k for k in (4, 3, 2) if _is_date(inks[n : n + k], k)), 1)
        out.append(inks[n : n + size])
        n += size
    return out


def _is_date(inks: list[Ink], size: int) -> bool:
    if len(inks) < size or not any(i.word.text[:1].isdigit() for i in inks):
        return False
    return _WHOLE_DATE.search(" ".join(i.word.text for i in inks)) is not None


def placed_again(header: list[Block], columns: list[tuple[float, float]]) -> list[Block]:
    """Title rows of one table under the columns of another."""
    out = []
    for block in header:
        placed: list[tuple[int, list[Ink]]] = []
        for cell in block.cells:
            for inks in cell:
                s = Segment(inks)
                if any(a < s.x1 + 3 and s.x0 < b + 3 for a, b in columns):  # else its column is empty here
                    placed.extend(_place_segment(s, columns))
        cells: dict[int, list[Ink]] = {}
        for k, inks in placed:
            cells.setdefault(k, []).extend(inks)
        if cells:
            out.append(Block([[cells[k]] for k in sorted(cells)], sorted(cells), is_row=True))
    return out


def _put(out: list[tuple[int, list[Ink]]], k: int, inks: list[Ink]) -> None:
    if out and out[-1][0] >= k:
        out[-1][1].extend(inks)
    else:
        out.append((k, list(inks)))


def _nearest(x: float, columns: list[tuple[float, float]]) -> int:
    return min(range(len(columns)), key=lambda k: max(columns[k][0] - x, x - columns[k][1], 0.0))


def _row_pitch(lines: list[Line], columns: list[tuple[float, float]]) -> float:
    tops = [ln.top for ln in lines if len(ln.segments) > 1 and ln.segments[0].x0 < columns[0][1]]
    steps = sorted(b - a for a, b in pairwise(tops) if b > a)
    return steps[len(steps) // 4] if steps else 0.0  # rows under subtitles lie further apart than rows do


def _hangs_below(
    placed: list[tuple[int, list[Ink]]], line: Line, before: Line, after: list[Line], pitch: float
) -> bool:
    """The first line of a name whose row stands on its last line: nearer to the row below than to the one above."""
    if keyed_cells(line):
        return False  # "Ref: 4.0 - 11.0" belongs to the name above it
    if [k for k, _ in placed] != [0] or not after or after[0].page != line.page or after[0].rule_above:
        return False
    down = after[0].top - line.top
    up = line.top - before.top if before.page == line.page and not line.rule_above else 9.0 * line.height
    if down >= 0.85 * min(up, pitch) or down >= 1.6 * line.height or len(after[0].segments) < 2:
        return False
    if not any(c.isdigit() for c in after[0].text):
        return False
    return after[0].segments[0].x0 < line.x1


def _spans(line: Line, columns: list[tuple[float, float]]) -> bool:
    """One run of words over several columns: no cell of any."""
    return sum(1 for a, b in columns if a < line.x1 - 1 and line.x0 + 1 < b) > 2


def _same_row(
    block: Block,
    placed: list[tuple[int, list[Ink]]],
    line: Line,
    before: Line,
    pitch: float,
    columns: list[tuple[float, float]],
) -> bool:
    """True where a line goes on in the cells of the row above it."""
    if line.page != before.page or line.rule_above or (are_days(line) and any(map(is_figure, before.text.split()))):
        return False
    cells = [k for k, _ in placed]
    step = line.top - before.top
    assert block.columns is not None
    if 0 in cells:
        # A wrapped first cell: clearly tighter than the rows are apart, and nothing else on its line.
        return (
            len(cells) == 1 and len(block.columns) > 1 and pitch > 0 and step < 0.8 * pitch and step < 1.6 * line.height
        )
    if step > 1.9 * line.height or (len(line.segments) == 1 and _spans(line, columns)):
        return False
    if len(cells) > 1 and cells[0] == block.columns[0] and step >= 0.8 * pitch > 0:
        return False  # two rows whose first cell (a flag) is empty
    if block.columns == [0]:
        return step < 1.0 * line.height
    if _has_figures_of_its_own(block, placed):
        return False
    return all(k in block.columns for k in cells) or step < 0.8 * pitch


def _has_figures_of_its_own(block: Block, placed: list[tuple[int, list[Ink]]]) -> bool:
    """Three cells or more, with a figure under a figure: the next row, which does not print its date again."""
    if len(placed) < 3 or block.columns is None:
        return False
    for k, inks in placed:
        above = block.cells[block.columns.index(k)][-1] if k in block.columns else []
        if above and all(any(is_figure(i.word.text) for i in cell[:2]) for cell in (inks, above)):
            return True
    return False


def _append(block: Block, placed: list[tuple[int, list[Ink]]]) -> None:
    assert block.columns is not None
    for k, inks in placed:
        if k in block.columns:
            block.cells[block.columns.index(k)].append(inks)
        else:
            at = sum(1 for c in block.columns if c < k)
            block.columns.insert(at, k)
            block.cells.insert(at, [inks])
