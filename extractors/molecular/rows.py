"""Rows of variant tables as text, with what their columns say the numbers are."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from extractors.dates import parse_date
from extractors.hgvs import find_coding, find_protein, only_changes
from extractors.molecular.paragraphs import halves_of, part, told_below
from extractors.molecular.words import Words, find_genes, significance_in
from extractors.patterns import pattern
from extractors.wordings import Wordings
from schemas.document import Word
from schemas.layout import Cell, Passage, Report, Row, Section, Table

_WORDINGS = Wordings("genetics", "rows")

_CARD = 9
"""Lines below the name of a gene that may tell of it."""
_DECIMAL = pattern(r"\d{1,3}(?:[.,]\d{1,4})?")
_CLASS_OF_MANY = _WORDINGS.pattern("class_of_many")
_GENE_TITLES = _WORDINGS.words("gene_titles")
_STACK = 4
_TITLE = 48


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
    vaf_date: str | None = None
    significance: str | None = None


@dataclass(frozen=True, slots=True)
class _Columns:
    """The column that holds the allele frequency of this report, and that of the class of a finding.

    ``unsure`` where several columns may hold the frequency; ``date`` is the day its title names. ``leads``: titles of
    several columns run together, that of the frequency first ("Fraction Depth Oncogenicity"), as do their cells.
    """

    count: int = 0
    vaf: int | None = None
    unit: str | None = None
    unsure: bool = False
    date: str | None = None
    grade: int | None = None
    grade_title: str = ""
    leads: bool = False


def lines_of(report: Report, words: Words) -> Iterator[Line]:
    """Every passage once; rows with their columns, a card (a gene, keys and values below it) as one row."""
    columns = _Columns()
    for section in report.sections:
        tables = [(_columns(p, words, report), p) for t in section.tables for p in _own_titles(t, words)]
        lines = list(_lines(report, section, words, columns, tables))
        for _, table in tables:
            if turned := _turned(table, section, words):
                taken = {_key(w, r.page) for r in (*table.header, *table.rows) for w in r.words[:1]}
                lines = [ln for ln in lines if _key(ln.passage.words[0], ln.passage.pages[0]) not in taken] + turned
        yield from _cards(lines, words)
        columns = next((c for c, _ in reversed(tables) if c.vaf is not None), columns)


def _cards(lines: list[Line], words: Words) -> Iterator[Line]:
    i = 0
    while i < len(lines):
        j = i + 1
        while j < len(lines) and j - i < _STACK and _stacked(lines[i], lines[j], words):
            j += 1
        if j > i + 1:
            yield replace(lines[i], passage=_joined([ln.passage for ln in lines[i:j]]), is_row=True)
            i = j
            continue
        if _gene_alone(lines[i], words):
            while j < len(lines) and j - i <= _CARD and _keyed(lines[j], words):
                j += 1
        if j == i + 1 and (halves := halves_of(lines[i : i + 3], words)):
            yield replace(lines[i], passage=_joined(halves), is_row=True)
            i = j + 1
            continue
        if j == i + 1 and j < len(lines) and (span := told_below(lines[i], lines[j], words)):
            first, rest = lines[j].passage, len(lines[j].passage.text)
            yield replace(lines[i], passage=_joined([lines[i].passage, part(first, *span)]), is_row=True)
            around = [part(first, *s) for s in ((0, span[0]), (span[1], rest))]
            lines[j : j + 1] = [replace(lines[j], passage=p) for p in around if p.words]
            i = j
            continue
        if _is_card([ln.passage.text.lower() for ln in lines[i:j]], words):
            yield Line(_joined([ln.passage for ln in lines[i:j]]), lines[i].section, is_row=True)
            i = j
        else:
            yield lines[i]
            i += 1


def _stacked(first: Line, line: Line, words: Words) -> bool:
    """Whether a line holds the change that stands below its gene in one cell of a row ("JAK2" over "p.V617F")."""
    top, text = first.passage.text, line.passage.text.lstrip()
    if "\t" not in top or "%" not in top or find_coding(top) or find_protein(top) or len(find_genes(top, words)) != 1:
        return False
    return (
        text.startswith(("p.", "c.")) and bool(find_coding(text) or find_protein(text)) and not find_genes(text, words)
    )


def _is_card(texts: list[str], words: Words) -> bool:
    """Whether lines below a gene tell its change, or the frequency of the change beside it.

    Not so where a line holds two changes or two percentages in cells of their own: it runs over two cards.
    """
    if any(_of_two(t) for t in texts):
        return False
    below = [t for t in texts[1:] if "c." in t or "p." in t]
    if below or not ("c." in texts[0] or "p." in texts[0]):
        return bool(below)
    return any(words.vaf.search(t) and not words.detection_limit.search(t) for t in texts[1:])


def _of_two(text: str) -> bool:
    kinds = [kind for kind in ("p.", "c.", "%") if text.count(kind) > 1]
    cells = text.split("\t") if kinds else []
    return any(sum(kind in c and any(x.isdigit() for x in c) for c in cells) > 1 for kind in kinds)


def _gene_alone(line: Line, words: Words) -> bool:
    """The title of a card: a gene and at most what kind of place in it is meant ("SF3B1 Location: exon 15")."""
    text = line.passage.text
    genes = find_genes(text, words) if len(text) < _TITLE else []
    if len(genes) != 1 or "%" in text or line.vaf_cell is not None or words.negative.search(text.lower()):
        return False
    lead = text[: genes[0].start].strip(" -*•:.#()\t0123456789").lower()
    return lead in ("", "gene", "gene name", "gene symbol", "variant", "finding", "result")


def _keyed(line: Line, words: Words) -> bool:
    """A key with its value and no gene: a line of the card of the gene above."""
    text = line.passage.text
    keyed = "\t" in text or ":" in text or text.lstrip(" -–•→").startswith(("c.", "p.", "p(", "NM_"))
    keyed = keyed or (words.vaf.match(text.lower()) is not None and any(c.isdigit() for c in text))
    return len(text) < 120 and keyed and not find_genes(text, words) and not _CLASS_OF_MANY.search(text)


def _turned(table: Table, section: Section, words: Words) -> list[Line]:
    """The variants of a table that stand side by side, keys in its first column or none; else nothing."""
    rows = [{c.column: c for c in r.cells} for r in (*table.header, *table.rows)]
    pages = [r.page for r in (*table.header, *table.rows)]
    genes = [{k for k, c in row.items() if k is not None and _is_gene(c.text, words)} for row in rows]
    found = max(genes, key=len, default=set())
    if len(found) < 2 or sum(len(g) > 1 for g in genes) != 1:
        return []
    keyed = 0 not in found
    lines = []
    for column in sorted(found):
        own = [(row.get(0) if keyed else None, row.get(column)) for row in rows]
        cells = [(c, p) for pair, p in zip(own, pages, strict=True) for c in pair if c]
        texts = [row[column].text for row in rows if column in row]
        if not any(find_coding(t) or find_protein(t) or only_changes(t) for t in texts):
            return []
        first = section.passages[0]
        parts = [Passage(document=first.document, file=first.file, **_cell_text(c, p)) for c, p in cells if c.words]
        lines.append(Line(_joined(parts), section, is_row=True))
    return lines


def _is_gene(text: str, words: Words) -> bool:
    genes = find_genes(text, words) if len(text) < _CARD else []
    return len(genes) == 1 and text.strip() == text[genes[0].start : genes[0].end]


def _cell_text(cell: Cell, page: int) -> dict[str, Any]:
    text, spans = "", []
    for word in cell.words:
        text += " " if text else ""
        spans.append((len(text), len(text) + len(word.text)))
        text += word.text
    return {"text": text, "words": cell.words, "spans": tuple(spans), "pages": (page,) * len(spans)}


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


def _lines(
    report: Report, section: Section, words: Words, above: _Columns, tables: list[tuple[_Columns, Table]]
) -> Iterator[Line]:
    """The passages of a section; ``above`` are the columns of the last table of frequencies before it."""
    rows: dict[tuple[int, tuple[float, float, float, float]], Line] = {}
    columns = above
    for own, table in tables:
        columns = own if own.vaf is not None else columns
        for row in table.rows:
            line = _row_line(report, section, row, own, words)
            rows[_key(line.passage.words[0], row.page)] = line
    for passage in section.passages:
        known = rows.get(_key(passage.words[0], passage.pages[0])) if passage.words else None
        if known is not None and "\t" in passage.text and (known.vaf_cell is not None or known.significance):
            yield known
        elif known is None and _placed(columns) and passage.text.count("\t") + 1 == columns.count:
            yield _by_position(passage, section, columns, words)
        else:
            yield Line(passage, section, is_row="\t" in passage.text)


def _key(word: Word, page: int) -> tuple[int, tuple[float, float, float, float]]:
    return page, word.box


def _columns(table: Table, words: Words, report: Report) -> _Columns:
    """The column titled as a frequency; of several, the one of the latest day that is not called an earlier one."""
    titles: dict[int, str] = {}
    for row in table.header:
        for cell in row.cells:
            if cell.column is not None:
                titles[cell.column] = f"{titles.get(cell.column, '')} {cell.text}".strip()
    lower = {k: t.lower() for k, t in titles.items()}
    weak = {k for k in titles if words.weak_vaf.fullmatch(lower[k].strip(" .:%()"))}
    found = [k for k in titles if (k in weak or words.vaf.search(lower[k])) and not words.not_vaf.search(lower[k])]
    found = found or [
        k for k in titles if lower[k].split() and words.weak_vaf.fullmatch(lower[k].split()[-1].strip(" .:%()"))
    ]
    found = found or [k for k in titles if _leads(lower[k], words)]
    found = [k for k in found if not _holds_keys(table, k)]
    grade = next((k for k in titles if words.grade_titles.search(lower[k])), None)
    made = _Columns(len(titles), grade=grade, grade_title=lower[grade] if grade is not None else "")
    found = [k for k in found if k not in weak] or found
    current = [k for k in found if not words.previous.search(lower[k])] or found
    now = [k for k in current if words.current.search(lower[k])]
    current = now if len(now) == 1 else current
    if not current:
        return made
    column, date = current[0], parse_date(titles[current[0]], report.date_order)
    if len(current) > 1:
        days = {parse_date(titles[k], report.date_order) or "": k for k in current}
        if "" in days or len(days) < len(current):
            return replace(made, vaf=column, unsure=True)
        date = max(days)
        column = days[date]
    percent = "%" in lower[column] or "percent" in lower[column] or _any_above_one(table, column)
    leads = _leads(lower[column], words)
    return replace(made, vaf=column, unit="%" if percent else None, date=date, leads=leads)


def _holds_keys(table: Table, column: int) -> bool:
    """Whether a first column holds names and no figure: the keys of a card, whatever its first lines are called."""
    texts = [c.text for row in table.rows for c in row.cells if c.column == column]
    return column == 0 and bool(texts) and not any(c.isdigit() for t in texts for c in t)


def _own_titles(table: Table, words: Words) -> list[Table]:
    """``table`` in parts, each under titles of its own: the rows of a page laid out alike are one table to the eye."""
    starts = [i for i, row in enumerate(table.rows) if _is_titles(row, words)]
    if not starts:
        return [table]
    parts = [table.model_copy(update={"rows": table.rows[: starts[0]]})] if starts[0] or table.header else []
    for at, stop in zip(starts, [*starts[1:], len(table.rows)], strict=True):
        parts.append(table.model_copy(update={"header": (table.rows[at],), "rows": table.rows[at + 1 : stop]}))
    return parts


def _is_titles(row: Row, words: Words) -> bool:
    """Whether a row names a gene and a frequency and holds neither: "Gene | Change | Reads | VAF (%)"."""
    texts = [c.text.lower().strip() for c in row.cells]
    if not any(t.startswith(_GENE_TITLES) or any(f" {g}" in t for g in _GENE_TITLES) for t in texts):
        return False
    named = [
        t for t in texts if (words.vaf.search(t) or words.weak_vaf.fullmatch(t.strip(" .:%()"))) and len(t) < _TITLE
    ]
    if any(_DECIMAL.fullmatch(t.strip(" :=%")) for t in texts):
        return False  # "Variant allele frequency | : 98.9 %": a key and its value
    if len(texts) < 2 or not named or any(c.isdigit() for t in named for c in t):
        return False
    whole = " ".join(texts)
    spoken = find_coding(whole) or find_protein(whole) or find_genes(" ".join(c.text for c in row.cells), words)
    return not spoken


def _leads(title: str, words: Words) -> bool:
    """Whether titles of other columns follow that of the frequency."""
    m = words.vaf.match(title) or words.weak_vaf.match(title)
    rest = "" if m is None else title[m.end() :].strip(" .:%()[]")
    return bool(words.not_vaf.match(rest) or words.grade_titles.match(rest))


def _any_above_one(table: Table, column: int) -> bool:
    """Whether a bare figure of a column is above one: then all of it are percentages."""
    cells = [c.text.strip() for row in table.rows for c in row.cells if c.column == column]
    numbers = [float(t.replace(",", ".")) for t in cells if _DECIMAL.fullmatch(t)]
    return any(n > 1 for n in numbers)


def _placed(columns: _Columns) -> bool:
    """Whether every column that is needed is one of the row's cells."""
    return columns.vaf is not None and max(columns.vaf, columns.grade or 0) < columns.count


def _by_position(passage: Passage, section: Section, columns: _Columns, words: Words) -> Line:
    """A row below a table of as many columns whose titles it shares."""
    cells: list[tuple[int, int]] = []
    at = 0
    for text in passage.text.split("\t"):
        cells.append((at, at + len(text)))
        at += len(text) + 1
    grade = passage.text[slice(*cells[columns.grade])] if columns.grade is not None else ""
    assert columns.vaf is not None
    return Line(
        passage,
        section,
        cells[columns.vaf],
        columns.unit,
        is_row=True,
        vaf_unsure=columns.unsure,
        vaf_date=columns.date,
        significance=_graded(grade, columns.grade_title, words),
    )


def _graded(cell: str, title: str, words: Words) -> str | None:
    """The class a cell names, or its number under "Class", "Tier"."""
    lower = cell.lower().strip()
    scale = next((w for w in ("tier", "class") if w in title), "")
    return significance_in(lower, words) or (significance_in(f"{scale} {lower}", words) if scale else None)


def _last_figure(cell: Cell, start: int, end: int) -> int:
    """Where the figure of a cell begins: columns run together hold a change and, as their last word, its frequency."""
    last = cell.words[-1].text if cell.words else ""
    glued = (
        len(cell.words) > 1
        and _DECIMAL.fullmatch(last.rstrip("%"))
        and (find_coding(cell.text) or find_protein(cell.text))
    )
    return end - len(last) if glued else start


def _row_line(report: Report, section: Section, row: Row, columns: _Columns, words: Words) -> Line:
    text, spans, found, grade = "", [], [], ""
    cell_span: tuple[int, int] | None = None
    for cell in row.cells:
        text += "\t" if text else ""
        start = len(text)
        for i, word in enumerate(cell.words):
            text += " " if i else ""
            spans.append((len(text), len(text) + len(word.text)))
            found.append(word)
            text += word.text
        if columns.vaf is not None and cell.column == columns.vaf:
            cell_span = (_last_figure(cell, start, len(text)), len(text))
            if columns.leads and len(cell.words) > 1 and _DECIMAL.fullmatch(cell.words[0].text.rstrip("%")):
                cell_span = (start, start + len(cell.words[0].text))
        if columns.grade is not None and cell.column == columns.grade:
            grade = text[start:]
    passage = Passage(
        document=report.document,
        file=report.file,
        text=text,
        words=tuple(found),
        spans=tuple(spans),
        pages=(row.page,) * len(found),
    )
    return Line(
        passage,
        section,
        cell_span,
        columns.unit,
        is_row=True,
        vaf_unsure=columns.unsure,
        vaf_date=columns.date,
        significance=_graded(grade, columns.grade_title, words),
    )
