"""What a patient says of herself stands over what records say, over every later run, and can be taken back."""

import pytest

from pipeline.compare import compare_profiles
from pipeline.corrections import applied, effective, fact_at, resolve
from pipeline.run import conclude
from pipeline.stated import stated, understood, words
from schemas.corrections import Correction, CorrectionRequest
from schemas.findings import DocumentFindings
from schemas.profile import Profile
from tests.pipeline.test_corrections import TODAY, found


def profile_of(documents: list[DocumentFindings], *made: Correction, country: str | None = None) -> Profile:
    own = frozenset(d.id for d in documents)  # she says of all of them that they are hers
    return conclude(documents, today=TODAY, country=country, own=own, stated=stated(effective(made)))


def correction(profile: Profile, seq: int = 1, **request: object) -> Correction:
    made = resolve(profile, CorrectionRequest.model_validate(request), by="patient")
    assert made is not None
    return made.model_copy(update={"seq": seq})


def test_each_field_is_set_and_what_hangs_on_it_follows() -> None:
    before = profile_of([found()])
    assert (before.patient.birth_date, before.patient.sex, before.patient.age_years) == ("1950-05-14", "female", 76)
    fields = {"name": "Jane Roe", "birth_date": "1956-12-01", "sex": "male", "country": "de"}
    made = correction(before, about="patient", action="change", fields=fields)
    after = profile_of([found()], made, country="US")
    now = after.patient
    assert (now.name, now.birth_date, now.sex, now.country, now.age_years) == (
        "Jane Roe", "1956-12-01", "male", "DE", 69,
    )  # fmt: skip
    assert after.model_copy(update={"patient": before.patient}) == before  # nothing else moved
    (shown,) = applied(after, [made])
    assert shown.about == "patient" and "Birth date: 14 May 1950" in shown.before
    assert shown.after is not None and "Birth date: 1 December 1956" in shown.after


def test_a_later_run_that_reads_otherwise_does_not_overwrite_it() -> None:
    made = correction(profile_of([found()]), about="patient", action="change", fields={"birth_date": "1956-12-01"})
    again = profile_of([found(dob="05/14/1951"), found(dob="05/14/1951", hb="9.0")], made)
    assert again.patient.birth_date == "1956-12-01" and again.patient.sex == "female"
    assert profile_of([], made).patient.birth_date == "1956-12-01"


def test_a_struck_field_is_unknown_and_the_others_stay() -> None:
    before = profile_of([found()])
    made = correction(before, about="patient", action="change", fields={"birth_date": None})
    after = profile_of([found()], made).patient
    assert (after.birth_date, after.age_years, after.sex, after.name) == (None, None, "female", before.patient.name)
    struck = correction(before, about="patient.sex", action="strike")
    assert profile_of([found()], struck).patient.sex == "unknown"
    undone = struck.model_copy(update={"seq": 2, "action": "undo", "undoes": 1})
    assert profile_of([found()], struck, undone) == before


def test_several_hold_together_the_later_over_the_earlier() -> None:
    before = profile_of([found()])
    first = correction(before, 1, about="patient", action="change", fields={"sex": "male", "country": "GB"})
    second = correction(before, 2, about="patient", action="change", fields={"sex": "other"})
    now = profile_of([found()], first, second).patient
    assert (now.sex, now.country) == ("other", "GB")


def test_records_that_do_not_agree_are_asked_and_a_choice_settles_it() -> None:
    both = [found(), found(name="DOE, Jane", dob="05/14/1951", hb="9.0")]
    asked = profile_of(both)
    questions = [r for r in asked.review if r.about == "patient.birth_date"]
    assert [q.candidates for q in questions] == [("1950-05-14", "1951-05-14")]
    made = correction(asked, about="patient.birth_date", action="change", choice="1951-05-14")
    after = profile_of(both, made)
    assert after.patient.birth_date == "1951-05-14" and after.patient.age_years == 75
    assert not any(r.about.startswith("patient") for r in after.review)


def test_what_she_says_of_herself_stands_among_what_changed() -> None:
    before = profile_of([found()])
    made = correction(before, about="patient", action="change", fields={"birth_date": "1956-12-01"})
    (change,) = compare_profiles(before, profile_of([found()], made)).changed
    assert (change.about, change.name) == ("patient", "You")
    assert change.before.startswith("born 14 May 1950") and change.after.startswith("born 1 December 1956")


def test_confirming_settles_what_is_known() -> None:
    before = profile_of([found()])
    made = correction(before, about="patient", action="confirm")
    assert dict(made.fields) == {"name": before.patient.name, "birth_date": "1950-05-14", "sex": "female"}
    assert profile_of([found()], made) == before


@pytest.mark.parametrize(
    "fields",
    [
        {"age_years": 60}, {"birth_date": "1950"}, {"birth_date": "1950-02-30"}, {"birth_date": "2950-01-01"},
        {"birth_date": "19500514"}, {"sex": "woman"}, {"country": "USA"}, {"country": "D1"}, {"name": "x" * 201},
        {"name": "a\nb"}, {"name": 3}, {},
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(fields: dict[str, object]) -> None:
    before = profile_of([found()])
    assert resolve(before, CorrectionRequest(about="patient", action="change", fields=fields), by="patient") is None  # type: ignore[arg-type]


def test_only_her_fields_have_a_pointer() -> None:
    profile = profile_of([found()])
    assert fact_at(profile, "patient.sex") is not None
    assert fact_at(profile, "patient.evidence") is None and fact_at(profile, "patients") is None
    assert understood({"sex": "unknown"}) == {"sex": None}
    assert words({"sex": None, "name": "Jane"}) == "Name: Jane; Sex: not said"
