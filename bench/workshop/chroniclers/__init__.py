"""Records as clinicians write them: letters, notes, minutes and reports told in sentences."""

from collections.abc import Callable

from bench.workshop.chroniclers import counts, genes, genetics, marrow, notes, transfusions, visits
from bench.workshop.dress import Doc

Family = Callable[[Doc], None]
FAMILIES: dict[str, dict[str, Family]] = {
    "counts": counts.FAMILIES, "marrow": marrow.FAMILIES, "cytogenetics": genetics.FAMILIES, "genes": genes.FAMILIES,
    "note": {**notes.FAMILIES, **visits.FAMILIES}, "transfusions": transfusions.FAMILIES,
}  # fmt: skip
UNSCORED = frozenset({
    *(set(counts.FAMILIES) - {"film_with_opinion"}), *notes.COUNTED, *visits.COUNTED, "slides_read_again",
    "opinion_after_two_studies", "sequencing_then_and_now", "need_told_by_liaison_nurse",
    "blood_bank_answers_a_question",
})  # fmt: skip
"""Families with counts of more days than one, of a later day than the diagnosis, or of two readers."""
