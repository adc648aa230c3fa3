"""What American notes and transfusion records share: doses, medicines by the way, today's counts."""

from bench.workshop.american.paper import lab, us
from bench.workshop.dress import Doc, Result
from bench.workshop.notes import Told

DOSE = {
    "darbepoetin alfa": "500 mcg subcutaneously every 3 weeks", "epoetin alfa": "40,000 units subcutaneously weekly",
    "lenalidomide": "10 mg by mouth days 1-21", "luspatercept": "1 mg/kg subcutaneously every 3 weeks",
    "azacitidine": "75 mg/m2 subcutaneously days 1-7 of 28", "decitabine": "20 mg/m2 IV days 1-5 of 28",
}  # fmt: skip
TODAY = 0.93
ANY = ["ongoing", "completed", "stopped", "planned", "considered"]


def by_the_way(d: Doc, page: int, *agents: str, kind: str = "other") -> None:
    """Medicines of other purposes: they may be told, in whatever status."""
    for agent in agents:
        d.treat(agent, kind, "ongoing", page, may=True, any_status=ANY)


def today(d: Doc, factor: float = TODAY) -> list[Result]:
    """Counts of the day of the visit, the same on every page of the case."""
    names = (("leukocytes", "WBC", "K/uL"), ("hemoglobin", "HGB", "g/dL"), ("platelets", "PLT", "K/uL"),
             ("neutrophils", "ANC", "K/uL"), ("creatinine", "CREATININE", "mg/dL"))  # fmt: skip
    return [us(d, *n, factor=factor) for n in names]


def given(d: Doc, results: list[Result], page: int, flag: bool = True, reference: bool = False) -> None:
    """The gold of today's counts."""
    for r in results:
        lab(d, r, d.on, page, flag=flag, reference=reference)


def threshold(d: Doc, *pairs: tuple[str, float]) -> None:
    """Limits at which something would be done: no results, unless they happen to be the result."""
    for analyte, value in pairs:
        own = (d.person.counts[analyte], d.person.counts[analyte] * TODAY)
        if all(abs(o - value) > 0.06 + 0.01 * value for o in own):
            d.gold.trap("labs", {"analyte": analyte, "value": value}, "threshold")


def running(d: Doc, w: Told, page: int) -> None:
    """The present treatment where the page prints no number of cycles, or two that could be meant."""
    d.treat(w.t.now, "systemic", "ongoing", page, started=w.t.now_from.isoformat())


def relatives(d: Doc, *diseases: str) -> None:
    """Diseases of the family."""
    for disease in diseases:
        d.gold.trap("diagnoses", {"disease": disease}, "a relative's")
