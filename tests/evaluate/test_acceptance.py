"""Acceptance cases 6.1 to 6.3: five invented people, exact verdicts for every option."""

import pytest

from tests.evaluate.people import of, texts, verdict

US = {
    # concept: P1, P2, P3
    "esa": ("does_not_match", "does_not_match", "cannot_tell"),
    "luspatercept": ("does_not_match", "matches", "cannot_tell"),
    "imetelstat": ("does_not_match", "matches", "does_not_match"),
    "lenalidomide": ("does_not_match", "matches", "does_not_match"),
    "hma": ("already_tried", "does_not_match", "does_not_match"),
    "azacitidine": ("already_tried", "does_not_match", "does_not_match"),
    "ivosidenib": ("does_not_match", "does_not_match", "does_not_match"),
    "enasidenib": ("does_not_match", "does_not_match", "does_not_match"),
    "olutasidenib": ("does_not_match", "does_not_match", "does_not_match"),
    "targeted_sf3b1": ("cannot_tell", "does_not_match", "does_not_match"),
    "targeted_tp53": ("investigational", "does_not_match", "does_not_match"),
    "targeted_flt3": ("cannot_tell", "does_not_match", "does_not_match"),
    "venetoclax": ("investigational", "investigational", "investigational"),
    "allogeneic_hct": ("matches", "matches", "matches"),
    "ist": ("does_not_match", "cannot_tell", "matches"),
    "eltrombopag": ("does_not_match", "does_not_match", "investigational"),
    "romiplostim": ("does_not_match", "does_not_match", "investigational"),
    "car_t": ("investigational", "investigational", "investigational"),
    "iron_overload": ("matches", "matches", "cannot_tell"),
    "iron_chelation": ("does_not_match", "matches", "cannot_tell"),
    "deferasirox": ("does_not_match", "cannot_tell", "does_not_match"),
    "observation": ("does_not_match", "does_not_match", "does_not_match"),
    "transfusion": ("already_tried", "already_tried", "information"),
    "intensive_chemotherapy": ("information", "does_not_match", "does_not_match"),
}
GENERAL = {"g_csf", "vaccines", "supportive_care", "clinical_trials", "specialist_center", "palliative_care"}


@pytest.mark.parametrize(("column", "name"), [(0, "p1"), (1, "p2"), (2, "p3")])
def test_every_verdict(column: int, name: str) -> None:
    result = of(name)
    assert result.fit == "in_scope"
    found = {v.concept: v.verdict for v in result.verdicts if v.concept not in GENERAL}
    wanted = {concept: row[column] for concept, row in US.items()}
    if name != "p1":
        wanted["decitabine"] = "does_not_match"  # not said beside azacitidine that is being given
    assert found == wanted


@pytest.mark.parametrize(("name", "side"), [("p1", "higher"), ("p2", "lower"), ("p3", "lower"), ("p5", "unknown")])
def test_risk_side(name: str, side: str) -> None:
    assert of(name).risk_side == side


def test_eu_flips() -> None:
    eu = of("p2", "DE")
    assert verdict(eu, "imetelstat").verdict == "does_not_match"
    assert "isolated del(5q)" in verdict(eu, "imetelstat").text
    assert verdict(eu, "luspatercept").rule == "mds.luspatercept.eu"
    assert verdict(eu, "luspatercept").verdict == "matches"
    assert {v.rule for v in eu.verdicts if v.rule.endswith(".us")} == set()


@pytest.mark.parametrize("country", [None, "JP"])
def test_unknown_or_uncovered_country_says_both(country: str | None) -> None:
    both = of("p2", country)
    said = {v.rule: v for v in both.verdicts if v.concept == "imetelstat"}
    assert said["mds.imetelstat.us"].verdict == "matches"
    assert "US label" in said["mds.imetelstat.us"].text and "EU label" not in said["mds.imetelstat.us"].text
    assert said["mds.imetelstat.eu"].verdict == "does_not_match"
    assert "EU label" in said["mds.imetelstat.eu"].text


def test_p1_words() -> None:
    result = of("p1")
    told = texts(result)
    assert "11% (24 August 2026)" in told
    assert "4 cycles" in verdict(result, "hma").text and "stable disease" in verdict(result, "hma").text
    assert "do not say in words that it has failed" in told
    assert {
        "mds.deferasirox.platelets",
        "mds.deferasirox.risk",
        "mds.eltrombopag.blasts",
        "mds.neutropenia.infection",
    } <= {c.rule for c in result.cautions}
    assert "mds.azacitidine.liver_tumor" not in {c.rule for c in result.cautions}
    assert "one classification says MDS and another MDS/AML" in told
    assert not any(a.tier == "urgent" for a in result.alerts)


def test_p1_tp53_is_no_target() -> None:
    said = verdict(of("p1"), "targeted_tp53")
    assert "no approved medicine" in said.text
    assert [r.fact for r in said.because] == ["variants[0]"]


def test_p2_words() -> None:
    result = of("p2")
    assert "5.3 units of red cells in 8 weeks" in verdict(result, "imetelstat").text
    assert "642 mIU/mL" in verdict(result, "esa").text
    rules = {c.rule for c in result.cautions}
    assert {
        "mds.lenalidomide.kidney",
        "mds.imetelstat.trial",
        "mds.luspatercept.del5q",
        "mds.deferasirox.clearance",
    } <= rules
    assert "mds.lenalidomide.tp53" not in rules
    assert "TP53: tested, no change reported, down to 2%" in texts(result)


def test_p3_words() -> None:
    result = of("p3")
    ist = verdict(result, "ist")
    assert "Studies disagree" in ist.text and "opposite" in ist.text
    told = texts(result)
    assert "right on the line" in told
    assert "STAT3 is not among the genes" in told
    assert any("pregnancy" in q.text for q in result.questions)
    assert any("transplant compare" in q.text for q in result.questions)
    assert verdict(result, "luspatercept").missing == ("esa_history",)


def test_p4_has_no_list_of_options() -> None:
    result = of("p4")
    assert result.fit == "out_of_scope"
    assert (result.verdicts, result.cautions, result.questions) == ((), (), ())
    assert "colorectal cancer" in result.fit_reason and "eukemia" not in texts(result)
    assert [r.fact for r in result.fit_because] == ["diagnoses[0]"]


def test_p5_only_asks_and_informs() -> None:
    result = of("p5")
    assert result.fit == "unconfirmed"
    assert {v.verdict for v in result.verdicts} == {"cannot_tell", "information"}
    assert verdict(result, "car_t").verdict == "information"
    assert all(v.missing[0] == "mds_diagnosis" for v in result.verdicts if v.verdict == "cannot_tell")
    assert result.cautions == () and result.questions


def test_people_differ() -> None:
    columns = [[row[i] for row in US.values()] for i in range(3)]
    for i, one in enumerate(columns):
        for other in columns[i + 1 :]:
            assert sum(a != b for a, b in zip(one, other, strict=True)) >= 5
