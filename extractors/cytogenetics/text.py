"""A section's passages as one text, so that a formula broken over passages is still one; and phrase patterns."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.asking import not_read_alike
from extractors.readings import carries
from schemas.document import Word
from schemas.facts import Doubt
from schemas.layout import Passage, Report, Section
from schemas.provenance import Evidence


@dataclass(frozen=True, slots=True)
class Joined:
    """Passages joined by line breaks; ``bases[i]`` is where ``passages[i]`` starts in ``text``."""

    text: str
    passages: tuple[Passage, ...]
    bases: tuple[int, ...]

    def touched(self, start: int, end: int) -> Iterator[tuple[Passage, int, int]]:
        """The passages under ``text[start:end]``, each with the range inside it."""
        i = max(0, bisect_right(self.bases, start) - 1)
        while i < len(self.passages) and self.bases[i] < end:
            base, size = self.bases[i], len(self.passages[i].text)
            if start < base + size:
                yield self.passages[i], max(0, start - base), min(size, end - base)
            i += 1

    def cite(self, start: int, end: int) -> tuple[Evidence, ...]:
        """Evidence for ``text[start:end]``."""
        return tuple(e for p, s, t in self.touched(start, end) for e in p.cite(s, t))

    def words(self, start: int, end: int) -> list[tuple[Word, int, int]]:
        """The words that ``text[start:end]`` touches, each with its range in the joined text."""
        found: list[tuple[Word, int, int]] = []
        for i, passage in enumerate(self.passages):
            base = self.bases[i]
            if base >= end or base + len(passage.text) <= start:
                continue
            for word, (s, e) in zip(passage.words, passage.spans, strict=True):
                if base + s < end and base + e > start:
                    found.append((word, base + s, base + e))
        return found

    def doubt(self, what: str, start: int, end: int) -> Doubt | None:
        """A doubt when a word of ``text[start:end]`` was not read alike by two engines."""
        return not_read_alike(what, [w for w, _, _ in self.words(start, end) if carries(w)])


def join_section(section: Section) -> Joined:
    """The passages of a section as one text."""
    bases, at = [], 0
    for passage in section.passages:
        bases.append(at)
        at += len(passage.text) + 1
    return Joined("\n".join(p.text for p in section.passages), section.passages, tuple(bases))


def sums_up(report: Report, section: Section) -> bool:
    """Whether a summary is a laboratory's own, and not one of the patient's history."""
    heading = section.heading.lower()
    own = "summary" in heading and not any(w in heading for w in ("clinical", "history", "case", "patient"))
    return own and report.kind in ("cytogenetics", "marrow", "pathology")
