"""Transfusions of red cells: units, rates, dependence, from logs, tables, calendars and sentences."""

from extractors.transfusions.run import EXTRACTOR

__all__ = ["EXTRACTOR"]
