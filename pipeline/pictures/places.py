"""Which part of which page shows the words of evidence, set upright: the line, a little around it, and the marks."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.reading.job import MOST_MARKS, Crop
from schemas.document import Page, Word
from schemas.provenance import Box, Evidence, union_box

ACROSS = 30.0  # points around a line, left and right
LEAST_WIDE, MOST_WIDE, MOST_HIGH = 250.0, 600.0, 150.0
LEAST_DOWN, MOST_DOWN = 8.0, 18.0  # points above and below
APART = 60.0  # lines further apart than this do not share a picture
BESIDE = 9.0  # points between words of one run
UNIT = frozenset("/%^*")
INSIDE = 1.5  # points by which a word may stand out of the box that cites it


@dataclass(frozen=True, slots=True)
class Spot:
    """Boxes on one page of one document (as displayed, with their words) that one picture shows."""

    document: str
    page: int
    boxes: tuple[tuple[Box, str], ...]


def spot_of(evidence: Sequence[Evidence]) -> Spot | None:
    """The first place of evidence, with what else is quoted close to it on that page."""
    if not evidence:
        return None
    first = evidence[0]
    boxes = {(first.bbox, first.quote): None}
    for other in evidence[1:]:
        if (other.document, other.page) == (first.document, first.page):
            around = union_box([b for b, _ in boxes] + [other.bbox])
            if around[3] - around[1] <= APART or around[2] - around[0] <= APART:
                boxes[other.bbox, other.quote] = None
    return Spot(first.document, first.page, tuple(sorted(boxes)))


def crop_of(spot: Spot, page: Page) -> Crop | None:
    """What to cut from the page, or None where a box does not lie on it."""
    if any(not _on(page, box) for box, _ in spot.boxes):
        return None
    found = [_marked(page, box, quote) for box, quote in spot.boxes]
    marks = tuple(m for _, held in found for m in held)[:MOST_MARKS]
    if any(m[0] >= m[2] or m[1] >= m[3] for m in marks):
        return None
    around = union_box([box for box, _ in found])
    if around[3] - around[1] > MOST_HIGH - 2 * LEAST_DOWN or around[2] - around[0] > MOST_WIDE:
        around = union_box(marks)
    area = _area(around, min(m[3] - m[1] for m in marks), _frame(page))
    return Crop(page=page.number, area=area, marks=marks, upright=page.upright)


def _on(page: Page, box: Box) -> bool:
    slack = 5.0
    x0, y0, x1, y1 = box
    return -slack <= x0 <= x1 <= page.width + slack and -slack <= y0 <= y1 <= page.height + slack


def _marked(page: Page, box: Box, quote: str) -> tuple[Box, list[Box]]:
    """The box cited and the quoted words in it, on the page set upright.

    The words' own upright boxes are used: the box around a slanting line is higher than the line, and one around a
    line of a table holds the values of other columns as well.
    """
    words = [w for w in page.words if _holds(box, w.box)]
    straight = [_straight(page, w) for w in words]
    whole = union_box(straight) if straight else _mapped(page.upright, box) if page.upright else box
    quoted = quote.split()
    printed = [w.printed if w.printed in quoted else w.text for w in words]
    named = [i for i, text in enumerate(printed) if text in quoted]
    held = [printed[i] for i in named]
    if len(named) == len(words) or len(set(held)) != len(held) or not _all_but_units(quoted, held):
        return whole, [whole]  # all of it is quoted, or it cannot be told which words are meant
    runs: list[list[Box]] = []
    for before, i in zip([-2, *named], named, strict=False):
        if i == before + 1 and _beside(straight[before], straight[i]):
            runs[-1].append(straight[i])
        else:
            runs.append([straight[i]])
    return whole, [union_box(r) for r in runs]


def _all_but_units(quoted: list[str], held: list[str]) -> bool:
    """Whether the quoted words were found, but for units, which a quote may write otherwise than the page."""
    missing = [q for q in quoted if q not in held]
    return bool(held) and len(held) == len(quoted) - len(missing) and all(UNIT & set(m) for m in missing)


def _beside(left: Box, right: Box) -> bool:
    """Whether two words follow each other on one line."""
    return right[0] - left[2] < BESIDE and min(left[3], right[3]) - max(left[1], right[1]) > 0


def _holds(box: Box, inner: Box) -> bool:
    return (
        inner[0] >= box[0] - INSIDE
        and inner[1] >= box[1] - INSIDE
        and inner[2] <= box[2] + INSIDE
        and inner[3] <= box[3] + INSIDE
    )


def _straight(page: Page, word: Word) -> Box:
    return word.layout_box or (_mapped(page.upright, word.box) if page.upright else word.box)


def _mapped(upright: tuple[float, ...], box: Box) -> Box:
    """The box around a displayed box's corners once they are set upright."""
    a, b, c, d, e, f, *last = upright
    g, h, i = last or (0.0, 0.0, 1.0)
    found = []
    for x in (box[0], box[2]):
        for y in (box[1], box[3]):
            w = g * x + h * y + i
            if abs(w) > 1e-9:
                px, py = (a * x + b * y + c) / w, (d * x + e * y + f) / w
                found.append((px, py, px, py))
    return union_box(found) if found else box


def _frame(page: Page) -> Box:
    """The page's own edges, set upright."""
    whole = (0.0, 0.0, page.width, page.height)
    return _mapped(page.upright, whole) if page.upright else whole


def _area(around: Box, line: float, frame: Box) -> Box:
    """``around`` with a little more; ``line`` is the height of a line in it."""
    x0, y0, x1, y1 = around
    down = min(max(line, LEAST_DOWN), MOST_DOWN)
    across = max(ACROSS, (LEAST_WIDE - (x1 - x0)) / 2)
    left, right = _clamped(x0 - across, min(x1 + across, x0 - across + MOST_WIDE), frame[0], frame[2])
    top, bottom = _clamped(y0 - down, min(y1 + down, y0 - down + MOST_HIGH), frame[1], frame[3])
    return (left, top, right, bottom)


def _clamped(low: float, high: float, least: float, most: float) -> tuple[float, float]:
    """The same length, pushed inside where it can be."""
    if low < least:
        low, high = least, high + least - low
    if high > most:
        low, high = max(least, low - (high - most)), most
    return low, high
