"""Corrections are understood against a profile, and hold for whatever a later run reads."""

import datetime as dt
import hashlib
from functools import lru_cache

import pytest

from pipeline.compare import compare_profiles
from pipeline.corrections import applied, apply_corrections, own_documents, resolve
from pipeline.plain import number
from pipeline.reading import ReadSettings, read_bytes
from pipeline.run import conclude, understand
from schemas.corrections import Correction, CorrectionRequest
from schemas.findings import DocumentFindings
from schemas.profile import Profile

TODAY = dt.date(2026, 11, 20)
NOTE = """Riverside Oncology Clinic
CLINIC NOTE
Patient: {name}    DOB: {dob}    Sex: F
Date of visit: {date}
DIAGNOSIS: Myelodysplastic syndrome with low blasts.
Hemoglobin {hb} g/dL. Platelets 95 x10^9/L.
"""


@lru_cache
def found(
    name: str = "DOE, Jane", dob: str = "05/14/1950", date: str = "10/20/2026", hb: str = "8.4"
) -> DocumentFindings:
    text = NOTE.format(name=name, dob=dob, date=date, hb=hb).encode()
    return understand([read_bytes(text, f"{hashlib.sha256(text).hexdigest()[:4]}.txt", ReadSettings())])[0]


def profile_of(documents: list[DocumentFindings], *corrections: Correction) -> Profile:
    return conclude(
        apply_corrections(documents, corrections), today=TODAY, country=None, own=own_documents(corrections)
    )  # fmt: skip


def lab(profile: Profile, analyte: str = "hemoglobin") -> tuple[str, float]:
    (n,) = [n for n, x in enumerate(profile.labs) if x.analyte == analyte]
    return f"labs[{n}]", profile.labs[n].value


def correction(profile: Profile, seq: int = 1, **request: object) -> Correction:
    made = resolve(profile, CorrectionRequest.model_validate(request), by="patient")
    assert made is not None
    return made.model_copy(update={"seq": seq})


def values(profile: Profile) -> dict[str, float]:
    return {x.analyte: x.value for x in profile.labs}


def test_a_value_is_changed_and_nothing_else() -> None:
    before = profile_of([found()])
    about, value = lab(before)
    assert value == 8.4
    made = correction(before, about=about, action="change", fields={"value": 9.4})
    after = profile_of([found()], made)
    assert values(after) == values(before) | {"hemoglobin": 9.4}
    (change,) = compare_profiles(before, after).changed
    assert (change.name, change.before, change.after) == ("Hemoglobin", "8.4 g/dL", "9.4 g/dL")
    (shown,) = applied(after, [made])
    assert (shown.about, shown.before, shown.after) == (about, "Hemoglobin: 8.4 g/dL", "Hemoglobin: 9.4 g/dL")


def test_what_is_struck_is_gone_and_unknown_not_no() -> None:
    before = profile_of([found()])
    made = correction(before, about=lab(before)[0], action="strike")
    after = profile_of([found()], made)
    assert "hemoglobin" not in values(after) and "platelets" in values(after)
    assert applied(after, [made])[0].about is None


def test_an_undone_correction_no_longer_holds() -> None:
    before = profile_of([found()])
    made = correction(before, about=lab(before)[0], action="strike")
    undo = made.model_copy(update={"seq": 2, "action": "undo", "undoes": 1})
    assert profile_of([found()], made, undo) == before
    assert profile_of([found()], undo, made) == before  # by number, in whatever order they come


def test_a_later_run_that_reads_otherwise_does_not_overwrite_it() -> None:
    """The same words at the same place, read as another value by a newer reader."""
    before = profile_of([found()])
    about, _ = lab(before)
    made = correction(before, about=about, action="change", fields={"value": 9.4})
    newer = found().model_copy(
        update={
            "findings": tuple(
                f.model_copy(update={"fact": f.fact.model_copy(update={"value": 3.4})})
                if getattr(f.fact, "analyte", "") == "hemoglobin" else f
                for f in found().findings
            )
        }
    )  # fmt: skip
    assert lab(profile_of([newer]))[1] == 3.4
    assert lab(profile_of([newer], made))[1] == 9.4


def test_a_fact_that_a_later_run_no_longer_finds_is_kept_as_said() -> None:
    before = profile_of([found()])
    made = correction(before, about=lab(before)[0], action="change", fields={"value": 9.4})
    blind = found().model_copy(
        update={"findings": tuple(f for f in found().findings if getattr(f.fact, "analyte", "") != "hemoglobin")}
    )
    assert "hemoglobin" not in values(profile_of([blind]))
    assert values(profile_of([blind], made))["hemoglobin"] == 9.4
    assert profile_of([], made).labs == ()  # with the document goes the fact


def test_a_confirmed_fact_is_sure() -> None:
    from schemas.facts import Doubt

    doubtful = found().model_copy(
        update={
            "findings": tuple(
                f.model_copy(update={"doubt": Doubt(why="it is faint", question="Is this 8.4?", asks="value")})
                if getattr(f.fact, "analyte", "") == "hemoglobin" else f
                for f in found().findings
            )
        }
    )  # fmt: skip
    before = profile_of([doubtful])
    about, value = lab(before)
    assert about in before.doubtful
    for request in ({"action": "confirm"}, {"action": "change", "choice": number(value)}):
        after = profile_of([doubtful], correction(before, about=about, **request))
        assert after.review == () and lab(after)[1] == value
    other = profile_of([doubtful], correction(before, about=about, action="change", choice="9.4"))
    assert other.review == () and lab(other)[1] == 9.4


def test_one_of_two_that_contradict_each_other_is_struck() -> None:
    two = [found(), found(hb="11.2")]
    before = profile_of(two)
    assert len(before.conflicts) >= 1
    (wrong,) = [f"labs[{n}]" for n, x in enumerate(before.labs) if x.value == 11.2]
    after = profile_of(two, correction(before, about=wrong, action="strike"))
    assert after.conflicts == () and lab(after)[1] == 8.4


def test_whose_document_it_is_says_the_patient() -> None:
    two = [found(), found(name="ROE, Mary", dob="01/02/1971", hb="11.2")]
    tied = profile_of(two)
    assert {d.status for d in tied.documents} == {"other_person"} and tied.labs == ()
    (mine,) = [n for n, d in enumerate(tied.documents) if d.id == two[0].id]
    (other,) = [n for n, d in enumerate(tied.documents) if d.id == two[1].id]
    after = profile_of(two, correction(tied, about=f"documents[{mine}]", action="confirm"))
    assert values(after)["hemoglobin"] == 8.4 and after.patient.birth_date == "1950-05-14"
    struck = profile_of(two, correction(tied, about=f"documents[{other}]", action="strike"))
    assert [d.id for d in struck.documents] == [two[0].id] and values(struck)["hemoglobin"] == 8.4
    both = (
        correction(tied, 1, about=f"documents[{mine}]", action="confirm"),
        correction(tied, 2, about=f"documents[{other}]", action="confirm"),
    )
    assert {x.value for x in profile_of(two, *both).labs if x.analyte == "hemoglobin"} == {8.4, 11.2}


@pytest.mark.parametrize(
    "request_",
    [
        {"about": "labs[99]", "action": "strike"},
        {"about": "labs[-1]", "action": "strike"},
        {"about": "labs[0].value", "action": "strike"},
        {"about": "schema_version", "action": "strike"},
        {"about": "__class__", "action": "strike"},
        {"about": "review[0]", "action": "strike"},
        {"about": "labs[0]", "action": "change"},
        {"about": "labs[0]", "action": "change", "fields": {"value": "much"}},
        {"about": "labs[0]", "action": "change", "fields": {"evidence": []}},
        {"about": "labs[0]", "action": "change", "fields": {"nothing": 1}},
        {"about": "labs[0]", "action": "change", "choice": "perhaps"},
        {"about": "labs[0]", "action": "change", "fields": {"unit": "g/L"}},
        {"about": "labs[0]", "action": "change", "fields": {"analyte": "platelets"}},
        {"about": "diagnoses[0]", "action": "change", "fields": {"label": "something else"}},
        {"about": "diagnoses[0]", "action": "change", "fields": {"disease": "aml"}},
        {"about": "documents[0]", "action": "change", "fields": {"kind": "lab"}},
        {"about": "transfusions", "action": "strike"},
    ],
)
def test_what_makes_no_sense_is_refused(request_: dict[str, object]) -> None:
    assert resolve(profile_of([found()]), CorrectionRequest.model_validate(request_), by="patient") is None


def test_what_a_corrected_formula_or_diagnosis_means_follows() -> None:
    from pipeline.corrections import changed
    from schemas.facts import Diagnosis, Karyotype
    from schemas.provenance import Evidence

    evidence = (
        Evidence(document="a" * 64, file="x", page=1, bbox=(0, 0, 9, 9), quote="x", method="text", confidence=1),
    )  # fmt: skip
    karyotype = Karyotype(iscn="46,XY,del(5)(q13q33)[20]", metaphases=20, abnormalities=("del(5)(q13q33)",),
                          evidence=evidence)  # fmt: skip
    other = changed(karyotype, {"iscn": "46,XY,del(20)(q12)[2]/46,XY[18]"})
    assert (other.metaphases, other.abnormalities) == (20, ("del(20)(q12)",))
    for nonsense in ("46,XY,del(99)(q12)[20]", "a normal one", "46,XY[20] or 46,XX[20]", ""):
        assert changed(karyotype, {"iscn": nonsense}) is None
    diagnosis = Diagnosis(disease="mds", label="Myelodysplastic syndrome", status="confirmed", evidence=evidence)
    aml = changed(diagnosis, {"label": "acute myeloid leukemia"})
    assert aml is not None and aml.disease == "aml"
    assert changed(diagnosis, {"label": "leukemia or lymphoma"}) is None
