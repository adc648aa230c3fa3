"""Treatments without a word of status: what a dose, a cycle, a section or a date beside a bare name says."""

from extractors.language import Analysis, Sentence
from extractors.treatments.groups import Group
from extractors.treatments.patterns import (
    CONDITIONING,
    CYCLE,
    DOSE,
    MOVED,
    NEEDS,
    ONE_CYCLE,
    OPEN_END,
    SCHEDULE,
    SINCE_KEY,
    SO_FAR,
    SWITCHED,
)
from extractors.treatments.response import response_of
from extractors.treatments.said import FAILED, FAILED_REASON, Said, is_procedure
from schemas.layout import SectionLabel

_NEAR_DATE = 30  # characters between a bare name and the date that it is listed with


def by_form(analysis: Analysis, sentence: Sentence, group: Group) -> Said | None:
    """No cue at all: a dose with a schedule or a cycle is being given; a list of medicines is being taken."""
    window = analysis.text[group.left : group.right]
    if group.before > sentence.start and analysis.text[group.before : group.start].strip() == "to":
        return _moved_to(analysis.text[sentence.start : group.before])
    if CONDITIONING.search(window):
        return Said("completed", weak=True) if sentence.label is not SectionLabel.PLAN else None
    response = response_of(analysis, sentence, group)
    since = SINCE_KEY.search(analysis.text[group.left : group.start]) is not None
    if since or (response is not None and SO_FAR.search(window)):
        return Said("ongoing", weak=True)  # "since 20.02.2026: decitabine"; "4 cycles so far with no response"
    if response is not None:
        return _by_response(response[0], group)
    if sentence.label is SectionLabel.PLAN:
        return Said("planned", weak=True) if DOSE.search(window) else None
    if sentence.label is SectionLabel.INDICATION:
        return None
    if NEEDS.search(window) and sentence.label is not SectionLabel.MEDICATIONS:
        return None  # "before luspatercept she needed 6 units every 8 weeks"
    if DOSE.search(window) and (SCHEDULE.search(window) or sentence.label is SectionLabel.MEDICATIONS):
        return Said("ongoing")
    if CYCLE.search(window):
        numbered = ONE_CYCLE.search(window) is not None
        return Said("ongoing" if numbered else "completed", weak=True, open=not numbered)
    return _by_place(analysis, sentence, group)


def _moved_to(before: str) -> Said | None:
    """As in "switched from azacitidine to decitabine"; "every drug, from EPO to lenalidomide" moves to none."""
    if MOVED.search(before) is None:
        return None
    return Said("ongoing" if SWITCHED.search(before) is not None else "planned", weak=True)


def _by_response(response: str, group: Group) -> Said:
    """A response is all that is said: it failed, it was done once, or it may still go on."""
    if is_procedure(group):
        return Said("completed", weak=True)
    failed = response in FAILED
    return Said("stopped" if failed else "ongoing", reason=FAILED_REASON.get(response), weak=True, open=not failed)


def _is_entry(analysis: Analysis, sentence: Sentence, group: Group) -> bool:
    """Whether the name stands as an entry of a list, not as a subject of prose; a class of drugs is no entry."""
    before = analysis.text[sentence.start : group.start].strip(" \u2022*-.()[]0123456789:")
    named = any(h.value.rxcui or h.value.kind not in ("systemic", "chelation", "growth_factor") for h in group.hits)
    return named and len(before.split()) <= 3


def _by_place(analysis: Analysis, sentence: Sentence, group: Group) -> Said | None:
    """A bare name: what its section, a date or a dose beside it say."""
    if sentence.label is SectionLabel.MEDICATIONS:
        return Said("ongoing")
    dated = any(
        -_NEAR_DATE <= d.start - group.end <= _NEAR_DATE and group.left <= d.start <= group.right and d.role == "date"
        for d in analysis.dates(sentence)
    )
    if dated and OPEN_END.search(analysis.text[group.left : group.right]):
        return Said("ongoing", weak=True)  # "decitabine Jan 2026 -"
    if dated or (sentence.label is SectionLabel.TREATMENT and _is_entry(analysis, sentence, group)):
        return Said("completed", weak=True)
    return Said("ongoing", weak=True) if DOSE.search(analysis.text[group.left : group.right]) else None
