"""What a clause says of a FISH marker: its status by words, and by figures against a printed cut-off."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from extractors.asking import reason
from extractors.patterns import pattern, phrase_pattern
from extractors.wordings import Wordings
from knowledge.cytogenetics import load_fish

_WORDINGS = Wordings("genetics", "fish_results")

Status = Literal["positive", "negative", "equivocal"]
_PERCENT = _WORDINGS.pattern("percent")
_MOST_NUCLEI = 50
_FRACTION = pattern(r"\b(?P<part>\d{1,3})\s?/\s?(?P<all>[1-9]\d{2})\b")
_ANSWER_NO = _WORDINGS.pattern("answer_no")
_NOT = _WORDINGS.pattern("not")
_SPREAD = _WORDINGS.pattern("spread")
_LIMIT = _WORDINGS.pattern("limit")


@dataclass(frozen=True, slots=True)
class Result:
    """A status, the percentage of nuclei where one is printed, and why either may be wrong."""

    status: Status
    percent: float | None
    doubt: str | None = None


@lru_cache(maxsize=1)
def fish_words() -> dict[str, Any]:
    """The compiled words of results."""
    words = load_fish().words
    return {name: phrase_pattern(getattr(words, name)) for name in type(words).model_fields}


def read_result(clause: str, *, denied: bool) -> Result | None:
    """The status a clause states, by its words and by its figures against a printed cut-off."""
    words = fish_words()
    clause = _LIMIT.sub(r"cut-off \1", clause)
    rest = _without_denied(words["negative"].sub(" ", clause))
    negative = rest != clause or denied or _answered_no(clause)
    if _SPREAD.search(clause) and len(_PERCENT.findall(clause)) > 1:
        return Result("equivocal", None, reason("signals_spread"))
    strong, positive = bool(words["strong"].search(rest)), bool(words["positive"].search(rest))
    value, cutoff = _figures(clause)
    if words["equivocal"].search(clause):
        return Result("equivocal", value)
    if value is not None and cutoff is not None:
        return _against(value, cutoff, negative, positive)
    if negative and strong:
        return Result("equivocal", value, reason("words_contradict"))
    if negative:
        return _without_cutoff(value)
    if value is not None and value >= load_fish().clearly_above:
        return Result("positive", value)
    if positive and value != 0:
        return Result("positive", value)
    return None


def _answered_no(clause: str) -> bool:
    """Whether a clause ends in a bare answer: "5q deletion (EGR1, 5q31): no"; not where it says "no result"."""
    return _ANSWER_NO.search(clause) is not None


def _without_denied(clause: str) -> str:
    """The clause without the positive words that a "not" before them denies ("could not be demonstrated")."""
    taken = [(m.start(), m.end()) for m in fish_words()["positive"].finditer(clause)]
    for start, end in reversed(taken):
        m = _NOT.search(clause[:start])
        if m is not None:
            clause = clause[: m.start()] + " " + clause[end:]
    return clause


def _without_cutoff(value: float | None) -> Result:
    """A negative result; "normal in 96 %" counts the normal nuclei, a fifth to a half of them contradicts the words."""
    if value is None or value < load_fish().clearly_above:
        return Result("negative", value)
    return Result("negative", None, None if value >= _MOST_NUCLEI else reason("figure_not_negative"))


def _against(value: float, cutoff: float, negative: bool, positive: bool) -> Result:
    if value > cutoff:
        return Result("positive", value, reason("above_cutoff") if negative else None)
    if negative or not positive:
        return Result("negative", value)
    return Result("equivocal", value)


def _figures(clause: str) -> tuple[float | None, float | None]:
    """Percentage of nuclei and cut-off; no figure where two could be it."""
    values: list[float] = []
    cutoffs: list[float] = []
    for m in _PERCENT.finditer(clause):
        number = float(m["value"].replace(",", "."))
        before = clause[max(0, m.start() - 24) : m.start()]
        marked = m["bound"] or fish_words()["cutoff"].search(before.rsplit("%", 1)[-1])
        if number <= 100:
            (cutoffs if marked else values).append(number)
    if not values:
        for m in _FRACTION.finditer(clause):
            if int(m["part"]) <= int(m["all"]):
                values.append(round(100 * int(m["part"]) / int(m["all"]), 1))
    return (values[0] if len(set(values)) == 1 else None), (cutoffs[0] if len(set(cutoffs)) == 1 else None)
