"""Small helpers shared by the extractors of running text."""

from collections.abc import Sequence

from extractors.language.analysis import Analysis
from schemas.facts import Doubt

Range = tuple[int, int]


def cover(*ranges: Range) -> Range:
    """The smallest range that holds all of ``ranges``."""
    return min(r[0] for r in ranges), max(r[1] for r in ranges)


def doubt_at(analysis: Analysis, what: str, ranges: Sequence[Range]) -> Doubt | None:
    """A doubt when words that carry a fact were not read surely."""
    return analysis.doubt(what, *ranges)


def between(text: str, a: Range, b: Range) -> str:
    """The text between two ranges that do not overlap, in either order."""
    first, second = sorted((a, b))
    return text[first[1] : second[0]]
