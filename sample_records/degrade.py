"""Paper's ways into a computer: a flatbed scan, a telephone's photograph, a fax, a TIFF of many pages.

Everything random comes from one seed per document, so the same seed gives the same bytes on the same libraries.
"""

import io
import time
import zlib
from typing import Any

import cv2
import numpy as np
import pypdfium2
from PIL import Image

Gray = Any  # NDArray[np.uint8]; OpenCV's own types fit neither float32 pages nor scalar colours
EPOCH = time.gmtime(1_767_225_600)  # a fixed date in the PDF's metadata: same input, same bytes
DPI = 200
FAX_DPI = 200
PHOTO_DPI = 190


def degrade(pdf: bytes, mode: str, seed: str) -> bytes:
    """The copy of a digital PDF that ``mode`` makes: scan, fax (PDF), tiff, photo (JPEG, first page) or png."""
    rng = np.random.default_rng(zlib.crc32(seed.encode()))
    if mode == "photo":
        return _jpeg(photograph(_render(pdf, PHOTO_DPI)[0], rng), 55)
    if mode == "png":
        return _image_bytes(Image.fromarray(_render(pdf, 120)[0]), "PNG", optimize=True)
    if mode == "tiff":
        return _tiff([scan(page, rng) for page in _render(pdf, DPI)])
    if mode == "fax":
        return _pdf(
            [Image.fromarray(fax(page, rng)).convert("1", dither=Image.Dither.NONE) for page in _render(pdf, FAX_DPI)],
            FAX_DPI,
        )
    return _pdf([Image.fromarray(scan(page, rng)) for page in _render(pdf, DPI)], DPI, quality=48)


def _render(pdf: bytes, dpi: int) -> list[Gray]:
    document = pypdfium2.PdfDocument(pdf)
    pages = [np.asarray(page.render(scale=dpi / 72, grayscale=True).to_numpy(), dtype=np.uint8) for page in document]
    document.close()
    return [p.reshape(p.shape[0], p.shape[1]) for p in pages]


def scan(page: Gray, rng: np.random.Generator) -> Gray:
    """A flatbed scan: askew by up to a degree, soft, grainy, with specks and a grey edge."""
    height, width = page.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), float(rng.uniform(0.3, 1.1) * rng.choice([-1, 1])), 1.0)
    turn[:, 2] = turn[:, 2] + rng.uniform(-6, 6, 2)
    upright = cv2.warpAffine(page, turn, (width, height), flags=cv2.INTER_LINEAR, borderValue=(232.0,))
    paper: Any = cv2.GaussianBlur(upright, (3, 3), 0.6).astype(np.float32)
    paper = paper * 0.9 + 18
    paper = paper + rng.normal(0, 3.0, paper.shape)
    for _ in range(int(rng.integers(15, 40))):
        x, y = int(rng.integers(0, width)), int(rng.integers(0, height))
        cv2.circle(paper, (x, y), int(rng.integers(1, 3)), (float(rng.uniform(60, 180)),), -1)
    return np.clip(paper, 0, 255).astype(np.uint8)


def photograph(page: Gray, rng: np.random.Generator) -> Gray:
    """A sheet photographed on a table: seen at a slant, lit from one side, a shadow across it."""
    height, width = page.shape
    margin = int(width * 0.06)
    size = (width + 2 * margin, height + 2 * margin)
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    wander = rng.uniform(-0.022, 0.022, (4, 2)) * width
    target = (corners + margin + wander).astype(np.float32)
    slant = cv2.getPerspectiveTransform(corners, target)
    table = np.full((size[1], size[0]), 70, dtype=np.float32) + rng.normal(0, 4, (size[1], size[0])).astype(np.float32)
    sheet = cv2.warpPerspective(page, slant, size, flags=cv2.INTER_LINEAR, borderValue=(0.0,)).astype(np.float32)
    mask = cv2.warpPerspective(np.full_like(page, 255), slant, size).astype(np.float32) / 255
    across, down = np.meshgrid(np.linspace(0, 1, size[0]), np.linspace(0, 1, size[1]))
    angle = rng.uniform(0, 2 * np.pi)
    light = 0.86 + 0.12 * (np.cos(angle) * (across - 0.5) + np.sin(angle) * (down - 0.5))
    edge = rng.uniform(0.55, 0.8)
    light = light * (1 - 0.2 / (1 + np.exp(-(across * 0.6 + down * 0.5 - edge) * 18)))
    picture = (table * (1 - mask) + sheet * mask) * light.astype(np.float32)
    picture = cv2.GaussianBlur(picture, (3, 3), 0.7) + rng.normal(0, 2.5, picture.shape)
    return np.clip(picture, 0, 255).astype(np.uint8)


def fax(page: Gray, rng: np.random.Generator) -> Gray:
    """A fax: black or white only, a little askew, ragged edges of the letters, streaks and pepper."""
    height, width = page.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), float(rng.uniform(-0.5, 0.5)), 0.985)
    paper = cv2.warpAffine(page, turn, (width, height), flags=cv2.INTER_LINEAR, borderValue=(255.0,)).astype(np.float32)
    paper = cv2.GaussianBlur(paper, (3, 3), 0.7) + rng.normal(0, 16, paper.shape)
    ink = np.where(paper < 150, 0, 255).astype(np.uint8)
    for _ in range(int(rng.integers(60, 120))):
        ink[int(rng.integers(0, height)), int(rng.integers(0, width))] = 0
    column = int(rng.integers(width // 8, width // 6))
    ink[:, column] = np.where(rng.random(height) < 0.3, 0, ink[:, column])
    return ink


def _jpeg(picture: Gray, quality: int) -> bytes:
    return _image_bytes(Image.fromarray(picture), "JPEG", quality=quality, dpi=(PHOTO_DPI, PHOTO_DPI))


def _tiff(pages: list[Gray]) -> bytes:
    """Several pages in one TIFF, JPEG-compressed grey."""
    images = [Image.fromarray(p) for p in pages]
    return _image_bytes(
        images[0], "TIFF", save_all=True, append_images=images[1:], compression="jpeg", quality=50, dpi=(DPI, DPI)
    )  # fmt: skip


def _pdf(images: list[Image.Image], dpi: int, **options: Any) -> bytes:
    fixed = {"resolution": dpi, "creationDate": EPOCH, "modDate": EPOCH}
    return _image_bytes(images[0], "PDF", save_all=True, append_images=images[1:], **fixed, **options)


def _image_bytes(image: Image.Image, kind: str, **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()
