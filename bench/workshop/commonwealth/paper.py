# ruff: noqa: E501 (a line of style is as long as its rule)
"""Paper of the houses of this package: pages printed from HTML, and results in the units of each house."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bench.workshop.dress import CANONICAL, MONTHS, Doc
from bench.workshop.finished import Finished
from bench.workshop.markup import Raw, esc
from bench.workshop.press import pressed
from bench.workshop.sheet import Sheet

Recipe = tuple[str, str, str, float, int, float | None, float | None]
"""Analyte, label, unit, how many of it make one canonical unit, decimals, low, high as printed."""


def table(rows: Sequence[Sequence[str]], head: Sequence[str] = (), cls: str = "", widths: Sequence[int] = ()) -> Raw:
    """A table; ``widths`` are percents."""
    columns = "".join(f"<col style='width:{w}%'>" for w in widths)
    top = f"<thead><tr>{''.join(f'<th>{esc(h)}</th>' for h in head)}</tr></thead>" if head else ""
    body = "".join(f"<tr>{''.join(f'<td>{esc(c)}</td>' for c in row)}</tr>" for row in rows)
    return Raw(f"<table class='{cls}'><colgroup>{columns}</colgroup>{top}<tbody>{body}</tbody></table>")


class Printed(Finished):
    """Paper that came out of a browser's print."""

    def __init__(self, body: str, css: str, size: str = "a4") -> None:
        page = f"<html><style>{BASE}{css}</style><body>{body}</body></html>"
        super().__init__(pressed(page), size)

    at = Finished.find


BASE = """
@page { size: A4; margin: 16mm 15mm 18mm 15mm }
body { font-family: 'Liberation Sans'; font-size: 9pt; line-height: 1.3; color: #111; overflow-wrap: break-word }
table { border-collapse: collapse; width: 100% } th { text-align: left } td, th { vertical-align: top; padding: 1pt 4pt }
h1 { font-size: 14pt; margin: 0 } h2 { font-size: 11pt; margin: 9pt 0 3pt 0 } h3 { font-size: 9.5pt; margin: 7pt 0 2pt 0 }
p { margin: 3pt 0 } .r { text-align: right } .c { text-align: center } .s { font-size: 7pt } .new { break-before: page }
"""


def printed(
    d: Doc, body: str, css: str = "", kind: str = "lab", also: tuple[str, ...] = (), size: str = "a4"
) -> Printed:
    """Print ``body`` as the paper of the document."""
    sheet = Printed(body, css if size == "a4" else css + "@page { size: letter }", size)
    d.sheet, d.kind, d.also_kind = sheet, kind, also
    return sheet


def plain_sheet(d: Doc, face: str, pt: float, kind: str, also: tuple[str, ...] = (), margin: float = 50) -> Sheet:
    """A4 for a house that draws its own lines."""
    d.sheet, d.kind, d.also_kind = Sheet("a4", face, pt, margin), kind, also
    return d.sheet


@dataclass(frozen=True)
class Figure:
    """One result as a house prints it."""

    analyte: str
    label: str
    text: str
    unit: str
    value: float
    low: str
    high: str
    limits: tuple[float | None, float | None]
    flag: str

    @property
    def reference(self) -> str:
        """The range, or the one limit."""
        if self.low and self.high:
            return f"{self.low} - {self.high}"
        return f"< {self.high}" if self.high else f"> {self.low}" if self.low else ""


def figure(d: Doc, recipe: Recipe, factor: float = 1.0, style: str = "point") -> Figure:
    """This person's result; ``style`` is point, comma (decimal) or thousands (commas)."""
    analyte, label, unit, scale, places, low, high = recipe
    number = round(d.person.counts[analyte] * factor * scale, places)

    def text(v: float | None) -> str:
        if v is None:
            return ""
        made = f"{v:,.{places}f}" if style == "thousands" else f"{v:.{places}f}"
        return made.replace(".", ",") if style == "comma" else made

    flag = "L" if low is not None and number < low else "H" if high is not None and number > high else ""
    limits = (None if low is None else round(low / scale, 4), None if high is None else round(high / scale, 4))
    return Figure(analyte, label, text(number), unit, round(number / scale, 4), text(low), text(high), limits, flag)


def lab(
    d: Doc, f: Figure, on: dt.date, page: int, flag: bool = True, reference: bool = True, may: bool = False
) -> None:
    """The gold of one figure; ``flag``: whether the page marks it with letters or words."""
    fields: dict[str, Any] = {
        "analyte": f.analyte, "comparator": None, "value": f.value, "unit": CANONICAL[f.analyte],
        "printed": f.text, "collected": on.isoformat(), "flag": (f.flag or None) if flag else None,
    }  # fmt: skip
    if reference:
        fields |= {"reference_low": f.limits[0], "reference_high": f.limits[1]}
    d.fact("labs", page, f.label, f.text, may=may, **fields)


def dmy(on: dt.date, sep: str = "/") -> str:
    """Day, month and year in figures."""
    return f"{on.day:02}{sep}{on.month:02}{sep}{on.year}"


def worded(on: dt.date, sep: str = " ", year: bool = True) -> str:
    """Day, month in three letters, year."""
    return f"{on.day:02}{sep}{MONTHS[on.month - 1]}{sep}{on.year if year else f'{on.year % 100:02}'}"


def title(d: Doc) -> str:
    """How the person is addressed."""
    return {"F": "Mrs", "M": "Mr"}[d.person.sex]


def later(d: Doc, *days: int) -> tuple[dt.date, ...]:
    """Further dates that the page prints (reported, printed); each may be the date of the document."""
    dates = tuple(d.on + dt.timedelta(n) for n in days)
    d.also_dated = (*d.also_dated, *dates)
    return dates
