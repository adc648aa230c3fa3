"""The questions that a change read in doubtful surroundings leaves open."""

from extractors.asking import ask, reason
from extractors.hgvs import codon_agrees
from extractors.molecular.asides import IN_WHICH_WORDS
from extractors.readings import carries, same_but_marks, same_name
from schemas.facts import Doubt, Variant
from schemas.layout import Passage


def in_which_words(fact: Variant) -> Doubt:
    """The question about a change in a sentence with words that are not understood."""
    shown = " ".join(p for p in (fact.gene, fact.hgvs_c, fact.hgvs_p) if p)
    return Doubt(
        why=IN_WHICH_WORDS,
        question=ask("change_found", shown=shown),
        asks="fact",
    )


def which_gene(fact: Variant) -> Doubt:
    """The question about a change beside a name that is that of no gene we know."""
    shown = " ".join(p for p in (fact.hgvs_c, fact.hgvs_p) if p)
    return Doubt(
        why=reason("gene_unknown"),
        question=ask("which_gene", shown=shown),
        candidates=(fact.gene,),
    )


def which_frequency(fact: Variant) -> Doubt:
    """The question about a change with several columns of frequencies."""
    shown = " ".join(p for p in (fact.gene, fact.hgvs_c, fact.hgvs_p) if p)
    return Doubt(
        why=reason("several_frequencies"),
        question=ask("which_frequency", shown=shown),
    )


def not_surely_read(passage: Passage, spans: list[tuple[int, int]], fact: Variant, unit_doubtful: bool) -> Doubt | None:
    """The question about a change whose words were read in two ways, or whose parts do not fit each other."""
    shown = " ".join(p for p in (fact.gene, fact.hgvs_c, fact.hgvs_p) if p)
    size = "" if fact.vaf is None else ask("with_frequency", percent=round(fact.vaf * 100, 2))
    if unit_doubtful:
        return Doubt(
            why=reason("frequency_unclear"),
            question=ask("frequency", shown=shown),
        )
    agree = codon_agrees(fact.hgvs_c, fact.hgvs_p) if fact.hgvs_c and fact.hgvs_p else None
    if agree is False:
        return Doubt(
            why=reason("change_does_not_fit"),
            question=ask("change", shown=shown, size=size),
            asks="fact",
        )
    read = [w for s, e in spans for w in passage.words_in(s, e) if carries(w)]
    unsure = [w for w in read if not (same_name(w, fact.gene) or same_but_marks(w))]
    if not unsure:
        return None
    if agree and all(w in passage.words_in(c, d) for w in unsure for c, d in spans[1:3]) and fact.vaf is None:
        return None
    return Doubt(
        why=reason("readings_differ"),
        question=ask("change", shown=shown, size=size),
        asks="fact",
        candidates=tuple(sorted({r.text for w in unsure for r in w.readings if r.text})),
    )
