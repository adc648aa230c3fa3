"""RapidOCR's lines to words with boxes: characters know their column, gaps in the ink say where words end."""

import numpy as np

from pipeline.reading.ocr.prep import Gray
from pipeline.reading.ocr.rapid import Glyphs
from pipeline.reading.ocr.tokens import Token
from schemas.provenance import Box

NO_SIGN = 0.1  # score below which the recogniser saw none of the signs that it may read


def tokens_of(glyphs: Glyphs, crop: Gray, box: Box) -> list[Token]:
    """Words of one line. ``box`` is where ``crop`` stands in the page, pixels."""
    ink = ink_columns(crop)
    tokens: list[Token] = []
    for start, end in _words(glyphs, ink, crop.shape[0]):
        text = glyphs.text[start:end]
        x0, x1 = _extent(glyphs, start, end, ink)
        score = sum(glyphs.scores[start:end]) / (end - start)
        if score < NO_SIGN:
            continue  # a sign that is none of ours: the likeliest of ours says nothing
        tokens.append(Token(text, (box[0] + x0, box[1], box[0] + x1, box[3]), score))
    return tokens


def ink_columns(crop: Gray) -> list[bool]:
    """For each column of the crop: whether ink stands in its middle rows."""
    high = crop.shape[0]
    low, paper = np.percentile(crop, (1, 90))
    dark = crop[int(high * 0.12) : max(int(high * 0.88), 1)] < (low + paper * 1.4) / 2.4
    return [bool(v) for v in dark.any(axis=0)]


def _words(glyphs: Glyphs, ink: list[bool], high: int) -> list[tuple[int, int]]:
    """Half-open ranges of characters: split at spaces the engine read, and at gaps too wide for one word."""
    ranges: list[tuple[int, int]] = []
    start: int | None = None
    for i, c in enumerate(glyphs.text):
        if c.isspace():
            if start is not None:
                ranges.append((start, i))
            start = None
            continue
        if start is not None and _parts(glyphs.text, i):
            ranges.append((start, i))
            start = i
        if start is not None and start < i and _gap(ink, glyphs.centres[i - 1], glyphs.centres[i]) > 0.45 * high:
            ranges.append((start, i))
            start = i
        if start is None:
            start = i
    if start is not None:
        ranges.append((start, len(glyphs.text)))
    return ranges


def _parts(text: str, i: int) -> bool:
    """Whether a dot between listed things begins or has just ended; between figures it is a decimal point."""
    if "·" not in text[i - 1 : i + 1]:
        return False
    dot = i if text[i] == "·" else i - 1
    return not (text[dot - 1 : dot].isdigit() and text[dot + 1 : dot + 2].isdigit())


def _gap(ink: list[bool], left: float, right: float) -> int:
    """Width of the widest run without ink between two character centres."""
    widest = run = 0
    for x in range(max(0, int(left)), min(len(ink), int(right) + 1)):
        run = 0 if ink[x] else run + 1
        widest = max(widest, run)
    return widest


def _extent(glyphs: Glyphs, start: int, end: int, ink: list[bool]) -> tuple[float, float]:
    """Left and right edge of the word's ink, bounded by the middle of the space before and after it."""
    first, last = glyphs.centres[start], glyphs.centres[end - 1]
    left = (glyphs.centres[start - 1] + first) / 2 if start else 0.0
    right = (glyphs.centres[end] + last) / 2 if end < len(glyphs.text) else float(len(ink))
    if start >= 2 and glyphs.text[start - 1].isspace():
        left = glyphs.centres[start - 1]
    if end + 1 < len(glyphs.text) and glyphs.text[end].isspace():
        right = glyphs.centres[end]
    return _grow(ink, first, left, -1), _grow(ink, last, right, 1)


def _grow(ink: list[bool], centre: float, limit: float, step: int) -> float:
    """From a character's centre outwards to the last ink before ``limit``."""
    edge = x = int(min(max(centre, 0), len(ink) - 1))
    end = int(min(max(limit, 0), len(ink) - 1))
    blank = 0
    while x != end:
        x += step
        if ink[x]:
            edge, blank = x, 0
        else:
            blank += 1
            if blank > 12:
                break
    return float(edge + (step > 0))
