"""``build_profile``: from what was found in each file to one person's profile."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from knowledge.merging import load_merge_knowledge
from pipeline.merge.assemble import conflicts_of, ordered, review_of, sort_review
from pipeline.merge.checks import check_dates, check_labs
from pipeline.merge.clinical import (
    comorbidities_of,
    merge_diagnoses,
    merge_findings,
    merge_not_given,
    merge_performance,
)
from pipeline.merge.dated import merge_dated
from pipeline.merge.entries import entries_of
from pipeline.merge.genetics import gene_clashes, merge_variants, negative_genes, sex_clashes
from pipeline.merge.items import Part, facts_of
from pipeline.merge.patient import patient_of
from pipeline.merge.persons import sort_persons
from pipeline.merge.pool import effective, place_of
from pipeline.merge.transfusions import merge_transfusions
from pipeline.merge.treatments import merge_treatments, never_given_clashes
from pipeline.stated import Stated
from schemas.facts import Biomarker, Finding, GenePanel, Karyotype, LabResult, Stage, Variant
from schemas.findings import DocumentFindings, ReportFacts
from schemas.profile import Patient, Profile, ReviewItem, Transfusions

_LISTS = (
    "diagnoses", "labs", "karyotypes", "variants", "gene_panels", "biomarkers", "stages", "treatments", "not_given",
    "findings",
)  # fmt: skip


def build_profile(
    documents: Sequence[DocumentFindings],
    *,
    today: dt.date,
    country: str | None,
    own: frozenset[str] = frozenset(),
    stated: Stated | None = None,
) -> Profile:
    """One person's profile out of all files; any order of upload and any file twice give the same, byte for byte.

    ``today`` decides the age and which dates lie in the future; ``country`` (ISO 3166) is passed through;
    ``own`` are documents (SHA-256) that the patient herself says are hers; ``stated`` is what she says of herself.
    """
    kept, duplicates = _once(documents)
    sorting = sort_persons(kept, own)
    entries, questions = entries_of(kept, duplicates, sorting)
    patient, doubts = patient_of(sorting.patient, today, country, stated or {})
    reports: dict[tuple[str, int], ReportFacts] = {place_of(r.key): r for r in sorting.patient}
    findings = [f for d in kept for f in d.findings if place_of(f.source) in reports]
    parts, transfusions = _merge(effective(findings, reports), patient)
    check_labs(parts["labs"])
    check_dates(list(parts.values()), patient.birth_date, today)
    return _profile(parts, transfusions, patient, entries, (*questions, *doubts))


def _once(
    documents: Sequence[DocumentFindings],
) -> tuple[list[DocumentFindings], dict[tuple[str, str], str]]:
    """Each content once, under the first of its names; the other names with the name it is kept under."""
    kept: dict[str, DocumentFindings] = {}
    duplicates: dict[tuple[str, str], str] = {}
    for document in sorted(documents, key=lambda d: (d.file, d.id)):
        first = kept.setdefault(document.id, document)
        if first.file != document.file:
            duplicates[document.file, document.id] = first.file
    return list(kept.values()), duplicates


def _merge(findings: Sequence[Finding], patient: Patient) -> tuple[dict[str, Part], Transfusions]:
    transfusions, transfusion_part = merge_transfusions(findings)
    made = [
        merge_diagnoses(findings),
        merge_dated("labs", facts_of(findings, LabResult)),
        merge_dated("karyotypes", facts_of(findings, Karyotype)),
        merge_variants(facts_of(findings, Variant)),
        merge_dated("gene_panels", facts_of(findings, GenePanel)),
        merge_dated("biomarkers", facts_of(findings, Biomarker)),
        merge_dated("stages", facts_of(findings, Stage)),
        merge_treatments(findings),
        merge_not_given(findings),
        merge_findings(findings),
        merge_performance(findings),
        transfusion_part,
    ]
    parts = {p.name: p for p in made}
    parts["gene_panels"].clashes.clear()  # two panels of one day are two tests
    treatments = parts["treatments"]
    parts["variants"].clashes += gene_clashes(parts["variants"], parts["gene_panels"], treatments)
    parts["karyotypes"].clashes += sex_clashes(parts["karyotypes"], patient, treatments)
    treatments.clashes += never_given_clashes(treatments, parts["not_given"])
    return parts, transfusions


def _profile(
    parts: dict[str, Part],
    transfusions: Transfusions,
    patient: Patient,
    entries: tuple[Any, ...],
    questions: Sequence[ReviewItem],
) -> Profile:
    lists: dict[str, Any] = {name: tuple(i.fact for i in ordered(parts[name])) for name in _LISTS}
    performance = next((i.fact for i in parts["performance"].items), None)
    all_parts = list(parts.values())
    profile = Profile(
        patient=patient,
        documents=entries,
        **lists,
        genes_tested_negative=negative_genes(parts["gene_panels"], parts["variants"]),
        transfusions=transfusions,
        performance=performance,
        comorbidities=comorbidities_of(parts["findings"]),
        review=sort_review(questions, review_of(all_parts)),
        conflicts=conflicts_of(all_parts),
    )
    return profile.model_copy(update={"gaps": gaps_of(profile)})


def gaps_of(profile: Profile) -> tuple[str, ...]:
    """Concepts that decide something in the patient's diseases and stand in no record, a diagnosis among them."""
    diseases = {d.disease for d in profile.diagnoses if d.status != "ruled_out"}
    stated = any(d.status in ("confirmed", "historical") for d in profile.diagnoses)
    missing = [] if stated else ["diagnosis"]
    labs = {lab.analyte for lab in profile.labs}
    markers = {m.name for m in profile.biomarkers if m.status != "not_tested"}
    knowledge = load_merge_knowledge().gaps
    for entry in knowledge:
        if entry.disease not in diseases and not (len(knowledge) == 1 and not diseases):
            continue
        for gap in entry.concepts:
            held = labs & set(gap.labs) or markers & set(gap.biomarkers) or any(_holds(profile, n) for n in gap.lists)
            if not held:
                missing.append(gap.concept)
    return tuple(dict.fromkeys(missing))


def _holds(profile: Profile, name: str) -> bool:
    if name == "age":
        return profile.patient.age_years is not None
    if name == "transfusions":
        return profile.transfusions != Transfusions()
    return bool(getattr(profile, name))
