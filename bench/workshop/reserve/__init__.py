"""Records as five makers of benchmarks would print them: postdoc, registrar, engineer, developer, company."""

from collections.abc import Callable

from bench.workshop.dress import Doc
from bench.workshop.reserve import developer, engineer, generator, postdoc, registrar

Family = Callable[[Doc], None]
_MAKERS = (postdoc, registrar, engineer, developer, generator)
FAMILIES: dict[str, dict[str, Family]] = {
    kind: {name: family for maker in _MAKERS for name, family in maker.FAMILIES[kind].items()}
    for kind in postdoc.FAMILIES
}
UNSCORED = frozenset({
    "cumulative_findings", "follow_up_note_web", "outpatient_letter_trust", "discharge_letter_translated",
    "opd_summary_typed", "day_unit_summary_table",
})  # fmt: skip
"""Families with counts of more days than one, or of a later day than the diagnosis: no score can be expected."""
