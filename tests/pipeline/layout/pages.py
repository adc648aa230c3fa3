"""Pages made of plain text: each character has a place on a grid, so gaps and columns are what the text shows."""

from pipeline.layout import lay_out
from schemas.document import Page, ReadDocument, Word
from schemas.layout import LaidOutDocument
from schemas.vocabulary import Vocabulary

CHAR, PITCH, SIZE, LEFT, TOP = 5.0, 12.0, 9.0, 40.0, 40.0


def grid_words(
    text: str, *, left: float = LEFT, top: float = TOP, pitch: float = PITCH, slope: float = 0.0
) -> tuple[Word, ...]:
    """Words of a text, each character 5 points wide, lines ``pitch`` points apart; ``slope`` skews them (dy/dx)."""
    words = []
    for row, line in enumerate(text.split("\n")):
        at = 0
        for part in line.split(" "):
            if part:
                x = left + at * CHAR
                y = top + row * pitch + slope * x
                words.append(Word(text=part, box=(x, y, x + len(part) * CHAR, y + SIZE)))
            at += len(part) + 1
    return tuple(words)


def document_of(*pages: str | tuple[Word, ...], width: float = 612.0, height: float = 792.0) -> ReadDocument:
    """A read document of the given pages (text on a grid, or words)."""
    return ReadDocument(
        id="0" * 64,
        file="made.pdf",
        media_type="application/pdf",
        pages=tuple(
            Page(number=n, width=width, height=height, words=grid_words(p) if isinstance(p, str) else p)
            for n, p in enumerate(pages, start=1)
        ),
    )


def laid_out(*pages: str | tuple[Word, ...], vocabulary: Vocabulary) -> LaidOutDocument:
    """The given pages, laid out."""
    return lay_out(document_of(*pages), vocabulary)
