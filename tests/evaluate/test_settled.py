"""The settled readings of MDS_KNOWLEDGE section 8, each as a test, and the risk policy of 3.1."""

from typing import Any

import pytest

from pipeline.evaluate.atoms import Evaluator
from pipeline.evaluate.facts import FactBase
from tests.evaluate.people import PACK, TODAY, lab, p1, p2, p3, profile, texts, verdict, weigh

DAY = "2026-11-10"


def stage(
    system: str, category: str = "", score: float | None = None, origin: str = "reported", **more: Any
) -> dict[str, Any]:
    return {"system": system, "category": category, "score": score, "origin": origin, **more}


ESA = {"agent": "esa", "kind": "growth_factor"}
LOW = stage("IPSS-R", "low", 2.5)


def test_1_scores_on_different_sides_leave_only_what_agrees() -> None:
    data = p2()
    data["stages"] = [stage("IPSS-R", "low", 2.5), stage("IPSS-M", "high", 0.9)]
    result = weigh(data)
    assert result.risk_side == "conflict"
    assert verdict(result, "lenalidomide").verdict == "cannot_tell"
    assert verdict(result, "lenalidomide").missing == ("risk_side",)
    assert {r.fact for r in verdict(result, "lenalidomide").because} >= {"stages[0]", "stages[1]"}
    assert verdict(result, "esa").verdict == "does_not_match"  # EPO decides on either side
    assert "point different ways" in texts(result)


@pytest.mark.parametrize(
    ("extra", "wanted"),
    [
        ({"labs": [lab("marrow_cellularity", 10, DAY)]}, "matches"),
        ({"biomarkers": [{"name": "pnh_clone", "status": "positive"}]}, "matches"),
        ({}, "cannot_tell"),
        ({"labs": [lab("marrow_cellularity", 60, DAY)], "negative": ["STAT3"],
          "biomarkers": [{"name": "pnh_clone", "status": "negative"}, {"name": "lgl_clone", "status": "negative"}]},
         "does_not_match"),
    ],
)  # fmt: skip
def test_2_ist_features_are_alternatives(extra: dict[str, Any], wanted: str) -> None:
    data = {
        "patient": {"age_years": 72},
        "stages": [LOW],
        "labs": [lab("blasts_marrow", 1, DAY), *extra.get("labs", [])],
        "karyotypes": [{"iscn": "46,XX[20]", "metaphases": 20}],
        "genes_tested_negative": ["TP53", *extra.get("negative", [])],
        "biomarkers": extra.get("biomarkers", []),
    }
    assert verdict(weigh(data), "ist").verdict == wanted


def test_2_blasts_of_exactly_five_are_not_low() -> None:
    data = p3()
    data["labs"][0]["value"] = 5
    assert verdict(weigh(data), "ist").verdict == "does_not_match"


@pytest.mark.parametrize(
    ("counts", "more", "wanted"),
    [
        ((7.9, 310, 1.9), {}, "does_not_match"),
        ((7.9, 60, 1.9), {}, "matches"),
        ((7.9, 310, 1.9), {"treatments": [{**ESA, "status": "stopped", "response": "NR"}]}, "matches"),
        ((7.9, 310, 1.9), {"treatments": [{**ESA, "status": "ongoing"}]}, "cannot_tell"),
    ],
)  # fmt: skip
def test_3_hma_in_lower_risk(counts: tuple[float, float, float], more: dict[str, Any], wanted: str) -> None:
    names = ("hemoglobin", "platelets", "neutrophils")
    data = {"stages": [LOW], "labs": [lab(n, v, DAY) for n, v in zip(names, counts, strict=True)], **more}
    assert verdict(weigh(data), "hma").verdict == wanted


def test_3_transplant_in_lower_risk_needs_a_reason() -> None:
    plain = {
        "patient": {"age_years": 70},
        "stages": [LOW],
        "labs": [lab("platelets", 200, DAY), lab("neutrophils", 2, DAY)],
        "transfusions": {"rbc_units_8_weeks": 0},
        "karyotypes": [{"iscn": "46,XX[20]", "metaphases": 20}],
        "genes_tested_negative": ["TP53"],
    }
    said = verdict(weigh(plain), "allogeneic_hct")
    assert (said.verdict, said.missing) == ("cannot_tell", ("transplant_opinion",))
    assert verdict(weigh({**plain, "transfusions": {"rbc_units_8_weeks": 6}}), "allogeneic_hct").verdict == "matches"


def test_4_imetelstat_neither_failed_nor_ineligible() -> None:
    data = p2()
    data["labs"] = [x if x["analyte"] != "erythropoietin" else {**x, "value": 500} for x in data["labs"]]
    assert verdict(weigh(data), "imetelstat").verdict == "does_not_match"
    data["not_given"] = []
    assert verdict(weigh(data), "imetelstat").verdict == "cannot_tell"


IDH1 = {"gene": "IDH1", "hgvs_p": "p.Arg132Cys", "vaf": 0.3}


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        ({"variants": [IDH1], "findings": [{"concept": "treatment_naive", "label": "naive", "category": "treatment",
                                            "status": "present"}]}, "does_not_match"),
        ({"findings": [{"concept": "treatment_naive", "label": "naive", "category": "treatment", "status": "present"}]},
         "does_not_match"),
        ({"variants": [IDH1], "findings": [{"concept": "relapsed_refractory", "label": "R/R", "category": "treatment",
                                            "status": "present"}]}, "matches"),
        ({"variants": [IDH1]}, "cannot_tell"),
    ],
)  # fmt: skip
def test_5_ivosidenib(data: dict[str, Any], wanted: str) -> None:
    said = verdict(weigh(data), "ivosidenib")
    assert said.verdict == wanted
    if wanted == "matches":
        assert "ask which test was used" in said.text


def test_6_luspatercept_without_transfusions_says_what_decides() -> None:
    data = p2()
    del data["transfusions"]
    said = verdict(weigh(data), "luspatercept")
    assert said.verdict == "matches" and "whether you need regular transfusions" in said.text


def test_7_a_bar_to_deferasirox_leaves_chelation_open() -> None:
    data = p2()
    data["labs"].append(lab("egfr", 30, "2026-11-05"))
    result = weigh(data)
    assert verdict(result, "deferasirox").verdict == "does_not_match"
    assert verdict(result, "iron_chelation").verdict == "matches"


def test_8_only_another_person() -> None:
    data = {**p1(), "documents": [{"id": "0" * 64, "file": "x.pdf", "status": "other_person"}]}
    result = weigh(data)
    assert result.fit == "out_of_scope" and not result.verdicts and not result.alerts


def test_9_a_liver_lesion_is_named() -> None:
    data = p1()
    data["findings"].append(
        {"concept": "liver_lesion", "label": "Liver lesion", "category": "liver", "status": "present"}
    )
    result = weigh(data)
    assert "liver lesion" in texts(result)
    assert any("finding in the liver" in a.text for a in result.alerts)
    assert "no report of a mass" not in texts(result)


def test_10_off_label_is_never_approved() -> None:
    data = {"variants": [{"gene": "IDH2", "hgvs_p": "p.Arg140Gln"}, IDH1]}
    result = weigh(data)
    for concept in ("enasidenib", "olutasidenib"):
        assert verdict(result, concept).verdict == "investigational"
        assert "not for MDS" in verdict(result, concept).text


@pytest.mark.parametrize(
    ("stages", "side"),
    [
        ([stage("IPSS-R", "intermediate")], "unknown"),
        ([stage("IPSS-R", "intermediate", 3.5)], "lower"),
        ([stage("IPSS-R", "intermediate", 4.0)], "higher"),
        ([stage("IPSS-R", "Int"), stage("IPSS-R", "intermediate", 3.5, "computed")], "lower"),
        ([stage("IPSS-R", "high", 4.5)], "higher"),  # name and number differ, both sides agree
        ([stage("IPSS-R", "high", 3.0)], "unknown"),
        ([stage("IPSS-R", "low", 2.0), stage("IPSS-R", "high", 5.0, "computed")], "conflict"),
        ([stage("IPSS-M", "moderate low", 0.0)], "lower"),
        ([stage("IPSS-M", "", None, "computed", range=(-1.09, 9.8))], "unknown"),
        ([stage("IPSS-M", "very high", None, "computed", range=(3.44, 11.9))], "higher"),
        ([stage("IPSS", "int-1")], "lower"),
        ([stage("IPSS", "Int-2"), stage("IPSS-R", "very low")], "conflict"),
        ([stage("IPSS-RA", "high", 5.0, "computed")], "unknown"),
        ([], "unknown"),
    ],
)
def test_risk_policy(stages: list[dict[str, Any]], side: str) -> None:
    assert weigh({"stages": stages}).risk_side == side


def test_disputed_stage_is_unknown() -> None:
    data = {"stages": [LOW], "review": [{"about": "stages[0]", "why": "w", "question": "q"}]}
    assert weigh(data).risk_side == "unknown"


TP53 = {"gene": "TP53", "hgvs_p": "p.Arg175His"}
LOSS = {"iscn": "45,XY,-17[20]", "metaphases": 20, "abnormalities": ["-17"]}
NORMAL = {"iscn": "46,XY[20]", "metaphases": 20}


@pytest.mark.parametrize(
    ("data", "who", "icc", "ipssm"),
    [
        ({"variants": [{**TP53, "vaf": 0.05}, {**TP53, "hgvs_p": "p.Arg248Gln", "vaf": 0.06}]}, True, False, True),
        ({"variants": [{**TP53, "vaf": 0.42}], "karyotypes": [LOSS]}, True, True, True),
        ({"variants": [{**TP53, "vaf": 0.60}], "karyotypes": [NORMAL]}, None, None, True),
        ({"variants": [{**TP53, "vaf": 0.30}], "karyotypes": [NORMAL]}, None, None, False),
        ({"variants": [{**TP53, "vaf": 0.30}], "karyotypes": [NORMAL], "labs": [lab("blasts_marrow", 12, DAY)]},
         None, True, False),
        ({"variants": [TP53]}, None, None, None),
        ({"genes_tested_negative": ["TP53"]}, False, False, False),
        ({}, None, None, None),
    ],
)  # fmt: skip
def test_tp53_has_three_definitions(data: dict[str, Any], who: Any, icc: Any, ipssm: Any) -> None:
    ev = Evaluator(FactBase(profile(data), PACK, TODAY))
    states = [ev.clause(c).value for c in ("tp53_two_hits_who", "tp53_icc", "tp53_ipssm")]
    assert states == [who, icc, ipssm]


def test_a_reason_that_holds_on_either_side_needs_no_score() -> None:
    data = {"karyotypes": [{"iscn": "45,XY,-7[20]", "metaphases": 20, "abnormalities": ["-7"]}]}
    result = weigh(data)
    assert result.risk_side == "unknown"
    assert verdict(result, "allogeneic_hct").verdict == "matches"


def test_hospice_comes_before_options() -> None:
    data = p2()
    data["findings"] = [{"concept": "hospice", "label": "Hospice", "category": "fitness", "status": "present"}]
    told = weigh(data).verdicts
    assert {v.verdict for v in told if v.concept != "transfusion"} == {"cannot_tell", "information"}
    assert [v.verdict for v in told if v.concept == "transfusion"] == ["already_tried"], "comfort goes on"


def test_a_plan_is_named_and_is_no_treatment() -> None:
    data = p2()
    data["treatments"] = [{"agent": "lenalidomide", "kind": "systemic", "status": "planned"}]
    result = weigh(data)
    assert verdict(result, "lenalidomide").verdict == "matches"
    assert "A plan is not yet a treatment" in texts(result)
