"""Whether a report is final: by its title lines and the words behind "Status:"."""

from functools import lru_cache
from typing import Any

from extractors.patterns import pattern
from extractors.wordings import Wordings
from knowledge.context import load_context_words
from pipeline.context.head import head_passages
from pipeline.context.kinds import alternation, title_lines
from schemas.layout import Report, ReportStatus

_WORDINGS = Wordings("context", "kinds")


@lru_cache(maxsize=1)
def _status_words() -> Any:
    words = load_context_words().status
    return pattern(
        rf"\b(?:(?P<never>{alternation(words.never)})|(?P<amended>{alternation(words.amended)})"
        rf"|(?P<addendum>{alternation(words.addendum)})|(?P<preliminary>{alternation(words.preliminary)})"
        rf"|(?P<final>{alternation(words.final)}))\b"
    )


_STATUS_KEY = _WORDINGS.pattern("status_key")


def status_of(report: Report) -> ReportStatus:
    """Preliminary, final, amended or addendum, as the title lines or a "Status:" say; "final" when nothing does."""
    said: set[str] = set()
    for passage in head_passages(report):
        key = _STATUS_KEY.search(passage.text)
        if key is not None:
            said |= _statuses(passage.text[key.end() : key.end() + 30])
    for line in title_lines(report):
        if len(line) <= 60:
            said |= _statuses(line)
    for status in ("amended", "addendum", "preliminary"):
        if status in said:
            return status
    return "final"


def _statuses(text: str) -> set[str]:
    return {str(m.lastgroup) for m in _status_words().finditer(text)} - {"never"}
