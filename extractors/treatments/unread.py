"""Words beside a treatment that no rule has used, and that may turn what is said of it: each makes it a question.

A denial that belongs to no known phrase, a month beside a day that was taken for the start, an ending that is still to
come, a completion told as a condition ("once decitabine is complete"): whoever leaves these unread asserts too much.
"""

from collections.abc import Iterable
from dataclasses import replace

from extractors.date_order import month_names
from extractors.joining import WORD, joining_words, unknown_words
from extractors.language import Analysis, Hit, Sentence
from extractors.treatments.ahead import lies_ahead
from extractors.treatments.courses import Course
from extractors.treatments.groups import Group
from extractors.treatments.said import Said, is_procedure
from extractors.treatments.time import OVER_DAYS, days_between
from extractors.wordings import Wordings
from schemas.facts import GIVEN

_WORDINGS = Wordings("treatments", "unread", month=month_names())

_CUT = _WORDINGS.pattern("cut")
_DENIES = _WORDINGS.pattern("denies")
_HARMLESS = _WORDINGS.pattern("harmless")
_UNTIL_DONE = _WORDINGS.pattern("until_done")
_IS_DONE = _WORDINGS.pattern("is_done")
_MONTH = _WORDINGS.pattern("month")
_TOOK_PART = _WORDINGS.pattern("took_part")
_HAD_IT_BEEN = _WORDINGS.pattern("had_it_been")
_ONCE_OVER = _WORDINGS.pattern("once_over")
_COMPARES = _WORDINGS.pattern("compares")
_SCHEDULED = _WORDINGS.pattern("scheduled")
_GIVEN_ONCE = _WORDINGS.pattern("given_once")
_AND = _WORDINGS.pattern("and")
_OF_TIME = _WORDINGS.pattern("of_time")
_WAS = _WORDINGS.pattern("was")
_PRESENT_ONE = _WORDINGS.pattern("present_one")
_NO_LONGER_WORKS = _WORDINGS.pattern("no_longer_works")
_STOPS = _WORDINGS.pattern("stops")
_IN_GENERAL = _WORDINGS.pattern("in_general")
_TALK = _WORDINGS.pattern("talk")
_EVENTS = frozenset(_WORDINGS.words("events"))
_NEAR = 14
_ENDS = ("ended", "held")
_NOT_JUST_GIVEN = ("ended", "held", "planned", "declined", "considered", "never", "ongoing")


def left_unread(analysis: Analysis, sentence: Sentence, group: Group, said: Said, course: Course) -> bool:
    """Whether a word that may turn the statement was left unread."""
    text = analysis.text
    if said.status == "considered":
        supposed = _HAD_IT_BEEN.search(sentence.text) or _TOOK_PART.search(sentence.text)
        if _of_a_comparison(analysis, sentence, said) or _of_one_that_runs(analysis, sentence, group):
            return True
        return supposed is not None or _ONCE_OVER.search(text[sentence.start : group.start]) is not None
    if said.status not in GIVEN:
        return False
    return (
        _denied(analysis, sentence, group, said)
        or _ends_ahead(analysis, sentence, said)
        or _until_done(text, sentence, group)
        or _month_beside(text, sentence, course, analysis)
        or _day_of_another(analysis, sentence, group, said, course)
        or _order_reversed(analysis, sentence, course)
        or _shares_a_verb(analysis, sentence, group, said)
        or _one_dose(analysis, group, said, course)
        or _under_unknown_key(analysis, sentence, group, said)
    )


def _of_one_that_runs(analysis: Analysis, sentence: Sentence, group: Group) -> bool:
    """Whether an end, or a past that follows "when", shows that it was or is given: "agreed to stop it if …"."""
    ends = any(
        c.value.kind in _ENDS and group.before <= c.start < group.right and not _of_the_present(analysis, c)
        for c in analysis.cues_in("treatment", sentence)
    )
    supposed = [c for c in sentence.cues if c.value.kind == "hypothetical" and c.end <= group.start]
    timed = bool(supposed) and all(_OF_TIME.search(analysis.text[c.start : c.end]) for c in supposed)
    return ends or (timed and _WAS.search(analysis.text[sentence.start : group.start]) is not None)


def _of_the_present(analysis: Analysis, cue: Hit) -> bool:
    """Whether it is the treatment of now that ends, or stops working, and not the one named beside it."""
    return bool(_NO_LONGER_WORKS.search(analysis.text[cue.end :]) or _PRESENT_ONE.search(analysis.text[: cue.start]))


def _of_a_comparison(analysis: Analysis, sentence: Sentence, said: Said) -> bool:
    """Whether all that tells of a choice is a word like "versus", in a sentence with words that are not known."""
    told = [" ".join(analysis.text[a:b].lower().split()) for a, b in said.at]
    if not told or not all(_COMPARES.fullmatch(t) for t in told) or not _IN_GENERAL.search(sentence.text):
        return False
    words = joining_words()
    known = [
        *((h.start, h.end) for hits in (sentence.agents, sentence.diseases, sentence.cues) for h in hits),
        *((d.start, d.end) for d in analysis.dates(sentence)),
        *((c.start, c.end) for which in ("treatment", "response", "reason") for c in analysis.cues_in(which, sentence)),
    ]
    plain = words.treatment | words.titles
    return bool(unknown_words(analysis.text, sentence.start, sentence.end, known, plain, titled=True))


def _denied(analysis: Analysis, sentence: Sentence, group: Group, said: Said) -> bool:
    """Whether the clause holds a denial that is part of no phrase that is known."""
    text = analysis.text
    first = min([group.start, *(a for a, _ in said.at if a >= group.left)])
    last = max([group.end, *(b for _, b in said.at)])
    cuts = [m.end() for m in _CUT.finditer(text[group.left : first])]
    left = group.left + (cuts[-1] if cuts else 0)
    behind = _CUT.search(text[last : group.right])
    right = last + behind.start() if behind is not None else group.right
    known = [
        (c.start, c.end) for which in ("treatment", "response", "reason") for c in analysis.cues_in(which, sentence)
    ]
    for match in _DENIES.finditer(text[left:right]):
        start = left + match.start()
        if not any(a <= start < b for a, b in known) and not _HARMLESS.search(text[start : start + 40]):
            return True
    return False


def _ends_ahead(analysis: Analysis, sentence: Sentence, said: Said) -> bool:
    """Whether the end that is told is still to come: "is to be stopped", "will be discontinued"."""
    used = set(said.at)
    ends = (c for c in analysis.cues_in("treatment", sentence) if c.value.kind in _ENDS and (c.start, c.end) in used)
    return any(lies_ahead(analysis.text, sentence.start, c.start) for c in ends)


def _until_done(text: str, sentence: Sentence, group: Group) -> bool:
    """Whether its completion is a condition: "once decitabine is complete, …"."""
    before = text[sentence.start : group.start]
    return _UNTIL_DONE.search(before) is not None and _IS_DONE.search(text[group.end : sentence.end]) is not None


def _month_beside(text: str, sentence: Sentence, course: Course, analysis: Analysis) -> bool:
    """Whether a month that was not read stands close before a day that was used: a range read in half."""
    spans = [(d.start, d.end) for d in analysis.dates(sentence)]
    for start, _ in course.at:
        if (start, _) not in spans:
            continue
        begin = max(sentence.start, start - _NEAR)
        for match in _MONTH.finditer(text[begin:start]):
            at = begin + match.start()
            if text[at].isupper() and not any(a <= at < b for a, b in spans):
                return True
    return False


def without_anothers_day(analysis: Analysis, sentence: Sentence, group: Group, said: Said, course: Course) -> Course:
    """``course`` without a first day that is that of another event: "admitted on 3 May on cycle 3 of azacitidine"."""
    odd = _words_to_its_day(analysis, sentence, group, said, course) if said.at else []
    if not odd or not all(w.lower() in _EVENTS for w in odd):
        return course
    return replace(course, started=None, ended=None if course.ended == course.started else course.ended)


def _day_of_another(analysis: Analysis, sentence: Sentence, group: Group, said: Said, course: Course) -> bool:
    """Whether the verb of something else, or one that is not known, stands between a treatment and its first day."""
    return bool(_words_to_its_day(analysis, sentence, group, said, course))


def _words_to_its_day(analysis: Analysis, sentence: Sentence, group: Group, said: Said, course: Course) -> list[str]:
    """Words between a name, or a word that is known of it, and its first day that do not belong to the treatment."""
    day = next((d for d in analysis.dates(sentence) if d.iso == course.started and (d.start, d.end) in course.at), None)
    if day is None or "\t" in analysis.line_of(sentence):
        return []
    words = joining_words().treatment - _EVENTS
    known = [
        *((h.start, h.end) for hits in (sentence.agents, sentence.diseases) for h in hits),
        *((c.start, c.end) for c in analysis.cues_in("treatment", sentence)),
        *((d.start, d.end) for d in analysis.dates(sentence)),
        *course.at,
    ]
    ahead = [b for _, b in (*said.at, *course.at, (group.start, group.end)) if b <= day.start]
    if ahead:
        return unknown_words(analysis.text, max(ahead), day.start, known, words)
    cuts = [m.end() for m in _STOPS.finditer(analysis.text[group.left : day.start])]
    begin = group.left + (cuts[-1] if cuts else 0)
    behind = min([group.start, *(a for a, _ in said.at if a >= day.end)])
    before = unknown_words(analysis.text, begin, day.start, known, words)
    return before + [w for w in WORD.findall(analysis.text[day.end : behind]) if w.lower() in _EVENTS]


def _order_reversed(analysis: Analysis, sentence: Sentence, course: Course) -> bool:
    """Whether a start without a year lies after a day that the sentence tells of later: it may be of another year."""
    days = analysis.dates(sentence)
    own = next((d for d in days if d.iso == course.started and (d.start, d.end) in course.at), None)
    if own is None or own.role != "relative" or own.iso is None:
        return False
    return any(d.start > own.end and d.role == "date" and d.iso and d.iso < own.iso[: len(d.iso)] for d in days)


def _shares_a_verb(analysis: Analysis, sentence: Sentence, group: Group, said: Said) -> bool:
    """Whether what is said of it is the verb of the one before: "X was begun in May and Y in June"."""
    if said.at or group.before <= sentence.start or not _AND.search(analysis.text[group.before : group.start]):
        return False
    told = [c for c in analysis.cues_in("treatment", sentence) if c.end <= group.start]
    return any(c.value.value == "start" or c.value.kind in _NOT_JUST_GIVEN for c in told)


def _one_dose(analysis: Analysis, group: Group, said: Said, course: Course) -> bool:
    """Whether all that is told is a dose of late: "was given on 3 March" ends no course, and need not begin one."""
    if said.status != "completed" or course.cycles or course.ended or is_procedure(group) or not course.started:
        return False
    days = days_between(course.started, analysis.report.dated) if len(course.started) == len("2025-01-01") else None
    told = [analysis.text[a:b].lower() for a, b in said.at]
    return days is not None and days <= OVER_DAYS and bool(told) and all(_GIVEN_ONCE.search(t) for t in told)


def _under_unknown_key(analysis: Analysis, sentence: Sentence, group: Group, said: Said) -> bool:
    """Whether no word tells that it was given, only its dose, days or place, behind words that are not known."""
    if not group.hits or any(a < group.start or not _SCHEDULED.search(analysis.text[a:b]) for a, b in said.at):
        return False
    words = joining_words()
    before = analysis.text[group.left : group.start]
    known: Iterable[tuple[int, int]] = [
        *((h.start, h.end) for h in (*sentence.agents, *sentence.diseases)),
        *((d.start, d.end) for d in analysis.dates(sentence)),
    ]
    odd = unknown_words(
        analysis.text, group.left, group.start, list(known), words.treatment | words.titles, titled=True
    )
    return bool(odd) or _TALK.search(before) is not None
