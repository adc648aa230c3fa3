"""What merging needs to know of medicine, as data (``knowledge/common/merge.toml``)."""

from pydantic import Field

from schemas.base import Record
from schemas.layout import DocumentKind


class Trust(Record):
    """Kinds of reports from the surest original to the loosest retelling, and agents that bring a donor's cells."""

    order: tuple[DocumentKind, ...]
    marrow_analytes: frozenset[str] = frozenset()
    donor_cells: frozenset[str]


class PartOf(Record):
    """``part`` cannot exceed ``whole`` by more than ``slack`` on one day (canonical units)."""

    part: str
    whole: str
    slack: float = 0.0


class Ratio(Record):
    """``over / under`` of one day lies within ``low`` and ``high`` (canonical units)."""

    over: str
    under: str
    low: float
    high: float


class TransfusionLimits(Record):
    """When a log of transfusions gives a number for the window."""

    window_days: int = Field(gt=0)
    least_events: int = Field(gt=0)
    least_span_days: int = Field(gt=0)
    slack_units: float = Field(ge=0)


class CourseLimits(Record):
    """How far apart two starts of one agent are two courses, and which names stand for many agents."""

    apart_days: int = Field(gt=0)
    general: tuple[str, ...] = ()


class GeneLimits(Record):
    """How far apart in time found and not found may both be right, and which VAFs are the same number."""

    apart_days: int = Field(gt=0)
    vaf_slack: float = Field(ge=0)


class GapConcept(Record):
    """A concept and where the profile would hold it."""

    concept: str
    labs: tuple[str, ...] = ()
    biomarkers: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()


class DiseaseGaps(Record):
    """Concepts that decide something in one disease."""

    disease: str
    concepts: tuple[GapConcept, ...]


class MergeKnowledge(Record):
    """The whole of ``merge.toml``."""

    trust: Trust
    parts: tuple[PartOf, ...] = ()
    ratios: tuple[Ratio, ...] = ()
    transfusions: TransfusionLimits
    courses: CourseLimits
    genes: GeneLimits
    gaps: tuple[DiseaseGaps, ...] = ()
