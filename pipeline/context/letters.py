"""Reports that a laboratory sends as a letter: "Dear Dr …", a specimen with its day, findings, and nobody seen."""

from extractors.dates import find_dates
from extractors.wordings import Wordings
from schemas.layout import DocumentKind, Report, SectionLabel

_WORDINGS = Wordings("context", "letters")

_SPECIMEN_DATED = _WORDINGS.pattern("specimen_dated")
_FORM = frozenset(_WORDINGS.words("form"))
_SEEN = _WORDINGS.pattern("seen", ignore_case=False)
_ADDRESSEE = _WORDINGS.pattern("addressee", ignore_case=False)
_DEAR = _WORDINGS.pattern("dear")
_REPORTING: tuple[DocumentKind, ...] = ("cytogenetics", "molecular", "marrow", "flow")
_TOP = 12  # passages that may name the specimen
_BODY = 2.5  # what the body of a report has to hold of its kind
_AHEAD = 6  # lines of an address
_MOST_SEEN = 1


def kind_of_letter(report: Report, body: dict[DocumentKind, float], titles: list[str]) -> DocumentKind | None:
    """What a letter reports, if a laboratory wrote it; ``None`` where somebody tells of a patient.

    ``body`` are the scores of its text alone, ``titles`` the phrases by which it passes for a note.
    """
    if any(phrase not in _FORM for phrase in titles):
        return None
    best = max(_REPORTING, key=lambda k: (body.get(k, 0.0), -_REPORTING.index(k)))
    if body.get(best, 0.0) < _BODY:
        return None
    passages = [p.text for s in report.sections for p in s.passages if s.label is not SectionLabel.INDICATION]
    if not any(map(_names_day_of_specimen, passages[:_TOP])):
        return None
    return best if sum(1 for text in passages for _ in _SEEN.finditer(text)) <= _MOST_SEEN else None


def _names_day_of_specimen(text: str) -> bool:
    """Whether a specimen is named with the day on which it was taken; not "the marrow had blasts of 0.5%"."""
    match = _SPECIMEN_DATED.search(text)
    return match is not None and any(match.start() < d.end and d.start < match.end() for d in find_dates(text))


def without_addressee(lines: list[str]) -> list[str]:
    """``lines`` at the top without the department of whom a letter is sent to: "Dr A Reed", "Haematology", "Dear …"."""
    if not any(map(_DEAR.search, lines)):
        return lines
    kept = []
    for n, line in enumerate(lines):
        addressed = n > 0 and _ADDRESSEE.search(lines[n - 1]) is not None and not _DEAR.search(lines[n - 1])
        if not (addressed and any(_DEAR.search(later) for later in lines[n : n + _AHEAD])):
            kept.append(line)
    return kept
