"""Blocks of lines and tables of blocks, and which of a table's rows are the titles of its columns."""

from dataclasses import dataclass, field

from extractors.wordings import Wordings
from pipeline.layout.gutters import AROUND, holds_date, reads_figure
from pipeline.layout.ink import Ink

_WORDINGS = Wordings("layout", "headers")

Cells = list[list[list[Ink]]]
_OF_SO_MANY = _WORDINGS.pattern("of_so_many")


@dataclass(slots=True, eq=False)
class Block:
    """A paragraph (one cell, many lines) or a row (many cells, each of one or more lines)."""

    cells: Cells
    columns: list[int] | None = None
    is_row: bool = False

    @property
    def page(self) -> int:
        """The page its first word stands on."""
        return self.cells[0][0][0].page

    @property
    def texts(self) -> list[str]:
        """The words of each cell, joined by single spaces."""
        return [" ".join(i.word.text for line in cell for i in line) for cell in self.cells]

    @property
    def edges(self) -> list[tuple[float, float]]:
        """Left and right edge of each cell, points."""
        return [(min(k.x0 for n in c for k in n), max(k.x1 for n in c for k in n)) for c in self.cells]


@dataclass(slots=True, eq=False)
class Grid:
    """Rows that share columns. ``inherited`` title rows belong to a table above."""

    header: list[Block]
    rows: list[Block]
    columns: list[tuple[float, float]]
    inherited: bool = False


@dataclass(slots=True, eq=False)
class Blocks:
    """What a stretch of lines holds, in reading order, and the tables among the rows."""

    blocks: list[Block] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)


def header_rows(blocks: list[Block]) -> int:
    """How many leading rows are titles: no figures in them (dates do not count), while rows below hold figures."""
    n = 0
    for block in blocks[:3]:
        if n == len(blocks) - 1 or _is_keyed(block) or _has_figure(block) or (n and len(block.cells) < 2):
            break
        if n and _opens_with_day(block):
            break
        n += 1
    if n and not any(_has_figure(b) for b in blocks[n:]):
        return 1 if len(blocks[0].cells) > 2 else 0
    return n


def _opens_with_day(block: Block) -> bool:
    """A day in the first column and words behind it: an entry. Days that title columns stand behind the first."""
    first, *others = block.texts
    leads = block.columns is not None and block.columns[0] == 0
    return leads and holds_date(first) and not any(map(holds_date, others))


def is_titles(rows: list[Block]) -> bool:
    """Rows that can be titles of columns, and nothing but: one to three, the last of three cells or more, no figure."""
    if not 0 < len(rows) <= 3 or not rows[-1].is_row or len(rows[-1].cells) < 3:
        return False
    return not any(_has_figure(b) or _is_keyed(b) for b in rows)


def may_be_titles(row: Block) -> bool:
    """A row without figures and without keys of its own."""
    return not _has_figure(row) and not _is_keyed(row)


def _is_keyed(block: Block) -> bool:
    """A row of keys with their values ("Patient: Doe, Jo | Date of birth: …") holds no titles of columns."""
    if block.cells[0][-1][-1].word.text.endswith(":"):
        return True
    keys = sum(1 for cell in block.cells if any(i.word.text.endswith(":") for i in cell[0][:-1]))
    return keys >= 2 or (keys == 1 and len(block.cells) == 1)


def _has_figure(block: Block) -> bool:
    for k, cell in enumerate(block.cells):
        words = [i.word for line in cell for i in line]
        if holds_date(" ".join(w.text.strip(AROUND) for w in words)):
            continue
        if k and _OF_SO_MANY.search(" ".join(w.text for w in words)):
            continue
        if any(reads_figure(w) and (k or "." in w.text) for w in words):
            return True
    return False
