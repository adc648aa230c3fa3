"""Rows of variant tables as text, with what their columns say the numbers are."""

from collections.abc import Iterator
from dataclasses import dataclass

from extractors.dates import parse_date
from extractors.molecular.words import Words, find_genes
from schemas.document import Word
from schemas.layout import Passage, Report, Row, Section, Table

_CARD = 9
"""Lines below the name of a gene that may tell of it."""


@dataclass(frozen=True, slots=True)
class Line:
    """A passage to read; ``vaf_cell`` is the span of the cell that stands under a VAF title, and its unit.

    ``vaf_unsure``: several columns hold frequencies and nothing says which is the one of this report.
    """

    passage: Passage
    section: Section
    vaf_cell: tuple[int, int] | None = None
    vaf_unit: str | None = None
    is_row: bool = False
    vaf_unsure: bool = False


@dataclass(frozen=True, slots=True)
class _Vaf:
    """The column that holds the allele frequency of this report; ``unsure`` where several may."""

    column: int | None = None
    unit: str | None = None
    unsure: bool = False


def lines_of(report: Report, section: Section, words: Words) -> Iterator[Line]:
    """Every passage of a section once; rows with their columns, a card (a gene, keys and values below) as one row."""
    yield from _cards(list(_lines(report, section, words)), words)


def _cards(lines: list[Line], words: Words) -> Iterator[Line]:
    i = 0
    while i < len(lines):
        j = i + 1
        if _gene_alone(lines[i], words):
            while j < len(lines) and j - i <= _CARD and _keyed(lines[j], words):
                j += 1
        if any("c." in ln.passage.text or "p." in ln.passage.text for ln in lines[i + 1 : j]):
            yield Line(_joined([ln.passage for ln in lines[i:j]]), lines[i].section, is_row=True)
            i = j
        else:
            yield lines[i]
            i += 1


def _gene_alone(line: Line, words: Words) -> bool:
    text = line.passage.text
    genes = find_genes(text, words) if len(text) < 24 else []
    return len(genes) == 1 and len(line.passage.words) <= 2 and not text[: genes[0].start].strip(" -*")


def _keyed(line: Line, words: Words) -> bool:
    """A key with its value and no gene: a line of the card of the gene above."""
    text = line.passage.text
    return len(text) < 120 and ("\t" in text or ":" in text) and not find_genes(text, words)


def _joined(passages: list[Passage]) -> Passage:
    text, spans = "", []
    for p in passages:
        text += "\t" if text else ""
        spans += [(s + len(text), e + len(text)) for s, e in p.spans]
        text += p.text
    first = passages[0]
    return Passage(
        document=first.document,
        file=first.file,
        text=text,
        words=tuple(w for p in passages for w in p.words),
        spans=tuple(spans),
        pages=tuple(n for p in passages for n in p.pages),
    )


def _lines(report: Report, section: Section, words: Words) -> Iterator[Line]:
    rows: dict[tuple[int, tuple[float, float, float, float]], Line] = {}
    for table in section.tables:
        vaf = _vaf_column(table, words, report)
        for row in table.rows:
            line = _row_line(report, section, row, vaf)
            rows[_key(line.passage.words[0], row.page)] = line
    for passage in section.passages:
        known = rows.get(_key(passage.words[0], passage.pages[0])) if passage.words else None
        if known is not None and known.vaf_cell is not None and "\t" in passage.text:
            yield known
        else:
            yield Line(passage, section, is_row="\t" in passage.text)


def _key(word: Word, page: int) -> tuple[int, tuple[float, float, float, float]]:
    return page, word.box


def _vaf_column(table: Table, words: Words, report: Report) -> _Vaf:
    """The column titled as a frequency; of several, the one of the latest day that is not called an earlier one."""
    found: list[tuple[int, str]] = []
    for row in table.header:
        for cell in row.cells:
            if cell.column is not None and words.vaf.search(cell.text.lower()):
                found.append((cell.column, cell.text))
    current = [f for f in found if not words.previous.search(f[1].lower())] or found
    if not current:
        return _Vaf()
    column, text = current[0]
    if len(current) > 1:
        days = {parse_date(t, report.date_order) or "": (k, t) for k, t in current}
        if "" in days or len(days) < len(current):
            return _Vaf(column, unsure=True)
        column, text = days[max(days)]
    return _Vaf(column, "%" if "%" in text or "percent" in text.lower() else None)


def _row_line(report: Report, section: Section, row: Row, vaf: _Vaf) -> Line:
    text, spans, found = "", [], []
    cell_span: tuple[int, int] | None = None
    for cell in row.cells:
        text += "\t" if text else ""
        start = len(text)
        for i, word in enumerate(cell.words):
            text += " " if i else ""
            spans.append((len(text), len(text) + len(word.text)))
            found.append(word)
            text += word.text
        if vaf.column is not None and cell.column == vaf.column:
            cell_span = (start, len(text))
    passage = Passage(
        document=report.document,
        file=report.file,
        text=text,
        words=tuple(found),
        spans=tuple(spans),
        pages=(row.page,) * len(found),
    )
    return Line(passage, section, cell_span, vaf.unit, is_row=True, vaf_unsure=vaf.unsure)
