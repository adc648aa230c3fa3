"""What speaks of genes and says nothing of the sequence of the diseased cells: rows of FISH, tests of the germline."""

from extractors.wordings import Wordings
from schemas.layout import Report, Section

_WORDINGS = Wordings("genetics", "loci")

_NEAR = 4  # rows above and below
_FEW = 2
_PLACE = _WORDINGS.pattern("place")
_HEAD = 8  # lines at the top
_INHERITED = _WORDINGS.pattern("inherited")
_ACQUIRED = _WORDINGS.pattern("acquired")


def of_the_germline(report: Report) -> bool:
    """Whether the top of a report says that the germline was tested: the marrow may have changes of its own."""
    lines = [p.text for s in report.sections for p in s.passages][:_HEAD]
    return any(_INHERITED.search(t) and not _ACQUIRED.search(t) for t in lines)


def among_places(lines: list[tuple[Section, str]]) -> set[int]:
    """Which rows stand among rows that open with a place on a chromosome ("5q-", "+8"); ``lines`` are (section, text).

    A row of "MLL (KMT2A) | not detected" there is of its rearrangement.
    """
    places = [i for i, (_, text) in enumerate(lines) if "\t" in text and _PLACE.search(text)]
    return {
        i
        for i, (section, text) in enumerate(lines)
        if "\t" in text and sum(abs(i - k) <= _NEAR and lines[k][0] is section for k in places) >= _FEW
    }
