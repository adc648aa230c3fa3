"""Profiles from the short fragments that rules carry as examples; evidence and the common fields are filled in."""

from typing import Any

from schemas.profile import Profile

EXAMPLE_DAY = "2026-11-10"
_EVIDENCE = {
    "document": "0" * 64, "file": "example.pdf", "page": 1, "bbox": (0.0, 0.0, 1.0, 1.0), "quote": "example",
    "method": "text", "confidence": 1.0,
}  # fmt: skip
_DATED = {
    "labs": "collected", "karyotypes": "collected", "variants": "collected", "biomarkers": "collected",
    "gene_panels": "collected", "stages": "date", "findings": "date", "diagnoses": "date", "not_given": "date",
    "treatments": "recorded",
}  # fmt: skip
_FILLED: dict[str, dict[str, Any]] = {"labs": {"unit": "", "original": ""}, "stages": {"origin": "reported"}}


def profile_from(fragment: dict[str, Any], disease: str) -> Profile:
    """A profile with a confirmed diagnosis of ``disease`` (unless the fragment names diagnoses) and the given facts."""
    data: dict[str, Any] = {"diagnoses": [{"disease": disease, "label": disease.upper(), "status": "confirmed"}]}
    for key, value in fragment.items():
        data[key] = value
    for key, day in _DATED.items():
        if key in data:
            data[key] = [
                {"evidence": [_EVIDENCE], day: EXAMPLE_DAY, **_FILLED.get(key, {}), **fact} for fact in data[key]
            ]
    if "transfusions" in data:
        data["transfusions"] = {"date": EXAMPLE_DAY, "evidence": [_EVIDENCE], **data["transfusions"]}
    if "performance" in data:
        data["performance"] = {"date": EXAMPLE_DAY, "evidence": [_EVIDENCE], **data["performance"]}
    for key in ("review", "conflicts"):
        if key in data:
            data[key] = [{"evidence": [_EVIDENCE], **item} for item in data[key]]
    return Profile.model_validate(data)
