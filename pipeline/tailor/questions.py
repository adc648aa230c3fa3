"""Questions for the doctor: the rules' by rank, then what the general answer asks and the records leave open."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from extractors.patterns import pattern
from extractors.wordings import Wordings
from knowledge.answers_loader import load_reading_cues
from knowledge.tailoring import load_asking
from pipeline.tailor.guard import violations
from pipeline.tailor.plan import Planner
from schemas.answer import Ask, Question, Statement
from schemas.evaluation import Evaluation
from schemas.general import GeneralAnswer

MOST = 12
_WORD = pattern(r"[a-z0-9]+")
_WORDINGS = Wordings("tailoring", "questions")
_ASKS_FACT = _WORDINGS.pattern("asks_fact")
_ALIKE = 0.65


def rank_questions(
    general: GeneralAnswer,
    evaluation: Evaluation,
    planner: Planner,
    shown: Iterable[Statement],
    ask_next: Sequence[Ask] = (),
) -> tuple[Question, ...]:
    """At most ``MOST`` questions, those on what the answer speaks of first, none twice.

    Of what is missing, what decides about the question comes behind the rules' questions on it, the rest behind all
    of the rules'.
    """
    if evaluation.fit == "out_of_scope":
        return ()
    about = {s.rule.rpartition("@")[0] for s in shown if s.rule}
    silent = {q.text for v in evaluation.verdicts if v.rule not in about for q in v.questions}
    silent -= {q.text for v in (*evaluation.verdicts, *evaluation.cautions) if v.rule in about for q in v.questions}
    asked = set(planner.resolve(planner.asked()))
    first = {q.text for v in evaluation.verdicts if v.concept in asked for q in v.questions}
    ours = [q for q in evaluation.questions if q.text not in silent]
    ours.sort(key=lambda q: q.text not in first)
    ours = _with_asks(ours, ask_next, sum(q.text in first for q in ours), planner)
    theirs = [Question(text=q.text) for q in general.questions if not _answered(q.text, evaluation, planner)]
    out: list[Question] = []
    for question in (*ours, *theirs):
        if not violations(question.text) and not any(_alike(question.text, o.text) for o in out):
            out.append(question)
    return tuple(out[:MOST])


def _with_asks(ours: list[Question], ask_next: Sequence[Ask], place: int, planner: Planner) -> list[Question]:
    """The rules' questions with the first of what is missing among them, before the last of theirs."""
    most = load_asking(planner.disease).most_questions
    telling = [a for a in ask_next if a.needed_for or any(d.kind in ("verdict", "risk") for d in a.decides)]
    chosen = [(a.about_question, Question(text=a.question, because=a.because)) for a in telling[:most]]
    near, rest = ([q for n, q in chosen if n is wanted] for wanted in (True, False))
    room = max(place, MOST - len(chosen))
    return [*ours[:place], *near, *ours[place:room], *rest, *ours[room:]]


def _answered(text: str, evaluation: Evaluation, planner: Planner) -> bool:
    """Whether it asks what something of hers is, and the records say all of it."""
    match = _ASKS_FACT.search(text)
    if match is None:
        return False
    topics = planner.linker.concepts(match[0])
    told = {f.concept for f in evaluation.facts if f.because}
    return bool(topics) and all(t in told for t in topics)


def _alike(a: str, b: str) -> bool:
    """Whether two questions share most of the words that say what they are about."""
    words_a, words_b = _words(a), _words(b)
    return len(words_a & words_b) >= _ALIKE * max(1, len(words_a | words_b))


@lru_cache(maxsize=1024)
def _words(text: str) -> frozenset[str]:
    words = frozenset(_WORD.findall(text.lower()))
    return words - frozenset(load_reading_cues().small_words) or words
