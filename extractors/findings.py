"""Clinical findings of the vocabulary: comorbidities, liver, donor, fitness, infection, sample quality.

Status is ``absent`` only where a record says so in words. What concerns a relative, a donor, a risk discussed or a
question asked is no finding of the patient.
"""

from collections.abc import Iterator
from typing import Literal

from extractors.base import Extractor, finding
from extractors.conclusions import explains
from extractors.joined import is_joined
from extractors.language import Analysis, Hit, Sentence, analyse
from extractors.patterns import pattern
from schemas.facts import ClinicalFinding, Doubt, Finding
from schemas.layout import Report, SectionLabel
from schemas.vocabulary import FindingTerm, Vocabulary

_DROP = frozenset({"family", "other_person", "mention", "hypothetical"})
_ILLNESSES = frozenset({"comorbidity", "infection"})
_JUDGED = frozenset({"transplant_candidate"})  # "he would be a poor candidate for transplantation"
_SPOKEN = 12
_OF_RELATIVES = frozenset({"donor", "transplant"})
_ACCEPTS_PLAN = frozenset({"transplant", "donor", "fitness"})
_TEMPLATE = pattern(r"\b(?:yes|y) ?/ ?(?:no|n)\b|\[ ?\]")
_ANSWERED_NO = pattern(r"^ ?(?:[:=-]|\?)* ?(?:no|none|negative|neg|denied|denies|absent|n)\b(?: ?[.,;]|$)")

_NUMBER = pattern(
    r"^ ?(?:\([A-Za-z][A-Za-z -]{0,20}\) ?)?(?:interval |of |is |was |[:=(] ?)*"
    r"(\d{1,4}(?:\.\d+)?) ?(?:(?:HH?|LL?|\*) )?([A-Za-z%/]+)"
)
"""A method in brackets, a joining word, the number, a flag, the unit."""

Status = Literal["present", "absent", "historical", "possible"]


def _run(report: Report, vocabulary: Vocabulary) -> Iterator[Finding]:
    analysis = analyse(report, vocabulary)
    for sentence in analysis.sentences:
        if sentence.silent or sentence.label is SectionLabel.ALLERGIES or _TEMPLATE.search(sentence.text):
            continue
        said: set[tuple[str, str]] = set()
        aside = explains(analysis, sentence)
        for hit in sentence.findings:
            if aside and hit.value.category == "comorbidity":
                continue
            status = _status(analysis, sentence, hit)
            if status is None or (hit.value.concept, status) in said:
                continue
            said.add((hit.value.concept, status))
            cues = [(c.start, c.end) for c in analysis.governing(sentence, hit)]
            number = _number(analysis, sentence, hit)
            doubt = analysis.doubt("finding", (hit.start, number[1] if number else hit.end), *cues)
            doubt = doubt or _unjoined(analysis, sentence, hit, status)
            yield finding(report, EXTRACTOR.id, _fact(analysis, sentence, hit, status), doubt=doubt)


def _unjoined(analysis: Analysis, sentence: Sentence, hit: Hit, status: Status) -> Doubt | None:
    """A doubt where words that are not understood join an illness to the patient ("people like him can get sepsis")."""
    term: FindingTerm = hit.value
    asked = term.category in _ILLNESSES or term.concept in _JUDGED
    if status != "present" or not asked or is_joined(analysis, sentence, hit):
        return None
    return Doubt(
        why="The words around this illness are not understood.",
        question=f"Does the record say this of the patient: {term.label}?",
        asks="fact",
    )


def _fact(analysis: Analysis, sentence: Sentence, hit: Hit, status: Status) -> ClinicalFinding:
    term: FindingTerm = hit.value
    near = [c for c in analysis.governing(sentence, hit) if abs(c.start - hit.start) <= 60]
    start = min([hit.start, *(c.start for c in near)])
    end = max([hit.end, *(c.end for c in near)])
    number = _number(analysis, sentence, hit)
    end = max(end, number[1]) if number else end
    if term.category in ("liver", "transplant", "donor"):
        start, end = sentence.start, sentence.end
    return ClinicalFinding(
        concept=term.concept,
        label=term.label,
        category=term.category,
        status=status,
        value=number[0] if number else None,
        unit=term.unit,
        date=analysis.report.dated,
        evidence=analysis.cite(start, end),
    )


def _status(analysis: Analysis, sentence: Sentence, hit: Hit) -> Status | None:
    term: FindingTerm = hit.value
    kinds = {c.value.kind for c in analysis.governing(sentence, hit)}
    if term.category in _OF_RELATIVES:
        kinds -= {"family", "other_person"}
    if term.category in _ACCEPTS_PLAN and "mention" not in kinds:
        kinds -= {"hypothetical"}
    if kinds & _DROP:
        return None
    if term.unit is not None and _number(analysis, sentence, hit) is None:
        return None
    if hit.name.text in term.absent_terms:
        return None if "negated" in kinds else "absent"
    if (
        "negated" in kinds
        and "(" in analysis.text[sentence.start : hit.start]
        and _in_brackets(analysis, sentence, hit)
    ):
        return None
    if "negated" in kinds or _ANSWERED_NO.search(analysis.text[hit.end : hit.end + 14]):
        return "absent"
    if "possible" in kinds or sentence.label is SectionLabel.INDICATION or _only_spoken_of(analysis, sentence, hit):
        return "possible"
    return "historical" if "historical" in kinds else "present"


def _only_spoken_of(analysis: Analysis, sentence: Sentence, hit: Hit) -> bool:
    """Whether care at the end of life is discussed or declined, not chosen: "discussed hospice"."""
    return hit.value.category == "fitness" and any(
        c.value.kind in ("considered", "declined") and 0 <= hit.start - c.end <= _SPOKEN
        for c in analysis.cues_in("treatment", sentence)
    )


def _number(analysis: Analysis, sentence: Sentence, hit: Hit) -> tuple[float, int] | None:
    """The number printed right after a finding that is a number ("QTc 512 ms"), and where it ends."""
    term: FindingTerm = hit.value
    match = _NUMBER.search(analysis.text[hit.end : sentence.end]) if term.unit is not None else None
    if match is None or term.unit is None or match.group(2).lower() != term.unit.lower():
        return None
    return float(match.group(1)), hit.end + match.end()


def _in_brackets(analysis: Analysis, sentence: Sentence, hit: Hit) -> bool:
    """Whether ``hit`` stands in brackets that open after the words that negate: what they negate is then unsure."""
    opened = analysis.text.rfind("(", sentence.start, hit.start)
    closed = analysis.text.rfind(")", sentence.start, hit.start)
    negated = max((c.end for c in analysis.governing(sentence, hit) if c.value.kind == "negated"), default=0)
    return opened > closed and opened > negated > 0


EXTRACTOR = Extractor(name="findings", version=1, run=_run)
