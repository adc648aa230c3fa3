"""Whether a report concludes that a patient has a disease, or only names the disease.

Reports of laboratories name many diseases that are not the patient's: alternatives, classifications, lists to tick,
tables of drugs, what a blast count would mean. There a disease is hers only where the report says so as its own
conclusion: in a section or behind a key of that meaning, after a verb of finding, or as the head of its line.
"""

from itertools import pairwise
from typing import Any

from extractors.classifications import is_title_or_house
from extractors.language import Analysis, Hit, Sentence
from extractors.patterns import pattern
from extractors.wordings import Wordings
from schemas.layout import SectionLabel

_WORDINGS = Wordings("diagnoses", "conclusions")

LABORATORY = frozenset({"lab", "marrow", "pathology", "cytogenetics", "molecular", "flow"})
CONCLUDING = frozenset({SectionLabel.DIAGNOSIS, SectionLabel.ADDENDUM, SectionLabel.ASSESSMENT})
_NO_HEAD = frozenset({SectionLabel.COMMENT, SectionLabel.CYTOGENETICS, SectionLabel.FISH, SectionLabel.TREATMENT})
_FEW, _RUN = 3, 6
_BESIDE = 12
_FAR = 60

_BOX = _WORDINGS.pattern("box")
_ANSWER = _WORDINGS.pattern("answer")
_LISTED = _WORDINGS.pattern("listed")
_EITHER = _WORDINGS.pattern("either")
_REJECTED = _WORDINGS.pattern("rejected")
_DEFINES = _WORDINGS.pattern("defines")
_EXPLAINS = _WORDINGS.pattern("explains")
_HAS_LIMIT = _WORDINGS.pattern("has_limit")
_NOT_EXCLUDED_BY = _WORDINGS.pattern("not_excluded_by")
_MEETS = _WORDINGS.pattern("meets")
_ASKED = pattern(r"\?\s?$")
_LIMIT_AFTER = _WORDINGS.pattern("limit_after")
_LIMIT_BEFORE = _WORDINGS.pattern("limit_before")
_HEADING = _WORDINGS.pattern("heading")
_NO_CONCLUSION = _WORDINGS.pattern("no_conclusion")
_KEY = _WORDINGS.pattern("key")
_FINDS = _WORDINGS.pattern("finds")
_ONLY_OPENS = _WORDINGS.pattern("only_opens")


def ticked(analysis: Analysis, hit: Hit) -> bool | None:
    """Whether the box of a name is ticked; ``None`` where its line has no box for it."""
    begin = analysis.text.rfind("\n", 0, hit.start) + 1
    end = analysis.text.find("\n", hit.end)
    line = analysis.text[begin : end if end >= 0 else len(analysis.text)]
    boxes: list[Any] = list(_BOX.finditer(line))
    if not boxes:
        return None
    start, stop = hit.start - begin, hit.end - begin
    ends = not any(c.isalpha() for c in line[boxes[-1].end() :])
    if boxes[0].start() >= stop or ends:  # boxes stand behind what they tick
        return _box_behind(line, stop, [b for b in boxes if b.start() >= stop])
    before = [b for b in boxes if b.end() <= start]
    if not before or start - before[-1].end() > _FAR:
        return None
    return before[-1].group("yes") is not None


def _box_behind(line: str, stop: int, boxes: list[Any]) -> bool | None:
    if not boxes or boxes[0].start() - stop > _BESIDE:
        return None
    answers = [(b.group("yes") is not None, _ANSWER.search(line[b.end() : b.end() + _BESIDE])) for b in boxes[:2]]
    if not any(answer for _, answer in answers):
        return boxes[0].group("yes") is not None
    return any(
        on and a is not None and a.group("word").lower() in ("yes", "y", "present", "positive") for on, a in answers
    )


SAID_OF_HER = frozenset({
    SectionLabel.INDICATION, SectionLabel.HISTORY, SectionLabel.INTERVAL, SectionLabel.TREATMENT,
    SectionLabel.MEDICATIONS, SectionLabel.TRANSFUSION, SectionLabel.DIAGNOSIS, SectionLabel.ASSESSMENT,
    SectionLabel.HEADER,
})  # fmt: skip
"""Sections in which a laboratory speaks of the patient's treatment and other illnesses; elsewhere it explains."""


def explains(analysis: Analysis, sentence: Sentence) -> bool:
    """Whether a treatment or another illness in this sentence of a laboratory's report is an explanation, not hers."""
    return analysis.report.kind in LABORATORY and sentence.label not in SAID_OF_HER


def names_only(analysis: Analysis, sentence: Sentence, hit: Hit) -> bool:
    """Whether the words name a disease and say nothing of the patient: an empty box, a limit, a list, a question."""
    if ticked(analysis, hit) is False:
        return True
    after, before = analysis.text[hit.end : sentence.end], analysis.text[sentence.start : hit.start]
    if _HAS_LIMIT.search(after) or is_title_or_house(analysis.text, sentence, hit):
        return True
    if analysis.report.kind in LABORATORY and _NOT_EXCLUDED_BY.search(before):
        return True
    if _LIMIT_BEFORE.search(before) or (not _in_conclusion(sentence) and _LIMIT_AFTER.search(after)):
        return True
    if analysis.report.kind not in LABORATORY:
        return False
    return _ASKED.search(before[-2:]) is not None or _REJECTED.search(sentence.text) is not None


def concludes(analysis: Analysis, sentence: Sentence, hit: Hit, kinds: set[str]) -> bool:
    """Whether a report states ``hit`` as the patient's; reports that are no laboratory's state what they name."""
    if analysis.report.kind not in LABORATORY:
        return True
    if ticked(analysis, hit):
        return True
    if (
        _defines(analysis.text, sentence, hit)
        or _listed(analysis.text, sentence, hit)
        or _one_of_a_column(analysis, sentence, hit)
    ):
        return False
    if _in_conclusion(sentence) or "confirmed" in kinds or _behind_a_key(analysis, hit):
        return True
    before = analysis.text[sentence.start : hit.start]
    if _FINDS.search(before):
        return True
    return sentence.label not in _NO_HEAD and not sentence.agents and _ONLY_OPENS.search(before) is not None


def _defines(text: str, sentence: Sentence, hit: Hit) -> bool:
    """Whether the clause says what a diagnosis would take, not that it is made: "AML is diagnosed at 20 %"."""
    if _EXPLAINS.match(text[sentence.start : hit.start]):
        return True
    start = max(text.rfind(";", sentence.start, hit.start) + 1, sentence.start)
    end = text.find(";", hit.end, sentence.end)
    clause = text[start : end if end >= 0 else sentence.end]
    return _DEFINES.search(clause) is not None and _MEETS.search(text[start : hit.start]) is None


def _in_conclusion(sentence: Sentence) -> bool:
    if sentence.label in CONCLUDING:
        return True
    return _HEADING.search(sentence.heading) is not None and _NO_CONCLUSION.search(sentence.heading) is None


def _behind_a_key(analysis: Analysis, hit: Hit) -> bool:
    """Whether a key such as "Opinion:" opens what is said, on the line of ``hit`` or the one above."""
    begin = analysis.text.rfind("\n", 0, max(0, analysis.text.rfind("\n", 0, hit.start))) + 1
    keys: list[Any] = list(_KEY.finditer(analysis.text[max(begin, hit.start - 300) : hit.start]))
    return bool(keys) and _NO_CONCLUSION.search(keys[-1].group("key")) is None


def _listed(text: str, sentence: Sentence, hit: Hit) -> bool:
    """Whether ``hit`` is one of three diseases of a list, or one of two that are alternatives."""
    row: list[Hit] = []
    for other in sentence.diseases:
        gap = text[row[-1].end : other.start] if row else ""
        if row and not _LISTED.search(gap):
            if hit in row:
                break
            row = []
        row.append(other)
    if hit not in row:
        return False
    if len({h.value.disease for h in row}) >= _FEW:
        return True
    pairs = [(a, b) for a, b in pairwise(row) if hit in (a, b)]
    return any(a.value.disease != b.value.disease and _EITHER.search(text[a.end : b.start]) for a, b in pairs)


def _one_of_a_column(analysis: Analysis, sentence: Sentence, hit: Hit) -> bool:
    """Whether lines one below the other each open with another disease: a classification, a table of drugs."""
    named = {hit.value.disease}
    for step in (-1, 1):
        at = sentence.order + step
        while 0 <= at < len(analysis.sentences) and abs(at - sentence.order) <= _RUN:
            other = analysis.sentences[at]
            first = other.diseases[0] if other.diseases else None
            if first is None or other.label is not sentence.label:
                break
            if _ONLY_OPENS.search(analysis.text[other.start : first.start]) is None or other.cues:
                break
            named.add(first.value.disease)
            at += step
    return len(named) >= _FEW
