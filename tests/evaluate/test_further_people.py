"""Forty more invented people: scores that disagree, germline, NPM1, failures, countries, after a transplant, stops."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from pipeline.evaluate import evaluate
from pipeline.evaluate.examples import profile_from
from tests.evaluate.people import PACK, TODAY

PEOPLE: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "further_people.toml").read_text(encoding="utf-8")
)["people"]


@pytest.mark.parametrize("person", PEOPLE, ids=[p["name"] for p in PEOPLE])
def test_what_the_note_asks_for(person: dict[str, Any]) -> None:
    weighed = evaluate(profile_from(person["facts"], "mds"), PACK, today=TODAY, country=person.get("country"))
    told = {v.rule: v.verdict for v in weighed.verdicts}
    said = {rule: told.get(rule, "silent") for rule in person.get("verdicts", {})}
    wanted = {rule: v if isinstance(v, list) else [v] for rule, v in person.get("verdicts", {}).items()}

    assert weighed.fit == person.get("fit", "in_scope")
    assert {rule: v for rule, v in said.items() if v not in wanted[rule]} == {}
    assert set(person.get("cautions", ())) - {c.rule for c in weighed.cautions} == set()
    assert [a for a in person.get("alerts", ()) if not any(a in x.text for x in weighed.alerts)] == []


def test_a_pattern_of_chromosomes_is_named() -> None:
    """So that a sentence stands on the test that shows it: without the karyotype another one is told of."""
    facts = {
        "karyotypes": [{"iscn": "47,XX,del(7)(q22),+8[20]", "abnormalities": ["del(7)(q22)", "+8"], "metaphases": 20}],
        "biomarkers": [{"name": "fish_monosomy7", "status": "positive"}],
    }
    both, less = (
        next(v for v in evaluate(profile_from(f, "mds"), PACK, today=TODAY).verdicts if v.concept == "allogeneic_hct")
        for f in (facts, {"biomarkers": facts["biomarkers"]})
    )
    assert (both.verdict, less.verdict) == ("matches", "matches")
    assert "del(7q) beside another change" in both.text and [r.fact for r in both.because] == ["karyotypes[0]"]
    assert "a missing chromosome 7" in less.text and "del(7q)" not in less.text


def test_a_failure_that_is_contradicted_stands_on_both_words() -> None:
    """A record that no treatment was given keeps the failure of one from being told, so it is a reason."""
    course = {"agent": "decitabine", "kind": "systemic", "status": "stopped", "response": "loss_of_response"}
    facts: dict[str, Any] = {"treatments": [course], "not_given": [{"agent": "disease_modifying"}]}
    told, alone = (
        next(
            v
            for v in evaluate(profile_from(f, "mds"), PACK, today=TODAY, country="US").verdicts
            if v.rule == "mds.decitabine.us"
        )
        for f in (facts, {"treatments": [course]})
    )
    assert "did not work or stopped working" in alone.text and "did not work" not in told.text
    assert [r.fact for r in told.because] == ["treatments[0]", "not_given[0]"]
    assert [r.fact for r in alone.because] == ["treatments[0]"]


def test_medicines_cite_their_own_labels() -> None:
    facts = {
        "labs": [{"analyte": "alanine_aminotransferase", "value": 180, "reference_high": 45}],
        "treatments": [{"agent": "azacitidine", "kind": "systemic", "status": "ongoing"}],
    }
    weighed = evaluate(profile_from(facts, "mds"), PACK, today=TODAY)
    told = [v for v in (*weighed.cautions, *weighed.facts) if "Medicines in your records" in v.text]
    assert len(told) == 2 and all(v.sources == ("azacitidine-us",) for v in told)


def test_scores_on_two_sides_are_not_called_documents_that_disagree() -> None:
    facts = {
        "stages": [
            {"system": "IPSS-R", "category": "intermediate", "score": 4.0},
            {"system": "IPSS-M", "category": "moderate low", "score": -0.2},
        ]
    }
    weighed = evaluate(profile_from(facts, "mds"), PACK, today=TODAY, country="US")
    esa = next(v for v in weighed.verdicts if v.rule == "mds.esa.practice")
    assert esa.verdict == "cannot_tell"
    assert "Your risk scores point different ways." in esa.text and "do not agree" not in esa.text


def test_one_tp53_change_leaves_open_the_other_copy() -> None:
    """Found on one copy, with no test of the other: what is missing is that, and not "a test of TP53"."""
    facts = {
        "stages": [{"system": "IPSS-R", "category": "low", "score": 2.5}],
        "labs": [{"analyte": "blasts_marrow", "value": 1}, {"analyte": "marrow_cellularity", "value": 10}],
        "karyotypes": [{"iscn": "46,XX[20]", "metaphases": 20}],
        "variants": [{"gene": "TP53", "hgvs_p": "p.Arg248Gln", "vaf": 0.03}],
    }
    ist = next(v for v in evaluate(profile_from(facts, "mds"), PACK, today=TODAY).verdicts if v.concept == "ist")
    assert (ist.verdict, ist.missing) == ("cannot_tell", ("tp53_second_hit",))
    assert "whether both copies of the TP53 gene are hit" in ist.text


def test_what_is_told_and_unsure_is_not_called_absent() -> None:
    """Transfusions on record that could not be read surely: one sentence, and not "I could not find"."""
    facts = {
        "transfusions": {"rbc_units_8_weeks": 4},
        "review": [{"about": "transfusions", "why": "x", "question": "x?"}],
    }
    weighed = evaluate(profile_from(facts, "mds"), PACK, today=TODAY)
    said = next(v for v in weighed.verdicts if v.concept == "transfusion")
    assert said.verdict == "cannot_tell" and "could not be read with certainty" in said.text
    assert "I could not find" not in said.text


def test_what_a_treatment_made_old_stands_on_that_treatment() -> None:
    """A marrow of before a treatment is no longer current; without the treatment it would be."""
    facts: dict[str, Any] = {
        "patient": {"age_years": 40},
        "stages": [{"system": "IPSS-R", "category": "low", "score": 2.5}],
        "labs": [{"analyte": "marrow_cellularity", "value": 10, "collected": "2026-06-01"}],
        "treatments": [{"agent": "lenalidomide", "kind": "systemic", "status": "completed", "started": "2026-07-01"}],
    }
    weighed = evaluate(profile_from(facts, "mds"), PACK, today=TODAY)
    transplant = next(v for v in weighed.verdicts if v.concept == "allogeneic_hct")
    assert transplant.verdict == "cannot_tell" and "Too old to go by: the marrow's cell content" in transplant.text
    assert "treatments[0]" in {r.fact for r in transplant.because}


def test_a_sure_change_is_found_beside_a_doubtful_one() -> None:
    facts: dict[str, Any] = {
        "variants": [{"gene": "NPM1", "hgvs_p": "p.Trp288fs", "vaf": 0.3}, {"gene": "NPM1", "hgvs_p": "p.Arg132Cys"}],
        "review": [{"about": "variants[1]", "why": "x", "question": "x?"}],
    }
    told = {
        c.rule: [r.fact for r in c.because] for c in evaluate(profile_from(facts, "mds"), PACK, today=TODAY).cautions
    }
    assert told["mds.npm1.diagnosis"] == ["variants[0]"], "the doubtful one is not told"
    doubtful = {**facts, "variants": facts["variants"][1:], "review": [{**facts["review"][0], "about": "variants[0]"}]}
    assert not evaluate(profile_from(doubtful, "mds"), PACK, today=TODAY).cautions


def test_what_could_not_be_read_surely_is_not_told() -> None:
    facts: dict[str, Any] = {
        "labs": [{"analyte": "hemoglobin", "value": 8.9}, {"analyte": "platelets", "value": 22}],
        "variants": [{"gene": "ASXL1", "hgvs_p": "p.Arg404Ter"}],
        "review": [{"about": a, "why": "x", "question": "x?"} for a in ("labs[1]", "variants[0]")],
    }
    doubtful, sure = (
        " ".join(v.text for v in evaluate(profile_from(f, "mds"), PACK, today=TODAY).facts)
        for f in (facts, {**facts, "review": []})
    )
    assert "Blood counts: hemoglobin 8.9 and platelets 22" in sure and "ASXL1 p.Arg404Ter" in sure
    assert "Blood counts: hemoglobin 8.9 (10 November 2026)." in doubtful
    assert "22" not in doubtful and "ASXL1" not in doubtful


def test_hospice_care_goes_before_what_a_transplant_leaves_open() -> None:
    facts = {
        "treatments": [{"agent": "allogeneic_hct", "kind": "transplant", "status": "completed"}],
        "findings": [{"concept": "hospice", "label": "hospice", "category": "scope", "status": "present"}],
    }
    told = {v.concept: v.verdict for v in evaluate(profile_from(facts, "mds"), PACK, today=TODAY).verdicts}
    assert told["car_t"] == "cannot_tell"
