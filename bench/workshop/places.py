"""Where a place of a digital page lies on its degraded copy.

A page that holds nothing but four discs goes through the same degradation, with the same seed; where the discs end up
tells the whole movement of the sheet (turn, skew, slant), whatever it is made of.
"""

import io
from collections.abc import Sequence
from itertools import starmap
from typing import Any

import cv2
import numpy as np
import pdfplumber
import pypdfium2
from reportlab.pdfgen.canvas import Canvas

from bench.workshop.degrade import degrade

DISCS = ((0.2, 0.2, 12.0), (0.8, 0.2, 16.0), (0.8, 0.8, 20.0), (0.2, 0.8, 24.0))
"""Place as a share of the sheet, from the top left, and radius in points: no two alike, so that each is known again."""
DARK = 40
SCALE = 2.0
Matrix = Any


def movements(pdf: bytes, mode: str, seed: int) -> list[Matrix]:
    """For each page the 3x3 matrix from points of the digital page to points of the degraded page as displayed."""
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        sizes = [(float(p.width), float(p.height)) for p in document.pages]
    copy, _ = degrade(_discs(sizes), mode, seed)
    found = pypdfium2.PdfDocument(copy)
    return list(starmap(_movement, zip(sizes, found, strict=True)))


def _discs(sizes: Sequence[tuple[float, float]]) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    for width, height in sizes:
        canvas.setPageSize((width, height))
        for x, y, radius in DISCS:
            canvas.circle(x * width, height - y * height, radius, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _movement(size: tuple[float, float], page: Any) -> Matrix:
    picture = page.render(scale=SCALE, grayscale=True).to_numpy()
    picture = picture.reshape(picture.shape[0], picture.shape[1])
    _, _, stats, centres = cv2.connectedComponentsWithStats((picture < DARK).astype(np.uint8))
    largest = np.argsort(stats[1:, cv2.CC_STAT_AREA])[-len(DISCS) :] + 1
    there = centres[largest].astype(np.float32) / SCALE
    here = np.array([(x * size[0], y * size[1]) for x, y, _ in DISCS], dtype=np.float32)
    return cv2.getPerspectiveTransform(here, there)


def moved(movement: Matrix, x: float, y: float) -> tuple[float, float]:
    """Where a point of the digital page lies on the copy."""
    a, b, c = movement @ np.array([x, y, 1.0])
    return float(a / c), float(b / c)
