"""Weigh a profile again with one thing otherwise: every thing the rules name, at every value they tell apart."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from knowledge.tailoring import load_asking
from pipeline.evaluate.atoms import Evaluator
from pipeline.evaluate.engine import jurisdictions_of
from pipeline.evaluate.facts import FactBase
from pipeline.evaluate.kleene import Gap, unique
from pipeline.whatif import overlay
from pipeline.whatif.about import atoms_about
from pipeline.whatif.things import Alternative, Thing, Things
from pipeline.whatif.truth import NOT_WEIGHED, Program, Truth, Weighed
from schemas.asking import Asking, AskRule
from schemas.evaluation import Evaluation
from schemas.profile import Profile
from schemas.rules import Gate, Pack

_PROGRAMS: dict[int, Program] = {}
_MOST_PACKS = 8


def program_of(pack: Pack) -> Program:
    """The compiled rules of a pack, each pack compiled once."""
    known = _PROGRAMS.get(id(pack))
    if known is None or known.pack is not pack:
        if len(_PROGRAMS) >= _MOST_PACKS:
            _PROGRAMS.clear()
        known = _PROGRAMS[id(pack)] = Program(pack)
    return known


@dataclass(frozen=True)
class Tried:
    """One value of a thing and the rules that come to something else with it."""

    alternative: Alternative
    outcomes: dict[str, str]


@dataclass(frozen=True)
class Weight:
    """One thing with what each of its values does; ``gap`` says why it is not known, if it is not."""

    thing: Thing
    gap: Gap | None
    because: tuple[str, ...]
    tried: tuple[Tried, ...]
    scores: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def rule(self) -> AskRule:
        """What is asked."""
        return self.thing.rule


class WhatIf:
    """One profile under the rules of one pack."""

    def __init__(
        self, profile: Profile, pack: Pack, evaluation: Evaluation, *, today: date, country: str | None = None
    ) -> None:
        self.program = program_of(pack)
        self.pack, self.profile, self.evaluation = pack, profile, evaluation
        self.asking: Asking = load_asking(pack.disease)
        facts = FactBase(profile, pack, today)
        if evaluation.fit == "unconfirmed":
            # What else would matter is weighed as if the diagnosis were stated; that it is not is asked first.
            facts = overlay.diagnosis(facts, pack.disease, pack.short_name)
        self.facts = facts
        self.evaluator = Evaluator(facts)
        self.values: list[Truth] = self.program.values(self.evaluator)
        allowed = jurisdictions_of(pack, country or profile.patient.country)
        self.options = [o.id for o in pack.options if o.jurisdiction is None or o.jurisdiction in allowed]
        barred = {c.id for c in pack.cautions if c.jurisdiction is not None and c.jurisdiction not in allowed}
        self.others = [w for w in self.program.others if w.id not in barred]
        self._over: dict[int, list[str]] = {}
        for weighed in (*(self.program.options[o] for o in self.options), *self.others):
            for atom in weighed.atoms:
                self._over.setdefault(atom, []).append(weighed.id)
        self._plain = {w.id: w for w in self.others}
        self.base = self.outcomes(self.values)
        self.things = Things(self.program, facts, self.asking)

    def outcomes(self, values: Sequence[Truth], changed: set[int] | None = None) -> dict[str, str]:
        """Rule to outcome; where only ``changed`` atoms are others than before, only the rules over them."""
        gate = self.gate(values)
        if changed is not None and any(atoms & changed for _, _, atoms in self.program.gates):
            changed = None
        whole = (*self.options, *self._plain)
        names = whole if changed is None else dict.fromkeys(n for i in sorted(changed) for n in self._over.get(i, ()))
        out: dict[str, str] = {}
        for name in names:
            if name in self._plain:
                out[name] = self._plain[name].outcome(values)
            elif gate is not None and gate.effect == "no_options":
                out[name] = NOT_WEIGHED
            else:
                weighed = self.program.options[name]
                held = gate is not None and weighed.about not in gate.keeps
                out[name] = (self.program.held[name] if held else weighed).outcome(values)
        return out

    def gate(self, values: Sequence[Truth]) -> Gate | None:
        """The state in which options are not weighed, if there is one."""
        return next((g for g, term, _ in self.program.gates if term(values)[0] is True), None)

    def weights(self, concepts: frozenset[str]) -> Iterator[Weight]:
        """Every thing that is not known; and of those that are, each that bears on an option of ``concepts``."""
        bearing = {i for o in self.options for w in (self.program.options[o],) if w.about in concepts for i in w.atoms}
        for rule in self.asking.asks:
            if rule.thing.startswith(("diagnoses:", "scenarios:")):
                continue
            atoms = atoms_about(rule.thing, self.program)
            gap, because = self._state(atoms)
            if gap is None and not bearing & set(atoms):
                continue
            if gap is not None and rule.thing.startswith("again:") and gap.why == "unsure":
                gap = Gap(rule.name, "absent", gap.pointers)  # one is there, the second is not
            yield self._weight(rule, gap, because)

    def _state(self, atoms: Iterable[int]) -> tuple[Gap | None, tuple[str, ...]]:
        """Why a thing is not known, if it is not, and the facts that speak of it."""
        because: list[str] = []
        gap: Gap | None = None
        for i in atoms:
            if self.values[i][0] is None:
                result = self.evaluator.test(self.program.atoms[i])
                because += result.because
                gap = gap or next(iter(result.gaps), Gap("", "unsure"))
            elif self.values[i][1]:
                because += self.evaluator.test(self.program.atoms[i]).because
        return gap, unique(because)

    def _weight(self, rule: AskRule, gap: Gap | None, because: tuple[str, ...]) -> Weight:
        thing = self.things.build(rule, known=gap is None)
        return Weight(thing, gap, because, tuple(self._tried(a, thing.keys) for a in thing.alternatives))

    def _tried(self, alternative: Alternative, keys: tuple[str, ...]) -> Tried:
        values, changed = self.program.again(Evaluator(alternative.facts()), self.values, keys)
        return Tried(alternative, self.outcomes(values, changed) if changed else {})

    def scenarios(self) -> Iterator[Weight]:
        """Scores that were worked out from too little: the categories they may still have."""
        for rule in self.asking.asks:
            if not rule.thing.startswith("scenarios:"):
                continue
            thing = self.things.build(rule, known=False)
            if thing.alternatives:
                system = rule.thing.partition(":")[2]
                where = tuple(
                    f"stages[{i}]"
                    for i, s in enumerate(self.profile.stages)
                    if s.system == system and s.origin == "computed"
                )
                tried = tuple(self._tried(a, thing.keys) for a in thing.alternatives)
                scores = {system: tuple(a.say.removeprefix(f"{system} ") for a in thing.alternatives)}
                yield Weight(thing, Gap(rule.name, "absent"), where, tried, scores)

    def weighed(self, rule: str) -> Weighed:
        """A compiled rule by its id."""
        found = self.program.options.get(rule)
        return found or next(w for w in self.program.others if w.id == rule)
