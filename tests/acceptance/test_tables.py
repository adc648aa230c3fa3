"""Acceptance tables 6.1 to 6.3: from the PDFs of five patients to the verdict of every option in three answers."""

import pytest

from schemas.answer import TailoredAnswer
from tests.acceptance.sample import (
    ON_BOARD,
    PEOPLE,
    Samples,
    about,
    cautions,
    on,
    one,
    tailored,
    verdicts,
    weighed,
    words,
)

Row = tuple[str | None, ...]
M, N, C, T, X = "matches", "does_not_match", "cannot_tell", "already_tried", "investigational"
LIVER: dict[str, Row] = {
    # option: P1, P2, P3, P5
    "iron_overload": (M, M, C, C),
    "iron_chelation": (N, M, C, C),
    "esa": (N, N, C, C),
    "lenalidomide": (N, M, N, C),
    "luspatercept": (N, M, C, C),
    "imetelstat": (N, M, N, C),
    "hma": (T, N, N, C),
    "azacitidine": (T, N, N, C),
    "ivosidenib": (N, N, N, C),
    "allogeneic_hct": (M, M, M, C),
}
IMMUNOTHERAPY: dict[str, Row] = {
    "ist": (N, C, M, C),
    "eltrombopag": (N, N, X, C),
    "hma": (T, N, N, C),
    "ivosidenib": (N, N, N, C),
    "enasidenib": (N, N, N, C),
    "lenalidomide": (N, M, N, C),
    "allogeneic_hct": (M, M, M, C),
}
CAR_T: dict[str, Row] = {
    "car_t": (X, X, X, None),
    "targeted_sf3b1": (N, N, N, None),
    "targeted_tp53": (X, N, N, None),
    "hma": (T, N, N, None),
    "allogeneic_hct": (M, M, M, C),
}
TABLES: dict[str, dict[str, Row]] = {
    "mds-liver": LIVER,
    "mds-immunotherapy": IMMUNOTHERAPY,
    "mds-car-t": CAR_T,
}
COLUMNS = ("p1", "p2", "p3", "p5")
CASES = [
    on(person, answer, option, row[i])
    for answer, table in TABLES.items()
    for option, row in table.items()
    for i, person in enumerate(COLUMNS)
]
NO_CARE = {"enasidenib", "azacitidine"}
"""Options that the published answers name only in a list with others."""
REAL_CASES = [on(person, answer) for answer in TABLES for person in COLUMNS]


@pytest.mark.parametrize(("person", "answer", "option", "wanted"), CASES)
def test_verdict(samples: Samples, person: str, answer: str, option: str, wanted: str | None) -> None:
    """Exactly the verdict of the table; ``None``: nothing but general information."""
    found = verdicts(tailored(samples.digital(person).profile, answer)).get(option, set())
    assert found == ({wanted} if wanted else set())


@pytest.mark.parametrize(("person", "answer"), REAL_CASES)
def test_verdicts_on_published_answers(samples: Samples, person: str, answer: str) -> None:
    """The same verdicts where the same options are named in an answer that somebody else wrote."""
    found = verdicts(tailored(samples.digital(person).profile, answer, real=True))
    column = COLUMNS.index(person)
    wanted = {option: row[column] for option, row in TABLES[answer].items() if option not in NO_CARE}
    assert {o: found.get(o, set()) for o in wanted} == {o: {v} if v else set() for o, v in wanted.items()}


# scope ------------------------------------------------------------


@pytest.mark.parametrize(
    ("person", "fit"),
    [on("p1", "in_scope"), on("p2", "in_scope"), on("p3", "in_scope"), on("p4", "out_of_scope"),
     on("p5", "unconfirmed"), on("p6", "in_scope"), on("p7", "in_scope"), on("p8", "in_scope")],
)  # fmt: skip
def test_scope(samples: Samples, person: str, fit: str) -> None:
    assert tailored(samples.digital(person).profile, "mds-liver").fit == fit


@pytest.mark.parametrize(
    ("person", "side"),
    [on("p1", "higher"), on("p2", "lower"), on("p3", "lower"), on("p5", "unknown"), on("p6", "lower"),
     on("p7", "higher")],
)  # fmt: skip
def test_risk_side(samples: Samples, person: str, side: str) -> None:
    assert weighed(samples.digital(person).profile).risk_side == side


@pytest.mark.parametrize(
    ("person", "system", "score", "category"),
    [
        on("p1", "IPSS-R", 9.5, "very high"),
        on("p2", "IPSS-R", 2.5, "low"),
        on("p3", "IPSS-R", 3.5, "intermediate"),
        on("p1", "IPSS-M", 3.55, "very high"),
        on("p2", "IPSS-M", -0.98, "low"),
        on("p3", "IPSS-M", -0.57, "low"),
    ],
)
def test_computed_risk(samples: Samples, person: str, system: str, score: float, category: str) -> None:
    """Scores from the PDFs are those of an independent implementation (table 6.0)."""
    stages = samples.digital(person).profile.stages
    (stage,) = [s for s in stages if s.system == system and s.origin == "computed"]
    assert stage.score == pytest.approx(score, abs=0.011)
    assert stage.category == category


@one("p5")
def test_no_score_without_a_marrow(samples: Samples) -> None:
    computed = [s for s in samples.digital("p5").profile.stages if s.origin == "computed"]
    assert not [s for s in computed if s.score is not None or s.category]


NEVER_OF_ANOTHER_DISEASE = (
    "leukemia", "leukaemia", "azacitidine", "lenalidomide", "luspatercept", "imetelstat", "iron chelation",
    "transplant", "car-t", "folfox", "checkpoint", "does not spread",
)  # fmt: skip


@pytest.mark.parametrize("answer", ON_BOARD)
@pytest.mark.parametrize("real", [False, True], ids=["board", "published"])
@one("p4")
def test_another_disease(samples: Samples, answer: str, real: bool) -> None:
    """P4: what the records describe, and no option of MDS, of the colon, nor a word of leukemia."""
    said = tailored(samples.digital("p4").profile, answer, real=real)
    assert (said.fit, said.statements) == ("out_of_scope", ())
    told = words(said).lower()
    assert "col" in told and "cancer" in told
    for never in NEVER_OF_ANOTHER_DISEASE:
        assert never not in told
    assert said.profile.diagnoses and not [d for d in said.profile.diagnoses if d.disease in ("mds", "aml")]


@pytest.mark.parametrize("answer", ON_BOARD)
@one("p5")
def test_no_diagnosis(samples: Samples, answer: str) -> None:
    """P5: general information and what to ask for; no verdict, nothing called hers."""
    said = tailored(samples.digital("p5").profile, answer)
    assert {s.verdict for s in (*said.summary, *said.statements)} <= {"cannot_tell", "information"}
    told = words(said).lower()
    assert "do not state a diagnosis" in told or "no diagnosis" in told or "not confirmed" in told
    assert "blood count" in told or "blood test" in told, "it has to be said that one blood count is all there is"
    assert said.questions
    assert "higher-risk mds" not in about(said, "risk").lower()


# what must be said, and what must not ------------------------------------------------------------


@pytest.fixture
def p1(samples: Samples) -> dict[str, TailoredAnswer]:
    return {a: tailored(samples.digital("p1").profile, a) for a in ON_BOARD}


@pytest.fixture
def p2(samples: Samples) -> dict[str, TailoredAnswer]:
    return {a: tailored(samples.digital("p2").profile, a) for a in ON_BOARD}


@pytest.fixture
def p3(samples: Samples) -> dict[str, TailoredAnswer]:
    return {a: tailored(samples.digital("p3").profile, a) for a in ON_BOARD}


@one("p1")
def test_p1_liver(p1: dict[str, TailoredAnswer]) -> None:
    said = p1["mds-liver"]
    told = words(said)
    warned = cautions(said)
    assert "11%" in told and "24 August 2026" in told
    assert "62 U/L" in told
    assert "1,850" in told or "1850" in told
    assert {"mds.deferasirox.platelets", "mds.deferasirox.risk"} <= set(warned)
    assert "34" in warned["mds.deferasirox.platelets"]
    assert "mds.azacitidine.liver_tumor" not in warned
    assert "liver is fine" not in told.lower()
    assert "MDS/AML" in told


@one("p1")
def test_p1_neutropenia_and_fever(p1: dict[str, TailoredAnswer]) -> None:
    """Neutrophils of 0.6 on azacitidine: what to do with a fever is said in every answer; no banner of 20 % blasts."""
    for said in p1.values():
        told = words(said).lower()
        assert "fever" in told and "0.6" in told
        assert not [a for a in said.alerts if "AML range" in a.text]


@one("p1")
def test_p1_azacitidine_is_going_on_and_has_not_failed(p1: dict[str, TailoredAnswer]) -> None:
    told = about(p1["mds-immunotherapy"], "hma") + about(p1["mds-immunotherapy"], "azacitidine")
    assert "4 cycles" in told and "stable disease" in told
    assert all("not say in words" in x for x in told.split(". ") if "failed" in x)
    assert "did not work" not in told
    assert "too early to judge" not in told


@one("p1")
def test_p1_no_drug_for_tp53(p1: dict[str, TailoredAnswer]) -> None:
    said = p1["mds-car-t"]
    assert "no approved medicine" in about(said, "targeted_tp53")
    assert "SF3B1 or TP53" not in words(said)
    assert "mds.eltrombopag.blasts" in cautions(p1["mds-immunotherapy"])


@one("p2")
def test_p2_liver(p2: dict[str, TailoredAnswer]) -> None:
    said = p2["mds-liver"]
    told = words(said)
    warned = cautions(said)
    assert "5.3" in about(said, "imetelstat")
    assert "642" in about(said, "esa")
    assert "down to 2%" in told, "that no TP53 change was found, and how small a one would have been seen"
    assert {
        "mds.lenalidomide.kidney",
        "mds.imetelstat.trial",
        "mds.luspatercept.del5q",
        "mds.deferasirox.clearance",
    } <= (set(warned))
    assert "41" in warned["mds.lenalidomide.kidney"]
    assert "mds.lenalidomide.tp53" not in warned
    assert "imetelstat is for you" not in told.lower() and "cure" not in told.lower()


@one("p2")
def test_p2_car_t(p2: dict[str, TailoredAnswer]) -> None:
    told = words(p2["mds-car-t"])
    assert "TP53" in told and "SF3B1" in told
    assert "SF3B1 or TP53" not in told


@one("p3")
def test_p3_immunotherapy(p3: dict[str, TailoredAnswer]) -> None:
    said = p3["mds-immunotherapy"]
    told = words(said)
    ist = about(said, "ist")
    assert "10%" in ist and "1%" in ist and "3.2%" in ist and "age is 60 or less" in ist
    assert "Studies disagree" in told
    assert "STAT3" in told
    assert any("pregnan" in q.text for q in said.questions)
    assert any("transplant" in q.text and "compare" in q.text for q in said.questions)
    assert "proves" not in told.lower()


@one("p3")
def test_p3_says_that_the_score_is_on_the_line(p3: dict[str, TailoredAnswer]) -> None:
    told = "\n".join(words(a) for a in p3.values())
    assert "3.5" in told and "right on the line" in told
    assert "pregnant" not in about(p3["mds-liver"], "scope")


@one("p3")
def test_p3_neutropenia_and_platelets(p3: dict[str, TailoredAnswer]) -> None:
    for said in p3.values():
        assert "0.7" in words(said)
    assert any("22" in line and "bleed" in line for a in p3.values() for line in words(a).splitlines())


@pytest.mark.parametrize("person", [on("p1"), on("p2"), on("p3"), on("p5")])
def test_what_immunosuppression_is(samples: Samples, person: str) -> None:
    assert "opposite idea" in words(tailored(samples.digital(person).profile, "mds-immunotherapy"))


@pytest.mark.parametrize("person", [on("p1"), on("p2"), on("p3"), on("p5")])
def test_what_spreading_means(samples: Samples, person: str) -> None:
    """That MDS does not spread like a tumor is kept, and never said as a word on this liver."""
    told = words(tailored(samples.digital(person).profile, "mds-liver")).lower()
    assert "solid tumor" in told
    assert "your liver is" not in told


# the other three patients ------------------------------------------------------------


@one("p6")
def test_p6_europe(samples: Samples) -> None:
    """Lower-risk MDS-SF3B1 in Ireland: response to epoetin lost, luspatercept planned, 2 to 3 units in 8 weeks."""
    profile = samples.digital("p6").profile
    found = verdicts(tailored(profile, "mds-liver", country="IE"))
    assert found["imetelstat"] == {M}, "the EU label names no number of units"
    assert verdicts(tailored(profile, "mds-liver", country="US"))["imetelstat"] == {N}, "2 to 3 units are under 4"
    assert found["luspatercept"] == {M}
    assert found["esa"] == {T}
    assert found["lenalidomide"] == {N}


@one("p7")
def test_p7_failed_and_idh1(samples: Samples) -> None:
    said = tailored(samples.digital("p7").profile, "mds-liver")
    found = verdicts(said)
    assert found["ivosidenib"] == {M}
    assert "mds.ivosidenib.boxed" in cautions(said)
    assert found["hma"] == {T}
    assert any("0.4" in a.text for a in said.alerts)


@one("p8")
def test_p8_after_car_t_for_lymphoma(samples: Samples) -> None:
    said = tailored(samples.digital("p8").profile, "mds-car-t")
    assert said.fit == "in_scope"
    told = about(said, "car_t")
    assert "lymphoma" in told.lower() or "already" in told.lower() or "2023" in told
    assert verdicts(said)["hma"] == {T}


# from scans ------------------------------------------------------------


@pytest.mark.parametrize("person", [on(p, ocr=True) for p in PEOPLE])
def test_scans_never_turn_a_verdict(samples: Samples, person: str) -> None:
    """From scans and photographs each option gets the verdict of the digital records, or ``cannot_tell``."""
    digital, copies = samples.digital(person), samples.committed(person)
    for answer in ON_BOARD:
        sure, read = (tailored(s.profile, answer, country=s.gold["country"]) for s in (digital, copies))
        assert read.fit == sure.fit
        known, found = verdicts(sure), verdicts(read)
        turned = {o: v for o, v in found.items() if not v <= known.get(o, set()) | {"cannot_tell"}}
        assert turned == {}
