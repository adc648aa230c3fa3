"""Loader of what merging needs to know."""

from functools import lru_cache

from pydantic import ValidationError

from knowledge.loader import read_toml
from schemas.errors import KnowledgePackError
from schemas.merging import MergeKnowledge


@lru_cache(maxsize=1)
def load_merge_knowledge() -> MergeKnowledge:
    """``knowledge/common/merge.toml``.

    Raises:
        KnowledgePackError: the file is missing or does not validate.
    """
    try:
        return MergeKnowledge.model_validate(read_toml("common/merge.toml"))
    except ValidationError as exc:
        raise KnowledgePackError(f"knowledge/common/merge.toml: {exc}") from exc
