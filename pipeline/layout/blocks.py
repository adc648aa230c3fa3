"""Lines to blocks: paragraphs, rows of cells, tables."""

from itertools import pairwise

from extractors.wordings import Wordings
from pipeline.layout.gutters import (
    are_days,
    at_edges,
    at_titles,
    columns_of,
    figures_in,
    is_day_cell,
    is_figure,
    keyed_cells,
    parted,
)
from pipeline.layout.headers import Block, Blocks, Cells, Grid, header_rows
from pipeline.layout.ink import Ink, Line, Segment, cell_lines
from pipeline.layout.nested import nested_end, parts
from pipeline.layout.paragraphs import paragraphs
from pipeline.layout.table_end import is_remark, table_end

_WORDINGS = Wordings("layout", "blocks")

_TWO_CELLS = 2
_ROWS_TOLD = 3  # rows whose cells lines or room told: their columns are those of the table
_MARK = 2  # characters of a flag
_WHOLE_DATE = _WORDINGS.pattern("whole_date")


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
        j = table_end(lines, i)
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
    cells: Cells = [cell_lines(s.inks) for s in line.segments]
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


def _grid(lines: list[Line]) -> Grid:
    body = [ln for ln in lines[1:] if len(ln.segments) > 1] or lines
    body = [ln for ln in body if not is_remark(ln, body)] or body
    told = [ln for ln in body if ln.table]
    body = told if len(told) >= _ROWS_TOLD else body  # what stands close below such rows may be a remark in two pieces
    columns = columns_of(body if len(body) >= 2 else [ln for ln in lines if len(ln.segments) > 1])
    columns = at_titles(columns, [lines[0], *body]) if lines[0] not in body else columns
    columns = at_edges(columns, [ln for ln in lines if len(ln.segments) > 1])
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
            blocks.append(Block([cell_lines(inks) for _, inks in placed], [c for c, _ in placed], is_row=True))
            hangs = True
        elif before is not None and _same_row(blocks[-1], placed, line, before, pitch, columns):
            _append(blocks[-1], placed)
        else:
            blocks.append(Block([cell_lines(inks) for _, inks in placed], [c for c, _ in placed], is_row=True))
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
    if line.table or keyed_cells(line):
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
    if (
        line.page != before.page
        or line.table
        or line.rule_above
        or (are_days(line) and any(map(is_figure, before.text.split())))
    ):
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
    if len(cells) > 1 and cells[0] == block.columns[0] and step >= 0.8 * pitch:
        return False  # two rows whose first cell (a flag) is empty
    if block.columns == [0]:
        return step < 1.0 * line.height
    if _has_figures_of_its_own(block, placed):
        return False
    return all(k in block.columns for k in cells) or step < 0.8 * pitch


def _has_figures_of_its_own(block: Block, placed: list[tuple[int, list[Ink]]]) -> bool:
    """A row that does not print its first cell again: a day under a day, or of three cells a figure under a figure.

    Of two, too, where the first cell of the row above is a mark: rows without one have none.
    """
    if len(placed) < 2 or block.columns is None:
        return False
    fewest = 1 if _is_mark(block.cells[0]) else _TWO_CELLS
    for k, inks in placed:
        above = block.cells[block.columns.index(k)][-1] if k in block.columns else []
        if above and all(is_day_cell(" ".join(i.word.text for i in cell)) for cell in (inks, above)):
            return True
        figures = bool(above) and all(any(is_figure(i.word.text) for i in cell[:2]) for cell in (inks, above))
        if figures and len(placed) > fewest:
            return True
    return False


def _is_mark(cell: list[list[Ink]]) -> bool:
    """Whether a cell holds an arrow, an asterisk or a letter, as flags do."""
    words = [i.word.text for line in cell for i in line]
    return len(words) == 1 and len(words[0]) <= _MARK and not any(c.isdigit() for c in words[0])


def _append(block: Block, placed: list[tuple[int, list[Ink]]]) -> None:
    assert block.columns is not None
    for k, inks in placed:
        if k in block.columns:
            block.cells[block.columns.index(k)].append(inks)
        else:
            at = sum(1 for c in block.columns if c < k)
            block.columns.insert(at, k)
            block.cells.insert(at, [inks])
