"""Short ways to write gold facts of running text; every one takes the words that print it last."""

from sample_records.model import Fact, Trap

Value = object


def dx(disease: str, labels: tuple[str, ...], *words: str, status: str = "confirmed", **more: Value) -> Fact:
    """A diagnosis; ``labels`` are the names of the (sub)type that count as right, the best first."""
    return Fact("diagnoses", {"disease": disease, "labels": list(labels), "status": status, **more}, words)


def lab(analyte: str, value: float, unit: str, collected: str | None, *words: str, **more: Value) -> Fact:
    """A result in running text, in the canonical unit."""
    return Fact("labs", {"analyte": analyte, "value": value, "unit": unit, "collected": collected, **more}, words)


def karyotype(iscn: str, metaphases: int, abnormalities: tuple[str, ...], collected: str, *words: str) -> Fact:
    """An ISCN formula."""
    fields = {"iscn": iscn, "metaphases": metaphases, "abnormalities": list(abnormalities), "collected": collected}
    return Fact("karyotypes", fields, words)


def variant(
    gene: str, c: str | None, p: str | None, vaf: float | None, collected: str, *words: str, **more: Value
) -> Fact:
    """A variant; VAF is a fraction."""
    return Fact("variants", {"gene": gene, "hgvs_c": c, "hgvs_p": p, "vaf": vaf, "collected": collected, **more}, words)


def marker(name: str, status: str, collected: str | None, *words: str, **more: Value) -> Fact:
    """A biomarker."""
    return Fact("biomarkers", {"name": name, "status": status, "collected": collected, **more}, words)


def stage(system: str, category: str, *words: str, **more: Value) -> Fact:
    """A risk category or stage as printed."""
    return Fact("stages", {"system": system, "category": category, "origin": "reported", **more}, words)


def rx(agent: str, kind: str, status: str, *words: str, **more: Value) -> Fact:
    """A treatment with what is printed of it."""
    return Fact("treatments", {"agent": agent, "kind": kind, "status": status, **more}, words)


def never(agent: str, *words: str) -> Fact:
    """A treatment that a record says was never given."""
    return Fact("not_given", {"agent": agent}, words)


def comorbidity(labels: tuple[str, ...], *words: str) -> Fact:
    """Another condition; any of ``labels`` names it."""
    return Fact("comorbidities", {"labels": list(labels)}, words)


def finding(about: str, status: str, *words: str, **more: Value) -> Fact:
    """Any other finding; matched by its words, since the vocabulary of findings is open."""
    return Fact("findings", {"about": about, "status": status, **more}, words)


def trap(kind: str, match: dict[str, Value], why: str, *words: str) -> Trap:
    """Something printed that is not a fact of this patient."""
    return Trap(kind, match, words, why)
