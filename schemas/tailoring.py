"""Data by which a general answer is tailored: links, premises, glossary, wording, guard; see ``knowledge/``."""

from typing import Literal, Self

from pydantic import Field, model_validator

from schemas.base import Record


class Link(Record):
    """Words of general answers that name a concept of the pack."""

    concept: str
    words: tuple[str, ...] = Field(min_length=1)


class Offers(Record):
    """Patterns (RE2) of sentences that speak of an option as something to be given."""

    cues: tuple[str, ...]


class Asked(Record):
    """Topics of the records that decide about a question on ``concept`` (``*``: any other), or that holds ``words``."""

    concept: str = ""
    words: tuple[str, ...] = Field(
        default=(), description="RE2, without case; any of them; for questions that name no option"
    )
    topics: tuple[str, ...]

    @model_validator(mode="after")
    def _asks_something(self) -> Self:
        if bool(self.concept) == bool(self.words):
            raise ValueError("a row is about a concept or about words")
        return self


class Related(Record):
    """Concepts that belong to an answer that speaks of ``concept``."""

    concept: str
    bring: tuple[str, ...]


class Linking(Record):
    """``linking.toml``."""

    disease_names: tuple[str, ...] = Field(min_length=1)
    links: tuple[Link, ...]
    offers: Offers
    asked: tuple[Asked, ...]
    related: tuple[Related, ...] = ()


class Condition(Record):
    """What has to hold of a profile and its evaluation; every field given has to be true."""

    fit: tuple[str, ...] = ()
    risk: tuple[str, ...] = ()
    findings: tuple[str, ...] = Field(default=(), description="one of these concepts is present or possible")
    finding_category: str | None = Field(default=None, description="a finding of this category is present or possible")
    no_finding: tuple[str, ...] = Field(default=(), description="none of these concepts is present or possible")
    gene_found: str | None = None
    gene_negative: str | None = None
    verdict: dict[str, tuple[str, ...]] = Field(default_factory=dict, description="concept to verdicts, one of them")


class PremiseReply(Record):
    """What is said in place of a premise when ``when`` holds; the first reply that holds is taken."""

    when: Condition = Condition()
    text: str = Field(description="may hold {findings}: the findings of ``when.findings`` with their dates")
    elsewhere: str | None = Field(default=None, description="said instead where the records are of another disease")
    sources: tuple[str, ...] = ()


class Premise(Record):
    """Something a question or sentence takes for granted that medicine or the records contradict."""

    id: str
    about: str
    patterns: tuple[str, ...] = Field(min_length=1, description="RE2; any of them")
    all_of: tuple[str, ...] = Field(default=(), description="RE2; each of them has to be found as well")
    where: tuple[Literal["question", "statement"], ...] = ("question", "statement")
    change: Literal["qualified", "replaced", "dropped"] = "replaced"
    keep_concepts: tuple[str, ...] = Field(default=(), description="concepts that get their own statement besides")
    yields_to: tuple[str, ...] = Field(
        default=(), description="where ``keep_concepts`` got one of these verdicts, that says it, and no reply is given"
    )
    replies: tuple[PremiseReply, ...] = Field(min_length=1)
    must_match: tuple[str, ...] = Field(min_length=1)
    must_not_match: tuple[str, ...] = ()


class Premises(Record):
    """``premises.toml``."""

    premises: tuple[Premise, ...] = ()

    @model_validator(mode="after")
    def _ids_unique(self) -> Self:
        ids = [p.id for p in self.premises]
        if len(set(ids)) != len(ids):
            raise ValueError("two premises have the same id")
        return self


class Term(Record):
    """A word a patient may not know and its explanation in a few plain words."""

    words: tuple[str, ...] = Field(min_length=1)
    plain: str


class Glossary(Record):
    """``glossary.toml``."""

    terms: tuple[Term, ...] = ()


class ScoreFigures(Record):
    """Median survival, in years, of the groups of one score, in the order of its categories."""

    system: str
    source: str
    categories: tuple[str, ...]
    medians: tuple[float, ...]

    @model_validator(mode="after")
    def _same_length(self) -> Self:
        if len(self.categories) != len(self.medians) or len(self.medians) < 2:
            raise ValueError(f"{self.system}: one median for each category")
        return self


class ResponseFigures(Record):
    """What a study found of one treatment; said where the rules gave one of ``verdicts``."""

    concept: str
    verdicts: tuple[str, ...]
    source: str
    text: str


class Figures(Record):
    """``figures.toml``: survival and response, only for those who ask."""

    scores: tuple[ScoreFigures, ...] = ()
    responses: tuple[ResponseFigures, ...] = ()
    wording: dict[str, str]


class GuardRule(Record):
    """A pattern (RE2) that no text of an answer may hold; ``unless`` patterns excuse it."""

    id: str
    pattern: str
    unless: tuple[str, ...] = ()
    prognosis: bool = Field(default=False, description="allowed where figures were asked for")
    must_match: tuple[str, ...] = Field(min_length=1)
    must_not_match: tuple[str, ...] = ()


class GuardRules(Record):
    """``guard.toml``."""

    safe_text: str
    rules: tuple[GuardRule, ...]


class Wording(Record):
    """Sentences of the frame around an answer; ``{…}`` are slots."""

    notice: str
    unreviewed: str
    general_source: str
    scope_reason: str
    dropped_filler: str
    dropped_leaning: str
    dropped_other: str
    only_recorded: str
    aml_range: str
    no_figures: str
    scope_questions: tuple[str, ...]
    groups: dict[str, str]
    verdicts: dict[str, str]
    changes: dict[str, str]
    fits: dict[str, str]
    tiers: dict[str, str]
    headings: dict[str, str]
