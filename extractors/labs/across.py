"""Tables with the names across the top and a row for each date."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.asking import reason
from extractors.labs.cells import DATE_HINT, Strip, bound_of, dates_in, read_cell, strip_of
from extractors.labs.columns import Column, role_of
from extractors.labs.days import days_of, is_day
from extractors.labs.places import Site, placed
from extractors.labs.resolve import Raw, Setting
from extractors.labs.words import lab_words
from schemas.document import Word
from schemas.layout import Row

_MOSTLY = 3  # ranges to each bare nought
_KINDS, _WHOLE, _SLACK = 4, 100.0, 1.0  # kinds of cell in a differential, and what their shares make together
_Bounds = dict[int, tuple[str | None, str | None]]


@dataclass(frozen=True, slots=True)
class _Data:
    """A row of results with the date that stands in it."""

    row: Row
    iso: str | None
    has_date: bool


def read_across(
    header: tuple[Row, ...],
    rows: tuple[Row, ...],
    columns: dict[int, Column],
    site: Site,
    setting: Setting,
    used: set[int],
) -> Iterator[Raw]:
    """Raw results of such a table; words of its rows are added to ``used``."""
    named = {cell.column or 0: (strip_of(cell.words, row.page), row.page) for row in header for cell in row.cells}
    bounds: _Bounds = {}
    data: list[_Data] = []
    for row in rows:
        kind, iso, has_date = row_head(row, setting)
        kind = "range" if kind == "data" and _is_of_ranges(row, setting) else kind
        kind = "unit" if kind == "data" and _is_of_units(row, setting) else kind
        if kind == "range":
            bounds = {
                c.column or 0: bound_of(read_cell(strip_of(c.words, row.page), setting.lexicon)) for c in row.cells
            }
        elif kind == "unit":
            _units_row(row, columns, setting)
        elif kind == "data":
            data.append(_Data(row, iso, has_date))
    for item in _with_days(data, setting):
        used.update(id(w) for w in item.row.words)
        found = list(_of_row(item, columns, named, bounds, setting))
        shares = _are_shares(item.row, setting)
        for raw, column in found:
            if shares and raw.unit is None:
                raw.unit = raw.unit_text = "%"
            _date(raw, item, len(data), setting)
            good = placed(raw, site, column.site)
            if good is not None:
                yield good


def _is_of_ranges(row: Row, setting: Setting) -> bool:
    """Nothing but reference ranges, under the results they are of."""
    reads = [read_cell(strip_of(c.words, row.page), setting.lexicon) for c in row.cells]
    ranges = sum(r.kind == "range" for r in reads)
    none = [r for r in reads if r.kind == "value" and r.number == "0"]  # of blasts, none is normal
    kinds = {r.kind for r in reads if r not in none or ranges < _MOSTLY * len(none)}
    return "range" in kinds and kinds <= {"range", "unit", "flag", "words"} and len(row.cells) > 1


def _is_of_units(row: Row, setting: Setting) -> bool:
    """Nothing but units, under or over the results they are of."""
    reads = [read_cell(strip_of(c.words, row.page), setting.lexicon) for c in row.cells]
    return len(reads) > 1 and all(r.kind == "unit" for r in reads)


def _with_days(data: list[_Data], setting: Setting) -> list[_Data]:
    """Rows headed by days without their year get it from the report's own day, where it is sure."""
    heads = [item.row.cells[0].text for item in data]
    if len(data) < 2 or any(item.has_date for item in data) or not all(is_day(h) for h in heads):
        return data
    days: Sequence[str | None] = days_of(heads, setting.dated, setting.order) or [None] * len(data)
    return [replace(item, iso=d, has_date=True) for item, d in zip(data, days, strict=True)]


def _of_row(
    item: _Data,
    columns: dict[int, Column],
    named: dict[int, tuple[Strip, int]],
    bounds: _Bounds,
    setting: Setting,
) -> Iterator[tuple[Raw, Column]]:
    for cell in item.row.cells:
        k = cell.column or 0
        column = columns.get(k)
        if column is None or column.label is None or k not in named:
            continue
        raw = _across_raw(cell.words, item.row.page, column, named[k], bounds.get(k), setting)
        if raw is not None:
            yield raw, column


def _are_shares(row: Row, setting: Setting) -> bool:
    """Whether the bare figures of a row are the shares of a differential: four and more kinds that make a hundred."""
    reads = [read_cell(strip_of(c.words, row.page), setting.lexicon) for c in row.cells]
    bare = [r.number for r in reads if r.kind == "value" and r.unit is None and not r.loose_words and r.number]
    numbers = [float(n) for n in bare if n.replace(".", "", 1).isdigit()]
    return len(numbers) >= _KINDS and len(numbers) == len(reads) and abs(sum(numbers) - _WHOLE) <= _SLACK


def _date(raw: Raw, item: _Data, rows: int, setting: Setting) -> None:
    default = setting.dated
    raw.collected = item.iso if item.has_date else default
    raw.prior = bool(default and item.iso and item.iso < default[: len(item.iso)])
    if item.has_date and item.iso is None:
        raw.doubt = raw.doubt or reason("row_date_unread")
    if rows > 1 and not item.has_date:
        raw.doubt = raw.doubt or reason("rows_undated")


def row_head(row: Row, setting: Setting) -> tuple[str, str | None, bool]:
    """What a row below names is: results (with their date), bounds, units, or nothing."""
    iso, has_date = None, False
    for cell in row.cells[:2]:
        text = cell.text.lower()
        role = lab_words().roles.get(" ".join(text.strip(":").split()), "")
        if not role and not any(c.isdigit() for c in text) and role_of(text)[0] in ("range", "unit"):
            role = role_of(text)[0]
        if role in ("range", "unit", "low", "high"):
            return role, None, False
        if role in ("other",):
            return "other", None, False
        if DATE_HINT.search(text) and not has_date:
            dates = dates_in(strip_of(cell.words, row.page), setting.order)
            if dates:
                iso, has_date = dates[0].iso, True
    return "data", iso, has_date


def _units_row(row: Row, columns: dict[int, Column], setting: Setting) -> None:
    for cell in row.cells:
        column = columns.get(cell.column or 0)
        read = read_cell(strip_of(cell.words, row.page), setting.lexicon)
        if column is not None and column.unit is None and read.unit is not None:
            column.unit, column.unit_text = read.unit, read.unit_text


def _across_raw(
    words: tuple[Word, ...], page: int, column: Column, name: tuple[Strip, int],
    bounds: tuple[str | None, str | None] | None, setting: Setting,
) -> Raw | None:  # fmt: skip
    strip = strip_of(words, page)
    read = read_cell(strip, setting.lexicon)
    if read.kind != "value" or read.loose_words > 2 or column.label is None or read.number is None:
        return None
    if DATE_HINT.search(strip.text.lower()):
        return None
    label = column.label
    low, high = bounds or (column.low or read.low, column.high or read.high)
    raw = Raw(
        analytes=label.analytes,
        number=read.number,
        words=[(w, name[1]) for w in name[0].words],
        value_words=[strip.words[i] for i in strip.touched(*read.number_at)],
        label=label.alias,
        comparator=read.comparator,
        unit=read.unit or column.unit or label.unit,
        unit_text=read.unit_text or column.unit_text or label.unit_text,
        hint=column.hint or label.hint,
        flag=read.flag,
        low=low,
        high=high,
        loose=label.loose,
    )
    for start, end in read.parts:
        raw.words.extend((strip.words[i], page) for i in strip.touched(start, end))
    if read.more_numbers:
        raw.doubt = reason("several_in_cell")
    return raw
