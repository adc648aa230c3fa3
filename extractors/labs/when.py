"""Of which day a value that running text tells is, and whether it is of the past."""

from bisect import bisect_left, bisect_right

from extractors.asking import reason
from extractors.dates import DateSpan
from extractors.labs.analytes import COUNTED_BY_EYE
from extractors.labs.figures import Reading, of_writing
from extractors.labs.leading import date_before, has_unread_day, of_no_sample, was_before_what_is, year_behind
from extractors.labs.resolve import Raw
from extractors.labs.standing_day import Standing, marrow_day, returns_to_today, standing_day
from extractors.labs.then import day_before, points_back
from extractors.labs.told_when import day_behind, of_another_time, shared_day, shared_past
from extractors.labs.words import lab_words
from extractors.patterns import pattern
from extractors.wordings import Wordings
from schemas.layout import SectionLabel

_WORDINGS = Wordings("labs", "when")

_WINDOW = 800
"""Characters around a figure that are looked at; only texts made to be slow have longer sentences."""
_RIGHT_BEFORE, _UNIT = 2, 6  # characters
_TO_ITS_DAY = ("(", " on ", " of ", " from ", " dated ")
_KEYED_DAY = _WORDINGS.pattern("keyed_day")
_LOOSE_MONTH = _WORDINGS.pattern("loose_month", ignore_case=False)
_LOOSE_DAY = _WORDINGS.pattern("loose_day")
_HAS_COME_TO = _WORDINGS.pattern("has_come_to")
_HAS_TURNED = _WORDINGS.pattern("has_turned")
_HISTORY_OF = _WORDINGS.pattern("history_of")
_UNREAD_TIME = _WORDINGS.pattern("unread_time")
_PRESENTATION = _WORDINGS.pattern("presentation")
_LATER_ENTRY = _WORDINGS.pattern("later_entry")
_FIGURE_AHEAD = _WORDINGS.pattern("figure_ahead")
_BRACKET = pattern(r"\([^()]*\)")


def sentence_at(held: Reading, at: int) -> tuple[int, int]:
    """The sentence around a place, or as much of it as can bear on a figure there."""
    k = bisect_right(held.sentences, at, key=lambda s: s[0]) - 1
    start, end = held.sentences[k] if k >= 0 else (0, len(held.strip.text))
    return max(start, at - _WINDOW), min(end, at + _WINDOW)


def set_date(held: Reading, raw: Raw, sentence: tuple[int, int], at: tuple[int, int, int]) -> bool:
    """The date of a value; false where it is of the past and no date says which.

    ``at`` is where name or figure start, where the figure starts and where it ends.
    """
    start, figure, end = at
    told = _told_day(held, raw, sentence, start, end)
    return told if told is not None else _day_of_report(held, raw, sentence, start, figure, end)


def _told_day(held: Reading, raw: Raw, sentence: tuple[int, int], start: int, end: int) -> bool | None:
    """The date that the sentence tells of a value; ``None`` where it tells none."""
    default = held.setting.dated
    text = held.strip.text
    words = lab_words()
    span = _date_of(held, sentence, start, end)
    if span is None and not words.current.search(text[sentence[0] : start].lower()):
        span = shared_day(held, sentence, end) or day_behind(held, sentence, end)
    if span is not None and span.end <= start and _LOOSE_MONTH.search(_unread(held, span.end, start)):
        raw.collected, raw.doubt = None, reason("value_date_unread")
        return True  # "Her marrow in 2023 had 2%; the repeat in January has 9%"
    if span is not None:
        raw.collected = span.iso
        if span.iso is None or _is_to_come(held, span.iso):
            raw.doubt = reason("value_date_unread")
        raw.prior = raw.prior or bool(default and span.iso and span.iso < default[: len(span.iso)])
        return True
    near = min(end + 25, sentence[1])
    loose = _LOOSE_MONTH.search(text[sentence[0] : near]) or _LOOSE_DAY.search(_unread(held, sentence[0], near))
    if loose and not _has_come_to(held, sentence, start, end):
        return False  # a month whose year we do not know
    if (year := year_behind(text, end)) is not None and default is not None:
        raw.collected, raw.prior = (default, raw.prior) if default.startswith(year) else (year, year < default)
        return True
    if (then := day_before(held, sentence)) is not None:
        raw.collected, raw.prior = then, raw.prior or bool(default and then < default)
        return True
    return None


def _is_to_come(held: Reading, iso: str) -> bool:
    """Whether a day lies behind all days of the report: nothing was measured on it ("postponed to 31 March")."""
    dates = held.setting.report.dates
    known = [d for d in (dates.collected, dates.visit, dates.received, dates.reported, dates.addended) if d]
    if held.setting.heading_date or not known or _LATER_ENTRY.search(held.strip.text):
        return False
    return iso > max(known)[: len(iso)]


def _day_of_report(held: Reading, raw: Raw, sentence: tuple[int, int], start: int, figure: int, end: int) -> bool:
    """The date of the report for a value that is told without one; false where it is of the past."""
    text, words = held.strip.text, lab_words()
    ahead = text[sentence[0] : max(start, figure)].lower()
    near = text[end : min(sentence[1], end + 40)].lower()
    if has_unread_day(text[sentence[0] : start], text[end : sentence[1]]) or _of_unread_time(ahead, near):
        raw.doubt = reason("value_date_unread")
    raw.collected, sure = held.setting.dated, False
    before = text[sentence[0] : max(start, figure)].lower()  # with what stands between name and figure: "is now 5%"
    after = text[end : min(sentence[1], end + 30)].lower()
    before = _BRACKET.sub(" ", before)  # "WBC 2.2 (prior 2.0), ANC 0.9": a bracket speaks of what it stands behind
    if _in_bracket_of_history(text[sentence[0] : figure].lower()):
        return False
    past = _last(words.past, before)
    now = _last(words.current, before) or _last(_HAS_COME_TO, before) or -1
    if past is not None and now <= past and " from " not in before[past:] and not _as_she_came(held, before[past:]):
        return False
    if was_before_what_is(text[start:figure], text[end : min(sentence[1], end + 30)]):
        return False
    if shared_past(held, sentence, end):
        return False
    if of_another_time(text[sentence[0] : start].lower(), text[start:figure].lower(), text[end : end + 40].lower()):
        raw.collected, raw.doubt = None, raw.doubt or reason("time_after")
    elif (day := day_told(held, raw, sentence)) is not None:
        sure = goes_on(raw, day, held.setting.dated)
    ahead = words.past.search(after)
    if ahead is not None and not any(
        c in after[: ahead.start() + 1] for c in (",", ";", "(", " than ", "since", "from", "by ")
    ):
        return False
    if sure or (held.place.label is not SectionLabel.HISTORY and " then " not in before):
        return True
    # A story told in order: what follows an earlier date without one of its own is of no date we know.
    return bool(words.current.search(before)) or not (held.dates and held.dates[0].end <= start)


def day_told(held: Reading, raw: Raw, sentence: tuple[int, int]) -> Standing | None:
    """The day that the text goes on with at a value that prints none of its own."""
    by_eye = COUNTED_BY_EYE.issuperset(a.name for a in raw.analytes)
    day = (marrow_day(held) if by_eye else None) or standing_day(held, sentence, by_eye)
    return Standing(None, sure=False) if day is None and points_back(held, sentence) else day


def goes_on(raw: Raw, day: Standing, dated: str | None) -> bool:
    """Gives a value the day that the text goes on with, and says whether that is sure; else it is asked about."""
    if day.sure:
        before = bool(dated and day.iso and day.iso < dated[: len(day.iso)]) and not day.own
        raw.collected, raw.prior = day.iso, raw.prior or before
    elif dated is not None:
        raw.collected, raw.doubt = None, raw.doubt or reason("value_date_unread")
    return day.sure


def _as_she_came(held: Reading, said: str) -> bool:
    """Whether a report without any day tells with what a patient came: "a woman presented with Hb 98 g/L".

    There it is not of an earlier day than all that is told; with a day of the report it would be.
    """
    return held.setting.dated is None and _PRESENTATION.match(said) is not None


def _in_bracket_of_history(before: str) -> bool:
    """Whether a figure stands in a bracket behind what the patient had: "a history of MDS-EB2 (14% blasts)"."""
    opens = before.rfind("(")
    if opens <= before.rfind(")") or lab_words().current.search(before[opens:]):
        return False
    return _HISTORY_OF.search(before[:opens]) is not None


def _has_come_to(held: Reading, sentence: tuple[int, int], start: int, end: int) -> bool:
    """As in "has risen from 4% in June 2024 to 9%": the months around are read, and are of the older figure."""
    text = held.strip.text
    said = text[start:end].lower()
    return (
        _HAS_TURNED.search(said) is not None
        and not _LOOSE_MONTH.search(_unread(held, sentence[0], min(end + 25, sentence[1])))
        and not any(end <= d.start < sentence[1] for d in held.dates)
    )


def _of_unread_time(before: str, behind: str) -> bool:
    """Whether words around a figure say of when it is, and no rule knows when that was: "plt 40 on Monday"."""
    last = _last(_UNREAD_TIME, before)
    if last is not None and (_last(lab_words().current, before) or -1) <= last:
        return True
    found = _UNREAD_TIME.search(behind)
    return (
        found is not None
        and not any(c in behind[: found.start()] for c in ",;:")
        and not any(c.isdigit() for c in behind[: found.start()])
    )


def _last(pat: object, text: str) -> int | None:
    last = None
    for m in pat.finditer(text):  # type: ignore[attr-defined]
        last = m.start()
    return last


def _opens(text: str, day: DateSpan) -> bool:
    """Whether a day opens the passage: "14 Mar 2026: WBC 1.9 …", "Date: 14 Mar 2026. WBC 1.9 …"."""
    return ":" in text[day.end : day.end + 4] or _KEYED_DAY.fullmatch(text[: day.start].lower()) is not None


def _unread(held: Reading, start: int, end: int) -> str:
    """What stands between two places, with the days that were read left out."""
    parts, at = [], start
    for d in held.dates:
        if start <= d.start < end and d.iso is not None:
            parts.append(held.strip.text[at : d.start])
            at = d.end
    return " ".join([*parts, held.strip.text[at:end]])


def _of_other_figure(between: str) -> bool:
    """Whether a figure stands between a name and a date: it is that figure's ("fell from 60 in January to 38")."""
    return any(map(str.isdigit, between))


def _right_behind(
    text: str, usable: list[DateSpan], sentence: tuple[int, int], start: int, end: int
) -> DateSpan | None:
    """The date right behind a value that is its own; ``None`` where it is that of the next one."""
    leads = any(0 <= start - d.end <= _RIGHT_BEFORE for d in usable)
    for d in usable:
        between = text[end : d.start]
        if not end <= d.start <= min(end + 40, sentence[1]) or any(c.isdigit() for c in between):
            continue
        if leads and between.rstrip().endswith(","):
            return None  # "25 May 2025 Hgb 9.5, 4 June 2025 Hgb 9.2": each has its own before it
        if any(word in between for word in _TO_ITS_DAY) or len(between.strip(" ,")) <= _UNIT:
            # "84 g/L (last month 91)": the day of the figure behind it
            return None if _FIGURE_AHEAD.search(text[d.end : sentence[1]].lower()) else d
    return None


def _date_of(held: Reading, sentence: tuple[int, int], start: int, end: int) -> DateSpan | None:
    """The date right behind the value, else the last one before it in the sentence, else the passage's own."""
    first = bisect_left(held.dates, start - _WINDOW, key=lambda d: d.start)
    last = bisect_left(held.dates, end + _WINDOW, key=lambda d: d.start)
    near = [*held.dates[: min(first, 1)], *held.dates[first:last]]
    text = held.strip.text
    usable = [
        d
        for d in near
        if d.role in ("date", "relative") and not of_writing(text, d.start) and not of_no_sample(text, d)
    ]
    if not usable:
        return None
    if (behind := _right_behind(text, usable, sentence, start, end)) is not None:
        return behind
    opens = sentence[0]
    while opens > 1 and text[:opens].rstrip().endswith(";"):
        opens = sentence_at(held, opens - 2)[0]
    before = [d for d in usable if opens <= d.start and d.end <= start]
    if before:
        return date_before(text, opens, before, start)
    inside = [d for d in usable if start <= d.start and d.end <= end and not _of_other_figure(text[start : d.start])]
    if inside:
        return inside[0]
    if lab_words().current.search(text[sentence[0] : start].lower()):
        return None  # "Bone marrow 2024: blasts 4%. Now blasts 12%"
    opening = [d for d in usable if d.end <= start and d.start <= 30 and _opens(text, d)]
    return opening[-1] if opening and not returns_to_today(held, opening[-1].end, sentence[0]) else None
