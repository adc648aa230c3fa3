"""Ordinary documents of academic centres and general hospitals of ten countries, all in English."""

from collections.abc import Callable

from bench.workshop.dress import Doc
from bench.workshop.wards import counts, genes, genetics, marrow, notes, transfusions

Family = Callable[[Doc], None]
FAMILIES: dict[str, dict[str, Family]] = {
    "counts": counts.FAMILIES, "marrow": marrow.FAMILIES, "cytogenetics": genetics.FAMILIES, "genes": genes.FAMILIES,
    "note": notes.FAMILIES, "transfusions": transfusions.FAMILIES,
}  # fmt: skip
UNSCORED = frozenset({*counts.UNSCORED, *genes.UNSCORED, *notes.UNSCORED})
"""Families with counts of more days than one or in coarse units, or with a variant that counts in no score."""
