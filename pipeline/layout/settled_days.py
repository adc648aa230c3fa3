"""Dates that were read with difficulty at one place: settled by the same date elsewhere, or by the calendar.

A word of a date stands where both engines read it alike and the whole date is printed, and read surely, at another
place of the record; or where only one of two look-alike readings is a date at all. Two possible dates stay a doubt.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractors.dates import find_dates
from extractors.patterns import pattern
from extractors.readings import look_alike
from schemas.document import Page, TextSource, Word

Key = tuple[str, ...]
_PARTS = pattern(r"\p{L}+|\d+")
_MARKS = ".,;:"
_DIRT = "-–—|'‘’“”\"·*"  # what specks and ruling lines before a day are read as: no day is negative
_AROUND = 3  # words before and after one that may belong to its date
_PARTS_OF_DAY = 3


def settle_days(pages: Sequence[Page]) -> tuple[Page, ...]:
    """The pages with the words of dates settled that can be one thing only."""
    if not any(_open(w) for p in pages for w in p.words):
        return tuple(pages)
    lines = [_lines(p.words) for p in pages]
    known = {key for page in lines for line in page for key in _sure_days(line)}
    return tuple(_page(page, held, known) for page, held in zip(pages, lines, strict=True))


def _page(page: Page, lines: list[list[Word]], known: set[Key]) -> Page:
    settled: dict[int, Word] = {}
    for line in lines:
        for at, word in enumerate(line):
            text = _meant(line, at, known) if _open(word) else None
            if text is not None:
                settled[id(word)] = word.model_copy(update={"text": text, "agreed": True})
    if not settled:
        return page
    return page.model_copy(update={"words": tuple(settled.get(id(w), w) for w in page.words)})


def _open(word: Word) -> bool:
    """Whether a word with a figure was read by two engines, and is in doubt."""
    read = [r.text for r in word.readings]
    shown = any(c.isdigit() for c in word.text)
    return shown and not word.agreed and len(read) == 2 and all(read) and not any(" " in t for t in read)


def _lines(words: Sequence[Word]) -> list[list[Word]]:
    """The words of a page line by line, from the left."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=_middle):
        _, y0, _, y1 = lines[-1][0].place if lines else (0.0, 0.0, 0.0, -1.0)
        if lines and y0 < _middle(word) < y1:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda w: w.place[0]) for line in lines]


def _middle(word: Word) -> float:
    return (word.place[1] + word.place[3]) / 2


def _days(texts: list[str]) -> Iterator[tuple[Key, int, int]]:
    """Whole days in a line: what is printed of them, and their first word and the one after the last."""
    text = " ".join(texts)
    ends: list[int] = []
    for part in texts:
        ends.append((ends[-1] + 1 if ends else 0) + len(part))
    for span in find_dates(text):
        key = tuple(p.lstrip("0") for p in _PARTS.findall(text[span.start : span.end].lower()))
        whole = span.ambiguous or (span.iso is not None and span.precision == "day")
        if whole and len(key) >= _PARTS_OF_DAY:
            held = [n for n, end in enumerate(ends) if end > span.start and end - len(texts[n]) < span.end]
            yield key, held[0], held[-1] + 1


def _sure_days(line: list[Word]) -> Iterator[Key]:
    """Days of a line that both engines read surely in all their words."""
    for key, first, last in _days([w.text for w in line]):
        if all(w.agreed or w.source == TextSource.TEXT for w in line[first:last]) and _together(line[first:last]):
            yield key


def _together(words: Sequence[Word]) -> bool:
    """Whether words follow each other without a gap."""
    return all(b.place[0] - a.place[2] < 1.5 * (a.place[3] - a.place[1]) for a, b in pairwise(words))


def _meant(line: list[Word], at: int, known: set[Key]) -> str | None:
    """What a doubtful word of a date is, where it can be one thing only."""
    word = line[at]
    read = [r.text.strip(_MARKS).lstrip(_DIRT) for r in word.readings]
    days = [_day_with(line, at, text) for text in read]
    if read[0] == read[1]:
        marked = len({r.text.strip(_MARKS) for r in word.readings}) > 1  # they differed in a mark before the day
        return word.text.lstrip(_DIRT) if days[0] is not None and (marked or days[0] in known) else None
    if None in days and (parts := _PARTS.findall(read[0])) == _PARTS.findall(read[1]) and len(parts) > 1:
        apart = " ".join(parts)  # "14:Jan" and "14Jan": figures and letters read alike, a speck between them
        return None if _day_with(line, at, apart) is None else apart
    only = [text for text, day in zip(read, days, strict=True) if day is not None]
    if len(only) != 1 or not look_alike(*read):
        return None
    return only[0] + word.text[len(word.text.rstrip(_MARKS)) :]


def _day_with(line: list[Word], at: int, text: str) -> Key | None:
    """The day that a line prints around word ``at``, were that word ``text``; its other words have to be sure."""
    first = max(0, at - _AROUND)
    near = line[first : at + _AROUND + 1]
    tail = line[at].text[len(line[at].text.rstrip(_MARKS)) :]
    texts = [w.text for w in near]
    texts[at - first] = text + tail
    for key, start, end in _days(texts):
        if start <= at - first < end:
            others = [w for n, w in enumerate(near[start:end], start) if n != at - first]
            return key if all(w.agreed for w in others) and _together(near[start:end]) else None
    return None
