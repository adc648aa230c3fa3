"""What a sentence says of a treatment: its status as stated, and which responses say that it failed."""

from dataclasses import dataclass

from extractors.treatments.groups import Group
from extractors.treatments.patterns import CONSULT, PLACE
from schemas.facts import TreatmentStatus

FAILED = frozenset({"PD", "loss_of_response", "primary_failure", "refractory"})
FAILED_REASON = {
    "PD": "progression",
    "loss_of_response": "lack_of_response",
    "primary_failure": "lack_of_response",
    "refractory": "lack_of_response",
}


@dataclass(frozen=True, slots=True)
class Said:
    """Status as stated; ``None`` says never given. ``weak``: given, and no word on whether it goes on."""

    status: TreatmentStatus | None
    reason: str | None = None
    weak: bool = False
    open: bool = False  # so many cycles are done, and only dates can tell whether more follow
    at: tuple[tuple[int, int], ...] = ()


def is_procedure(group: Group) -> bool:
    """Whether a group names a transplant or a treatment with cells: done once."""
    return any(h.value.kind in ("transplant", "cellular") for h in group.hits)


def about_procedure(text: str, group: Group) -> tuple[Said | None] | None:
    """A "transplant consult" is a transplant considered; a "transplant clinic" is none."""
    tail = text[group.end : group.end + 24]
    if PLACE.search(tail):
        return (None,)
    if match := CONSULT.search(tail):
        return (Said("considered", at=((group.end, group.end + match.end()),)),)
    return None
