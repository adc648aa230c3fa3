"""Loader of the risk scores that a disease pack brings."""

from functools import lru_cache

from pydantic import ValidationError

from knowledge.loader import read_toml
from schemas.errors import KnowledgePackError
from schemas.scores import PointScore, WeightedScore


@lru_cache(maxsize=8)
def load_point_score(disease: str, name: str) -> PointScore:
    """``knowledge/<disease>/scores/<name>.toml`` as a point score.

    Raises:
        KnowledgePackError: the file is missing or does not validate.
    """
    path = f"{disease}/scores/{name}.toml"
    try:
        return PointScore.model_validate(read_toml(path))
    except ValidationError as exc:
        raise KnowledgePackError(f"knowledge/{path}: {exc}") from exc


@lru_cache(maxsize=8)
def load_weighted_score(disease: str, name: str) -> WeightedScore:
    """``knowledge/<disease>/scores/<name>.toml`` as a weighted score.

    Raises:
        KnowledgePackError: the file is missing or does not validate.
    """
    path = f"{disease}/scores/{name}.toml"
    try:
        return WeightedScore.model_validate(read_toml(path))
    except ValidationError as exc:
        raise KnowledgePackError(f"knowledge/{path}: {exc}") from exc
