"""Which cue words speak of which agent in a sentence, and what they make of its status and response."""

from dataclasses import dataclass, replace

from extractors.language import Analysis, Hit, Sentence
from extractors.language.assertion import governing
from extractors.patterns import pattern
from extractors.treatment_counts import counted_only, goes_on
from extractors.treatment_cues import SHORT, cues_of, reconsidered, thought_better
from extractors.treatment_groups import Group
from extractors.treatment_response import reason_of, response_of
from schemas.facts import TreatmentStatus
from schemas.layout import SectionLabel
from schemas.vocabulary import Cue

_DOSE = pattern(
    r"\b\d[\d.,]*\s?(?:mg|mcg|µg|ug|g|units?|IU|K)(?:/(?:m2|m\^2|kg|m²|day|d|dose|week|wk)\b|\b(?:[^/\w]|$))|\bmg/m2\b"
)
"""An amount that is given; "1000 µg/L" is measured."""
_SCHEDULE = pattern(
    r"\b(?:daily|weekly|monthly|q ?\d{0,2}\s?(?:d|w|wk|wks|day|weeks?|month)s?|q\d+d|bid|tid|qd|prn|D1-\d"
    r"|days? 1-\d|every \d+|twice a|once a|nightly)\b"
)
_CYCLE = pattern(
    r"\bC ?\d{1,2}(?: ?D ?\d{1,2})?\b|\bcycles?\b|\bcourses? ?(?:#|no\.? ?)?\d{1,2}\b"
    r"|\b(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|twelve) courses\b|#\d{1,2}\b"
    r"|\b(?:injection|infusion) \d{1,2}\b|\b(?:first"
    r"|second|third|\d{1,2}(?:st|nd|rd|th)) (?:dose|injection|infusion)\b"
)
_COUNT = r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|twelve)"
_COMPLETED_PART = pattern(
    rf"\bcomplet(?:ed|ing) (?:cycle |C ?)?#?{_COUNT}(?: ?(?:/|of|out of) ?\d{{1,2}})?\b"
    r"|\b(?:cycle|course|C) ?\d{1,2} (?:was |is )?(?:done|completed|given|finished)\b"
)
_FOLLOWED = pattern(r"^[^;.]{0,80}\b(?:followed by|and then|then switched|before (?:switching|moving|proceeding))\b")
_OF_ALL = pattern(r"/|\bof\b")
_ONE_CYCLE = pattern(r"\b(?:cycle|course|C) ?#?\d|#\d")
_MORE_TO_COME = pattern(
    r"\b(?:presents?|here|seen|returns?|comes?|attends?|arrives?|due|admitted) (?:today )?for (?:C ?\d|cycle"
    r"|(?:his|her|the) next)\b|\bnext (?:cycle|dose|injection|treatment)\b"
)
_SO_FAR = pattern(r"\b(?:now|so far|to date|thus far|up to now|already)\b")
_NEEDS = pattern(r"\b(?:need(?:ed|s|ing)?|requir(?:ed|es|ing)) \d+(?:-\d+)? (?:units?|bags?|transfusions?)\b")
_CONDITIONING = pattern(r"\b(?:conditioning|lymphodeplet\w+|GVHD|GvHD|graft|mobili[sz]\w+|ppx|prophyla\w+)\b")
_OUTLINED = pattern(r"\b(?:outlin\w+|discuss\w*|explain\w*|describ\w+|went over|talked|counsel\w+)\b")
_PART_DONE = pattern(
    rf"\b{_COUNT} (?:cycles?|courses?) (?:have |has |were |was )?(?:now )?(?:been )?(?:completed|given|done)\b"
)
_OTHER_PURPOSE = pattern(
    r"\bmobili[sz]\w+|\b(?:for|to|in) (?:the |a |her |his |sibling )?donor\b|\bdonor (?:received|given)\b"
)
_CONSULT = pattern(r"^[- ]?(?:consult\w*|referral|evaluation|eval|work-?up|discussion|education|appointment|visit)\b")
_PLACE = pattern(
    r"^[- ]?(?:clinic|cent(?:er|re)|team|service|physician|doctor|program|unit|coordinator|nurse|pharmacist"
    r"|specialist|waiting list|medicine)\b"
)
_NEAR_DATE = 30  # characters between a bare name and the date that it is listed with
_ONLY_IF = pattern(r"\b(?:if|provided|unless|should|in case)\b")
_CYCLES_DONE = pattern(rf"\b{_COUNT} (?:cycles?|courses?) (?:completed|done|given|finished)\b")
_NO_MORE = pattern(
    r"\b(?:no (?:further|more)|last|final|finish\w*|end(?:ed|ing)?|until|stopp?\w*|off|then|before|after|now in"
    r"|remission|prior|previous\w*|earlier|from)\b"
)
"""Words beside a count that tell of its end."""
_TO_THIS_DAY = pattern(
    r"\bsince (?:\d|early|late|mid|the |last|then|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"|\b(?:up to|until|till) now\b|\b(?:so|thus) far\b|\bto date\b"
)
_INTOLERANT = pattern(r"\bintoleran\w+|\bnot tolerate|\bpoorly tolerated|\btoxicit\w+|\badverse\b|\bside effects\b")
_SURELY_NOW = pattern(
    r"^(?:current|continu|remain|now|still|ongoing|stay|is on|resum|restart|active|carr|keep|maintain|dose"
    r"|increas|reduc|escalat|titrat|uptitrat|was (?:increas|reduc|escalat))\w*"
)
_LAST_ONE = pattern(r"\blast (?:(?:dose|cycle|injection|infusion) of )?$")
_STILL_MEANT = pattern(
    r"\b(?:will|would|should|could|may|might|if|once|until|when|unless|before|pending|to be|be|never|not|after)\b"
)
_SWITCHED = pattern(r"\b(?:switched|changed|transitioned|moved|rotated|converted|crossed)\b")
_OPEN_END = pattern(r"\d ?(?:-|>|->|to)\W*$")
_TO_BE = pattern(r"\b(?:will|to|may|can|could|should|would|if|when|until)(?: be)? $")
_IF_IT = pattern(
    r"\b(?:if|when|once|should|unless|until|in case) (?:the |her |his |their |present |current |response to )*$"
)
_PRIOR_KEY = pattern(r"^\W*(?:any )?(?:prior|previous|past|earlier|history of)(?: \w+){0,3} ?$")
_NO_ANSWER = pattern(r"^[^.;:?]{0,30}(?:[:?] ?| - | – |\s)(no|none|nil|never|n)\b(?:\W|$)")
_REFUSED = pattern(r"\b(?:declin\w+|refus\w+|does not want|did not want)\b")
_WILL_CONSIDER = pattern(
    r"[;:,.] ?(?:was |were )?(?:told|answered|replied|explained|informed|advised)\b[^.]{0,40}?"
    r"\b((?:will|would|may|might|could)(?: only)? (?:be )?consider\w*)\b"
)
_NOT_NOW = pattern(
    r"[:;?–-] ?(?:(?:no|not (?:now|yet|for now|at present|at this point|currently))[,;: ]+)?(?:but )?"
    r"((?:to be|will be|may be|can be|could be) (?:re)?considered)\b"
)
_FAILS = pattern(
    r"^[^.;,]{0,30}\b(?:fail\w*|stops?|stopped|is lost|be lost|loses?|lost|ceases?|no longer|does not|do not|is not"
    r"|becomes?|causes?|runs? out|proves?|cannot)\b"
)
_ON_FAILURE = pattern(
    r"\b(?:on|after|upon|at|following|in case of) (?:the )?(?:failure|loss of response|progression|relapse|intolerance)"
    r" (?:of|to|on|with|after) (?:the |her |his |this )?$"
)
_WOULD = pattern(r"\b(?:would|could|might|may|should|will be|can be|is to be|to be considered|an option|options?)\b")
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


def status_of(analysis: Analysis, sentence: Sentence, group: Group) -> Said | None:
    """What the sentence says of the agents of ``group``; ``None`` where it asserts no treatment of this patient."""
    governed = list(governing(analysis.text, sentence.cues, group.start, group.end))
    subject = {c.value.kind for c in governed if c.value.kind != "hypothetical" or c.end <= group.start}
    if subject & _DROP == {"mention"} and (told := _told(analysis, sentence, group, governed)) is not None:
        return told
    if subject & _DROP or _only_outlined(sentence) or (not _is_procedure(group) and _for_another(analysis.text, group)):
        return None
    if (answer := _answered_no(analysis.text, sentence, group)) is not None:
        return answer
    if _if_it_fails(analysis.text, sentence, group):
        return None
    if _is_procedure(group) and (aside := _about_procedure(analysis.text, group)):
        return aside[0]
    cues = thought_better(analysis.text, list(cues_of(analysis, sentence, group, "treatment")))
    if (settled := _unsuited(cues) or _not_given(analysis, sentence, group, cues)) is not None:
        return settled[0]
    if (over := _over(analysis, sentence, group, cues)) is not None:
        return over
    return _by_nearest(analysis, sentence, group, cues, subject)


def _told(analysis: Analysis, sentence: Sentence, group: Group, governed: list[Hit]) -> Said | None:
    """What she told them she refuses, or what was said in answer: "asked about it; told that we will consider it"."""
    words = " ".join(analysis.text[c.start : c.end].lower() for c in governed if c.value.kind == "mention")
    cues = list(cues_of(analysis, sentence, group, "treatment"))
    if "told" in words.split() and (declined := _ranges(cues, "declined")):
        return Said("declined", at=declined)
    later = _NOT_NOW.search(analysis.text[group.end : sentence.end])
    if later is not None:
        return Said("considered", at=((group.end + later.start(1), group.end + later.end(1)),))
    answer = _WILL_CONSIDER.search(analysis.text[group.end : sentence.end])
    if answer is None or "about" not in words:
        return None
    return Said("considered", at=((group.end + answer.start(1), group.end + answer.end(1)),))


def _answered_no(text: str, sentence: Sentence, group: Group) -> Said | None:
    """A form's "Prior transplant: no": never given; a refusal that follows says more."""
    tail = text[group.end : sentence.end]
    answer = _NO_ANSWER.search(tail)
    if answer is None or not _PRIOR_KEY.search(text[sentence.start : group.start]):
        return None
    refused = _REFUSED.search(tail[answer.end() :])
    at = (group.end + answer.start(1), group.end + answer.end(1))
    return Said("declined" if refused is not None else None, at=(at,))


def _if_it_fails(text: str, sentence: Sentence, group: Group) -> bool:
    """Only the case that it fails is spoken of: "consider venetoclax if azacitidine fails"."""
    before, after = text[sentence.start : group.start], text[group.end : sentence.end]
    if not after.strip(" ?") and "?" in after and _PRIOR_KEY.search(before):
        return True  # a question of a form, answered elsewhere
    if _IF_IT.search(before):
        return _FAILS.search(after) is not None
    return _ON_FAILURE.search(before) is not None and _WOULD.search(after) is not None


def _unsuited(cues: list[Hit]) -> tuple[Said | None] | None:
    """An allergy and what was called off say nothing; "considered but not recommended" was considered."""
    kinds = {c.value.kind for c in cues}
    if "allergy" in kinds or any(c.value.kind == "unsuited" and c.value.value == "off" for c in cues):
        return (None,)
    if "unsuited" not in kinds:
        return None
    told = [c for c in cues if c.value.kind == "considered" and c.end - c.start > SHORT]
    return (Said("considered", at=tuple((c.start, c.end) for c in told)) if told else None,)


def _by_nearest(
    analysis: Analysis, sentence: Sentence, group: Group, cues: list[Hit], subject: set[str]
) -> Said | None:
    nearest = _nearest(cues, group)
    if nearest is not None and (begun := _begun_after(analysis.text, nearest, cues)):
        return _by_cue(analysis, sentence, group, begun[0].value, begun)
    main: Cue | None = nearest.value if nearest is not None else None
    if "hypothetical" in subject and (main is None or main.kind != "ongoing"):
        return Said("considered", at=tuple((c.start, c.end) for c in cues))
    if main is None:
        return _by_form(analysis, sentence, group)
    return _by_cue(analysis, sentence, group, main, cues)


def _begun_after(text: str, intent: Hit, cues: list[Hit]) -> list[Hit]:
    """Words that a treatment began which follow the words that it was meant: "recommended …; first dose given"."""
    if intent.value.kind not in ("planned", "considered"):
        return []
    later = [c for c in cues if c.start >= intent.end and c.value.kind == "given" and c.value.value == "start"]
    return [c for c in later if not _STILL_MEANT.search(text[intent.end : c.start])]


def _only_outlined(sentence: Sentence) -> bool:
    """Whether the drugs around a transplant are explained, not given: "I outlined conditioning with melphalan"."""
    return _CONDITIONING.search(sentence.text) is not None and _OUTLINED.search(sentence.text) is not None


def _for_another(text: str, group: Group) -> bool:
    """Growth factors that mobilise a donor's cells are not the patient's."""
    return _OTHER_PURPOSE.search(text[group.left : min(group.right, group.end + 40)]) is not None


def _not_given(analysis: Analysis, sentence: Sentence, group: Group, cues: list[Hit]) -> tuple[Said | None] | None:
    """Declined, or never given; "not on X" says neither that it was given nor that it never was."""
    if reconsidered(analysis.text, group, sentence, cues):
        return (Said("considered", at=_ranges(cues, "declined")),)
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
        again = any(  # "held in May, resumed in June"; not "held, to be resumed with cycle 3"
            c.value.kind == "ongoing"
            and c.start > held[-1][0]
            and _SURELY_NOW.search(analysis.text[c.start : c.end])
            and not _TO_BE.search(analysis.text[c.start - 12 : c.start])
            for c in cues
        )
        return Said("ongoing", reason=None if again else "on_hold", at=held)
    if ended := _ranges(cues, "ended"):
        reason = reason_of(analysis, sentence, group) or _failure(analysis, sentence, group)
        return Said("stopped", reason=reason, at=ended)
    done = _COMPLETED_PART.search(analysis.text[group.left : group.right])
    if done is None:
        return None
    whole = _OF_ALL.search(done.group()) is not None
    one_cycle = _ONE_CYCLE.search(done.group()) is not None and not whole
    begun = any(c.value.kind == "ongoing" or c.value.value in ("start", "since") for c in cues)
    more = goes_on(analysis.text[max(group.end, group.left + done.end()) : group.right])
    so_far = _SO_FAR.search(analysis.text[group.left : group.right]) is not None
    running = not whole and (begun or more is not None or so_far)
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


def _nearest(cues: list[Hit], group: Group) -> Hit | None:
    main = [c for c in cues if c.value.kind in _MAIN]
    if not main:
        return None
    rank = {"ongoing": 0, "planned": 1, "considered": 2, "completed": 3, "given": 4}
    strong = [c for c in main if not (c.value.kind == "given" and c.value.value == "weak")] or main
    return min(strong, key=lambda c: (max(group.start - c.end, c.start - group.end), rank[c.value.kind]))


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
        surely = any(_SURELY_NOW.search(analysis.text[a:b]) for a, b in at)
        response = None if surely else response_of(analysis, sentence, group)  # "40,000 units weekly, no response"
        if response is not None and response[0] in _FAILED:
            return Said("stopped", reason=_FAILED_REASON[response[0]], weak=True, at=at)
        return Said("ongoing", weak=only_on, at=at)
    counted = _CYCLES_DONE.search(window) is not None
    if "ongoing" in kinds and counted and any(c.value.kind == "ongoing" and c.end - c.start > 4 for c in cues):
        return Said("ongoing", at=at)  # "4 cycles completed, ongoing": so many so far
    begun = any(c.value.kind == "given" and c.value.value == "start" for c in cues)
    if begun and _PART_DONE.search(window):
        return Said("ongoing", weak=True, open=True, at=at)  # "was begun in May, and 5 cycles have been completed"
    if main.kind == "completed" or "completed" in kinds:
        return _counted_as_done(analysis, sentence, group, at) or Said("completed", at=at)
    runs = [c for c in cues if c.value.kind == "ongoing"]
    if runs and not _is_prior(analysis.text, at):
        if main.value == "past" and all(_SCHEDULE.search(analysis.text[c.start : c.end]) for c in runs):
            return replace(_given(analysis, sentence, group, main, at), open=True)  # "was treated with X weekly"
        return Said("ongoing", at=at)
    return _given(analysis, sentence, group, main, at)


def _counted_as_done(
    analysis: Analysis, sentence: Sentence, group: Group, at: tuple[tuple[int, int], ...]
) -> Said | None:
    """So many cycles are done, and nothing says that these were all: it goes on as told, or dates must tell."""
    window = analysis.text[group.left : group.right]
    if not counted_only(window) or _is_prior(analysis.text, at):
        return None
    start = max([group.start, *(b for _, b in at)])
    if (more := goes_on(analysis.text[start : group.right])) is not None:
        return Said("ongoing", at=(*at, (start + more[0], start + more[1])))
    if _FOLLOWED.search(analysis.text[group.end : sentence.end]) or _NO_MORE.search(window):
        return None
    return Said("completed", weak=True, open=True, at=at)


def _given(analysis: Analysis, sentence: Sentence, group: Group, main: Cue, at: tuple[tuple[int, int], ...]) -> Said:
    if main.value in ("start", "since") and not _is_procedure(group):
        return Said("ongoing", weak=True, at=at)
    window = analysis.text[group.left : group.right]
    response = response_of(analysis, sentence, group)
    reason = reason_of(analysis, sentence, group)
    if (failed := _failed(analysis, group, at, response, reason)) is not None:
        return failed
    if _is_procedure(group):
        return Said("completed", at=at)
    if main.value == "past" and _TO_THIS_DAY.search(window):
        return Said("ongoing", weak=True, at=at)
    if reason == "patient_choice" or (reason == "toxicity" and _INTOLERANT.search(window)):
        return Said("stopped", reason=reason, weak=True, at=at)
    if _FOLLOWED.search(analysis.text[group.end : sentence.end]):
        return Said("completed", weak=True, at=at)
    if _goes_on(analysis, window, main, at):
        return Said("ongoing", weak=True, at=at)
    if response is not None and response[0] in _GOING_WELL and not _is_prior(analysis.text, at):
        return Said("ongoing", weak=True, open=True, at=at)
    if main.value == "weak" and sentence.label is SectionLabel.PLAN:
        return Said("planned", weak=True, at=at)
    return _counted(analysis, sentence, group, at)


def _failed(
    analysis: Analysis,
    group: Group,
    at: tuple[tuple[int, int], ...],
    response: tuple[str, tuple[int, int]] | None,
    reason: str | None,
) -> Said | None:
    """It did not work: stopped, unless that is so only so far."""
    if any(analysis.text[a:b].lower() == "failure" and 0 <= a - group.end <= 1 for a, b in at):
        return Said("stopped", reason="lack_of_response", weak=True, at=at)  # "ESA failure"
    if response is None or response[0] not in _FAILED:
        return None
    if _SO_FAR.search(analysis.text[group.left : group.right]):
        return Said("ongoing", weak=True, at=at)
    return Said("stopped", reason=reason or _FAILED_REASON[response[0]], weak=True, at=at)


def _goes_on(analysis: Analysis, window: str, main: Cue, at: tuple[tuple[int, int], ...]) -> bool:
    """Whether more cycles follow ("3 cycles up to now"), or a regimen is given with its dose and days."""
    so_far = _SO_FAR.search(window) is not None and not _is_prior(analysis.text, at)
    if _CYCLE.search(window) and (_MORE_TO_COME.search(window) or so_far):
        return True
    return main.value == "weak" and bool(_DOSE.search(window)) and _SCHEDULE.search(window) is not None


def _counted(analysis: Analysis, sentence: Sentence, group: Group, at: tuple[tuple[int, int], ...]) -> Said:
    """Given; where cycles are counted, or the last one is dated, only dates can tell whether it goes on."""
    window = analysis.text[group.left : group.right]
    if counted_only(window) and not _is_prior(analysis.text, at) and goes_on(analysis.text[group.end : group.right]):
        return Said("ongoing", at=at)
    today = any(d.iso == analysis.report.dated for d in analysis.dates(sentence) if group.left <= d.start < group.right)
    latest = _LAST_ONE.search(analysis.text[group.left : group.start]) is not None
    counted = (bool(_CYCLE.search(window)) or today or latest) and not _is_prior(analysis.text, at)
    numbered = counted and _ONE_CYCLE.search(window) is not None
    return Said("ongoing" if numbered else "completed", weak=True, open=counted, at=at)


def _is_prior(text: str, at: tuple[tuple[int, int], ...]) -> bool:
    return any(text[a:b].lower().startswith(_PRIOR) for a, b in at)


def _failure(analysis: Analysis, sentence: Sentence, group: Group) -> str | None:
    response = response_of(analysis, sentence, group)
    return _FAILED_REASON.get(response[0]) if response else None


def _by_response(response: str, group: Group) -> Said:
    """A response is all that is said: it failed, it was done once, or it may still go on."""
    if _is_procedure(group):
        return Said("completed", weak=True)
    failed = response in _FAILED
    return Said("stopped" if failed else "ongoing", reason=_FAILED_REASON.get(response), weak=True, open=not failed)


def _by_form(analysis: Analysis, sentence: Sentence, group: Group) -> Said | None:
    """No cue at all: a dose with a schedule or a cycle is being given; a list of medicines is being taken."""
    window = analysis.text[group.left : group.right]
    if group.before > sentence.start and analysis.text[group.before : group.start].strip() == "to":
        done = _SWITCHED.search(analysis.text[sentence.start : group.before]) is not None
        return Said("ongoing" if done else "planned", weak=True)  # "switched from azacitidine to decitabine"
    if _CONDITIONING.search(window):
        return Said("completed", weak=True) if sentence.label is not SectionLabel.PLAN else None
    response = response_of(analysis, sentence, group)
    if response is not None and _SO_FAR.search(window):
        return Said("ongoing", weak=True)  # "4 cycles so far with no response"
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
    if dated and _OPEN_END.search(analysis.text[group.left : group.right]):
        return Said("ongoing", weak=True)  # "decitabine Jan 2026 -"
    if dated or (sentence.label is SectionLabel.TREATMENT and _is_entry(analysis, sentence, group)):
        return Said("completed", weak=True)
    return Said("ongoing", weak=True) if _DOSE.search(analysis.text[group.left : group.right]) else None
