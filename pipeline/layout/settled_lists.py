"""What paper puts beside words that are no words of it: dashes between listed genes, pieces of upright lines.

And the "no" of a denial whose t both engines lost. Only signs that can carry nothing where they stand are taken away.
"""

from collections.abc import Callable, Sequence

from extractors.patterns import pattern
from extractors.wordings import Wordings
from schemas.document import TextSource, Word

_WORDINGS = Wordings("layout", "settled_lists")
_DONE = frozenset(_WORDINGS.words("done"))
"""Words of what was done: before them a single "no" can only be a "not"."""
_DASHES = "-–—"
_BAND = pattern(r"\(?(?:\d{1,2}|[XY])[pq]\d{1,2}(?:\.\d{1,2})?(?:-(?:\d{1,2})?[pq]\d{1,2}(?:\.\d{1,2})?)?\)?[,;]?")
_LEAST_GENES = 4  # of a line, with a dash between: fewer may be "NPM1-", the gene is negative
_STROKES = frozenset("1lI|")
_THIN, _BESIDE, _REACH = 0.28, 1.2, 12.0  # of the usual height; points off a line's x; points above or below it
Place = tuple[float, float, float, float]


def without_strokes(words: Sequence[Word], rules: Sequence[Place]) -> list[Word]:
    """The words, without pieces of upright lines that were read as a 1: far thinner than print, and on such a line.

    ``rules`` are the drawn lines of the page (points, upright).
    """
    thin = [w for w in words if w.source == TextSource.OCR and w.text in _STROKES]
    if not thin:
        return list(words)
    heights = sorted(w.place[3] - w.place[1] for w in words if len(w.text) > 1 and w.text.isalnum())
    if not heights:
        return list(words)
    usual = heights[len(heights) // 2]
    uprights = [r for r in rules if r[3] - r[1] > 2 * (r[2] - r[0])] + [w.place for w in thin if w.text == "|"]
    gone = {id(w) for w in thin if w.place[2] - w.place[0] < _THIN * usual and _on_line(w.place, uprights)}
    return [w for w in words if id(w) not in gone]


def _on_line(place: Place, uprights: Sequence[Place]) -> bool:
    x, (_, top, _, bottom) = (place[0] + place[2]) / 2, place
    return any(
        r != place and abs(x - (r[0] + r[2]) / 2) < _BESIDE and r[1] < bottom + _REACH and top < r[3] + _REACH
        for r in uprights
    )


def parted_genes(words: Sequence[Word], is_gene: Callable[[str], bool]) -> list[Word]:
    """The words, where genes are listed with dashes between them: each gene without them, and no free dashes.

    A dash stands between words on either side there, and one engine sees few of them. Never where a gene is marked
    with a plus: then a dash says that it is negative.
    """
    genes = [w for w in words if w.source == TextSource.OCR and is_gene(w.text.strip(_DASHES))]
    if len(genes) < _LEAST_GENES or any("+" in w.text and is_gene(w.text.strip("+")) for w in words):
        return list(words)
    out: list[Word | None] = list(words)
    for i, word in enumerate(words):
        line = _line_of(word, genes)
        if not _is_dashed(line, words):
            continue
        if word.text in _DASHES and word.text and _between(word, line):
            out[i] = None
        elif word in line and word.text.strip(_DASHES) != word.text:
            bare = word.text.strip(_DASHES)
            same = all(r.text.strip(_DASHES) == bare for r in word.readings)
            out[i] = word.model_copy(update={"text": bare, "agreed": word.agreed or same})
    return [w for w in out if w is not None]


def _line_of(word: Word, genes: Sequence[Word]) -> list[Word]:
    _, y0, _, y1 = word.place
    return [g for g in genes if g.place[1] < (y0 + y1) / 2 < g.place[3]]


def _is_dashed(line: Sequence[Word], words: Sequence[Word]) -> bool:
    """Whether a line of genes has dashes, free or glued to them, at more places than one."""
    if len(line) < _LEAST_GENES:
        return False
    glued = sum(g.text[0] in _DASHES or g.text[-1] in _DASHES for g in line)
    free = sum(w.text in _DASHES and _line_of(w, line) != [] and _between(w, line) for w in words if w.text)
    return glued + free >= _LEAST_GENES - 1


def _between(word: Word, line: Sequence[Word]) -> bool:
    """Whether the next thing on both sides, or on one at the end of a line, is a gene close by."""
    x0, _, x1, _ = word.place
    near = 2.5 * min(g.place[3] - g.place[1] for g in line) if line else 0.0
    return any(-2 < x0 - g.place[2] < near for g in line) or any(-2 < g.place[0] - x1 < near for g in line)


def is_place_of_probe(before: str, after: str) -> bool:
    """Whether a dash between these words parts a probe from the band where it binds: "EGR1 - 5q31"."""
    letters = any(c.isalpha() for c in before) and before[-1:].isalnum() and len(before) > 2
    return letters and before[:1].isalpha() and _BAND.fullmatch(after) is not None


def denied(word: Word, after: str) -> Word:
    """As in "no given", "has no been started": both engines may lose the t of small print; there "not" stands."""
    if word.source == TextSource.TEXT or word.text != "no" or after.strip(".,;:").lower() not in _DONE:
        return word
    return word.model_copy(update={"text": "not"})
