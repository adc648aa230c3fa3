"""What a page draws besides letters and pictures: the lines of its tables, from the file itself."""

from ctypes import byref, c_float
from typing import Any

import pypdfium2.raw as raw

from pipeline.reading.pdf_text import Frame
from schemas.provenance import Box

MOST_PATHS = 3_000
"""Paths looked at on one page; a page of more is a drawing."""
MOST_DRAWN = 600
_MOST_SEGMENTS = 6_000
_THIN = 3.0  # points; thicker is a panel
_SHORT = 8.0  # points; shorter is part of a letter or a mark
_FEW = 10  # segments: a line, a box, or the frame of a cell (two boxes); of more, each one is looked at
_NEAR = 2.6  # points between lines that are one: the two sides of a stroke, the frames of neighbouring cells
_PAGE = 0.98  # a box as large as that share of the page is its ground


def rules_of(paths: list[Any], frame: Frame) -> tuple[Box, ...]:
    """The level and upright lines that ``paths`` draw, as thin boxes on the page as displayed (points).

    The edges of a box count as lines, filled or not: cells and striped rows are drawn so. Lines that touch are joined.
    """
    level: list[tuple[float, float, float]] = []  # y, x0, x1
    upright: list[tuple[float, float, float]] = []  # x, y0, y1
    room = _MOST_SEGMENTS
    for item in paths[:MOST_PATHS]:
        count = raw.FPDFPath_CountSegments(item)
        boxes = [bounds_of(item, frame)]
        if count > _FEW:
            boxes = _segments(item, min(count, room), frame)
            room -= count
            if room <= 0:
                break
        for box in boxes:
            _take(box, frame, level, upright)
    rules = [(x0, y - 0.5, x1, y + 0.5) for y, x0, x1 in _joined(level)]
    rules += [(x - 0.5, y0, x + 0.5, y1) for x, y0, y1 in _joined(upright)]
    return tuple(rules) if len(rules) <= MOST_DRAWN else ()


def _take(
    box: Box, frame: Frame, level: list[tuple[float, float, float]], upright: list[tuple[float, float, float]]
) -> None:
    """The line that a thin box is, or the four edges of a larger one."""
    x0, y0, x1, y1 = max(box[0], 0.0), max(box[1], 0.0), min(box[2], frame.width), min(box[3], frame.height)
    wide, high = x1 - x0, y1 - y0
    if wide >= _PAGE * frame.width and high >= _PAGE * frame.height:
        return
    if high <= _THIN and wide >= _SHORT:
        level.append(((y0 + y1) / 2, x0, x1))
    elif wide <= _THIN and high >= _SHORT:
        upright.append(((x0 + x1) / 2, y0, y1))
    elif wide >= _SHORT and high >= _SHORT:
        level += [(y0, x0, x1), (y1, x0, x1)]
        upright += [(x0, y0, y1), (x1, y0, y1)]


def _joined(lines: list[tuple[float, float, float]]) -> list[tuple[float, float, float]]:
    """Lines at one height (or one x) that touch, as one."""
    out: list[tuple[float, float, float]] = []
    level: list[tuple[float, float, float]] = []
    for line in sorted(lines):
        if level and line[0] - level[0][0] > _NEAR:
            out += _run(level)
            level = []
        level.append(line)
    return out + _run(level)


def _run(level: list[tuple[float, float, float]]) -> list[tuple[float, float, float]]:
    out: list[tuple[float, float, float]] = []
    for at, a, b in sorted(level, key=lambda ln: ln[1]):
        if out and a - out[-1][2] <= _NEAR:
            out[-1] = (out[-1][0], out[-1][1], max(out[-1][2], b))
        else:
            out.append((at, a, b))
    return out


def bounds_of(item: Any, frame: Frame) -> Box:
    """The box around an object of a page as displayed, points; of no size where pdfium does not know it."""
    left, bottom, right, top = c_float(), c_float(), c_float(), c_float()
    if not raw.FPDFPageObj_GetBounds(item, byref(left), byref(bottom), byref(right), byref(top)):
        return (0.0, 0.0, 0.0, 0.0)
    return frame.box(left.value, bottom.value, right.value, top.value)


def _segments(item: Any, count: int, frame: Frame) -> list[Box]:
    """The straight segments of a path that draws many lines at once."""
    matrix = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(item, matrix):
        return []
    out: list[Box] = []
    start: tuple[float, float] | None = None
    x, y = c_float(), c_float()
    for i in range(count):
        segment = raw.FPDFPath_GetPathSegment(item, i)
        if not raw.FPDFPathSegment_GetPoint(segment, byref(x), byref(y)):
            continue
        point = (
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_LINETO and start is not None:
            (a, b), (c, d) = start, point
            out.append(frame.box(min(a, c), min(b, d), max(a, c), max(b, d)))
        start = point
    return [b for b in out if min(b[2] - b[0], b[3] - b[1]) <= _THIN]
