"""What a stretch of text says of a course of treatment: cycles, dates, line; as printed, and unclear ones left out."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from extractors.date_order import date_words
from extractors.dates import DateSpan
from extractors.wordings import Wordings

_WORDINGS = Wordings("treatments", "courses")
_IS_TIME = _WORDINGS.pattern("is_time")
_TO_THIS_DAY = _WORDINGS.pattern("to_this_day")

_NUMBERS = date_words().numbers
_COUNT = _WORDINGS.pattern("count")
_NUMBER = _WORDINGS.pattern("number")
_GOAL = _WORDINGS.pattern("goal")
_DONE = _WORDINGS.pattern("done")
_FIRST_ON_A_DAY = _WORDINGS.pattern("first_on_a_day")
_DAY = _WORDINGS.pattern("day")
_NOT_YET_BEFORE = _WORDINGS.pattern("not_yet_before")
_NOT_YET_AFTER = _WORDINGS.pattern("not_yet_after")
_LINE = _WORDINGS.pattern("line")
LINES = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "frontline": 1, "front-line": 1}
"""Lines of treatment by their words."""
_START = _WORDINGS.pattern("start")
_END = _WORDINGS.pattern("end")
_NOT_THE_COURSE = _WORDINGS.pattern("not_the_course")
_DASH = _WORDINGS.pattern("dash")
_LAST_DOSE = _WORDINGS.pattern("last_dose")
_FIRST = _WORDINGS.pattern("first")
_LAST = _WORDINGS.pattern("last")
_OPENING = _WORDINGS.pattern("opening")
_OWN_RANGE = _WORDINGS.pattern("own_range")
_BEFORE_IT = _WORDINGS.pattern("before_it")
_EVENT_BEHIND = _WORDINGS.pattern("event_behind")
_PAIR = 2
_MAX_CYCLES = 60
_BESIDE = 6


@dataclass(frozen=True, slots=True)
class Course:
    """Numbers and dates of a course, as printed; ``at`` are the ranges they stand in."""

    cycles: int | None = None
    started: str | None = None
    ended: str | None = None
    line: int | None = None
    at: tuple[tuple[int, int], ...] = ()
    next_cycle: bool = False
    last: str | None = None  # "last dose on": its end if it ended, and otherwise only the latest dose


def read_course(
    text: str, start: int, end: int, dates: list[DateSpan], seen: str | None = None, name: int | None = None
) -> Course:
    """What ``text[start:end]`` says of a course; ``dates`` are known dates with offsets in ``text``.

    ``seen`` is the report's date: a cycle dated after it is still to come; ``name`` is where the treatment is named.
    """
    window = text[start:end]
    dates = _its_own(text, start, end, dates, name)
    later = [d.start - start for d in dates if seen and d.iso and d.iso > seen and len(d.iso) == len(seen)]
    counted = [c for c in _cycles(window) if not any(0 <= at - c[2][1] <= _BESIDE for at in later)]
    cycles, at = _settle(counted)
    last = next((d for d in dates if start <= d.start and d.end <= end and _is_last(text, start, d)), None)
    others = [d for d in dates if d is not last]
    started, ended, dated = _course_dates(text, start, end, others)
    dated += [(last.start, last.end)] if last else []
    line = _line(window, None if name is None else name - start)
    ranges = [(start + a, start + b) for a, b in at] + dated
    return Course(
        cycles=cycles,
        started=started,
        ended=ended,
        line=line,
        at=tuple(ranges),
        next_cycle=_next(window),
        last=last.iso if last else None,
    )


def _its_own(text: str, start: int, end: int, dates: list[DateSpan], name: int | None) -> list[DateSpan]:
    """Only the first and last day of a bracket right behind the name, where one stands: others are of other things."""
    behind = [d for d in dates if name is not None and name < d.start and d.end <= end]
    if name is None or len(behind) < _PAIR or not _spans(text, start, behind[0], behind[1]):
        return dates
    closed = text[behind[1].end : behind[1].end + 2].lstrip().startswith(")")
    return behind[:_PAIR] if closed and _OWN_RANGE.search(text[name : behind[0].start]) else dates


def _is_last(text: str, start: int, date: DateSpan) -> bool:
    return _LAST_DOSE.search(text[max(start, date.start - 60) : date.start]) is not None


def _next(window: str) -> bool:
    return any(_is_ahead(window, m.start(), m.end()) for m in _NUMBER.finditer(window))


def _cycles(window: str) -> Iterator[tuple[int, str, tuple[int, int]]]:
    """(number, "count" or "number", range) for each cycle count ("6 cycles") and cycle number ("C4D1")."""
    taken: list[tuple[int, int]] = []
    for match in _COUNT.finditer(window):
        value = _value(next((g for g in match.groups() if g), ""))
        if value is None or not 0 < value <= _MAX_CYCLES or _is_ahead(window, match.start(), match.end()):
            continue
        if (
            window[match.end() : match.end() + 1] in (".", "/", "%")
            and window[match.end() + 1 : match.end() + 2].isdigit()
        ):
            continue
        if (
            _is_goal(window, match.start(), match.end())
            or _is_day(window, match.start())
            or _is_time(window, match.end())
            or window[max(0, match.start() - 1) : match.start()] in ("-", "/")
        ):
            continue
        taken.append(match.span())
        yield value, "count", match.span()
    for match in _NUMBER.finditer(window):
        if any(a < match.end() and match.start() < b for a, b in taken) or _is_ahead(
            window, match.start(), match.end()
        ):
            continue
        if window[max(0, match.start() - 1) : match.start()] == "/":
            continue  # "d/c 5/2025"
        if _FIRST_ON_A_DAY.search(window[match.start() : match.end() + 14]):
            continue  # "C1 12/1/2025" tells when it began, not that one was done
        value = _value(match.group(1) or match.group(2))
        if value is not None and 0 < value <= _MAX_CYCLES:
            yield value, "number", match.span()


def _is_goal(window: str, start: int, end: int) -> bool:
    """Whether so many cycles are what is aimed at: "will continue for at least 6 cycles"."""
    return _GOAL.search(window[:start]) is not None and not _DONE.search(window[end : end + 24])


def _is_day(window: str, start: int) -> bool:
    """Whether the number names a day of a cycle: "Day 1 cycle 7"."""
    return _DAY.search(window[max(0, start - 6) : start]) is not None


def _is_time(window: str, end: int) -> bool:
    return _IS_TIME.search(window[end:]) is not None


def _is_ahead(window: str, start: int, end: int) -> bool:
    """Whether a cycle is still to come ("C5 planned", "due for cycle 3")."""
    if _NOT_YET_AFTER.search(window[end : end + 40]):
        return True
    return _NOT_YET_BEFORE.search(window[max(0, start - 24) : start]) is not None


def _value(text: str | None) -> int | None:
    if not text:
        return None
    return int(text) if text.isdigit() else _NUMBERS.get(text.lower())


def _settle(found: list[tuple[int, str, tuple[int, int]]]) -> tuple[int | None, list[tuple[int, int]]]:
    """One number of cycles: a count when one stands, else the highest cycle number; two counts that differ are none.

    "Cycle 1 x 4" says both, and no one can tell which: none.
    """
    counts = {n for n, kind, _ in found if kind == "count"}
    numbers = [n for n, kind, _ in found if kind == "number"]
    if len(counts) > 1 or (counts and numbers and max(numbers) != max(counts) and max(numbers) < max(counts)):
        return None, []
    if not found:
        return None, []
    cycles = max([*counts, *numbers])
    return cycles, [at for n, _, at in found if n == cycles]


def _line(window: str, name: int | None) -> int | None:
    """The line of treatment; of several, the one between the same commas as the name, or none."""
    found = list(_LINE.finditer(window))
    if len({_nth(m) for m in found}) > 1:
        if name is None:
            return None
        left = max(window.rfind(c, 0, name) for c in ",;.") + 1
        right = min((at for c in ",;." if (at := window.find(c, name)) >= 0), default=len(window))
        found = [m for m in found if left <= m.start() < right]
    return _nth(found[0]) if len({_nth(m) for m in found}) == 1 else None


def _nth(match: Any) -> int:
    word = match.group("word") or match.group("front")
    return LINES[word.lower()] if word else int(match.group("nth") or match.group("after") or match.group("short"))


def _course_dates(
    text: str, start: int, end: int, dates: list[DateSpan]
) -> tuple[str | None, str | None, list[tuple[int, int]]]:
    """First start and last end that the words beside a date call so."""
    inside = [d for d in dates if start <= d.start and d.end <= end]
    started: str | None = None
    ended: str | None = None
    used: list[tuple[int, int]] = []
    behind = _told_behind(text, start, end, inside)
    for i, date in enumerate(inside):
        leads = i + 1 < len(inside) and _spans(text, start, date, inside[i + 1])
        opens = not leads and _OPENING.search(text[start : date.start]) is not None
        if opens and (role := _leads(text[date.end : min(end, date.end + 60)])):
            started, ended = (started or date.iso, ended) if role == "start" else (started, date.iso)
            used.append((date.start, date.end))
            continue
        if behind is not None:
            if (role := behind.get(date.start)) is not None:
                started, ended = (started or date.iso, ended) if role == "start" else (started, date.iso)
                used.append((date.start, date.end))
            continue
        before = text[max(start, date.start - 28) : date.start]
        follows = i > 0 and _spans(text, start, inside[i - 1], date)
        if _NOT_THE_COURSE.search(text[max(start, date.start - 44) : date.start]):
            continue
        if follows or _END.search(before):
            ended = date.iso
        elif leads or _START.search(before) or (_TO_THIS_DAY.match(text[date.end :]) and started is None):
            started = started or date.iso
        else:
            continue
        used.append((date.start, date.end))
    if started and ended and started[: len(ended)] > ended[: len(started)]:
        return None, None, used  # one of the two is the day of another thing
    return started, ended, used


def _spans(text: str, start: int, first: DateSpan, second: DateSpan) -> bool:
    """Whether two dates bound a time: "Jan 2024 - May 2024", "between April and October 2025"."""
    gap = text[first.end : second.start]
    if gap.strip() == "and":
        return text[max(start, first.start - 9) : first.start].strip().endswith("between")
    if gap and gap.isspace():  # the cells of a row: start, end
        return (first.iso or "") < (second.iso or "")
    return _DASH.search(gap) is not None


def _leads(event: str) -> str | None:
    """What a date that opens a line dates: "01/05/2026 azacitidine cycle 1", "2025-03-14: stopped azacitidine"."""
    first, last = _FIRST.search(event), _LAST.search(event)
    if first is None or last is None:
        return "start" if first else "end" if last else None
    return "start" if first.start() < last.start() else "end"


def _told_behind(text: str, start: int, end: int, dates: list[DateSpan]) -> dict[int, str] | None:
    """What each date dates where the word follows the date: "24-May-2025 started, 30-Oct-2025 stopped"."""
    if len(dates) < _PAIR or _BEFORE_IT.search(text[max(start, dates[0].start - 28) : dates[0].start]):
        return None
    found: dict[int, str] = {}
    for date in dates:
        follows = _EVENT_BEHIND.search(text[date.end : min(end, date.end + 40)])
        role = _leads(follows.group()) if follows is not None else None
        if role is not None:
            found[date.start] = role
    return found if len(found) == len(dates) or "end" in found.values() else None
