"""The numbers that a rule's thresholds tell apart: between two cuts every value weighs the same."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from pipeline.evaluate.phrasing import plain_number
from schemas.expressions import Bounds

Cut = tuple[float, int]
"""A threshold and the side it belongs to: 0 the region above it (``lt``, ``ge``), 1 the one below (``le``, ``gt``)."""


@dataclass(frozen=True, slots=True)
class Region:
    """Values between two cuts; ``None`` is open."""

    low: Cut | None
    high: Cut | None

    def holds(self, value: float) -> bool:
        """Whether ``value`` lies in it."""
        above = self.low is None or (value >= self.low[0] if self.low[1] == 0 else value > self.low[0])
        below = self.high is None or (value < self.high[0] if self.high[1] == 0 else value <= self.high[0])
        return above and below

    @property
    def middle(self) -> float:
        """A value that stands for all of them."""
        if self.low is None and self.high is None:
            return 0.0
        if self.low is None:
            assert self.high is not None
            edge = self.high[0]
            return edge if self.high[1] and edge <= 0 else edge / 2 if edge > 0 else edge - 1
        if self.high is None:
            return self.low[0] + max(1.0, abs(self.low[0]) / 2)
        return self.low[0] if self.low[0] == self.high[0] else (self.low[0] + self.high[0]) / 2

    def distance(self, value: float) -> float:
        """How far ``value`` lies from it, as a share of ``value``; 0 inside."""
        if self.holds(value):
            return 0.0
        edges = [c[0] for c in (self.low, self.high) if c is not None]
        off = min(abs(e - value) for e in edges)
        return off / max(abs(value), 1e-9) if value else off

    def joined(self, other: "Region") -> "Region":
        """This one and the next above it."""
        return Region(self.low, other.high)

    def words(self, unit: str, phrases: dict[str, str]) -> str:
        """As "500 mIU/mL or less"."""
        low = "" if self.low is None else f"{plain_number(self.low[0])}{unit}"
        high = "" if self.high is None else f"{plain_number(self.high[0])}{unit}"
        if self.low is None and self.high is not None and self.high == (0.0, 1):
            key, low = "exactly", high
        elif self.low is None:
            key = "any" if self.high is None else "up_to" if self.high[1] else "below"
        elif self.high is None:
            key = "above" if self.low[1] else "from"
        else:
            key = "exactly" if self.low[0] == self.high[0] else "between"
        return phrases[f"region_{key}"].format(low=low, high=high)


def cuts_of(bounds: Iterable[Bounds]) -> tuple[Cut, ...]:
    """All thresholds, in order."""
    cuts: set[Cut] = set()
    for b in bounds:
        cuts |= {(x, 0) for x in (b.lt, b.ge) if x is not None} | {(x, 1) for x in (b.le, b.gt) if x is not None}
    return tuple(sorted(cuts))


def regions(cuts: tuple[Cut, ...]) -> tuple[Region, ...]:
    """The regions between them, from the lowest on; nothing lies below zero."""
    edges: list[Cut | None] = [None, *cuts, None]
    found = [Region(a, b) for a, b in pairwise(edges)]
    return tuple(r for r in found if not (r.low is None and r.high == (0.0, 0)))
