"""ISCN karyotype formulas: grammar, normal form, constraints, and finding them in running text.

``parse`` reads a whole string and forgives (what it does not understand becomes a problem); ``find_formulas`` finds
formulas inside text and keeps their extent; both give a ``ParsedKaryotype``.
"""

from extractors.iscn.find import Formula, find_formulas
from extractors.iscn.model import Abnormality, Clone, ParsedKaryotype, Part
from extractors.iscn.parser import parse, parse_front

__all__ = ["Abnormality", "Clone", "Formula", "ParsedKaryotype", "Part", "find_formulas", "parse", "parse_front"]
