"""Layout families of houses outside the United States, printed in English by somebody who knew none of the rules."""

from collections.abc import Callable

from bench.workshop.commonwealth import counts, further, genes, genetics, marrow, notes, transfusions
from bench.workshop.dress import Doc

FAMILIES: dict[str, dict[str, Callable[[Doc], None]]] = {
    "counts": {**counts.FAMILIES, **further.FAMILIES["counts"]},
    "marrow": {**marrow.FAMILIES, **further.FAMILIES["marrow"]},
    "cytogenetics": {**genetics.FAMILIES, **further.FAMILIES["cytogenetics"]},
    "genes": {**genes.FAMILIES, **further.FAMILIES["genes"]},
    "note": {**notes.FAMILIES, **further.FAMILIES["note"]},
    "transfusions": {**transfusions.FAMILIES, **further.FAMILIES["transfusions"]},
}
UNSCORED = frozenset(
    {"dutch_portal", "earlier_right", "class_scale", "serial_panel", "template_note", "ward_flowsheet"}
)
"""Families that print too little, too roughly, or values of several days: no score is published with them."""
