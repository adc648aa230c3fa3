"""Treatments: what was given, runs, was stopped, planned, declined or only considered; and what was never given.

A drug that is named is not a drug that was given. Each mention takes the status that the cue words beside it state;
where none stands, the section and the form of the entry decide (a dose in a list of medicines is being taken), and
otherwise nothing is extracted. What is said of relatives, donors, allergies, trials and questions is left out.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from extractors.base import Extractor, finding
from extractors.conclusions import explains
from extractors.language import Analysis, Hit, Sentence, analyse
from extractors.language.grafts import is_bare, only_of_organs
from extractors.treatments.answers import agents_of, named_before, refused, refused_unnamed, taken_up
from extractors.treatments.asked import refused_by_her
from extractors.treatments.choice import of_a_choice
from extractors.treatments.columns import CourseRow, CourseTables
from extractors.treatments.courses import Course, read_course
from extractors.treatments.cues import cues_of
from extractors.treatments.days import begins_behind, begun_then, body_of, is_keyed, of_another, over_then
from extractors.treatments.doses import is_dose, is_left_out, of_doses
from extractors.treatments.ends import ended_then
from extractors.treatments.groups import Group, groups_of
from extractors.treatments.links import (
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
    OF_MANY,
    OF_SOMEBODY,
    RUNS_ON,
    STOPPED,
)
from extractors.treatments.lists import MedicineList, says_it_runs
from extractors.treatments.log import begun_before, off_since, visit_of, visits
from extractors.treatments.response import assessment_to_come, reason_of, response_of
from extractors.treatments.said import Said
from extractors.treatments.settling import FAR, ONE_TIME, Mention, carried_out, logged, settled, weakened
from extractors.treatments.status import not_taken, status_of
from extractors.treatments.time import (
    still_open,
)
from extractors.treatments.unclear import names_another, not_understood, unclear
from extractors.treatments.unread import without_anothers_day
from schemas.facts import GIVEN, Doubt, Finding, NotGiven, Treatment
from schemas.layout import Report, SectionLabel
from schemas.vocabulary import Agent, Vocabulary

_TOUCHES = 6


def _run(report: Report, vocabulary: Vocabulary) -> Iterator[Finding]:
    analysis = analyse(report, vocabulary)
    by_name = {a.name: a for a in vocabulary.agents}
    mentions: list[Mention] = []
    last: list[Mention] = []
    meant: list[Mention] = []
    listed = MedicineList()
    doses = of_doses(report)
    courses = CourseTables(report, analysis)
    for sentence in analysis.sentences:
        if sentence.silent or sentence.label is SectionLabel.ALLERGIES or _only_explains(analysis, sentence):
            continue
        yield from _naive(report, analysis, sentence)
        if listed.opens(sentence):
            last, meant = [], []
            continue
        course, in_table = courses.row(sentence)
        if in_table:
            mentions.extend(_of_row(analysis, course, by_name) if course is not None else ())
            last, meant = [], []
            continue
        if not sentence.agents:
            more = list(_of_entry(analysis, sentence, by_name))
            mentions = [m for m in mentions if not more or m.sentence.order != sentence.order - 1]
            more = more or list(_carried(analysis, sentence, last))
            more = more or taken_up(analysis, sentence, meant)
            told = [] if more else refused(analysis, sentence, meant, mentions)
            told = told or ([] if more else list(refused_unnamed(analysis, sentence, mentions, by_name)))
            more = more or told or list(_of_it(analysis, sentence, by_name))
            mentions.extend(m for m in more if m not in mentions)
            mentions = weakened(mentions, more)
            last = [m for m in more if m.said.status in GIVEN] or last
            meant = []
            continue
        found = _once(m for g in groups_of(analysis, sentence) for m in _mentions(analysis, sentence, g, by_name))
        if doses and is_dose(analysis, sentence):
            mentions.extend([] if is_left_out(analysis, sentence) else map(_of_dose, found))
            continue
        found = [
            m
            for m in of_a_choice(analysis, sentence, found)
            if m.said.status in GIVEN or not explains(analysis, sentence)
        ]
        mentions.extend(_ended_before(analysis, sentence, last))
        off = _called_off(analysis, sentence)
        found = [_as_listed(m, listed) for m in found if m.agent.name not in off or m.said.status in GIVEN]
        last = [m for m in found if m.said.status in GIVEN or logged(analysis, m)] or ([] if found else last)
        meant = [m for m in found if m.said.status in ("considered", "planned")]
        mentions.extend(found)
    mentions = [carried_out(analysis, m, mentions) for m in mentions]
    stacked = visits(analysis)
    for day in sorted({visit_of(stacked, m.sentence) or "" for m in mentions}):
        told = [m for m in mentions if (visit_of(stacked, m.sentence) or "") == day]
        for mention in settled(analysis, told):
            yield _finding(report, analysis, mention, day or report.dated)


def _only_explains(analysis: Analysis, sentence: Sentence) -> bool:
    """Whether a sentence of a laboratory explains; not where it speaks of somebody: "his count is falling on it"."""
    if not explains(analysis, sentence):
        return False
    return not sentence.agents or not OF_SOMEBODY.search(sentence.text) or OF_MANY.search(sentence.text) is not None


def _of_row(analysis: Analysis, row: CourseRow, by_name: dict[str, Agent]) -> Iterator[Mention]:
    """The course of one row of a table of treatments; by its words, where no column tells what became of it."""
    said = row.said or status_of(analysis, row.sentence, row.group)
    if said is None:
        return
    ranges = ((row.group.start, row.group.end), *row.course.at, *said.at, *([row.response[1]] if row.response else []))
    quote = (min(r[0] for r in ranges), max(r[1] for r in ranges))
    given = said.status in GIVEN
    course = row.course if given else Course(started=row.course.started if said.status == "planned" else None)
    doubt = not_understood(row.group, said) if row.unread else None
    for agent in dict.fromkeys(a for h in row.group.hits for a in agents_of(h, by_name)):
        response = row.response if given else None
        yield Mention(agent, said, course, response, quote, ranges, row.sentence, doubt=doubt)


def _of_dose(m: Mention) -> Mention:
    """``m`` without days: that of one dose is not that of its course, and a dose given completes none."""
    said = replace(m.said, status="ongoing") if m.said.status == "completed" else m.said
    return replace(m, said=said, course=replace(m.course, started=None, ended=None))


def _as_listed(m: Mention, listed: MedicineList) -> Mention:
    """``m``, stopped where its list is of what was stopped and nothing of its own says otherwise."""
    told = [m.sentence.text[max(0, a - m.sentence.start) : b - m.sentence.start] for a, b in m.said.at]
    if not listed.over or m.said.status != "ongoing" or any(says_it_runs(words) for words in told):
        return m
    return replace(m, said=replace(m.said, status="stopped", weak=True, open=False))


def _of_entry(analysis: Analysis, sentence: Sentence, by_name: dict[str, Agent]) -> Iterator[Mention]:
    """What a line says of the treatment whose name stands alone above: "AZACITIDINE", below it "Started 3 October"."""
    before = analysis.sentences[sentence.order - 1] if sentence.order else None
    if before is None or before.label is not sentence.label or before.silent or len(before.agents) != 1:
        return
    name = before.agents[0]
    rest = analysis.text[before.start : name.start] + analysis.text[name.end : before.end]
    alone = not any(c.isalnum() for c in rest) and analysis.line_of(before).strip() == before.text.strip()
    if not alone or not analysis.opens_passage(sentence) or {c.value.kind for c in analysis.governing(before, name)}:
        return
    told = [c.start for c in analysis.cues_in("treatment", sentence)] + [d.start for d in analysis.dates(sentence)]
    if min(told, default=sentence.end) - sentence.start > _TOUCHES and not sentence.text[:1].isdigit():
        return  # "Patient tolerated this well; transfused on 3 May": prose that happens to stand below
    start = sentence.start
    group = Group((replace(name, start=start, end=start),), start, sentence.end, start)
    for m in _mentions(analysis, sentence, group, by_name):
        yield replace(m, quote=(name.start, m.quote[1]), exact=((name.start, name.end), *m.exact[1:]))


def _of_it(analysis: Analysis, sentence: Sentence, by_name: dict[str, Agent]) -> Iterator[Mention]:
    """What a sentence says of "it", the one treatment that the sentence before named: "You had it until May 2025."."""
    named = named_before(analysis, sentence)
    if named is None:
        return
    for match in IT.finditer(sentence.text):
        start, end = sentence.start + match.start(), sentence.start + match.end()
        if IN_GENERAL.search(analysis.text[end : sentence.end]) or names_another(analysis, sentence, start):
            continue
        hit = replace(named, start=start, end=end)
        group = Group(hits=(hit,), left=sentence.start, right=sentence.end, before=sentence.start)
        found = list(_mentions(analysis, sentence, group, by_name))
        if any(_beside(m, start, end) for m in found):
            yield from found
            return


def _beside(m: Mention, start: int, end: int) -> bool:
    """Whether a word that gives the status stands right beside "it"."""
    return any(0 <= start - b <= _TOUCHES or 0 <= a - end <= _TOUCHES for a, b in m.said.at)


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


def _mentions(analysis: Analysis, sentence: Sentence, group: Group, by_name: dict[str, Agent]) -> Iterator[Mention]:
    said = status_of(analysis, sentence, group)
    if said is None:
        return
    if said.status in GIVEN and group.hits and all(is_bare(h) for h in group.hits) and only_of_organs(analysis.text):
        return
    said = not_taken(analysis, sentence, group, said)
    left = begins_behind(analysis, sentence, group)
    seen, days = analysis.report.dated, analysis.dates(sentence)
    course = read_course(analysis.text, left, group.right, days, seen, group.start)
    course = begun_then(analysis, sentence, said, course) if left > group.left else course
    course = ended_then(analysis, sentence, group, said, course)
    response = response_of(analysis, sentence, group) if said.status in GIVEN else None
    if said.status not in GIVEN:
        course = Course(started=_to_come(analysis, course) if said.status == "planned" else None, at=course.at)
    elif assessment_to_come(analysis, sentence, group):
        course = replace(course, cycles=None)
    if said.status == "stopped" and course.started and not course.ended and off_since(analysis, group, course):
        course = replace(course, started=None, ended=course.started)
    runs = said.status == "ongoing" or (said.status == "completed" and said.weak)
    if course.ended and runs and (reason := reason_of(analysis, sentence, group)):
        said = replace(said, status="stopped", reason=said.reason or reason)  # "start May, stop July (reason: rash)"
    if begun_before(analysis, sentence, group, said.status, course):
        said = replace(said, status="ongoing", weak=False, open=False)  # "from 4 March 2024, cycle 4 due on 24 June"
    quote = _quote(group, said, course, response)
    exact = ((group.hits[0].start, group.hits[-1].end), *said.at, *course.at, *([response[1]] if response else []))
    for agent in dict.fromkeys(a for h in group.hits for a in agents_of(h, by_name)):
        own = _with_loose_date(analysis, sentence, group, agent, said, course)
        own = without_anothers_day(analysis, sentence, group, said, own) if said.status in GIVEN else own
        doubt = unclear(analysis, sentence, group, said, own)
        yield Mention(agent, said, own, response, quote, exact, sentence, doubt=doubt)


def _to_come(analysis: Analysis, course: Course) -> str | None:
    """The start of what is planned; a day that has passed is another's ("started 20 July with DLI planned")."""
    seen, day = analysis.report.dated, course.started
    return None if day is not None and seen is not None and day < seen[: len(day)] else day


def _once(mentions: Iterable[Mention]) -> list[Mention]:
    """Mentions without those that repeat an agent of the sentence and add nothing ("azathioprine … (AZA)")."""
    kept: list[Mention] = []
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
        if _is_called_off(analysis, sentence, list(cues_of(analysis, sentence, group, "treatment")))
        for hit in group.hits
    }


def _is_called_off(analysis: Analysis, sentence: Sentence, cues: list[Hit]) -> bool:
    """Whether it was cancelled, and not because she refused it: "was not pursued because she declined it"."""
    off = any(c.value.kind == "unsuited" and c.value.value for c in cues)
    return off and not refused_by_her(analysis.text, sentence.start, cues)


def _quote(group: Group, said: Said, course: Course, response: tuple[str, tuple[int, int]] | None) -> tuple[int, int]:
    ranges = [(group.hits[0].start, group.hits[-1].end), *said.at, *course.at, *([response[1]] if response else [])]
    return min(r[0] for r in ranges), max(r[1] for r in ranges)


def _with_loose_date(
    analysis: Analysis, sentence: Sentence, group: Group, agent: Agent, said: Said, course: Course
) -> Course:
    """A date right beside the name, with no word of its own, is when it was given: "ATG + CSA (Jun 2024)"."""
    if said.status not in (*GIVEN, "planned"):
        return course
    if course.started is not None or course.ended is not None:
        if agent.kind in ONE_TIME and said.status == "completed" and course.started and not course.ended:
            return replace(course, ended=course.started)
        return course
    several = len({h.value.name for h in group.hits}) > 1
    began = any(
        c.value.kind == "given" and c.value.value == "start" for c in cues_of(analysis, sentence, group, "treatment")
    )
    for date in analysis.dates(sentence):
        if (date.role != "date" and not began) or date.iso == course.last or (date.start, date.end) in course.at:
            continue
        if NOT_ITS_START.search(analysis.text[group.left : date.start]):
            continue
        gap = analysis.text[group.hits[-1].end : date.start]
        if several and "(" not in gap and agent is not group.hits[-1].value:
            continue  # "7+3 and allo-HCT 2019"
        reach = 60 if agent.kind in ONE_TIME else 24
        loose = LOOSE_GAP.search(gap) or DAY_WITHOUT_YEAR.search(gap)
        if group.hits[-1].end <= date.start < group.right and len(gap) <= reach and not loose:
            ended = date.iso if agent.kind in ONE_TIME and said.status == "completed" else None
            return replace(course, started=date.iso, ended=ended, at=(*course.at, (date.start, date.end)))
    return course


def _carried(analysis: Analysis, sentence: Sentence, last: list[Mention]) -> Iterator[Mention]:
    """A sentence without a name that goes on about the one treatment just named: "Cycle 4 done 3 Aug 2026."."""
    begin = body_of(analysis, sentence)
    body, over = analysis.text[begin : sentence.end], over_then(analysis, sentence)
    if len({m.agent.name for m in last}) != 1 or not (over or CONTINUES.search(body) or is_keyed(analysis, sentence)):
        return
    row = analysis.line_of(sentence)
    if over is None and NOT_DONE.search(row if "\t" in row else sentence.text):
        return
    before = last[-1]
    if before.said.status not in GIVEN and over is None:
        return
    if over is not None and of_another(analysis, before.sentence, sentence):
        return
    far = FAR if NEXT_CYCLE.search(body) else 2
    if before.sentence.label is not sentence.label or not 0 < sentence.order - before.sentence.order <= far:
        return
    group = Group(hits=(), left=sentence.start, right=sentence.end, before=sentence.start)
    course = read_course(analysis.text, sentence.start, sentence.end, analysis.dates(sentence), analysis.report.dated)
    response = response_of(analysis, sentence, group)
    runs_on = RUNS_ON.search(body)
    more = course.next_cycle or MORE_TO_COME.search(body) is not None or runs_on is not None
    word = STOPPED.search(body) or runs_on or (GOES_ON.search(body) if more else None)
    if course.cycles is None and response is None and word is None and over is None and not course.at:
        return
    told = [(begin + word.start(1), begin + word.end(1))] if word else []
    told = told or ([(over.start, over.end)] if over else [])
    at = (*course.at, *([response[1]] if response else []), *told)
    said = replace(before.said, weak=True)
    if told:
        reason = None if more else reason_of(analysis, sentence, group)  # "Discontinued: toxicity."
        said = Said("ongoing" if more else "stopped", reason=reason, at=tuple(told))
    if over is not None and over.value.kind == "held":
        said = Said("ongoing", reason="on_hold", at=tuple(told))
    if course.ended and not told:
        said = Said("stopped", at=course.at)
    quote = (min(r[0] for r in at), max(r[1] for r in at))
    yield Mention(before.agent, said, replace(course, line=None), response, quote, at, sentence)


def _ended_before(analysis: Analysis, sentence: Sentence, last: list[Mention]) -> Iterator[Mention]:
    """The end of the one treatment just named, before another: "30-Oct-2025: stopped and azacitidine started"."""
    over = over_then(analysis, sentence)
    if over is None or len({m.agent.name for m in last}) != 1 or sentence.order - last[-1].sentence.order > 1:
        return
    stop = min(h.start for h in sentence.agents if h.start >= over.end)
    course = read_course(analysis.text, sentence.start, stop, analysis.dates(sentence), analysis.report.dated)
    held = over.value.kind == "held"
    at = (*course.at, (over.start, over.end))
    said = Said("ongoing" if held else "stopped", reason="on_hold" if held else None, at=((over.start, over.end),))
    quote = (min(r[0] for r in at), max(r[1] for r in at))
    yield Mention(last[-1].agent, said, replace(course, line=None), None, quote, at, sentence)


def _finding(report: Report, analysis: Analysis, m: Mention, seen: str | None) -> Finding:
    evidence = analysis.cite(*m.quote)
    doubt: Doubt | None = analysis.doubt("treatment", *m.exact)
    doubt = doubt or m.doubt or (still_open(m.agent.name, m.course.cycles) if m.open else None)
    if m.said.status is None:
        fact = NotGiven(agent=m.agent.name, date=seen, evidence=evidence)
        return finding(report, EXTRACTOR.id, fact, doubt=doubt)
    given = m.said.status in GIVEN
    return finding(
        report,
        EXTRACTOR.id,
        Treatment(
            agent=m.agent.name,
            kind=m.agent.kind,
            status=m.said.status,
            started=m.course.started,
            ended=m.course.ended,
            cycles=m.course.cycles if given and m.agent.kind not in ONE_TIME else None,
            line=m.course.line,
            response=m.response[0] if m.response else None,
            stop_reason=m.said.reason if given else None,
            recorded=seen,
            evidence=evidence,
        ),
        doubt=doubt,
    )


EXTRACTOR = Extractor(name="treatments", version=1, run=_run)
