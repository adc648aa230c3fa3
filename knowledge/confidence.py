"""Loader of the map from what optical readers say of themselves to how often facts are right."""

from functools import lru_cache
from itertools import pairwise
from typing import Self

from pydantic import Field, model_validator

from knowledge.loader import read_record
from schemas.base import Record


class Step(Record):
    """Up to this confidence of the readers, this share of facts is right."""

    upto: float = Field(gt=0, le=1)
    share: float = Field(gt=0, lt=1)


class ConfidenceMap(Record):
    """Rising steps that reach up to 1."""

    steps: tuple[Step, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _rises(self) -> Self:
        if any(a.upto >= b.upto or a.share > b.share for a, b in pairwise(self.steps)) or self.steps[-1].upto != 1:
            raise ValueError("the steps must rise and end at 1")
        return self

    def share(self, confidence: float) -> float:
        """The share of right facts at a confidence of the readers."""
        return next(s.share for s in self.steps if confidence <= s.upto)


@lru_cache(maxsize=1)
def load_confidence() -> ConfidenceMap:
    """``knowledge/common/confidence.toml``.

    Raises:
        KnowledgePackError: the file is missing or does not validate.
    """
    return read_record("common/confidence.toml", ConfidenceMap)
