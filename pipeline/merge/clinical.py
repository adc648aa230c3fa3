"""Diagnoses, performance, clinical findings and what was never given."""

from collections.abc import Sequence
from typing import Any

from extractors.asking import reason
from extractors.diagnoses import of_specimen
from pipeline.merge.dated import merge_dated
from pipeline.merge.items import Clash, Item, Part, canonical, facts_of, join_evidence, latest_first, trust
from pipeline.merge.shapes import shape_of
from schemas.facts import ClinicalFinding, Diagnosis, Finding, NotGiven, Performance
from schemas.profile import Comorbidity

_PATHOLOGY = ("cytogenetics", "molecular", "marrow", "pathology")


def merge_diagnoses(findings: Sequence[Finding]) -> Part:
    """One entry for each disease, subtype, system and status; a suspicion ends when the disease is confirmed."""
    part = Part("diagnoses")
    for group in _by_meaning(facts_of(findings, Diagnosis)).values():
        sure = [f for f in group if f.doubt is None]
        taken = sure or group
        part.items.append(_anchored(taken))
    _absorb_systemless(part)
    _end_suspicions(part)
    part.clashes += _ruled_out(part) + _rival_subtypes(part)
    return part


def _by_meaning(findings: Sequence[Finding]) -> dict[Any, list[Finding]]:
    groups: dict[Any, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(shape_of(finding.fact).meaning(finding.fact), []).append(finding)
    return groups


def _anchored(findings: list[Finding]) -> Item:
    """One diagnosis with the earliest date that states it: diagnoses stay where they were made."""
    lead = findings[0]
    dates = [f.fact.date for f in findings if isinstance(f.fact, Diagnosis) and f.fact.date]
    joined = shape_of(lead.fact).join([f.fact for f in findings])
    return Item(joined.model_copy(update={"date": min(dates, default=None)}), lead.doubt, lead.source)


def _absorb_systemless(part: Part) -> None:
    """A subtype named without its classification joins the same subtype named with one."""
    for item in list(part.items):
        fact = item.fact
        homes = [
            i for i in part.items
            if i is not item and fact.system is None and i.fact.system is not None and i.doubt is None
            and (i.fact.disease, i.fact.subtype, i.fact.status) == (fact.disease, fact.subtype, fact.status)
        ]  # fmt: skip
        if len(homes) == 1 and fact.subtype is not None:
            home = homes[0]
            dates = [d for d in (home.fact.date, fact.date) if d]
            update = {"evidence": join_evidence([home.fact, fact]), "date": min(dates, default=None)}
            part.items.remove(item)
            part.swap(home, Item(home.fact.model_copy(update=update), home.doubt, home.source))


def _end_suspicions(part: Part) -> None:
    confirmed = {i.fact.disease for i in part.items if i.fact.status == "confirmed" and i.doubt is None}
    part.items = [
        i for i in part.items if not (i.fact.disease in confirmed and i.fact.status in ("suspected", "historical"))
    ]  # fmt: skip
    sure = {(i.fact.disease, i.fact.subtype) for i in part.items if i.fact.status == "confirmed" and i.doubt is None}
    part.items = [  # a mention in words not understood asks nothing where another record states the disease
        i for i in part.items
        if i.doubt is None or i.fact.status != "confirmed" or i.fact.disease not in confirmed
        or (i.fact.subtype is not None and (i.fact.disease, i.fact.subtype) not in sure)
    ]  # fmt: skip


def _ruled_out(part: Part) -> list[Clash]:
    """Confirmed and ruled out: the later of two dated statements holds when it confirms, else it is a conflict."""
    clashes = []
    for excluded in [i for i in part.items if i.fact.status == "ruled_out"]:
        rivals = [
            i for i in part.items
            if i.fact.status == "confirmed" and i.fact.disease == excluded.fact.disease
            and (excluded.fact.subtype is None or excluded.fact.subtype == i.fact.subtype)
        ]  # fmt: skip
        if not rivals:
            continue
        dated = [r.fact.date for r in rivals]
        if excluded.fact.date is not None and all(d is not None and d > excluded.fact.date for d in dated):
            part.items.remove(excluded)
            continue
        if _takes_it_back(excluded, rivals) or _cleared(excluded, rivals):
            part.items.remove(excluded)
            continue
        show = shape_of(excluded.fact).show
        clashes.append(
            Clash(
                items=(*rivals, excluded),
                why=reason("stated_and_ruled_out"),
                values=tuple(f"{show(i.fact)}, {i.fact.date or 'no date'}" for i in (*rivals, excluded)),
            )
        )
    return clashes


def _takes_it_back(excluded: Item, rivals: Sequence[Item]) -> bool:
    """Whether only files that also confirm the disease exclude it, and others confirm it too.

    Such a file speaks of something else (a remission, "no CAR-T is given for MDS"); the diagnosis stands without it.
    """
    against = {e.document for e in excluded.fact.evidence}
    confirming = {e.document for r in rivals for e in r.fact.evidence}
    return against < confirming


def _cleared(excluded: Item, rivals: Sequence[Item]) -> bool:
    """Whether a later specimen shows no sign of a disease that stays diagnosed: a remission, and no contradiction."""
    if excluded.source is None or excluded.source.dated is None or not of_specimen(excluded.fact):
        return False
    before = [r.fact.date or (r.source.dated if r.source else None) for r in rivals]
    return all(d is not None and d < excluded.source.dated[: len(d)] for d in before)


def _rival_subtypes(part: Part) -> list[Clash]:
    """Two subtypes of one disease in one classification on one day, both from pathology."""
    clashes = []
    pool = [
        i for i in part.items
        if i.fact.status == "confirmed" and i.doubt is None and i.fact.subtype and i.fact.date
        and i.source is not None and i.source.kind in _PATHOLOGY
    ]  # fmt: skip
    pool.sort(key=lambda i: (i.fact.disease, i.fact.subtype, i.fact.system or ""))
    for n, one in enumerate(pool):
        for two in pool[n + 1 :]:
            same = (one.fact.disease, one.fact.system, one.fact.date) == (
                two.fact.disease,
                two.fact.system,
                two.fact.date,
            )
            apart = one.source is not None and two.source is not None and one.source.document != two.source.document
            if same and apart and one.fact.subtype != two.fact.subtype:
                clashes.append(
                    Clash((one, two), reason("subtypes_apart", date=one.fact.date), (one.fact.label, two.fact.label))
                )
    return clashes


def merge_performance(findings: Sequence[Finding]) -> Part:
    """The latest performance status; two values of one day are a conflict."""
    part = merge_dated("performance", facts_of(findings, Performance))
    if not part.items:
        return part
    sure = [i for i in part.items if i.doubt is None] or part.items
    latest = max(latest_first(i.fact.date) for i in sure)
    at = [i for i in sure if latest_first(i.fact.date) == latest]
    best = min(at, key=lambda i: (trust(i.source) if i.source else 99, i.fact.scale != "ECOG", -i.fact.value))
    part.clashes = [c for c in part.clashes if best in c.items]
    part.items = [best]
    return part


def merge_findings(findings: Sequence[Finding]) -> Part:
    """One entry for each finding, status and value, with its latest date; both states on one day are a conflict."""
    part = merge_dated("findings", facts_of(findings, ClinicalFinding))
    groups: dict[Any, list[Item]] = {}
    for item in part.items:
        fact = item.fact
        groups.setdefault((fact.concept, fact.status, fact.value, fact.unit, item.doubt is None), []).append(item)
    for group in groups.values():
        if len(group) < 2:
            continue
        lead = max(group, key=lambda i: (latest_first(i.fact.date), i.fact.label))
        joined = lead.fact.model_copy(update={"evidence": join_evidence([i.fact for i in group])})
        merged = Item(joined, lead.doubt, lead.source)
        for item in group:
            part.swap(item, merged)
    part.items = list(dict.fromkeys(part.items))
    return part


def comorbidities_of(part: Part) -> tuple[Comorbidity, ...]:
    """Other conditions that records state as present."""
    found: dict[str, list[Any]] = {}
    for item in part.items:
        if item.fact.category == "comorbidity" and item.fact.status == "present" and item.doubt is None:
            found.setdefault(item.fact.label, []).append(item.fact)
    return tuple(Comorbidity(label=label, evidence=join_evidence(found[label])) for label in sorted(found))


def merge_not_given(findings: Sequence[Finding]) -> Part:
    """What records say was never given, with the latest date that says so."""
    part = Part("not_given")
    for group in _by_meaning(facts_of(findings, NotGiven)).values():
        sure = [f for f in group if f.doubt is None]
        taken = sorted(sure or group, key=canonical)
        lead = max(taken, key=lambda f: latest_first(shape_of(f.fact).date(f.fact)))
        joined = lead.fact.model_copy(update={"evidence": join_evidence([f.fact for f in taken])})
        part.items.append(Item(joined, lead.doubt, lead.source))
    return part
