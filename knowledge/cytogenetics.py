"""Loader of the cytogenetic groups that a disease pack brings."""

from functools import lru_cache

from knowledge.loader import read_record
from schemas.cytogenetics import CytogeneticRules, KaryotypeCues, StatedWords
from schemas.errors import KnowledgePackError
from schemas.fish import FishKnowledge


@lru_cache(maxsize=4)
def load_cytogenetic_rules(disease: str = "mds") -> CytogeneticRules:
    """``knowledge/<disease>/cytogenetics.toml``.

    Raises:
        KnowledgePackError: the file is missing, does not validate, or names a class that does not exist.
    """
    path = f"{disease}/cytogenetics.toml"
    rules = read_record(path, CytogeneticRules)
    named = {c.name for c in rules.classes} | {"other"}
    used = {*rules.groups.single, *(d.name for d in rules.groups.double)}
    if used - named or "other" not in rules.groups.single or rules.groups.double[-1].name != "other":
        raise KnowledgePackError(f"knowledge/{path}: groups and classes do not fit")
    return rules


@lru_cache(maxsize=1)
def load_karyotype_cues() -> KaryotypeCues:
    """The cue words of ``knowledge/common/cytogenetics.toml``.

    Raises:
        KnowledgePackError: the file is missing or does not validate.
    """
    return read_record("common/cytogenetics.toml", KaryotypeCues, "cues")


@lru_cache(maxsize=1)
def load_stated_words() -> StatedWords:
    """``[stated]`` of ``knowledge/common/cytogenetics.toml``.

    Raises:
        KnowledgePackError: the file is missing or does not validate.
    """
    return read_record("common/cytogenetics.toml", StatedWords, "stated")


@lru_cache(maxsize=1)
def load_fish() -> FishKnowledge:
    """``knowledge/common/fish.toml``.

    Raises:
        KnowledgePackError: the file is missing, does not validate, or a pair names a marker that does not exist.
    """
    path = "common/fish.toml"
    known = read_record(path, FishKnowledge)
    if {n for p in known.pairs for n in p.names} - {m.name for m in known.markers}:
        raise KnowledgePackError(f"knowledge/{path}: a pair names an unknown marker")
    return known
