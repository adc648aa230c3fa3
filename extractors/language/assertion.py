"""How a sentence asserts what it mentions: ConText over the cue words of the vocabulary.

A cue governs what follows it (forward), what precedes it (backward) or both, up to a terminator or the end of the
sentence. Which cue governs is all that is decided here; what it means for a diagnosis or a drug is theirs to say.
"""

from collections.abc import Iterator, Sequence
from enum import StrEnum

from extractors.language.scan import Hit
from schemas.layout import SectionLabel
from schemas.vocabulary import Cue


class Assertion(StrEnum):
    """What a sentence says of a mention."""

    AFFIRMED = "affirmed"
    NEGATED = "negated"
    POSSIBLE = "possible"
    HYPOTHETICAL = "hypothetical"
    HISTORICAL = "historical"
    FAMILY = "family"
    OTHER_PERSON = "other_person"
    MENTION = "mention"  # named only: a question, a template, a panel


SILENT = frozenset(
    {
        SectionLabel.HEADER,
        SectionLabel.METHODS,
        SectionLabel.TRIAL,
        SectionLabel.GENES_TESTED,
        SectionLabel.FAMILY_HISTORY,
    }
)
"""Sections that say nothing of this patient's diseases and treatments."""

_ORDER = (
    ("other_person", Assertion.OTHER_PERSON),
    ("family", Assertion.FAMILY),
    ("mention", Assertion.MENTION),
    ("hypothetical", Assertion.HYPOTHETICAL),
    ("negated", Assertion.NEGATED),
    ("possible", Assertion.POSSIBLE),
    ("historical", Assertion.HISTORICAL),
)

_SUBJECTS = frozenset({"family", "other_person", "mention", "hypothetical"})


def governing(cues: Sequence[Hit], start: int, end: int) -> Iterator[Hit]:
    """The cues that govern the mention at ``start:end``; subject cues reach over commas, all stop at terminators."""
    before = [h for h in cues if h.end <= start]
    after = [h for h in cues if h.start >= end]
    for hit in _until_terminator(reversed(before)):
        if hit.value.direction != "backward":
            yield hit
    for hit in _until_terminator(after):
        if hit.value.direction != "forward":
            yield hit


def _until_terminator(cues: "Sequence[Hit] | Iterator[Hit]") -> Iterator[Hit]:
    for hit in cues:
        cue: Cue = hit.value
        if cue.kind == "terminator":
            return
        if cue.kind != "pseudo":
            yield hit


def assertion_of(cues: Sequence[Hit], start: int, end: int) -> Assertion:
    """The strongest assertion among the cues that govern the mention; affirmed where none does."""
    kinds = {h.value.kind for h in governing(cues, start, end)}
    return next((assertion for kind, assertion in _ORDER if kind in kinds), Assertion.AFFIRMED)
