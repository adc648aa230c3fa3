"""Treatments: what was given, runs, was stopped, planned, declined or only considered; and what was never given.

A drug that is named is not a drug that was given. Each mention takes the status that the cue words beside it state;
where none stands, the section and the form of the entry decide (a dose in a list of medicines is being taken), and
otherwise nothing is extracted. What is said of relatives, donors, allergies, trials and questions is left out.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from extractors.base import Extractor, finding
from extractors.conclusions import explains
from extractors.courses import Course, read_course
from extractors.language import Analysis, Hit, Sentence, analyse
from extractors.treatment_cues import cues_of
from extractors.treatment_groups import Group, groups_of
from extractors.treatment_links import (
    BEGUN,
    CONTINUES,
    DAY_WITHOUT_YEAR,
    GOES_ON,
    IN_GENERAL,
    IT,
    LOOSE_GAP,
    MORE_TO_COME,
    NAIVE,
    NEXT_CYCLE,
    NOT_DONE,
    NOT_ITS_START,
    REFUSES_IT,
    RUNS_ON,
    STOPPED,
)
from extractors.treatment_lists import MedicineList, says_it_runs
from extractors.treatment_log import begun_before, begun_by_then, entry_day, off_since, visit_of, visits
from extractors.treatment_response import assessment_to_come, reason_of, response_of
from extractors.treatment_said import Said
from extractors.treatment_status import not_taken, status_of
from extractors.treatment_time import (
    OVER_DAYS,
    days_between,
    days_since,
    long_since,
    settle_by_dates,
    since_last_cycle,
    still_open,
)
from extractors.treatment_unclear import unclear
from schemas.facts import Doubt, Finding, NotGiven, Treatment, TreatmentStatus
from schemas.layout import Report, SectionLabel
from schemas.vocabulary import Agent, Vocabulary

_OTHERS = frozenset({"family", "other_person", "mention"})
_TOUCHES = 6
_FAR = 6
_GIVEN: tuple[TreatmentStatus, ...] = ("ongoing", "completed", "stopped")
_STRONGEST: tuple[TreatmentStatus, ...] = ("stopped", "ongoing", "completed")
_ONE_TIME = frozenset({"transplant", "cellular"})


@dataclass(frozen=True, slots=True)
class _Mention:
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


def _run(report: Report, vocabulary: Vocabulary) -> Iterator[Finding]:
    analysis = analyse(report, vocabulary)
    by_name = {a.name: a for a in vocabulary.agents}
    mentions: list[_Mention] = []
    last: list[_Mention] = []
    meant: list[_Mention] = []
    listed = MedicineList()
    for sentence in analysis.sentences:
        if sentence.silent or sentence.label is SectionLabel.ALLERGIES or explains(analysis, sentence):
            continue
        yield from _naive(report, analysis, sentence)
        if listed.opens(sentence):
            last, meant = [], []
            continue
        if not sentence.agents:
            more = list(_carried(analysis, sentence, last))
            more = more or _taken_up(analysis, sentence, meant)
            refused = [] if more else _refused(analysis, sentence, meant, mentions)
            more = more or refused or list(_of_it(analysis, sentence, by_name))
            mentions.extend(m for m in more if m not in mentions)
            last = [m for m in more if m.said.status in _GIVEN] or last
            meant = []
            continue
        found = _once(m for g in groups_of(analysis, sentence) for m in _mentions(analysis, sentence, g, by_name))
        off = _called_off(analysis, sentence)
        found = [_as_listed(m, listed) for m in found if m.agent.name not in off or m.said.status in _GIVEN]
        last = [m for m in found if m.said.status in _GIVEN] or ([] if found else last)
        meant = [m for m in found if m.said.status in ("considered", "planned")]
        mentions.extend(found)
    mentions = [_carried_out(analysis, m, mentions) for m in mentions]
    stacked = visits(analysis)
    for day in sorted({visit_of(stacked, m.sentence) or "" for m in mentions}):
        told = [m for m in mentions if (visit_of(stacked, m.sentence) or "") == day]
        for mention in _settled(analysis, told):
            yield _finding(report, analysis, mention, day or report.dated)


def _as_listed(m: _Mention, listed: MedicineList) -> _Mention:
    """``m``, stopped where its list is of what was stopped and nothing of its own says otherwise."""
    told = [m.sentence.text[max(0, a - m.sentence.start) : b - m.sentence.start] for a, b in m.said.at]
    if not listed.over or m.said.status != "ongoing" or any(says_it_runs(words) for words in told):
        return m
    return replace(m, said=replace(m.said, status="stopped", weak=True, open=False))


def _taken_up(analysis: Analysis, sentence: Sentence, meant: list[_Mention]) -> list[_Mention]:
    """What was offered in the sentence before and begun in this: "… was proposed. First dose given today."."""
    one = len({m.agent.name for m in meant}) == 1 and meant[0].sentence.order == sentence.order - 1
    cue = next((c for c in analysis.cues_in("treatment", sentence) if c.value.kind != "pseudo"), None)
    if (
        not one
        or cue is None
        or cue.value.kind != "given"
        or cue.value.value != "start"
        or not BEGUN.search(sentence.text)
    ):
        return []
    course = read_course(analysis.text, sentence.start, sentence.end, analysis.dates(sentence))
    at = ((cue.start, cue.end), *course.at)
    quote = (min(r[0] for r in at), max(r[1] for r in at))
    said = Said("ongoing", weak=True, at=at)
    return [
        replace(
            meant[-1],
            said=said,
            course=replace(course, line=None),
            response=None,
            quote=quote,
            exact=at,
            sentence=sentence,
        )
    ]


def _of_it(analysis: Analysis, sentence: Sentence, by_name: dict[str, Agent]) -> Iterator[_Mention]:
    """What a sentence says of "it", the one treatment that the sentence before named: "You had it until May 2025."."""
    before = analysis.sentences[sentence.order - 1] if sentence.order else None
    if before is None or before.label is not sentence.label or before.silent:
        return
    named = before.agents[:1] if len({h.value.name for h in before.agents}) == 1 else []
    if not named or {c.value.kind for c in analysis.governing(before, named[0])} & _OTHERS:
        return
    for match in IT.finditer(sentence.text):
        start, end = sentence.start + match.start(), sentence.start + match.end()
        if IN_GENERAL.search(analysis.text[end : sentence.end]):
            continue
        hit = replace(named[0], start=start, end=end)
        group = Group(hits=(hit,), left=sentence.start, right=sentence.end, before=sentence.start)
        found = list(_mentions(analysis, sentence, group, by_name))
        if any(_beside(m, start, end) for m in found):
            yield from found
            return


def _beside(m: _Mention, start: int, end: int) -> bool:
    """Whether a word that gives the status stands right beside "it"."""
    return any(0 <= start - b <= _TOUCHES or 0 <= a - end <= _TOUCHES for a, b in m.said.at)


def _refused(analysis: Analysis, sentence: Sentence, meant: list[_Mention], mentions: list[_Mention]) -> list[_Mention]:
    """A refusal right after one treatment was offered refuses it: "Azacitidine was discussed. She declined."."""
    cue = next((c for c in analysis.cues_in("treatment", sentence) if c.value.kind == "declined"), None)
    one = len({m.agent.name for m in meant}) == 1 and meant[0].sentence.order == sentence.order - 1
    if cue is None or not one or not REFUSES_IT.search(sentence.text[cue.end - sentence.start :]):
        return []
    before = meant[-1]
    at = ((cue.start, cue.end),)
    quote = (min(before.quote[0], cue.start), max(before.quote[1], cue.end))
    said = Said("declined", at=at)
    told = [replace(m, said=said, quote=quote, exact=(*m.exact, *at)) for m in meant]
    mentions[:] = [m for m in mentions if m not in meant]
    return told


def _naive(report: Report, analysis: Analysis, sentence: Sentence) -> Iterator[Finding]:
    match = NAIVE.search(sentence.text)
    if match is None or sentence.label is SectionLabel.INDICATION:
        return
    start, end = sentence.start + match.start(), sentence.start + match.end()
    hit_like = [
        c for c in sentence.cues if c.value.kind in ("family", "other_person", "hypothetical") and c.end <= start
    ]
    if not hit_like:
        fact = NotGiven(agent="disease_modifying", date=report.dated, evidence=analysis.cite(start, end))
        yield finding(report, EXTRACTOR.id, fact, doubt=analysis.doubt("treatment", (start, end)))


def _mentions(analysis: Analysis, sentence: Sentence, group: Group, by_name: dict[str, Agent]) -> Iterator[_Mention]:
    said = status_of(analysis, sentence, group)
    if said is None:
        return
    said = not_taken(analysis, sentence, group, said)
    course = read_course(analysis.text, group.left, group.right, analysis.dates(sentence), analysis.report.dated)
    response = response_of(analysis, sentence, group) if said.status in _GIVEN else None
    if said.status not in _GIVEN:
        course = Course(started=course.started if said.status == "planned" else None, at=course.at)
    elif assessment_to_come(analysis, sentence, group):
        course = replace(course, cycles=None)
    if said.status == "stopped" and course.started and not course.ended and off_since(analysis, group, course):
        course = replace(course, started=None, ended=course.started)
    if course.ended and said.status == "ongoing" and (reason := reason_of(analysis, sentence, group)):
        said = replace(said, status="stopped", reason=said.reason or reason)  # "start May, stop July (reason: rash)"
    if begun_before(analysis, sentence, group, said.status, course):
        said = replace(said, status="ongoing", weak=False, open=False)  # "from 4 March 2024, cycle 4 due on 24 June"
    doubt = unclear(analysis, sentence, group, said, course)
    quote = _quote(group, said, course, response)
    exact = ((group.hits[0].start, group.hits[-1].end), *said.at, *course.at, *([response[1]] if response else []))
    for agent in dict.fromkeys(a for h in group.hits for a in _agents(h, by_name)):
        yield _Mention(
            agent,
            said,
            _with_loose_date(analysis, sentence, group, agent, said, course),
            response,
            quote,
            exact,
            sentence,
            doubt=doubt,
        )


def _once(mentions: Iterable[_Mention]) -> list[_Mention]:
    """Mentions without those that repeat an agent of the sentence and add nothing ("azathioprine … (AZA)")."""
    kept: list[_Mention] = []
    for m in mentions:
        new = m.course.cycles or m.course.started or m.course.ended or m.response
        if new or not any(k.agent is m.agent and k.said.status == m.said.status for k in kept):
            kept.append(m)
    return kept


def _called_off(analysis: Analysis, sentence: Sentence) -> set[str]:
    """Agents that the sentence says were cancelled in the end, however it began."""
    if not any(c.value.kind == "unsuited" and c.value.value for c in analysis.cues_in("treatment", sentence)):
        return set()
    return {
        hit.value.name
        for group in groups_of(analysis, sentence)
        if any(c.value.kind == "unsuited" and c.value.value for c in cues_of(analysis, sentence, group, "treatment"))
        for hit in group.hits
    }


def _agents(hit: Hit, by_name: dict[str, Agent]) -> list[Agent]:
    agent: Agent = hit.value
    return [by_name[p] for p in agent.parts if p in by_name] or [agent]


def _quote(group: Group, said: Said, course: Course, response: tuple[str, tuple[int, int]] | None) -> tuple[int, int]:
    ranges = [(group.hits[0].start, group.hits[-1].end), *said.at, *course.at, *([response[1]] if response else [])]
    return min(r[0] for r in ranges), max(r[1] for r in ranges)


def _with_loose_date(
    analysis: Analysis, sentence: Sentence, group: Group, agent: Agent, said: Said, course: Course
) -> Course:
    """A date right beside the name, with no word of its own, is when it was given: "ATG + CSA (Jun 2024)"."""
    if said.status not in (*_GIVEN, "planned"):
        return course
    if course.started is not None or course.ended is not None:
        if agent.kind in _ONE_TIME and said.status == "completed" and course.started and not course.ended:
            return replace(course, ended=course.started)
        return course
    several = len({h.value.name for h in group.hits}) > 1
    began = any(
        c.value.kind == "given" and c.value.value == "start" for c in cues_of(analysis, sentence, group, "treatment")
    )
    for date in analysis.dates(sentence):
        if (date.role != "date" and not began) or date.iso == course.last:
            continue
        if NOT_ITS_START.search(analysis.text[group.left : date.start]):
            continue
        gap = analysis.text[group.hits[-1].end : date.start]
        if several and "(" not in gap and agent is not group.hits[-1].value:
            continue  # "7+3 and allo-HCT 2019"
        reach = 60 if agent.kind in _ONE_TIME else 24
        loose = LOOSE_GAP.search(gap) or DAY_WITHOUT_YEAR.search(gap)
        if group.hits[-1].end <= date.start < group.right and len(gap) <= reach and not loose:
            ended = date.iso if agent.kind in _ONE_TIME and said.status == "completed" else None
            return replace(course, started=date.iso, ended=ended, at=(*course.at, (date.start, date.end)))
    return course


def _carried(analysis: Analysis, sentence: Sentence, last: list[_Mention]) -> Iterator[_Mention]:
    """A sentence without a name that goes on about the one treatment just named: "Cycle 4 done 3 Aug 2026."."""
    if len({m.agent.name for m in last}) != 1 or not CONTINUES.search(sentence.text):
        return
    row = analysis.line_of(sentence)
    if NOT_DONE.search(row if "\t" in row else sentence.text):
        return
    before = last[-1]
    far = _FAR if NEXT_CYCLE.search(sentence.text) else 2
    if before.sentence.label is not sentence.label or not 0 < sentence.order - before.sentence.order <= far:
        return
    group = Group(hits=(), left=sentence.start, right=sentence.end, before=sentence.start)
    course = read_course(analysis.text, sentence.start, sentence.end, analysis.dates(sentence), analysis.report.dated)
    response = response_of(analysis, sentence, group)
    runs_on = RUNS_ON.search(sentence.text)
    more = course.next_cycle or MORE_TO_COME.search(sentence.text) is not None or runs_on is not None
    word = STOPPED.search(sentence.text) or runs_on or (GOES_ON.search(sentence.text) if more else None)
    if course.cycles is None and response is None and word is None and not course.at:
        return
    told = [(sentence.start + word.start(1), sentence.start + word.end(1))] if word else []
    at = (*course.at, *([response[1]] if response else []), *told)
    said = replace(before.said, weak=True)
    if word:
        reason = None if more else reason_of(analysis, sentence, group)  # "Discontinued: toxicity."
        said = Said("ongoing" if more else "stopped", reason=reason, at=tuple(told))
    quote = (min(r[0] for r in at), max(r[1] for r in at))
    yield _Mention(before.agent, said, replace(course, line=None), response, quote, at, sentence)


def _settled(analysis: Analysis, mentions: list[_Mention]) -> Iterator[_Mention]:
    """Weak statements (no word on whether it goes on) take the status that the same report states of that agent.

    A course with a stated end is over, whatever its schedule was called.
    """
    firm: dict[str, TreatmentStatus] = {}
    weak: dict[str, set[TreatmentStatus]] = {}
    mentions = [_dated(analysis, m, mentions) for m in mentions]
    for m in mentions:
        if m.said.status in _GIVEN and m.open:
            continue
        if m.said.status in _GIVEN and m.said.weak:
            weak.setdefault(m.agent.name, set()).add(m.said.status)
        elif m.said.status in _GIVEN:
            firm[m.agent.name] = m.said.status
    for m in mentions:
        status = m.said.status
        if status in _GIVEN and m.said.weak:
            heard = weak.get(m.agent.name, set())
            told = next((s for s in _STRONGEST if s in heard), None)
            status = firm.get(m.agent.name) or told or status
            m = replace(m, open=m.open and told is None and m.agent.name not in firm)
        if m.course.last and not m.course.ended and "stopped" in (status, firm.get(m.agent.name)):
            m = replace(m, course=replace(m.course, ended=m.course.last))
        if status == "ongoing" and m.course.ended and m.said.reason != "on_hold":
            status = "stopped" if firm.get(m.agent.name) == "stopped" else "completed"
        yield replace(m, said=replace(m.said, status=status))


def _carried_out(analysis: Analysis, m: _Mention, mentions: list[_Mention]) -> _Mention:
    """``m`` as begun where a log of days prints its start on a day that has passed: "04.06.2025  Start azacitidine"."""
    if m.said.status != "planned":
        return m
    day = entry_day(analysis, m.sentence)
    since = [entry_day(analysis, n.sentence) for n in mentions if n.agent is m.agent and n.said.status in _GIVEN]
    if day is None or not begun_by_then(analysis, m.sentence, m.said.at, day, since):
        return m
    return replace(m, said=replace(m.said, status="ongoing", weak=True), course=replace(m.course, started=day))


def _dated(analysis: Analysis, m: _Mention, mentions: list[_Mention]) -> _Mention:
    """A mention whose words leave open whether the course goes on, settled by its dates and by later lines."""
    if m.said.status not in ("ongoing", "completed") or not m.said.weak:
        return m
    lines = [n.course.line for n in mentions if n.course.line and n.said.status in _GIVEN and n.agent is not m.agent]
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
    if not m.said.open or m.course.ended or m.agent.kind in _ONE_TIME:
        return m
    dates = analysis.dates(m.sentence)
    passed = since_last_cycle(days_since(dates, analysis.report.dated), m.course, dates)
    status, unsettled = settle_by_dates(m.said.status, passed)
    return replace(m, said=replace(m.said, status=status), open=unsettled)


def _finding(report: Report, analysis: Analysis, m: _Mention, seen: str | None) -> Finding:
    evidence = analysis.cite(*m.quote)
    doubt: Doubt | None = analysis.doubt("treatment", *m.exact)
    doubt = doubt or m.doubt or (still_open(m.agent.name, m.course.cycles) if m.open else None)
    if m.said.status is None:
        fact = NotGiven(agent=m.agent.name, date=seen, evidence=evidence)
        return finding(report, EXTRACTOR.id, fact, doubt=doubt)
    given = m.said.status in _GIVEN
    return finding(
        report,
        EXTRACTOR.id,
        Treatment(
            agent=m.agent.name,
            kind=m.agent.kind,
            status=m.said.status,
            started=m.course.started,
            ended=m.course.ended,
            cycles=m.course.cycles if given and m.agent.kind not in _ONE_TIME else None,
            line=m.course.line,
            response=m.response[0] if m.response else None,
            stop_reason=m.said.reason if given else None,
            recorded=seen,
            evidence=evidence,
        ),
        doubt=doubt,
    )


EXTRACTOR = Extractor(name="treatments", version=1, run=_run)
