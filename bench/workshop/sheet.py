"""A sheet of paper to print on: a cursor, faces, columns, rules, page furniture; nothing of medicine."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import reportlab
from reportlab.lib.pagesizes import A4, LETTER
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

FACES = {
    "Helvetica": ("Helvetica", "Helvetica-Bold"),
    "Times": ("Times-Roman", "Times-Bold"),
    "Courier": ("Courier", "Courier-Bold"),
    "Vera": ("Vera", "VeraBd"),
}


def _vera() -> None:
    if "Vera" not in pdfmetrics.getRegisteredFontNames():
        for name in ("Vera", "VeraBd"):
            pdfmetrics.registerFont(TTFont(name, f"{reportlab.__path__[0]}/fonts/{name}.ttf"))


@dataclass(frozen=True)
class Cell:
    """A piece of text at ``x`` points from the left edge; ``align`` is l, r or c (about x)."""

    x: float
    text: str
    bold: bool = False
    align: str = "l"


class Sheet:
    """Pages of one document; ``y`` is the cursor, in points from the top."""

    def __init__(self, size: str = "letter", face: str = "Helvetica", pt: float = 9, margin: float = 50) -> None:
        _vera()
        self._out = io.BytesIO()
        self.width, self.height = A4 if size == "a4" else LETTER
        self._canvas = Canvas(self._out, pagesize=(self.width, self.height), invariant=1)
        self.face, self.pt, self.margin = face, pt, margin
        self.page, self.y = 1, margin
        self.bottom = self.height - margin
        self.furniture: Callable[[Sheet], None] | None = None

    @property
    def inner(self) -> float:
        """Width between the margins."""
        return float(self.width - 2 * self.margin)

    def put(self, cell: Cell, y: float | None = None, pt: float | None = None, face: str | None = None) -> None:
        """Draw one cell with its baseline at ``y`` (the cursor if not given)."""
        font = FACES[face or self.face][cell.bold]
        size = pt or self.pt
        self._canvas.setFont(font, size)
        down = self.height - (self.y if y is None else y)
        draw = {"l": self._canvas.drawString, "r": self._canvas.drawRightString, "c": self._canvas.drawCentredString}
        draw[cell.align](cell.x, down, cell.text)

    def row(self, *cells: Cell, step: float = 1.45) -> int:
        """Draw cells on one line, move on, and say on which page they stand."""
        self.need(self.pt * step)
        self.y += self.pt * step
        for cell in cells:
            self.put(cell)
        return self.page

    def line(self, text: str, bold: bool = False, pt: float | None = None, align: str = "l", x: float = 0) -> int:
        """One line of text in the measure."""
        size = pt or self.pt
        self.need(size * 1.4)
        self.y += size * 1.4
        at = {"l": self.margin + x, "c": self.width / 2, "r": self.width - self.margin}[align]
        self.put(Cell(at, text, bold, align), pt=size)
        return self.page

    def fill(self, text: str, width: float, pt: float, bold: bool = False) -> list[str]:
        """Break ``text`` into lines no wider than ``width``."""
        font = FACES[self.face][bold]
        lines, now = [], ""
        for word in text.split():
            longer = f"{now} {word}".strip()
            if now and pdfmetrics.stringWidth(longer, font, pt) > width:
                lines.append(now)
                now = word
            else:
                now = longer
        return [*lines, now] if now else lines

    def para(self, text: str, x: float = 0, width: float = 0, pt: float | None = None, bold: bool = False) -> int:
        """A paragraph; answers the page on which it begins."""
        size = pt or self.pt
        lines = self.fill(text, width or self.inner - x, size, bold)
        self.need(size * 1.35 * min(len(lines), 3))
        first = self.page
        for part in lines:
            self.line(part, bold, size, x=x)
        return first

    def mono(self, lines: Sequence[str], pt: float = 8.5) -> int:
        """Lines whose spaces count, in a typewriter face; answers the page of the first."""
        self.need(pt * 1.2)
        first = self.page
        for text in lines:
            self.need(pt * 1.2)
            self.y += pt * 1.2
            self.put(Cell(self.margin, text), pt=pt, face="Courier")
        return first

    def gap(self, points: float = 8) -> None:
        """White space."""
        self.y += points

    def need(self, points: float) -> None:
        """Go to a new page if ``points`` do not fit on this one."""
        if self.y + points > self.bottom:
            self.new_page()

    def new_page(self) -> None:
        """End this page."""
        if self.furniture:
            self.furniture(self)
        self._canvas.showPage()
        self.page += 1
        self.y = self.margin

    def rule(self, x0: float | None = None, x1: float | None = None, y: float | None = None, w: float = 0.5) -> None:
        """A horizontal line just below the cursor."""
        self._canvas.setLineWidth(w)
        down: float = self.height - ((self.y + self.pt * 0.35) if y is None else y)
        self._canvas.line(self.margin if x0 is None else x0, down, self.width - self.margin if x1 is None else x1, down)

    def upright(self, x: float, y0: float, y1: float) -> None:
        """A vertical line."""
        self._canvas.setLineWidth(0.5)
        self._canvas.line(x, self.height - y0, x, self.height - y1)

    def shade(self, y0: float, y1: float, grey: float = 0.9) -> None:
        """A grey band behind what is drawn next."""
        self._canvas.setFillGray(grey)
        self._canvas.rect(self.margin - 3, self.height - y1, self.inner + 6, y1 - y0, stroke=0, fill=1)
        self._canvas.setFillGray(0)

    def bytes(self) -> bytes:
        """The finished PDF."""
        if self.furniture:
            self.furniture(self)
        self._canvas.showPage()
        self._canvas.save()
        return self._out.getvalue()
