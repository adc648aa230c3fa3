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
    parts: tuple[str, ...] = Field(default=(), description="agents a regimen's name (ven/aza) stands for")
    examples: tuple[str, ...] = Field(default=(), description="texts that must yield this agent")
    counter_examples: tuple[str, ...] = Field(default=(), description="texts that must not")


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
    of_marrow: bool = Field(
        default=False, description="a marrow or blood specimen can exclude the disease, not only its presence there"
    )
    code: str | None = Field(default=None, description="ICD-O-3, only where verified")
    terms: tuple[str, ...]
    not_terms: tuple[str, ...] = ()
    narrow_terms: tuple[str, ...] = Field(
        default=(), description="those of ``terms`` that name one kind only: to deny it does not deny the disease"
    )
    ambiguous_terms: tuple[str, ...] = Field(default=(), description="count only beside a word of ``needs_context``")
    needs_context: tuple[str, ...] = ()
    examples: tuple[str, ...] = Field(default=(), description="texts that must yield this term")
    counter_examples: tuple[str, ...] = Field(default=(), description="texts that must not")


class FindingTerm(Record):
    """A clinical finding of interest and the words records use for it."""

    concept: str
    label: str
    category: str
    terms: tuple[str, ...]
    not_terms: tuple[str, ...] = ()
    unit: str | None = Field(default=None, description="the finding is a number with this unit, printed after a term")
    absent_terms: tuple[str, ...] = Field(default=(), description="words that state the finding is absent")
    ambiguous_terms: tuple[str, ...] = Field(default=(), description="count only beside a word of ``needs_context``")
    needs_context: tuple[str, ...] = ()
    examples: tuple[str, ...] = Field(default=(), description="texts that must yield this term")
    counter_examples: tuple[str, ...] = Field(default=(), description="texts that must not")


class SectionTitle(Record):
    """Titles that open a section of one label."""

    label: SectionLabel
    titles: tuple[str, ...]
    marks: tuple[str, ...] = Field(default=(), description="words that make any short title one of this label")


class Cue(Record):
    """A word or phrase that changes how what it governs is asserted (ConText)."""

    kind: Literal[
        "negated", "possible", "hypothetical", "historical", "family", "other_person", "declined", "considered",
        "planned", "ended", "terminator", "pseudo",
        "favoured", "confirmed", "past", "ongoing", "given", "completed", "held", "never", "unsuited", "allergy",
        "mention", "modifier", "response", "no_response", "reason", "risk_system", "risk_category",
    ]  # fmt: skip
    direction: Literal["forward", "backward", "both"] = "forward"
    phrases: tuple[str, ...]
    value: str | None = Field(default=None, description="what the phrase says: CR, progression, IPSS-R, very low, …")


class Significance(Record):
    """Words that say how sure a variant's effect is."""

    meaning: Literal["pathogenic", "likely_pathogenic", "uncertain", "benign"]
    words: tuple[str, ...]


class NamedAlteration(Record):
    """A change that reports name instead of giving an HGVS formula, e.g. the PTD of KMT2A."""

    name: str
    gene: str
    words: tuple[str, ...]


class MolecularWords(Record):
    """How molecular reports say found, not found and not tested; lower case."""

    negative: tuple[str, ...] = ()
    positive: tuple[str, ...] = ()
    not_tested: tuple[str, ...] = ()
    not_a_result: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()
    tested_lists: tuple[str, ...] = ()
    vaf: tuple[str, ...] = ()
    detection_limit: tuple[str, ...] = ()
    assay: tuple[str, ...] = Field(default=(), description="a line with one of these speaks of a gene test")
    previous: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()
    gone: tuple[str, ...] = Field(default=(), description="behind a change: it is found no longer")
    family: tuple[str, ...] = ()
    germline_only: tuple[str, ...] = ()
    stains: tuple[str, ...] = ()
    weak_vaf: tuple[str, ...] = Field(default=(), description="of ``vaf``, those that say little by themselves")
    not_vaf: tuple[str, ...] = Field(default=(), description="beside a figure: a depth, a purity, a population")
    others: tuple[str, ...] = Field(default=(), description="behind a figure: it counts people or cells")
    current: tuple[str, ...] = Field(default=(), description="beside a figure: of this study, not of the one before")
    not_family: tuple[str, ...] = Field(default=(), description="hold a word of ``family`` and speak of no relative")
    structural: tuple[str, ...] = Field(default=(), description="beside a gene: a change of its copies or its place")
    pending: tuple[str, ...] = Field(default=(), description="a test under way")
    general: tuple[str, ...] = Field(default=(), description="a paragraph with one is the same for every patient")
    searched: tuple[str, ...] = Field(default=(), description="a named change was looked for, and is listed if found")
    grade_titles: tuple[str, ...] = Field(default=(), description="titles of the column that classifies a finding")
    controls: tuple[str, ...] = Field(default=(), description="beside a change: it was put there to test the test")
    teaching: tuple[str, ...] = Field(default=(), description="before a change: it stands for what the test can find")
    stating: tuple[str, ...] = Field(default=(), description="a sentence with one says that a change was found")
    usual: tuple[str, ...] = Field(default=(), description="how often something is: of many patients, not of this one")
    otherwise: tuple[str, ...] = Field(default=(), description="not tested so, but by the method of the report")
    other_assay: tuple[str, ...] = Field(default=(), description="a line with one of these is of no sequencing")
    none: tuple[str, ...] = Field(default=(), description="all that stands below a title of variants: there is none")
    listing: tuple[str, ...] = Field(default=(), description="words of titles over genes that say no more than that")
    denying: tuple[str, ...] = Field(default=(), description="such a title with one of these may say the contrary")
    denials: tuple[str, ...] = Field(default=(), description="with ``qualities`` before one of ``changes``: negative")
    qualities: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    kinds: tuple[str, ...] = Field(
        default=(), description="of ``negative``: right before a gene, what kind of gene it is"
    )
    people: tuple[str, ...] = Field(default=(), description="a sentence with one speaks of many people")
    not_genes: tuple[str, ...] = Field(default=(), description="look like symbols of genes; upper case, or their start")
    significance: tuple[Significance, ...] = ()
    alterations: tuple[NamedAlteration, ...] = ()


class MarkerTerm(Record):
    """A biomarker that reports give as positive or negative, with or without a size in percent."""

    name: str
    unit: str | None = None
    terms: tuple[str, ...] = Field(description="words that name it")
    needs: tuple[str, ...] = Field(default=(), description="one of these stands in the same sentence, where given")
    positive: tuple[str, ...] = ()
    negative: tuple[str, ...] = ()
    stated: tuple[str, ...] = Field(default=(), description="words that alone say it is positive")
    value_beside: tuple[str, ...] = Field(default=(), description="a size counts beside one of these")
    not_beside: tuple[str, ...] = Field(default=(), description="a sentence with one of these is not about it")


class Vocabulary(Record):
    """Everything the extractors know by name."""

    analytes: tuple[Analyte, ...] = ()
    agents: tuple[Agent, ...] = ()
    genes: tuple[Gene, ...] = ()
    diseases: tuple[DiseaseTerm, ...] = ()
    findings: tuple[FindingTerm, ...] = ()
    sections: tuple[SectionTitle, ...] = ()
    cues: tuple[Cue, ...] = ()
    molecular: MolecularWords = MolecularWords()
    markers: tuple[MarkerTerm, ...] = ()
