"""One row of a table whose cells wrap over several lines of text: whether words are one, and the row they make."""

from itertools import pairwise

from pipeline.layout.gutters import is_figure
from pipeline.layout.ink import WIDE_GAP, Ink, Line, Segment

Cells = list[list[list[Ink]]]

_MOST_LINES = 12  # of text in one cell
BESIDE_OTHERS = 0.45
"""So much of a wide gap parts two cells where other rows of the table part them, too."""
LEAST_COLUMNS = 3
"""Fewest columns that room alone may part; of two, one may be running text."""
_ROWS_OF_CELLS = 2
_SAME_LINE = 0.4  # of a line of text: how far middles of words on one line differ
_GAPING = 1.6  # of a wide gap
_WIDER = 1.3  # times the room between words: so much parts two titles set close
_UNEVEN, _LOOSE = (
    0.6,
    2.0,
)  # of a line of text: how cells of one row may differ, and how far lines of one cell stand apart


def level_strips(inks: list[Ink]) -> list[list[Ink]]:
    """The words between each two level strips of empty paper, top to bottom."""
    strips: list[list[Ink]] = []
    reach = float("-inf")
    for ink in sorted(inks, key=lambda i: i.top):
        if ink.top >= reach:
            strips.append([])
        strips[-1].append(ink)
        reach = max(reach, ink.bottom)
    return strips


def columns_of_rows(rows: list[list[Ink]], height: float, char: float) -> list[tuple[float, float]]:
    """Left and right edge of the columns, by the room that the words of all rows leave (points)."""
    spans = sorted(
        (run[0].x0, max(i.x1 for i in run))
        for words in rows
        for line in baselines(words, height)
        for run in runs_of(line, char)
    )
    columns: list[tuple[float, float]] = []
    for x0, x1 in spans:
        if columns and x0 < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], x1))
        else:
            columns.append((x0, x1))
    return columns


def is_tall(words: list[Ink], height: float) -> bool:
    """Whether words stand on more than one line of text; ``height`` of a line in points."""
    middles = [i.top + i.bottom for i in words]
    return len(words) > 1 and max(middles) - min(middles) >= 2 * _SAME_LINE * height


def amid(columns: list[tuple[float, float]]) -> list[float]:
    """The middle of the room between each two columns."""
    return [(a[1] + b[0]) / 2 for a, b in pairwise(columns)]


def runs_of(line: list[Ink], char: float) -> list[list[Ink]]:
    """The words of a line of text in runs without a wide gap."""
    runs: list[list[Ink]] = []
    for ink in line:
        if runs and ink.x0 - runs[-1][-1].x1 <= WIDE_GAP * char:
            runs[-1].append(ink)
        else:
            runs.append([ink])
    return runs


def baselines(words: list[Ink], height: float) -> list[list[Ink]]:
    """The words on each line of text, top to bottom, left to right."""
    lines: list[list[Ink]] = []
    middles, near = 0.0, _SAME_LINE * height  # the sum of the middles of the words of the last line
    for ink in sorted(words, key=lambda i: i.top + i.bottom):
        middle = (ink.top + ink.bottom) / 2
        if lines and middle - middles / len(lines[-1]) < near:
            lines[-1].append(ink)
            middles += middle
        else:
            lines.append([ink])
            middles = middle
    for line in lines:
        line.sort(key=lambda i: i.x0)
    return lines


def cells_of(words: list[Ink], cuts: tuple[float, ...], height: float, char: float) -> Cells | None:
    """The lines of each filled cell; ``None`` where a word stands across two columns, or rows are several.

    So it is where a cell has a very wide gap: a line of the table was not seen.
    """
    edges = list(pairwise(cuts))
    by_column: dict[int, list[Ink]] = {}
    for ink in words:
        middle = (ink.x0 + ink.x1) / 2
        column = next((k for k, (a, b) in enumerate(edges) if a <= middle <= b), None)
        if column is None or ink.x0 < edges[column][0] - 3:
            return None  # one too long for its cell reaches out to the right
        by_column.setdefault(column, []).append(ink)
    cells = [baselines(by_column[k], height) for k in sorted(by_column)]
    if any(len(runs_of(line, _GAPING * char)) > 1 for cell in cells for line in cell):
        return None
    return cells if _is_one_row(cells) and _is_set_evenly(cells, height) else None


def titles_of(words: list[Ink], columns: list[tuple[float, float]], height: float, char: float) -> Cells | None:
    """The lines of each title of a table, which may be longer than what stands below, or over two columns.

    ``None`` where two titles would stand over one column.
    """
    by_column: dict[int, list[Ink]] = {}
    over: set[int] = set()
    for line in baselines(words, height):
        for run in runs_of(line, char):
            below = [k for k, (x0, x1) in enumerate(columns) if run[0].x0 < x1 and x0 < run[-1].x1]
            if not below:
                return None
            by_column.setdefault(below[0], []).extend(run)
            over.update(below[1:])
    cells = [baselines(by_column[k], height) for k in sorted(by_column)]
    clear = not over & by_column.keys() and _is_one_row(cells) and _is_set_evenly(cells, height)
    return cells if clear else None


def is_torn(words: list[Ink], cuts: tuple[float, ...], height: float, char: float) -> bool:
    """Whether an edge of columns goes between words of a run that stand no farther apart than its others do."""
    for line in baselines(words, height):
        for run in runs_of(line, char):
            gaps = [(b.x0 - a.x1, any(a.x1 <= cut <= b.x0 for cut in cuts)) for a, b in pairwise(run)]
            plain = [gap for gap, cut in gaps if not cut]
            if plain and any(cut and gap < _WIDER * max(plain) for gap, cut in gaps):
                return True
    return False


def cut_through(words: list[Ink], cuts: tuple[float, ...], height: float, char: float) -> bool:
    """Whether an edge of columns that is not drawn in a band goes through a run of words that stands there."""
    runs = (run for line in baselines(words, height) for run in runs_of(line, char))
    return any(run[0].x1 < cut < run[-1].x0 for run in runs for cut in cuts)


def _is_one_row(cells: Cells) -> bool:
    """Whether what stands in a band is one row with wrapped cells, not several rows in one box."""
    counts = sorted(len(c) for c in cells)
    if len(cells) < _ROWS_OF_CELLS or counts[0] > 1 or counts[-1] > _MOST_LINES:
        return False
    tall = [c for c in cells if len(c) > 1]
    alike = sum(1 for c in tall if len(c) == counts[-1])
    if counts[-1] > 2 and alike > 1 and _share_baselines([c for c in tall if len(c) == counts[-1]]):
        return False
    return not any(_lists(cell) for cell in tall)


def _is_set_evenly(cells: Cells, height: float) -> bool:
    """Whether the cells begin, end or have their middle at one height, with lines of text set close, as in one row."""
    tops = [min(i.top for i in c[0]) for c in cells]
    ends = [max(i.bottom for i in c[-1]) for c in cells]
    middles = [(a + b) / 2 for a, b in zip(tops, ends, strict=True)]
    steps = [b[0].top - a[0].top for c in cells for a, b in pairwise(c)]
    even = any(max(edge) - min(edge) < _UNEVEN * height for edge in (tops, ends, middles))
    return even and max(steps, default=0.0) < _LOOSE * height


def _share_baselines(cells: Cells) -> bool:
    first = cells[0]
    return all(
        abs((a[0].top + a[0].bottom) - (b[0].top + b[0].bottom)) < (a[0].bottom - a[0].top)
        for other in cells[1:]
        for a, b in zip(first, other, strict=True)
    )


def _lists(cell: list[list[Ink]]) -> bool:
    """Whether each line of a cell is a figure, or two and more are keys with their values: rows of their own."""
    figures = all(len(line) == 1 and is_figure(line[0].word.text) for line in cell)
    return figures or has_keys(cell)


def has_keys(cell: list[list[Ink]]) -> bool:
    """Whether two lines of a cell, or more, are keys with their values: rows of their own."""
    return sum(any(i.word.text.endswith(":") for i in line[:3]) for line in cell) > 1


def row_of(cells: Cells, table: int, height: float) -> Line:
    """The cells as one line, in the middle of the row."""
    segments = []
    for cell in cells:
        for line in cell[1:]:
            line[0].opens = True
        segments.append(Segment([i for line in cell for i in line]))
    row = Line([i for s in segments for i in s.inks])
    row.settle(segments)
    middle = (min(i.top for i in row.inks) + max(i.bottom for i in row.inks)) / 2
    row.top, row.bottom = middle - height / 2, middle + height / 2
    row.ref = (row.top, row.bottom)
    row.table = table
    return row
