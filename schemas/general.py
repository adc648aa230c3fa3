"""A general answer as parsed: what it asks, says, lists and warns of, before anything of a patient is known."""

from typing import Literal

from pydantic import Field

from schemas.base import Record


class GeneralStatement(Record):
    """One sentence or list item of a general answer.

    ``paragraph`` numbers the block it stood in: sentences of one paragraph share it, so that a sentence that leans on
    the one before ("It ...") can be told.
    """

    index: int = Field(ge=0, description="position in the answer; stable for one text")
    text: str = Field(min_length=1)
    kind: Literal["sentence", "item"] = "sentence"
    section: tuple[str, ...] = Field(default=(), description="headings above it, outermost first")
    lead_in: str | None = Field(default=None, description="the sentence a list item completes")
    paragraph: int = 0
    sources: tuple[str, ...] = Field(default=(), description="source ids cited as [^id]")

    @property
    def whole(self) -> str:
        """The words with their lead-in, as one can read them alone."""
        return f"{self.lead_in} {self.text}" if self.lead_in else self.text


class GeneralQuestion(Record):
    """A question the general answer suggests to ask."""

    text: str = Field(min_length=1)


class GeneralAnswer(Record):
    """A general answer to one question, of any origin."""

    id: str | None = None
    question: str = Field(min_length=1)
    disease: str | None = Field(default=None, description="concept of the disease where the text names it")
    updated: str | None = Field(default=None, description="date as printed in the byline or front matter")
    sections: tuple[str, ...] = ()
    statements: tuple[GeneralStatement, ...] = ()
    questions: tuple[GeneralQuestion, ...] = ()
    notices: tuple[str, ...] = ()
    boilerplate: tuple[str, ...] = Field(default=(), description="upload prompts, advertisements, bylines")
    sources: tuple[str, ...] = ()
