"""Risk scores worked out from a profile, beside those that records print.

Every score lists its inputs with their dates; nothing unknown is filled in. A score is computed only for a confirmed
diagnosis of the pack's disease, and only from facts of one time before disease therapy.
"""

import datetime as dt

from extractors.asking import note, reason
from knowledge.scores import load_point_score, load_weighted_score
from pipeline.risk.inputs import (
    Anchor,
    Chosen,
    anchors,
    choose_karyotype,
    choose_lab,
    counts,
    day_of,
    first_day,
    gene_states,
    near,
    printed_near,
    stated_marker,
)
from pipeline.risk.ipss_m import MolecularInputs, weighted_score
from pipeline.risk.ipss_r import age_adjusted, point_score
from schemas.base import Record
from schemas.cytogenetics import CytogeneticRisk
from schemas.facts import Karyotype, Stage
from schemas.profile import Conflict, Profile
from schemas.provenance import Evidence
from schemas.scores import PointResult, PointScore, WeightedScore

LEAST_INPUTS = 3  # of the five of IPSS-R; with fewer a range says nothing


class _Set(Record):
    """The inputs found for one anchor."""

    anchor: Anchor
    labs: dict[str, Chosen]
    karyotype: tuple[CytogeneticRisk, Karyotype, str] | None

    @property
    def found(self) -> int:
        return len(self.labs) + (self.karyotype is not None)


def add_risk(profile: Profile, *, disease: str = "mds", convention: str = "literal") -> Profile:
    """``profile`` with computed IPSS-R, IPSS-RA and IPSS-M after the printed stages.

    ``convention`` says how karyotypes are counted ("literal" or "iwg") and stands among the inputs.
    """
    confirmed = any(d.disease == disease and d.status == "confirmed" for d in profile.diagnoses)
    if not confirmed:
        return profile
    points = load_point_score(disease, "ipss_r")
    weights = load_weighted_score(disease, "ipss_m")
    best = _best_set(profile, points, convention, disease)
    if best is None or best.found < LEAST_INPUTS:
        return profile
    stages = [*_ipss_r(profile, points, best, convention), _ipss_m(profile, points, weights, best, convention)]
    conflicts = tuple(_clashes(profile, best.anchor, points, stages))
    return profile.model_copy(
        update={"stages": (*profile.stages, *stages), "conflicts": (*profile.conflicts, *conflicts)}
    )


def _best_set(profile: Profile, points: PointScore, convention: str, disease: str) -> _Set | None:
    """The earliest complete set of inputs, else the fullest."""
    best: _Set | None = None
    for anchor in anchors(profile, points.timing, disease):
        chosen = {i.name: choose_lab(profile, i.name, anchor, points.timing) for i in points.inputs}
        found = _Set(
            anchor=anchor,
            labs={name: lab for name, lab in chosen.items() if lab is not None},
            karyotype=choose_karyotype(profile, anchor, points.timing, convention),
        )
        if best is None or found.found > best.found:
            best = found
    return best


def _inputs(chosen: _Set, convention: str, names: set[str]) -> dict[str, object]:
    shown: dict[str, object] = {name: lab.as_input() for name, lab in chosen.labs.items() if name in names}
    if chosen.karyotype is not None:
        read, karyotype, pointer = chosen.karyotype
        shown["karyotype"] = {
            "fact": pointer,
            "value": read.group,
            "date": karyotype.collected,
            "convention": convention,
        }
    return shown


def _evidence(chosen: _Set, names: set[str]) -> tuple[Evidence, ...]:
    found = [e for name, lab in sorted(chosen.labs.items()) if name in names for e in lab.evidence]
    return tuple(found) + (chosen.karyotype[1].evidence if chosen.karyotype is not None else ())


def _ipss_r(profile: Profile, rule: PointScore, chosen: _Set, convention: str) -> list[Stage]:
    group = None if chosen.karyotype is None else chosen.karyotype[0].group
    result = point_score(rule, {name: lab.span for name, lab in chosen.labs.items()}, group)
    if result is None:
        return []
    names = {i.name for i in rule.inputs}
    inputs = _inputs(chosen, convention, names)
    date = chosen.anchor.date.isoformat()
    stage = _point_stage(rule.system, result, inputs, date, _evidence(chosen, names))
    age = _age(profile, chosen.anchor.date)
    if not result.exact or age is None or rule.age is None:
        return [stage]
    score, category = age_adjusted(rule, result.low, age)
    adjusted = Stage(
        system=rule.age.system,
        category=category,
        score=round(score, 2),
        origin="computed",
        inputs=inputs | {"age_years": round(age, 2)},
        date=date,
        evidence=stage.evidence,
    )
    return [stage, adjusted]


def _point_stage(
    system: str, result: PointResult, inputs: dict[str, object], date: str, evidence: tuple[Evidence, ...]
) -> Stage:
    same = result.category_low == result.category_high
    return Stage(
        system=system,
        category=result.category_low if same else "",
        score=result.low if result.exact else None,
        range=None if result.exact else (result.low, result.high),
        origin="computed",
        inputs=inputs,
        missing=result.missing,
        date=date,
        evidence=evidence,
    )


def _age(profile: Profile, day: dt.date) -> float | None:
    birth = day_of(profile.patient.birth_date)
    if birth is not None:
        return (day - birth).days / 365.2425
    if profile.patient.age_years is None or first_day(profile.patient.birth_date) is not None:
        return None
    return float(profile.patient.age_years)


def _ipss_m(profile: Profile, points: PointScore, rule: WeightedScore, chosen: _Set, convention: str) -> Stage:
    symbols = _symbols(rule)
    states, pointers = gene_states(profile, chosen.anchor, points.timing, symbols | {"KMT2A"})
    states["KMT2A_PTD"] = _ptd(profile, chosen.anchor, points.timing.molecular_days, states.get("KMT2A"))
    count, vaf = _tp53(profile, chosen.anchor, points)
    read = None if chosen.karyotype is None else chosen.karyotype[0]
    group = None if read is None else read.group
    second = _second_hit(profile, chosen.anchor, points, rule, None if read is None else read.del17_17p)
    patient = MolecularInputs(
        hemoglobin=_span(chosen, "hemoglobin"),
        platelets=_span(chosen, "platelets"),
        blasts_marrow=_span(chosen, "blasts_marrow"),
        cytogenetic_points=None if group is None else points.cytogenetics[group],
        del5q=None if read is None else read.del5q,
        del7_7q=None if read is None else read.del7_7q,
        del17_17p=second.loss,
        complex=None if read is None else read.complex,
        tp53_mutations=None if states.get("TP53") is None else count,
        tp53_max_vaf=vaf,
        tp53_loh=second.loh,
        genes={g: states.get(g) for g in (*symbols, "KMT2A_PTD")},
    )
    result = weighted_score(rule, patient)
    names = {"hemoglobin", "platelets", "blasts_marrow"}
    inputs = _inputs(chosen, convention, names)
    inputs["genes"] = {
        g: {"fact": pointers[g], "value": "mutated" if s else "not mutated"}
        for g, s in sorted(states.items())
        if g in pointers and s is not None
    }
    if states.get("KMT2A_PTD") is False and not _looked_for(profile, "KMT2A-PTD"):
        inputs["assumed"] = {"KMT2A_PTD": note("duplication_not_named")}
    inputs |= second.shown
    inputs["scenarios"] = {"best": result.best, "mean": result.mean, "worst": result.worst}
    return Stage(
        system=rule.system,
        category=result.category or "",
        score=result.score,
        range=None if result.certainty == "exact" else (result.best, result.worst),
        origin="computed",
        inputs=inputs,
        missing=_missing_names(rule, states, result.missing),
        date=chosen.anchor.date.isoformat(),
        evidence=_evidence(chosen, names) + second.evidence,
    )


class _SecondHit(Record):
    """Loss of 17p and of heterozygosity at TP53, by karyotype and biomarkers; ``None`` is unknown."""

    loss: bool | None
    loh: bool | None
    shown: dict[str, object]
    evidence: tuple[Evidence, ...]


def _second_hit(
    profile: Profile, anchor: Anchor, points: PointScore, rule: WeightedScore, karyotype: bool | None
) -> _SecondHit:
    """What shows that the other copy of TP53 is lost: a karyotype, FISH, an array or copy-neutral loss near the anchor.

    FISH without a finding leaves the karyotype's word, and LOH open: it sees no copy-neutral loss.
    """
    days = points.timing.molecular_days
    lost, lost_by = stated_marker(profile, rule.tp53.loss_markers, anchor, days)
    neutral, neutral_by = stated_marker(profile, rule.tp53.neutral_markers, anchor, days)
    loss = True if lost or karyotype else karyotype
    loh = True if loss or neutral else False if loss is False and neutral is False else None
    used = {"loss_17p": lost_by if lost else None, "cnloh_17p": neutral_by}
    found = {name: pointer for name, pointer in used.items() if pointer is not None}
    facts = {
        name: profile.biomarkers[int(p.removeprefix("biomarkers[").removesuffix("]"))] for name, p in found.items()
    }
    return _SecondHit(
        loss=loss,
        loh=loh,
        shown={n: {"fact": found[n], "value": b.status, "date": b.collected} for n, b in facts.items()},
        evidence=tuple(e for b in facts.values() for e in b.evidence),
    )


def _symbols(rule: WeightedScore) -> frozenset[str]:
    derived = {"TP53_multihit", "SF3B1_5q", "SF3B1_alpha", "KMT2A_PTD"}
    return frozenset(set(rule.genes) - derived | set(rule.residual.genes) | {"SF3B1", "TP53"})


def _missing_names(rule: WeightedScore, states: dict[str, bool | None], missing: tuple[str, ...]) -> tuple[str, ...]:
    """Unknown variables by names a reader can ask for: genes by symbol, the loss beside a single TP53 mutation."""
    named: list[str] = []
    for name in missing:
        if name == "residual_genes":
            named += [g for g in rule.residual.genes if states.get(g) is None]
        elif name == "TP53_multihit":
            named.append("TP53" if states.get("TP53") is None else "TP53_second_hit")
        elif name in ("SF3B1_5q", "SF3B1_alpha"):
            named += ["SF3B1"] if states.get("SF3B1") is None else []
        else:
            named.append({"cytogenetics": "karyotype", "KMT2A_PTD": "KMT2A"}.get(name, name))
    return tuple(dict.fromkeys(named))


def _span(chosen: _Set, name: str) -> tuple[float, float] | None:
    return chosen.labs[name].span if name in chosen.labs else None


def _ptd(profile: Profile, anchor: Anchor, days: int, state: bool | None) -> bool | None:
    """KMT2A counts by its partial tandem duplication: found, searched for and not found near the anchor, or unknown.

    A myeloid panel that lists KMT2A as unchanged stands for both, unless a report says that its method does not find
    the duplication, and the inputs say that this was assumed; a change of the gene's sequence does not say whether the
    duplication is there.
    """
    if any(v.gene == "KMT2A" and v.alteration == "PTD" for v in profile.variants):
        return True
    unsure = profile.unsure
    panels = [
        p
        for i, p in enumerate(profile.gene_panels)
        if f"gene_panels[{i}]" not in unsure and near(p.collected, anchor, days) is not None
    ]
    if any("KMT2A-PTD" in p.alterations_negative for p in panels):
        return False
    if any("KMT2A-PTD" in p.alterations_not_tested for p in panels):
        return None
    return False if state is False else None


def _looked_for(profile: Profile, alteration: str) -> bool:
    """Whether a panel says of a named change that it was looked for."""
    return any(alteration in p.alterations_negative for p in profile.gene_panels)


def _tp53(profile: Profile, anchor: Anchor, points: PointScore) -> tuple[int, float | None]:
    """Number of distinct TP53 mutations near the anchor, and the largest VAF as a fraction."""
    unsure = profile.unsure
    found = [
        v
        for i, v in enumerate(profile.variants)
        if v.gene == "TP53"
        and f"variants[{i}]" not in unsure
        and counts(v, points.timing)
        and near(v.collected, anchor, points.timing.molecular_days) is not None
    ]
    vafs = [v.vaf for v in found if v.vaf is not None]
    return len({(v.hgvs_p or v.hgvs_c) for v in found}), max(vafs, default=None)


def _clashes(profile: Profile, anchor: Anchor, points: PointScore, stages: list[Stage]) -> list[Conflict]:
    """Printed categories that differ from what the same records give when worked out."""
    clashes = []
    for offset, computed in enumerate(stages):
        if not computed.category:
            continue
        for i, printed in printed_near(profile, computed.system, anchor, points.timing):
            if printed.category and printed.category != computed.category:
                clashes.append(
                    Conflict(
                        about=f"stages[{i}]",
                        why=reason("computed_apart", system=computed.system, place=len(profile.stages) + offset),
                        values=(f"{printed.category} (printed)", f"{computed.category} (worked out)"),
                        evidence=(*printed.evidence, *computed.evidence),
                    )
                )
    return clashes
