"""All stages in process: files in, one profile out. No server, no Prefect."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from knowledge.loader import load_vocabulary
from pipeline.context import add_contexts
from pipeline.extract import extract_facts
from pipeline.layout import lay_out
from pipeline.merge import build_profile
from pipeline.pictures.attach import attach, doubtful_places
from pipeline.pictures.book import PictureBook, from_files, make_book
from pipeline.reading import ReadSettings
from pipeline.reading.pool import Reader
from pipeline.risk.derive import add_risk
from schemas.document import ReadDocument
from schemas.findings import DocumentFindings
from schemas.profile import Profile


class Progress:
    """One line on a terminal that says how far the reading has come."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def say(self, text: str) -> None:
        """Show ``text`` in place of what stood there."""
        self._stream.write(f"\r\x1b[K{text}")
        self._stream.flush()

    def done(self) -> None:
        """Clear the line."""
        self.say("")


@dataclass(frozen=True)
class Case:
    """One person's files, what was read of them, and the profile they give."""

    files: tuple[Path, ...]
    documents: tuple[ReadDocument, ...]
    profile: Profile


def build_case(
    files: Sequence[Path],
    settings: ReadSettings,
    *,
    today: dt.date,
    country: str | None = None,
    disease: str = "mds",
    convention: str = "literal",
    workers: int = 1,
    progress: Progress | None = None,
) -> Profile:
    """Read every file and merge what they say into one profile with computed risk."""
    return read_case(
        files,
        settings,
        today=today,
        country=country,
        disease=disease,
        convention=convention,
        workers=workers,
        progress=progress,
    ).profile


def read_case(
    files: Sequence[Path],
    settings: ReadSettings,
    *,
    today: dt.date,
    country: str | None = None,
    disease: str = "mds",
    convention: str = "literal",
    workers: int = 1,
    progress: Progress | None = None,
) -> Case:
    """As ``build_case``, with what was read, from which pictures can be cut."""
    documents = read_all(files, settings, workers=workers, progress=progress)
    profile = conclude(understand(documents), today=today, country=country, disease=disease, convention=convention)
    return Case(tuple(files), tuple(documents), profile)


def illustrated(case: Case, settings: ReadSettings, form: str) -> tuple[Profile, PictureBook]:
    """The profile with pictures of what is doubtful, and a book of all places for a page; none for other forms."""
    if form not in ("json", "html"):
        return case.profile, PictureBook()
    wanted = doubtful_places(case.profile)
    if form == "html":
        from pipeline.render.profile_page import page_places

        wanted = page_places(case.profile)
    book = make_book(wanted, case.documents, from_files(case.files, case.documents), settings)
    return (attach(case.profile, book) if form == "json" else case.profile), book


def read_all(
    files: Sequence[Path], settings: ReadSettings, *, workers: int = 1, progress: Progress | None = None
) -> list[ReadDocument]:
    """Every file, in the order given."""
    documents = []
    for document in read_files(files, settings, workers=workers):
        documents.append(document)
        if progress is not None:
            progress.say(f"read {len(documents)} of {len(files)} records")
    if progress is not None:
        progress.done()
    return documents


def read_files(files: Iterable[Path], settings: ReadSettings, *, workers: int = 1) -> Iterator[ReadDocument]:
    """Read files in child processes, in their order."""
    with Reader(settings, workers=workers) as reader:
        yield from reader.read_many(_load(files, settings))


def _load(files: Iterable[Path], settings: ReadSettings) -> Iterator[tuple[str, bytes]]:
    """Names and bytes; no more of a file than shows that it is over the limit."""
    for path in files:
        with path.open("rb") as f:
            yield path.name, f.read(settings.max_file_bytes + 1)


def understand(documents: Sequence[ReadDocument]) -> list[DocumentFindings]:
    """One person's documents from words to findings: lay out, add context, extract.

    They are understood together: a birth date that one of them prints clearly settles how another writes its dates.
    """
    vocabulary = load_vocabulary()
    laid_out = add_contexts([lay_out(d, vocabulary) for d in documents], vocabulary)
    return [
        DocumentFindings.of(read, document, extract_facts(document, vocabulary))
        for read, document in zip(documents, laid_out, strict=True)
    ]


def conclude(
    documents: Sequence[DocumentFindings],
    *,
    today: dt.date,
    country: str | None = None,
    disease: str = "mds",
    convention: str = "literal",
) -> Profile:
    """Merge documents into one profile and work out its risk scores."""
    return add_risk(build_profile(documents, today=today, country=country), disease=disease, convention=convention)
