"""What wants attention before the answer is read (MDS_KNOWLEDGE 4.3)."""

from typing import Any

import pytest

from tests.evaluate.people import lab, p1, weigh
from tests.evaluate.test_generic import rules


@pytest.mark.parametrize(
    ("facts", "tier"),
    [
        ([lab("neutrophils", 0.4, "2026-11-18")], "same_day"),
        ([lab("neutrophils", 0.5, "2026-11-18")], None),
        ([lab("platelets", 9, "2026-11-18")], "same_day"),
        ([lab("platelets", 10, "2026-11-18")], "ask"),
        ([lab("platelets", 30, "2026-11-18")], None),
        ([lab("hemoglobin", 6.9, "2026-11-18")], "same_day"),
        ([lab("leukocytes", 101, "2026-11-18")], "emergency"),
        ([lab("bilirubin_total", 3.1, "2026-11-18")], "same_day"),
        ([lab("alanine_aminotransferase", 260, "2026-11-18", reference_high=50)], "same_day"),
        ([lab("alanine_aminotransferase", 260, "2026-11-18")], None),
    ],
)
def test_alerts_by_value(facts: list[dict[str, Any]], tier: str | None) -> None:
    alerts = weigh({"labs": facts}).alerts
    assert [a.tier for a in alerts] == ([] if tier is None else [tier])


def test_an_old_value_is_worded_with_its_date() -> None:
    new = weigh({"labs": [lab("neutrophils", 0.3, "2026-11-15", "10*9/L")]}).alerts[0].text
    old = weigh({"labs": [lab("neutrophils", 0.3, "2026-10-01", "10*9/L")]}).alerts[0].text
    assert "today" in new
    assert "today" not in old and old.startswith("On 1 October 2026") and "If nobody has discussed this" in old


def test_a_newer_value_ends_the_alert() -> None:
    labs = [lab("neutrophils", 0.3, "2026-10-01"), lab("neutrophils", 2.3, "2026-11-01")]
    assert weigh({"labs": labs}).alerts == ()


def test_fever_with_low_neutrophils_comes_first() -> None:
    fever = {"concept": "fever", "label": "Fever", "category": "symptom", "status": "present", "date": "2026-11-19"}
    alerts = weigh({"labs": [lab("neutrophils", 0.3, "2026-11-19")], "findings": [fever]}).alerts
    assert [a.tier for a in alerts] == ["emergency", "same_day"]
    denied = {**fever, "status": "absent"}
    assert [a.tier for a in weigh({"labs": [lab("neutrophils", 0.3, "2026-11-19")], "findings": [denied]}).alerts] == [
        "same_day"
    ]


def test_azacitidine_with_a_liver_tumor() -> None:
    data = p1()
    data["findings"].append(
        {"concept": "liver_metastases", "label": "Liver metastases", "category": "liver", "status": "present"}
    )
    assert "mds.azacitidine.liver_tumor" in rules(weigh(data))
    data["treatments"][0]["status"] = "stopped"
    assert "mds.azacitidine.liver_tumor" not in rules(weigh(data))


def finding(concept: str, **more: Any) -> dict[str, Any]:
    return {"concept": concept, "label": concept, "category": "x", "status": "present", "date": "2026-11-19", **more}


@pytest.mark.parametrize(("then", "now", "wanted"), [(0, 2, ["urgent"]), (2, 2, []), (3, 1, []), (12, 21, ["urgent"])])
def test_blasts_that_rise(then: float, now: float, wanted: list[str]) -> None:
    labs = [lab("blasts_blood", then, "2026-10-01"), lab("blasts_blood", now, "2026-11-19")]
    assert [a.tier for a in weigh({"labs": labs}).alerts] == wanted


def test_one_value_does_not_rise() -> None:
    assert weigh({"labs": [lab("blasts_blood", 2, "2026-11-19")]}).alerts == ()


def test_creatinine_that_doubled() -> None:
    labs = [lab("creatinine", 0.9, "2026-11-01"), lab("creatinine", 1.8, "2026-11-19")]
    assert [a.tier for a in weigh({"labs": labs}).alerts] == ["same_day"]


@pytest.mark.parametrize(
    ("concept", "tier"),
    [("pregnancy", "same_day"), ("auer_rods", "urgent"), ("jaundice", "same_day"), ("tumor_lysis", "same_day"),
     ("liver_lesion", "ask"), ("head_injury", "same_day"), ("fatigue", None)],
)  # fmt: skip
def test_alerts_by_finding(concept: str, tier: str | None) -> None:
    assert [a.tier for a in weigh({"findings": [finding(concept)]}).alerts] == ([] if tier is None else [tier])


def test_qtc_above_500() -> None:
    assert [a.tier for a in weigh({"findings": [finding("qtc_prolongation", value=512)]}).alerts] == ["emergency"]
    assert weigh({"findings": [finding("qtc_prolongation", value=480)]}).alerts == ()


def test_differentiation_syndrome_only_on_such_a_medicine() -> None:
    drug = {"agent": "ivosidenib", "kind": "systemic", "status": "ongoing"}
    fever = finding("fever")
    assert weigh({"findings": [fever], "treatments": [drug]}).alerts[0].tier == "emergency"
    assert weigh({"findings": [fever], "treatments": [{**drug, "status": "planned"}]}).alerts == ()


def test_alerts_stand_in_another_disease_too_but_not_for_another_person() -> None:
    colon = [{"disease": "colon_cancer", "label": "Colorectal cancer", "status": "confirmed"}]
    labs = [lab("neutrophils", 0.2, "2026-11-19")]
    assert [a.tier for a in weigh({"diagnoses": colon, "labs": labs}).alerts] == ["same_day"]
    other = [{"id": "0" * 64, "file": "x.pdf", "status": "other_person"}]
    assert weigh({"documents": other, "labs": labs}).alerts == ()


def test_a_value_without_a_day_still_alerts() -> None:
    undated = {**lab("neutrophils", 0.2, "2026-11-19"), "collected": None}
    assert "date not given" in weigh({"labs": [undated]}).alerts[0].text


def test_a_day_no_calendar_has_is_no_day() -> None:
    odd = lab("erythropoietin", 900, "2026-02-31")
    result = weigh({"labs": [odd, lab("hemoglobin", 8, "2026-13-01")]})
    assert {v.verdict for v in result.verdicts if v.concept == "esa"} == {"cannot_tell"}


def test_a_fever_of_months_ago_is_history() -> None:
    old = finding("neutropenic_fever", date="2026-07-22")
    assert [a.tier for a in weigh({"labs": [lab("neutrophils", 0.3, "2026-11-19")], "findings": [old]}).alerts] == [
        "same_day"
    ]
