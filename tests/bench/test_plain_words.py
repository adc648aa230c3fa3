"""Plain words over answers and people (`python -m bench.plain_words` measures all pairs)."""

import statistics

import pytest

from bench.plain_words import GRADE, grade, long_sentences, technical, told, unexplained, words_of_records
from bench.safety import answer_names, tailored
from pipeline.evaluate.examples import profile_from
from sample_records.people import load_people

PAIRS = [(name, person) for name in answer_names() for person in load_people("mds")][::17]


@pytest.mark.slow
def test_short_sentences_a_low_grade_and_no_term_without_its_explanation() -> None:
    """Every general answer and every invented person occur; all pairs are left to the command."""
    grades, long, missing = [], set(), set()
    for name, person in PAIRS:
        _, answer = tailored(profile_from(person.profile, "mds"), name, person.country)
        texts = [t for t in told(answer) if t]
        grades.append(grade(" ".join(t if t[-1] in ".?!" else f"{t}." for t in texts)))
        long |= {s for t in texts for s in long_sentences(t)}
        missing |= {w for t in texts for w in unexplained(t, words_of_records(answer))}
    assert long == set()
    assert missing == set()
    assert statistics.median(grades) <= GRADE
    assert {name for name, _ in PAIRS} == set(answer_names())
    assert {person.id for _, person in PAIRS} == {p.id for p in load_people("mds")}


@pytest.mark.parametrize(
    ("word", "hard"),
    [("neutropenia", True), ("TP53", True), ("luspatercept", True), ("hepatic", True), ("IPSS-R", True), ("MRI", False),
     ("treatment", False), ("doctor", False), ("diagnosis", False), ("12", False), ("del(5q)", True)],
)  # fmt: skip
def test_what_is_technical(word: str, hard: bool) -> None:
    assert technical(word) is hard


def test_a_term_outside_the_glossary_is_seen() -> None:
    assert unexplained("Your report speaks of anisocytosis and of platelets.") == ["anisocytosis"]
    assert unexplained("The record names p.Arg175His and 46,XX,del(20)(q12)[2].") == []
    assert unexplained("It says Weird-oma.", ["Weird-oma"]) == []
