"""Plain words: short sentences and a low reading grade, in our own texts and in what patients are told."""

import statistics

import pytest

from bench.plain_words import grade, sentences
from knowledge.answers_loader import list_answers, load_answer
from knowledge.tailoring import load_figures, load_guard, load_premises, load_wording
from pipeline.tailor.parse import parse_general
from tests.tailor.test_patients import ANSWERS, PEOPLE, made

MOST_WORDS = 30
GRADE = 8.0
HARDEST = 9.0


def ours() -> list[str]:
    """Every sentence that this part of the program writes by itself."""
    wording = load_wording()
    fixed = [v for v in wording.model_dump().values() if isinstance(v, str)]
    texts = [*fixed, *wording.scope_questions, load_guard().safe_text]
    texts += [t for p in load_premises("mds").premises for r in p.replies for t in (r.text, r.elsewhere or "x")]
    texts += [*load_figures("mds").wording.values(), *(r.text for r in load_figures("mds").responses)]
    for card in list_answers():
        general = parse_general(load_answer(card.id))
        texts += [s.whole for s in general.statements] + [q.text for q in general.questions]
    return texts


def test_no_sentence_of_ours_is_long() -> None:
    assert [s for t in ours() for s in sentences(t) if len(s.split()) > MOST_WORDS] == []


def told(person: str, answer: str) -> list[str]:
    """Everything one person is told on one question."""
    one = made(person, answer)
    texts = [s.text for s in (*one.summary, *one.statements) if s.change != "dropped"]
    return [*texts, *(q.text for q in one.questions), *(a.text for a in one.alerts)]


@pytest.mark.parametrize("answer", ANSWERS)
@pytest.mark.parametrize("person", PEOPLE)
def test_nobody_is_told_a_long_sentence(person: str, answer: str) -> None:
    assert [s for t in told(person, answer) for s in sentences(t) if len(s.split()) > MOST_WORDS] == []


@pytest.mark.parametrize("answer", ANSWERS)
@pytest.mark.parametrize("person", PEOPLE)
def test_sentences_are_whole(person: str, answer: str) -> None:
    """No slot left open, no doubled blank or stop, no space before a stop."""
    for text in told(person, answer):
        assert not set("{}") & set(text) and not any(x in text for x in ("  ", "..", " .", " ,", "()", "None"))
        assert text[0].isupper() or text[0].isdigit()


def test_answers_are_read_with_ease() -> None:
    grades = [grade(" ".join(told(p, a))) for p in PEOPLE for a in ANSWERS]
    assert statistics.median(grades) <= GRADE
    assert max(grades) <= HARDEST
