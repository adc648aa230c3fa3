"""Scores that lack an input: which categories, and which verdicts, each possible value of it would lead to."""

from collections.abc import Iterator
from typing import Any

from knowledge.scores import load_point_score
from pipeline.evaluate.atoms import Evaluator
from pipeline.evaluate.facts import FactBase
from pipeline.evaluate.kleene import Gap
from pipeline.risk.derive import add_risk
from pipeline.whatif.regions import Cut, regions
from pipeline.whatif.things import Alternative, Thing
from pipeline.whatif.weigh import Tried, Weight, WhatIf
from schemas.asking import AskRule
from schemas.facts import Karyotype, LabResult, Stage
from schemas.profile import Profile
from schemas.scores import BandedInput

MOST_MISSING = 3
"""With more inputs missing, no single one of them says much."""
NAME = "ipss_r"
AT_DIAGNOSIS = "at_diagnosis"


def score_weights(what_if: WhatIf) -> Iterator[Weight]:
    """Every missing input of a point score that was worked out in part, weighed as if it stood there.

    A score that a record states goes before one that is worked out, so nothing is asked to complete that.
    """
    yield from what_if.scenarios()
    score = load_point_score(what_if.pack.disease, NAME)
    if any(s.system == score.system and s.origin == "reported" for s in what_if.profile.stages):
        return
    partly = next((s for s in what_if.profile.stages if s.system == score.system and s.missing and s.range), None)
    if partly is None or partly.date is None or len(partly.missing) > MOST_MISSING:
        return
    where = tuple(f"stages[{i}]" for i, s in enumerate(what_if.profile.stages) if s is partly)
    rules = {a.name: a for a in what_if.asking.asks if a.at_diagnosis}
    inputs = {i.name: i for i in score.inputs}
    for name in partly.missing:
        if name in rules:
            yield _weight(what_if, rules[name], inputs.get(name), partly, where)


def _weight(
    what_if: WhatIf, rule: AskRule, banded: BandedInput | None, partly: Stage, where: tuple[str, ...]
) -> Weight:
    day = partly.date or ""
    keys: tuple[str, ...] = ("stages", f"labs:{rule.name}") if banded else ("stages", "karyotypes", "biomarkers")
    supposed = list(_labs(what_if, banded, day) if banded else _karyotypes(what_if, day))
    thing = Thing(rule, keys, tuple(a for a, _ in supposed), unit=_unit(what_if, banded))
    tried, categories = [], []
    for alternative, profile in supposed:
        derived = add_risk(profile, disease=what_if.pack.disease)
        facts = FactBase(derived, what_if.pack, what_if.facts.today)
        values, changed = what_if.program.again(Evaluator(facts), what_if.values, keys)
        tried.append(Tried(alternative, what_if.outcomes(values, changed) if changed else {}))
        categories.append(_category(derived, partly.system))
    scores = {partly.system: tuple(categories)} if any(c != partly.category for c in categories) else {}
    return Weight(thing, Gap(AT_DIAGNOSIS, "absent"), where, tuple(tried), scores)


def _category(profile: Profile, system: str) -> str:
    return next((s.category for s in profile.stages if s.system == system and s.origin == "computed"), "")


def _unit(what_if: WhatIf, banded: BandedInput | None) -> str:
    if banded is None:
        return ""
    plain = what_if.pack.units.get(banded.unit, banded.unit)
    return plain if plain in ("", "%") else f" {plain}"


def _bare(what_if: WhatIf) -> dict[str, Any]:
    """What is worked out anew: the scores that were, and the contradictions they gave rise to."""
    printed = tuple(s for s in what_if.profile.stages if s.origin != "computed")
    held = tuple(c for c in what_if.profile.conflicts if not c.about.startswith("stages["))
    return {"stages": printed, "conflicts": held}


def _labs(what_if: WhatIf, banded: BandedInput, day: str) -> Iterator[tuple[Alternative, Profile]]:
    edges: list[tuple[float | None, float | None]] = [(b.upto, b.below) for b in banded.bands]
    cuts: list[Cut] = [(upto, 1) for upto, _ in edges if upto is not None]
    cuts += [(below, 0) for _, below in edges if below is not None]
    for region in regions(tuple(sorted(cuts))):
        made = LabResult.model_construct(
            analyte=banded.name, value=region.middle, unit=banded.unit, original="", collected=day, comparator=None,
            reference_low=None, reference_high=None, loinc=None, flag=None, evidence=(),
        )  # fmt: skip
        profile = what_if.profile.model_copy(update={**_bare(what_if), "labs": (*what_if.profile.labs, made)})
        yield Alternative(lambda: what_if.facts, region=region), profile


def _karyotypes(what_if: WhatIf, day: str) -> Iterator[tuple[Alternative, Profile]]:
    for k in what_if.asking.karyotypes:
        made = Karyotype.model_construct(
            iscn=k.iscn, metaphases=20, abnormalities=k.abnormalities, collected=day, evidence=()
        )
        profile = what_if.profile.model_copy(update={**_bare(what_if), "karyotypes": (made,)})
        yield Alternative(lambda: what_if.facts, say=k.say), profile
