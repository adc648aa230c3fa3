"""Generated profiles, random and adversarial: nothing forbidden, nothing without reason, no harm (`make safety`)."""

import random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench import safety
from bench.generated import HOSTILE, Data, make, profiles, with_quotes
from bench.oracle import NEEDS, match_denied
from bench.oracle_alerts import alerts_due, cautions_due, scope_denied
from bench.oracle_bars import BARS, bar_denied
from bench.safety import COUNTRIES, PACK, TODAY, answer_names, faults, reduced
from pipeline.evaluate import evaluate
from pipeline.evaluate.examples import profile_from
from pipeline.tailor.guard import safe_text
from sample_records.people import load_people
from schemas.evaluation import Evaluation

MANY = settings(max_examples=200, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


@pytest.mark.slow
@MANY
@given(data=profiles(), name=st.sampled_from(answer_names()), country=st.sampled_from(COUNTRIES))
def test_no_harm_and_no_fault(data: Data, name: str, country: str | None) -> None:
    """Facts that are deleted aside: a few statements in 1,000 profiles still go against them (``make safety``)."""
    assert [f for f in faults(data, name, country) if not f[0].startswith("deletion")] == []


@pytest.mark.slow
@pytest.mark.parametrize("name", ["mds-liver", "mds-immunotherapy", "mds-car-t"])
def test_nor_for_the_invented_people_and_the_three_questions(name: str) -> None:
    found = {p.id: list(faults(p.profile, name, p.country)) for p in load_people("mds")}
    assert {who: wrong for who, wrong in found.items() if wrong} == {}


def test_generated_profiles_are_of_every_kind() -> None:
    """The sample is worth something: all scopes, sides and verdicts, doubts, conflicts and hostile words occur."""
    seen: set[str] = set()
    for n in range(250):
        data = make(random.Random(n))
        profile = profile_from(data, "mds")
        weighed = evaluate(profile, PACK, today=TODAY, country="US")
        seen |= {
            weighed.fit,
            weighed.risk_side,
            *(v.verdict for v in weighed.verdicts),
            *(a.tier for a in weighed.alerts),
        }
        seen |= {"doubt" for _ in profile.doubtful} | {"conflict" for _ in profile.conflicted}
        seen |= {"hostile" for d in (*profile.diagnoses, *profile.findings) if d.label in HOSTILE}
        seen |= {"gated"} if weighed.fit == "in_scope" and not weighed.verdicts else set()
    assert seen >= {
        "in_scope", "out_of_scope", "unconfirmed", "lower", "higher", "conflict", "unknown", "matches",
        "does_not_match", "cannot_tell", "already_tried", "investigational", "information", "emergency", "same_day",
        "urgent", "ask",
        "doubt", "hostile", "gated",
    }  # fmt: skip


def evil(text: str) -> Data:
    return {"findings": [{"concept": "liver_lesion", "label": text, "category": "liver", "status": "present"}]}


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_labels_say_nothing(text: str) -> None:
    """A label that orders or promises is left out; one that only rambles stays words of the record."""
    assert [f for f in faults(evil(text), "mds-liver", "US")] == []


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_quotes_change_nothing(text: str) -> None:
    data = {"labs": [{"analyte": "platelets", "value": 8}], **evil("liver lesion")}
    results = [
        safety.tailored(profile_from(d, "mds"), "mds-liver", "US")[1].model_dump(exclude={"profile"})
        for d in (data, with_quotes(data, text))
    ]
    assert results[0] == results[1]


# the checks themselves can fail ------------------------------------------------------------


def broken(monkeypatch: pytest.MonkeyPatch, **change: Any) -> None:
    """An evaluation that says something else than the rules."""
    real = safety.evaluate

    def wrong(*args: Any, **kwargs: Any) -> Evaluation:
        return real(*args, **kwargs).model_copy(update=change)

    monkeypatch.setattr(safety, "evaluate", wrong)


def kinds(data: Data) -> set[str]:
    return {kind for kind, _ in faults(data, "mds-esa-epo", "US")}


def test_a_wrong_match_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    data = {"labs": [{"analyte": "erythropoietin", "value": 642}]}
    good = evaluate(profile_from(data, "mds"), PACK, today=TODAY, country="US")
    assert kinds(data) == set()
    verdicts = tuple(
        v.model_copy(update={"verdict": "matches"}) if v.rule == "mds.esa.practice" else v for v in good.verdicts
    )
    broken(monkeypatch, verdicts=verdicts)
    assert "harm: said to match" in kinds(data)


def test_a_missed_alert_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    data = {"labs": [{"analyte": "platelets", "value": 4}]}
    broken(monkeypatch, alerts=())
    assert kinds(data) == {"harm: alert missed"}


def test_a_forbidden_claim_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    data = {"labs": [{"analyte": "erythropoietin", "value": 642}]}
    good = evaluate(profile_from(data, "mds"), PACK, today=TODAY, country="US")
    verdicts = tuple(v.model_copy(update={"text": "You are a candidate, 40 mg."}) for v in good.verdicts)
    broken(monkeypatch, verdicts=verdicts)
    assert "harm: forbidden words" in kinds(data)


def test_a_fault_is_reduced_to_what_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    data = make(random.Random(5)) | {"labs": [{"analyte": n, "value": 1} for n in ("platelets", "mcv", "albumin")]}
    data |= {"review": [], "conflicts": []}
    broken(monkeypatch, alerts=())
    few = reduced(data, "mds-esa-epo", "US", "harm: alert missed")
    assert [x["analyte"] for x in few["labs"]] == ["platelets"]
    assert all(not v for k, v in few.items() if isinstance(v, list) and k != "labs")


def test_the_oracle_by_hand() -> None:
    data: Data = {"labs": [{"analyte": "platelets", "value": 9, "comparator": "<"}]}
    assert list(alerts_due(profile_from(data, "mds"), "in_scope", TODAY)) == [("platelets were",)]
    data["labs"][0]["comparator"] = ">"
    assert list(alerts_due(profile_from(data, "mds"), "in_scope", TODAY)) == []
    fits: Data = {
        "stages": [{"system": "IPSS-R", "category": "low", "score": 2.5}],
        "labs": [{"analyte": "hemoglobin", "value": 9.1}, {"analyte": "erythropoietin", "value": 120}],
    }
    esa = next(
        v for v in evaluate(profile_from(fits, "mds"), PACK, today=TODAY, country="US").verdicts if v.concept == "esa"
    )
    assert match_denied(profile_from(fits, "mds"), esa, TODAY) is None
    fits["labs"][1]["value"] = 501
    assert match_denied(profile_from(fits, "mds"), esa, TODAY) == "EPO at most 500"
    assert safe_text()


def test_the_oracle_knows_every_rule_that_can_say_more_than_information() -> None:
    for option in PACK.options:
        said = {option.when_true, option.when_false, *(c.verdict for c in option.first)}
        if said & {"matches", "investigational"}:
            assert option.id in NEEDS, option.id
        if "does_not_match" in said:
            assert option.id in BARS, option.id
    assert {*NEEDS, *BARS} <= {o.id for o in PACK.options}


def test_an_option_shut_out_without_a_reason_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    data = {"labs": [{"analyte": "erythropoietin", "value": 120}]}
    good = evaluate(profile_from(data, "mds"), PACK, today=TODAY, country="US")
    esa = next(v for v in good.verdicts if v.rule == "mds.esa.practice")
    wrong = esa.model_copy(update={"verdict": "does_not_match"})
    assert bar_denied(profile_from(data, "mds"), wrong, TODAY) is not None
    broken(monkeypatch, verdicts=tuple(wrong if v is esa else v for v in good.verdicts))
    assert "said not to match without a reason" in kinds(data)


def test_a_missed_caution_and_a_wrong_scope_are_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    data: Data = {
        "treatments": [{"agent": "azacitidine", "kind": "systemic", "status": "ongoing"}],
        "findings": [
            {"concept": "liver_metastases", "label": "liver metastases", "category": "liver", "status": "present"}
        ],
    }
    assert "mds.azacitidine.liver_tumor" in set(cautions_due(profile_from(data, "mds"), TODAY))
    broken(monkeypatch, cautions=())
    assert "harm: caution missed" in kinds(data)
    child = profile_from({"patient": {"age_years": 9}}, "mds")
    weighed = evaluate(profile_from({}, "mds"), PACK, today=TODAY, country="US")
    assert scope_denied(child, weighed, TODAY) == "a child"


def test_a_reason_that_is_none_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """A statement that changes without the fact it points at, or stays without it, is a fault."""
    data: Data = {"labs": [{"analyte": "erythropoietin", "value": 642}]}
    good = evaluate(profile_from(data, "mds"), PACK, today=TODAY, country="US")
    bare = tuple(
        v.model_copy(update={"because": v.because[:0]}) if v.rule == "mds.esa.practice" else v for v in good.verdicts
    )
    without = good.model_copy(update={"verdicts": bare})
    assert ("deletion: changed what did not stand on it", "mds.esa.practice ['labs[0]']") in set(
        safety._deleted(data, without, "US")
    )
