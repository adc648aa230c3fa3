"""A fact base in which one thing is otherwise: what the records say of it is set aside and something else stands there.

Pointers of all other facts stay what they are; what is set aside keeps its place under an empty name.
"""

import copy
from collections.abc import Callable, Iterable
from typing import Any, Literal

from pipeline.evaluate.facts import FactBase
from schemas.facts import (
    GIVEN,
    Biomarker,
    ClinicalFinding,
    Diagnosis,
    Karyotype,
    LabResult,
    NotGiven,
    Stage,
    Treatment,
    Variant,
)
from schemas.profile import Transfusions

OTHER = 99_999
"""Number of a supposed fact in the pointers."""


def is_supposed(pointer: str) -> bool:
    """Whether a pointer leads to a supposed fact and to nothing in the profile."""
    return pointer.endswith(f"[{OTHER}]")


def overlay(facts: FactBase, *settled: str, **lists: Any) -> FactBase:
    """A copy with other lists; doubts and conflicts about what is ``settled`` are gone."""
    made = copy.copy(facts)
    made.profile = facts.profile.model_copy(update=lists) if lists else facts.profile
    made.free(settled)
    return made


def _without(items: tuple[Any, ...], drop: Callable[[Any], bool], key: str) -> tuple[Any, ...]:
    """The same list with what is dropped under an empty name."""
    return tuple(i.model_copy(update={key: ""}) if drop(i) else i for i in items)


def lab(facts: FactBase, analyte: str, value: float, *, keep: bool, high: float | None = None) -> FactBase:
    """Another value: in place of the latest one (``keep`` its day), or a new one of today."""
    today = facts.today.isoformat()
    latest = facts.latest(analyte)
    older = facts.labs.get(analyte, [])[len(latest) :]
    if keep and latest:
        now = [(p, x.model_copy(update={"value": value, "comparator": None})) for p, x in latest[:1]]
    else:
        older = [(p, x) for p, x in facts.labs.get(analyte, []) if (x.collected or "") < today]
        reference = next((x.reference_high for _, x in latest if x.reference_high), high)
        made = LabResult.model_construct(
            analyte=analyte, value=value, unit="", original="", collected=today, comparator=None,
            reference_high=reference, evidence=(),
        )  # fmt: skip
        now = [(f"labs[{OTHER}]", made)]
    new = overlay(facts)
    new.labs = copy.copy(facts.labs)
    new.labs[analyte] = [*now, *older]
    new.free((f"labs.{analyte}", f"labs:{analyte}", analyte))
    return new


def karyotype(facts: FactBase, iscn: str, abnormalities: tuple[str, ...], fish: frozenset[str]) -> FactBase:
    """One chromosome test with this result, FISH set aside."""
    made = Karyotype.model_construct(
        iscn=iscn, metaphases=20, abnormalities=abnormalities, collected=facts.today.isoformat(), evidence=()
    )
    markers = _without(facts.profile.biomarkers, lambda b: b.name in fish, "name")
    return overlay(facts, "karyotypes", karyotypes=(made,), biomarkers=markers)


def variant(facts: FactBase, gene: str, protein: str | None, vaf: float | None, *, found: bool) -> FactBase:
    """A gene changed, or tested without a reportable change."""
    held = _without(facts.profile.variants, lambda v: v.gene == gene, "gene")
    negative = tuple("" if g == gene else g for g in facts.profile.genes_tested_negative)
    if found:
        made = Variant.model_construct(
            gene=gene, hgvs_p=protein, hgvs_c=None, vaf=vaf, significance=None, alteration=None,
            collected=facts.today.isoformat(), evidence=(),
        )  # fmt: skip
        held = (*held, made)
    else:
        negative = (*negative, gene)
    return overlay(facts, f"variants:{gene}", f"variants.{gene}", gene, variants=held, genes_tested_negative=negative)


def biomarker(facts: FactBase, name: str, status: Literal["positive", "negative"]) -> FactBase:
    """A marker with this status."""
    made = Biomarker.model_construct(
        name=name, status=status, value=None, unit=None, collected=facts.today.isoformat(), evidence=()
    )
    held = _without(facts.profile.biomarkers, lambda b: b.name == name, "name")
    return overlay(facts, f"biomarkers:{name}", biomarkers=(*held, made))


def stages(facts: FactBase, systems: Iterable[str], given: Iterable[tuple[str, str, float | None]]) -> FactBase:
    """Printed scores in place of all that the rules go by: system, category, score."""
    known = frozenset(systems)
    held = _without(facts.profile.stages, lambda s: s.system in known, "system")
    made = tuple(
        Stage.model_construct(
            system=system, category=category, score=score, range=None, origin="reported", inputs={}, missing=(),
            date=facts.today.isoformat(), evidence=(),
        )
        for system, category, score in given
    )  # fmt: skip
    return overlay(facts, "stages", stages=(*held, *made))


def treated(facts: FactBase, group: str, *, given: bool, response: str | None = None) -> FactBase:
    """A group given (with a response, if one is meant) or never given."""
    names = facts.agents(group)
    profile = facts.profile
    never = _without(profile.not_given, lambda n: n.agent in names or names <= facts.agents(n.agent), "agent")
    courses = profile.treatments
    settled = tuple(p for p, _ in facts.treatments(group))
    if not given:
        courses = _without(courses, lambda t: t.agent in names, "agent")
        stated = NotGiven.model_construct(agent=group, date=facts.today.isoformat(), evidence=())
        return overlay(facts, *settled, treatments=courses, not_given=(*never, stated))
    if any(t.agent in names and t.status in GIVEN for t in courses):
        change = {"response": response, "stop_reason": None}
        courses = tuple(t.model_copy(update=change) if t.agent in names else t for t in courses)
    else:
        made = Treatment.model_construct(
            agent=group, kind="other", status="completed", started=None, ended=None, cycles=None, line=None,
            response=response, stop_reason=None, recorded=facts.today.isoformat(), evidence=(),
        )  # fmt: skip
        courses = (*courses, made)
    return overlay(facts, *settled, "treatments", treatments=courses, not_given=never)


def transfusions(facts: FactBase, **told: Any) -> FactBase:
    """Transfusions with other values, told today."""
    held: Transfusions = facts.profile.transfusions
    change: dict[str, Any] = {"date": facts.today.isoformat(), **told}
    if "rbc_units_8_weeks" in told:
        change["rbc_units_8_weeks_range"] = None
        if not told["rbc_units_8_weeks"]:
            change["dependent"] = None
    return overlay(facts, "transfusions", transfusions=held.model_copy(update=change))


def finding(
    facts: FactBase, concept: str, status: Literal["present", "absent"], value: float | None = None
) -> FactBase:
    """A finding present (with a value) or absent, told today."""
    made = ClinicalFinding.model_construct(
        concept=concept, label=concept, category="", status=status, value=value, unit=None,
        date=facts.today.isoformat(), evidence=(),
    )  # fmt: skip
    held = _without(facts.profile.findings, lambda f: f.concept == concept, "concept")
    return overlay(facts, f"findings:{concept}", findings=(*held, made))


def age(facts: FactBase, years: float) -> FactBase:
    """A patient of this age."""
    person = facts.profile.patient.model_copy(update={"age_years": int(years), "birth_date": None})
    return overlay(facts, "patient", patient=person)


def diagnosis(facts: FactBase, disease: str, label: str) -> FactBase:
    """A confirmed diagnosis."""
    made = Diagnosis.model_construct(
        disease=disease, label=label, subtype=None, system=None, code=None, status="confirmed",
        date=facts.today.isoformat(), evidence=(),
    )  # fmt: skip
    held = _without(facts.profile.diagnoses, lambda d: d.disease == disease, "disease")
    return overlay(facts, "diagnoses", diagnoses=(*held, made))
