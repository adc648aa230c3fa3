"""Performance status: ECOG (also called WHO or Zubrod) and Karnofsky, as printed.

Each scale keeps its own steps; nothing is converted. A range ("0-1") or a criterion ("ECOG 0-2 required") is no value.
"""

from collections.abc import Iterator
from typing import Any

from extractors.asking import ask
from extractors.base import Extractor, finding
from extractors.joining import joining_words, what_would_be
from extractors.language import Analysis, Sentence, analyse
from extractors.wordings import Wordings
from schemas.facts import Doubt, Finding, Performance
from schemas.layout import Report, SectionLabel
from schemas.vocabulary import Vocabulary

_WORDINGS = Wordings("findings", "performance")

_ECOG = _WORDINGS.pattern("ecog")
_LIST = _WORDINGS.pattern("list")
_PAST_OR_NOW = _WORDINGS.pattern("past_or_now")
_WAS = _WORDINGS.pattern("was")
_KPS = _WORDINGS.pattern("kps")
_CRITERION = _WORDINGS.pattern("criterion")

_ATTENDANCE = _WORDINGS.pattern("attendance")

_BESIDE = 5
_OF_DAY = _WORDINGS.pattern("of_day")
_BEHIND = 30  # characters behind a value that may say of when it is


def _run(report: Report, vocabulary: Vocabulary) -> Iterator[Finding]:
    analysis = analyse(report, vocabulary)
    for sentence in analysis.sentences:
        if sentence.silent or sentence.label is SectionLabel.ALLERGIES:
            continue
        yield from _statuses(report, analysis, sentence)


def _statuses(report: Report, analysis: Analysis, sentence: Sentence) -> Iterator[Finding]:
    for scale, expression in (("ECOG", _ECOG), ("KPS", _KPS)):
        for match in expression.finditer(sentence.text):
            if _CRITERION.search(sentence.text):
                return
            if not _is_value(scale, match) or _superseded(sentence.text, match):
                continue
            start, end = sentence.start + match.start(), sentence.start + match.end()
            beside = next((d.iso for d in analysis.dates(sentence) if _is_of(analysis.text, end, d.start)), None)
            beside = beside or _attended(analysis, sentence, start)
            if beside is None and _of_another_time(sentence.text, match):
                continue
            fact = Performance(
                scale="ECOG" if scale == "ECOG" else "KPS",
                value=int(match.group("value")),
                date=beside or report.dated,
                evidence=analysis.cite(start, end),
            )
            yield finding(report, EXTRACTOR.id, fact, doubt=_doubt(analysis, sentence, start, end))


def _is_of(text: str, end: int, date: int) -> bool:
    """Whether the date at ``date`` says of which day a status is: right beside it, or "in the letter of March 2024"."""
    if not 0 <= date - end <= _BEHIND:
        return False
    return date - end <= _BESIDE or _OF_DAY.fullmatch(text[end:date].lower()) is not None


def _attended(analysis: Analysis, sentence: Sentence, start: int) -> str | None:
    """The day of the attendance that opens the sentence: "At the last visit (May 13, 2026) Hgb was 9.1 and ECOG 2"."""
    before = [d for d in analysis.dates(sentence) if d.end <= start]
    if len(before) != 1 or ";" in analysis.text[before[0].end : start]:
        return None
    opens = _ATTENDANCE.search(analysis.text[sentence.start : before[0].start].lower())
    return before[0].iso if opens is not None else None


def _is_value(scale: str, match: Any) -> bool:
    """A single step of the scale: ``1``, ``1/4``, ``80 %``; not ``0-1``, ``1.5`` or ``10``."""
    rest = match.group("rest").strip()
    if scale == "ECOG":
        if match.group("rest")[:1].isalnum():
            return False
        a_word_follows = rest[:1].isalpha() and rest not in ("to", "or")
        return rest == "" or a_word_follows or rest.replace(" ", "") in ("/4", "/5")
    return rest in ("", "%") or rest.replace(" ", "") == "/100"


def _superseded(text: str, match: Any) -> bool:
    """Whether the value is one of several ("0, 1 or 2"), or of the past ("was 2 last year, now 1")."""
    if _LIST.search(text[match.end("value") :]):
        return True
    past = _WAS.search(text[match.start() : match.start("value")])
    return past is not None and _PAST_OR_NOW.search(text[match.end("value") :]) is not None


def _of_another_time(text: str, match: Any) -> bool:
    """Whether the words right behind the value say that it is of another day: "ECOG 0 at diagnosis, now 2"."""
    behind = text[match.end("value") : match.end("value") + _BEHIND].split(",")[0].split(";")[0].split(".")[0]
    return joining_words().another_time.search(behind) is not None


def _doubt(analysis: Analysis, sentence: Sentence, start: int, end: int) -> Doubt | None:
    question = ask("performance")
    return what_would_be(sentence.text, question) or analysis.doubt("performance status", (start, end))


EXTRACTOR = Extractor(name="performance", version=1, run=_run)
