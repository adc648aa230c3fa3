"""Layouts held out: measured only at the end, read by nobody who makes a rule."""

from collections.abc import Callable

from bench.workshop.dress import Doc
from bench.workshop.unseen import counts, cytogenetics, genes, marrow, notes, transfusions

Family = Callable[[Doc], None]
FAMILIES: dict[str, dict[str, Family]] = {
    "counts": counts.FAMILIES,
    "marrow": marrow.FAMILIES,
    "cytogenetics": cytogenetics.FAMILIES,
    "genes": genes.FAMILIES,
    "note": notes.FAMILIES,
    "transfusions": transfusions.FAMILIES,
}
# A case with one of these has no published IPSS-R/IPSS-M: inputs are rounded, of several days, or missing.
UNSCORED = ("arrows", "running_columns", "uncertain_apart", "discharge", "day_ward", "tally_card")
