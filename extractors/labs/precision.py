"""A decimal point that one engine read and the other did not: the precision of other figures settles it.

A laboratory prints a result as precisely as its reference range, and as the same result of other days.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from extractors.labs.resolve import Resolved, Setting, figures_read, resolve, unsure_figure

_FEWEST = 2  # figures that show how precisely an analyte is printed


def by_siblings(items: list[Resolved], setting: Setting) -> list[Resolved]:
    """Results whose range, or other days' results of the same analyte, show how precisely they are printed, settled."""
    return [_settled(item, items, setting) if unsure_figure(item) else item for item in items]


def _settled(item: Resolved, items: Sequence[Resolved], setting: Setting) -> Resolved:
    unit = item.raw.unit_text
    same = [o.raw for o in items if o.result.analyte == item.result.analyte and o.doubt is None]
    numbers = [raw.number for raw in same if raw.unit_text == unit]
    bounds = [b for b in (item.raw.low, item.raw.high) if b]
    others = [*numbers, *bounds]  # where days and range differ in precision, nothing is settled
    if len(others) < _FEWEST:
        return item
    number = one_as_precise(figures_read(item.raw), others)
    if number is None:
        return item
    return resolve(replace(item.raw, number=number, value_words=[]), setting) or item


def one_as_precise(read: Sequence[str], others: Iterable[str]) -> str | None:
    """The one figure as precise as all ``others``, where the readings differ in a point only; decimals are needed."""
    wanted = {decimals(o) for o in others}
    if len(wanted) != 1 or 0 in wanted or len(read) < 2:
        return None
    if len({r.replace(".", "").replace(",", "") for r in read}) > 1:
        return None
    fits = [r for r in read if decimals(r) in wanted]
    return fits[0] if len(fits) == 1 else None


def decimals(number: str) -> int:
    """How many figures stand behind the point or comma."""
    tail = number.replace(",", ".").rpartition(".")
    return len(tail[2]) if tail[1] else 0
