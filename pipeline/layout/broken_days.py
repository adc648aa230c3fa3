"""Days broken over two lines of one cell: "Sample drawn May 16," and "2025" below it."""

from extractors.patterns import pattern
from extractors.wordings import Wordings
from pipeline.layout.ink import Ink, Line, Segment

_WORDINGS = Wordings("layout", "broken_days")
_NO_YEAR = _WORDINGS.pattern("no_year")
_YEAR = pattern(r"^(?:19|20)\d\d[.,;:)]?$")
_DAY_AND_MONTH = 2  # words of a cell that holds a day and nothing else
_BELOW = 2.0  # heights: the next line of a cell begins no farther down
_ALIGNED = 1.5  # letters by which the edges of two lines of a cell may differ


def with_whole_days(lines: list[Line], char: float) -> list[Line]:
    """``lines`` with the year of such a day behind the day; ``char`` in points. Lines that only held it are gone."""
    lines.sort(key=lambda ln: (ln.top, ln.x0))
    for n, line in enumerate(lines):
        for segment in line.segments if not line.table else ():
            if _NO_YEAR.search(segment.text):
                _take_year(line, segment, lines[n + 1 :], char)
    return [ln for ln in lines if ln.inks]


def _take_year(line: Line, segment: Segment, below: list[Line], char: float) -> None:
    """Move the year that stands right below the start of ``segment`` to its end."""
    for other in below:
        if other.top - line.top > _BELOW * max(line.height, 1.0):
            return
        for cell in other.segments if not other.table and other.page == line.page else ():
            looked_at = cell.inks if len(segment.inks) == _DAY_AND_MONTH else cell.inks[:1]
            at = next((n for n, ink in enumerate(looked_at) if _is_year_below(ink, segment, char)), None)
            if at is not None:
                left = [Segment(part) for part in (cell.inks[:at], cell.inks[at + 1 :]) if part]
                _resettle(line, [Segment([*s.inks, cell.inks[at]]) if s is segment else s for s in line.segments])
                _resettle(other, [part for s in other.segments for part in (left if s is cell else [s])])
                return


def _is_year_below(ink: Ink, day: Segment, char: float) -> bool:
    return abs(ink.x0 - day.x0) <= _ALIGNED * char and _YEAR.search(ink.word.text) is not None


def _resettle(line: Line, segments: list[Segment]) -> None:
    line.inks = [i for s in segments for i in s.inks]
    if line.inks:
        line.settle(segments)
    else:
        line.segments = []
