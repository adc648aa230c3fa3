"""Records of ordinary houses by five makers: a postdoc, a registrar, an engineer, a chain's developer, a generator."""

from collections.abc import Callable

from bench.workshop.dress import Doc
from bench.workshop.guests import counts, genes, genetics, letters, marrow, notes, transfusions

Family = Callable[[Doc], None]
FAMILIES: dict[str, dict[str, Family]] = {
    "counts": counts.FAMILIES, "marrow": marrow.FAMILIES, "cytogenetics": genetics.FAMILIES, "genes": genes.FAMILIES,
    "note": {**notes.FAMILIES, **letters.FAMILIES}, "transfusions": transfusions.FAMILIES,
}  # fmt: skip
UNSCORED = frozenset({"telegraphic_history", "nested_problems", "dates_in_sentences", "told_by_dates"})
"""Families with counts of a later day than the diagnosis: no score can be expected."""
