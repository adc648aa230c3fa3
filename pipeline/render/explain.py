"""Explain a word of the glossary where it first stands, and only there."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from extractors.patterns import pattern
from knowledge.tailoring import load_glossary
from pipeline.tailor.linking import escape

MOST_AT_ONCE = 2
"""A sentence with more explanations than this is harder to read than one without."""


@dataclass(frozen=True)
class Segment:
    """A piece of text; ``plain`` explains its last word where that first stands."""

    text: str
    plain: str = ""


@lru_cache(maxsize=8)
def _terms(disease: str) -> tuple[Any, dict[str, int], tuple[str, ...], frozenset[str]]:
    terms = load_glossary(disease).terms
    words = {w.lower(): i for i, t in enumerate(terms) for w in t.words}
    ordered = sorted((w for t in terms for w in t.words), key=lambda w: -len(w))
    scan = pattern("(" + "|".join(escape(w) for w in ordered) + ")") if ordered else None
    return scan, words, tuple(t.plain for t in terms), frozenset(w.lower() for w in ordered if w.isupper())


class Explainer:
    """Remembers what has been explained; texts are given in reading order."""

    def __init__(self, disease: str) -> None:
        self.scan, self.words, self.plain, self.capitals = _terms(disease)
        self.done: set[int] = set()
        self.open: set[int] = set()

    def split(self, text: str, *, folded: bool = False) -> tuple[Segment, ...]:
        """``text`` in pieces; explained words end a piece.

        ``folded``: it is read only when unfolded, so that a word explained there is explained in the open as well.
        """
        told = self.done if folded else self.open
        out: list[Segment] = []
        start = 0
        for m in self.scan.finditer(text) if self.scan is not None else ():
            term = self._term(m[1])
            if term is None or term in told or len(out) >= MOST_AT_ONCE or not _free(text, m.start(), m.end()):
                continue
            if text[m.end() :].lstrip().startswith((",", "(")):  # its own words follow; a later place is better
                continue
            self.done.add(term)
            if not folded:
                self.open.add(term)
            if not _explained_already(text, m.end()):
                out.append(Segment(text[start : m.end()], self.plain[term]))
                start = m.end()
        return (*out, Segment(text[start:])) if text[start:] or not out else tuple(out)

    def _term(self, printed: str) -> int | None:
        """The term of a printed word; one of capitals alone is another word in small letters ("WHO", "Who")."""
        small = not printed.isupper() and printed.lower() in self.capitals
        return None if small else self.words.get(printed.lower())

    def label(self, label: str, *, folded: bool = False) -> str:
        """The explanation of a title that opens with a word of the glossary, where that first stands; else nothing."""
        m = self.scan.search(label) if self.scan is not None else None
        term = self._term(m[1]) if m is not None and m.start() == 0 and _whole(label, 0, m.end()) else None
        if term is None or term in (self.done if folded else self.open):
            return ""
        self.done.add(term)
        if not folded:
            self.open.add(term)
        return str(self.plain[term])


def _free(text: str, start: int, end: int) -> bool:
    """Whether the word stands alone and in no brackets, where a further pair would be hard to read."""
    return _whole(text, start, end) and text.count("(", 0, start) <= text.count(")", 0, start)


def _whole(text: str, start: int, end: int) -> bool:
    before, after = text[:start][-1:], text[end:][:1]
    inside = (before.isalnum() and text[start].isalnum()) or (after.isalnum() and text[end - 1].isalnum())
    return not inside and before not in ("(", "/") and after not in ("-", "/")


def _explained_already(text: str, end: int) -> bool:
    """Whether the sentence itself goes on with the explanation."""
    return text[end : end + 7].lstrip().startswith("score")
