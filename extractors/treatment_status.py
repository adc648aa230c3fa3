"""Which cue words speak of which agent in a sentence, and what they make of its status and response."""

from collections.abc import Iterator
from dataclasses import dataclass

from extractors.date_order import month_names
from extractors.language import Analysis, Hit, Sentence
from extractors.language.assertion import governing
from extractors.patterns import pattern
from extractors.treatment_groups import Group
from extractors.treatment_response import reason_of, response_of
from schemas.facts import TreatmentStatus
from schemas.layout import SectionLabel
from schemas.vocabulary import Cue

_SEPARATES = pattern(r"[;.]| - |->|>|\bthen\b|\bbut\b")
_DOSE = pattern(r"\b\d[\d.,]*\s?(?:mg|mcg|µg|ug|g|units?|IU|K)\b(?:/(?:m2|m\^2|kg|m²|day|d))?|\bmg/m2\b")
_SCHEDULE = pattern(
    r"\b(?:daily|weekly|monthly|q\d?\s?(?:d|w|wk|wks|day|weeks?|month)s?|q\d+d|bid|tid|qd|prn|D1-\d"
    r"|days? 1-\d|every \d+|twice a|once a|nightly)\b"
)
_CYCLE = pattern(r"\bC ?\d{1,2}(?: ?D ?\d{1,2})?\b|\bcycles?\b")
_COUNT = r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|twelve)"
_COMPLETED_PART = pattern(
    rf"\bcomplet(?:ed|ing) (?:cycle |C ?)?#?{_COUNT}(?: ?(?:/|of|out of) ?\d{{1,2}})?\b"
    r"|\b(?:cycle|C) ?\d{1,2} (?:was |is )?(?:done|completed|given|finished)\b"
)
_FOLLOWED = pattern(r"^[^;.]{0,80}\b(?:followed by|and then|then switched|before (?:switching|moving|proceeding))\b")
_OF_ALL = pattern(r"/|\bof\b")
_ON_A_DATE = pattern(
    rf"^ (?:(?:the )?\d{{1,4}}[/.-]\d|(?:the )?\d{{1,2}}(?:st|nd|rd|th)?\.? (?:of )?(?:{month_names()})\b"
    rf"|(?:{month_names()})\b|(?:mon|tues|wednes|thurs|fri|satur|sun)day|day \d)"
)
_ONE_CYCLE = pattern(r"\b(?:cycle|C) ?#?\d")
_MORE_TO_COME = pattern(r"\bnext (?:cycle|dose|injection|treatment)\b")
_SO_FAR = pattern(r"\b(?:now|so far|to date|thus far|up to now|already)\b")
_NEEDS = pattern(r"\b(?:need(?:ed|s|ing)?|requir(?:ed|es|ing)) \d+(?:-\d+)? (?:units?|bags?|transfusions?)\b")
_CONDITIONING = pattern(r"\b(?:conditioning|lymphodeplet\w+|GVHD|GvHD|graft|mobili[sz]\w+|ppx|prophyla\w+)\b")
_OTHER_PURPOSE = pattern(
    r"\bmobili[sz]\w+|\b(?:for|to|in) (?:the |a |her |his |sibling )?donor\b|\bdonor (?:received|given)\b"
)
_CONSULT = pattern(r"^[- ]?(?:consult\w*|referral|evaluation|eval|work-?up|discussion|education|appointment|visit)\b")
_PLACE = pattern(
    r"^[- ]?(?:clinic|cent(?:er|re)|team|service|physician|doctor|program|unit|coordinator|nurse|pharmacist"
    r"|specialist|waiting list|medicine)\b"
)
_ONLY_IF = pattern(r"\b(?:if|provided|unless|should|in case)\b")
_CYCLES_DONE = pattern(rf"\b{_COUNT} (?:cycles?|courses?) (?:completed|done|given|finished)\b")
_TO_THIS_DAY = pattern(
    r"\bsince (?:\d|early|late|mid|the |last|then|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"|\b(?:up to|until|till) now\b|\b(?:so|thus) far\b|\bto date\b"
)
_INTOLERANT = pattern(r"\bintoleran\w+|\bnot tolerate|\bpoorly tolerated|\btoxicit\w+|\badverse\b|\bside effects\b")
_NOT_BEFORE = pattern(r"\b(?:not|never|n't|nor)(?: yet)?(?: been| be)? ?$")
_SHORT = 6
_REACH_SHORT, _REACH_LONG = 26, 90
_DROP = frozenset({"family", "other_person", "mention"})
_FAILED = frozenset({"PD", "loss_of_response", "primary_failure", "refractory"})
_FAILED_REASON = {
    "PD": "progression",
    "loss_of_response": "lack_of_response",
    "primary_failure": "lack_of_response",
    "refractory": "lack_of_response",
}
_GOING_WELL = frozenset({"SD", "CR", "PR", "mCR", "HI", "CRi", "CRL", "CRh", "TI"})
_PRIOR = ("prior", "previous", "s/p", "status post", "history", "h/o", "followed by", "earlier", "induction")
_MAIN = ("considered", "planned", "ongoing", "given", "completed")


@dataclass(frozen=True, slots=True)
class Said:
    """Status as stated; ``None`` says never given. ``weak``: given, and no word on whether it goes on."""

    status: TreatmentStatus | None
    reason: str | None = None
    weak: bool = False
    open: bool = False  # so many cycles are done, and only dates can tell whether more follow
    at: tuple[tuple[int, int], ...] = ()


def cues_of(analysis: Analysis, sentence: Sentence, group: Group, which: str) -> Iterator[Hit]:
    """The cues of one kind that speak of ``group``: forward ones before it, backward ones after it, both if near."""
    next_start = min((h.start for h in sentence.agents if h.start >= group.end and h not in group.hits), default=None)
    for hit in analysis.cues_in(which, sentence):
        if hit.value.kind == "pseudo" or _denied(analysis.text, hit) or _dates(analysis.text, hit):
            continue
        if hit.end <= group.start and hit.start >= group.before and hit.value.direction != "backward":
            if _reaches(analysis.text, hit, group.start) and not _taken_back(analysis.text, hit, group):
                yield hit
        elif (
            hit.start >= group.end
            and hit.end <= group.right
            and hit.value.direction != "forward"
            and not _belongs_next(analysis.text, hit, group, next_start)
        ):
            yield hit


def _dates(text: str, cue: Hit) -> bool:
    """Whether "on" leads a date ("infused on 11 March 2022") and no medicine."""
    bare = cue.end - cue.start == len("on") and text[cue.start : cue.end].lower() == "on"
    return bare and _ON_A_DATE.search(text[cue.end : cue.end + 24]) is not None


def _denied(text: str, cue: Hit) -> bool:
    """Whether a word of giving is itself negated ("has not been started", "did not receive")."""
    if cue.value.kind not in ("given", "ongoing", "planned", "completed"):
        return False
    return _NOT_BEFORE.search(text[max(0, cue.start - 16) : cue.start]) is not None


def _reaches(text: str, cue: Hit, start: int) -> bool:
    gap = text[cue.end : start]
    limit = _REACH_SHORT if cue.end - cue.start <= _SHORT else _REACH_LONG
    return len(gap) <= limit and ";" not in gap and ". " not in gap


def _taken_back(text: str, cue: Hit, group: Group) -> bool:
    """A cue for either side that stands close to the group before and is cut off from this one."""
    if cue.value.direction != "both":
        return False
    has_before = group.before < cue.start and text[group.before - 1 : group.before].strip() != ""
    cut = _SEPARATES.search(text[cue.end : group.start]) or "," in text[cue.end : group.start]
    return bool(has_before and cut and not _SEPARATES.search(text[group.before : cue.start]))


def _belongs_next(text: str, cue: Hit, group: Group, next_start: int | None) -> bool:
    """Whether a cue after the group leads on to the next agent instead ("azacitidine, stopped decitabine")."""
    gap = text[group.end : cue.start]
    if (";" in gap and next_start is not None) or len(gap) > _REACH_LONG:
        return True
    if next_start is None or cue.value.direction == "backward":
        return False
    ahead = text[cue.end : next_start]
    return not _SEPARATES.search(ahead) and "," not in ahead and ("," in gap or _SEPARATES.search(gap) is not None)


def status_of(analysis: Analysis, sentence: Sentence, group: Group) -> Said | None:
    """What the sentence says of the agents of ``group``; ``None`` where it asserts no treatment of this patient."""
    governed = governing(analysis.text, sentence.cues, group.start, group.end)
    subject = {c.value.kind for c in governed if c.value.kind != "hypothetical" or c.end <= group.start}
    if subject & _DROP or (not _is_procedure(group) and _for_another(analysis.text, group)):
        return None
    if _is_procedure(group) and (aside := _about_procedure(analysis.text, group)):
        return aside[0]
    cues = list(cues_of(analysis, sentence, group, "treatment"))
    if {c.value.kind for c in cues} & {"allergy", "unsuited"}:
        return None
    if (refused := _not_given(analysis, group, cues)) is not None:
        return refused[0]
    if (over := _over(analysis, sentence, group, cues)) is not None:
        return over
    main = _nearest(cues, group)
    if "hypothetical" in subject and (main is None or main.kind != "ongoing"):
        return Said("considered", at=tuple((c.start, c.end) for c in cues))
    if main is None:
        return _by_form(analysis, sentence, group)
    return _by_cue(analysis, sentence, group, main, cues)


def _for_another(text: str, group: Group) -> bool:
    """Growth factors that mobilise a donor's cells are not the patient's."""
    return _OTHER_PURPOSE.search(text[group.left : min(group.right, group.end + 40)]) is not None


def _not_given(analysis: Analysis, group: Group, cues: list[Hit]) -> tuple[Said | None] | None:
    """Declined, or never given; "not on X" says neither that it was given nor that it never was."""
    if declined := _ranges(cues, "declined"):
        return (Said("declined", at=declined),)
    never = [c for c in cues if c.value.kind == "never" and _adjacent(analysis.text, c, group)]
    if not never:
        return None
    ever = [c for c in never if c.value.value == "ever"]
    told_otherwise = {c.value.kind for c in cues} & {"ongoing", "ended"}
    return (Said(None, at=_ranges(ever, "never")) if ever and not told_otherwise else None,)


def _over(analysis: Analysis, sentence: Sentence, group: Group, cues: list[Hit]) -> Said | None:
    """On hold, stopped, or a stated part of it done."""
    if held := _ranges(cues, "held"):
        again = any(c.value.kind == "ongoing" and c.start > held[-1][0] for c in cues)  # "held in May, resumed in June"
        return Said("ongoing", reason=None if again else "on_hold", at=held)
    if ended := _ranges(cues, "ended"):
        reason = reason_of(analysis, sentence, group) or _failure(analysis, sentence, group)
        return Said("stopped", reason=reason, at=ended)
    done = _COMPLETED_PART.search(analysis.text[group.left : group.right])
    if done is None:
        return None
    whole = _OF_ALL.search(done.group()) is not None
    one_cycle = _ONE_CYCLE.search(done.group()) is not None and not whole
    begun = any(c.value.kind == "ongoing" or c.value.value == "start" for c in cues)
    running = not whole and (begun or _SO_FAR.search(analysis.text[group.left : group.right]) is not None)
    at = (*_ranges(cues, "completed"), (group.left + done.start(), group.left + done.end()))
    status: TreatmentStatus = "ongoing" if one_cycle or running else "completed"
    return Said(status, weak=True, open=not running and not whole, at=at)


def _about_procedure(text: str, group: Group) -> tuple[Said | None] | None:
    """A "transplant consult" is a transplant considered; a "transplant clinic" is none."""
    tail = text[group.end : group.end + 24]
    if _PLACE.search(tail):
        return (None,)
    if match := _CONSULT.search(tail):
        return (Said("considered", at=((group.end, group.end + match.end()),)),)
    return None


def _is_procedure(group: Group) -> bool:
    return any(h.value.kind in ("transplant", "cellular") for h in group.hits)


def _ranges(cues: list[Hit], kind: str) -> tuple[tuple[int, int], ...]:
    return tuple((c.start, c.end) for c in cues if c.value.kind == kind)


def _adjacent(text: str, cue: Hit, group: Group) -> bool:
    """True for "no azacitidine" and "azacitidine: never"; not for "no complaints on azacitidine"."""
    gap = text[cue.end : group.start] if cue.end <= group.start else text[group.end : cue.start]
    words = [
        w
        for w in gap.replace(",", " ").replace(":", " ").replace("-", " ").split()
        if w.lower()
        not in (
            "any",
            "of",
            "an",
            "a",
            "the",
            "was",
            "has",
            "have",
            "been",
            "were",
            "prior",
            "given",
            "had",
            "therapy",
            "treatment",
        )
    ]
    return len(words) <= (2 if cue.value.value == "ever" else 0)


def _nearest(cues: list[Hit], group: Group) -> Cue | None:
    main = [c for c in cues if c.value.kind in _MAIN]
    if not main:
        return None
    rank = {"ongoing": 0, "planned": 1, "considered": 2, "completed": 3, "given": 4}
    strong = [c for c in main if not (c.value.kind == "given" and c.value.value == "weak")] or main
    best: Hit = min(strong, key=lambda c: (max(group.start - c.end, c.start - group.end), rank[c.value.kind]))
    nearest: Cue = best.value
    return nearest


def _by_cue(analysis: Analysis, sentence: Sentence, group: Group, main: Cue, cues: list[Hit]) -> Said:
    at = tuple((c.start, c.end) for c in cues if c.value is main or c.value.kind == main.kind)
    window = analysis.text[group.left : group.right]
    kinds = {c.value.kind for c in cues}
    if main.kind in ("planned", "considered"):
        if (
            main.kind == "planned"
            and sentence.label is not SectionLabel.PLAN
            and _CYCLE.search(window)
            and "ongoing" in kinds
        ):
            return Said("ongoing", at=at)
        sure = main.kind == "planned" and not _ONLY_IF.search(analysis.text[group.end : group.right])
        return Said("planned" if sure else "considered", at=at)
    if main.kind == "ongoing":
        only_on = all(analysis.text[a:b].lower() in ("on", "with") for a, b in at)  # "rose in March on epoetin"
        response = response_of(analysis, sentence, group) if only_on else None
        if response is not None and response[0] in _FAILED:
            return Said("stopped", reason=_FAILED_REASON[response[0]], weak=True, at=at)
        return Said("ongoing", weak=only_on, at=at)
    counted = _CYCLES_DONE.search(window) is not None
    if "ongoing" in kinds and counted and any(c.value.kind == "ongoing" and c.end - c.start > 4 for c in cues):
        return Said("ongoing", at=at)  # "4 cycles completed, ongoing": so many so far
    if main.kind == "completed" or "completed" in kinds:
        return Said("completed", at=at)
    if "ongoing" in kinds:
        return Said("ongoing", at=at)
    return _given(analysis, sentence, group, main, at)


def _given(analysis: Analysis, sentence: Sentence, group: Group, main: Cue, at: tuple[tuple[int, int], ...]) -> Said:
    if main.value == "start" and not _is_procedure(group):
        return Said("ongoing", weak=True, at=at)
    response = response_of(analysis, sentence, group)
    reason = reason_of(analysis, sentence, group)
    if response is not None and response[0] in _FAILED:
        return Said("stopped", reason=reason or _FAILED_REASON[response[0]], weak=True, at=at)
    if _is_procedure(group):
        return Said("completed", at=at)
    if main.value == "past" and _TO_THIS_DAY.search(analysis.text[group.left : group.right]):
        return Said("ongoing", weak=True, at=at)
    if reason == "patient_choice" or (
        reason == "toxicity" and _INTOLERANT.search(analysis.text[group.left : group.right])
    ):
        return Said("stopped", reason=reason, weak=True, at=at)
    window = analysis.text[group.left : group.right]
    if _FOLLOWED.search(analysis.text[group.end : sentence.end]):
        return Said("completed", weak=True, at=at)
    if _CYCLE.search(window) and (
        _MORE_TO_COME.search(window) or (_SO_FAR.search(window) and not _is_prior(analysis.text, at))
    ):
        return Said("ongoing", weak=True, at=at)  # "3 cycles up to now"
    if response is not None and response[0] in _GOING_WELL and not _is_prior(analysis.text, at):
        return Said("ongoing", weak=True, at=at)
    if main.value == "weak" and sentence.label is SectionLabel.PLAN:
        return Said("planned", weak=True, at=at)
    counted = bool(_CYCLE.search(analysis.text[group.left : group.right])) and not _is_prior(analysis.text, at)
    return Said("completed", weak=True, open=counted, at=at)


def _is_prior(text: str, at: tuple[tuple[int, int], ...]) -> bool:
    return any(text[a:b].lower().startswith(_PRIOR) for a, b in at)


def _failure(analysis: Analysis, sentence: Sentence, group: Group) -> str | None:
    response = response_of(analysis, sentence, group)
    return _FAILED_REASON.get(response[0]) if response else None


def _by_response(response: str, group: Group) -> Said:
    """A response is all that is said: it failed, it was done once, or it still works."""
    if _is_procedure(group):
        return Said("completed", weak=True)
    return Said("stopped" if response in _FAILED else "ongoing", reason=_FAILED_REASON.get(response), weak=True)


def _by_form(analysis: Analysis, sentence: Sentence, group: Group) -> Said | None:
    """No cue at all: a dose with a schedule or a cycle is being given; a list of medicines is being taken."""
    window = analysis.text[group.left : group.right]
    if group.before > sentence.start and analysis.text[group.before : group.start].strip() == "to":
        return Said("ongoing", weak=True)  # "switched from azacitidine to decitabine"
    if _CONDITIONING.search(window):
        return Said("completed", weak=True) if sentence.label is not SectionLabel.PLAN else None
    response = response_of(analysis, sentence, group)
    if response is not None:
        return _by_response(response[0], group)
    if sentence.label is SectionLabel.PLAN:
        return Said("planned", weak=True) if _DOSE.search(window) else None
    if sentence.label is SectionLabel.INDICATION:
        return None
    if _NEEDS.search(window) and sentence.label is not SectionLabel.MEDICATIONS:
        return None  # "before luspatercept she needed 6 units every 8 weeks"
    if _DOSE.search(window) and (_SCHEDULE.search(window) or sentence.label is SectionLabel.MEDICATIONS):
        return Said("ongoing")
    if _CYCLE.search(window):
        numbered = _ONE_CYCLE.search(window) is not None
        return Said("ongoing" if numbered else "completed", weak=True, open=not numbered)
    return _by_place(analysis, sentence, group)


def _by_place(analysis: Analysis, sentence: Sentence, group: Group) -> Said | None:
    """A bare name: what its section, a date or a dose beside it say."""
    if sentence.label is SectionLabel.MEDICATIONS:
        return Said("ongoing")
    dated = any(group.left <= d.start <= group.right for d in analysis.dates(sentence))
    if dated or sentence.label is SectionLabel.TREATMENT:
        return Said("completed", weak=True)
    return Said("ongoing", weak=True) if _DOSE.search(analysis.text[group.left : group.right]) else None
