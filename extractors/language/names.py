"""The names of diseases, treatments, findings and cues that one vocabulary knows, ready to be looked for."""

from collections.abc import Iterator

from extractors.language.scan import Dictionary, Name, is_abbreviation
from schemas.vocabulary import Cue, Vocabulary

CUE_GROUPS: dict[str, frozenset[str]] = {
    "assertion": frozenset((
        "negated", "possible", "favoured", "confirmed", "historical", "past", "hypothetical", "mention", "family",
        "other_person", "terminator", "pseudo",
    )),
    "treatment": frozenset((
        "declined", "considered", "planned", "ongoing", "given", "completed", "held", "ended", "never", "unsuited",
        "allergy", "pseudo",
    )),
    "response": frozenset(("response", "no_response")),
    "reason": frozenset(("reason",)),
    "risk_system": frozenset(("risk_system",)),
    "risk_category": frozenset(("risk_category",)),
}  # fmt: skip
"""Cues that compete for the same words (longest wins) only among themselves."""


class Names:
    """The dictionaries of one vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.diseases = Dictionary(
            name
            for t in vocabulary.diseases
            for name in _names(t, t.terms, t.ambiguous_terms, t.not_terms, t.needs_context)
        )
        self.agents = Dictionary(
            name
            for a in vocabulary.agents
            for name in _names(a, (a.name, *a.aliases), a.ambiguous_aliases, a.not_aliases, a.needs_context)
        )
        self.findings = Dictionary(
            name
            for f in vocabulary.findings
            for name in _names(f, (*f.terms, *f.absent_terms), f.ambiguous_terms, f.not_terms, f.needs_context)
        )
        self._groups = {
            group: Dictionary(
                Name(p, c, exact=is_abbreviation(p)) for c in vocabulary.cues if c.kind in kinds for p in _forms(c)
            )
            for group, kinds in CUE_GROUPS.items()
        }
        self.cues = self._groups["assertion"]

    def group(self, name: str) -> Dictionary:
        """The dictionary of one group of ``CUE_GROUPS``."""
        return self._groups[name]


def _forms(cue: Cue) -> Iterator[str]:
    """The phrases of ``cue``; "not seen" after a name also stands for "is not seen", "were not seen"."""
    for phrase in cue.phrases:
        yield phrase
        if cue.direction == "backward" and phrase.startswith("not "):
            yield from (f"{verb} {phrase}" for verb in ("is", "are", "was", "were"))


def _names(
    value: object,
    terms: tuple[str, ...],
    ambiguous: tuple[str, ...],
    blocked: tuple[str, ...],
    context: tuple[str, ...],
) -> Iterator[Name]:
    words = frozenset(w.lower() for w in context)
    for term in blocked:
        yield Name(term, None, blocks=True)
    for term in terms:
        yield Name(term, value, exact=is_abbreviation(term))
    for term in ambiguous:
        yield Name(term, value, exact=sum(c.isalpha() for c in term) <= 6, context=words)
