"""The FHIR export: valid R4, every fact traceable, doubtful facts never final."""

import json
from typing import Any

import pytest
from fhir.resources.R4B.bundle import Bundle

from pipeline.export.fhir import fhir_bundle, fhir_json
from schemas.facts import Biomarker, Diagnosis, Karyotype, LabResult, Performance, Stage, Treatment, Variant
from schemas.profile import Conflict, DocumentEntry, Patient, Profile, ReviewItem
from schemas.provenance import Evidence

RECORDED = "2026-11-20T12:00:00+00:00"


def cite(quote: str, page: int = 1) -> tuple[Evidence, ...]:
    return (
        Evidence(
            document="a" * 64, file="r.pdf", page=page, bbox=(1, 2, 3, 4), quote=quote, method="text", confidence=1
        ),
    )


def profile(**changes: Any) -> Profile:
    base: dict[str, Any] = {
        "patient": Patient(name="Jane Doe", birth_date="1950-05-14", sex="female"),
        "documents": (DocumentEntry(id="a" * 64, file="r.pdf", kind="lab", pages=1, status="read"),),
        "diagnoses": (Diagnosis(disease="mds", label="MDS with low blasts", status="confirmed", evidence=cite("MDS")),),
        "labs": (
            LabResult(
                analyte="hemoglobin", loinc="718-7", value=8.4, unit="g/dL", original="84 g/L", flag="L",
                reference_low=12, collected="2026-10-20", evidence=cite("Hb 84 g/L"),
            ),
        ),
        "karyotypes": (Karyotype(iscn="46,XX[20]", metaphases=20, evidence=cite("46,XX[20]")),),
        "variants": (
            Variant(gene="SF3B1", hgvs_c="c.2098A>G", hgvs_p="p.Lys700Glu", vaf=0.342, evidence=cite("SF3B1", 2)),
        ),
        "biomarkers": (Biomarker(name="pnh_clone", status="positive", value=3.2, unit="%", evidence=cite("PNH 3.2%")),),
        "stages": (
            Stage(system="IPSS-R", category="low", score=2.5, origin="computed", date="2026-10",
                  inputs={"hemoglobin": {"fact": "labs[0]"}}),
        ),
        "treatments": (
            Treatment(
                agent="azacitidine",
                kind="systemic",
                status="ongoing",
                started="2026-02-02",
                cycles=4,
                evidence=cite("aza"),
            ),
            Treatment(agent="allogeneic_hct", kind="transplant", status="planned", evidence=cite("HCT")),
        ),
        "performance": Performance(scale="ECOG", value=1, evidence=cite("ECOG 1")),
    }  # fmt: skip
    return Profile(**(base | changes))


def resources(bundle: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [e["resource"] for e in bundle["entry"] if e["resource"]["resourceType"] == kind]


def test_it_is_valid_r4() -> None:
    Bundle.model_validate(json.loads(fhir_json(profile(), RECORDED)))
    Bundle.model_validate(fhir_bundle(Profile(), RECORDED))


def test_codes_units_and_dates() -> None:
    bundle = fhir_bundle(profile(), RECORDED)
    (lab,) = [o for o in resources(bundle, "Observation") if o["code"].get("text") == "hemoglobin"]
    assert lab["code"]["coding"][0] == {"system": "http://loinc.org", "code": "718-7"}
    assert (lab["valueQuantity"]["value"], lab["valueQuantity"]["code"]) == (8.4, "g/dL")
    assert (lab["effectiveDateTime"], lab["status"]) == ("2026-10-20", "final")
    (condition,) = resources(bundle, "Condition")
    assert [c["code"] for c in condition["code"]["coding"]] == ["D46.9"]
    (drug,) = resources(bundle, "MedicationStatement")
    assert drug["medicationCodeableConcept"]["coding"][0]["code"] == "1251"
    assert resources(bundle, "Procedure")[0]["status"] == "preparation"


def test_every_reference_resolves_and_every_fact_has_its_place() -> None:
    bundle = fhir_bundle(profile(), RECORDED)
    urls = {e["fullUrl"] for e in bundle["entry"]}
    assert len(urls) == len(bundle["entry"])
    text = json.dumps(bundle)
    assert {r for r in text.split('"') if r.startswith("urn:uuid:")} <= urls
    traced = {t["target"][0]["reference"] for t in resources(bundle, "Provenance")}
    facts = [r for k in ("Condition", "MedicationStatement", "Procedure") for r in resources(bundle, k)]
    facts += [o for o in resources(bundle, "Observation") if o["code"].get("text") != "IPSS-R"]
    assert {f"urn:uuid:{f['id']}" for f in facts} <= traced
    assert "page 2" in text


def test_a_computed_risk_names_its_inputs() -> None:
    bundle = fhir_bundle(profile(), RECORDED)
    (risk,) = [o for o in resources(bundle, "Observation") if o["code"].get("text") == "IPSS-R"]
    (lab,) = [o for o in resources(bundle, "Observation") if o["code"].get("text") == "hemoglobin"]
    assert risk["hasMember"] == [{"reference": f"urn:uuid:{lab['id']}"}]
    assert "computed" in risk["valueCodeableConcept"]["text"]


def test_what_is_doubtful_is_not_final() -> None:
    asked = profile(
        review=(
            ReviewItem(about="labs[0]", why="w", question="q?"),
            ReviewItem(about="diagnoses[0]", why="w", question="q?"),
        )
    )
    bundle = fhir_bundle(asked, RECORDED)
    (lab,) = [o for o in resources(bundle, "Observation") if o["code"].get("text") == "hemoglobin"]
    assert lab["status"] == "preliminary"
    assert resources(bundle, "Condition")[0]["verificationStatus"]["coding"][0]["code"] == "unconfirmed"
    others = [o for o in resources(bundle, "Observation") if o["code"].get("text") != "hemoglobin"]
    assert {o["status"] for o in others} == {"final"}


def test_both_sides_of_a_conflict_are_not_final() -> None:
    base = profile()
    other = base.labs[0].model_copy(update={"value": 9.4})
    clash = Conflict(about="labs[0]", also=("labs[1]",), values=("8.4", "9.4"), evidence=cite("Hb"))
    bundle = fhir_bundle(profile(labs=(base.labs[0], other), conflicts=(clash,)), RECORDED)
    labs = [o for o in resources(bundle, "Observation") if o["code"].get("text") == "hemoglobin"]
    assert [o["status"] for o in labs] == ["preliminary", "preliminary"]


def test_two_patients_never_share_an_id() -> None:
    other = profile(documents=(DocumentEntry(id="b" * 64, file="r.pdf", kind="lab", pages=1, status="read"),))
    ours, theirs = ({e["fullUrl"] for e in fhir_bundle(p, RECORDED)["entry"]} for p in (profile(), other))
    assert not ours & theirs


def test_equal_profiles_give_equal_text() -> None:
    assert fhir_json(profile(), RECORDED) == fhir_json(profile(), RECORDED)


@pytest.mark.parametrize("status", ["declined", "considered"])
def test_what_was_not_given_is_not_active(status: str) -> None:
    offered = profile(
        treatments=(Treatment(agent="azacitidine", kind="systemic", status=status, evidence=cite("aza")),)
    )  # type: ignore[arg-type]
    (drug,) = resources(fhir_bundle(offered, RECORDED), "MedicationStatement")
    assert drug["status"] in ("not-taken", "unknown")
