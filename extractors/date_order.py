"""How a document writes its dates, and the words of dates."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from extractors.patterns import pattern
from knowledge.loader import read_toml

Order = Literal["mdy", "dmy"]


@dataclass(frozen=True, slots=True)
class DateWords:
    """Month names, eras, and words that tell what a date is (``knowledge/common/dates.toml``)."""

    months: dict[str, int]
    verbs: frozenset[str]
    eras: dict[str, int]
    editions_before: frozenset[str]
    editions_after: frozenset[str]
    birth: frozenset[str]
    void: frozenset[str]
    numbers: dict[str, int]
    units: dict[str, str]
    locale: dict[str, tuple[str, ...]]
    states: tuple[str, ...]


@lru_cache(maxsize=1)
def date_words() -> DateWords:
    """The words of dates, read once."""
    data = read_toml("common/dates.toml")
    relative, beside, locale = data["relative"], data["beside"], data["locale"]
    return DateWords(
        months={name: int(number) for number, names in data["months"].items() for name in names},
        verbs=frozenset(data["verbs"]["words"]),
        eras=dict(data["eras"]),
        editions_before=frozenset(beside["not_year_before"]),
        editions_after=frozenset(beside["not_year_after"]),
        birth=frozenset(beside["birth"]),
        void=frozenset(beside["void"]),
        numbers=dict(relative["numbers"]),
        units={word: unit for unit in ("days", "weeks", "months", "years") for word in relative[unit]},
        locale={"dmy": tuple(locale["dmy"]), "mdy": tuple(locale["mdy"])},
        states=tuple(locale["us_states"]),
    )


@lru_cache(maxsize=1)
def month_names() -> str:
    """All month names as one alternation, longest first."""
    return "|".join(sorted(date_words().months, key=len, reverse=True))


def date_order(texts: Iterable[str]) -> Order | None:
    """The order of day and month that a document's numeric dates show, or its country's words; ``None`` if unsure."""
    shown: set[Order] = set()
    local: set[Order] = set()
    for text in texts:
        shown_here, local_here = _orders(text)
        shown |= shown_here
        local |= local_here
    signs = shown or local
    return signs.pop() if len(signs) == 1 else None


@lru_cache(maxsize=512)  # a document's lines are asked for again with each of its reports
def _orders(text: str) -> tuple[frozenset[Order], frozenset[Order]]:
    return frozenset(_shown_orders(text)), frozenset(_local_orders(text))


def _shown_orders(text: str) -> set[Order]:
    orders: set[Order] = set()
    if not any(c in text for c in "/-"):
        return orders
    for match in pattern(r"\b(?:(mm)[/-]dd|(dd)[/-]mm)[/-]yy(?:yy)?\b").finditer(text):  # a printed form: (MM/DD/YYYY)
        orders.add("mdy" if match.group(1) else "dmy")
    for match in pattern(r"\b(\d{1,2})([/-])(\d{1,2})([/-])(?:\d{4}|\d{2})\b").finditer(text):
        first, last = int(match.group(1)), int(match.group(3))
        if match.group(2) != match.group(4) or not stands_free(text, match.start(), match.end(), match.group(2)):
            continue
        if 12 < first <= 31 and 1 <= last <= 12:
            orders.add("dmy")
        elif 12 < last <= 31 and 1 <= first <= 12:
            orders.add("mdy")
    return orders


@lru_cache(maxsize=1)
def _locale_pattern() -> Any:
    words = date_words()
    states = "|".join(words.states)
    dmy, mdy = ("|".join(words.locale[o]) for o in ("dmy", "mdy"))
    return pattern(
        rf"\b(?P<dmy>(?i:{dmy}))\b|\b(?P<mdy>(?i:{mdy}))\b"
        rf"|(?P<address>\b\d+ [A-Za-z][A-Za-z0-9 .'-]{{2,40}},? [A-Z][A-Za-z ]{{2,30}},? (?:{states}))\b"
        rf"|\b(?P<zip>(?:{states}),? \d{{5}}(?:-\d{{4}})?)\b"
        r"|\b(?P<postcode>[A-Z]{1,2}\d[A-Z\d]? \d[ABD-HJLNP-UW-Z]{2})\b",
        ignore_case=False,
    )


def _local_orders(text: str) -> set[Order]:
    return {
        "mdy" if match.lastgroup in ("mdy", "zip", "address") else "dmy" for match in _locale_pattern().finditer(text)
    }


def stands_free(text: str, start: int, end: int, separator: str = "") -> bool:
    """Whether nothing glued to ``text[start:end]`` makes it a part of something longer (an id, a version, a range)."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if before.isalnum() or before == "_" or after.isdigit() or after == "_" or (after.isalpha() and after not in "Tt"):
        return False
    if separator and before == separator and text[start - 2 : start - 1].isalnum():
        return False
    return not (separator and after == separator and text[end + 1 : end + 2].isalnum())
