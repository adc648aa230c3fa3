"""What a sentence says of how a treatment went: its response, and why it was stopped."""

from extractors.language import Analysis, Hit, Sentence
from extractors.language.assertion import governing
from extractors.treatments.groups import Group
from extractors.wordings import Wordings

_WORDINGS = Wordings("treatments", "response")

_AHEAD = _WORDINGS.pattern("ahead")
_OF_TIME = frozenset(_WORDINGS.words("of_time"))
_BESIDE = 4
_SUPPORTIVE = frozenset({"chelation", "growth_factor", "supportive"})
_OF_DISEASE = frozenset({"CR", "CRi", "CRL", "CRh", "mCR", "PR", "MLFS", "molecular_CR", "cytogenetic_CR"})


def response_of(analysis: Analysis, sentence: Sentence, group: Group) -> tuple[str, tuple[int, int]] | None:
    """The response the sentence states for ``group``: the last one said, since it supersedes ("PR, then PD")."""
    found: list[Hit] = []
    for hit in analysis.cues_in("response", sentence):
        if hit.value.kind == "no_response":
            if group.left <= hit.start < group.right:
                return None
            continue
        if group.left <= hit.start and hit.end <= group.right and not _unsaid(analysis, sentence, hit):
            found.append(hit)
    if group.hits and all(h.value.kind in _SUPPORTIVE for h in group.hits):
        found = [h for h in found if h.value.value not in _OF_DISEASE]  # "Exjade stopped (Cr rise)"
    if not found:
        return None
    best = found[-1]
    if len(found) > 1 and best.value.value == "PD" and analysis.text[found[-2].end : best.start].isspace():
        best = found[-2]  # the cells of a row: best response, reason for stopping
    if best.value.value == "HI" and len(found) > 1 and best.start - found[-2].end <= 12:
        best = found[-2]
    return str(best.value.value), (best.start, best.end)


def assessment_to_come(analysis: Analysis, sentence: Sentence, group: Group) -> bool:
    """Whether the sentence speaks of a response still to be judged, so that its cycle numbers lie ahead."""
    return _AHEAD.search(analysis.text[group.left : group.right]) is not None


def reason_of(analysis: Analysis, sentence: Sentence, group: Group) -> str | None:
    """Why it was stopped, where words near the agent say so."""
    for hit in analysis.cues_in("reason", sentence):
        if group.left <= hit.start and hit.end <= group.right and not _negated(analysis, sentence, hit):
            return str(hit.value.value)
    return None


def _unsaid(analysis: Analysis, sentence: Sentence, hit: Hit) -> bool:
    cues = [c for c in governing(analysis.text, sentence.cues, hit.start, hit.end) if not _dated(analysis, sentence, c)]
    return bool(
        {c.value.kind for c in cues} & {"negated", "possible", "hypothetical", "mention", "family", "other_person"}
    )


def _dated(analysis: Analysis, sentence: Sentence, cue: Hit) -> bool:
    """Whether "until" or "when" stands beside a day that has passed: "until 8/2023 when response was lost"."""
    if cue.value.kind != "hypothetical" or analysis.text[cue.start : cue.end].lower() not in _OF_TIME:
        return False
    days = analysis.dates(sentence)
    return any(0 <= cue.start - d.end <= _BESIDE or 0 <= d.start - cue.end <= _BESIDE for d in days)


def _negated(analysis: Analysis, sentence: Sentence, hit: Hit) -> bool:
    return any(c.value.kind == "negated" for c in governing(analysis.text, sentence.cues, hit.start, hit.end))
