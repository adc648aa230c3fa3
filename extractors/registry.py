"""All extractors, in the order in which they run. A test fails when a module with an ``EXTRACTOR`` is not listed."""

from extractors import biomarkers, diagnoses, findings, labs, performance, stages, transfusions, treatments
from extractors.base import Extractor
from extractors.cytogenetics import fish, karyotypes
from extractors.molecular import variants

EXTRACTORS: tuple[Extractor, ...] = (
    labs.EXTRACTOR,
    karyotypes.EXTRACTOR,
    fish.EXTRACTOR,
    variants.EXTRACTOR,
    biomarkers.EXTRACTOR,
    diagnoses.EXTRACTOR,
    treatments.EXTRACTOR,
    transfusions.EXTRACTOR,
    performance.EXTRACTOR,
    findings.EXTRACTOR,
    stages.EXTRACTOR,
)
