"""Values that cannot stand together: parts larger than their whole, impossible quotients, dates that cannot be."""

import datetime as dt

from extractors.asking import reason
from knowledge.merging import load_merge_knowledge
from knowledge.review import load_review
from pipeline.describe import describe
from pipeline.merge.items import Item, Part, days_of
from pipeline.plain import plain_date
from schemas.facts import Doubt, LabResult

_DATED = {"labs": "collected", "karyotypes": "collected", "variants": "collected", "biomarkers": "collected"}


def check_labs(part: Part) -> None:
    """Put a doubt on labs of one day that cannot all be right."""
    days: dict[str, dict[str, list[Item]]] = {}
    for item in part.items:
        fact = item.fact
        if fact.collected is not None and len(fact.collected) == 10 and fact.comparator is None and item.doubt is None:
            days.setdefault(fact.collected, {}).setdefault(fact.analyte, []).append(item)
    knowledge = load_merge_knowledge()
    for date in sorted(days):
        held = {name: items[0] for name, items in days[date].items() if len(items) == 1}
        for rule in knowledge.parts:
            one, whole = held.get(rule.part), held.get(rule.whole)
            if one and whole and one.fact.value > whole.fact.value + rule.slack:
                _doubt_both(part, one, whole, reason("part_of_whole"))
        for quotient in knowledge.ratios:
            over, under = held.get(quotient.over), held.get(quotient.under)
            if over and under and not _within(over.fact, under.fact, quotient.low, quotient.high):
                _doubt_both(part, over, under, reason("values_apart"))


def _within(over: LabResult, under: LabResult, low: float, high: float) -> bool:
    return under.value > 0 and low <= over.value / under.value <= high


def _doubt_both(part: Part, one: Item, two: Item, why: str) -> None:
    shown = [f"{said[0]} {said[1]}" for i in (one, two) if (said := describe(i.fact))]
    question = load_review().questions.pair
    doubt = Doubt(why=why, question=question.format(one=shown[0], other=shown[1], date=plain_date(one.fact.collected)))
    for item in (one, two):
        if any(i is item for i in part.items):
            part.swap(item, Item(item.fact, doubt, item.source))


def check_dates(parts: list[Part], birth: str | None, today: dt.date) -> None:
    """Put a doubt on facts dated before the patient's birth or after tomorrow."""
    born = days_of(birth)[0] if birth else None
    for part in parts:
        name = _DATED.get(part.name)
        if name is None:
            continue
        for item in list(part.items):
            date = getattr(item.fact, name)
            if date is None or item.doubt is not None:
                continue
            first, last = days_of(date)
            if first > today + dt.timedelta(days=1) or (born is not None and last < born):
                why = reason("future") if first > today else reason("before_birth")
                said = describe(item.fact)
                question = load_review().questions.date.format(name=said[0] if said else "", date=plain_date(date))
                part.swap(item, Item(item.fact, Doubt(why=why, question=question), item.source))
