"""Turns of a sentence that make another thing of a word of status than it says alone.

"Not an ideal candidate for transplant" offers none; "she chose decitabine, which she has been receiving since May" is
no plan; in "after my first round of decitabine I was scheduled a biopsy" not the drug was scheduled.
"""

from dataclasses import replace

from extractors.language import Analysis, Hit, Sentence
from extractors.treatments.groups import Group
from extractors.treatments.said import Said, is_procedure
from extractors.wordings import Wordings
from schemas.vocabulary import Cue

_WORDINGS = Wordings("treatments", "turns")

_CHANGES = _WORDINGS.pattern("changes")
_COUNTED = _WORDINGS.pattern("counted")
_SUITS = _WORDINGS.pattern("suits")
_NOT_SO = _WORDINGS.pattern("not_so")
_OPENS_TIME = _WORDINGS.pattern("opens_time")
_MAIN_CLAUSE = _WORDINGS.pattern("main_clause")
_TAKEN_SINCE = _WORDINGS.pattern("taken_since")
_TAKEN = _WORDINGS.pattern("taken")
_AND_LATER = _WORDINGS.pattern("and_later")
_BEFORE_FIRST = _WORDINGS.pattern("before_first")
_IS_WITH = _WORDINGS.pattern("is_with")
_GERUND = _WORDINGS.pattern("gerund")
_JUDGED = _WORDINGS.pattern("judged")
_FORECAST = _WORDINGS.pattern("forecast")
_BACK = 90
_UNSUITED = Cue(kind="unsuited", direction="forward", phrases=("not suited",))


def as_unsuited(text: str, begin: int, cue: Hit) -> Hit:
    """``cue``, as one of what is not for the patient where its suiting is denied: "NOT an ideal candidate for"."""
    if cue.value.kind != "considered" or not _SUITS.search(text[cue.start : cue.end]):
        return cue
    denied = _NOT_SO.search(text[max(begin, cue.start - _BACK) : cue.start]) is not None
    return replace(cue, value=_UNSUITED) if denied else cue


def of_main_clause(text: str, sentence: Sentence, cue: Hit, group: Group) -> bool:
    """Whether a word of a plan belongs to the clause behind one of time: "after my first round of it I was booked"."""
    if cue.value.kind not in ("planned", "considered") or not _OPENS_TIME.search(text[sentence.start : group.start]):
        return False
    return _MAIN_CLAUSE.search(text[group.end : cue.start]) is not None


def of_a_count(text: str, cue: Hit, group: Group) -> bool:
    """Whether a word of a change is of what is counted, not of a dose: "after lenalidomide platelets were reduced"."""
    if cue.value.kind != "ongoing" or not _CHANGES.search(text[cue.start : cue.end]):
        return False
    gap = text[group.end : cue.start] if cue.start >= group.end else text[cue.end : group.start]
    return _COUNTED.search(gap) is not None


def taken_up_then(text: str, group: Group) -> Said | None:
    """What a clause right behind a treatment that was chosen says became of it: "…, which she has been receiving"."""
    behind = text[group.end : group.right]
    for found, said in ((_TAKEN_SINCE, Said("ongoing")), (_TAKEN, Said("completed", weak=True, open=True))):
        if match := found.search(behind):
            return replace(said, at=((group.end + match.start(1), group.end + match.end(1)),))
    return None


def as_the_one_before(analysis: Analysis, sentence: Sentence, group: Group) -> Said | None:
    """A second treatment that shares the verb of the first: "was started on ciclosporin and later eltrombopag"."""
    if group.before <= sentence.start or not _AND_LATER.search(analysis.text[group.before : group.start]):
        return None
    kinds = ("given", "planned")
    told = [c for c in analysis.cues_in("treatment", sentence) if c.end <= group.before and c.value.kind in kinds]
    if not told:
        return None
    at = ((told[-1].start, told[-1].end),)
    if told[-1].value.kind == "planned":
        return Said("planned", at=at)
    if is_procedure(group) or told[-1].value.value != "start":
        return Said("completed", weak=True, open=not is_procedure(group), at=at)
    return Said("ongoing", weak=True, at=at)


def only_judged(text: str, sentence: Sentence, group: Group, said: Said) -> bool:
    """Whether going on with it is judged, not told ("continuing it was a waste of time"), or its future is told."""
    before = text[sentence.start : group.start]
    if _FORECAST.search(before) or (said.weak and _BEFORE_FIRST.search(before)):
        return True
    told = [text[a:b] for a, b in said.at]
    if told and all(t.lower() == "with" for t in told) and _IS_WITH.search(before):
        return True  # "The injection is one called Vidaza."
    gerunds = bool(told) and all(_GERUND.search(t) for t in told)
    return gerunds and _JUDGED.search(text[group.end : sentence.end]) is not None
