"""Deleting a fact changes every statement that stood on it, and no other (contract, section 3)."""

import copy
from typing import Any

import pytest

from schemas.evaluation import Evaluation, RuleVerdict
from tests.evaluate.people import PEOPLE, weigh

LISTS = ("diagnoses", "labs", "karyotypes", "variants", "genes_tested_negative", "biomarkers", "stages", "treatments",
         "not_given", "findings")  # fmt: skip


def pointers(data: dict[str, Any]) -> list[str]:
    found = [f"{key}[{i}]" for key in LISTS for i in range(len(data.get(key, ())))]
    return found + [key for key in ("transfusions", "performance") if key in data]


def without(data: dict[str, Any], pointer: str) -> dict[str, Any]:
    """The same with one fact blanked in its place, so that other pointers stay."""
    data = copy.deepcopy(data)
    key, _, rest = pointer.partition("[")
    if not rest:
        del data[key]
        return data
    i = int(rest[:-1])
    blank = {"labs": {"analyte": "none", "value": 0}, "karyotypes": {"iscn": "?"}, "variants": {"gene": "NONE"},
             "biomarkers": {"name": "none", "status": "not_tested"}, "stages": {"system": "none", "category": ""},
             "treatments": {"agent": "none", "kind": "other", "status": "considered"}, "not_given": {"agent": "none"},
             "findings": {"concept": "none", "label": "none", "category": "none", "status": "absent"},
             "diagnoses": {"disease": "none", "label": "none", "status": "ruled_out"}}  # fmt: skip
    data[key][i] = blank.get(key, "NONE")
    return data


def statements(result: Evaluation) -> dict[str, RuleVerdict]:
    return {v.rule: v for v in (*result.verdicts, *result.cautions, *result.facts)}


def twins(data: dict[str, Any], pointer: str) -> list[str]:
    """The fact and the older results of the same analyte: they would answer in its place."""
    if not pointer.startswith("labs["):
        return [pointer]
    analyte = data["labs"][int(pointer[5:-1])]["analyte"]
    return [f"labs[{i}]" for i, lab in enumerate(data["labs"]) if lab["analyte"] == analyte]


def same(a: RuleVerdict | None, b: RuleVerdict) -> bool:
    return a is not None and (a.verdict, a.text, a.missing) == (b.verdict, b.text, b.missing)


@pytest.mark.parametrize("name", ["p1", "p2", "p3"])
def test_a_deleted_fact_changes_what_stood_on_it_and_nothing_else(name: str) -> None:
    data = PEOPLE[name]()
    before = statements(weigh(data))
    wrong = []
    for pointer in pointers(data):
        gone = twins(data, pointer)
        less = data
        for twin in gone:
            less = without(less, twin)
        after_all = weigh(less)
        if after_all.fit != "in_scope":
            continue
        after = statements(after_all)
        for rule, said in before.items():
            stood = any(r.fact in gone for r in said.because)
            if stood == same(after.get(rule), said):
                wrong.append((pointer, rule, "unchanged" if stood else "changed", said.verdict))
    assert not wrong, "\n".join(map(str, wrong))


@pytest.mark.parametrize("name", ["p1", "p2", "p3"])
def test_without_all_its_facts_a_verdict_becomes_cannot_tell_or_goes(name: str) -> None:
    data = PEOPLE[name]()
    before = weigh(data)
    for said in before.verdicts:
        if said.verdict not in ("matches", "does_not_match"):
            continue
        bare = data
        for reason in said.because:
            gone = [f"stages[{i}]" for i in range(len(data["stages"]))] if "stages" in reason.fact else []
            for twin in gone or twins(data, reason.fact):
                bare = without(bare, twin)
        again = statements(weigh(bare)).get(said.rule)
        assert again is None or again.verdict in ("cannot_tell", "information"), (said.rule, again.text)


@pytest.mark.parametrize("name", ["p1", "p2", "p3"])
def test_forgetting_a_fact_never_turns_yes_into_no(name: str) -> None:
    """Knowing less can make an answer open; it cannot make the opposite true."""
    data = PEOPLE[name]()
    before = statements(weigh(data))
    flips = {"matches": "does_not_match", "does_not_match": "matches"}
    wrong = []
    for pointer in pointers(data):
        less = data
        for twin in twins(data, pointer):
            less = without(less, twin)
        after = statements(weigh(less))
        for rule, said in before.items():
            if rule in after and after[rule].verdict == flips.get(said.verdict):
                wrong.append((pointer, rule))
    assert not wrong
