"""The rules of a pack as functions of the values of their atoms, so that one changed fact is weighed in microseconds.

The atoms themselves are answered by ``pipeline.evaluate``; only what is built of them is worked out here. Whether a
value stands on a fact at all is carried along, because a verdict that stands on none is not given.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.evaluate.atoms import Evaluator
from pipeline.whatif.reads import reads
from schemas.base import Record
from schemas.expressions import All, AnyOf, AtLeast, ClauseRef, Expr, Not
from schemas.rules import Option, Pack

Truth = tuple[bool | None, bool]
"""A value in three-valued logic, and whether it stands on any fact of the records."""
Term = Callable[[Sequence[Truth]], Truth]
NOT_WEIGHED = "not_weighed"
IDLE = (NOT_WEIGHED, "already_tried")
"""Outcomes that weigh nothing: a state in which options are not weighed, and a treatment that was given."""
SAID, UNSAID = "said", "not_said"


class Given(Record):
    """Whether one of these agents or groups was given by an undisputed record; true or unknown."""

    given: tuple[str, ...]


def ask(evaluator: Evaluator, atom: Any) -> Truth:
    """The value of one atom over one profile."""
    if isinstance(atom, Given):
        facts = evaluator.facts
        usable = any(not facts.blocked(p) for g in atom.given for p, _ in facts.treatments(g))
        return (True if usable else None), usable
    result = evaluator.test(atom)
    return result.value, bool(result.because)


def all_of(parts: Iterable[Truth]) -> Truth:
    """Kleene AND; false stands on the false parts."""
    value: bool | None = True
    grounded = false_grounded = false = False
    for v, g in parts:
        if v is False:
            false, false_grounded = True, false_grounded or g
        elif v is None:
            value = None
        grounded = grounded or g
    return (False, false_grounded) if false else (value, grounded)


def any_of(parts: Iterable[Truth]) -> Truth:
    """Kleene OR; true stands on the true parts."""
    value, grounded = all_of((None if v is None else not v, g) for v, g in parts)
    return (None if value is None else not value), grounded


def at_least(count: int, parts: Sequence[Truth]) -> Truth:
    """Whether ``count`` parts are true."""
    true = [g for v, g in parts if v is True]
    false = [g for v, g in parts if v is False]
    if len(true) >= count:
        return True, any(true)
    if len(false) >= len(parts) - count + 1:
        return False, any(false)
    return None, any(g for _, g in parts)


@dataclass(frozen=True)
class Weighed:
    """One rule: what it comes to, given the values of the atoms at ``atoms``."""

    id: str
    kind: str
    about: str | None
    outcome: Callable[[Sequence[Truth]], str]
    atoms: frozenset[int]


class Program:
    """A pack compiled: its atoms, each once, and its rules over them."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.atoms: list[Any] = []
        self._places: dict[str, int] = {}
        self._clauses = {c.id: c.when for c in pack.clauses}
        self._compiled: dict[str, tuple[Term, frozenset[int]]] = {}
        self.gates = [(g, *self._term(g.when)) for g in pack.gates]
        self.options = {o.id: self._option(o) for o in pack.options}
        self.held = {o.id: self._held(o) for o in pack.options}
        self.others = [self._plain(c.id, "caution", c.concept, c.when) for c in pack.cautions]
        self.others += [self._plain(a.id, "alert", None, a.when) for a in pack.alerts]
        self.reading: dict[str, set[int]] = {}
        for i, atom in enumerate(self.atoms):
            for key in reads(atom, pack):
                self.reading.setdefault(key, set()).add(i)

    def values(self, evaluator: Evaluator) -> list[Truth]:
        """The value of every atom."""
        return [ask(evaluator, a) for a in self.atoms]

    def again(self, evaluator: Evaluator, before: Sequence[Truth], keys: Iterable[str]) -> tuple[list[Truth], set[int]]:
        """The values after the facts at ``keys`` changed, and which of them are others than ``before``."""
        after, changed = list(before), set()
        for i in {i for key in keys for i in self.reading.get(key, ())}:
            value = ask(evaluator, self.atoms[i])
            if value != before[i]:
                after[i] = value
                changed.add(i)
        return after, changed

    # --- compiling ----------------------------------------------------------------------------------------------

    def _place(self, atom: Any) -> int:
        key = f"{type(atom).__name__}{atom.model_dump_json()}"
        if key not in self._places:
            self._places[key] = len(self.atoms)
            self.atoms.append(atom)
        return self._places[key]

    def _term(self, expr: Expr) -> tuple[Term, frozenset[int]]:
        if isinstance(expr, ClauseRef):
            if expr.clause not in self._compiled:
                self._compiled[expr.clause] = self._term(self._clauses[expr.clause])
            return self._compiled[expr.clause]
        if isinstance(expr, Not):
            term, atoms = self._term(expr.negated)
            return (lambda v: _opposite(term(v))), atoms
        if isinstance(expr, All | AnyOf | AtLeast):
            parts = expr.all if isinstance(expr, All) else expr.any if isinstance(expr, AnyOf) else expr.of
            built = [self._term(p) for p in parts]
            terms = [t for t, _ in built]
            return _joined(expr, terms), frozenset(i for _, atoms in built for i in atoms)
        place = self._place(expr)
        return (lambda v: v[place]), frozenset((place,))

    def _plain(self, name: str, kind: str, about: str | None, when: Expr) -> Weighed:
        term, atoms = self._term(when)
        return Weighed(name, kind, about, lambda v: SAID if term(v)[0] is True else UNSAID, atoms)

    def _option(self, option: Option) -> Weighed:
        criteria, atoms = self._term(option.requires)
        cases = [(c.verdict, *self._term(c.when)) for c in option.first]
        given = self._place(Given(given=option.given)) if option.given else None
        applies = self._term(option.applies) if option.applies is not None else None
        used = atoms.union(*(a for _, _, a in cases), applies[1] if applies else (), () if given is None else (given,))

        def outcome(values: Sequence[Truth]) -> str:
            if applies is not None and applies[0](values)[0] is False:
                return NOT_WEIGHED
            if given is not None and values[given][0]:
                return "already_tried"
            return _weigh(option, [(v, t) for v, t, _ in cases], criteria, values)

        return Weighed(option.id, "verdict", option.concept, outcome, used)

    def _held(self, option: Option) -> Weighed:
        given = self._place(Given(given=option.given)) if option.given else None
        applies = self._term(option.applies) if option.applies is not None else None
        used = applies[1] if applies else frozenset()
        fixed = option.when_true == option.when_false == "information"

        def outcome(values: Sequence[Truth]) -> str:
            if applies is not None and applies[0](values)[0] is False:
                return NOT_WEIGHED
            tried = given is not None and values[given][0]
            return "already_tried" if tried else "information" if fixed else "cannot_tell"

        return Weighed(option.id, "verdict", option.concept, outcome, used.union(() if given is None else (given,)))


def _opposite(truth: Truth) -> Truth:
    return (None if truth[0] is None else not truth[0]), truth[1]


def _joined(expr: All | AnyOf | AtLeast, terms: list[Term]) -> Term:
    if isinstance(expr, All):
        return lambda v: all_of([t(v) for t in terms])
    if isinstance(expr, AnyOf):
        return lambda v: any_of([t(v) for t in terms])
    count = expr.at_least
    return lambda v: at_least(count, [t(v) for t in terms])


def _weigh(option: Option, cases: list[tuple[str, Term]], criteria: Term, values: Sequence[Truth]) -> str:
    """As ``Judge._option`` weighs: cases in order, then the criteria; unknown only where it makes a difference."""
    if option.when_true == option.when_false == "information":
        return "information"
    possible: list[tuple[str, bool]] = []
    for verdict, term in cases:
        value, grounded = term(values)
        if value is not False:
            possible.append((verdict, grounded))
        if value is True:
            break
    else:
        value, grounded = criteria(values)
        verdict = "cannot_tell" if value is None else option.when_true if value else option.when_false
        possible.append((verdict, grounded))
    if len({v for v, _ in possible}) > 1:
        return "cannot_tell"
    verdict, grounded = possible[-1]
    return verdict if grounded or verdict in ("cannot_tell", "information") else "cannot_tell"
