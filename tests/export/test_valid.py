"""Bundles are valid: by HL7's definitions of R4, its invariants, and what mCODE asks of the profiles claimed."""

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest

from pipeline.evaluate.examples import profile_from
from pipeline.export.fhir import fhir_bundle, fhir_json
from sample_records.people import Person, load_people
from schemas.corrections import AppliedCorrection
from schemas.profile import DocumentEntry, Profile
from tests.evaluate import people as acceptance
from tests.export.r4 import definitions, problems
from tests.export.test_fhir import RECORDED, profile, resources

Json = dict[str, Any]
Break = Callable[[Json], object]


def valid(made: Profile) -> Json:
    bundle: Json = json.loads(fhir_json(made, RECORDED))
    assert problems(bundle) == []
    return bundle


def documented(made: Profile) -> Profile:
    """Facts written by hand name a document that no list holds; an entry for it."""
    held = {e.document: e.file for _, fact in _facts(made) for e in fact.evidence}
    known = {d.id for d in made.documents}
    entries = [DocumentEntry(id=i, file=f, pages=1, status="read") for i, f in held.items() if i not in known]
    return made.model_copy(update={"documents": (*made.documents, *entries)})


def _facts(made: Profile) -> list[tuple[str, Any]]:
    lists = ("diagnoses", "labs", "karyotypes", "variants", "biomarkers", "treatments", "comorbidities")
    return [(name, fact) for name in lists for fact in getattr(made, name)]


@pytest.mark.parametrize("person", load_people("mds"), ids=lambda p: p.id)
def test_invented_people(person: Person) -> None:
    bundle = valid(documented(profile_from(person.profile, "mds")))
    assert len(resources(bundle, "Patient")) == 1


@pytest.mark.parametrize("make", [acceptance.p1, acceptance.p2, acceptance.p3, acceptance.p4, acceptance.p5])
def test_people_of_the_acceptance_cases(make: Callable[[], Json]) -> None:
    valid(documented(profile_from(make(), "mds")))


def test_labs_have_loinc_and_ucum_and_medicines_rxnorm() -> None:
    bundle = valid(profile())
    labs = [o for o in resources(bundle, "Observation") if "referenceRange" in o]
    assert {c["system"] for o in labs for c in o["code"]["coding"]} == {"http://loinc.org"}
    assert {o["valueQuantity"]["system"] for o in labs} == {"http://unitsofmeasure.org"}
    (drug,) = resources(bundle, "MedicationStatement")
    assert drug["medicationCodeableConcept"]["coding"][0]["system"].endswith("rxnorm")


def test_a_unit_that_is_not_known_is_no_ucum() -> None:
    odd = profile().labs[0].model_copy(update={"unit": "grains"})
    (lab,) = [o for o in resources(valid(profile(labs=(odd,))), "Observation") if "referenceRange" in o]
    assert lab["valueQuantity"] == {"value": 8.4, "unit": "grains"}


def test_a_risk_is_about_the_diagnosis() -> None:
    bundle = valid(profile())
    (risk,) = [o for o in resources(bundle, "Observation") if o["code"].get("text") == "IPSS-R"]
    assert risk["focus"] == [{"reference": f"urn:uuid:{resources(bundle, 'Condition')[0]['id']}"}]


def test_the_same_file_twice_and_files_not_read() -> None:
    one = profile().documents[0]
    more = (
        one, one.model_copy(update={"file": "copy.pdf", "status": "duplicate"}),
        DocumentEntry(id="b" * 64, file="x.pdf", status="failed"),
        DocumentEntry(id="c" * 64, file="y.pdf", status="other_person"),
    )  # fmt: skip
    held = resources(valid(profile(documents=more)), "DocumentReference")
    assert [d["status"] for d in held] == ["current", "current", "entered-in-error"]


def test_who_corrected_a_fact_is_its_author() -> None:
    said = AppliedCorrection(
        seq=1, action="change", about="labs[0]", list="labs", before="8.4", after="8.9", by="patient", at=0
    )
    bundle: Json = fhir_bundle(profile(), RECORDED, (said,))
    assert problems(bundle) == []
    (patient,) = resources(bundle, "Patient")
    authors = {p["target"][0]["reference"]: len(p["agent"]) for p in resources(bundle, "Provenance")}
    (lab,) = [o for o in resources(bundle, "Observation") if "referenceRange" in o]
    assert [u for u, n in authors.items() if n == 2] == [f"urn:uuid:{lab['id']}"]
    (proof,) = [p for p in resources(bundle, "Provenance") if len(p["agent"]) == 2]
    assert proof["agent"][1]["who"] == {"reference": f"urn:uuid:{patient['id']}"}
    assert proof["entity"][0]["extension"][0]["extension"] == [
        {"url": "page", "valuePositiveInt": 1}, {"url": "box", "valueString": "1.0 2.0 3.0 4.0"},
    ]  # fmt: skip


def of(bundle: Json, kind: str, key: str = "") -> Json:
    found: Json = next(r for r in resources(bundle, kind) if not key or key in r)
    return found


BREAKS: dict[str, Break] = {
    ".resource.status: missing": lambda b: of(b, "Observation").pop("status"),
    "not in the required value set": lambda b: of(b, "Observation").update(status="done"),
    "colour: no such element": lambda b: of(b, "Observation").update(colour="red"),
    "more than one type": lambda b: of(b, "Observation", "valueQuantity").update(valueString="8"),
    "a list or not": lambda b: of(b, "Observation").update(code=[{"text": "x"}]),
    "not written as a dateTime": lambda b: of(b, "Observation").update(effectiveDateTime="20 Oct 2026"),
    "not a decimal": lambda b: of(b, "Observation", "valueQuantity")["valueQuantity"].update(value="8.4"),
    "leads nowhere": lambda b: of(b, "Observation").update(subject={"reference": "urn:uuid:x"}),
    "may not lead to Condition": lambda b: of(b, "Observation", "hasMember")["hasMember"].append(
        {"reference": f"urn:uuid:{of(b, 'Condition')['id']}"}
    ),
    "empty (ele-1)": lambda b: of(b, "Observation").update(code={}),
    "an empty list": lambda b: of(b, "Observation").update(note=[]),
    "obs-6": lambda b: of(b, "Observation", "valueQuantity").update(dataAbsentReason={"text": "x"}),
    "bdl-7": lambda b: b["entry"].append(copy.deepcopy(b["entry"][0])),
    "qty-3": lambda b: of(b, "Observation", "valueQuantity")["valueQuantity"].pop("system"),
    "per-1": lambda b: of(b, "MedicationStatement", "effectivePeriod")["effectivePeriod"].update(end="2020"),
    "mcode-primary-cancer-condition: category": lambda b: of(b, "Condition").pop("category"),
    "mcode-cancer-patient: name is missing": lambda b: of(b, "Patient").pop("name"),
    "mcode-genomic-variant: code lacks": lambda b: next(
        o for o in resources(b, "Observation") if "genomic" in json.dumps(o.get("meta", ""))
    )["code"]["coding"][0].update(code="1"),
    "focus does not lead to": lambda b: of(b, "Observation", "focus")["focus"].append(of(b, "Observation")["subject"]),
    "no resource this knows": lambda b: of(b, "Condition").update(resourceType="Illness"),
}


@pytest.mark.parametrize("said", BREAKS)
def test_the_validator_finds_what_is_broken(said: str) -> None:
    bundle: Json = json.loads(fhir_json(profile(), RECORDED))
    assert problems(bundle) == []
    BREAKS[said](bundle)
    assert [p for p in problems(bundle) if said in p] != []


def test_the_definitions_are_whole() -> None:
    assert definitions()["Observation"]["elements"]["status"]["codes"] == [
        "amended", "cancelled", "corrected", "entered-in-error", "final", "preliminary", "registered", "unknown",
    ]  # fmt: skip
    assert set(definitions()["Observation"]["elements"]["hasMember"]["targets"]) == {
        "MolecularSequence", "Observation", "QuestionnaireResponse",
    }  # fmt: skip
