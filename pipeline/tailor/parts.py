"""The general answer sentence by sentence: what became of each, and what says it now."""

from collections.abc import Iterable, Sequence

from pipeline.tailor.plan import Planned, Planner
from schemas.answer import GeneralPart, Statement
from schemas.general import GeneralAnswer, GeneralStatement

_LEFT_OUT = frozenset({"filler", "leaning", "guarded", "unweighed"})


def what_became(plan: Sequence[Planned], planner: Planner, said: Iterable[Statement]) -> tuple[GeneralPart, ...]:
    """Every sentence of the plan once, in order, with the statements that say it now."""
    statements = {s.id: s for s in said}
    return tuple(_part(p, planner, statements) for p in plan)


def nothing_tailored(general: GeneralAnswer, why: str) -> tuple[GeneralPart, ...]:
    """The parts of an answer that was not fitted to the records at all."""
    return tuple(_of(s, "dropped", (), why) for s in general.statements)


def _part(planned: Planned, planner: Planner, statements: dict[str, Statement]) -> GeneralPart:
    statement = planned.statement
    if planned.fate == "keep":
        known = planner.linker.concepts(statement.whole)
        return _of(statement, "kept" if known else "general", _kept_in(planned, statements))
    if planned.fate in _LEFT_OUT:
        told = statements.get(f"s-general-{statement.index}")
        return _of(statement, "dropped", (), told.text if told else "")
    ids = _spoken(planned, statements) or _told_with_group(planned, planner, statements)
    change = planned.premise.change if planned.premise is not None else "replaced"
    return _of(statement, change, ids)


def _of(statement: GeneralStatement, change: str, ids: tuple[str, ...], why: str = "") -> GeneralPart:
    return GeneralPart.model_validate(
        {
            "index": statement.index,
            "text": statement.text,
            "lead_in": statement.lead_in,
            "section": statement.section,
            "change": change,
            "statements": ids,
            "why": why,
        }
    )


def _kept_in(planned: Planned, statements: dict[str, Statement]) -> tuple[str, ...]:
    """The statement that holds a kept sentence: its own, that of its paragraph, or one with the same words."""
    kept = [s for s in statements.values() if s.change == "kept" and planned.statement.whole in (s.general or "")]
    before = [s for s in kept if _place(s) <= planned.statement.index]
    best = max(before, key=_place, default=None) or next(iter(kept), None)
    return (best.id,) if best is not None else ()


def _place(statement: Statement) -> int:
    return int(statement.id.rpartition("-")[2])


def _spoken(planned: Planned, statements: dict[str, Statement]) -> tuple[str, ...]:
    """Statements that stand in place of a sentence: the reply to its premise, the verdicts on its options."""
    whole = planned.statement.whole
    premise = f"s-premise-{planned.premise.id}" if planned.premise is not None else ""
    first = (premise,) if premise in statements else ()
    rest = (
        s.id
        for s in statements.values()
        if s.rule and s.id != premise and s.about in planned.concepts and whole in (s.general or "")
    )
    return tuple(dict.fromkeys((*first, *(i for i in rest if not i.endswith("-short")))))


def _told_with_group(planned: Planned, planner: Planner, statements: dict[str, Statement]) -> tuple[str, ...]:
    """Where an option and its group are told in the same words, these are said once, of the group."""
    groups = {g for g, members in planner.agents.items() if set(members) & set(planned.concepts)}
    return tuple(s.id for s in statements.values() if s.rule and s.about in groups and s.verdict != "information")
