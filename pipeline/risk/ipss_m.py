"""IPSS-M (Bernard 2022, NEJM Evidence) with best, mean and worst scenario for what is unknown.

The figures lie in ``knowledge/mds/scores/ipss_m.toml``. Unknown is never wild type.
"""

from collections.abc import Mapping
from math import log
from typing import Literal

from schemas.base import Record
from schemas.scores import Variable, WeightedResult, WeightedScore, categorise

Tri = bool | None
Triple = tuple[float, float, float]  # best, mean, worst


class MolecularInputs(Record):
    """What is known of one patient; ``None`` is unknown. Counts as intervals in the units of the score's variables.

    ``genes`` holds every gene of the score by symbol (``KMT2A_PTD`` for the partial tandem duplication); a gene that
    is not in it is unknown. ``tp53_mutations`` counts distinct TP53 mutations, ``tp53_max_vaf`` is a fraction.
    """

    hemoglobin: tuple[float, float] | None = None
    platelets: tuple[float, float] | None = None
    blasts_marrow: tuple[float, float] | None = None
    cytogenetic_points: float | None = None
    del5q: Tri = None
    del7_7q: Tri = None
    del17_17p: Tri = None
    complex: Tri = None
    tp53_mutations: int | None = None
    tp53_max_vaf: float | None = None
    tp53_loh: Tri = None
    genes: Mapping[str, Tri] = {}


def weighted_score(rule: WeightedScore, patient: MolecularInputs) -> WeightedResult:
    """Best, mean and worst score (rounded to two decimals, then cut), and what may be reported of them."""
    totals = [0.0, 0.0, 0.0]
    missing: list[str] = []
    for beta, mean, triple, name in _terms(rule, patient):
        if name is not None:
            missing.append(name)
        for i, x in enumerate(triple):
            totals[i] += beta * (x - mean) / log(2)
    best, mean_, worst = (round(t, 2) + 0.0 for t in totals)
    return _report(rule, best, mean_, worst, tuple(missing))


def _report(rule: WeightedScore, best: float, mean: float, worst: float, missing: tuple[str, ...]) -> WeightedResult:
    cut = rule.categories
    names = tuple(categorise(cut, s) for s in (best, mean, worst))
    spread = worst - best
    score: float | None = None
    category: str | None = None
    certainty: Literal["exact", "narrow", "category", "open"] = "open"
    if spread <= rule.reporting.max_range:
        score, category = mean, names[1]
        certainty = "exact" if spread == 0 else "narrow"
    elif names[0] == names[2]:
        category, certainty = names[0], "category"
    return WeightedResult(
        best=best,
        mean=mean,
        worst=worst,
        category_best=names[0],
        category_mean=names[1],
        category_worst=names[2],
        score=score,
        category=category,
        certainty=certainty,
        missing=missing,
    )


def _terms(rule: WeightedScore, p: MolecularInputs) -> list[tuple[float, float, Triple, str | None]]:
    """(beta, mean, (best, mean, worst) of x, name when unknown) for every variable of the score."""
    terms = []
    known = {"hemoglobin": p.hemoglobin, "platelets": p.platelets, "blasts_marrow": p.blasts_marrow}
    for v in rule.variables:
        if v.name == "cytogenetics":
            span = None if p.cytogenetic_points is None else (p.cytogenetic_points, p.cytogenetic_points)
        else:
            span = known[v.name]
        terms.append((v.beta, v.mean, _spread(v, span), v.name if span is None else None))
    derived = derived_features(rule, p)
    for name, (beta, mean) in rule.genes.items():
        state = derived[name] if name in derived else p.genes.get(name)
        best, worst = (0.0, 1.0) if beta > 0 else (1.0, 0.0)
        triple = (best, mean, worst) if state is None else (float(state),) * 3
        terms.append((beta, mean, triple, name if state is None else None))
    terms.append(_residual(rule, p))
    return terms


def _spread(v: Variable, span: tuple[float, float] | None) -> Triple:
    if span is None:
        return v.best, v.mean, v.worst
    ends = []
    for value in span:
        clamped = value if v.clamp is None else min(max(value, v.clamp[0]), v.clamp[1])
        ends.append(clamped / v.scale)
    low, high = sorted(ends, key=lambda x: x * v.beta)
    return low, (low + high) / 2, high


def _residual(rule: WeightedScore, p: MolecularInputs) -> tuple[float, float, Triple, str | None]:
    states = [p.genes.get(g) for g in rule.residual.genes]
    mutated = sum(1 for s in states if s)
    unknown = sum(1 for s in states if s is None)
    floor = float(min(mutated, 2))
    mean = floor + max((2 - mutated) / 2 * unknown / len(states) * rule.residual.mean, 0)
    triple = (floor, mean, float(min(mutated + unknown, 2)))
    return rule.residual.beta, rule.residual.mean, triple, "residual_genes" if unknown and mutated < 2 else None


def derived_features(rule: WeightedScore, p: MolecularInputs) -> dict[str, Tri]:
    """TP53 multi-hit, SF3B1-5q and SF3B1-alpha, each true, false or unknown."""
    five_q = _sf3b1_5q(p)
    return {
        "TP53_multihit": tp53_multihit(rule, p),
        "SF3B1_5q": five_q,
        "SF3B1_alpha": _sf3b1_alpha(rule, p, five_q),
    }


def tp53_multihit(rule: WeightedScore, p: MolecularInputs) -> Tri:
    """Two mutations or more, or one with loss of heterozygosity; one with LOH unknown is unknown."""
    if p.tp53_mutations is None:
        return None
    if p.tp53_mutations != 1:
        return p.tp53_mutations > 1
    loh = p.tp53_loh
    if p.del17_17p or (p.tp53_max_vaf is not None and p.tp53_max_vaf > rule.tp53.loh_vaf_above):
        loh = True
    return loh


def _sf3b1_5q(p: MolecularInputs) -> Tri:
    sf3b1 = p.genes.get("SF3B1")
    if sf3b1 is False or p.del5q is False or p.del7_7q or p.complex:
        return False
    if sf3b1 and p.del5q and p.del7_7q is False and p.complex is False:
        return True
    return None


def _sf3b1_alpha(rule: WeightedScore, p: MolecularInputs, five_q: Tri) -> Tri:
    sf3b1 = p.genes.get("SF3B1")
    others = [p.genes.get(g) for g in rule.sf3b1.alpha_excluded_by]
    if sf3b1 is False or five_q or any(others):
        return False
    if sf3b1 and five_q is False and all(s is False for s in others):
        return True
    return None
