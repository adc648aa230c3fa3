"""What is said of doubtful facts and how they are asked about (``knowledge/common/doubts.toml``)."""

from functools import lru_cache

from knowledge.loader import read_record
from schemas.base import Record


class DoubtWords(Record):
    """Reasons why a fact may not be relied on, questions that would settle it, notes; slots stand in braces."""

    reasons: dict[str, str]
    questions: dict[str, str]
    notes: dict[str, str]


@lru_cache(maxsize=1)
def load_doubts() -> DoubtWords:
    """The wording on board.

    Raises:
        KnowledgePackError: the file is missing or does not validate.
    """
    return read_record("common/doubts.toml", DoubtWords)
