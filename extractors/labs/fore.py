"""Results that stand before their names: "L  9.0  g/dL  Hemoglobin  12.0-16.6", in cells or run together in one.

No title says so; the rows together do: in each, one figure stands before the name and none behind it.
"""

from extractors.labs.cells import Read, read_cell, strip_of
from extractors.labs.columns import Column
from extractors.labs.labels import label_of
from extractors.labs.resolve import Setting
from schemas.document import Word
from schemas.layout import Cell, Row

_LEAST = 3
_LONGEST = 14  # words of a cell that may hold a whole row


def results_first(rows: tuple[Row, ...], columns: dict[int, Column], setting: Setting) -> tuple[tuple[Row, ...], bool]:
    """The rows, cells that hold a whole row parted, and whether each name's result stands before it."""
    parted = [_parted(row, setting) for row in rows]
    glued = sum(1 for old, new in zip(rows, parted, strict=True) if old is not new)
    titled = any(c.role or c.label is not None or c.has_date for c in columns.values())
    if titled and 2 * glued < len(rows):
        return rows, False  # a title over cells that hold whole rows ("Automated count") says nothing of columns
    before = after = 0
    for row in parted:
        place = _places(row, setting)
        before += place == "before"
        after += place == "after"
    first = before >= _LEAST and not after
    return (tuple(parted), True) if first else (rows, False)


def holds_a_row(row: Row, setting: Setting) -> bool:
    """Whether a cell of ``row`` holds a whole row: result, name and range run together."""
    return any(len(_parts_of(c.words, row.page, setting)) > 2 for c in row.cells)


def _places(row: Row, setting: Setting) -> str:
    """Where the figure of a row's first name stands: before it, behind it, or "" where that cannot be said."""
    reads = [read_cell(strip_of(c.words, row.page), setting.lexicon) for c in row.cells]
    labels = [label_of(strip_of(c.words, row.page), setting.lexicon) is not None for c in row.cells]
    name = next((k for k, named in enumerate(labels) if named and reads[k].kind != "value"), None)
    if name is None:
        return ""
    until = next((k for k in range(name + 1, len(labels)) if labels[k] or reads[k].kind == "words"), len(labels))
    figures = [_is_figure(r) for r in reads[:name]]
    if any(_is_figure(r) for r in reads[name + 1 : until]):
        return "after"
    united = any(r.unit is not None for k, r in enumerate(reads[:until]) if k != name)
    return "before" if sum(figures) == 1 and united else ""


def _is_figure(read: Read) -> bool:
    return read.kind == "value" and not read.loose_words


def _parted(row: Row, setting: Setting) -> Row:
    """The row with each cell that holds result, name and range, or name and result, in cells of their own."""
    cells = [part for c in row.cells for part in _parts_of(c.words, row.page, setting)]
    if len(cells) == len(row.cells):
        return row
    return Row(page=row.page, cells=tuple(Cell(words=words, column=k) for k, words in enumerate(cells)))


def _parts_of(words: tuple[Word, ...], page: int, setting: Setting) -> list[tuple[Word, ...]]:
    """A run of words in parts: result, name, the rest; or the run itself."""
    if len(words) > _LONGEST or not setting.lexicon.may_name(strip_of(words, page).tokens):
        return [words]
    for start in range(len(words)):
        if not words[start].text[0].isalpha():
            continue
        for end in range(start + 1, len(words) + 1):
            if label_of(strip_of(words[start:end], page), setting.lexicon) is None:
                continue
            front, rest = words[:start], words[end:]
            if _may_flank(front, page, setting) and _may_flank(rest, page, setting) and (front or rest):
                return [part for part in (front, words[start:end], rest) if part]
    return [words]


def _may_flank(words: tuple[Word, ...], page: int, setting: Setting) -> bool:
    """Nothing, or figures, units, ranges and flags without a word that is not understood."""
    if not words:
        return True
    read = read_cell(strip_of(words, page), setting.lexicon)
    return read.kind in ("value", "range", "unit", "flag") and not read.loose_words and not read.more_numbers
