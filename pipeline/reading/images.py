"""Pictures (PNG, JPEG, TIFF with many pages, HEIC) as pages to be read by OCR."""

import io
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from pipeline.reading.settings import ReadSettings
from pipeline.reading.work import Picture, read_in_order
from schemas.document import Page
from schemas.errors import ReadFailure

FORMATS = ("PNG", "JPEG", "TIFF", "MPO")
LETTER_HEIGHT_INCH = 11.0


def image_pages(
    data: bytes,
    settings: ReadSettings,
    progress: Callable[[Page], None],
    first: int = 1,
    counted: Callable[[int], None] = lambda _: None,
) -> tuple[Page, ...] | ReadFailure:
    """All frames of a picture, or why it cannot be opened; ``counted`` is told their number first."""
    try:
        with opened(data, settings) as image:
            frames = frames_of(image)
            if frames > settings.max_pages:
                return ReadFailure.TOO_MANY_PAGES
            counted(frames)
            return read_in_order(_steps(image, range(first - 1, frames), settings), settings, progress)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        return ReadFailure.TOO_LARGE
    except PermissionError:
        raise  # of the sandbox, not of the file
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, KeyError, IndexError, TypeError):
        return ReadFailure.CORRUPT


@contextmanager
def opened(data: bytes, settings: ReadSettings) -> Iterator[Image.Image]:
    """The picture file, open; only formats that are listed, and no bombs."""
    Image.MAX_IMAGE_PIXELS = settings.max_image_pixels
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # other libraries switch it on for the whole process (WeasyPrint does)
    formats: tuple[str, ...] = FORMATS
    if data[4:8] == b"ftyp":
        import pillow_heif

        pillow_heif.register_heif_opener()
        formats = ("HEIF",)
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        with Image.open(io.BytesIO(data), formats=formats) as image:
            yield image


def frames_of(image: Image.Image) -> int:
    """How many pages: a phone's JPEG may carry a second picture (MPO), and that is none."""
    return int(getattr(image, "n_frames", 1)) if image.format == "TIFF" else 1


def frame_of(image: Image.Image, number: int, settings: ReadSettings) -> Page | Picture | None:
    """One page of an open picture file, counted from 1; None where there is none."""
    return next(_steps(image, range(number - 1, number), settings)) if number <= frames_of(image) else None


def _steps(image: Image.Image, frames: range, settings: ReadSettings) -> Iterator[Page | Picture]:
    for index in frames:
        image.seek(index)
        if image.width * image.height > settings.max_image_pixels:
            yield Page(number=index + 1, width=612, height=792, failure=ReadFailure.TOO_LARGE)
            continue
        yield _step(image, index + 1, settings)


def _step(image: Image.Image, number: int, settings: ReadSettings) -> Page | Picture:
    across, down = _resolution(image)
    upright: Image.Image = ImageOps.exif_transpose(image)
    if upright.size != image.size:
        across, down = down, across
    pixels = _pixels(upright)
    if abs(across / down - 1) > 0.02:  # fax lines: stretch to square dots
        high = round(pixels.shape[0] * across / down)
        pixels = np.asarray(Image.fromarray(pixels).resize((pixels.shape[1], high), Image.Resampling.BICUBIC))
    high, wide = pixels.shape[:2]
    dpi = across if across else max(high, wide) / LETTER_HEIGHT_INCH
    page = Page(number=number, width=wide * 72 / dpi, height=high * 72 / dpi)
    if _blank(pixels):
        return page.model_copy(update={"blank": True, "source": "ocr"})
    if not settings.ocr:
        return page.model_copy(update={"failure": ReadFailure.NO_TEXT})
    return Picture(page, pixels, dpi)


def _pixels(image: Image.Image) -> Any:
    """Gray pixels on white paper."""
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        paper = Image.new("RGBA", image.size, "white")
        paper.alpha_composite(image.convert("RGBA"))
        image = paper
    if image.mode.startswith("I") or image.mode == "F":
        values = np.asarray(image, np.float64)
        low, high = float(values.min()), float(values.max())
        return ((values - low) * (255 / max(high - low, 1))).astype(np.uint8)
    return np.asarray(image.convert("L"))


def _resolution(image: Image.Image) -> tuple[float, float]:
    """Dots per inch across and down; a guess from letter paper where the file says nothing sensible."""
    guess = max(image.size) / LETTER_HEIGHT_INCH
    told: Any = image.info.get("dpi")
    try:
        across, down = float(told[0]), float(told[1])
    except (TypeError, ValueError, IndexError, ZeroDivisionError):
        return guess, guess
    if not (90 <= across <= 1300 and 90 <= down <= 1300) or max(image.size) / min(across, down) > 40:
        return guess, guess
    return across, down


def _blank(pixels: Any) -> bool:
    small = np.asarray(pixels[::2, ::2], np.int16)
    return bool((np.abs(np.diff(small, axis=0)) > 20).sum() + (np.abs(np.diff(small, axis=1)) > 20).sum() < 20)
