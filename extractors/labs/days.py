"""Days printed without their year ("01/10 | 02/13 | 03/14"), as flowsheets print them over columns or before rows."""

import datetime as dt
from itertools import pairwise

from extractors.dates import Order
from extractors.patterns import pattern

_DAY = pattern(
    r"^(?:(?P<a>0?[1-9]|[12]\d|3[01])[/.](?P<b>0?[1-9]|[12]\d|3[01])\.?|(?P<m1>[a-z]{3,9})\.?[ -](?P<d1>\d{1,2})"
    r"|(?P<d2>\d{1,2})\.?[ -](?P<m2>[a-z]{3,9})\.?)"
    r"(?:[ ,]+\d{1,2}:?\d{2}(?: ?[ap]m)?)?$"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NEWEST = 60
"""Days the newest column may lie before the report's own date; further back the year would be a guess."""


def is_day(text: str) -> bool:
    """True for a day and a month, and nothing else but a time."""
    text = text.strip().lower()
    m = _DAY.search(text)
    if m is None:
        return False
    if m.group("a") is None:
        return _named(m.group("m1") or m.group("m2")) is not None
    return "." not in text or text.endswith(".") or len(text) == 5  # "1.5" is a number


def days_of(texts: list[str], dated: str | None, order: Order | None) -> list[str] | None:
    """The ISO days of two or more such titles, by the report's own day ``dated``; ``None`` where they stay unsure.

    Every day is the last one of that name not after the report; they have to follow each other in time (either way),
    and the newest must lie close before the report.
    """
    if len(texts) < 2 or dated is None or len(dated) != 10:
        return None
    last = dt.date.fromisoformat(dated)
    found = {days for o in ((order,) if order else ("mdy", "dmy")) if (days := _under(texts, last, o)) is not None}
    return [d.isoformat() for d in found.pop()] if len(found) == 1 else None


def _under(texts: list[str], last: dt.date, order: Order) -> tuple[dt.date, ...] | None:
    days = tuple(_day(t, last, order) for t in texts)
    known = [d for d in days if d is not None]
    if len(known) < len(days) or (last - max(known)).days > _NEWEST:
        return None
    steps = [(b - a).days for a, b in pairwise(known)]
    return tuple(known) if all(s > 0 for s in steps) or all(s < 0 for s in steps) else None


def _day(text: str, last: dt.date, order: Order) -> dt.date | None:
    m = _DAY.search(text.strip().lower())
    if m is None:
        return None
    if m.group("a") is not None:
        month, day = (m.group("a"), m.group("b")) if order == "mdy" else (m.group("b"), m.group("a"))
    else:
        month, day = str(_named(m.group("m1") or m.group("m2")) or 0), m.group("d1") or m.group("d2")
    for year in (last.year, last.year - 1):
        try:
            found = dt.date(year, int(month), int(day))
        except ValueError:
            continue
        if found <= last:
            return found
    return None


def _named(word: str | None) -> int | None:
    start = (word or "")[:3]
    return _MONTHS.index(start) + 1 if start in _MONTHS else None
