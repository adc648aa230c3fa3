"""``make pack-coverage``: which branches of the rules of a pack the invented patients reach.

Every condition true, false and unknown; every rule with every one of its outcomes; every way in or out of scope. Goal:
all of them. ``--missing`` names what was not reached; ``--from-pdf`` prints the patients' records, reads them again and
counts what these profiles reach (people whose records contradict each other by design are taken as they are written).
"""

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from knowledge.packs import load_pack
from pipeline.evaluate import evaluate
from pipeline.evaluate.atoms import Evaluator
from pipeline.evaluate.examples import profile_from
from pipeline.evaluate.kleene import Tri
from pipeline.reading import ReadSettings
from pipeline.reading.pool import Reader
from pipeline.run import conclude, understand
from sample_records.people import Person, load_people
from sample_records.print_people import print_person
from schemas.base import Record
from schemas.evaluation import Evaluation
from schemas.expressions import All, AnyOf, AtLeast, ClauseRef, Expr, HasAtom, Not, RiskAtom
from schemas.profile import Profile
from schemas.rules import Gate, Option, Pack

TODAY = date(2026, 11, 20)
VALUES: dict[bool | None, str] = {True: "true", False: "false", None: "unknown"}
Item = tuple[str, str, str]
"""Kind, what, and which branch of it."""


def main() -> None:
    """Print the table; exit 1 while something is not reached."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--disease", default="mds")
    parser.add_argument("--from-pdf", action="store_true", help="print their records and read them again")
    parser.add_argument("--missing", action="store_true", help="name what was not reached")
    args = parser.parse_args()
    pack = load_pack(args.disease)
    people = load_people(args.disease)
    coverage = from_pdf(pack, people) if args.from_pdf else cover(pack, people)
    for line in coverage.table():
        print(line)
    print(f"{len(people)} invented patients")
    if args.missing:
        for item in coverage.missing:
            print("not reached:", *item)
    raise SystemExit(1 if coverage.missing else 0)


def cover(pack: Pack, people: Iterable[Person]) -> "Coverage":
    """What these people reach."""
    coverage = Coverage(pack)
    for person in people:
        coverage.add(profile_from(person.profile, pack.disease), person.country)
    return coverage


def from_pdf(pack: Pack, people: Iterable[Person]) -> "Coverage":
    """What these people reach once their records were printed and read again."""
    coverage = Coverage(pack)
    with TemporaryDirectory() as folder:
        for person, profile in read_people(people, Path(folder), pack.disease):
            coverage.add(profile, person.country)
    return coverage


def read_people(people: Iterable[Person], folder: Path, disease: str) -> Iterator[tuple[Person, Profile]]:
    """Each person with the profile that her printed records give."""
    with Reader(ReadSettings()) as reader:
        for number, person in enumerate(people):
            if not person.printed:
                yield person, profile_from(person.profile, disease)
                continue
            files = print_person(person, number, folder / person.id)
            documents = list(reader.read_many((f.name, f.read_bytes()) for f in files))
            yield person, conclude(understand(documents), today=TODAY, country=person.country, disease=disease)


@dataclass
class Coverage:
    """Branches there are and branches reached."""

    pack: Pack
    reached: set[Item] = field(default_factory=set)
    wanted: frozenset[Item] = frozenset()

    def __post_init__(self) -> None:
        """Count the branches of the pack."""
        self.places = {id(expr): name for name, expr in _conditions(self.pack)}
        self.wanted = frozenset(_branches(self.pack))

    def add(self, profile: Profile, country: str | None, today: date = TODAY) -> Evaluation:
        """Evaluate one profile and keep what it reached."""
        places, reached = self.places, self.reached

        class Counting(Evaluator):
            """An evaluator that keeps what every condition came to."""

            def test(self, expr: Expr) -> Tri:
                result = super().test(expr)
                name = places.get(id(expr))
                if name is not None:
                    reached.add(("condition", name, VALUES[result.value]))
                return result

            def clause(self, clause_id: str) -> Tri:
                result = super().clause(clause_id)
                reached.add(("clause", clause_id, VALUES[result.value]))
                return result

        evaluation = evaluate(profile, self.pack, today=today, country=country, evaluator=Counting)
        reached.update(outcomes_of(self.pack, evaluation))
        return evaluation

    @property
    def missing(self) -> list[Item]:
        """Branches that nobody reaches."""
        return sorted(self.wanted - self.reached)

    def table(self) -> Iterator[str]:
        """One line for each kind of branch, and their sum."""
        all_of, got = Counter(k for k, _, _ in self.wanted), Counter(k for k, _, _ in self.wanted & self.reached)
        for kind in sorted(all_of):
            yield f"{kind:<12} {got[kind]:5} of {all_of[kind]:5}  {100 * got[kind] / all_of[kind]:6.1f} %"
        yield f"{'all':<12} {sum(got.values()):5} of {len(self.wanted):5}  {self.share:6.1f} %"

    @property
    def share(self) -> float:
        """Branches reached in a hundred."""
        return 100 * len(self.wanted & self.reached) / len(self.wanted)


# --- what there is ----------------------------------------------------------------------------------------------------


def _conditions(pack: Pack) -> Iterator[tuple[str, Any]]:
    """Every atom of every rule and clause, under the name of its place."""
    for clause in pack.clauses:
        yield from _atoms(clause.id, clause.when)
    for option in pack.options:
        if option.when_true == option.when_false == "information":
            continue  # it says the same whatever the records say, and asks nothing of them
        yield from _atoms(f"{option.id} requires", option.requires)
        for n, case in enumerate(option.first):
            yield from _atoms(f"{option.id} first {n}", case.when)
        if option.applies is not None:
            yield from _atoms(f"{option.id} applies", option.applies)
    rules: tuple[Any, ...] = (*pack.cautions, *pack.topics, *pack.alerts, *pack.questions, *pack.gates)
    for rule in rules:
        if rule.when is not None:
            yield from _atoms(rule.id, rule.when)


def _atoms(place: str, expr: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(expr, ClauseRef):
        return
    if isinstance(expr, Not):
        yield from _atoms(f"{place} not", expr.negated)
    elif isinstance(expr, All | AnyOf | AtLeast):
        parts: tuple[Any, ...] = expr.all if isinstance(expr, All) else expr.any if isinstance(expr, AnyOf) else expr.of
        for n, part in enumerate(parts):
            yield from _atoms(f"{place} {n}", part)
    else:
        yield f"{place}: {_told(expr)}", expr


def _told(atom: Record) -> str:
    given = atom.model_dump(exclude_none=True, exclude_defaults=True, mode="json")
    return " ".join(f"{k}={','.join(map(str, v)) if isinstance(v, list) else v}" for k, v in given.items())


def _branches(pack: Pack) -> Iterator[Item]:
    yield from _condition_branches(pack)
    yield from _option_items(pack)
    for kind, rules in (("caution", pack.cautions), ("topic", pack.topics), ("question", pack.questions)):
        yield from ((kind, rule.id, "said") for rule in rules)
    for alert in pack.alerts:
        yield from (("alert", alert.id, b) for b in ("said", *(("said as old",) if alert.text_old is not None else ())))
    yield from (("gate", gate.id, "closed") for gate in pack.gates)
    yield from (("scope", "fit", fit) for fit in ("in_scope", "out_of_scope", "unconfirmed"))
    yield from (("scope", "risk", side) for side in ("lower", "higher", "conflict", "unknown"))


def _condition_branches(pack: Pack) -> Iterator[Item]:
    given = _gate_clauses(pack)
    for name, atom in _conditions(pack):
        for value in ("true",) if name.partition(":")[0] in given else _values(atom):
            yield "condition", name, value
    for clause in pack.clauses:
        two = all(len(_values(a)) == 2 for _, a in _atoms("", clause.when)) and not _refers(clause.when)
        for value in ("true",) if clause.id in given else ("true", "false") if two else VALUES.values():
            yield "clause", clause.id, value


def _option_items(pack: Pack) -> Iterator[Item]:
    concepts: set[str] = set()
    for option in pack.options:
        again = option.concept in concepts
        silent = ("unconfirmed", "already_tried") if again else ()
        yield from (("option", option.id, b) for b in _option_branches(option) if b not in silent)
        if option.jurisdiction is None:
            concepts.add(option.concept)  # one that holds everywhere speaks for those that follow it


def _gate_clauses(pack: Pack) -> frozenset[str]:
    """Clauses that only say that the diagnosis is confirmed: no option is weighed where it is not."""
    return frozenset(o.requires.clause for o in pack.options if isinstance(o.requires, ClauseRef) and _is_diagnosis(o))


def _refers(expr: Any) -> bool:
    if isinstance(expr, ClauseRef):
        return True
    if isinstance(expr, Not):
        return _refers(expr.negated)
    parts = getattr(expr, "all", None) or getattr(expr, "any", None) or getattr(expr, "of", None)
    return isinstance(expr, All | AnyOf | AtLeast) and any(_refers(p) for p in parts or ())


def _values(atom: Any) -> tuple[str, ...]:
    """What an atom can come to: ``has`` knows no unknown, nor does a risk that counts silence as no."""
    two = isinstance(atom, HasAtom) or (isinstance(atom, RiskAtom) and atom.silent == "no")
    return ("true", "false") if two else tuple(VALUES.values())


def _option_branches(option: Option) -> Iterator[str]:
    if option.when_true == option.when_false == "information":
        yield "information"
    else:
        if not _is_diagnosis(option):
            yield from dict.fromkeys((option.when_true, option.when_false, "cannot_tell"))
            yield from dict.fromkeys(c.verdict for c in option.first)
        else:
            yield option.when_true
        yield "unconfirmed"
    if option.given:
        yield "already_tried"
    if option.failed is not None:
        yield "failed"


def _is_diagnosis(option: Option) -> bool:
    """Whether it asks for nothing but the diagnosis, without which no option is weighed."""
    return isinstance(option.requires, ClauseRef) and option.requires.clause.endswith("_confirmed")


# --- what was reached -------------------------------------------------------------------------------------------------


def outcomes_of(pack: Pack, evaluation: Evaluation) -> Iterator[Item]:
    """Every branch that one evaluation shows."""
    yield "scope", "fit", evaluation.fit
    yield "scope", "risk", evaluation.risk_side
    options = {o.id: o for o in pack.options}
    for v in evaluation.verdicts:
        option = options[v.rule]
        yield "option", v.rule, v.verdict
        if evaluation.fit == "unconfirmed":
            yield "option", v.rule, "unconfirmed"
        if option.failed is not None and v.text.startswith(option.failed.partition("{")[0]) and _ends(option, v.text):
            yield "option", v.rule, "failed"
    yield from (("caution", c.rule, "said") for c in evaluation.cautions)
    yield from (("topic", f.rule, "said") for f in evaluation.facts)
    for question in evaluation.questions:
        yield from (("question", q.id, "said") for q in pack.questions if _filled(q.text, question.text))
    for alert in evaluation.alerts:
        for rule in pack.alerts:
            if _filled(rule.text, alert.text):
                yield "alert", rule.id, "said"
            elif rule.text_old is not None and _filled(rule.text_old, alert.text):
                yield "alert", rule.id, "said as old"
    yield from (("gate", gate.id, "closed") for gate in pack.gates if _closed(gate, evaluation))


def _closed(gate: Gate, evaluation: Evaluation) -> bool:
    """Whether it is this gate that keeps the options from being weighed."""
    if gate.effect == "no_options":
        return evaluation.fit == "in_scope" and not evaluation.verdicts
    return any(_filled(gate.text, v.text) for v in evaluation.verdicts if v.verdict == "cannot_tell")


def _ends(option: Option, text: str) -> bool:
    return option.failed is not None and text.endswith(option.failed.rpartition("}")[2])


def _filled(template: str, text: str) -> bool:
    """Whether a text is a template with its slots filled."""
    pieces = [p.partition("}")[2] if n else p for n, p in enumerate(template.split("{"))]
    at = 0
    for piece in pieces:
        found = text.find(piece, at)
        if found < 0 or (at == 0 and piece is pieces[0] and found != 0):
            return False
        at = found + len(piece)
    return text.endswith(pieces[-1])


if __name__ == "__main__":
    main()
