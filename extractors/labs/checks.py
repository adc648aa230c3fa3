"""Results compared with each other: arithmetic that does not hold raises a doubt (see ``cross_checked``)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from extractors.labs.resolve import Resolved, name_of_result
from schemas.facts import Doubt

_OFF = 0.25
"""How far apart (relative) two sides of an equation may lie: rounding and method differ, a lost digit does not."""


def cross_checked(items: Iterable[Resolved]) -> Iterator[Resolved]:
    """The results; those on scanned pages, or of rows no title explains, get a doubt where arithmetic does not hold."""
    held = list(items)
    groups: dict[tuple[str | None, bool], dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for i, item in enumerate(held):
        groups[item.result.collected, item.raw.prior][item.result.analyte].append(i)
    doubtful: set[int] = set()
    for group in groups.values():
        doubtful |= _contradicting(group, held)
    for i, item in enumerate(held):
        if i in doubtful and item.doubt is None and (_scanned(item) or item.raw.untitled):
            yield replace(item, doubt=_ask(item))
        else:
            yield item


def _contradicting(group: dict[str, list[int]], held: list[Resolved]) -> set[int]:
    one = {name: ids[0] for name, ids in group.items() if len(ids) == 1}

    def value(name: str) -> float | None:
        return held[one[name]].result.value if name in one and held[one[name]].result.comparator is None else None

    out: set[int] = set()
    wbc, anc, share = value("leukocytes"), value("neutrophils"), value("neutrophils_percent")
    if wbc is not None and anc is not None:
        if anc > wbc * 1.05 + 0.05:
            out |= {one["leukocytes"], one["neutrophils"]}
        elif share is not None and wbc > 0 and _apart(anc, wbc * share / 100) and abs(anc - wbc * share / 100) > 0.15:
            out |= {one["leukocytes"], one["neutrophils"], one["neutrophils_percent"]}
    parts = ("neutrophils", "lymphocytes", "monocytes")
    if wbc is not None and sum(value(p) or 0.0 for p in parts) > wbc * 1.1 + 0.1:
        out |= {one[p] for p in ("leukocytes", *parts) if p in one}
    blasts = value("blasts_blood")
    if share is not None and blasts is not None and share + blasts > 101.0:
        out |= {one["neutrophils_percent"], one["blasts_blood"]}
    hb, hct, rbc, mcv = value("hemoglobin"), value("hematocrit"), value("erythrocytes"), value("mcv")
    if hb is not None and hct is not None and _apart(hct, 3 * hb):
        out |= {one["hemoglobin"], one["hematocrit"]}
    if hct is not None and rbc and mcv is not None and _apart(mcv, hct * 10 / rbc):
        out |= {one["hematocrit"], one["erythrocytes"], one["mcv"]}
    return out


def _apart(a: float, b: float) -> bool:
    return abs(a - b) > _OFF * max(a, b)


def _scanned(item: Resolved) -> bool:
    return any(w.source == "ocr" for w in item.raw.value_words)


def _ask(item: Resolved) -> Doubt:
    shown = f"{item.result.value:g}"
    return Doubt(
        why="results on this page contradict each other by arithmetic",
        question=f"Is this {name_of_result(item.result)} {shown} {item.result.unit}?",
        candidates=(shown,),
    )
