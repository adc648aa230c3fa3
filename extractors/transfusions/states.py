"""Whether a sentence says in words that the patient depends on transfusions, or that none were given."""

from typing import Any

from extractors.date_order import date_words
from extractors.language import Sentence
from extractors.transfusions.logs import OTHER_PRODUCT
from extractors.transfusions.patterns import (
    ANSWER,
    AS_LONG_AS,
    ASIDE,
    AT_ONE_PLACE,
    BEFORE_A_NAME,
    BEHIND_DENIAL,
    BY_DEFINITION,
    DENIAL_GOES_ON,
    DEPENDENT,
    EVER,
    INDEPENDENT,
    LOST,
    NO_LONGER,
    NONE,
    NOT_SO,
    OF_A_STAY,
    ONCE,
    ONE_VISIT,
    SAYS_NOT,
    SPAN,
    SPAN_AHEAD,
    TURNS,
)

Interval = tuple[float, float]
State = tuple[bool | None, Interval | None, tuple[int, int], int | None]
"""Whether the patient depends on transfusions, units in 8 weeks, where it stands, units of her life."""
VERB = 24
"""Characters before a word in which its verb or its bound stands."""
BURDEN_WEEKS = 8.0
"""Weeks over which units are counted."""
_INDEPENDENT_WEEKS = 16.0
"""Weeks without red cells after which a patient does not depend on them (International Working Group, 2018)."""


def without_stops(text: str) -> str:
    """``text`` with a blank for the full stop of a title before a name, which ends no sentence ("Mr. Lane")."""
    for m in BEFORE_A_NAME.finditer(text):
        text = text[: m.end() - 2] + " " + text[m.end() - 1 :]
    return text


def state_of(sentence: Sentence) -> State | None:
    """(dependent, units in 8 weeks, range, lifetime) from words alone.

    None given for a few weeks says nothing of dependence.
    """
    text = without_stops(sentence.text)
    lead = BY_DEFINITION.search(text)
    begin = sentence.start + (lead.end() if lead else 0)  # "the definition used in this unit": of no other case
    unsure = any(c.value.kind in ("hypothetical", "possible") and c.end > begin for c in sentence.cues)
    none, free = _denials(text)
    if (match := none or free) and not OTHER_PRODUCT.search(text[max(0, match.start() - 12) : match.end() + 12]):
        return _none_given(text, none) if none is not None else _needs_none(text, match, unsure=unsure)
    match = DEPENDENT.search(text)
    if (
        match is None
        or unsure
        or OTHER_PRODUCT.search(text[max(0, match.start() - 12) : match.start()])
        or any(
            c.value.kind in ("negated", "historical")
            and c.start < sentence.start + match.start()
            and not TURNS.search(text[max(0, c.end - sentence.start) : match.start()])  # "no treatment, but dependent"
            for c in sentence.cues
        )
    ):
        return None
    tail = text[match.end() :]
    aside = ASIDE.match(tail)
    before = text[max(0, match.start() - VERB) : match.start()]
    if NO_LONGER.search(before):
        return False, None, match.span(), None
    if ONCE.search(before):
        return None  # "was transfusion dependent before luspatercept"
    answer = ANSWER.search(tail[aside.end() if aside else 0 :])
    if answer is not None:
        said = (answer.group(1) or answer.group(2)).lower()
        end = match.end() + answer.end() + (aside.end() if aside else 0)
        return (said in ("yes", "y"), None, (match.start(), end), None) if said[0] in "yn" else None
    behind = NOT_SO.search(tail)
    if behind is not None and SAYS_NOT.search(behind.group("tail")):
        return None
    return True, None, match.span(), None


def _needs_none(text: str, free: Any, *, unsure: bool) -> State | None:
    """What a sentence states that says that the patient is free of transfusions."""
    if unsure or LOST.search(text[max(0, free.start() - 24) : free.end() + 48]):
        return None
    weeks = _stretch(text, free)
    end = min(free.end() + (24 if weeks else 0), len(text))
    return False, (0.0, 0.0) if weeks >= BURDEN_WEEKS else None, (free.start(), end), None


def _none_given(text: str, none: Any) -> State | None:
    """What a sentence states that says that no red cells were given, for some weeks or ever."""
    weeks = _stretch(text, none)
    tail = text[none.end() :]
    if not weeks and AS_LONG_AS.search(tail):
        return None  # "no transfusion while the haemoglobin stays above 70"
    plain = OF_A_STAY.search(none.group()) is not None
    if not weeks and (plain or ONE_VISIT.search(text)) and not EVER.search(text):
        return None  # "no transfusion needed" tells of a day, not of a patient
    ever = weeks == 0 and EVER.search(text[none.start() : none.end() + 24]) is not None
    few = 0 < weeks < _INDEPENDENT_WEEKS
    if few and weeks < BURDEN_WEEKS:
        return None
    end = min(none.end() + (24 if weeks or ever else 0), len(text))
    units = (0.0, 0.0) if ever or weeks >= BURDEN_WEEKS else None
    return None if few else False, units, (none.start(), end), 0 if ever else None


def _denials(text: str) -> tuple[Any, Any]:
    """Where a text says that nothing was given, and that the patient needs none; not of one place or day alone."""
    denials = (m for m in NONE.finditer(text) if not _of_something_else(text[m.end() :]))
    none, free = next(denials, None), INDEPENDENT.search(text)  # not "no transfusion reactions", "no RBC antibodies"
    if none is not None and AT_ONE_PLACE.search(text[none.end() :]):
        none = None  # "no transfusion was given elsewhere" says nothing of those given here
    if free is not None and "requir" in free.group().lower() and AT_ONE_PLACE.search(text[free.end() :]):
        free = None  # "not requiring transfusion today"
    return none, free


def _of_something_else(tail: str) -> bool:
    """Whether the word right behind a denial shows that not transfusions are denied but what goes with them."""
    behind = BEHIND_DENIAL.match(tail)
    return behind is not None and behind.group(1).lower() not in DENIAL_GOES_ON


def _stretch(text: str, said: Any) -> float:
    """For how many weeks "no transfusions" holds; 0 where it does not say."""
    match = SPAN.search(text[said.end() :]) or SPAN.search(" " + said.group())
    match = match or SPAN_AHEAD.search(text[: said.start()])
    if match is None:
        return 0.0
    printed = match.group("p").lower()
    return weeks_of(float(date_words().numbers.get(printed, printed)), match.group("span"))


def weeks_of(number: float, span: str) -> float:
    """``number`` days, weeks, fortnights or months in weeks."""
    if span.lower().startswith(("d", "t")):  # days, Tage
        return number / 7
    if span.lower().startswith("f"):  # fortnights
        return number * 2
    return number * 4 if span.lower().startswith("m") else number
