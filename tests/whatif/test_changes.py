"""What would change a verdict: its deciding facts, and a nearest change that does flip it."""

import copy
from typing import Any

import pytest

from knowledge.answers_loader import load_answer
from pipeline.tailor import parse_general, tailor
from pipeline.tailor.guard import violations
from schemas.answer import WouldChange
from tests.evaluate.people import PACK, PEOPLE, TODAY, p1, p2, p3, profile, weigh

Data = dict[str, Any]


def changes(data: Data, answer: str = "mds-lower-risk-treatment", country: str = "US") -> dict[str, WouldChange]:
    made = tailor(profile(data), parse_general(load_answer(answer)), PACK, today=TODAY, country=country)
    return {c.rule: c for c in made.would_change}


def verdict_of(data: Data, rule: str) -> str:
    return next(v.verdict for v in weigh(data).verdicts if v.rule == rule)


def with_lab(data: Data, analyte: str, value: float) -> Data:
    changed = copy.deepcopy(data)
    newest = max(x["collected"] for x in changed["labs"] if x["analyte"] == analyte)
    for x in changed["labs"]:
        if x["analyte"] == analyte and x["collected"] == newest:
            x["value"] = value
    return changed


def test_an_erythropoietin_level_above_the_line() -> None:
    esa = changes(p2())["mds.esa.practice"]
    assert (esa.verdict, [d.fact for d in esa.deciders]) == ("does_not_match", ["erythropoietin"])
    assert esa.deciders[0].value == "642 mIU/mL" and esa.deciders[0].can_change
    assert esa.nearest is not None
    assert (esa.nearest.when, esa.nearest.verdict) == ("500 mIU/mL or less", "matches")
    assert esa.nearest.distance == pytest.approx(142 / 642)
    assert "642 mIU/mL" in esa.text and "500 mIU/mL or less" in esa.text
    assert verdict_of(with_lab(p2(), "erythropoietin", 500), "mds.esa.practice") == "matches"


def test_the_nearest_change_is_the_nearest() -> None:
    """Imetelstat: 5.3 units against 4, and an EPO level of 642 against 500: the level is nearer."""
    flips = changes(p2())["mds.imetelstat.us"].flips
    assert [f.fact for f in flips][:2] == ["erythropoietin", "rbc_units_8_weeks"]
    assert verdict_of(with_lab(p2(), "erythropoietin", 500), "mds.imetelstat.us") == "does_not_match"
    fewer = p2()
    fewer["transfusions"]["rbc_units_8_weeks"] = 3.9
    assert verdict_of(fewer, "mds.imetelstat.us") == "does_not_match"


def test_two_bars_are_not_lifted_by_one_change() -> None:
    """Deferasirox: platelets of 34 and higher risk; neither alone would do."""
    one = changes(p1(), "mds-iron-overload")["mds.deferasirox"]
    assert {"platelets", "risk_score"} <= {d.fact for d in one.deciders}
    assert one.nearest is None and "No single result would change this." in one.text
    assert verdict_of(with_lab(p1(), "platelets", 200), "mds.deferasirox") == "does_not_match"


def test_what_cannot_be_told_says_what_each_answer_would_make_of_it() -> None:
    one = changes(p3())["mds.esa.practice"]
    assert one.verdict == "cannot_tell"
    assert [d.fact for d in one.deciders if d.value is None] == ["erythropoietin"]
    assert "With the EPO level 500 mIU/mL or less, it would fit and be worth asking about." in one.text
    assert "With the EPO level above 500 mIU/mL, it would not fit." in one.text


def test_a_gene_is_as_it_is() -> None:
    """It is among the deciders and the flips, but nobody is told what an inborn or grown change would have to be."""
    one = changes(p2(), "mds-idh-inhibitors")["mds.enasidenib"]
    assert one.nearest is not None and (one.nearest.fact, one.nearest.can_change) == ("IDH2", False)
    assert one.text == "This rests on IDH2 (tested and no change reported)."


@pytest.mark.parametrize("answer", ["mds-liver", "mds-immunotherapy", "mds-car-t", "mds-transplant"])
@pytest.mark.parametrize("person", ["p1", "p2", "p3"])
def test_every_entry_belongs_to_a_statement_and_rests_on_its_facts(person: str, answer: str) -> None:
    made = tailor(profile(PEOPLE[person]()), parse_general(load_answer(answer)), PACK, today=TODAY, country="US")
    statements = {s.id: s for s in made.statements}
    wanted = {s.id for s in made.statements if s.rule and s.verdict in ("matches", "does_not_match")}
    assert wanted <= {c.statement for c in made.would_change}
    for c in made.would_change:
        s = statements[c.statement]
        assert (c.verdict, c.about) == (s.verdict, s.about)
        assert c.text and violations(c.text) == () and "{" not in c.text
        assert all(f.verdict not in (c.verdict, "already_tried", "not_weighed") for f in c.flips)
        known = [d for d in c.deciders if d.value is not None]
        assert all({r.fact for r in d.because} & {r.fact for r in s.because} for d in known), c.rule
        assert c.nearest == (c.flips[0] if c.flips else None)


@pytest.mark.parametrize("person", ["p1", "p2", "p3"])
def test_every_flip_of_a_number_flips(person: str) -> None:
    """Each is tried on the profile itself, at the edge it names."""
    data, tried = PEOPLE[person](), 0
    for answer in ("mds-lower-risk-treatment", "mds-iron-overload", "mds-low-platelets-bleeding"):
        for rule, c in changes(data, answer).items():
            for flip in c.flips:
                labs = {x["analyte"] for x in data["labs"]}
                if flip.fact not in labs or flip.value is None or flip.distance is None:
                    continue
                edge = float(next(w for w in flip.when.replace(",", "").replace("%", "").split() if w[0].isdigit()))
                step = {"below": -0.01, "above": 0.01}.get(flip.when.split()[0], 0.0)
                assert verdict_of(with_lab(data, flip.fact, edge + step), rule) == flip.verdict, (rule, flip.when)
                tried += 1
    assert tried >= 2
