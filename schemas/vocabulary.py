"""What the extractors know by name: analytes, agents, genes, diseases, findings, titles and cue words, as data.

The data lie in ``knowledge/common/*.toml`` and ``knowledge/<disease>/*.toml``; each entry carries examples that must
and must not match, and loading checks them.
"""

from typing import Literal

from pydantic import Field

from schemas.base import Record
from schemas.facts import TreatmentKind
from schemas.layout import SectionLabel


class UnitForm(Record):
    """A unit as printed, and how to get from it to the canonical unit: ``canonical = printed * factor``."""

    forms: tuple[str, ...]
    factor: float


class Analyte(Record):
    """One laboratory or marrow analyte with its canonical UCUM unit and the hard plausibility range in that unit."""

    name: str
    loinc: str | None = None
    unit: str
    plausible_low: float
    plausible_high: float
    aliases: tuple[str, ...]
    units: tuple[UnitForm, ...] = ()
    not_aliases: tuple[str, ...] = Field(default=(), description="words that hold an alias but mean something else")
    source: str | None = None


class Agent(Record):
    """A drug or procedure. ``name`` is the RxNorm ingredient's name, lower case (or our name for a procedure)."""

    name: str
    kind: TreatmentKind
    rxcui: str | None = None
    classes: tuple[str, ...] = Field(default=(), description="esa, hma, tpo_agonist, idh1_inhibitor, chelator, …")
    aliases: tuple[str, ...]
    not_aliases: tuple[str, ...] = ()
    needs_context: tuple[str, ...] = Field(
        default=(), description="ambiguous aliases (AZA, Len, CSA, EPO) that count only beside one of these words"
    )
    ambiguous_aliases: tuple[str, ...] = ()


class Gene(Record):
    """An HGNC symbol with its older names."""

    symbol: str
    aliases: tuple[str, ...] = ()


class DiseaseTerm(Record):
    """A name of a disease or subtype as records print it."""

    disease: str
    subtype: str | None = None
    label: str
    system: str | None = None
    code: str | None = Field(default=None, description="ICD-O-3, only where verified")
    terms: tuple[str, ...]
    not_terms: tuple[str, ...] = ()


class FindingTerm(Record):
    """A clinical finding of interest and the words records use for it."""

    concept: str
    label: str
    category: str
    terms: tuple[str, ...]
    not_terms: tuple[str, ...] = ()


class SectionTitle(Record):
    """Titles that open a section of one label."""

    label: SectionLabel
    titles: tuple[str, ...]


class Cue(Record):
    """A word or phrase that changes how what it governs is asserted (ConText)."""

    kind: Literal[
        "negated", "possible", "hypothetical", "historical", "family", "other_person", "declined", "considered",
        "planned", "ended", "terminator", "pseudo",
    ]  # fmt: skip
    direction: Literal["forward", "backward", "both"] = "forward"
    phrases: tuple[str, ...]


class Vocabulary(Record):
    """Everything the extractors know by name."""

    analytes: tuple[Analyte, ...] = ()
    agents: tuple[Agent, ...] = ()
    genes: tuple[Gene, ...] = ()
    diseases: tuple[DiseaseTerm, ...] = ()
    findings: tuple[FindingTerm, ...] = ()
    sections: tuple[SectionTitle, ...] = ()
    cues: tuple[Cue, ...] = ()
