"""The bundle of every sample patient is valid R4 and mCODE, and each fact in it leads to its place."""

import json
from typing import Any

import pytest

from pipeline.export.fhir import fhir_json
from schemas.profile import Profile
from tests.acceptance.sample import PEOPLE, Samples, on
from tests.export.r4 import problems, profiles
from tests.export.test_fhir import RECORDED, resources


def valid(made: Profile) -> dict[str, Any]:
    bundle: dict[str, Any] = json.loads(fhir_json(made, RECORDED))
    assert problems(bundle) == []
    return bundle


@pytest.mark.parametrize("name", [on(name) for name in PEOPLE])
def test_sample_patients(samples: Samples, name: str) -> None:
    made = samples.digital(name).profile
    bundle = valid(made)
    claimed = {p.rpartition("/")[2] for e in bundle["entry"] for p in e["resource"].get("meta", {}).get("profile", ())}
    has_mds = any(
        d.disease == "mds" for d in made.diagnoses
    )  # one sample patient has another cancer, which has no code here
    assert "mcode-cancer-patient" in claimed
    assert ("mcode-primary-cancer-condition" in claimed) == has_mds
    assert ("mcode-cancer-risk-assessment" in claimed) == bool(made.stages)
    assert ("mcode-genomic-variant" in claimed) == bool(made.variants)
    assert claimed <= profiles().keys()
    assert ("D46" in json.dumps(resources(bundle, "Condition"))) == has_mds
    places = [e for p in resources(bundle, "Provenance") for e in p["entity"]]
    assert places and all("reference" in e["what"] and "page" in e["what"]["display"] for e in places)


@pytest.mark.parametrize("name", [on(name, ocr=True) for name in PEOPLE])
def test_sample_patients_as_committed(samples: Samples, name: str) -> None:
    valid(samples.committed(name).profile)
