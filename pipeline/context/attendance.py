"""The day on which a letter saw its patient, where its story tells it apart from the day it was written."""

import datetime as dt
from collections.abc import Iterator

from extractors.dates import Order, find_dates
from extractors.patterns import pattern
from knowledge.context import load_context_words
from schemas.layout import Passage, Report, SectionLabel

_ASIDE = frozenset({
    SectionLabel.FAMILY_HISTORY, SectionLabel.TRIAL, SectionLabel.METHODS, SectionLabel.COPIED, SectionLabel.PLAN,
})  # fmt: skip
_WRITTEN = 31  # days within which a visit is written up
_REACH = 70  # characters of a sentence before its date
_WORD = pattern(r"\p{L}+")


def attended(report: Report, written: str, order: Order | None) -> str | None:
    """As in "Letter of 23 April … who was in our clinic on 21 April": the one such day before that of the letter.

    ``None`` where none is told, several are, or the words say of another visit ("last seen on", "first reviewed on").
    """
    if len(written) != len("2026-04-23"):
        return None  # nobody knows how long before a month was over a visit was
    passages = (p for s in report.sections if s.label not in _ASIDE for p in s.passages)
    days = {day for p in passages for day in _told(p, order) if day <= written}
    return days.pop() if len(days) == 1 and days_between(min(days), written) <= _WRITTEN else None


def _told(passage: Passage, order: Order | None) -> Iterator[str]:
    if "\t" in passage.text:
        return
    words = load_context_words().visits
    for span in find_dates(passage.text, order):
        if span.role != "date" or span.iso is None or span.precision != "day":
            continue
        before = passage.text[max(0, span.start - _REACH) : span.start]
        sentence = before[max(before.rfind(c) for c in ".;:") + 1 :].lower()
        said = frozenset(_WORD.findall(sentence))
        if said.isdisjoint(words.attending) or not said.isdisjoint(words.another):
            continue
        if all(w.agreed for w in passage.words_in(span.start, span.end)):
            yield span.iso


def days_between(first: str, last: str) -> int:
    """Days from one ISO date to another, both to the day; 0 where one is less precise."""
    if len(first) != 10 or len(last) != 10:
        return 0
    return (dt.date.fromisoformat(last) - dt.date.fromisoformat(first)).days
