"""The day right behind a treatment that a word before it says to be over: "stopped deferasirox in January"."""

from dataclasses import replace

from extractors.language import Analysis, Sentence
from extractors.treatments.courses import Course
from extractors.treatments.groups import Group
from extractors.treatments.said import Said
from extractors.wordings import Wordings

_WORDINGS = Wordings("treatments", "ends")

_RIGHT_BEHIND = _WORDINGS.pattern("right_behind")
_IN_BETWEEN = _WORDINGS.pattern("in_between")
_OVER = ("ended", "completed")


def ended_then(analysis: Analysis, sentence: Sentence, group: Group, said: Said, course: Course) -> Course:
    """``course`` with the day behind the name as its end, where the word used before the name says that it is over."""
    if said.status not in ("stopped", "completed") or course.ended or not group.hits:
        return course
    used = set(said.at)
    over = [
        c
        for c in analysis.cues_in("treatment", sentence)
        if c.value.kind in _OVER and (c.start, c.end) in used and group.left <= c.start and c.end <= group.start
    ]
    if not over or any(_IN_BETWEEN.search(analysis.text[c.end : group.start]) for c in over):
        return course
    day = next((d for d in analysis.dates(sentence) if group.end <= d.start and d.end <= group.right), None)
    if day is None or not _RIGHT_BEHIND.search(analysis.text[group.end : day.start]):
        return course
    started = None if course.started == day.iso else course.started
    if started and day.iso and day.iso[: len(started)] < started[: len(day.iso)]:
        return course
    return replace(course, started=started, ended=day.iso, at=(*course.at, (day.start, day.end)))
