"""Paper that comes finished, made by something else than ``Sheet``: it knows on which page its words stand."""

import pypdfium2

from bench.workshop.press import pressed
from bench.workshop.sheet import Sheet

_BROKEN = "\u00ad\ufffe\u200b\u0002"  # what a PDF's text holds where a line was broken


class Finished(Sheet):
    """A document that is a PDF already."""

    def __init__(self, pdf: bytes, size: str = "letter") -> None:
        super().__init__(size)
        self._pdf = pdf
        with pypdfium2.PdfDocument(pdf) as made:
            self._texts = [_squeezed(page.get_textpage().get_text_range()) for page in made]
        self.page = len(self._texts)

    def find(self, *words: str) -> int:
        """The first page on which all of ``words`` stand, however broken over lines.

        Raises:
            ValueError: no page holds them.
        """
        sought = [_squeezed(w) for w in words]
        for number, text in enumerate(self._texts, 1):
            if all(w in text for w in sought):
                return number
        raise ValueError(f"not printed: {words}")

    def bytes(self) -> bytes:
        """The finished PDF."""
        return self._pdf


def pdf_of(body: str, css: str) -> bytes:
    """An HTML document printed by the rules of ``css``."""
    head = f"<!doctype html><html lang=en><meta charset=utf-8><style>{css}</style>"
    return pressed(f"{head}<body>{body}</body></html>")


def _squeezed(text: str) -> str:
    """Text without white space and the marks of broken lines."""
    return "".join(c for c in text if not c.isspace() and c not in _BROKEN)
