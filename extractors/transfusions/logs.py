"""Transfusions told one by one, with their dates: rows of a log that is no table, and sentences."""

from collections.abc import Iterator
from itertools import pairwise

from extractors.asking import ask, reason
from extractors.base import finding
from extractors.date_order import date_words
from extractors.dates import DateSpan
from extractors.language import Analysis, Sentence
from extractors.patterns import pattern
from extractors.unread_times import unread_times
from extractors.wordings import Wordings
from schemas.facts import Doubt, Finding, TransfusionStatement
from schemas.layout import Report, SectionLabel

_WORDINGS = Wordings("transfusions", "logs")

RED = _WORDINGS.pattern("red")
OTHER_PRODUCT = _WORDINGS.pattern("other_product")
NOT_UNITS = _WORDINGS.pattern("not_units")
OTHER_CAUSE = _WORDINGS.pattern("other_cause")
_HEADER = _WORDINGS.pattern("header")
_OVER_TIME = _WORDINGS.pattern("over_time")
_A_TIME = _WORDINGS.pattern("a_time")
_UNITS_GIVEN = _WORDINGS.pattern("units_given")
_UNITS_IN_ROW = _WORDINGS.pattern("units_in_row")
_BEHIND_PRODUCT = _WORDINGS.pattern("behind_product")
_MORE = _WORDINGS.pattern("more")
_CLAUSE = _WORDINGS.pattern("clause")
_SMALL_NUMBER = pattern(r"(?:^|\s)x?(\d{1,2})(?:\s|$)")
_MOST_AT_ONCE, _LONGEST_LOG = 12, 80


class Log:
    """Dated transfusions, row by row or sentence by sentence."""

    def __init__(self) -> None:
        self._events: list[tuple[str, int, int, int]] = []
        self._header: Sentence | None = None
        self._in_part = False

    def read(self, analysis: Analysis, sentence: Sentence) -> None:
        """Keep the one dated transfusion that ``sentence`` records, if it records one."""
        text = sentence.text
        if OTHER_PRODUCT.search(text) or NOT_UNITS.search(text) or OTHER_CAUSE.search(text):
            # "On 10 March one unit of red cells, and one pool of platelets": the sum of the others is not all of it.
            dated = any(d.iso is not None for d in analysis.dates(sentence))
            self._in_part |= dated and RED.search(text) is not None and _UNITS_GIVEN.search(text) is not None
            return
        if _HEADER.search(text):
            self._header = sentence
            return
        in_log = sentence.label is SectionLabel.TRANSFUSION or self._under_header(sentence)
        if not in_log and not (RED.search(text) or "transfus" in text.lower() or " today" in text.lower()):
            return
        self._read_dates(analysis, sentence, in_log)

    def _read_dates(self, analysis: Analysis, sentence: Sentence, in_log: bool) -> None:
        """Keep the units that ``sentence`` tells with their days; a day that is to come is none of them."""
        text, seen = sentence.text, analysis.report.dated
        dates = [d for d in analysis.dates(sentence) if d.iso is not None and len(d.iso) == 10]
        if seen is not None and len(seen) == len("2025-01-01"):
            dates = [d for d in dates if d.iso is not None and d.iso <= seen]
        if len(dates) > 1:
            if pairs := list(_pairs(sentence, dates)):
                self._events.extend(pairs)
            else:
                self._read_clauses(analysis, sentence, dates)
            return
        if len(dates) != 1 or dates[0].iso is None:
            return
        if not in_log and unread_times(text, analysis.dates(sentence), sentence.start):
            self._read_clauses(analysis, sentence, dates)
            return  # "2 units last Thursday, Hb today 9.1": the day that can be read is another's
        if _OVER_TIME.search(text[: dates[0].start - sentence.start]):
            return
        units = _units_of_row(sentence, dates[0], in_log)
        if units is not None:
            self._events.append((dates[0].iso, units, sentence.start, sentence.end))
        elif RED.search(text) and self._under_header(sentence):
            rest = text[: dates[0].start - sentence.start] + text[dates[0].end - sentence.start :]
            self._in_part |= not any(c.isdigit() for c in rest)  # a row of the log whose number was not read

    def _read_clauses(self, analysis: Analysis, sentence: Sentence, dates: list[DateSpan]) -> None:
        """Keep what single clauses tell; a number of units in another clause leaves the sum unsure."""
        found = list(_by_clause(analysis, sentence, dates))
        self._events.extend(found)
        told = sum(1 for _ in _UNITS_GIVEN.finditer(sentence.text)) + sum(1 for _ in _MORE.finditer(sentence.text))
        self._in_part |= bool(found) and told > len(found)

    def _under_header(self, sentence: Sentence) -> bool:
        head = self._header
        return head is not None and head.label is sentence.label and sentence.order - head.order <= _LONGEST_LOG

    def findings(self, report: Report, analysis: Analysis, extractor: str) -> Iterator[Finding]:
        """One statement with all events of the report, each row cited."""
        if not self._events:
            return
        events = sorted({(date, units) for date, units, _, _ in self._events})
        evidence = tuple(e for _, _, start, end in self._events for e in analysis.cite(start, end))
        fact = TransfusionStatement(events=tuple(events), date=events[-1][0], evidence=evidence)
        doubt = analysis.doubt("transfusion log", *((s, e) for _, _, s, e in self._events))
        if doubt is None and self._in_part:
            days = {"first": events[0][0], "last": events[-1][0]}
            doubt = Doubt(why=reason("log_words"), question=ask("units_given", units=sum(n for _, n in events), **days))
        yield finding(report, extractor, fact, doubt=doubt)


def _pairs(sentence: Sentence, dates: list[DateSpan]) -> Iterator[tuple[str, int, int, int]]:
    """Several transfusions in one sentence: "1 unit on 17 Aug 2026 and 2 units on 14 Sep 2026"."""
    units = list(_UNITS_GIVEN.finditer(sentence.text))
    places = [d.start - sentence.start for d in dates]
    starts = [m.start() for m in units]
    if len(units) != len(dates) or not (_alternate(starts, places) or _alternate(places, starts)):
        return
    for match, date in zip(units, dates, strict=True):
        value = _count(match.group("n"))
        if date.iso is not None and 0 < value <= _MOST_AT_ONCE:
            yield date.iso, value, sentence.start, sentence.end


def _by_clause(analysis: Analysis, sentence: Sentence, dates: list[DateSpan]) -> Iterator[tuple[str, int, int, int]]:
    """Transfusions of clauses that print one number of units and one day, and no other time."""
    begin = sentence.start
    for end in [*(sentence.start + m.start() for m in _CLAUSE.finditer(sentence.text)), sentence.end]:
        text, own = analysis.text[begin:end], [d for d in dates if begin <= d.start and d.end <= end]
        units = list(_UNITS_GIVEN.finditer(_A_TIME.sub(" ", text)))
        start, begin = begin, end
        if len(units) != 1 or len(own) != 1 or own[0].iso is None:
            continue
        if unread_times(text, analysis.dates(sentence), start) or _OVER_TIME.search(text[: own[0].start - start]):
            continue
        value = _count(units[0].group("n"))
        if 0 < value <= _MOST_AT_ONCE:
            yield own[0].iso, value, sentence.start, sentence.end


def _count(printed: str) -> int:
    """A number of units in figures or in words."""
    return int(printed) if printed.isdigit() else date_words().numbers.get(printed.lower(), 0)


def _alternate(first: list[int], second: list[int]) -> bool:
    """Whether the places come in turn: the first, its second, the next first, and so on."""
    pairs = list(zip(first, second, strict=True))
    return all(a < b for a, b in pairs) and all(b < c for (_, b), (c, _) in pairwise(pairs))


def _units_of_row(sentence: Sentence, date: DateSpan, in_log: bool) -> int | None:
    """The number of units of a row: the one with a unit word, else the only small number of a row of a log."""
    start, end = date.start - sentence.start, date.end - sentence.start
    rest = _A_TIME.sub(" ", sentence.text[:start] + " " * (end - start) + sentence.text[end:])
    named = list(_UNITS_IN_ROW.finditer(rest))
    if len(named) == 1:
        value = _count(named[0].group("n"))
        return value if 0 < value <= _MOST_AT_ONCE else None
    if named or not in_log or not RED.search(sentence.text):
        return None
    after_product = _BEHIND_PRODUCT.search(rest)
    if after_product is not None:
        value = int(after_product.group(1))
        return value if 0 < value <= _MOST_AT_ONCE else None
    numbers = [m.group(1) for m in _SMALL_NUMBER.finditer(rest)]
    return int(numbers[0]) if len(numbers) == 1 and 0 < int(numbers[0]) <= _MOST_AT_ONCE else None
