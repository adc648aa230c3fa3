"""All extractors, in the order in which they run. A test fails when a module with an ``EXTRACTOR`` is not listed."""

from extractors import (
    biomarkers,
    diagnoses,
    findings,
    karyotypes,
    performance,
    stages,
    transfusions,
    treatments,
    variants,
)
from extractors.base import Extractor

EXTRACTORS: tuple[Extractor, ...] = (
    karyotypes.EXTRACTOR,
    variants.EXTRACTOR,
    biomarkers.EXTRACTOR,
    diagnoses.EXTRACTOR,
    performance.EXTRACTOR,
    findings.EXTRACTOR,
    stages.EXTRACTOR,
    treatments.EXTRACTOR,
    transfusions.EXTRACTOR,
)
"""labs and fish join here when they stand."""
