"""Merging: one person's profile out of the findings of many files, with every conflict, doubt and gap named."""

from pipeline.merge.assemble import conflicted_pointers, doubtful_pointers
from pipeline.merge.build import build_profile

__all__ = ["build_profile", "conflicted_pointers", "doubtful_pointers"]
