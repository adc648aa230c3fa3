"""Red-cell transfusions: rates, counts, lifetime totals, logs, and whether the patient depends on them.

Rates are units in 8 weeks, as an interval. A month counts as 4 weeks ("1-2 units monthly" is 2 to 4 in 8 weeks), which
is how transfusion burden is read in the response criteria that use 8 and 16 weeks. A count over less than 6 weeks says
at least that many in 8 weeks and at most the same pace kept up. Platelets, plasma, autologous units, units for a bleed
or an operation, and units only ordered or crossmatched are not counted.
"""

from collections.abc import Iterator
from typing import Any

from extractors.asking import ask, reason
from extractors.base import Extractor, finding
from extractors.date_order import date_words
from extractors.dates import parse_date
from extractors.language import Analysis, Sentence, analyse
from extractors.language.assertion import SILENT
from extractors.transfusions.beside import events_beside
from extractors.transfusions.calendars import calendar_events
from extractors.transfusions.logs import NOT_UNITS, OTHER_CAUSE, OTHER_PRODUCT, RED, Log
from extractors.transfusions.patterns import (
    AT_LEAST,
    AT_MOST,
    BEFORE,
    BY_DEFINITION,
    CONTEXT,
    IN_GENERAL,
    LIFETIME,
    NOT_GIVEN,
    OF_A_LIFE,
    OF_A_WINDOW,
    OF_ONE_DAY,
    OF_THEM,
    OF_THIS_ONE,
    OF_WEEKS,
    OVER,
    PACE_FOLLOWS,
    RATE,
    RATE_BACK,
    THEN_LESS,
    UNDER_CONDITION,
    WINDOW,
    WINDOW_AHEAD,
    WINDOW_BACK,
    WINDOW_BEHIND,
    WINDOW_FORM,
    WINDOW_OF_THEM,
    WINDOW_ROW,
    WINDOW_TO,
    WINDOW_TO_FORM,
)
from extractors.transfusions.states import BURDEN_WEEKS, VERB, Interval, state_of, weeks_of, without_stops
from extractors.transfusions.tables import Event, by_day, events_of, table_words
from extractors.transfusions.totals import Totals, totals_of
from extractors.transfusions.unclear import of_a_relative, unclear
from extractors.wordings import Wordings
from schemas.facts import Doubt, Finding, TransfusionStatement
from schemas.layout import Report, SectionLabel, Table, cite_words
from schemas.vocabulary import Vocabulary

_WORDINGS = Wordings("transfusions", "statements")

# A row of a form: "Packed red cells, last 8 weeks    2 units".
_NUMBERS = {**date_words().numbers, **table_words().numbers, **dict.fromkeys(_WORDINGS.words("no_units"), 0)}
_RED_WORDS = _WORDINGS.words("red_words")
_SHORT_WINDOW, _MOST = 6.0, 60.0

_EXPRESSIONS = (
    WINDOW_ROW, WINDOW_TO_FORM, WINDOW_FORM, WINDOW_OF_THEM, WINDOW, WINDOW_AHEAD, WINDOW_BEHIND, WINDOW_BACK,
    WINDOW_TO, RATE, RATE_BACK,
)  # fmt: skip
_AMOUNT_LAST = (WINDOW_BACK, WINDOW_TO)
Said = tuple[TransfusionStatement, tuple[int, int]]


def _run(report: Report, vocabulary: Vocabulary) -> Iterator[Finding]:
    analysis = analyse(report, vocabulary)
    log = Log()
    logged = list(_tables(report))
    totals = [t for table in _spoken(report) if (t := totals_of(table)) is not None]
    rows = {row.text for events in logged for e in events for row in (e.row, e.other) if row is not None}
    rows |= {row.text for t in totals for row in t.rows}
    stated: list[tuple[TransfusionStatement, tuple[int, int], float | None]] = []
    for sentence in analysis.sentences:
        if sentence.silent or sentence.label in (SectionLabel.ALLERGIES, SectionLabel.SOCIAL_HISTORY):
            continue
        if not _may_speak(sentence) or _of_another(analysis, sentence) or analysis.line_of(sentence) in rows:
            continue
        said = _statement(report, analysis, sentence)
        if said is not None:
            stated.append(said)
        elif not NOT_GIVEN.search(sentence.text) and not logged:
            log.read(analysis, sentence)
    for fact, place in _closest(stated):
        doubt = analysis.doubt("transfusions", place)
        told = analysis.sentence_at(place[0])
        if doubt is None and told is not None:
            doubt = unclear(analysis, told, place, paced=fact.units_8_weeks is not None)
        yield finding(report, EXTRACTOR.id, fact, doubt=doubt)
    for events in logged:
        yield _logged(report, events)
    for total in totals:
        yield _totalled(report, total)
    yield from log.findings(report, analysis, EXTRACTOR.id)


def _spoken(report: Report) -> Iterator[Table]:
    """Tables of sections that speak of this person."""
    for section in report.sections:
        if section.label not in SILENT or section.label is SectionLabel.HEADER:
            yield from section.tables


def _totalled(report: Report, total: Totals) -> Finding:
    """What a table of totals says of red cells."""
    units = float(total.units) * BURDEN_WEEKS / total.weeks if total.units is not None and total.weeks else None
    fact = TransfusionStatement(
        units_8_weeks=None if units is None else (units, units),
        units_lifetime=total.lifetime,
        date=report.dated,
        evidence=tuple(cite_words(report.document, report.file, row.page, row.words) for row in total.rows),
    )
    unread = any(not w.agreed for row in total.rows for w in row.words)
    count = total.units if total.units is not None else total.lifetime
    doubt = Doubt(
        why=reason("units_unread"),
        question=ask("units_counted", units=count),
    )
    return finding(report, EXTRACTOR.id, fact, doubt=doubt if unread else None)


def _tables(report: Report) -> Iterator[list[Event]]:
    for section in report.sections:
        if section.label in SILENT and section.label is not SectionLabel.HEADER:
            continue
        for table in section.tables:
            if events := events_of(table, report.date_order):
                yield events
        if events := calendar_events(section.passages) or events_beside(section.passages, report.date_order):
            yield events


def _logged(report: Report, events: list[Event]) -> Finding:
    """One statement of a table with its days, each row cited."""
    rows = list(dict.fromkeys(row for e in events for row in (e.other, e.row) if row is not None))
    days = tuple(by_day(events))
    fact = TransfusionStatement(
        events=days,
        date=days[-1][0],
        evidence=tuple(cite_words(report.document, report.file, row.page, row.words) for row in rows),
    )
    unread = [w for row in rows for w in row.words if not w.agreed]
    doubt = None
    if unread:
        doubt = Doubt(
            why=reason("log_unread"),
            question=ask("units_given", units=sum(n for _, n in days), first=days[0][0], last=days[-1][0]),
        )
    elif any(e.odd for e in events):
        doubt = Doubt(
            why=reason("log_words"),
            question=ask("units_given", units=sum(n for _, n in days), first=days[0][0], last=days[-1][0]),
        )
    return finding(report, EXTRACTOR.id, fact, doubt=doubt)


def _closest(
    stated: list[tuple[TransfusionStatement, tuple[int, int], float | None]],
) -> Iterator[tuple[TransfusionStatement, tuple[int, int]]]:
    """What one report states; a count over eight weeks itself stands before one that was worked out from longer."""
    exact = any(weeks == BURDEN_WEEKS for _, _, weeks in stated)
    for fact, place, weeks in stated:
        if exact and weeks is not None and weeks != BURDEN_WEEKS:
            fact = fact.model_copy(update={"units_8_weeks": None})
            if fact.units_lifetime is None and fact.dependent is None:
                continue
        yield fact, place


def _may_speak(sentence: Sentence) -> bool:
    low = sentence.text.lower()
    if sentence.label is SectionLabel.TRANSFUSION:
        return True
    return any(w in low for w in (*_RED_WORDS, " u ", "2u", "1u", "3u", "4u", "htb", "ti x", "ti for"))


def _of_another(analysis: Analysis, sentence: Sentence) -> bool:
    lead = BY_DEFINITION.search(sentence.text)
    begin = sentence.start + (lead.end() if lead else 0)
    if of_a_relative(sentence.text):
        return True
    others = [c for c in sentence.cues if c.value.kind in ("family", "other_person", "mention") and c.end > begin]
    return bool(others) and not CONTEXT.search(sentence.text[:20])


def _statement(
    report: Report, analysis: Analysis, sentence: Sentence
) -> tuple[TransfusionStatement, tuple[int, int], float | None] | None:
    """What one sentence states; a rate before a total before mere dependence."""
    said = BY_DEFINITION.sub("", sentence.text)  # "by the definition of this unit, she is transfusion dependent"
    of_one = OF_THIS_ONE.search(said) and not UNDER_CONDITION.search(said)
    if IN_GENERAL.search(said) and not of_one:
        return None  # "a transfusion-dependent patient is one who needs 4 units or more in 8 weeks"
    rate = _rate(sentence, _told_before(analysis, sentence))
    lifetime = _lifetime(sentence)
    state = state_of(sentence)
    state = None if state is not None and state[0] and _is_a_title(analysis, sentence, state[2]) else state
    if rate is None and lifetime is None and state is None:
        return None
    ranges = [r for r in (rate and rate[1], lifetime and lifetime[1], state and state[2]) if r]
    units = rate[0] if rate else state[1] if state else None
    start, end = sentence.start + min(r[0] for r in ranges), sentence.start + max(r[1] for r in ranges)
    dependent = state[0] if state else None
    return (
        TransfusionStatement(
            units_8_weeks=units,
            units_lifetime=lifetime[0] if lifetime else state[3] if state else None,
            dependent=dependent,
            date=_up_to(sentence, report) or report.dated,
            evidence=analysis.cite(start, end),
        ),
        (start, end),
        rate[2] if rate else None,
    )


def _is_a_title(analysis: Analysis, sentence: Sentence, said: tuple[int, int]) -> bool:
    """Whether the words fill a cell of a row and no more: the title of a column, its answer in another line."""
    start, end = analysis.cell_of(sentence.start + said[0])
    _, passage = analysis.passage_of(sentence)
    own = analysis.text[sentence.start + said[0] : sentence.start + said[1]].strip(" ?:")
    return passage.text.count("\t") > 1 and analysis.text[start:end].strip(" ?:") == own


def _up_to(sentence: Sentence, report: Report) -> str | None:
    """The day up to which units were counted, where the sentence names it."""
    match = WINDOW_TO_FORM.search(sentence.text) or WINDOW_TO.search(sentence.text)
    return None if match is None else parse_date(match.group("to"), report.date_order)


def _countable(sentence: Sentence, start: int, end: int, told: bool = False) -> bool:
    """Whether the units between ``start`` and ``end`` are red cells given to this patient for the disease."""
    text = sentence.text
    clause_start = max(text.rfind(";", 0, start), text.rfind(". ", 0, start)) + 1
    stop = text.find(";", end)
    clause = text[clause_start : stop if stop >= 0 else len(text)]
    if NOT_UNITS.search(text[max(0, start - 30) : end + 12]) or NOT_GIVEN.search(clause) or OTHER_CAUSE.search(clause):
        return False
    near = text[start:end] + text[end : end + 14].split(",")[0]
    if OTHER_PRODUCT.search(near) or (OTHER_PRODUCT.search(text[max(0, start - 20) : start]) and not RED.search(near)):
        return False
    red = CONTEXT.search(text) or sentence.label is SectionLabel.TRANSFUSION or RED.search(text) or told
    return bool(red) or (len(text) <= 40 and not sentence.agents)


def _told_before(analysis: Analysis, sentence: Sentence) -> bool:
    """Whether the sentence before, of the same section, speaks of red cells ("2 units RCC given. She gets …")."""
    before = analysis.sentences[sentence.order - 1] if sentence.order else None
    return before is not None and before.label is sentence.label and CONTEXT.search(before.text) is not None


def _rate(sentence: Sentence, told: bool) -> tuple[Interval, tuple[int, int], float | None] | None:
    """Units in eight weeks, where they stand, and over how many weeks they were counted (none for a pace)."""
    text = without_stops(sentence.text)
    for expression in _EXPRESSIONS:
        for match in expression.finditer(text):
            if not _countable(sentence, match.start(), match.end(), told) or _of_the_past(
                sentence.text, match.start(), match.end()
            ):
                continue
            if expression is WINDOW and OF_THEM.search(match.group()):
                continue  # "eight bags of red cells, some of them in the last eight weeks"
            if expression is WINDOW_BACK and PACE_FOLLOWS.search(sentence.text[match.end() :]):
                continue  # "dependent over the past 3 months, about 1 unit a week"
            if expression in _AMOUNT_LAST and OF_ONE_DAY.search(sentence.text[match.end() :]):
                continue  # "in the last eight weeks: two units on 3 May, one unit on 17 May"
            ahead = sentence.text[max(0, match.start() - VERB) : match.start()]
            if AT_LEAST.search(ahead):
                continue  # how many more nobody says
            units = _interval(match.group("n"), match.group("m"))
            units = (0.0, units[1]) if AT_MOST.search(ahead) else units
            counted = expression not in (RATE, RATE_BACK)
            read = _window(match, units) if counted else _pace(match, units)
            if read is not None and read[1] <= _MOST:
                weeks = weeks_of(_value(match.group("p")), match.group("span")) if counted else None
                return read, match.span(), weeks
    return None


def _of_the_past(text: str, start: int, end: int) -> bool:
    """Whether the clause tells of an earlier need ("previously needing 4 units every 8 weeks", "from 2 units …")."""
    clause = max(text.rfind(c, 0, start) for c in ",;.(")
    over = OVER.search(text[end : end + 60])
    if THEN_LESS.search(text[end : end + 60]):
        return True
    return BEFORE.search(text[clause + 1 : start]) is not None or (over is not None and not over.group("now"))


def _interval(low: str, high: str | None) -> Interval:
    first = _value(low)
    second = _value(high) if high else first
    return min(first, second), max(first, second)


def _value(text: str) -> float:
    return float(_NUMBERS[text.lower()]) if text.lower() in _NUMBERS else float(text)


def _pace(match: Any, units: Interval) -> Interval | None:
    word = (match.group("word") or "").replace("-", "")
    if word:
        if word.startswith("twice"):
            per = 2.0 if "month" in word else 0.5
        elif word in ("biweekly",):
            return None  # every two weeks or twice a week: nobody can tell
        else:
            per = {"monthly": 4.0, "weekly": 1.0, "fortnightly": 2.0, "every other week": 2.0}[word.lower()]
        weeks = (per, per)
    else:
        printed = match.group("p") or "1"
        first = 2.0 if printed == "other" else _value(printed)
        second = float(match.group("p2")) if match.group("p2") else first
        if not first or not second:
            return None
        weeks = weeks_of(first, match.group("span")), weeks_of(second, match.group("span"))
    longest, shortest = max(weeks), min(weeks)
    return units[0] * BURDEN_WEEKS / longest, units[1] * BURDEN_WEEKS / shortest


def _window(match: Any, units: Interval) -> Interval | None:
    weeks = weeks_of(_value(match.group("p")), match.group("span"))
    if not weeks:
        return None
    scaled = units[0] * BURDEN_WEEKS / weeks, units[1] * BURDEN_WEEKS / weeks
    return (units[0], scaled[1]) if weeks < _SHORT_WINDOW else scaled


def _clause_of(text: str, match: Any) -> str:
    """The clause that ``match`` stands in."""
    start = max(text.rfind(mark, 0, match.start()) for mark in (";", ". ")) + 1
    stop = min((k for k in (text.find(";", match.end()), text.find(". ", match.end())) if k >= 0), default=len(text))
    return text[start:stop]


def _lifetime(sentence: Sentence) -> tuple[int, tuple[int, int]] | None:
    match = LIFETIME.search(sentence.text)
    if match is None or OTHER_PRODUCT.search(match.group()):
        return None
    clause = RATE.sub(" ", _clause_of(sentence.text, match))  # "2-3 units every 8 weeks, 7 in all" tells both
    if OF_WEEKS.search(clause) and not OF_A_LIFE.search(clause):
        return None  # "Total RBC (8 weeks): 4 units"
    if NOT_UNITS.search(sentence.text[max(0, match.start() - 12) : match.end() + 12]):
        return None
    context = CONTEXT.search(sentence.text) or sentence.label is SectionLabel.TRANSFUSION
    if not context and not any(match.group(k) for k in ("u", "n2", "n4", "n5", "n6", "n7", "n8")):
        return None
    if not context and match.group("n") and not match.group().lower().startswith(("lifetime", "cumulative")):
        return None
    number = next(g for g in (match.group(k) for k in ("n", *(f"n{i}" for i in range(2, 9)))) if g)
    if OF_A_WINDOW.search(sentence.text[: match.start()]):
        return None
    after = sentence.text[match.end() : match.end() + 2]
    return (
        None if after[:1] in ("%", "/") or (after[:1] == "." and after[1:].isdigit()) else (int(number), match.span())
    )


EXTRACTOR = Extractor(name="transfusions", version=1, run=_run)
