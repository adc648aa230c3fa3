"""Cytogenetic risk: the published groups as data (``knowledge/mds/cytogenetics.toml``), and what classifying gives."""

from typing import Literal

from pydantic import Field

from schemas.base import Record

CytogeneticGroup = Literal["very good", "good", "intermediate", "poor", "very poor"]
Convention = Literal["literal", "iwg"]


class Clonality(Record):
    """Cells that must show a change before it counts, and metaphases of a full study."""

    gain: int
    structural: int
    loss: int
    full_study: int


class Counting(Record):
    """Numbers of abnormalities: exactly ``poor`` is poor, more is very poor; from ``complex`` on it is complex."""

    poor: int
    complex: int


class AbnormalityClass(Record):
    """What an abnormality is called in the table of groups."""

    name: str
    kinds: tuple[str, ...]
    sign: Literal["", "+", "-"] = ""
    chromosome: str
    breaks: Literal["p", "q"] | None = None


class DoubleRule(Record):
    """The group of two abnormalities when one of them is of ``class``."""

    name: str = Field(alias="class")
    group: CytogeneticGroup


class MoreRule(Record):
    """The groups of three and of more abnormalities."""

    exactly_three: CytogeneticGroup
    above_three: CytogeneticGroup


class Groups(Record):
    """The table of groups."""

    normal: CytogeneticGroup
    single: dict[str, CytogeneticGroup]
    double: tuple[DoubleRule, ...]
    more: MoreRule


class ConventionRule(Record):
    """One way to settle what the table leaves open."""

    label: str
    independent_clones_intermediate: bool
    unbalanced_1_7_is_7q: bool
    three_q_needs_q26: bool


class Heteromorphism(Record):
    """A normal variant: all its break points lie on ``bands``."""

    kind: str
    chromosome: str
    bands: tuple[str, ...]


class CytogeneticRules(Record):
    """Everything that turns a parsed karyotype into a group and flags."""

    source: str
    clonality: Clonality
    counting: Counting
    classes: tuple[AbnormalityClass, ...]
    groups: Groups
    conventions: dict[Convention, ConventionRule]
    heteromorphisms: tuple[Heteromorphism, ...]
    losses: dict[str, tuple[str, Literal["p", "q"]]]
    losses_not_by: dict[str, tuple[str, ...]] = Field(default_factory=dict)


class CytogeneticRisk(Record):
    """The IPSS-R group of a karyotype and what other models ask of it; ``None`` is unknown, never no.

    ``points`` are those of IPSS-R (0 to 4). ``isolated_del5q``: del(5q) by ISCN, alone or with one other abnormality
    that is not -7 or del(7q). ``limited``: normal, but in fewer metaphases than a full study. ``notes`` say in plain
    words what was decided and what is open; ``counted`` are the abnormalities that count. ``bounded``: a part was not
    understood, and every meaning it can have gives this group. ``assumed``: something that is not printed (the arm of
    a deletion) was read as the table has it; good for a stated value, never sure. ``worded``: stated in words.
    """

    group: CytogeneticGroup | None
    points: float | None = None
    convention: Convention = "literal"
    n_abnormalities: int | None = None
    del5q: bool | None = None
    del7_7q: bool | None = None
    del17_17p: bool | None = None
    complex: bool | None = None
    isolated_del5q: bool | None = None
    limited: bool = False
    bounded: bool = False
    assumed: bool = False
    worded: bool = False
    metaphases: int | None = None
    counted: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class KaryotypeCues(Record):
    """Words beside a formula that say whose it is, when it was made, or that there is none."""

    other_person: tuple[str, ...]
    example: tuple[str, ...]
    doubted: tuple[str, ...]
    issued: tuple[str, ...]
    superseded: tuple[str, ...]
    withdrawn: tuple[str, ...]
    prior: tuple[str, ...]
    failed: tuple[str, ...]
    study: tuple[str, ...]
    somebody_else: tuple[str, ...] = Field(
        default=(), description="in the sentence of a formula: it is, or may be, that of somebody else"
    )
    plain: tuple[str, ...] = Field(
        default=(), description="words of a sentence that hold no formula back; others make it a question"
    )


class StatedWords(Record):
    """Words that people write in place of a formula, and remarks beside one."""

    gain: tuple[str, ...]
    loss: tuple[str, ...]
    deletion: tuple[str, ...]
    isochromosome: tuple[str, ...]
    deleted_whole: tuple[str, ...]
    aliases: dict[str, str]
    filler: tuple[str, ...]
    joined_by: tuple[str, ...]
    above: tuple[str, ...]
    least: tuple[str, ...]
    counted: tuple[str, ...]
    number_words: dict[str, int]
    complex: tuple[str, ...]
    not_clonal: tuple[str, ...]
    not_chromosomal: tuple[str, ...]
    denied: tuple[str, ...]
    later: tuple[str, ...]
