"""Where a case stands, in words: each file, each question, what to do next."""

from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any

from flows.store.records import CaseStatus, DocumentInfo, QuestionInfo
from schemas.errors import READ_FAILURE_TEXT, ReadFailure

STATES = {"queued": "Waiting its turn", "done": "Read", "attention": "Read in part", "refused": "Could not be read"}


@dataclass(frozen=True, slots=True)
class FileView:
    """One file; ``done`` of ``pages`` pages are read."""

    id: str
    name: str
    state: str
    words: str
    why: str
    done: int
    pages: int


@dataclass(frozen=True, slots=True)
class AskedView:
    """One question; ``version`` is the profile its newest answer stands on."""

    id: str
    text: str
    state: str
    words: str
    ready: bool


@dataclass(frozen=True, slots=True)
class Progress:
    """All of it."""

    files: tuple[FileView, ...]
    asked: tuple[AskedView, ...]
    working: bool
    version: int
    failed: bool
    headline: str


def progress_of(status: CaseStatus) -> Progress:
    """A case's state in words."""
    files = tuple(_file(d) for d in status.documents)
    return Progress(
        files=files,
        asked=tuple(_asked(q, status) for q in status.questions),
        working=status.working,
        version=status.version,
        failed=status.failed is not None,
        headline=_headline(status, files),
    )


def case_words(shown: Progress) -> dict[str, Any]:
    """The same for the script; ``tag`` changes when anything does."""
    found = asdict(shown)
    return found | {"tag": f'"{sha256(repr(found).encode()).hexdigest()[:20]}"'}


def failure_words(code: str | None) -> str:
    """Why a file was not read, and what to do."""
    if code is None:
        return ""
    try:
        text = READ_FAILURE_TEXT[ReadFailure(code)]
    except ValueError:
        text = "something went wrong while it was read; you can have it tried once more"
    return f"{text[:1].upper()}{text[1:]}."


def _file(info: DocumentInfo) -> FileView:
    pages = info.pages or 0
    if info.state == "running":
        words = f"Reading page {min(info.pages_done + 1, pages)} of {pages}" if pages else "Opening"
        if pages and info.pages_done >= pages:
            words = "Almost done"
    else:
        words = STATES[info.state]
        if info.state == "attention" and (not pages or info.code == ReadFailure.DEFECT):
            words = STATES["refused"]  # nothing was taken from it
        elif info.state == "done" and pages:
            words = f"Read: {pages} page{'' if pages == 1 else 's'}"
    return FileView(info.id, info.name, info.state, words, failure_words(info.code), info.pages_done, pages)


def _asked(info: QuestionInfo, status: CaseStatus) -> AskedView:
    ready = info.version is not None
    if info.state == "ready":
        words = "Your answer is ready"
    elif info.state == "failed":
        words = "This answer could not be made. We keep the question; add a record or change a fact to try again."
    elif not status.documents:
        words = "Waiting for your records"
    elif ready:
        words = "Being brought up to date"
    elif any(d.state in ("queued", "running") for d in status.documents):
        words = "Comes as soon as your records are read"
    else:
        words = "Your answer is being written"
    return AskedView(info.id, info.question, info.state, words, ready)


def _headline(status: CaseStatus, files: tuple[FileView, ...]) -> str:
    if not files:
        return "Your records are still missing"
    reading = sum(f.state in ("queued", "running") for f in files)
    if reading:
        return f"Reading your records: {len(files) - reading} of {len(files)} done"
    if status.working:
        return "Putting together what your records say"
    return "Your records have been read" if status.version else "Nothing could be read yet"
