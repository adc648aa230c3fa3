# ruff: noqa: E501 (names of families are data: a line is as long as its row)
"""Records told in the language of many clinicians: letters, notes and reports in paragraphs."""

from collections.abc import Callable

from bench.workshop.dress import Doc
from bench.workshop.letters import calls, chromosomes, genes, message, slides, visits

Family = Callable[[Doc], None]


def _named(*families: Family) -> dict[str, Family]:
    """Families by their names."""
    return {f.__name__: f for f in families}


FAMILIES: dict[str, dict[str, Family]] = {
    "counts": _named(message.portal_message),
    "marrow": _named(slides.history_comment_diagnosis, slides.marrow_by_letter, slides.correlated_later, slides.befund_in_sentences),
    "cytogenetics": _named(chromosomes.chromosomes_in_sentences, chromosomes.hub_opinion, chromosomes.banding_then_probes),
    "genes": _named(genes.variants_in_paragraphs, genes.consultation_on_genes, genes.answer_to_questions),
    "note": _named(
        visits.registrar_to_gp, visits.rooms_letter, visits.copied_forward_visit, visits.stay_told, visits.board_in_words,
        calls.outside_slides_reread, calls.phone_notes, calls.before_transplant, calls.emergency_story,
    ),
}  # fmt: skip
UNSCORED = frozenset(FAMILIES["note"])
"""Notes print counts of a later day than the diagnosis: no score can be expected of a case that holds one."""
