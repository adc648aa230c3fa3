"""Ordinary, well made records of hospitals and laboratories of several countries that print in English."""

from collections.abc import Callable

from bench.workshop.dress import Doc
from bench.workshop.kept import counts, genes, genetics, marrow, notes, transfusions

Family = Callable[[Doc], None]
FAMILIES: dict[str, dict[str, Family]] = {
    "counts": counts.FAMILIES, "marrow": marrow.FAMILIES, "cytogenetics": genetics.FAMILIES, "genes": genes.FAMILIES,
    "note": notes.FAMILIES, "transfusions": transfusions.FAMILIES,
}  # fmt: skip
UNSCORED = frozenset({*counts.UNSCORED, *marrow.UNSCORED, *notes.UNSCORED})
"""Families with counts of more days than one, or of a later day than the diagnosis: no score can be expected."""
