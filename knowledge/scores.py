"""Loader of the risk scores that a disease pack brings."""

from functools import lru_cache

from knowledge.loader import read_record
from schemas.scores import PointScore, WeightedScore


@lru_cache(maxsize=8)
def load_point_score(disease: str, name: str) -> PointScore:
    """``knowledge/<disease>/scores/<name>.toml`` as a point score.

    Raises:
        KnowledgePackError: the file is missing or does not validate.
    """
    return read_record(f"{disease}/scores/{name}.toml", PointScore)


@lru_cache(maxsize=8)
def load_weighted_score(disease: str, name: str) -> WeightedScore:
    """``knowledge/<disease>/scores/<name>.toml`` as a weighted score.

    Raises:
        KnowledgePackError: the file is missing or does not validate.
    """
    return read_record(f"{disease}/scores/{name}.toml", WeightedScore)
