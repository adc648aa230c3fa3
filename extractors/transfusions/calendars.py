"""Transfusions written into a calendar: a grid of days below the names of the weekdays, months side by side.

A day counts only where it falls on the weekday of its column, and a month only where all its days were found: half a
calendar would count too few units.
"""

import calendar
import datetime as dt
from collections.abc import Iterator, Sequence

from extractors.dates import find_dates
from extractors.patterns import pattern
from extractors.transfusions.tables import DAYS, MOST_AT_ONCE, Event, is_red_given, weekday_of
from extractors.wordings import Wordings
from schemas.document import Word
from schemas.layout import Cell, Passage, Row

_WORDINGS = Wordings("transfusions", "calendars")

_CELL = pattern(r"^(\d{1,2})(?: +(.+))?$")
_AMOUNT = _WORDINGS.pattern("amount")


def calendar_events(passages: Sequence[Passage]) -> list[Event]:
    """The red cells given by the days of the calendars among ``passages``; none where one is not whole."""
    found: list[Event] = []
    for i, passage in enumerate(passages):
        if passage.text.count("\t") < DAYS - 1:
            continue
        head = _row(passage)
        days = [weekday_of(c.text) for c in head.cells] if head is not None else []
        months = [s.iso for s in find_dates(passages[i - 1].text) if s.precision == "month" and s.iso] if i else []
        if head is None or None in days or not months or len(days) != DAYS * len(months):
            continue
        columns = [c.words[0].place[0] for c in head.cells]
        grid = _Grid([d for d in days if d is not None], columns, months)
        for below in passages[i + 1 :]:
            row = _row(below)
            if row is None or not grid.take(row):
                break
        if not grid.whole():
            return []
        found.extend(grid.events)
    return found


class _Grid:
    """The days of months side by side, with what stands on them."""

    def __init__(self, days: list[int], columns: list[float], months: list[str]) -> None:
        self._days, self._columns, self._months = days, columns, months
        self._seen: set[dt.date] = set()
        self._clean = True
        self.events: list[Event] = []

    def take(self, row: Row) -> bool:
        """Read one week; false where the row is none."""
        cells = [(c, _CELL.search(c.text.strip())) for c in row.cells]
        if any(match is None for _, match in cells):
            return False
        for cell, match in cells:
            at = min(range(len(self._columns)), key=lambda n: abs(self._columns[n] - cell.words[0].place[0]))
            if match is not None:
                self._day(int(match.group(1)), (match.group(2) or "").lower(), at, row)
        return True

    def whole(self) -> bool:
        """Whether every day of every month was found in its place."""
        return self._clean and all(
            dt.date(year, month, day) in self._seen
            for year, month in (map(int, m.split("-")) for m in self._months)
            for day in range(1, calendar.monthrange(year, month)[1] + 1)
        )

    def _day(self, number: int, note: str, at: int, row: Row) -> None:
        year, month = (int(n) for n in self._months[at // DAYS].split("-"))
        if not 1 <= number <= calendar.monthrange(year, month)[1]:
            self._clean = False
            return
        day = dt.date(year, month, number)
        self._clean = self._clean and day.weekday() == self._days[at] and day not in self._seen
        self._seen.add(day)
        if not note or not is_red_given(note):
            return
        amount = _AMOUNT.search(note)
        if amount is None or not 0 < int(amount.group(1)) <= MOST_AT_ONCE:
            self._clean = False
            return
        self.events.append(Event(day.isoformat(), int(amount.group(1)), row))


def _row(passage: Passage) -> Row | None:
    """The cells of a line again, as the layout parted them."""
    cells = [Cell(words=words) for words in _cells(passage) if words]
    return Row(page=passage.pages[0], cells=tuple(cells)) if cells and passage.pages else None


def _cells(passage: Passage) -> Iterator[tuple[Word, ...]]:
    at = 0
    for text in passage.text.split("\t"):
        yield passage.words_in(at, at + len(text)) if text.strip() else ()
        at += len(text) + 1
