"""Pictures made fit for OCR: light evened out, set upright and straight, ruling lines taken out.

Every step that moves pixels returns its 3x3 matrix, so that a word can be found again in the picture as uploaded.
"""

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

Gray = npt.NDArray[np.uint8]
Matrix = npt.NDArray[np.float64]
QUARTERS = {90: cv2.ROTATE_90_CLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_COUNTERCLOCKWISE}


@dataclass(slots=True)
class Sheet:
    """A gray picture and the matrix from the picture as displayed (pixels) to it."""

    gray: Gray
    matrix: Matrix

    def moved(self, gray: Any, matrix: Matrix) -> "Sheet":
        """The sheet after one more step."""
        return Sheet(np.ascontiguousarray(gray), matrix @ self.matrix)


def to_gray(pixels: Any) -> Gray:
    """One channel; colours by luminance."""
    if pixels.ndim == 3:
        pixels = pixels[..., 0] if pixels.shape[2] == 1 else cv2.cvtColor(pixels[..., :3], cv2.COLOR_BGR2GRAY)
    return np.ascontiguousarray(pixels)


def scaled(sheet: Sheet, factor: float) -> Sheet:
    """The sheet at ``factor`` times its size."""
    high, wide = sheet.gray.shape
    size = (max(1, round(wide * factor)), max(1, round(high * factor)))
    how = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
    return sheet.moved(cv2.resize(sheet.gray, size, interpolation=how), np.diag([size[0] / wide, size[1] / high, 1.0]))


def turned(sheet: Sheet, degrees: int) -> Sheet:
    """The sheet turned clockwise by a multiple of 90 degrees."""
    if degrees % 360 == 0:
        return sheet
    high, wide = sheet.gray.shape
    matrix = {
        90: [[0, -1, high], [1, 0, 0], [0, 0, 1]],
        180: [[-1, 0, wide], [0, -1, high], [0, 0, 1]],
        270: [[0, 1, 0], [-1, 0, wide], [0, 0, 1]],
    }[degrees % 360]
    return sheet.moved(cv2.rotate(sheet.gray, QUARTERS[degrees % 360]), np.array(matrix, float))


def straightened(sheet: Sheet, degrees: float) -> Sheet:
    """The sheet turned counter-clockwise by ``degrees`` (small) about its middle, edges filled with paper."""
    high, wide = sheet.gray.shape
    affine = cv2.getRotationMatrix2D((wide / 2, high / 2), degrees, 1.0)
    paper = float(np.percentile(sheet.gray[::16, ::16], 90))
    gray = cv2.warpAffine(sheet.gray, affine, (wide, high), flags=cv2.INTER_CUBIC, borderValue=(paper,))
    return sheet.moved(gray, np.vstack([affine, [0, 0, 1]]))


def skew_near(gray: Gray, guess: float) -> float:
    """Degrees the lines fall to the right, searched within a degree of ``guess``: rows of ink are then sharpest."""
    factor = 560 / max(gray.shape)
    small = cv2.resize(gray, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA) if factor < 1 else gray
    dark = np.asarray(255 - small, np.uint8)
    dark = np.asarray(cv2.subtract(dark, np.full_like(dark, min(255, int(np.median(dark)) + 12))), np.uint8)
    best = guess
    for reach, step in ((1.0, 0.2), (0.16, 0.04)):
        angles = np.arange(best - reach, best + reach + step / 2, step)
        best = float(max(angles, key=lambda angle: _sharpness(dark, float(angle))))
    return best


def _sharpness(dark: Gray, degrees: float) -> float:
    high, wide = dark.shape
    affine = cv2.getRotationMatrix2D((wide / 2, high / 2), degrees, 1.0)
    rows = cv2.warpAffine(dark, affine, (wide, high)).sum(axis=1, dtype=np.float64)
    return float((np.diff(rows) ** 2).sum())


def uneven(gray: Gray) -> bool:
    """Whether the paper's brightness changes over the page, as in a photo with a shadow."""
    paper = _paper(gray)
    low, high = np.percentile(paper, (5, 95))
    return bool(high - low > 40 or high < 170)


def _paper(gray: Gray) -> Gray:
    small = cv2.resize(gray, (max(8, gray.shape[1] // 8), max(8, gray.shape[0] // 8)), interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.medianBlur(cv2.dilate(small, np.ones((5, 5), np.uint8)), 15), np.uint8)


def flattened(gray: Gray) -> Gray:
    """The picture divided by its paper: shadows gone, ink kept."""
    return np.asarray(cv2.divide(gray, np.maximum(_paper_at_full_size(gray), 30), scale=245), np.uint8)


def inkless(gray: Gray) -> bool:
    """Whether a scan shows bare paper: hardly a pixel is much darker than the paper around it."""
    dark = cv2.subtract(_paper_at_full_size(gray), gray)
    return bool((np.asarray(dark) > 60).mean() < 0.0005)


def _paper_at_full_size(gray: Gray) -> Gray:
    return np.asarray(
        cv2.resize(_paper(gray), (gray.shape[1], gray.shape[0]), interpolation=cv2.INTER_LINEAR), np.uint8
    )


def page_corners(gray: Gray) -> npt.NDArray[np.float32] | None:
    """Corners (top left, clockwise) of a sheet of paper photographed on something darker, or None."""
    factor = 480 / max(gray.shape)
    small = cv2.resize(gray, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    small = cv2.morphologyEx(cv2.GaussianBlur(small, (5, 5), 0), cv2.MORPH_CLOSE, np.ones((11, 11), np.uint8))
    _, mask = cv2.threshold(small, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if not contours:
        return None
    hull = cv2.convexHull(max(contours, key=cv2.contourArea))
    area = cv2.contourArea(hull)
    if not 0.25 * small.size < area < 0.97 * small.size:
        return None
    for share in (0.02, 0.03, 0.05, 0.08):
        quad = cv2.approxPolyDP(hull, share * cv2.arcLength(hull, True), True)
        if len(quad) == 4:
            if cv2.contourArea(quad) < 0.85 * area:
                return None
            corners = _ordered(quad.reshape(4, 2).astype(np.float32))
            return corners / factor if _edges_of_paper(corners, small.shape) else None
    return None


def _edges_of_paper(corners: npt.NDArray[np.float32], shape: tuple[int, ...]) -> bool:
    """Whether the sides are the paper's own: the picture's border says nothing about how the paper lies.

    One side may run along the border, where it is parallel to the side opposite (within two degrees).
    """
    high, wide = shape[0] - 1, shape[1] - 1
    ends = [(corners[i], corners[(i + 1) % 4]) for i in range(4)]
    sides = [b - a for a, b in ends]
    on_border = [
        i
        for i, (a, b) in enumerate(ends)
        if any(abs(a[k] - edge) < 3 and abs(b[k] - edge) < 3 for k, edge in ((0, 0), (0, wide), (1, 0), (1, high)))
    ]
    if not on_border:
        return True
    if len(on_border) > 1:
        return False
    side, other = sides[on_border[0]], -sides[(on_border[0] + 2) % 4]
    sine = float(side[0] * other[1] - side[1] * other[0]) / float(np.linalg.norm(side) * np.linalg.norm(other) + 1e-9)
    return abs(sine) < 0.035


def _ordered(points: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    total, difference = points.sum(axis=1), np.diff(points, axis=1).ravel()
    order = [total.argmin(), difference.argmin(), total.argmax(), difference.argmax()]
    return np.asarray(points[order], np.float32)


def rectified(sheet: Sheet, corners: npt.NDArray[np.float32]) -> Sheet:
    """The paper between ``corners`` as a rectangle of about its own size."""
    top_left, top_right, bottom_right, bottom_left = corners
    wide = int(max(np.linalg.norm(top_right - top_left), np.linalg.norm(bottom_right - bottom_left)))
    high = int(max(np.linalg.norm(bottom_left - top_left), np.linalg.norm(bottom_right - top_right)))
    target = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], np.float32)
    matrix = cv2.getPerspectiveTransform(corners, target)
    gray = cv2.warpPerspective(sheet.gray, matrix, (wide, high), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return sheet.moved(gray, np.asarray(matrix, np.float64))


def without_rules(gray: Gray, dots: float) -> tuple[Gray, list[tuple[int, int, int, int]]]:
    """The picture without its ruling lines, and those lines as boxes (x0, y0, x1, y1) in pixels.

    ``dots`` is the picture's resolution, dots per inch. A line is at least 0.45 inch long and thinner than 0.035 inch.
    """
    ink = np.asarray(
        cv2.adaptiveThreshold(gray, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, int(dots / 8) | 1, 20),
        np.uint8,
    )
    found: list[tuple[int, int, int, int]] = []
    mask = np.zeros_like(gray)
    thick = max(3, int(dots * 0.035))
    for across in (True, False):
        for box, part in _lines(ink, across, dots):
            x0, y0, x1, y1 = box
            long, high = (x1 - x0, y1 - y0) if across else (y1 - y0, x1 - x0)
            # A line of a photographed page may climb a little; its ink is thin all the same.
            if long >= 0.45 * dots and high <= thick + 0.03 * long and part.sum() <= thick * long:
                found.append(box)
                mask[y0:y1, x0:x1][part] = 255
    if not found:
        return gray, []
    mask = np.asarray(cv2.dilate(mask, np.ones((3, 3), np.uint8)), np.uint8)
    clean = gray.copy()
    paper = cv2.morphologyEx(gray, cv2.MORPH_CLOSE, np.ones((thick * 2 + 1, thick * 2 + 1), np.uint8))
    # Where a letter crosses the line, its ink stands above and below: keep those pixels.
    above, below = np.roll(ink, thick, axis=0), np.roll(ink, -thick, axis=0)
    crossing = (above > 0) & (below > 0)
    erase = (mask > 0) & ~crossing
    clean[erase] = paper[erase]
    return clean, found


PANEL = (0.5, 0.13)  # least width and height of a panel, inches; no stroke of a letter is so wide
PANEL_MOST = 0.25  # of the page; more is the table that the page lies on
PANEL_DARK = 0.75  # most of the paper's brightness that a panel has
LIT = 3.0  # times as much of a panel must be lighter than its ground as is darker: letters on it are light
_EDGE = 3  # pixels inside and outside of a panel's edge that are neither ground nor paper
_CONTRAST = 50


def panels_turned(gray: Gray, dots: float) -> Gray:
    """The picture with the dark panels that hold light letters turned to dark letters on paper.

    Tesseract looks for dark letters first and loses many on the dark titles of tables; where RapidOCR's words begin and
    end is told by their ink. ``dots``: dots per inch.
    """
    paper = float(np.percentile(gray[::8, ::8], 90))
    half = cv2.resize(gray, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    dark = np.asarray((half < PANEL_DARK * paper) * 255, np.uint8)
    # What letters leave of a panel still runs all around them; strokes of dark letters, and rules, are thinner.
    solid = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    contours, _ = cv2.findContours(np.asarray(solid, np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    out = gray
    for contour in contours:
        x, y, wide, high = (2 * v for v in cv2.boundingRect(contour))
        if wide < PANEL[0] * dots or high < PANEL[1] * dots or wide * high > PANEL_MOST * gray.size:
            continue
        mask = np.zeros(gray.shape, np.uint8)
        cv2.drawContours(mask, [np.asarray(contour * 2, np.int32)], -1, (1,), cv2.FILLED)
        out = _panel_turned(out if out is not gray else gray.copy(), mask, (x, y, wide, high), paper)
    return out


def _panel_turned(gray: Gray, mask: Gray, box: tuple[int, int, int, int], paper: float) -> Gray:
    """``gray`` with the panel under ``mask`` turned, in place, where its letters are light; its edge becomes paper."""
    x, y, wide, high = box
    margin = _EDGE + 2
    around = (slice(max(0, y - margin), y + high + margin), slice(max(0, x - margin), x + wide + margin))
    part, inside = gray[around], mask[around]
    kernel = np.ones((2 * _EDGE + 1, 2 * _EDGE + 1), np.uint8)
    core, reach = cv2.erode(inside, kernel) > 0, cv2.dilate(inside, kernel) > 0
    if not core.any():
        return gray
    ground = float(np.median(part[core]))
    lighter, darker = (part[core] > ground + _CONTRAST).sum(), (part[core] < ground - _CONTRAST).sum()
    if ground > PANEL_DARK * paper or lighter <= LIT * darker:
        return gray
    turned_part = np.clip(paper + ground - part.astype(np.float32), 0, 255).astype(np.uint8)
    part[core] = turned_part[core]
    part[reach & ~core] = round(paper)
    return gray


LEADERS = 6  # so many small marks in a row, evenly spaced, draw a line and are no points


def without_leaders(gray: Gray, dots: float) -> Gray:
    """The picture without leader dots and rows of dashes: they are no text, and Tesseract makes words of them."""
    ink = np.asarray(
        cv2.adaptiveThreshold(gray, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, int(dots / 8) | 1, 20),
        np.uint8,
    )
    count, _, stats, _ = cv2.connectedComponentsWithStats(ink)
    wide, high = dots * 0.075, dots * 0.025
    small = [
        (int(y), int(x), int(w), int(h))
        for x, y, w, h, _ in stats[1:count][(stats[1:count, 2] <= wide) & (stats[1:count, 3] <= high)]
    ]
    marks = [m for run in _rows(small, dots) for m in run]
    if not marks:
        return gray
    clean = gray.copy()
    paper = int(np.percentile(gray[::8, ::8], 90))
    for y, x, w, h in marks:
        clean[max(0, y - 1) : y + h + 1, max(0, x - 1) : x + w + 1] = paper
    return clean


def _rows(marks: list[tuple[int, int, int, int]], dots: float) -> "list[list[tuple[int, int, int, int]]]":
    """Marks (y, x, width, height) that follow one another at one height and one distance."""
    close, near = 0.012 * dots, 0.14 * dots
    runs: list[list[tuple[int, int, int, int]]] = []
    by_height: dict[int, list[tuple[int, int, int, int]]] = {}
    for mark in marks:
        by_height.setdefault(round((mark[0] + mark[3] / 2) / (2 * close)), []).append(mark)
    for level in sorted(by_height):
        line = sorted(by_height[level] + by_height.get(level + 1, []), key=lambda m: m[1])
        run: list[tuple[int, int, int, int]] = []
        for mark in line:
            if run and mark[1] - run[-1][1] > near:
                runs += [run] if _even(run) else []
                run = []
            if not run or mark[1] > run[-1][1]:
                run.append(mark)
        runs += [run] if _even(run) else []
    return runs


def _even(run: list[tuple[int, int, int, int]]) -> bool:
    if len(run) < LEADERS:
        return False
    steps = np.diff([m[1] for m in run])
    usual = float(np.median(steps))
    return bool((np.abs(steps - usual) <= max(1.5, 0.25 * usual)).mean() > 0.7)


def _lines(ink: Gray, across: bool, dots: float) -> "list[tuple[tuple[int, int, int, int], Any]]":
    """Straight strokes longer than any letter's, pieces of one line joined; each with its pixels inside its box."""
    long, gap = max(9, int(dots * 0.16)), max(3, int(dots * 0.06))
    strokes = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, long) if across else (long, 1), np.uint8))
    joined = cv2.morphologyEx(strokes, cv2.MORPH_CLOSE, np.ones((1, gap) if across else (gap, 1), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(joined)
    lines = []
    for i in range(1, min(count, 2000)):
        x, y, wide, high, _area = (int(v) for v in stats[i])
        lines.append(((x, y, x + wide, y + high), labels[y : y + high, x : x + wide] == i))
    return lines
