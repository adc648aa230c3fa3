"""Risk as printed."""

import pytest

from extractors.stages import EXTRACTOR, category_of
from knowledge.loader import load_vocabulary
from schemas.facts import Finding, Stage
from tests.reports import report_from_text


def run(text: str, doubtful: str = "") -> list[Finding]:
    return list(EXTRACTOR.run(report_from_text(text, doubtful=doubtful.split()), load_vocabulary()))


def said(text: str) -> list[tuple[str, float | None, str]]:
    return [(f.fact.system, f.fact.score, f.fact.category) for f in run(text) if isinstance(f.fact, Stage)]


CASES = [
    ("Very high (IPSS-R)", [("IPSS-R", None, "very high")]),
    ("IPSS-R Very high (9.5)", [("IPSS-R", 9.5, "very high")]),
    ("High risk by IPSS-R (5.5)", [("IPSS-R", 5.5, "high")]),
    ("IPSS-R 2.5 (low), IPSS-M -0.57 (low)", [("IPSS-R", 2.5, "low"), ("IPSS-M", -0.57, "low")]),
    ("IPSS-M −0.98 low", [("IPSS-M", -0.98, "low")]),
    ("Low risk per IPSS-R, high risk per IPSS-M", [("IPSS-R", None, "low"), ("IPSS-M", None, "high")]),
    ("IPSS Int-2 (1.5)", [("IPSS", 1.5, "int-2")]),
    ("IPSS-R 3,5 Punkte (intermediär)", [("IPSS-R", 3.5, "intermediate")]),
    ("WPSS 3", [("WPSS", 3.0, "")]),
    ("By IPSS she was Int-1, by IPSS-R low.", [("IPSS-R", None, "low")]),
    ("IPSS-M mod high", [("IPSS-M", None, "moderate high")]),
    ("Higher-risk MDS", [("unspecified", None, "higher")]),
    ("IPSS 18 (moderate), nocturia x3", []),
    ("IPSS 2, nocturia twice", []),
    ("Score 4.5", []),
    ("IPSS-R not calculable (no karyotype)", []),
    ("IPSS-R: pending", []),
    ("Approved for IPSS-R very low to intermediate risk MDS", []),
    ("IPSS-R requires karyotype; platelets low", []),
    ("IPSS-R 12", []),
    ("Her father had IPSS-R high MDS", []),
    ("IPSS-R cytogenetic groups: very good, good, intermediate, poor, very poor.", []),
    ("In the IPSS-R, -Y and del(11q) are very good; normal and del(5q) are good.", []),
    ("By IPSS-R, trisomy 8 is intermediate.", []),
    ("Cytogenetic IPSS-R group: good", []),
    ("Cytogenetics normal, IPSS-R low", [("IPSS-R", None, "low")]),
    ("For the IPSS-R a complex karyotype is high.", []),
    ("IPSS-R: very low, low, intermediate, high, very high", []),
    ("IPSS-R low >1.5-3", []),
    ("IPSS-R low (1.5-3)", []),
    ("IPSS-R 3.5 - 4.5 intermediate", []),
    ("Key to IPSS-M: very low < -1.5", []),
    ("IPSS-R cytogenetic risk group: good", []),
    ("IPSS-M (very low / low / high)", []),
    ("IPSS-R low or intermediate", []),
    ("IPSS-R risk group: low", [("IPSS-R", None, "low")]),
    ("IPSS-R score 2.5, low risk", [("IPSS-R", 2.5, "low")]),
]


def test_a_laboratory_that_explains_what_is_higher_risk_gives_none() -> None:
    for text in ("MDS with 12 % is managed as higher risk.", "Higher-risk treatment is used in some MDS."):
        assert list(EXTRACTOR.run(report_from_text(text, "pathology"), load_vocabulary())) == []
    assert len(list(EXTRACTOR.run(report_from_text("Higher-risk MDS.", "pathology"), load_vocabulary()))) == 1


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_printed_risk(text: str, expected: list[tuple[str, float | None, str]]) -> None:
    assert said(text) == expected


def test_score_and_word_that_do_not_belong_together_ask() -> None:
    (found,) = run("IPSS-R 1.5 (Low)")
    assert isinstance(found.fact, Stage) and (found.fact.score, found.fact.category) == (1.5, "low")
    assert found.doubt is not None and found.doubt.candidates == ("1.5", "low")


@pytest.mark.parametrize("text", ["IPSS-M score - 0.98", "IPSS-M score-0.98"])
def test_a_dash_that_may_be_punctuation_asks_for_the_sign(text: str) -> None:
    (found,) = run(text)
    assert found.doubt is not None and found.doubt.candidates == ("-0.98", "0.98")


def test_a_sign_on_which_the_engines_differ_asks() -> None:
    (found,) = run("IPSS-M: -0.98 (low)", doubtful="-0.98")
    assert found.doubt is not None and "-0.98" in found.doubt.candidates and "0.98" in found.doubt.candidates


@pytest.mark.parametrize(
    ("system", "score", "category"),
    [("IPSS-R", 3.0, "low"), ("IPSS-R", 3.5, "intermediate"), ("IPSS-R", 4.5, "intermediate"),
     ("IPSS-M", 0.0, "moderate low"),
     ("IPSS-M", 0.01, "moderate high"), ("IPSS", 2.5, "high"), ("WPSS", 3.0, None)],
)  # fmt: skip
def test_bounds_are_right_closed(system: str, score: float, category: str | None) -> None:
    assert category_of(system, score) == category


@pytest.mark.parametrize(
    "text",
    [
        "They quoted an IPSS-R of 6.5.",
        "The outside IPSS-R was 6.5 (very high) but we calculate 5.0 (high).",
        "IPSS-R low at diagnosis, now high.",
    ],
)
def test_what_others_scored_or_what_was_scored_anew_since_is_asked_about(text: str) -> None:
    assert all(f.doubt is not None for f in run(text))


def test_what_follows_a_score_and_is_no_other_score_leaves_it() -> None:
    (only,) = run("IPSS-R 4.5 (intermediate), now on azacitidine 75 mg/m2.")
    assert only.doubt is None
