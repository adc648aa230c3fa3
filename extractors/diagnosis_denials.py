"""What a denial of a disease is of: of the disease itself, of its coming back, or of what one test could show."""

from extractors.conclusions import LABORATORY
from extractors.language import Analysis, Hit, Sentence
from extractors.wordings import Wordings
from schemas.layout import SectionLabel

_WORDINGS = Wordings("diagnoses", "denials")

_NEAR = 40
_WONDERED = _WORDINGS.pattern("wondered")
_NO_PROOF = _WORDINGS.pattern("no_proof")
_INVOLVES = _WORDINGS.pattern("involves")
_RESIDUAL = _WORDINGS.pattern("residual")
_RETURNING = _WORDINGS.pattern("returning")
_OWNED = _WORDINGS.pattern("owned")
_FOLLOWED = _WORDINGS.pattern("followed")
_SIGNS_OF = _WORDINGS.pattern("signs_of")
_STAINS = frozenset({SectionLabel.IHC, SectionLabel.FLOW})
_PATHOLOGY = LABORATORY - {"lab"}


def is_gone(analysis: Analysis, sentence: Sentence, hit: Hit) -> bool:
    """Whether a denial is of what is left of a disease or of its coming back: "no sign that her AML has come back"."""
    if _RESIDUAL.search(analysis.text[max(sentence.start, hit.start - _NEAR) : hit.start]):
        return True
    return _RETURNING.search(analysis.text[hit.end : sentence.end]) is not None


def denied_later(sentence: Sentence) -> bool:
    """Whether the denial is that of a test after a treatment, which may have ended what was there before."""
    return _FOLLOWED.search(sentence.text) is not None


def says_of_specimen(analysis: Analysis, sentence: Sentence, hit: Hit, of_marrow: frozenset[str]) -> bool:
    """Whether a denial concerns the specimen alone: involvement, stains, or a disease that lives elsewhere."""
    if _INVOLVES.search(analysis.text[max(sentence.start, hit.start - 40) : hit.end + 14]):
        return True
    if analysis.report.kind not in _PATHOLOGY:
        signs = _SIGNS_OF.search(analysis.text[sentence.start : hit.start])
        return signs is not None and hit.value.disease not in of_marrow
    return sentence.label in _STAINS or hit.value.disease not in of_marrow


def denies_another(analysis: Analysis, sentence: Sentence, hit: Hit) -> bool:
    """Whether a denial is of a thing for the disease ("no CAR-T is given for MDS"), of a proof, or of one kind."""
    if hit.name.text in hit.value.narrow_terms or _WONDERED.search(analysis.text[sentence.start : hit.start]):
        return True  # "no myelofibrosis": another myeloproliferative neoplasm may be there
    if _OWNED.search(analysis.text[sentence.start : hit.start]):
        return True  # "a lack of response of his MDS"
    cues = [c for c in analysis.governing(sentence, hit) if c.value.kind == "negated" and c.end <= hit.start]
    if any(_NO_PROOF.search(analysis.text[c.end : hit.start]) for c in cues):
        return True
    return bool(cues) and any(
        f" {w} " in f" {analysis.text[c.end : hit.start]} " for c in cues for w in ("for", "with")
    )
