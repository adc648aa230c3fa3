"""Text that a note carries over from an earlier one: set aside, since it tells of then and reads as if of now."""

from functools import lru_cache
from typing import Any

from extractors.patterns import pattern
from knowledge.context import load_context_words
from pipeline.context.kinds import alternation
from schemas.layout import Passage, Report, Section, SectionLabel

_TELLS = 3
"""More words behind the colon of the line that opens a copy are what was copied."""


@lru_cache(maxsize=1)
def _begins() -> Any:
    words = load_context_words().copied
    return pattern(
        rf"^[^\w\[(]*(?P<open>[\[(]?)[^\w]*(?:(?P<replaced>{alternation(words.replaced)})|{alternation(words.begins)})\b"
    )


@lru_cache(maxsize=1)
def _ends() -> Any:
    return pattern(rf"^\W*(?:{alternation(load_context_words().copied.ends)})\b")


@lru_cache(maxsize=1)
def _signed() -> Any:
    return pattern(rf"^\W*(?:{alternation(load_context_words().copied.signed)})\b")


def set_copies_aside(report: Report) -> Report:
    """``report`` with what was copied into it from an earlier note in sections of their own (``COPIED``).

    A copied part opens with a line that says so. It ends where a line says so, or with its bracket, or with the
    section: nobody can tell what follows a heading. A report that was replaced and is kept below goes on to the end.
    A signature ends a note that was copied in whole; behind a line that tells what was copied ("From the note of
    28 Feb: admitted overnight") the last one is that of the note itself.
    """
    if not any(_begins().search(p.text) for s in report.sections for p in s.passages):
        return report
    sections: list[Section] = []
    places = [(i, p) for i, s in enumerate(report.sections) for p in s.passages]
    copied = _copied(places)
    for section in report.sections:
        sections.extend(_parts(section, copied))
    return report.model_copy(update={"sections": tuple(sections)})


def _copied(places: list[tuple[int, Passage]]) -> set[int]:
    """Identities of the passages that were copied."""
    found: set[int] = set()
    n = 0
    while n < len(places):
        begin = _begins().search(places[n][1].text)
        if begin is None:
            n += 1
            continue
        last = _last(places, n, begin.group("open"), whole=begin.group("replaced") is not None)
        found |= {id(p) for _, p in places[n : last + 1]}
        n = last + 1
    return found


def _last(places: list[tuple[int, Passage]], first: int, bracket: str, *, whole: bool) -> int:
    section, passage = places[first]
    if bracket and passage.text.rstrip(" .").endswith("]" if bracket == "[" else ")"):
        return first
    signatures = [n for n in range(first + 1, len(places)) if _signed().search(places[n][1].text)]
    told = not whole and len(passage.text.partition(": ")[2].split()) > _TELLS
    closing = {n for n in signatures if not told or places[n][0] == section or n != signatures[-1]}
    for n in range(first + 1, len(places)):
        if told and places[n][0] != section and not bracket:
            break  # the line itself tells what was copied: a heading below it is the note's own
        if n in closing or _ends().search(places[n][1].text):
            return n - 1
    if whole:
        return len(places) - 1
    last = first
    while last + 1 < len(places) and places[last + 1][0] == section and not _begins().search(places[last + 1][1].text):
        last += 1
    return last


def _parts(section: Section, copied: set[int]) -> list[Section]:
    mine = [p for p in section.passages if id(p) in copied]
    if not mine:
        return [section]
    texts = {p.text for p in mine}
    kept = tuple(p for p in section.passages if id(p) not in copied)
    tables = tuple(t for t in section.tables if not any(r.text in texts for r in t.rows))
    own = section.model_copy(update={"passages": kept, "tables": tables})
    aside = Section(label=SectionLabel.COPIED, heading=section.heading, passages=tuple(mine))
    return [own, aside] if kept or tables else [aside]
