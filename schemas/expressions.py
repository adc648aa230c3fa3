"""Expressions over a profile, as data: a TOML table whose one telling key names its kind.

``{ lab = "platelets", lt = 50 }``, ``{ all = [ … ] }``, ``{ not = … }``. They have three values; see
``pipeline/evaluate`` for what each means.
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, Discriminator, Field, Tag

from schemas.base import Record
from schemas.facts import GIVEN, TreatmentStatus

Silence = Literal["unknown", "no"]
"""What it means that the records say nothing. ``no`` only for criteria of the form "the records say that …"."""

RiskSide = Literal["lower", "higher"]


class Bounds(Record):
    """Comparisons a number (or an interval of numbers) has to pass, all of them."""

    lt: float | None = None
    le: float | None = None
    gt: float | None = None
    ge: float | None = None


class All(Record):
    """True when all parts are; false when one is false."""

    all: tuple["Expr", ...] = Field(min_length=1)


class AnyOf(Record):
    """True when one part is; false when all are false."""

    any: tuple["Expr", ...] = Field(min_length=1)


class AtLeast(Record):
    """True when ``at_least`` of the parts are true; false when too few can be."""

    at_least: int = Field(ge=1)
    of: tuple["Expr", ...] = Field(min_length=1)


class Not(Record):
    """The opposite; unknown stays unknown."""

    negated: "Expr" = Field(alias="not")


class ClauseRef(Record):
    """A clause of the pack by its id."""

    clause: str


class LabAtom(Bounds):
    """The latest result of an analyte. Bounds in the canonical unit; ``ge_uln`` in multiples of the upper limit."""

    lab: str
    ge_uln: float | None = None
    times: int = Field(default=1, description="how many results on different days have to pass")
    rises_by: float | None = Field(
        default=None, description="above the result before it, and at least so many times it"
    )
    any_age: bool = Field(default=False, description="an old result counts, because the question is about the past")


class KaryotypeAtom(Record):
    """A named chromosome finding of the pack (``[[karyotype_findings]]``)."""

    karyotype: str
    silent: Silence = "unknown"


class VariantAtom(Record):
    """A change in a gene that counts (not of uncertain meaning, not benign)."""

    variant: str
    protein: tuple[str, ...] = Field(default=(), description="beginnings of the protein change, e.g. p.Arg132")
    vaf: Bounds | None = None
    count: int = 1
    silent: Silence = "unknown"


class BiomarkerAtom(Record):
    """A named marker with a status."""

    biomarker: str
    status: Literal["positive", "negative"] = "positive"
    silent: Silence = "unknown"


class DiagnosisAtom(Record):
    """A diagnosis with a status; ``called`` asks how it is named (subtypes, or words of its label)."""

    diagnosis: str
    status: tuple[str, ...] = ("confirmed",)
    called: tuple[str, ...] = ()
    silent: Silence = "unknown"


class StageAtom(Bounds):
    """A score of one system: its number or the band of its category, or the side it falls on."""

    stage: str
    side: RiskSide | None = None
    silent: Silence = "unknown"


class RiskAtom(Record):
    """The side all usable scores agree on."""

    risk: RiskSide
    silent: Silence = Field(default="unknown", description="no: anything but this known side is false")


class TreatedAtom(Record):
    """A treatment by agent or agent group, in one of the given states."""

    treated: str
    status: tuple[TreatmentStatus, ...] = GIVEN
    silent: Silence = "unknown"


class OutcomeAtom(Record):
    """How a treatment went, by the words of the records only."""

    outcome: str
    kind: Literal["failed", "responded", "not_tolerated"] = "failed"
    documented: bool = Field(default=False, description="for notes only: false unless the records say so in words")
    silent: Silence = "unknown"


class CyclesAtom(Bounds):
    """Cycles of a treatment that the records count."""

    cycles: str


class TransfusionAtom(Bounds):
    """Red-cell transfusions: a rate, a total, or dependence in words."""

    transfusions: Literal["units_8_weeks", "units_lifetime", "dependent"]
    silent: Silence = "unknown"


class PerformanceAtom(Bounds):
    """A performance status of one scale."""

    performance: Literal["ECOG", "KPS"]


class FindingAtom(Bounds):
    """Another finding, by any of its concepts. ``absent`` in the records is false, silence is unknown."""

    finding: tuple[str, ...] = Field(min_length=1)
    status: Literal["present", "absent"] = "present"
    silent: Silence = "unknown"


class PatientAtom(Bounds):
    """Age in years (with bounds) or sex."""

    patient: Literal["age", "sex"]
    equals: str | None = None


class HasAtom(Record):
    """Whether the records hold a kind of fact at all: two-valued, so never allowed in the criteria of an option.

    ``labs:platelets``, ``findings:category=liver``, ``treatments:hma``, ``stages:IPSS-R``, ``karyotypes``, …
    """

    has: str


_KINDS: dict[str, type[Record]] = {
    "all": All, "any": AnyOf, "at_least": AtLeast, "not": Not, "clause": ClauseRef, "lab": LabAtom,
    "karyotype": KaryotypeAtom, "variant": VariantAtom, "biomarker": BiomarkerAtom, "diagnosis": DiagnosisAtom,
    "stage": StageAtom, "risk": RiskAtom, "treated": TreatedAtom, "outcome": OutcomeAtom, "cycles": CyclesAtom,
    "transfusions": TransfusionAtom, "performance": PerformanceAtom, "finding": FindingAtom, "patient": PatientAtom,
    "has": HasAtom,
}  # fmt: skip
_TAG_OF: dict[type[BaseModel], str] = {model: tag for tag, model in _KINDS.items()}


def _kind(value: Any) -> str | None:
    if isinstance(value, BaseModel):
        return _TAG_OF.get(type(value))
    if isinstance(value, dict):
        return next((key for key in _KINDS if key in value), None)
    return None


Expr = Annotated[
    Annotated[All, Tag("all")]
    | Annotated[AnyOf, Tag("any")]
    | Annotated[AtLeast, Tag("at_least")]
    | Annotated[Not, Tag("not")]
    | Annotated[ClauseRef, Tag("clause")]
    | Annotated[LabAtom, Tag("lab")]
    | Annotated[KaryotypeAtom, Tag("karyotype")]
    | Annotated[VariantAtom, Tag("variant")]
    | Annotated[BiomarkerAtom, Tag("biomarker")]
    | Annotated[DiagnosisAtom, Tag("diagnosis")]
    | Annotated[StageAtom, Tag("stage")]
    | Annotated[RiskAtom, Tag("risk")]
    | Annotated[TreatedAtom, Tag("treated")]
    | Annotated[OutcomeAtom, Tag("outcome")]
    | Annotated[CyclesAtom, Tag("cycles")]
    | Annotated[TransfusionAtom, Tag("transfusions")]
    | Annotated[PerformanceAtom, Tag("performance")]
    | Annotated[FindingAtom, Tag("finding")]
    | Annotated[PatientAtom, Tag("patient")]
    | Annotated[HasAtom, Tag("has")],
    Discriminator(_kind),
]

for _model in (All, AnyOf, AtLeast, Not):
    _model.model_rebuild()
