"""Which sentences beside FISH tell of this sample's nuclei, and which teach, give limits or only explain a result."""

from extractors.cytogenetics.context import cues_of, is_issued
from extractors.cytogenetics.fish_results import fish_words
from extractors.dates import find_dates
from extractors.language.criteria import is_teaching
from extractors.patterns import pattern
from extractors.wordings import Wordings
from schemas.layout import Report

_WORDINGS = Wordings("genetics", "fish_sentences")

_LIMITS_OF = _WORDINGS.pattern("limits_of")
_ONE_CELL = _WORDINGS.pattern("one_cell")
_EXPLAINS = _WORDINGS.pattern("explains")
_THEN = _WORDINGS.pattern("then")
_TURNS = pattern(r"[;,]\s(?:and\s|but\s)?|\s(?:and|but|while)\s")


def tells_of_probes(unit: str) -> bool:
    """Whether words of FISH stand in a part of ``unit`` that does not say that it was not done, or not yet."""
    words = fish_words()
    return any(words["context"].search(part) and not words["not_done"].search(part) for part in _TURNS.split(unit))


def of_nobody(unit: str, first: int | None) -> bool:
    """Whether ``unit`` teaches, gives the limits of the probes, or speaks of one cell among the metaphases.

    ``first`` is where its first marker begins, if it names one.
    """
    if is_teaching(unit) or _ONE_CELL.search(unit):
        return True
    return first is not None and _LIMITS_OF.search(unit[:first]) is not None


def explains_itself(part: str) -> bool:
    """Whether ``part`` says what the figures before it mean: ", consistent with monosomy 7"."""
    return _EXPLAINS.match(part) is not None


def when_told(report: Report, clause: str, before: str, prior: bool) -> tuple[bool, str | None]:
    """Whether a clause tells of an earlier study, and the day it names, if that is not the report's own.

    ``before`` is what stands before the first marker: "FISH of 10 June 2024: deletion of 5q in 60% of nuclei".
    """
    prior = prior or bool(cues_of()["prior"].search(before) or _THEN.search(clause))
    spans = [d for d in find_dates(before, report.date_order) if d.role == "date" and d.iso]
    days = {d.iso for d in spans if not is_issued(before[: d.start])}
    day = days.pop() if len(days) == 1 else None
    if day is None:
        return prior, None
    own = report.sampled
    if own is None:
        return prior, day
    return (True, day) if day < own[: len(day)] else (prior, None)
