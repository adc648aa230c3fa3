"""Dates in text: found, read, and left unread where the order of day and month is not known.

``03/04/2025`` is 4 March in one country and 3 April in another; unless the document shows its order, it is neither.
"""

import datetime as dt
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Literal

from extractors.date_order import Order, date_order, date_words, month_names, stands_free
from extractors.date_ranges import with_openings
from extractors.date_readers import READERS, iso_of, month_in, numbers_in
from extractors.patterns import pattern
from extractors.wordings import Wordings

_WORDINGS = Wordings(
    "language",
    "dates",
    number=rf"(?:\d{{1,3}}|{'|'.join(date_words().numbers)})",
    unit="|".join(sorted(date_words().units, key=len, reverse=True)),
    month=month_names(),
)
_RELATIVE = _WORDINGS.pattern("relative")
_RANGE_END = _WORDINGS.pattern("range_end")
_RANGE_JOINS = _WORDINGS.words("range_joins")

__all__ = ["DateSpan", "Order", "date_order", "find_dates", "iso_of", "parse_date"]

Role = Literal["date", "birth", "void", "relative"]

EARLIEST_YEAR, LATEST_YEAR = 1900, 2100
_FIGURES = frozenset("0123456789")  # no date is without one, but for those counted from an anchor
_COUNTED = frozenset(_WORDINGS.words("counted"))
_DEMONSTRATIVE = ("this", "last")
_YEAR_SAID = _WORDINGS.pattern("year_said")
LAST_DAY_NOT_A_YEAR = 14  # "Jan 24" may be January 2024


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A date at ``text[start:end]``; ``iso`` is as precise as printed, ``None`` when it cannot be known or be true.

    ``role`` is "birth" or "void" (expiry, print or version date, appointment) when the word before it says so, and
    "relative" when it was counted from an anchor.
    """

    start: int
    end: int
    iso: str | None
    ambiguous: bool = False
    role: Role = "date"

    @property
    def precision(self) -> Literal["day", "month", "year"] | None:
        """How precise the date is."""
        return {10: "day", 7: "month", 4: "year"}.get(len(self.iso or ""))  # type: ignore[return-value]


@lru_cache(maxsize=1)
def _absolute() -> Any:
    # No date goes over the edge of its cell: a tab parts two of them.
    month = f"(?:{month_names()})"
    year = r"(?:19|20)\d\d"
    return pattern(
        r"(?P<ymd>\d{4}(?:-\d{1,2}-|/\d{1,2}/|\.\d{1,2}\.)\d{1,2})"
        r"|(?P<num>\d{1,2}(?: ?/ ?\d{1,2} ?/ ?|-\d{1,2}-|\.\d{1,2}\.)(?:\d{4}|\d{2}))"
        rf"|(?P<dmony>\d{{1,2}}(?:st|nd|rd|th)?\.?[ \n\-/.]{{0,3}}(?:of |de )?{month}"
        r"(?:[ \n\-/.,]{0,3}(?:de )?\d{4}|[ \n\-/.]{0,3}(?:de )?['’]?\d{2}))"
        rf"|(?P<ymond>{year}[ \n\-/]{month}[ \n\-/]\d{{1,2}})"
        rf"|(?P<mondy>{month}\.?[ \n\-]{{0,2}}\d{{1,2}}(?:st|nd|rd|th)?(?:,[ \n]?|[ \n]|-|, )(?:\d{{4}}|['’]\d{{2}}))"
        rf"|(?P<mondyy>{month}\.?[ \n]?\d{{1,2}}(?:st|nd|rd|th)?,[ \n]?\d{{2}})"
        rf"|(?P<mony>{month}[ \n\-/.,]{{0,3}}(?:of |de )?(?:{year}|['’]\d{{2}}))"
        rf"|(?P<my>\d{{1,2}}/{year}|\d{{2}}[.-]{year})"
        rf"|(?P<ym>{year}[-/](?:0[1-9]|1[0-2]))"
        r"|(?P<jp>(?:令和|平成|昭和|\d\d)\d{1,2}年\d{1,2}月(?:\d{1,2}日)?)"
        r"|(?P<era>[RH]\d{1,2}\.\d{1,2}\.\d{1,2})"
        rf"|(?P<quarter>(?:q[1-4]|[1-4]q)[ \n/'’-]{{0,2}}{year})"
        rf"|(?P<y>{year})"
    )


def find_dates(
    text: str, order: Order | None = None, *, anchor: str | None = None, latest: dt.date | None = None
) -> list[DateSpan]:
    """All dates in ``text``, left to right.

    ``order`` is how the document writes numeric dates (see ``date_order``); ``anchor`` (ISO) adds relative dates
    ("2 weeks ago") counted from it; dates after ``latest`` or before 1900 get no ``iso``.
    """
    if not anchor and _FIGURES.isdisjoint(text):
        return []
    return list(_dates_in(text, order, anchor, latest))


@lru_cache(maxsize=512)  # several extractors look at a line one after the other
def _dates_in(text: str, order: Order | None, anchor: str | None, latest: dt.date | None) -> tuple[DateSpan, ...]:
    found = [span for match in _absolute().finditer(text) for span in _spans(match, text, order, latest)]
    found = [s for i, s in enumerate(found) if i == 0 or s.start >= found[i - 1].end]
    if anchor:
        taken = [(s.start, s.end) for s in found]
        for match in _RELATIVE.finditer(text):
            if any(s < match.end() and e > match.start() for s, e in taken):
                continue
            span = _in_the_year_of_its_end(_relative_span(match, text, anchor, order), found, text)
            if span is not None and not _of_another_year(match, span, found, text):
                found.append(span)
    found = with_openings(text, found)
    found.sort(key=lambda s: s.start)
    return tuple(s for i, s in enumerate(found) if i == 0 or s.start >= found[i - 1].end)


def parse_date(text: str, order: Order | None = None, *, latest: dt.date | None = None) -> str | None:
    """The one date that ``text`` holds, ISO; ``None`` when there is none, several, or it is ambiguous."""
    known = {s.iso for s in find_dates(text, order, latest=latest) if s.role != "void"}
    return known.pop() if len(known) == 1 else None


def _is_year(digits: str) -> bool:
    return len(digits) == 4 and digits.isdigit() and digits[:2] in ("19", "20")


def _spans(match: Any, text: str, order: Order | None, latest: dt.date | None) -> list[DateSpan]:
    """The date of one match; a number before a month may belong to a value ("Hb 9.2 Jan 12, 2026"), then without it."""
    start, end = match.start(), match.end()
    again: DateSpan | None
    if match.lastgroup == "dmony" and _is_of_month_before(match.group(), text[:start]):
        again = _begun_at(text, end - len(match.group().lstrip("0123456789 \n-/.")), end + 24, order, latest)
        return [again or DateSpan(start, end, None, ambiguous=True)]  # "Oct 23 - Mar 24": days or years
    if match.lastgroup == "dmony" and _day_is_not_its_own(text, start, end):
        again = _begun_at(text, end - len(match.group().lstrip("0123456789").lstrip(" .-/")), end + 6, order, latest)
    elif match.lastgroup == "dmony" and _year_is_a_day(text, match):
        again = _begun_at(text, start + max(match.group().rfind(c) for c in " \t.-/,") + 1, end + 24, order, latest)
    else:
        again = _absolute_span(match, text, order, latest)
    return [again] if again is not None else []


def _begun_at(text: str, start: int, end: int, order: Order | None, latest: dt.date | None) -> DateSpan | None:
    """The date that begins at ``start``, as ``text[start:end]`` alone shows it."""
    window = text[start:end]
    match = next((m for m in _absolute().finditer(window) if m.start() == 0), None)
    span = _absolute_span(match, window, order, latest) if match is not None else None
    return replace(span, start=span.start + start, end=span.end + start) if span is not None else None


def _is_of_month_before(printed: str, before: str) -> bool:
    """As in "Oct 23 - Mar 24", "May 5 - Jun 12, 2024": the number belongs to the month in front of it."""
    gap = printed.lstrip("0123456789")
    return gap.lstrip()[:1] in ("-", "/") and _month_before().search(before[-14:]) is not None


@lru_cache(maxsize=1)
def _month_before() -> Any:
    return pattern(rf"\b(?:{month_names()})\.?[ \t]{{1,2}}['’]?$")


def _year_is_a_day(text: str, match: Any) -> bool:
    """As in "8 May 24 Sep", two days whose year stands elsewhere: the second number is no year."""
    printed = match.group()
    if not printed[-2:].isdigit() or printed[-3:-2].isdigit() or printed[-3:-2] in "'’-/":
        return False
    return _month_follows().search(text[match.end() : match.end() + 14]) is not None


@lru_cache(maxsize=1)
def _month_follows() -> Any:
    return pattern(rf"^[ \t]{{1,2}}(?:{month_names()})\b")


def _day_is_not_its_own(text: str, start: int, end: int) -> bool:
    if text[start - 1 : start] in (".", ",") and text[start - 2 : start - 1].isdigit():
        return True
    if text[end - 4 : end].isdigit() or text[start:end].count("-") == 2:
        return False  # "27-Feb-25": joined by the same sign, and all its own
    # Four digits behind "27-Feb-25" are a year only if they can be one; "0815" is a time of day.
    return _is_year(text[end : end + 6].lstrip(" ,")[:4])


def _absolute_span(match: Any, text: str, order: Order | None, latest: dt.date | None) -> DateSpan | None:
    kind, start, end = match.lastgroup, match.start(), match.end()
    printed = match.group()
    separator = next((c for c in printed if c in "/-."), "")
    if kind in ("y", "ym", "my"):
        separator = separator or ("-" if text[end : end + 1] == "-" or text[start - 1 : start] == "-" else "/")
    in_range = kind == "y" and (_is_year(text[end + 1 : end + 5]) or _is_year(text[start - 5 : start - 1]))
    clock = kind not in ("y", "ym", "my") and _clock_follows(text, end)
    behind = "" if in_range or clock else separator
    if kind not in ("jp", "era") and not stands_free(text, start, end, behind):
        return None
    if kind in ("y", "ym", "my") and not _stands_as_year(text, start, end):
        return None
    if kind == "era" and (text[start - 1 : start].isalnum() or printed[0] not in date_words().eras):
        return None
    iso, ambiguous = READERS[kind](printed, order, latest)
    if iso is not None and not _plausible(iso, latest):
        iso = None
    role = _role(text, start)
    return DateSpan(start, end, None if role == "void" else iso, ambiguous, role)


def _clock_follows(text: str, end: int) -> bool:
    """Whether a time of day hangs on a date by its own sign, as in "25-APR-2025-0610"."""
    clock = text[end + 1 : end + 5]
    free = text[end : end + 1] == "-" and not text[end + 5 : end + 6].isalnum() and text[end + 5 : end + 6] != "-"
    return free and len(clock) == 4 and clock.isdigit() and clock[:2] < "24" and clock[2:] < "60"


def _stands_as_year(text: str, start: int, end: int) -> bool:
    """A bare number of four digits is a year only when no word beside it says it counts or names something else."""
    if text[start - 1 : start] in ("$", "#", "=", "<", ">", ".", ",", "+") or text[end : end + 1] in ("%", "*", "+"):
        return False
    if text[end : end + 1] in (".", ",", ":") and text[end + 1 : end + 2].isdigit():
        return False
    words = date_words()
    before = text[max(0, start - 24) : start].replace(".", " ").replace(":", " ").replace("#", " ").casefold().split()
    after = text[end : end + 24].casefold().split()
    if before and before[-1].strip("(),;-") in words.editions_before:
        return False
    behind = after[0].strip("(),;:.-") if after else ""
    counted = behind[:1] == "/" and behind[1:2].isalpha()  # "2000 /cumm"
    return not (counted or behind in words.editions_after or behind.partition("/")[0] in words.editions_after)


def _role(text: str, start: int) -> Role:
    words = text[max(0, start - 32) : start].casefold().replace(":", " ").replace("(", " ").split()
    tail = [w.strip(",;") for w in words[-3:] if w not in ("date", "of", "on", "at")]
    if not tail:
        return "date"
    if tail[-1] in date_words().birth:
        return "birth"
    return "void" if tail[-1] in date_words().void else "date"


def _plausible(iso: str, latest: dt.date | None) -> bool:
    if not EARLIEST_YEAR <= int(iso[:4]) <= LATEST_YEAR:
        return False
    return latest is None or iso <= latest.isoformat()[: len(iso)]


def _next_word(text: str, end: int) -> str:
    return (text[end : end + 12].split() or [""])[0].strip(".,;:)").casefold()


def _ends_in_day(before: str) -> bool:
    """Whether a day and month stand right before ("07/18 to")."""
    return pattern(r"\b\d{1,2}/\d{1,2} ?$").search(before[-8:]) is not None


def _without_year(match: Any, name: str, text: str, anchor: str, order: Order | None) -> DateSpan | None:
    """A day printed without its year ("07/18", "3 Aug", "Aug 3"), in the year before the anchor that it fits.

    A day that would lie after the anchor is left unread: it may be planned, or of the year before. So is "Jan 24",
    which is also how January 2024 is written.
    """
    printed = match.group(name)
    start, end = match.start(name), match.end(name)
    if len(anchor) < 10 or text[end : end + 1] in ("/", "-", "%") or text[end : end + 3].strip(" ,.'’")[:1].isdigit():
        return None
    if name in ("md", "opens", "second"):
        a, b = (int(n) for n in numbers_in(printed))
        day_first = order == "dmy" if order else (a > 12 or None)
        if day_first is None or _next_word(text, end) in _COUNTED:
            return None
        day, month = (a, b) if day_first else (b, a)
    else:
        day, month = int(numbers_in(printed)[0]), month_in(printed)
        named = next(w for w in printed.split() if w[0].isalpha() and w != "of")
        if named[0].islower() or (name == "mond" and day > LAST_DAY_NOT_A_YEAR):
            return None
    iso = iso_of(int(anchor[:4]), month, day)
    return DateSpan(start, end, iso, False, "relative") if iso is not None and iso <= anchor else None


def _relative_span(match: Any, text: str, anchor: str, order: Order | None = None) -> DateSpan | None:
    groups = match.groupdict()
    bare = next((n for n in ("md", "opens", "second", "dm", "mond") if groups[n]), None)
    if bare == "second" and not _ends_in_day(text[: match.start()]):
        return None
    if bare is not None:
        return _without_year(match, bare, text, anchor, order)
    if groups["month"]:
        if _is_a_verb(match.group(), groups["month"]):
            return None
        follows = text[match.end() : match.end() + 3].strip(" .,'’")
        if follows[:1].isdigit():  # a date of its own that could not be read; never guess around it
            return None
        month = date_words().months[groups["month"].casefold()]
        said = _YEAR_SAID.search(text[match.end() : match.end() + 16])
        if said is not None:
            iso = iso_of(int(anchor[:4]) - (said.group(1).casefold() == "last"), month)
            return DateSpan(match.start(), match.end() + said.end(), iso, False, "relative")
        iso = _opens_range(month, text[match.end() :]) or _latest_month(month, anchor)
    elif groups["n"]:
        number = groups["n"].casefold()
        count = int(number) if number.isdigit() else date_words().numbers[number]
        iso = _before(anchor, count, date_words().units[groups["unit"].casefold()])
    elif groups["day"]:
        iso = _before(anchor, 1 if groups["day"].casefold() == "yesterday" else 0, "days")
    else:
        iso = _before(anchor, 0 if groups["which"].casefold() == "this" else 1, groups["span"].casefold() + "s")
    return None if iso is None else DateSpan(match.start(), match.end(), iso, False, "relative")


def _is_a_verb(printed: str, month: str) -> bool:
    """As in "this may reduce the count", "the last may be lower": small, a month's name is a verb there."""
    return month in date_words().verbs and printed.casefold().startswith(_DEMONSTRATIVE)


def _of_another_year(match: Any, span: DateSpan, known: list[DateSpan], text: str) -> bool:
    """Whether a month or day without a year may belong to the year of a date that the text prints before it.

    "Started in March 2024, in CR by June": not June of the note's year.
    """
    if match.group("n") or match.group("day") or match.group("span") or span.iso is None:
        return False
    if text[span.start : span.end].casefold().startswith("last"):
        return False
    years = {s.iso[:4] for s in known if s.role == "date" and s.iso is not None and s.end <= span.start}
    return any(y != span.iso[:4] for y in years)


def _in_the_year_of_its_end(span: DateSpan | None, known: list[DateSpan], text: str) -> DateSpan | None:
    """The day that opens "May 5 - Jun 12, 2024", with the year printed at its end."""
    end = next((s for s in known if span is not None and s.start >= span.end), None)
    if span is None or end is None or span.precision != "day" or end.precision != "day" or end.role != "date":
        return span
    if text[span.end : end.start].strip().lower() not in _RANGE_JOINS:
        return span
    assert span.iso is not None and end.iso is not None
    year = int(end.iso[:4]) - (span.iso[5:] > end.iso[5:])
    return replace(span, iso=f"{year}{span.iso[4:]}" if span.iso[5:] != "02-29" else None)


def _opens_range(month: int, rest: str) -> str | None:
    """The month that opens "May to July 2025", with the year printed at its end."""
    match = _RANGE_END.search(rest)
    if match is None:
        return None
    last = date_words().months[match.group("month").casefold()]
    return iso_of(int(match.group("year")) - (1 if month > last else 0), month)


def _latest_month(month: int, anchor: str) -> str | None:
    if len(anchor) < 7:
        return None
    year = int(anchor[:4]) - (1 if month > int(anchor[5:7]) else 0)
    return iso_of(year, month)


def _before(anchor: str, count: int, unit: str) -> str | None:
    """``count`` units before ``anchor``, as precise as the unit and the anchor allow."""
    year = int(anchor[:4])
    if unit == "years":
        return iso_of(year - count) if count <= year - EARLIEST_YEAR else None
    if len(anchor) < 7:
        return None
    if unit == "months":
        total = year * 12 + int(anchor[5:7]) - 1 - count
        return iso_of(total // 12, total % 12 + 1)
    if len(anchor) < 10:
        return None
    day = dt.date.fromisoformat(anchor)
    if unit == "days":
        return (day - dt.timedelta(days=count)).isoformat()
    middle = day - dt.timedelta(weeks=count)
    return _shared((middle - dt.timedelta(days=3)).isoformat(), (middle + dt.timedelta(days=3)).isoformat())


def _shared(early: str, late: str) -> str | None:
    """What two dates share: the month, else the year, else nothing."""
    return next((early[:n] for n in (7, 4) if early[:n] == late[:n]), None)
