"""Marks that an engine cannot read: arrows, raised flags, free dashes, signs of comparison, brackets of two shapes.

Tesseract knows no arrows and no ≥, and sees few free dashes. Where the figures around such a mark were read alike and
RapidOCR is sure of the mark itself, it stands; a figure is never chosen here.
"""

from collections.abc import Sequence
from functools import lru_cache

from extractors.patterns import pattern
from extractors.readings import look_alike
from extractors.wordings import Wordings
from knowledge.loader import read_toml
from pipeline.layout.settled_lists import is_place_of_probe
from schemas.document import Reading, TextSource, Word

_WORDINGS = Wordings("layout", "settled_marks")

SURE = 0.9
"""Least score of RapidOCR for a mark that Tesseract cannot read."""
DASHES = ("-", "–", "—")
_ARROWS = frozenset("↑↓")
_COMPARING = {"≥": frozenset(">2=S"), "≤": frozenset("<2=S")}
"""What Tesseract makes of each sign."""
_OPENERS = "([{"
_MARKS = str.maketrans({"[": "(", "{": "(", "]": ")", "}": ")", "×": "x", "μ": "u", "µ": "u", "−": "-", "–": "-"})
_FIGURE = pattern(r"[<>]?\d{1,6}(?:[.,]\d{1,3})?")
_FLAGGED = pattern(r"([<>]?\d{1,6}(?:[.,]\d{1,3})?)(?:H|L)")
_RAISED = frozenset("\"'°*’‘”“¢+")
"""What Tesseract makes of a small raised letter."""
_ARM = pattern(r"\d{1,2}[qQ]", ignore_case=False)
_RANKS = frozenset(_WORDINGS.words("ranks"))
_SCRAWLED = frozenset("aceionrst")
_LEAST_SCRAWL, _FEW_LETTERS = 3, 2
_SCRAWL_SCORES = (0.5, 0.1)  # of a scrawl of few letters, and of any other
_DENIALS = frozenset(_WORDINGS.words("denials"))
_BETWEEN = frozenset(",.;")
_LEAST_STOPS = 3
_LEAST_GENE = 4
_LIKE_Q = "90OoDgG"
_LOST = frozenset(_WORDINGS.words("lost"))
_NEAR_DASH = 1.1  # of the height of a line: a wider gap parts cells
_ENDS = ".,;:!'\"’*"


def is_scrawl(word: Word) -> bool:
    """What Tesseract alone makes of dotted lines and shades ("cceeccees", "SSS", "oe"): few letters, and no trust."""
    slow, fast = _both(word)
    if word.agreed or slow is None or fast is None or fast.text or len(slow.text) < _LEAST_SCRAWL:
        return False
    letters = {c for c in slow.text.lower() if c.isalnum()}
    if not letters <= _SCRAWLED or slow.text.lower() in _DENIALS:
        return False
    most = _SCRAWL_SCORES[0] if len(letters) <= _FEW_LETTERS else _SCRAWL_SCORES[1]
    return slow.confidence < most


def settled_mark(word: Word, words: Sequence[Word]) -> Word:
    """The word, agreed where its readings differ in a mark only and RapidOCR is sure of that."""
    slow, fast = _both(word)
    if slow is None or fast is None or not slow.text or not fast.text or slow.text == fast.text:
        return word
    text = _mark_only(slow.text, fast.text) or _roman(slow.text, fast.text, word, words)
    if text is None and fast.confidence >= SURE:
        text = _arrow(slow.text, fast.text) or _flag(slow.text, fast.text) or _compares(slow.text, fast.text)
        if text in _COMPARING and not _before_figure(word, words):
            text = None
    return word if text is None else word.model_copy(update={"text": text, "agreed": True})


def _both(word: Word) -> tuple[Reading | None, Reading | None]:
    read = {r.engine: r for r in word.readings}
    return read.get("tesseract"), read.get("rapidocr")


def _mark_only(slow: str, fast: str) -> str | None:
    """Readings that differ in the shape of brackets, in "x" and "×", or in a sign behind a percent sign."""
    if slow.translate(_MARKS) == fast.translate(_MARKS):
        return fast
    if slow.lstrip(_OPENERS) == fast.lstrip(_OPENERS) and any(c.isdigit() for c in fast):
        return max(slow, fast, key=len)  # "{2.0%" and "2.0%"
    if slow[-1] == "%" and len(slow) > 1 and len(fast) == len(slow) + 1 and fast.startswith(slow):
        return slow  # "100%6": no figure follows the sign
    return None


def _roman(slow: str, fast: str, word: Word, words: Sequence[Word]) -> str | None:
    """The I of "Tier I", or of "I would", which one engine took for a ruling line."""
    if {slow, fast} != {"|", "I"}:
        return None
    before, after = _neighbours(word, words)
    if before is not None and before.agreed and before.text.lower() in _RANKS:
        return "I"
    said = after is not None and after.agreed and after.text.isalpha() and after.text.islower()
    return "I" if after is not None and said and _close(word, after) else None


def _arrow(slow: str, fast: str) -> str | None:
    """An arrow alone or behind a figure that both read ("790↓" and "7904")."""
    if fast[-1] not in _ARROWS or (len(fast) > 1 and not _FIGURE.fullmatch(fast[:-1].rstrip())):
        return None
    figure = fast[:-1].rstrip()
    if figure:
        return f"{figure}{fast[-1]}" if figure in (slow, slow[:-1].rstrip()) else None
    return fast if len(slow) == 1 else None


def _flag(slow: str, fast: str) -> str | None:
    """A figure that both read, with a raised letter behind it that Tesseract lost or took for a mark."""
    m = _FLAGGED.fullmatch(fast)
    if m is None:
        return None
    return fast if slow == m[1] or (slow[:-1] == m[1] and slow[-1] in _RAISED) else None


def _compares(slow: str, fast: str) -> str | None:
    return fast if fast in _COMPARING and slow in _COMPARING[fast] else None


def _before_figure(word: Word, words: Sequence[Word]) -> bool:
    """Whether a figure that both engines read follows close on the line."""
    _, after = _neighbours(word, words)
    return after is not None and after.agreed and after.text[:1].isdigit() and _close(word, after)


def settled_dash(word: Word, words: Sequence[Word]) -> Word:
    """A free dash that one engine alone saw: between two words, at the head of a line, or inside a range.

    Before a figure it may be a minus, and alone in its cell it is a result: these stay open.
    """
    if word.agreed or word.text not in DASHES or {r.text for r in word.readings} - set(DASHES) != {""}:
        return word
    before, after = _neighbours(word, words)
    if after is None or not after.agreed or (before is not None and not before.agreed):
        return word
    parts = len(after.text) > 2 and after.text.strip(_ENDS).isalpha() and _close(word, after)
    if before is None:
        return word.model_copy(update={"agreed": True}) if parts else word
    if not (_close(before, word) and _close(word, after)):
        return word
    parts = (parts and before.text[-1:].isalnum()) or is_place_of_probe(before.text, after.text)
    return word.model_copy(update={"agreed": True}) if parts or _is_range(before.text, after.text) else word


def settled_stops(words: Sequence[Word]) -> list[Word]:
    """The words, with stops between the genes of a list as commas: on a poor page both engines may take them so.

    One stop may end a list and begin another; several on a page do not.
    """
    stops = [w for w in words if w.source == TextSource.OCR and w.text[-1:] == "." and _ends_item(w, words)]
    if len(stops) < _LEAST_STOPS:
        return list(words)
    found = {id(w) for w in stops}
    return [w.model_copy(update={"text": w.text[:-1] + ","}) if id(w) in found else w for w in words]


def _ends_item(word: Word, words: Sequence[Word]) -> bool:
    """Whether a stop, or a word with one, stands behind a gene between two others, with nothing but marks between."""
    before, after = _neighbours(word, words)
    if word.text == ".":  # read apart from its word
        return before is not None and is_gene(before.text) and after is not None and is_gene(after.text)
    if not is_gene(word.text) or after is None or not is_gene(after.text):
        return False
    if before is None:  # a list goes over the ends of lines
        before = _neighbours(after, words)[1]
    elif before.text in _BETWEEN:
        before = _neighbours(before, words)[0]
    return before is not None and is_gene(before.text)


def is_gene(text: str) -> bool:
    """Whether ``text`` is the symbol of a known gene, with a mark behind it or none."""
    return text.rstrip(",.;") in _genes()


def gene_of_shape(text: str) -> str | None:
    """The one gene that ``text``, which is none, is printed like: both engines read "PPMID" for PPM1D."""
    if len(text) < _LEAST_GENE or not text.isupper() or text in _genes():
        return None
    same = [g for g in _genes() if len(g) == len(text) and look_alike(g, text)]
    return same[0] if len(same) == 1 else None


@lru_cache(maxsize=1)
def _genes() -> frozenset[str]:
    return frozenset(g["symbol"] for g in read_toml("common/genes.toml")["genes"])


def settled_arm(word: Word, words: Sequence[Word]) -> Word:
    """Behind "deletion" stands an arm: of "5Q" and "50" only one is."""
    read = [r.text for r in word.readings]
    if word.agreed or len(read) != 2:
        return word
    arms = [t for t in read if _ARM.fullmatch(t)]
    if len(arms) != 1 or not all(t[: len(arms[0]) - 1] == arms[0][:-1] and t[-1] in _LIKE_Q + "qQ" for t in read):
        return word
    before, _ = _neighbours(word, words)
    lost = before is not None and before.agreed and before.text.strip(_ENDS + "(").lower() in _LOST
    return word.model_copy(update={"text": arms[0], "agreed": True}) if lost else word


def _is_range(low: str, high: str) -> bool:
    """Whether two figures, written alike, are the bounds of a range: the higher one behind."""
    low, high = low.lstrip("(["), high.rstrip(")].,;")
    if not (_FIGURE.fullmatch(low) and _FIGURE.fullmatch(high)):
        return False
    return float(low.replace(",", ".").lstrip("<>")) < float(high.replace(",", ".").lstrip("<>"))


def _neighbours(word: Word, words: Sequence[Word]) -> tuple[Word | None, Word | None]:
    """The words right before and behind on the line."""
    x0, y0, x1, y1 = word.place
    line = [w for w in words if w is not word and w.place[1] < (y0 + y1) / 2 < w.place[3]]
    before = max((w for w in line if w.place[2] <= x0 + 1), key=lambda w: w.place[2], default=None)
    after = min((w for w in line if w.place[0] >= x1 - 1), key=lambda w: w.place[0], default=None)
    return before, after


def _close(left: Word, right: Word) -> bool:
    """Whether two words stand as close as those of one cell do; a dash is too flat to be measured by."""
    high = max(w.place[3] - w.place[1] for w in (left, right))
    return right.place[0] - left.place[2] < _NEAR_DASH * high
