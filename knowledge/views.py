"""The words of the views of an answer (``knowledge/common/views.toml``)."""

from functools import lru_cache

from pydantic import Field

from knowledge.loader import read_record
from schemas.base import Record

Words = dict[str, str]


class SheetSize(Record):
    """How much the sheet for the visit holds: results, lines of each other part, questions, letters of a line."""

    size: str
    results: int = Field(gt=0)
    lines: int = Field(gt=0)
    questions: int = Field(gt=0)
    letters: int = Field(ge=60)


class Views(Record):
    """``views.toml``: limits, and the words of each view by name."""

    old_days: int = Field(gt=0)
    most_asks_shown: int = Field(gt=0)
    most_questions_shown: int = Field(gt=0)
    never_folded: tuple[str, ...] = Field(description="RE2; a sentence that holds one of them is never folded away")
    sheet_results: tuple[str, ...]
    sheet_genes: tuple[str, ...]
    sheet_sizes: tuple[SheetSize, ...] = Field(min_length=1)
    patient: Words
    meaning: Words
    counts: Words
    beside: Words
    sheet: Words
    clinician: Words


@lru_cache(maxsize=1)
def load_views() -> Views:
    """The words on board.

    Raises:
        KnowledgePackError: the file is missing or does not validate.
    """
    return read_record("common/views.toml", Views)
