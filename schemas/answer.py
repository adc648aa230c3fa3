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
