"""HTML of printed paper: text made safe, rows and tables."""

import html
from collections.abc import Sequence

HTML = str


class Raw(str):
    """Text that is HTML already."""

    __slots__ = ()


def esc(text: str) -> HTML:
    """Text safe in HTML."""
    return text if isinstance(text, Raw) else html.escape(text)


def row(cells: Sequence[str], tag: str = "td", cls: str = "") -> HTML:
    """One row of a table."""
    inner = "".join(f"<{tag}>{esc(c)}</{tag}>" for c in cells)
    return f"<tr class='{cls}'>{inner}</tr>" if cls else f"<tr>{inner}</tr>"


def table(head: Sequence[str], rows: Sequence[Sequence[str]], cls: str = "t") -> HTML:
    """A table whose head is repeated on each page; ``head`` may be empty."""
    top = f"<thead>{row(head, 'th')}</thead>" if head else ""
    return f"<table class='{cls}'>{top}<tbody>{''.join(map(row, rows))}</tbody></table>"
