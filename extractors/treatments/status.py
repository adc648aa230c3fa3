"""Which cue words speak of which agent in a sentence, and what they make of its status and response."""

from dataclasses import replace

from extractors.language import Analysis, Hit, Sentence
from extractors.language.assertion import governing
from extractors.treatments.ahead import only_a_time, only_wondered
from extractors.treatments.asked import answered_no, refused_by_her, told_in_answer
from extractors.treatments.counts import counted_only, goes_on, share_done
from extractors.treatments.cues import (
    SHORT,
    cues_of,
    only_in_case,
    reconsidered,
    refuses_another,
    refuses_its_end,
    refuses_more,
    thought_better,
)
from extractors.treatments.forms import by_form
from extractors.treatments.groups import Group
from extractors.treatments.others import of_somebody
from extractors.treatments.patterns import (
    ALL_OVER,
    CAUSE_OF,
    COMPLETED_PART,
    CONDITIONING,
    CYCLE,
    CYCLES_BESIDE,
    CYCLES_DONE,
    DOSE,
    FAILS,
    FOLLOWED,
    IF_IT,
    INTOLERANT,
    LAST_ONE,
    LATEST,
    MORE_TO_COME,
    NO_MORE,
    NOT_TAKEN,
    OF_ALL,
    ON_FAILURE,
    ONE_CYCLE,
    ONLY_IF,
    OTHER_PURPOSE,
    OUTLINED,
    PART_DONE,
    PART_OF_MANY,
    PRIOR_KEY,
    SCHEDULE,
    SINCE_THEN,
    SO_FAR,
    STILL_MEANT,
    SURELY_NOW,
    TO_BE,
    TO_THIS_DAY,
    UNTIL_NOW,
    WAS_ON,
    WOULD,
)
from extractors.treatments.response import reason_of, response_of
from extractors.treatments.said import FAILED, FAILED_REASON, Said, about_procedure, is_procedure
from extractors.treatments.turns import as_the_one_before, taken_up_then
from extractors.wordings import Wordings
from schemas.facts import TreatmentStatus
from schemas.layout import SectionLabel
from schemas.vocabulary import Cue

_WORDINGS = Wordings("treatments", "status")

_DROP = frozenset({"family", "other_person", "mention"})
_GOING_WELL = frozenset({"SD", "CR", "PR", "mCR", "HI", "CRi", "CRL", "CRh", "TI"})
_PRIOR = _WORDINGS.words("prior")
_BACK = 24  # characters before a word of taking in which its verb stands
_BETWEEN = frozenset(_WORDINGS.words("between"))
_MAIN = ("considered", "planned", "ongoing", "given", "completed")


def status_of(analysis: Analysis, sentence: Sentence, group: Group) -> Said | None:
    """What the sentence says of the agents of ``group``; ``None`` where it asserts no treatment of this patient."""
    governed = list(governing(analysis.text, sentence.cues, group.start, group.end))
    subject = {c.value.kind for c in governed if c.value.kind != "hypothetical" or c.end <= group.start}
    if subject & _DROP == {"mention"} and (told := told_in_answer(analysis, sentence, group, governed)) is not None:
        return told
    if CAUSE_OF.search(analysis.text[group.end : sentence.end]):
        return None  # "B12 deficiency vs methotrexate effect"
    if subject & _DROP or _only_outlined(sentence) or (not is_procedure(group) and _for_another(analysis.text, group)):
        return None
    if (answer := answered_no(analysis.text, sentence, group)) is not None:
        return answer
    if _if_it_fails(analysis.text, sentence, group) or only_a_time(analysis.text, sentence.start, group.start):
        return None
    before = analysis.text[sentence.start : group.start]
    if of_somebody(before) or only_wondered(before, analysis.text[group.end : sentence.end]):
        return None
    if is_procedure(group) and (aside := about_procedure(analysis.text, group)):
        return aside[0]
    cues = thought_better(analysis.text, list(cues_of(analysis, sentence, group, "treatment")))
    if (settled := _unsuited(analysis.text, sentence, cues) or _not_given(analysis, sentence, group, cues)) is not None:
        return settled[0]
    if (over := _over(analysis, sentence, group, cues)) is not None:
        return over
    return _by_nearest(analysis, sentence, group, cues, subject)


def not_taken(analysis: Analysis, sentence: Sentence, group: Group, said: Said) -> Said:
    """``said``, as planned where what was prescribed was not begun: "prescribed in May but she has not filled it"."""
    if said.status != "ongoing" or said.reason is not None:
        return said
    told = NOT_TAKEN.search(analysis.text[group.end : group.right])
    if told is None:
        return said
    return Said("planned", at=(*said.at, (group.end + told.start(1), group.end + told.end(1))))


def _if_it_fails(text: str, sentence: Sentence, group: Group) -> bool:
    """Only the case that it fails is spoken of: "consider venetoclax if azacitidine fails"."""
    before, after = text[sentence.start : group.start], text[group.end : sentence.end]
    if not after.strip(" ?") and "?" in after and PRIOR_KEY.search(before):
        return True  # a question of a form, answered elsewhere
    if IF_IT.search(before):
        return FAILS.search(after) is not None
    return ON_FAILURE.search(before) is not None and WOULD.search(after) is not None


def _unsuited(text: str, sentence: Sentence, cues: list[Hit]) -> tuple[Said | None] | None:
    """An allergy and what was called off say nothing; "considered but not recommended" was considered."""
    kinds = {c.value.kind for c in cues}
    off = any(c.value.kind == "unsuited" and c.value.value == "off" for c in cues)
    if off and "allergy" not in kinds and refused_by_her(text, sentence.start, cues):
        return None  # "was not pursued because she refused it"
    if "allergy" in kinds or off:
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
    if main is not None and main.kind == "planned" and (taken := taken_up_then(analysis.text, group)) is not None:
        return taken  # "chose azacitidine, which she has been receiving since May"
    if "hypothetical" in subject and (main is None or main.kind != "ongoing"):
        return Said("considered", at=tuple((c.start, c.end) for c in cues))
    if main is None:
        return as_the_one_before(analysis, sentence, group) or by_form(analysis, sentence, group)
    return _by_cue(analysis, sentence, group, main, cues)


def _begun_after(text: str, intent: Hit, cues: list[Hit]) -> list[Hit]:
    """Words that a treatment began which follow the words that it was meant: "recommended …; first dose given"."""
    if intent.value.kind not in ("planned", "considered"):
        return []
    later = [c for c in cues if c.start >= intent.end and c.value.kind == "given" and c.value.value == "start"]
    return [c for c in later if not STILL_MEANT.search(text[intent.end : c.start])]


def _only_outlined(sentence: Sentence) -> bool:
    """Whether the drugs around a transplant are explained, not given: "I outlined conditioning with melphalan"."""
    return CONDITIONING.search(sentence.text) is not None and OUTLINED.search(sentence.text) is not None


def _for_another(text: str, group: Group) -> bool:
    """Growth factors that mobilise a donor's cells are not the patient's."""
    return OTHER_PURPOSE.search(text[group.left : min(group.right, group.end + 40)]) is not None


def _not_given(analysis: Analysis, sentence: Sentence, group: Group, cues: list[Hit]) -> tuple[Said | None] | None:
    """Declined, or never given; "not on X" says neither that it was given nor that it never was."""
    if any(refuses_its_end(analysis.text, c, group) for c in cues):
        return (None,)
    cues = [c for c in cues if not refuses_another(analysis.text, c, group)]
    if reconsidered(analysis.text, group, sentence, cues):
        return (Said("considered", at=_ranges(cues, "declined")),)
    if any(refuses_more(analysis.text, c, group) for c in cues):
        reason = reason_of(analysis, sentence, group)
        return (Said("stopped", reason=reason, at=_ranges(cues, "declined")),)
    if declined := _ranges(cues, "declined"):
        return (Said("declined", at=declined),)
    never = [c for c in cues if c.value.kind == "never" and _adjacent(analysis.text, c, group)]
    if not never:
        return None
    ever = [c for c in never if c.value.value == "ever"]
    if ever and SINCE_THEN.search(analysis.text[group.end : sentence.end]):
        return (None,)  # "has not had any azacitidine since the stroke"
    told_otherwise = {c.value.kind for c in cues} & {"ongoing", "ended"}
    return (Said(None, at=_ranges(ever, "never")) if ever and not told_otherwise else None,)


def _over(analysis: Analysis, sentence: Sentence, group: Group, cues: list[Hit]) -> Said | None:
    """On hold, stopped, or a stated part of it done."""
    cues = [c for c in cues if not only_in_case(analysis.text, c, group)]
    if held := _ranges(cues, "held"):
        again = any(  # "held in May, resumed in June"; not "held, to be resumed with cycle 3"
            c.value.kind == "ongoing"
            and c.start > held[-1][0]
            and SURELY_NOW.search(analysis.text[c.start : c.end])
            and not TO_BE.search(analysis.text[c.start - 12 : c.start])
            for c in cues
        )
        return Said("ongoing", reason=None if again else "on_hold", at=held)
    if ended := _ranges(cues, "ended"):
        reason = reason_of(analysis, sentence, group) or _failure(analysis, sentence, group)
        return Said("stopped", reason=reason, at=ended)
    window = analysis.text[group.left : group.right]
    done = COMPLETED_PART.search(window)
    if done is None:
        return None
    behind = analysis.text[group.left + done.end() : group.right]
    share = share_done(window)
    of_all = share == "whole" or (share is None and OF_ALL.search(done.group()) is not None)
    whole = of_all or ALL_OVER.search(behind) is not None
    one_cycle = ONE_CYCLE.search(done.group()) is not None and not whole
    begun = any(c.value.kind == "ongoing" or c.value.value in ("start", "since") for c in cues)
    more = goes_on(analysis.text[max(group.end, group.left + done.end()) : group.right])
    so_far = SO_FAR.search(analysis.text[group.left : group.right]) is not None
    running = not whole and (begun or more is not None or so_far)
    at = (*_ranges(cues, "completed"), (group.left + done.start(), group.left + done.end()))
    status: TreatmentStatus = "ongoing" if one_cycle or running else "completed"
    return Said(status, weak=True, open=not running and not whole, at=at)


def _ranges(cues: list[Hit], kind: str) -> tuple[tuple[int, int], ...]:
    return tuple((c.start, c.end) for c in cues if c.value.kind == kind)


def _adjacent(text: str, cue: Hit, group: Group) -> bool:
    """True for "no azacitidine" and "azacitidine: never"; not for "no complaints on azacitidine"."""
    gap = text[cue.end : group.start] if cue.end <= group.start else text[group.end : cue.start]
    words = [w for w in gap.replace(",", " ").replace(":", " ").replace("-", " ").split() if w.lower() not in _BETWEEN]
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
            and CYCLE.search(window)
            and "ongoing" in kinds
        ):
            return Said("ongoing", at=at)
        sure = main.kind == "planned" and not ONLY_IF.search(analysis.text[group.end : group.right])
        return Said("planned" if sure else "considered", at=at)
    if main.kind == "ongoing":
        return _taking(analysis, sentence, group, at)
    counted = CYCLES_DONE.search(window) is not None
    if "ongoing" in kinds and counted and any(c.value.kind == "ongoing" and c.end - c.start > 4 for c in cues):
        return Said("ongoing", at=at)  # "4 cycles completed, ongoing": so many so far
    begun = any(c.value.kind == "given" and c.value.value in ("start", "since") for c in cues)
    if begun and (PART_DONE.search(window) or _of_cycles(analysis.text, group, cues)):
        return Said("ongoing", weak=True, open=True, at=at)  # "was begun in May, and 5 cycles have been completed"
    if main.kind == "completed" or "completed" in kinds:
        return _counted_as_done(analysis, sentence, group, at) or Said("completed", at=at)
    runs = [c for c in cues if c.value.kind == "ongoing"]
    if runs and not _is_prior(analysis.text, at):
        if main.value == "past" and all(SCHEDULE.search(analysis.text[c.start : c.end]) for c in runs):
            return replace(_given(analysis, sentence, group, main, at), open=True)  # "was treated with X weekly"
        return Said("ongoing", at=at)
    return _given(analysis, sentence, group, main, at)


def _of_cycles(text: str, group: Group, cues: list[Hit]) -> bool:
    """Whether what is completed are so many cycles: "was begun in May; two cycles are complete" ends no course."""
    done = [c for c in cues if c.value.kind == "completed" and c.start >= group.end]
    return bool(done) and all(CYCLES_BESIDE.search(text[group.end : c.start]) for c in done)


def _taking(analysis: Analysis, sentence: Sentence, group: Group, at: tuple[tuple[int, int], ...]) -> Said:
    """It is taken, or was: "on decitabine"; "was on decitabine before the transplant"; "weekly, no response"."""
    if all(WAS_ON.search(analysis.text[max(0, a - _BACK) : a]) for a, _ in at):
        return Said("completed", weak=True, open=True, at=at)
    only_on = all(analysis.text[a:b].lower() in ("on", "with") for a, b in at)  # "rose in March on epoetin"
    surely = any(SURELY_NOW.search(analysis.text[a:b]) for a, b in at)
    response = None if surely else response_of(analysis, sentence, group)  # "40,000 units weekly, no response"
    if response is not None and response[0] in FAILED:
        return Said("stopped", reason=FAILED_REASON[response[0]], weak=True, at=at)
    return Said("ongoing", weak=only_on, at=at)


def _counted_as_done(
    analysis: Analysis, sentence: Sentence, group: Group, at: tuple[tuple[int, int], ...]
) -> Said | None:
    """So many cycles are done, and nothing says that these were all: it goes on as told, or dates must tell."""
    window = analysis.text[group.left : group.right]
    if not counted_only(window) or _is_prior(analysis.text, at):
        return None
    if UNTIL_NOW.search(window):
        return Said("ongoing", weak=True, open=True, at=at)  # "3 cycles completed before today"
    start = max([group.start, *(b for _, b in at)])
    if (more := goes_on(analysis.text[start : group.right])) is not None:
        return Said("ongoing", at=(*at, (start + more[0], start + more[1])))
    if FOLLOWED.search(analysis.text[group.end : sentence.end]) or NO_MORE.search(window):
        return None
    return Said("completed", weak=True, open=True, at=at)


def _given(analysis: Analysis, sentence: Sentence, group: Group, main: Cue, at: tuple[tuple[int, int], ...]) -> Said:
    if main.value in ("start", "since") and not is_procedure(group):
        return Said("ongoing", weak=True, at=at)
    window = analysis.text[group.left : group.right]
    response = response_of(analysis, sentence, group)
    reason = reason_of(analysis, sentence, group)
    if (failed := _failed(analysis, group, at, response, reason)) is not None:
        return failed
    if is_procedure(group):
        return Said("completed", at=at)
    if main.value == "past" and TO_THIS_DAY.search(window):
        return Said("ongoing", weak=True, at=at)
    if reason == "patient_choice" or (reason == "toxicity" and INTOLERANT.search(window)):
        return Said("stopped", reason=reason, weak=True, at=at)
    if FOLLOWED.search(analysis.text[group.end : sentence.end]):
        return Said("completed", weak=True, at=at)
    if _goes_on(analysis, window, main, at):
        return Said("ongoing", weak=True, at=at)
    if response is not None and response[0] in _GOING_WELL and not _is_prior(analysis.text, at):
        return Said("ongoing", weak=True, open=True, at=at)
    if main.value == "weak" and sentence.label is SectionLabel.PLAN:
        in_case = ONLY_IF.search(analysis.text[group.end : group.right]) is not None
        return Said("considered" if in_case else "planned", weak=True, at=at)
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
    if response is None or response[0] not in FAILED:
        return None
    if SO_FAR.search(analysis.text[group.left : group.right]):
        return Said("ongoing", weak=True, at=at)
    return Said("stopped", reason=reason or FAILED_REASON[response[0]], weak=True, at=at)


def _goes_on(analysis: Analysis, window: str, main: Cue, at: tuple[tuple[int, int], ...]) -> bool:
    """Whether more cycles follow ("3 cycles up to now"), or a regimen is given with its dose and days."""
    so_far = SO_FAR.search(window) is not None and not _is_prior(analysis.text, at)
    if CYCLE.search(window) and (MORE_TO_COME.search(window) or so_far):
        return True
    return main.value == "weak" and bool(DOSE.search(window)) and SCHEDULE.search(window) is not None


def _counted(analysis: Analysis, sentence: Sentence, group: Group, at: tuple[tuple[int, int], ...]) -> Said:
    """Given; where cycles are counted, or the last one is dated, only dates can tell whether it goes on."""
    window = analysis.text[group.left : group.right]
    if counted_only(window) and not _is_prior(analysis.text, at) and goes_on(analysis.text[group.end : group.right]):
        return Said("ongoing", at=at)
    today = any(d.iso == analysis.report.dated for d in analysis.dates(sentence) if group.left <= d.start < group.right)
    latest = LAST_ONE.search(analysis.text[group.left : group.start]) or LATEST.search(
        analysis.text[group.end : group.right]
    )
    counted = (bool(CYCLE.search(window)) or today or latest is not None) and not _is_prior(analysis.text, at)
    numbered = counted and ONE_CYCLE.search(window) is not None
    counted = counted or (PART_OF_MANY.search(window) is not None and not _is_prior(analysis.text, at))
    counted = counted or (bool(at) and all(analysis.text[a:b].endswith(":") for a, b in at))  # "Drug: azacitidine"
    return Said("ongoing" if numbered else "completed", weak=True, open=counted, at=at)


def _is_prior(text: str, at: tuple[tuple[int, int], ...]) -> bool:
    return any(text[a:b].lower().startswith(_PRIOR) for a, b in at)


def _failure(analysis: Analysis, sentence: Sentence, group: Group) -> str | None:
    response = response_of(analysis, sentence, group)
    return FAILED_REASON.get(response[0]) if response else None
