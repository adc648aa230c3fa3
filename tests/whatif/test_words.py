"""What is asked for and what would change a verdict is said in short, plain sentences."""

import statistics

import pytest

from knowledge.answers_loader import load_answer
from knowledge.packs import load_pack
from pipeline.tailor import parse_general, tailor
from schemas.answer import TailoredAnswer
from tests.evaluate.people import TODAY
from tests.tailor import later_patients, patients
from tests.tailor.test_plain_words import grade, sentences

PEOPLE = {n: getattr(patients, n) for n in ("p1", "p2", "p3", "p5")} | {
    n: getattr(later_patients, n) for n in ("p6", "p7", "p8")
}
ANSWERS = ("mds-liver", "mds-immunotherapy", "mds-car-t", "mds-lower-risk-treatment", "mds-iron-overload")
MOST_WORDS, GRADE = 30, 8.0


def made(person: str, answer: str) -> TailoredAnswer:
    return tailor(PEOPLE[person](), parse_general(load_answer(answer)), load_pack("mds"), today=TODAY, country="US")


def told(answer: TailoredAnswer) -> list[str]:
    return [t for a in answer.ask_next for t in (a.text, a.question)] + [c.text for c in answer.would_change]


@pytest.mark.parametrize("person", PEOPLE)
def test_short_whole_sentences_that_open_with_a_capital(person: str) -> None:
    for answer in ANSWERS:
        for text in told(made(person, answer)):
            assert text[0].isupper() and text.endswith((".", "?")), text
            assert not any(x in text for x in ("  ", "..", " .", " ,", "()", "None", "{", "not_")), text
            assert [s for s in sentences(text) if len(s.split()) > MOST_WORDS] == []


def test_read_with_ease() -> None:
    grades = [grade(" ".join(a.text for a in made(p, a).ask_next)) for p in PEOPLE for a in ANSWERS]
    assert statistics.median(grades) <= GRADE
