"""One picture of a page to words: prepare, detect, read with both engines at once, compare."""

from concurrent.futures import Executor, Future
from dataclasses import dataclass, field

import cv2
import numpy as np

from pipeline.reading.ocr import prep
from pipeline.reading.ocr.boxes import apart, hugged
from pipeline.reading.ocr.crops import box_of, crop_quad, one_line_each, read_line, sides
from pipeline.reading.ocr.merge import merge
from pipeline.reading.ocr.prep import Gray, Sheet
from pipeline.reading.ocr.rapid import Glyphs, Quad, Rapid
from pipeline.reading.ocr.second import WEAK, agreement, doubt_figures, settle
from pipeline.reading.ocr.tesseract import PAGE, TextEngine
from pipeline.reading.ocr.third import look_again
from pipeline.reading.ocr.tokens import Merged, Token
from pipeline.reading.ocr.uncovered import read_uncovered
from schemas.provenance import Box

WORK_DPI = 200
LEAST_SKEW = 0.05  # degrees
LINE_PIXELS = (24, 58)  # detected line height (with its margin) that both engines read well


@dataclass(slots=True)
class Engines:
    """The engines at hand and the threads they run on."""

    rapid: Rapid | None
    tesseract: TextEngine | None
    pool: Executor


@dataclass(slots=True)
class PageReading:
    """What was read: words in pixels of ``sheet``, its ruling lines, the quarter turns that set it upright."""

    sheet: Sheet
    words: list[Merged] = field(default_factory=list)
    rules: list[tuple[int, int, int, int]] = field(default_factory=list)
    turned: int = 0
    empty: bool = False  # no line of text, and no ink either


@dataclass(slots=True)
class Looked:
    """What both engines read on a sheet by themselves, before they are compared."""

    sheet: Sheet
    clean: Gray
    boxes: list[Box]
    rapid: list[Token]
    tesseract: list[Token]
    rules: list[tuple[int, int, int, int]]
    turned: int


def read_picture(gray: Gray, dpi: float, engines: Engines, origin: tuple[int, int] = (0, 0)) -> PageReading:
    """Read one gray picture of ``dpi`` dots per inch whose top left stands at ``origin`` (pixels) on the page."""
    seen = look(gray, dpi, engines, origin)
    return seen if isinstance(seen, PageReading) else compare(seen, engines)


def look(gray: Gray, dpi: float, engines: Engines, origin: tuple[int, int] = (0, 0)) -> Looked | PageReading:
    """Both engines' own readings of a picture; or the page's reading where there is nothing to compare."""
    sheet = Sheet(gray, np.array([[1, 0, -origin[0]], [0, 1, -origin[1]], [0, 0, 1]], float))
    factor = WORK_DPI / dpi
    if factor < 0.95 or factor > 1.05:
        sheet = prep.scaled(sheet, factor)
    if prep.uneven(sheet.gray):
        corners = prep.page_corners(sheet.gray)
        if corners is not None:
            sheet = prep.rectified(sheet, corners)
        sheet = Sheet(prep.flattened(sheet.gray), sheet.matrix)
    if engines.rapid is None:
        return _tesseract_only(sheet, engines)
    sheet, quads, turned = _upright(sheet, engines.rapid)
    if not quads:
        return PageReading(sheet, empty=prep.inkless(sheet.gray))
    sheet = Sheet(prep.panels_turned(sheet.gray, WORK_DPI), sheet.matrix)
    clean, rules = prep.without_rules(sheet.gray, WORK_DPI)
    quads = one_line_each(sheet.gray, quads)
    slow: Future[list[Token]] | None = None
    clean = prep.without_leaders(clean, WORK_DPI)
    if engines.tesseract is not None:
        slow = engines.pool.submit(_tesseract_tokens, clean, engines.tesseract)
    rapid = _read_lines(sheet.gray, quads, engines)
    tesseract = slow.result() if slow is not None else []
    return Looked(sheet, clean, [box_of(q, sheet.gray) for q in quads], rapid, tesseract, rules, turned)


def compare(seen: Looked, engines: Engines) -> PageReading:
    """The words of a page: what both read alike is agreed; where they differ, a second look may settle it."""
    slow = hugged(_without_specks(seen.tesseract, seen.boxes), seen.clean)
    fast = seen.rapid
    if engines.rapid is not None:
        fast = fast + read_uncovered(seen.sheet.gray, slow, seen.boxes, engines.rapid, engines.pool)
    words = merge(slow, fast)
    if engines.tesseract is not None:
        share = agreement(words)
        settle(words, seen.clean, engines.tesseract, engines.pool, WORK_DPI, share)
        if engines.rapid is not None and share >= WEAK:
            look_again(words, seen.sheet.gray, seen.clean, (engines.rapid, engines.tesseract), engines.pool)
        doubt_figures(words, share)
    return PageReading(seen.sheet, words, seen.rules, seen.turned)


def _without_specks(tokens: list[Token], lines: list[Box]) -> list[Token]:
    """The tokens that are not far smaller than a line of this page: dirt is no word."""
    least = 0.18 * float(np.median([b[3] - b[1] for b in lines]))
    return [t for t in tokens if t.box[3] - t.box[1] >= least or t.box[2] - t.box[0] >= 2 * least]


def _tesseract_only(sheet: Sheet, engines: Engines) -> PageReading:
    if engines.tesseract is None:
        return PageReading(sheet)
    skew = prep.skew_near(sheet.gray, 0.0)
    if abs(skew) > LEAST_SKEW:
        sheet = prep.straightened(sheet, skew)
    sheet = Sheet(prep.panels_turned(sheet.gray, WORK_DPI), sheet.matrix)
    clean, rules = prep.without_rules(sheet.gray, WORK_DPI)
    return PageReading(sheet, merge(_tesseract_tokens(clean, engines.tesseract), []), rules)


def _tesseract_tokens(clean: Gray, engine: TextEngine) -> list[Token]:
    smooth = np.asarray(cv2.GaussianBlur(clean, (0, 0), 0.7), np.uint8)
    return apart([Token(s.text, s.box, s.confidence) for s in engine.words(smooth, WORK_DPI, PAGE)])


def _upright(sheet: Sheet, rapid: Rapid) -> tuple[Sheet, list[Quad], int]:
    """The sheet set upright, straight and at a readable size, with the lines found on it."""
    quads = rapid.detect(sheet.gray)
    if not quads:
        return sheet, [], 0
    turn = 0
    tall = [q for q in quads if max(sides(q)) > 2.5 * min(sides(q))]
    if sum(sides(q)[1] > sides(q)[0] for q in tall) * 2 > len(tall) > 0:
        (sheet, quads), turn = _turned(sheet, quads, 90), 90
    if _upside_down(sheet.gray, quads, rapid):
        (sheet, quads), turn = _turned(sheet, quads, 180), turn + 180
    skew = prep.skew_near(sheet.gray, _skew(quads))
    if abs(skew) > LEAST_SKEW:
        before = sheet.matrix
        sheet = prep.straightened(sheet, skew)
        quads = _moved(quads, sheet.matrix @ np.linalg.inv(before))
    height = float(np.median([min(sides(q)) for q in quads]))
    if height < LINE_PIXELS[0] or height > LINE_PIXELS[1]:
        factor = min(3.0, max(0.4, 36 / height))
        if factor * max(sheet.gray.shape) < 6000:
            before = sheet.matrix
            sheet = prep.scaled(sheet, factor)
            quads = _moved(quads, sheet.matrix @ np.linalg.inv(before))
    return sheet, quads, turn


def _turned(sheet: Sheet, quads: list[Quad], degrees: int) -> tuple[Sheet, list[Quad]]:
    after = prep.turned(sheet, degrees)
    return after, [_clockwise(q) for q in _moved(quads, after.matrix @ np.linalg.inv(sheet.matrix))]


def _clockwise(quad: Quad) -> Quad:
    by_x = quad[np.argsort(quad[:, 0], kind="stable")]
    left, right = by_x[:2], by_x[2:]
    left, right = left[np.argsort(left[:, 1])], right[np.argsort(right[:, 1])]
    return np.array([left[0], right[0], right[1], left[1]], np.float32)


def _moved(quads: list[Quad], matrix: prep.Matrix) -> list[Quad]:
    return [np.asarray(cv2.perspectiveTransform(q[None].astype(np.float64), matrix)[0], np.float32) for q in quads]


def _skew(quads: list[Quad]) -> float:
    """Degrees the lines fall to the right (picture coordinates), weighted by their length."""
    long = [(q, sides(q)) for q in quads]
    angles = [
        (float(np.degrees(np.arctan2(q[1][1] - q[0][1], q[1][0] - q[0][0]))), wide)
        for q, (wide, high) in long
        if wide > 4 * high
    ]
    angles = [(a, w) for a, w in angles if abs(a) < 20]
    if len(angles) < 2:
        return 0.0
    angles.sort()
    half, total = sum(w for _, w in angles) / 2, 0.0
    for angle, weight in angles:
        total += weight
        if total >= half:
            return angle
    return 0.0


def _upside_down(gray: Gray, quads: list[Quad], rapid: Rapid) -> bool:
    """Read a few lines; where they make little sense, read them turned as well and let the better reading decide."""
    wide = sorted(quads, key=lambda q: -min(sides(q)[0] / max(sides(q)[1], 1), 8))[:5]
    crops = [crop_quad(gray, q)[:, :400] for q in wide]
    upright = [rapid.recognise(c) for c in crops[:2]]
    if len(upright) == 2 and all(g.score > 0.97 and len(g.text) > 7 for g in upright):
        return False
    upright += [rapid.recognise(c) for c in crops[2:]]
    if _certainty(upright) > 0.9:
        return False
    flipped = [rapid.recognise(np.ascontiguousarray(c[::-1, ::-1])) for c in crops]
    return _certainty(flipped) > _certainty(upright)


def _certainty(readings: list[Glyphs]) -> float:
    """Mean score, a reading without letters or figures counting nothing."""
    return sum(g.score for g in readings if any(c.isalnum() for c in g.text)) / max(len(readings), 1)


def _read_lines(gray: Gray, quads: list[Quad], engines: Engines) -> list[Token]:
    """Every detected line through the recogniser, in as many threads as there are."""
    if engines.rapid is None:
        return []
    jobs = [engines.pool.submit(read_line, gray, quad, engines.rapid) for quad in quads]
    return [token for job in jobs for token in job.result()]
