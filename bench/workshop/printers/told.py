"""What notes and transfusion records of these templates share: doses, counts of the day, units of red cells."""

from typing import Any

from bench.workshop.dress import Doc, Result
from bench.workshop.printers.paper import keep, value

FACTOR = 0.93
DOSE = {
    "darbepoetin alfa": "300 mcg SC every 2 weeks", "epoetin alfa": "40,000 units SC weekly",
    "lenalidomide": "10 mg PO days 1-21", "luspatercept": "1.0 mg/kg SC every 3 weeks",
    "azacitidine": "75 mg/m2 SC days 1-7", "decitabine": "20 mg/m2 IV days 1-5",
}  # fmt: skip
ANY = ["ongoing", "completed", "stopped", "planned", "considered"]


def counts_of(d: Doc, names: tuple[tuple[str, str, str], ...], factor: float = FACTOR) -> list[Result]:
    """Counts of a visit."""
    return [value(d, *n, factor=factor) for n in names]


def given(d: Doc, results: list[Result], page: int, reference: bool = False) -> None:
    """The gold of counts of the day of the visit."""
    for r in results:
        keep(d, r, d.on, page, reference=reference)


def medicines(d: Doc, page: int, *agents: str) -> None:
    """Medicines of other purposes: they may be told, in whatever status."""
    for agent in agents:
        d.treat(agent, "other", "ongoing", page, may=True, any_status=ANY)


def others(d: Doc, page: int, *names: str) -> None:
    """Further conditions: they may be told."""
    for name in names:
        d.fact("comorbidities", page, name, may=True, labels=[name.lower()])


def units(d: Doc, page: int, words: str, number: int, dependent: bool | None = None, lifetime: int | None = None,
          platelets: bool = False) -> None:  # fmt: skip
    """Red cells of eight weeks, the same on every page of a case, and that transfusions are being given."""
    gold: dict[str, Any] = d.gold.transfusions
    gold.setdefault("open", ["rbc_units_lifetime", "dependent"])
    gold.setdefault("where", []).append({"file": d.file, "page": page, "words": [words]})
    gold["rbc_units_8_weeks"] = number
    for name, said in (("dependent", dependent), ("rbc_units_lifetime", lifetime)):
        if said is not None:
            gold[name] = said
            gold["open"] = [o for o in gold["open"] if o != name]
    for agent in ("rbc_transfusion", *(("platelet_transfusion",) if platelets else ())):
        d.treat(agent, "transfusion", "ongoing", page, may=True, any_status=ANY)
