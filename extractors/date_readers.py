"""What a printed date says, form by form: ISO text as precise as printed, and whether day and month may be swapped."""

import calendar
import datetime as dt

from extractors.date_order import Order, date_words, month_names
from extractors.patterns import pattern

_DIGITS = pattern(r"\d+")
LAST_TWO_DIGIT_YEAR = 40  # without a better bound, '40 is 2040 (implausible later on) and '41 is 1941


def _year(digits: str, latest: dt.date | None) -> int:
    if len(digits) == 4:
        return int(digits)
    last = latest.year % 100 + 1 if latest is not None else LAST_TWO_DIGIT_YEAR
    return int(digits) + (2000 if int(digits) <= last else 1900)


def iso_of(year: int, month: int | None = None, day: int | None = None) -> str | None:
    """ISO text of a date that exists, as precise as the parts given; ``None`` for one that does not."""
    if month is None:
        return f"{year:04d}"
    if not 1 <= month <= 12:
        return None
    if day is None:
        return f"{year:04d}-{month:02d}"
    if not 1 <= day <= calendar.monthrange(max(year, 1), month)[1]:
        return None
    return f"{year:04d}-{month:02d}-{day:02d}"


_Read = tuple[str | None, bool]


def numbers_in(printed: str) -> list[str]:
    """The runs of digits, left to right."""
    return _DIGITS.findall(printed)


def month_in(printed: str) -> int:
    """The number of the month that is named; one is."""
    found = pattern(rf"\b(?:\d+(?:st|nd|rd|th)?)?({month_names()})\b").search(printed.casefold())
    if found is None:
        found = pattern(rf"({month_names()})").search(printed.casefold())
    if found is None:
        raise ValueError("no name of a month")
    return date_words().months[found.group(1)]


def _read_ymd(printed: str, _order: Order | None, _latest: dt.date | None) -> _Read:
    year, month, day = (int(n) for n in numbers_in(printed))
    return iso_of(year, month, day), False


def _read_num(printed: str, order: Order | None, latest: dt.date | None) -> _Read:
    first, second, digits = numbers_in(printed)
    year, a, b = _year(digits, latest), int(first), int(second)
    month_first, day_first = iso_of(year, a, b), iso_of(year, b, a)
    if month_first is None or day_first is None or month_first == day_first:
        return month_first or day_first, False
    if "." in printed:  # full stops are written day first; a month-first document makes that unsure
        return (None, True) if order == "mdy" else (day_first, False)
    if order is None:
        return None, True
    return (month_first if order == "mdy" else day_first), False


def _read_named(printed: str, _order: Order | None, latest: dt.date | None) -> _Read:
    """Day and named month with the year last: "12 Jan 2026", "Jan 12, 2026"."""
    day, digits = numbers_in(printed)
    return iso_of(_year(digits, latest), month_in(printed), int(day)), False


def _read_ymond(printed: str, _order: Order | None, _latest: dt.date | None) -> _Read:
    digits, day = numbers_in(printed)
    return iso_of(int(digits), month_in(printed), int(day)), False


def _read_mony(printed: str, _order: Order | None, latest: dt.date | None) -> _Read:
    return iso_of(_year(numbers_in(printed)[0], latest), month_in(printed)), False


def _read_my(printed: str, _order: Order | None, _latest: dt.date | None) -> _Read:
    month, year = (int(n) for n in numbers_in(printed))
    return iso_of(year, month), False


def _read_ym(printed: str, _order: Order | None, _latest: dt.date | None) -> _Read:
    year, month = (int(n) for n in numbers_in(printed))
    return iso_of(year, month), False


def _read_jp(printed: str, _order: Order | None, _latest: dt.date | None) -> _Read:
    numbers = [int(n) for n in numbers_in(printed)]
    base = next((first for era, first in date_words().eras.items() if printed.startswith(era)), 0)
    return iso_of(base + numbers[0], *numbers[1:]), False


def _read_quarter(printed: str, _order: Order | None, _latest: dt.date | None) -> _Read:
    return max(numbers_in(printed), key=len), False  # a quarter is known to its year


def _read_y(printed: str, _order: Order | None, _latest: dt.date | None) -> _Read:
    return printed, False


READERS = {
    "ymd": _read_ymd,
    "num": _read_num,
    "dmony": _read_named,
    "ymond": _read_ymond,
    "mondy": _read_named,
    "mondyy": _read_named,
    "mony": _read_mony,
    "my": _read_my,
    "ym": _read_ym,
    "jp": _read_jp,
    "era": _read_jp,
    "quarter": _read_quarter,
    "y": _read_y,
}
"""Readers by the name of the form."""
