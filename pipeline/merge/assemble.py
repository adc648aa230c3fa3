"""From merged parts to the profile: canonical order, stable numbers, pointers for doubts and conflicts."""

from collections.abc import Callable, Sequence
from typing import Any

from pipeline.merge.items import Clash, Item, Part, evidence_key, join_evidence
from pipeline.merge.questions import Asked, asked_of, rank_of, review_items
from pipeline.merge.shapes import shape_of
from schemas.facts import TransfusionStatement
from schemas.profile import Conflict, ReviewItem

SINGLE = ("transfusions", "performance")
"""Parts that hold one fact and no list."""


def _text(value: object) -> tuple[bool, str]:
    return value is not None, str(value)


def _rest(fact: Any) -> tuple[Any, ...]:
    """A tie-break by content, the same whatever the order of upload."""
    return [evidence_key(e) for e in fact.evidence], fact.model_dump_json()


ORDER: dict[str, Callable[[Any], tuple[Any, ...]]] = {
    "diagnoses": lambda f: (f.disease, f.status, _text(f.date), _text(f.subtype), _text(f.system)),
    "labs": lambda f: (f.analyte, _text(f.collected), f.value),
    "karyotypes": lambda f: (_text(f.collected), f.iscn),
    "variants": lambda f: (f.gene, _text(f.hgvs_p), _text(f.hgvs_c), _text(f.collected)),
    "gene_panels": lambda f: (_text(f.collected), f.tested, f.negative),
    "biomarkers": lambda f: (f.name, _text(f.collected), f.status),
    "stages": lambda f: (f.system, _text(f.date), f.category),
    "treatments": lambda f: (_text(f.started), f.agent, f.status),
    "not_given": lambda f: (f.agent,),
    "findings": lambda f: (f.category, f.concept, f.status, _text(f.date)),
    "performance": lambda f: (f.scale,),
    "transfusions": lambda f: (),
}


def ordered(part: Part) -> list[Item]:
    """The items in canonical order."""
    key = ORDER[part.name]
    return sorted(part.items, key=lambda i: (key(i.fact), _rest(i.fact), i.doubt.model_dump_json() if i.doubt else ""))


def pointers(part: Part) -> dict[int, str]:
    """``id(item)`` to the pointer of the fact in the profile."""
    if part.name in SINGLE:
        return {id(item): part.name for item in part.items}
    return {id(item): f"{part.name}[{n}]" for n, item in enumerate(ordered(part))}


def review_of(parts: Sequence[Part]) -> tuple[ReviewItem, ...]:
    """One question for each doubt, what matters most first."""
    asked: list[Asked] = []
    analytes: dict[str, str] = {}
    for part in parts:
        where = pointers(part)
        for item in part.items:
            if item.doubt is not None:
                about = where[id(item)]
                asked.append(
                    asked_of(about, item.fact, item.doubt, item.fact.evidence, settled=_outdated(item, part.items))
                )
                if part.name == "labs":
                    analytes[about] = item.fact.analyte
        for loose in part.loose:
            asked.append(asked_of(part.name, loose.fact, loose.doubt, loose.evidence, settled=True))
    ranked = [(rank_of(item, analytes.get(item.about)), item) for item in review_items(asked)]
    return tuple(item for _, item in sorted(set(ranked), key=lambda r: (r[0], *_by_place(r[1]))))


def _outdated(item: Item, held: Sequence[Item]) -> bool:
    """Whether a sure fact of the same meaning and a later date stands beside a doubtful one."""
    if isinstance(item.fact, TransfusionStatement):
        return False
    shape = shape_of(item.fact)
    meaning, date = shape.meaning(item.fact), shape.date(item.fact)
    return date is not None and any(
        other.doubt is None
        and type(other.fact) is type(item.fact)
        and shape.meaning(other.fact) == meaning
        and (shape.date(other.fact) or "") > date
        for other in held
    )


def conflicts_of(parts: Sequence[Part]) -> tuple[Conflict, ...]:
    """Every contradiction, with pointers to all its sides that stand in the profile."""
    found: list[Conflict] = []
    for part in parts:
        where = pointers(part)
        for clash in part.clashes:
            conflict = _conflict(clash, [where[id(i)] for i in clash.items if id(i) in where])
            if conflict is not None:
                found.append(conflict)
    return tuple(sorted(set(found), key=lambda c: (_natural(c.about), c.why, c.values, c.model_dump_json())))


def _conflict(clash: Clash, sides: list[str]) -> Conflict | None:
    about = clash.about or (min(sides, key=_natural) if sides else None)
    if about is None:
        return None
    evidence = set(join_evidence([i.fact for i in clash.items])) | set(clash.evidence)
    return Conflict(
        about=about,
        also=tuple(sorted(set(sides) - {about}, key=_natural)),
        why=clash.why,
        values=tuple(dict.fromkeys(clash.values)),
        evidence=tuple(sorted(evidence, key=evidence_key)),
    )


def _natural(pointer: str) -> tuple[str, int]:
    name, _, rest = pointer.partition("[")
    return name, int(rest.rstrip("]")) if rest else -1


def sort_review(persons: Sequence[ReviewItem], facts: Sequence[ReviewItem]) -> tuple[ReviewItem, ...]:
    """Questions in canonical order, each once: about persons first, then about ``facts`` in their own order."""
    return (*sorted(set(persons), key=_by_place), *facts)


def _by_place(item: ReviewItem) -> tuple[tuple[str, int], str, str, str]:
    return _natural(item.about), item.question, item.why, item.model_dump_json()
