"""From rules to verdicts: options, cautions and topics over one profile."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.evaluate import kleene
from pipeline.evaluate.atoms import Evaluator, went
from pipeline.evaluate.kleene import Gap, Tri, unique
from pipeline.evaluate.words import Writer
from pipeline.plain import in_a_sentence, plain_value
from schemas.answer import Question, Reason, Verdict
from schemas.evaluation import RuleVerdict
from schemas.expressions import OutcomeAtom
from schemas.facts import GIVEN, TreatmentStatus
from schemas.rules import Case, Caution, Gate, Option, Pack, Topic


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an option comes to before it is put into words."""

    verdict: Verdict
    result: Tri
    case: Case | None = None


class Judge:
    """Weighs the rules of a pack over one profile."""

    def __init__(self, writer: Writer, *, jurisdictions: tuple[str, ...]) -> None:
        self.writer = writer
        self.ev = writer.ev
        self.pack: Pack = writer.facts.pack
        self.brief = type(writer.ev)(writer.facts, brief=True)
        self.jurisdictions = jurisdictions
        self._clauses = {c.id: c for c in self.pack.clauses}
        self._labels = {c.id: c.label for c in self.pack.concepts}

    # --- options ------------------------------------------------------------------------------------------------

    def options(self) -> Iterator[RuleVerdict]:
        """One verdict for each option and jurisdiction in play; equal ones are said once."""
        return self._weighed(self.pack.options)

    def _weighed(self, options: tuple[Option, ...]) -> Iterator[RuleVerdict]:
        seen: set[tuple[str, str, str]] = set()
        for option in self._in_force(options):
            applies = Tri(True) if option.applies is None else self.brief.test(option.applies)
            if applies.value is False:
                continue
            said = _fixed(option) if _always_true(option) else self._option(option)
            if applies.value is None and len({p.partition("[")[0] for p in applies.because}) > 1:
                # It is said because records contradict each other on whether another treatment was given.
                because = unique((*said.because, *reasons_of(applies.because)))
                said = said.model_copy(update={"because": because})
            key = (said.concept, said.verdict, said.text)
            if key not in seen:
                seen.add(key)
                yield said

    def held(self, gate: Gate, result: Tri) -> Iterator[RuleVerdict]:
        """Every option as ``cannot_tell`` for the one reason of a gate; what was given is still said."""
        seen: set[str] = set()
        for option in self._in_force(self.pack.options):
            given = self._given(option)
            if option.concept in gate.keeps:
                yield from self._weighed((option,))
                continue
            if option.concept in seen or (option.applies and self.brief.test(option.applies).value is False):
                continue
            seen.add(option.concept)
            if given is not None:
                yield self._tried(option, given)
                continue
            if _always_true(option):
                yield _fixed(option)
                continue
            text, shown = self.writer.fill(gate.text, label=self._labels[option.concept])
            yield _said(option, "cannot_tell", text, unique((*result.because, *shown)), gate.missing)

    def unconfirmed(self, disease_gap: Gap, because: tuple[str, ...]) -> Iterator[RuleVerdict]:
        """Without a stated diagnosis: ``cannot_tell``, or what is true whatever the records say."""
        seen: set[str] = set()
        for option in self._in_force(self.pack.options):
            if option.concept in seen:
                continue
            seen.add(option.concept)
            if _always_true(option):
                yield _fixed(option)
                continue
            if option.unconfirmed is not None:
                yield _said(option, "information", option.unconfirmed, (), (), option.sources)
                continue
            known = self.brief.test(option.requires)
            missing = unique((disease_gap.name, *(g.name for g in known.gaps)))
            label = self._labels[option.concept]
            text, _ = self.writer.fill(self.pack.phrases["unconfirmed_option"], label=label)
            yield _said(option, "cannot_tell", text, unique((*because, *known.because)), missing)

    def _in_force(self, rules: tuple[Option, ...]) -> Iterator[Option]:
        for rule in rules:
            if rule.jurisdiction is None or rule.jurisdiction in self.jurisdictions:
                yield rule

    def _given(self, option: Option) -> tuple[str, ...] | None:
        pointers = unique(p for g in option.given for p, _ in self.ev.facts.treatments(g))
        usable = tuple(p for p in pointers if not self.ev.facts.blocked(p))
        return usable or None

    def _tried(self, option: Option, pointers: tuple[str, ...]) -> RuleVerdict:
        courses = self.ev.facts.profile.treatments
        told = self.writer.told([courses[int(p.removeprefix("treatments[").removesuffix("]"))] for p in pointers])
        template = option.text.get("already_tried", self.pack.phrases["already_tried"])
        outcomes = [self.ev.test(o) for o in _failures(option)] if option.failed is not None else []
        if option.failed is not None and any(o.value for o in outcomes):
            template = option.failed
        elif any(went(self.ev, courses[int(p[11:-1])], "failed") for p in pointers):
            # A failure is on record that another statement contradicts: it stands on both that none is told.
            pointers = unique((*pointers, *(p for o in outcomes if o.value is None for p in o.because)))
        text, shown = self.writer.fill(template, label=self._labels[option.concept], treatments=told)
        said = _said(option, "already_tried", text, unique((*pointers, *shown)), (), option.sources)
        return said.model_copy(update={"short": self._short(option, "already_tried")})

    def _short(self, option: Option, verdict: Verdict) -> str:
        """What the first lines of an answer say of it."""
        text = option.short.get(verdict, self.pack.phrases.get(f"short_{verdict}", ""))
        return self.writer.fill(text, label=self._labels[option.concept])[0]

    def _option(self, option: Option) -> RuleVerdict:
        given = self._given(option)
        if given is not None:
            return self._tried(option, given)
        outcome = self._weigh(option, self.ev)
        if outcome.verdict == "cannot_tell" and outcome.result.value is None:
            brief = self._weigh(option, self.brief)
            outcome = replace(outcome, result=replace(outcome.result, because=brief.result.because))
        if outcome.verdict not in ("cannot_tell", "information") and not outcome.result.because:
            outcome = Outcome("cannot_tell", replace(outcome.result, gaps=(Gap("records", "absent"),)))
        return self._in_words(option, outcome)

    def _weigh(self, option: Option, ev: Evaluator) -> Outcome:
        """Cases in order, then the criteria. Unknown only where it makes a difference."""
        possible: list[Outcome] = []
        passed: list[Case] = []
        for case in option.first:
            result = ev.test(case.when)
            if result.value is True:
                possible.append(Outcome(case.verdict, result, case))
                break
            if result.value is None:
                possible.append(Outcome(case.verdict, result, case))
            else:
                passed.append(case)
        else:
            possible.append(self._criteria(option, ev))
        if len({o.verdict for o in possible}) == 1:
            return self._past(possible[-1], passed)
        joined = kleene.all_of(tuple(o.result for o in possible if o.result.value is None))
        pointers = unique(p for o in possible for p in o.result.because)
        return self._past(Outcome("cannot_tell", replace(joined, because=pointers)), passed)

    def _past(self, outcome: Outcome, passed: list[Case]) -> Outcome:
        """The outcome, standing also on what keeps a case of another verdict from holding."""
        bars = (p for case in passed if case.verdict != outcome.verdict for p in self.brief.test(case.when).because)
        because = unique((*outcome.result.because, *bars))
        return replace(outcome, result=replace(outcome.result, because=because))

    def _criteria(self, option: Option, ev: Evaluator) -> Outcome:
        result = ev.test(option.requires)
        if result.value is None:
            return Outcome("cannot_tell", result)
        return Outcome(option.when_true if result.value else option.when_false, result)

    def _in_words(self, option: Option, outcome: Outcome) -> RuleVerdict:
        verdict, result, case = outcome.verdict, outcome.result, outcome.case
        reasons, shown, sources = self._reasons(result)
        template = self._template(option, verdict, case)
        where = self.pack.phrases.get(f"where_{option.jurisdiction}", "") if option.jurisdiction else ""
        filled, more = self.writer.fill(
            template,
            label=self._labels[option.concept],
            reasons=reasons,
            gaps=self.writer.gaps(result.gaps),
            it=self.pack.phrases["it" if len({g.name for g in result.gaps}) < 2 else "them"],
            where=where,
        )
        missing = unique(g.name for g in result.gaps)
        if verdict == "cannot_tell" and result.value is not None:
            missing = case.missing if case is not None else option.missing_when_false
        because = unique((*result.because, *(shown if "{reasons}" in template else ()), *more))
        cited = unique((*(case.sources if case else ()), *option.sources, *sources))
        questions = self._question(option, verdict, because)
        said = _said(option, verdict, filled, because, missing, cited, questions)
        return said.model_copy(update={"short": self._short(option, verdict)})

    def _template(self, option: Option, verdict: Verdict, case: Case | None) -> str:
        if case is not None and case.text:
            return case.text
        return option.text.get(verdict, self.pack.phrases[verdict])

    def _reasons(self, result: Tri, say: tuple[str, ...] = ()) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
        """The sentences of the clauses that hold, of those in ``say`` where it names any; facts and sources shown."""
        sentences: list[str] = []
        shown: list[str] = []
        sources: list[str] = []
        for clause_id, value in result.said:
            if say and clause_id not in say:
                continue
            clause = self._clauses[clause_id]
            filled = self.writer.try_fill(clause.yes if value else clause.no)
            if filled is not None:
                sentences.append(filled[0])
                shown.extend(filled[1])
                sources.extend(clause.sources)
        return " ".join(unique(sentences)), unique(shown), unique(sources)

    def _question(self, option: Option, verdict: Verdict, because: tuple[str, ...]) -> tuple[Question, ...]:
        if option.ask is None or verdict not in ("matches", "cannot_tell", "investigational"):
            return ()
        filled = self.writer.try_fill(option.ask, label=self._labels[option.concept])
        return () if filled is None else (Question(text=filled[0], because=reasons_of(because)),)

    # --- cautions and topics ------------------------------------------------------------------------------------

    def cautions(self) -> Iterator[RuleVerdict]:
        """Facts that change safety, where they are true; what is urgent first."""
        for rule in sorted(self.pack.cautions, key=lambda c: c.rank):
            if rule.jurisdiction is not None and rule.jurisdiction not in self.jurisdictions:
                continue
            result = (self.ev if "{reasons}" in rule.text else self.brief).test(rule.when)
            if result.value is not True:
                continue
            if not result.because:
                result = self.ev.test(rule.when)
            said = self._caution(rule, result)
            if said is not None:
                yield said

    def _caution(self, rule: Caution, result: Tri) -> RuleVerdict | None:
        reasons, shown, _ = self._reasons(result, rule.say)
        filled = self.writer.try_fill(rule.text, reasons=reasons)
        because = unique((*result.because, *shown, *(filled[1] if filled else ())))
        if filled is None or not because:
            return None
        questions = (Question(text=rule.ask, because=reasons_of(because)),) if rule.ask else ()
        return _said(rule, "caution", filled[0], because, (), self._cited(rule), questions)

    def _cited(self, rule: Caution | Topic) -> tuple[str, ...]:
        """The sources of a rule; where it names medicines of the records, those that speak of these."""
        if rule.sources_of is None:
            return rule.sources
        named = self.ev.facts.treatments(rule.sources_of, (*GIVEN, "planned"))
        wanted = {s for _, t in named for s in self.pack.agent_sources.get(t.agent, ())}
        return tuple(s for s in rule.sources if s in wanted) or rule.sources

    def spoken_of(self) -> Iterator[RuleVerdict]:
        """Options that records plan, decline or consider: never the same as given."""
        seen: set[str] = set()
        for option in self._in_force(self.pack.options):
            if option.concept in seen:
                continue
            seen.add(option.concept)
            for status in SPOKEN:
                found = dict(c for g in option.given for c in self.ev.facts.treatments(g, (status,)))
                if found:
                    told = "; ".join(self.writer.agent_text(t) for t in found.values())
                    text, _ = self.writer.fill(self.pack.phrases[f"spoken_{status}"], treatments=told)
                    said = _said(option, "information", text, tuple(found))
                    yield said.model_copy(update={"rule": f"{option.id}.{status}"})

    def conflicts(self) -> Iterator[RuleVerdict]:
        """What documents disagree on, both sides in their own words."""
        for n, conflict in enumerate(self.ev.facts.profile.conflicts):
            kind = conflict.about.partition("[")[0].partition(".")[0]
            concept = self.pack.pointer_concepts.get(kind)
            if concept is None:
                continue
            values = " against ".join(in_a_sentence(plain_value(v.removesuffix(", no date"))) for v in conflict.values)
            text, _ = self.writer.fill(self.pack.phrases["conflict"], values=values)
            question, _ = self.writer.fill(self.pack.phrases["conflict_question"], values=values)
            pointers = (conflict.about, *conflict.also)
            yield RuleVerdict(
                questions=(Question(text=question, because=reasons_of(pointers)),),
                rule=f"{self.pack.disease}.conflict.{n}",
                concept=concept,
                verdict="information",
                text=text,
                because=reasons_of(pointers),
            )

    def topics(self, *, in_scope: bool) -> Iterator[RuleVerdict]:
        """What the records say, as information."""
        for topic in self.pack.topics:
            if not in_scope and not topic.even_out_of_scope:
                continue
            result = Tri(True) if topic.when is None else self.brief.test(topic.when)
            filled = self.writer.try_fill(topic.text) if result.value else None
            if filled is not None:
                yield _topic(topic, filled[0], unique((*result.because, *filled[1])), self._cited(topic))


FIELDS = ("transfusions.", "patient.")
SPOKEN: tuple[TreatmentStatus, ...] = ("planned", "declined", "considered")


def is_spoken(rule: str) -> bool:
    """Whether a rule only tells that records plan, decline or consider an option."""
    return rule.endswith(tuple(f".{s}" for s in SPOKEN))


def is_contradiction(rule: str) -> bool:
    """Whether a rule tells of documents that disagree."""
    return ".conflict." in rule


def _failures(option: Option) -> list[OutcomeAtom]:
    return [OutcomeAtom(outcome=g, documented=True) for g in option.given]


def _always_true(option: Option) -> bool:
    """Whether it says the same whatever the records say."""
    return option.when_true == option.when_false == "information"


def _fixed(option: Option) -> RuleVerdict:
    return _said(option, "information", option.text["information"], (), (), option.sources)


def reasons_of(pointers: tuple[str, ...]) -> tuple[Reason, ...]:
    """Pointers as reasons; a field of the patient or of the transfusions points at the whole."""
    whole = (p.partition(".")[0] if p.startswith(FIELDS) else p for p in pointers)
    return tuple(Reason(fact=p) for p in unique(whole))


def _topic(topic: Topic, text: str, because: tuple[str, ...], sources: tuple[str, ...]) -> RuleVerdict:
    return RuleVerdict(
        rule=topic.id,
        concept=topic.concept,
        verdict="information",
        text=text,
        because=reasons_of(because),
        sources=sources,
        detail=topic.detail,
    )


def _said(
    rule: Option | Caution,
    verdict: Verdict,
    text: str,
    because: tuple[str, ...],
    missing: tuple[str, ...] = (),
    sources: tuple[str, ...] = (),
    questions: tuple[Question, ...] = (),
) -> RuleVerdict:
    return RuleVerdict(
        rule=rule.id,
        concept=rule.concept,
        verdict=verdict,
        text=" ".join(text.split()),
        because=reasons_of(because),
        missing=missing,
        sources=sources,
        questions=questions,
    )
