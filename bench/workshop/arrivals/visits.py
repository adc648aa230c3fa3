# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""What notes and transfusion records share: doses, the counts of the visit, red cells of eight weeks."""

from typing import Any

from bench.workshop.arrivals.paper import bait, found, told
from bench.workshop.dress import Doc, Result
from bench.workshop.notes import Told

TODAY = 0.93
DOSE = {
    "darbepoetin alfa": "300 micrograms every 2 weeks", "epoetin alfa": "40,000 units weekly", "lenalidomide": "10 mg daily, days 1-21 of 28",
    "luspatercept": "1 mg/kg every 3 weeks", "azacitidine": "75 mg/m2 subcutaneously, days 1-7 of 28", "decitabine": "20 mg/m2 intravenously, days 1-5 of 28",
}  # fmt: skip
ANY = ["ongoing", "completed", "stopped", "planned", "considered"]


def grammes(d: Doc) -> list[Result]:
    """Counts of the visit as Britain and its like print them."""
    cells = (("leukocytes", "WCC"), ("neutrophils", "Neutrophils"), ("platelets", "Platelets"))
    return [
        found(d, "hemoglobin", "Hb", "g/L", 10, 0, TODAY),
        *(found(d, a, b, "x10^9/L", factor=TODAY) for a, b in cells),
    ]


def counts(d: Doc, units: str = "K/uL", hb: str = "Hemoglobin") -> list[Result]:
    """Counts of the visit in g/dL and thousands."""
    names = (("hemoglobin", hb, "g/dL"), ("leukocytes", "WBC", units), ("neutrophils", "ANC", units), ("platelets", "Platelets", units))  # fmt: skip
    return [found(d, *n, factor=TODAY) for n in names]


def given(d: Doc, results: list[Result], page: int, flag: bool = False, reference: bool = False) -> None:
    """The gold of the visit's counts."""
    for r in results:
        told(d, r, d.on, page, flag=flag, reference=reference)


def by_the_way(d: Doc, page: int, *agents: str) -> None:
    """Medicines of other purposes: they may be told, in whatever status."""
    for agent in agents:
        d.treat(agent, "other", "ongoing", page, may=True, any_status=ANY)


def thresholds(d: Doc, hb: float = 0, plt: float = 0) -> None:
    """Limits at which something would be given."""
    if hb:
        bait(d, "hemoglobin", hb, "a limit")
    if plt:
        bait(d, "platelets", plt, "a limit")


def supported(d: Doc, page: int, words: str, dependent: bool | None = None, platelets: bool = False) -> int:
    """Red cells of eight weeks, the same number on every page of the case."""
    units = Told(d).t.units
    gold: dict[str, Any] = {
        "rbc_units_8_weeks": units, "open": ["rbc_units_lifetime", *([] if dependent is not None else ["dependent"])],
        "where": [{"file": d.file, "page": page, "words": [words]}],
    }  # fmt: skip
    if dependent is not None:
        gold["dependent"] = dependent
    d.gold.transfusions = gold
    for agent in ("rbc_transfusion", *(("platelet_transfusion",) if platelets else ())):
        fields = {"agent": agent, "kind": "transfusion", "status": "ongoing"}
        d.fact("treatments", page, words, may=True, **fields, any_status=["ongoing", "completed", "planned"])
    return units


def unchelated(d: Doc, page: int) -> None:
    """Chelation said not to have been given."""
    for agent in ("iron_chelation", "chelation", "deferasirox", "iron chelation"):
        d.fact("not_given", page, "chelation", may=True, agent=agent)
