"""What a fact is called and what it says, in the words a patient reads."""

from collections.abc import Callable
from typing import Any

from knowledge.plain_names import load_plain_names
from pipeline.plain import number, plain_date
from schemas.facts import (
    Biomarker,
    ClinicalFinding,
    Diagnosis,
    GenePanel,
    Karyotype,
    LabResult,
    NotGiven,
    Performance,
    Stage,
    TransfusionStatement,
    Treatment,
    Variant,
)
from schemas.profile import Comorbidity, Conflict, DocumentEntry, Patient, ReviewItem, Transfusions

MOST_EVENTS = 3
"""Transfusions of a log that are named; the rest is counted."""


def describe(fact: object) -> tuple[str, str, str | None] | None:
    """Name, value and ISO date of a fact of the profile; None for what is none."""
    says = _DESCRIBE.get(type(fact))
    return says(fact) if says is not None else None


def _lab(lab: LabResult) -> tuple[str, str, str | None]:
    names = load_plain_names()
    name = names.analytes.get(lab.analyte, lab.analyte.replace("_", " ").capitalize())
    value = f"{lab.comparator or ''}{_measured(lab.value, lab.unit)}"
    return name, value, lab.collected


def _measured(value: float, unit: str | None) -> str:
    plain = load_plain_names().units.get(unit or "", unit or "")
    return f"{number(value)}{'' if plain in ('', '%') else ' '}{plain}"


def _named(agent: str) -> str:
    """What a treatment is called: its plain name, or the name of the vocabulary."""
    return load_plain_names().treatments.get(agent) or agent.replace("_", " ").capitalize()


def _diagnosis(fact: Diagnosis) -> tuple[str, str, str | None]:
    extra = ", ".join(x for x in (fact.system, fact.status.replace("_", " ")) if x)
    return "Diagnosis", f"{fact.label} ({extra})", fact.date


def _karyotype(fact: Karyotype) -> tuple[str, str, str | None]:
    cells = f" ({fact.metaphases} cells)" if fact.metaphases else ""
    return "Chromosomes", f"{fact.iscn}{cells}", fact.collected


def _variant(fact: Variant) -> tuple[str, str, str | None]:
    share = f"in {number(fact.vaf * 100)}% of the readings" if fact.vaf is not None else ""
    parts = (fact.hgvs_p or fact.hgvs_c or "", share, (fact.significance or "").replace("_", " "))
    return fact.gene, ", ".join(p for p in parts if p) or "changed", fact.collected


def _panel(fact: GenePanel) -> tuple[str, str, str | None]:
    return (
        "Gene panel",
        f"{len(fact.tested)} genes tested, {len(fact.negative)} without a reported change",
        fact.collected,
    )


def _biomarker(fact: Biomarker) -> tuple[str, str, str | None]:
    plain = fact.name.removeprefix("fish_").replace("_", " ") + (" by FISH" if fact.name.startswith("fish_") else "")
    name = load_plain_names().biomarkers.get(fact.name, plain)
    value = f", {_measured(fact.value, fact.unit)}" if fact.value is not None else ""
    return name, f"{fact.status.replace('_', ' ')}{value}", fact.collected


def _stage(fact: Stage) -> tuple[str, str, str | None]:
    parts = [fact.category] if fact.category else []
    if fact.score is not None:
        parts.append(f"score {number(fact.score)}")
    elif fact.range is not None:
        parts.append(f"score between {number(fact.range[0])} and {number(fact.range[1])}")
    if fact.origin == "computed":
        parts.append("calculated here from your results")
    return fact.system, ", ".join(parts), fact.date


def _treatment(fact: Treatment) -> tuple[str, str, str | None]:
    parts: list[str] = [fact.status]
    if fact.started and fact.started == fact.ended:
        parts.append(plain_date(fact.started))
    elif fact.started:
        parts.append(f"from {plain_date(fact.started)}")
    if fact.ended and fact.started != fact.ended:
        parts.append(f"until {plain_date(fact.ended)}")
    if fact.cycles is not None:
        parts.append(f"{fact.cycles} cycle{'' if fact.cycles == 1 else 's'}")
    if fact.response:
        parts.append(load_plain_names().responses.get(fact.response, fact.response.replace("_", " ")))
    if fact.stop_reason == "on_hold":
        parts.append("on hold")
    elif fact.stop_reason:
        parts.append(f"stopped because of {fact.stop_reason.replace('_', ' ')}")
    return _named(fact.agent), ", ".join(parts), fact.recorded


def _transfusions(fact: Transfusions) -> tuple[str, str, str | None]:
    parts = []
    if fact.rbc_units_8_weeks is not None:
        parts.append(f"{number(fact.rbc_units_8_weeks)} units in 8 weeks")
    elif fact.rbc_units_8_weeks_range is not None:
        low, high = fact.rbc_units_8_weeks_range
        parts.append(f"{number(low)} to {number(high)} units in 8 weeks")
    return "Red-cell transfusions", _with_burden(parts, fact.rbc_units_lifetime, fact.dependent), fact.date


def _with_burden(parts: list[str], lifetime: int | None, dependent: bool | None) -> str:
    """``parts`` with what is said of all units ever given and of dependence."""
    burden = [] if lifetime is None else [f"{lifetime} units in all"]
    if dependent is not None:
        burden.append("said to be dependent on them" if dependent else "said not to depend on them")
    return ", ".join([*parts, *burden])


def _transfusion(fact: TransfusionStatement) -> tuple[str, str, str | None]:
    parts = [f"{units} {'unit' if units == 1 else 'units'} on {plain_date(day)}" for day, units in fact.events]
    if len(parts) > MOST_EVENTS:
        rest = len(parts) - MOST_EVENTS
        parts = [*parts[:MOST_EVENTS], f"and {rest} more"]
    if fact.units_8_weeks is not None:
        low, high = fact.units_8_weeks
        parts.append(f"{number(low)}{'' if low == high else f' to {number(high)}'} units in 8 weeks")
    return "Red-cell transfusions", _with_burden(parts, fact.units_lifetime, fact.dependent), fact.date


def _finding(fact: ClinicalFinding) -> tuple[str, str, str | None]:
    if fact.value is not None and fact.status == "present":
        return fact.label, _measured(fact.value, fact.unit), fact.date
    return fact.label, fact.status, fact.date


def _patient(fact: Patient) -> tuple[str, str, str | None]:
    parts = (
        f"born {plain_date(fact.birth_date)}" if fact.birth_date else "",
        f"age {fact.age_years}" if fact.age_years is not None else "",
        fact.sex if fact.sex != "unknown" else "",
    )
    return "You", ", ".join(p for p in parts if p), None


def _document(fact: DocumentEntry) -> tuple[str, str, str | None]:
    return fact.file, load_plain_names().kinds.get(fact.kind, fact.kind), fact.dated


_DESCRIBE: dict[type, Callable[[Any], tuple[str, str, str | None]]] = {
    LabResult: _lab,
    Diagnosis: _diagnosis,
    Karyotype: _karyotype,
    Variant: _variant,
    GenePanel: _panel,
    Biomarker: _biomarker,
    Stage: _stage,
    Treatment: _treatment,
    NotGiven: lambda f: (_named(f.agent), "said never to have been given", f.date),
    Transfusions: _transfusions,
    TransfusionStatement: _transfusion,
    Performance: lambda f: (f.scale, str(f.value), f.date),
    ClinicalFinding: _finding,
    Comorbidity: lambda f: ("Other condition", f.label, None),
    Patient: _patient,
    DocumentEntry: _document,
    ReviewItem: lambda f: ("To check", f.question, None),
    Conflict: lambda f: ("Disagreement", " against ".join(f.values), None),
}
