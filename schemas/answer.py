"""The tailored answer: statements, each with its reason in the records and its published source. Contract version 1."""

from typing import Literal, Self

from pydantic import Field, model_validator

from schemas.base import Record
from schemas.profile import SCHEMA_VERSION, Profile

Verdict = Literal[
    "matches", "does_not_match", "cannot_tell", "already_tried", "investigational", "caution", "information"
]


class Reason(Record):
    """A pointer into the profile, e.g. ``labs[3]`` or ``transfusions``."""

    fact: str


class Statement(Record):
    """One sentence or short paragraph the patient reads."""

    id: str
    about: str | None = None
    general: str | None = Field(default=None, description="the general answer's words this stands on")
    text: str
    verdict: Verdict
    because: tuple[Reason, ...] = ()
    missing: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    rule: str | None = Field(default=None, description="rule id @ pack version")
    change: Literal["kept", "qualified", "replaced", "dropped"] | None = Field(
        default=None, description="what became of ``general``"
    )

    @model_validator(mode="after")
    def _has_reason(self) -> Self:
        needs_missing = self.verdict == "cannot_tell"
        if self.verdict != "information" and not self.because and not (needs_missing and self.missing):
            raise ValueError(f"statement {self.id}: verdict {self.verdict} without a reason")
        if self.verdict not in ("already_tried", "cannot_tell", "information") and not self.sources:
            raise ValueError(f"statement {self.id}: verdict {self.verdict} without a source")
        return self


class Question(Record):
    """Something to ask the doctor."""

    text: str
    because: tuple[Reason, ...] = ()


class Alert(Record):
    """Something in the records that wants attention before the answer is read."""

    text: str
    because: tuple[Reason, ...] = Field(min_length=1)
    sources: tuple[str, ...] = ()
    tier: Literal["emergency", "same_day", "urgent", "ask"] = "ask"


class Source(Record):
    """A published source of a claim."""

    citation: str
    url: str
    checked: bool = Field(default=False, description="whether somebody read the claim in the source")


class Possibility(Record):
    """What one value of a fact would lead to."""

    when: str = Field(description='in plain words: "500 mIU/mL or less", "no change found"')
    outcome: str = Field(
        description="a verdict; said or not_said for cautions and alerts; a category, or empty, for risk; "
        "not_weighed where the option would not be spoken of"
    )


class Decision(Record):
    """Something that hangs on one fact: a verdict, a caution, an alert or the category of a score."""

    kind: Literal["verdict", "caution", "alert", "risk"]
    rule: str = Field(description="rule id, or the score's name")
    about: str | None = Field(default=None, description="the concept; null for alerts and scores")
    now: str = Field(description="what it is without the fact; as ``Possibility.outcome``")
    could_be: tuple[Possibility, ...] = Field(min_length=1, description="every value in order, equal neighbours joined")


class Ask(Record):
    """A fact that the records do not give (or not surely), and what it would decide: to ask for or to upload."""

    fact: str = Field(description="its name, as in ``missing``")
    also: tuple[str, ...] = Field(default=(), description="names of other facts that the same report would show")
    label: str
    why: Literal["absent", "stale", "undated", "conflict", "review", "unsure"]
    text: str = Field(description="that it is missing, and what it decides")
    question: str = Field(description="for the doctor")
    upload: str = Field(description="the kind of record that shows it")
    because: tuple[Reason, ...] = Field(default=(), description="facts that look like it but cannot be used")
    about_question: bool = Field(default=False, description="whether a verdict on what was asked hangs on it")
    decides: tuple[Decision, ...] = Field(default=(), description="what it alone can change")
    needed_for: tuple[str, ...] = Field(
        default=(), description="concepts that it alone does not settle, but that cannot be told without it"
    )


class Decider(Record):
    """A fact that a verdict rests on, or waits for."""

    fact: str = Field(description="its name, as in ``Ask.fact``")
    label: str
    value: str | None = Field(default=None, description="what the records say, in plain words; null where unknown")
    because: tuple[Reason, ...] = ()
    can_change: bool = Field(default=False, description="whether it changes with time")


class Flip(Record):
    """One change of one fact by which a verdict would be another."""

    fact: str
    label: str
    value: str | None = Field(default=None, description="as it is; null where unknown")
    when: str = Field(description="as it would have to be, in plain words")
    verdict: str = Field(description="the verdict then; not_weighed where the option would not be spoken of")
    can_change: bool = False
    distance: float | None = Field(default=None, description="of numbers: how far off, as a share of the value")


class WouldChange(Record):
    """What would change one verdict."""

    statement: str = Field(description="id of the statement")
    rule: str
    about: str
    verdict: Verdict
    deciders: tuple[Decider, ...] = ()
    nearest: Flip | None = Field(default=None, description="the smallest single change that flips it, if one does")
    flips: tuple[Flip, ...] = Field(default=(), description="the nearest change of each fact that flips it alone")
    text: str = Field(description="the same in a sentence or two")


class GeneralPart(Record):
    """One sentence or list item of the general answer, and what became of it. Every one of them is told once."""

    index: int = Field(ge=0, description="position in the general answer")
    text: str
    lead_in: str | None = Field(default=None, description="the sentence that a list item completes")
    section: tuple[str, ...] = Field(default=(), description="headings above it, outermost first")
    change: Literal["kept", "general", "qualified", "replaced", "dropped"] = Field(
        description="general: kept, because no fact of the records and no rule speaks to it"
    )
    statements: tuple[str, ...] = Field(default=(), description="ids of the statements that say it now")
    why: str = Field(default="", description="of what was dropped")


class TailoredAnswer(Record):
    """What the patient came for."""

    schema_version: Literal["1"] = SCHEMA_VERSION
    question: str
    disease: str
    fit: Literal["in_scope", "out_of_scope", "unconfirmed"]
    summary: tuple[Statement, ...] = ()
    statements: tuple[Statement, ...] = ()
    questions: tuple[Question, ...] = ()
    sources: dict[str, Source] = Field(default_factory=dict)
    alerts: tuple[Alert, ...] = ()
    profile: Profile
    notice: str
    ask_next: tuple[Ask, ...] = Field(default=(), description="what is missing, what decides most first")
    would_change: tuple[WouldChange, ...] = Field(default=(), description="for verdicts of ``statements``")
    general_parts: tuple[GeneralPart, ...] = Field(default=(), description="the general answer, in its order")
    as_of: str | None = Field(default=None, description="the day (ISO) by which records count as old")
