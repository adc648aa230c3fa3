"""Every general answer on board: it parses, cites, reads with ease, and says nothing that is forbidden."""

import datetime as dt
import statistics
from functools import lru_cache

import pytest

from bench.plain_words import grade, sentences
from knowledge.answers_loader import front_matter, list_answers, load_answer, search_answers
from knowledge.packs import load_pack
from knowledge.tailoring import load_linking
from pipeline.evaluate import evaluate
from pipeline.tailor import compose, parse_general
from pipeline.tailor.guard import violations
from pipeline.tailor.linking import Linker
from schemas.evaluation import Evaluation
from schemas.general import GeneralAnswer
from tests.tailor import patients

IDS = [card.id for card in list_answers()]
LEAST = 30
MOST_WORDS = 25
GRADE = 8.0
HARDEST = 8.5
LINKED = 0.6
MEDICINES = frozenset(
    [
        "esa",
        "luspatercept",
        "imetelstat",
        "lenalidomide",
        "hma",
        "azacitidine",
        "decitabine",
        "ivosidenib",
        "enasidenib",
        "olutasidenib",
        "venetoclax",
        "eltrombopag",
        "romiplostim",
        "deferasirox",
        "iron_chelation",
        "g_csf",
        "ist",
        "car_t",
        "immunotherapy",
    ]
)


@lru_cache(maxsize=64)
def general(name: str) -> GeneralAnswer:
    return parse_general(load_answer(name))


def texts(name: str) -> list[str]:
    """Every statement and question, each ended by a stop."""
    answer = general(name)
    said = [s.whole for s in answer.statements] + [q.text for q in answer.questions]
    return [t if t[-1] in ".?!" else t + "." for t in said]


@lru_cache(maxsize=1)
def linker() -> Linker:
    return Linker(load_linking("mds"))


@lru_cache(maxsize=8)
def weighed(person: str) -> Evaluation:
    made = getattr(patients, person)()
    return evaluate(made, load_pack("mds"), today=dt.date(2026, 11, 20), country="US")


def test_there_are_enough() -> None:
    assert len(IDS) >= LEAST
    assert len({card.question for card in list_answers()}) == len(IDS)


@pytest.mark.parametrize("name", IDS)
def test_shape(name: str) -> None:
    meta, body = front_matter(load_answer(name))
    answer = general(name)
    assert meta["id"] == name and answer.disease == "mds" and answer.updated
    assert f"# {answer.question}" in body.splitlines()
    assert len(answer.sections) >= 4 and len(answer.questions) >= 4
    assert answer.notices and not answer.boilerplate
    assert 330 <= len(body.split()) <= 700


@pytest.mark.parametrize("name", IDS)
def test_sources_resolve_and_front_matter_lists_them(name: str) -> None:
    card = next(c for c in list_answers() if c.id == name)
    assert set(general(name).sources) == set(card.sources) <= set(load_pack("mds").sources)


@pytest.mark.parametrize("name", IDS)
def test_what_is_said_of_a_medicine_has_a_source(name: str) -> None:
    bare = [s.whole for s in general(name).statements if not s.sources and set(linker().concepts(s.whole)) & MEDICINES]
    assert bare == []


@pytest.mark.parametrize("name", IDS)
def test_nothing_forbidden_and_no_long_sentence(name: str) -> None:
    assert [(t, violations(t)) for t in texts(name) if violations(t)] == []
    assert [s for t in texts(name) for s in sentences(t) if len(s.split()) > MOST_WORDS] == []


@pytest.mark.parametrize("name", IDS)
def test_most_statements_lead_to_a_concept(name: str) -> None:
    statements = general(name).statements
    assert sum(bool(linker().concepts(s.whole)) for s in statements) >= LINKED * len(statements)


def test_read_with_ease() -> None:
    grades = {name: grade(" ".join(texts(name))) for name in IDS}
    assert statistics.median(grades.values()) <= GRADE
    assert {n: g for n, g in grades.items() if g > HARDEST} == {}


@pytest.mark.parametrize("name", IDS)
@pytest.mark.parametrize("person", ["p1", "p2", "p4"])
def test_tailored_without_a_forbidden_claim(person: str, name: str) -> None:
    """``strict`` raises where a text breaks the guard."""
    made = getattr(patients, person)()
    one = compose(made, general(name), load_pack("mds"), weighed(person), strict=True)
    assert one.fit == ("out_of_scope" if person == "p4" else "in_scope")
    assert one.summary and one.questions
    assert bool(one.statements) == (person != "p4")
    for s in (*one.summary, *one.statements):
        assert not set("{}") & set(s.text) and ".." not in s.text


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("low platelets", "mds-low-platelets-bleeding"),
        ("platelet", "mds-low-platelets-bleeding"),
        ("CAR T cells", "mds-car-t"),
        ("EPO", "mds-esa-epo"),
        ("5q", "mds-del5q-lenalidomide"),
        ("why am I tired", "mds-anemia-fatigue"),
        ("flu shot", "mds-vaccines"),
        ("hospice", "mds-palliative-stopping"),
        ("how long do I have", "mds-prognosis"),
        ("what is MDS", "mds-what-is"),
        ("grapefruit", "mds-venetoclax"),
    ],
)
def test_found_by_words(words: str, first: str) -> None:
    assert search_answers(words)[0].id == first


def test_a_search_leaves_out_what_does_not_fit() -> None:
    assert [card.id for card in search_answers("liver")] == ["mds-liver"]
    assert search_answers("xyzzy") == ()
    assert search_answers("to be or") == ()
