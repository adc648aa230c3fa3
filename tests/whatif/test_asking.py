"""What to ask for next: only what is not known, what decides most first, and every claim true."""

import datetime as dt
from typing import Any

import pytest

from knowledge.answers_loader import load_answer
from knowledge.tailoring import load_asking
from pipeline.tailor import parse_general, tailor
from pipeline.tailor.guard import violations
from schemas.answer import Ask, TailoredAnswer
from tests.evaluate.people import PACK, PEOPLE, TODAY, cbc, lab, p1, p2, p3, profile, weigh

ASKING = load_asking("mds")
Data = dict[str, Any]


def told(data: Data, answer: str, today: dt.date = TODAY, country: str | None = "US") -> TailoredAnswer:
    return tailor(profile(data), parse_general(load_answer(answer)), PACK, today=today, country=country)


def asks(data: Data, answer: str = "mds-esa-epo") -> dict[str, Ask]:
    return {name: a for a in told(data, answer).ask_next for name in (a.fact, *a.also)}


def names(data: Data, answer: str) -> list[str]:
    return [a.fact for a in told(data, answer).ask_next]


def verdict_of(data: Data, rule: str, country: str | None = "US") -> str:
    return next(v.verdict for v in weigh(data, country).verdicts if v.rule == rule)


# what is asked ------------------------------------------------------------


def test_the_erythropoietin_level_is_asked_for_where_it_decides() -> None:
    data = p2()
    data["labs"] = [x for x in data["labs"] if x["analyte"] != "erythropoietin"]
    answer = told(data, "mds-esa-epo")
    first = answer.ask_next[0]
    assert first.fact == "erythropoietin" and first.why == "absent" and first.about_question
    assert first.text.startswith("Your records do not give the erythropoietin (EPO) level. This decides whether ")
    esa = next(d for d in first.decides if d.rule == "mds.esa.practice")
    assert [(p.when, p.outcome) for p in esa.could_be] == [
        ("500 mIU/mL or less", "matches"),
        ("above 500 mIU/mL", "does_not_match"),
    ]
    assert first.question in [q.text for q in answer.questions[:3]]


@pytest.mark.parametrize(("value", "verdict"), [(500, "matches"), (500.1, "does_not_match")])
def test_what_is_said_to_decide_decides(value: float, verdict: str) -> None:
    data = p2()
    data["labs"] = [x for x in data["labs"] if x["analyte"] != "erythropoietin"]
    assert verdict_of(data, "mds.esa.practice") == "cannot_tell"
    data["labs"].append(lab("erythropoietin", value, "2026-11-19", "m[IU]/mL"))
    assert verdict_of(data, "mds.esa.practice") == verdict


def test_what_is_known_is_not_asked() -> None:
    assert "erythropoietin" not in asks(p2())
    assert not {"hemoglobin", "platelets", "TP53", "karyotype", "blasts_marrow"} & set(asks(p2()))


def test_the_question_decides_what_comes_first() -> None:
    data = p2()
    data["labs"] = [x for x in data["labs"] if x["analyte"] not in ("erythropoietin", "ferritin")]
    data["transfusions"] = {"rbc_units_8_weeks": 5.3}
    assert names(data, "mds-esa-epo")[0] == "erythropoietin"
    assert names(data, "mds-iron-overload")[0] in ("ferritin", "rbc_units_lifetime")


@pytest.mark.parametrize(
    ("change", "why", "words"),
    [
        ({"collected": "2024-06-03"}, "stale", "Too old to go by: the EPO level (3 June 2024)."),
        ({"comparator": ">", "value": 200}, "unsure", "What your records say about the EPO level does not settle it."),
        ({"review": True}, "review", "could not be read with certainty"),
        ({"conflict": True}, "conflict", "Your records do not agree on the EPO level."),
    ],
)
def test_why_it_is_asked(change: Data, why: str, words: str) -> None:
    data = p2()
    place = next(i for i, x in enumerate(data["labs"]) if x["analyte"] == "erythropoietin")
    if change.pop("review", False):
        data["review"] = [{"about": f"labs[{place}]", "why": "w", "question": "Is this 642 or 842?"}]
    if change.pop("conflict", False):
        data["conflicts"] = [{"about": f"labs[{place}]", "values": ["642", "842"]}]
    data["labs"][place] |= change
    one = asks(data)["erythropoietin"]
    assert one.why == why and words in one.text
    assert [r.fact for r in one.because] == [f"labs[{place}]"]


def test_genes_of_one_report_are_asked_for_together() -> None:
    data = p1()
    data["genes_tested_negative"] = []
    one = next(a for a in told(data, "mds-idh-inhibitors").ask_next if a.fact in ("IDH1", "IDH2"))
    assert {"IDH1", "IDH2"} <= {one.fact, *one.also}
    assert one.text.startswith("Your records do not give a test of these genes: ")


def test_no_medicine_is_named_where_there_is_none() -> None:
    """4.1: no drug against TP53 or SF3B1; the ask speaks of the gene."""
    data = p1()
    data["genes_tested_negative"], data["variants"] = [], []
    texts = " ".join(a.text for name in ("mds-car-t", "mds-tp53") for a in told(data, name).ask_next)
    assert "the TP53 gene" in texts and "aimed at" not in texts


def test_a_score_that_lacks_an_input_asks_for_it_at_the_time_of_the_marrow() -> None:
    data = p3()
    data["labs"] = [x for x in data["labs"] if x["analyte"] != "neutrophils"]
    data["stages"] = [
        {"system": "IPSS-R", "category": "", "range": (3.0, 3.5), "origin": "computed", "date": "2026-09-20",
         "missing": ("neutrophils",), "inputs": {}},
    ]  # fmt: skip
    found = [a for a in told(data, "mds-ipss-r").ask_next if any(d.kind == "risk" for d in a.decides)]
    assert [a.label for a in found] == ["the neutrophil count at the time of the bone marrow test"]
    risk = next(d for d in found[0].decides if d.kind == "risk")
    assert [(p.when, p.outcome) for p in risk.could_be] == [
        ("below 0.8 ×10⁹/L", "intermediate"),
        ("0.8 ×10⁹/L or more", "low"),
    ]
    assert "This decides the risk group by IPSS-R." in found[0].text


def test_a_score_left_open_by_genes_asks_for_the_panel() -> None:
    data = p2()
    data["genes_tested_negative"], data["gene_panels"] = [], []
    data["stages"] = [
        {"system": "IPSS-M", "category": "", "range": (-1.09, 9.8), "origin": "computed", "date": "2026-06-03",
         "missing": ("TP53",), "inputs": {}},
    ]  # fmt: skip
    panel = asks(data, "mds-ipss-m")["gene_panel"]
    categories = {p.outcome for d in panel.decides if d.kind == "risk" for p in d.could_be}
    assert categories == {"low", "moderate low", "moderate high", "high", "very high"}


def test_hepatitis_is_asked_about_where_treatment_weakens_the_defense() -> None:
    one = asks(p1(), "mds-azacitidine-decitabine")["hepatitis_b"]
    assert [(d.rule, [(p.when, p.outcome) for p in d.could_be]) for d in one.decides] == [
        ("mds.alert.hepatitis_b", [("found", "said"), ("tested and not found", "not_said")])
    ]
    why = "Treatments that weaken the defense can wake up an old hepatitis B."
    assert one.text == f"Your records do not give a hepatitis B test. {why}"
    assert "hepatitis_b" not in asks(p2(), "mds-azacitidine-decitabine")


def test_one_blood_count_asks_for_the_diagnosis_and_what_shows_it() -> None:
    answer = told(PEOPLE["p5"](), "mds-immunotherapy")
    assert [a.fact for a in answer.ask_next][:3] == ["mds_diagnosis", "blasts_marrow", "karyotype"]
    assert all(not a.decides and not a.needed_for and not a.about_question for a in answer.ask_next)
    assert "do not state a diagnosis of MDS" in answer.ask_next[0].text


def test_nothing_is_asked_of_other_diseases() -> None:
    answer = told(PEOPLE["p4"](), "mds-liver")
    assert (answer.ask_next, answer.would_change) == ((), ())


# its words and its place ------------------------------------------------------------


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("answer", ["mds-liver", "mds-immunotherapy", "mds-car-t", "mds-esa-epo"])
def test_asks_are_few_short_and_harmless(person: str, answer: str) -> None:
    made = told(PEOPLE[person](), answer)
    assert len(made.ask_next) <= ASKING.most
    assert len(made.questions) <= 12
    for a in made.ask_next:
        assert violations(a.text) == () and "{" not in a.text and "  " not in a.text
        assert a.question.endswith("?") and not a.upload.endswith(".")
        assert a.decides or a.needed_for or made.fit == "unconfirmed"
        assert all(d.now not in {p.outcome for p in d.could_be} or len(d.could_be) > 1 for d in a.decides)


def test_the_order_of_facts_changes_no_ask() -> None:
    data = p3()
    data["labs"] = data["labs"][::-1]
    for one, other in zip(told(p3(), "mds-liver").ask_next, told(data, "mds-liver").ask_next, strict=True):
        assert (one.fact, one.text, one.decides) == (other.fact, other.text, other.decides)


def test_everything_that_can_be_missing_can_be_asked_for() -> None:
    """Every name an option can lack has an ask, or is a wish or an opinion."""
    known = {n for a in ASKING.asks for n in (a.name, *a.also)} | set(ASKING.never)
    missing: set[str] = set()
    for data in ({}, {"treatments": [{"agent": "azacitidine", "kind": "systemic", "status": "ongoing"}]}):
        for country in ("US", "EU", None):
            missing |= {m for v in weigh(data, country).verdicts for m in v.missing}
    assert missing - known == set()


def test_nothing_on_board_is_forbidden() -> None:
    """Questions and records to look for are data and are not looked at again in an answer."""
    assert [t for a in ASKING.asks for t in (a.question, a.upload, a.label) if violations(t)] == []
    assert all(a.question.endswith("?") for a in ASKING.asks)


def test_counts_that_are_too_old_are_asked_for() -> None:
    data = p3()
    data["labs"] = [x for x in data["labs"] if x["analyte"] not in ("hemoglobin", "platelets", "neutrophils")]
    data["labs"] += cbc("2025-11-12", 8.8, 22, 0.7)
    counts = asks(data, "mds-low-platelets-bleeding")["platelets"]
    assert counts.why == "stale" and "12 November 2025" in counts.text
