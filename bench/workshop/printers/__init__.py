"""Structured documents as the templates of independent makers of a benchmark print them."""

from collections.abc import Callable

from bench.workshop.dress import Doc
from bench.workshop.printers import counts, genes, genetics, marrow, notes, panels, transfusions

Family = Callable[[Doc], None]
FAMILIES: dict[str, dict[str, Family]] = {
    "counts": {**counts.FAMILIES, **panels.FAMILIES}, "marrow": marrow.FAMILIES, "cytogenetics": genetics.FAMILIES,
    "genes": genes.FAMILIES, "note": notes.FAMILIES, "transfusions": transfusions.FAMILIES,
}  # fmt: skip
UNSCORED = frozenset({
    *panels.UNSCORED, *genes.UNSCORED, *notes.UNSCORED, *transfusions.UNSCORED,
})  # fmt: skip
"""Families with counts of more days than one or of a later day, or with variants of uncertain meaning."""
