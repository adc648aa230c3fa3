"""What an independent judge would print: a cohort's patients by his own templates, and other houses' reports."""

from collections.abc import Callable

from bench.workshop.dress import Doc
from bench.workshop.finale import counts, drawn_counts, genes, genetics, letters, marrow, transfusions, visits

Family = Callable[[Doc], None]
FAMILIES: dict[str, dict[str, Family]] = {
    "counts": {**counts.FAMILIES, **drawn_counts.FAMILIES}, "marrow": marrow.FAMILIES,
    "cytogenetics": genetics.FAMILIES, "genes": genes.FAMILIES, "note": {**visits.FAMILIES, **letters.FAMILIES},
    "transfusions": transfusions.FAMILIES,
}  # fmt: skip
UNSCORED = frozenset({
    *counts.UNSCORED, *drawn_counts.UNSCORED, *genes.UNSCORED, *visits.UNSCORED, *letters.UNSCORED,
    *transfusions.UNSCORED,
})  # fmt: skip
"""Families with counts of more days than one or of a later day, or with variants of uncertain meaning: no score."""
