"""Tables of results, by what their columns hold; a row that fits no role is left alone."""

from collections.abc import Iterator
from dataclasses import dataclass

from extractors.dates import find_dates, parse_date
from extractors.labs.across import read_across, row_head
from extractors.labs.cells import COMPARATORS, DATE_HINT, bound_of, read_cell, strip_of
from extractors.labs.columns import Column, columns_of
from extractors.labs.labels import label_of
from extractors.labs.places import Place, Site, placed, site_in
from extractors.labs.resolve import Raw, Setting
from extractors.labs.rows import Group, Part, groups_of, part_of
from extractors.labs.tokens import plain as plain_words
from extractors.labs.words import lab_words
from schemas.document import Word
from schemas.layout import Row, SectionLabel, Table

_PRODUCTS = frozenset(("platelets", "erythrocytes"))


@dataclass(slots=True)
class TableState:
    """What the rows read so far say of those to come: a subtitle may change the specimen."""

    site: Site = None
    skipped: bool = False
    label: SectionLabel | None = None


def read_table(table: Table, place: Place, setting: Setting, used: set[int]) -> Iterator[Raw]:
    """Raw results of a table. Words of rows that were understood are added to ``used`` (by identity)."""
    header, rows = _header_and_rows(table, setting)
    columns = columns_of(header, setting)
    state = TableState(site=place.site, label=place.label)
    text = "\n".join(r.text for r in (*header, *rows)).lower()
    if lab_words().marrow_rows.search(text) and place.site != "elsewhere":
        state.site = "marrow"
    elif place.site == "marrow" and place.label is not SectionLabel.MARROW and _is_blood_count(rows, setting):
        state.site = "blood"
    flags = any(c.role == "flag" for c in columns.values())
    across = sum(1 for k, c in columns.items() if c.label is not None and c.role in ("", "value", "percent"))
    if across >= 2 and sum(1 for r in rows if _first_label(r, setting)) <= len(rows) // 2:
        yield from read_across(header, rows, columns, state.site, setting, used)
        return
    days = [k for k, c in columns.items() if c.role == "row_date"]
    for row in rows:
        if len(days) == 1:
            setting.row_date = _carried(row, days[0], setting)
        if _is_title_row(row, setting):
            columns = columns_of((row,), setting)
            flags = any(c.role == "flag" for c in columns.values())
            continue
        yield from _row(row, columns, state, setting, used, flags)
    setting.row_date = None


def _carried(row: Row, column: int, setting: Setting) -> str | None:
    """The date of a row, or of the row above where its cell is empty."""
    for cell in row.cells:
        if cell.column == column:
            return parse_date(cell.text, setting.order)
    return setting.row_date


def read_row(row: Row, place: Place, setting: Setting, used: set[int]) -> Iterator[Raw]:
    """Raw results of a line of cells that stands in no table."""
    yield from _row(row, {}, TableState(site=place.site, label=place.label), setting, used, flags=False)


def _header_and_rows(table: Table, setting: Setting) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """The layout's title rows; where it saw none, a first row of titles that holds figures (dates) after all."""
    if table.header or not table.rows:
        titles = [r for r in table.header if row_head(r, setting)[0] in ("data", "other") or len(table.header) == 1]
        return tuple(titles), tuple(r for r in table.header if r not in titles) + table.rows
    first = table.rows[0]
    found = columns_of((first,), setting)
    named = sum(1 for c in found.values() if c.role or c.label is not None)
    has_values = _first_label(first, setting) and any(
        read_cell(strip_of(c.words, first.page), setting.lexicon).kind == "value" for c in first.cells[1:]
    )
    if named >= 2 and not has_values and len(table.rows) > 1:
        return (first,), table.rows[1:]
    return (), table.rows


_COUNTS = frozenset(("hemoglobin", "leukocytes", "platelets", "hematocrit", "erythrocytes", "mcv"))


def _is_blood_count(rows: tuple[Row, ...], setting: Setting) -> bool:
    """Three or more of the counts that only blood has: the table is of blood, whatever the report is."""
    labels = [label_of(strip_of(c.words, r.page), setting.lexicon) for r in rows for c in r.cells[:1]]
    return len({a.name for label in labels if label is not None for a in label.analytes} & _COUNTS) >= 3


_TITLE_ROLES = frozenset(("analyte", "value", "unit", "range", "flag", "prior", "low", "high", "percent", "absolute"))


def _is_title_row(row: Row, setting: Setting) -> bool:
    """A row of column titles among the rows: another table begins under an identity block or a subtitle."""
    if len(row.cells) < 3:
        return False
    roles = [lab_words().roles.get(plain_words(c.text), "") for c in row.cells]
    days = sum(1 for c in row.cells[1:] if _is_only_a_date(c.text, setting))
    if days >= 2 and roles[0] in ("analyte", "row_date", "unit", "range") and days + 1 >= len(row.cells) // 2:
        return True
    return sum(1 for r in roles if r in _TITLE_ROLES) >= 3


def _is_only_a_date(text: str, setting: Setting) -> bool:
    if not DATE_HINT.search(text.lower()):
        return False
    dates = find_dates(text, setting.order)
    return len(dates) == 1 and dates[0].end - dates[0].start >= len(text.strip()) - 6


def _first_label(row: Row, setting: Setting) -> bool:
    return any(label_of(strip_of(c.words, row.page), setting.lexicon) is not None for c in row.cells[:2])


# -- one name a row ---------------------------------------------------------------------------------------------------


def _row(
    row: Row, columns: dict[int, Column], state: TableState, setting: Setting, used: set[int], flags: bool
) -> Iterator[Raw]:
    parts = [part_of(row, k, columns, setting) for k in range(len(row.cells))]
    groups = groups_of(parts, columns, setting)
    if not groups:
        _subtitle(row, parts, state, setting)
        return
    if state.skipped:
        used.update(id(w) for w in row.words)
        return
    spoilt = lab_words().spoilt.search(row.text.lower())
    for group in groups:
        if state.label is SectionLabel.TRANSFUSION and {a.name for a in group.label.analytes} <= _PRODUCTS:
            used.update(id(w) for w in row.words)
            continue  # units given, no counts
        for raw, site in _results(group, setting):
            used.update(id(w) for w in row.words)
            raw.flags_printed = flags
            if spoilt:
                raw.doubt = "the report says the sample or the count is not reliable"
            good = placed(raw, state.site, site or site_in(group.strip.text.lower()))
            if good is not None:
                yield good
        if any(p.read.kind == "none" for p in group.parts) or _is_score(group):
            used.update(id(w) for w in row.words)


def _subtitle(row: Row, parts: list[Part], state: TableState, setting: Setting) -> None:
    """A line among the rows that names what comes next."""
    text = row.text.lower()
    if len(row.words) > 8:
        return
    if _names_day(text, setting):
        setting.heading_date = parse_date(row.text, setting.order) or setting.heading_date
    elif any(p.read.kind == "value" for p in parts):
        return
    state.skipped = bool(lab_words().other_specimen.search(text))
    state.site = site_in(text) or state.site


def _names_day(text: str, setting: Setting) -> bool:
    """A line of a date alone, or of a date and what was taken that day."""
    words = lab_words()
    if not DATE_HINT.search(text) or words.issued.search(text):
        return False
    dates = [d for d in find_dates(text, setting.order) if d.role == "date"]
    rest = "".join(c for k, c in enumerate(text) if not any(d.start <= k < d.end for d in dates))
    return bool(dates) and (bool(words.taken.search(text)) or not any(c.isalpha() for c in rest))


_UNTITLED = "more than one figure stands in the row, and no title says which is the result"


def _results(group: Group, setting: Setting) -> Iterator[tuple[Raw, Site]]:
    values, doubt = _current(group, setting.dated)
    priors = [p for p in group.parts if p.read.kind == "value" and (p.column.role == "prior" or _is_older(p, values))]
    values = [p for p in values if p not in priors]
    dated = [p for p in values if p.column.has_date]
    plain = [p for p in values if not p.column.has_date]
    if len(plain) > 1 and not any(p.column.site or p.column.hint or p.column.unit for p in plain):
        doubt, plain = doubt or _UNTITLED, plain[:1]
    for part in [*plain, *dated]:
        raw = _raw(group, part, setting, doubt)
        if part.column.has_date and part.column.date is None and len(dated) > 1:
            raw.doubt = raw.doubt or "the date of the column could not be read surely"
        yield raw, part.column.site
    for part in priors:
        day = part.column.date or (setting.prior_date if len(priors) == 1 else None)
        if part.own_date:
            day = part.dates[0].iso
        if day is not None:
            raw = _raw(group, part, setting, None)
            raw.prior, raw.collected = True, day
            yield raw, part.column.site


def _is_older(part: Part, values: list[Part]) -> bool:
    """A figure that prints its own date, beside one that prints none: the result before this one."""
    return part.own_date and any(not p.own_date for p in values if p is not part)


def _current(group: Group, dated: str | None) -> tuple[list[Part], str | None]:
    """The cells that hold results of now, by the title of their column or because there is no other figure."""
    held = [p for p in group.parts if p.read.kind == "value"]
    values = [p for p in held if p.column.role == "value"]
    free = [p for p in held if p.column.role == "" and p.read.loose_words < 3]
    past = values and all(p.column.has_date and p.column.date != dated for p in values)
    if past and len(free) == 1:
        return [*free, *values], None
    if _is_score(group):
        return [], None
    if values or not free or any(p.column.role == "value" and p.read.kind == "none" for p in group.parts):
        return values, None
    free = _without_bounds(free)
    if len(free) == 2 and free[1].read.number in ("0", "0.0") and group.label.alias.startswith("blast"):
        free = free[:1]  # no blast is normal: "Blasts | 2.0 | 0"
    if free and len({p.read.number for p in free if not p.own_date}) == 1 and any(p.own_date for p in free):
        return free, None
    return free[:1], _UNTITLED if len({p.read.number for p in free}) > 1 else None


def _is_score(group: Group) -> bool:
    """As in ">= 100 | < 100 | < 50": the steps of a score, or rules of dosing, and no result."""
    bounds = [
        p
        for p in group.parts
        if p.column.role in ("", "value") and p.strip.tokens[:1] and p.strip.tokens[0].text in COMPARATORS
    ]
    return len(bounds) > 1 and not any(p.column.has_date for p in bounds)


def _without_bounds(free: list[Part]) -> list[Part]:
    """Figures without those that are plainly a bound: "19 | U/L | < 34"."""
    if len(free) < 2 or free[-1].read.comparator is None:
        return free
    free[-1].read.kind = "range"
    low, high = bound_of(free[-1].read)
    free[-1].read.low, free[-1].read.high = low, high
    return free[:-1]


def _raw(group: Group, part: Part, setting: Setting, doubt: str | None) -> Raw:
    read, column, label = part.read, part.column, group.label
    words: list[tuple[Word, int]] = [(w, group.page) for w in group.strip.words]
    raw = Raw(
        analytes=label.analytes,
        number=read.number or "",
        words=words,
        value_words=[part.strip.words[i] for i in part.strip.touched(*read.number_at)],
        label=label.alias,
        comparator=read.comparator,
        unit=read.unit or column.unit or label.unit,
        unit_text=read.unit_text or (column.unit_text if column.unit else label.unit_text),
        hint=column.hint or (label.hint if label.hint != "percent" or read.unit in (None, "%") else None),
        flag=read.flag,
        low=read.low,
        high=read.high,
        doubt=doubt,
        untitled=column.role == "",
    )
    for start, end in read.parts:
        words.extend((part.strip.words[i], part.page) for i in part.strip.touched(start, end))
    if read.more_numbers:
        raw.doubt = "more than one figure stands in the cell"
    elif read.words_before and not _is_about(part):
        raw.doubt = raw.doubt or "words that are not understood stand before the figure"
    is_prior = column.role == "prior"
    _beside(group, part, raw, setting, with_flag=not is_prior)
    _set_date(group, part, raw, setting)
    return raw


def _is_about(part: Part) -> bool:
    """The words before a figure in its cell only say "about", or where it was counted."""
    words = lab_words()
    before = part.strip.text[: part.read.number_at[0]].lower()
    return all(w.strip(".,:;()") in words.fillers or not w.strip(".,:;()") for w in before.split())


def _suits(part: Part, raw: Raw, group: Group, setting: Setting) -> bool:
    """The unit of a cell is one of the analyte's, or there is no better one in the row."""
    tables = [setting.lexicon.units[a.name] for a in raw.analytes]
    if any(part.read.unit in t for t in tables):
        return True
    return not any(
        p.read.unit in t for p in group.parts if p is not part and p.read.kind in ("unit", "range") for t in tables
    )


def _beside(group: Group, part: Part, raw: Raw, setting: Setting, *, with_flag: bool) -> None:
    """Flag, unit and range from the other cells of the row."""
    owner: Part | None = None
    for other in group.parts:
        kind, role = other.read.kind, other.column.role
        if kind == "value" and role in ("value", "prior", ""):
            owner = other
        if (
            kind == "flag"
            and other is not part
            and (owner is part or (owner is None and raw.flag is None))
            and with_flag
        ):
            raw.flag = raw.flag or other.read.flag
            _cite(other, raw)
        elif (
            other is not part
            and raw.unit is None
            and other.read.unit
            and kind in ("unit", "range")
            and role in ("unit", "", "range", "flag", "value")
            and (role == "unit" or _suits(other, raw, group, setting))
        ):
            raw.unit, raw.unit_text = other.read.unit, other.read.unit_text
            _cite(other, raw)
        if raw.low is None and raw.high is None and other is not part:
            _bounds(other, raw)
    lows = [p for p in group.parts if p.column.role == "low" and p.read.number]
    highs = [p for p in group.parts if p.column.role == "high" and p.read.number]
    if lows and highs and raw.low is None:
        raw.low, raw.high = lows[0].read.number, highs[0].read.number


def _bounds(other: Part, raw: Raw) -> None:
    if other.column.hint and raw.hint and other.column.hint != raw.hint:
        return
    if (
        other.column.role == "range"
        or (other.read.kind == "range" and other.column.role in ("", "unit", "flag", "value", "other"))
        or (
            other.column.role == ""
            and other.read.kind == "value"
            and other.read.comparator
            and other.strip.text[:1] == "("
        )
    ):
        raw.low, raw.high = bound_of(other.read)


def _cite(other: Part, raw: Raw) -> None:
    raw.words.extend(
        (w, other.page) for s, e in other.read.parts for w in (other.strip.words[i] for i in other.strip.touched(s, e))
    )


def _set_date(group: Group, part: Part, raw: Raw, setting: Setting) -> None:
    default = setting.dated
    if part.column.has_date or part.own_date:
        raw.collected = part.dates[0].iso if part.own_date else part.column.date
        if raw.collected is None:
            raw.doubt = raw.doubt or "the date beside the value could not be read surely"
        raw.prior = bool(default and raw.collected and raw.collected < default[: len(raw.collected)])
        return
    for other in [*group.parts, *group.leading]:
        if (
            other.column.role in ("row_date", "")
            and other.read.kind != "range"
            and not other.own_date
            and DATE_HINT.search(other.strip.text.lower())
        ):
            dates = [d for d in find_dates(other.strip.text, setting.order) if d.role == "date" and d.iso]
            if dates:
                raw.collected = dates[0].iso
                raw.prior = bool(default and raw.collected and raw.collected < default[: len(raw.collected)])
                return
    raw.collected = setting.row_date or default
    raw.prior = bool(default and setting.row_date and setting.row_date < default[: len(setting.row_date)])
