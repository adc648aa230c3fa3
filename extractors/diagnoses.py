"""Diagnoses that running text states, suspects, excludes or remembers.

Certainty follows the words, not the wish: a disease is ``confirmed`` when a record states it; "rule out", "favor",
"cannot exclude" and a request's clinical history leave it ``suspected``. "Consistent with" is how pathologists sign
out, so it confirms a named subtype in the final diagnosis of their report, and nothing elsewhere.
"""

from collections.abc import Iterator
from typing import Literal

from extractors.base import Extractor, finding
from extractors.language import Analysis, Hit, Sentence, analyse
from extractors.patterns import pattern
from schemas.facts import Code, Diagnosis, Finding
from schemas.layout import Report, SectionLabel
from schemas.vocabulary import DiseaseTerm, Vocabulary

_SYSTEMS = (
    ("WHO 2022", r"WHO[^.;]{0,18}2022|WHO[- ]?(?:HAEM)?5\b|WHO[^.;]{0,12}\b5th|5th (?:ed\w*\.?,? )?(?:of the )?WHO"),
    ("ICC 2022", r"\bICC\b|International Consensus Classification"),
    ("WHO 2016", r"WHO[^.;]{0,18}201[67]|WHO[^.;]{0,14}revised 4th|WHO[^.;]{0,12}4R"),
    ("WHO 2008", r"WHO[^.;]{0,18}2008|WHO[^.;]{0,12}\b4th"),
    ("FAB", r"\bFAB\b|French[- ]American[- ]British"),
)
_REACH = 60
_PATHOLOGY = frozenset({"marrow", "pathology", "cytogenetics", "molecular", "flow"})
_CONCLUSIONS = frozenset({SectionLabel.DIAGNOSIS, SectionLabel.ADDENDUM})
_DROP = frozenset({"family", "other_person", "mention", "hypothetical"})
_MODIFIES = pattern(
    r"^(?:[- ](?:related|defining|associated|directed|specific|type|like|free)\b"
    r"|(?: gene| NGS| FISH| myeloid)? (?:panel|probe|clinic|program|assay|testing)\b)"
)
_REQUEST = pattern(
    r"^\W*(?:clinical (?:history|information|indication|data|question)|indication|reason for|pre-?op(?:erative)? d)"
)
_SPECIMEN = pattern(r"^[^:]{0,80}\b(?:biopsy|aspirat\w+|resection|excision|core|aspirate|trephine)\b[^:]{0,40}:")
_DIAGNOSED = pattern(r"\b(?:diagnos(?:ed|is)|dx(?:'?d)?|since|first seen)\b")

Status = Literal["confirmed", "suspected", "ruled_out", "historical"]


def _run(report: Report, vocabulary: Vocabulary) -> Iterator[Finding]:
    analysis = analyse(report, vocabulary)
    for sentence in analysis.sentences:
        if sentence.silent or sentence.label is SectionLabel.ALLERGIES:
            continue
        said: set[tuple[str, str | None, str]] = set()
        for hit in sentence.diseases:
            term: DiseaseTerm = hit.value
            cues = analysis.governing(sentence, hit)
            status = _status(analysis, sentence, hit, {c.value.kind for c in cues})
            if status is None or (key := (term.disease, term.subtype, status)) in said:
                continue
            said.add(key)
            fact = _diagnosis(analysis, sentence, hit, cues, status)
            words = [(hit.start, hit.end), *((c.start, c.end) for c in cues)]
            yield finding(report, EXTRACTOR.id, fact, doubt=analysis.doubt("diagnosis", *words))


def _diagnosis(analysis: Analysis, sentence: Sentence, hit: Hit, cues: list[Hit], status: Status) -> Diagnosis:
    term: DiseaseTerm = hit.value
    close = [c for c in cues if min(abs(hit.start - c.end), abs(c.start - hit.end)) <= _REACH]
    return Diagnosis(
        disease=term.disease,
        label=term.label,
        subtype=term.subtype,
        system=_system(sentence, hit),
        code=Code(system="ICD-O-3", code=term.code) if term.code else None,
        status=status,
        date=_date(analysis, sentence, hit),
        evidence=analysis.cite(min([hit.start, *(c.start for c in close)]), max([hit.end, *(c.end for c in close)])),
    )


def _status(analysis: Analysis, sentence: Sentence, hit: Hit, kinds: set[str]) -> Status | None:
    """What the sentence says; ``None`` where it asserts nothing of this patient."""
    if kinds & _DROP or _MODIFIES.search(analysis.text[hit.end : hit.end + 24]):
        return None
    request = sentence.label is SectionLabel.INDICATION or _REQUEST.search(sentence.text) is not None
    if "negated" in kinds:
        return None if _negates_a_purpose(analysis, sentence, hit) else "ruled_out"
    if "possible" in kinds:
        return "suspected"
    if "historical" in kinds:
        return "historical"
    if request:
        return "historical" if "confirmed" in kinds else "suspected"
    if "favoured" in kinds and "confirmed" not in kinds:
        return "confirmed" if _signed_out(analysis, sentence, hit.value) else "suspected"
    return "confirmed"


def _signed_out(analysis: Analysis, sentence: Sentence, term: DiseaseTerm) -> bool:
    """Whether "consistent with" closes a pathology report, where it states the diagnosis."""
    named = term.subtype is not None or term.disease != "mds"
    concludes = sentence.label in _CONCLUSIONS or _SPECIMEN.search(sentence.text) is not None
    return named and concludes and analysis.report.kind in _PATHOLOGY


def _negates_a_purpose(analysis: Analysis, sentence: Sentence, hit: Hit) -> bool:
    """Whether what is negated is a thing for the disease ("no CAR-T is given for MDS"), not the disease."""
    cues = [c for c in analysis.governing(sentence, hit) if c.value.kind == "negated" and c.end <= hit.start]
    return bool(cues) and any(
        f" {w} " in f" {analysis.text[c.end : hit.start]} " for c in cues for w in ("for", "with")
    )


def _system(sentence: Sentence, hit: Hit) -> str | None:
    """The classification printed beside the name, else the one the name itself belongs to."""
    term: DiseaseTerm = hit.value
    start, end = hit.start - sentence.start, hit.end - sentence.start
    printed: list[tuple[int, str]] = []
    for name, expression in _SYSTEMS:
        for match in pattern(expression).finditer(sentence.text):
            gap = max(match.start() - end, start - match.end(), 0)
            if gap <= _REACH:
                printed.append((gap, name))
    if not printed or term.system in {name for _, name in printed}:
        return term.system
    return min(printed)[1] if term.system is None or min(printed)[0] <= 4 else term.system


def _date(analysis: Analysis, sentence: Sentence, hit: Hit) -> str | None:
    """The date of diagnosis, where the sentence gives one: "diagnosed Jan 2026", "MDS-EB2 (2026-01-12)"."""
    told = [m.end() + sentence.start for m in _DIAGNOSED.finditer(sentence.text)]
    for span in analysis.dates(sentence):
        beside = 0 <= span.start - hit.end <= 3 and not sentence.agents
        after_verb = any(0 <= span.start - at <= 12 for at in told) and abs(span.start - hit.start) <= 80
        if beside or after_verb:
            return span.iso
    return None


EXTRACTOR = Extractor(name="diagnoses", version=1, run=_run)
