"""What notes and transfusion records of this set share: the story's gold, counts of the visit, doses."""

from typing import Any

from bench.workshop.dress import Doc, Result
from bench.workshop.institutions.paper import LATER, all_of, lab
from bench.workshop.notes import Told

DOSE = {
    "darbepoetin alfa": "300 mcg SC every 2 weeks", "epoetin alfa": "40,000 units SC weekly",
    "lenalidomide": "10 mg PO days 1-21 of 28", "luspatercept": "1 mg/kg SC every 3 weeks",
    "azacitidine": "75 mg/m2 SC days 1-7 of 28", "decitabine": "20 mg/m2 IV days 1-5 of 28",
}  # fmt: skip


def visit_counts(d: Doc, *names: tuple[str, str, str]) -> list[Result]:
    """Counts of the day of the visit."""
    return all_of(d, names, LATER)


def visit_labs(d: Doc, results: list[Result], page: int, flag: bool = False, norms: bool = False) -> None:
    """Their gold."""
    for r in results:
        lab(d, r, d.on, page, flag=flag, norms=norms)


def dated_course(d: Doc, w: Told, page: int, whole: bool = True) -> None:
    """Both treatments with their days (or months) and cycles."""
    w.first(page, whole=whole)
    w.now(page, whole=whole)


def risk(d: Doc, page: int) -> None:
    """The published category as printed."""
    d.fact("stages", page, "IPSS-R", system="IPSS-R", category=d.person.ipssr.lower())


def not_ill(d: Doc, *labels: str) -> None:
    """Conditions that the page denies."""
    for label in labels:
        d.gold.trap("comorbidities", {"label": label}, "denied")


def red_cells(
    d: Doc, page: int, units: int, words: str, platelets: bool = False, dependent: bool | None = None
) -> None:
    """The units of eight weeks, and that transfusions were given."""
    gold: dict[str, Any] = {
        "rbc_units_8_weeks": units, "open": ["rbc_units_lifetime", "dependent"],
        "where": [{"file": d.file, "page": page, "words": [words]}],
    }  # fmt: skip
    if dependent is not None:
        gold |= {"dependent": dependent, "open": ["rbc_units_lifetime"]}
    d.gold.transfusions = gold
    status = ["ongoing", "completed", "planned"]
    for agent in ("rbc_transfusion", *(("platelet_transfusion",) if platelets else ())):
        d.fact("treatments", page, words, may=True, agent=agent, kind="transfusion", status="ongoing",
               any_status=status)  # fmt: skip
