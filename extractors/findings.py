"""Clinical findings of the vocabulary: comorbidities, liver, donor, fitness, infection, sample quality.

Status is ``absent`` only where a record says so in words. What concerns a relative, a donor, a risk discussed or a
question asked is no finding of the patient.
"""

from collections.abc import Iterator
from typing import Literal

from extractors.asking import ask, reason
from extractors.base import Extractor, finding
from extractors.conclusions import explains
from extractors.dysplasia import dysplastic_lines
from extractors.joined import denied_behind, is_joined
from extractors.joining import joining_words, unknown_words
from extractors.language import Analysis, Hit, Sentence, analyse
from extractors.language.assertion import is_duration
from extractors.patterns import pattern
from extractors.wordings import Wordings
from schemas.facts import ClinicalFinding, Doubt, Finding
from schemas.layout import Report, SectionLabel
from schemas.vocabulary import FindingTerm, Vocabulary

_WORDINGS = Wordings("findings", "findings")

_DROP = frozenset({"family", "other_person", "mention", "hypothetical"})
_EXPLAINED = frozenset({"comorbidity", "treatment", "fitness"})
_ILLNESSES = frozenset({"comorbidity", "infection"})
_TESTED_FOR = _ILLNESSES.union(
    {"blood", "cardiac", "complication", "germline", "immune", "iron", "kidney", "liver", "marrow"}
)
_JUDGED = frozenset({"transplant_candidate"})  # "he would be a poor candidate for transplantation"
_FELT = frozenset({"symptom", "infection"})
_NOT_FELT = _WORDINGS.pattern("not_felt")
_SPOKEN = 12
_RESULT = 40  # characters behind a test in which its result stands
_TEST = _WORDINGS.pattern("test")
_REACTIVE = _WORDINGS.pattern("reactive")
_OF_RELATIVES = frozenset({"donor", "transplant"})
_ACCEPTS_PLAN = frozenset({"transplant", "donor", "fitness"})
_TEMPLATE = _WORDINGS.pattern("template")
_ANSWERED_NO = _WORDINGS.pattern("answered_no")
_HAS_NOT = _WORDINGS.pattern("has_not")
_NEXT_ITEM = _WORDINGS.pattern("next_item")
_ALONG_WITH = _WORDINGS.pattern("along_with")
_ON_LOOKING = _WORDINGS.pattern("on_looking")
_RULED = frozenset({"comorbidity", "infection", "symptom", "fitness"})
_PERSON = _WORDINGS.pattern("person")
_CASE = _WORDINGS.pattern("case")
_NO_SUBJECT = pattern(r"[.;:,\t\n]\s|\s[-–—]\s")
_HOLDS = _WORDINGS.pattern("holds")
_RULE = _WORDINGS.pattern("rule")
_PEOPLE = frozenset({"family", "other_person"})
_ENDS_ITEM = _WORDINGS.pattern("ends_item")

_LOWEST = _WORDINGS.pattern("lowest")
_NONE_THERE = _WORDINGS.pattern("none_there")
_RANGE = _WORDINGS.pattern("range")
_NONE_GAP = _WORDINGS.pattern("none_gap")
_NUMBER = _WORDINGS.pattern("number")

Status = Literal["present", "absent", "historical", "possible"]


def _run(report: Report, vocabulary: Vocabulary) -> Iterator[Finding]:
    analysis = analyse(report, vocabulary)
    for sentence in analysis.sentences:
        if sentence.silent or sentence.label is SectionLabel.ALLERGIES or _TEMPLATE.search(sentence.text):
            continue
        said: set[tuple[str, str]] = set()
        aside = explains(analysis, sentence)
        for hit in sentence.findings:
            if aside and hit.value.category in _EXPLAINED:
                continue
            status = _status(analysis, sentence, hit)
            if status is None or _of_a_rule(analysis.text, sentence, hit) or (hit.value.concept, status) in said:
                continue
            said.add((hit.value.concept, status))
            cues = [(c.start, c.end) for c in analysis.governing(sentence, hit)]
            number = _number(analysis, sentence, hit)
            doubt = analysis.doubt("finding", (hit.start, number[1] if number else hit.end), *cues)
            doubt = doubt or _unjoined(analysis, sentence, hit, status)
            yield finding(report, EXTRACTOR.id, _fact(analysis, sentence, hit, status), doubt=doubt)
        yield from _dysplasia(report, analysis, sentence, vocabulary, {concept for concept, _ in said})


def _dysplasia(
    report: Report, analysis: Analysis, sentence: Sentence, vocabulary: Vocabulary, said: set[str]
) -> Iterator[Finding]:
    """Lines of cells that are told to be dysplastic in other words than those of the vocabulary."""
    if "dysplas" not in sentence.text.lower():
        return
    terms = {t.concept: t for t in vocabulary.findings}
    for concept, start, end in dysplastic_lines(sentence):
        if concept in terms and concept not in said:
            term = terms[concept]
            fact = ClinicalFinding(
                concept=concept,
                label=term.label,
                category=term.category,
                status="present",
                date=report.dated,
                evidence=analysis.cite(start, end),
            )
            yield finding(report, EXTRACTOR.id, fact, doubt=analysis.doubt("finding", (start, end)))


def _unjoined(analysis: Analysis, sentence: Sentence, hit: Hit, status: Status) -> Doubt | None:
    """A doubt where words that are not understood join an illness to the patient ("people like him can get sepsis")."""
    term: FindingTerm = hit.value
    if status == "absent" and not _is_listed_as_absent(analysis, sentence, hit):
        return Doubt(
            why=reason("reach_of_denial"),
            question=ask("finding_absent", label=term.label),
            asks="fact",
        )
    if status in ("present", "historical") and denied_behind(analysis.text, sentence, hit):
        return Doubt(
            why=reason("finding_denied_behind"),
            question=ask("finding_had", label=term.label),
            asks="fact",
        )
    asked = term.category in _ILLNESSES or term.concept in _JUDGED
    if status not in ("present", "historical") or not asked or is_joined(analysis, sentence, hit):
        return None
    return Doubt(
        why=reason("illness_words"),
        question=ask("finding", label=term.label),
        asks="fact",
    )


def _of_a_rule(text: str, sentence: Sentence, hit: Hit) -> bool:
    """Whether a sentence says what holds for anybody who has this: "With heart disease a higher limit applies"."""
    if hit.value.category not in _RULED or _PERSON.search(sentence.text) is not None:
        return False
    opening, behind = _CASE.search(text[sentence.start : hit.start]), text[hit.end : sentence.end]
    if opening is None:
        return False
    if opening.group("case") is None:  # "Diabetes, HbA1c at target", "Hypertension: ramipril may be stopped"
        behind = _NO_SUBJECT.split(behind)[0]
        return _HOLDS.search(behind) is not None
    return _RULE.search(behind) is not None


def _is_listed_as_absent(analysis: Analysis, sentence: Sentence, hit: Hit) -> bool:
    """Whether a name some way behind the word that denies is an item of its list: "no fever, chills or bleeding".

    "No siblings, daughter haploidentical" and "no fever, hypertension controlled" deny the first and state the second.
    """
    before = [c for c in analysis.governing(sentence, hit) if c.value.kind == "negated" and c.end <= hit.start]
    if not before:
        return True
    gap = analysis.text[max(c.end for c in before) : hit.start]
    if _ALONG_WITH.search(gap):
        return False  # "no pneumonia with mild heart failure"
    cuts = [m.end() for m in _NEXT_ITEM.finditer(gap)]
    if not cuts:
        return True
    if hit.value.category in _OF_RELATIVES:
        return False  # "no siblings, daughter haploidentical"
    known = [(h.start, h.end) for h in (*sentence.diseases, *sentence.findings, *sentence.agents)]
    plain = joining_words().plain
    between = (hit.start - len(gap) + cuts[-1], hit.start)
    if unknown_words(analysis.text, *between, known, plain):
        return False
    if any(between[0] <= c.start < between[1] and c.value.kind in _PEOPLE for c in sentence.cues):
        return False
    behind = _ENDS_ITEM.split(_ON_LOOKING.sub(" ", analysis.text[hit.end : sentence.end]))[0]
    return not unknown_words(behind, 0, len(behind), [], joining_words().absent)


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
    behind = analysis.text[hit.end : sentence.end]
    kinds = {c.value.kind for c in analysis.governing(sentence, hit) if not is_duration(analysis.text, c)}
    if term.category in _OF_RELATIVES:
        kinds -= {"family", "other_person"}
    if term.category in _ACCEPTS_PLAN and "mention" not in kinds:
        kinds -= {"hypothetical"}
    if kinds & _DROP or _only_named(term, analysis.text[sentence.start : hit.start], behind):
        return None
    if _is_none_of_it(analysis, sentence, hit):
        return None if _is_graded(analysis, sentence, hit) and "negated" not in kinds else "absent"
    if term.unit is not None and _number(analysis, sentence, hit) is None:
        return None
    if hit.name.text in term.absent_terms:
        return None if "negated" in kinds else "absent"
    if "negated" in kinds and _denied_in_part(analysis, sentence, hit):
        return None
    if "negated" in kinds or _ANSWERED_NO.search(behind[:14]) or _HAS_NOT.search(behind):
        return "absent"
    if "possible" in kinds or sentence.label is SectionLabel.INDICATION or _only_spoken_of(analysis, sentence, hit):
        return "possible"
    return "historical" if "historical" in kinds else "present"


def _is_none_of_it(analysis: Analysis, sentence: Sentence, hit: Hit) -> bool:
    """Whether a name is followed by its own lowest grade: "Reticulin fibrosis: MF-0", "fibrosis grade 0"."""
    behind = analysis.text[hit.end : sentence.end]
    if hit.value.category == "marrow" and _NONE_THERE.search(behind):
        return True
    lowest = _LOWEST.search(behind)
    if lowest is not None and not _RANGE.search(behind[lowest.start("rest") :]):
        return True
    return _is_graded(analysis, sentence, hit)


def _is_graded(analysis: Analysis, sentence: Sentence, hit: Hit) -> bool:
    """Whether the word for none of it stands behind as a hit of its own, which says it."""
    term: FindingTerm = hit.value
    if any(c.isdigit() for c in hit.name.text):
        return False  # "MF-1 | MF-0": a grade of its own
    return any(
        h.value is term and h.name.text in term.absent_terms and _NONE_GAP.search(analysis.text[hit.end : h.start])
        for h in sentence.findings
        if h.start > hit.end and hit.name.text not in term.absent_terms
    )


def _denied_in_part(analysis: Analysis, sentence: Sentence, hit: Hit) -> bool:
    """Whether it is not clear that what is denied is the whole of it: a part, or a name in brackets behind it."""
    in_brackets = "(" in analysis.text[sentence.start : hit.start] and _in_brackets(analysis, sentence, hit)
    return in_brackets or _denies_a_part(analysis.text, sentence.start, hit)


def _denies_a_part(text: str, begin: int, hit: Hit) -> bool:
    """Whether the word before a name, or its first, narrows what is denied: "no fungal infection"."""
    narrow = joining_words().qualifying
    last, first = text[begin : hit.start].replace("(", " ").split()[-1:], text[hit.start : hit.end].split()
    concept = hit.value.label.lower()
    return (bool(last) and last[0].lower() in narrow) or (
        first[0].lower() in narrow and first[0].lower() not in concept
    )


def _only_named(term: FindingTerm, before: str, behind: str) -> bool:
    """Whether a name is that of a test, of what to call for, or of what cells are for, and says nothing of anybody."""
    if term.category in _TESTED_FOR and _only_tested(behind):
        return True
    return term.category in _FELT and _NOT_FELT.search(before) is not None


def _only_tested(behind: str) -> bool:
    """Whether a name is that of a test or a service, not said to be positive: "HIV test pending"."""
    return _TEST.search(behind) is not None and _REACTIVE.search(behind[:_RESULT]) is None


def _only_spoken_of(analysis: Analysis, sentence: Sentence, hit: Hit) -> bool:
    """Whether care at the end of life is discussed or declined, not chosen: "discussed hospice"."""
    return hit.value.category == "fitness" and any(
        c.value.kind in ("considered", "declined")
        and (0 <= hit.start - c.end <= _SPOKEN or 0 <= c.start - hit.end <= len(" was "))
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
