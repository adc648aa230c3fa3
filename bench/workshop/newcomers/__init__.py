"""Records as five makers of benchmarks print them: postdoc, registrar, engineer, a chain's developer, a company."""

from collections.abc import Callable

from bench.workshop.dress import Doc
from bench.workshop.newcomers import counts, genes, genetics, marrow, notes, transfusions

Family = Callable[[Doc], None]
FAMILIES: dict[str, dict[str, Family]] = {
    "counts": counts.FAMILIES, "marrow": marrow.FAMILIES, "cytogenetics": genetics.FAMILIES, "genes": genes.FAMILIES,
    "note": notes.FAMILIES, "transfusions": transfusions.FAMILIES,
}  # fmt: skip
UNSCORED: frozenset[str] = frozenset({*counts.UNSCORED, *notes.UNSCORED, *transfusions.UNSCORED})
"""Families with counts of several days, or of a later day than the diagnosis: no score can be expected."""
