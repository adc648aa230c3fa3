"""Days and persons in print; no day here has an order of day and month to guess."""

import datetime as dt

from bench.workshop.dress import LONG, MONTHS, Doc


def sex(d: Doc) -> str:
    """Female or male."""
    return {"F": "Female", "M": "Male"}[d.person.sex]


def spaced(on: dt.date) -> str:
    """13 Jan 2025: no order of day and month to guess."""
    return f"{on.day} {MONTHS[on.month - 1]} {on.year}"


def hyphened(on: dt.date) -> str:
    """13-Jan-2025."""
    return f"{on.day:02}-{MONTHS[on.month - 1]}-{on.year}"


def long(on: dt.date) -> str:
    """13 January 2025."""
    return f"{on.day} {LONG[on.month - 1]} {on.year}"


def month(on: dt.date) -> str:
    """January 2025."""
    return f"{LONG[on.month - 1]} {on.year}"


def later(on: dt.date, days: int) -> dt.date:
    """Some days on."""
    return on + dt.timedelta(days)
