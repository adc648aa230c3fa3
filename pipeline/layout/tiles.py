"""Tiles that print a figure large and what it is of in small letters below it, as dashboards do."""

from itertools import pairwise

from pipeline.layout.ink import Line, Segment

_LARGER = 1.2  # times the height of the words below
_ALIGNED = 1.5  # letters by which the edges, or the middles, of a figure and its name may differ
_MOST_WORDS = 4  # of a figure with its unit
_FEWEST = 2
_CLOSE = 0.8  # heights between the lines of one name


def names_first(lines: list[Line], char: float) -> bool:
    """Put the line of names before the line of figures above it; ``lines`` top to bottom, ``char`` in points.

    True if any line changed its place: the caller has to sort them again.
    """
    moved = False
    for n, (figures, names) in enumerate(pairwise(lines)):
        if not _are_tiles(figures, names, char):
            continue
        end = n + 2
        while end < len(lines) and _goes_on(lines[end], lines[end - 1], names, char):
            end += 1
        below = lines[end] if end < len(lines) else None
        if _stand_together(figures, names, lines[end - 1], below):
            block = lines[n:end]
            places = [(ln.top, ln.bottom, ln.ref) for ln in block]
            for line, place in zip([*block[1:], figures], places, strict=True):
                line.top, line.bottom, line.ref = place
            moved = True
    return moved


def _goes_on(line: Line, above: Line, names: Line, char: float) -> bool:
    """Whether a line holds the rest of names that are too long for their tiles."""
    if not line.segments or not names.segments:
        return False
    close = line.page == names.page and line.top - above.bottom < _CLOSE * names.height and not line.table
    small = close and _size(line) < _LARGER * _size(names) and len(line.segments) <= len(names.segments)
    return small and all(any(_over(n, s, char) for n in names.segments) and not _is_figure(s) for s in line.segments)


def _are_tiles(figures: Line, names: Line, char: float) -> bool:
    """Whether under each figure of the one line, in larger letters, stands a name of the other."""
    if not len(figures.segments) == len(names.segments) >= _FEWEST or figures.page != names.page:
        return False
    if figures.table or names.table or _size(figures) < _LARGER * _size(names):
        return False
    return all(
        _over(a, b, char) and _is_figure(a) and not any(c.isdigit() for c in b.text[:1]) and b.text[:1].isalpha()
        for a, b in zip(figures.segments, names.segments, strict=True)
    )


def _size(line: Line) -> float:
    """The height of the first word of most cells, points: a unit behind the figure may be set smaller."""
    heights = sorted(s.inks[0].bottom - s.inks[0].top for s in line.segments)
    return heights[len(heights) // 2]


def _over(a: Segment, b: Segment, char: float) -> bool:
    return min(abs(a.x0 - b.x0), abs((a.x0 + a.x1) - (b.x0 + b.x1)) / 2) <= _ALIGNED * char


def _is_figure(segment: Segment) -> bool:
    first = segment.inks[0].word.text.lstrip("<>≤≥~")
    return len(segment.inks) <= _MOST_WORDS and (first[:1].isdigit() or first.lower() in ("yes", "no"))


def _stand_together(figures: Line, names: Line, last: Line, below: Line | None) -> bool:
    """Whether the names stand nearer to the figures above them than to what is below."""
    near = names.top - figures.bottom
    if near > figures.height:
        return False
    return below is None or below.page != names.page or below.top - last.bottom > near
