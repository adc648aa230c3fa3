"""What a molecular sentence says of another day: a change that is gone, a result of an earlier study."""

from extractors.asking import ask, reason
from extractors.dates import DateSpan, Order, find_dates
from extractors.hgvs import Change
from extractors.joining import joining_words
from extractors.molecular.words import Words
from extractors.wordings import Wordings
from schemas.facts import Doubt, Finding, Variant
from schemas.layout import Report

_WORDINGS = Wordings("genetics", "times")

_NOT_IN_GENERAL = _WORDINGS.pattern("not_in_general")
_OF_A_YEAR = _WORDINGS.pattern("of_a_year")
_COMPARED = _WORDINGS.pattern("compared")
_MISSED = _WORDINGS.pattern("missed")
_NOW = _WORDINGS.pattern("now")
_AROUND = 28  # characters
_OPENING, _LONGEST = 6, 40
_YEAR, _MONTH = len("2025"), len("2025-03")


def is_gone(behind: str, words: Words) -> bool:
    """Whether the words behind a change say that it is found no longer ("… (3%) is no longer detectable")."""
    told = words.gone.finditer(behind.split(";")[0])
    return any(not _NOT_IN_GENERAL.search(behind[match.end() :]) for match in told)


def might_be_missed(behind: str) -> bool:
    """Whether the words behind a change say what the test may overlook ("… may be missed below 10%")."""
    return _MISSED.search(behind) is not None


def of_an_earlier_day(lower: str, taken: str | None, order: Order | None) -> bool:
    """Whether a part of a sentence speaks of a day long before the sample: "was wild-type at diagnosis in 2023"."""
    if joining_words().another_time.search(lower) is not None:
        return True
    if taken is None:  # nobody can tell whether it is long before
        return any(_OF_A_YEAR.search(lower[: d.start]) for d in find_dates(lower, order) if d.role == "date" and d.iso)
    return any(_is_earlier(lower, d, taken) for d in find_dates(lower, order))


def part_of(text: str, lower: str, start: int, end: int, order: Order | None) -> str:
    """The part of a sentence, between semicolons, that holds ``lower[start:end]``; before it the day that opens all."""
    begin, stop = lower.rfind(";", 0, start) + 1, lower.find(";", end)
    part, opening = lower[begin : stop if stop >= 0 else len(lower)], _opening_of(text, lower, order)
    return part if part.startswith(opening.rstrip()) else opening + part


def _opening_of(text: str, sentence: str, order: Order | None) -> str:
    """The date that opens a line, for all that it tells ("07/2024: pancytopenia; RUNX1 R107C 28%").

    Where a later day begins a part of the line ("BMBx 12/02/2024: …"), what follows is of that day.
    """
    if not any(map(str.isdigit, text[:_OPENING])):
        return ""
    told = find_dates(text[: max(text.lower().find(sentence), _LONGEST)], order)
    if not told or told[0].start >= _OPENING:
        return ""
    last = next((d for d in reversed(told) if ":" in text[d.end : d.end + 2]), told[0])
    return f"{text[last.start : last.end].lower()} "


def says_now(lower: str, start: int, end: int) -> bool:
    """Whether the words right around a change say that it was found now: "previously reported X, now at 38 %"."""
    return _NOW.search(lower[max(0, start - _AROUND) : end + _AROUND]) is not None


def on_its_day(found: Finding, part: str, report: Report) -> Finding:
    """A change of another day with the one day that leads to it in ``part``; with none where that is not clear."""
    fact = found.fact
    if not isinstance(fact, Variant) or fact.collected != report.sampled:
        return found
    spans = [s for s in find_dates(part, report.date_order, anchor=report.taken) if s.role in ("date", "relative")]
    name = part.find(fact.gene.lower())
    ahead = [s for s in spans if s.end <= name]
    led = len(ahead) == len(spans) == 1 and "%" not in part[: ahead[0].start]
    day = ahead[0].iso if led else None
    return found.model_copy(update={"fact": fact.model_copy(update={"collected": day})})


def another_day(gene: str, *changes: Change | None) -> Doubt:
    """The question about a change of which the sentence may say that it was found on another day, or is gone."""
    shown = " ".join((gene, *(c.hgvs for c in changes if c is not None)))
    return Doubt(
        why=reason("change_of_another_day"),
        question=ask("change_found", shown=shown),
        asks="fact",
    )


def _is_earlier(lower: str, date: DateSpan, taken: str) -> bool:
    iso = date.iso
    if iso is None or date.role != "date":
        return False
    before = lower[: date.start]
    if _COMPARED.search(before):
        return False
    if len(iso) == _YEAR and not _OF_A_YEAR.search(before):
        return False  # "WHO 2022", "ELN 2022"
    shorter = min(len(iso), len(taken), _MONTH)
    return iso[:shorter] < taken[:shorter]
