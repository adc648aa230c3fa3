"""Treatments: what was given, runs, was stopped, planned, declined or only considered; and what was never given."""

from extractors.treatments.run import EXTRACTOR

__all__ = ["EXTRACTOR"]
