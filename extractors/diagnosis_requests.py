"""Where a report repeats what was asked of it: a section, a key on the line, or the line above."""

from extractors.language import Analysis, Hit, Sentence
from extractors.wordings import Wordings
from schemas.layout import SectionLabel

_WORDINGS = Wordings("diagnoses", "requests")

_REQUEST = _WORDINGS.pattern("request")
_ASKED_ABOVE = _WORDINGS.pattern("asked_above")
_ASKED_BEFORE = _WORDINGS.pattern("asked_before")


def is_request(analysis: Analysis, sentence: Sentence, hit: Hit) -> bool:
    """Whether ``hit`` stands in what a request says: its clinical history, its indication, its question."""
    if sentence.label is SectionLabel.INDICATION or _REQUEST.search(sentence.text) is not None:
        return True
    before = analysis.text[sentence.start : hit.start]
    return _ASKED_BEFORE.search(before) is not None or _asked_above(analysis, sentence)


def _asked_above(analysis: Analysis, sentence: Sentence) -> bool:
    """Whether the line above is the key of what a request says ("Submitted diagnosis … under consideration:")."""
    line = analysis.text.rfind("\n", 0, sentence.start + 1)
    above = analysis.text[analysis.text.rfind("\n", 0, max(line, 0)) + 1 : max(line, 0)].rstrip()
    return above.endswith(":") and _ASKED_ABOVE.search(above) is not None
