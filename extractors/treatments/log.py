"""What days tell of a treatment, and logs of days: lines that begin with a date and tell what happened on it.

"04.06.2025  Start azacitidine" reads like an order; in a log whose day has passed it tells what was done. The day must
be known to have passed: by the date of the report, or by a later line that tells the same drug was given.
"""

from collections.abc import Iterable

from extractors.language import Analysis, Sentence
from extractors.patterns import pattern
from extractors.treatments.courses import Course
from extractors.treatments.groups import Group
from extractors.treatments.links import OFF_SINCE
from extractors.treatments.patterns import LATER_CYCLE, NEXT_MEANT, OF_LATER_CYCLE
from extractors.wordings import Wordings
from schemas.facts import TreatmentStatus

_WORDINGS = Wordings("treatments", "log")

_OPENING = 4  # characters that may stand before the date that opens a line: a bullet, a bracket
_LONGEST_DATE = 40
_SPOKEN = pattern(r"[A-Za-z]{2,}")
_STARTS = _WORDINGS.pattern("starts")
_ONCE = frozenset({"transplant", "cellular"})
_ONLY_A_TIME = _WORDINGS.pattern("only_a_time")
_MEANT = _WORDINGS.pattern("meant")


def entry_day(analysis: Analysis, sentence: Sentence) -> str | None:
    """The full date that opens the line of ``sentence``; a line that spans two dates is no entry of one day."""
    dates = [d for d in analysis.dates(sentence) if d.iso is not None]
    if not dates or dates[0].start - sentence.start > _OPENING or not analysis.opens_passage(sentence):
        return None
    iso = dates[0].iso
    return iso if iso is not None and len(iso) == len("2026-01-01") else None


def begun_by_then(
    analysis: Analysis, sentence: Sentence, at: Iterable[tuple[int, int]], day: str, since: Iterable[str | None]
) -> bool:
    """Whether the entry of ``day`` tells of a start that has happened; ``since``: days on which it was surely given."""
    words = [analysis.text[a:b].lower() for a, b in at]
    if not any(_STARTS.search(w) for w in words) or _MEANT.search(sentence.text):
        return False
    seen = analysis.report.dated
    return (seen is not None and day < seen) or any(s is not None and s >= day for s in since)


def passed_start(analysis: Analysis, sentence: Sentence, at: Iterable[tuple[int, int]]) -> str | None:
    """The day behind the words for a start, where it has passed by then: "start of azacitidine on 4 May 2024"."""
    seen = analysis.report.dated
    ends = [b for a, b in at if _STARTS.search(analysis.text[a:b].lower())]
    if not ends or seen is None or _MEANT.search(sentence.text):
        return None
    behind = [d for d in analysis.dates(sentence) if d.start >= ends[0]]
    if not behind or behind[0].iso is None or behind[0].role != "date":
        return None
    if any(c in ",;" for c in analysis.text[ends[0] : behind[0].start]):
        return None
    day = behind[0].iso
    return day if day < seen[: len(day)] else None


def visits(analysis: Analysis) -> list[tuple[int, str]]:
    """Order of the sentence and day of each visit of a note that stacks several, each below a line with its day alone.

    Nothing for a note with one such line, or with days that neither rise nor fall throughout.
    """
    found: list[tuple[int, str]] = []
    for sentence in analysis.sentences:
        dates = analysis.dates(sentence) if len(sentence.text) <= _LONGEST_DATE else []
        alone = len(dates) == 1 and not _SPOKEN.search(_without(sentence, dates[0].start, dates[0].end))
        if alone and analysis.line_of(sentence).strip() == sentence.text.strip() and (iso := dates[0].iso):
            found.append((sentence.order, iso))
    days = [day for _, day in found]
    ordered = days in (sorted(days), sorted(days, reverse=True))
    return found if ordered and len(set(days)) == len(days) > 1 else []


def _without(sentence: Sentence, start: int, end: int) -> str:
    return sentence.text[: start - sentence.start] + sentence.text[end - sentence.start :]


def visit_of(stacked: list[tuple[int, str]], sentence: Sentence) -> str | None:
    """The day of the visit that ``sentence`` belongs to, of those that ``visits`` found."""
    return next((day for order, day in reversed(stacked) if order < sentence.order), None)


def begun_before(
    analysis: Analysis, sentence: Sentence, group: Group, status: TreatmentStatus | None, course: Course
) -> bool:
    """Whether what is due is a later cycle: "will start cycle 5 on Monday", or of a course whose start has passed."""
    seen = analysis.report.dated
    if status == "planned" and _next_is_meant(analysis.text[group.end : group.right]):
        return True
    if status not in ("planned", "ongoing", "completed") or not (seen and course.started and course.started < seen):
        return False
    if any(h.value.kind in _ONCE for h in group.hits):
        return False
    dates = [d for d in analysis.dates(sentence) if group.end <= d.start < group.right]
    ahead = any(d.iso > seen for d in dates if d.iso and len(d.iso) == len("2025-03-14"))
    later = LATER_CYCLE.search(analysis.text[group.left : group.right]) is not None
    return later and (ahead or status == "planned")


def _next_is_meant(behind: str) -> bool:
    """Whether a later cycle is what is meant to be given, and not only a time ("marrow before we give cycle 5")."""
    if OF_LATER_CYCLE.search(behind):
        return True  # "plan: azacitidine cycle 3 from 24 March"
    match = NEXT_MEANT.search(behind)
    return match is not None and _ONLY_A_TIME.search(behind[: match.start()]) is None


def off_since(analysis: Analysis, group: Group, course: Course) -> bool:
    """Whether the only date says since when it has been stopped: "off azacitidine since March"."""
    return any(OFF_SINCE.search(analysis.text[group.left : a]) for a, _ in course.at)
