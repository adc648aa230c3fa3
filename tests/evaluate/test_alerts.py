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
        ([lab("platelets", 10, "2026-11-18")], None),
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
