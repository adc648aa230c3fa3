"""Rules as data: options, cautions, topics, alerts, questions and gates of one disease, with their texts.

A disease pack (``knowledge/<disease>/``) is made of these records; nothing here knows a disease. Criteria are
expressions (``schemas.expressions``), evaluated in three-valued logic.
"""

from datetime import date
from typing import Any, Literal

from pydantic import Field

from schemas.answer import Source, Verdict
from schemas.base import Record
from schemas.expressions import Expr


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
    short: dict[str, str] = Field(default_factory=dict, description="by verdict; for the first lines of an answer")
    failed: str | None = Field(default=None, description="said in place of already_tried where records say it failed")
    ask: str | None = Field(default=None, description="the question to put when this matches or cannot be told")
    rank: int = Field(default=50, description="of the question; small comes first")
    examples: tuple[Example, ...] = Field(min_length=1)


class Caution(Basis):
    """A fact that changes safety, said only when it is true."""

    id: str
    concept: str
    when: Expr
    text: str
    say: tuple[str, ...] = Field(default=(), description="clauses that {reasons} may speak of; all where none is named")
    sources_of: str | None = Field(default=None, description="cite only what speaks of the group's agents on record")
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
    sources_of: str | None = None
    even_out_of_scope: bool = False
    detail: bool = Field(default=False, description="not for the first lines of an answer")


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

    ``no_options``: nothing is said of options. ``hold``: each option is ``cannot_tell`` for the reason given, but for
    those of ``keeps``, whose rules hold in this state as well.
    """

    id: str
    when: Expr
    effect: Literal["no_options", "hold"]
    text: str
    missing: tuple[str, ...] = ()
    keeps: tuple[str, ...] = Field(default=(), description="concepts that are weighed as always")
    asks: bool = Field(default=True, description="whether an answer lists what to ask for or upload next")


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
    others_at_least: int | None = Field(default=None, description="other abnormalities that have to stand beside it")
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
    agent_sources: dict[str, tuple[str, ...]] = Field(
        default_factory=dict, description="agent to the sources that speak of it, for ``sources_of``"
    )
    stage_systems: tuple[StageSystem, ...]
    karyotype_findings: tuple[KaryotypeFinding, ...]
    limits: tuple[Limit, ...]
    outcome_words: Words
    labels: dict[str, str] = Field(description="plain names of things that can be missing")
    names: dict[str, str] = Field(default_factory=dict, description="plain names of markers and agents that are there")
    pointer_concepts: dict[str, str] = Field(
        default_factory=dict, description="the concept a list of the profile belongs to, for conflicts"
    )
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
