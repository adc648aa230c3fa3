"""Whether the figures that a text layer names are the figures that its font draws.

A font's map from drawn shapes to characters can be wrong or forged: the page shows 3.9 and the layer says 8.9, with
nothing garbled about it. Each font's outlines of the ten figures are compared, once for a document, with those of the
standard faces: a figure that looks more like another one makes the whole layer unbelievable, and the picture is read.
"""

from collections.abc import Iterable
from ctypes import c_float
from functools import lru_cache
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium
import pypdfium2.raw as raw

FIGURES = "0123456789"
STANDARD = (
    "Helvetica", "Helvetica-Bold", "Helvetica-Oblique", "Helvetica-BoldOblique", "Times-Roman", "Times-Bold",
    "Times-Italic", "Times-BoldItalic", "Courier", "Courier-Bold", "Courier-Oblique", "Courier-BoldOblique",
)  # fmt: skip
SIDE = 24  # pixels of the square in which shapes are compared, figures filling its height
FINE = 8  # sub-pixels of a pixel, as fractional bits of OpenCV's coordinates
MARGIN = 0.03  # share of the square by which a figure may look more like another one; honest faces stay below 0.006
MOST_SEGMENTS = 2_000
Shape = npt.NDArray[np.float32]
Point = tuple[float, float]
Sample = tuple[Any, ...]


class Figures:
    """What is known of the fonts of one document."""

    def __init__(self) -> None:
        self._lies: dict[tuple[Sample, ...], bool] = {}

    def lie(self, fonts: Iterable[Any]) -> bool:
        """Whether one of these embedded fonts draws a figure that is not the one it is said to be."""
        return any(self._lie(font) for font in fonts)

    def _lie(self, font: Any) -> bool:
        glyphs = [_Glyph(font, figure) for figure in FIGURES]
        key = tuple(g.sample() for g in glyphs)  # not the font's address: it may be another font's on the next page
        if key not in self._lies:
            shapes = [(figure, g.shape()) for figure, g in zip(FIGURES, glyphs, strict=True)]
            self._lies[key] = any(s is not None and _another(s, figure) for figure, s in shapes)
        return self._lies[key]


def _another(shape: Shape, figure: str) -> bool:
    """Whether a shape looks more like another figure than like this one, in the standard face nearest to it."""
    distance = np.abs(_known() - shape).mean(axis=2).min(axis=0)
    return bool(distance.min() < distance[FIGURES.index(figure)] - MARGIN)


@lru_cache(maxsize=1)
def _known() -> Shape:
    """The figures of every standard face: faces by figures by pixels."""
    document = pdfium.PdfDocument.new()
    faces = []
    for face in STANDARD:
        font = raw.FPDFText_LoadStandardFont(document, face.encode())
        shapes = [_Glyph(font, figure).shape() for figure in FIGURES]
        faces.append(np.stack([s for s in shapes if s is not None]))
        raw.FPDFFont_Close(font)
    document.close()
    return np.stack(faces)


class _Glyph:
    """What a font draws for a figure."""

    def __init__(self, font: Any, figure: str) -> None:
        self._glyph = raw.FPDFFont_GetGlyphPath(font, ord(figure), 100.0)
        self._count = raw.FPDFGlyphPath_CountGlyphSegments(self._glyph) if self._glyph else 0

    def sample(self) -> Sample:
        """How many segments, and where a few of them end: enough to know the glyph again."""
        places = range(0, self._count, max(self._count // 3, 1))
        return (self._count, *(self._segment(i) for i in places))

    def shape(self) -> Shape | None:
        """The filled outline, as high as the square and in its middle; None where the font does not draw the figure."""
        if not 3 <= self._count <= MOST_SEGMENTS:
            return None
        rings = [np.array(ring) for ring in self._rings()]
        points = np.concatenate(rings)
        low, high = points.min(axis=0), points.max(axis=0)
        if high[1] <= low[1]:
            return None
        scale = (SIDE - 1) / (high[1] - low[1])
        shift = np.array([(SIDE - 1 - (high[0] - low[0]) * scale) / 2, 0.0])
        fixed = [np.round(((ring - low) * scale + shift) * (1 << FINE)).astype(np.int32) for ring in rings]
        square = np.zeros((SIDE, SIDE), np.uint8)
        cv2.fillPoly(square, fixed, (255,), cv2.LINE_AA, FINE)
        return square.ravel().astype(np.float32) / 255

    def _segment(self, number: int) -> tuple[int, float, float]:
        x, y = c_float(), c_float()
        segment = raw.FPDFGlyphPath_GetGlyphPathSegment(self._glyph, number)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        return raw.FPDFPathSegment_GetType(segment), x.value, y.value

    def _rings(self) -> list[list[Point]]:
        """The outline's closed lines; a curve as three points of it."""
        rings: list[list[Point]] = []
        curve: list[Point] = []
        for number in range(self._count):
            kind, x, y = self._segment(number)
            if kind == raw.FPDF_SEGMENT_MOVETO or not rings:
                rings.append([(x, y)])
            elif kind == raw.FPDF_SEGMENT_BEZIERTO:
                curve.append((x, y))
                if len(curve) == 3:
                    rings[-1] += _curve(rings[-1][-1], *curve)
                    curve = []
            else:
                rings[-1].append((x, y))
        return rings


def _curve(a: Point, b: Point, c: Point, d: Point) -> list[Point]:
    """The points at a third, at two thirds and at the end of a cubic curve."""
    return [
        ((8 * a[0] + 12 * b[0] + 6 * c[0] + d[0]) / 27, (8 * a[1] + 12 * b[1] + 6 * c[1] + d[1]) / 27),
        ((a[0] + 6 * b[0] + 12 * c[0] + 8 * d[0]) / 27, (a[1] + 6 * b[1] + 12 * c[1] + 8 * d[1]) / 27),
        d,
    ]
