"""What a sentence of a molecular result says of one gene, and what a class, a name or a structure beside it says."""

from dataclasses import dataclass

from extractors.hgvs import Change
from extractors.molecular.patterns import (
    BAND,
    GENES_BETWEEN,
    LOCUS,
    OPENS,
    STATED,
    STRUCTURE_OF,
)
from extractors.molecular.vaf import (
    NO_FREQUENCY,
    Frequency,
)
from extractors.molecular.words import (
    GeneHit,
    Words,
)

_STRUCTURE_NEAR = 16


@dataclass(frozen=True, slots=True)
class Said:
    """What a sentence says of one gene.

    ``what`` is "variant", "negative" or "not_tested"; the span is that of the words which say so. Of what was not
    found, ``changes`` are those it names ("FLT3-ITD"), and ``whole`` whether the gene's sequence is spoken of as well.
    """

    what: str
    gene: str
    start: int
    end: int
    coding: Change | None = None
    protein: Change | None = None
    vaf: Frequency = NO_FREQUENCY
    alteration: str | None = None
    significance: str | None = None
    gene_span: tuple[int, int] = (0, 0)
    known: bool = True
    changes: tuple[str, ...] = ()
    whole: bool = True
    gone: bool = False
    """Words behind the change may say that it is found no longer."""
    mention: bool = False
    """The change is named in words on what is usual, or on what a drug is for."""


@dataclass(slots=True)
class Context:
    """What the lines above say about this one."""

    gene: GeneHit | None = None
    strict: bool = True
    sequence: bool = True
    significance: str | None = None
    vaf_unit: str | None = None


def structural(lower: str, gene: GeneHit, words: Words) -> bool:
    """Whether it is the gene's copies or its place that are spoken of: "TP53 deletion", "loss of TP53"."""
    if BAND.search(lower[max(0, gene.start - 12) : gene.end + 12]):
        return True
    behind = LOCUS.sub("", lower[gene.end :])
    if words.structural.match(behind) or behind.startswith(("::", "-r ")):
        return True
    lead = GENES_BETWEEN.sub("", lower[max(0, gene.start - 80) : gene.start])
    if OPENS.search(lead) and not words.assay_of_sequence.search(lead):
        return bool(words.structural.search(lead.rsplit(".", 1)[-1]))
    return bool(STRUCTURE_OF.search(lead)) and any(
        m.end() >= len(lead) - _STRUCTURE_NEAR for m in words.structural.finditer(lead)
    )


def heading_class(lower: str, words: Words, context: Context) -> str | None:
    """The class of the heading above, which is not that of what a report only repeats: "Previously: SF3B1 K700E"."""
    return None if context.significance is None or words.previous.search(lower) else context.significance


def is_no_result(lower: str, words: Words) -> bool:
    """Whether a sentence asks, plans or teaches; "was detected, which is associated with …" states and then teaches."""
    m = words.not_a_result.search(lower)
    return m is not None and not STATED.search(lower[: m.start()])


def named_alteration(lower: str, gene: str, words: Words) -> str | None:
    """The change of ``gene`` that a sentence names without a formula, e.g. the PTD of KMT2A."""
    return next((name for name, of, rx in words.alterations if of == gene and rx.search(lower)), None)
