"""Rules as data: three-valued expressions over a profile, and the verdicts, alerts and texts that hang on them.

A disease pack (``knowledge/<disease>/``) is made of these records; nothing here knows a disease. An expression is a
TOML table whose one telling key names its kind: ``{ lab = "platelets", lt = 50 }``, ``{ all = [ … ] }``.
"""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Discriminator, Field, Tag

from schemas.answer import Source, Verdict
from schemas.base import Record
from schemas.facts import TreatmentStatus

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
    """A diagnosis with a status; ``called`` asks how the confirmed diagnosis is named (subtype or words of its label)."""

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
    status: tuple[TreatmentStatus, ...] = ("ongoing", "completed", "stopped")
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
_TAG_OF = {model: tag for tag, model in _KINDS.items()}


def _kind(value: Any) -> str | None:
    if isinstance(value, BaseModel):
        return _TAG_OF.get(type(value))  # type: ignore[call-overload,no-any-return]
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


class Clause(Record):
    """A named criterion and the sentence that says it, for each of its values. Sentences may hold slots."""

    id: str
    when: Expr
    yes: str = ""
    no: str = ""
    missing: str | None = Field(default=None, description="the one name to ask for when it is unknown")
    sources: tuple[str, ...] = ()


class Example(Record):
    """A fragment of a profile (evidence is filled in) and the verdict the rule has to give on it."""

    profile: dict[str, Any]
    verdict: Verdict | Literal["silent"]
    country: str | None = "US"


class Case(Record):
    """A verdict that goes before an option's criteria when ``when`` is true."""

    when: Expr
    verdict: Verdict
    text: str = ""
    missing: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


class Basis(Record):
    """What a rule stands on. ``design`` claims nothing published; its sources say only what its text says."""

    basis: Literal["label", "guideline", "study", "design"]
    sources: tuple[str, ...] = ()
    jurisdiction: Literal["US", "EU"] | None = None
    reviewed: date


class Option(Basis):
    """One thing that can be offered, in one jurisdiction."""

    id: str
    concept: str
    requires: Expr
    applies: Expr | None = Field(default=None, description="said only when this is not false")
    given: tuple[str, ...] = Field(default=(), description="agents or groups; when given: already_tried")
    first: tuple[Case, ...] = ()
    when_true: Verdict = "matches"
    when_false: Verdict = "does_not_match"
    missing_when_false: tuple[str, ...] = Field(default=(), description="for a ``when_false`` of cannot_tell")
    unconfirmed: str | None = Field(default=None, description="information said where no diagnosis is confirmed")
    text: dict[str, str] = Field(default_factory=dict, description="by verdict; slots and {reasons}")
    ask: str | None = Field(default=None, description="the question to put when this matches or cannot be told")
    rank: int = Field(default=50, description="of the question; small comes first")
    examples: tuple[Example, ...] = Field(min_length=1)


class Caution(Basis):
    """A fact that changes safety, said only when it is true."""

    id: str
    concept: str
    when: Expr
    text: str
    ask: str | None = None
    rank: int = 30
    examples: tuple[Example, ...] = Field(min_length=1)


class Topic(Record):
    """A sentence about what the records say, or do not say; verdict ``information``."""

    id: str
    concept: str
    when: Expr | None = None
    text: str
    sources: tuple[str, ...] = ()
    even_out_of_scope: bool = False


class AlertRule(Record):
    """Something that wants attention. ``text`` while the fact is fresh, ``text_old`` afterwards."""

    id: str
    when: Expr
    tier: Literal["emergency", "same_day", "urgent", "ask"]
    text: str
    text_old: str | None = None
    sources: tuple[str, ...] = ()
    even_out_of_scope: bool = False
    rank: int = 50


class QuestionRule(Record):
    """A question for the doctor that stands on facts or on what is missing."""

    id: str
    when: Expr
    text: str
    rank: int = 50


class Gate(Record):
    """A state in which the options of the pack are not weighed.

    ``no_options``: nothing is said of options. ``hold``: each option is ``cannot_tell`` for the reason given.
    """

    id: str
    when: Expr
    effect: Literal["no_options", "hold"]
    text: str
    missing: tuple[str, ...] = ()


class Concept(Record):
    """An option, a topic, or a group of options, as patients call it."""

    id: str
    kind: Literal["option", "topic", "group"]
    label: str
    plain: str
    members: tuple[str, ...] = ()


class Band(Record):
    """A category of a score and the half-open interval (low, high] of scores it covers."""

    category: str
    aliases: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None


class StageSystem(Record):
    """A risk score: its bands in order, and the greatest score that counts as lower risk."""

    system: str
    bands: tuple[Band, ...]
    lower_max: float | None = Field(default=None, description="none: not used for the side")
    sources: tuple[str, ...] = ()


class KaryotypeFinding(Record):
    """A chromosome finding by patterns over single abnormalities, by their number, or by FISH markers."""

    name: str
    patterns: tuple[str, ...] = Field(default=(), description="RE2, matched against one whole abnormality")
    fish: tuple[str, ...] = Field(default=(), description="biomarkers whose status decides as well")
    at_least: int | None = Field(default=None, description="true from this number of abnormalities on")
    others_at_most: int | None = Field(default=None, description="other abnormalities beside it")
    others_unsure: int | None = Field(default=None, description="up to this many others: definitions differ, unknown")
    never_with: tuple[str, ...] = Field(default=(), description="patterns; beside one of them it is false")


class Limit(Record):
    """How long a fact counts as current."""

    facts: tuple[str, ...] = Field(min_length=1, description="analytes, or transfusions, performance")
    days: int
    until: str | None = Field(default=None, description="agent group whose start makes it old")


class Words(Record):
    """Words of the records that say how a treatment went."""

    failed: tuple[str, ...]
    responded: tuple[str, ...]
    not_tolerated: tuple[str, ...]


class Scope(Record):
    """Whom the pack is for."""

    min_age_years: int
    minimum_metaphases: int
    precursors: tuple[str, ...] = Field(default=(), description="diseases that leave the diagnosis unconfirmed")
    ignored: tuple[str, ...] = Field(default=(), description="diagnoses that never decide the scope")


class Pack(Record):
    """Everything the evaluation knows of one disease. References are checked by ``knowledge.packs``."""

    disease: str
    version: str
    status: Literal["draft", "reviewed", "retired"]
    reviewers: tuple[str, ...] = ()
    name: str
    short_name: str
    scope: Scope
    concepts: tuple[Concept, ...]
    sources: dict[str, Source]
    jurisdictions: dict[str, tuple[str, ...]] = Field(description="country codes that each jurisdiction covers")
    agent_groups: dict[str, tuple[str, ...]]
    stage_systems: tuple[StageSystem, ...]
    karyotype_findings: tuple[KaryotypeFinding, ...]
    limits: tuple[Limit, ...]
    outcome_words: Words
    labels: dict[str, str] = Field(description="plain names of things that can be missing")
    names: dict[str, str] = Field(default_factory=dict, description="plain names of markers and agents that are there")
    units: dict[str, str] = Field(description="UCUM unit to plain unit")
    responses: dict[str, str] = Field(description="plain words for response codes, keyed in lower case")
    phrases: dict[str, str]
    clauses: tuple[Clause, ...]
    options: tuple[Option, ...]
    cautions: tuple[Caution, ...] = ()
    topics: tuple[Topic, ...] = ()
    alerts: tuple[AlertRule, ...] = ()
    questions: tuple[QuestionRule, ...] = ()
    gates: tuple[Gate, ...] = ()
