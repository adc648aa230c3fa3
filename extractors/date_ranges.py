"""Ranges of dates of which only the end prints its year or its month: "between March and September 2023", "3-8 May".

The opening of such a range is a date of its own; whoever reads only its end takes the end for the beginning.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from extractors.date_order import date_words, month_names
from extractors.date_readers import iso_of, month_in, numbers_in
from extractors.wordings import Wordings

if TYPE_CHECKING:
    from extractors.dates import DateSpan

_WORDINGS = Wordings("language", "date_ranges", month=month_names())

_OPENS = _WORDINGS.pattern("opens")
_IN_MONTH = _WORDINGS.pattern("in_month")


def with_openings(text: str, found: "list[DateSpan]") -> "list[DateSpan]":
    """``found`` with the dates that open a range whose year or month stands at its end; ``found`` is left to right."""
    if not found:
        return found
    kept = list(found)
    for match in _IN_MONTH.finditer(text):
        kept = _in_month(match, kept)
    for match in _OPENS.finditer(text):
        name = next(n for n in _FORMS if match.group(n))
        start, end = match.span(name)
        closing = next((s for s in kept if s.start <= match.end() <= s.end), None)
        if closing is None or closing.iso is None or closing.start < end or closing.role not in ("date", "relative"):
            continue
        iso = _FORMS[name](match.group(name), closing)
        same = [s for s in kept if s.start < end and start < s.end]
        if iso is not None and all(s.iso is None or (name == "day" and s.role == "relative") for s in same):
            kept = [*(s for s in kept if s not in same), replace(closing, start=start, end=end, iso=iso)]
    return kept


def _month(printed: str, closing: "DateSpan") -> str | None:
    """The month that opens a range, in the year of its end or in the one before."""
    month, end = date_words().months[printed.casefold()], closing.iso or ""
    if len(end) < len("2024-01"):
        return None
    return iso_of(int(end[:4]) - (month > int(end[5:7])), month)


def _day(printed: str, closing: "DateSpan") -> str | None:
    """The day that opens a range within one month: "20-26 January"."""
    iso = closing.iso or ""
    if closing.precision != "day" or int(printed) >= int(iso[8:]):
        return None
    return iso_of(int(iso[:4]), int(iso[5:7]), int(printed))


def _day_of_month(printed: str, closing: "DateSpan") -> str | None:
    """The day and month that open "8 January to 10 June 2024"."""
    iso = closing.iso or ""
    if closing.precision != "day" or closing.role != "date":
        return None
    month, day = month_in(printed), int(numbers_in(printed)[0])
    return iso_of(int(iso[:4]) - ((month, day) > (int(iso[5:7]), int(iso[8:]))), month, day)


_FORMS: dict[str, Callable[[str, "DateSpan"], str | None]] = {
    "first": _month,
    "between": _month,
    "days": _day,
    "and": _day,
    "day": _day_of_month,
}
"""How the opening of a range is read, by the form it was found in."""


def _in_month(match: Any, found: "list[DateSpan]") -> "list[DateSpan]":
    """Both days of "January 20-26, 2025" in place of what was read of it."""
    year, month = int(match.group("year")), date_words().months[match.group("month").casefold()]
    first, last = (iso_of(year, month, int(match.group(k))) for k in ("low", "high"))
    model = next((s for s in found if s.start < match.end() and match.start() < s.end), None)
    if model is None or first is None or last is None or first >= last:
        return found
    rest = [s for s in found if not (s.start < match.end() and match.start() < s.end)]
    both = (
        replace(model, start=match.start(k), end=match.end(k), iso=iso, ambiguous=False, role="date")
        for k, iso in (("from", first), ("to", last))
    )
    return [*rest, *both]
