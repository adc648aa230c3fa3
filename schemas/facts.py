"""Facts: what records assert of a patient, in the field's terms, each with its evidence.

The same classes serve a fact read in one place (one piece of evidence) and a fact merged over documents (several).
Names and meanings are those of the public contract (docs/contract.md); dates are ISO 8601, as precise as printed.
"""

from typing import Annotated, Literal

from pydantic import Field

from schemas.base import Record
from schemas.layout import DocumentKind, ReportStatus
from schemas.provenance import Evidence, Sha256

IsoDate = Annotated[str, Field(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")]
Comparator = Literal["<", ">", "<=", ">="]
EvidenceTuple = Annotated[tuple[Evidence, ...], Field(min_length=1)]


class Code(Record):
    """A code in a code system, e.g. ICD-O-3 9983/3."""

    system: str
    code: str


class Diagnosis(Record):
    """A disease that a record states, suspects, excludes or remembers (mCODE PrimaryCancerCondition)."""

    disease: str = Field(description="concept of the vocabulary: mds, aml, ccus, cmml, colon_cancer, …")
    label: str = Field(description="canonical name of the (sub)type; in WHO or ICC words")
    subtype: str | None = Field(default=None, description="concept of the subtype, e.g. mds_ib2")
    system: str | None = Field(default=None, description="WHO 2022, ICC 2022, WHO 2016, WHO 2008, FAB")
    code: Code | None = None
    status: Literal["confirmed", "suspected", "ruled_out", "historical"]
    date: IsoDate | None = None
    evidence: EvidenceTuple


class LabResult(Record):
    """One result of one analyte, in the canonical unit (UCUM); ``original`` keeps what the page said."""

    analyte: str
    loinc: str | None = None
    comparator: Comparator | None = None
    value: float
    unit: str
    original: str
    reference_low: float | None = Field(default=None, description="in the canonical unit")
    reference_high: float | None = Field(default=None, description="in the canonical unit")
    flag: Literal["L", "H", "LL", "HH", "A"] | None = None
    collected: IsoDate | None = None
    evidence: EvidenceTuple


class Karyotype(Record):
    """An ISCN formula as printed, in normal form."""

    iscn: str
    metaphases: int | None = None
    abnormalities: tuple[str, ...] = ()
    collected: IsoDate | None = None
    evidence: EvidenceTuple


class Variant(Record):
    """A sequence variant found in a gene (mCODE GenomicVariant). VAF is a fraction, 0 to 1."""

    gene: str
    hgvs_c: str | None = None
    hgvs_p: str | None = None
    vaf: float | None = Field(default=None, ge=0, le=1)
    significance: Literal["pathogenic", "likely_pathogenic", "uncertain", "benign"] | None = None
    alteration: str | None = Field(default=None, description="ITD, TKD or PTD, where the report names it so")
    collected: IsoDate | None = None
    evidence: EvidenceTuple


class GenePanel(Record):
    """Genes that one report says were tested, and those of them without a reportable change.

    A gene in no panel was not assessed. ``limit_of_detection`` is a VAF fraction.
    """

    tested: tuple[str, ...] = ()
    negative: tuple[str, ...] = ()
    alterations_negative: tuple[str, ...] = Field(default=(), description="FLT3-ITD, KMT2A-PTD, … tested and not found")
    alterations_not_tested: tuple[str, ...] = Field(
        default=(), description="KMT2A-PTD, … that the report says the test does not find"
    )
    limit_of_detection: float | None = None
    collected: IsoDate | None = None
    evidence: EvidenceTuple


class Biomarker(Record):
    """A named marker that is neither a lab, a karyotype nor a variant: pnh_clone, hla_dr15, fish_del5q and the like."""

    name: str
    status: Literal["positive", "negative", "equivocal", "not_tested"]
    value: float | None = None
    unit: str | None = None
    collected: IsoDate | None = None
    evidence: EvidenceTuple


class Stage(Record):
    """A stage or risk category, as printed (``reported``) or worked out here (``computed``)."""

    system: str
    category: str = Field(description="lower case, e.g. 'very high', 'moderate low', 'int-1'; '' where none stands")
    score: float | None = None
    range: tuple[float, float] | None = None
    origin: Literal["reported", "computed"]
    inputs: dict[str, object] = Field(default_factory=dict)
    missing: tuple[str, ...] = ()
    date: IsoDate | None = None
    evidence: tuple[Evidence, ...] = ()


TreatmentKind = Literal[
    "systemic", "growth_factor", "transfusion", "transplant", "radiation", "surgery", "chelation",
    "immunosuppressive", "cellular", "other",
]  # fmt: skip
TreatmentStatus = Literal["ongoing", "completed", "stopped", "planned", "declined", "considered"]
GIVEN: tuple[TreatmentStatus, ...] = ("ongoing", "completed", "stopped")
"""The states of a treatment that was given, wholly or in part."""


class Treatment(Record):
    """A treatment given, running, planned, declined or considered (mCODE CancerRelatedMedication…)."""

    agent: str = Field(description="RxNorm ingredient name, lower case; or a procedure of the vocabulary")
    kind: TreatmentKind
    status: TreatmentStatus
    started: IsoDate | None = None
    ended: IsoDate | None = None
    cycles: int | None = None
    line: int | None = None
    response: str | None = Field(default=None, description="CR, PR, mCR, SD, HI, PD, loss_of_response, …")
    stop_reason: str | None = Field(default=None, description="progression, toxicity, patient_choice, …")
    recorded: IsoDate | None = Field(default=None, description="date of the report that says so")
    evidence: EvidenceTuple


class NotGiven(Record):
    """A record says in words that a treatment was never given; silence is not this."""

    agent: str = Field(description="an agent or a class of the vocabulary, e.g. esa")
    date: IsoDate | None = None
    evidence: EvidenceTuple


class TransfusionStatement(Record):
    """What one place says of red-cell transfusions; rates are units in 8 weeks, as an interval."""

    units_8_weeks: tuple[float, float] | None = None
    units_lifetime: int | None = None
    dependent: bool | None = None
    events: tuple[tuple[IsoDate, int], ...] = Field(default=(), description="(date, units) of a transfusion log")
    date: IsoDate | None = None
    evidence: EvidenceTuple


class Performance(Record):
    """A performance status; ``value`` in the scale's own steps."""

    scale: Literal["ECOG", "KPS"]
    value: int
    date: IsoDate | None = None
    evidence: EvidenceTuple


class ClinicalFinding(Record):
    """Any other finding the vocabulary knows: comorbidities, a liver lesion, a donor, pregnancy, fever and the like.

    ``absent`` only where a record says so in words.
    """

    concept: str
    label: str
    category: str = Field(description="comorbidity, liver, donor, fitness, infection, scope, …")
    status: Literal["present", "absent", "historical", "possible"]
    value: float | None = None
    unit: str | None = None
    date: IsoDate | None = None
    evidence: EvidenceTuple


Fact = (
    Diagnosis
    | LabResult
    | Karyotype
    | Variant
    | GenePanel
    | Biomarker
    | Stage
    | Treatment
    | NotGiven
    | TransfusionStatement
    | Performance
    | ClinicalFinding
)


class Doubt(Record):
    """Why a fact may not be relied on, and the one plain question that would settle it."""

    why: str = Field(description="one short sentence, no patient text")
    question: str = Field(description="'Is this 8.9 or 3.9 g/dL?'")
    candidates: tuple[str, ...] = ()
    asks: Literal["own", "value", "fact"] = Field(
        default="own",
        description="what settles it: the question itself; which of the candidates (numbers in the fact's unit) is "
        "printed; or whether the fact, as it was read, stands on the page",
    )


class ReportKey(Record):
    """Which report a finding comes from, and what decides its rank when reports disagree."""

    document: Sha256
    file: str
    index: int
    kind: DocumentKind
    status: ReportStatus
    dated: IsoDate | None


class Finding(Record):
    """A fact as one extractor read it in one report; ``doubt`` keeps it out of every verdict."""

    fact: Fact
    source: ReportKey
    extractor: str
    doubt: Doubt | None = None
    prior: bool = Field(default=False, description="the report repeats an earlier result; loses against the original")
