"""The dates a report prints of itself, told apart by their keys."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from extractors.date_order import month_names
from extractors.dates import DateSpan, Order, find_dates
from extractors.patterns import pattern
from extractors.wordings import Wordings
from knowledge.context import load_context_words
from pipeline.context.attendance import attended, days_between
from pipeline.context.fields import Field, fields_of
from pipeline.context.head import head_fields, head_passages
from pipeline.context.kinds import names_institution, names_kind
from pipeline.context.specimen_dates import specimen_days, told_days
from schemas.layout import DocumentKind, Passage, Report, ReportDates, Row, SectionLabel, Table

Slot = Literal["collected", "received", "reported", "addended", "visit"]

_WORDINGS = Wordings("context", "dating", month=month_names())
_EARLIER = _WORDINGS.pattern("earlier")
_SIGNED = _WORDINGS.pattern("signed")
_WITHOUT_YEAR = _WORDINGS.pattern("without_year")
_MEETINGS = frozenset(Wordings("context", "kinds").words("meetings"))
_WRITTEN = _WORDINGS.words("written")
_DATED_KEYS = frozenset({"collected", "received", "reported", "addended", "visit", "void", "date", "birth_date"})
_CELL = pattern(r"\t| [\x{b7}\x{2022}|] ")
_UNSURE = ""  # a day that engines read differently
_GAP = 26  # characters between a key and its date: a weekday, "on", "at", "Date/Time"
_OLDEST_RECORD = "1995"
_TIME = 9  # characters of a time of day beside a date
_PARTS = ("-", "\u2013", "\u2014", "|", ";", "\u00b7")  # between a date and the key of something else
_LONE_LINES, _LONE_LENGTH = 8, 60
_REPORTED = 90  # days: a slow report
_LISTED = 3  # rows with a day in one column make a list
_WHOLE_DAY = len("2025-05-03")
_OF_SPECIMENS = ("molecular", "cytogenetics")  # kinds of report that letters tell in sentences
_TOP = (SectionLabel.HEADER, SectionLabel.OTHER)
_NOT_OF_REPORT = frozenset({SectionLabel.FAMILY_HISTORY, SectionLabel.TRIAL, SectionLabel.METHODS, SectionLabel.COPIED})


@dataclass(frozen=True, slots=True)
class _Dated:
    slot: str
    tier: int
    iso: str
    head: bool
    opens: bool


def dates_of(report: Report, kind: DocumentKind, order: Order | None) -> ReportDates:
    """Collection, receipt, report, addendum and visit dates; what is ambiguous, unsure or contradictory is ``None``."""
    head = head_passages(report)
    inside = {id(p) for p in head}
    body = [
        p for s in report.sections if s.label not in _NOT_OF_REPORT for p in s.passages if id(p) not in inside
    ]  # fmt: skip
    top, rest = (_as_signed(fields, kind) for fields in (head_fields(report), fields_of(body)))
    found = [*_dated(top, order, True), *(d for d in _dated(rest, order, False) if d.opens)]
    generic: Slot = "visit" if kind in ("note", "imaging") else "reported"
    untold = False
    found = [d if d.slot != "date" else _Dated(generic, 8, d.iso, d.head, d.opens) for d in found]
    titles = {id(r.words[0]) for s in report.sections for t in s.tables for r in t.header if _is_of_columns(r, t)}
    if not any(d.slot == generic and d.head for d in found):
        lines = [p for s in report.sections if s.label in _TOP for p in s.passages]
        listed = titles | _of_lists(report, order)
        lines = [p for p in lines if not p.words or id(p.words[0]) not in listed]
        lone, said = _lone(lines[:_LONE_LINES], order)
        if generic == "reported" and lone is not None and lone < (_one(found, "collected") or ""):
            lone = None  # no report is older than its sample: a day of earlier results
        if lone is not None and (said or generic == "reported"):
            found.append(_Dated(generic, 9, lone, True, True))
        untold = lone is not None and not said
    if kind == "lab" and not any(d.head or d.opens for d in found if d.slot in ("collected", "visit", "reported")):
        found += [_Dated("reported", 9, iso, True, True) for iso in _last_of_columns(report, order)]
    if kind == "note":  # a note tells of other reports' dates; only its own form gives its own
        found = [d for d in found if d.head and d.opens]
    if kind != "note" and not any(d.slot == "collected" for d in found):
        lines = [p for p in head if not p.words or id(p.words[0]) not in titles]
        found += [_Dated("collected", 3, iso, True, True) for iso in specimen_days(lines, order)]
    prose = [p for p in (*head, *body) if "\t" not in p.text] if kind in _OF_SPECIMENS else []
    if prose and not any(d.slot == "collected" for d in found):
        found += [_Dated("collected", 4, iso, True, True) for iso in told_days(prose, order)]
    collected, received = _one(found, "collected"), _one(found, "received")
    reported, visit = _one(found, "reported", latest=True), _one(found, "visit")
    if kind == "note":
        written = visit or _alone(report, order) or _latest_at_top(report, order)
        seen = attended(report, written, order) if written is not None else None
        reported, visit = (reported or written, seen) if seen is not None else (reported, visit)
    dates = ReportDates(
        collected=collected,
        received=received,
        reported=reported,
        addended=_one(found, "addended", latest=True),
        visit=visit,
    )
    untold = untold and collected is None and visit is None and received is None
    untold = untold or _unplaced(head, dates, order) or _told_of_a_day(prose, dates, order)
    return _in_order(dates.model_copy(update={"unplaced": untold}))


def _as_signed(fields: Sequence[Field], kind: DocumentKind) -> list[Field]:
    """``fields``; "seen by Dr Reed on 3 May" below a report says who read and released it, and is no visit.

    Nor is the day of a laboratory's letter.
    """
    if kind in ("note", "imaging"):
        return list(fields)
    signed = ((f.slot == "visit" and (bool(_SIGNED.search(f.value)) or _is_written(f, kind)), f) for f in fields)
    return [replace(f, slot="reported") if is_signed else f for is_signed, f in signed]


def _is_written(field: Field, kind: DocumentKind) -> bool:
    return kind in _OF_SPECIMENS and any(w in _WRITTEN for w in field.key.split())


def _is_of_columns(row: Row, table: Table) -> bool:
    """Whether a title row is of columns that hold something, and no banner with the report's own date."""
    filled = {c.column for r in table.rows for c in r.cells}
    return len(row.cells) > 2 and any(c.column in filled for c in row.cells if _only_date(c.text, None) is not None)


def _of_lists(report: Report, order: Order | None) -> set[int]:
    """The first words of rows whose table lists days, one below the other: each is of its row."""
    found: set[int] = set()
    for table in (t for s in report.sections if s.label in _TOP for t in s.tables):
        dated: dict[int | None, list[Row]] = {}
        for row in table.rows:
            for cell in row.cells:
                if any(d.role == "date" and d.precision == "day" for d in find_dates(cell.text, order)):
                    dated.setdefault(cell.column, []).append(row)
        found |= {id(r.words[0]) for rows in dated.values() if len(rows) >= _LISTED for r in rows if r.words}
    return found


def _last_of_columns(report: Report, order: Order | None) -> list[str]:
    """The latest day over the columns of tables of results of several days."""
    days: list[str | None] = []
    for table in (t for s in report.sections if s.label not in _NOT_OF_REPORT for t in s.tables):
        for row in (*table.header, *table.rows[:3]):
            held = [(c, d) for c in row.cells if (d := _only_date(c.text, order)) is not None]
            if len(held) > 1 and len(held) >= len(row.cells) // 2:
                days += [d.iso if all(w.agreed for w in c.words) else None for c, d in held]
    known = [d for d in days if d is not None and len(d) == 10]
    return [max(known)] if known and len(known) == len(days) else []


@lru_cache(maxsize=512)  # the cells of a line are asked for with each of its fields
def _only_date(text: str, order: Order | None) -> DateSpan | None:
    """The date that fills a cell, but for a time of day or a bracket."""
    found = [d for d in find_dates(text, order) if d.role == "date"]
    if len(found) != 1:
        return None
    rest = text[: found[0].start] + text[found[0].end :]
    return found[0] if len(rest) <= _TIME and not any(_is_word(w) for w in rest.split()) else None


def _is_word(token: str) -> bool:
    bare = token.strip(":.,#")
    return bare.isalpha() and len(bare) > 2


@lru_cache(maxsize=512)
def _in_a_row(text: str, order: Order | None) -> bool:
    """Whether a line is of several days in cells of their own: no one of them is the report's."""
    days = [d for d in find_dates(text, order) if d.role == "date"]
    if any(not text[a.end : b.start].strip() for a, b in pairwise(days)):
        return True  # set so close that no gap parts the cells
    cells = text.split("\t")
    filled = [_only_date(c, order) is not None for c in cells if c.strip()] if len(cells) > 2 else []
    return any(a and b for a, b in pairwise(filled))


def _unplaced(head: Sequence[Passage], dates: ReportDates, order: Order | None) -> bool:
    """Whether a date before that of receipt or report stands at the head under a key that says nothing to us.

    It may be when the specimen was taken, in words not known here: the later date is then not the specimen's.
    """
    late = dates.received or dates.reported or dates.addended
    if dates.collected or dates.visit or late is None:
        return False
    if any(_taken_some_day(f, order) for f in fields_of(head)):
        return True
    for passage in head:
        keyed = [_keyed(f, order) for f in fields_of([passage]) if not _of_what(f)]
        for span in find_dates(passage.text, order):
            if span.role != "date" or any(s <= span.start < e for s, e in keyed):
                continue
            if span.iso is None or (span.precision == "day" and 0 < days_between(span.iso, late) <= _REPORTED):
                return True
    return False


def _told_of_a_day(prose: Sequence[Passage], dates: ReportDates, order: Order | None) -> bool:
    """Whether a sentence tells of a day shortly before that of the report: the specimen's, in words not known here."""
    late = dates.received or dates.reported or dates.addended
    if dates.collected or dates.visit or late is None or len(late) < _WHOLE_DAY:
        return False
    spans = (s for p in prose for s in find_dates(p.text, order))
    return any(
        s.iso is not None and s.role == "date" and s.precision == "day" and 0 < days_between(s.iso, late) <= _REPORTED
        for s in spans
    )


def _keyed(field: Field, order: Order | None) -> tuple[int, int]:
    """The part of a value that is its key's: to the end of its first date."""
    first = next(iter(find_dates(field.value, order)), None)
    if first is None:
        return field.start, field.end
    if field.slot not in _DATED_KEYS and any(_is_word(w) for w in field.value[: first.start].split()):
        return field.start, field.start + first.start  # "Record 1493242 Procedure 19 January": no date of a record
    return field.start, field.start + first.end


def _of_what(field: Field) -> bool:
    """Whether a plain "date" goes on to say of what, in words not known here ("Date of aspiration")."""
    return field.slot == "date" and field.value.lower().startswith(("of ", "for ", "when ", "range", "ranges"))


def _told_of_other(field: Field) -> bool:
    """Whether a key is the verb of a sentence on an earlier result: "the previously reported R882H (8/2024)"."""
    before = field.passage.text[: max(field.key_start, 0)]
    return field.key_start > 0 and field.beside and not field.opens and _EARLIER.search(before) is not None


def _taken_some_day(field: Field, order: Order | None) -> bool:
    """Whether a date, however poorly read, stands beside a key of collection: a later date is not in its place."""
    if field.slot != "collected":
        return False
    words = field.passage.words_in(field.start, min(field.end, field.start + _GAP))
    unread = any(not w.agreed and any(c.isdigit() for c in w.text) for w in words)
    halved = _WITHOUT_YEAR.search(field.value[:_GAP]) is not None
    return unread or halved or any(s.role == "date" and s.start <= _GAP for s in find_dates(field.value[:60], order))


def _dated(fields: Sequence[Field], order: Order | None, head: bool) -> list[_Dated]:
    agreed: Counter[tuple[str, int, str, bool]] = Counter()
    sure: set[tuple[str, int, str, bool]] = set()
    for field in fields:
        if _of_what(field) or _told_of_other(field) or (field.key_start >= 0 and _in_a_row(field.passage.text, order)):
            continue
        for span in find_dates(field.value[:60], order)[:1]:
            gap = field.value[: span.start]
            told = "%" in gap or (span.precision == "year" and any(map(str.isdigit, gap)))  # "seen at 5 % in 2024"
            if told or span.iso is None or span.role != "date" or len(gap) > _GAP or "." in gap or ";" in gap:
                continue
            seen = field.slot == "other" and not gap.strip() and field.key in load_context_words().visited
            entry = ("visit" if seen else field.slot, 2 if seen else field.tier, span.iso, field.opens)
            agreed[entry] += 1
            words = field.passage.words_in(field.start + span.start, field.start + span.end)
            if all(w.agreed for w in words):
                sure.add(entry)
    return [
        _Dated(slot, tier, iso if (slot, tier, iso, opens) in sure or n > 1 else _UNSURE, head, opens)
        for (slot, tier, iso, opens), n in agreed.items()
        if slot == "visit" or (slot, tier, iso, opens) in sure or n > 1
    ]


def _lone(passages: Sequence[Passage], order: Order | None) -> tuple[str | None, bool]:
    """The one date at the top that stands under no key, and whether its words say that it is the report's own.

    "Clinic note, 1 September 2026" and a date alone in its cell say so. Of "Ledger closed 1 September 2026" it is not
    known what was done that day: it is no day of a visit, and no specimen's.
    """
    seen: dict[str, bool] = {}
    alone: set[str] = set()
    met: set[str] = set()
    for passage in passages:
        fields = fields_of([passage])
        for span in find_dates(passage.text, order):
            if span.role != "date" or any(f.start <= span.start < f.end for f in fields):
                continue
            ends = (f.key_start for f in fields if passage.text[span.end : max(f.key_start, 0)].strip(" ") in _PARTS)
            stop = min(ends, default=len(passage.text))
            before = _CELL.split(passage.text[: span.start])[-1]
            behind = _CELL.split(passage.text[span.end : stop])[0]
            cell = before + passage.text[span.start : span.end] + behind
            if span.iso is None or span.precision != "day" or len(cell) > _LONE_LENGTH:
                continue
            if span.iso < _OLDEST_RECORD:
                continue  # a date of birth that stands under no key
            if all(w.agreed for w in passage.words_in(span.start, span.end)):
                seen[span.iso] = seen.get(span.iso, False) or _opens_report(before, passage)
                met |= {span.iso} if not _MEETINGS.isdisjoint(before.lower().replace(",", " ").split()) else set()
                if "\t" not in passage.text and _only_date(passage.text, order) is not None:
                    alone.add(span.iso)
    if seen and met == {max(seen)}:
        return max(seen), True  # "Myeloid board, 12 April 2026" above the days of what it tells
    if len(seen) > 1:  # the date of a letter stands on a line of its own, and what it tells of came before it
        return (max(seen), True) if alone == {max(seen)} else (None, False)
    return next(iter(seen.items()), (None, False))


def _alone(report: Report, order: Order | None) -> str | None:
    """The one day that stands on a line of its own at the top, as letters are dated."""
    top = [p for s in report.sections if s.label in _TOP for p in s.passages][:_LONE_LINES]
    spans = [d for p in top if "\t" not in p.text and (d := _only_date(p.text, order)) is not None]
    return spans[0].iso if len(spans) == 1 and spans[0].precision == "day" else None


def _latest_at_top(report: Report, order: Order | None) -> str | None:
    """The latest day of the first lines, as of "Clinic of 20 May 2026; letter typed 22 May 2026"."""
    top = [p for s in report.sections if s.label in _TOP for p in s.passages][:_LONE_LINES]
    spans = [d for p in top for d in find_dates(p.text, order)]
    days = {d.iso for d in spans if d.role == "date" and d.iso is not None and d.precision == "day"}
    return max((d for d in days if d >= _OLDEST_RECORD), default=None)


def _opens_report(before: str, passage: Passage) -> bool:
    """Whether the words of a cell before a date name a report, a visit or a house, or there are none."""
    if not any(c.isalpha() for c in before):
        return not _is_row(passage)
    if before.rstrip().endswith((",", "\u2014", "\u2013", "-")) and len(before.split()) == 1:
        return True  # "Leeds, 3 May 2025"
    words = frozenset(w.strip(".,:;()\u2014\u2013-") for w in before.lower().split())
    known = load_context_words()
    return not words.isdisjoint(known.opening) or names_kind(before) or names_institution(before)


def _is_row(passage: Passage) -> bool:
    """Whether figures stand in several cells beside: the date is of a row of results."""
    cells = passage.text.split("\t")
    return len(cells) > 2 and sum(any(c.isdigit() for c in cell) for cell in cells) > 2


def _one(found: Sequence[_Dated], slot: Slot, *, latest: bool = False) -> str | None:
    """The date of ``slot``: the surest tier of the head, then of the body; several different ones are none."""
    for head in (True, False):
        tiers = sorted({d.tier for d in found if d.slot == slot and d.head == head})
        for tier in tiers:
            places = [d for d in found if d.slot == slot and d.head == head and d.tier == tier]
            if all(d.iso == _UNSURE for d in places):
                return None  # "Clinic date: | May 2026": that the letter was typed on another day does not replace it
            places = [d for d in places if d.iso != _UNSURE]
            dates = {d.iso for d in places if d.opens} or {d.iso for d in places}  # a form outweighs a sentence
            dates = {d for d in dates if not any(o != d and o.startswith(d) for o in dates)}
            if len(dates) == 1 or (latest and dates):
                return max(dates)
            return None
    return None


def _in_order(dates: ReportDates) -> ReportDates:
    """A specimen is collected, received, reported, in this order: dates that say otherwise are not to be relied on."""
    chain = [("collected", dates.collected), ("received", dates.received), ("reported", dates.reported)]
    known = [(slot, day) for slot, day in chain if day is not None and len(day) == 10]
    bad = {
        slot for i, (early, a) in enumerate(known) for late, b in known[i + 1 :] if a > b for slot in (early, late)
    }  # fmt: skip
    if not bad:
        return dates
    return dates.model_copy(update={**dict.fromkeys(bad), "unplaced": dates.unplaced or "collected" in bad})
