"""General answer to tailored answer: parse, link, tailor, guard."""

from pipeline.tailor.parse import parse_general
from pipeline.tailor.tailor import compose, tailor

__all__ = ["compose", "parse_general", "tailor"]
