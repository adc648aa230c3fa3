"""A document as read: pages and words, before any understanding.

This is what the reader (which may run in a child process) hands over. It is untrusted input to every later stage.
"""

from enum import StrEnum
from typing import Literal

from pydantic import Field

from schemas.base import Record
from schemas.errors import ReadFailure
from schemas.provenance import Box, Sha256

Engine = Literal["pdf_text", "plain_text", "tesseract", "rapidocr"]


class TextSource(StrEnum):
    """Where a page's words come from."""

    TEXT = "text"
    OCR = "ocr"


class Reading(Record):
    """What one engine read at the place of a word; ``text`` is empty where it read nothing there."""

    engine: Engine
    text: str
    confidence: float = Field(ge=0, le=1)


class Word(Record):
    """One word on a page.

    ``agreed`` is true when the word may be relied on: it stands in a trusted text layer, or two independent OCR
    engines read it alike. ``readings`` keeps what each engine read (empty for text layers). ``confidence`` of an
    engine alone decides nothing. ``box`` is in the page as displayed (evidence cites it); ``layout_box`` is where the
    word stands once a turned, skewed or photographed page is set straight (rows and columns are found there:
    ``place``).
    """

    text: str = Field(min_length=1)
    box: Box
    layout_box: Box | None = Field(
        default=None,
        description="the word's box on the page set upright and straight (see Page.upright); None when same as box",
    )
    source: TextSource = TextSource.TEXT
    confidence: float = Field(default=1.0, ge=0, le=1)
    agreed: bool = True
    printed: str | None = Field(
        default=None, description="the ink as it stands, where ``text`` writes it otherwise (10^9 for a raised 9)"
    )
    readings: tuple[Reading, ...] = ()

    @property
    def place(self) -> Box:
        """Where the word stands on the page set straight."""
        return self.layout_box or self.box


class Page(Record):
    """One page: its size as displayed (points), its words, or the reason why it was not read.

    ``width``, ``height`` and every ``box`` are in the page as displayed. ``upright``, when set, is the transform from
    displayed points to upright points (row-major: 6 numbers for an affine 2x3, 9 for a 3x3 homography) that gave the
    words their ``layout_box``; ``rules`` are always in the upright frame (the displayed one when ``upright`` is None).
    """

    number: int = Field(ge=1)
    width: float = Field(gt=0)
    height: float = Field(gt=0)
    source: TextSource | None = None
    words: tuple[Word, ...] = ()
    rules: tuple[Box, ...] = Field(default=(), description="ruling lines, thin boxes; help to see tables")
    rotated: int = Field(default=0, description="degrees clockwise the picture was turned by before OCR")
    upright: tuple[float, ...] | None = Field(
        default=None, description="displayed points to upright points: 2x3 affine or 3x3 homography, row-major"
    )
    blank: bool = Field(default=False, description="true when the page shows nothing at all: read, and empty")
    failure: ReadFailure | None = None


class ReadDocument(Record):
    """A file after reading. ``pages`` is empty when ``failure`` says why the file as a whole was not read."""

    id: Sha256
    file: str
    media_type: str
    pages: tuple[Page, ...] = ()
    failure: ReadFailure | None = None

    @property
    def unread_pages(self) -> tuple[int, ...]:
        """Page numbers that were not read; never to be taken as "nothing found"."""
        return tuple(p.number for p in self.pages if p.failure is not None)
