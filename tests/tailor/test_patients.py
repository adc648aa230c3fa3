"""Five invented patients, three general answers, the rules on board: what each of them is told."""

import datetime as dt
from collections.abc import Callable
from functools import lru_cache

import pytest

from knowledge.answers_loader import list_answers, load_answer, search_answers
from knowledge.packs import load_pack
from pipeline.render.page import page_of
from pipeline.tailor import compose, parse_general
from pipeline.tailor.guard import violations
from schemas.answer import TailoredAnswer
from schemas.profile import Profile
from tests.tailor import later_patients, patients

TODAY = dt.date(2026, 11, 20)
ANSWERS = ("mds-car-t", "mds-immunotherapy", "mds-liver")
PEOPLE = ("p1", "p2", "p3", "p4", "p5", "p6", "p7", "p8")


@lru_cache(maxsize=64)
def made(person: str, answer: str, country: str = "US") -> TailoredAnswer:
    home = patients if hasattr(patients, person) else later_patients
    return tailored(getattr(home, person)(), answer, country)


def tailored(profile: Profile, answer: str, country: str = "US") -> TailoredAnswer:
    from pipeline.evaluate import evaluate

    pack = load_pack("mds")
    said = evaluate(profile, pack, today=TODAY, country=country)
    return compose(profile, parse_general(load_answer(answer)), pack, said, strict=True)


def verdicts(answer: TailoredAnswer) -> dict[str, set[str]]:
    out: dict[str, set[str]] = {}
    for s in answer.statements:
        if s.rule and s.verdict != "information":
            out.setdefault(s.about or "", set()).add(s.verdict)
    return out


def words(answer: TailoredAnswer) -> str:
    return " ".join(s.text for s in (*answer.summary, *answer.statements) if s.change != "dropped")


def test_answers_on_board() -> None:
    assert set(ANSWERS) <= {c.id for c in list_answers()}
    assert search_answers("liver")[0].id == "mds-liver"
    assert search_answers("CAR T cells")[0].id == "mds-car-t"
    assert search_answers("xyzzy") == ()


@pytest.mark.parametrize("answer", ANSWERS)
def test_sources_of_our_answers_are_in_the_pack(answer: str) -> None:
    general = parse_general(load_answer(answer))
    assert general.disease == "mds"
    assert set(general.sources) <= set(load_pack("mds").sources)
    assert len(general.questions) >= 4
    assert general.notices


@pytest.mark.parametrize("answer", ANSWERS)
@pytest.mark.parametrize("person", PEOPLE)
def test_nothing_forbidden_and_everything_reasoned(person: str, answer: str) -> None:
    one = made(person, answer)
    for s in (*one.summary, *one.statements):
        assert violations(s.text) == ()
        assert s.verdict == "information" or s.because or s.missing
        assert set(s.sources) <= set(one.sources)
    assert len({s.id for s in (*one.summary, *one.statements)}) == len(one.summary) + len(one.statements)
    assert page_of(one).groups or one.fit == "out_of_scope"


def test_liver_for_each() -> None:
    p1, p2, p3 = (verdicts(made(p, "mds-liver")) for p in ("p1", "p2", "p3"))
    assert p1["iron_overload"] == {"matches"} and p2["iron_overload"] == {"matches"}
    assert p1["esa"] == p1["lenalidomide"] == p1["luspatercept"] == {"does_not_match"}
    assert p1["hma"] == {"already_tried"}
    assert p2["esa"] == {"does_not_match"} and "matches" in p2["lenalidomide"]
    assert p3["lenalidomide"] == p3["imetelstat"] == {"does_not_match"}
    assert p3["esa"] == {"cannot_tell"}
    assert "matches" in p1["allogeneic_hct"]
    assert "caution" in p1["deferasirox"]


def test_immunotherapy_for_each() -> None:
    assert verdicts(made("p1", "mds-immunotherapy"))["ist"] == {"does_not_match"}
    assert verdicts(made("p3", "mds-immunotherapy"))["ist"] >= {"matches"}
    assert "caution" in verdicts(made("p1", "mds-immunotherapy"))["eltrombopag"]
    for person in ("p1", "p2", "p3", "p5"):
        assert "opposite idea" in words(made(person, "mds-immunotherapy"))


def test_car_t_for_each() -> None:
    for person in ("p1", "p2", "p3"):
        one = made(person, "mds-car-t")
        assert verdicts(one)["car_t"] == {"investigational"}
        assert any(s.about == "car_t" and s.verdict == "investigational" for s in one.summary)


@pytest.mark.parametrize("answer", ANSWERS)
def test_another_disease_gets_no_options(answer: str) -> None:
    one = made("p4", answer)
    assert one.fit == "out_of_scope" and one.statements == ()
    told = words(one).lower()
    assert "colon" in told
    for option in ("azacitidine", "lenalidomide", "transplant", "car-t", "leukemia", "does not spread"):
        assert option not in told


@pytest.mark.parametrize("answer", ANSWERS)
def test_no_diagnosis_gets_no_verdict(answer: str) -> None:
    one = made("p5", answer)
    assert one.fit == "unconfirmed"
    assert {s.verdict for s in (*one.summary, *one.statements)} <= {"cannot_tell", "information"}


@pytest.mark.parametrize("answer", ANSWERS)
def test_people_are_told_different_things(answer: str) -> None:
    texts = {p: {s.text for s in (*made(p, answer).summary, *made(p, answer).statements)} for p in ("p1", "p2", "p3")}
    for a, b in (("p1", "p2"), ("p1", "p3"), ("p2", "p3")):
        shared = len(texts[a] & texts[b]) / min(len(texts[a]), len(texts[b]))
        assert shared <= 0.7
        one, other = verdicts(made(a, answer)), verdicts(made(b, answer))
        assert sum(one.get(c) != other.get(c) for c in {*one, *other}) >= 5


def test_a_treatment_that_failed_is_not_said_to_be_judged_later() -> None:
    (said,) = (s for s in made("p7", "mds-liver").statements if s.about == "hma" and s.verdict == "already_tried")
    assert "did not work or stopped working" in said.text and "judged" not in said.text
    (running,) = (s for s in made("p8", "mds-liver").statements if s.about == "hma" and s.verdict == "already_tried")
    assert "judged" in running.text and "stopped working" not in running.text


def test_a_course_is_told_once_under_its_own_name() -> None:
    (said,) = (s for s in made("p8", "mds-car-t").statements if s.rule and s.rule.startswith("mds.car_t@"))
    assert "axicabtagene ciloleucel (8 June 2023, completed" in said.text and "2023, until" not in said.text
    assert len([r for r in said.because if r.fact.startswith("treatments")]) == 2


def test_cautions_say_only_what_they_are_about() -> None:
    told = {s.rule: s.text for s in made("p1", "mds-immunotherapy").statements if s.verdict == "caution"}
    text = next(t for r, t in told.items() if r and r.startswith("mds.eltrombopag.blasts"))
    assert "Blasts in the marrow were 11%" in text and "platelets were" not in text


@pytest.mark.parametrize("answer", ANSWERS)
@pytest.mark.parametrize("person", PEOPLE)
def test_the_first_lines_are_few_and_short(person: str, answer: str) -> None:
    one = made(person, answer)
    assert 2 <= len(one.summary) <= 6 and one.summary[0].id == "s-fit"
    assert all(len(s.text.split()) <= 45 for s in one.summary)
    full = {s.id: s.text for s in one.statements}
    for short in (s for s in one.summary if s.id.endswith("-short")):
        assert short.id.removesuffix("-short") in full


Change = Callable[[Profile], Profile]


def without_tp53(p: Profile) -> Profile:
    return p.model_copy(update={"variants": (), "genes_tested_negative": (*p.genes_tested_negative, "TP53")})


def with_platelets(value: float) -> Change:
    def change(p: Profile) -> Profile:
        labs = tuple(x.model_copy(update={"value": value}) if x.analyte == "platelets" else x for x in p.labs)
        return p.model_copy(update={"labs": labs})

    return change


def test_a_lesion_is_never_explained_away() -> None:
    base = patients.p2()
    lesion = patients.found("liver_lesion", "liver lesion", "liver", "2026-10-02")
    one = tailored(base.model_copy(update={"findings": (lesion,)}), "mds-liver")
    for s in (*one.summary, *one.statements):
        if "does not" in s.text and "organ" in s.text:
            assert "liver lesion" in s.text
        assert "does not spread to the liver" not in s.text


def test_platelets_over_the_line_take_their_caution_with_them() -> None:
    low = [s.text for s in made("p1", "mds-liver").statements if s.about == "deferasirox" and s.verdict == "caution"]
    high = [
        s.text
        for s in tailored(with_platelets(90)(patients.p1()), "mds-liver").statements
        if s.about == "deferasirox" and s.verdict == "caution"
    ]
    assert any("platelets" in t for t in low) and not any("platelets" in t for t in high)
    assert any("higher-risk" in t for t in high)


def test_blasts_of_20_percent_stop_all_verdicts() -> None:
    base = patients.p2()
    labs = (*base.labs, patients.lab("blasts_marrow", 24, "2026-11-10", "marrow3.pdf"))
    one = tailored(base.model_copy(update={"labs": labs}), "mds-liver")
    assert verdicts(one) == {}
    assert any("labs" in r.fact for a in one.alerts for r in a.because)


def test_europe_turns_imetelstat() -> None:
    assert "matches" in verdicts(made("p2", "mds-liver"))["imetelstat"]
    in_europe = verdicts(made("p2", "mds-liver", "DE"))["imetelstat"]
    assert "does_not_match" in in_europe and "matches" not in in_europe


def test_a_deleted_fact_changes_what_stood_on_it_and_nothing_else() -> None:
    base = patients.p1()
    before = {s.id: s for s in made("p1", "mds-liver").statements}
    for i, lab in enumerate(base.labs):
        rest = base.model_copy(update={"labs": (*base.labs[:i], *base.labs[i + 1 :])})
        after = {s.id: s for s in tailored(rest, "mds-liver").statements}
        for name, s in before.items():
            now = after.get(name)
            changed = now is None or (now.text, now.verdict) != (s.text, s.verdict)
            stood = f"labs[{i}]" in [r.fact for r in s.because]
            assert changed == stood, (lab.analyte, name)
