"""Rows with wrapped cells in tables that draw no lines: rows stand farther apart than the lines of one cell do.

Only where that is plain: the room between the lines falls into two sizes, every row has its columns, and no row holds
what may be two rows.
"""

from dataclasses import dataclass
from itertools import pairwise

from pipeline.layout.ink import Ink, Line
from pipeline.layout.wrapped import (
    BESIDE_OTHERS,
    LEAST_COLUMNS,
    Cells,
    amid,
    baselines,
    cells_of,
    columns_of_rows,
    cut_through,
    is_tall,
    is_torn,
    level_strips,
    row_of,
    runs_of,
    titles_of,
)

_FAR = 2.5  # heights of a line of text: no table has its rows farther apart
_PARTED, _TIMES = 0.2, 1.5  # how much more room, in heights and in ratio, parts two rows than two lines of a cell
_FEWEST = 3  # rows, titles included
_PROSE = 9  # words of a run that is no cell
_REMARKS = 2  # below a table, set as close as its rows


@dataclass(frozen=True, slots=True)
class Spaced:
    """The rows of such tables whose cells wrap, the words that are left, and those of their other rows by table."""

    rows: list[Line]
    rest: list[Ink]
    of_table: dict[int, int]

    def mark(self, lines: list[Line]) -> None:
        """Say of each line that is a whole row of such a table which table it belongs to."""
        for line in lines:
            tables = {self.of_table.get(id(i), 0) for i in line.inks}
            line.table = line.table or (tables.pop() if len(tables) == 1 else 0)


def spaced_rows(inks: list[Ink], first: int, height: float, char: float) -> Spaced:
    """The rows of tables without lines whose cells wrap, as one line each.

    ``first`` is the number of the first such table on its page; ``height`` and ``char`` in points.
    """
    rows: list[Line] = []
    of_table: dict[int, int] = {}
    for region in _regions(level_strips(inks), height, char):
        for bands in _tables(region, height, char):
            found = _first_found(bands, height, char)
            table = first + len(rows)
            rows += [row_of(cells, table, height) for cells in found if max(map(len, cells)) > 1]
            of_table |= {id(i): table for cells in found for cell in cells for line in cell for i in line}
    taken = {id(i) for row in rows for i in row.inks}
    return Spaced(rows, [i for i in inks if id(i) not in taken], of_table)


def _regions(strips: list[list[Ink]], height: float, char: float) -> list[list[list[Ink]]]:
    """Strips that follow each other, from one with several cells on, without one of running text."""
    regions: list[list[list[Ink]]] = []
    within = False
    for n, strip in enumerate(strips):
        runs = [run for line in baselines(strip, height) for run in runs_of(line, char)]
        prose = any(len(run) >= _PROSE for run in runs)
        far = n > 0 and _room(strips[n - 1], strip) > _FAR * height
        if prose or far:
            within = False
        if not prose and not within and len(runs) >= LEAST_COLUMNS:
            regions.append([])
            within = True
        if within:
            regions[-1].append(strip)
    return [r for r in regions if len(r) >= _FEWEST]


def _room(above: list[Ink], below: list[Ink]) -> float:
    return min(i.top for i in below) - max(i.bottom for i in above)


def _tables(region: list[list[Ink]], height: float, char: float) -> list[list[list[Ink]]]:
    """The bands of a region, parted where one holds a single run of words."""
    parted = _parted([_room(a, b) for a, b in pairwise(region)], height)
    if all(parted) and not any(is_tall(strip, height) for strip in region):
        return []  # every row is one line of text
    tables: list[list[list[Ink]]] = [[]]
    band: list[Ink] = []
    for strip, apart in zip([*region, []], [False, *parted, True], strict=True):
        if apart:
            if sum(len(runs_of(line, char)) for line in baselines(band, height)) > 1:
                tables[-1].append(band)
            else:
                tables.append([])
            band = []
        band = band + strip
    return [t for t in tables if len(t) >= _FEWEST]


def _first_found(bands: list[list[Ink]], height: float, char: float) -> list[Cells]:
    """The rows of a table; a remark or two set as close below it as its rows stand are none of them."""
    shorter = [_rows(bands[: len(bands) - n], height, char) for n in range(_REMARKS + 1) if len(bands) - n >= _FEWEST]
    return max(shorter, key=lambda found: max(map(len, found), default=0))  # a remark runs over several columns


def _rows(bands: list[list[Ink]], height: float, char: float) -> list[Cells]:
    """The cells of each row; nothing where it is not plain which lines belong together."""
    columns = columns_of_rows(bands[1:], height, char)  # titles may stand closer than what is below them
    if len(columns) < LEAST_COLUMNS:
        return []
    cuts = (columns[0][0] - 1, *amid(columns), columns[-1][1] + 1)
    found: list[Cells] = []
    for n, band in enumerate(bands):
        cut = cut_through(band, cuts, height, char if n else BESIDE_OTHERS * char)
        cells = None if cut else cells_of(band, cuts, height, char)
        if n == 0 and (cells is None or is_torn(band, cuts, height, char)):
            cells = titles_of(band, columns, height, char)
        if n == 0 and (cells is None or 2 * len(cells) <= len(columns)):
            continue  # a line of text above the titles
        if cells is None or _may_be_two(cells):
            return []
        found.append(cells)
    return found


def _parted(rooms: list[float], height: float) -> list[bool]:
    """Of each room between two strips, whether it parts two rows: rooms of two sizes; of one size, all do."""
    for low, high in pairwise(sorted(rooms)):
        if high - low >= _PARTED * height and high >= _TIMES * max(low, 0.0):
            return [room >= high for room in rooms]
    return [True] * len(rooms)


def _may_be_two(cells: Cells) -> bool:
    """Whether the first cell and others have lines on common baselines, and no more cells say that the row is one."""
    first = cells[0]
    level = [c for c in cells if len(c) == len(first) > 1 and _level(c[1], first[1])]
    single = sum(len(c) == 1 for c in cells)
    return len(level) > 1 and single < len(level)


def _level(a: list[Ink], b: list[Ink]) -> bool:
    return abs((a[0].top + a[0].bottom) - (b[0].top + b[0].bottom)) < (a[0].bottom - a[0].top)
