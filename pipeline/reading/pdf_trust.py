"""Whether a page's text layer may be believed: the picture the reader sees is the judge.

A low-resolution rendering costs under a millisecond, so every page is checked: a word without ink under it is not on
the page, whatever the reason (white, covered, clipped, off the page, invisible).
"""

from ctypes import byref, c_int, c_uint, c_void_p, cast
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium
import pypdfium2.raw as raw

from pipeline.reading.drawn import bounds_of, rules_of
from pipeline.reading.glyphs import Figures
from pipeline.reading.pdf_text import Frame, RawWord, TextLayer
from schemas.provenance import Box

CHECK_DPI = 36
EDGE = 16  # gray levels: paper changes less from one pixel to the next
MIN_TEXT_POINTS = 3.0  # smaller than this nobody reads; hidden text is often set so
ENGLISH = dict(zip("etaoinshrdlcumwfgypbvkjxqz", (
    12.7, 9.1, 8.2, 7.5, 7.0, 6.7, 6.3, 6.1, 6.0, 4.3, 4.0, 2.8, 2.8, 2.4, 2.4, 2.2, 2.0, 2.0, 1.9, 1.5, 1.0, 0.8, 0.15,
    0.15, 0.1, 0.07,
), strict=True))  # fmt: skip
NEITHER_LETTER_NOR_FIGURE = bytes(c for c in range(128) if not chr(c).isalnum())
LEADERS = frozenset("._-–—…=*· ")
MOST_OBJECTS = 20_000
OPAQUE = 255
PICTURE_SHARE = 0.04  # smaller pictures are logos and bar codes
OUTLINE_PATHS = 200  # so many shapes on a page may be letters drawn as curves
MOST_ROWS = 64  # of a word's box are looked at for ink
Gray = npt.NDArray[np.uint8]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What to do with a page: the words to keep, and whether the picture must be read as well."""

    words: tuple[RawWord, ...]
    read_picture: bool
    keep_words: bool
    blank: bool
    regions: tuple[Box, ...] = ()  # where OCR must look; empty: the whole page
    rules: tuple[Box, ...] = ()  # lines that the file draws


def judge(page: pdfium.PdfPage, frame: Frame, layer: TextLayer, figures: Figures) -> Verdict:
    """Keep the words that can be seen; decide whether OCR must read the page or parts of it.

    ``figures`` holds what is known of the document's fonts.
    """
    gray = render(page, CHECK_DPI)
    drawn, paths, lids = _pictures(page, frame)
    pictures = [box for _, box in drawn]
    seen = _visible(gray, frame, layer)
    seen, covering = _uncovered(page, frame, [*drawn, *lids], seen)
    covered = sum(_area(p, frame) for p in pictures)
    if not seen:
        return Verdict((), read_picture=_has_ink(gray), keep_words=False, blank=not _has_ink(gray))
    invisible = sum(layer.objects[w.object].invisible for w in seen)
    scan_below = covered > 0.5 and invisible > 0.3 * len(seen)
    if scan_below or _garbled(seen, layer) or _dubbed(seen, layer) or figures.lie(layer):
        return Verdict(tuple(seen), read_picture=True, keep_words=False, blank=False)
    seen = [w for w in seen if not layer.objects[w.object].invisible]
    if len(paths) > OUTLINE_PATHS and _unexplained(gray, frame, seen):
        return Verdict(tuple(seen), read_picture=True, keep_words=True, blank=False)
    rules = rules_of(paths, frame)
    others = (p for p in pictures if p not in covering)
    texty = (*covering, *(p for p in others if _area(p, frame) > PICTURE_SHARE and _texty(gray, frame, p, seen)))
    return Verdict(tuple(seen), read_picture=bool(texty), keep_words=True, blank=False, regions=texty, rules=rules)


def render(page: pdfium.PdfPage, dpi: float) -> Gray:
    """The page as displayed, in gray."""
    bitmap = page.render(scale=dpi / 72, grayscale=True, no_smoothtext=False)
    array: Gray = bitmap.to_numpy()
    return array[..., 0] if array.ndim == 3 else array


def _uncovered(
    page: pdfium.PdfPage, frame: Frame, drawn: list[tuple[int, Box]], words: list[RawWord]
) -> tuple[list[RawWord], tuple[Box, ...]]:
    """The words no picture, and no filled shape, was laid over; and what covers the others."""
    under: dict[int, list[Box]] = {}
    for i, w in enumerate(words):
        x, y = (w.box[0] + w.box[2]) / 2, (w.box[1] + w.box[3]) / 2
        hits = [b for _, b in drawn if b[0] < x < b[2] and b[1] < y < b[3]]
        if hits:
            under[i] = hits
    if not under:
        return words, ()
    order = {
        cast(raw.FPDFPage_GetObject(page, i), c_void_p).value or 0: i
        for i in range(min(raw.FPDFPage_CountObjects(page), MOST_OBJECTS))
    }
    place = {box: i for i, box in drawn}
    later = {i: _later(order, place, words[i], hits) for i, hits in under.items()}
    covering = {b for boxes in later.values() for b in boxes}
    kept = [w for i, w in enumerate(words) if not later.get(i)]
    return kept, tuple(b for b in place if b in covering)


def _later(order: dict[int, int], place: dict[Box, int], word: RawWord, boxes: list[Box]) -> list[Box]:
    """The pictures among ``boxes`` drawn after ``word``."""
    drawn_at = order.get(word.object)
    return [b for b in boxes if drawn_at is not None and place[b] > drawn_at]


def _pictures(page: pdfium.PdfPage, frame: Frame) -> tuple[list[tuple[int, Box]], list[Any], list[tuple[int, Box]]]:
    """Pictures on the page (inside forms too, three levels): place in drawing order and box.

    Then all paths, and those that may hide words: filled, opaque and drawn after some of them (place and box).
    """
    boxes: list[tuple[int, Box]] = []
    lids: list[tuple[int, Box]] = []
    paths: list[Any] = []
    written = False
    count = raw.FPDFPage_CountObjects(page)
    for i in range(min(count, MOST_OBJECTS)):
        item = raw.FPDFPage_GetObject(page, i)
        kind = raw.FPDFPageObj_GetType(item)
        if kind in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING) or (
            kind == raw.FPDF_PAGEOBJ_FORM and _holds_picture(item, 3)
        ):
            boxes.append((i, _clipped(bounds_of(item, frame), frame)))
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            paths.append(item)
            if written and _hides(item):
                lids.append((i, _clipped(bounds_of(item, frame), frame)))
        elif kind == raw.FPDF_PAGEOBJ_TEXT:
            written = True
    return boxes, paths, lids


def _hides(path: Any) -> bool:
    """Whether a path is filled with a colour that nothing shows through."""
    mode, stroked = c_int(), c_int()
    red, green, blue, alpha = c_uint(), c_uint(), c_uint(), c_uint()
    if not raw.FPDFPath_GetDrawMode(path, byref(mode), byref(stroked)) or not mode.value:
        return False
    known = raw.FPDFPageObj_GetFillColor(path, byref(red), byref(green), byref(blue), byref(alpha))
    return bool(known) and alpha.value == OPAQUE


def _holds_picture(form: Any, depth: int) -> bool:
    for i in range(min(raw.FPDFFormObj_CountObjects(form), 2_000)):
        item = raw.FPDFFormObj_GetObject(form, i)
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_IMAGE or (
            kind == raw.FPDF_PAGEOBJ_FORM and depth and _holds_picture(item, depth - 1)
        ):
            return True
    return False


def _clipped(box: Box, frame: Frame) -> Box:
    x0, x1 = (min(max(v, 0.0), frame.width) for v in (box[0], box[2]))
    y0, y1 = (min(max(v, 0.0), frame.height) for v in (box[1], box[3]))
    return (x0, y0, x1, y1)


def _area(box: Box, frame: Frame) -> float:
    share: float = (box[2] - box[0]) * (box[3] - box[1]) / (frame.width * frame.height)
    return share


def _edges(gray: Gray) -> npt.NDArray[np.int64]:
    """Where the picture changes by more than paper does: indexes into the flat picture, ascending."""
    edge = np.zeros(gray.shape, bool)
    if gray.size and gray.shape[1] > 1:
        edge[:, 1:] = cv2.absdiff(gray[:, 1:], gray[:, :-1]) > EDGE
    if gray.size and gray.shape[0] > 1:
        edge[1:, :] |= cv2.absdiff(gray[1:, :], gray[:-1, :]) > EDGE
    return np.flatnonzero(edge)


def _inked(edges: npt.NDArray[np.int64], wide: int, x0: Ints, y0: Ints, x1: Ints, y1: Ints) -> npt.NDArray[np.bool_]:
    """Whether an edge lies in each of the boxes (pixels, half open); of a very tall box the top is looked at."""
    rows = np.minimum(y1 - y0, MOST_ROWS)
    start = np.cumsum(rows) - rows
    line = (np.arange(int(rows.sum())) - np.repeat(start - y0, rows)) * wide
    left, right = line + np.repeat(x0, rows), line + np.repeat(x1, rows)
    found = np.searchsorted(edges, right) > np.searchsorted(edges, left)
    return np.asarray(np.logical_or.reduceat(found, start), np.bool_)


def _visible(gray: Gray, frame: Frame, layer: TextLayer) -> list[RawWord]:
    """The words that stand on the page, are large enough to read and have ink under them."""
    if not layer.words:
        return []
    boxes = np.array([w.box for w in layer.words], np.float64)
    high, wide = gray.shape
    scale = np.array([wide / frame.width, high / frame.height] * 2)
    middle_x, middle_y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    on_page = (middle_x > 0) & (middle_x < frame.width) & (middle_y > 0) & (middle_y < frame.height)
    small = np.minimum(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1])
    tall = np.maximum(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1])
    big_enough = (boxes[:, 3] - boxes[:, 1] >= MIN_TEXT_POINTS) | ((small > 0.5) & (tall >= MIN_TEXT_POINTS))
    grid = boxes * scale
    x0 = np.clip(np.floor(grid[:, 0]), 0, wide - 1).astype(int)
    y0 = np.clip(np.floor(grid[:, 1]), 0, high - 1).astype(int)
    x1 = np.clip(np.ceil(grid[:, 2]), x0 + 1, wide).astype(int)
    y1 = np.clip(np.ceil(grid[:, 3]), y0 + 1, high).astype(int)
    keep = on_page & big_enough & _inked(_edges(gray), wide, x0, y0, x1, y1)
    return [
        w
        for w, ok, a, b, c, d in zip(layer.words, keep, x0, y0, x1, y1, strict=True)
        if ok and not (layer.objects[w.object].pale and _pale_on_pale(gray[b:d, a:c]))
    ]


def _pale_on_pale(patch: Gray) -> bool:
    """Pale letters show only on a darker ground."""
    return bool(np.median(patch) > 170)


def _has_ink(gray: Gray) -> bool:
    return len(_edges(gray)) > 3


def _dubbed(words: list[RawWord], layer: TextLayer) -> bool:
    """Whether a word of two characters or more is what the file says of it and not what it draws."""
    return any(layer.objects[w.object].dubbed and len(w.text) > 1 for w in words)


def _garbled(words: list[RawWord], layer: TextLayer) -> bool:
    """Whether the letters of the layer are not the ones on the page, as far as statistics can tell."""
    text = "".join(w.text for w in words)
    bad = 0 if text.isascii() else sum(c == "\ufffd" or "\ue000" <= c <= "\uf8ff" for c in text)
    if bad > 0.03 * len(text) or layer.unmapped > 0.1 * len(layer.words):
        return True
    said = len(text) - sum(map(text.count, LEADERS))
    readable = len(text.encode("ascii", "ignore").translate(None, NEITHER_LETTER_NOR_FIGURE))
    if readable < 0.4 * said and said > 40:
        return True
    lower = text.lower()
    counts = {c: lower.count(c) for c in ENGLISH}
    return sum(counts.values()) >= 150 and _unlike_english(counts)


def _unlike_english(counts: dict[str, int]) -> bool:
    dot = sum(counts[c] * ENGLISH[c] for c in counts)
    norm = (sum(v * v for v in counts.values()) * sum(v * v for v in ENGLISH.values())) ** 0.5
    return bool(dot < 0.62 * norm)


def _texty(gray: Gray, frame: Frame, box: Box, words: list[RawWord]) -> bool:
    """Whether a picture may hold text of its own: edges in it that no visible word explains."""
    sub = _unexplained_ink(gray, frame, words, box)
    return bool(sub > 0.01)


def _unexplained(gray: Gray, frame: Frame, words: list[RawWord]) -> bool:
    """Whether much of the page's ink is neither words nor ruling lines: letters drawn as shapes."""
    return bool(_unexplained_ink(gray, frame, words, (0.0, 0.0, frame.width, frame.height)) > 0.02)


def _unexplained_ink(gray: Gray, frame: Frame, words: list[RawWord], box: Box) -> float:
    """Share of ``box`` covered by edges outside the words, long straight lines not counted."""
    scale_x, scale_y = gray.shape[1] / frame.width, gray.shape[0] / frame.height
    x0, y0, x1, y1 = (round(v * s) for v, s in zip(box, (scale_x, scale_y) * 2, strict=True))
    g = gray.astype(np.int16)
    edge = np.zeros(gray.shape, bool)
    edge[:, 1:] = np.abs(g[:, 1:] - g[:, :-1]) > EDGE
    for w in words:
        a, b, c, d = w.box
        edge[int(b * scale_y) : int(d * scale_y) + 1, max(int(a * scale_x) - 1, 0) : int(c * scale_x) + 2] = False
    part = edge[y0:y1, x0:x1]
    if part.size == 0:
        return 0.0
    part = part & ~(part.mean(axis=0) > 0.3)[None, :]
    return float(part.mean())
