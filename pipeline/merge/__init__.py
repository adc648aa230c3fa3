"""Merging: one person's profile out of the findings of many files, with every conflict, doubt and gap named."""

from pipeline.merge.build import build_profile

__all__ = ["build_profile"]
