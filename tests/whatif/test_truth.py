"""The compiled rules say what the evaluation says, whole or after one change."""

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.evaluate import evaluate
from pipeline.evaluate.atoms import Evaluator
from pipeline.whatif.truth import NOT_WEIGHED, SAID
from pipeline.whatif.weigh import WhatIf, program_of
from schemas.expressions import FindingAtom
from tests.evaluate.people import PACK, PEOPLE, TODAY, profile
from tests.tailor.test_any_profile import profiles

QUICK = settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
ALL = frozenset(c.id for c in PACK.concepts)


def what_if(data: dict[str, Any], country: str | None = "US") -> WhatIf:
    made = profile(data)
    weighed = evaluate(made, PACK, today=TODAY, country=country)
    return WhatIf(made, PACK, weighed, today=TODAY, country=country)


@QUICK
@given(data=profiles(), country=st.sampled_from(["US", "DE", None]))
def test_every_verdict_and_caution_is_that_of_the_evaluation(data: dict[str, Any], country: str | None) -> None:
    tried = what_if(data, country)
    weighed = tried.evaluation
    said = {v.rule: v.verdict for v in weighed.verdicts}
    ours = {name: o for name, o in tried.base.items() if name in tried.options and o != NOT_WEIGHED}
    assert said.items() <= ours.items()
    # Two jurisdictions that say the same words are said once; a gate says each concept once.
    concepts = {v.concept for v in weighed.verdicts}
    assert {tried.program.options[name].about for name in ours} == concepts
    cautions = {w.id for w in tried.others if w.kind == "caution" and tried.base[w.id] == SAID}
    assert cautions == {c.rule for c in weighed.cautions}


@QUICK
@given(data=profiles(), pick=st.integers(0, 10_000))
def test_one_change_weighed_alone_is_that_of_all_weighed_anew(data: dict[str, Any], pick: int) -> None:
    tried = what_if(data)
    weights = list(tried.weights(ALL))
    alternatives = [(w.thing, t) for w in weights for t in w.tried]
    thing, one = alternatives[pick % len(alternatives)]
    values = tried.program.values(Evaluator(one.alternative.facts()))
    anew = tried.outcomes(values)
    assert {**tried.base, **one.outcomes} == anew, thing.rule.name


def test_every_atom_is_read_by_its_keys() -> None:
    program = program_of(PACK)
    assert set().union(*program.reading.values()) == set(range(len(program.atoms)))
    several = next(a for a in program.atoms if isinstance(a, FindingAtom) and len(a.finding) > 2)
    assert {f"findings:{f}" for f in several.finding} <= set(program.reading)


def test_the_compiled_pack_is_kept() -> None:
    assert program_of(PACK) is program_of(PACK)
    us = [o for o in PACK.options if o.jurisdiction in (None, "US")]
    assert len(what_if(PEOPLE["p1"]()).base) == len(us) + len(PACK.cautions) + len(PACK.alerts)
