"""Pure functions from reports to facts. No files, clock, network, or model loading at import."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extractors.registry import EXTRACTORS

__all__ = ["EXTRACTORS"]


def __getattr__(name: str) -> Any:
    """``extractors.EXTRACTORS``, loaded on first use: who needs only a pattern or a date loads no extractor."""
    if name == "EXTRACTORS":
        from extractors.registry import EXTRACTORS

        return EXTRACTORS
    raise AttributeError(name)
