"""Evaluate the rules of a disease pack over a profile, in three-valued logic."""

from pipeline.evaluate.engine import evaluate

__all__ = ["evaluate"]
