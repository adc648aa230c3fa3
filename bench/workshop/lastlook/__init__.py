"""What an outside auditor would print: a maker with templates of HTML, one with drawn tables, one with typed lines."""

from collections.abc import Callable

from bench.workshop.dress import Doc
from bench.workshop.lastlook import counts, cytogenetics, genes, marrow, notes, transfusions

Family = Callable[[Doc], None]
FAMILIES: dict[str, dict[str, Family]] = {
    "counts": counts.FAMILIES, "marrow": marrow.FAMILIES, "cytogenetics": cytogenetics.FAMILIES,
    "genes": genes.FAMILIES, "note": notes.FAMILIES, "transfusions": transfusions.FAMILIES,
}  # fmt: skip
UNSCORED = frozenset({*counts.UNSCORED, *notes.UNSCORED, *transfusions.UNSCORED})
"""Families with counts of more days than that of the diagnosis: no score can be expected."""
