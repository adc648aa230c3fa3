"""Tailor a general answer to one profile: every sentence kept, qualified, replaced or left out, with its reason."""

from collections.abc import Iterable
from datetime import date

from knowledge.tailoring import load_wording
from pipeline.evaluate import evaluate
from pipeline.tailor.figures import figures
from pipeline.tailor.guard import enforce
from pipeline.tailor.plan import Planner
from pipeline.tailor.premises import matches, premises_of, reply_to
from pipeline.tailor.questions import rank_questions
from pipeline.tailor.statements import GENERAL_SOURCE, Maker, in_order, sentence_case
from schemas.answer import Question, Source, Statement, TailoredAnswer
from schemas.errors import UsageError
from schemas.evaluation import Evaluation, RuleVerdict
from schemas.general import GeneralAnswer
from schemas.profile import Profile
from schemas.rules import Pack
from schemas.tailoring import Wording

MOST_LINES = 6
"""Of the summary; where options take them all, one fact is still told."""


def tailor(
    profile: Profile,
    general: GeneralAnswer,
    pack: Pack,
    *,
    today: date,
    country: str | None = None,
    prognosis: bool = False,
) -> TailoredAnswer:
    """The tailored answer.

    Args:
        profile: what the records say.
        general: the general answer, parsed.
        pack: the disease pack whose rules weigh the options.
        today: decides what counts as old.
        country: ISO 3166, where labels differ; the profile's if not given.
        prognosis: whether figures on survival and response were asked for.

    Raises:
        UsageError: the general answer is about a disease that is not on board.
    """
    evaluation = evaluate(profile, pack, today=today, country=country)
    return compose(profile, general, pack, evaluation, prognosis=prognosis)


def compose(
    profile: Profile,
    general: GeneralAnswer,
    pack: Pack,
    evaluation: Evaluation,
    *,
    prognosis: bool = False,
    strict: bool = False,
) -> TailoredAnswer:
    """As ``tailor``, from an evaluation at hand. ``strict`` raises where a text breaks the guard.

    Raises:
        UsageError: the general answer is about another disease than the pack.
        ForbiddenClaimError: ``strict`` is set and a text breaks a rule of the guard.
    """
    if general.disease != pack.disease:
        raise UsageError(f"this general answer is not about {pack.name}, the disease that rules are on board for")
    wording = load_wording()
    if evaluation.fit == "out_of_scope":
        summary = _out_of_scope(profile, general, pack, evaluation, wording)
        statements: tuple[Statement, ...] = ()
        questions = tuple(Question(text=q, because=evaluation.fit_because) for q in wording.scope_questions)
    else:
        planner = Planner(general, pack, evaluation)
        maker = Maker(profile, general, evaluation, planner, wording)
        statements = _statements(maker)
        summary = _summary(maker, statements)
        statements = tuple(s for s in statements if s.id not in {x.id for x in summary if x.verdict == "information"})
        if prognosis:
            statements = (*statements, *figures(profile, evaluation, planner.resolve(planner.asked())))
        questions = rank_questions(general, evaluation, planner, (*summary, *statements))
    answer = TailoredAnswer(
        question=general.question,
        disease=pack.disease,
        fit=evaluation.fit,
        summary=summary,
        statements=statements,
        questions=questions,
        sources=_sources(general, pack, evaluation, wording, (*summary, *statements)),
        alerts=evaluation.alerts,
        profile=profile,
        notice=_notice(general, pack, wording),
    )
    return enforce(answer, prognosis=prognosis, strict=strict)


def _statements(maker: Maker) -> tuple[Statement, ...]:
    plan = maker.planner.plan()
    said = [*maker.premises(plan), *maker.options(plan)]
    said += maker.beside(said)
    topics = {c for s in maker.general.statements for c in maker.planner.linker.concepts(s.whole)}
    told = [f for f in maker.evaluation.facts if f.concept in topics and f.because != maker.evaluation.fit_because]
    facts = [maker.of_verdict(f, None) for f in told]
    return _once((*in_order(said), *facts, *maker.kept(plan), *maker.dropped(plan)))


def _summary(maker: Maker, statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """What the records say to this question: fit, premise, the concept asked about, the facts that decide."""
    evaluation, planner = maker.evaluation, maker.planner
    asked = planner.asked()
    premise = planner.premise_in(maker.general.question, "question")
    first = [s for s in statements if premise is not None and s.id == f"s-premise-{premise.id}"]
    concepts = planner.resolve(asked)
    weighed = {f"s-{v.rule}": v.short for v in evaluation.verdicts if v.concept in concepts}
    answers = [_shortened(s, weighed[s.id]) for s in statements if s.id in weighed]
    answers.sort(key=lambda s: concepts.index(s.about or ""))
    told = (_fit(evaluation, maker.planner), *first, *answers)
    return _once((*told, *_deciding(maker, asked, max(1, MOST_LINES - len(told)))))


def _shortened(statement: Statement, short: str) -> Statement:
    return statement.model_copy(update={"id": f"{statement.id}-short", "text": sentence_case(short or statement.text)})


def _deciding(maker: Maker, asked: tuple[str, ...], most: int) -> list[Statement]:
    """Facts on the topics that decide about the question, those of the first concept asked first."""
    table = {a.concept: a.topics for a in maker.planner.linker.linking.asked}
    topics = next((table[c] for c in asked if c in table), table.get("*", ()))
    order = {t: i for i, t in enumerate(topics)}
    facts: list[RuleVerdict] = sorted(
        (
            f
            for f in maker.evaluation.facts
            if f.concept in order and not f.detail and f.because != maker.evaluation.fit_because
        ),
        key=lambda f: order[f.concept],
    )
    return [maker.of_verdict(f, None) for f in facts[:most]]


def _fit(evaluation: Evaluation, planner: Planner) -> Statement:
    return Statement(
        id="s-fit",
        about="scope" if "scope" in planner.concepts else None,
        text=evaluation.fit_reason,
        verdict="information",
        because=evaluation.fit_because,
    )


def _out_of_scope(
    profile: Profile, general: GeneralAnswer, pack: Pack, evaluation: Evaluation, wording: Wording
) -> tuple[Statement, ...]:
    """What the records describe, and why nothing is tailored; no options."""
    fit = Statement(id="s-fit", text=evaluation.fit_reason, verdict="information", because=evaluation.fit_because)
    why = _plain("s-scope", wording.scope_reason.format(disease=pack.name))
    premises = [p for p in premises_of(pack.disease) if "question" in p.where and matches(p, general.question)]
    replies = [reply_to(p, profile, evaluation) for p in premises]
    told = (
        Statement(id=f"s-premise-{r.premise.id}", text=r.text, verdict="information", because=r.because)
        for r in replies
        if r.text
    )
    return (fit, *told, why)


def _plain(name: str, text: str) -> Statement:
    return Statement(id=name, text=text, verdict="information")


def _once(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Each id once, and no sentence twice."""
    out: dict[str, Statement] = {}
    texts: set[str] = set()
    for s in statements:
        if s.id not in out and (s.change == "dropped" or s.text not in texts):
            out[s.id] = s
            texts.add(s.text)
    return tuple(out.values())


def _sources(
    general: GeneralAnswer, pack: Pack, evaluation: Evaluation, wording: Wording, said: tuple[Statement, ...]
) -> dict[str, Source]:
    used = {key for s in said for key in s.sources} | {key for a in evaluation.alerts for key in a.sources}
    known = {**pack.sources, **evaluation.sources}
    dated = f", {general.updated}" if general.updated else ""
    known[GENERAL_SOURCE] = Source(
        citation=wording.general_source.format(question=general.question, dated=dated), url="", checked=False
    )
    return {key: known[key] for key in sorted(used) if key in known}


def _notice(general: GeneralAnswer, pack: Pack, wording: Wording) -> str:
    parts = [wording.notice]
    if pack.status != "reviewed":
        parts.append(wording.unreviewed)
    if general.notices:
        parts.append("The general answer says of itself: “" + " ".join(_ended(n) for n in general.notices) + "”")
    return " ".join(parts)


def _ended(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
