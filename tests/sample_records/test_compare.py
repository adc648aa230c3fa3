"""The comparer must notice every kind of error: each test spoils an ideal profile in one way."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from sample_records.gold import cases, compare, load

NAMES = [c.name for c in cases()]
LISTS = (
    "diagnoses",
    "labs",
    "karyotypes",
    "variants",
    "biomarkers",
    "stages",
    "treatments",
    "not_given",
    "comorbidities",
)


def ideal(gold: dict[str, Any]) -> dict[str, Any]:
    """The profile that says exactly what the gold holds."""
    gold = copy.deepcopy(gold)
    profile: dict[str, Any] = {
        "patient": gold["patient"],
        "documents": gold["documents"],
        "review": [],
        "conflicts": [],
    }
    for name in LISTS:
        profile[name] = [_item(fact) for fact in gold[name]]
    profile["findings"] = [_item(fact) for fact in gold["findings"]]
    profile["gene_panels"] = [{**p, "negative": p["negative_includes"]} for p in gold["gene_panels"]]
    profile["genes_tested_negative"] = gold["genes_tested_negative"]
    profile["transfusions"], profile["performance"] = gold["transfusions"], gold["performance"]
    return profile


def _item(fact: dict[str, Any]) -> dict[str, Any]:
    places = fact.pop("where")
    label = fact["labels"][0] if fact.get("labels") else fact.get("about", "")
    evidence = [{"file": p["file"], "page": p["page"], "quote": " ".join(p["words"])} for p in places]
    return {"label": label, "original": fact.get("printed", ""), **fact, "evidence": evidence}


@pytest.mark.parametrize("name", NAMES)
def test_the_ideal_profile_is_clean_and_every_fact_is_counted(name: str) -> None:
    report = compare(ideal(load(name)), load(name))
    assert report.clean, report.render()
    assert report.found == report.total > 0
    assert not report.incomplete
    assert not report.misplaced


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_profile_misses_every_fact_and_asserts_none(name: str) -> None:
    report = compare({"patient": {}, "documents": []}, load(name))
    assert len(report.missing) == report.total
    assert not report.false
    assert not report.wrong


@pytest.mark.parametrize("kind", LISTS)
def test_dropping_one_fact_of_any_list_is_one_missing(kind: str) -> None:
    name = next(n for n in NAMES if load(n)[kind])
    profile = ideal(load(name))
    profile[kind].pop()
    report = compare(profile, load(name))
    assert [d.list for d in report.missing] == [kind]
    assert not report.false


def _set(name: str, index: int, **values: Any) -> Callable[[dict[str, Any]], None]:
    return lambda profile: profile[name][index].update(values)


@pytest.mark.parametrize(
    ("spoil", "where"),
    [
        (_set("labs", 0, value=99.0), "labs"),
        (_set("labs", 0, unit="g/L"), "labs"),
        (_set("labs", 0, comparator="<"), "labs"),
        (_set("labs", 0, reference_high=1.0), "labs"),
        (_set("labs", 0, original="something else"), "labs"),
        (_set("karyotypes", 0, collected="2020-01-01"), "karyotypes"),
        (_set("karyotypes", 0, abnormalities=["+8"]), "karyotypes"),
        (_set("variants", 0, vaf=0.24), "variants"),
        (_set("variants", 0, hgvs_p="p.Arg175Cys"), "variants"),
        (_set("gene_panels", 0, limit_of_detection=0.05), "gene_panels"),
        (_set("treatments", 0, status="completed"), "treatments"),
        (_set("treatments", 0, cycles=5), "treatments"),
        (_set("treatments", 0, started="2025-02-02"), "treatments"),
        (_set("stages", 0, category="low"), "stages"),
        (_set("diagnoses", 0, label="Aplastic anemia", subtype=None), "diagnoses"),
        (_set("documents", 0, dated="1999-01-01"), "documents"),
        (lambda profile: profile["patient"].update(birth_date="1985-03-19"), "patient"),
        (lambda profile: profile["performance"].update(value=2), "performance"),
        (lambda profile: profile["transfusions"].update(rbc_units_lifetime=8), "transfusions"),
    ],
)
def test_a_changed_field_is_wrong_and_nothing_else(spoil: Callable[[dict[str, Any]], None], where: str) -> None:
    profile = ideal(load("p1"))
    spoil(profile)
    report = compare(profile, load("p1"))
    assert [d.list for d in report.wrong] == [where], report.render()
    assert not report.missing
    assert not report.false


def test_a_value_that_says_nothing_is_missing_not_wrong() -> None:
    profile = ideal(load("p1"))
    profile["variants"][0]["vaf"] = None
    report = compare(profile, load("p1"))
    assert [d.list for d in report.missing] == ["variants"]
    assert not report.wrong


def test_a_fact_in_review_is_not_asserted() -> None:
    profile = ideal(load("p1"))
    profile["review"] = [{"about": "labs[0]", "why": "unsure", "question": "Is this 1.8?"}]
    report = compare(profile, load("p1"))
    assert [d.gold["analyte"] for d in report.missing] == [profile["labs"][0]["analyte"]]
    profile["labs"][0]["value"] = 18.0
    assert not compare(profile, load("p1")).false, "a doubted value is no assertion"


@pytest.mark.parametrize("name", NAMES)
def test_every_trap_that_is_taken_is_false(name: str) -> None:
    gold = load(name)
    for bait in gold["absent"]:
        profile = ideal(gold)
        if bait["list"] == "genes_tested_negative":
            profile["genes_tested_negative"].append(bait["match"]["gene"])
        elif bait["list"] == "performance":
            continue
        else:
            extra = {"evidence": [], "label": "", "origin": "reported", **bait["match"]}
            profile[bait["list"]].append(extra)
        report = compare(profile, gold)
        assert bait["list"] in {d.list for d in report.false}, bait


@pytest.mark.parametrize("name", NAMES)
def test_no_trap_forbids_what_the_gold_asks_for(name: str) -> None:
    gold = load(name)
    assert not [d for d in compare(ideal(gold), gold).false if d.why.startswith("trap")]


def test_evidence_on_another_page_is_misplaced() -> None:
    profile = ideal(load("p1"))
    profile["karyotypes"][0]["evidence"][0]["page"] = 1
    assert [d.list for d in compare(profile, load("p1")).misplaced] == ["karyotypes"]


def test_the_other_persons_name_is_wrong() -> None:
    profile = ideal(load("p1"))
    profile["patient"]["name"] = "Priya Nadkarni"
    assert [d.list for d in compare(profile, load("p1")).wrong] == ["patient"]
    profile["patient"]["name"] = "DRUMMOND, WALTER E"
    assert compare(profile, load("p1")).clean


def test_an_interval_of_units_must_not_become_one_number() -> None:
    profile = ideal(load("p6"))
    profile["transfusions"] |= {"rbc_units_8_weeks": 2.5}
    assert [d.list for d in compare(profile, load("p6")).false] == ["transfusions"]
    profile["transfusions"] |= {"rbc_units_8_weeks": None, "rbc_units_8_weeks_range": [4, 6]}
    assert [d.list for d in compare(profile, load("p6")).wrong] == ["transfusions"]
