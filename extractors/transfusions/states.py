"""Whether a sentence says in words that the patient depends on transfusions, or that none were given."""

from typing import Any

from extractors.language import Sentence
from extractors.transfusions.logs import OTHER_PRODUCT
from extractors.transfusions.patterns import (
    ANSWER,
    ASIDE,
    AT_ONE_PLACE,
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
)

Interval = tuple[float, float]
VERB = 24
"""Characters before a word in which its verb or its bound stands."""
BURDEN_WEEKS = 8.0
"""Weeks over which units are counted."""


def state_of(sentence: Sentence) -> tuple[bool, Interval | None, tuple[int, int], int | None] | None:
    """(dependent, units in 8 weeks, range, lifetime) from words alone."""
    text = sentence.text
    lead = BY_DEFINITION.search(text)
    begin = sentence.start + (lead.end() if lead else 0)  # "the definition used in this unit": of no other case
    unsure = any(c.value.kind in ("hypothetical", "possible") and c.end > begin for c in sentence.cues)
    none, free = _denials(text)
    if (match := none or free) and not OTHER_PRODUCT.search(text[max(0, match.start() - 12) : match.end() + 12]):
        if match is free and (unsure or LOST.search(text[max(0, match.start() - 24) : match.end() + 48])):
            return None
        weeks = _stretch(text[match.end() :], match.group())
        plain = match is none and OF_A_STAY.search(match.group()) is not None
        if match is none and not weeks and (plain or ONE_VISIT.search(text)) and not EVER.search(text):
            return None  # "no transfusion needed" tells of a day, not of a patient
        zero = (0.0, 0.0) if weeks >= BURDEN_WEEKS else None
        ever = match is none and EVER.search(text[match.start() : match.end() + 24]) is not None and weeks == 0
        end = match.end() + (24 if weeks or ever else 0)
        return False, (0.0, 0.0) if ever else zero, (match.start(), min(end, len(text))), 0 if ever else None
    match = DEPENDENT.search(text)
    if (
        match is None
        or unsure
        or OTHER_PRODUCT.search(text[max(0, match.start() - 12) : match.start()])
        or any(
            c.value.kind in ("negated", "historical") and c.start < sentence.start + match.start()
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


def _stretch(tail: str, said: str) -> float:
    """For how many weeks "no transfusions" holds; 0 where it does not say."""
    match = SPAN.search(tail) or SPAN.search(" " + said)
    return weeks_of(float(match.group("p")), match.group("span")) if match else 0.0


def weeks_of(number: float, span: str) -> float:
    """``number`` days, weeks, fortnights or months in weeks."""
    if span.lower().startswith(("d", "t")):  # days, Tage
        return number / 7
    if span.lower().startswith("f"):  # fortnights
        return number * 2
    return number * 4 if span.lower().startswith("m") else number
