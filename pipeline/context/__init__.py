"""Context of each report: kind, status, dates and identity, by words of ``knowledge/common/context.toml``."""

from pipeline.context.build import add_context, add_contexts, births_in, is_settled, with_births

__all__ = ["add_context", "add_contexts", "births_in", "is_settled", "with_births"]
