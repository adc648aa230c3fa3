"""Every rule proves itself on its own examples."""

from datetime import date

import pytest

from knowledge.packs import load_pack
from pipeline.evaluate import evaluate
from pipeline.evaluate.examples import profile_from
from schemas.rules import Caution, Example, Option

PACK = load_pack("mds")
TODAY = date(2026, 11, 20)
CASES = [
    pytest.param(rule, example, id=f"{rule.id}-{n}")
    for rule in (*PACK.options, *PACK.cautions)
    for n, example in enumerate(rule.examples)
]


@pytest.mark.parametrize(("rule", "example"), CASES)
def test_example(rule: Option | Caution, example: Example) -> None:
    result = evaluate(profile_from(example.profile, PACK.disease), PACK, today=TODAY, country=example.country)
    assert result.fit == "in_scope"
    said = [v for v in (*result.verdicts, *result.cautions) if v.rule == rule.id]
    assert [v.verdict for v in said] == ([] if example.verdict == "silent" else [example.verdict]), said
