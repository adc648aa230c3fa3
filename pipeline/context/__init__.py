"""Context of each report: kind, status, dates and identity, by words of ``knowledge/common/context.toml``."""

from pipeline.context.build import add_context, add_contexts

__all__ = ["add_context", "add_contexts"]
