"""Words of a general answer to concepts of a disease pack, by data."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from extractors.patterns import pattern
from knowledge.tailoring import load_linking, tailored_diseases
from schemas.tailoring import Linking

_SPECIAL = frozenset("\\.^$|?*+()[]{}")


@lru_cache(maxsize=1)
def disease_names() -> Mapping[str, tuple[str, ...]]:
    """For each disease on board, patterns of the names by which a text speaks of it."""
    return {disease: load_linking(disease).disease_names for disease in tailored_diseases()}


def escape(word: str) -> str:
    """``word`` as a pattern that matches itself."""
    return "".join("\\" + c if c in _SPECIAL else c for c in word)


class Linker:
    """Finds concepts in text: one scan, then look-ups. Build once for each pack."""

    def __init__(self, linking: Linking, aliases: Mapping[str, tuple[str, ...]] | None = None) -> None:
        """``aliases`` adds words for concepts, e.g. agents' brand names from the vocabulary."""
        self._exact: dict[str, str] = {}
        self._lower: dict[str, str] = {}
        for link in linking.links:
            for word in link.words:
                self._add(word, link.concept)
        for concept, words in (aliases or {}).items():
            for word in words:
                if len(word) > 3:
                    self._add(word, concept)
        self._scan_lower = _scanner(self._lower, ignore_case=True)
        self._scan_exact = _scanner(self._exact, ignore_case=False)
        self.linking = linking

    def _add(self, word: str, concept: str) -> None:
        table, key = (self._exact, word) if word.rstrip("s").isupper() else (self._lower, word.lower())
        table.setdefault(key, concept)

    def concepts(self, text: str) -> tuple[str, ...]:
        """Concepts named in ``text``, in order of first mention."""
        return tuple(dict.fromkeys(concept for _, concept in self.mentions(text)))

    def mentions(self, text: str) -> tuple[tuple[int, str], ...]:
        """``(position, concept)`` of every mention; where two overlap, the longer one holds."""
        found: list[tuple[int, int, str]] = []
        for scan, table, fold in ((self._scan_lower, self._lower, True), (self._scan_exact, self._exact, False)):
            for m in scan.finditer(text) if scan is not None else ():
                start, end = m.span(1)
                word = m[1].lower() if fold else m[1]
                concept = table.get(" ".join(word.split()))
                if concept is not None and not _inside_word(text, start, end):
                    found.append((start, end, concept))
        kept = [f for f in found if not any(_covers(other, f) for other in found)]
        return tuple((start, concept) for start, _, concept in sorted(kept))


def _covers(other: tuple[int, int, str], this: tuple[int, int, str]) -> bool:
    longer = other[1] - other[0] > this[1] - this[0]
    return longer and other[0] <= this[0] and other[1] >= this[1]


def _inside_word(text: str, start: int, end: int) -> bool:
    before = text[start - 1 : start]
    after = text[end : end + 1]
    return (before.isalnum() and text[start].isalnum()) or (after.isalnum() and text[end - 1].isalnum())


def _scanner(words: Mapping[str, str], *, ignore_case: bool) -> Any:
    """One pattern for all words, longest first, blanks of any width."""
    if not words:
        return None
    ordered = sorted(words, key=lambda w: (-len(w), w))
    return pattern("(" + "|".join(map(_bounded, ordered)) + ")", ignore_case=ignore_case)


def _bounded(word: str) -> str:
    """A word as a pattern that matches it whole, blanks of any width."""
    body = escape(word).replace(" ", r"\s+")
    return (r"\b" if word[0].isalnum() else "") + body + (r"\b" if word[-1].isalnum() else "")
