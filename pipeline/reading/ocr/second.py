"""A second look: where the engines differ, Tesseract reads the word again, alone and enlarged.

Lost points and broken letters are mostly faults of the page-wide pass. A word counts as agreed only when Tesseract,
shown nothing but the picture of that word, comes to what RapidOCR read by itself.
"""

from concurrent.futures import Executor

import cv2
import numpy as np

from pipeline.reading.ocr.prep import Gray
from pipeline.reading.ocr.tesseract import LINE, TextEngine
from pipeline.reading.ocr.tokens import Merged, Token, plain

SURE = 0.9  # RapidOCR's score below which no second look is worth its time
AT_MOST = 80  # second looks a page
HEIGHT = 64  # pixels a word's crop is enlarged to
MARGIN = 0.05  # of the height, beside the word: more would show its neighbours


# Measured on faxes: where the engines agree on fewer words than this share, both may misread a figure alike (115, 15).
HOPELESS, WEAK = 0.5, 0.7
POINTS = str.maketrans("", "", ".,")
WEAK_SCORES = (0.75, 0.97)  # least scores (Tesseract, RapidOCR) of an agreed figure on a weak page
SCORES = (0.3, 0.9)  # and on any page


def agreement(words: list[Merged]) -> float:
    """Share of the page's words (two letters or figures at least) that both engines read alike at first sight."""
    real = [w for w in words if w.rapid is not None and sum(c.isalnum() for c in w.text) >= 2 and "^" not in w.text]
    return sum(w.agreed and w.alike for w in real) / len(real) if real else 0.0


def doubt_figures(words: list[Merged], share: float) -> None:
    """Take back the agreement on words with figures where the page, or the word, was read with difficulty."""
    least = WEAK_SCORES if share < WEAK else SCORES
    for word in words:
        if not word.agreed or word.tesseract is None or word.rapid is None or not any(c.isdigit() for c in word.text):
            continue
        if share < HOPELESS or word.tesseract.score < least[0] or word.rapid.score < least[1]:
            word.agreed = False


def settle(words: list[Merged], clean: Gray, engine: TextEngine, pool: Executor, dpi: int, share: float = 1.0) -> None:
    """Look again at the words the engines read differently; those read alike now become agreed.

    On a page where they agree on few words (``share``) nothing is looked at again: there a second look errs as the
    first did, and made "Patient" of "Patent" and 32 of 3.2 agreed (measured on faxes).
    """
    if share < WEAK:
        return
    open_words = [w for w in words if _worth(w) or _unsure(w)][:AT_MOST]
    jobs = [pool.submit(_again, w, clean, engine, dpi) for w in open_words]
    for word, job in zip(open_words, jobs, strict=True):
        token = job.result()
        if token is not None and plain(token.text) == plain(word.text):
            # Read alike by both engines, and again by Tesseract at another size: its own low score says no more.
            token.score = max(token.score, SCORES[0]) if word.agreed else token.score
            word.agreed, word.tesseract = True, token
            words += _parted(word, token)


def _parted(word: Merged, token: Token) -> list[Merged]:
    """What follows the first of several words of letters: "notcovered" is two. ``word`` is cut to the first."""
    parts = token.text.split(" ")
    x0, y0, x1, y1 = word.box
    step = (x1 - x0) / max(len(token.text), 1)
    out, at = [], 0
    for part in parts if len(parts) > 1 else ():
        box = (x0 + at * step, y0, x0 + (at + len(part)) * step, y1)
        read = Token(part, box, token.score)
        out.append(Merged(part, box, True, read, Token(part, box, word.rapid.score if word.rapid else 0.0)))
        at += len(part) + 1
    if out:
        word.text, word.box, word.tesseract, word.rapid = out[0].text, out[0].box, out[0].tesseract, out[0].rapid
    return out[1:]


def _unsure(word: Merged) -> bool:
    """Agreed, but with a figure in it and a score of Tesseract's that would undo the agreement."""
    slow, fast = word.tesseract, word.rapid
    if not word.agreed or slow is None or fast is None or not any(c.isdigit() for c in word.text):
        return False
    return slow.score < SCORES[0] and fast.score >= SURE and plain(fast.text) == plain(word.text)


def _worth(word: Merged) -> bool:
    rapid, figures = word.rapid, any(c.isdigit() for c in word.text)
    if word.agreed or rapid is None or rapid.score < SURE or "^" in word.text:
        return False
    if figures and _lost_point(word):
        return False  # a point once seen is not unseen by looking again
    return any(c.isalnum() for c in word.text) and plain(rapid.text) == word.text


def _lost_point(word: Merged) -> bool:
    """Whether Tesseract's first reading is this word with a point or comma more."""
    first = plain(word.tesseract.text) if word.tesseract is not None else ""
    return first != word.text and first.translate(POINTS) == word.text.translate(POINTS) and len(first) > len(word.text)


def _again(word: Merged, clean: Gray, engine: TextEngine, dpi: int) -> Token | None:
    box = word.rapid.box if word.rapid is not None else word.box
    high = box[3] - box[1]
    x0, x1 = max(0, round(box[0] - MARGIN * high)), min(clean.shape[1], round(box[2] + MARGIN * high))
    y0, y1 = max(0, round(box[1])), min(clean.shape[0], round(box[3]))
    crop = clean[y0:y1, x0:x1]
    if crop.size == 0 or y1 - y0 < 6:
        return None
    factor = HEIGHT / (y1 - y0)
    crop = np.asarray(cv2.resize(crop, None, fx=factor, fy=factor, interpolation=cv2.INTER_CUBIC), np.uint8)
    # The paper goes on as it is: a frame of another gray is read as a stroke.
    crop = np.asarray(cv2.copyMakeBorder(crop, 12, 12, 16, 16, cv2.BORDER_REPLICATE), np.uint8)
    seen = engine.words(crop, round(dpi * factor), LINE)
    if not seen:
        return None
    spaced = all(len(s.text) > 1 and s.text.strip(",.;:").isalpha() for s in seen)
    text = (" " if spaced else "").join(s.text for s in seen)
    return Token(text, word.box, min(s.confidence for s in seen))
