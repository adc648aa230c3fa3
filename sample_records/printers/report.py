"""A whole document: every block by its printer, on the paper of its house; and the same as plain text."""

import math
from collections.abc import Callable
from typing import Any

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import KeepTogether, PageBreak, Paragraph, Preformatted, Spacer, Table, TableStyle
from reportlab.platypus.flowables import Flowable

from sample_records.model import (
    Beside,
    Block,
    Cumulative,
    Document,
    Gap,
    Grid,
    Heading,
    House,
    LabTable,
    NewPage,
    Pairs,
    Para,
    Pre,
    Sign,
    Terminal,
)
from sample_records.printers.sheet import FACES, MARGIN, page_size, print_sheets, register_fonts
from sample_records.printers.tables import cumulative_table, grid_table, lab_table, terminal_lines


def paragraph_style(house: House, look: str = "body") -> ParagraphStyle:
    """The look of running text."""
    plain, bold, italic = FACES[house.face]
    size = house.size
    looks: dict[str, dict[str, Any]] = {
        "body": {"fontName": plain, "fontSize": size, "spaceAfter": 4},
        "small": {"fontName": plain, "fontSize": size - 1.8, "textColor": colors.HexColor("#444444"), "spaceAfter": 3},
        "bold": {"fontName": bold, "fontSize": size + 0.5, "spaceAfter": 4},
        "italic": {"fontName": italic, "fontSize": size, "spaceAfter": 4},
        "bullet": {"fontName": plain, "fontSize": size, "leftIndent": 14, "firstLineIndent": -9, "spaceAfter": 2},
        "inset": {"fontName": plain, "fontSize": size, "leftIndent": 22, "rightIndent": 22, "spaceAfter": 4},
        "centre": {"fontName": bold, "fontSize": size + 1, "alignment": TA_CENTER, "spaceAfter": 5},
    }
    style = {**looks[look]}
    style["leading"] = style["fontSize"] * 1.28
    return ParagraphStyle(look, **style)


class _Stroke(Flowable):  # type: ignore[misc]
    """A pen stroke like a signature; its waves come from the name, so that people differ."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name, self.width, self.height = name, 130.0, 26.0

    def draw(self) -> None:
        canvas = self.canv
        canvas.setStrokeColor(colors.HexColor("#1a2a6c"))
        canvas.setLineWidth(1.1)
        path = canvas.beginPath()
        path.moveTo(4, 8)
        for i, letter in enumerate(self.name[:12]):
            high = 6 + (ord(letter) * 7) % 17
            path.curveTo(8 + 9 * i, high, 4 + 9 * i, 14 - high * 0.6, 13 + 9 * i, 8 + 3 * math.sin(i))
        canvas.drawPath(path)


def _heading(block: Heading, house: House) -> list[Flowable]:
    bold = FACES[house.face][1]
    tint = colors.HexColor(house.colour)
    text = block.text.upper() if house.heading == "caps" else block.text
    look: dict[str, Any] = {"fontName": bold, "fontSize": house.size + 1, "leading": house.size + 5, "spaceBefore": 7}
    if house.heading == "bar":
        look |= {"backColor": tint, "textColor": colors.white, "borderPadding": (1, 4, 2, 4), "spaceAfter": 6}
    elif house.heading == "rule":
        look |= {"textColor": tint, "borderColor": tint, "borderWidth": 0, "spaceAfter": 3}
        text = f"<u>{text}</u>"
    elif house.heading == "caps":
        look |= {"spaceAfter": 3, "fontSize": house.size}
    else:
        look |= {"spaceAfter": 2}
    return [Paragraph(text, ParagraphStyle("heading", **look))]


def _pairs(block: Pairs, house: House) -> list[Flowable]:
    plain, bold = paragraph_style(house), paragraph_style(house, "bold")
    bold.fontSize = plain.fontSize
    bold.leading, plain.spaceAfter, bold.spaceAfter = plain.leading, 0, 0
    if block.look == "inline":
        return [Paragraph(f"<b>{k}:</b> {v}", paragraph_style(house)) for k, v in block.pairs]
    rows = [[Paragraph(k + (":" if k else ""), bold), Paragraph(v, plain)] for k, v in block.pairs]
    inner = page_size(house)[0] - 2 * MARGIN
    table = Table(rows, colWidths=[block.label_width, inner - block.label_width], hAlign="LEFT")
    style: list[tuple[Any, ...]] = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("TOPPADDING", (0, 0), (-1, -1), 1.2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 1.6),
        ("LEFTPADDING", (0, 0), (0, -1), 0),
    ]
    if block.look == "dotted":
        style.append(("LINEBELOW", (0, 0), (-1, -1), 0.3, colors.grey, None, (1, 2)))
    table.setStyle(TableStyle(style))
    return [table]


def _beside(block: Beside, house: House) -> list[Flowable]:
    inner = page_size(house)[0] - 2 * MARGIN
    row = [print_block(block.left, house), print_block(block.right, house)]
    table = Table([row], colWidths=[inner / 2, inner / 2], hAlign="LEFT")
    table.setStyle(TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0)]))
    return [table]


def _titled(title: str, table: Flowable, house: House) -> list[Flowable]:
    return [KeepTogether([*_heading(Heading(title), house), table])] if title else [table]


def _bulleted(block: Para) -> str:
    """Items that bring their own number get no dot."""
    return f"• {block.text}" if block.look == "bullet" and not block.text[0].isdigit() else block.text


def _typewriter(text: str, house: House) -> Flowable:
    size = min(house.size, 8.6)
    return Preformatted(
        text, ParagraphStyle("pre", fontName="Courier", fontSize=size, leading=size * 1.2, spaceAfter=4)
    )


def _sign(block: Sign, house: House) -> list[Flowable]:
    lines = "<br/>".join(block.text.split("\n"))
    stroke: list[Flowable] = [_Stroke(block.text)] if block.stroke else []
    return [KeepTogether([Spacer(1, 8), *stroke, Paragraph(lines, paragraph_style(house))])]


_PRINTERS: dict[type, Callable[[Any, House], list[Flowable]]] = {
    Heading: _heading,
    Para: lambda b, h: [Paragraph(_bulleted(b), paragraph_style(h, b.look))],
    Pre: lambda b, h: [_typewriter(b.text, h)],
    Pairs: _pairs,
    Grid: lambda b, h: [grid_table(b, h), Spacer(1, 5)],
    LabTable: lambda b, h: [*_titled(b.title, lab_table(b, h), h), Spacer(1, 5)],
    Terminal: lambda b, h: [_typewriter(terminal_lines(b), h)],
    Cumulative: lambda b, h: [*_titled(b.title, cumulative_table(b, h), h), Spacer(1, 5)],
    Beside: _beside,
    Gap: lambda b, h: [Spacer(1, b.points)],
    NewPage: lambda b, h: [PageBreak()],
    Sign: _sign,
}


def print_block(block: Block, house: House) -> list[Flowable]:
    """The flowables of one block in the manner of ``house``."""
    return _PRINTERS[type(block)](block, house)


def _identity(document: Document) -> list[Flowable]:
    """The identity block: a grid of two columns, a box, one line, or a plain list."""
    house = document.house
    plain = paragraph_style(house)
    plain.spaceAfter = 0
    pairs = document.identity
    inner = page_size(house)[0] - 2 * MARGIN
    if not pairs:
        return []
    if house.identity == "line":
        return [Paragraph("&nbsp;&nbsp; ".join(f"<b>{k}:</b> {v}" for k, v in pairs), plain), Spacer(1, 6)]
    if house.identity == "list":
        return [*_pairs(Pairs(pairs, label_width=110), house), Spacer(1, 6)]
    half = (len(pairs) + 1) // 2
    rows = []
    for i in range(half):
        row = [Paragraph(f"<b>{pairs[i][0]}</b>", plain), Paragraph(pairs[i][1], plain)]
        other = pairs[i + half] if i + half < len(pairs) else ("", "")
        rows.append([*row, Paragraph(f"<b>{other[0]}</b>", plain), Paragraph(other[1], plain)])
    share = (0.16, 0.36, 0.18, 0.30)
    table = Table(rows, colWidths=[inner * s for s in share], hAlign="LEFT")
    style: list[tuple[Any, ...]] = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("TOPPADDING", (0, 0), (-1, -1), 1),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 1.5),
        ("LEFTPADDING", (0, 0), (-1, -1), 4),
        ("RIGHTPADDING", (0, 0), (-1, -1), 3),
    ]
    if house.identity == "boxed":
        style += [("BOX", (0, 0), (-1, -1), 0.8, colors.black), ("LINEAFTER", (1, 0), (1, -1), 0.4, colors.grey)]
    else:
        style += [("LINEABOVE", (0, 0), (-1, 0), 0.6, colors.grey), ("LINEBELOW", (0, -1), (-1, -1), 0.6, colors.grey)]
    table.setStyle(TableStyle(style))
    return [table, Spacer(1, 7)]


def print_pdf(document: Document) -> bytes:
    """The digital PDF of ``document``."""
    register_fonts()
    story = [Paragraph(document.title, paragraph_style(document.house, "centre"))] if document.title else []
    story += _identity(document)
    for block in document.body:
        story += print_block(block, document.house)
    return print_sheets(document, story)


def print_text(document: Document) -> bytes:
    """The plain-text twin of a document that holds only text blocks."""
    lines = [document.house.name, document.house.sub, document.house.address, "", document.title, ""]
    lines += [f"{label}: {value}" for label, value in document.identity] + [""]
    for block in document.body:
        if isinstance(block, Heading):
            lines += ["", block.text.upper(), ""]
        elif isinstance(block, Terminal):
            lines += [terminal_lines(block), ""]
        elif isinstance(block, (Para, Pre, Sign)):
            lines += [block.text, ""]
        elif isinstance(block, Pairs):
            lines += [f"{label}: {value}" for label, value in block.pairs] + [""]
    return "\n".join(lines).encode("utf-8")
