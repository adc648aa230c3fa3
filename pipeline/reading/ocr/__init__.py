"""OCR of one picture with two independent engines; boxes come back in the page as displayed."""

from __future__ import annotations

import os
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from schemas.document import Page, Reading, TextSource, Word
from schemas.errors import ReadFailure

if TYPE_CHECKING:
    from pipeline.reading.ocr.page import Engines, PageReading
    from pipeline.reading.ocr.tokens import Merged
    from pipeline.reading.settings import ReadSettings
    from pipeline.reading.work import Picture
    from schemas.provenance import Box

MUCH_TEXT = 20  # words of a text layer that say which way a page is up
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
    page, frame = picture.page, _Frame(picture, reading)
    words = [_word(m, frame, names) for m in reading.words]
    upright = None if frame.plain else _flat(frame.upright)
    if page.words:
        words, upright = _with_layer(page, words, upright)
    if reading.empty and not words:
        return page.model_copy(update={"source": TextSource.OCR, "blank": True})
    if not any(_means_something(w) for w in words):
        return page.model_copy(update={"source": TextSource.OCR, "words": (), "failure": ReadFailure.NO_TEXT})
    return page.model_copy(
        update={
            "source": TextSource.TEXT if page.words else TextSource.OCR,
            "words": tuple(words),
            "rules": tuple(frame.layout(r) for r in reading.rules),
            "rotated": page.rotated if page.words else reading.turned,
            "upright": upright,
        }
    )


class _Frame:
    """From pixels of the sheet OCR worked on to points, as displayed and upright."""

    def __init__(self, picture: Picture, reading: PageReading) -> None:
        import numpy as np

        points, matrix = 72 / picture.dpi, reading.sheet.matrix
        # Upright points keep the size the page is displayed at, whatever scale OCR worked at.
        scale = abs(float(np.linalg.det(matrix[:2, :2] / matrix[2, 2]))) ** 0.5
        self._work = points / scale if scale > 0 else points
        self._shift = (picture.origin[0] * points, picture.origin[1] * points)
        ahead = np.array([[self._work, 0, self._shift[0]], [0, self._work, self._shift[1]], [0, 0, 1]])
        self.upright = ahead @ matrix @ np.diag([1 / points, 1 / points, 1])
        self._back = np.diag([points, points, 1]) @ np.linalg.inv(matrix)
        self.plain = bool(np.allclose(self.upright / self.upright[2, 2], np.eye(3), atol=1e-3))

    def layout(self, box: Box) -> Box:
        """A box of the sheet in upright points."""
        w, (x, y) = self._work, self._shift
        return (box[0] * w + x, box[1] * w + y, box[2] * w + x, box[3] * w + y)

    def displayed(self, box: Box) -> Box:
        """The smallest box around it in the page as displayed, points."""
        return moved_box(box, self._back)


def moved_box(box: Box, matrix: Any) -> Box:
    """The smallest upright box around ``box`` after a 3x3 transform."""
    import numpy as np

    x0, y0, x1, y1 = box
    corners = np.array([[x0, y0, 1], [x1, y0, 1], [x1, y1, 1], [x0, y1, 1]]) @ matrix.T
    there = corners[:, :2] / corners[:, 2:]
    (left, top), (right, bottom) = there.min(axis=0), there.max(axis=0)
    return (float(left), float(top), float(right), float(bottom))


def _flat(matrix: Any) -> tuple[float, ...]:
    import numpy as np

    a = matrix / matrix[2, 2]
    rows = a[:2] if np.allclose(a[2, :2], 0, atol=1e-12) else a
    return tuple(float(v) for v in rows.ravel())


def _square(upright: tuple[float, ...]) -> Any:
    import numpy as np

    return np.array([*upright, 0, 0, 1] if len(upright) == 6 else upright).reshape(3, 3)


def _word(merged: Merged, frame: _Frame, engines: tuple[str, ...]) -> Word:
    readings = tuple(
        Reading(engine=name, text=token.text if token else "", confidence=token.score if token else 0.0)
        for name, token in (("tesseract", merged.tesseract), ("rapidocr", merged.rapid))
        if name in engines
    )
    return Word(
        text=merged.text,
        box=frame.displayed(merged.box),
        layout_box=None if frame.plain else frame.layout(merged.box),
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


def _with_layer(
    page: Page, read: list[Word], upright: tuple[float, ...] | None
) -> tuple[list[Word], tuple[float, ...] | None]:
    """Words of a trusted layer and those OCR found besides, all in one upright frame; and that frame."""
    added = [w for w in read if not _known(w, page.words)]
    if len(page.words) > MUCH_TEXT or upright is None:
        # The layer knows which way is up: a picture that was pasted sideways does not turn the page.
        return [*page.words, *(_set_upright(w, page.upright) for w in added)], page.upright
    return [*(_set_upright(w, upright) for w in page.words), *added], upright


def _set_upright(word: Word, upright: tuple[float, ...] | None) -> Word:
    box = None if upright is None else moved_box(word.box, _square(upright))
    return word.model_copy(update={"layout_box": box})


def _known(word: Word, known: tuple[Word, ...]) -> bool:
    """Whether a word of the text layer stands where OCR read this one."""
    x, y = (word.box[0] + word.box[2]) / 2, (word.box[1] + word.box[3]) / 2
    return any(k.box[0] - 1 <= x <= k.box[2] + 1 and k.box[1] - 1 <= y <= k.box[3] + 1 for k in known)
