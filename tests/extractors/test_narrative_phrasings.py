"""The labelled wordings of the reference material, for the facts of running text (skipped where they are absent)."""

from collections.abc import Callable
from typing import Any

import pytest

from extractors import diagnoses, findings, performance, stages, transfusions, treatments
from knowledge.loader import load_vocabulary
from schemas.facts import (
    ClinicalFinding,
    Diagnosis,
    Fact,
    NotGiven,
    Performance,
    Stage,
    TransfusionStatement,
    Treatment,
)
from tests.reports import report_from_text
from tests.shared import phrasings

EXTRACTORS = [m.EXTRACTOR for m in (diagnoses, findings, performance, stages, transfusions, treatments)]


def read(text: str) -> list[Fact]:
    report = report_from_text(text)
    return [f.fact for e in EXTRACTORS for f in e.run(report, load_vocabulary()) if f.doubt is None]


def spelling(text: str) -> str:
    return text.replace(" ", "").replace("-", "").lower()


SUBTYPES = {
    "MDS-MLD": "mds_mld", "MDS-EB1": "mds_eb1", "MDS-IB1": "mds_ib1", "MDS-LB": "mds_lb", "MDS-SF3B1": "mds_sf3b1",
    "RAEB-1": "mds_raeb1",
}  # fmt: skip
CERTAINTY = {
    "confirmed": "confirmed", "suspected": "suspected", "favoured": "suspected", "reported": "historical",
    "negative": "ruled_out",
}  # fmt: skip


def diagnosis(facts: list[Fact], expect: dict[str, Any]) -> bool:
    found = [f for f in facts if isinstance(f, Diagnosis)]
    return [(f.subtype, spelling(f.system or ""), f.status) for f in found] == [
        (SUBTYPES[expect["dx"]], spelling(expect["system"]), CERTAINTY[expect["certainty"]])
    ]


AGENTS = {"darbepoetin": "darbepoetin alfa", "ESA": "esa"}
STATUS = {
    "ongoing": ("ongoing", None), "on_hold": ("ongoing", "on_hold"), "planned": ("planned", None),
    "declined": ("declined", None), "hypothetical": ("considered", None),
    "stopped_progression": ("stopped", "progression"),
}  # fmt: skip


def therapy(facts: list[Fact], expect: dict[str, Any]) -> bool:
    agent = AGENTS.get(expect["drug"], expect["drug"])
    given = [(f.agent, f.status, f.stop_reason) for f in facts if isinstance(f, Treatment)]
    never = [f.agent for f in facts if isinstance(f, NotGiven)]
    if expect["status"] == "family":
        return not given and not never
    if expect["status"] == "never":
        return not given and never == [agent]
    return given == [(agent, *STATUS[expect["status"]])] and not never


NO_RESPONSE = {"not_CR", "not_evaluable", "future", "patient_report", "post_HCT_relapse"}
RESPONSES = {"CR_2006": "CR", "CRL_2023": "CRL", "secondary_failure": "loss_of_response"}
REASONS = {"patient_choice": "patient_choice", "intolerance": "toxicity"}


def response(facts: list[Fact], expect: dict[str, Any]) -> bool:
    agent = AGENTS.get(expect["drug"], expect["drug"])
    found = [f for f in facts if isinstance(f, Treatment) and f.agent == agent]
    if expect["response"] in NO_RESPONSE:
        return all(f.response is None and f.cycles is None for f in found)
    if expect["response"] in REASONS:
        return [(f.response, f.stop_reason) for f in found] == [(None, REASONS[expect["response"]])]
    return [f.response for f in found] == [RESPONSES.get(expect["response"], expect["response"])]


def risk(facts: list[Fact], expect: dict[str, Any]) -> bool:
    found = [(f.system, f.score, f.category) for f in facts if isinstance(f, Stage)]
    return found == [(expect["system"], expect["score"], expect["category"])]


def transfusion(facts: list[Fact], expect: dict[str, Any]) -> bool:
    found = [f for f in facts if isinstance(f, TransfusionStatement)]
    if "units_lifetime" in expect:
        return [(f.units_lifetime, f.units_8_weeks) for f in found] == [(expect["units_lifetime"], None)]
    if expect["rbc_per_8wk"] is None:
        return not found
    rates = [f.units_8_weeks for f in found]
    return len(rates) == 1 and rates[0] is not None and all(abs(r - expect["rbc_per_8wk"]) < 0.05 for r in rates[0])


HCT = {
    "done": ("allogeneic_hct", "completed"), "planned": ("allogeneic_hct", "planned"),
    "referral": ("allogeneic_hct", "considered"), "declined": ("allogeneic_hct", "declined"),
    "auto_other": ("autologous_hct", "completed"), "dli": ("donor_lymphocyte_infusion", "completed"),
}  # fmt: skip
DONORS = {
    "haploidentical daughter": "donor_haploidentical", "10/10 sibling": "donor_matched_sibling",
    "9/10 unrelated": "donor_unrelated", "cord blood": "donor_cord_blood", "no donor found": "donor_none",
}  # fmt: skip


def transplant(facts: list[Fact], expect: dict[str, Any]) -> bool:
    given = [(f.agent, f.status) for f in facts if isinstance(f, Treatment)]
    seen = {(f.concept, f.status) for f in facts if isinstance(f, ClinicalFinding)}
    if "hct" in expect:
        if expect["hct"] == "excluded":
            return not given and ("transplant_candidate", "absent") in seen
        return given == ([HCT[expect["hct"]]] if expect["hct"] in HCT else [])
    if "cart" in expect:
        if expect.get("status") == "received":
            return [s for _, s in given] == ["completed"]
        return all(s == "considered" for _, s in given)
    if "donor" in expect:
        return (DONORS[expect["donor"]], "present") in seen and not given
    wanted = {
        "chimerism": ("post_transplant", "present"),
        "conditioning": ("conditioning", "present"),
        "gvhd": ("gvhd", "absent"),
    }
    keys = [k for k in wanted if k in expect]
    return not given and all(wanted[k] in seen for k in keys)


def liver(facts: list[Fact], expect: dict[str, Any]) -> bool:
    seen = {(f.concept, f.status) for f in facts if isinstance(f, ClinicalFinding)}
    sick = {("liver_lesion", "present"), ("liver_mass", "present"), ("liver_metastases", "present")}
    if expect.get("liver") == "lesion":
        return bool(seen & sick)
    if expect.get("liver") in ("negative", "reported_unverified"):
        return not seen & sick and not any(isinstance(f, Diagnosis) for f in facts)
    if expect.get("liver") == "angiomyolipoma":
        return [f.disease for f in facts if isinstance(f, Diagnosis)] == ["angiomyolipoma"]
    if "hep" in expect:
        return ("hepatitis_b", "absent") in seen
    return bool(seen)


def fitness(facts: list[Fact], expect: dict[str, Any]) -> bool:
    found = [(f.scale, f.value) for f in facts if isinstance(f, Performance)]
    scale = "ECOG" if "ecog" in expect else "KPS"
    return found == [(scale, expect[scale.lower()])]


def noise(facts: list[Fact], expect: dict[str, Any]) -> bool:
    if "subject" in expect or expect.get("action") == "treat_as_data":
        return not facts
    if expect.get("polarity") == "negative" and expect["concept"] == "transfusions":
        return [f.dependent for f in facts if isinstance(f, TransfusionStatement)] == [False]
    if expect.get("polarity") == "negative" and expect["concept"] != "blasts":
        seen = [(f.concept, f.status) for f in facts if isinstance(f, ClinicalFinding)]
        return seen == [(expect["concept"].replace(" ", "_"), "absent")] and len(facts) == 1
    return not any(isinstance(f, Diagnosis | Treatment) for f in facts)


LABS = {"analyte", "bili", "ferritin", "lic", "liver_sign", "age"}
CHECKS: dict[str, Callable[[list[Fact], dict[str, Any]], bool]] = {
    "diagnosis": diagnosis, "therapy": therapy, "response": response, "risk": risk, "transfusion": transfusion,
    "transplant_cellular": transplant, "liver": liver, "fitness": fitness, "subject_noise": noise,
}  # fmt: skip


@pytest.mark.parametrize("kind", CHECKS)
def test_labelled_wordings(kind: str) -> None:
    rows = [r for r in phrasings(kind) if "expect" in r and not LABS & set(r["expect"])]
    wrong = [(r["text"], r["expect"]) for r in rows if not CHECKS[kind](read(r["text"]), r["expect"])]
    assert len(rows) >= 20
    assert len(wrong) <= 0.05 * len(rows), wrong
