"""What stands on the printed pages: used to place every gold fact on its page."""

import io
from dataclasses import dataclass

import pdfplumber


def squeeze(text: str) -> str:
    """Text without any white space, minus signs alike: the form in which words are looked for."""
    return "".join(text.replace("−", "-").split())


@dataclass(frozen=True)
class PageWords:
    """One page's text, in reading order and in drawing order (wrapped table cells stay whole in the latter)."""

    read: str
    drawn: str

    @classmethod
    def of_text(cls, text: str) -> "PageWords":
        """The only page of a plain-text file."""
        return cls(squeeze(text), squeeze(text))

    def holds(self, words: str) -> bool:
        """Whether these words stand here."""
        wanted = squeeze(words)
        return wanted in self.read or wanted in self.drawn


def page_words(pdf: bytes) -> list[PageWords]:
    """The text of each page of a digital PDF."""
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        return [
            PageWords(squeeze(page.extract_text()), squeeze("".join(c["text"] for c in page.chars)))
            for page in document.pages
        ]


def find_page(pages: list[PageWords], words: tuple[str, ...]) -> int:
    """The first page (from 1) that holds all ``words``.

    Raises:
        ValueError: no page holds them: the gold names words that were not printed.
    """
    for number, page in enumerate(pages, 1):
        if all(page.holds(w) for w in words):
            return number
    raise ValueError(f"not printed: {words}")
