"""Tables as laboratories print them: results, several dates, a terminal's typewriter print, words in a grid."""

from typing import Any

from reportlab.lib import colors
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, Table, TableStyle
from reportlab.platypus.flowables import Flowable

from sample_records.model import Column, Cumulative, Grid, House, LabTable, Row, Terminal
from sample_records.printers.sheet import FACES

ABNORMAL = {"L", "H", "LL", "HH", "A", "*", "LOW", "HIGH", "CRIT"}


def cell(row: Row, holds: str) -> str:
    """What ``row`` prints in a column that ``holds`` this; 'glued' writes the flag at the value."""
    texts = {
        "label": row.label,
        "value": row.value,
        "flag": row.flag,
        "unit": row.unit,
        "ref": row.ref,
        "previous": row.previous,
        "in": "" if row.flag else row.value,
        "out": f"{row.value} {row.flag}" if row.flag in {"H", "L"} else row.value if row.flag else "",
        "glued": f"{row.value}{row.flag}",
        "spaced": f"{row.value} {row.flag}".strip(),
        "starred": f"*{row.value}" if row.flag else row.value,
        "value_unit": f"{row.value} {row.unit}".strip(),
        "ref_unit": f"{row.ref} {row.unit}".strip(),
        "bracketed": f"[{row.ref}]" if row.ref else "",
    }
    return texts[holds]


def _style(house: House, bold: bool = False, size: float | None = None, colour: Any = colors.black) -> ParagraphStyle:
    face = FACES[house.face][1 if bold else 0]
    points = size or house.size
    return ParagraphStyle("cell", fontName=face, fontSize=points, leading=points * 1.18, textColor=colour)


def _look(look: str, house: House, rows: int) -> list[tuple[Any, ...]]:
    """Rules and tints of a table with one head row and ``rows`` body rows."""
    tint = colors.HexColor(house.colour)
    light = colors.HexColor("#eef1f5")
    common: list[tuple[Any, ...]] = [
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("TOPPADDING", (0, 0), (-1, -1), 1.8),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2.4),
        ("LEFTPADDING", (0, 0), (-1, -1), 4),
        ("RIGHTPADDING", (0, 0), (-1, -1), 4),
    ]
    looks: dict[str, list[tuple[Any, ...]]] = {
        "ruled": [("GRID", (0, 0), (-1, -1), 0.4, colors.grey), ("BACKGROUND", (0, 0), (-1, 0), light)],
        "unruled": [("LINEBELOW", (0, 0), (-1, 0), 0.8, colors.black)],
        "zebra": [("BACKGROUND", (0, 0), (-1, 0), tint)]
        + [("BACKGROUND", (0, i), (-1, i), light) for i in range(2, rows + 1, 2)],
        "lines": [
            ("LINEABOVE", (0, 0), (-1, 0), 0.8, tint),
            ("LINEBELOW", (0, 0), (-1, -1), 0.3, colors.lightgrey),
            ("LINEBELOW", (0, 0), (-1, 0), 0.8, tint),
            ("LINEBELOW", (0, -1), (-1, -1), 0.8, tint),
        ],
        "bare": [],
    }
    return common + looks[look]


def _head_colour(look: str) -> Any:
    return colors.white if look == "zebra" else colors.black


def lab_table(block: LabTable, house: House) -> Flowable:
    """Results of one specimen, columns in the order given."""
    head_style = _style(house, bold=True, size=house.size - 0.5, colour=_head_colour(block.look))
    plain, strong = _style(house), _style(house, bold=True)
    cells: list[list[Any]] = [[Paragraph(c.title, head_style) for c in block.columns]]
    for row in block.rows:
        marked = row.flag in ABNORMAL
        cells.append([_lab_cell(row, c, strong if marked and c.holds in _VALUES else plain) for c in block.columns])
    table = Table(cells, colWidths=[c.width for c in block.columns], repeatRows=1, hAlign="LEFT")
    table.setStyle(TableStyle(_look(block.look, house, len(block.rows))))
    return table


_VALUES = {"value", "glued", "spaced", "starred", "flag", "value_unit", "out"}


def _lab_cell(row: Row, column: Column, style: ParagraphStyle) -> Any:
    text = cell(row, column.holds).replace("&", "&amp;").replace("<", "&lt;").replace("~", "\u00a0")
    return Paragraph(text, style)


def terminal_lines(block: Terminal) -> str:
    """A terminal's print: columns by counted characters."""
    lines = [block.above] if block.above else []
    lines.append("".join(c.title.ljust(int(c.width)) for c in block.columns).rstrip())
    lines.append("-" * int(sum(c.width for c in block.columns)))
    for row in block.rows:
        parts = [cell(row, c.holds) for c in block.columns]
        lines.append(
            "".join(
                p.rjust(int(c.width) - 2) + "  " if c.holds in {"value", "glued"} else p.ljust(int(c.width))
                for p, c in zip(parts, block.columns, strict=True)
            ).rstrip()
        )
    if block.below:
        lines.append(block.below)
    return "\n".join(lines)


def cumulative_table(block: Cumulative, house: House) -> Flowable:
    """One row an analyte, one column a date."""
    head = _style(house, bold=True, size=house.size - 0.5, colour=_head_colour(block.look))
    plain = _style(house)
    titles = ["Test", *(printed for _, printed in block.dates), "Units", "Reference"]
    cells: list[list[Any]] = [[Paragraph(t, head) for t in titles]]
    for line in block.series:
        texts = [line.label, *line.values, line.unit, line.ref]
        cells.append([Paragraph(t.replace("<", "&lt;"), plain) for t in texts])
    widths = [118.0] + [min(72.0, 260.0 / len(block.dates))] * len(block.dates) + [62.0, 80.0]
    table = Table(cells, colWidths=widths, repeatRows=1, hAlign="LEFT")
    table.setStyle(TableStyle(_look(block.look, house, len(block.series))))
    return table


def grid_table(block: Grid, house: House) -> Flowable:
    """A table of words that wrap in their cells."""
    head = _style(house, bold=True, size=house.size - 0.5, colour=_head_colour(block.look))
    plain = _style(house)
    cells = [[Paragraph(t, head) for t in block.head]] if block.head else []
    cells += [[Paragraph(t, plain) for t in row] for row in block.rows]
    table = Table(cells, colWidths=block.widths, repeatRows=1 if block.head else 0, hAlign="LEFT")
    table.setStyle(TableStyle(_look(block.look, house, len(block.rows))))
    return table
