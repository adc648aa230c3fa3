"""Notes of several visits under one head: what stands below a line with a day alone is of that visit."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from extractors.dates import Order, find_dates
from extractors.patterns import pattern
from extractors.wordings import Wordings
from knowledge.context import load_context_words
from pipeline.context.kinds import title_lines
from schemas.layout import Passage, Report, ReportDates, Section, SectionLabel, Table

_ASIDE = frozenset({SectionLabel.FAMILY_HISTORY, SectionLabel.TRIAL, SectionLabel.METHODS, SectionLabel.COPIED})
_WORDINGS = Wordings("context", "visits")

_LONGEST = 60  # characters of a line that opens a visit
_LONGEST_TIMED, _MOST_WORDS = 100, 14  # … of one that prints the time of day as well
_TITLES = 4  # lines at the top that may say that these are notes
_LEAST_WORDS = 4  # of a sentence that tells of a visit; "cc Dr Lane." is none
_WRAPS = 45  # characters of a line that may have been full
_DAY = len("2026-01-01")
_WORD = pattern(r"\p{L}+")
_TIMED = _WORDINGS.pattern("timed")


@dataclass(frozen=True, slots=True)
class _Opening:
    number: int
    day: str
    timed: bool


def split_by_visit(report: Report, order: Order | None) -> list[Report]:
    """``report``, cut at each line that opens another day's visit (a line "14 Jan 2025"); usually one.

    Days have to rise or fall throughout, and below each of them something has to be told: elsewhere a day alone may be
    that of a letter or of a signature. What stands above the first of them keeps the dates of the report.
    """
    if report.kind not in ("note", "other") and not _is_titled_notes(report):
        return [report]
    whole, report = report, _with_lines_apart(report, order)
    passages = [p for s in report.sections for p in s.passages]
    found = [o for o in _openings(report, order) if o is not None]
    openings = [o for n, o in enumerate(found) if n == 0 or o.day != found[n - 1].day or not o.timed]
    days = [o.day for o in openings]
    if len(days) < 2 or len(set(days)) < len(days) or days not in (sorted(days), sorted(days, reverse=True)):
        return [whole]
    bounds = [*(o.number for o in openings), len(passages)]
    if not all(any(map(_tells, passages[a + 1 : b])) for a, b in pairwise(bounds)):
        return [whole]
    parts = [_between(report, a, b) for a, b in pairwise(bounds)]
    head = [_between(report, 0, openings[0].number)] if openings[0].number else []
    of_visits = [
        part.model_copy(update={"kind": "note", "dates": ReportDates(visit=o.day)})
        for part, o in zip(parts, openings, strict=True)
    ]
    return [*(h.model_copy(update={"kind": "note"}) for h in head), *of_visits]


def _is_titled_notes(report: Report) -> bool:
    """Whether a line at the top calls what follows notes, whatever results they tell of."""
    words = load_context_words().visits.titles
    return any(w.lower() in words for line in title_lines(report)[:_TITLES] for w in _WORD.findall(line))


def _with_lines_apart(report: Report, order: Order | None) -> Report:
    """``report`` with each line that opens a visit in a passage of its own, where another had taken it up."""
    sections = tuple(
        s.model_copy(update={"passages": tuple(part for p in s.passages for part in _apart(p, order))})
        for s in report.sections
    )
    return report.model_copy(update={"sections": sections})


def _apart(passage: Passage, order: Order | None) -> list[Passage]:
    if "\t" in passage.text or not any(map(str.isdigit, passage.text)):
        return [passage]
    starts = [
        i
        for i, word in enumerate(passage.words)
        if i == 0 or passage.pages[i] != passage.pages[i - 1] or word.place[1] > passage.words[i - 1].place[3]
    ]
    parts = [_words_of(passage, a, b) for a, b in pairwise([*starts, len(passage.words)])]
    opens = [
        _day_of(p, order) is not None and not (n and _is_unfinished(parts[n - 1].text)) for n, p in enumerate(parts)
    ]
    if len(parts) < 2 or not any(opens):
        return [passage]
    cuts = sorted(
        {starts[i] for i, o in enumerate(opens) if o} | {starts[i + 1] for i, o in enumerate(opens[:-1]) if o}
    )
    return [_words_of(passage, a, b) for a, b in pairwise([0, *(c for c in cuts if c), len(passage.words)])]


def _is_unfinished(line: str) -> bool:
    """Whether a long line ends in the middle of a sentence: the day below it is its last word, wrapped."""
    return len(line) > _WRAPS and not line.rstrip().endswith((".", "!", "?", ":", ";"))


def _words_of(passage: Passage, first: int, stop: int) -> Passage:
    """The part of a passage that its words from number ``first`` on, before ``stop``, fill."""
    begin, end = passage.spans[first][0], passage.spans[stop - 1][1]
    return passage.model_copy(
        update={
            "text": passage.text[begin:end],
            "words": passage.words[first:stop],
            "spans": tuple((a - begin, b - begin) for a, b in passage.spans[first:stop]),
            "pages": passage.pages[first:stop],
        }
    )


def _openings(report: Report, order: Order | None) -> Iterator[_Opening | None]:
    number = 0
    for section in report.sections:
        for passage in section.passages:
            if section.label not in _ASIDE and (day := _day_of(passage, order)) is not None:
                yield _Opening(number, day, ":" in passage.text)
            number += 1


def _day_of(passage: Passage, order: Order | None) -> str | None:
    """The day of a line that holds nothing else but words of a visit and who saw the patient.

    A line that a day and a time open is the title of an entry, whatever it calls it ("12/04/2025 9:12 AM - Refill").
    """
    text = passage.text
    if len(text) > _LONGEST_TIMED or "\t" in text:
        return None
    found = find_dates(text, order)
    if len(found) != 1 or found[0].role != "date" or found[0].iso is None or len(found[0].iso) != _DAY:
        return None
    words = _WORD.findall(text[: found[0].start] + " " + text[found[0].end :])
    if not _is_timed(text, found[0].start, found[0].end, len(words)) and not _is_of_a_visit(text, words):
        return None
    return found[0].iso if all(w.agreed for w in passage.words_in(found[0].start, found[0].end)) else None


def _is_timed(text: str, start: int, end: int, words: int) -> bool:
    """Whether a day opens the line, a time follows it, and the rest is a title and no sentence."""
    opens = {w.lower() for w in _WORD.findall(text[:start])} <= load_context_words().visits.words
    return opens and words <= _MOST_WORDS and not text.endswith((".", ";", ",")) and bool(_TIMED.search(text[end:]))


def _is_of_a_visit(text: str, words: list[str]) -> bool:
    """Whether a short line holds words of a visit alone, and names beside a title of who saw the patient."""
    context = load_context_words()
    known = context.visits.words
    by = any(w.lower() in context.people.professional for w in words)
    return len(text) <= _LONGEST and all(w.lower() in known or (by and w[0].isupper()) for w in words)


def _tells(passage: Passage) -> bool:
    """Whether a line tells something: several words and a full stop, or a figure."""
    words = _WORD.findall(passage.text)
    if len(words) < _LEAST_WORDS:
        return False
    return passage.text.rstrip().endswith((".", "!", "?")) or any(map(str.isdigit, passage.text))


def _between(report: Report, start: int, end: int) -> Report:
    """The passages from number ``start`` on, before ``end``, and the rows of tables that stand in them."""
    sections: list[Section] = []
    number = 0
    for section in report.sections:
        first, number = number, number + len(section.passages)
        kept = section.passages[max(start - first, 0) : max(end - first, 0)]
        held = {id(p.words[0]) for p in kept if p.words}
        tables = tuple(t for table in section.tables if (t := _rows_of(table, held)).rows)
        if kept or tables:
            sections.append(section.model_copy(update={"passages": kept, "tables": tables}))
    pages = {page for s in sections for p in s.passages for page in p.pages}
    return report.model_copy(update={"sections": tuple(sections), "pages": tuple(sorted(pages)) or report.pages})


def _rows_of(table: Table, held: set[int]) -> Table:
    return table.model_copy(update={"rows": tuple(r for r in table.rows if id(r.words[0]) in held)})
