"""Records of a cohort as an independent maker of benchmarks prints them: plain templates of five houses."""

from collections.abc import Callable

from bench.workshop.cohort import chromosomes, counts, encounters, extra, genes, marrow, units, visits
from bench.workshop.dress import Doc

Family = Callable[[Doc], None]
FAMILIES: dict[str, dict[str, Family]] = {
    "counts": {**counts.FAMILIES, "count_with_rows_not_done": extra.count_with_rows_not_done},
    "marrow": marrow.FAMILIES,
    "cytogenetics": chromosomes.FAMILIES,
    "genes": {**genes.FAMILIES, "molecular_result_in_a_letter": extra.molecular_result_in_a_letter},
    "note": {
        **visits.FAMILIES,
        **encounters.FAMILIES,
        "conference_form_with_inputs": extra.conference_form_with_inputs,
    },
    "transfusions": units.FAMILIES,
}
UNSCORED = frozenset({*counts.UNSCORED})
"""Families with counts of more days than one."""
