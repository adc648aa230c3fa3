"""Hand-made reports for tests: plain text laid out as the reader would hand it over."""

from collections.abc import Iterable

from schemas.document import Reading, TextSource, Word
from schemas.layout import DocumentKind, Passage, Report, ReportDates, Section, SectionLabel

DOCUMENT = "0" * 64
FILE = "record.pdf"


def _words(line: str, top: float, doubtful: frozenset[str], ocr: bool) -> tuple[list[Word], list[tuple[int, int]]]:
    words, spans, at = [], [], 0
    for token in line.split():
        start = line.index(token, at)
        at = start + len(token)
        agreed = token not in doubtful
        readings = () if agreed else (
            Reading(engine="tesseract", text=token, confidence=0.9),
            Reading(engine="rapidocr", text=token.replace("-", "") or token, confidence=0.9),
        )  # fmt: skip
        words.append(
            Word(
                text=token,
                box=(50.0 + 5 * start, top, 50.0 + 5 * at, top + 10),
                source=TextSource.OCR if ocr or doubtful else TextSource.TEXT,
                agreed=agreed,
                readings=readings,
            )
        )
        spans.append((start, at))
    return words, spans


def passage_from_text(
    text: str, *, page: int = 1, top: float = 50.0, doubtful: Iterable[str] = (), ocr: bool = False
) -> Passage:
    """One passage; words not ``agreed`` are named in ``doubtful``."""
    words, spans = _words(text, top, frozenset(doubtful), ocr)
    return Passage(
        document=DOCUMENT, file=FILE, text=text, words=tuple(words), spans=tuple(spans), pages=(page,) * len(words)
    )  # fmt: skip


def section_from_text(
    text: str,
    label: SectionLabel = SectionLabel.OTHER,
    heading: str = "",
    *,
    page: int = 1,
    top: float = 50.0,
    doubtful: Iterable[str] = (),
) -> Section:
    """A section of ``label``; every line of ``text`` becomes one passage."""
    marks = tuple(doubtful)
    passages = tuple(
        passage_from_text(line, page=page, top=top + 14.0 * i, doubtful=marks)
        for i, line in enumerate(text.splitlines())
        if line.strip()
    )
    return Section(label=label, heading=heading, passages=passages)


def report_from_text(
    text: str,
    kind: DocumentKind = "note",
    label: SectionLabel = SectionLabel.OTHER,
    *,
    dates: ReportDates | None = None,
    doubtful: Iterable[str] = (),
) -> Report:
    """A report of one section; every line of ``text`` becomes one passage."""
    return report_from_sections([(label, text)], kind, dates=dates, doubtful=doubtful)


def report_from_sections(
    sections: Iterable[tuple[SectionLabel, str]],
    kind: DocumentKind = "note",
    *,
    dates: ReportDates | None = None,
    doubtful: Iterable[str] = (),
) -> Report:
    """A report of the ``(label, text)`` sections given, all on page 1."""
    marks, made, top = tuple(doubtful), [], 50.0
    for label, text in sections:
        made.append(section_from_text(text, label, top=top, doubtful=marks))
        top += 14.0 * (len(text.splitlines()) + 1)
    return Report(
        document=DOCUMENT, file=FILE, kind=kind, dates=dates or ReportDates(), pages=(1,), sections=tuple(made)
    )  # fmt: skip
