"""Loader of what merging needs to know."""

from functools import lru_cache

from knowledge.loader import read_record
from schemas.merging import MergeKnowledge


@lru_cache(maxsize=1)
def load_merge_knowledge() -> MergeKnowledge:
    """``knowledge/common/merge.toml``.

    Raises:
        KnowledgePackError: the file is missing or does not validate.
    """
    return read_record("common/merge.toml", MergeKnowledge)
