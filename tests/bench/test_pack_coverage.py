"""The invented people reach every branch of every rule, and come to what a reader of the rules' sources expects."""

import copy
from pathlib import Path

import pytest

from bench.pack_coverage import TODAY, Coverage, cover, outcomes_of, read_people
from knowledge.packs import check_pack, load_pack
from pipeline.evaluate import evaluate
from pipeline.evaluate.examples import profile_from
from pipeline.risk.derive import add_risk
from sample_records.people import load_people
from schemas.evaluation import Evaluation
from schemas.profile import Profile

PACK = load_pack("mds")
PEOPLE = load_people("mds")


def weigh(profile: Profile, country: str | None) -> Evaluation:
    return evaluate(profile, PACK, today=TODAY, country=country)


def test_every_branch_of_every_rule_is_reached() -> None:
    coverage = cover(PACK, PEOPLE)
    assert coverage.missing == []
    assert coverage.share == 100
    assert len(coverage.wanted) > 1200 and len(PEOPLE) >= 20


def test_a_rule_that_nobody_reaches_is_named() -> None:
    data = copy.deepcopy(PACK.model_dump(mode="json", by_alias=True))
    data["alerts"].append({"id": "mds.alert.new", "when": {"lab": "albumin", "lt": 1}, "tier": "ask", "text": "x"})
    coverage = cover(check_pack(data, "test"), PEOPLE)
    assert {m for m in coverage.missing if m[0] != "condition"} == {("alert", "mds.alert.new", "said")}
    assert [m[2] for m in coverage.missing if m[0] == "condition"] == ["false", "true"]


def test_one_person_does_not_reach_all() -> None:
    coverage = Coverage(PACK)
    coverage.add(profile_from(PEOPLE[0].profile, "mds"), PEOPLE[0].country)
    assert 20 < coverage.share < 60
    assert any("100" not in line for line in coverage.table())


@pytest.mark.parametrize("person", PEOPLE, ids=[p.id for p in PEOPLE])
def test_expected_verdicts(person) -> None:  # type: ignore[no-untyped-def]
    result = weigh(profile_from(person.profile, "mds"), person.country)
    said: dict[str, set[str]] = {}
    for v in result.verdicts:
        said.setdefault(v.concept, set()).add(v.verdict)
    assert {c: said.get(c) for c in person.expect} == {c: {v} for c, v in person.expect.items()}


@pytest.mark.slow
@pytest.mark.xdist_group("people-from-pdf")
def test_printed_and_read_again_they_come_to_the_same(tmp_path: Path) -> None:
    """From PDFs: the same scope, verdicts, cautions and alerts; and every branch is reached that way as well."""
    coverage = Coverage(PACK)
    different, read = {}, 0
    for person, profile in read_people(PEOPLE, tmp_path, "mds"):
        coverage.add(profile, person.country)
        written = add_risk(profile_from(person.profile, "mds")) if person.printed else profile
        wanted, found = (set(outcomes_of(PACK, weigh(p, person.country))) for p in (written, profile))
        kinds = ("scope", "option", "caution", "alert", "gate")
        gap = {i for i in wanted ^ found if i[0] in kinds}
        read += person.printed
        if gap:
            different[person.id] = gap
    assert different == {}
    assert read >= 40
    assert coverage.missing == []
