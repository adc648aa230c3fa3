"""Blocks of a flowing page: paragraphs, headings and ruled tables; nothing of one layout."""

from collections.abc import Sequence
from typing import Any

from reportlab.lib import colors
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import PageBreak, Paragraph, Spacer, Table, TableStyle

from bench.workshop.markup import esc

BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=9, leading=11.5, spaceAfter=3)


def text(words: str, pt: float = 9, bold: bool = False, indent: float = 0, serif: bool = False) -> Any:
    """A paragraph; ``words`` may be Raw markup."""
    face = {(0, 0): "Helvetica", (0, 1): "Helvetica-Bold", (1, 0): "Times-Roman", (1, 1): "Times-Bold"}[serif, bold]
    style = ParagraphStyle("p", BODY, fontName=face, fontSize=pt, leading=pt * 1.28, leftIndent=indent)
    return Paragraph(esc(words), style)


def heading(words: str, pt: float = 10.5, ink: str = "#1f3864") -> Any:
    """A heading."""
    style = ParagraphStyle("h", BODY, fontName="Helvetica-Bold", fontSize=pt, leading=pt * 1.3, spaceBefore=7,
                           textColor=colors.HexColor(ink))  # fmt: skip
    return Paragraph(esc(words), style)


def title(words: str, pt: float = 14, serif: bool = False) -> Any:
    """The head of the sheet, in the middle."""
    face = "Times-Bold" if serif else "Helvetica-Bold"
    style = ParagraphStyle("t", BODY, fontName=face, fontSize=pt, leading=pt * 1.25, alignment=1)
    return Paragraph(esc(words), style)


def grid(rows: Sequence[Sequence[Any]], widths: Sequence[float], head: bool = True, pt: float = 8.5,
         lines: str = "all", bold: Sequence[int] = (), shade: str = "#d9e2f3") -> Any:  # fmt: skip
    """A table; ``lines`` all, below or none; ``bold`` are numbers of rows."""
    commands: list[Any] = [
        ("FONT", (0, 0), (-1, -1), "Helvetica", pt), ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("TOPPADDING", (0, 0), (-1, -1), 2), ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5),
    ]  # fmt: skip
    if lines == "all":
        commands.append(("GRID", (0, 0), (-1, -1), 0.5, colors.HexColor("#888888")))
    elif lines == "below":
        commands.append(("LINEBELOW", (0, 0), (-1, -1), 0.3, colors.HexColor("#aaaaaa")))
    if head:
        commands += [("FONT", (0, 0), (-1, 0), "Helvetica-Bold", pt)]
        commands += [("BACKGROUND", (0, 0), (-1, 0), colors.HexColor(shade))] if shade else []
    commands += [("FONT", (0, n), (-1, n), "Helvetica-Bold", pt) for n in bold]
    return Table(
        [list(r) for r in rows], colWidths=list(widths), style=TableStyle(commands), repeatRows=int(head), hAlign="LEFT"
    )


def gap(points: float = 6) -> Any:
    """White space."""
    return Spacer(1, points)


def new_page() -> Any:
    """A new page."""
    return PageBreak()
