"""Passages in many authors' styles: the facts they state, and no others (``passages.toml``)."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from extractors import diagnoses, findings, performance, stages, transfusions, treatments
from knowledge.loader import load_vocabulary
from schemas.facts import (
    ClinicalFinding,
    Diagnosis,
    Fact,
    NotGiven,
    Performance,
    Stage,
    TransfusionStatement,
    Treatment,
)
from schemas.layout import ReportDates, SectionLabel
from tests.reports import report_from_sections

EXTRACTORS = [m.EXTRACTOR for m in (diagnoses, findings, performance, stages, transfusions, treatments)]
PASSAGES = tomllib.loads((Path(__file__).parent / "passages.toml").read_text(encoding="utf-8"))["passages"]
VISIT = ReportDates(visit="2026-09-01")
CONDITIONS = frozenset({"comorbidity", "donor", "transplant", "reproductive"})
STATES = frozenset(
    [
        "ongoing",
        "completed",
        "stopped",
        "planned",
        "declined",
        "considered",
        "never",
        "confirmed",
        "suspected",
        "ruled_out",
        "historical",
        "present",
        "absent",
        "possible",
    ]
)


def sections(text: str) -> list[tuple[SectionLabel, str]]:
    """Sections of a passage; "[plan]" on a line of its own opens one."""
    made: list[tuple[SectionLabel, list[str]]] = [(SectionLabel.OTHER, [])]
    for line in text.split("\n"):
        if line.startswith("[") and line.endswith("]"):
            made.append((SectionLabel(line[1:-1]), []))
        else:
            made[-1][1].append(line)
    return [(label, "\n".join(lines)) for label, lines in made if lines]


def number(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")


def of_transfusions(fact: TransfusionStatement) -> str:
    parts = [] if fact.dependent is None else ["dependent" if fact.dependent else "not dependent"]
    if fact.units_8_weeks:
        parts.append(f"8w {number(fact.units_8_weeks[0])}-{number(fact.units_8_weeks[1])}")
    if fact.units_lifetime is not None:
        parts.append(f"life {fact.units_lifetime}")
    if fact.events:
        parts.append("events " + " ".join(f"{date}x{units}" for date, units in fact.events))
    return " ".join(parts)


def of_treatment(fact: Treatment) -> str:
    details = {
        "cycles": fact.cycles, "started": fact.started, "ended": fact.ended, "response": fact.response,
        "reason": fact.stop_reason,
    }  # fmt: skip
    return " ".join([f"{fact.agent} {fact.status}", *(f"{k}={v}" for k, v in details.items() if v)])


def shown(fact: Fact) -> tuple[str, str] | None:
    """The list a fact belongs to and how the passages write it."""
    if isinstance(fact, Diagnosis):
        return "dx", f"{fact.disease} {fact.status}" + (f" date={fact.date}" if fact.date else "")
    if isinstance(fact, Treatment):
        return "rx", of_treatment(fact)
    if isinstance(fact, NotGiven):
        return "rx", f"{fact.agent} never"
    if isinstance(fact, Performance):
        return "ps", f"{fact.scale} {fact.value}"
    if isinstance(fact, Stage):
        return "stage", " ".join(w for w in (fact.system, f"{fact.score:g}" if fact.score else "", fact.category) if w)
    if isinstance(fact, TransfusionStatement):
        return "tx", of_transfusions(fact)
    if isinstance(fact, ClinicalFinding) and fact.category in CONDITIONS:
        return "f", f"{fact.concept} {fact.status}"
    return None


def read(passage: dict[str, Any]) -> dict[str, list[str]]:
    report = report_from_sections(sections(passage["text"]), passage.get("kind", "note"), dates=VISIT)
    found: dict[str, list[str]] = {"dx": [], "rx": [], "tx": [], "ps": [], "stage": [], "f": []}
    for extractor in EXTRACTORS:
        for finding in extractor.run(report, load_vocabulary()):
            if finding.doubt is None and (entry := shown(finding.fact)) is not None:
                found[entry[0]].append(entry[1])
    return found


def stated(text: str) -> str:
    """A fact without its details: "azacitidine ongoing"."""
    words = text.split()
    last = next((i for i, w in enumerate(words) if w in STATES), None)
    return text if last is None else " ".join(words[: last + 1])


def holds(found: str, expected: str) -> bool:
    return stated(found) == stated(expected) and set(expected.split()) <= set(found.split())


@pytest.mark.parametrize("passage", PASSAGES, ids=lambda p: f"{p['style']}: {p['text'][:40]}")
def test_states_these_facts_and_no_others(passage: dict[str, Any]) -> None:
    found = read(passage)
    for name, facts in found.items():
        expected = passage.get(name, [])
        assert {stated(f) for f in facts} == {stated(e) for e in expected}, (name, facts)
        assert all(any(holds(f, e) for f in facts) for e in expected), (name, facts)
