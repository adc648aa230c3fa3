"""Records as the author of a benchmark of another house would print published patients."""

from collections.abc import Callable

from bench.workshop.dress import Doc
from bench.workshop.outside import counts, genes, genetics, marrow, notes, sheets, transfusions

Family = Callable[[Doc], None]
FAMILIES: dict[str, dict[str, Family]] = {
    "counts": {**counts.FAMILIES, **sheets.FAMILIES}, "marrow": marrow.FAMILIES, "cytogenetics": genetics.FAMILIES,
    "genes": genes.FAMILIES, "note": notes.FAMILIES, "transfusions": transfusions.FAMILIES,
}  # fmt: skip
UNSCORED = frozenset(
    {*counts.UNSCORED, *sheets.UNSCORED, *genes.UNSCORED, *genetics.UNSCORED, *notes.UNSCORED, *transfusions.UNSCORED}
)
"""Families with counts of more days than one, in units that lose digits, or with variants that do not count."""
