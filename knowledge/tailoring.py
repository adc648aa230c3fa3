"""Loaders of the data by which a general answer is tailored."""

from functools import lru_cache

from knowledge.loader import ROOT, read_record
from schemas.asking import Asking
from schemas.tailoring import Figures, Glossary, GuardRules, Linking, Premises, Wording


def tailored_diseases() -> tuple[str, ...]:
    """Diseases whose general answers can be tailored: those with a ``linking.toml``."""
    return tuple(sorted(p.parent.name for p in ROOT.glob("*/linking.toml")))


@lru_cache(maxsize=8)
def load_linking(disease: str) -> Linking:
    """``knowledge/<disease>/linking.toml``.

    Raises:
        KnowledgePackError: the file is missing or does not validate.
    """
    return read_record(f"{disease}/linking.toml", Linking)


@lru_cache(maxsize=8)
def load_premises(disease: str) -> Premises:
    """``knowledge/<disease>/premises.toml``; ``pipeline.tailor.premises`` tries each on its own examples.

    Raises:
        KnowledgePackError: the file is missing or does not validate.
    """
    return read_record(f"{disease}/premises.toml", Premises)


@lru_cache(maxsize=8)
def load_glossary(disease: str) -> Glossary:
    """``knowledge/<disease>/glossary.toml``.

    Raises:
        KnowledgePackError: the file is missing or does not validate.
    """
    return read_record(f"{disease}/glossary.toml", Glossary)


@lru_cache(maxsize=8)
def load_figures(disease: str) -> Figures:
    """``knowledge/<disease>/figures.toml``.

    Raises:
        KnowledgePackError: the file is missing or does not validate.
    """
    return read_record(f"{disease}/figures.toml", Figures)


@lru_cache(maxsize=8)
def load_asking(disease: str) -> Asking:
    """``knowledge/<disease>/asking.toml``.

    Raises:
        KnowledgePackError: the file is missing or does not validate.
    """
    return read_record(f"{disease}/asking.toml", Asking)


@lru_cache(maxsize=1)
def load_wording() -> Wording:
    """``knowledge/common/wording.toml``.

    Raises:
        KnowledgePackError: the file is missing or does not validate.
    """
    return read_record("common/wording.toml", Wording)


@lru_cache(maxsize=1)
def load_guard() -> GuardRules:
    """``knowledge/common/guard.toml``; ``pipeline.tailor.guard`` tries each rule on its own examples.

    Raises:
        KnowledgePackError: the file is missing or does not validate.
    """
    return read_record("common/guard.toml", GuardRules)
