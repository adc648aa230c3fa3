"""Questions for the doctor: the rules' by rank, then what the general answer asks and the records leave open."""

from collections.abc import Iterable

from extractors.patterns import pattern
from pipeline.tailor.guard import violations
from pipeline.tailor.plan import Planner
from schemas.answer import Question, Statement
from schemas.evaluation import Evaluation
from schemas.general import GeneralAnswer

MOST = 12
_WORD = pattern(r"[a-z0-9]+")
_ASKS_FACT = pattern(r"^\W*(what|which) (is|are|was) my\b[^,;]*")
_ALIKE = 0.6


def rank_questions(
    general: GeneralAnswer, evaluation: Evaluation, planner: Planner, shown: Iterable[Statement]
) -> tuple[Question, ...]:
    """At most ``MOST`` questions, those on what the answer speaks of first, none twice."""
    if evaluation.fit == "out_of_scope":
        return ()
    about = {s.rule.rpartition("@")[0] for s in shown if s.rule}
    silent = {q.text for v in evaluation.verdicts if v.rule not in about for q in v.questions}
    silent -= {q.text for v in (*evaluation.verdicts, *evaluation.cautions) if v.rule in about for q in v.questions}
    asked = set(planner.resolve(planner.asked()))
    first = {q.text for v in evaluation.verdicts if v.concept in asked for q in v.questions}
    ours = [q for q in evaluation.questions if q.text not in silent]
    ours.sort(key=lambda q: q.text not in first)
    theirs = [Question(text=q.text) for q in general.questions if not _answered(q.text, evaluation, planner)]
    out: list[Question] = []
    for question in (*ours, *theirs):
        if not violations(question.text) and not any(_alike(question.text, o.text) for o in out):
            out.append(question)
    return tuple(out[:MOST])


def _answered(text: str, evaluation: Evaluation, planner: Planner) -> bool:
    """Whether it asks what something of hers is, and the records say all of it."""
    match = _ASKS_FACT.search(text)
    if match is None:
        return False
    topics = planner.linker.concepts(match[0])
    told = {f.concept for f in evaluation.facts if f.because}
    return bool(topics) and all(t in told for t in topics)


def _alike(a: str, b: str) -> bool:
    """Whether two questions share most of their words."""
    words_a, words_b = set(_WORD.findall(a.lower())), set(_WORD.findall(b.lower()))
    return len(words_a & words_b) >= _ALIKE * max(1, len(words_a | words_b))
