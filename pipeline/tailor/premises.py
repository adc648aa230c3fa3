"""Premises: what a question or a sentence takes for granted although the records or medicine say otherwise."""

from dataclasses import dataclass
from functools import lru_cache

from extractors.patterns import pattern
from knowledge.tailoring import load_premises
from pipeline.plain import in_a_sentence, plain_date
from schemas.answer import Reason
from schemas.errors import KnowledgePackError
from schemas.evaluation import Evaluation
from schemas.facts import ClinicalFinding
from schemas.profile import Profile
from schemas.tailoring import Condition, Premise

_STANDING = ("present", "possible")


@dataclass(frozen=True)
class Reply:
    """A premise with the reply that holds for this profile, its slots filled."""

    premise: Premise
    text: str
    because: tuple[Reason, ...]
    sources: tuple[str, ...]


def matches(premise: Premise, text: str) -> bool:
    """Whether ``text`` takes the premise for granted."""
    text = text.replace("’", "'")
    found = any(pattern(p).search(text) for p in premise.patterns)
    return found and all(pattern(p).search(text) for p in premise.all_of)


@lru_cache(maxsize=8)
def premises_of(disease: str) -> tuple[Premise, ...]:
    """The premises on board for a disease, each tried on its own examples.

    Raises:
        KnowledgePackError: a premise disagrees with one of its examples.
    """
    premises = load_premises(disease).premises
    for premise in premises:
        wrong = [t for t in premise.must_match if not matches(premise, t)]
        wrong += [t for t in premise.must_not_match if matches(premise, t)]
        if wrong:
            raise KnowledgePackError(f"knowledge/{disease}/premises.toml: {premise.id} disagrees with an example")
    return premises


def reply_to(premise: Premise, profile: Profile, evaluation: Evaluation) -> Reply:
    """The first reply whose condition holds, with what the records say filled in."""
    reply = next((r for r in premise.replies if holds(r.when, profile, evaluation)), premise.replies[-1])
    found = [
        (f"findings[{i}]", f)
        for i, f in enumerate(profile.findings)
        if f.status in _STANDING and f.concept in reply.when.findings
    ]
    because = tuple(Reason(fact=p) for p, _ in found)
    said = "; ".join(_told(f) for f in _each_concept([f for _, f in found]))
    template = reply.text if evaluation.fit != "out_of_scope" else reply.elsewhere or ""
    text = " ".join(template.replace("{findings}", said).split())
    return Reply(premise, text, because, reply.sources)


def _each_concept(findings: list[ClinicalFinding]) -> list[ClinicalFinding]:
    """One of each concept: what is stated before what is possible, the newest first."""
    ordered = sorted(findings, key=lambda f: (f.status == "present", f.date or ""), reverse=True)
    return list({f.concept: f for f in reversed(ordered)}.values())[::-1]


def _told(finding: ClinicalFinding) -> str:
    possible = "possible " if finding.status == "possible" else ""
    return f"{possible}{in_a_sentence(finding.label)}{f' ({plain_date(finding.date)})' if finding.date else ''}"


def holds(when: Condition, profile: Profile, evaluation: Evaluation) -> bool:
    """Whether every part of the condition that is given is true."""
    standing = {f.concept for f in profile.findings if f.status in _STANDING}
    categories = {f.category for f in profile.findings if f.status in _STANDING}
    verdicts = {(v.concept, v.verdict) for v in evaluation.verdicts}
    checks = (
        not when.fit or evaluation.fit in when.fit,
        not when.risk or evaluation.risk_side in when.risk,
        not when.findings or bool(standing & set(when.findings)),
        when.finding_category is None or when.finding_category in categories,
        not (standing & set(when.no_finding)),
        when.gene_found is None or when.gene_found in {v.gene for v in profile.variants},
        when.gene_negative is None or when.gene_negative in profile.genes_tested_negative,
        all(any((c, v) in verdicts for v in wanted) for c, wanted in when.verdict.items()),
    )
    return all(checks)
