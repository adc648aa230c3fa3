"""Columns of running text: the order in which the lines of a page are read."""

from itertools import pairwise

from pipeline.layout.cards import cards_beside
from pipeline.layout.ink import Line, PageInk, Segment

_BIN = 4.0
_LEAST = 4
_FULL = 0.7  # of the width of a column: a line that ends there may have been full
_PAST = 3  # sentences that go on into rows
_TURNS, _ASTRAY = 5, 3  # changes of side, and lines off the baselines of the other side, that tell two columns
_SHARED, _APART, _MIDDLE = 0.55, 0.8, 0.12
"""Most lines with both sides, as a share; least step of one grid, of its pitch; how near the middle a cell stands."""


def reading_order(page: PageInk) -> list[list[Line]]:
    """The page's lines as blocks in reading order; a band of two columns gives its left block before its right one.

    Cells of one table stay on one line: a gutter parts columns only where both sides hold running text, or where
    their lines do not share baselines.
    """
    return _around_boxes(list(page.lines), page.char)


def _around_boxes(lines: list[Line], char: float) -> list[list[Line]]:
    """What stands in a drawn box comes as one block, before or after what stands beside it, the left one first."""
    framed = next((ln.frame for ln in lines if ln.frame), 0)
    own = [ln for ln in lines if ln.frame == framed]
    if not framed or len(own) == len(lines):
        return _blocks(lines, char, depth=0)
    top, bottom = min(ln.top for ln in own), max(ln.bottom for ln in own)
    others = [(ln, (ln.top + ln.bottom) / 2) for ln in lines if ln.frame != framed]
    above = [ln for ln, middle in others if middle < top]
    beside = [ln for ln, middle in others if top <= middle <= bottom]
    below = [ln for ln, middle in others if middle > bottom]
    sides = [own, beside] if not beside or own[0].x0 < min(ln.x0 for ln in beside) else [beside, own]
    return [block for part in (above, *sides, below) if part for block in _around_boxes(part, char)]


def _blocks(lines: list[Line], char: float, depth: int) -> list[list[Line]]:
    if depth > 3 or len(lines) < _LEAST:
        return [lines] if lines else []
    for x in _gutters(lines):
        for start, end in _runs(lines, x):
            cards = cards_beside(lines, start, end, x)
            first, last = cards or (_titled(lines, start, end, x, char), end)
            band = lines[first:last]
            beside = _both_titled(band, x, char) or _beside_text(band, x) or _runs_past_rows(band, x)
            if cards or beside or _parts(band, x, char):
                left, right = _cut(band, x)
                return [
                    *_blocks(lines[:first], char, depth + 1),
                    *_blocks(left, char, depth + 1),
                    *_blocks(right, char, depth + 1),
                    *_blocks(lines[last:], char, depth + 1),
                ]
    return [lines]


def _gutters(lines: list[Line]) -> list[float]:
    """The x of the gaps that most lines share, best first."""
    count: dict[int, int] = {}
    for line in lines:
        for a, b in zip(line.segments, line.segments[1:], strict=False):
            for k in range(int(a.x1 / _BIN) + 1, int(b.x0 / _BIN) + 1):
                count[k] = count.get(k, 0) + 1
    # Columns with baselines of their own share no line: their edges stand against the empty middle instead.
    lefts: dict[int, int] = {}
    for line in lines:
        k = int(line.x0 / _BIN)
        lefts[k] = lefts.get(k, 0) + 1
    edge = min((ln.x0 for ln in lines), default=0.0)
    for k, n in lefts.items():
        if n >= _LEAST and k * _BIN > edge + 100:
            count[k - 1] = count.get(k - 1, 0) + n
    best: list[float] = []
    for k, n in sorted(count.items(), key=lambda kv: (-kv[1], kv[0])):
        if n < 3 or len(best) == 4:
            break
        x = (k + 0.5) * _BIN
        if all(abs(x - other) > 20 for other in best):
            best.append(x)
    return best


def _crosses(line: Line, x: float) -> bool:
    return any(s.x0 < x < s.x1 for s in line.segments)


def _runs(lines: list[Line], x: float) -> list[tuple[int, int]]:
    """Half-open ranges of consecutive lines that leave ``x`` free."""
    runs, start = [], None
    for i, line in enumerate(lines):
        if _crosses(line, x):
            if start is not None and i - start >= _LEAST:
                runs.append((start, i))
            start = None
        elif start is None:
            start = i
    if start is not None and len(lines) - start >= _LEAST:
        runs.append((start, len(lines)))
    return runs


def _parts(band: list[Line], x: float, char: float) -> bool:
    """True where ``x`` parts two columns that are read one after the other."""
    left = [s for ln in band if (s := [g for g in ln.segments if g.x0 < x])]
    right = [s for ln in band if (s := [g for g in ln.segments if g.x0 >= x])]
    if len(left) < 3 or len(right) < 3:
        return False
    both = sum(1 for ln in band if ln.segments[0].x0 < x <= ln.segments[-1].x0)
    if _is_text(left, char) and _is_text(right, char):
        return True
    sides = [ln.segments[0].x0 >= x for ln in band if not ln.segments[0].x0 < x <= ln.segments[-1].x0]
    turns = sum(1 for a, b in pairwise(sides) if a != b)
    return both <= 0.35 * len(band) and turns >= 4


def _is_told(side: list[list[Segment]]) -> bool:
    """Paragraphs with titles between: lines of one run of words, many of them long."""
    alone = [s[0] for s in side if len(s) == 1]
    long = sum(1 for s in alone if len(s.inks) >= _LEAST)
    return len(alone) >= 0.9 * len(side) and long >= max(_TURNS, 0.4 * len(side))


def _beside_text(band: list[Line], x: float) -> bool:
    """Running text on one side, and on the other lines that mostly keep baselines of their own: a table beside it.

    Lines of one table stand on common baselines, or in the middle of the lines of the cell beside them.
    """
    left = [s for ln in band if (s := [g for g in ln.segments if g.x0 < x])]
    right = [s for ln in band if (s := [g for g in ln.segments if g.x0 >= x])]
    if min(len(left), len(right)) < _LEAST or not (_is_told(left) or _is_told(right)):
        return False
    sides = [0 if ln.segments[0].x0 < x <= ln.segments[-1].x0 else 1 if ln.segments[0].x0 < x else 2 for ln in band]
    lone = [s for s in sides if s]
    turns = sum(1 for a, b in pairwise(lone) if a != b)
    if turns < _TURNS or sides.count(0) > _SHARED * len(band):
        return False
    own = [_pitch([ln for ln, s in zip(band, sides, strict=True) if s in (0, side)]) for side in (1, 2)]
    least = _APART * min(own)
    middles = [(ln.top + ln.bottom) / 2 for ln in band]
    astray = [
        n for n, (a, b) in enumerate(pairwise(sides)) if a and b and a != b and middles[n + 1] - middles[n] < least
    ]
    return len(astray) >= _ASTRAY and not _centred(sides, middles)


def _runs_past_rows(band: list[Line], x: float) -> bool:
    """Running text right of a table: its sentences go on into whole rows, and from one whole row to the next.

    A remark that belongs to a row wraps into lines that have nothing to their left, but for one in its middle.
    """
    cells = [([s for s in ln.segments if s.x0 < x], [s for s in ln.segments if s.x0 >= x]) for ln in band]
    lines = [(left, right[0]) for left, right in cells if len(right) == 1]
    if len(lines) < max(_LEAST, 0.9 * sum(bool(right) for _, right in cells)):
        return False
    start, edge = min(s.x0 for _, s in lines), max(s.x1 for _, s in lines)
    full = start + _FULL * (edge - start)
    past = [
        _is_whole_row(above)
        for (above, a), (row, b) in pairwise(lines)
        if _is_whole_row(row)
        and b.text[:1].islower()
        and a.x1 > full
        and len(a.inks) >= _LEAST
        and not a.text.endswith((".", ";", ":"))
    ]
    return len(past) >= _PAST and any(past)


def _is_whole_row(cells: list[Segment]) -> bool:
    """A name and a figure: a row of its own, and no line of a cell that wraps."""
    return len(cells) > 1 and any(c.isdigit() for c in cells[1].text)


def _pitch(lines: list[Line]) -> float:
    """The usual distance between the middles of lines that follow one another."""
    steps = sorted((b.top + b.bottom - a.top - a.bottom) / 2 for a, b in pairwise(lines))
    return steps[len(steps) // 2] if steps else 0.0


def _centred(sides: list[int], middles: list[float]) -> bool:
    """Whether lone lines mostly stand right in the middle of two of the other side, as cells set to the middle do."""
    places = [
        (middles[n] - middles[n - 1]) / (middles[n + 1] - middles[n - 1])
        for n in range(1, len(sides) - 1)
        if sides[n] and sides[n - 1] == sides[n + 1] == 3 - sides[n] and middles[n + 1] > middles[n - 1]
    ]
    return len(places) >= _ASTRAY and sum(abs(p - 0.5) < _MIDDLE for p in places) >= 0.7 * len(places)


def _titled(lines: list[Line], first: int, last: int, x: float, char: float) -> int:
    """Where two columns with titles of their own begin below lines that belong to both; else ``first``."""
    for n in range(first + 1, last - _LEAST + 1):
        if _both_titled(lines[n:last], x, char):
            return n
    return first


def _both_titled(band: list[Line], x: float, char: float) -> bool:
    """Two titles in capitals on one baseline, and running text under one of them at least."""
    if len(band) < _LEAST or len(band[0].segments) != 2 or not band[0].segments[0].x0 < x <= band[0].segments[1].x0:
        return False
    if not all(s.text.isupper() and not any(c.isdigit() for c in s.text) for s in band[0].segments):
        return False
    left = [s for ln in band[1:] if (s := [g for g in ln.segments if g.x0 < x])]
    right = [s for ln in band[1:] if (s := [g for g in ln.segments if g.x0 >= x])]
    alone = all(len(s) == 1 for s in (*left, *right))
    return alone and len(left) >= 3 and len(right) >= 3 and (_is_text(left, char) or _is_text(right, char))


def _is_text(side: list[list[Segment]], char: float) -> bool:
    """Running text: most lines are one run of words that comes near the right edge of the column."""
    edge = max(s[-1].x1 for s in side)
    start = min(s[0].x0 for s in side)
    width = edge - start
    if width < 25 * char:
        return False
    full = sum(1 for s in side if len(s) == 1 and len(s[0].inks) >= 4 and s[0].x1 - s[0].x0 > 0.6 * width)
    keyed = sum(1 for s in side if any(i.word.text.endswith(":") for i in s[0].inks[:3]))
    return full >= 0.55 * len(side) and keyed <= 0.4 * len(side)


def _cut(band: list[Line], x: float) -> tuple[list[Line], list[Line]]:
    left: list[Line] = []
    right: list[Line] = []
    for line in band:
        a = [s for s in line.segments if s.x0 < x]
        b = [s for s in line.segments if s.x0 >= x]
        if a and b:
            left.append(line.part(a))
            right.append(line.part(b))
        else:
            (left if a else right).append(line)
    return left, right
