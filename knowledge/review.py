"""How doubtful values are asked about (``knowledge/common/review.toml``)."""

from functools import lru_cache

from pydantic import Field

from knowledge.loader import read_record
from schemas.base import Record


class Questions(Record):
    """Sentences with slots, by what they ask."""

    value: str
    fact: str
    formula: str
    formulas: str
    between: str
    together: str
    place: str
    places: str
    pair: str
    date: str
    same_person: str
    same_persons: str
    other_person: str
    other_persons: str
    birth_date: str
    sex: str


class ReviewOrder(Record):
    """What matters first, and how many questions stand together."""

    decides: tuple[str, ...]
    most_at_once: int = Field(gt=0)
    most_in_one: int = Field(gt=0)


class PageWords(Record):
    """Sentences of the page that shows a profile."""

    lede: str
    ask: str
    rest: str
    rest_one: str
    disagree: str
    timeline: str
    timeline_note: str
    before: str
    undated: str
    earlier: str
    earlier_one: str
    unsure: str
    disputed: str
    computed: str
    typed: str
    text_pages: str
    ocr_pages: str
    unread_pages: str
    nothing: str
    missing: str


class ProfilePage(Record):
    """The page that shows a profile: what is drawn over time, and its sentences."""

    timeline: tuple[str, ...]
    words: PageWords


class ReviewKnowledge(Record):
    """The whole of ``review.toml``."""

    questions: Questions
    order: ReviewOrder
    page: ProfilePage


@lru_cache(maxsize=1)
def load_review() -> ReviewKnowledge:
    """The wording and the order on board.

    Raises:
        KnowledgePackError: the file is missing or does not validate.
    """
    return read_record("common/review.toml", ReviewKnowledge)
