"""What every evaluation must pass (MDS_KNOWLEDGE 6.4), and the things never said (4.1)."""

import time
from typing import Any

import pytest

from extractors.patterns import pattern
from pipeline.evaluate import evaluate
from schemas.answer import Statement
from schemas.evaluation import Evaluation
from tests.evaluate.people import PACK, PEOPLE, TODAY, cbc, lab, of, p1, p2, p3, p5, profile, texts, verdict, weigh


def rules(result: Evaluation) -> set[str]:
    return {c.rule for c in result.cautions}


# 2: every sentence has its reason and its source ------------------------------------------------------------


@pytest.mark.parametrize("country", ["US", "EU", None])
@pytest.mark.parametrize("name", PEOPLE)
def test_every_verdict_stands_as_a_statement(name: str, country: str | None) -> None:
    result = of(name, country)
    for said in (*result.verdicts, *result.cautions, *result.facts):
        Statement(
            id="s",
            text=said.text,
            verdict=said.verdict,
            because=said.because,
            missing=said.missing,
            sources=said.sources,
        )
        assert set(said.sources) <= set(result.sources)
        assert "{" not in said.text and "None" not in said.text and "  " not in said.text
        assert said.verdict != "cannot_tell" or said.missing
    assert all(s.checked and s.url.startswith("https://") for s in result.sources.values())


@pytest.mark.parametrize("name", PEOPLE)
def test_every_pointer_points_at_a_fact(name: str) -> None:
    dumped = profile(PEOPLE[name]()).model_dump()
    result = of(name)
    said = [r for v in (*result.verdicts, *result.cautions, *result.facts) for r in v.because]
    for reason in (*said, *(r for a in result.alerts for r in a.because), *result.fit_because):
        key, _, rest = reason.fact.partition("[")
        assert dumped[key][int(rest[:-1])] if rest else dumped[key]


# 3 ------------------------------------------------------------


def test_without_tp53_its_sentences_go() -> None:
    data = p1()
    data["variants"] = []
    data["genes_tested_negative"] = [*data["genes_tested_negative"], "TP53"]
    result = weigh(data)
    assert verdict(result, "targeted_tp53").verdict == "does_not_match"
    assert "mds.transplant.tp53" not in rules(result)
    assert "Arg175" not in texts(result)


def test_platelets_of_90_leave_only_the_other_bar() -> None:
    data = p1()
    data["labs"] = [x if x["analyte"] != "platelets" else {**x, "value": 90} for x in data["labs"]]
    assert "mds.deferasirox.platelets" in rules(of("p1"))
    assert rules(weigh(data)) & {"mds.deferasirox.platelets", "mds.deferasirox.risk"} == {"mds.deferasirox.risk"}


# 4 ------------------------------------------------------------


@pytest.mark.parametrize(
    "transfusions",
    [None, {"rbc_units_8_weeks_range": (2, 4)}, {"dependent": True}, {"rbc_units_lifetime": 26},
     {"rbc_units_8_weeks": 5.3, "date": "2026-06-01"}, {"rbc_units_8_weeks": 5.3, "date": None}],
)  # fmt: skip
def test_units_unknown_or_straddling_or_old(transfusions: dict[str, Any] | None) -> None:
    data = p2()
    del data["transfusions"]
    if transfusions is not None:
        data["transfusions"] = transfusions
    said = verdict(weigh(data), "imetelstat")
    assert (said.verdict, said.missing) == ("cannot_tell", ("rbc_units_8_weeks",))


# 5 ------------------------------------------------------------


def test_the_hinge_at_three_and_a_half() -> None:
    higher = p3()
    higher["stages"] = [{"system": "IPSS-R", "category": "intermediate", "score": 4.0, "origin": "computed"}]
    result = weigh(higher)
    assert result.risk_side == "higher"
    assert verdict(result, "ist").verdict == "does_not_match"
    assert verdict(result, "hma").verdict == "matches"
    assert "right on the line" not in texts(result)
    lower = p3()
    lower["stages"][0] |= {"category": "low", "score": 2.5}
    assert weigh(lower).risk_side == "lower"
    assert "right on the line" not in texts(weigh(lower))


# 6 ------------------------------------------------------------


def test_two_cycles_are_too_early() -> None:
    data = p1()
    data["treatments"][0] |= {"cycles": 2, "response": None}
    assert "too early to judge" in texts(weigh(data))
    assert "too early to judge" not in texts(of("p1"))


@pytest.mark.parametrize("word", ["PD", "loss_of_response", "refractory"])
def test_documented_failure(word: str) -> None:
    data = p1()
    data["treatments"][0]["response"] = word
    result = weigh(data)
    assert "say in words that azacitidine did not work" in texts(result)
    assert "too early" not in texts(result)
    data["variants"] = [*data["variants"], {"gene": "IDH1", "hgvs_p": "p.Arg132Cys", "vaf": 0.2}]
    data["genes_tested_negative"] = ["IDH2", "FLT3"]
    result = weigh(data)
    assert verdict(result, "ivosidenib").verdict == "matches"
    assert "mds.ivosidenib.boxed" in rules(result)
    assert verdict(weigh(data, "EU"), "ivosidenib").verdict == "investigational"


def test_stable_disease_is_no_failure() -> None:
    data = p1()
    data["variants"] = [{"gene": "IDH1", "hgvs_p": "p.Arg132Cys", "vaf": 0.2}]
    data["genes_tested_negative"] = []
    assert verdict(weigh(data), "ivosidenib").missing == ("disease_modifying_outcome",)


# 7, 8 ------------------------------------------------------------


def test_suspected_struck_is_still_no_mds() -> None:
    data = p5()
    data["diagnoses"] = []
    result = weigh(data)
    assert result.fit == "unconfirmed" and {v.verdict for v in result.verdicts} == {"cannot_tell", "information"}


@pytest.mark.parametrize("disease", ["ccus", "chip"])
def test_precursors_are_no_mds(disease: str) -> None:
    data = {"diagnoses": [{"disease": disease, "label": disease.upper(), "status": "confirmed"}]}
    assert weigh(data).fit == "unconfirmed"


@pytest.mark.parametrize(
    ("diagnoses", "fit"),
    [
        ([("mds", "ruled_out")], "unconfirmed"),
        ([("mds", "suspected"), ("colon_cancer", "confirmed")], "unconfirmed"),
        ([("mds", "confirmed"), ("colon_cancer", "confirmed")], "in_scope"),
        ([("cmml", "confirmed")], "out_of_scope"),
        ([("aml", "confirmed")], "out_of_scope"),
        ([("aml", "confirmed"), ("mds", "historical")], "out_of_scope"),
        ([("mds", "historical")], "unconfirmed"),
        ([("angiomyolipoma", "confirmed")], "unconfirmed"),
    ],
)
def test_scope_by_disease(diagnoses: list[tuple[str, str]], fit: str) -> None:
    data = {"diagnoses": [{"disease": d, "label": d, "status": s} for d, s in diagnoses]}
    assert weigh(data).fit == fit


def test_a_child_is_out_of_scope() -> None:
    result = weigh({**p2(), "patient": {"birth_date": "2012-01-01"}})
    assert result.fit == "out_of_scope" and not result.verdicts and "under 18" in result.fit_reason


@pytest.mark.parametrize("labs", [[lab("blasts_marrow", 20, "2026-08-01")], [lab("blasts_blood", 31, "2026-11-10")]])
def test_twenty_percent_blasts_leave_no_options(labs: list[dict[str, Any]]) -> None:
    data = p1()
    data["labs"] = labs
    result = weigh(data)
    assert result.fit == "in_scope" and result.verdicts == ()
    assert [a.tier for a in result.alerts][:1] == ["urgent"] and "acute myeloid leukemia" in result.alerts[0].text


def test_nineteen_percent_keep_them() -> None:
    data = p1()
    data["labs"] = [lab("blasts_marrow", 19, "2026-08-24")]
    assert weigh(data).verdicts and not any(a.tier == "urgent" for a in weigh(data).alerts)


def test_after_a_transplant_options_are_held() -> None:
    data = p2()
    data["treatments"] = [
        {"agent": "allogeneic_hct", "kind": "transplant", "status": "completed", "started": "2026-07-01"}
    ]
    result = weigh(data)
    keeps = {"car_t": "investigational", "venetoclax": "investigational", "transfusion": "already_tried"}
    assert {c: verdict(result, c).verdict for c in keeps} == keeps, "said of everybody, after a transplant as before"
    others = {v.verdict for v in result.verdicts if v.concept not in keeps}
    assert others == {"cannot_tell", "already_tried", "information"}
    assert verdict(result, "allogeneic_hct").verdict == "already_tried"
    assert verdict(result, "lenalidomide").missing == ("transplant_team_plan",)


# 11 ------------------------------------------------------------


def test_old_facts_are_dated_and_never_current() -> None:
    data = p2()
    data["labs"] = [*cbc("2025-01-05", 7.9, 310, 1.9), lab("erythropoietin", 642, "2024-06-03", "m[IU]/mL")]
    result = weigh(data)
    assert verdict(result, "esa").verdict == "cannot_tell"
    told = verdict(result, "esa").text
    assert "Too old to go by: hemoglobin (5 January 2025) and erythropoietin (EPO) (3 June 2024)." in told
    for said in (*result.verdicts, *result.facts):
        assert "currently" not in said.text


def test_a_marrow_before_new_treatment_is_old() -> None:
    data = p3()
    data["treatments"] = [{"agent": "lenalidomide", "kind": "systemic", "status": "ongoing", "started": "2026-10-10"}]
    assert "blasts_marrow" in verdict(weigh(data), "ist").missing


# 12 ------------------------------------------------------------


def test_two_reports_that_disagree_leave_cannot_tell() -> None:
    data = p1()
    data["conflicts"] = [{"about": "variants[0]", "values": ["TP53 detected", "TP53 not detected"]}]
    result = weigh(data)
    said = verdict(result, "targeted_tp53")
    assert (said.verdict, said.missing) == ("cannot_tell", ("TP53",))
    assert "do not agree" in said.text and [r.fact for r in said.because] == ["variants[0]"]
    assert verdict(result, "ist").verdict == "does_not_match"  # blasts and risk decide without it
    assert "TP53" not in verdict(result, "ist").text


@pytest.mark.parametrize("where", ["about", "also"])
def test_either_side_of_a_conflict_counts(where: str) -> None:
    data = p2()
    conflict: dict[str, Any] = {"about": "labs[0]", "values": ["a", "b"]}
    conflict |= {"about": "karyotypes[0]"} if where == "about" else {"also": ["karyotypes[0]"]}
    data["conflicts"] = [conflict]
    assert verdict(weigh(data), "lenalidomide").verdict == "cannot_tell"


def test_a_value_under_review_is_unknown() -> None:
    data = p2()
    data["review"] = [{"about": "labs[8]", "why": "w", "question": "Is this 642 or 842?"}]
    said = verdict(weigh(data), "esa")
    assert said.verdict == "cannot_tell" and "could not be read with certainty" in said.text


def test_a_doubt_that_a_surer_value_has_replaced_blocks_no_other_fact() -> None:
    data = p2()
    plain = verdict(weigh(data), "esa")
    data["review"] = [{"about": "labs", "why": "w", "question": "Is this 642 or 842?"}]
    assert verdict(weigh(data), "esa") == plain and plain.verdict != "cannot_tell"


def test_two_values_of_one_day_that_differ_decide_only_together() -> None:
    data = p2()
    data["labs"] = [lab("erythropoietin", 642, "2026-06-03"), lab("erythropoietin", 300, "2026-06-03")]
    assert verdict(weigh(data), "esa").verdict == "cannot_tell"
    data["labs"] = [lab("erythropoietin", 642, "2026-06-03"), lab("erythropoietin", 700, "2026-06-03")]
    assert verdict(weigh(data), "esa").verdict == "does_not_match"


# silence is not no ------------------------------------------------------------


def test_silence_is_never_no() -> None:
    """With a bare diagnosis nothing is matched and nothing is ruled out."""
    result = weigh({})
    said = {v.concept: v.verdict for v in result.verdicts}
    assert set(said.values()) == {"cannot_tell", "investigational", "information"}
    assert {c for c, v in said.items() if v == "investigational"} == {"car_t", "venetoclax"}


@pytest.mark.parametrize(
    ("karyotype", "wanted"),
    [
        ({"iscn": "46,XX[19]", "metaphases": 19}, "cannot_tell"),
        ({"iscn": "46,XX", "metaphases": None}, "cannot_tell"),
        ({"iscn": "46,XX[20]", "metaphases": 20}, "does_not_match"),
        ({"iscn": "46,XX,?del(5)(q13q33)[20]", "metaphases": 20, "abnormalities": ["?del(5)(q13q33)"]}, "cannot_tell"),
        (
            {"iscn": "46,XX,del(5)(q13q33)[3]/46,XX[7]", "metaphases": 10, "abnormalities": ["del(5)(q13q33)"]},
            "matches",
        ),
        ({"iscn": "46,XX,del(5)(p13p14)[20]", "metaphases": 20, "abnormalities": ["del(5)(p13p14)"]}, "does_not_match"),
    ],
)
def test_chromosome_absence_needs_an_adequate_test(karyotype: dict[str, Any], wanted: str) -> None:
    data = p2()
    data["karyotypes"] = [karyotype]
    assert verdict(weigh(data), "lenalidomide").verdict == wanted


@pytest.mark.parametrize(
    ("status", "wanted"), [("positive", "matches"), ("negative", "does_not_match"), ("equivocal", "cannot_tell")]
)
def test_fish_decides_where_there_is_no_karyotype(status: str, wanted: str) -> None:
    data = p2()
    data["karyotypes"] = []
    data["biomarkers"] = [{"name": "fish_del5q", "status": status}]
    result = weigh(data)
    assert verdict(result, "lenalidomide").verdict == wanted
    if status == "positive":
        assert verdict(weigh(data, "EU"), "imetelstat").verdict == "cannot_tell"  # FISH cannot show that it is isolated


@pytest.mark.parametrize("significance", ["uncertain", "benign"])
def test_a_variant_of_uncertain_meaning_is_no_finding(significance: str) -> None:
    data = {"variants": [{"gene": "TP53", "hgvs_p": "p.Pro72Arg", "significance": significance}]}
    assert verdict(weigh(data), "targeted_tp53").verdict == "cannot_tell"


@pytest.mark.parametrize("status", ["planned", "declined", "considered"])
def test_planned_or_declined_is_not_given(status: str) -> None:
    data = {**p2(), "treatments": [{"agent": "azacitidine", "kind": "systemic", "status": status}]}
    assert verdict(weigh(data), "azacitidine").verdict != "already_tried"


# 9, 10: never said ------------------------------------------------------------

NEVER = (
    r"mg/m2|mg/m²|mg/kg|\d+ ?mg([^/\w]|$)|\bunits/kg",
    r"\byou (should|must|need to|have to)\b",
    r"\byou are (eligible|a candidate|cured|in remission)\b|\byou (will|would) (respond|benefit)\b",
    r"\b(eligible|candidate) for\b",
    r"\bsurviv|\blife expectancy|\bmedian\b|\d+ ?(%|percent) of (people|patients)|\bmonths to live",
    r"you (don't|do not) have leuk|not (a )?cancer",
    r"\bunfortunately\b|!",
    r"NCCN",
    r"\bNCT\d|open trial|is open",
    r"\b(avoid|stop|start|switch|refuse|skip|delay) (taking|azacitidine|treatment|the)\b",
)


def pack_texts() -> list[str]:
    found = [c.yes + " " + c.no for c in PACK.clauses]
    for option in PACK.options:
        found += [*option.text.values(), option.ask or "", option.unconfirmed or "", *(c.text for c in option.first)]
    for rule in (*PACK.cautions, *PACK.topics, *PACK.alerts, *PACK.questions, *PACK.gates):
        found += [rule.text, getattr(rule, "text_old", None) or "", getattr(rule, "ask", None) or ""]
    return [*found, *PACK.phrases.values(), *PACK.labels.values(), *(c.plain for c in PACK.concepts)]


@pytest.mark.parametrize("never", NEVER)
def test_never_said(never: str) -> None:
    told = [*pack_texts(), *(texts(of(n, c)) for n in PEOPLE for c in ("US", "EU"))]
    assert [t for t in told if pattern(never).search(t)] == []


# speed and order ------------------------------------------------------------


def test_same_profile_same_evaluation() -> None:
    assert weigh(p1()) == weigh(p1())


def test_quick_enough() -> None:
    person = profile(p1())
    evaluate(person, PACK, today=TODAY)
    took = []
    for _ in range(10):
        start = time.process_time()
        evaluate(person, PACK, today=TODAY)
        took.append(time.process_time() - start)
    assert min(took) < 0.02
