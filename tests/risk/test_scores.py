"""IPSS-R, IPSS-RA and IPSS-M against the published figures."""

import pytest

from knowledge.scores import load_point_score, load_weighted_score
from pipeline.risk.ipss_m import MolecularInputs, derived_features, weighted_score
from pipeline.risk.ipss_r import age_adjusted, point_score
from schemas.scores import categorise

R = load_point_score("mds", "ipss_r")
M = load_weighted_score("mds", "ipss_m")


def ipss_r(hb: float, plt: float, anc: float, blasts: float, group: str | None) -> tuple[float, str]:
    values = {
        "hemoglobin": (hb, hb),
        "platelets": (plt, plt),
        "neutrophils": (anc, anc),
        "blasts_marrow": (blasts, blasts),
    }
    result = point_score(R, values, group)
    assert result is not None and result.exact
    return result.low, result.category_low


@pytest.mark.parametrize(
    ("inputs", "expected"),
    [
        ((8.4, 34, 0.6, 12, "very poor"), (9.5, "very high")),
        ((7.9, 310, 1.9, 2, "good"), (2.5, "low")),
        ((8.8, 22, 0.7, 1, "good"), (3.5, "intermediate")),
        # Every cut: the value itself and its neighbour.
        ((10, 100, 0.8, 2, "very good"), (0, "very low")),
        ((9.99, 100, 0.8, 2, "very good"), (1, "very low")),
        ((8, 100, 0.8, 2, "very good"), (1, "very low")),
        ((7.99, 100, 0.8, 2, "very good"), (1.5, "very low")),
        ((10, 99.9, 0.8, 2, "very good"), (0.5, "very low")),
        ((10, 50, 0.8, 2, "very good"), (0.5, "very low")),
        ((10, 49.9, 0.8, 2, "very good"), (1, "very low")),
        ((10, 100, 0.79, 2, "very good"), (0.5, "very low")),
        ((10, 100, 0.8, 2.01, "very good"), (1, "very low")),
        ((10, 100, 0.8, 4.995, "very good"), (1, "very low")),
        ((10, 100, 0.8, 5, "very good"), (2, "low")),
        ((10, 100, 0.8, 10, "very good"), (2, "low")),
        ((10, 100, 0.8, 10.1, "very good"), (3, "low")),
        ((10, 100, 0.8, 2, "poor"), (3, "low")),
        ((10, 99, 0.8, 2, "very poor"), (4.5, "intermediate")),
        ((10, 100, 0.8, 5, "very poor"), (6, "high")),
    ],
)
def test_ipss_r(inputs: tuple[float, float, float, float, str], expected: tuple[float, str]) -> None:
    assert ipss_r(*inputs) == expected


def test_an_unknown_input_spans_all_its_points() -> None:
    result = point_score(
        R, {"hemoglobin": (8.8, 8.8), "platelets": (22, 22), "neutrophils": None, "blasts_marrow": (1, 1)}, "good"
    )
    assert result is not None
    assert (result.low, result.high, result.missing) == (3, 3.5, ("neutrophils",))
    assert (result.category_low, result.category_high) == ("low", "intermediate")
    result = point_score(
        R, {"hemoglobin": (8.8, 8.8), "platelets": (22, 22), "neutrophils": (0.7, 0.7), "blasts_marrow": (1, 1)}, None
    )
    assert result is not None and (result.low, result.high, result.missing) == (2.5, 6.5, ("karyotype",))


def test_a_bound_is_an_interval_not_a_value() -> None:
    below_five = point_score(
        R,
        {"hemoglobin": (8.8, 8.8), "platelets": (22, 22), "neutrophils": (0.7, 0.7), "blasts_marrow": (0, 4.99)},
        "good",
    )
    assert below_five is not None and (below_five.low, below_five.high) == (3.5, 4.5)


def test_nothing_known_is_no_score() -> None:
    assert point_score(R, {}, None) is None


def test_age_adjustment() -> None:
    assert age_adjusted(R, 3, 28) == (1.53, "low")
    assert age_adjusted(R, 10, 20)[0] == 10
    assert age_adjusted(R, 3.5, 100)[0] == 4.475


@pytest.mark.parametrize(
    ("score", "category"),
    [
        (-1.5, "very low"),
        (-1.49, "low"),
        (-0.5, "low"),
        (0, "moderate low"),
        (0.5, "moderate high"),
        (1.5, "high"),
        (1.51, "very high"),
    ],
)
def test_ipss_m_cuts_are_right_closed(score: float, category: str) -> None:
    assert categorise(M.categories, score) == category


GENES = frozenset(M.genes) - {"TP53_multihit", "SF3B1_5q", "SF3B1_alpha"} | set(M.residual.genes) | {"SF3B1"}


def patient(mutated: tuple[str, ...] = (), **known: object) -> MolecularInputs:
    base: dict[str, object] = {
        "hemoglobin": (10, 10), "platelets": (100, 100), "blasts_marrow": (5, 5), "cytogenetic_points": 2.0,
        "del5q": False, "del7_7q": False, "del17_17p": False, "complex": False, "tp53_mutations": 0,
        "tp53_max_vaf": None, "tp53_loh": None, "genes": {g: g in mutated for g in GENES},
    }  # fmt: skip
    return MolecularInputs.model_validate(base | known)


def test_acceptance_patients() -> None:
    p1 = patient(
        hemoglobin=(8.4, 8.4),
        platelets=(34, 34),
        blasts_marrow=(12, 12),
        cytogenetic_points=4.0,
        del5q=True,
        del7_7q=True,
        del17_17p=True,
        complex=True,
        tp53_mutations=1,
        tp53_max_vaf=0.42,
    )
    assert (weighted_score(M, p1).score, weighted_score(M, p1).category) == (3.55, "very high")
    p2 = patient(hemoglobin=(7.9, 7.9), platelets=(310, 310), blasts_marrow=(2, 2), cytogenetic_points=1.0, del5q=True)
    assert (weighted_score(M, p2).score, weighted_score(M, p2).category) == (-0.98, "low")
    unsequenced = p2.model_copy(update={"genes": {}, "tp53_mutations": None})
    result = weighted_score(M, unsequenced)
    assert (result.best, result.worst, result.score, result.category) == (-1.09, 9.8, None, None)
    p3 = patient(hemoglobin=(8.8, 8.8), platelets=(22, 22), blasts_marrow=(1, 1), cytogenetic_points=1.0)
    assert (weighted_score(M, p3).score, weighted_score(M, p3).category) == (-0.57, "low")


def test_a_category_all_scenarios_share_is_told_without_a_score() -> None:
    p1 = patient(
        hemoglobin=(8.4, 8.4),
        platelets=(34, 34),
        blasts_marrow=(12, 12),
        cytogenetic_points=4.0,
        del5q=True,
        del7_7q=True,
        del17_17p=True,
        complex=True,
        tp53_mutations=None,
        genes={},
    )
    result = weighted_score(M, p1)
    assert (result.score, result.category, result.certainty) == (None, "very high", "category")


@pytest.mark.parametrize(
    ("known", "state"),
    [
        ({"tp53_mutations": 0, "tp53_loh": True}, False),
        ({"tp53_mutations": 2}, True),
        ({"tp53_mutations": 1, "tp53_max_vaf": 0.56}, True),
        ({"tp53_mutations": 1, "tp53_max_vaf": 0.55}, None),
        ({"tp53_mutations": 1, "tp53_max_vaf": 0.1, "tp53_loh": False}, False),
        ({"tp53_mutations": 1, "tp53_loh": False, "del17_17p": True}, True),
        ({"tp53_mutations": None}, None),
    ],
)
def test_tp53_multihit(known: dict[str, object], state: bool | None) -> None:
    assert derived_features(M, patient(**known))["TP53_multihit"] is state


@pytest.mark.parametrize(
    ("genes", "known", "five_q", "alpha"),
    [
        ({"SF3B1": True}, {"del5q": True}, True, False),
        ({"SF3B1": True}, {"del5q": True, "complex": True}, False, True),
        ({"SF3B1": True}, {"del5q": None}, None, None),
        ({"SF3B1": True}, {}, False, True),
        ({"SF3B1": True, "RUNX1": True}, {}, False, False),
        ({"SF3B1": True, "RUNX1": None}, {}, False, None),
        ({"SF3B1": False, "RUNX1": None}, {}, False, False),
        ({"SF3B1": None}, {}, False, None),
    ],
)
def test_sf3b1_states(
    genes: dict[str, bool | None], known: dict[str, object], five_q: bool | None, alpha: bool | None
) -> None:
    states = {g: False for g in GENES} | genes
    derived = derived_features(M, patient(genes=states, **known))
    assert (derived["SF3B1_5q"], derived["SF3B1_alpha"]) == (five_q, alpha)
