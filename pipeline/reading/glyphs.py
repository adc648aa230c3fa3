"""Whether the figures that a text layer names are the figures that its font draws.

A font's map from drawn shapes to characters can be wrong or forged: the page shows 3.9 and the layer says 8.9, with
nothing garbled about it. Each font's outlines of the ten figures are compared, once for a document, with those of the
standard faces: a figure that looks more like another one makes the whole layer unbelievable, and the picture is read.
"""

import ctypes
from functools import lru_cache
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium
import pypdfium2.raw as raw

from pipeline.reading.pdf_text import TextLayer, with_addresses

FIGURES = "0123456789"
STANDARD = (
    "Helvetica", "Helvetica-Bold", "Helvetica-Oblique", "Helvetica-BoldOblique", "Times-Roman", "Times-Bold",
    "Times-Italic", "Times-BoldItalic", "Courier", "Courier-Bold", "Courier-Oblique", "Courier-BoldOblique",
)  # fmt: skip
SIDE = 24  # pixels of the square in which shapes are compared, figures filling its height
FINE = 8  # sub-pixels of a pixel, as fractional bits of OpenCV's coordinates
MARGIN = 0.03  # share of the square by which a figure may look more like another one; honest faces stay below 0.006
MOST_SEGMENTS = 2_000
Shape = npt.NDArray[np.uint8]
Point = tuple[float, float]
Sample = tuple[Any, ...]
_X, _Y = ctypes.c_float(), ctypes.c_float()
_AT_X, _AT_Y = ctypes.addressof(_X), ctypes.addressof(_Y)


_glyph_path = with_addresses(
    raw.FPDFFont_GetGlyphPath, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_uint32, ctypes.c_float
)
_count_segments = with_addresses(raw.FPDFGlyphPath_CountGlyphSegments, ctypes.c_int, ctypes.c_void_p)
_segment_at = with_addresses(raw.FPDFGlyphPath_GetGlyphPathSegment, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)
_point_of = with_addresses(
    raw.FPDFPathSegment_GetPoint, ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p
)
_type_of = with_addresses(raw.FPDFPathSegment_GetType, ctypes.c_int, ctypes.c_void_p)


class Figures:
    """What is known of the fonts of one document."""

    def __init__(self) -> None:
        self._wrong: dict[tuple[Sample, ...], str] = {}

    def lie(self, layer: TextLayer) -> bool:
        """Whether an embedded font of the page draws a figure on it that is not the one it is said to be.

        Most files hold only the letters they need of a font: a figure that is not on the page is drawn as an empty box,
        which says nothing against the others.
        """
        return any(layer.draws(font, wrong) for font in layer.fonts if (wrong := self._wrong_in(font)))

    def _wrong_in(self, font: int) -> str:
        """The figures that a font (by address) would draw as others."""
        glyphs = [_Glyph(font, figure) for figure in FIGURES]
        key = tuple(g.sample() for g in glyphs)  # not the font's address: it may be another font's on the next page
        if key not in self._wrong:
            shapes = [(figure, g.shape()) for figure, g in zip(FIGURES, glyphs, strict=True)]
            self._wrong[key] = "".join(figure for figure, s in shapes if s is not None and _another(s, figure))
        return self._wrong[key]


def _another(shape: Shape, figure: str) -> bool:
    """Whether a shape looks more like another figure than like this one, in the standard face nearest to it."""
    own = FIGURES.index(figure) * len(STANDARD)
    known = _known()
    return _apart(shape, known) < _apart(shape, known[own : own + len(STANDARD)]) - MARGIN


def _apart(shape: Shape, others: Shape) -> float:
    """The distance of a shape from the nearest of some others, as a share of the square."""
    nearest, _ = cv2.batchDistance(shape, others, cv2.CV_32S, normType=cv2.NORM_L1, K=1)
    return float(nearest[0, 0]) / (255 * SIDE * SIDE)


@lru_cache(maxsize=1)
def _known() -> Shape:
    """The figures of every standard face, one a row: all faces of a figure together."""
    document = pdfium.PdfDocument.new()
    faces = []
    for face in STANDARD:
        font = raw.FPDFText_LoadStandardFont(document, face.encode())
        address = ctypes.cast(font, ctypes.c_void_p).value or 0
        shapes = [_Glyph(address, figure).shape() for figure in FIGURES]
        faces.append(np.stack([s for s in shapes if s is not None]))
        raw.FPDFFont_Close(font)
    document.close()
    return np.concatenate(np.stack(faces, axis=1))[:, 0]


class _Glyph:
    """What a font draws for a figure."""

    def __init__(self, font: int, figure: str) -> None:
        self._glyph = _glyph_path(font, ord(figure), 100.0)
        self._count = _count_segments(self._glyph) if self._glyph else 0

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
        return square.reshape(1, -1)

    def _segment(self, number: int) -> tuple[int, float, float]:
        segment = _segment_at(self._glyph, number)
        _point_of(segment, _AT_X, _AT_Y)
        return _type_of(segment), _X.value, _Y.value

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
