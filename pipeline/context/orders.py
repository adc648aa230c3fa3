"""The order of day and month that a document shows by what it prints: a specimen's way, an age, a known birth date."""

from collections.abc import Iterator, Sequence

from extractors.dates import Order, find_dates
from pipeline.context.attendance import days_between
from pipeline.context.fields import fields_of
from pipeline.context.head import head_fields, head_passages
from pipeline.context.identity import identity_of
from schemas.layout import Report

_GAP = 26  # characters between a key and its date
_SOON, _STALE, _REPORTED = 7, 26, 90  # days: a fresh specimen, one no laboratory takes, a slow report
_ORDERS: tuple[Order, Order] = ("mdy", "dmy")
_DAY = len("2025-01-31")
_OF_BIRTH = ("birth", "birth_sex")


def order_by_turnaround(reports: Sequence[Report]) -> Order | None:
    """The order of day and month that makes sense of a specimen's way, where only one does.

    A specimen is received within days of its collection, and reported after both; read in the wrong order of day and
    month, "collected 03/04, received 03/05" would lie a month apart, and other pairs run backwards.
    """
    votes: set[Order] = set()
    for report in reports:
        fields = head_fields(report)
        read: dict[Order, dict[str, str]] = {"mdy": {}, "dmy": {}}
        for order, days in read.items():
            for field in fields:
                span = next(iter(find_dates(field.value[:_GAP], order)), None)
                if span is not None and span.precision == "day" and span.iso is not None:
                    days.setdefault(field.slot, span.iso)
        fits = [order for order, days in read.items() if _fits(days)]
        clashes = [order for order, days in read.items() if _runs_badly(days)]
        if len(fits) == len(clashes) == 1 and fits != clashes:
            votes.add(fits[0])
    return votes.pop() if len(votes) == 1 else None


def _way(days: dict[str, str], start: str, end: str) -> int | None:
    if start not in days or end not in days:
        return None
    return days_between(days[start], days[end])


def _fits(days: dict[str, str]) -> bool:
    way, total = _way(days, "collected", "received"), _way(days, "collected", "reported")
    return (way is None or 0 <= way <= _SOON) and (total is None or 0 <= total <= _REPORTED)


def _runs_badly(days: dict[str, str]) -> bool:
    way, total = _way(days, "collected", "received"), _way(days, "collected", "reported")
    return (way is not None and (way < 0 or way >= _STALE)) or (total is not None and total < 0)


def order_by_age(reports: Sequence[Report]) -> Order | None:
    """The order in which the age beside a birth date is that of a day at the head, where it is so in one order only.

    "DOB 12/01/1948, age 76, collected 02/10/2025": born in January, and looked at in October, she would be 77.
    """
    votes: set[Order] = set()
    for report in reports:
        age = identity_of(report, None).age_years
        fits = {order for order in _ORDERS if age is not None and age in _ages(report, order)}
        votes |= fits if len(fits) == 1 else set()
    return votes.pop() if len(votes) == 1 else None


def _ages(report: Report, order: Order) -> set[int]:
    """How old a person born on the printed day is on each other day at the head, days read in ``order``."""
    head = head_passages(report)
    born: set[str] = set()
    days: set[str] = set()
    for field in fields_of(head):
        first = next(iter(find_dates(field.value[:_GAP], order)), None) if field.slot in _OF_BIRTH else None
        born |= {first.iso} if first is not None and first.iso is not None and len(first.iso) == _DAY else set()
    for passage in head:
        days |= {d.iso for d in find_dates(passage.text, order) if d.iso is not None and len(d.iso) == _DAY}
    if len(born) != 1:
        return set()
    birth = born.pop()
    return {int(day[:4]) - int(birth[:4]) - (day[5:] < birth[5:]) for day in days - {birth}}


def order_by_birth(reports: Sequence[Report], births: frozenset[str]) -> Order | None:
    """The order in which an ambiguous birth date is one of ``births``, where it is so in one order only."""
    votes: set[Order] = set()
    for read in _births_read(reports) if births else ():
        votes |= {order for order, iso in read.items() if iso in births}
    return votes.pop() if len(votes) == 1 else None


def birth_is_ambiguous(reports: Sequence[Report]) -> bool:
    """Whether a birth date is another day in the other order: only then can ``order_by_birth`` tell one."""
    return any(len(set(read.values())) > 1 for read in _births_read(reports))


def _births_read(reports: Sequence[Report]) -> Iterator[dict[Order, str | None]]:
    """Each birth date as read in either order."""
    for report in reports:
        for field in head_fields(report):
            if field.slot in _OF_BIRTH:
                first = {o: next(iter(find_dates(field.value[:_GAP], o)), None) for o in _ORDERS}
                yield {o: span.iso if span is not None else None for o, span in first.items()}
