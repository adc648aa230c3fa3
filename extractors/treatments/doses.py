"""Records of single doses, as nurses keep them: a row for each dose that was due, and what became of it.

The day of a dose is no day on which a treatment began or ended, and a dose that was left out was not given.
"""

from extractors.language import Analysis, Sentence
from extractors.wordings import Wordings
from schemas.layout import Report

_WORDINGS = Wordings("treatments", "doses")

_TITLE = _WORDINGS.pattern("title")
_LINES = 6
_COLUMNS = frozenset(_WORDINGS.words("columns"))
_ENOUGH = 2
_LEFT_OUT = _WORDINGS.pattern("left_out")


def of_doses(report: Report) -> bool:
    """Whether a report is a record of single doses: by its title, or by titles of columns."""
    lines = [p.text for s in report.sections for p in s.passages][:_LINES]
    if any(_TITLE.search(t) for t in (*lines, *(s.heading for s in report.sections))):
        return True
    rows = [r for s in report.sections for t in s.tables for r in t.header]
    return any(sum(c.text.lower().strip(" .:") in _COLUMNS for c in r.cells) >= _ENOUGH for r in rows)


def is_dose(analysis: Analysis, sentence: Sentence) -> bool:
    """Whether a sentence of such a record is a row of it."""
    return "\t" in analysis.line_of(sentence)


def is_left_out(analysis: Analysis, sentence: Sentence) -> bool:
    """Whether the row of a dose says that it was not given."""
    return _LEFT_OUT.search(analysis.line_of(sentence)) is not None
