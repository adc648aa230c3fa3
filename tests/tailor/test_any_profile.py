"""Whatever a profile holds: nothing forbidden is said, nothing without its reason, and nothing outlives its facts."""

import copy
import datetime as dt
from functools import lru_cache
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.answers_loader import load_answer
from knowledge.packs import load_pack
from pipeline.evaluate import evaluate
from pipeline.evaluate.examples import profile_from
from pipeline.render.facts import resolve
from pipeline.tailor import compose, parse_general
from pipeline.tailor.guard import violations
from schemas.answer import TailoredAnswer
from schemas.evaluation import Evaluation
from schemas.general import GeneralAnswer
from schemas.profile import Profile

TODAY = dt.date(2026, 11, 20)
PACK = load_pack("mds")
ANSWERS = ("mds-car-t", "mds-immunotherapy", "mds-liver")
GENES = ("TP53", "SF3B1", "IDH1", "IDH2", "FLT3", "NPM1", "STAT3", "DDX41")
PROTEINS = {"IDH1": "p.Arg132Cys", "IDH2": "p.Arg140Gln", "TP53": "p.Arg175His"}
VALUES = {
    "hemoglobin": (6.5, 7.9, 9.5, 12.0), "platelets": (8, 22, 60, 310), "neutrophils": (0.3, 0.8, 2.4),
    "leukocytes": (2.0, 120.0), "blasts_marrow": (1, 5, 12, 24), "blasts_blood": (0, 3), "ferritin": (300, 1850),
    "erythropoietin": (120, 300, 642), "marrow_cellularity": (10, 60), "egfr": (35, 75), "ring_sideroblasts": (0, 20),
    "alanine_aminotransferase": (30, 180), "bilirubin_total": (0.7, 3.4),
}  # fmt: skip
KARYOTYPES = (
    ("46,XX[20]", ()),
    ("46,XX,del(5)(q13q33)[18]/46,XX[2]", ("del(5)(q13q33)",)),
    ("45,XY,-7[12]/46,XY[8]", ("-7",)),
    ("43,XY,del(5)(q13q33),-7,del(17)(p11.2),-18,-20[14]", ("del(5)(q13q33)", "-7", "del(17)(p11.2)", "-18", "-20")),
)
STAGES = (("IPSS-R", "low", 2.5), ("IPSS-R", "intermediate", 3.5), ("IPSS-R", "very high", 9.5),
          ("IPSS-M", "low", -0.98), ("IPSS-M", "high", 0.8), ("IPSS", "int-2", None))  # fmt: skip
AGENTS = (("azacitidine", "systemic"), ("epoetin alfa", "growth_factor"), ("lenalidomide", "systemic"),
          ("axicabtagene ciloleucel", "cellular"), ("allogeneic_hct", "transplant"),
          ("deferasirox", "other"))  # fmt: skip
FINDINGS = (("fever", "constitutional"), ("liver_lesion", "liver"), ("cirrhosis", "liver"), ("hepatitis_b", "liver"),
            ("pregnancy", "pregnancy"), ("hypertension", "comorbidity"), ("hospice", "fitness"))  # fmt: skip


def _labs() -> st.SearchStrategy[list[dict[str, Any]]]:
    chosen = st.lists(st.sampled_from(sorted(VALUES)), unique=True, max_size=len(VALUES))
    return chosen.flatmap(lambda names: st.tuples(*(st.sampled_from(VALUES[n]) for n in names)).map(
        lambda values: [{"analyte": n, "value": v, "reference_high": 45} for n, v in zip(names, values, strict=True)]
    ))  # fmt: skip


@st.composite
def profiles(draw: st.DrawFn) -> dict[str, Any]:
    """Fragments of a profile: any mixture of facts that occur, each with a recent date."""
    data: dict[str, Any] = {
        "patient": draw(st.sampled_from([{}, {"age_years": 34, "sex": "female"}, {"age_years": 74}]))
    }
    data["labs"] = draw(_labs())
    data["stages"] = [
        {"system": s, "category": c, "score": x}
        for s, c, x in draw(st.lists(st.sampled_from(STAGES), max_size=2, unique_by=lambda s: s[0]))
    ]
    data["karyotypes"] = [
        {"iscn": text, "abnormalities": list(found), "metaphases": 20}
        for text, found in draw(st.lists(st.sampled_from(KARYOTYPES), max_size=1))
    ]
    changed = draw(st.lists(st.sampled_from(GENES), max_size=2, unique=True))
    data["variants"] = [{"gene": g, "hgvs_p": PROTEINS.get(g), "vaf": 0.3} for g in changed]
    data["genes_tested_negative"] = [g for g in draw(st.lists(st.sampled_from(GENES), unique=True)) if g not in changed]
    data["treatments"] = [
        {"agent": a, "kind": k, "status": draw(st.sampled_from(["ongoing", "stopped", "planned", "declined"])),
         "response": draw(st.sampled_from([None, "SD", "PD", "CR"])), "cycles": draw(st.sampled_from([None, 2, 6]))}
        for a, k in draw(st.lists(st.sampled_from(AGENTS), max_size=2, unique=True))
    ]  # fmt: skip
    data["findings"] = [
        {
            "concept": c,
            "label": c.replace("_", " "),
            "category": k,
            "status": draw(st.sampled_from(["present", "absent"])),
        }
        for c, k in draw(st.lists(st.sampled_from(FINDINGS), max_size=2, unique=True))
    ]
    units = draw(st.sampled_from([None, 0, 3, 6]))
    if units is not None:
        data["transfusions"] = {"rbc_units_8_weeks": units, "rbc_units_lifetime": draw(st.sampled_from([None, 4, 30]))}
    return data


@lru_cache(maxsize=8)
def general(name: str) -> GeneralAnswer:
    return parse_general(load_answer(name))


def weigh(data: dict[str, Any]) -> tuple[Profile, Evaluation]:
    profile = profile_from(data, "mds")
    return profile, evaluate(profile, PACK, today=TODAY, country="US")


def answer(data: dict[str, Any], name: str) -> TailoredAnswer:
    profile, weighed = weigh(data)
    return compose(profile, general(name), PACK, weighed, strict=True)  # strict: a forbidden claim raises


def without(data: dict[str, Any], pointers: set[str]) -> dict[str, Any]:
    less = copy.deepcopy(data)
    for pointer in pointers:
        field, _, place = pointer.partition("[")
        if not place:
            less.pop(field, None)
        elif field in less:
            less[field][int(place[:-1])] = None
    return {k: [x for x in v if x is not None] if isinstance(v, list) else v for k, v in less.items()}


QUICK = settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


@QUICK
@given(data=profiles(), name=st.sampled_from(ANSWERS))
def test_nothing_forbidden_and_nothing_without_reason_or_source(data: dict[str, Any], name: str) -> None:
    made = answer(data, name)
    for s in (*made.summary, *made.statements):
        assert violations(s.text) == ()
        assert all(resolve(made.profile, r.fact) is not None for r in s.because), s.id
        assert s.verdict == "information" or s.because or s.missing, s.id
        if s.verdict not in ("already_tried", "cannot_tell", "information"):
            assert s.because and s.sources and set(s.sources) <= set(made.sources), s.id
    for a in made.alerts:
        assert violations(a.text) == () and a.because
    assert all(violations(q.text) == () for q in made.questions)


# Silence decides about these on purpose: what was given, or is not found, is told as such (pack, ``silent = "no"``).
TOLD = ("treatments", "findings", "diagnoses", "not_given", "patient")


@QUICK
@given(data=profiles(), pick=st.integers(0, 50))
def test_a_verdict_does_not_outlive_the_facts_it_stands_on(data: dict[str, Any], pick: int) -> None:
    _, weighed = weigh(data)
    decided = [
        v
        for v in weighed.verdicts
        if v.verdict in ("matches", "does_not_match") and not any(r.fact.startswith(TOLD) for r in v.because)
    ]
    if not decided:
        return
    chosen = decided[pick % len(decided)]
    _, after = weigh(without(data, {r.fact for r in chosen.because}))
    assert [v.verdict for v in after.verdicts if v.rule == chosen.rule] == ["cannot_tell"], chosen.rule
