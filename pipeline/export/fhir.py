"""A profile as a FHIR R4 Bundle following mCODE, each fact with a Provenance that names document, page and box."""

import json
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import lru_cache
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from knowledge.loader import load_vocabulary, read_toml
from schemas.corrections import AppliedCorrection
from schemas.facts import Biomarker, Diagnosis, Karyotype, LabResult, Performance, Stage, Treatment, Variant
from schemas.profile import Comorbidity, DocumentEntry, Patient, Profile
from schemas.provenance import Evidence

Resource = dict[str, Any]


@lru_cache(maxsize=1)
def _codes() -> dict[str, Any]:
    return read_toml("common/fhir.toml")


def fhir_bundle(profile: Profile, recorded: str, corrections: Sequence[AppliedCorrection] = ()) -> Resource:
    """The Bundle (type ``collection``); ``recorded`` is the instant (FHIR ``instant``) the profile was made.

    Ids are made from content, so equal profiles give equal bundles. A fact under review or in conflict is exported as
    ``preliminary`` (or unconfirmed, or unknown), never as final. What ``corrections`` changed or confirmed has the
    person who said so as an author.
    """
    unsure, said = profile.unsure, {c.about for c in corrections if c.about is not None}
    case = _id("case", *(d.id for d in profile.documents))
    subject = {"reference": f"urn:uuid:{case}"}
    made: dict[str, tuple[Resource, tuple[Evidence, ...]]] = {}
    for pointer, fact, make in _facts(profile):
        resource = make(fact) | {"subject": subject}
        resource["id"] = _id(case, pointer, json.dumps(resource, sort_keys=True, default=str))
        if pointer in unsure:
            _mark_unsure(resource)
        made[pointer] = (resource, getattr(fact, "evidence", ()))
    _add_members(profile, {pointer: resource for pointer, (resource, _) in made.items()})
    patient = _patient(profile.patient, case)
    made = {"patient": (patient, profile.patient.evidence), **made}
    documents = {d.id: _document(d) | {"subject": subject} for d in profile.documents if d.status != "duplicate"}
    proofs = [
        p
        for pointer, (r, e) in made.items()
        if (p := _provenance(r, e, recorded, subject if pointer in said else None, documents.keys())) is not None
    ]
    return {
        "resourceType": "Bundle",
        "type": "collection",
        "entry": [
            {"fullUrl": f"urn:uuid:{r['id']}", "resource": r}
            for r in (patient, *documents.values(), *(r for r, _ in made.values() if r is not patient), *proofs)
        ],
    }  # fmt: skip


def fhir_json(profile: Profile, recorded: str, corrections: Sequence[AppliedCorrection] = ()) -> str:
    """The Bundle as text."""
    return json.dumps(fhir_bundle(profile, recorded, corrections), indent=2, ensure_ascii=False) + "\n"


def _facts(profile: Profile) -> Iterator[tuple[str, Any, Callable[[Any], Resource]]]:
    groups: Sequence[tuple[str, Sequence[Any], Callable[[Any], Resource]]] = (
        ("diagnoses", profile.diagnoses, _condition),
        ("labs", profile.labs, _lab),
        ("karyotypes", profile.karyotypes, _karyotype),
        ("variants", profile.variants, _variant),
        ("biomarkers", profile.biomarkers, _marker),
        ("stages", profile.stages, _risk),
        ("treatments", profile.treatments, _medication),
        ("comorbidities", profile.comorbidities, _comorbidity),
    )
    for name, facts, make in groups:
        for i, fact in enumerate(facts):
            yield f"{name}[{i}]", fact, make
    if profile.performance is not None:
        yield "performance", profile.performance, _performance


def _id(*parts: str) -> str:
    return str(uuid5(NAMESPACE_URL, "|".join(parts)))


def _concept(system: str, code: str, display: str | None = None, text: str | None = None) -> Resource:
    coding = {"system": _codes()["systems"][system], "code": code} | ({"display": display} if display else {})
    return {"coding": [coding]} | ({"text": text} if text else {})


def _loinc(name: str) -> Resource:
    code, display = _codes()["loinc"][name]
    return _concept("loinc", code, display)


def _meta(profile: str) -> Resource:
    return {"meta": {"profile": [_codes()["profiles"][profile]]}}


def _patient(patient: Patient, case: str) -> Resource:
    resource: Resource = {"resourceType": "Patient", "id": case} | _meta("patient")
    resource["identifier"] = [{"system": _codes()["systems"]["uri"], "value": f"urn:uuid:{case}"}]
    if patient.name:
        given, _, family = patient.name.rpartition(" ")
        resource["name"] = [{"text": patient.name, "family": family} | ({"given": given.split()} if given else {})]
    else:
        resource["name"] = [{"extension": [_extension("absent", valueCode="unknown")]}]
    resource["gender"] = patient.sex
    if patient.birth_date:
        resource["birthDate"] = patient.birth_date
    return resource


def _document(document: DocumentEntry) -> Resource:
    return {
        "resourceType": "DocumentReference",
        "id": _id("document", document.id),
        "status": "entered-in-error" if document.status == "other_person" else "current",
        "identifier": [{"system": "urn:ietf:rfc:6920", "value": f"ni:///sha-256;{document.id}"}],
        "content": [{"attachment": {"title": document.file}}],
    }


def _condition(fact: Diagnosis) -> Resource:
    verification = {
        "confirmed": "confirmed",
        "historical": "confirmed",
        "suspected": "provisional",
        "ruled_out": "refuted",
    }
    codings = []
    if fact.code is not None:
        codings.append({"system": _codes()["systems"]["icd_o_3"], "code": fact.code.code})
    if fact.disease in _codes()["icd_10_cm"]:
        code, display = _codes()["icd_10_cm"][fact.disease]
        codings.append({"system": _codes()["systems"]["icd_10_cm"], "code": code, "display": display})
    label = fact.label + (f" ({fact.system})" if fact.system else "")
    resource = _problem({"text": label} | ({"coding": codings} if codings else {}), verification[fact.status])
    resource |= _meta("condition") if codings else {}
    active = fact.status in ("confirmed", "suspected")
    resource["clinicalStatus"] = _concept("condition_clinical", "active" if active else "inactive")
    extensions = []
    if fact.date:
        extensions.append(_extension("asserted", valueDateTime=fact.date))
    if fact.code is not None:
        morphology = _concept("icd_o_3", fact.code.code, None, label)
        extensions.append(_extension("morphology", valueCodeableConcept=morphology))
    return resource | ({"extension": extensions} if extensions else {})


def _comorbidity(fact: Comorbidity) -> Resource:
    resource = _problem({"text": fact.label}, "confirmed")
    return resource | {"clinicalStatus": _concept("condition_clinical", "active")}


def _problem(code: Resource, verification: str) -> Resource:
    return {
        "resourceType": "Condition",
        "category": [_concept("condition_category", "problem-list-item")],
        "verificationStatus": _concept("condition_verification", verification),
        "code": code,
    }


def _extension(name: str, **value: Any) -> Resource:
    return {"url": _codes()["extensions"][name], **value}


def _observation(category: str = "laboratory") -> Resource:
    return {
        "resourceType": "Observation",
        "status": "final",
        "category": [_concept("category", category)],
    }


def _quantity(value: float, unit: str, comparator: str | None = None) -> Resource:
    """A quantity; only units that the vocabulary knows are said to be UCUM."""
    quantity: Resource = {"value": value} | ({"unit": unit} if unit else {})
    if unit in _ucum():
        quantity |= {"system": _codes()["systems"]["ucum"], "code": unit}
    return quantity | ({"comparator": comparator} if comparator else {})


@lru_cache(maxsize=1)
def _ucum() -> frozenset[str]:
    known = load_vocabulary()
    return frozenset({"1", "%", "{score}", *(a.unit for a in known.analytes)}) - {""}


def _dated(resource: Resource, date: str | None) -> Resource:
    return resource | ({"effectiveDateTime": date} if date else {})


def _lab(fact: LabResult) -> Resource:
    name = fact.analyte.replace("_", " ")
    resource = _observation()
    resource["code"] = _concept("loinc", fact.loinc, None, name) if fact.loinc else {"text": name}
    resource["valueQuantity"] = _quantity(fact.value, fact.unit, fact.comparator)
    bounds = {"low": fact.reference_low, "high": fact.reference_high}
    given = {k: _quantity(v, fact.unit) for k, v in bounds.items() if v is not None}
    if given:
        resource["referenceRange"] = [given]
    if fact.flag:
        resource["interpretation"] = [_concept("interpretation", fact.flag)]
    resource["note"] = [{"text": f"As printed: {fact.original}"}]
    return _dated(resource, fact.collected)


def _karyotype(fact: Karyotype) -> Resource:
    resource = _observation()
    code, display = _codes()["loinc"]["karyotype"]
    resource["code"] = _concept("loinc", code, display, "Karyotype")
    resource["valueCodeableConcept"] = _concept("iscn", fact.iscn, None, fact.iscn)
    if fact.metaphases is not None:
        resource["component"] = [{"code": {"text": "Metaphases"}, "valueInteger": fact.metaphases}]
    return _dated(resource, fact.collected)


def _variant(fact: Variant) -> Resource:
    code, display = _codes()["loinc"]["present"]
    resource = _observation() | _meta("variant")
    resource["category"].append(_concept("section", "GE"))
    resource["code"] = _loinc("variant")
    resource["valueCodeableConcept"] = _concept("loinc", code, display)
    components = [{"code": _loinc("gene"), "valueCodeableConcept": {"text": fact.gene}}]
    for name, hgvs in (("coding", fact.hgvs_c), ("protein", fact.hgvs_p)):
        if hgvs:
            components.append({"code": _loinc(name), "valueCodeableConcept": _concept("hgvs", hgvs, None, hgvs)})
    if fact.vaf is not None:
        components.append({"code": _loinc("vaf"), "valueQuantity": _quantity(fact.vaf, "1")})
    resource["component"] = components
    return _dated(resource, fact.collected)


def _marker(fact: Biomarker) -> Resource:
    resource = _observation() | _meta("marker")
    resource["code"] = {"text": fact.name.replace("_", " ")}
    if fact.value is not None:
        resource["valueQuantity"] = _quantity(fact.value, fact.unit or "")
    elif fact.status == "not_tested":
        resource["dataAbsentReason"] = _concept("absent", "not-performed")
    else:
        resource["valueCodeableConcept"] = {"text": fact.status}
    return _dated(resource, fact.collected)


def _risk(fact: Stage) -> Resource:
    resource = _observation("survey") | _meta("risk")
    resource["code"] = {"text": fact.system}
    if fact.category:
        shown = f"{fact.category} ({fact.origin})"
        resource["valueCodeableConcept"] = {"text": shown}
    else:
        resource["dataAbsentReason"] = _concept("absent", "unknown")
    if fact.score is not None:
        resource["component"] = [
            {"code": {"text": f"{fact.system} score"}, "valueQuantity": _quantity(fact.score, "{score}")}
        ]
    if fact.missing:
        resource["note"] = [{"text": "Unknown inputs: " + ", ".join(fact.missing)}]
    return _dated(resource, fact.date)


_STATEMENT = {
    "ongoing": "active", "completed": "completed", "stopped": "stopped", "planned": "intended",
    "declined": "not-taken", "considered": "unknown",
}  # fmt: skip


def _medication(fact: Treatment) -> Resource:
    if fact.kind in ("transplant", "radiation", "surgery", "cellular", "transfusion"):
        return _procedure(fact)
    rxcui = next((a.rxcui for a in load_vocabulary().agents if a.name == fact.agent), None)
    resource: Resource = {"resourceType": "MedicationStatement", "status": _STATEMENT[fact.status]}
    resource["medicationCodeableConcept"] = (
        _concept("rxnorm", rxcui, fact.agent, fact.agent) if rxcui else {"text": fact.agent}
    )
    return _period(resource, fact, "effectivePeriod")


def _procedure(fact: Treatment) -> Resource:
    status = {
        "ongoing": "in-progress", "completed": "completed", "stopped": "stopped", "planned": "preparation",
        "declined": "not-done", "considered": "unknown",
    }  # fmt: skip
    resource: Resource = {"resourceType": "Procedure", "status": status[fact.status]}
    resource["code"] = {"text": fact.agent.replace("_", " ")}
    return _period(resource, fact, "performedPeriod")


def _period(resource: Resource, fact: Treatment, name: str) -> Resource:
    period = {k: v for k, v in (("start", fact.started), ("end", fact.ended)) if v}
    notes = [("cycles", fact.cycles), ("response", fact.response), ("stopped for", fact.stop_reason)]
    text = "; ".join(f"{k}: {v}" for k, v in notes if v is not None)
    return resource | ({name: period} if period else {}) | ({"note": [{"text": text}]} if text else {})


def _performance(fact: Performance) -> Resource:
    name = "ecog" if fact.scale == "ECOG" else "karnofsky"
    resource = _observation("survey") | _meta(name)
    resource["code"] = _loinc(name)
    resource["valueInteger"] = fact.value
    return _dated(resource, fact.date)


def _mark_unsure(resource: Resource) -> None:
    if resource["resourceType"] == "Condition":
        resource["verificationStatus"] = _concept("condition_verification", "unconfirmed")
    else:
        resource["status"] = "preliminary" if resource["resourceType"] == "Observation" else "unknown"
    resource.setdefault("note", []).append({"text": "Not surely read, or records disagree: see the profile's review."})


def _add_members(profile: Profile, made: dict[str, Resource]) -> None:
    """A risk names the diagnosis it is about; a computed one its inputs as members."""
    stated = [
        {"reference": f"urn:uuid:{made[f'diagnoses[{i}]']['id']}"}
        for i, d in enumerate(profile.diagnoses)
        if d.disease in _codes()["icd_10_cm"] and d.status in ("confirmed", "historical")
    ]
    for i, stage in enumerate(profile.stages):
        if stated:
            made[f"stages[{i}]"]["focus"] = stated
        pointers = [v["fact"] for v in stage.inputs.values() if isinstance(v, dict) and "fact" in v]
        members = [made[p] for p in dict.fromkeys(pointers) if p in made and made[p]["resourceType"] == "Observation"]
        if members:
            made[f"stages[{i}]"]["hasMember"] = [{"reference": f"urn:uuid:{m['id']}"} for m in members]


def _provenance(
    resource: Resource,
    evidence: tuple[Evidence, ...],
    recorded: str,
    author: Resource | None,
    documents: Collection[str],
) -> Resource | None:
    """Where a fact stands, and who says so: this program, and the patient where she corrected or confirmed it."""
    if not evidence and author is None:
        return None
    agents = [{"who": {"display": "oncotailor"}}]
    if author is not None:
        agents.append({"type": _concept("participant", "author"), "who": author})
    found: Resource = {
        "resourceType": "Provenance",
        "id": _id("provenance", resource["id"]),
        "target": [{"reference": f"urn:uuid:{resource['id']}"}],
        "recorded": recorded,
        "agent": agents,
    }
    return found | ({"entity": [_place(e, documents) for e in evidence]} if evidence else {})


def _place(e: Evidence, documents: Collection[str]) -> Resource:
    """A place as a source: document, page, and box in points from the top left, for people and for programs."""
    what: Resource = {"reference": f"urn:uuid:{_id('document', e.document)}"} if e.document in documents else {}
    box = " ".join(f"{x:.1f}" for x in e.bbox)
    what["display"] = f"{e.file}, page {e.page}, box {box.replace(' ', ', ')} points"
    parts = [{"url": "page", "valuePositiveInt": e.page}, {"url": "box", "valueString": box}]
    return {"extension": [_extension("place", extension=parts)], "role": "source", "what": what}
