"""The papers of real kinds of institutions: laboratories, hospital systems, portals, services, clinics, practices."""

from collections.abc import Callable

from bench.workshop.dress import Doc
from bench.workshop.institutions import counts, genes, genetics, marrow, notes, transfusions

Family = Callable[[Doc], None]
FAMILIES: dict[str, dict[str, Family]] = {
    "counts": counts.FAMILIES, "marrow": marrow.FAMILIES, "cytogenetics": genetics.FAMILIES, "genes": genes.FAMILIES,
    "note": notes.FAMILIES, "transfusions": transfusions.FAMILIES,
}  # fmt: skip
UNSCORED = frozenset({*counts.UNSCORED, *notes.UNSCORED, *transfusions.UNSCORED})
"""Families with counts of more days than one, or of a later day than the diagnosis: no score can be expected."""
