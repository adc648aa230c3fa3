"""Tesseract's boxes, mended where they run over a word's neighbours: lines are told, and readings paired, by them."""

from itertools import pairwise

import numpy as np

from pipeline.reading.ocr.prep import Gray
from pipeline.reading.ocr.tokens import Token

TALL = 1.3  # times the usual height: the box is of the line, not of the word
LEAST = 0.4  # of the usual height: less ink than that says nothing


def apart(tokens: list[Token]) -> list[Token]:
    """Boxes that run on over the words that follow (Tesseract's order) end where the next begins."""
    for token, after in pairwise(tokens):
        (x0, y0, x1, y1), (a0, b0, _, b1) = token.box, after.box
        if x0 < a0 < x1 and min(y1, b1) - max(y0, b0) > 0.5 * min(y1 - y0, b1 - b0):
            token.box = (x0, y0, a0 - 1.0, y1)
    return tokens


def hugged(tokens: list[Token], picture: Gray) -> list[Token]:
    """Boxes far taller than is usual on the page, drawn in to the ink of their word."""
    heights = [t.box[3] - t.box[1] for t in tokens if len(t.text) > 2]
    if not heights:
        return tokens
    usual = float(np.median(heights))
    return [_drawn_in(t, picture, usual) if t.box[3] - t.box[1] > TALL * usual else t for t in tokens]


def _drawn_in(token: Token, picture: Gray, usual: float) -> Token:
    x0, y0, x1, y1 = (round(v) for v in token.box)
    crop = picture[max(0, y0) : y1, max(0, x0) : x1]
    if crop.size == 0:
        return token
    low, paper = np.percentile(crop, (2, 90))
    rows = np.concatenate(([0], (crop < (low + paper) / 2).any(axis=1).astype(np.int8), [0]))
    edges = np.flatnonzero(np.diff(rows))
    top, bottom = max(zip(edges[::2], edges[1::2], strict=True), key=lambda r: int(r[1] - r[0]), default=(0, 0))
    if bottom - top < LEAST * usual:
        return token
    box = (token.box[0], float(max(0, y0) + top), token.box[2], float(max(0, y0) + bottom))
    return Token(token.text, box, token.score)
