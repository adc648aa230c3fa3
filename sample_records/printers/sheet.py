"""The sheet of paper: letterhead, identity block, running head, footer with page n of m."""

import io
from typing import Any

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, letter
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate
from reportlab.platypus.flowables import Flowable

from sample_records.model import Document, House

MARGIN = 46.0
FACES = {
    "Helvetica": ("Helvetica", "Helvetica-Bold", "Helvetica-Oblique"),
    "Times": ("Times-Roman", "Times-Bold", "Times-Italic"),
    "Courier": ("Courier", "Courier-Bold", "Courier-Oblique"),
    "Vera": ("Vera", "VeraBd", "VeraIt"),
}
"""Standard fonts and the one reportlab brings along: nothing to install."""


def register_fonts() -> None:
    """Make reportlab's own Vera faces known, once."""
    if "Vera" in pdfmetrics.getRegisteredFontNames():
        return
    for name in ("Vera", "VeraBd", "VeraIt", "VeraBI"):
        pdfmetrics.registerFont(TTFont(name, f"{name}.ttf"))
    pdfmetrics.registerFontFamily("Vera", normal="Vera", bold="VeraBd", italic="VeraIt", boldItalic="VeraBI")


def page_size(house: House) -> tuple[float, float]:
    """Width and height in points."""
    size: tuple[float, float] = A4 if house.page == "a4" else letter
    return size


class _Numbered(Canvas):  # type: ignore[misc]
    """Canvas that knows the number of pages when it writes 'Page n of m'."""

    foot_style: tuple[str, float] = ("Helvetica", 7.5)
    page_word = "Page {n} of {m}"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._sheets: list[dict[str, Any]] = []

    def showPage(self) -> None:
        self._sheets.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        for number, state in enumerate(self._sheets, 1):
            self.__dict__.update(state)
            self.setFont(*self.foot_style)
            self.setFillColor(colors.HexColor("#444444"))
            text = self.page_word.format(n=number, m=len(self._sheets))
            self.drawRightString(self._pagesize[0] - MARGIN, 26, text)
            super().showPage()
        super().save()


def _logo(canvas: Canvas, house: House, x: float, y: float) -> None:
    """A small mark of the house: its shape comes from the name, so that houses differ."""
    canvas.setFillColor(colors.HexColor(house.colour))
    shape = sum(map(ord, house.name)) % 3
    if shape == 0:
        canvas.circle(x + 14, y + 14, 14, stroke=0, fill=1)
        canvas.setFillColor(colors.white)
        canvas.rect(x + 12, y + 5, 4, 18, stroke=0, fill=1)
        canvas.rect(x + 5, y + 12, 18, 4, stroke=0, fill=1)
    elif shape == 1:
        for i in range(3):
            canvas.rect(x + i * 10, y, 7, 10 + 8 * i, stroke=0, fill=1)
    else:
        canvas.roundRect(x, y, 28, 28, 6, stroke=0, fill=1)
        canvas.setFillColor(colors.white)
        canvas.circle(x + 14, y + 14, 7, stroke=0, fill=1)


def _letterhead(canvas: Canvas, house: House, width: float, height: float) -> None:
    face, bold, _ = FACES[house.face]
    top = height - 40
    tint = colors.HexColor(house.colour)
    if house.letterhead == "band":
        canvas.setFillColor(tint)
        canvas.rect(0, height - 62, width, 62, stroke=0, fill=1)
        canvas.setFillColor(colors.white)
        _lines(
            canvas, MARGIN, height - 28, ((bold, 15, house.name), (face, 8.5, house.sub), (face, 7.5, house.address))
        )
    elif house.letterhead == "centred":
        canvas.setFillColor(tint)
        for text, font, size, down in (
            (house.name, bold, 15, 0),
            (house.sub, face, 9, 13),
            (house.address, face, 8, 24),
        ):
            canvas.setFont(font, size)
            canvas.drawCentredString(width / 2, top - down, text)
        canvas.setStrokeColor(tint)
        canvas.line(MARGIN, top - 30, width - MARGIN, top - 30)
        canvas.line(MARGIN, top - 32, width - MARGIN, top - 32)
    elif house.letterhead == "logo":
        _logo(canvas, house, MARGIN, top - 18)
        canvas.setFillColor(tint)
        _lines(canvas, MARGIN + 38, top, ((bold, 13, house.name), (face, 8, house.sub)))
        canvas.setFont(face, 7.5)
        for i, part in enumerate(house.address.split(" | ")):
            canvas.drawRightString(width - MARGIN, top + 2 - 9 * i, part)
    else:
        canvas.setFillColor(colors.black)
        _lines(canvas, MARGIN, top, ((bold, 11, house.name), (face, 8.5, house.sub), (face, 8.5, house.address)))


def _lines(canvas: Canvas, x: float, y: float, lines: tuple[tuple[str, float, str], ...]) -> None:
    for font, size, text in lines:
        canvas.setFont(font, size)
        canvas.drawString(x, y, text)
        y -= 12


def _running(canvas: Canvas, document: Document, width: float, height: float) -> None:
    face = FACES[document.house.face][0]
    canvas.setFont(face, 8)
    canvas.setFillColor(colors.black)
    canvas.drawString(MARGIN, height - 34, document.running or document.house.name)
    canvas.drawRightString(width - MARGIN, height - 34, document.title)
    canvas.setStrokeColor(colors.grey)
    canvas.line(MARGIN, height - 39, width - MARGIN, height - 39)


def print_sheets(document: Document, story: list[Flowable]) -> bytes:
    """The PDF of ``story`` on the paper of the document's house; same input, same bytes."""
    register_fonts()
    house = document.house
    width, height = page_size(house)
    face = FACES[house.face][0]

    def first(canvas: Canvas, _: object) -> None:
        canvas.saveState()
        _letterhead(canvas, house, width, height)
        _foot(canvas)
        canvas.restoreState()

    def later(canvas: Canvas, _: object) -> None:
        canvas.saveState()
        _running(canvas, document, width, height)
        _foot(canvas)
        canvas.restoreState()

    def _foot(canvas: Canvas) -> None:
        canvas.setFont(face, 7)
        canvas.setFillColor(colors.HexColor("#444444"))
        for i, line in enumerate(house.foot.split("\n")):
            canvas.drawString(MARGIN, 26 - 8 * i, line)

    class Numbered(_Numbered):
        foot_style = (face, 7.5)

    out = io.BytesIO()
    template = BaseDocTemplate(
        out, pagesize=(width, height), title=document.title, author=house.name, invariant=1, initialFontName=face
    )
    inner = width - 2 * MARGIN
    upper = Frame(MARGIN, 44, inner, height - 44 - 84, 0, 0, 0, 0)
    lower = Frame(MARGIN, 44, inner, height - 44 - 50, 0, 0, 0, 0)
    template.addPageTemplates(
        [
            PageTemplate("first", [upper], onPage=first, autoNextPageTemplate="later"),
            PageTemplate("later", [lower], onPage=later),
        ]
    )
    template.build(story, canvasmaker=Numbered)
    return out.getvalue()
