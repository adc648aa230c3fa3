"""Which cue words of a sentence speak of which agent."""

from collections.abc import Iterator

from extractors.date_order import month_names
from extractors.joining import WORD, joining_words
from extractors.language import Analysis, Hit, Sentence
from extractors.treatments.ahead import as_meant
from extractors.treatments.groups import Group
from extractors.treatments.patterns import IN_RESERVE
from extractors.treatments.turns import as_unsuited, of_a_count, of_main_clause
from extractors.wordings import Wordings

_WORDINGS = Wordings("treatments", "cues", month=month_names())

_SEPARATES = _WORDINGS.pattern("separates")
_ON_A_DATE = _WORDINGS.pattern("on_a_date")
_IN_CASE = _WORDINGS.pattern("in_case")
_PARTED = _WORDINGS.pattern("parted")
_CONJOINED = _WORDINGS.pattern("conjoined")
_TO_COME = _WORDINGS.pattern("to_come")
_CASE = _WORDINGS.pattern("case")
_BACK = 20
_NOT_BEFORE = _WORDINGS.pattern("not_before")
_MEANT_TO_BE = _WORDINGS.pattern("meant_to_be")
_ONE_CYCLE_ENDS = _WORDINGS.pattern("one_cycle_ends")
_REACH_SHORT, _REACH_LONG = 26, 90
_REACH_OR = 16
_SHORT_FORM = _WORDINGS.pattern("short_form")
_HAVING_DONE = _WORDINGS.pattern("having_done")
_MORE = _WORDINGS.pattern("more")
_HAD_BEFORE = _WORDINGS.pattern("had_before")
_SUBJECT = _WORDINGS.pattern("subject")
_OF_IT = frozenset(_WORDINGS.words("of_it"))
_AND_THEN = _WORDINGS.pattern("and_then")
_THEN = _WORDINGS.pattern("then")
_ITS_END = _WORDINGS.pattern("its_end")
_NOW_WILLING = _WORDINGS.pattern("now_willing")
_NOT = _WORDINGS.pattern("not")
_CLASSES = ("systemic", "chelation", "growth_factor")
_TO_ANOTHER = 30
"""Characters behind "but accepted" in which the other treatment is named that was."""
SHORT = 6
"""Cues no longer than this reach less far."""


def cues_of(analysis: Analysis, sentence: Sentence, group: Group, which: str) -> Iterator[Hit]:
    """The cues of one kind that speak of ``group``: forward ones before it, backward ones after it, both if near."""
    next_start = min((h.start for h in sentence.agents if h.start >= group.end and h not in group.hits), default=None)
    for printed in analysis.cues_in(which, sentence):
        hit = as_meant(analysis.text, sentence.start, printed)
        hit = as_unsuited(analysis.text, sentence.start, hit)
        bare = analysis.text[hit.start : hit.end].lower() in ("on", "with")
        if bare and _MEANT_TO_BE.search(analysis.text[max(sentence.start, hit.start - 60) : hit.start]):
            continue  # "will start him on": what is meant, not what he is on
        if hit.value.kind == "pseudo" or _denied(analysis.text, hit) or _dates(analysis.text, hit):
            continue
        if _HAVING_DONE.search(analysis.text[hit.start : hit.end + _BACK]):
            continue  # "having failed X": what is over
        if _of_a_case(analysis.text, sentence, hit, group) or of_a_count(analysis.text, hit, group):
            continue
        if hit.end <= group.start and hit.start >= group.before and hit.value.direction != "backward":
            if of_the_one_before(analysis.text, hit, group.start):
                continue  # "…, stopped and azacitidine begun"
            if _reaches(analysis.text, hit, group.start) and not _taken_back(analysis.text, hit, group):
                yield hit
        elif (
            not _of_another_thing(analysis.text, hit, group)
            and not of_main_clause(analysis.text, sentence, hit, group)
            and hit.start >= group.end
            and hit.end <= group.right
            and hit.value.direction != "forward"
            and not _belongs_next(analysis.text, hit, group, next_start)
        ):
            yield hit


def of_the_one_before(text: str, cue: Hit, start: int) -> bool:
    """Whether a word of ending has no name right behind it, but a conjunction: "stopped and azacitidine begun"."""
    return cue.value.kind in ("ended", "held") and _CONJOINED.search(text[cue.end : start]) is not None


def _of_another_thing(text: str, cue: Hit, group: Group) -> bool:
    """Whether a word behind the name has a subject of its own: "… and her counts held", "… (age); DNR discussed"."""
    if cue.start < group.end:
        return False
    gap = text[group.end : cue.start]
    subject = _SUBJECT.search(gap)
    if subject is not None and subject.group(1).lower() not in _OF_IT:
        return True  # "came off lenalidomide and her counts have held"
    if cue.value.kind != "considered":
        return False
    at = gap.rfind(";")
    own = WORD.findall(gap[at + 1 :]) if at >= 0 else []
    return any(w.lower() not in joining_words().treatment for w in own)


def _of_a_case(text: str, sentence: Sentence, cue: Hit, group: Group) -> bool:
    """Whether a cue belongs to a case that may come, set off before: "If azacitidine stops working, decitabine …"."""
    if cue.end > group.start or "," not in text[cue.end : group.start]:
        return False
    return _IN_CASE.search(text[sentence.start : cue.start]) is not None


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
    gap = _SHORT_FORM.sub(" ", text[cue.end : start])
    limit = _REACH_SHORT if cue.end - cue.start <= SHORT else _REACH_LONG
    limit = _REACH_OR if text[cue.start : cue.end].lower() == "or" else limit  # not "or low point where the chemo"
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
    if next_start is not None and not text[cue.end : next_start].strip() and _AND_THEN.search(gap):
        return True  # "had his allograft in May and stopped ciclosporin in December"
    if next_start is None or cue.value.direction == "backward":
        return False
    ahead = text[cue.end : next_start]
    return not _SEPARATES.search(ahead) and "," not in ahead and ("," in gap or _SEPARATES.search(gap) is not None)


def only_in_case(text: str, cue: Hit, group: Group) -> bool:
    """Whether a word of stopping is told only of one cycle, or of a case that may come: "stop if platelets fall"."""
    if cue.value.kind not in ("ended", "held"):
        return False
    if cue.start >= group.end and _ONE_CYCLE_ENDS.search(text[group.end : cue.end]):
        return True  # "the second cycle has just ended": a cycle, and not the treatment
    if cue.value.kind == "held" and IN_RESERVE.search(text[group.end : group.right]):
        return True  # "we are holding azacitidine in reserve"
    word = text[cue.start : cue.end].lower()
    if word.endswith("ed") and not _TO_COME.search(text[max(0, cue.start - _BACK) : cue.start]):
        return False
    stop = max(group.right, cue.end)
    return _CASE.search(text[cue.end : stop]) is not None


def refuses_another(text: str, cue: Hit, group: Group) -> bool:
    """Whether a refusal behind a treatment names what it refuses, and that is no word for it: "…, declined scans"."""
    if cue.value.kind != "declined" or cue.start < group.end or not _PARTED.search(text[group.end : cue.start]):
        return False
    words, at = joining_words(), cue.end
    for named in WORD.finditer(text[cue.end : group.right]):
        if text[at : cue.end + named.start()].strip():
            return False
        if named.group().lower() not in words.refusing_verbs:
            return named.group().lower() not in words.refusing
        at = cue.end + named.end()
    return False


def refuses_its_end(text: str, cue: Hit, group: Group) -> bool:
    """Whether it is refused to stop a treatment, or another dose of it: "does not wish to stop azacitidine"."""
    if cue.value.kind != "declined" or cue.end > group.start:
        return False
    return _ITS_END.search(text[cue.end : group.start]) is not None


def thought_better(text: str, cues: list[Hit]) -> list[Hit]:
    """The cues without a refusal that was taken back: "refused it at first but started it in July"."""
    begun = [c for c in cues if c.value.kind == "given" and c.value.value == "start"]
    return [
        c
        for c in cues
        if c.value.kind != "declined" or not any(b.start > c.end and _thought_again(text, c, b) for b in begun)
    ]


def _thought_again(text: str, refusal: Hit, begun: Hit) -> bool:
    """Whether it was begun in spite of a refusal: "refused, but then …", "which he had refused, was started"."""
    before = _HAD_BEFORE.search(text[max(0, refusal.start - _BACK) : refusal.start]) is not None
    return before or _THEN.search(text[refusal.end : begun.start]) is not None


def reconsidered(text: str, group: Group, sentence: Sentence, cues: list[Hit]) -> bool:
    """Whether a refusal is followed by a change of mind: "initially declined transplant; now willing to proceed"."""
    if not any(c.value.kind == "declined" for c in cues):
        return False
    willing = _NOW_WILLING.search(text[group.start : sentence.end])
    if willing is None or _NOT.search(willing.group()) is not None:  # "but he is not keen"
        return False
    end = group.start + willing.end()
    return not any(end <= h.start <= end + _TO_ANOTHER for h in sentence.agents if h not in group.hits)


def refuses_more(text: str, cue: Hit, group: Group) -> bool:
    """Whether no more of a treatment is wanted, of which some was given: "does not wish to have any more of it"."""
    of_one = any(h.value.rxcui or h.value.kind not in _CLASSES for h in group.hits)
    if cue.value.kind != "declined" or not of_one:
        return False  # "further chemotherapy" need not be the one that was given
    told = text[cue.end : group.start] if cue.end <= group.start else text[cue.end : cue.end + _TO_ANOTHER]
    return _MORE.search(told) is not None
