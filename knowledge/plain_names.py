"""Plain names for what the profile holds (``knowledge/common/plain_names.toml``)."""

from functools import lru_cache

from knowledge.loader import read_record
from schemas.base import Record


class PlainNames(Record):
    """Names as patients read them, by the field's names."""

    units: dict[str, str]
    analytes: dict[str, str]
    biomarkers: dict[str, str]
    treatments: dict[str, str]
    responses: dict[str, str]
    kinds: dict[str, str]
    fields: dict[str, str]


@lru_cache(maxsize=1)
def load_plain_names() -> PlainNames:
    """The names on board.

    Raises:
        KnowledgePackError: the file is missing or does not validate.
    """
    return read_record("common/plain_names.toml", PlainNames)
