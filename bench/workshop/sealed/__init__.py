"""Records of houses of many countries, kept out until the last measurement."""

from collections.abc import Callable

from bench.workshop.dress import Doc
from bench.workshop.sealed import counts, genes, genetics, letters, marrow, notes, prints, transfusions

Family = Callable[[Doc], None]
FAMILIES: dict[str, dict[str, Family]] = {
    "counts": {**counts.FAMILIES, **prints.FAMILIES}, "marrow": marrow.FAMILIES, "cytogenetics": genetics.FAMILIES,
    "genes": genes.FAMILIES, "note": {**notes.FAMILIES, **letters.FAMILIES}, "transfusions": transfusions.FAMILIES,
}  # fmt: skip
UNSCORED: frozenset[str] = frozenset({*prints.UNSCORED, *notes.UNSCORED, *letters.UNSCORED, *transfusions.UNSCORED})
"""Families that print values of several days or of a later one than the diagnosis: no score can be expected."""
