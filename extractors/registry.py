"""All extractors, in the order in which they run. A test fails when a module with an ``EXTRACTOR`` is not listed."""

from extractors import biomarkers, diagnoses, findings, karyotypes, performance, stages, variants
from extractors.base import Extractor

EXTRACTORS: tuple[Extractor, ...] = (
    karyotypes.EXTRACTOR,
    variants.EXTRACTOR,
    biomarkers.EXTRACTOR,
    diagnoses.EXTRACTOR,
    performance.EXTRACTOR,
    findings.EXTRACTOR,
    stages.EXTRACTOR,
)
"""labs, fish, treatments and transfusions join here when they stand."""
