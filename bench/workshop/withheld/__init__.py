"""Records as institutions of several countries print them, held out for a last measurement."""

from collections.abc import Callable

from bench.workshop.dress import Doc
from bench.workshop.withheld import blood, counts, genes, genetics, letters, marrow, notes, several, typed

Family = Callable[[Doc], None]
FAMILIES: dict[str, dict[str, Family]] = {
    "counts": {**counts.FAMILIES, **several.FAMILIES}, "marrow": {**marrow.FAMILIES, **typed.MARROW},
    "cytogenetics": genetics.FAMILIES, "genes": {**genes.FAMILIES, **typed.GENES},
    "note": {**notes.FAMILIES, **letters.FAMILIES}, "transfusions": blood.FAMILIES,
}  # fmt: skip
UNSCORED = frozenset({"rising_columns"})
"""A family with counts of several days: no score can be expected."""
