"""Loader of the wordings that patterns are made of (``knowledge/common/wordings/``)."""

from functools import lru_cache

from pydantic import ValidationError

from knowledge.loader import ROOT, read_toml
from schemas.errors import KnowledgePackError
from schemas.wordings import WordingFile

FOLDER = "common/wordings"


def wording_files() -> tuple[str, ...]:
    """Names of the files on board."""
    return tuple(sorted(path.stem for path in (ROOT / FOLDER).glob("*.toml")))


@lru_cache(maxsize=32)
def load_wordings(name: str) -> WordingFile:
    """``knowledge/common/wordings/<name>.toml``.

    Raises:
        KnowledgePackError: the file is missing, does not validate, or a text names a part that does not exist.
    """
    path = f"{FOLDER}/{name}.toml"
    data = read_toml(path)
    parts = data.pop("parts", {})
    try:
        return WordingFile.model_validate({"parts": parts, "sections": data})
    except ValidationError as exc:
        raise KnowledgePackError(f"knowledge/{path}: {exc}") from exc
