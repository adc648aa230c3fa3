"""Detected boxes to lines of text: one line each, cut out along the line where it runs askew."""

from itertools import pairwise

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.reading.ocr.lines import tokens_of
from pipeline.reading.ocr.prep import Gray
from pipeline.reading.ocr.rapid import Quad, Rapid
from pipeline.reading.ocr.tokens import Token
from schemas.provenance import Box

LEAST_HIGH, LEAST_WIDE = 6, 3  # pixels of a crop that may be read
LEAST_SCORE = 0.3  # of a reading worth keeping
ASKEW = 0.2  # a line that climbs more than this share of its height is cut out along itself
TALL = 1.55  # times the usual height: the box may hold more than one line
UPRIGHT = 0.5  # of its height: a box that narrow holds text that runs upwards
BAND = 0.22  # least height of a line's ink, as a share of the usual box


def sides(quad: Quad) -> tuple[float, float]:
    """Width and height of a quadrilateral."""
    return float(np.linalg.norm(quad[1] - quad[0])), float(np.linalg.norm(quad[3] - quad[0]))


def box_of(quad: Quad, gray: Gray) -> Box:
    """The upright box around it, inside the picture."""
    high, wide = gray.shape
    x0, y0 = np.clip(quad.min(axis=0), 0, (wide - 1, high - 1))
    x1, y1 = np.clip(quad.max(axis=0), (x0 + 1, y0 + 1), (wide, high))
    return (float(x0), float(y0), float(x1), float(y1))


def _straightening(quad: Quad) -> tuple[npt.NDArray[np.float64], int, int]:
    wide, high = (max(4, round(v)) for v in sides(quad))
    target = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], np.float32)
    return np.asarray(cv2.getPerspectiveTransform(quad, target), np.float64), wide, high


def crop_quad(gray: Gray, quad: Quad) -> Gray:
    """What it encloses, set upright."""
    matrix, wide, high = _straightening(quad)
    return np.asarray(cv2.warpPerspective(gray, matrix, (wide, high), borderMode=cv2.BORDER_REPLICATE), np.uint8)


def around(picture: Gray, box: Box, beside: float, above: float) -> tuple[Gray, Box] | None:
    """What stands in a box and in margins of so many of its heights around it, and where; ``None`` if too small."""
    high = box[3] - box[1]
    x0, x1 = max(0, round(box[0] - beside * high)), min(picture.shape[1], round(box[2] + beside * high))
    y0, y1 = max(0, round(box[1] - above * high)), min(picture.shape[0], round(box[3] + above * high))
    if y1 - y0 < LEAST_HIGH or x1 - x0 < LEAST_WIDE:
        return None
    return np.ascontiguousarray(picture[y0:y1, x0:x1]), (float(x0), float(y0), float(x1), float(y1))


def read_line(gray: Gray, quad: Quad, rapid: Rapid) -> list[Token]:
    """The words RapidOCR's recogniser reads in one detected line."""
    wide, high = sides(quad)
    if abs(float(quad[1][1] - quad[0][1])) > ASKEW * high and wide > 3 * high:
        return _read_askew(gray, quad, rapid)
    x0, y0, x1, y1 = (round(v) for v in box_of(quad, gray))
    crop = gray[y0:y1, x0:x1]
    return _read(crop, (float(x0), float(y0), float(x1), float(y1)), rapid)


def _read(crop: Gray, box: Box, rapid: Rapid) -> list[Token]:
    if crop.size == 0:
        return []
    glyphs = rapid.recognise(crop)
    return tokens_of(glyphs, crop, box) if glyphs.score >= LEAST_SCORE else []


def _read_askew(gray: Gray, quad: Quad, rapid: Rapid) -> list[Token]:
    """A rectangle around a climbing line would show its neighbours too: cut along the line, put the boxes back."""
    matrix, wide, high = _straightening(quad)
    tokens = _read(crop_quad(gray, quad), (0.0, 0.0, float(wide), float(high)), rapid)
    back = np.linalg.inv(matrix)
    for token in tokens:
        x0, y0, x1, y1 = token.box
        corners = np.array([[[x0, y0], [x1, y0], [x1, y1], [x0, y1]]], np.float64)
        there = cv2.perspectiveTransform(corners, back)[0]
        (left, top), (right, bottom) = there.min(axis=0), there.max(axis=0)
        token.box = (float(left), float(top), float(right), float(bottom))
    return tokens


def one_line_each(gray: Gray, quads: list[Quad]) -> list[Quad]:
    """Boxes that hold several lines of text are parted where no ink stands between the lines."""
    if len(quads) < 3:
        return quads
    usual = float(np.median([sides(q)[1] for q in quads]))
    return [part for quad in quads for part in _parted(gray, quad, usual)]


def _parted(gray: Gray, quad: Quad, usual: float) -> list[Quad]:
    wide, high = sides(quad)
    if high < TALL * usual or wide < UPRIGHT * high:
        return [quad]
    crop = crop_quad(gray, quad)
    bands = [b for b in _bands(crop) if b[1] - b[0] >= BAND * usual]
    if len(bands) < 2:
        return [quad]
    cuts = [0.0, *((a[1] + b[0]) / 2 for a, b in pairwise(bands)), float(crop.shape[0])]
    margin = 0.25 * usual
    return [
        _between(quad, max(top, band[0] - margin) / crop.shape[0], min(bottom, band[1] + margin) / crop.shape[0])
        for band, top, bottom in zip(bands, cuts, cuts[1:], strict=False)
    ]


def _bands(crop: Gray) -> list[tuple[int, int]]:
    """Half-open ranges of rows with ink; a row with a twentieth of the fullest row's ink is empty."""
    low, paper = np.percentile(crop, (1, 90))
    ink = (crop < (low + paper) / 2).sum(axis=1)
    inked = np.concatenate(([0], (ink > 0.05 * max(int(ink.max()), 1)).astype(np.int8), [0]))
    edges = np.flatnonzero(np.diff(inked))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _between(quad: Quad, top: float, bottom: float) -> Quad:
    """The part of it between two heights, each a share from 0 (top) to 1."""
    left, right = quad[3] - quad[0], quad[2] - quad[1]
    return np.array(
        [quad[0] + left * top, quad[1] + right * top, quad[1] + right * bottom, quad[0] + left * bottom], np.float32
    )
