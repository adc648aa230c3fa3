# ruff: noqa: E501
"""Columns that several houses share."""

from sample_records.model import Column

CLASSIC = (
    Column("Test", "label", 170), Column("Result", "value", 70), Column("Flag", "flag", 40),
    Column("Units", "unit", 90), Column("Reference Interval", "ref", 130),
)  # fmt: skip
GLUED = (Column("COMPONENT", "label", 180), Column("VALUE", "glued", 90), Column("REF RANGE", "ref_unit", 190))
RANGE_FIRST = (
    Column("Analyte", "label", 165), Column("Normal range", "ref", 95), Column("Unit", "unit", 85), Column("Your result", "spaced", 100),
)  # fmt: skip
PREVIOUS = (
    Column("Investigation", "label", 150), Column("Result", "spaced", 75), Column("Units", "unit", 80),
    Column("Ref. range", "ref", 95), Column("Previous", "previous", 90),
)  # fmt: skip
NARROW = (
    Column("Test", "label", 96),
    Column("Result", "spaced", 52),
    Column("Units", "unit", 52),
    Column("Range", "ref", 56),
)
STARRED = (
    Column("Test name", "label", 170),
    Column("Result", "starred", 80),
    Column("Units", "unit", 90),
    Column("Ref", "bracketed", 120),
)
PRINTER = (
    Column("TEST", "label", 26),
    Column("RESULT", "value", 12),
    Column("FLAG", "flag", 6),
    Column("UNITS", "unit", 16),
    Column("REFERENCE", "ref", 16),
)
