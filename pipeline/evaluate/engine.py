"""Evaluate all rules of a pack over one profile. Deterministic; no clock, no file, no network."""

from collections.abc import Iterable
from datetime import date, timedelta

from pipeline.evaluate.atoms import Evaluator
from pipeline.evaluate.facts import FactBase, span_of
from pipeline.evaluate.kleene import Gap, Tri, unique
from pipeline.evaluate.scope import Fit, fit_of
from pipeline.evaluate.verdicts import Judge, reasons_of
from pipeline.evaluate.words import Writer
from schemas.answer import Alert, Question, Source
from schemas.evaluation import Evaluation, RuleVerdict
from schemas.profile import Profile
from schemas.rules import AlertRule, Pack

ALERT_FRESH = timedelta(days=7)
"""An alert on an older value says so (MDS_KNOWLEDGE 4.3)."""
MOST_QUESTIONS = 12
COUNTRY = ".note.country"
"""How the rule ends that tells of labels of several jurisdictions."""
FIRST, CONTRADICTIONS = 3, 2
"""Rank of the question which of two documents is right, and how many of them are asked."""
LATER = 30
"""How much lower a question ranks when it only asks for what is missing."""


def evaluate(
    profile: Profile,
    pack: Pack,
    *,
    today: date,
    country: str | None = None,
    evaluator: type[Evaluator] = Evaluator,
) -> Evaluation:
    """All verdicts, cautions, notes, alerts and questions of ``pack`` for one profile.

    ``country`` (ISO 3166, or EU) decides which labels apply; where it is unknown or not covered, each jurisdiction
    of the pack is spoken of by name. ``evaluator`` answers the expressions; another one may keep count of them.
    """
    facts = FactBase(profile, pack, today)
    ev = evaluator(facts)
    writer = Writer(ev)
    judge = Judge(writer, jurisdictions=jurisdictions_of(pack, country or profile.patient.country))
    fit = fit_of(facts, writer)
    verdicts = tuple(_verdicts(judge, ev, fit))
    cautions = tuple(judge.cautions()) if fit.fit == "in_scope" else ()
    topics = tuple(judge.topics(in_scope=fit.fit != "out_of_scope"))
    conflicts = tuple(judge.conflicts()) if fit.fit == "in_scope" else ()
    if fit.fit == "in_scope":
        topics += (
            *conflicts,
            *judge.spoken_of(),
            *_country(pack, judge.jurisdictions, country or profile.patient.country),
        )
    alerts = tuple(_alerts(writer, fit))
    return Evaluation(
        disease=pack.disease,
        pack_version=pack.version,
        fit=fit.fit,
        fit_reason=fit.reason,
        fit_because=reasons_of(fit.because),
        risk_side=ev.risk.side if fit.fit == "in_scope" else "unknown",
        verdicts=verdicts,
        cautions=cautions,
        facts=topics,
        alerts=alerts,
        questions=_questions(pack, writer, fit, (*verdicts, *cautions, *conflicts[:CONTRADICTIONS])),
        missing=unique(m for v in verdicts for m in v.missing),
        sources=_sources(pack, (*verdicts, *cautions, *topics), alerts),
    )


def _country(pack: Pack, jurisdictions: tuple[str, ...], country: str | None) -> Iterable[RuleVerdict]:
    """That labels of several jurisdictions are told, and why."""
    if len(jurisdictions) > 1:
        text = pack.phrases["country_other" if country else "country_unknown"]
        yield RuleVerdict(
            rule=f"{pack.disease}{COUNTRY}", concept="scope", verdict="information", text=text, because=()
        )


def jurisdictions_of(pack: Pack, country: str | None) -> tuple[str, ...]:
    """The jurisdictions of the pack that a country is covered by; all of them where it is unknown or not covered."""
    code = (country or "").upper()
    covered = tuple(name for name, codes in pack.jurisdictions.items() if code in codes)
    return covered or tuple(pack.jurisdictions)


def _verdicts(judge: Judge, ev: Evaluator, fit: Fit) -> Iterable[RuleVerdict]:
    if fit.fit == "out_of_scope":
        return ()
    if fit.fit == "unconfirmed":
        return judge.unconfirmed(Gap(f"{judge.pack.disease}_diagnosis", "absent"), fit.because)
    for gate in judge.pack.gates:
        result = ev.test(gate.when)
        if result.value is True:
            return () if gate.effect == "no_options" else judge.held(gate, result)
    return judge.options()


def _alerts(writer: Writer, fit: Fit) -> Iterable[Alert]:
    facts = writer.facts
    brief = type(writer.ev)(facts, brief=True)
    if fit.other_person:
        return
    for rule in sorted(facts.pack.alerts, key=lambda a: a.rank):
        if fit.fit == "out_of_scope" and not rule.even_out_of_scope:
            continue
        result = brief.test(rule.when)
        if result.value is not True:
            continue
        whole = writer.ev.test(rule.when)
        if not result.because or (_is_fresh(facts, whole.because) and not _is_fresh(facts, result.because)):
            result = whole  # of several facts that would each do, a fresh one makes it fresh
        alert = _alert(writer, rule, result)
        if alert is not None:
            yield alert


def _alert(writer: Writer, rule: AlertRule, result: Tri) -> Alert | None:
    template = rule.text
    if rule.text_old is not None and not _is_fresh(writer.facts, result.because):
        template = rule.text_old
    filled = writer.try_fill(template) or writer.try_fill(rule.text)
    because = unique((*result.because, *(filled[1] if filled else ())))
    if filled is None or not because:
        return None
    return Alert(text=filled[0], because=reasons_of(because), sources=rule.sources, tier=rule.tier)


def _is_fresh(facts: FactBase, pointers: tuple[str, ...]) -> bool:
    """Whether one of the facts is dated within the last days; undated ones are not."""
    dates = [_date_of(facts.profile, p) for p in pointers]
    return any(d is not None and facts.today - span_of(d)[1] <= ALERT_FRESH for d in dates)


def _date_of(profile: Profile, pointer: str) -> str | None:
    name, _, rest = pointer.partition("[")
    fact = getattr(profile, name, None)
    if rest and isinstance(fact, tuple):
        fact = fact[int(rest.removesuffix("]"))]
    return getattr(fact, "collected", None) or getattr(fact, "date", None)


def _questions(pack: Pack, writer: Writer, fit: Fit, verdicts: tuple[RuleVerdict, ...]) -> tuple[Question, ...]:
    if fit.fit == "out_of_scope":
        return ()
    ranks = {o.id: o.rank for o in pack.options} | {c.id: c.rank for c in pack.cautions}
    ranked = [
        (ranks.get(v.rule, FIRST) + LATER * (v.verdict == "cannot_tell"), q) for v in verdicts for q in v.questions
    ]
    for rule in pack.questions:
        result = writer.ev.test(rule.when)
        filled = writer.try_fill(rule.text) if result.value else None
        if filled is not None:
            because = unique((*result.because, *filled[1]))
            ranked.append((rule.rank, Question(text=filled[0], because=reasons_of(because))))
    ranked.sort(key=lambda item: item[0])
    once: dict[str, Question] = {}
    for _, question in ranked:
        once.setdefault(question.text, question)
    return tuple(once.values())[:MOST_QUESTIONS]


def _sources(pack: Pack, verdicts: tuple[RuleVerdict, ...], alerts: tuple[Alert, ...]) -> dict[str, Source]:
    used = {s for v in verdicts for s in v.sources} | {s for a in alerts for s in a.sources}
    return {key: source for key, source in pack.sources.items() if key in used}
