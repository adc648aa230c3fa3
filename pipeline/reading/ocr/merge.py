"""Two engines' readings of one page to one list of words: what both read alike is agreed, the rest is marked."""

from itertools import pairwise

from pipeline.reading.ocr.align import cut_alike
from pipeline.reading.ocr.tokens import Merged, Token, core_of, flagged, parted, plain, rows_of, stacked
from schemas.provenance import Box

_OVERLAP = 0.15  # of the narrower of two boxes of one single sign


def merge(tesseract: list[Token], rapid: list[Token]) -> list[Merged]:
    """Pair the readings by place, then by text."""
    merged: list[Merged] = []
    for left, right in _groups(tesseract, rapid):
        merged += _settle(left, right)
    merged.sort(key=lambda m: (round(m.box[3]), m.box[0]))
    return merged


def _groups(first: list[Token], second: list[Token]) -> list[tuple[list[Token], list[Token]]]:
    """Connected groups of tokens that stand in the same place."""
    parent = list(range(len(first) + len(second)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    by_height = sorted(range(len(second)), key=lambda j: second[j].box[1])
    for i, token in enumerate(first):
        for j in by_height:
            other = second[j]
            if other.box[1] > token.box[3]:
                break
            if _same_ink(token, other):
                parent[root(i)] = root(len(first) + j)
    groups: dict[int, tuple[list[Token], list[Token]]] = {}
    for i, token in enumerate(first):
        groups.setdefault(root(i), ([], []))[0].append(token)
    for j, token in enumerate(second):
        groups.setdefault(root(len(first) + j), ([], []))[1].append(token)
    return list(groups.values())


def _same_ink(a: Token, b: Token) -> bool:
    """Whether two readings are of one place; Tesseract's box of a single sign may lie half beside it.

    Signs printed beside one another do not overlap, so one and the same sign in boxes that do is one.
    """
    if _same_place(a.box, b.box):
        return True
    short = len(a.text) == 1 and plain(a.text) == plain(b.text)
    return short and _same_place(a.box, b.box, least=_OVERLAP)


def _same_place(a: Box, b: Box, least: float = 0.4) -> bool:
    wide = min(a[2], b[2]) - max(a[0], b[0])
    high = min(a[3], b[3]) - max(a[1], b[1])
    return wide > least * min(a[2] - a[0], b[2] - b[0]) and high > 0.4 * min(a[3] - a[1], b[3] - b[1])


def _settle(left: list[Token], right: list[Token]) -> list[Merged]:
    """One group's words; where it holds several printed lines, line by line."""
    if not (stacked(left) or stacked(right)):
        return _settle_line(left, right)
    return [m for first, second in rows_of(left, right) for m in _settle_line(first, second)]


def _settle_line(left: list[Token], right: list[Token]) -> list[Merged]:
    left, right = sorted(left, key=lambda t: t.box[0]), sorted(right, key=lambda t: t.box[0])
    merged: list[Merged] = []
    for a in list(left):  # equal words first, so that one odd neighbour does not spoil them
        for b in list(right):
            if plain(a.text) == plain(b.text) and _same_ink(a, b):
                merged.append(Merged(_spoken(a, b), _tighter(a.box, b.box), True, a, b))
                left.remove(a)
                right.remove(b)
                break
    if not left and not right:
        return merged
    if not right:
        return merged + [Merged(t.text, t.box, False, t, None) for t in left]
    if not left:
        return merged + [Merged(_own(t), t.box, False, None, t) for t in right]
    return merged + _unequal(left, right)


def _tighter(a: Box, b: Box) -> Box:
    """Tesseract's box, but not where it runs far beyond the letters RapidOCR placed, or beside them."""
    if a[2] - a[0] > 1.4 * (b[2] - b[0]) + 0.5 * (b[3] - b[1]) or not _same_place(a, b):
        return (b[0], a[1], b[2], a[3])
    return a


def _own(token: Token) -> str:
    return plain(token.text) or token.text


def _spoken(a: Token, b: Token) -> str:
    """How an agreed word is written: with the typography of the better reader where that is not plain."""
    return a.text if plain(a.text) == a.text else plain(b.text) or a.text


def _unequal(left: list[Token], right: list[Token]) -> list[Merged]:
    if "".join(plain(t.text) for t in left) == "".join(plain(t.text) for t in right):
        return _same_letters(left, right)
    if len(left) == len(right) == 1:
        return _pair(left[0], right[0])
    pieces = cut_alike(left, right)
    if pieces is not None:
        return [m for a, b in pieces for m in _piece(a, b)]
    if len(left) == len(right):
        return [m for a, b in zip(left, right, strict=True) for m in _pair(a, b)]
    whole = Token(" ".join(t.text for t in left), _around(left), min(t.score for t in left))
    if len(right) == 1:
        return [Merged(_own(right[0]), whole.box, False, whole, right[0])]
    return [Merged(_own(t), t.box, False, whole, t) for t in right]


def _piece(a: Token | None, b: Token | None) -> list[Merged]:
    if a is None or b is None:
        only = a or b
        return [Merged(_own(only), only.box, False, a, b)] if only is not None else []
    if plain(a.text) == plain(b.text):
        return [Merged(_spoken(a, b), _tighter(a.box, b.box), True, a, b)]
    return _pair(a, b)


def _pair(a: Token, b: Token) -> list[Merged]:
    """Two different readings of one word; where only the marks around it differ, the word itself is agreed."""
    parts = core_of(plain(a.text), plain(b.text))
    starred = flagged(plain(a.text), plain(b.text))
    if starred is not None:
        return [Merged(starred, a.box, True, a, b, alike=False)]
    if parts is None:
        return [Merged(_own(b), a.box, False, a, b)]
    core, marks = parts
    x0, y0, x1, y1 = a.box
    end = x1 - (x1 - x0) * len(marks) / (len(core) + len(marks))
    word = Merged(core, (x0, y0, end, y1), True, a, b, alike=False)
    if not marks:
        return [word]
    return [word, Merged(marks, (end, y0, x1, y1), False, a, b)]


def _same_letters(left: list[Token], right: list[Token]) -> list[Merged]:
    """The same characters, other spaces. A wide gap in the picture parts words; a narrow one does not."""
    high = max(t.box[3] - t.box[1] for t in left)
    apart = [parted(a, b, high) for a, b in pairwise(left)]
    words = all(len(t.text) > 1 and t.text.strip(".,;:").isalpha() for t in left)
    cut_name = any(t.text.endswith(("'", "’")) for t in left[:-1])  # O'Dowd is one word
    if len(left) >= len(right) and not cut_name and (words or all(apart)):
        whole = Token(" ".join(t.text for t in right), _around(right), min(t.score for t in right))
        return [Merged(t.text, t.box, True, t, whole) for t in left]
    if len(right) > len(left):
        whole = Token(" ".join(t.text for t in left), _around(left), min(t.score for t in left))
        return [Merged(_own(t), t.box, True, whole, t) for t in right]
    whole = Token("".join(t.text for t in left), _around(left), min(t.score for t in left))
    joined = Token("".join(t.text for t in right), _around(right), min(t.score for t in right))
    return [Merged(plain(joined.text), whole.box, True, whole, joined)]


def _around(tokens: list[Token]) -> Box:
    return (
        min(t.box[0] for t in tokens),
        min(t.box[1] for t in tokens),
        max(t.box[2] for t in tokens),
        max(t.box[3] for t in tokens),
    )
