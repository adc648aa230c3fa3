"""Tables with a row for each course of treatment, read by the titles of their columns.

Such a row is no sentence: "4 completed" below "Cycles" counts cycles and ends nothing, and an empty cell below "End"
says that no end was entered. A row with a cell that is not understood is left to the reading of text.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from extractors.dates import DateSpan
from extractors.joining import WORD, joining_words
from extractors.language import Analysis, Hit, Sentence
from extractors.treatments.courses import LINES, Course, read_course
from extractors.treatments.groups import Group, groups_of
from extractors.treatments.said import FAILED, FAILED_REASON, Said
from extractors.wordings import Wordings
from knowledge.loader import read_record
from schemas.base import Record
from schemas.facts import TreatmentStatus
from schemas.layout import Passage, Report, Row, Table

_WORDINGS = Wordings("treatments", "columns")

_CYCLES = _WORDINGS.pattern("cycles")
_NTH = _WORDINGS.pattern("nth")
_AROUND = 24  # characters that a cell of one date may hold beside it: "~", "(C1D1)", "(progression)"
_TELLING = ("declined", "planned", "considered", "held", "ended", "completed", "ongoing")
_MOST = 60
_TOLD = ("status", "outcome", "reason")
_PAIR = 2
_SOLELY = {frozenset({"ended", "completed"}): "ended", frozenset({"planned", "completed"}): "completed"}
_NOT_GIVEN: dict[str, TreatmentStatus] = {"declined": "declined", "planned": "planned", "considered": "considered"}
_OTHERS = frozenset({"family", "other_person", "mention", "hypothetical"})

Place = tuple[int, int]


class Titles(Record):
    """Titles of such tables and words of their cells, as data (``knowledge/common/treatment_columns.toml``)."""

    agent: frozenset[str]
    start: frozenset[str]
    end: frozenset[str]
    period: frozenset[str]
    cycles: frozenset[str]
    line: frozenset[str]
    status: frozenset[str]
    outcome: frozenset[str]
    reason: frozenset[str]
    remark: frozenset[str]
    open: frozenset[str]
    nothing: frozenset[str]
    counted: frozenset[str]


@dataclass(frozen=True, slots=True)
class CourseRow:
    """One course as its row tells it; ``said`` is ``None`` where no cell tells what became of it."""

    group: Group
    course: Course
    said: Said | None
    response: tuple[str, Place] | None
    sentence: Sentence
    unread: bool = False  # the cell of its status holds words that are not known


@dataclass(frozen=True, slots=True)
class _Cells:
    """Where the cells of one row stand in the text, by role; ``roles`` are those that have a column."""

    places: dict[str, Place]
    sentences: tuple[Sentence, ...]
    roles: frozenset[str]

    def text(self, analysis: Analysis, role: str) -> str:
        start, end = self.places.get(role, (0, 0))
        return analysis.text[start:end].strip()


@lru_cache(maxsize=1)
def _titles() -> Titles:
    return read_record("common/treatment_columns.toml", Titles)


class CourseTables:
    """The rows of a report's tables of treatments, by the sentences that they were read as."""

    def __init__(self, report: Report, analysis: Analysis) -> None:
        self._analysis = analysis
        self._rows = {_key(row): (row, roles) for table in _tables(report) for row, roles in _course_rows(table)}

    def row(self, sentence: Sentence) -> tuple[CourseRow | None, bool]:
        """The course of the row in which ``sentence`` stands, told once; and whether the row is understood."""
        if not self._rows:
            return None, False
        base, passage = self._analysis.passage_of(sentence)
        found = self._rows.get((passage.pages[0], passage.words[0].box)) if passage.words else None
        if found is None or len(passage.words) != len(found[0].words):
            return None, False
        cells = self._cells(base, passage, found[0], found[1], sentence)
        told = _read(self._analysis, cells) if cells is not None else None
        if told is None:
            return None, False
        return (told if told.sentence is sentence else None), True

    def _cells(self, base: int, passage: Passage, row: Row, roles: dict[int, str], sentence: Sentence) -> _Cells | None:
        places: dict[str, Place] = {}
        at = 0
        for cell in row.cells:
            first, last = passage.spans[at], passage.spans[at + len(cell.words) - 1]
            at += len(cell.words)
            if cell.column is None:
                return None
            if cell.column in roles:
                places[roles[cell.column]] = (base + first[0], base + last[1])
        order = sentence.order
        while order and self._analysis.sentences[order - 1].start >= base:
            order -= 1
        end = base + len(passage.text)
        within = tuple(s for s in self._analysis.sentences[order : order + len(passage.words)] if s.end <= end)
        return _Cells(places, within, frozenset(roles.values())) if "agent" in places else None


def _key(row: Row) -> tuple[int, tuple[float, float, float, float]]:
    return row.page, row.cells[0].words[0].box


def _tables(report: Report) -> Iterator[Table]:
    return chain.from_iterable(s.tables for s in report.sections)


def _course_rows(table: Table) -> Iterator[tuple[Row, dict[int, str]]]:
    """The rows below titles that name an agent and its days."""
    rows = (*table.header, *table.rows)
    roles: dict[int, str] = {}
    for row in rows:
        if found := _roles(row):
            roles = found
        elif roles:
            yield row, roles


def _roles(head: Row) -> dict[int, str]:
    """Column to role, for titles among which one is of agents and one of days; a role that two columns have is none."""
    roles: dict[int, str] = {}
    for cell in head.cells:
        role = _role(cell.text.strip(" :.*").lower())
        if role is None or cell.column is None:
            continue
        if role in roles.values():
            return {}
        roles[cell.column] = role
    told = set(roles.values())
    return roles if "agent" in told and told & {"start", "period"} else {}


@lru_cache(maxsize=1024)
def _role(title: str) -> str | None:
    titles = _titles()
    for role in ("agent", "start", "end", "period", "cycles", "line", *_TOLD, "remark"):
        if title in getattr(titles, role):
            return role
    return None


def _read(analysis: Analysis, cells: _Cells) -> CourseRow | None:
    """The course of one row; ``None`` where a cell that counts is not understood."""
    left, right = cells.places["agent"]
    within = [(s, g) for s in cells.sentences for g in groups_of(analysis, s) if left <= g.start and g.end <= right]
    dates = [d for s in cells.sentences for d in analysis.dates(s)]
    days = _days(analysis, cells, dates)
    if len(within) != 1 or days is None:
        return None
    sentence, group = within[0]
    if any(c.value.kind in _OTHERS for h in group.hits for c in analysis.governing(sentence, h)):
        return None
    started, ended, used, runs = days
    cycles, counted = _count(analysis, cells)
    line = _line(cells.text(analysis, "line"))
    ended = None if _is_ahead(ended, analysis.report.dated) else ended  # an end that is only meant
    course = Course(cycles=cycles, started=started, ended=ended, line=line, at=(*used, *counted))
    response = _response(analysis, cells)
    said = _said(analysis, cells, course, response, runs)
    unread = not (said and said.at) and any(_is_odd(analysis, cells, role) for role in _TOLD)
    whole = Group(group.hits, min(p[0] for p in cells.places.values()), cells.sentences[-1].end, sentence.start)
    return CourseRow(whole, course, said, response, sentence, unread)


def _days(
    analysis: Analysis, cells: _Cells, dates: list[DateSpan]
) -> tuple[str | None, str | None, tuple[Place, ...], bool] | None:
    """Start, end, where they stand, and whether the row says that it goes on; ``None`` for cells not understood."""
    titles = _titles()
    if "period" in cells.places:
        return _period(analysis, cells, dates)
    found: list[DateSpan | None] = []
    runs = False
    for role in ("start", "end"):
        text = cells.text(analysis, role).lower().strip(" ().")
        inside = [d for d in dates if cells.places.get(role, (0, 0))[0] <= d.start < cells.places.get(role, (0, 0))[1]]
        if text in titles.nothing or (role == "end" and text in titles.open):
            found.append(None)
            runs = runs or (role == "end" and text in titles.open)
            continue
        if len(inside) != 1 or len(text) - (inside[0].end - inside[0].start) > _AROUND:
            return None
        found.append(inside[0])
    start, end = found
    if start and end and (start.iso or "")[: len(end.iso or "")] > (end.iso or "")[: len(start.iso or "")]:
        return None
    used = tuple((d.start, d.end) for d in found if d is not None)
    return start.iso if start else None, end.iso if end else None, used, runs


def _period(
    analysis: Analysis, cells: _Cells, dates: list[DateSpan]
) -> tuple[str | None, str | None, tuple[Place, ...], bool] | None:
    """Both days in one cell: "Jan 2025 - May 2025", "10/06/2025 - present", "since May 2024"."""
    left, right = cells.places["period"]
    rest = analysis.text[left:right].lower()
    inside = [d for d in dates if left <= d.start and d.end <= right]
    inside = [d for d in inside if rest[d.start - left : d.end - left] not in _titles().open]  # "… - today": no end
    for d in reversed(inside):
        rest = rest[: d.start - left] + " " + rest[d.end - left :]
    words = {w for w in rest.replace("-", " ").replace("(", " ").replace(")", " ").split() if w not in ("to", "from")}
    titles = _titles()
    used = tuple((d.start, d.end) for d in inside)
    opens = bool(words) and words <= titles.open | {"since", "until"}
    if len(inside) == _PAIR and not words and (inside[0].iso or "") <= (inside[1].iso or ""):
        return inside[0].iso, inside[1].iso, used, False
    if len(inside) == 1 and opens and words != {"until"}:
        return inside[0].iso, None, used, True
    return None


def _count(analysis: Analysis, cells: _Cells) -> tuple[int | None, tuple[Place, ...]]:
    if "cycles" not in cells.roles and (place := cells.places.get("remark")) is not None:
        told = read_course(analysis.text, *place, [], analysis.report.dated)
        return (told.cycles, (place,)) if told.cycles else (None, ())
    text = cells.text(analysis, "cycles").lower()
    match = _CYCLES.search(text)
    if match is None or not 0 < int(match.group(1)) <= _MOST:
        return None, ()
    words = {w.lower() for w in WORD.findall(text[match.end(1) :])}
    known = {w for c in _titles().counted for w in c.split()}
    return (int(match.group(1)), (cells.places["cycles"],)) if words <= known else (None, ())


def _line(text: str) -> int | None:
    match = _NTH.search(text.lower())
    if match is not None:
        return int(match.group(1))
    return LINES.get(text.lower().split("-")[0].split(" ")[0])


def _hits(analysis: Analysis, cells: _Cells, group: str, roles: tuple[str, ...]) -> list[Hit]:
    places = [cells.places[r] for r in roles if r in cells.places]
    hits = [h for s in cells.sentences for h in analysis.cues_in(group, s)]
    return [h for h in hits if any(a <= h.start and h.end <= b for a, b in places)]


def _response(analysis: Analysis, cells: _Cells) -> tuple[str, Place] | None:
    hits = _hits(analysis, cells, "response", ("outcome", "status", "remark"))
    if not hits or any(h.value.kind == "no_response" for h in hits):
        return None
    values = {str(h.value.value) for h in hits}
    best = hits[0] if len(values) > 1 and hits[-1].value.value == "PD" else hits[-1]
    return str(best.value.value), (best.start, best.end)


def _said(
    analysis: Analysis, cells: _Cells, course: Course, response: tuple[str, Place] | None, runs: bool
) -> Said | None:
    """What became of the course: by the words of its status, by its end, or because its end is left open."""
    cues = _hits(analysis, cells, "treatment", (*_TOLD, "end"))
    kinds = {c.value.kind for c in cues} & {*_TELLING, "never", "unsuited"}
    at = tuple((c.start, c.end) for c in cues if c.value.kind in kinds)
    kind = next(iter(kinds)) if len(kinds) == 1 else _SOLELY.get(frozenset(kinds))
    reason = _reason(analysis, cells)
    if kinds and kind is None:
        return None
    if kind in ("never", "unsuited"):
        return None
    if kind in _NOT_GIVEN:
        return Said(_NOT_GIVEN[kind], at=at)
    if kind == "held":
        return Said("ongoing", reason="on_hold", at=at)
    if kind == "ended":
        return Said("stopped", reason=reason or FAILED_REASON.get(response[0] if response else ""), at=at)
    if kind == "completed" and not runs:
        return Said("completed", at=at)
    if kind == "ongoing" or runs:
        return Said("ongoing", at=at)
    if _is_ahead(course.started, analysis.report.dated):
        return Said("planned", weak=True)
    return _by_end(course, response, reason, "end" in cells.roles)


def _reason(analysis: Analysis, cells: _Cells) -> str | None:
    """Why it was stopped; "CR" in a column of responses is no rise of creatinine."""
    responses = _hits(analysis, cells, "response", (*_TOLD, "end", "remark"))
    for hit in _hits(analysis, cells, "reason", (*_TOLD, "end", "remark")):
        if not any(r.start < hit.end and hit.start < r.end for r in responses):
            return str(hit.value.value)
    told = _hits(analysis, cells, "response", ("reason",))
    return FAILED_REASON.get(str(told[-1].value.value)) if told else None


def _is_ahead(day: str | None, seen: str | None) -> bool:
    """Whether a day, as precise as it is known, lies behind that of the report."""
    return day is not None and seen is not None and day > seen[: len(day)]


def _by_end(course: Course, response: tuple[str, Place] | None, reason: str | None, ends: bool) -> Said | None:
    """A course with no word of status: over where an end is printed, running where the column of ends is empty."""
    failed = response is not None and response[0] in FAILED
    if course.ended:
        told = reason or (FAILED_REASON.get(response[0]) if response else None)
        return Said("stopped" if failed or reason else "completed", reason=told, weak=True)
    return Said("ongoing", weak=True) if ends and course.started and not failed and not reason else None


def _is_odd(analysis: Analysis, cells: _Cells, role: str) -> bool:
    """Whether a cell of the outcome holds words, and none of them is one that the program knows."""
    text = cells.text(analysis, role).lower().strip(" ().")
    if text in _titles().nothing or text in _titles().open:
        return False
    hits = [h for group in ("treatment", "response", "reason") for h in _hits(analysis, cells, group, (role,))]
    return not hits and any(w.lower() not in joining_words().treatment for w in WORD.findall(text))
