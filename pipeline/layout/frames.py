"""Boxes drawn beside other things: what stands in one is read apart from what stands at the same height outside."""

from itertools import combinations

from pipeline.layout.ink import Ink
from schemas.document import Page
from schemas.provenance import Box

_FLAT = 4.0  # points; thicker is no line
_NEAR = 4.0  # points between corners that meet
_LEAST_LINES = 8  # of text: how high a box is that holds more than one thing
_MOST_WIDTH = 0.7  # of the page
_LEAST_WORDS = 6
_MOST_FLATS = 120  # a page of more is full of small cells


def parted_by_frames(page: Page, inks: list[Ink], height: float) -> list[list[Ink]]:
    """The words in no box, and those of each box that has others beside it; all together where there is no such box.

    Cards of one height side by side are left together: they are the columns of one table.
    """
    frames = _frames(page, height)
    frames = [f for f in frames if not any(g is not f and _level(f, g) for g in frames)]
    groups: list[list[Ink]] = []
    rest = inks
    for frame in frames:
        inside = [i for i in rest if _in(i, frame)]
        beside = [i for i in rest if not _in(i, frame) and frame[1] < (i.top + i.bottom) / 2 < frame[3]]
        if min(len(inside), len(beside)) >= _LEAST_WORDS:
            groups.append(inside)
            own = {id(i) for i in inside}
            rest = [i for i in rest if id(i) not in own]
    return [rest, *groups]


def _frames(page: Page, height: float) -> list[Box]:
    """Closed boxes, each by two level lines of one width and an upright one at either end of them."""
    flats = [r for r in page.rules if r[3] - r[1] < _FLAT]
    uprights = [r for r in page.rules if r[2] - r[0] < _FLAT and r[3] - r[1] > _LEAST_LINES * height]
    if len(flats) > _MOST_FLATS or not uprights:
        return []
    found: list[Box] = []
    for a, b in combinations(sorted(flats, key=lambda r: r[1]), 2):
        same = abs(a[0] - b[0]) < _NEAR and abs(a[2] - b[2]) < _NEAR
        if not same or b[1] - a[1] < _LEAST_LINES * height or a[2] - a[0] > _MOST_WIDTH * page.width:
            continue
        if all(any(_joins(u, x, a[1], b[1]) for u in uprights) for x in (a[0], a[2])):
            found.append((a[0], a[1], a[2], b[3]))
    return found


def _joins(upright: Box, x: float, top: float, bottom: float) -> bool:
    at = (upright[0] + upright[2]) / 2
    return abs(at - x) < _NEAR and abs(upright[1] - top) < _NEAR and abs(upright[3] - bottom) < _NEAR


def _in(ink: Ink, frame: Box) -> bool:
    return frame[0] < (ink.x0 + ink.x1) / 2 < frame[2] and frame[1] < (ink.top + ink.bottom) / 2 < frame[3]


def _level(a: Box, b: Box) -> bool:
    return abs(a[1] - b[1]) < _NEAR and abs(a[3] - b[3]) < _NEAR
