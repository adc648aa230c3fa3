"""Loader of the words that tell what a report is and whose."""

from functools import lru_cache

from pydantic import ValidationError

from knowledge.loader import read_toml
from schemas.context import ContextWords
from schemas.errors import KnowledgePackError


@lru_cache(maxsize=1)
def load_context_words() -> ContextWords:
    """``knowledge/common/context.toml``.

    Raises:
        KnowledgePackError: the file is missing or does not validate.
    """
    data = read_toml("common/context.toml")
    try:
        keys = dict(data.get("keys", {}))
        weak = keys.pop("weak", [])
        return ContextWords.model_validate({**data, "keys": {"slots": keys, "weak": weak}})
    except ValidationError as exc:
        raise KnowledgePackError(f"knowledge/common/context.toml: {exc}") from exc
