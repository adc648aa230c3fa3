"""OCR of one picture with two independent engines; boxes come back in the page as displayed."""

from __future__ import annotations

import os
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from schemas.document import Page, Reading, TextSource, Word
from schemas.errors import ReadFailure

if TYPE_CHECKING:
    from pipeline.reading.ocr.merge import Merged
    from pipeline.reading.ocr.page import Engines, PageReading
    from pipeline.reading.settings import ReadSettings
    from pipeline.reading.work import Picture
    from schemas.provenance import Box

_lock = threading.Lock()
_engines: dict[tuple[tuple[str, ...], str | None, int], Engines] = {}


def cores(settings: ReadSettings) -> int:
    """Threads to use for OCR."""
    return settings.threads or len(os.sched_getaffinity(0))


def engines_for(settings: ReadSettings) -> Engines:
    """The engines the settings allow and this machine has, made once a process."""
    from pipeline.reading.ocr import rapid, tesseract
    from pipeline.reading.ocr.page import Engines

    key = (settings.engines, settings.tessdata, cores(settings))
    with _lock:
        if key not in _engines:
            fast = None
            if "rapidocr" in settings.engines:
                try:
                    fast = rapid.shared(cores(settings))
                except ImportError:
                    fast = None
            slow = tesseract.shared(settings.tessdata) if "tesseract" in settings.engines else None
            _engines[key] = Engines(fast, slow, ThreadPoolExecutor(cores(settings), "ocr"))
        return _engines[key]


def ocr_page(picture: Picture, settings: ReadSettings) -> Page:
    """Read the picture; words already known from a trusted text layer are kept, others added."""
    from pipeline.reading.ocr import prep
    from pipeline.reading.ocr.page import read_picture

    engines = engines_for(settings)
    if engines.rapid is None and engines.tesseract is None:
        return picture.page.model_copy(update={"failure": None if picture.page.words else ReadFailure.NO_TEXT})
    reading = read_picture(prep.to_gray(picture.pixels), picture.dpi, engines, picture.origin)
    used = (("tesseract", engines.tesseract), ("rapidocr", engines.rapid))
    return _page(picture, reading, tuple(name for name, engine in used if engine is not None))


def _page(picture: Picture, reading: PageReading, names: tuple[str, ...]) -> Page:
    import numpy as np

    points = 72 / picture.dpi
    matrix = reading.sheet.matrix
    plain = np.allclose(matrix, np.eye(3), atol=1e-9)
    # Upright points keep the size the page is displayed at, whatever scale OCR worked at.
    work = points * _shrink(matrix)
    back = np.linalg.inv(matrix)
    words = [_word(m, back, points, work, plain, names) for m in reading.words]
    page = picture.page
    if page.words:
        words = [*page.words, *(w for w in words if not _known(w, page.words))]
    if not any(_means_something(w) for w in words):
        return page.model_copy(update={"source": TextSource.OCR, "words": (), "failure": ReadFailure.NO_TEXT})
    full = np.diag([work, work, 1]) @ matrix @ np.diag([1 / points, 1 / points, 1])
    return page.model_copy(
        update={
            "source": TextSource.TEXT if page.words else TextSource.OCR,
            "words": tuple(words),
            "rules": tuple(_scaled(r, work) for r in reading.rules),
            "rotated": reading.turned,
            "upright": None if plain or page.words else _flat(full),
        }
    )


def _shrink(matrix: object) -> float:
    """Displayed pixels for one upright pixel."""
    import numpy as np

    a = np.asarray(matrix)
    scale = abs(float(np.linalg.det(a[:2, :2] / a[2, 2]))) ** 0.5
    return 1 / scale if scale > 0 else 1.0


def _flat(matrix: object) -> tuple[float, ...]:
    import numpy as np

    a = np.asarray(matrix) / np.asarray(matrix)[2, 2]
    rows = a[:2] if np.allclose(a[2, :2], 0, atol=1e-12) else a
    return tuple(float(v) for v in rows.ravel())


def _scaled(box: tuple[float, float, float, float], factor: float) -> Box:
    return (box[0] * factor, box[1] * factor, box[2] * factor, box[3] * factor)


def _word(merged: Merged, back: object, points: float, work: float, plain: bool, engines: tuple[str, ...]) -> Word:
    import numpy as np

    x0, y0, x1, y1 = merged.box
    corners = np.array([[x0, y0, 1], [x1, y0, 1], [x1, y1, 1], [x0, y1, 1]]) @ np.asarray(back).T
    there = corners[:, :2] / corners[:, 2:] * points
    (left, top), (right, bottom) = there.min(axis=0), there.max(axis=0)
    readings = tuple(
        Reading(engine=name, text=token.text if token else "", confidence=token.score if token else 0.0)
        for name, token in (("tesseract", merged.tesseract), ("rapidocr", merged.rapid))
        if name in engines
    )
    return Word(
        text=merged.text,
        box=(float(left), float(top), float(right), float(bottom)),
        layout_box=None if plain else _scaled(merged.box, work),
        source=TextSource.OCR,
        confidence=_confidence(merged),
        agreed=merged.agreed,
        readings=readings,
    )


def _confidence(merged: Merged) -> float:
    """Both alike: the chance that not both are wrong. Otherwise what the one read, at most one half."""
    scores = [t.score for t in (merged.tesseract, merged.rapid) if t is not None]
    if merged.agreed and len(scores) == 2:
        return 1 - (1 - scores[0]) * (1 - scores[1])
    return min(0.5, max(scores, default=0.0))


def _means_something(word: Word) -> bool:
    letters = sum(c.isalnum() for c in word.text)
    return word.source == TextSource.TEXT or (letters >= 2 and (word.agreed or len(word.readings) < 2))


def _known(word: Word, known: tuple[Word, ...]) -> bool:
    """Whether a word of the text layer stands where OCR read this one."""
    x, y = (word.box[0] + word.box[2]) / 2, (word.box[1] + word.box[3]) / 2
    return any(k.box[0] - 1 <= x <= k.box[2] + 1 and k.box[1] - 1 <= y <= k.box[3] + 1 for k in known)
