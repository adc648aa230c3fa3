"""Records told in prose, as clinicians, morphologists and geneticists of several countries dictate them."""

from collections.abc import Callable

from bench.workshop.dress import Doc
from bench.workshop.narrators import blood, calls, genes, genetics, letters, marrow, stays, visits

Family = Callable[[Doc], None]


def _named(*families: Family) -> dict[str, Family]:
    return {f.__name__: f for f in families}


FAMILIES: dict[str, dict[str, Family]] = {
    "counts": _named(blood.letter_with_results, blood.then_and_now),
    "marrow": _named(marrow.morphologist_dictates, marrow.pathologist_dictates, marrow.trainee_writes_up),
    "cytogenetics": _named(genetics.scientist_reports, genetics.banding_then_nuclei, genetics.opinion_on_chromosomes),
    "genes": _named(genes.sequencing_summary, genes.molecular_opinion, genes.memo_of_mutations),
    "note": _named(
        letters.dictated_to_practice, letters.physician_rooms, letters.unit_of_haematology,
        letters.referral_to_centre, letters.considered_opinion, visits.interval_soap, visits.problems_in_turn,
        visits.chairside_entry, calls.call_from_home, stays.on_leaving_hospital, stays.minutes_of_meeting,
    ),
    "transfusions": _named(blood.need_of_blood, blood.days_of_transfusion, blood.mail_on_support),
}  # fmt: skip
UNSCORED = frozenset({
    "dictated_to_practice", "physician_rooms", "unit_of_haematology", "interval_soap", "problems_in_turn",
    "chairside_entry", "call_from_home", "on_leaving_hospital", "need_of_blood", "then_and_now",
})  # fmt: skip
"""Families with counts of a later day than the diagnosis, or of two days: no score can be expected."""
