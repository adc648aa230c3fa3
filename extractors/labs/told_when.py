"""When running text tells a value: figures of one list share what stands behind its last, others follow an event."""

from dataclasses import replace

from extractors.dates import DateSpan, Order, find_dates, parse_date
from extractors.labs.cells import COMPARATORS, DATE_HINT, Strip, flag_of, is_agreed
from extractors.labs.figures import Reading, date_at
from extractors.labs.resolve import Setting
from extractors.labs.words import lab_words
from extractors.wordings import Wordings

_WORDINGS = Wordings("labs", "told_when")

_ORDERS: tuple[Order, ...] = ("mdy", "dmy")
_WRITTEN_LATER = _WORDINGS.pattern("written_later")
_GLUE = frozenset(_WORDINGS.words("glue"))
_TO_DATE = _WORDINGS.pattern("to_date")
_OF_COUNT = frozenset(_WORDINGS.words("of_count"))
_OPENING, _CLOSING = ("(", "["), (")", "]")
_COUNTED = 3  # results that make a blood count
_SOON = 3  # characters between a list and the words that tell of the past
_LATER_THAN = _WORDINGS.pattern("later_than")
_SO_LONG_AFTER = _WORDINGS.pattern("so_long_after")
_TOLD = _WORDINGS.pattern("told")
_PRESENT = _WORDINGS.pattern("present")
_OF_A_CHANGE = _WORDINGS.pattern("of_a_change")
_BY_SO_MUCH = _WORDINGS.pattern("by_so_much")
_WERE_THEN = _WORDINGS.pattern("were_then")
_FOUND_THEN = _WORDINGS.pattern("found_then")
_THESE = _WORDINGS.pattern("these")
_RELATIVE_HINT = _WORDINGS.pattern("relative_hint")


def of_a_change(before: str, between: str) -> bool:
    """Whether a figure is by how much something rose or fell: "a rise in hemoglobin of 3 g/dL" (lower case)."""
    return _OF_A_CHANGE.search(before) is not None and _BY_SO_MUCH.match(between) is not None


def dates_of(strip: Strip, setting: Setting) -> list[DateSpan]:
    """The days of a passage; one that two engines read differently is of a day nobody knows."""
    text = strip.text
    low = text.lower()
    if not (DATE_HINT.search(low) or _RELATIVE_HINT.search(low)):
        return []
    found = [not_to_come(d, text, setting.dated) for d in find_dates(text, setting.order, anchor=setting.dated)]
    return [d if d.iso is None or is_agreed(strip, d.start, d.end) else replace(d, iso=None) for d in found]


def not_to_come(day: DateSpan, text: str, dated: str | None) -> DateSpan:
    """``day``, where its order is not known and only one of the two lies not behind the report's own: that one.

    What was measured was measured before it was told: in a note of 14 March 2025 "labs 3/12/25" are of 12 March.
    """
    if not day.ambiguous or day.iso is not None or dated is None or len(dated) < 10 or _WRITTEN_LATER.search(text):
        return day
    known = [iso for order in _ORDERS if (iso := parse_date(text[day.start : day.end], order)) is not None]
    past = [iso for iso in known if iso <= dated]
    return replace(day, iso=past[0], ambiguous=False) if len(known) == len(_ORDERS) and len(past) == 1 else day


def of_another_time(before: str, between: str, behind: str) -> bool:
    """Whether a value is told as of some time after an event: "after 2 weeks the platelet count fell to 38".

    ``before`` is the sentence up to the name, ``between`` joins name and figure, ``behind`` follows it; all lower case.
    """
    if _SO_LONG_AFTER.match(behind):
        return True  # "Hgb was 8.1 on 2 March and platelets 33 two weeks later"
    clocks = list(_LATER_THAN.finditer(before))
    if not clocks:
        return False
    rest = before[clocks[-1].end() :] + " " + between
    return _TOLD.search(rest) is not None and _PRESENT.search(rest) is None and not lab_words().current.search(before)


def end_of_list(held: Reading, end: int, until: int) -> int:
    """Where the list of results ends that goes on behind a figure that ends at ``end``: "Hgb 8.7 and platelets 61 K".

    ``end`` itself where nothing but other words follow. Between two results stand names, units, signs and "and".
    """
    toks, lexicon, text = held.toks, held.setting.lexicon, held.strip.text
    k = next((n for n, t in enumerate(toks) if t.start >= end), len(toks))
    last, named = end, False
    while k < len(toks) and toks[k].start < until:
        t = toks[k]
        found = lexicon.match(toks, k)
        unit = None if found else lexicon.unit_at(text, toks, k)
        if found is not None and found[0] is not None:
            k, named = found[1], True
        elif unit is not None:
            last = toks[unit[1] - 1].end if last != end else end
            k = unit[1]
        elif t.kind == "n":
            if not named or date_at(held, t) is not None:
                break
            last, named, k = t.end, False, k + 1
        elif t.text == "(" and (closed := _bracket(held, k)) is not None:
            k, last = closed, held.toks[closed - 1].end if not named else last
        elif t.low in _GLUE or t.text in COMPARATORS or flag_of(t):
            k += 1
        else:
            break
    return last


def _bracket(held: Reading, k: int) -> int | None:
    """The token behind a bracket of flags, units and ranges alone, that opens at token ``k``."""
    for n in range(k + 1, min(k + 9, len(held.toks))):
        t = held.toks[n]
        if t.text == ")":
            return n + 1
        plain = t.kind != "w" or flag_of(t) is not None or t.low in ("ref", "range", "normal")
        if not plain or date_at(held, t) is not None:
            return None
    return None


def shared_day(held: Reading, sentence: tuple[int, int], end: int) -> DateSpan | None:
    """The date behind the last result of a list, which is that of all: "Hgb 8.7 and platelets 61 K in July 2024"."""
    if not any(end <= d.start < sentence[1] for d in held.dates):
        return None
    close = end_of_list(held, end, sentence[1])
    text = held.strip.text.lower()
    if close == end and (these := _THESE.match(text[end : sentence[1]])) is not None:
        close = end + these.start(1)
    for d in held.dates if close > end else ():
        if close <= d.start < sentence[1]:
            if held.strip.text[close : d.start].strip() in _OPENING:
                return _of_all(held, sentence, close, d)
            usable = d.role in ("date", "relative") and _TO_DATE.search(text[close : d.start]) is not None
            return d if usable else None
    return None


def day_behind(held: Reading, sentence: tuple[int, int], end: int) -> DateSpan | None:
    """The one day of a statement, told behind a value as that of all of it; without ``iso`` where that is not sure.

    As in "both Hgb (9.0) and platelets (220) were higher on 27 January 2025"; and in "haemoglobin 111 and platelets
    122 were found at your surgery on 21 January 2025", of which nobody knows where the list begins.
    """
    text, dated = held.strip.text, held.setting.dated
    days = [d for d in held.dates if sentence[0] <= d.start < sentence[1] and d.iso != dated]
    if len(days) != 1 or days[0].start < end or days[0].role not in ("date", "relative"):
        return None
    day, between = days[0], text[end : days[0].start].lower()
    if text.rfind("(", sentence[0], end) > text.rfind(")", sentence[0], end):
        return day if _WERE_THEN.search(between) else None
    close = end_of_list(held, end, sentence[1])
    rest = between[close - end :]
    if close > end and not any(map(str.isdigit, rest)) and _FOUND_THEN.match(rest):
        return replace(day, iso=None)
    return None


def _of_all(held: Reading, sentence: tuple[int, int], close: int, day: DateSpan) -> DateSpan | None:
    """The one day of a sentence, bracketed behind the last of its results: that of all where they are one blood count.

    "WBC 4.1 HGB 8.2 PLT 201 (1/30/25)" is one sample; of "Hb 84, ferritin 1200 (Nov 2024)" and of two it is not known.
    """
    others = any(sentence[0] <= d.start < sentence[1] and d is not day for d in held.dates)
    if day.role != "date" or others or held.strip.text[day.end :].lstrip()[:1] not in _CLOSING:
        return None
    toks, named = held.toks, []
    for k, t in enumerate(toks):
        if (
            sentence[0] <= t.start < close
            and t.kind != "n"
            and (found := held.setting.lexicon.match(toks, k)) is not None
        ):
            named += [found[0]]
    of_one = all(n is not None and all(a.name in _OF_COUNT for a in n.analytes) for n in named)
    return day if of_one and len(named) >= _COUNTED else replace(day, iso=None)


def shared_past(held: Reading, sentence: tuple[int, int], end: int) -> bool:
    """Whether the words behind a list say that all its results were before: "Hb 75, platelets 450 at diagnosis"."""
    close = end_of_list(held, end, sentence[1])
    behind = held.strip.text[close : sentence[1]].lower() if close > end else ""
    if behind.lstrip().startswith(("(", "[")):
        return False  # "Hgb 8.3, Cr 1.6 (baseline 1.4)": a bracket speaks of what it stands behind
    ahead = lab_words().past.search(behind)
    return ahead is not None and ahead.start() <= _SOON
