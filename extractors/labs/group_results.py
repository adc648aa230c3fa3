"""A name of a row with its cells to raw results: which figure is of now, with what flag, unit, range and date."""

from collections.abc import Iterator

from extractors.asking import reason
from extractors.labs.cells import COMPARATORS, DATE_HINT, bound_of, dates_in, is_agreed
from extractors.labs.places import Site
from extractors.labs.resolve import Raw, Setting
from extractors.labs.rows import Group, Part
from extractors.labs.words import lab_words
from schemas.document import Word

UNTITLED = reason("several_figures")


def results_of(group: Group, setting: Setting) -> Iterator[tuple[Raw, Site]]:
    """The results of a name: that of now, those of other days, each with the place its column is of."""
    values, doubt = _current(group, setting.dated)
    priors = [p for p in group.parts if p.read.kind == "value" and (p.column.role == "prior" or _is_older(p, values))]
    values = [p for p in values if p not in priors]
    dated = [p for p in values if p.column.has_date]
    plain = [p for p in values if not p.column.has_date]
    if len(plain) > 1 and not any(p.column.site or p.column.hint or p.column.unit for p in plain):
        doubt, plain = doubt or UNTITLED, plain[:1]
    for part in [*plain, *dated]:
        raw = _raw(group, part, setting, doubt)
        if part.column.has_date and part.column.date is None:
            raw.doubt = raw.doubt or reason("column_date_unread")
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
    if is_score(group):
        return [], None
    if values or not free or any(p.column.role == "value" and p.read.kind == "none" for p in group.parts):
        return values, None
    free = _without_bounds(free)
    if len(free) == 2 and free[1].read.number in ("0", "0.0") and group.label.alias.startswith("blast"):
        free = free[:1]  # no blast is normal: "Blasts | 2.0 | 0"
    if free and len({p.read.number for p in free if not p.own_date}) == 1 and any(p.own_date for p in free):
        return free, None
    return free[:1], UNTITLED if len({p.read.number for p in free}) > 1 else None


def is_score(group: Group) -> bool:
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
        loose=label.loose,
    )
    if raw.low is None and raw.high is None and not any(p.column.role == "range" for p in group.parts):
        raw.low, raw.high = label.low, label.high
    for start, end in read.parts:
        words.extend((part.strip.words[i], part.page) for i in part.strip.touched(start, end))
    if read.more_numbers:
        raw.doubt = reason("several_in_cell")
    elif read.words_before and not _is_about(part):
        raw.doubt = raw.doubt or reason("words_before_figure")
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
    apart = len({p.column.site for p in group.parts if p.read.kind == "value" and p.column.role == "value"}) > 1
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
        if raw.low is None and raw.high is None and other is not part and (owner is part or not apart):
            _bounds(other, raw)  # blood and marrow side by side: the range behind a result is its own
    lows = [p for p in group.parts if p.column.role == "low" and p.read.number]
    highs = [p for p in group.parts if p.column.role == "high" and p.read.number]
    limits = [p for p in (*lows[:1], *highs[:1]) if is_agreed(p.strip, *p.read.number_at)]
    if lows and highs and raw.low is None and len(limits) == 2:
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
            raw.doubt = raw.doubt or reason("value_date_unread")
        raw.prior = bool(default and raw.collected and raw.collected < default[: len(raw.collected)])
        return
    for other in [*group.parts, *group.leading]:
        if (
            other.column.role in ("row_date", "")
            and other.read.kind != "range"
            and not other.own_date
            and DATE_HINT.search(other.strip.text.lower())
        ):
            dates = [d for d in dates_in(other.strip, setting.order) if d.role == "date"]
            if dates:
                raw.collected = dates[0].iso
                if raw.collected is None:
                    raw.doubt = raw.doubt or reason("row_date_unread")
                raw.prior = bool(default and raw.collected and raw.collected < default[: len(raw.collected)])
                return
    raw.collected = setting.row_date or default
    raw.prior = bool(default and setting.row_date and setting.row_date < default[: len(setting.row_date)])
