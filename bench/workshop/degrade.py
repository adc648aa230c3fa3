"""Ways of paper into a computer, on top of those of the sample records: turned, askew, and at a poor resolution."""

from typing import Any

import cv2
import numpy as np
from PIL import Image

from sample_records import degrade as plain

Gray = Any


def degrade(pdf: bytes, mode: str, seed: int) -> tuple[bytes, str]:
    """The copy of ``pdf`` that ``mode`` makes, and the ending of its file; every page is kept."""
    rng = np.random.default_rng(seed)
    if mode == "digital":
        return pdf, "pdf"
    if mode in {"scan", "fax"}:
        return plain.degrade(pdf, mode, str(seed)), "pdf"
    if mode == "scan150":
        pages = [Image.fromarray(plain.scan(p, rng)) for p in plain._render(pdf, 150)]
        return plain._pdf(pages, 150, quality=45), "pdf"
    if mode == "rotated":
        turn = rng.choice([1, 2, 3])
        pages = [
            Image.fromarray(np.ascontiguousarray(np.rot90(plain.scan(p, rng), turn))) for p in plain._render(pdf, 200)
        ]
        return plain._pdf(pages, 200, quality=50), "pdf"
    if mode == "skewed":
        pages = [Image.fromarray(plain.scan(_askew(p, rng), rng)) for p in plain._render(pdf, 200)]
        return plain._pdf(pages, 200, quality=50), "pdf"
    if mode == "photo":
        pages = [Image.fromarray(_smaller(plain.photograph(p, rng))) for p in plain._render(pdf, plain.PHOTO_DPI)]
        return plain._pdf(pages, plain.PHOTO_DPI, quality=55), "pdf"
    raise ValueError(f"no such mode: {mode}")


def _smaller(picture: Gray) -> Gray:
    """Pictures of telephones come in multiples of eight pixels."""
    height, width = (n // 8 * 8 for n in picture.shape)
    return cv2.resize(picture, (width, height), interpolation=cv2.INTER_AREA)


def _askew(picture: Gray, rng: np.random.Generator) -> Gray:
    """Fed in askew, by two to four degrees; the sheet is a little smaller so that nothing is cut off."""
    height, width = picture.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), float(rng.uniform(2, 4) * rng.choice([-1, 1])), 0.96)
    return cv2.warpAffine(picture, turn, (width, height), flags=cv2.INTER_LINEAR, borderValue=(255.0,))
