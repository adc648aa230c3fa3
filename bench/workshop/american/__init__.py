"""Records as hospitals, portals, laboratories, infusion clinics and the VA in the United States print them."""

from collections.abc import Callable

from bench.workshop.american import counts, genes, genetics, marrow, notes, transfusions
from bench.workshop.dress import Doc

Family = Callable[[Doc], None]
FAMILIES: dict[str, dict[str, Family]] = {
    "counts": counts.FAMILIES, "marrow": marrow.FAMILIES, "cytogenetics": genetics.FAMILIES, "genes": genes.FAMILIES,
    "note": notes.FAMILIES, "transfusions": transfusions.FAMILIES,
}  # fmt: skip
UNSCORED = frozenset({
    *counts.UNSCORED, "progress_note", "hospital_discharge", "infusion_visit", "cprs_note", "bedside_record",
    "standing_order",
})  # fmt: skip
"""Families with counts of more days than one, or of a later day than the diagnosis: no score can be expected."""
COUNTRY = "US"
"""Their dates and units are American whatever the person's country."""
