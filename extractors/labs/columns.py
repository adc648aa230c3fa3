"""Columns of a table of results: what each one holds, by the words of its title."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.dates import find_dates
from extractors.labs.cells import DATE_HINT, Strip, range_at
from extractors.labs.days import days_of, is_day
from extractors.labs.labels import Label, label_of
from extractors.labs.lexicon import unit_key
from extractors.labs.places import Site
from extractors.labs.resolve import Setting
from extractors.labs.tokens import plain, tokens_of
from extractors.labs.words import lab_words
from schemas.document import Word
from schemas.layout import Row

_WHOLE_DAY = len("2026-05-03")
_BESIDE_VALUE = frozenset(("value", "flag", "unit", "analyte"))
_BELOW_NAME = frozenset(("analyte", "range", "unit"))


@dataclass(slots=True)
class Column:
    """A column by its title. ``role`` is "" where the title says nothing."""

    role: str = ""
    date: str | None = None
    has_date: bool = False
    unit: str | None = None
    unit_text: str = ""
    hint: str | None = None
    site: Site = None
    label: Label | None = None
    low: str | None = None
    high: str | None = None


def columns_of(header: tuple[Row, ...], setting: Setting) -> dict[int, Column]:
    """The columns of a table by index, from its title rows."""
    texts: dict[int, list[str]] = {}
    for row in header:
        if len(row.cells) < 2 and len(header) > 1:
            continue
        for cell in row.cells:
            texts.setdefault(cell.column or 0, []).append(cell.text)
    out = {k: _column(text, setting) for k, text in _whole(texts).items()}
    _without_doubtful(header, out, setting)
    _settle_days(out)
    _without_year({k: " ".join(parts) for k, parts in sorted(texts.items())}, out, setting)
    return _with_pairs(out)


def _whole(texts: dict[int, list[str]]) -> dict[int, str]:
    """Titles by column; one that was cut between two columns is of both: "Previous | result and date"."""
    out, roles = {k: " ".join(parts) for k, parts in texts.items()}, lab_words().roles
    for k, after in pairwise(sorted(out)):
        both = f"{out[k]} {out[after]}"
        if after == k + 1 and roles.get(plain(both)) in ("prior", "range") and plain(out[after]) not in roles:
            out[k] = out[after] = both
    return out


def _without_doubtful(header: tuple[Row, ...], columns: dict[int, Column], setting: Setting) -> None:
    """Days and bounds of titles whose figures engines read differently are left out.

    A day stays that the other words of the title print whole: what is in doubt is the time of day.
    """
    titles: dict[int, list[Word]] = {}
    for cell in (c for row in header for c in row.cells):
        titles.setdefault(cell.column or 0, []).extend(cell.words)
    for k, words in titles.items():
        sure = [w for w in words if w.agreed or not any(ch.isdigit() for ch in w.text)]
        if k not in columns or len(sure) == len(words):
            continue
        column = columns[k]
        days = {d.iso for d in find_dates(" ".join(w.text for w in sure), setting.order)}
        column.low = column.high = None
        column.date = column.date if days == {column.date} and len(column.date or "") == _WHOLE_DAY else None


def _settle_days(columns: dict[int, Column]) -> None:
    """Columns of days beside each other: a range in one's title is of the cells too, half a day is none."""
    days = [c for c in columns.values() if c.has_date]
    for column in days if len(days) > 1 else ():
        column.role = "value" if column.role == "range" else column.role  # "8/26/2025 Ref Range": two titles in one
    if any(len(c.date or "") == _WHOLE_DAY for c in days):
        for column in days:
            if len(column.date or "") < _WHOLE_DAY:
                column.date = None  # part of a date among whole ones: the rest of it was lost


def _without_year(texts: dict[int, str], columns: dict[int, Column], setting: Setting) -> None:
    """Columns titled by a day without its year."""
    held = [k for k, text in texts.items() if columns[k].date is None and is_day(text)]
    if len(held) < 2:
        return
    days: Sequence[str | None] = days_of([texts[k] for k in held], setting.dated, setting.order) or [None] * len(held)
    for k, day in zip(held, days, strict=True):
        columns[k].has_date, columns[k].date, columns[k].role = True, day, "value"


def _column(text: str, setting: Setting) -> Column:
    out = Column()
    text = _find_bounds(text, out)
    _find_unit(text, setting, out)
    label = label_of(Strip(text, (), (), (), tokens_of(text)), setting.lexicon)
    if label is not None and any(c.isalpha() for c in label.alias):
        out.label = label
    role, word = role_of(text)
    if DATE_HINT.search(text.lower()):
        dates = find_dates(text, setting.order)
        if dates:
            out.has_date = True
            out.date = dates[0].iso if len({d.iso for d in dates}) == 1 else None
            out.role = "prior" if role == "prior" else role if role in ("range", "other") else "value"
            return out
    if role in ("marrow", "blood"):
        out.site, out.role = ("marrow" if role == "marrow" else "blood"), "value"
    elif role in ("absolute", "percent"):
        out.hint, out.role = role, "value"
    elif role == "" and out.unit is not None and out.label is None:
        out.role = "value"
    else:
        out.role = role
    if role == "range":
        out.hint = "percent" if "%" in text else "absolute" if "#" in text or " abs" in plain(text) else None
    if word and out.site is None and out.role == "value":
        lowered = plain(text)
        out.site = "marrow" if " bone marrow" in f" {lowered}" or lowered.startswith("bm ") else None
        out.hint = out.hint or ("percent" if "%" in text else None)
    return out


def _find_bounds(text: str, out: Column) -> str:
    """A title with its reference range ("Hb (g/L) [115-160]"): the title without it."""
    if "(" not in text and "[" not in text:
        return text
    toks = tokens_of(text)
    for i in range(1, len(toks) - 3):
        found = range_at(toks, i) if toks[i - 1].text in "([" else None
        if found is not None and found[2] < len(toks) and toks[found[2]].text in ")]":
            out.low, out.high = found[0], found[1]
            return text[: toks[i - 1].start] + text[toks[found[2]].end :]
    return text


def _find_unit(text: str, setting: Setting, out: Column) -> None:
    toks = tokens_of(text)
    for i, t in enumerate(toks):
        if t.kind == "n" and t.text != "10":
            continue
        found = setting.lexicon.unit_at(text, toks, i)
        if found is not None and len(unit_key(found[0])) > (0 if found[0] == "%" else 1):
            out.unit, out.unit_text = found[0], text[t.start : toks[found[1] - 1].end]
            return


def role_of(text: str) -> tuple[str, str]:
    """The role that the phrases of a title name, and the phrase: the longest one's, but a result stays a result.

    A title such as "Value H/L" or "Result Units" is of cells that hold the result with its flag or unit; one such as
    "Component Ref Range & Units" of cells that hold the name with its range and unit.
    """
    found = _phrases(plain(text).split(" "))
    if not found:
        return "", ""
    values = [f for f in found if f[0] == "value"]
    ranges = [f for f in found if f[0] == "range"]
    if values and ranges and plain(text).startswith(values[0][1]) and all(" " in f[1] for f in ranges):
        return values[0]  # "Value Reference range": both stand in the cells
    dates = [f for f in found if f[0] == "row_date"]
    if dates and any(role in ("marrow", "blood") for role, _ in found):
        return dates[0]  # "Date of marrow"
    if values and {role for role, _ in found} <= _BESIDE_VALUE:
        return values[0]
    names = [f for f in found if f[0] == "analyte"]
    if names and {role for role, _ in found} <= _BELOW_NAME:
        return names[0]
    return max(found, key=lambda f: f[1].count(" "))


def _phrases(parts: list[str]) -> list[tuple[str, str]]:
    """Phrases with a role that share no word, the longest first, with their roles."""
    roles, out, taken = lab_words().roles, [], [False] * len(parts)
    for n in range(min(len(parts), 4), 0, -1):
        for i in range(len(parts) - n + 1):
            phrase = " ".join(parts[i : i + n])
            if phrase in roles and not any(taken[i : i + n]):
                taken[i : i + n] = [True] * n
                out.append((roles[phrase], phrase))
    return out


def _with_pairs(columns: dict[int, Column]) -> dict[int, Column]:
    """Bounds come in pairs: "Low" and "High" are bounds only as a pair; a lone "Low" or "High" is a flag."""
    roles = [c.role for c in columns.values()]
    if roles.count("low") != roles.count("high"):
        for column in columns.values():
            if column.role in ("low", "high"):
                column.role = "flag"
    return columns


def side_by_side(columns: dict[int, Column]) -> list[range]:
    """Blocks of columns where the titles come again: tables set beside each other. One block where they do not."""
    order = sorted(k for k, c in columns.items() if c.role and not c.has_date)
    roles = [columns[k].role for k in order]
    last = max(columns, default=0) + 12
    for count in (3, 2):
        size = len(roles) // count
        if size >= 2 and size * count == len(roles) and roles == roles[:size] * count and "analyte" in roles[:size]:
            starts = [0, *(order[size * n] for n in range(1, count)), last]
            return [range(a, b) for a, b in pairwise(starts)]
    return [range(last)]
