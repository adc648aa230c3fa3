"""The words of a page as lines of cells."""

from extractors.wordings import Wordings
from pipeline.layout.broken_days import with_whole_days
from pipeline.layout.centred import centred_rows
from pipeline.layout.frames import parted_by_frames
from pipeline.layout.ink import WIDE_GAP, Ink, Line, PageInk, Segment, is_drawing
from pipeline.layout.ruled import drawn_rows
from pipeline.layout.spaced import spaced_rows
from pipeline.layout.tiles import names_first
from schemas.document import Page, TextSource
from schemas.provenance import Box

_MOST = 60  # lines looked at for one word; more stand at one height only on pages made to be slow
_SENTENCE = 6  # words of a line of running text
_TWO_BLANKS = 2.6  # characters, of letters set wide or close
_INITIAL = 2  # characters of an initial and its full stop
_STOPS = (".", "?", "!")
INK_ONLY = 0.1  # so much wider are gaps between the boxes of optical readers, which hold the ink and no space beside it
_TOO_HIGH, _NO_WIDER = 1.5, 1.25  # of the page's height of a word, and of its width of a letter
_WORDS_OF_DAY = 3
_WORDINGS = Wordings("layout", "lines")
_MONTH = _WORDINGS.pattern("month_name")
_NO_LINES: list["Line"] = []
_ENDS_KEY = frozenset({":", ":-", "：", "::", ":–"})
_CROSSES, _FEWEST_CROSSES, _SCRAP = frozenset("+|-–—=┼"), 3, 2
_OPENERS = ("(", "[", "<", ">")


def page_ink(page: Page) -> PageInk:
    """Lines of a page, top to bottom, each split into cells at wide gaps."""
    inks = _inks(page)
    if not inks:
        return PageInk(page.number, page.width, page.height, 5.0, 10.0, ())
    height = _median([i.bottom - i.top for i in inks if len(i.word.text) > 1] or [i.bottom - i.top for i in inks])
    char = _median([(i.x1 - i.x0) / len(i.word.text) for i in inks if len(i.word.text) > 2] or [height * 0.5])
    _trim(inks, height, char)
    uprights = [r for r in page.rules if r[2] - r[0] < 4.0 and r[3] - r[1] > height]
    lines: list[Line] = []
    for frame, words in enumerate(parted_by_frames(page, inks, max(height, 1.0))):
        made = with_whole_days(_lines_of(page, words, max(height, 1.0), char, uprights, len(lines) + 1), char)
        for line in made:
            line.frame = frame
        lines += made
    lines.sort(key=_reading_order)
    if names_first(lines, char):
        lines.sort(key=_reading_order)
    kept = _mark_rules(lines, page.rules)
    return PageInk(page.number, page.width, page.height, char, max(height, 1.0), tuple(kept))


def _reading_order(line: Line) -> tuple[float, float]:
    return line.top + line.bottom, line.x0


def _lines_of(page: Page, inks: list[Ink], height: float, char: float, uprights: list[Box], first: int) -> list[Line]:
    """The lines of some words of a page, rows of tables whole; ``first`` is the number of its next drawn table."""
    drawn = drawn_rows(page, inks, height, char, first)
    spaced = spaced_rows(drawn.rest, first + len(drawn.rows), height, char)
    centred, rest = centred_rows(spaced.rest, first + len(drawn.rows) + len(spaced.rows), height, char)
    lines = _lines(rest, height)
    for line in lines:
        _finish(line, char, _beside(line, uprights))
    made = [*lines, *drawn.rows, *spaced.rows, *centred]
    drawn.mark(made)
    spaced.mark(lines)
    return made


def _mark_rules(lines: list[Line], rules: tuple[Box, ...]) -> list[Line]:
    """Drop lines that only draw, and mark on the next line that something was drawn above it."""
    flat = sorted((r for r in rules if r[3] - r[1] < 4.0 and r[2] - r[0] > 20.0), key=lambda r: r[1])
    kept: list[Line] = []
    drawn = ""
    at = 0
    for line in lines:
        middle = (line.top + line.bottom) / 2
        while at < len(flat) and flat[at][1] < middle:
            if not (kept and _underlines_a_part(flat[at], kept[-1])):
                drawn = drawn or "-"
            at += 1
        if not line.segments:
            drawn = max(drawn, line.inks[0].word.text[0])
            continue
        line.rule_above, drawn = drawn, ""
        kept.append(line)
    return kept


def _underlines_a_part(rule: Box, line: Line) -> bool:
    """Whether a rule is drawn right under some words of a line and not under the rest: it parts nothing."""
    middle, near = (line.top + line.bottom) / 2, 0.2 * line.height
    if not middle < rule[1] <= line.bottom:
        return False
    opens = any(abs(i.x0 - rule[0]) <= near for i in line.inks)
    closes = any(abs(i.x1 - rule[2]) <= near for i in line.inks)
    return opens and closes and (line.x1 - rule[2] > line.height or rule[0] - line.x0 > line.height)


def _median(values: list[float]) -> float:
    return sorted(values)[len(values) // 2]


def _trim(inks: list[Ink], height: float, char: float) -> None:
    """Cut boxes that an engine drew far too high: their letters are no wider than those of the page.

    Such a box reaches into the lines above and below, and spoils how far rows seem to be apart.
    """
    for ink in inks:
        if ink.word.source == TextSource.TEXT or ink.bottom - ink.top <= _TOO_HIGH * height:
            continue
        if ink.x1 - ink.x0 < _NO_WIDER * char * len(ink.word.text):
            middle = (ink.top + ink.bottom) / 2
            ink.top, ink.bottom = middle - height / 2, middle + height / 2


def _inks(page: Page) -> list[Ink]:
    out = []
    for w in page.words:
        b = w.layout_box or w.box
        out.append(Ink(b[0], b[1], b[2], b[3], w, page.number))
    out.sort(key=lambda i: (i.x0, i.top))
    return out


def _lines(inks: list[Ink], height: float) -> list[Line]:
    """Chain words from left to right; the band of the last full-sized word is followed, so small skew does no harm."""
    buckets: dict[int, list[Line]] = {}
    lines: list[Line] = []
    for ink in inks:
        spot = int((ink.top + ink.bottom) / 2 / height)
        best = _best_line(ink, buckets, spot)
        if best is None:
            best = Line([ink])
            lines.append(best)
            buckets.setdefault(spot, []).append(best)
            continue
        last = best.inks[-1]
        if ink.word.text == last.word.text and ink.x0 - last.x0 < 0.3 * (last.x1 - last.x0):
            continue  # the same word printed twice to make it bold
        best.inks.append(ink)
        low, high = best.ref
        if (ink.bottom - ink.top) >= 0.75 * (high - low):
            old = int((low + high) / 2 / height)
            best.ref = (ink.top, ink.bottom)
            if spot != old:
                buckets.setdefault(spot, []).append(best)
    return lines


def _best_line(ink: Ink, buckets: dict[int, list[Line]], spot: int) -> Line | None:
    best, score = None, 0.5
    top, bottom = ink.top, ink.bottom
    for near in (spot, spot - 1, spot + 1):
        for line in buckets.get(near, _NO_LINES)[-_MOST:]:
            low, high = line.ref
            if high <= top or bottom <= low:
                continue  # nothing shared: no fit, and most lines nearby are such
            s = _fit(ink, line)
            if s > score:
                best, score = line, s
    return best


def _fit(ink: Ink, line: Line) -> float:
    """Shared height over the smaller height; 0 where the word cannot stand on the line."""
    low, high = line.ref
    size, other = ink.bottom - ink.top, high - low
    small, big = (size, other) if size < other else (other, size)
    if small <= 0:
        return 0.0
    shared = (min(ink.bottom, high) - max(ink.top, low)) / small
    if shared <= 0.5:
        return 0.0
    if ink.x0 < line.inks[-1].x1 - 0.4 * (ink.x1 - ink.x0) and ink.word.text != line.inks[-1].word.text:
        return 0.0
    if big > 2.2 * small and any(c.isalnum() for c in ink.word.text):
        centre = abs((ink.top + ink.bottom) - (low + high)) / 2
        return shared if centre < 0.3 * big else 0.0
    # The nearer baseline wins where two lines overlap a little.
    return shared - abs(ink.bottom - high) / (4.0 * big)


def _beside(line: Line, uprights: list[Box]) -> list[float]:
    """The x of the upright rules that are drawn at the height of a line: a frame parts nothing above or below it."""
    if not uprights:
        return []
    middle = sum(line.ref) / 2.0
    return [(r[0] + r[2]) / 2.0 for r in uprights if r[1] <= middle <= r[3]]


def _finish(line: Line, char: float, uprights: list[float]) -> None:
    inks = line.inks
    if _is_crossed(inks):
        line.settle([])
        return
    letters = sum([len(i.word.text) for i in inks])
    width = sum([i.x1 - i.x0 for i in inks])
    own = width / letters if letters >= 6 else char
    seen = inks[0].word.source == TextSource.OCR
    typed = not seen and len(inks) >= _SENTENCE and sum(i.word.text[0].islower() for i in inks) > len(inks) // 2
    wide = (WIDE_GAP + INK_ONLY * seen) * min(own, 1.5 * char)
    segments: list[Segment] = []
    current: list[Ink] = []
    ends_key = False
    for ink in inks:
        if is_drawing(ink.word.text):
            if current:
                segments.append(Segment(current))
                current = []
            continue
        opened = len(current) == 1 and current[0].word.text in _OPENERS  # "( 4.0 - 11.0 )": the bracket goes along
        led = bool(current) and current[-1].word.text.endswith("....")  # "EGR1 5q31........ NEGATIVE"
        apart = bool(current) and (ink.x0 - current[-1].x1 > wide or _between(uprights, current[-1].x1, ink.x0))
        keyed = (
            ink.word.text in _ENDS_KEY and apart and not led
        )  # "Site      :   Left": it ends the key, whatever follows
        apart = (apart and not keyed) or (ends_key and bool(current))
        ends_key = keyed
        apart = apart and not (typed and _opens_sentence(current[-1], ink, own))
        if led or (apart and not opened):
            segments.append(Segment(current))
            current = []
        current.append(ink)
    if current:
        segments.append(Segment(current))
    line.settle([part for s in segments for part in _days_apart(s)])


def _opens_sentence(before: Ink, ink: Ink, char: float) -> bool:
    """Whether a word stands behind the two blanks that a typist sets after a sentence, and in no cell of its own."""
    if ink.x0 - before.x1 > _TWO_BLANKS * char:
        return False
    last, first = before.word.text.rstrip(')"”'), ink.word.text.lstrip('("“')
    ended = last[-1:] in _STOPS and (last[-2:-1].isdigit() or (len(last) > _INITIAL and last[-2].isalnum()))
    return ended and first[:1].isupper()


def _is_crossed(inks: list[Ink]) -> bool:
    """What OCR leaves of "-----+-----+-----": the crosses, and scraps of the strokes between."""
    if sum([i.word.text in _CROSSES for i in inks]) < _FEWEST_CROSSES:
        return False
    words = [i.word.text for i in inks if not is_drawing(i.word.text)]
    crosses = sum(w in _CROSSES for w in words)
    scraps = all(len(w) <= _SCRAP and not any(c.isdigit() for c in w) for w in words)
    return crosses >= _FEWEST_CROSSES and scraps and 2 * crosses > len(words)


def _days_apart(segment: Segment) -> list[Segment]:
    """A run of nothing but dates ("30 Apr 2025 05 Jun 2025") as a cell for each: days over columns set close."""
    inks = segment.inks
    for words in (_WORDS_OF_DAY, _WORDS_OF_DAY - 1):
        if len(inks) == words or len(inks) % words:
            continue
        days = [inks[n : n + words] for n in range(0, len(inks), words)]
        if all(map(_is_day, days)):
            return [Segment(day) for day in days]
    return [segment]


def _is_day(inks: list[Ink]) -> bool:
    """Day, month in letters, in either order, and the year; it may stand below them."""
    first, second, *year = (i.word.text.rstrip(",.") for i in inks)
    days = [t for t in (first, second) if t.isdigit() and len(t) < 3]
    if len(days) != 1 or not all(len(y) == 4 and y.isdigit() and y[:2] in ("19", "20") for y in year):
        return False
    return sum(_MONTH.search(t) is not None for t in (first, second)) == 1


def _between(uprights: list[float], left: float, right: float) -> bool:
    return any(left - 1.0 <= u <= right + 1.0 for u in uprights)
