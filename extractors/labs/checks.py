"""Results compared with each other: arithmetic that does not hold raises a doubt (see ``cross_checked``).

The relations (``[[relations]]`` in ``knowledge/common/labs.toml``) hold in every person, however sick: a share is at
most the whole, packed cells are count times volume. Each has two limits: a wide one for values whose place and signs
are sure (a method may differ, an arithmetic may not), and a narrow one for values that engines read from a picture or
whose column no title names.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from extractors.asking import ask, reason
from extractors.labs.resolve import Resolved, name_of_result
from extractors.labs.words import Relation, lab_words
from schemas.facts import Doubt

_Value = Callable[[str], float | None]


def cross_checked(items: Iterable[Resolved]) -> Iterator[Resolved]:
    """The results; those that take part in arithmetic that does not hold get a doubt.

    A bound without a flag beside an exact result of the same report and day is a limit, and is left out.
    """
    held = _without_limits(list(items))
    groups: dict[tuple[str | None, bool], dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for i, item in enumerate(held):
        groups[item.result.collected, item.raw.prior][item.result.analyte].append(i)
    doubtful: set[int] = set()
    for group in groups.values():
        doubtful |= _contradicting(group, held)
    for i, item in enumerate(held):
        yield replace(item, doubt=_ask(item)) if i in doubtful and item.doubt is None else item


def _without_limits(items: list[Resolved]) -> list[Resolved]:
    """As in "Blasts 2 %" and, below, "normal marrow contains fewer than 5 % blasts"."""
    exact = {(i.result.analyte, i.result.collected) for i in items if not i.result.comparator and i.doubt is None}
    return [
        i for i in items if not i.result.comparator or i.raw.flag or (i.result.analyte, i.result.collected) not in exact
    ]


def _contradicting(group: dict[str, list[int]], held: list[Resolved]) -> set[int]:
    one = {name: ids[0] for name, ids in group.items() if len(ids) == 1}

    def value(name: str) -> float | None:
        item = held[one[name]] if name in one else None
        return None if item is None or item.doubt or item.result.comparator else item.result.value

    broken: list[set[str]] = []
    upheld: set[str] = set()
    for relation in lab_words().relations:
        members = {n for n in (relation.of, *relation.by) if value(n) is not None}
        narrow = any(_unsure(held[one[n]]) for n in members)
        holds = _holds(relation, value, narrow=narrow)
        if holds is False:
            broken.append(members)
        elif holds and relation.exact and _holds(relation, value, narrow=True):
            upheld |= members
    out: set[int] = set()
    for names in broken:
        # What another equation bears out is not the one that is wrong, as long as one is left that may be.
        suspects = names - upheld or names
        out |= {one[n] for n in suspects}
    return out


def _holds(relation: Relation, value: _Value, *, narrow: bool) -> bool | None:
    """Whether a relation holds; ``None`` where a part of it is not known."""
    whole = value(relation.of)
    parts = [v for n in relation.by if (v := value(n)) is not None]
    low, high = relation.narrow if narrow else relation.wide
    slack = relation.slack * (1 if narrow else 2)
    if relation.kind == "at_most":
        most = relation.most if relation.of == "" else whole
        return None if most is None or not parts else sum(parts) <= most * high + slack
    if whole is None or len(parts) < len(relation.by) or parts[0] < relation.least:
        return None
    expected = relation.scale
    for part in parts:
        expected *= part**relation.power
    return expected * low - slack <= whole <= expected * high + slack


def _unsure(item: Resolved) -> bool:
    return item.raw.untitled or any(w.source == "ocr" for w in item.raw.value_words)


def _ask(item: Resolved) -> Doubt:
    shown = f"{item.result.value:g}"
    return Doubt(
        why=reason("arithmetic"),
        question=ask("result", name=name_of_result(item.result), shown=shown, unit=item.result.unit),
        candidates=(shown,),
    )
