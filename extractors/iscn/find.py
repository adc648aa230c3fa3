"""Formulas inside running text: where each starts and ends, and whether all of it was understood.

A formula cut short is worse than none: ``46,XY`` read out of ``46,XY,de1(20)(q12)`` would be a normal karyotype that
nobody reported. So what stands directly before and behind the part that was understood decides (``broken``).
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from extractors.iscn.model import ParsedKaryotype
from extractors.iscn.parser import Scanner, finish
from extractors.iscn.text import Compact, compact
from extractors.patterns import pattern

_DASH = r"[-~–−‑—]"
_WINDOWS = (240, 1000, 4000)  # most formulas are short; a long one is read again with more text

# What, behind a formula and a blank, is more of it (compact text).
_GOES_ON = (
    r"\[ ?(?:cp)?[0-9~oilsbz]"
    r"|/+(?:[0-9]|[0-9a-z]{1,3}[,.]|idem|sl|sdl)"
    r"|\((?:[pq][0-9pqx.;~?oil]*\)|[0-9oil]{1,2};|[0-9]{1,2}\) ?/)"
    r"| ?[a-z0-9?+-]{1,7}\([0-9xyoil?]{1,2}[;)]"
    r"|[+-](?:[0-9a-z]{1,2}(?:[,\[/]|$)|mar|[a-z]{1,4}\()"
)
_OTHER_RESULTS = ("nuc ish", "nucish", "ish", "arr", "ogm", "fish")
_ISCN_WORDS = frozenset(
    ("idem", "mar", "dmin", "inc", "hsr", "ider", "ring", "nuc", "ish", "arr", "ogm", "constitutional")
)
_SHORT_WORD = 2
_CLOSING = frozenset(")]\"'”’")


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula at ``text[start:end]``. ``broken``: more of it stands there than was understood."""

    start: int
    end: int
    parsed: ParsedKaryotype
    broken: bool = False

    @property
    def sound(self) -> bool:
        """Whether all of it was understood and nothing in it contradicts itself."""
        return not self.broken and self.parsed.valid and self.parsed.fits


@lru_cache(maxsize=1)
def _anchor() -> Any:
    number = r"(?:\d{2,3}|\d \d)"
    return pattern(
        rf"(?://\s?)?\b{number}(?:\s?{_DASH}\s?{number})?(?:\s?(?:<|&lt;)\s?\d\s?n\s?[+-]?(?:>|&gt;))?"
        r"(?:\s{0,2}[,.;:]?\s{0,2}\??[XY]\s?[XY]|\s?[,.]\s{0,2}\??[XY](?:\s?[,.\[/?]|\b))"
    )


def find_formulas(text: str) -> list[Formula]:
    """All formulas in ``text``, left to right; the broken ones too, so that they can be asked about."""
    found: list[Formula] = []
    after = 0
    for m in _anchor().finditer(text):
        start = m.start()
        if start < after or (start and (text[start - 1].isalnum() or text[start - 1] in "._-")):
            continue
        formula = _formula_at(text, start, after)
        if formula is not None:
            found.append(formula)
            after = formula.end
    return found


def _formula_at(text: str, start: int, floor: int) -> Formula | None:
    for size in _WINDOWS:
        window = text[start : start + size]
        if len(text) > start + size:
            window = window.rsplit(None, 1)[0]
        read = compact(window, start, spread=_letter_spaced(window))
        scanner = Scanner(read.text, strict=True, gaps=_gaps(read))
        if scanner.end + 80 < len(read.text) or start + size >= len(text):
            break
    if scanner.end == 0 or not _stands_alone(scanner, read, text[max(0, start - 40) : start]):
        return _unread(text, start, read)
    end = read.ends[scanner.end - 1]
    parsed = finish(scanner, text[start:end])
    cut = _goes_on(read, scanner.end, text[end : end + 80])
    front = _cut_in_front(text, start, floor)
    if cut or front is not None:
        return Formula(front if front is not None else start, _hull_end(text, end) if cut else end, parsed, broken=True)
    return Formula(start, end, parsed)


def looks_like_formula(word: str) -> bool:
    """Whether one word begins like a formula (``46,XX…``)."""
    return _anchor().search(word) is not None


def unread_formula(text: str, start: int) -> Formula:
    """The run of formula-like characters from ``start`` on, none of it understood."""
    end = max(_hull_end(text, start), start + 1)
    return Formula(start, end, ParsedKaryotype(text[start:end], "", (), problems=("unknown",)), broken=True)


def _letter_spaced(window: str) -> bool:
    """Whether the text is set letter by letter: ``4 6 , X Y , d e l``."""
    pieces = window[:40].split()
    return len(pieces) >= 6 and sum(len(p) == 1 for p in pieces) >= 0.6 * len(pieces)


def _gaps(read: Compact) -> frozenset[int]:
    """Indices of characters that white space stands before."""
    return frozenset(i for i in range(1, len(read.text)) if read.starts[i] > read.ends[i - 1])


def _stands_alone(scanner: Scanner, read: Compact, before: str) -> bool:
    """Whether enough stands there to be a formula and not ``45 y`` or ``46.x``."""
    first = (scanner.recipient or scanner.donor)[0]
    sex = first.sex or ""
    if len(sex.removesuffix("C")) >= 2 and "," in read.text[:8]:
        return True
    rich = bool(first.items or first.counts) or len(scanner.recipient) > 1
    if pattern(r"karyotyp|iscn|cytogen|chromosom").search(before):
        return True
    return rich or (len(sex) >= 2 and first.modal is not None and 40 <= first.modal[0] <= 50)


def _unread(text: str, start: int, read: Compact) -> Formula | None:
    """A beginning that looks like a formula and is not understood at all: ``46,XYdel(20)(q12)``."""
    m = pattern(r"\d{2}[,.][xy]{1,2}", ignore_case=False).match(read.text)
    if m is None or not _goes_on(read, m.end(), text[read.ends[m.end() - 1] : read.ends[m.end() - 1] + 80]):
        return None
    return unread_formula(text, start)


def _goes_on(read: Compact, end: int, printed: str) -> bool:
    """Whether what follows a formula is more of it: glued characters, or a next piece with brackets and numbers."""
    rest = read.text[end : end + 60]
    if not rest:
        return False
    gap = rest[0] == " " or read.starts[end] > read.ends[end - 1]
    gap_behind = end + 1 >= len(read.text) or read.starts[end + 1] > read.ends[end]
    chunk = printed.split(None, 1)[0] if printed.strip() else ""
    if rest.lstrip("./,; ").startswith(_OTHER_RESULTS) or rest[0] in _CLOSING:
        return rest.startswith((")(p", ")(q", "))"))
    if rest[0] in ".,;:" and gap_behind:
        return (rest[0] in ",;" and _more(rest, read, end)) or ("[" not in read.text[:end] and _counted_later(rest))
    if rest[0] in "+-–/" and gap and gap_behind:
        return rest[0] == "/" and rest[1:2].isdigit()  # "46,XX - 20 metaphases": a dash between words
    if not gap:
        return not _prose(chunk, closed=read.text[end - 1] == "]")
    return pattern(_GOES_ON, ignore_case=False).match(rest) is not None


def _counted_later(rest: str) -> bool:
    """Whether a change and a count follow a formula that has none: its comma was read as a stop, or a speck beside."""
    m = pattern(r"[.,;:][ <>|\t]*(?:[a-z]{1,4}\([0-9xy?;]{1,5}\)|[+-][0-9]{1,2}\b)", ignore_case=False).match(rest)
    return m is not None and pattern(r"\[(?:cp)?[0-9]").search(rest) is not None


def _more(rest: str, read: Compact, end: int) -> bool:
    """Whether the piece behind a comma and a blank belongs to the formula."""
    pieces = 1
    while end + pieces < len(read.text) and (pieces == 1 or read.starts[end + pieces] == read.ends[end + pieces - 1]):
        pieces += 1
    piece = read.text[end + 1 : end + pieces]
    if pattern(r"\d{1,3}(?:cells|metaphases| )?", ignore_case=False).fullmatch(piece):
        return False
    bare = piece.rstrip(",;.")
    a_name = bare.isalnum() and bare[:1].isalpha() and bare not in _ISCN_WORDS and len(bare) > _SHORT_WORD
    if read.text[end - 1] == "]" and a_name:
        return False  # "…/46,XY[2], RUNX1, ASXL1": genes behind the cells of a clone
    brackets = any(c in "()[]{}+," for c in piece) and any(c.isdigit() for c in piece)
    return (
        brackets
        or pattern(r"[,;] ?(?:[+?-]+[0-9a-z]|[0-9]{2}[,.]|mar\b|idem\b)", ignore_case=False).match(rest) is not None
    )


def _prose(chunk: str, *, closed: bool) -> bool:
    """Whether characters glued to a formula are punctuation or words, not a damaged part of it."""
    bare = chunk.rstrip(".,;:)]\"'”’*†‡|")
    if not bare:
        return True
    if closed and bare[0] in ",;" and _is_word(bare[1:]):
        return True  # "…/46,XX[17],thus": behind the cells of a clone no comma leads on
    word = bare.lstrip("(.;:-–—/|")
    glued_letter = bare[0].isalpha() and not closed
    return word.isalpha() and len(word) >= 3 and not glued_letter and bare[0] not in "[{,"


def _is_word(text: str) -> bool:
    """Whether glued letters are a word of prose, and none of the nomenclature's."""
    return text.isalpha() and len(text) > _SHORT_WORD and text.lower() not in _ISCN_WORDS


def _cut_in_front(text: str, start: int, floor: int) -> int | None:
    """Where the formula really starts when a part of it stands unread in front."""
    before = text[max(0, start - 200) : start]
    bare = before.rstrip()
    if text.startswith("//", start) or not bare:
        return None
    glued = len(bare) == len(before)
    tail = bare.rstrip("/ ")
    slash = bare.endswith("/") and bool(tail) and (tail[-1] in "])}" or tail[-1].isdigit() or tail[-1] in "XYxy")
    if not slash and not (glued and bare[-1] in "]),;" and pattern(r"[\])]$|[XY],$").search(bare)):
        return None
    chunk = pattern(r"\S*$").search(bare)
    return max(floor, start - len(before) + (chunk.start() if chunk else 0))


def _hull_end(text: str, end: int) -> int:
    """The end of the run of formula-like characters around a part that was not understood."""
    m = pattern(r"\S*").match(text, end)
    at = int(m.end()) if m else end
    more = pattern(r"\s{1,2}[\d,;:()\[\]/+~?.<>a-zXYOIl–−-]*[(\[][\d,;:()\[\]/+~?.<>a-zXYOIl–−-]*", ignore_case=False)
    while at - end < 400 and (m := more.match(text, at)) is not None:
        at = int(m.end())
    return end + len(text[end:at].rstrip(".,; "))
