"""Inside the child: parts of pages as small pictures, set upright, with the words in question marked."""

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image

from pipeline.reading.job import Area, Crop, PictureJob
from pipeline.reading.settings import ReadSettings
from pipeline.reading.sniff import PDF, TEXT, media_type
from pipeline.reading.work import Picture
from schemas.errors import ReadFailure

DPI = 120.0
LEAST, MOST = 8, 2400  # pixels of a side
MOST_PIXELS = 2_500_000  # a whole page of letter or A4 size fits
OUTSIDE = 0.15  # of the page's size: a straightened area may reach a little over the edge
PNG_ENOUGH = 5_000  # bytes: below this a JPEG is not tried
JPEG_QUALITY = 50
_LEVELS = 16
_MARK = (255, 235, 150)
_EDGE = (150, 95, 0)
Gray = npt.NDArray[np.uint8]
Matrix = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as displayed: gray pixels, and how many of them make a point."""

    pixels: Gray
    scale: float


def cut(data: bytes, job: PictureJob, send: Callable[[bytes], None]) -> None:
    """Send a PNG or JPEG for each crop in order; nothing (no bytes) for one that lies off its page or is too large."""
    with _sheets(data, job) as sheet_of:
        number, sheet = 0, None
        for crop in job.crops:
            if crop.page != number:
                number, sheet = crop.page, sheet_of(crop.page)
            send(_picture(sheet, crop) if sheet is not None else b"")


@contextmanager
def _sheets(data: bytes, job: PictureJob) -> Iterator[Callable[[int], Sheet | None]]:
    settings = job.settings
    kind = ReadFailure.TOO_LARGE if len(data) > settings.max_file_bytes else media_type(data, job.file)
    if isinstance(kind, ReadFailure) or kind == TEXT:
        yield lambda _: None
    elif kind == PDF:
        import pypdfium2 as pdfium

        document = pdfium.PdfDocument(data)
        try:
            yield lambda number: _pdf_sheet(document, number, settings)
        finally:
            document.close()
    else:
        from pipeline.reading.images import frame_of, opened

        with opened(data, settings) as image:
            yield lambda number: _image_sheet(frame_of(image, number, settings))


def _pdf_sheet(document: Any, number: int, settings: ReadSettings) -> Sheet | None:
    from pipeline.reading.pdf import load_page
    from pipeline.reading.pdf_trust import render

    if not 1 <= number <= min(len(document), settings.max_pages):
        return None
    page = load_page(document, number - 1)
    try:
        width, height = page.get_size()
        if not (0 < width <= settings.max_page_points and 0 < height <= settings.max_page_points):
            return None
        dpi = DPI * min(1.0, (settings.max_raster_pixels / (width * height * (DPI / 72) ** 2)) ** 0.5)
        return Sheet(np.ascontiguousarray(render(page, dpi)), dpi / 72)
    finally:
        page.close()


def _image_sheet(frame: Any) -> Sheet | None:
    if not isinstance(frame, Picture):
        return None
    shrink = min(1.0, DPI / frame.dpi)
    high, wide = frame.pixels.shape
    size = max(1, round(wide * shrink)), max(1, round(high * shrink))
    small = cv2.resize(frame.pixels, size, interpolation=cv2.INTER_AREA) if shrink < 1 else frame.pixels
    return Sheet(np.asarray(small, np.uint8), frame.dpi * shrink / 72)


def _picture(sheet: Sheet, crop: Crop) -> bytes:
    x0, y0, x1, y1 = crop.area
    wide, high = (x1 - x0) * sheet.scale, (y1 - y0) * sheet.scale
    if not (LEAST <= wide <= MOST and LEAST <= high <= MOST and wide * high <= MOST_PIXELS):
        return b""
    back = _backwards(crop.upright)
    if back is None or not _on_page(sheet, crop.area, back):
        return b""
    return _encoded(_straight(sheet, crop.area, back), [_within(m, crop.area, sheet.scale) for m in crop.marks])


def _backwards(upright: tuple[float, ...] | None) -> Matrix | None:
    """From upright points to displayed points; None where there is no such way."""
    if upright is None:
        return np.eye(3)
    if len(upright) not in (6, 9):
        return None
    forward = np.array([*upright, 0.0, 0.0, 1.0][:9], np.float64).reshape(3, 3)
    if abs(float(np.linalg.det(forward))) < 1e-9:
        return None
    return np.asarray(np.linalg.inv(forward), np.float64)


def _on_page(sheet: Sheet, area: Area, back: Matrix) -> bool:
    """Whether the area, as displayed, lies on the page but for a little at the edges."""
    x0, y0, x1, y1 = area
    ends = back @ np.array([[x0, x1, x1, x0], [y0, y0, y1, y1], [1, 1, 1, 1]], np.float64)
    if not np.isfinite(ends).all() or (ends[2] * ends[2, 0] < 1e-9).any():
        return False
    high, wide = (n / sheet.scale for n in sheet.pixels.shape)
    xs, ys = ends[0] / ends[2] / wide, ends[1] / ends[2] / high
    return bool(min(xs.min(), ys.min()) >= -OUTSIDE and max(xs.max(), ys.max()) <= 1 + OUTSIDE)


def _straight(sheet: Sheet, area: Area, back: Matrix) -> Gray:
    """The area's pixels, set upright, on white."""
    scale = sheet.scale
    size = round((area[2] - area[0]) * scale), round((area[3] - area[1]) * scale)
    to_points = np.array([[1 / scale, 0, area[0]], [0, 1 / scale, area[1]], [0, 0, 1]])
    to_pixels = np.diag([scale, scale, 1.0])
    way = to_pixels @ back @ to_points
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    if np.allclose(way[:2, :2], np.eye(2)):  # not turned: whole pixels keep the letters crisp
        way[:2, 2] = np.round(way[:2, 2])
        flags = cv2.INTER_NEAREST | cv2.WARP_INVERSE_MAP
    return np.asarray(cv2.warpPerspective(sheet.pixels, way, size, flags=flags, borderValue=(255.0,)), np.uint8)


def _within(mark: Area, area: Area, scale: float) -> tuple[int, int, int, int]:
    x0, y0, x1, y1 = mark
    pad = 1.5
    left, top = round((x0 - pad - area[0]) * scale), round((y0 - pad - area[1]) * scale)
    right, bottom = round((x1 + pad - area[0]) * scale), round((y1 + pad - area[1]) * scale)
    return max(left, 0), max(top, 0), max(right, 0), max(bottom, 0)


def _encoded(gray: Gray, marks: list[tuple[int, int, int, int]]) -> bytes:
    """PNG of 33 colours, or a JPEG where that is smaller (photographs)."""
    shades: Gray = np.asarray(gray >> 4, np.uint8)
    for x0, y0, x1, y1 in marks:
        inside = shades[y0:y1, x0:x1]
        inside[inside < _LEVELS] += _LEVELS
    for x0, y0, x1, y1 in marks:
        cv2.rectangle(shades, (x0, y0), (x1 - 1, y1 - 1), 2 * _LEVELS, 1)
    image = Image.fromarray(shades)
    image.putpalette(_palette())
    png = io.BytesIO()
    image.save(png, "PNG", optimize=True)
    if png.tell() <= PNG_ENOUGH:
        return png.getvalue()
    jpeg = io.BytesIO()
    _colours(gray, shades).save(jpeg, "JPEG", quality=JPEG_QUALITY, optimize=True)
    return min(png.getvalue(), jpeg.getvalue(), key=len)


def _palette() -> list[int]:
    plain = [v * 17 for v in range(_LEVELS) for _ in range(3)]
    tinted = [v * 17 * c // 255 for v in range(_LEVELS) for c in _MARK]
    return [*plain, *tinted, *_EDGE]


def _colours(gray: Gray, shades: Gray) -> Image.Image:
    """The same picture with all its grays."""
    rgb = np.repeat(gray[..., None], 3, axis=2)
    tinted = shades >= _LEVELS
    rgb[tinted] = (rgb[tinted].astype(np.uint16) * np.array(_MARK, np.uint16) // 255).astype(np.uint8)
    rgb[shades == 2 * _LEVELS] = _EDGE
    return Image.fromarray(rgb)
