# ruff: noqa: E501 (a style sheet is one line)
"""Paper printed from HTML: the document is made first, then each fact is looked up on its pages."""

import datetime as dt
import html
from collections.abc import Sequence

from bench.workshop.dress import LONG, MONTHS, Doc
from bench.workshop.finished import Finished
from bench.workshop.press import pressed

BASE = "body{font-family:'Liberation Sans';font-size:9pt;line-height:1.3}table{border-collapse:collapse}td,th{text-align:left;vertical-align:top}"


class Web(Finished):
    """A finished document made of HTML."""

    def __init__(self, body: str, css: str, size: str = "A4", margin: str = "16mm") -> None:
        page = f"@page{{size:{size};margin:{margin}}}"
        super().__init__(pressed(f"<style>{page}{BASE}{css}</style><body>{body}</body>"))


def web(d: Doc, body: str, css: str = "", size: str = "A4", margin: str = "16mm") -> Web:
    """Print the document on such paper."""
    made = Web(body, css, size, margin)
    d.sheet = made
    return made


def tr(*cells: str, tag: str = "td", cls: str = "") -> str:
    """A row of a table; the text is escaped."""
    inner = "".join(f"<{tag}>{html.escape(c, quote=False)}</{tag}>" for c in cells)
    return f'<tr class="{cls}">{inner}</tr>'


def pairs(entries: Sequence[tuple[str, str]], wide: int = 2) -> str:
    """Rows of labels and values, ``wide`` pairs a row."""
    rows = [entries[i : i + wide] for i in range(0, len(entries), wide)]
    return "".join("<tr>" + "".join(f"<th>{k}</th><td>{html.escape(v)}</td>" for k, v in row) + "</tr>" for row in rows)


def day(on: dt.date, style: str = "abbr") -> str:
    """A date whose order nobody can mistake."""
    short, full = MONTHS[on.month - 1], LONG[on.month - 1]
    return {
        "abbr": f"{on.day:02} {short} {on.year}",
        "dash": f"{on.day:02}-{short.upper()}-{on.year}",
        "glued": f"{on.day:02}{short.upper()}{on.year}",
        "us": f"{short} {on.day}, {on.year}",
        "uslong": f"{full} {on.day}, {on.year}",
        "long": f"{on.day} {full} {on.year}",
        "iso": on.isoformat(),
        "va": f"{short.upper()} {on.day:02}, {on.year}",
        "month": f"{full} {on.year}",
    }[style]
