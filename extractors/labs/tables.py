"""Tables of results, by what their columns hold; a row that fits no role is left alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from extractors.asking import reason
from extractors.dates import find_dates, parse_date
from extractors.labs.across import read_across, row_head
from extractors.labs.analytes import PRODUCTS
from extractors.labs.cells import Read, dates_in, hints_date, read_cell, strip_of
from extractors.labs.columns import Column, columns_of, role_of, side_by_side
from extractors.labs.fore import holds_a_row, results_first
from extractors.labs.group_results import UNTITLED, is_score, results_of
from extractors.labs.labels import label_of
from extractors.labs.places import Place, Site, placed, site_in
from extractors.labs.remarks import set_aside_remarks, stands_beside
from extractors.labs.resolve import Raw, Setting
from extractors.labs.rows import Part, groups_of, is_number_of_row, numbers_of, part_of, parts_a_name, with_whole_names
from extractors.labs.table_site import site_of_table
from extractors.labs.tokens import plain as plain_words
from extractors.labs.words import lab_words, says_spoilt
from extractors.patterns import pattern
from extractors.readings import carries, glimpsed
from schemas.layout import Row, SectionLabel, Table

_DAY_ALONE = pattern(r"^(?:\d{1,2}[ .-]?[a-z]{3,9}\.?|[a-z]{3,9}\.? \d{1,2},?|\d{1,2}[./-]\d{1,2}[./-]?)$")
_BELOW_DAY = pattern(r"^(?:(?:19|20)\d\d)?(?: ?\d{1,2}:\d\d(?::\d\d)?(?: ?[ap]m)?)?$")
_YEAR_OPENS = pattern(r"^(?:19|20)\d\d\b")


@dataclass(slots=True)
class TableState:
    """What the rows read so far say of those to come: a subtitle may change the specimen."""

    site: Site = None
    skipped: bool = False
    label: SectionLabel | None = None
    fore: bool = False
    """Each result stands before its name."""
    numbered: bool = False
    """Each row opens with its number."""


def read_table(
    table: Table, place: Place, setting: Setting, used: set[int], over: tuple[str, ...] = ()
) -> Iterator[Raw]:
    """Raw results of a table. Words of rows that were understood are added to ``used`` (by identity).

    ``over``: the cells of the line above, which may say of what each of two tables side by side is.
    """
    header, rows = _header_and_rows(table, setting)
    rows = with_whole_names(rows, setting)
    header = _without_identity(header, setting)
    columns = columns_of(header, setting)
    if not any(c.role in _TITLE_ROLES or c.label is not None or c.has_date or c.site for c in columns.values()):
        columns = {}  # titles of something else ("Patient | Date of birth | Sex")
    if stands_beside(columns, rows, setting):
        columns = {}
    _name_by_content(columns, rows, setting)
    _take_day_of_table(columns, rows, setting)
    _part_misplaced(columns, rows, setting)
    state = TableState(site=site_of_table(place, header, rows, setting), label=place.label)
    blocks = side_by_side(columns)
    if len(blocks) > 1:
        sites = _sites_of(blocks, over, (*table.header, *table.rows))
        for block, site in zip(blocks, sites, strict=True):
            own = {k: columns[k] for k in block if k in columns}
            beside = TableState(site=site or state.site, label=state.label)
            yield from _rows(_part_of(rows, block), own, beside, setting, used)
        return
    across = sum(1 for k, c in columns.items() if c.label is not None and c.role in ("", "value", "percent"))
    if across >= 2 and sum(1 for r in rows if _first_label(r, setting)) <= len(rows) // 2:
        yield from read_across(header, rows, columns, state.site, setting, used)
        return
    state.numbered = numbers_of(rows) * 2 > len(rows)
    rows, state.fore = results_first(rows, columns, setting)
    if not state.fore:
        set_aside_remarks(columns, rows, setting)
    yield from _rows(rows, {} if state.fore else columns, state, setting, used)


def _sites_of(blocks: list[range], over: tuple[str, ...], rows: tuple[Row, ...]) -> list[Site]:
    """What stands over each of several tables side by side: in the line above them, or in a first row of theirs."""
    titles = list(over)
    if len(titles) != len(blocks):
        titles = [" ".join(c.text for c in rows[0].cells if c.column in block) for block in blocks]
    return [site_in(title.lower()) for title in titles]


def _name_by_content(columns: dict[int, Column], rows: tuple[Row, ...], setting: Setting) -> None:
    """A column titled "Value" whose cells all name what was measured holds names: the results stand under another."""
    results = [k for k, c in columns.items() if c.role == "value" and not c.has_date]
    for k in results if len(results) > 1 else ():
        strips = [strip_of(c.words, r.page) for r in rows for c in r.cells if c.column == k]
        named = sum(label_of(s, setting.lexicon) is not None for s in strips)
        if named > 1 and not any(any(t.kind == "n" for t in s.tokens) for s in strips):
            columns[k].role = "analyte"
            first = columns.get(min(columns))
            if first is not None and first.role in ("other", "value"):
                first.role = ""


def _take_day_of_table(columns: dict[int, Column], rows: tuple[Row, ...], setting: Setting) -> None:
    """The one day of the titles, where it stands over the names ("Laboratory 15.03.2026 | Value"), is of all rows."""
    dated = [k for k, c in columns.items() if c.has_date]
    named = {c.column for r in rows for c in r.cells[:1] if label_of(strip_of(c.words, r.page), setting.lexicon)}
    values = any(c.role == "value" and not c.has_date for c in columns.values())
    if len(dated) == 1 and named == set(dated) and values and columns[dated[0]].date is not None:
        setting.heading_date = columns[dated[0]].date
        columns[dated[0]] = Column(role="analyte")


def _part_misplaced(columns: dict[int, Column], rows: tuple[Row, ...], setting: Setting) -> None:
    """Days over the names: the titles do not stand over what they are of, so no column's day is known."""
    named = [c.column for r in rows for c in r.cells[:1] if label_of(strip_of(c.words, r.page), setting.lexicon)]
    if not any(columns[k].has_date for k in named if k in columns):
        return
    for row in rows:
        for cell in row.cells[1:]:
            column = columns.setdefault(cell.column or 0, Column())
            if column.role in ("", "value"):
                column.role, column.has_date, column.date = "value", True, None


def _part_of(rows: tuple[Row, ...], block: range) -> tuple[Row, ...]:
    """The cells of the rows that stand in a block of columns."""
    parts = [(r, tuple(c for c in r.cells if c.column in block)) for r in rows]
    return tuple(Row(page=r.page, cells=cells) for r, cells in parts if cells)


def _rows(
    rows: tuple[Row, ...], columns: dict[int, Column], state: TableState, setting: Setting, used: set[int]
) -> Iterator[Raw]:
    """Raw results of rows that begin with, or hold, the name of what was measured."""
    flags = any(c.role == "flag" for c in columns.values())
    days = [k for k, c in columns.items() if c.role == "row_date"]
    found: list[Raw] = []
    titles: tuple[Row, ...] = ()
    for row in rows:
        if len(days) == 1:
            setting.row_date = _carried(row, days[0], setting)
        if _is_title_row(row, setting) or (titles and _goes_on(titles, row)):
            titles = (*titles, row)
            columns = columns_of(titles, setting)
            flags = any(c.role == "flag" for c in columns.values())
            continue
        titles = ()
        for raw in _row(row, columns, state, setting, used, flags):
            if raw.untitled and sum(c.has_date for c in columns.values()) > 1:
                raw.doubt = raw.doubt or UNTITLED  # between columns of days: its own day was not understood
            found.append(raw)
    setting.row_date = None
    yield from _doubted_together(found)


def _doubted_together(found: list[Raw]) -> list[Raw]:
    """Where rows hold several figures that no title explains, the one figure of another row may be any of them."""
    if any(raw.doubt == UNTITLED for raw in found):
        for raw in found:
            raw.doubt = raw.doubt or (UNTITLED if raw.untitled else None)
    return found


def _carried(row: Row, column: int, setting: Setting) -> str | None:
    """The date of a row, or of the row above where its cell is empty."""
    for cell in row.cells:
        if cell.column == column:
            found = dates_in(strip_of(cell.words, row.page), setting.order)
            return found[0].iso if len(found) == 1 else None
    return setting.row_date


def read_row(row: Row, place: Place, setting: Setting, used: set[int]) -> Iterator[Raw]:
    """Raw results of a line of cells that stands in no table."""
    yield from _row(row, {}, TableState(site=place.site, label=place.label), setting, used, flags=False)


def _header_and_rows(table: Table, setting: Setting) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """The layout's title rows; where it saw none, a first row of titles that holds figures (dates) after all."""
    whole = table.header + table.rows
    if len(table.header) > 1 and (of_days := _days_in_two_lines(whole)) is not None:
        return (of_days,), whole[2:]
    if table.header or not table.rows:
        titles = [
            r
            for r in table.header
            if row_head(r, setting)[0] in ("data", "other") or len(table.header) == 1 or _is_title_row(r, setting)
        ]
        return tuple(titles), tuple(r for r in table.header if r not in titles) + table.rows
    if (of_days := _days_in_two_lines(table.rows)) is not None:
        return (of_days,), table.rows[2:]
    first = table.rows[0]
    if _names_both(first) and len(table.rows) > 2 and _is_title_row(table.rows[1], setting):
        return (table.rows[1],), table.rows[2:]
    found = columns_of((first,), setting)
    named = sum(1 for c in found.values() if c.role or c.label is not None)
    reads = [read_cell(strip_of(c.words, first.page), setting.lexicon) for c in first.cells]
    has_values = _first_label(first, setting) and any(r.kind == "value" for r in reads[1:])
    has_values = has_values or _is_bare_figure(first.cells[0].text, reads[0]) or (
        reads[0].kind == "flag" and len(reads) > 1 and _is_bare_figure(first.cells[1].text, reads[1])
    )  # fmt: skip
    if named >= 2 and not has_values and len(table.rows) > 1 and not holds_a_row(first, setting):
        return (first,), table.rows[1:]
    return (), table.rows


def _days_in_two_lines(rows: tuple[Row, ...]) -> Row | None:
    """Two rows as one of titles, where days of the first have their years below ("16 January", "2025 14:02")."""
    if len(rows) < 3:
        return None
    below = {c.column: c for c in rows[1].cells}
    wrapped = [c for c in rows[0].cells if _DAY_ALONE.search(c.text) and c.column in below]
    if len(wrapped) < 2 or not all(_YEAR_OPENS.search(below[c.column].text) for c in wrapped):
        return None
    cells = tuple(
        c.model_copy(update={"words": (*c.words, *below[c.column].words)}) if c.column in below else c
        for c in rows[0].cells
    )
    return rows[0].model_copy(update={"cells": cells})


def _without_identity(header: tuple[Row, ...], setting: Setting) -> tuple[Row, ...]:
    """Title rows without keys and their values above them ("Birth | 1942/10/19 | Sampling | 2025/03/19")."""
    last = next((n for n in range(len(header) - 1, 0, -1) if _is_title_row(header[n], setting)), None)
    if last is None:
        return header
    above = [r for r in header[:last] if not _is_keyed(r, setting) and not _names_both(r)]
    return (*above, *header[last:])


def _names_both(row: Row) -> bool:
    """Blood and marrow, each over a table of its own: no title of any one column."""
    text = row.text.lower()
    return bool(lab_words().marrow.search(text) and lab_words().blood.search(text))


def _is_keyed(row: Row, setting: Setting) -> bool:
    """Dates that follow words and no other date: each is its key's, and none is of a column."""
    days = [_is_only_a_date(c.text, setting) for c in row.cells]
    return any(days) and not days[0] and not any(a and b for a, b in pairwise(days)) and len(days) > 2


def _is_bare_figure(text: str, read: Read) -> bool:
    """A figure and nothing else, which is no day: a result, and no title."""
    return read.kind == "value" and not read.loose_words and not read.more_numbers and not hints_date(text)


_TITLE_ROLES = frozenset(("analyte", "value", "unit", "range", "flag", "prior", "low", "high", "percent", "absolute"))


def _is_title_row(row: Row, setting: Setting) -> bool:
    """A row of column titles among the rows: another table begins under an identity block or a subtitle."""
    if len(row.cells) < 3:
        return False
    if _has_days_beside(row, setting):
        return True
    roles = [lab_words().roles.get(plain_words(c.text), "") for c in row.cells]
    days = sum(1 for c in row.cells[1:] if _is_only_a_date(c.text, setting))
    if days >= 2 and roles[0] in ("analyte", "row_date", "unit", "range") and days + 1 >= len(row.cells) // 2:
        return True
    if not any(ch.isdigit() for ch in row.text):
        roles = [role or role_of(c.text)[0] for role, c in zip(roles, row.cells, strict=True)]  # "Reference (absolute)"
    return sum(1 for r in roles if r in _TITLE_ROLES) >= 3


def _has_days_beside(row: Row, setting: Setting) -> bool:
    """Days beside each other, and no other figure: titles of columns, whatever stands over the names."""
    days = [_is_only_a_date(c.text, setting) for c in row.cells]
    rest = [c.text for c, day in zip(row.cells, days, strict=True) if not day]
    beside = any(a and b for a, b in pairwise(days))
    if all(_BELOW_DAY.search(c.text) for c, day in zip(row.cells, days, strict=True) if day):
        return False  # years or times alone: the second line of titles that stand above
    return beside and len(rest) < 4 and not any(ch.isdigit() or ch in ",:" for text in rest for ch in text)


def _goes_on(titles: tuple[Row, ...], row: Row) -> bool:
    """The second line of titles: under their days the years or the times, and no name."""
    above = {c.column: c for c in titles[-1].cells if hints_date(c.text) or _DAY_ALONE.search(c.text)}
    below = [c for c in row.cells if c.column in above]
    return len(below) > 1 and all(_BELOW_DAY.search(c.text) for c in below) and below[0] is row.cells[0]


def _is_only_a_date(text: str, setting: Setting) -> bool:
    if not hints_date(text):
        return False
    dates = find_dates(text, setting.order)
    return len(dates) == 1 and dates[0].end - dates[0].start >= len(text.strip()) - 6


def _first_label(row: Row, setting: Setting) -> bool:
    return any(label_of(strip_of(c.words, row.page), setting.lexicon) is not None for c in row.cells[:2])


# -- one name a row ---------------------------------------------------------------------------------------------------


def _row(
    row: Row, columns: dict[int, Column], state: TableState, setting: Setting, used: set[int], flags: bool
) -> Iterator[Raw]:
    apart = parts_a_name(row)
    parts = [part_of(row, k, columns, setting) for k in range(len(row.cells))]
    groups = groups_of(parts, columns, setting, fore=state.fore)
    if not groups and not apart:
        _subtitle(row, parts, state, setting)
        return
    if state.skipped or apart:
        used.update(id(w) for w in row.words)
        return
    first = parts[0]
    behind = first.read.kind == "value" and first.column.role == "" and groups[0].number > 0 and not state.fore
    behind = behind and not first.read.loose_words and not all(glimpsed(w) for w in row.cells[0].words)
    behind = behind and not state.numbered and not is_number_of_row(first.strip.text)
    for group in groups:
        if state.label is SectionLabel.TRANSFUSION and {a.name for a in group.label.analytes} <= PRODUCTS:
            used.update(id(w) for w in row.words)
            continue  # units given, no counts
        for raw, site in results_of(group, setting):
            used.update(id(w) for w in row.words)
            raw.flags_printed = flags
            if behind and raw.untitled:
                raw.doubt = raw.doubt or UNTITLED  # figures stand before the names: whose are those behind?
            raw.doubt = _own_doubt(raw, row)
            if _is_spoilt(raw, row, parts):
                raw.doubt = reason("not_reliable")
            good = placed(raw, state.site, site or site_in(group.strip.text.lower(), state.site))
            if good is not None:
                yield good
        if any(p.read.kind == "none" for p in group.parts) or is_score(group):
            used.update(id(w) for w in row.words)


def _is_spoilt(raw: Raw, row: Row, parts: list[Part]) -> bool:
    """The row says that the sample was no good; under one day of several it is said of that day's sample alone."""
    said = [p for p in parts if says_spoilt(p.strip.text.lower())]
    if said and all(p.column.has_date for p in said) and sum(p.column.has_date for p in parts) > 1:
        own = {id(w) for w in raw.value_words}
        return any(id(w) in own for p in said for w in p.strip.words)
    return says_spoilt(row.text.lower())


def _own_doubt(raw: Raw, row: Row) -> str | None:
    """The doubt of a row; where a word of it was not read surely, its figures say nothing of other rows."""
    if raw.doubt == UNTITLED and any(carries(w) for w in row.words):
        return reason("several_unread")
    return raw.doubt


def _subtitle(row: Row, parts: list[Part], state: TableState, setting: Setting) -> None:
    """A line among the rows that names what comes next."""
    text = row.text.lower()
    if len(row.words) > 8:
        return
    if _names_day(text, setting):
        if lab_words().prior_note.search(text) and _tells_more(text, setting):
            return  # "Previous result of 04/09/2024: WBC 3.0": that day is of that figure alone
        setting.heading_date = parse_date(row.text, setting.order) or setting.heading_date
    elif any(p.read.kind == "value" for p in parts):
        return
    state.skipped = bool(lab_words().other_specimen.search(text))
    state.site = site_in(text, state.site) or state.site


def _tells_more(text: str, setting: Setting) -> bool:
    """Whether a line holds a figure beside its dates."""
    dates = find_dates(text, setting.order)
    return any(c.isdigit() for k, c in enumerate(text) if not any(d.start <= k < d.end for d in dates))


def _names_day(text: str, setting: Setting) -> bool:
    """A line of a date alone, or of a date and what was taken that day."""
    words = lab_words()
    if not hints_date(text) or words.issued.search(text):
        return False
    dates = [d for d in find_dates(text, setting.order) if d.role == "date"]
    rest = "".join(c for k, c in enumerate(text) if not any(d.start <= k < d.end for d in dates))
    return bool(dates) and (bool(words.taken.search(text)) or not any(c.isalpha() for c in rest))
