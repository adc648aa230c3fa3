"""A pack loads only when everything in it leads somewhere."""

import copy
from datetime import date
from typing import Any

import pytest

from knowledge import packs
from knowledge.loader import load_vocabulary, read_toml
from knowledge.packs import check_pack, load_pack
from pipeline.evaluate import evaluate
from pipeline.evaluate.examples import profile_from
from schemas.errors import KnowledgePackError
from schemas.expressions import DiagnosisAtom, FindingAtom, LabAtom, VariantAtom
from schemas.rules import Pack


@pytest.fixture(scope="module")
def tables() -> dict[str, Any]:
    data: dict[str, Any] = {}
    rules = [f"mds/rules/{name}.toml" for name in ("anemia", "disease", "immune", "supportive")]
    for name in (*(f"mds/{n}" for n in packs.PACK_FILES), *rules):
        packs._merge(data, read_toml(name))
    return data


def test_the_pack_loads(tables: dict[str, Any]) -> None:
    pack = check_pack(tables, "mds")
    assert isinstance(pack, Pack) and pack == load_pack("mds")


def test_no_clinician_has_reviewed_it_yet() -> None:
    assert (load_pack("mds").status, load_pack("mds").reviewers) == ("draft", ())


def test_every_option_is_a_concept_and_every_option_concept_has_a_rule() -> None:
    pack = load_pack("mds")
    options = {c.id for c in pack.concepts if c.kind == "option"}
    assert {o.concept for o in pack.options} == options
    assert {m for c in pack.concepts for m in c.members} <= {c.id for c in pack.concepts}


def test_only_checked_sources_and_no_design_rule_claims_one() -> None:
    pack = load_pack("mds")
    assert all(s.checked for s in pack.sources.values())
    for rule in (*pack.options, *pack.cautions):
        assert (rule.basis == "design") == (not rule.sources), rule.id


@pytest.mark.parametrize(
    ("where", "change", "complaint"),
    [
        ("options", {"sources": ["nowhere"]}, "no source nowhere"),
        ("options", {"concept": "nothing"}, "no concept nothing"),
        ("options", {"requires": {"clause": "nothing"}}, "no clause nothing"),
        ("options", {"requires": {"karyotype": "nothing"}}, "no karyotype nothing"),
        ("options", {"requires": {"stage": "nothing", "le": 1}}, "no stage nothing"),
        ("options", {"requires": {"lab": "nothing", "le": 1}}, "no label for nothing"),
        ("options", {"requires": {"has": "karyotypes"}}, "not for options"),
        ("options", {"requires": {"outcome": "hma", "documented": True}}, "not for options"),
        ("options", {"text": {"matches": "{nothing:x}"}}, "no slot nothing"),
        ("options", {"requires": {"nothing": 1}}, "requires"),
        ("options", {"examples": []}, "examples"),
        ("options", {"dose": "x"}, "dose"),
        ("options", {"id": "mds.hma"}, "stands 2 times"),
        ("cautions", {"when": {"clause": "nothing"}}, "no clause nothing"),
        ("sources", {"checked": False}, "was not checked"),
    ],
)
def test_what_does_not_resolve_does_not_load(
    tables: dict[str, Any], where: str, change: dict[str, Any], complaint: str
) -> None:
    data = copy.deepcopy(tables)
    entry = data[where]["rytelo-us"] if where == "sources" else data[where][0]
    entry.update(change)
    with pytest.raises(KnowledgePackError, match=complaint):
        check_pack(data, "mds")


def test_a_reviewed_pack_names_its_reviewers(tables: dict[str, Any]) -> None:
    with pytest.raises(KnowledgePackError, match="reviewers"):
        check_pack({**tables, "status": "reviewed"}, "mds")


def test_a_missing_pack_says_so() -> None:
    with pytest.raises(KnowledgePackError):
        load_pack("no_such_disease")


def test_agents_and_findings_have_the_names_of_the_vocabulary() -> None:
    pack, vocabulary = load_pack("mds"), load_vocabulary()
    names = {a.name for a in vocabulary.agents} | set(pack.agent_groups) | {"epoetin"}
    assert {a for group in pack.agent_groups.values() for a in group} <= names
    for agent in vocabulary.agents:
        for group in set(agent.classes) & set(pack.agent_groups):
            assert agent.name in (group, *pack.agent_groups[group]), (agent.name, group)
    diseases = {d.disease for d in vocabulary.diseases}
    assert {pack.disease, *pack.scope.precursors, *pack.scope.ignored} - {"idus"} <= diseases


def test_what_rules_ask_for_can_be_extracted() -> None:
    """Every finding, analyte, gene and diagnosis a rule names is one that extraction knows."""
    vocabulary = load_vocabulary()
    named: dict[type, set[str]] = {}
    for record in packs._walk(load_pack("mds")):
        for kind, field in (
            (FindingAtom, "finding"),
            (LabAtom, "lab"),
            (VariantAtom, "variant"),
            (DiagnosisAtom, "diagnosis"),
        ):
            if isinstance(record, kind):
                value = getattr(record, field)
                named.setdefault(kind, set()).update((value,) if isinstance(value, str) else value)
    assert named[FindingAtom] - {f.concept for f in vocabulary.findings} == set()
    assert named[LabAtom] - {a.name for a in vocabulary.analytes} == set()
    assert named[VariantAtom] - {g.symbol for g in vocabulary.genes} == set()
    assert named[DiagnosisAtom] - {d.disease for d in vocabulary.diseases} == set()


OTHER = {
    "disease": "breast_cancer", "version": "1", "status": "draft", "name": "breast cancer", "short_name": "BC",
    "scope": {"min_age_years": 18, "minimum_metaphases": 20},
    "concepts": [{"id": "endocrine", "kind": "option", "label": "endocrine therapy", "plain": "Hormone treatment."}],
    "sources": {"s": {"citation": "c", "url": "https://example.org", "checked": True}},
    "jurisdictions": {"US": ["US"], "EU": ["EU"]}, "agent_groups": {}, "stage_systems": [], "karyotype_findings": [],
    "limits": [], "outcome_words": {"failed": [], "responded": [], "not_tolerated": []},
    "labels": {"er": "the estrogen receptor"}, "units": {}, "responses": {},
    "phrases": read_toml("mds/words.toml")["phrases"],
    "clauses": [{"id": "er", "when": {"biomarker": "er"}, "yes": "{biomarker:er}.", "no": "{biomarker:er}."}],
    "options": [{"id": "bc.endocrine", "concept": "endocrine", "basis": "guideline", "sources": ["s"],
                 "reviewed": "2026-11-20", "requires": {"clause": "er"},
                 "examples": [{"profile": {}, "verdict": "cannot_tell"}]}],
}  # fmt: skip


@pytest.mark.parametrize(
    ("status", "wanted"), [("positive", "matches"), ("negative", "does_not_match"), (None, "cannot_tell")]
)
def test_another_disease_is_another_pack(status: str | None, wanted: str) -> None:
    pack = check_pack(copy.deepcopy(OTHER), "breast_cancer")
    markers = [] if status is None else [{"name": "er", "status": status}]
    person = profile_from({"biomarkers": markers}, "breast_cancer")
    result = evaluate(person, pack, today=date(2026, 11, 20), country="US")
    assert [v.verdict for v in result.verdicts] == [wanted]
    assert result.fit == "in_scope"
