"""Which of the dates before a value is its own, in a sentence that tells several: "91 in March; neutrophils 0.4"."""

from collections.abc import Sequence
from dataclasses import replace

from extractors.dates import DateSpan
from extractors.wordings import Wordings

_WORDINGS = Wordings("labs", "leading")

_NOW = _WORDINGS.pattern("now")
_HAS_FIGURE = _WORDINGS.pattern("has_figure")
_OF_THE_PAST = _WORDINGS.pattern("of_the_past")
_UNREAD_AHEAD = _WORDINGS.pattern("unread_ahead")
_UNREAD_BEHIND = _WORDINGS.pattern("unread_behind")
_OLDEST_RECORD = "1995"
_BEFORE = 40  # characters
_COMPARED = _WORDINGS.pattern("compared")
_WAS = _WORDINGS.pattern("was")
_IS = _WORDINGS.pattern("is")
_YEAR_BEHIND = _WORDINGS.pattern("year_behind")
_LEADS = _WORDINGS.pattern("leads")
_LATER = _WORDINGS.pattern("later")
_BEGINS = _WORDINGS.pattern("begins")
_OF_TEST = _WORDINGS.pattern("of_test")
_CHANGED_BY = _WORDINGS.pattern("changed_by")
_EVENT = _WORDINGS.pattern("event")
_PART = _WORDINGS.pattern("part")


def has_unread_day(before: str, behind: str) -> bool:
    """Whether a day without a year that was not read may be the value's: "Labs 05/01: WBC 3.9", "plt 14 on 2/19"."""
    return _UNREAD_AHEAD.search(before.lower()) is not None or _UNREAD_BEHIND.search(behind.lower()) is not None


def of_no_sample(text: str, date: DateSpan) -> bool:
    """Whether a date is only compared with ("in comparison with 2024-12-03 blasts fell"), or too old: a birth."""
    if date.iso is not None and date.iso < _OLDEST_RECORD:
        return True
    if text[date.end :].lstrip(" )").startswith(":"):
        return False  # "Comparison with 1 May 2025: haemoglobin was 103 g/L"
    return _COMPARED.search(text[max(0, date.start - _BEFORE) : date.start].lower()) is not None


def was_before_what_is(between: str, behind: str) -> bool:
    """Whether a value was, and the words behind it tell what is: "cellularity was 80 % and is 35 %"."""
    return _WAS.search(between.lower()) is not None and _IS.search(behind.lower()) is not None


def year_behind(text: str, end: int) -> str | None:
    """The year alone in a bracket right behind a value: "EPO 512 mU/mL (2023)"."""
    found = _YEAR_BEHIND.match(text[end : end + _BEFORE])
    return found.group(1) if found is not None else None


def date_before(text: str, opens: int, before: Sequence[DateSpan], start: int) -> DateSpan | None:
    """The date of a value at ``start`` among those between ``opens`` and it; ``None`` where that of the report holds.

    A date without a day (``iso`` is ``None``) is given back where nobody can tell whether it is the value's, too.
    """
    last = before[-1]
    if _NOW.search(text[last.end : start].lower()):
        return None  # "101 in August and is now 93 (MCV 109)"
    if _in_closed_bracket(text, opens, last, start):
        return date_before(text, opens, before[:-1], start) if before[1:] else None  # "7.4 (8.2 last week), plt 22"
    if _CHANGED_BY.search(text[last.end : start].lower()) and _EVENT.search(text[opens : last.start].lower()):
        return replace(last, iso=None)  # "transfused on 6 March with a rise in Hb from 64 to 83": the day of the units
    if text[last.start : last.end].lower() == "today":
        return None
    behind = [d for d in before if _stands_behind(text, opens, d)]
    if last not in behind:
        return replace(last, iso=None) if _of_another_event(text, opens, last, start) else last
    if _PART.search(text[last.end : start]) is None:
        return None if _told_of_the_past(text, opens, last) else last
    if text[: last.start].rstrip().endswith("(") and text[last.end :].lstrip().startswith(")"):
        return None  # a bracket speaks of what it stands behind: "Hb 91 (3 March 2025), WBC 2.0"
    leading = [d for d in before if d not in behind]
    if leading:
        return leading[-1]
    if sum(d.role == "date" for d in before) == 1 and _told_of_the_past(text, opens, last):
        return None  # "84 today, having been 91 in March; neutrophils 0.4"
    return replace(last, iso=None)


def _in_closed_bracket(text: str, opens: int, date: DateSpan, start: int) -> bool:
    """Whether a date stands behind a figure of its own in a bracket that is closed before the value."""
    begins = text.rfind("(", opens, date.start)
    inside = text[begins + 1 : date.start]
    return begins >= 0 and ")" not in inside and any(map(str.isdigit, inside)) and ")" in text[date.end : start]


def _of_another_event(text: str, opens: int, date: DateSpan, start: int) -> bool:
    """Whether something that came later stands between a date and a value: "AML April 2025, s/p 7+3, marrow 3%"."""
    ahead = text[opens : date.start].lower()
    if _OF_TEST.search(ahead) or ":" in text[date.end : date.end + 3]:
        return False
    if _BEGINS.search(ahead) and _PART.search(text[date.end : start]):
        return True  # "azacitidine was started in May 2024 and she has had six cycles, with a hemoglobin of 9.8"
    return _LATER.search(text[date.end : start].lower()) is not None


def _stands_behind(text: str, opens: int, date: DateSpan) -> bool:
    """Whether a date follows a figure, whose it may be alone, and opens nothing itself."""
    if _LEADS.search(text[date.end : date.end + 12].lower()):
        return False
    return _HAS_FIGURE.search(text[opens : date.start].lower()) is not None


def _told_of_the_past(text: str, opens: int, date: DateSpan) -> bool:
    """Whether the part of the sentence that ends in ``date`` tells what a value was before."""
    part = _PART.split(text[opens : date.start].lower())[-1]
    return _OF_THE_PAST.search(part) is not None
