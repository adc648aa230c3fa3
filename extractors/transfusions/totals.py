"""Totals of a blood bank: components against periods, "Red cells, units | last 8 weeks: 5 | all time: 22".

A table counts only where its titles name periods and red cells have a row (or column) of their own of whole numbers.
"""

from dataclasses import dataclass
from functools import lru_cache

from extractors.patterns import pattern
from extractors.transfusions.tables import Words, any_of, table_words
from extractors.wordings import Wordings
from schemas.layout import Cell, Row, Table

_WORDINGS = Wordings("transfusions", "totals")

_WINDOW = _WORDINGS.pattern("window")
_EVER = _WORDINGS.pattern("ever")
_NUMBER = _WORDINGS.pattern("number")
_DAYS = pattern(r"^d")
_MOST_IN_WINDOW = 60
_SHORTEST, _BURDEN = 6.0, 8.0


@dataclass(frozen=True, slots=True)
class Totals:
    """Red-cell units as a table totals them, with the rows that say so."""

    weeks: float | None
    units: int | None
    lifetime: int | None
    rows: tuple[Row, ...]


def totals_of(table: Table) -> Totals | None:
    """The totals of red cells that a table prints; ``None`` where it is no such table or says nothing sure."""
    rows = (*table.header, *table.rows)
    return _periods_across(rows) or _periods_down(rows)


def _periods_across(rows: tuple[Row, ...]) -> Totals | None:
    for n, head in enumerate(rows):
        periods = {c.column: p for c in head.cells[1:] if (p := _period(c.text)) is not None}
        if not periods:
            continue
        red = [r for r in rows[n + 1 :] if _is_red(r.cells[0].text)]
        if len(red) == 1 and _says_given((*head.cells, *red[0].cells[:1])):
            return _totals(
                [(periods[c.column], c.text) for c in red[0].cells[1:] if c.column in periods], (head, red[0])
            )
        return None
    return None


def _periods_down(rows: tuple[Row, ...]) -> Totals | None:
    """Periods before the rows, components over the columns."""
    for n, head in enumerate(rows):
        red = [c for c in head.cells if _is_red(c.text)]
        below = [(p, r) for r in rows[n + 1 :] if (p := _period(r.cells[0].text)) is not None]
        if len(red) != 1 or not below or red[0].column is None or red[0].column == 0:
            continue
        held = [(p, c.text, r) for p, r in below for c in r.cells if c.column == red[0].column]
        return _totals([(p, text) for p, text, _ in held], (head, *(r for _, _, r in held)))
    return None


@lru_cache(maxsize=512)  # tables are looked at for periods in both directions
def _period(text: str) -> float | None:
    """Weeks of a period that a title names; 0 for "all time"."""
    if _EVER.search(text):
        return 0.0
    match = _WINDOW.search(text)
    if match is None:
        return None
    printed = match.group("n").lower()
    number = float(printed) if printed.isdigit() else float(table_words().numbers[printed])
    span = match.group("span").lower()
    return number / 7 if _DAYS.search(span) else number * 4 if span.startswith("m") else number


@lru_cache(maxsize=512)
def _is_red(text: str) -> bool:
    words: Words = table_words()
    low = text.lower()
    wanted = any_of(words.red).search(low) and not any_of(words.not_red).search(low)
    return wanted is not None and bool(wanted) and any_of(words.not_given).search(low) is None


def _says_given(cells: tuple[Cell, ...]) -> bool:
    """No title says that the units were only ordered, matched or kept."""
    return any_of(table_words().not_given).search(" ".join(c.text for c in cells).lower()) is None


def _totals(held: list[tuple[float, str]], rows: tuple[Row, ...]) -> Totals | None:
    read = [(weeks, int(m.group(1))) for weeks, text in held if (m := _NUMBER.search(text.strip().lower()))]
    if not read or len(read) != len(held):
        return None
    windows = sorted((abs(w - _BURDEN), w, n) for w, n in read if w >= _SHORTEST and n <= _MOST_IN_WINDOW)
    ever = {n for w, n in read if not w}
    weeks, units = (windows[0][1], windows[0][2]) if windows else (None, None)
    lifetime = ever.pop() if len(ever) == 1 else None
    if units is None and lifetime is None:
        return None
    if units is not None and lifetime is not None and lifetime < units:
        return None  # more in eight weeks than ever: the columns are not what they seem
    return Totals(weeks, units, lifetime, rows)
