"""What is said of a treatment in answer to a question: "asked about it; told that we will consider it"."""

from collections.abc import Iterable

from extractors.language import Analysis, Hit, Sentence
from extractors.treatments.cues import cues_of
from extractors.treatments.groups import Group
from extractors.treatments.patterns import NO_ANSWER, NOT_NOW, PRIOR_KEY, REFUSED, WILL_CONSIDER
from extractors.treatments.said import Said
from extractors.wordings import Wordings

_WORDINGS = Wordings("treatments", "unclear")
_HER_OWN = _WORDINGS.pattern("her_own")


def refused_by_her(text: str, begin: int, cues: Iterable[Hit]) -> bool:
    """Whether the patient is the one who refuses in a sentence that begins at ``begin``; not "her sister refused"."""
    return any(c.value.kind == "declined" and _HER_OWN.search(text[begin : c.start].lower()) for c in cues)


def told_in_answer(analysis: Analysis, sentence: Sentence, group: Group, governed: list[Hit]) -> Said | None:
    """What she told them she refuses, or what was said in answer: "asked about it; told that we will consider it"."""
    words = " ".join(analysis.text[c.start : c.end].lower() for c in governed if c.value.kind == "mention")
    cues = list(cues_of(analysis, sentence, group, "treatment"))
    declined = tuple((c.start, c.end) for c in cues if c.value.kind == "declined")
    asked = max((c.end for c in governed if c.value.kind == "mention"), default=group.start)
    answered = ":" in analysis.text[asked : group.start] or ";" in analysis.text[asked : group.start]
    if declined and ("told" in words.split() or (answered and min(a for a, _ in declined) > asked)):
        return Said("declined", at=declined)  # "Asked about the booklet: he has read it and does not want a transplant"
    later = NOT_NOW.search(analysis.text[group.end : sentence.end])
    if later is not None:
        return Said("considered", at=((group.end + later.start(1), group.end + later.end(1)),))
    answer = WILL_CONSIDER.search(analysis.text[group.end : sentence.end])
    if answer is None or "about" not in words:
        return None
    return Said("considered", at=((group.end + answer.start(1), group.end + answer.end(1)),))


def answered_no(text: str, sentence: Sentence, group: Group) -> Said | None:
    """A form's "Prior transplant: no": never given; a refusal that follows says more."""
    tail = text[group.end : sentence.end]
    answer = NO_ANSWER.search(tail)
    if answer is None or not PRIOR_KEY.search(text[sentence.start : group.start]):
        return None
    refused = REFUSED.search(tail[answer.end() :])
    at = (group.end + answer.start(1), group.end + answer.end(1))
    return Said("declined" if refused is not None else None, at=(at,))
