"""Layouts put together by chance: each document takes header, columns, marks and words by lot; no two are alike."""

from collections.abc import Callable

from bench.workshop.assembled import counts, genetics, marrow, notes
from bench.workshop.dress import Doc

FAMILIES: dict[str, dict[str, Callable[[Doc], None]]] = {
    "counts": counts.FAMILIES, "marrow": marrow.FAMILIES, "cytogenetics": genetics.CYTOGENETICS,
    "genes": genetics.GENES, "note": notes.FAMILIES,
}  # fmt: skip
UNSCORED: frozenset[str] = frozenset()
