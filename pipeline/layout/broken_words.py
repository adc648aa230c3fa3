"""Words broken in two by a cell too narrow for them: "DDX4" and "1" below it, "28/11/195" and "0".

Half of such a word may be a word of its own that says something else, so the two are put together before anything is
read: only where the upper half fills its line of the cell, the lower one opens the next, and both make one valid term.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable
from functools import lru_cache

from extractors.hgvs import find_coding, find_protein
from extractors.wordings import Wordings
from schemas.document import Page, ReadDocument, TextSource, Word
from schemas.vocabulary import Vocabulary

_WORDINGS = Wordings("layout", "broken_words")
_OPEN_DAY = _WORDINGS.pattern("open_day", ignore_case=False)
_WHOLE_DAY = _WORDINGS.pattern("whole_day", ignore_case=False)
_LAST_LETTER = _WORDINGS.pattern("last_letter", ignore_case=False)
_MANY_LETTERS = 5
_LONGEST = 24
_BELOW = 1.2  # heights: how far below the upper half the lower one begins at the most
_ALIGNED = 0.8  # letters by which the edges of the two may differ
_HALFWAY = 0.2  # heights by which the middles of cells of one row differ at the most
_SPACE = 1.2  # letters: what stands farther off stands in another cell

Whole = Callable[[str, str], bool]


def with_whole_words(document: ReadDocument, vocabulary: Vocabulary) -> ReadDocument:
    """``document`` with such words of its text layers in one; ``printed`` keeps the ink."""
    genes = frozenset(g.symbol for g in vocabulary.genes)
    heads = _heads_of(genes)
    pages = tuple(_of_page(page, genes, heads) for page in document.pages)
    if all(a is b for a, b in zip(pages, document.pages, strict=True)):
        return document
    return document.model_copy(update={"pages": pages})


@lru_cache(maxsize=2)
def _heads_of(names: frozenset[str]) -> frozenset[str]:
    return frozenset(s[:n] for s in names for n in range(2, len(s)))


def _of_page(page: Page, genes: frozenset[str], heads: frozenset[str]) -> Page:
    if page.source is TextSource.OCR:
        return page
    torn = any(len(w.text) == 1 and _LAST_LETTER.search(w.text) for w in page.words)
    uppers = [(w, whole) for w in page.words if (whole := _test_of(w.text, genes, heads, torn)) is not None]
    if not uppers:
        return page
    words = sorted(page.words, key=lambda w: w.place[1])
    tops = [w.place[1] for w in words]
    joined: dict[int, Word] = {}
    gone: set[int] = set()
    for upper, whole in uppers:
        high = upper.place[3] - upper.place[1]
        near = words[bisect_left(tops, upper.place[1] - high) : bisect_left(tops, upper.place[3] + 2 * high)]
        lower = _below(upper, near, whole)
        if lower is not None and id(upper) not in gone and id(lower) not in gone:
            joined[id(upper)] = _in_one(upper, lower, near)
            gone.add(id(lower))
    if not joined:
        return page
    return page.model_copy(update={"words": tuple(joined.get(id(w), w) for w in page.words if id(w) not in gone)})


def _test_of(text: str, genes: frozenset[str], heads: frozenset[str], torn: bool) -> Whole | None:
    """What tells whether ``text`` and another half make one word; ``None`` where it opens none.

    ``torn``: a letter stands alone on the page that may be the last of a word.
    """
    if len(text) > _LONGEST:
        return None
    if text in heads:
        return lambda a, b: a + b in genes and b not in genes
    if text[:2] in ("p.", "c."):
        return _is_change
    if text[0].isdigit():
        open_day = _OPEN_DAY.search(text) is not None
        return (lambda a, b: b.isdigit() and _WHOLE_DAY.search(a + b) is not None) if open_day else None
    if torn and len(text) >= _MANY_LETTERS and text.isalpha() and text[1:].islower():
        return lambda _, b: _LAST_LETTER.search(b) is not None
    return None


def _is_change(a: str, b: str) -> bool:
    """Whether two halves are one change in full: none of one is left over."""
    whole = a + b
    if not b.isascii() or b.startswith(("p.", "c.")):
        return False
    found = find_coding(whole) if a[0] == "c" else find_protein(whole)
    return any(change.start == 0 and change.end == len(whole) for change in found)


def _below(upper: Word, near: list[Word], whole: Whole) -> Word | None:
    """The other half of ``upper``: it opens the next line of the cell that ``upper`` has to itself."""
    x0, top, x1, bottom = upper.place
    high, char = bottom - top, (x1 - x0) / len(upper.text)
    for lower in near:
        a0, above, a1, _ = lower.place
        if not -0.3 * high < above - bottom < _BELOW * high or lower is upper or a1 > x1 + char:
            continue
        aligned = abs(a0 - x0) < _ALIGNED * char or abs(a0 + a1 - x0 - x1) < _ALIGNED * char
        if aligned and whole(upper.text, lower.text) and _is_alone(upper, near) and _is_alone(lower, near):
            return lower
    return None


def _is_alone(word: Word, near: Iterable[Word]) -> bool:
    """Whether no other word stands a space away from ``word`` on its line."""
    x0, top, x1, bottom = word.place
    space, middle = _SPACE * (x1 - x0) / len(word.text), (top + bottom) / 2
    return not any(
        w is not word and w.place[1] < middle < w.place[3] and w.place[0] < x1 + space and x0 - space < w.place[2]
        for w in near
    )


def _in_one(upper: Word, lower: Word, near: Iterable[Word]) -> Word:
    """Both halves as one word on the line of the upper one, or halfway where the cells beside it are set there."""
    x0, top, x1, bottom = upper.place
    half = (lower.place[1] - top) / 2
    middle = (top + bottom) / 2 + half
    between = any(abs((w.place[1] + w.place[3]) / 2 - middle) < _HALFWAY * (bottom - top) for w in near)
    down = half if between else 0.0
    return upper.model_copy(
        update={
            "text": upper.text + lower.text,
            "box": _around(upper.box, lower.box),
            "layout_box": (x0, top + down, max(x1, lower.place[2]), bottom + down),
        }
    )


def _around(a: tuple[float, ...], b: tuple[float, ...]) -> tuple[float, float, float, float]:
    return (min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3]))
