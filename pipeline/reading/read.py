"""One file's bytes to a ``ReadDocument``. Bad input is an answer here, never an exception."""

import hashlib
from collections.abc import Callable

from pipeline.reading.plain import plain_pages
from pipeline.reading.settings import ReadSettings
from pipeline.reading.sniff import PDF, TEXT, decode, media_type
from schemas.document import Page, ReadDocument
from schemas.errors import ReadFailure

Pages = tuple[Page, ...] | ReadFailure
Progress = Callable[[Page], None]
Opened = Callable[[int], None]


def read_bytes(
    data: bytes,
    file: str,
    settings: ReadSettings | None = None,
    progress: Progress | None = None,
    first_page: int = 1,
    opened: Opened | None = None,
) -> ReadDocument:
    """Read one file.

    Args:
        data: the file's bytes; nothing about them is believed.
        file: its name, without a folder; used to name it and to notice a text file that claims to be a PDF.
        settings: limits.
        progress: called with each page when it is done, in order.
        first_page: pages before this one are left out (a reader that crashed on a page goes on after it).
        opened: called once with the number of pages, before the first of them is read.

    Returns:
        The document; ``failure`` says why it was not read, ``pages[i].failure`` why one page was not.
    """
    settings = settings or ReadSettings()
    kind = ReadFailure.TOO_LARGE if len(data) > settings.max_file_bytes else media_type(data, file)
    digest = hashlib.sha256(data).hexdigest()
    if isinstance(kind, ReadFailure):
        return ReadDocument(id=digest, file=file, media_type="application/octet-stream", failure=kind)
    pages = _pages(data, kind, settings, progress or _ignore, first_page, opened or _ignore)
    if not isinstance(pages, ReadFailure):
        pages = (whole_failure(pages) if first_page == 1 else None) or pages
    if isinstance(pages, ReadFailure):
        return ReadDocument(id=digest, file=file, media_type=kind, failure=pages)
    return ReadDocument(id=digest, file=file, media_type=kind, pages=pages)


def _ignore(_: Page | int) -> None:
    return None


def _pages(data: bytes, kind: str, settings: ReadSettings, progress: Progress, first: int, opened: Opened) -> Pages:
    if kind == TEXT:
        pages = plain_pages(decode(data) or "", settings)
        if not isinstance(pages, ReadFailure):
            opened(len(pages))
        return pages
    if kind == PDF:
        from pipeline.reading.pdf import pdf_pages

        return pdf_pages(data, settings, progress, first, opened)
    from pipeline.reading.images import image_pages

    return image_pages(data, settings, progress, first, opened)


def whole_failure(pages: tuple[Page, ...]) -> ReadFailure | None:
    """Why the document as a whole counts as unread: no page holds a word."""
    if not pages:
        return ReadFailure.NO_PAGES
    if any(p.words for p in pages):
        return None
    failures = {p.failure for p in pages if p.failure is not None}
    return failures.pop() if len(failures) == 1 else ReadFailure.NO_TEXT
