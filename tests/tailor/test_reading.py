"""What reading whole answers brought up: said once, in its place, and only where it helps this person."""

from typing import Any

import pytest

from knowledge.answers_loader import load_answer
from knowledge.packs import load_pack
from pipeline.evaluate.examples import profile_from
from pipeline.render import render_answer
from pipeline.render.explain import Explainer
from pipeline.render.page import Page, page_of
from pipeline.tailor import parse_general, tailor
from pipeline.tailor.questions import _alike
from schemas.answer import TailoredAnswer
from tests.evaluate.people import TODAY

LOW = {"system": "IPSS-R", "category": "low", "score": 2.0}
HIGH = {"system": "IPSS-R", "category": "high", "score": 5.0}
AZACITIDINE = {"agent": "azacitidine", "kind": "systemic", "status": "ongoing"}


def answer(name: str, **facts: Any) -> TailoredAnswer:
    return tailor(
        profile_from(facts, "mds"), parse_general(load_answer(name)), load_pack("mds"), today=TODAY, country="US"
    )


def page(name: str, **facts: Any) -> Page:
    return page_of(answer(name, **facts))


def hospice() -> dict[str, Any]:
    return {"findings": [{"concept": "hospice", "label": "hospice care", "category": "scope", "status": "present"}]}


def test_who_at_the_head_of_a_sentence_is_not_the_classification() -> None:
    explain = Explainer("mds")
    assert [s.plain for s in explain.split("Who is it thought of for?")] == [""]
    assert explain.split("In the WHO list it is MDS.")[0].plain.startswith("a book of rules")


def test_what_the_question_is_about_is_not_beside_the_general_answer() -> None:
    made = page(
        "mds-watch-and-wait",
        stages=[LOW],
        labs=[{"analyte": a, "value": v} for a, v in (("hemoglobin", 11.8), ("platelets", 160), ("neutrophils", 2.1))],
        transfusions={"rbc_units_8_weeks": 0},
    )
    told = [s for s in (*made.summary, *(x for g in made.groups for x in g.said)) if s.statement.about == "observation"]
    assert [s.statement.verdict for s in told] == ["matches", "matches"]
    assert not any(s.extra for s in told)


def test_an_option_that_records_plan_is_told_first_of_all() -> None:
    plan = {"agent": "luspatercept", "kind": "systemic", "status": "planned", "recorded": "2026-11-05"}
    said = [s.text for s in answer("mds-luspatercept", stages=[LOW], treatments=[plan]).summary]
    assert (
        "Your records speak of a plan for this: luspatercept (5 November 2026). A plan is not yet a treatment." in said
    )
    other = page("mds-anemia-fatigue", stages=[LOW], treatments=[plan])
    assert any("a plan for this: luspatercept" in s.statement.text for s in other.more)


def test_what_an_alert_has_told_is_not_told_again_as_a_caution() -> None:
    counts = [{"analyte": "neutrophils", "value": 0.6}]
    warned = page("mds-liver", stages=[HIGH], labs=counts, treatments=[AZACITIDINE])
    assert ["neutrophils" in a.text[0].text for a in warned.alerts] == [True]
    assert [s.statement.about for s in warned.cautions] == []
    alone = page("mds-liver", stages=[HIGH], labs=counts)
    assert not alone.alerts and [s.statement.about for s in alone.cautions] == ["infection"]


def test_in_hospice_care_nothing_more_is_asked_for_and_the_reason_is_said_once() -> None:
    made = answer("mds-immunotherapy", stages=[LOW], labs=[{"analyte": "hemoglobin", "value": 8.2}], **hospice())
    assert made.ask_next == ()
    assert answer("mds-immunotherapy", stages=[LOW], labs=[{"analyte": "hemoglobin", "value": 8.2}]).ask_next
    summary = [s.statement.text for s in page_of(made).summary]
    assert len([t for t in summary if "hospice care" in t]) == 1


def test_without_a_diagnosis_no_list_of_all_that_is_unknown() -> None:
    made = page(
        "mds-anemia-fatigue",
        diagnoses=[{"disease": "mds", "label": "MDS", "status": "suspected"}],
        labs=[{"analyte": "hemoglobin", "value": 9.6}],
    )
    assert made.asks and made.missing == ()


def test_what_is_asked_for_under_another_name_is_not_called_missing_as_well() -> None:
    """Scores that disagree: the risk score is asked for, and the risk group is the same thing."""
    scores = [{"system": "IPSS-R", "category": "intermediate", "score": 4.0},
              {"system": "IPSS-M", "category": "moderate low", "score": -0.2}]  # fmt: skip
    made = page("mds-lower-risk-treatment", stages=scores)
    assert "risk_score" in {a.fact for a in made.answer.ask_next}
    assert any("risk_side" in s.missing for s in made.answer.statements)
    assert "the risk group" not in made.missing


def test_a_stated_score_is_not_asked_to_be_completed() -> None:
    day = "2026-05-05"
    partly = {
        "system": "IPSS-R",
        "category": "",
        "range": [1, 8],
        "origin": "computed",
        "date": day,
        "missing": ["karyotype"],
    }
    facts = {
        "diagnoses": [{"disease": "mds", "label": "MDS", "status": "confirmed", "date": day}],
        "labs": [
            {"analyte": a, "value": v, "collected": day}
            for a, v in (("hemoglobin", 9.4), ("platelets", 224), ("neutrophils", 2.8), ("blasts_marrow", 3))
        ],
    }
    alone = answer("mds-ipss-r", stages=[partly], **facts)
    stated = answer("mds-ipss-r", stages=[LOW, partly], **facts)
    chromosomes = "a chromosome test (karyotype) from the time of the bone marrow test"
    assert chromosomes in {a.label for a in alone.ask_next}
    assert chromosomes not in {a.label for a in stated.ask_next}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Was my erythropoietin (EPO) level measured, and what was it?",
         "Has my erythropoietin level been measured, and when?", True),
        ("Was TP53 tested, and what was found?", "Was TP53 tested?", True),
        ("Was TP53 tested, and what was found?", "Was SF3B1 tested, and what was found?", False),
        ("Was I tested for a PNH clone, and what was found?",
         "Was I tested for an LGL clone, and what was found?", False),
        ("How do we know?", "When do we know?", True),
    ],
)  # fmt: skip
def test_questions_are_one_by_what_they_are_about(one: str, other: str, same: bool) -> None:
    assert _alike(one, other) is same


def test_a_gene_that_was_not_tested_is_no_medicine_that_may_fit() -> None:
    """Nothing is approved against TP53 or SF3B1, so "I cannot tell whether such a medicine" would mislead."""
    said = {s.about: s.text for s in answer("mds-tp53", stages=[LOW]).statements}
    assert "No approved medicine" not in said["targeted_tp53"]
    assert "I know of no approved medicine that acts on a changed TP53 itself." in said["targeted_tp53"]
    assert "may be worth asking about" not in said["targeted_tp53"]


def test_questions_do_not_take_a_result_for_granted() -> None:
    untested = [q.text for q in answer("mds-idh-inhibitors", stages=[HIGH]).questions]
    assert not any("My IDH1 change" in q for q in untested)
    variant = {"gene": "IDH1", "hgvs_p": "p.Arg132His", "vaf": 0.3}
    course = {**AZACITIDINE, "cycles": 6, "response": "PD"}
    tested = [
        q.text for q in answer("mds-idh-inhibitors", stages=[HIGH], variants=[variant], treatments=[course]).questions
    ]
    assert any(q.startswith("My IDH1 change: was it found") for q in tested)


def test_npm1_is_told_whatever_the_question() -> None:
    variant = {"gene": "NPM1", "hgvs_p": "p.Trp288fs", "vaf": 0.35}
    made = answer("mds-vaccines", stages=[HIGH], variants=[variant])
    assert [s.about for s in made.statements if s.verdict == "caution"] == ["aml_range"]


def test_blasts_that_an_old_score_does_not_hold_are_told_whatever_the_question() -> None:
    old = {**LOW, "date": "2023-02-01"}
    many = answer("mds-vaccines", stages=[old], labs=[{"analyte": "blasts_marrow", "value": 12}])
    told = [s for s in many.statements if s.verdict == "caution"]
    assert [s.about for s in told] == ["risk"] and "Ask soon whether your score still stands." in told[0].text
    few = answer("mds-vaccines", stages=[old], labs=[{"analyte": "blasts_marrow", "value": 8}])
    assert not [s for s in few.statements if s.verdict == "caution"]


def test_a_share_near_half_is_told_and_not_called_inherited() -> None:
    variant = {"gene": "DDX41", "hgvs_p": "p.Arg525His", "vaf": 0.48}
    text = str(render_answer(answer("mds-transplant", stages=[HIGH], variants=[variant]), "md"))
    assert "can, but need not, mean that a change is inherited" in text
    less = str(render_answer(answer("mds-transplant", stages=[HIGH], variants=[{**variant, "vaf": 0.1}]), "md"))
    assert "inherited. This test alone" not in less


def test_documents_that_disagree_are_told_above_the_options_and_asked_about() -> None:
    variant = {"gene": "TP53", "hgvs_p": "p.Arg273His", "vaf": 0.31}
    facts: dict[str, Any] = {
        "stages": [LOW],
        "variants": [variant],
        "genes_tested_negative": ["TP53"],
        "conflicts": [
            {"about": "variants[0]", "also": ["genes_tested_negative[0]"],
             "values": ["TP53 p.Arg273His VAF 31 %", "TP53 not detected (2026-06-10)"]}
        ],
    }  # fmt: skip
    made = page("mds-vaccines", **facts)
    both = "TP53 p.Arg273His share 31% against TP53 not detected (10 June 2026)"
    told = [s.statement.text for s in made.cautions]
    assert [f"Your documents do not agree here: {both}." in t for t in told] == [True]
    assert f"My reports do not agree: {both}. Which one is right?" in [q.text for q in made.answer.questions]
    transplant = next(s for s in answer("mds-transplant", **facts).statements if s.about == "allogeneic_hct")
    assert transplant.text.count("do not agree") == 1, "the other copy is not what they disagree on"


def test_what_records_say_of_the_option_asked_about_is_among_the_first_lines() -> None:
    donor = {
        "concept": "matched_sibling_donor",
        "label": "matched sibling donor",
        "category": "donor",
        "status": "present",
    }
    said = [s.text for s in answer("mds-transplant", stages=[HIGH], findings=[donor]).summary]
    assert "About a donor, your records name: matched sibling donor (10 November 2026)." in said


def test_a_disease_is_named_once() -> None:
    cmml = [{"disease": "cmml", "label": label, "status": "confirmed"} for label in ("CMML", "CMML-1")]
    first = answer("mds-transplant", diagnoses=cmml).summary[0].text
    assert first.startswith("Your records describe another disease: CMML-1 (10 November 2026). I found no")


def test_pregnancy_on_record_is_not_said_to_be_missing() -> None:
    facts: dict[str, Any] = {
        "patient": {"age_years": 33, "sex": "female"},
        "stages": [LOW],
        "labs": [{"analyte": "hemoglobin", "value": 8.2}],
        "karyotypes": [{"iscn": "46,XX,del(5)(q13q33)[20]", "abnormalities": ["del(5)(q13q33)"], "metaphases": 20}],
    }
    silent = answer("mds-del5q-lenalidomide", **facts)
    assert any(q.text.startswith("I found nothing about pregnancy") for q in silent.questions)
    finding = {"concept": "pregnancy", "label": "pregnancy", "category": "fitness", "status": "present"}
    told = answer("mds-del5q-lenalidomide", **facts, findings=[finding])
    assert not any("nothing about pregnancy" in q.text for q in told.questions)
    assert any(q.text.startswith("My records name pregnancy") for q in told.questions)
    first = next(s for s in told.statements if s.verdict == "caution")
    assert (first.about, first.rule) == ("lenalidomide", "mds.lenalidomide.pregnancy@2026.1")


def test_an_unknown_country_is_said_where_labels_are_told() -> None:
    def told(name: str, country: str | None) -> list[str]:
        general = parse_general(load_answer(name))
        made = tailor(profile_from({"stages": [LOW]}, "mds"), general, load_pack("mds"), today=TODAY, country=country)
        return [s.text for s in made.statements if s.rule == "mds.note.country@2026.1"]

    assert [t.startswith("I do not know in which country") for t in told("mds-imetelstat", None)] == [True]
    assert [t.endswith("where you are treated may differ.") for t in told("mds-imetelstat", "JP")] == [True]
    assert told("mds-imetelstat", "US") == told("mds-imetelstat", "DE") == []
    assert told("mds-caregivers", None) == [], "no label is told there"
