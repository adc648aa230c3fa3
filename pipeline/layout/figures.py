"""Figures that were read in two pieces: the one before the point, and the one that begins with it."""

from collections.abc import Sequence

from schemas.document import Reading, TextSource, Word

_CLOSE = 0.8  # of the height of the figure: a wider gap parts two of them


def joined_figures(words: Sequence[Word]) -> list[Word]:
    """The words, with "9" and ".9" that stand close on a line as one word, "9.9" (or "99").

    Where the engines differ about the point its doubt stays, for what knows how high such a value can be.
    """
    tails = [w for w in words if w.source != TextSource.TEXT and _is_tail(w)]
    if not tails:
        return list(words)
    joined: dict[int, Word | None] = {}
    for tail in tails:
        head = next((w for w in words if w.text.isdigit() and w.agreed and _follows(w, tail)), None)
        if head is not None and id(head) not in joined:
            joined[id(head)], joined[id(tail)] = _one(head, tail), None
    return [w for word in words if (w := joined.get(id(word), word)) is not None]


def _is_tail(word: Word) -> bool:
    """A figure that begins with a point: as both engines read it, or one of them, the other the same without."""
    read = [r.text for r in word.readings]
    if len(read) != 2 or word.text[0] != "." or not word.text[1:].isdigit():
        return False
    return word.agreed or sorted(read) == sorted((word.text, word.text[1:]))


def _follows(head: Word, tail: Word) -> bool:
    _, top, right, bottom = head.place
    left, high, _, low = tail.place
    gap = left - right
    return high < (top + bottom) / 2 < low and abs(gap) < _CLOSE * (bottom - top)


def _one(head: Word, tail: Word) -> Word:
    def around(
        a: tuple[float, float, float, float], b: tuple[float, float, float, float]
    ) -> tuple[float, float, float, float]:
        return min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3])

    both = None if head.layout_box is None or tail.layout_box is None else around(head.layout_box, tail.layout_box)
    read: tuple[Reading, ...] = tuple(
        r.model_copy(update={"text": head.text + (tail.text if tail.agreed else r.text)}) for r in tail.readings
    )
    return head.model_copy(
        update={
            "text": head.text + tail.text,
            "box": around(head.box, tail.box),
            "layout_box": both,
            "readings": read,
            "agreed": tail.agreed,
        }
    )
