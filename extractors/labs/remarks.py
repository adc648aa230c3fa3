"""Columns that hold something else than a result, or than their title says."""

from collections import defaultdict

from extractors.labs.cells import Read, read_cell, strip_of
from extractors.labs.columns import Column
from extractors.labs.labels import label_of
from extractors.labs.resolve import Setting
from schemas.layout import Row

_SOME = 2  # rows that tell what a column is of


def set_aside_remarks(columns: dict[int, Column], rows: tuple[Row, ...], setting: Setting) -> None:
    """Call the columns behind the one with the bare figures remarks, where they hold words and never a bare figure.

    As in "Blasts | 2 % | 500 cells", "Cellularity | 70 % | expected for age: 18 %" below no titles.
    """
    if any(c.role or c.has_date for c in columns.values()):
        return
    reads: dict[int, list[Read]] = defaultdict(list)
    named: set[int] = set()
    for row in rows:
        for k, cell in enumerate(row.cells[1:], 1):
            place, strip = cell.column if cell.column is not None else k, strip_of(cell.words, row.page)
            reads[place].append(read_cell(strip, setting.lexicon))
            if label_of(strip, setting.lexicon) is not None:
                named.add(place)
    results = [k for k, held in reads.items() if sum(map(_is_bare, held)) >= _SOME]
    if len(results) != 1:
        return
    for k, held in reads.items():
        told = [r for r in held if r.kind in ("words", "none", "range") or r.loose_words]
        if k > results[0] and k not in named and len(told) == len(held) >= _SOME and not any(map(_is_bare, held)):
            columns[k] = Column(role="range" if any(r.kind == "range" for r in held) else "other")


def stands_beside(columns: dict[int, Column], rows: tuple[Row, ...], setting: Setting) -> bool:
    """Whether figures alone stand under the title of flags or of units: the titles are not over what they are of."""
    for k in [k for k, c in columns.items() if c.role in ("flag", "unit")]:
        cells = [read_cell(strip_of(c.words, r.page), setting.lexicon) for r in rows for c in r.cells if c.column == k]
        figures = sum(map(_is_bare, cells))
        if figures > 1 and 2 * figures > len(cells):
            return True
    return False


def _is_bare(read: Read) -> bool:
    """A figure with its unit, flag or range and no words."""
    return read.kind == "value" and not read.loose_words
