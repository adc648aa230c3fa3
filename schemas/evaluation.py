"""What the rules of a disease pack say about one profile, before any general answer is brought in."""

from typing import Literal

from pydantic import Field

from schemas.answer import Alert, Question, Reason, Source, Verdict
from schemas.base import Record


class RuleVerdict(Record):
    """One rule evaluated over one profile in three-valued logic, with the words a patient would read."""

    rule: str = Field(description="rule id")
    concept: str = Field(description="the option or topic it is about, e.g. luspatercept")
    verdict: Verdict
    text: str
    short: str = Field(default="", description="said of it in the first lines of an answer")
    detail: bool = Field(default=False, description="not for the first lines of an answer")
    because: tuple[Reason, ...] = ()
    missing: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()


class Evaluation(Record):
    """All verdicts, cautions and alerts for one profile. Deterministic: same profile, same evaluation."""

    disease: str
    pack_version: str
    fit: Literal["in_scope", "out_of_scope", "unconfirmed"]
    fit_reason: str = Field(description="what the records describe, in plain words")
    fit_because: tuple[Reason, ...] = ()
    risk_side: Literal["lower", "higher", "conflict", "unknown"] = "unknown"
    verdicts: tuple[RuleVerdict, ...] = Field(default=(), description="options: one or more per concept")
    cautions: tuple[RuleVerdict, ...] = ()
    facts: tuple[RuleVerdict, ...] = Field(
        default=(),
        description="what the records say of each topic (risk, blasts, genes, liver, …), verdict information",
    )
    alerts: tuple[Alert, ...] = ()
    questions: tuple[Question, ...] = ()
    missing: tuple[str, ...] = ()
    sources: dict[str, Source] = Field(default_factory=dict)
