"""Loader of the cytogenetic groups that a disease pack brings."""

from functools import lru_cache

from pydantic import ValidationError

from knowledge.loader import read_toml
from schemas.cytogenetics import CytogeneticRules
from schemas.errors import KnowledgePackError


@lru_cache(maxsize=4)
def load_cytogenetic_rules(disease: str = "mds") -> CytogeneticRules:
    """``knowledge/<disease>/cytogenetics.toml``.

    Raises:
        KnowledgePackError: the file is missing, does not validate, or names a class that does not exist.
    """
    path = f"{disease}/cytogenetics.toml"
    try:
        rules = CytogeneticRules.model_validate(read_toml(path))
    except ValidationError as exc:
        raise KnowledgePackError(f"knowledge/{path}: {exc}") from exc
    named = {c.name for c in rules.classes} | {"other"}
    used = {*rules.groups.single, *(d.name for d in rules.groups.double)}
    if used - named or "other" not in rules.groups.single or rules.groups.double[-1].name != "other":
        raise KnowledgePackError(f"knowledge/{path}: groups and classes do not fit")
    return rules
