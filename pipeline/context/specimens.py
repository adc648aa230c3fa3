"""Results of several specimens under one head: each block belongs to the specimen whose line opens it."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from extractors.dates import Order, find_dates
from pipeline.context.fields import fields_of
from schemas.layout import Passage, Report, ReportDates, Row, Section, SectionLabel, Table

_ASIDE = frozenset({SectionLabel.FAMILY_HISTORY, SectionLabel.TRIAL, SectionLabel.METHODS, SectionLabel.COPIED})
_BESIDE = 30.0  # points: two lines so near each other do not open blocks that stand one below the other
_GAP = 26  # characters between a key and its date

_Place = tuple[int, float]


@dataclass(frozen=True, slots=True)
class _Opening:
    place: _Place
    day: str


def split_by_specimen(report: Report, order: Order | None) -> list[Report]:
    """``report``, cut at each line that opens another day's specimen ("SPEC #: … COLL: 25-APR-2025"); usually one.

    Where results stand before the first such line, or two of them stand side by side, the lines may close blocks or
    head columns: nothing is cut.
    """
    if report.kind != "lab" or report.dates.collected is not None:
        return [report]
    openings = _openings(report, order)
    if len({o.day for o in openings}) < 2 or _side_by_side(openings) or _results_before(report, openings[0].place):
        return [report]
    openings = [o for i, o in enumerate(openings) if i == 0 or o.day != openings[i - 1].day]
    bounds = [(0, 0.0), *(o.place for o in openings[1:]), (10**6, 0.0)]
    parts = [_between(report, start, end) for start, end in pairwise(bounds)]
    if not all(any(s.tables for s in p.sections) for p in parts):
        return [report]
    return [
        part.model_copy(
            update={"dates": ReportDates(collected=o.day, reported=_not_before(report.dates.reported, o.day))}
        )
        for part, o in zip(parts, openings, strict=True)
    ]


def _not_before(reported: str | None, day: str) -> str | None:
    return reported if reported is not None and reported >= day else None


def _openings(report: Report, order: Order | None) -> list[_Opening]:
    found: list[_Opening] = []
    for passage in (p for s in report.sections if s.label not in _ASIDE for p in s.passages):
        for field in fields_of([passage]):
            if field.slot != "collected" or not field.opens or field.key_start < 0:
                continue
            for span in find_dates(field.value[:60], order)[:1]:
                words = passage.words_in(field.start + span.start, field.start + span.end)
                sure = span.precision == "day" and span.start <= _GAP and all(w.agreed for w in words)
                if sure and span.iso is not None and words:
                    found.append(_Opening((passage.pages[0], words[0].place[1]), span.iso))
    return sorted(found, key=lambda o: o.place)


def _side_by_side(openings: list[_Opening]) -> bool:
    return any(
        a.day != b.day and a.place[0] == b.place[0] and b.place[1] - a.place[1] < _BESIDE for a, b in pairwise(openings)
    )


def _results_before(report: Report, place: _Place) -> bool:
    rows = (r for s in report.sections for t in s.tables for r in t.rows if _of_row(r) < place)
    return any(_is_number(c.text) for r in rows for c in r.cells)


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).isdecimal()


def _between(report: Report, start: _Place, end: _Place) -> Report:
    sections = tuple(part for s in report.sections for part in _sections(s, start, end))
    pages = {p for s in sections for t in s.passages for p in t.pages} | {
        r.page for s in sections for t in s.tables for r in t.rows
    }
    return report.model_copy(update={"sections": sections, "pages": tuple(sorted(pages)) or report.pages})


def _sections(section: Section, start: _Place, end: _Place) -> Iterator[Section]:
    passages = tuple(p for p in section.passages if start <= _of_passage(p) < end)
    tables = tuple(t for table in section.tables for t in _tables(table, start, end))
    if passages or tables:
        yield section.model_copy(update={"passages": passages, "tables": tables})


def _tables(table: Table, start: _Place, end: _Place) -> Iterator[Table]:
    """The rows between two lines; titles of columns hold for the rows of a later block as well."""
    rows = tuple(r for r in table.rows if start <= _of_row(r) < end)
    if rows:
        yield table.model_copy(update={"rows": rows})


def _of_passage(passage: Passage) -> _Place:
    return (passage.pages[0], passage.words[0].place[1]) if passage.words else (0, 0.0)


def _of_row(row: Row) -> _Place:
    return row.page, row.words[0].place[1]
