"""Diagnoses that running text states, suspects, excludes or remembers.

Certainty follows the words, not the wish: a disease is ``confirmed`` when a record states it; "rule out", "favor",
"cannot exclude" and a request's clinical history leave it ``suspected``. "Consistent with" is how pathologists sign
out, so it confirms a named subtype in the final diagnosis of their report, and nothing elsewhere.
"""

from collections.abc import Iterator

from extractors.base import Extractor, finding
from extractors.dates import find_dates
from extractors.language import Analysis, Hit, Sentence, analyse
from extractors.language.assertion import governing
from extractors.patterns import pattern
from schemas.facts import Code, Diagnosis, Finding
from schemas.layout import Report, SectionLabel
from schemas.vocabulary import DiseaseTerm, Vocabulary

_SYSTEMS = (
    ("WHO 2022", r"WHO[^.;]{0,18}2022|WHO[- ]?HAEM5|WHO[- ]?5\b|WHO,? 5th|5th (?:ed\w*\.?,? )?(?:of )?(?:the )?WHO|WHO[^.;]{0,12}\b5th|WHO5"),
    ("ICC 2022", r"\bICC\b|International Consensus Classification"),
    ("WHO 2016", r"WHO[^.;]{0,18}201[67]|WHO[^.;]{0,14}revised 4th|WHO[^.;]{0,12}4R"),
    ("WHO 2008", r"WHO[^.;]{0,18}2008|WHO[^.;]{0,12}\b4th"),
    ("FAB", r"\bFAB\b|French[- ]American[- ]British"),
)  # fmt: skip
_REACH = 60
_PATHOLOGY = frozenset({"marrow", "pathology", "cytogenetics", "molecular", "flow"})
_CONCLUSIONS = frozenset({SectionLabel.DIAGNOSIS, SectionLabel.ADDENDUM})
_DROP = frozenset({"family", "other_person", "mention", "hypothetical"})
_MODIFIES = pattern(
    r"^\s?-?(?:related|defining|associated|directed|specific|type|like|free)\b|^(?: gene| NGS| FISH| myeloid)? ?(?:panel|probe|clinic|program|assay|testing)\b"
)


def _run(report: Report, vocabulary: Vocabulary) -> Iterator[Finding]:
    analysis = analyse(report, vocabulary)
    for sentence in analysis.sentences:
        if sentence.silent or sentence.label is SectionLabel.ALLERGIES:
            continue
        for hit in sentence.diseases:
            fact = _diagnosis(analysis, sentence, hit)
            if fact is not None:
                doubt = analysis.doubt("diagnosis", (hit.start, hit.end))
                yield finding(report, EXTRACTOR.id, fact, doubt=doubt)


def _diagnosis(analysis: Analysis, sentence: Sentence, hit: Hit) -> Diagnosis | None:
    term: DiseaseTerm = hit.value
    status = _status(analysis, sentence, hit)
    if status is None:
        return None
    code = Code(system="ICD-O-3", code=term.code) if term.code else None
    return Diagnosis(
        disease=term.disease,
        label=term.label,
        subtype=term.subtype,
        system=_system(analysis, sentence, hit) or term.system,
        code=code,
        status=status,
        date=_date(analysis, sentence, hit),
        evidence=analysis.cite(*_quoted(analysis, sentence, hit)),
    )


def _status(analysis: Analysis, sentence: Sentence, hit: Hit) -> str | None:  # type: ignore[return]
    """Confirmed, suspected, ruled_out or historical; ``None`` where the record asserts nothing of this patient."""
    if _MODIFIES.search(analysis.text[hit.end : hit.end + 24]):
        return None
    kinds = _kinds(sentence, hit)
    if kinds & _DROP:
        return None
    if "negated" in kinds:
        return _negated_status(sentence, hit)
    if "possible" in kinds:
        return "suspected"
    if "historical" in kinds:
        return "historical"
    if "confirmed" in kinds:
        return "suspected" if _is_request(sentence) and "favoured" in kinds else "confirmed"
    if "favoured" in kinds:
        return "confirmed" if _signed_out(analysis, sentence, hit) else "suspected"
    return "suspected" if _is_request(sentence) else "confirmed"
