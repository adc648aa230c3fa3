"""Figures that were read in two pieces: the one before the point, and the one that begins with it.

And karyotypes that were: the number of chromosomes, and what follows its comma.
"""

from collections.abc import Sequence
from typing import Any

from extractors.formal import written
from extractors.patterns import pattern
from schemas.document import Reading, TextSource, Word

_CLOSE = 0.8  # of the height of the figure: a wider gap parts two of them
_NUMBER = pattern(r"\(?\d\d(?:[~-]\d\d)?[,.]X?", ignore_case=False)
_BEGUN = pattern(r"\(?\d\d(?:[~-]\d\d)?,\??[XY]{1,4}[,\[/].*\[(?:cp)?\d{0,2}", ignore_case=False)
_COUNTED = pattern(r"\d{1,3}[\])}].*")
_LOWER = pattern(r"[(\[]?\d{1,6}(?:\.\d{1,3})?")
_UPPER = pattern(r"[-–]\d{1,6}(?:\.\d{1,3})?[)\],;.]?")
_RANGE = 1.5  # of the height of the figure
_SEXES = pattern(r"\??[XY]{1,4}[,.(\[/].*\d.*", ignore_case=False)


def joined(words: Sequence[Word]) -> list[Word]:
    """The words, those that were read in pieces as one."""
    return joined_ranges(joined_changes(joined_formulas(joined_figures(words))))


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


def joined_formulas(words: Sequence[Word]) -> list[Word]:
    """The words, with "46," and "XY,del(5)(q13q33)[12]" that stand close on a line as one word.

    So are "46,XY,del(5)(q13q33)[" and "12]": a bracket that opens a count of cells is closed in the same formula.
    """
    return _formulas(_formulas(words, _NUMBER, _SEXES), _BEGUN, _COUNTED)


def _formulas(words: Sequence[Word], begun: Any, rest: Any) -> list[Word]:
    heads = [w for w in words if w.source != TextSource.TEXT and begun.fullmatch(w.text)]
    joined: dict[int, Word | None] = {}
    for head in heads:
        tail = next((w for w in words if rest.fullmatch(w.text) and _follows(head, w)), None)
        if tail is not None and len(head.readings) == len(tail.readings) == 2:
            whole = _one(head, tail)
            agreed = head.agreed and tail.agreed
            joined[id(head)] = whole.model_copy(update={"readings": _both(head, tail), "agreed": agreed})
            joined[id(tail)] = None
    return [w for word in words if (w := joined.get(id(word), word)) is not None]


def joined_ranges(words: Sequence[Word]) -> list[Word]:
    """The words, with "4000" and "-10500" that stand close on a line as one range; its dash was read as a minus."""
    joined: dict[int, Word | None] = {}
    for tail in words:
        if tail.source == TextSource.TEXT or not tail.agreed or not _UPPER.fullmatch(tail.text):
            continue
        head = next((w for w in words if w.agreed and _LOWER.fullmatch(w.text) and _leads_to(w, tail)), None)
        if head is not None and float(head.text.strip("([")) < float(tail.text[1:].rstrip(")],;.")):
            joined[id(head)], joined[id(tail)] = _one(head, tail), None
    return [w for word in words if (w := joined.get(id(word), word)) is not None]


def _leads_to(head: Word, tail: Word) -> bool:
    _, top, right, bottom = head.place
    left, high, _, low = tail.place
    return high < (top + bottom) / 2 < low and 0 <= left - right < _RANGE * (bottom - top)


def joined_changes(words: Sequence[Word]) -> list[Word]:
    """The words, with a change that was read in two pieces ("p.(Ser1", "67fs*4),"; "c.3783+", "1G>A") as one."""
    joined: dict[int, Word | None] = {}
    for head in words:
        begun = head.source != TextSource.TEXT and head.text.lower().startswith(("p.", "c."))
        if not begun or not (head.text[-1].isdigit() or head.text[-1] in "+-_"):
            continue
        tail = next((w for w in words if w.text[:1].isdigit() and _follows(head, w)), None)
        if tail is not None and written((head.text + tail.text).rstrip(".,;:")) is not None:
            whole = _one(head, tail)
            agreed = head.agreed and tail.agreed
            joined[id(head)] = whole.model_copy(update={"agreed": agreed, "readings": _both(head, tail)})
            joined[id(tail)] = None
    return [w for word in words if (w := joined.get(id(word), word)) is not None]


def _both(head: Word, tail: Word) -> tuple[Reading, ...]:
    if len(head.readings) != len(tail.readings):
        return tail.readings
    return tuple(
        t.model_copy(update={"text": h.text + t.text, "confidence": min(h.confidence, t.confidence)})
        for h, t in zip(head.readings, tail.readings, strict=True)
    )


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
