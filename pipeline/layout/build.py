"""``lay_out``: the stages of the layout in order."""

from extractors.wordings import Wordings
from pipeline.layout.blocks import find_blocks, placed_again
from pipeline.layout.broken_words import with_whole_words
from pipeline.layout.columns import reading_order
from pipeline.layout.confidence import calibrated
from pipeline.layout.day_titles import edges_of, stand_over, tells_days, titles_at_end
from pipeline.layout.gutters import figures_in, may_title_columns
from pipeline.layout.headers import Block, Blocks, Grid, is_titles, may_be_titles
from pipeline.layout.ink import Line
from pipeline.layout.lines import page_ink
from pipeline.layout.points import with_points
from pipeline.layout.reports import furniture, identity_of, opens_with_key, split_reports
from pipeline.layout.settled import settle_words
from pipeline.layout.text import compose
from pipeline.layout.titles import Title, TitleStyle, find_title
from schemas.document import ReadDocument
from schemas.layout import Cell, LaidOutDocument, Passage, Report, Row, Section, SectionLabel, Table
from schemas.vocabulary import Vocabulary

_WORDINGS = Wordings("layout", "build")

FURNITURE = "page furniture"
_LONE_CELLS = 4
_SPECIMEN = _WORDINGS.pattern("specimen")
_TITLE_WORDS = 6
_INKED = 0.9  # heights of ink that gaps seem wider by where boxes hold the ink only
_WITHOUT_RESULTS = frozenset(
    {SectionLabel.MEDICATIONS, SectionLabel.ALLERGIES, SectionLabel.FAMILY_HISTORY, SectionLabel.SOCIAL_HISTORY}
)


def lay_out(document: ReadDocument, vocabulary: Vocabulary) -> LaidOutDocument:
    """The document's reports with their sections, passages and tables; pages that were not read are skipped.

    Pure geometry and titles: kind, dates and identity of each report are left to ``pipeline.context``.
    """
    document = with_whole_words(with_points(calibrated(settle_words(document))), vocabulary)
    pages: list[list[Line]] = []
    heights: dict[int, float] = {}
    for page in document.pages:
        if page.failure is not None:
            continue
        inked = page_ink(page)
        heights[page.number] = page.height
        pages.append([ln for block in reading_order(inked) for ln in block])
    reports = [
        _report(document, k, lines, heights, vocabulary) for k, lines in enumerate(split_reports(pages)) if lines
    ]
    return LaidOutDocument(id=document.id, file=document.file, reports=tuple(reports))


def _report(
    document: ReadDocument, index: int, lines: list[Line], heights: dict[int, float], vocabulary: Vocabulary
) -> Report:
    margins = furniture(lines, heights)
    body = [ln for i, ln in enumerate(lines) if i not in margins]
    sections = _sections(document, body, vocabulary)
    if margins:
        rest = [lines[i] for i in sorted(margins)]
        sections.append(_section(document, SectionLabel.HEADER, FURNITURE, rest, []))
    return Report(
        document=document.id,
        file=document.file,
        index=index,
        kind="other",
        pages=tuple(sorted({ln.page for ln in lines})),
        sections=tuple(sections),
    )


def _sections(document: ReadDocument, lines: list[Line], vocabulary: Vocabulary) -> list[Section]:
    """Lines cut at titles."""
    parts: list[tuple[SectionLabel, str, list[Line]]] = []
    head = _header_end(lines)
    home = (SectionLabel.HEADER if head else SectionLabel.OTHER, "")
    parts.append((*home, []))
    scope: Line | None = None
    titled = TitleStyle(lines)
    for n, line in enumerate(lines):
        if (n == head and n and not home[1]) or (n and _leaves_a_box(lines[n - 1], line)):
            home = (SectionLabel.OTHER, "")
            parts.append((*home, []))
        title = titled.letter_of(line) or find_title(line, vocabulary, home[0], may_be_unknown=n >= max(head, 3))
        if title is not None and _is_no_title(title, lines, n, head):
            title = None
        if title is None and home[0] in _WITHOUT_RESULTS and (_over_a_table(lines, n) or titled.is_like(line)):
            title = Title(SectionLabel.OTHER, line.text.strip(), inline=True)
        elif title is not None and not title.inline:
            titled.known.append(line)
        if title is None:
            if scope is not None:
                scope = line if _wraps(scope, line) else None
                if scope is None:
                    parts.append((*home, []))
            parts[-1][2].append(line)
            continue
        scope = line if title.scoped else None
        parts.append((title.label, title.heading, [line] if title.inline else []))
        if not title.scoped:
            home = (title.label, title.heading)
    grids: list[Grid] = []
    return [_section(document, label, heading, body, grids) for label, heading, body in parts if body or heading]


def _leaves_a_box(before: Line, line: Line) -> bool:
    """A title in a box beside other things governs nothing outside of it."""
    return before.page == line.page and before.frame not in (0, line.frame)


def _header_end(lines: list[Line]) -> int:
    """How many leading lines belong to the identity block: up to its last key; 0 where the report has none."""
    end = 0
    kinds: set[str] = set()
    for n, line in enumerate(lines[:40]):
        if n - end > (8 if not end else 4):
            break
        found = identity_of([line])
        if found:
            kinds |= set(found)
            end = n + 1
    return end if len(kinds) >= 2 else 0


def _is_no_title(title: Title, lines: list[Line], n: int, head: int) -> bool:
    """The name of a report above its identity block, the tail of a sentence, a remark between rows."""
    if n < head and not title.inline:
        return True
    if n and not title.inline and _SPECIMEN.search(lines[n - 1].text):
        return True  # what was sent in, under its key: "SAMPLE", below it "Bone marrow aspirate"
    whole = title.label is SectionLabel.OTHER and title.heading == lines[n].text.strip()
    if whole and n + 1 < len(lines) and _goes_on_from(lines, n + 1):
        return True  # unknown words in capitals that the next line carries on
    return _goes_on_from(lines, n) or (title.inline and _among_rows(lines, n))


def _among_rows(lines: list[Line], n: int) -> bool:
    """A remark between the rows of a table ("Method: …") opens no section."""
    if not 0 < n < len(lines) - 1 or len(lines[n].segments) > 1 or lines[n].text.split(":")[0].isupper():
        return False
    before, after = lines[n - 1], lines[n + 1]
    gaps = (lines[n].top - before.bottom, after.top - lines[n].bottom)
    room = _INKED * lines[n].inked
    if min(len(before.segments), len(after.segments)) > 2:
        return max(gaps) < (1.5 + room) * lines[n].height
    short = len(lines[n].text) < 60 and any(c.isdigit() for c in before.text) and any(c.isdigit() for c in after.text)
    return short and min(len(before.segments), len(after.segments)) == 2 and max(gaps) < (2.5 + room) * lines[n].height


_LEADS_ON = frozenset(_WORDINGS.words("leads_on"))
_CARRIES_ON = frozenset(_WORDINGS.words("carries_on"))


def _goes_on_from(lines: list[Line], n: int) -> bool:
    """A title-like line that is the tail of a wrapped sentence."""
    if n == 0 or lines[n - 1].page != lines[n].page:
        return False
    before, line = lines[n - 1], lines[n]
    if line.top - before.bottom > 0.6 * line.height or line.rule_above:
        return False
    last, first = before.inks[-1].word.text, line.inks[0].word.text
    return (last.endswith((",", "-", "(")) or last.lower() in _LEADS_ON or first.lower() in _CARRIES_ON) and (
        len(before.inks) > 4
    )


def _wraps(scope: Line, line: Line) -> bool:
    """``line`` carries on the text of a title that governs its own passage only."""
    if len(line.segments) > 1 or line.page != scope.page:
        return False
    if line.top - scope.bottom > (0.35 if _opens_with_key(line) else 0.9) * line.height:
        return False
    first = line.inks[0].word.text[0]
    return first.islower() or scope.inks[-1].word.text[-1] not in ".;:"


def _over_a_table(lines: list[Line], n: int) -> bool:
    """Whether a short line that stands apart has titles of columns right below it: it ends the text above."""
    if not 0 < n < len(lines) - 2:
        return False
    line, above, below = lines[n], lines[n - 1], lines[n + 1]
    first, words = line.text.strip(), line.text.split()
    named = len(line.segments) == 1 and len(words) <= _TITLE_WORDS and first[:1].isupper() and first[-1:] not in ".,;"
    if not named or not above.page == line.page == below.page or not may_title_columns(lines, n + 1):
        return False
    apart = line.top - above.bottom > max(0.4 * line.height, below.top - line.bottom)
    return apart and any(figures_in(ln) for ln in lines[n + 2 : n + 5])


def _opens_with_key(line: Line) -> bool:
    """As in "Result: abnormal karyotype": a capital, and a colon behind one of the first words."""
    words = [i.word.text for i in line.inks[:3]]
    return words[0][:1].isupper() and any(w.endswith(":") for w in words)


def _section(
    document: ReadDocument, label: SectionLabel, heading: str, lines: list[Line], grids: list[Grid]
) -> Section:
    found = find_blocks(lines)
    _lone_first(found, grids)
    _inherit(found.grids, grids, found.blocks)
    if titles := titles_at_end(found.blocks, found.grids):  # above the title of a section: for the rows below it
        grids.append(Grid(titles, [], edges_of(titles)))
    made: dict[int, Passage] = {id(b): compose(document.id, document.file, b.cells) for b in found.blocks}
    return Section(
        label=label,
        heading=heading,
        passages=tuple(made[id(b)] for b in found.blocks),
        tables=tuple(_table(g) for g in found.grids),
    )


def _lone_first(found: Blocks, above: list[Grid]) -> None:
    """One row of results right below the title of a section, under the columns of the table above: a table of its own.

    As where each group of a long table has a title, and a group has one test only.
    """
    row = found.blocks[0] if found.blocks else None
    if row is None or not row.is_row or len(row.cells) < _LONE_CELLS or not above or not above[-1].header:
        return
    if any(row is b for g in found.grids for b in (*g.header, *g.rows)):
        return
    grid = Grid([], [row], edges_of([row]))
    if _same_columns(above[-1], grid):
        found.grids.insert(0, grid)


def _inherit(new: list[Grid], old: list[Grid], blocks: list[Block]) -> None:
    """A table without title rows takes those right above it, or of the table above, where the columns stand alike."""
    for grid in new:
        last = old[-1] if old else None
        if not grid.header and (own := _titles_above(grid, blocks)) is not None:
            grid.header = placed_again([own], grid.columns)
            for other in old[-1:]:  # it was taken for the last row of the table above
                other.rows = [row for row in other.rows if row is not own] or other.rows
        elif (
            not grid.header
            and last is not None
            and (_same_columns(last, grid) or stand_over(last.header, grid.columns))
        ):
            titles = _whole_titles(old) or (last.rows if _may_serve(last.rows) and not is_titles(grid.rows) else [])
            if (
                titles
                and not any(opens_with_key(text) for b in titles for text in b.texts)
                and not any(map(tells_days, titles))
            ):
                grid.header, grid.inherited = placed_again(titles, grid.columns), True
        old.append(grid)


def _whole_titles(above: list[Grid]) -> list[Block]:
    """The titles of the table above as they stand: one that took them over may have lacked a column of theirs."""
    own = next((g for g in reversed(above) if not g.inherited), None)
    return own.header if own is not None and above[-1].inherited else above[-1].header


def _may_serve(rows: list[Block]) -> bool:
    """Whether rows without titles of their own can be those of the table below: no day, as in an identity block."""
    return is_titles(rows) and not any(c.isdigit() for b in rows for text in b.texts for c in text)


def _titles_above(grid: Grid, blocks: list[Block]) -> Block | None:
    """The row of cells without figures that stands right above a table's rows: its titles, however few cells it has."""
    at = next((k for k, b in enumerate(blocks) if b is grid.rows[0]), 0)
    above = blocks[at - 1] if at else None
    if above is None or len(above.cells) < 2 or above.page != grid.rows[0].page:
        return None
    return above if may_be_titles(above) else None


def _same_columns(a: Grid, b: Grid) -> bool:
    hits = sum(1 for x0, x1 in b.columns if any(p < x1 + 3 and x0 < q + 3 for p, q in a.columns))
    own = {k for x0, x1 in a.columns for k, (p, q) in enumerate(b.columns) if p < x1 + 3 and x0 < q + 3}
    return hits >= 2 and hits >= 0.7 * len(b.columns) and len(own) >= 0.5 * len(a.columns)


def _table(grid: Grid) -> Table:
    return Table(
        header=tuple(_row(b) for b in grid.header),
        rows=tuple(_row(b) for b in grid.rows),
        columns=tuple(grid.columns),
    )


def _row(block: Block) -> Row:
    columns = block.columns or list(range(len(block.cells)))
    return Row(
        page=block.page,
        cells=tuple(
            Cell(words=tuple(i.word for line in cell for i in line), column=column)
            for cell, column in zip(block.cells, columns, strict=True)
        ),
    )


__all__ = ["FURNITURE", "Title", "lay_out"]
