"""IPSS-R and IPSS-RA (Greenberg 2012, Blood 120:2454). The figures lie in ``knowledge/mds/scores/ipss_r.toml``."""

from collections.abc import Mapping

from schemas.scores import PointResult, PointScore, categorise

Interval = tuple[float, float]
"""What is known of an input: lowest and highest value, both possible; equal when it is known exactly."""


def point_score(
    rule: PointScore, values: Mapping[str, Interval | None], cytogenetic_group: str | None
) -> PointResult | None:
    """The score, or the range of scores that unknown inputs leave open; ``None`` when nothing is known.

    No value is ever imputed: an unknown input spans all its points. Units are those of the rule (Hb g/dL, counts
    10*9/L, blasts % of marrow cells).
    """
    low = high = 0.0
    missing: list[str] = []
    for item in rule.inputs:
        known = values.get(item.name)
        if known is None:
            missing.append(item.name)
            span = [b.points for b in item.bands]
        else:
            span = [item.points(known[0]), item.points(known[1])]
        low, high = low + min(span), high + max(span)
    if cytogenetic_group is None:
        missing.append("karyotype")
        points = list(rule.cytogenetics.values())
    else:
        points = [rule.cytogenetics[cytogenetic_group]]
    low, high = low + min(points), high + max(points)
    if len(missing) == len(rule.inputs) + 1:
        return None
    return PointResult(
        low=low,
        high=high,
        category_low=categorise(rule.categories, low),
        category_high=categorise(rule.categories, high),
        missing=tuple(missing),
    )


def age_adjusted(rule: PointScore, score: float, age_years: float) -> tuple[float, str]:
    """IPSS-RA and its category for an exact IPSS-R; ``age_years`` in decimal years."""
    if rule.age is None:
        raise ValueError(f"{rule.id} has no age adjustment")
    adjusted = score + (age_years - rule.age.pivot) * (rule.age.slope - rule.age.damping * score)
    adjusted = round(adjusted, 4) + 0.0  # float noise must not move a score over a cut; + 0.0 turns -0.0 into 0.0
    return adjusted, categorise(rule.categories, adjusted)
