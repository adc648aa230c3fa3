"""Ink that one engine's detector passed over: the words Tesseract found there are read by RapidOCR's recogniser, too.

Small print below or beside larger (a unit under the name of a test) is often in no detected line. Its words would stand
in the page as one engine alone read them, and be left in doubt. What the recogniser makes of such a place is a second
reading like any other; only where the place comes from is not.
"""

from concurrent.futures import Executor

from pipeline.reading.ocr.crops import around
from pipeline.reading.ocr.lines import tokens_of
from pipeline.reading.ocr.prep import Gray
from pipeline.reading.ocr.rapid import Rapid
from pipeline.reading.ocr.tokens import Token, plain
from schemas.provenance import Box

AT_MOST = 60  # places a page
COVERED = 0.5  # of a word's height in a detected line, which then has been read
BESIDE, ABOVE = 0.35, 0.25  # margins of a place, in heights
TOGETHER = 1.2  # heights: words no farther apart are one place
SURE = 0.85  # least score of a reading that differs from Tesseract's: dirt is no word


def read_uncovered(gray: Gray, words: list[Token], lines: list[Box], rapid: Rapid, pool: Executor) -> list[Token]:
    """RapidOCR's readings of the places of ``words`` (Tesseract's) that stand in none of the detected ``lines``."""
    left = [w for w in words if any(c.isalnum() for c in w.text) and not _covered(w.box, lines)]
    places = _places(left)[:AT_MOST]
    jobs = [pool.submit(_read, gray, place, rapid) for place in places]
    return [t for place, job in zip(places, jobs, strict=True) for t in _believed(job.result(), place)]


def _covered(box: Box, lines: list[Box]) -> bool:
    middle = (box[0] + box[2]) / 2
    high = box[3] - box[1]
    return any(x0 < middle < x1 and min(box[3], y1) - max(box[1], y0) > COVERED * high for x0, y0, x1, y1 in lines)


def _places(words: list[Token]) -> list[list[Token]]:
    """The words by place: those of one line that stand close together."""
    places: list[list[Token]] = []
    for word in sorted(words, key=lambda w: w.box[0]):
        near = (p for p in places if _follows(p[-1].box, word.box))
        place = next(near, None)
        if place is None:
            places.append([word])
        else:
            place.append(word)
    return places


def _follows(box: Box, after: Box) -> bool:
    high = min(box[3] - box[1], after[3] - after[1])
    level = min(box[3], after[3]) - max(box[1], after[1]) > COVERED * high
    return level and after[0] - box[2] < TOGETHER * high


def _read(gray: Gray, place: list[Token], rapid: Rapid) -> list[Token]:
    x0, y0 = min(w.box[0] for w in place), min(w.box[1] for w in place)
    x1, y1 = max(w.box[2] for w in place), max(w.box[3] for w in place)
    found = around(gray, (x0, y0, x1, y1), BESIDE, ABOVE)
    return tokens_of(rapid.recognise(found[0]), *found) if found is not None else []


def _believed(tokens: list[Token], place: list[Token]) -> list[Token]:
    """Readings that are sure, or those that Tesseract came to as well."""
    known = {plain(w.text) for w in place}
    return [t for t in tokens if t.score >= SURE or plain(t.text) in known]
