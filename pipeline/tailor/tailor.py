"""Tailor a general answer to one profile: every sentence kept, qualified, replaced or left out, with its reason."""

from collections.abc import Iterable
from datetime import date

from knowledge.tailoring import load_wording
from pipeline.evaluate import evaluate
from pipeline.evaluate.engine import COUNTRY
from pipeline.evaluate.verdicts import is_contradiction, is_spoken
from pipeline.tailor.figures import figures
from pipeline.tailor.guard import enforce
from pipeline.tailor.parts import nothing_tailored, what_became
from pipeline.tailor.plan import Planned, Planner
from pipeline.tailor.premises import matches, premises_of, reply_to
from pipeline.tailor.questions import rank_questions
from pipeline.tailor.statements import GENERAL_SOURCE, Maker, in_order, sentence_case
from pipeline.whatif import WhatIf, asks, changes
from schemas.answer import Ask, Question, Source, Statement, TailoredAnswer, WouldChange
from schemas.errors import UsageError
from schemas.evaluation import Evaluation, RuleVerdict
from schemas.general import GeneralAnswer
from schemas.profile import Profile
from schemas.rules import Pack
from schemas.tailoring import Wording

MOST_LINES = 6
"""Of the summary; where options take them all, one fact is still told."""
MOST_TOLD = 3
"""Facts about the options asked about."""


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
    what_if = WhatIf(profile, pack, evaluation, today=today, country=country)
    made = compose(profile, general, pack, evaluation, what_if=what_if, prognosis=prognosis)
    return made.model_copy(update={"as_of": today.isoformat()})


def compose(
    profile: Profile,
    general: GeneralAnswer,
    pack: Pack,
    evaluation: Evaluation,
    *,
    what_if: WhatIf | None = None,
    prognosis: bool = False,
    strict: bool = False,
) -> TailoredAnswer:
    """As ``tailor``, from an evaluation at hand. ``strict`` raises where a text breaks the guard.

    Without a ``what_if`` it does not say what to ask for next and what would change the verdicts.

    Raises:
        UsageError: the general answer is about another disease than the pack.
        ForbiddenClaimError: ``strict`` is set and a text breaks a rule of the guard.
    """
    if general.disease != pack.disease:
        raise UsageError(f"this general answer is not about {pack.name}, the disease that rules are on board for")
    wording = load_wording()
    ask_next: tuple[Ask, ...] = ()
    would_change: tuple[WouldChange, ...] = ()
    if evaluation.fit == "out_of_scope":
        summary = _out_of_scope(profile, general, pack, evaluation, wording)
        statements: tuple[Statement, ...] = ()
        questions = tuple(Question(text=q, because=evaluation.fit_because) for q in wording.scope_questions)
        parts = nothing_tailored(general, wording.scope_reason.format(disease=pack.name))
    else:
        planner = Planner(general, pack, evaluation)
        maker = Maker(profile, general, evaluation, planner, wording)
        plan = planner.plan()
        statements = _statements(maker, plan)
        summary = _summary(maker, statements)
        statements = tuple(s for s in statements if s.id not in {x.id for x in summary if x.verdict == "information"})
        if prognosis:
            statements = (*statements, *figures(profile, evaluation, planner.resolve(planner.asked())))
        if what_if is not None:
            ask_next, would_change = _what_if(what_if, planner, statements)
        questions = rank_questions(general, evaluation, planner, (*summary, *statements), ask_next)
        parts = what_became(plan, planner, (*summary, *statements))
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
        ask_next=ask_next,
        would_change=would_change,
        general_parts=parts,
    )
    return enforce(answer, prognosis=prognosis, strict=strict)


def _what_if(
    what_if: WhatIf, planner: Planner, statements: tuple[Statement, ...]
) -> tuple[tuple[Ask, ...], tuple[WouldChange, ...]]:
    """What to ask for next, and what would change the verdicts that are given."""
    asked = planner.resolve(planner.asked())
    spoken = frozenset(s.about for s in statements if s.about and s.rule and s.verdict != "information")
    weights = tuple(what_if.weights(spoken | set(asked)))
    return asks(what_if, weights, asked, spoken), changes(what_if, weights, statements)


def _statements(maker: Maker, plan: tuple[Planned, ...]) -> tuple[Statement, ...]:
    said = [*maker.premises(plan), *maker.options(plan)]
    said += maker.beside(said)
    topics = {c for s in maker.general.statements for c in maker.planner.linker.concepts(s.whole)}
    apart = [f for f in maker.evaluation.facts if f.because != maker.evaluation.fit_because]
    told = [f for f in apart if f.concept in topics or is_contradiction(f.rule)]
    labels = {o.id for o in maker.planner.pack.options if o.jurisdiction is not None}
    if labels & {(s.rule or "").partition("@")[0] for s in said}:
        told = [*(f for f in apart if f.rule.endswith(COUNTRY)), *told]
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
    told = [_fit(evaluation, maker.planner), *first, *answers]
    told += _told_of(maker, concepts)[: max(1, MOST_LINES - len(told) - 1)]
    least = 0 if len(told) > 1 + len(first) + len(answers) else 1
    return _once((*told, *_deciding(maker, asked, max(least, MOST_LINES - len(told)))))


def _told_of(maker: Maker, concepts: tuple[str, ...]) -> list[Statement]:
    """What the records say of the options asked about, plans first."""
    facts = [f for f in maker.evaluation.facts if f.concept in concepts and not f.detail]
    facts.sort(key=lambda f: not is_spoken(f.rule))
    return [maker.of_verdict(f, None) for f in facts[:MOST_TOLD]]


def _shortened(statement: Statement, short: str) -> Statement:
    return statement.model_copy(update={"id": f"{statement.id}-short", "text": sentence_case(short or statement.text)})


def _deciding(maker: Maker, asked: tuple[str, ...], most: int) -> list[Statement]:
    """Facts on the topics that decide about the question, those of the first concept asked first."""
    order = {t: i for i, t in enumerate(maker.planner.topics(asked))}
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
