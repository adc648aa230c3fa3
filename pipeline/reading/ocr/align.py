"""Two readings of one stretch of a line, cut where the printed words end, so that one odd sign spoils one word only.

RapidOCR glues words (``3.0*/nl(4.0-11.0)``) that Tesseract parts, and the other way round; the characters that both
read alike say which piece of the one stands beside which piece of the other.
"""

from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import accumulate, pairwise

from pipeline.reading.ocr.tokens import Token, parted, plain
from schemas.provenance import Box

LEAST_ALIKE = 0.5  # share of characters read alike, below which the readings cannot be laid side by side
Piece = tuple[Token | None, Token | None]


def cut_alike(left: list[Token], right: list[Token]) -> list[Piece] | None:
    """Pieces of both readings that stand beside one another; None where they are too different to say."""
    first, second = "".join(plain(t.text) for t in left), "".join(plain(t.text) for t in right)
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    if not first or not second or matcher.ratio() < LEAST_ALIKE:
        return None
    codes = matcher.get_opcodes()
    cuts = {(0, 0), (len(first), len(second))}
    ends_left, ends_right = _inner_ends(left), _inner_ends(right)
    for at in ends_left:
        cuts |= {(at, other) for other in _beside(codes, at, ends_right) if not _within(first, at)}
    back = [(tag, k, m, i, j) for tag, i, j, k, m in codes]
    for at in ends_right:
        cuts |= {(other, at) for other in _beside(back, at, ends_left)}
    steps = sorted(cuts)
    rising = [steps[0]]
    for cut in steps[1:]:
        if cut[0] >= rising[-1][0] and cut[1] >= rising[-1][1]:
            rising.append(cut)
    return [(_part(left, a, c), _part(right, b, d)) for (a, b), (c, d) in pairwise(rising) if (a, b) != (c, d)]


def _inner_ends(tokens: list[Token]) -> set[int]:
    """Offsets where one word ends and, after a gap wide enough to part words, the next begins."""
    ends = list(accumulate(len(plain(t.text)) for t in tokens))
    high = max(t.box[3] - t.box[1] for t in tokens)
    return {end for end, (a, b) in zip(ends, pairwise(tokens), strict=False) if parted(a, b, high)}


def _within(text: str, at: int) -> bool:
    """Whether no printed word ends there: before a closing mark, or between the brackets of a formula."""
    before, after = text[at - 1], text[at]
    return (
        after in ",;)]}" or before in "'’" or (before in ")]" and after in "([/") or (before == "/" and after.isdigit())
    )


def _beside(codes: Sequence[tuple[str, int, int, int, int]], at: int, known: set[int]) -> list[int]:
    """The offset in the other reading that stands beside ``at``; none where the signs around it differ there too."""
    for tag, i, j, k, m in codes:
        if tag == "equal" and i < at < j:
            return [k + at - i]
        if at == j and tag == "equal":
            return [k + j - i]
        if at == i and tag == "equal":
            return [k]
        if tag != "equal" and i < at < j:
            return [o for o in known if k <= o <= m][:1]
    return []


def _part(tokens: list[Token], start: int, end: int) -> Token | None:
    """What one engine read between two offsets of its reading."""
    at, texts, boxes, scores = 0, [], [], []
    for token in tokens:
        text = plain(token.text)
        a, b = max(start - at, 0), min(end - at, len(text))
        if a < b:
            texts.append(text[a:b])
            boxes.append(_share(token.box, a / len(text), b / len(text)))
            scores.append(token.score)
        at += len(text)
    if not texts:
        return None
    x0, y0 = min(b[0] for b in boxes), min(b[1] for b in boxes)
    x1, y1 = max(b[2] for b in boxes), max(b[3] for b in boxes)
    return Token("".join(texts), (x0, y0, x1, y1), min(scores))


def _share(box: Box, start: float, end: float) -> Box:
    wide = box[2] - box[0]
    return (box[0] + wide * start, box[1], box[0] + wide * end, box[3])
