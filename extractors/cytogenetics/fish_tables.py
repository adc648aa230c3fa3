"""Rows of FISH tables, written out by what the titles of their columns say a bare figure is.

``61.5`` under "Abnormal %" is a percentage of nuclei, ``4.0`` under "Cut-off" is the limit, ``200`` under "Nuclei" is
neither. A row without a title row above it is left as it is: which of two figures is the limit is then not known.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from extractors.patterns import pattern, phrase_pattern
from knowledge.cytogenetics import load_fish
from schemas.layout import Row, Section, Table

_BARE = pattern(r"(?P<bound>[<>≤≥]=?\s?)?(?P<value>\d{1,3}(?:[.,]\d{1,2})?)\s?(?P<sign>%)?")
_MOST = 100


def written_out(section: Section) -> dict[str, str]:
    """Text of each table row (cells joined by tabs) to the same row with its figures named."""
    rows: dict[str, str] = {}
    for table in section.tables:
        for titles, row in _titled(table):
            rows[row.text] = _row(row, titles)
    lines = [p.text for p in section.passages]
    for line, text in _by_position(lines):
        rows.setdefault(line, text)
    return rows


def _titled(table: Table) -> Iterator[tuple[dict[int, str], Row]]:
    titles: dict[int, str] = {}
    for row in table.header:
        for cell in row.cells:
            if cell.column is not None:
                titles[cell.column] = f"{titles.get(cell.column, '')} {cell.text}".strip()
    if any(_role(t) for t in titles.values()):
        yield from ((titles, row) for row in table.rows)


def _row(row: Row, titles: dict[int, str]) -> str:
    return "\t".join(_cell(c.text, titles.get(c.column, "") if c.column is not None else "") for c in row.cells)


def _by_position(lines: list[str]) -> Iterator[tuple[str, str]]:
    """Rows below a line of titles with as many cells, where the layout knows no table."""
    titles: list[str] = []
    for line in lines:
        cells = line.split("\t")
        if len(cells) > 1 and not any(c.isdigit() for c in line) and any(_role(c) for c in cells):
            titles = cells
        elif len(cells) == 1:
            titles = []
        elif len(cells) == len(titles):
            yield line, "\t".join(_cell(c, t) for c, t in zip(cells, titles, strict=True))


@lru_cache(maxsize=1)
def _words() -> tuple[Any, Any, Any]:
    words = load_fish().words
    return phrase_pattern(words.cutoff), phrase_pattern(words.counted), phrase_pattern(words.not_result)


def _role(title: str) -> str | None:
    """``cutoff``, ``percent``, ``count`` (a number of nuclei) or ``other`` (figures that are no result)."""
    cutoff, counted, not_result = _words()
    if cutoff.search(title):
        return "cutoff"
    if not_result.search(title):
        return "other"
    if "%" in title or pattern(r"\bper\s?cent").search(title):
        return "percent"
    return "count" if counted.search(title) else None


def _cell(text: str, title: str) -> str:
    m = _BARE.fullmatch(text.strip())
    role = _role(title)
    if m is not None and role == "other":
        return ""
    if m is None or role is None or float(m["value"].replace(",", ".")) > _MOST:
        return "" if m is not None and role == "count" and not m["sign"] else text
    if role == "cutoff":
        return f"cut-off {m['bound'] or ''}{m['value']}%"
    return f"{m['bound'] or ''}{m['value']}%" if role == "percent" or m["sign"] else ""
