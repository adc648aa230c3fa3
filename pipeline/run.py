"""All stages in process: files in, one profile out. No server, no Prefect."""

import contextlib
import datetime as dt
import gc
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from knowledge.loader import load_vocabulary
from pipeline.context import add_context, births_in, is_settled, with_births
from pipeline.defects import Defect, Defects, contained, given_up, merged
from pipeline.extract import extract_facts
from pipeline.layout import lay_out
from pipeline.merge import build_profile
from pipeline.pictures.attach import attach, doubtful_places
from pipeline.pictures.book import PictureBook, from_files, make_book
from pipeline.reading import ReadSettings
from pipeline.reading.pool import Reader
from pipeline.risk.derive import add_risk
from pipeline.stated import Stated
from schemas.answer import TailoredAnswer
from schemas.document import ReadDocument
from schemas.findings import DocumentFindings
from schemas.layout import LaidOutDocument
from schemas.profile import Profile

if TYPE_CHECKING:
    from pipeline.render.views import View

MOST_NEW_OBJECTS = 20_000  # between two looks of the garbage collector


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
    defects: tuple[Defect, ...] = ()


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
    """Read every file and merge what they say into one profile with computed risk; with what was read, for pictures."""
    documents: list[ReadDocument] = []
    defects: list[Defect] = []
    with contextlib.closing(read_files(files, settings, workers=workers)) as coming:
        found = understand(_noted(coming, documents, len(files), progress), defects)
    profile = conclude(
        found, today=today, country=country, disease=disease, convention=convention, defects=defects
    )  # fmt: skip
    return Case(tuple(files), tuple(documents), profile, tuple(defects))


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


def pictures_of(case: Case, answer: TailoredAnswer, view: "View", settings: ReadSettings) -> PictureBook:
    """Pictures of the places that a view of an answer leads to."""
    from pipeline.render.views import wanted_places

    places = wanted_places(answer, case.profile, view)
    return make_book(places, case.documents, from_files(case.files, case.documents), settings)


def _noted(
    coming: Iterable[ReadDocument], documents: list[ReadDocument], most: int, progress: Progress | None
) -> Iterator[ReadDocument]:
    """Each document as it comes, added to ``documents``."""
    for document in coming:
        documents.append(document)
        if progress is not None:
            progress.say(f"read {len(documents)} of {most} records")
        yield document
    if progress is not None:
        progress.done()


def read_files(files: Iterable[Path], settings: ReadSettings, *, workers: int = 1) -> Generator[ReadDocument]:
    """Read files in child processes, in their order."""
    with Reader(settings, workers=workers) as reader:
        yield from reader.read_many(_load(files, settings))


def _load(files: Iterable[Path], settings: ReadSettings) -> Iterator[tuple[str, bytes]]:
    """Names and bytes; no more of a file than shows that it is over the limit."""
    for path in files:
        with path.open("rb") as f:
            yield path.name, f.read(settings.max_file_bytes + 1)


def understand(documents: Iterable[ReadDocument], defects: Defects = None) -> list[DocumentFindings]:
    """One person's documents from words to findings: lay out, add context, extract.

    They are understood together: a birth date that one of them prints clearly settles how another writes its dates.
    The others need not wait for that: while a child process reads the next document, the ones before are understood.
    With ``defects`` an error of ours costs the document it strikes on, and is noted there; without, it is raised.
    """
    vocabulary = load_vocabulary()
    reads: list[ReadDocument] = []
    alone: dict[int, LaidOutDocument] = {}
    found: dict[int, DocumentFindings] = {}
    unclear: dict[int, LaidOutDocument] = {}

    def begin(n: int, read: ReadDocument) -> None:
        raw = lay_out(read, vocabulary)
        done = add_context(raw, vocabulary)
        if is_settled(raw, done):
            found[n] = DocumentFindings.of(read, done, extract_facts(done, vocabulary))
        else:
            unclear[n] = raw
        alone[n] = done

    def end(n: int, read: ReadDocument, births: frozenset[str]) -> None:
        done = with_births(unclear[n], alone[n], vocabulary, births)
        found[n] = DocumentFindings.of(read, done, extract_facts(done, vocabulary))

    for n, read in enumerate(documents):
        reads.append(read)
        if read.failure is not None:
            found[n] = DocumentFindings.of(read)
            continue
        contained(defects, read, partial(begin, n, read))
    _all_loaded()
    births = births_in(tuple(alone.values()))
    for n in sorted(unclear.keys() & alone.keys()):
        contained(defects, reads[n], partial(end, n, reads[n], births))
    return [found[n] if n in found else given_up(read) for n, read in enumerate(reads)]


@lru_cache(maxsize=1)
def _all_loaded() -> None:
    """Tell the garbage collector, once, that what the first documents loaded stays: looking at it took much time.

    Records hold no cycles, so what is made from now on may be looked through less often, too.
    """
    gc.freeze()
    gc.set_threshold(MOST_NEW_OBJECTS, 20, 10)


def conclude(
    documents: Sequence[DocumentFindings],
    *,
    today: dt.date,
    country: str | None = None,
    disease: str = "mds",
    convention: str = "literal",
    own: frozenset[str] = frozenset(),
    stated: Stated | None = None,
    defects: Defects = None,
) -> Profile:
    """Merge documents into one profile and work out its risk scores; ``own`` are surely the patient's (SHA-256).

    ``stated`` is what the patient says of herself; it holds over what records say.
    With ``defects`` a document with which an error of ours comes up is left out, and noted there.
    """

    def build(these: Sequence[DocumentFindings]) -> Profile:
        profile = build_profile(these, today=today, country=country, own=own, stated=stated)
        return add_risk(profile, disease=disease, convention=convention)

    return merged(build, documents, defects)
