"""Records as community hospitals, reference laboratories and oncology practices of four countries print them."""

from collections.abc import Callable

from bench.workshop.clinics import counts, cytogenetics, genes, marrow, notes, transfusions
from bench.workshop.dress import Doc

Family = Callable[[Doc], None]
FAMILIES: dict[str, dict[str, Family]] = {
    "counts": counts.FAMILIES, "marrow": marrow.FAMILIES, "cytogenetics": cytogenetics.FAMILIES,
    "genes": genes.FAMILIES, "note": notes.FAMILIES, "transfusions": transfusions.FAMILIES,
}  # fmt: skip
UNSCORED = frozenset({*counts.UNSCORED, *notes.UNSCORED, *transfusions.UNSCORED})
"""Families with counts of more days than one, or of a later day than the diagnosis: no score can be expected."""
