"""Mentions of treatments, and how those of one report settle what each of them leaves open."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from extractors.language import Analysis, Sentence
from extractors.treatments.courses import Course
from extractors.treatments.days import left_open
from extractors.treatments.lists import says_it_runs
from extractors.treatments.log import begun_by_then, entry_day, passed_start
from extractors.treatments.said import Said
from extractors.treatments.time import (
    OVER_DAYS,
    days_between,
    days_since,
    long_since,
    settle_by_dates,
    since_last_cycle,
)
from extractors.wordings import Wordings
from schemas.facts import GIVEN, Doubt, TreatmentStatus
from schemas.vocabulary import Agent

_WORDINGS = Wordings("treatments", "settling")

_GENERAL = frozenset(_WORDINGS.words("general"))
_PRIOR = _WORDINGS.words("prior")
FAR = 6
"""Sentences over which one treatment may still be told of."""
_STRONGEST: tuple[TreatmentStatus, ...] = ("stopped", "ongoing", "completed")
ONE_TIME = frozenset({"transplant", "cellular"})
"""Kinds of treatment that are given once."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One agent as one sentence speaks of it."""

    agent: Agent
    said: Said
    course: Course
    response: tuple[str, tuple[int, int]] | None
    quote: tuple[int, int]
    exact: tuple[tuple[int, int], ...]
    sentence: Sentence
    open: bool = False
    doubt: Doubt | None = None


def weakened(mentions: list[Mention], more: list[Mention]) -> list[Mention]:
    """``mentions``; what was said right before of a course whose end ``more`` tells does not say that it goes on."""
    over = next((m for m in more if m.course.ended or m.said.status == "stopped"), None)
    if over is None:
        return mentions
    near = range(over.sentence.order - FAR, over.sentence.order)
    return [
        replace(m, said=replace(m.said, weak=True)) if m.agent is over.agent and m.sentence.order in near else m
        for m in mentions
    ]


def logged(analysis: Analysis, m: Mention) -> bool:
    """Whether an entry of a day says that it is to start: a log whose next entry may tell that it ended."""
    return m.said.status == "planned" and entry_day(analysis, m.sentence) is not None


def carried_out(analysis: Analysis, m: Mention, mentions: list[Mention]) -> Mention:
    """``m`` as begun where a log of days prints its start on a day that has passed: "04.06.2025  Start azacitidine"."""
    if m.said.status != "planned":
        return m
    if (begun := passed_start(analysis, m.sentence, m.said.at)) is not None and entry_day(analysis, m.sentence) is None:
        return replace(
            m, said=replace(m.said, status="ongoing", weak=True), course=replace(m.course, started=begun), open=True
        )
    day = entry_day(analysis, m.sentence)
    since = [entry_day(analysis, n.sentence) for n in mentions if n.agent is m.agent and n.said.status in GIVEN]
    if day is None or not begun_by_then(analysis, m.sentence, m.said.at, day, since):
        return m
    return replace(m, said=replace(m.said, status="ongoing", weak=True), course=replace(m.course, started=day))


def settled(analysis: Analysis, mentions: list[Mention]) -> Iterator[Mention]:
    """Weak statements (no word on whether it goes on) take the status that the same report states of that agent.

    A course with a stated end is over, whatever its schedule was called.
    """
    firm: dict[str, TreatmentStatus] = {}
    weak: dict[str, set[TreatmentStatus]] = {}
    mentions = [_dated(analysis, m, mentions) for m in mentions]
    for m in mentions:
        if m.said.status in GIVEN and (m.open or m.doubt is not None):
            continue  # what is not understood settles nothing
        if m.said.status in GIVEN and m.said.weak:
            weak.setdefault(m.agent.name, set()).add(m.said.status)
        elif m.said.status in GIVEN:
            firm[m.agent.name] = m.said.status
    for m in mentions:
        status = m.said.status
        if status in GIVEN and m.said.weak and not _of_an_earlier(analysis, m):
            heard = weak.get(m.agent.name, set())
            told = next((s for s in _STRONGEST if s in heard), None)
            status = firm.get(m.agent.name) or told or status
            m = replace(m, open=m.open and told is None and m.agent.name not in firm)
        ended = "stopped" in (status, firm.get(m.agent.name)) or (status == "completed" and _long_ago(analysis, m))
        if m.course.last and not m.course.ended and ended:
            m = replace(m, course=replace(m.course, ended=m.course.last))
        if status == "ongoing" and m.course.ended and m.said.reason != "on_hold":
            status = "stopped" if firm.get(m.agent.name) == "stopped" else "completed"
        yield replace(m, said=replace(m.said, status=status))


def _of_an_earlier(analysis: Analysis, m: Mention) -> bool:
    """Whether it is told of one of several that a word for many names: "received prior chemotherapy … now on chemo"."""
    told = [analysis.text[a:b].lower() for a, b in m.said.at]
    return m.said.status == "completed" and m.agent.name in _GENERAL and any(t.startswith(_PRIOR) for t in told)


def _long_ago(analysis: Analysis, m: Mention) -> bool:
    """Whether the last dose that is told of lies so far back that it ended the course."""
    days = days_between(m.course.last, analysis.report.dated) if m.course.last else None
    return days is not None and days > OVER_DAYS


def _dated(analysis: Analysis, m: Mention, mentions: list[Mention]) -> Mention:
    """A mention whose words leave open whether the course goes on, settled by its dates and by later lines."""
    if m.said.status == "stopped" and left_open(analysis, m.sentence, m.said, m.course):
        return replace(m, open=True)
    if m.said.status not in ("ongoing", "completed") or not m.said.weak:
        return m
    lines = [n.course.line for n in mentions if n.course.line and n.said.status in GIVEN and n.agent is not m.agent]
    if m.course.line and any(line > m.course.line for line in lines):
        return replace(m, said=replace(m.said, status="completed", weak=False))
    last = days_since([d for d in analysis.dates(m.sentence) if d.iso == m.course.last], analysis.report.dated)
    if last is not None and last > OVER_DAYS and m.said.status == "ongoing":
        return replace(m, said=replace(m.said, status="completed"))
    day = None if says_it_runs(m.sentence.text) else entry_day(analysis, m.sentence)
    if m.said.status == "ongoing" and m.course.cycles and not m.said.open and day is not None:
        settled, unsure = settle_by_dates("ongoing", days_between(day, analysis.report.dated))
        return replace(m, said=replace(m.said, status=settled), open=unsure)
    if m.said.status == "ongoing" and not m.said.open and long_since(m.course, analysis.report.dated):
        return replace(m, open=True)
    if left_open(analysis, m.sentence, m.said, m.course):
        return replace(m, open=True)
    if not m.said.open or m.course.ended or m.agent.kind in ONE_TIME:
        return m
    dates = analysis.dates(m.sentence)
    passed = since_last_cycle(days_since(dates, analysis.report.dated), m.course, dates)
    status, unsettled = settle_by_dates(m.said.status, passed)
    return replace(m, said=replace(m.said, status=status), open=unsettled)
