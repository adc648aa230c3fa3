"""Risk scores as data (``knowledge/<disease>/scores/``) and what computing one gives."""

from typing import Literal, Self

from pydantic import Field, model_validator

from schemas.base import Record


class Band(Record):
    """Points for a value up to a bound; the last band of an input has no bound."""

    points: float
    upto: float | None = None
    below: float | None = None

    def holds(self, value: float) -> bool:
        """Whether ``value`` is within this band's upper bound."""
        if self.upto is not None:
            return value <= self.upto
        return self.below is None or value < self.below


class BandedInput(Record):
    """One counted input of a point score."""

    name: str
    unit: str
    bands: tuple[Band, ...] = Field(min_length=2)

    def points(self, value: float) -> float:
        """Points of the first band that holds ``value``."""
        return next(b.points for b in self.bands if b.holds(value))


class Category(Record):
    """A category that reaches up to ``upto``, inclusive; the last one is open."""

    name: str
    upto: float | None = None


class AgeAdjustment(Record):
    """IPSS-RA = score + (age - pivot) * (slope - damping * score)."""

    system: str
    pivot: float
    slope: float
    damping: float


class Timing(Record):
    """Which of a patient's facts may be put together into one score."""

    window_days: int
    molecular_days: int
    workup_days: int
    therapy_kinds: tuple[str, ...]
    vaf_floor: float
    not_oncogenic: tuple[str, ...]


class PointScore(Record):
    """A score that adds points, e.g. IPSS-R."""

    id: str
    system: str
    source: str
    inputs: tuple[BandedInput, ...]
    cytogenetics: dict[str, float]
    categories: tuple[Category, ...]
    age: AgeAdjustment | None = None
    timing: Timing


class Variable(Record):
    """A counted variable of a weighted score: ``x = clamp(value) / scale``."""

    name: str
    beta: float
    mean: float
    best: float
    worst: float
    scale: float
    clamp: tuple[float, float] | None = None


class Residual(Record):
    """Genes counted together, at most two."""

    beta: float
    mean: float
    genes: tuple[str, ...]


class Tp53Rule(Record):
    """When one TP53 mutation counts as multi-hit; the markers are names of biomarkers that show its second hit."""

    loh_vaf_above: float
    loss_markers: tuple[str, ...] = ()
    neutral_markers: tuple[str, ...] = ()


class Sf3b1Rule(Record):
    """Genes that exclude SF3B1-alpha."""

    alpha_excluded_by: tuple[str, ...]


class Reporting(Record):
    """How far best and worst may lie apart for a score to be reported."""

    max_range: float


class WeightedScore(Record):
    """A score that weighs deviations from a cohort's means, e.g. IPSS-M."""

    id: str
    system: str
    source: str
    variables: tuple[Variable, ...]
    genes: dict[str, tuple[float, float]]
    residual: Residual
    tp53: Tp53Rule
    sf3b1: Sf3b1Rule
    reporting: Reporting
    categories: tuple[Category, ...]


def categorise(categories: tuple[Category, ...], score: float) -> str:
    """The category of a score; right-closed."""
    return next(c.name for c in categories if c.upto is None or score <= c.upto)


class PointResult(Record):
    """A point score: exact where all inputs are known, otherwise the range that the unknown ones leave open."""

    low: float
    high: float
    category_low: str
    category_high: str
    missing: tuple[str, ...] = ()

    @property
    def exact(self) -> bool:
        """Whether one score is left."""
        return self.low == self.high


class WeightedResult(Record):
    """A weighted score in its best, mean and worst scenario.

    ``score`` and ``category`` follow the published reporting rule: both when nothing is uncertain or the range is at
    most 1 (then of the mean scenario); the category alone when best and worst share it; else neither.
    """

    best: float
    mean: float
    worst: float
    category_best: str
    category_mean: str
    category_worst: str
    score: float | None
    category: str | None
    certainty: Literal["exact", "narrow", "category", "open"]
    missing: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if not self.best <= self.mean <= self.worst:
            raise ValueError("best, mean and worst are not in order")
        return self
