"""Places in records with their pictures, as far as a page has room for them."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.pictures.book import Picture, PictureBook
from schemas.provenance import Evidence

MOST_BYTES = 3_400_000
"""Of all pictures on one page, before they are written as text (a third more)."""
SHOWN_AT_ONCE = 2
"""Places of one fact that are looked at for a picture."""


@dataclass(frozen=True)
class Ink:
    """A place in a record with its picture (``uri`` is empty where there is none); ``width`` in points."""

    uri: str
    width: int
    file: str
    page: int
    quote: str
    scanned: bool
    typed: bool


class Inker:
    """Takes pictures from a book as long as there is room for them."""

    def __init__(self, book: PictureBook) -> None:
        self.book = book
        self.left = MOST_BYTES

    def inks(self, evidence: Sequence[Evidence]) -> tuple[Ink, ...]:
        """The first places of a fact, each with its own picture."""
        found = (self.ink((e,), (e,)) for e in evidence[:SHOWN_AT_ONCE])
        return tuple(i for i in found if i is not None)

    def ink(self, quoted: Sequence[Evidence], shown: Sequence[Evidence]) -> Ink | None:
        """The words of the first of ``quoted`` with the picture of ``shown``."""
        if not quoted:
            return None
        e, picture = quoted[0], self._take(self.book.of(shown))
        quote = " ".join(e.quote.split())
        uri, width = (picture.uri, round(picture.width)) if picture else ("", 0)
        return Ink(uri, width, e.file, e.page, quote, e.method == "ocr", e.file.lower().endswith(".txt"))

    def _take(self, picture: Picture | None) -> Picture | None:
        if picture is None or len(picture.data) > self.left:
            return None
        self.left -= len(picture.data)
        return picture
