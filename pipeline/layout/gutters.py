"""Columns of lines: what parts them, and where titles of columns begin a table of its own."""

from functools import lru_cache
from itertools import pairwise

from extractors.patterns import pattern
from extractors.wordings import Wordings
from pipeline.layout.ink import Ink, Line, Segment
from pipeline.layout.reports import opens_with_key
from schemas.document import Word

_WORDINGS = Wordings("layout", "gutters")

_DIGITS = frozenset("0123456789")
_HEAD, _RESULTS = 6, 4  # lines that may stand above results; rows that show how results are set
FIGURE = _WORDINGS.pattern("figure", ignore_case=False)
_BELOW_DAYS = 3  # lines of which days are the first: years, times
DATE = pattern(
    r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\d{1,2}[- ]?[a-z]{3,9}[- ,]+\d{2,4}|^(?:20\d\d )?\d{1,2}:\d{2}|^20\d\d$"
)
_DAY_OF_YEAR = _WORDINGS.pattern("day_of_year")
_DAY_CELL = _WORDINGS.pattern("day_cell")
_DAY = pattern(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\d{1,2}[- ]?[a-z]{3,9}|[a-z]{3,9}\.? \d{1,2}")


_ROWS_AT_EDGE = 3
_NARROW, _WIDE = 0.6, 1.7  # characters: the least gap before an edge that all rows share, and the least wide one
AROUND = "()[],;"
"""Marks around a word that are none of it."""
_EDGE = 1.5  # points: words that begin at one edge


@lru_cache(maxsize=1024)  # the words and cells of a table are asked for many times in a row
def is_figure(word: str) -> bool:
    """Whether a word is a figure, with its flag or sign."""
    return not _DIGITS.isdisjoint(word) and FIGURE.search(word) is not None


def reads_figure(word: Word) -> bool:
    """Whether a word is a figure, by every engine that read something there ("+1" and "+/-" is none)."""
    if not is_figure(word.text.strip(AROUND)):
        return False
    return word.agreed or all(is_figure(r.text.strip(AROUND)) for r in word.readings if r.text)


@lru_cache(maxsize=512)
def holds_date(text: str) -> bool:
    """Whether a date, a time of day or a year stands in the text."""
    if _DIGITS.isdisjoint(text):
        return False
    return DATE.search(text) is not None or _DAY_OF_YEAR.search(text) is not None


@lru_cache(maxsize=512)
def is_day_cell(text: str) -> bool:
    """Whether a cell holds a day, with its weekday, year or time, and nothing else."""
    return not _DIGITS.isdisjoint(text) and _DAY_CELL.search(text) is not None


def are_days(line: Line) -> bool:
    """Two cells or more of a line that stand beside each other are days: titles of columns, or dates told."""
    return any(a and b for a, b in pairwise([is_day_cell(s.text) for s in line.segments]))


def titles_within(lines: list[Line]) -> int:
    """Where titles of columns stand below rows of another make, so that a table of its own begins; 0 where none do."""
    for k in range(1, len(lines)):
        if k == len(lines) - 1:
            return k if are_days(lines[k]) and any(map(keyed_cells, lines[:k])) else _results_below(lines)
        if k > 1 and figures_in(lines[k]) > 1 and figures_in(lines[k + 1]) > 1 and _identity_above(
            lines, k, columns_of([ln for ln in lines[k:] if len(ln.segments) > 1])
        ):  # fmt: skip
            return k
        if not may_title_columns(lines, k) or (may_title_columns(lines, k - 1) and not _tells(lines[k - 1])):
            continue
        if not any(len(ln.segments) > 1 and figures_in(ln) for ln in lines[k + 1 : k + 6]) and not _ends_in_days(
            lines, k
        ):
            continue
        before = [ln for ln in lines[:k] if len(ln.segments) > 1]
        if not before or any(keyed_cells(ln) or opens_with_key(ln.segments[0].text) or _dates(ln) for ln in before):
            return k
        told = any(_tells(ln) for ln in before)
        wider = len(lines[k].segments) > max(len(ln.segments) for ln in before)
        body = [ln for ln in lines if len(ln.segments) > 1]
        if told and (wider or len(columns_of(body[body.index(lines[k]) :])) > len(columns_of(body))):
            return k
    return _results_below(lines)


def _dates(line: Line) -> bool:
    """A key with its day ("Sample taken | 3 May 2026 09:40 | Lab no. H83"), and no row of days."""
    first, *others = (s.text for s in line.segments)
    days = [is_day_cell(text) for text in others]
    return sum(days) == 1 and days[0] and not any(map(str.isdigit, first))


def _results_below(lines: list[Line]) -> int:
    """Where lines without a result end that hide the columns of the results below them; 0 where none do."""
    body = [ln for ln in lines if len(ln.segments) > 1]
    counts = [len(columns_of(body[k:])) for k in range(min(_HEAD, len(body) - _RESULTS) + 1)]
    if not counts or max(counts) < counts[0] + 2:
        return 0
    rest = body[counts.index(max(counts)) :]
    return lines.index(rest[0]) if sum(1 for ln in rest if figures_in(ln)) >= 0.8 * len(rest) else 0


def _identity_above(lines: list[Line], k: int, columns: list[tuple[float, float]]) -> bool:
    """Keys with values below them ("Sex | Collected", "Female | 3 May 2026") stand above rows of other columns."""
    before = lines[:k]
    if any(figures_in(ln) > 1 for ln in before):
        return False
    keyed = any(
        not _holds_digit(a) and holds_date(b.text) and len(a.segments) > 1 and abs(a.x0 - b.x0) < 3
        for a, b in pairwise(before)
    )
    spans = ((s.x0, s.x1) for ln in before for s in ln.segments)
    return keyed and any(sum(1 for a, b in columns if a < x1 - 1 and x0 + 1 < b) > 1 for x0, x1 in spans)


def _tells(line: Line) -> bool:
    """A day or a long number stands in the line: something is told, not titled ("10^9/L" is a unit)."""
    return holds_date(line.text) or any(len(w) > 3 and w.isdigit() for w in line.text.split())


def _holds_digit(line: Line) -> bool:
    return any(c.isdigit() for c in line.text)


def may_title_columns(lines: list[Line], k: int) -> bool:
    """Whether a line may title columns: three cells or more without figures and keys: words, or days over figures."""
    line = lines[k]
    if figures_in(line) or keyed_cells(line):
        return False
    if are_days(line) and (_ends_in_days(lines, k) or any(figures_in(ln) for ln in lines[k + 1 : k + 5])):
        return True
    words = sum(1 for s in line.segments if not any(c.isdigit() for c in s.text))
    days = sum(1 for s in line.segments if _DAY.search(s.text))
    return len(line.segments) > 2 and (
        words >= 2 or (days >= 2 and any(figures_in(ln) > 1 for ln in lines[k + 1 : k + 5]))
    )


def _ends_in_days(lines: list[Line], k: int) -> bool:
    """Days are the last thing of a section, but for their years or times: the rows they are of have a title."""
    return len(lines) - k <= _BELOW_DAYS and are_days(lines[k])


def figures_in(line: Line) -> int:
    """How many cells behind the first hold a figure and no date."""
    cells = ([i.word for i in s.inks] for s in line.segments[1:])
    return sum(
        any(map(reads_figure, words)) and not holds_date(" ".join(w.text.strip(AROUND) for w in words))
        for words in cells
    )


def keyed_cells(line: Line) -> int:
    """How many cells hold a key: a word that ends in a colon."""
    return sum(1 for s in line.segments if any(i.word.text.endswith(":") for i in s.inks))


def columns_of(lines: list[Line]) -> list[tuple[float, float]]:
    """Ranges of x that cells fill; what hardly any row covers parts two columns."""
    events: list[tuple[float, int]] = []
    for line in lines:
        for s in line.segments:
            events.append((s.x0, 1))
            events.append((s.x1, -1))
    events.sort()
    allowed = len(lines) // 12
    out: list[tuple[float, float]] = []
    depth, start = 0, None
    for x, step in events:
        depth += step
        if start is None and depth > allowed:
            start = x
        elif start is not None and depth <= allowed:
            if out and start - out[-1][1] < 1.0:
                out[-1] = (out[-1][0], x)
            else:
                out.append((start, x))
            start = None
    return out


def at_titles(columns: list[tuple[float, float]], lines: list[Line]) -> list[tuple[float, float]]:
    """Columns cut where titles begin and a word of every row below begins with them: figures set a blank apart.

    As in "HCT    PLT" over "23.6 L 212".
    """
    out: list[tuple[float, float]] = []
    for left, right in columns:
        starts = [s.x0 for s in lines[0].segments if left - 1.0 <= s.x0 and s.x1 <= right + 1.0]
        rows = [inks for ln in lines[1:] if (inks := [i for i in ln.inks if left <= i.x0 and i.x1 <= right])]
        for x in starts[1:] if len(rows) > 1 else ():
            begins = all(any(abs(i.x0 - x) < _EDGE for i in inks) for inks in rows)
            if begins and not any(i.x0 < x - _EDGE and i.x1 > x for inks in rows for i in inks):
                out.append((left, x - 0.1))
                left = x - 0.1
        out.append((left, right))
    return out


def at_edges(columns: list[tuple[float, float]], lines: list[Line]) -> list[tuple[float, float]]:
    """Columns cut where a name begins at one edge in every row, behind a figure and a gap that is wide in one at least.

    As of two tables side by side, where the longest cell of the left one comes near the right one.
    """
    out: list[tuple[float, float]] = []
    for left, right in columns:
        cells = [inks for ln in lines if (inks := [i for i in ln.inks if left - 1.0 <= i.x0 and i.x1 <= right + 1.0])]
        x = _shared_edge(cells)
        whole = x is None or any(_runs_over(s, x) for ln in lines for s in ln.segments)
        out += [(left, right)] if x is None or whole else [(left, x - 0.2), (x - 0.1, right)]
    return out


def _runs_over(segment: Segment, x: float) -> bool:
    """Whether a run of words goes on over an edge, and none of them begins there: a title of both columns."""
    over = segment.x0 < x - _EDGE and segment.x1 > x + _EDGE
    return over and not any(abs(i.x0 - x) < _EDGE for i in segment.inks)


def _ends_a_row(ink: Ink) -> bool:
    """Whether a word is a figure or a range, behind which the name of another result may stand."""
    return not _DIGITS.isdisjoint(ink.word.text)


def _shared_edge(cells: list[list[Ink]]) -> float | None:
    """Where words of all cells of several words begin; ``None`` where there is no such place, or words stand on it."""
    several = [inks for inks in cells if len(inks) > 1]
    if len(several) < _ROWS_AT_EDGE or len(several) < 0.75 * len(cells):
        return None
    char = sorted((i.x1 - i.x0) / len(i.word.text) for inks in several for i in inks)[sum(map(len, several)) // 2]
    for _, first in pairwise(several[0]):
        pairs = [p for inks in several for p in pairwise(inks) if abs(p[1].x0 - first.x0) < _EDGE]
        gaps = [b.x0 - a.x1 for a, b in pairs]
        if not all(_ends_a_row(a) and b.word.text[:1].isalpha() for a, b in pairs):
            continue
        if len(pairs) != len(several) or min(gaps) < _NARROW * char or max(gaps) < _WIDE * char:
            continue
        x = min(b.x0 for _, b in pairs)
        if not any(i.x0 < x - _EDGE and i.x1 > x for inks in cells for i in inks):
            return x
    return None


def parted(columns: list[tuple[float, float]], lines: list[Line]) -> list[tuple[float, float]]:
    """Columns cut where figures end and words begin at one edge in nearly all rows: values and units set close."""
    out: list[tuple[float, float]] = []
    for left, right in columns:
        cells = [inks for ln in lines if (inks := [i for i in ln.inks if left <= i.x0 and i.x1 <= right])]
        cut = _edge_within(cells) if len(cells) >= 2 else None
        out += [(left, right)] if cut is None else [(left, cut[0]), (cut[1], right)]
    return out


def _edge_within(cells: list[list[Ink]]) -> tuple[float, float] | None:
    """The gap between figures and the words that begin at one edge behind them; ``None`` where there is none."""
    pairs = [inks for inks in cells if len(inks) == 2 and all(is_figure(i.word.text) for i in inks)]
    if len(pairs) >= 0.8 * len(cells):
        left, right = max(i.x1 for i, _ in pairs), min(i.x0 for _, i in pairs)
        alone = [i for inks in cells if len(inks) != 2 for i in inks]
        return (left, right) if left < right and not any(i.x0 < left and i.x1 > right for i in alone) else None
    behind = [inks[k] for inks in cells if (k := _behind_figure(inks))]
    edges = [i.x0 for i in behind]
    if len(edges) < 3 or len(edges) < 0.6 * len(cells) or all(i.word.text == "%" for i in behind):
        return None  # "31.2 %" in every row is one cell under one title, and no column of units
    edge = sorted(edges)[len(edges) // 2]
    if sum(1 for x in edges if abs(x - edge) < 1.5) < 0.9 * len(edges):
        return None
    if any(i.x0 < edge - 1.5 and i.x1 > edge - 0.5 for inks in cells for i in inks):
        return None
    ends = [i.x1 for inks in cells for i in inks if i.x1 <= edge]
    return (max(ends), edge - 0.1) if ends else None


def _behind_figure(inks: list[Ink]) -> int:
    """The place of the first word that stands behind a figure and is neither figure, dash nor flag; 0 if none."""
    text = " ".join(i.word.text for i in inks)
    for k in range(1, len(inks)):
        word = inks[k].word.text
        if (word[0].isalpha() and len(word) > 2) or word[0] in "/%":
            found = is_figure(inks[k - 1].word.text) or inks[k - 1].word.text in ("--", "-", "*", "H", "L")
            return k if found and not holds_date(text) and not is_figure(word) else 0
    return 0
