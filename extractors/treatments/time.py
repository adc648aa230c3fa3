"""Whether a course of which so many cycles were done goes on, where only dates can tell.

"Completed 4 cycles" says neither that a fifth follows nor that none does. A last dose within one cycle of the report
(``CYCLE_DAYS``: cycles last 21 to 42 days) leaves the course running; one longer ago than two (``OVER_DAYS``) ends it.
 Between the two, and without a date, nobody can tell: the fact gets one plain question.
"""

import calendar
import datetime as dt
from collections.abc import Sequence

from extractors.asking import ask, reason
from extractors.dates import DateSpan
from extractors.treatments.courses import Course
from schemas.facts import Doubt, TreatmentStatus

CYCLE_DAYS, OVER_DAYS = 42, 84
TYPICAL_CYCLE_DAYS = 28
FAR_DAYS = 7300  # no drug of these diseases has been given in cycles for so long
STILL_OPEN = reason("treatment_open")
LONG_SINCE_DAYS = 400  # a course of which only the start is told may have ended within a year or so


def last_day(iso: str) -> dt.date:
    """The last day that a date as precise as printed may mean."""
    year, month = int(iso[:4]), int(iso[5:7]) if len(iso) >= 7 else 12
    day = int(iso[8:10]) if len(iso) == 10 else calendar.monthrange(year, month)[1]
    return dt.date(year, month, day)


def days_since(dates: Sequence[DateSpan], report: str | None) -> int | None:
    """Days from the latest of ``dates`` to the report's date; ``None`` where one of the two is unknown."""
    if report is None:
        return None
    seen = last_day(report)
    passed = [last_day(d.iso) for d in dates if d.iso is not None and d.iso[: len(report)] <= report[: len(d.iso)]]
    return (seen - max(passed)).days if passed else None


def days_between(day: str, report: str | None) -> int | None:
    """Days from ``day`` to the report's date; ``None`` without one, and for a day still to come."""
    if report is None or day > report:
        return None
    days = (last_day(report) - last_day(day)).days
    return days if days < FAR_DAYS else None  # a birth date that a row was laid beside


def since_last_cycle(days: int | None, course: Course, dates: Sequence[DateSpan]) -> int | None:
    """Days since the last of the cycles told of would have ended, where the only date is that of their start."""
    if days is None or not course.cycles or not course.started:
        return days
    told = {d.iso for d in dates if d.iso is not None}
    return max(0, days - course.cycles * TYPICAL_CYCLE_DAYS) if told == {course.started} else days


def settle_by_dates(status: TreatmentStatus, days: int | None) -> tuple[TreatmentStatus, bool]:
    """The status that the dates leave, and whether it is still open."""
    if days is None or CYCLE_DAYS < days <= OVER_DAYS:
        return status, True
    if days > OVER_DAYS:
        return "completed", False
    return "ongoing", False


def long_since(course: Course, report: str | None) -> bool:
    """Whether all that is told of a course is a start so long ago that it may well be over."""
    if course.started is None or course.ended or course.cycles or course.last or report is None:
        return False
    return (last_day(report) - last_day(course.started)).days > LONG_SINCE_DAYS


def still_open(agent: str, cycles: int | None) -> Doubt:
    """The question that settles whether a course goes on."""
    done = ask("after_one_cycle" if cycles == 1 else "after_cycles", cycles=cycles) if cycles else ask("now")
    return Doubt(
        why=STILL_OPEN,
        question=ask("treatment_goes_on", agent=agent, when=done),
        candidates=("ongoing", "completed"),
    )
