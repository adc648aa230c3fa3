"""The questions that a change read in doubtful surroundings leaves open."""

from extractors.molecular.asides import IN_WHICH_WORDS
from schemas.facts import Doubt, Variant


def in_which_words(fact: Variant) -> Doubt:
    """The question about a change in a sentence with words that are not understood."""
    shown = " ".join(p for p in (fact.gene, fact.hgvs_c, fact.hgvs_p) if p)
    return Doubt(
        why=IN_WHICH_WORDS,
        question=f"Does the report say that {shown} was found in this sample?",
        asks="fact",
    )


def which_gene(fact: Variant) -> Doubt:
    """The question about a change beside a name that is that of no gene we know."""
    shown = " ".join(p for p in (fact.hgvs_c, fact.hgvs_p) if p)
    return Doubt(
        why="The name printed before this change is that of no gene we know.",
        question=f"Which gene does the report say {shown} is in?",
        candidates=(fact.gene,),
    )


def which_frequency(fact: Variant) -> Doubt:
    """The question about a change with several columns of frequencies."""
    shown = " ".join(p for p in (fact.gene, fact.hgvs_c, fact.hgvs_p) if p)
    return Doubt(
        why="Several columns hold allele frequencies and nothing says which is the one of this report.",
        question=f"Which allele frequency of {shown} is the one of this report?",
    )
