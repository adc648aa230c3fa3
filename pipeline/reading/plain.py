"""Plain text as pages: words get the boxes a typewriter would have given them, so columns keep their places."""

import unicodedata

from pipeline.reading.settings import ReadSettings
from schemas.document import Page, TextSource, Word
from schemas.errors import ReadFailure

CHAR_WIDTH = 6.0
LINE_HEIGHT = 12.0
FONT_SIZE = 10.0
MARGIN = 36.0
PAGE_WIDTH, PAGE_HEIGHT = 612.0, 792.0
LINES_PER_PAGE = int((PAGE_HEIGHT - 2 * MARGIN) // LINE_HEIGHT)
MAX_COLUMNS = 2000


def plain_pages(text: str, settings: ReadSettings) -> tuple[Page, ...] | ReadFailure:
    """Pages of monospaced 10 pt lines on letter paper (wider where a line is); tabs stop at every eighth column."""
    if len(text) > settings.max_document_chars:
        return ReadFailure.TOO_LARGE
    sheets = _sheets(text)
    if len(sheets) > settings.max_pages:
        return ReadFailure.TOO_MANY_PAGES
    return tuple(_page(number, lines) for number, lines in enumerate(sheets, 1))


def _sheets(text: str) -> list[list[str]]:
    sheets: list[list[str]] = []
    for sheet in text.replace("\r\n", "\n").replace("\r", "\n").split("\f"):
        lines = [part for line in sheet.split("\n") for part in _folded(_clean(line))]
        while lines and not lines[-1].strip():
            lines.pop()
        sheets += [lines[i : i + LINES_PER_PAGE] for i in range(0, len(lines), LINES_PER_PAGE)]
    return sheets


def _clean(line: str) -> str:
    line = unicodedata.normalize("NFC", line.expandtabs(8))
    return "".join(c if c.isprintable() else " " for c in line).rstrip()


def _folded(line: str) -> list[str]:
    return [line[i : i + MAX_COLUMNS] for i in range(0, len(line), MAX_COLUMNS)] or [""]


def _page(number: int, lines: list[str]) -> Page:
    columns = max((len(line) for line in lines), default=0)
    words: list[Word] = []
    for row, line in enumerate(lines):
        top = MARGIN + row * LINE_HEIGHT
        start = 0
        for token in line.split():
            start = line.index(token, start)
            x0 = MARGIN + start * CHAR_WIDTH
            start += len(token)
            box = (x0, top, MARGIN + start * CHAR_WIDTH, top + FONT_SIZE)
            words.append(Word(text=token, box=box))
    width = max(PAGE_WIDTH, 2 * MARGIN + columns * CHAR_WIDTH)
    return Page(
        number=number, width=width, height=PAGE_HEIGHT, source=TextSource.TEXT, words=tuple(words), blank=not words
    )
