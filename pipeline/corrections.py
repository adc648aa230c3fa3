"""Human corrections: understood against the profile a person looked at, applied to what every later run finds.

They are applied to findings, before merging, so that conflicts, questions, gaps and scores follow from them as from
anything else that is read. A fact is found again by where it stands (document, page, box), not by its number.
"""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from pydantic import ValidationError

from extractors.iscn.find import find_formulas
from knowledge.loader import load_vocabulary
from pipeline.describe import describe
from pipeline.merge.shapes import shape_of
from pipeline.stated import LABELS, said_now, understood, words
from schemas.corrections import AppliedCorrection, Correction, CorrectionRequest
from schemas.facts import (
    Biomarker,
    ClinicalFinding,
    Diagnosis,
    Fact,
    Finding,
    GenePanel,
    Karyotype,
    LabResult,
    NotGiven,
    Performance,
    ReportKey,
    Stage,
    TransfusionStatement,
    Treatment,
    Variant,
)
from schemas.findings import DocumentFindings
from schemas.profile import Comorbidity, DocumentEntry, Patient, Profile, Transfusions
from schemas.provenance import Box, Evidence

LISTS = frozenset({
    "diagnoses", "labs", "karyotypes", "variants", "gene_panels", "biomarkers", "stages", "treatments", "not_given",
    "findings", "comorbidities",
})  # fmt: skip
SINGLE = frozenset({"transfusions", "performance"})
SETTABLE: dict[type[Any], frozenset[str]] = {
    LabResult: frozenset({"value", "comparator", "collected"}),
    Diagnosis: frozenset({"label", "status", "date"}),
    Karyotype: frozenset({"iscn", "metaphases", "collected"}),
    Variant: frozenset({"gene", "hgvs_c", "hgvs_p", "vaf", "significance", "collected"}),
    GenePanel: frozenset({"collected"}),
    Biomarker: frozenset({"status", "value", "collected"}),
    Stage: frozenset({"category", "score", "date"}),
    Treatment: frozenset({"status", "started", "ended", "cycles", "line", "response", "stop_reason"}),
    NotGiven: frozenset({"date"}),
    TransfusionStatement: frozenset({"units_8_weeks", "units_lifetime", "dependent", "date"}),
    Performance: frozenset({"value", "date"}),
    ClinicalFinding: frozenset({"status", "value", "date"}),
}
"""What a person may set; what else a fact holds (codes, units, what a formula means) follows, or stays as read."""
_SAME_PLACE = 0.6


def fact_at(profile: Profile, about: str) -> tuple[str, Any] | None:
    """The list and the fact that a pointer means; None where it means none."""
    if about.partition(".")[0] == "patient":  # a question about her names the field: patient.birth_date
        return ("patient", profile.patient) if about.removeprefix("patient.") in {"patient", *LABELS} else None
    name, bracket, rest = about.partition("[")
    if not bracket:
        fact = getattr(profile, name) if name in SINGLE else None
        return (name, fact) if fact is not None and fact.evidence else None
    number = rest.removesuffix("]")
    if name not in LISTS | {"documents"} or not (number.isascii() and number.isdigit()) or len(number) > 6:
        return None
    held = getattr(profile, name)
    return (name, held[int(number)]) if int(number) < len(held) else None


def resolve(profile: Profile, request: CorrectionRequest, *, by: str) -> Correction | None:
    """The correction that ``request`` means (without number and time); None where it does not fit the fact.

    ``target`` is in clear here: the store keeps a keyed digest of it.
    """
    found = fact_at(profile, request.about)
    if found is None:
        return None
    name, held = found
    common: dict[str, Any] = {"seq": 1, "at": 0.0, "by": by, "note": request.note, "list": name}
    if isinstance(held, DocumentEntry):
        if request.action == "change":
            return None
        return Correction(action=request.action, target=f"documents {held.id}", document=held.id, **common)
    if isinstance(held, Patient):
        said = _of_herself(held, request)
        return Correction(action=request.action, target="patient", **said, **common) if said is not None else None
    fact = _as_fact(held)
    if fact is None or (isinstance(fact, Stage) and fact.origin == "computed"):
        return None
    action, fields = request.action, dict(request.fields)
    if action == "change" and request.choice is not None:
        chosen = _chosen(fact, request.choice)
        if chosen is None:
            return None
        action, fields = chosen
    if action == "change" and (not fields or changed(fact, fields) is None):
        return None
    target = json.dumps([name, *_place(min(fact.evidence, key=_place))])
    return Correction(
        action=action, target=target, fact=fact, fields=fields if action == "change" else {}, **common
    )  # fmt: skip


def _of_herself(held: Patient, request: CorrectionRequest) -> dict[str, Any] | None:
    """Fields that the patient settles, with what they said before; None where nothing fits.

    Confirming settles all that is known; striking says that all of it is unknown; both mean one field where the
    pointer names one.
    """
    now, field = said_now(held), request.about.removeprefix("patient").removeprefix(".")
    match request.action:
        case "confirm":
            wanted: dict[str, Any] = {n: v for n, v in now.items() if v is not None and field in ("", n)}
        case "strike":
            wanted = {n: None for n in now if field in ("", n)}
        case _:
            wanted = {field: request.choice} if request.choice is not None and field else dict(request.fields)
    fields = understood(wanted)
    if not fields:
        return None
    return {"fields": fields, "was": {n: now[n] for n in fields}}


def _as_fact(held: Any) -> Fact | None:
    """The kind of fact that merging takes, where the profile holds a digest of it."""
    if isinstance(held, Transfusions):
        units = held.rbc_units_8_weeks
        span = (units, units) if units is not None else held.rbc_units_8_weeks_range
        return TransfusionStatement(
            units_8_weeks=span, units_lifetime=held.rbc_units_lifetime, dependent=held.dependent, date=held.date,
            evidence=held.evidence,
        )  # fmt: skip
    if isinstance(held, Comorbidity):
        return ClinicalFinding(
            concept=held.label, label=held.label, category="comorbidity", status="present", evidence=held.evidence
        )  # fmt: skip
    return held  # type: ignore[no-any-return]


def _chosen(fact: Any, choice: str) -> tuple[Any, dict[str, Any]] | None:
    """What choosing one of a question's candidates means for the fact."""
    number = _number(choice)
    for field in ("value", "score"):
        if hasattr(fact, field) and number is not None:
            return ("confirm", {}) if getattr(fact, field) == number else ("change", {field: number})
    said = choice.strip().lower()
    if said in ("present", "absent"):
        return ("confirm", {}) if said == "present" else ("strike", {})
    if hasattr(fact, "iscn"):
        return ("confirm", {}) if choice == fact.iscn else ("change", {"iscn": choice})
    if hasattr(fact, "status") and changed(fact, {"status": said}) is not None:
        return ("confirm", {}) if fact.status == said else ("change", {"status": said})
    return ("confirm", {}) if choice in (getattr(fact, "gene", None), getattr(fact, "hgvs_p", None)) else None


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def changed(fact: Any, fields: dict[str, Any]) -> Any | None:
    """``fact`` with other fields; None where a field is not one a person may set, or its value is none it can have."""
    if set(fields) - SETTABLE.get(type(fact), frozenset()):
        return None
    following = _following(fact, fields)
    if following is None:
        return None
    try:
        return type(fact).model_validate_json(json.dumps(fact.model_dump(mode="json") | following | fields))
    except (ValidationError, ValueError, TypeError):
        return None


def _following(fact: Any, fields: dict[str, Any]) -> dict[str, Any] | None:
    """What follows from the fields set; None where they mean nothing that is known."""
    if isinstance(fact, Karyotype) and "iscn" in fields:
        return _meaning(str(fields["iscn"]))
    if isinstance(fact, Diagnosis) and "label" in fields:
        return _disease(str(fields["label"]))
    return {}


def _meaning(formula: str) -> dict[str, Any] | None:
    """Cells and abnormalities of a formula that is understood as a whole."""
    found = find_formulas(formula.strip())
    if len(found) != 1 or not found[0].sound or (found[0].start, found[0].end) != (0, len(formula.strip())):
        return None
    parsed = found[0].parsed
    return {"metaphases": parsed.metaphases, "abnormalities": [a.text for a in parsed.abnormalities]}


def _disease(label: str) -> dict[str, Any] | None:
    """The disease that goes by this name alone."""
    wanted = " ".join(label.lower().split())
    named = {
        (t.disease, t.subtype): t
        for t in load_vocabulary().diseases
        if wanted in (t.label.lower(), *(x.lower() for x in t.terms))
    }
    if len(named) != 1:
        return None
    (term,) = named.values()
    code = {"system": "ICD-O-3", "code": term.code} if term.code else None
    return {"disease": term.disease, "subtype": term.subtype, "system": term.system, "code": code}


def effective(corrections: Iterable[Correction]) -> tuple[Correction, ...]:
    """The corrections that hold, in their order: without those undone."""
    held: dict[int, Correction] = {}
    for correction in sorted(corrections, key=lambda c: c.seq):
        if correction.action == "undo":
            held.pop(correction.undoes or 0, None)
        else:
            held[correction.seq] = correction
    return tuple(held.values())


def apply_corrections(
    documents: Sequence[DocumentFindings], corrections: Iterable[Correction]
) -> list[DocumentFindings]:  # fmt: skip
    """What was found, with what people said put in its place."""
    found = list(documents)
    for correction in effective(corrections):
        if correction.list == "documents":
            if correction.action == "strike":
                found = [d for d in found if d.id != correction.document]
        elif correction.fact is not None:
            found = _corrected(found, correction)
    return found


def own_documents(corrections: Iterable[Correction]) -> frozenset[str]:
    """Files (SHA-256) that the patient says are hers."""
    return frozenset(
        c.document for c in effective(corrections) if c.list == "documents" and c.action == "confirm" and c.document
    )


def _corrected(documents: list[DocumentFindings], correction: Correction) -> list[DocumentFindings]:
    """One correction put into effect; a fact that is no longer found is kept as the person said it."""
    assert correction.fact is not None
    hits = {id(f) for d in documents for f in d.findings if _same_fact(f.fact, correction.fact)}
    if correction.action == "strike":
        return [
            d.model_copy(update={"findings": tuple(f for f in d.findings if id(f) not in hits)}) for d in documents
        ]  # fmt: skip
    said = _said(correction)
    if said is None:
        return documents
    if hits and not isinstance(said, TransfusionStatement):
        return [_replaced(d, hits, correction) for d in documents]
    kept = [d.model_copy(update={"findings": tuple(f for f in d.findings if id(f) not in hits)}) for d in documents]
    return [_added(d, said) for d in kept]


def _said(correction: Correction) -> Any | None:
    return changed(correction.fact, correction.fields) if correction.action == "change" else correction.fact


def _replaced(document: DocumentFindings, hits: set[int], correction: Correction) -> DocumentFindings:
    """All findings that are the fact, as the person said it: sure, each where it stands."""
    made = []
    for finding in document.findings:
        if id(finding) in hits:
            fact = changed(finding.fact, correction.fields) if correction.action == "change" else finding.fact
            made.append(finding.model_copy(update={"fact": fact or finding.fact, "doubt": None}))
        else:
            made.append(finding)
    return document.model_copy(update={"findings": tuple(made)})


def _added(document: DocumentFindings, fact: Any) -> DocumentFindings:
    """The fact as said, in the document that its first evidence names; in a report of that page where there is one."""
    first = min(fact.evidence, key=_place)
    if first.document != document.id or not document.reports:
        return document
    report = next((r for r in document.reports if first.page in r.pages), document.reports[0])
    key: ReportKey = report.key
    finding = Finding(fact=fact, source=key, extractor="correction")
    return document.model_copy(update={"findings": (*document.findings, finding)})


def _same_fact(found: Any, corrected: Any) -> bool:
    """Whether a finding is the corrected fact: of one kind, about one thing, in the same place."""
    if type(found) is not type(corrected):
        return False
    if not _about_one_thing(found, corrected):
        return False
    return any(_same_place(a, b) for a in found.evidence for b in corrected.evidence)


def _about_one_thing(a: Any, b: Any) -> bool:
    if isinstance(a, ClinicalFinding):
        return bool(a.concept == b.concept or a.label == b.label)
    shape = shape_of(a)
    return bool(shape.meaning(a) == shape.meaning(b))


def _same_place(a: Evidence, b: Evidence) -> bool:
    return (a.document, a.page) == (b.document, b.page) and _overlap(a.bbox, b.bbox) > _SAME_PLACE


def _overlap(a: Box, b: Box) -> float:
    """The part of the smaller box that lies in the other."""
    across, down = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    smaller = min((box[2] - box[0]) * (box[3] - box[1]) for box in (a, b))
    if smaller <= 0:
        return 1.0 if a == b else 0.0
    return across * down / smaller if across > 0 and down > 0 else 0.0


def _place(e: Evidence) -> tuple[str, int, tuple[float, ...]]:
    return (e.document, e.page, tuple(round(x, 1) for x in e.bbox))


def applied(profile: Profile, corrections: Iterable[Correction]) -> tuple[AppliedCorrection, ...]:
    """The corrections that hold, with where they show in ``profile``."""
    return tuple(_applied(profile, c) for c in effective(corrections))


def _applied(profile: Profile, correction: Correction) -> AppliedCorrection:
    before, after, about = "", None, None
    if correction.fact is not None:
        before = _words(correction.fact)
        said = _said(correction) if correction.action != "strike" else None
        if said is not None:
            after, about = _words(said), _pointer(profile, correction.list, said)
    elif correction.list == "patient":
        before, after, about = words(correction.was), words(correction.fields), "patient"
    elif correction.document is not None:
        about = next((f"documents[{n}]" for n, d in enumerate(profile.documents) if d.id == correction.document), None)
    return AppliedCorrection(
        seq=correction.seq, action=correction.action, about=about, list=correction.list, before=before, after=after,
        by=correction.by, at=correction.at, note=correction.note,
    )  # fmt: skip


def _words(fact: Any) -> str:
    said = describe(fact)
    return f"{said[0]}: {said[1]}" if said is not None else ""


def _pointer(profile: Profile, name: str, fact: Any) -> str | None:
    if name in SINGLE:
        return name if getattr(profile, name) is not None else None
    for n, held in enumerate(getattr(profile, name)):
        one = _as_fact(held)
        if type(one) is type(fact) and _about_one_thing(one, fact) and _near(one, fact):
            return f"{name}[{n}]"
    return None


def _near(a: Any, b: Any) -> bool:
    return any(_same_place(x, y) for x in a.evidence for y in b.evidence)
