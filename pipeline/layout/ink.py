"""Words as the layout sees them: upright boxes in points, light enough to handle by the thousand."""

from dataclasses import dataclass

from schemas.document import TextSource, Word

WIDE_GAP = 1.7
"""A gap of more than this many character widths parts two cells (a space is 0.6 proportional, 1.0 monospaced)."""
_BLANK_BOX = 4  # underscores
_DRAWN = frozenset(".·•…_-=–—*~|")


@dataclass(slots=True, eq=False)
class Ink:
    """One word: its upright box, and the page it stands on; ``opens``: it begins another line of a wrapped cell."""

    x0: float
    top: float
    x1: float
    bottom: float
    word: Word
    page: int
    opens: bool = False


class Segment:
    """Neighbouring words of a line without a wide gap between them; ``x0`` and ``x1`` are its edges in points."""

    __slots__ = ("inks", "text", "x0", "x1")

    def __init__(self, inks: list[Ink]) -> None:
        self.inks = inks
        self.x0 = inks[0].x0 if len(inks) == 1 else min([i.x0 for i in inks])
        self.x1 = inks[-1].x1 if len(inks) == 1 else max([i.x1 for i in inks])
        self.text = " ".join([i.word.text for i in inks])


class Line:
    """Words on one baseline, left to right, and the cells (``segments``) they fall into; distances in points.

    ``rule_above`` is what is drawn between this line and the one above it: "" nothing, "-" a rule, "=" a row of "=".
    ``table`` is the number on its page of the drawn table whose row it is, ``grid`` that of the closed grid of cells
    between whose lines it stands, row or not, ``frame`` that of the box beside other things; 0 for none.
    """

    __slots__ = (
        "bottom", "frame", "grid", "inks", "page", "ref", "rule_above", "segments", "table", "text", "top", "x0", "x1",
    )  # fmt: skip

    def __init__(self, inks: list[Ink]) -> None:
        self.page = inks[0].page
        self.inks = inks
        self.ref = (inks[0].top, inks[0].bottom)
        self.segments: list[Segment] = []
        self.text = ""
        self.x0 = self.x1 = self.top = self.bottom = 0.0
        self.rule_above = ""
        self.table = 0
        self.grid = 0
        self.frame = 0

    def settle(self, segments: list[Segment]) -> None:
        """Fix the cells, the text (cells joined by tabs) and the edges once all words are there."""
        self.segments = segments
        self.text = "\t".join([s.text for s in segments])
        self.x0 = min([i.x0 for i in self.inks])
        self.x1 = max([i.x1 for i in self.inks])
        tops = sorted([i.top for i in self.inks])
        bottoms = sorted([i.bottom for i in self.inks])
        self.top, self.bottom = tops[len(tops) // 2], bottoms[len(bottoms) // 2]

    def part(self, segments: list[Segment]) -> "Line":
        """A line of some of this line's cells, at the same height."""
        new = Line([i for s in segments for i in s.inks])
        new.settle(segments)
        new.ref, new.top, new.bottom, new.rule_above = self.ref, self.top, self.bottom, self.rule_above
        new.table, new.grid, new.frame = self.table, self.grid, self.frame
        return new

    @property
    def height(self) -> float:
        """Height of the words, points."""
        return self.bottom - self.top

    @property
    def inked(self) -> bool:
        """Whether its boxes are those of an optical reader, which hold the ink only: gaps seem wider beside them."""
        return self.inks[0].word.source == TextSource.OCR


def cell_lines(inks: list[Ink]) -> list[list[Ink]]:
    """The words of a cell, those of each of its lines together."""
    lines: list[list[Ink]] = [[]]
    for ink in inks:
        if ink.opens and lines[-1]:
            lines.append([])
        lines[-1].append(ink)
    return lines


@dataclass(frozen=True, slots=True)
class PageInk:
    """A page's lines, and the measures that make distances comparable."""

    number: int
    width: float
    height: float
    char: float
    line: float
    lines: tuple[Line, ...]


def is_drawing(text: str) -> bool:
    """True for words that only draw: leader dots, underscores, rules of dashes (three signs or more).

    A short run of underscores is a box to tick: "___ MDS with low blasts".
    """
    if text[0] not in _DRAWN:
        return text == "¦"
    if len(text) <= _BLANK_BOX and set(text) == {"_"}:
        return False
    return text == "|" or (len(text) >= 3 and set(text) <= _DRAWN)
