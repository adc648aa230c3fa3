"""Hand-made findings for tests of merging; every person is invented."""

import datetime as dt
import hashlib

from pipeline.merge import build_profile
from schemas.facts import (
    Biomarker,
    ClinicalFinding,
    Diagnosis,
    Doubt,
    Fact,
    Finding,
    GenePanel,
    Karyotype,
    LabResult,
    Performance,
    ReportKey,
    Stage,
    TransfusionStatement,
    Treatment,
    Variant,
)
from schemas.findings import DocumentFindings, ReportFacts
from schemas.layout import DocumentKind, Identity, ReportDates, ReportStatus
from schemas.profile import Profile
from schemas.provenance import Evidence

TODAY = dt.date(2026, 11, 20)
JANE = Identity(name="Jane Doe", birth_date="1952-03-14", record_number="123456", sex="female")
JOHN = Identity(name="John Roe", birth_date="1960-07-02", record_number="987654", sex="male")


def sha(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


def ev(quote: str, file: str = "a.pdf", page: int = 1) -> tuple[Evidence, ...]:
    top = float(sum(quote.encode()) % 700)
    return (
        Evidence(
            document=sha(file), file=file, page=page, bbox=(50.0, top, 200.0, top + 10), quote=quote, method="text",
            confidence=1.0,
        ),
    )  # fmt: skip


def key(
    file: str = "a.pdf",
    kind: DocumentKind = "lab",
    status: ReportStatus = "final",
    dated: str | None = None,
    index: int = 0,
) -> ReportKey:
    return ReportKey(document=sha(file), file=file, index=index, kind=kind, status=status, dated=dated)


def found(fact: Fact, source: ReportKey, *, doubt: Doubt | None = None, prior: bool = False) -> Finding:
    """``fact`` as read in ``source``: its evidence is moved to that file."""
    moved = tuple(e.model_copy(update={"document": source.document, "file": source.file}) for e in fact.evidence)
    return Finding(
        fact=fact.model_copy(update={"evidence": moved}), source=source, extractor="test@1", doubt=doubt, prior=prior
    )


def doc(
    file: str,
    *facts: Fact | Finding,
    kind: DocumentKind = "lab",
    status: ReportStatus = "final",
    dated: str | None = None,
    identity: Identity = JANE,
    dates: ReportDates | None = None,
) -> DocumentFindings:
    """A file of one page that holds one report."""
    dates = dates or ReportDates(collected=dated)
    source = key(file, kind, status, dated)
    findings = tuple(f if isinstance(f, Finding) else found(f, source) for f in facts)
    return DocumentFindings(
        id=sha(file),
        file=file,
        pages=1,
        reports=(ReportFacts(key=source, dates=dates, identity=identity, pages=(1,)),),
        findings=findings,
    )


def profile(*documents: DocumentFindings) -> Profile:
    return build_profile(documents, today=TODAY, country="US")


UNITS = {
    "hemoglobin": "g/dL",
    "platelets": "10*9/L",
    "neutrophils": "10*9/L",
    "leukocytes": "10*9/L",
    "blasts_marrow": "%",
}


def lab(analyte: str, value: float, collected: str | None = "2026-11-10") -> LabResult:
    unit = UNITS[analyte]
    return LabResult(
        analyte=analyte, value=value, unit=unit, original=f"{value} {unit}", collected=collected,
        evidence=ev(f"{analyte} {value} {unit}"),
    )  # fmt: skip


def karyotype(iscn: str, collected: str | None = "2026-01-12") -> Karyotype:
    return Karyotype(iscn=iscn, collected=collected, evidence=ev(iscn))


def variant(
    gene: str,
    p: str | None = None,
    vaf: float | None = None,
    collected: str | None = "2026-01-26",
    c: str | None = None,
) -> Variant:
    return Variant(gene=gene, hgvs_p=p, hgvs_c=c, vaf=vaf, collected=collected, evidence=ev(f"{gene} {p} {c} {vaf}"))


def panel(negative: tuple[str, ...], collected: str | None = "2026-01-26") -> GenePanel:
    return GenePanel(tested=negative, negative=negative, collected=collected, evidence=ev("not detected"))


def marker(name: str, status: str, value: float | None = None, collected: str | None = "2026-09-20") -> Biomarker:
    return Biomarker.model_validate(
        {"name": name, "status": status, "value": value, "collected": collected, "evidence": ev(f"{name} {status}")}
    )


def diagnosis(
    disease: str = "mds", subtype: str | None = None, status: str = "confirmed", date: str | None = "2026-01-12",
    system: str | None = None,
) -> Diagnosis:  # fmt: skip
    return Diagnosis.model_validate(
        {
            "disease": disease, "label": subtype or disease, "subtype": subtype, "system": system, "status": status,
            "date": date, "evidence": ev(f"{disease} {subtype} {status}"),
        }
    )  # fmt: skip


def treatment(
    agent: str = "azacitidine", status: str = "ongoing", kind: str = "systemic", **fields: object
) -> Treatment:
    return Treatment.model_validate(
        {"agent": agent, "kind": kind, "status": status, "evidence": ev(f"{agent} {status} {sorted(fields)}"), **fields}
    )


def stage(system: str, category: str, score: float | None = None, date: str | None = "2026-01-12") -> Stage:
    return Stage(
        system=system, category=category, score=score, origin="reported", date=date, evidence=ev(f"{system} {category}")
    )


def ecog(value: int, date: str | None) -> Performance:
    return Performance(scale="ECOG", value=value, date=date, evidence=ev(f"ECOG {value}"))


def finding(
    concept: str, status: str = "present", category: str = "infection", date: str | None = None
) -> ClinicalFinding:
    return ClinicalFinding.model_validate(
        {
            "concept": concept,
            "label": concept,
            "category": category,
            "status": status,
            "date": date,
            "evidence": ev(f"{concept} {status}"),
        }
    )


def transfused(**fields: object) -> TransfusionStatement:
    return TransfusionStatement.model_validate({"evidence": ev(f"transfused {sorted(fields)}"), **fields})


DOUBT = Doubt(why="two readings differ", question="Is this 8.9 or 3.9 g/dL?", candidates=("8.9", "3.9"))
