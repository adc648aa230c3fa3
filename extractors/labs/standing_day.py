"""The day that running text goes on with: "On 4 June I repeated her bloods. The count showed haemoglobin 92 g/L"."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extractors.dates import DateSpan, parse_date
from extractors.labs.cells import DATE_HINT, Strip
from extractors.labs.figures import Reading, of_writing
from extractors.labs.leading import of_no_sample
from extractors.labs.statements import sentences_of
from extractors.labs.tokens import Tok, tokens_of
from extractors.labs.told_when import dates_of
from extractors.labs.turns import Kind, Site, Turn
from extractors.labs.words import says_spoilt
from extractors.wordings import Wordings

_WORDINGS = Wordings("labs", "standing")

_SAMPLE = _WORDINGS.pattern("sample")
_OF_BLOOD = _WORDINGS.pattern("of_blood")
_OF_MARROW = _WORDINGS.pattern("of_marrow")
_BESIDE_BLOOD = _WORDINGS.pattern("beside_blood")
_VISIT = _WORDINGS.pattern("visit")
_EVENT = _WORDINGS.pattern("event")
_TO_COME = _WORDINGS.pattern("to_come")
_FORMER = _WORDINGS.pattern("former")
_YOURS = _WORDINGS.pattern("yours")
_HANDLED = _WORDINGS.pattern("handled")
_TODAY = _WORDINGS.pattern("today")
_SAME = _WORDINGS.pattern("same")
_WAS = _WORDINGS.pattern("was")
_SOMETIME = _WORDINGS.pattern("sometime")
_DONE = _WORDINGS.pattern("done")
_OF_RESULT = _WORDINGS.pattern("of_result")
_CLOSES = _WORDINGS.pattern("closes")
_HEAD, _TITLE = 40, 40  # characters
_ABOVE = 30
"""Passages above one that are looked at: longer letters are of several days, and nothing is sure."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The day that the text goes on with, and whether it surely does."""

    iso: str | None
    sure: bool
    own: bool = False
    """Whether it is that of the sample that the report is on."""


def standing_day(held: Reading, sentence: tuple[int, int], of_marrow: bool) -> Standing | None:
    """The day that a value without one of its own goes on with; ``None`` where that of the report holds.

    ``sentence`` is the statement around the value. Values of a marrow go on with what was told of a marrow, others
    with what was told of blood.
    """
    said = held.strip.text[sentence[0] : sentence[1]].lower()
    if _TODAY.search(said):
        return None
    same, here = _SAME.search(said) is not None, True
    others = ("blood", "report") if of_marrow else ("marrow",)
    turns = [t for t in turns_of(held) if t.site not in others]
    found = next((t for t in reversed(turns) if t.start < sentence[0]), None)
    behind = next((t for t in turns if t.start > sentence[0]), None)
    if found is None and behind is not None and behind.closes:
        found = behind
    if found is None or found.kind == "same":
        same, here = same or found is not None, False
        found = next((t for t in _above(held) if t.site not in others), None)
    if found is None or found.kind == "today" or (found.iso is not None and found.iso == held.setting.dated):
        return None
    if found.kind == "visit" and _WAS.search(said) is None:
        return None
    alone = found.site == "marrow" and len({t.iso for t in _told_above(held) if t.site == "marrow"}) == 1
    sure = found.kind == "opens" and (here or same or alone) and found.iso is not None
    return Standing(found.iso, sure and held.setting.report.dates.collected is None)


def tells_of_marrow(held: Reading, sentence: tuple[int, int]) -> bool:
    """Whether the text has opened the day of a marrow, and speaks of no blood in the passage of the statement."""
    text = held.strip.text[: sentence[1]].lower()
    turns = [t for t in turns_of(held) if t.start <= sentence[0] and t.kind != "today"]
    turns = turns or [t for t in _told_above(held) if t.kind == "opens" and t.site != "report"][:1]
    return bool(turns) and turns[-1].site == "marrow" and turns[-1].kind == "opens" and not _BESIDE_BLOOD.search(text)


def returns_to_today(held: Reading, start: int, end: int) -> bool:
    """Whether a statement between two places returns to the day of the report."""
    return any(t.kind == "today" and start <= t.start < end for t in turns_of(held))


def marrow_day(held: Reading) -> Standing | None:
    """The day of the marrow, for values under a title that prints the day of their report; ``None`` without one.

    As in "11 June - formal result", behind "4 June: aspirate and trephine taken".
    """
    above = held.setting.above[-2:-1]
    heading = above[0].text.lower() if above and len(above[0].text) <= _TITLE else ""
    if not DATE_HINT.search(heading) or not _OF_RESULT.search(heading) or _OF_MARROW.search(heading):
        return None
    turns = (t for t in _told_above(held) if t.site == "marrow" and t.kind == "opens")
    found = next(turns, None)
    return Standing(found.iso, sure=True, own=True) if found is not None else Standing(None, sure=False)


def turns_of(held: Reading) -> list[Turn]:
    """What each statement of a passage does to the day that it goes on with; those that do nothing give no turn."""
    words, dated, known = held.strip.words, held.setting.dated, held.setting.turns
    of, turns = known.get((id(words), dated), (None, []))
    if of is not words:
        turns = [t for start, end in held.sentences if (t := _turn(held, start, end)) is not None]
        known[id(words), dated] = (words, turns)
    return turns


def _above(held: Reading) -> Iterable[Turn]:
    """The turns of the passages above, the last one first, that hold beyond their passage."""
    return () if held.setting.heading_date else _told_above(held)


def _told_above(held: Reading) -> Iterator[Turn]:
    for passage in reversed(held.setting.above[-_ABOVE:]):
        if "\t" in passage.text or passage.words is held.strip.words or not _may_turn(passage.text.lower()):
            continue
        strip = Strip(passage.text, passage.words, passage.spans, passage.pages, tokens_of(passage.text))
        dates = [d for d in dates_of(strip, held.setting) if d.role == "date"]  # "today" was that of its own entry
        other = Reading(strip, strip.tokens, sentences_of(strip.text), dates, held.place, held.setting)
        yield from (t for t in reversed(turns_of(other)) if t.kind in ("opens", "today"))


def _may_turn(text: str) -> bool:
    of_marrow = _DONE.search(text) is not None and _OF_MARROW.search(text) is not None
    return of_marrow or DATE_HINT.search(text) is not None


def _turn(held: Reading, start: int, end: int) -> Turn | None:
    text = held.strip.text[start:end].lower()
    days = _days_in(held, start, end)
    others = {d.iso for d in days} - {held.setting.dated}
    if not others:
        printed = any(d.role == "date" for d in days)
        if not printed and _OF_MARROW.search(text) and _DONE.search(text) and (above := _day_above(held)) is not None:
            return Turn("opens", start, above, "marrow")
        if not days and _SOMETIME.search(text) and _SAMPLE.search(text):
            return Turn("perhaps", start, None, _site(text))
        if days or _TODAY.search(text):
            return Turn("today", start)
        return Turn("same", start) if _SAME.search(text) else None
    if _TO_COME.search(text) or says_spoilt(text):
        return None
    told = _names(held, start, end)
    kind = _kind(text, days[0].start - start, told[0] - start if told else None)
    if kind is None:
        return None
    sure = len(days) == 1 and days[0].precision == "day"
    if kind == "opens" and (not sure or _FORMER.search(text) or (told and _YOURS.search(text))):
        kind = "perhaps"
    closes = kind == "opens" and not told and _CLOSES.match(text[: days[0].start - start]) is not None
    titled = len(held.strip.text) <= _TITLE and not told and _OF_RESULT.search(text)
    site: Site = "report" if titled and not _OF_MARROW.search(text) else _site(text)
    return Turn(kind, start, days[0].iso if sure else None, site, closes)


def _day_above(held: Reading) -> str | None:
    """The day that the short line above a passage prints, and that it is an entry of."""
    above = held.setting.above
    place = next((n for n, p in enumerate(above) if p.words is held.strip.words), 0)
    title = above[place - 1].text if place else ""
    if not title or len(title) > _TITLE or not DATE_HINT.search(title.lower()):
        return None
    return parse_date(title, held.setting.order)


def _days_in(held: Reading, start: int, end: int) -> list[DateSpan]:
    """Days of a statement on which something may have been measured."""
    text = held.strip.text
    return [
        d
        for d in held.dates
        if start <= d.start < end
        and d.role in ("date", "relative")
        and d.precision != "year"
        and not of_writing(text, d.start)
        and not of_no_sample(text, d)
        and not _HANDLED.search(text[max(start, d.start - _HEAD) : d.start])
    ]


def _kind(text: str, day: int, name: int | None) -> Kind | None:
    """What a statement with a day opens, where its first name of a result stands at ``name``."""
    if name is not None and name < day:
        return None if _in_bracket(text, day) or _FORMER.search(text) or _YOURS.search(text) else "perhaps"
    ahead = text[:name] if name is not None else text
    if _SAMPLE.search(ahead):
        return "perhaps" if _EVENT.search(ahead) else "opens"
    if _EVENT.search(ahead):
        return None
    return "visit" if _VISIT.search(ahead) else "perhaps" if name is not None else None


def _in_bracket(text: str, at: int) -> bool:
    return text.rfind("(", 0, at) > text.rfind(")", 0, at)


def _site(text: str) -> Site:
    blood, marrow = _OF_BLOOD.search(text) is not None, _OF_MARROW.search(text) is not None
    return "either" if blood == marrow else "blood" if blood else "marrow"


def _names(held: Reading, start: int, end: int) -> list[int]:
    """Where names of results stand in a statement that has figures besides its days."""
    toks = [(k, t) for k, t in enumerate(held.toks) if start <= t.start < end]
    if not any(t.kind == "n" and not _of_day(held, t) for _, t in toks):
        return []
    found = [(t.start, held.setting.lexicon.match(held.toks, k)) for k, t in toks if t.kind == "w"]
    return [at for at, match in found if match is not None and match[0] is not None]


def _of_day(held: Reading, t: Tok) -> bool:
    return any(d.start <= t.start < d.end for d in held.dates)
