"""Rows of tables that are drawn: all that stands between two level lines is one row, on however many lines of text.

A table whose cells are framed, or whose rows are parted by lines, says itself where its rows end; text that wraps in
its cells does not have to be put together by guessing. Boxes that hold several rows (a frame around a whole table,
lines only below its titles and its end) are told by what stands in them, and left alone.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.layout.ink import Ink, Line
from pipeline.layout.wrapped import (
    BESIDE_OTHERS,
    LEAST_COLUMNS,
    Cells,
    amid,
    cells_of,
    columns_of_rows,
    cut_through,
    is_tall,
    row_of,
)
from schemas.document import Page, TextSource

_FLAT = 4.0  # points; thicker is no line
_NEAR, _NEAR_OCR = 3.5, 8.0  # points: how exactly lines of one table begin and end together
_LOWEST, _HIGHEST = 0.8, 16.0  # of a line of text: how high a row may be
_MOST_BEYOND = 6  # lines of text of a row that no line closes
_FRAME = 2  # upright lines: those left and right of the table
_FEWEST_CLOSED = 3  # rows closed by upright lines that make a grid of cells


@dataclass(frozen=True, slots=True)
class _Band:
    """The room between two level lines of a table; ``cuts`` are the x of its upright lines, edges included."""

    top: float
    bottom: float
    x0: float
    x1: float
    cuts: tuple[float, ...]
    closed: bool = False  # upright lines stand at its left and right end


class _ByHeight:
    """Words by the height of their middles."""

    def __init__(self, inks: list[Ink]) -> None:
        self._inks = sorted(inks, key=_middle)
        self._middles = [_middle(i) for i in self._inks]

    def between(self, top: float, bottom: float) -> list[Ink]:
        """The words whose middles stand between two heights (points)."""
        return self._inks[bisect_right(self._middles, top) : bisect_left(self._middles, bottom)]


def _middle(ink: Ink) -> float:
    return (ink.top + ink.bottom) / 2


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a page's drawn tables hold: finished rows, the words that stand in none, and where single rows stand."""

    rows: list[Line]
    rest: list[Ink]
    places: list[tuple[int, _Band]]
    grids: list[tuple[int, list[_Band]]]

    def mark(self, lines: list[Line]) -> None:
        """Say of each line that is a whole row of a drawn table which table it belongs to, and in which grid it is."""
        for line in lines:
            if not line.segments:
                continue
            middle = (line.top + line.bottom) / 2
            line.grid = next((n for n, bands in self.grids if bands[0].top < middle < bands[-1].bottom
                              and bands[0].x0 < (line.x0 + line.x1) / 2 < bands[0].x1), 0)  # fmt: skip
            for table, band in () if line.table else self.places:
                if band.top < middle < band.bottom and band.x0 - 4 < line.x0 and line.x1 < band.x1 + 4:
                    line.table = table
                    break


def drawn_rows(page: Page, inks: list[Ink], height: float, char: float, first: int = 1) -> Drawn:
    """The rows of the page's drawn tables whose cells wrap, as one line each; ``height`` and ``char`` in points.

    ``first`` is the number of the first such table.
    """
    rows: list[Line] = []
    places: list[tuple[int, _Band]] = []
    grids: list[tuple[int, list[_Band]]] = []
    taken: set[int] = set()
    tables = _tables(page, height)
    by_height = _ByHeight(inks if tables else [])
    for bands in tables:
        grid = _is_grid(bands)
        if grid:
            grids.append((len(grids) + 1, bands))
        titles = _beyond(bands[0], by_height, height, up=True)  # they may stand closer than what is below them
        whole_table = [*titles, *bands, *_beyond(bands[-1], by_height, height, up=False)]
        if not grid and not any(is_tall(by_height.between(b.top, b.bottom), height) for b in whole_table):
            continue
        held = [_held(band, by_height, taken) for band in bands]
        edges = _edges(bands, held, height, char)
        drawn = any(len(band.cuts) > _FRAME for band in bands)
        run: list[tuple[_Band, Cells]] = []
        for band in whole_table:
            words = _held(band, by_height, taken)
            own = band.cuts if len(band.cuts) > _FRAME else edges
            apart = char * (BESIDE_OTHERS if drawn or band in titles else 1.0)
            sure = len(band.cuts) > _FRAME and page.source is not TextSource.OCR  # a line may be seen too long
            whole = sure or not cut_through(words, own, height, apart)
            cells = cells_of(words, own, height, char) if words and whole else None
            cells = None if _is_shared(band, words, by_height) else cells
            if cells is not None and band in titles and 2 * len(cells) < len(own):
                cells = None  # a line of text above the table
            if cells is None or (run and not _goes_on(run[-1][0], band)):
                _put(run, rows, places, height, first + len(rows), drawn, grid)
                run = []
            if cells is not None:
                run.append((band, cells))
        _put(run, rows, places, height, first + len(rows), drawn, grid)
        taken.update(id(i) for row in rows for i in row.inks)
    return Drawn(rows, [i for i in inks if id(i) not in taken], places, grids)


def _is_grid(bands: list[_Band]) -> bool:
    """Whether lines part the cells of several rows, and close them on both sides."""
    return sum(band.closed and len(band.cuts) > _FRAME for band in bands) >= _FEWEST_CLOSED


def _beyond(band: _Band, inks: _ByHeight, height: float, *, up: bool) -> list[_Band]:
    """The row right above the first line of a table, or below its last: titles, or a last row, with no line of its own.

    Nothing where what stands there reaches farther than a few lines of text set close.
    """
    edge = band.top if up else band.bottom
    far = (_MOST_BEYOND + 1) * height
    around = inks.between(edge - far, edge) if up else inks.between(edge, edge + far)
    near = [i for i in around if band.x0 - 2 < (i.x0 + i.x1) / 2 < band.x1 + 2]
    beside = [i for i in near if (i.bottom <= edge + 1 if up else i.top >= edge - 1)]
    reach = edge
    for _ in range(_MOST_BEYOND):
        room = (reach - height, reach) if up else (reach, reach + height)
        touched = [i for i in beside if i.top < room[1] and i.bottom > room[0]]
        further = (
            min((i.top for i in touched), default=reach) if up else max((i.bottom for i in touched), default=reach)
        )
        if further == reach:
            break
        reach = further
    else:
        return []
    if abs(reach - edge) < height / 2:
        return []
    return [replace(band, top=reach - 1, bottom=edge) if up else replace(band, top=edge, bottom=reach + 1)]


def _put(
    run: list[tuple[_Band, Cells]],
    rows: list[Line],
    places: list[tuple[int, _Band]],
    height: float,
    table: int,
    drawn: bool,
    grid: bool,
) -> None:
    """Take the rows of one table, number ``table``, if any of them wraps or they are those of a ``grid``.

    Where no upright lines are ``drawn``, a row on one line keeps the cells that its own gaps give; its place is known.
    """
    wrapped = [max(map(len, cells)) > 1 for _, cells in run]
    if not any(wrapped) and not grid:
        return
    for (band, cells), wraps in zip(run, wrapped, strict=True):
        if wraps or drawn:
            rows.append(row_of(cells, table, height))
        else:
            places.append((table, band))


def _goes_on(above: _Band, band: _Band) -> bool:
    """Whether a band follows right below another, and no upright line of one is missing in the other but all."""
    if abs(above.bottom - band.top) >= _NEAR:
        return False
    if min(len(above.cuts), len(band.cuts)) <= _FRAME:
        return True
    same = len(above.cuts) == len(band.cuts)
    return same and all(abs(a - b) < _NEAR for a, b in zip(above.cuts, band.cuts, strict=True))


def _tables(page: Page, height: float) -> list[list[_Band]]:
    """Runs of bands that follow each other between level lines of one width."""
    near = _NEAR_OCR if page.source is TextSource.OCR else _NEAR
    flats = sorted(
        ((r[1] + r[3]) / 2, r[0], r[2]) for r in page.rules if r[3] - r[1] < _FLAT and r[2] - r[0] > 4 * height
    )
    uprights = [((r[0] + r[2]) / 2, r[1], r[3]) for r in page.rules if r[2] - r[0] < _FLAT and r[3] - r[1] > height / 2]
    groups: list[list[tuple[float, float, float]]] = []
    for flat in flats:
        alike = (g for g in reversed(groups) if abs(g[-1][1] - flat[1]) < near and abs(g[-1][2] - flat[2]) < near)
        group = next(alike, None)
        if group is None or flat[0] - group[-1][0] > _HIGHEST * height:
            groups.append([flat])
        elif flat[0] - group[-1][0] >= _LOWEST * height:
            group.append(flat)
    made = (part for g in groups for part in _apart(_bands(g, uprights, near)))
    return [bands for bands in made if len(bands) > 1]


def _apart(bands: list[_Band]) -> list[list[_Band]]:
    """The bands of each table: between two that are framed, a band open on both sides is the room between them."""
    framed = [k for k, band in enumerate(bands) if band.closed]
    parts: list[list[_Band]] = [[]]
    for k, band in enumerate(bands):
        if not band.closed and framed and framed[0] < k < framed[-1]:
            parts.append([])
        else:
            parts[-1].append(band)
    return parts


def _bands(
    flats: list[tuple[float, float, float]], uprights: list[tuple[float, float, float]], near: float
) -> list[_Band]:
    out = []
    for (top, x0, x1), (bottom, _, _) in pairwise(flats):
        within = {
            round(x, 1)
            for x, y0, y1 in uprights
            if y0 <= top + near and y1 >= bottom - near and x0 - near <= x <= x1 + near
        }
        inner = sorted(x for x in within if x0 + near < x < x1 - near)
        closed = any(abs(x - x0) <= near for x in within) and any(abs(x - x1) <= near for x in within)
        out.append(_Band(top, bottom, x0, x1, (x0, *inner, x1), closed))
    return out


def _held(band: _Band, inks: _ByHeight, taken: set[int]) -> list[Ink]:
    return [
        i
        for i in inks.between(band.top, band.bottom)
        if band.x0 - 2 < (i.x0 + i.x1) / 2 < band.x1 + 2 and id(i) not in taken
    ]


def _is_shared(band: _Band, words: list[Ink], inks: _ByHeight) -> bool:
    """Whether other words stand at the same height, left or right of the table."""
    own = {id(i) for i in words}
    return any(id(i) not in own for i in inks.between(band.top, band.bottom))


def _edges(bands: list[_Band], held: list[list[Ink]], height: float, char: float) -> tuple[float, ...]:
    """Edges of columns for bands without upright lines: those of other bands, or amid the room that all rows leave."""
    drawn = max((b.cuts for b in bands), key=len)
    if len(drawn) > _FRAME:
        return drawn
    columns = columns_of_rows(held, height, char)
    if len(columns) < LEAST_COLUMNS:
        return ()
    return (min(bands[0].x0, columns[0][0]) - 1, *amid(columns), max(bands[0].x1, columns[-1][1]) + 1)
