"""The profile: one person, her documents merged by meaning and date. The JSON of the public contract, version 1."""

from typing import Literal

from pydantic import Field

from schemas.base import Record
from schemas.facts import (
    Biomarker,
    ClinicalFinding,
    Diagnosis,
    GenePanel,
    IsoDate,
    Karyotype,
    LabResult,
    NotGiven,
    Performance,
    Stage,
    Treatment,
    Variant,
)
from schemas.layout import DocumentKind
from schemas.provenance import Evidence, Sha256

SCHEMA_VERSION: Literal["1"] = "1"


class Patient(Record):
    """Who the documents say the patient is. ``country`` (ISO 3166) decides which labels apply."""

    name: str | None = None
    birth_date: IsoDate | None = None
    sex: Literal["female", "male", "other", "unknown"] = "unknown"
    age_years: int | None = None
    country: str | None = None
    evidence: tuple[Evidence, ...] = ()


class DocumentEntry(Record):
    """One uploaded file: what it is, what of it was read, and why not."""

    id: Sha256
    file: str
    kind: DocumentKind = "other"
    dated: IsoDate | None = None
    pages: int = 0
    ocr_pages: tuple[int, ...] = ()
    unread_pages: tuple[int, ...] = ()
    status: Literal["read", "failed", "other_person", "duplicate"]
    reason: str | None = None


class Comorbidity(Record):
    """Another condition of the patient."""

    label: str
    evidence: tuple[Evidence, ...]


class Transfusions(Record):
    """Red-cell transfusions. ``rbc_units_8_weeks`` only where records give one number; else the range says more."""

    rbc_units_8_weeks: float | None = None
    rbc_units_8_weeks_range: tuple[float, float] | None = None
    rbc_units_lifetime: int | None = None
    dependent: bool | None = None
    date: IsoDate | None = None
    evidence: tuple[Evidence, ...] = ()


class ReviewItem(Record):
    """A value that could not be read surely, as one plain question. ``about`` points into the profile.

    Several doubtful values of one line share one question: each has an item with that question, and ``also`` names
    the others.
    """

    about: str
    also: tuple[str, ...] = Field(default=(), description="pointers to other facts that the same question settles")
    why: str
    question: str
    candidates: tuple[str, ...] = Field(default=(), description="the readings, where there are several")
    weight: Literal["decides", "other"] = Field(
        default="other", description="whether a risk score or a verdict may hang on it; those stand first"
    )
    evidence: tuple[Evidence, ...] = ()
    picture: str | None = Field(
        default=None, description="the line in question, upright, as a data: address (PNG or JPEG)"
    )


class Conflict(Record):
    """Two or more records that cannot all be right; every side is kept. ``about`` points into the profile."""

    about: str
    also: tuple[str, ...] = Field(default=(), description="pointers to the other sides, where they stand in a list")
    why: str = ""
    values: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    pictures: tuple[str | None, ...] = Field(
        default=(), description="data: addresses (PNG or JPEG) of the places in ``evidence``, in its order"
    )


class Profile(Record):
    """Everything the records assert of one person. Lists are in a canonical order that no upload order changes."""

    schema_version: Literal["1"] = SCHEMA_VERSION
    patient: Patient = Patient()
    documents: tuple[DocumentEntry, ...] = ()
    diagnoses: tuple[Diagnosis, ...] = ()
    labs: tuple[LabResult, ...] = ()
    karyotypes: tuple[Karyotype, ...] = ()
    variants: tuple[Variant, ...] = ()
    genes_tested_negative: tuple[str, ...] = ()
    gene_panels: tuple[GenePanel, ...] = ()
    biomarkers: tuple[Biomarker, ...] = ()
    stages: tuple[Stage, ...] = ()
    treatments: tuple[Treatment, ...] = ()
    not_given: tuple[NotGiven, ...] = ()
    transfusions: Transfusions = Transfusions()
    performance: Performance | None = None
    comorbidities: tuple[Comorbidity, ...] = ()
    findings: tuple[ClinicalFinding, ...] = ()
    review: tuple[ReviewItem, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    gaps: tuple[str, ...] = Field(default=(), description="concepts that decide something and stand in no record")

    @property
    def doubtful(self) -> frozenset[str]:
        """Pointers to facts that may not be relied on until a question is answered (``labs[3]``, ``transfusions``)."""
        return frozenset(r.about for r in self.review)

    @property
    def conflicted(self) -> frozenset[str]:
        """Pointers to facts that other records contradict; both sides of each conflict."""
        return frozenset(p for c in self.conflicts for p in (c.about, *c.also))

    @property
    def unsure(self) -> frozenset[str]:
        """Pointers to facts that are unknown to every rule and score: doubtful or contradicted."""
        return self.doubtful | self.conflicted
