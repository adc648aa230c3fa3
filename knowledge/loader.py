"""The one place that reads TOML under ``knowledge/``."""

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from schemas.base import Record
from schemas.errors import KnowledgePackError
from schemas.vocabulary import Vocabulary

ROOT = Path(__file__).parent
R = TypeVar("R", bound=Record)


def read_toml(relative: str) -> dict[str, Any]:
    """One TOML file below ``knowledge/``.

    Raises:
        KnowledgePackError: the file is missing or is not TOML.
    """
    try:
        return tomllib.loads((ROOT / relative).read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as exc:
        raise KnowledgePackError(f"knowledge/{relative}: {exc}") from exc


def read_record(relative: str, model: type[R], table: str | None = None) -> R:
    """One TOML file below ``knowledge/``, or one table of it, as a record.

    Raises:
        KnowledgePackError: the file or the table is missing, is not TOML or does not validate.
    """
    data = read_toml(relative)
    try:
        return model.model_validate(data if table is None else data[table])
    except (ValidationError, KeyError) as exc:
        raise KnowledgePackError(f"knowledge/{relative}: {exc}") from exc


VOCABULARY_FILES = ("analytes", "agents", "genes", "diseases", "findings", "sections", "cues", "markers", "molecular")


@lru_cache(maxsize=1)
def load_vocabulary() -> Vocabulary:
    """The vocabulary: ``knowledge/common/<name>.toml`` holds an array of tables called ``<name>``.

    Raises:
        KnowledgePackError: a file is missing, is not TOML or does not validate.
    """
    data: dict[str, Any] = {}
    for name in VOCABULARY_FILES:
        if (ROOT / "common" / f"{name}.toml").is_file():
            data[name] = read_toml(f"common/{name}.toml").get(name, [])
    try:
        return Vocabulary.model_validate(data)
    except ValidationError as exc:
        raise KnowledgePackError(f"knowledge/common: {exc}") from exc
