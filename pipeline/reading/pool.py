"""Reading and rendering in child processes: a file that crashes, hangs or eats memory costs that file only."""

import contextlib
import hashlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import TracebackType

from pydantic import ValidationError

from pipeline.reading.job import Crop, Job, PictureJob
from pipeline.reading.read import whole_failure
from pipeline.reading.settings import ReadSettings
from pipeline.reading.sniff import media_type
from pipeline.reading.wire import CUT, DATA, DONE, PAGE, PICTURE, REQUEST, LateError, Wire, WireError
from schemas.document import Page, ReadDocument
from schemas.errors import ReadFailure

START_SECONDS = 20.0
MOST_PICTURE_BYTES = 400_000
PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")  # how a PNG and a JPEG begin
RESTARTS = 3  # how often one document may stop a child before the rest of it is given up
SIGNALS = {signal.SIGXCPU: ReadFailure.TIME, signal.SIGKILL: ReadFailure.MEMORY}
ROOT = Path(__file__).resolve().parents[2]


def child_command() -> list[str]:
    """The command of a child; a sandbox goes around exactly this."""
    return [sys.executable, "-m", "pipeline.reading.child"]


class Stopped(Exception):
    """The child did not finish."""

    def __init__(self, failure: ReadFailure) -> None:
        super().__init__(failure.value)
        self.failure = failure


class Child:
    """One child process, started at first use and again after it was stopped."""

    def __init__(self, settings: ReadSettings, command: list[str]) -> None:
        self._settings, self._command = settings, command
        self._process: subprocess.Popen[bytes] | None = None
        self._wire: Wire | None = None

    def read(self, data: bytes, file: str, first_page: int, pages: list[Page], end: float) -> ReadFailure | None:
        """Read a document from ``first_page`` on, appending to ``pages``, until ``end`` (monotonic seconds).

        Returns:
            Why the document as a whole was not read, or None.

        Raises:
            Stopped: the child crashed, or was stopped for time, memory or nonsense.
        """
        wire = self._ready()
        job = Job(file=file, settings=self._settings, first_page=first_page)
        with self._watched():
            wire.send(REQUEST, job.model_dump_json().encode(), end)
            wire.send(DATA, data, end)
            failure = self._answers(wire, first_page, pages, end)
        self._ended(failure)
        return failure

    def cut(self, data: bytes, file: str, crops: tuple[Crop, ...], done: list[bytes], end: float) -> None:
        """Render the parts of a document that are not ``done``, appending to it PNG, JPEG or no bytes for each.

        Raises:
            Stopped: as for ``read``.
        """
        wire = self._ready()
        job = PictureJob(file=file, settings=self._settings, crops=crops[len(done) :])
        with self._watched():
            wire.send(CUT, job.model_dump_json().encode(), end)
            wire.send(DATA, data, end)
            failure = self._pictures(wire, len(crops), done, end)
        self._ended(failure)

    @contextlib.contextmanager
    def _watched(self) -> Iterator[None]:
        """What goes wrong on the wire ends the child."""
        try:
            yield
        except LateError:
            self.stop()
            raise Stopped(ReadFailure.TIME) from None
        except (WireError, ValidationError, ValueError, OSError):
            raise Stopped(self._cause()) from None

    def _ended(self, failure: ReadFailure | None) -> None:
        if failure in (ReadFailure.MEMORY, ReadFailure.CRASH):
            self.stop()  # it said so itself and is about to end
            raise Stopped(failure)

    def _pictures(self, wire: Wire, most: int, done: list[bytes], end: float) -> ReadFailure | None:
        room, extra = self._settings.max_output_bytes, START_SECONDS
        while True:
            kind, body = wire.receive(min(end, time.monotonic() + self._settings.page_seconds + extra))
            room, extra = room - len(body), 0.0
            if kind == DONE:
                return ReadFailure(body.decode()) if body else None
            if kind != PICTURE or room < 0 or len(done) >= most or len(body) > MOST_PICTURE_BYTES:
                raise WireError
            if body and not body.startswith(PICTURES):
                raise WireError
            done.append(body)

    def _answers(self, wire: Wire, number: int, pages: list[Page], end: float) -> ReadFailure | None:
        room = self._settings.max_output_bytes
        extra = START_SECONDS  # the first page also pays for loading what reads it
        while True:
            late = min(end, time.monotonic() + self._settings.page_seconds + extra)
            kind, body = wire.receive(late)
            room, extra = room - len(body), 0.0
            if kind == DONE:
                return ReadFailure(body.decode()) if body else None
            page = Page.model_validate_json(body)
            if kind != PAGE or room < 0 or page.number != number or number > self._settings.max_pages:
                raise WireError
            pages.append(page)
            number += 1

    def _ready(self) -> Wire:
        if self._process is None or self._process.poll() is not None or self._wire is None:
            self.stop()
            self._process = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_environment(),
                start_new_session=True,
            )
            assert self._process.stdin is not None and self._process.stdout is not None
            self._wire = Wire(
                self._process.stdout.fileno(), self._process.stdin.fileno(), self._settings.max_output_bytes
            )
        return self._wire

    def _cause(self) -> ReadFailure:
        """Why the child went away; it is stopped if it did not."""
        if self._process is None:
            return ReadFailure.CRASH
        try:
            code = self._process.wait(timeout=1.0)
        except subprocess.TimeoutExpired:
            code = 1
        self.stop()
        return SIGNALS.get(signal.Signals(-code), ReadFailure.CRASH) if code < 0 else ReadFailure.CRASH

    def stop(self) -> None:
        """End the child, if there is one."""
        process, self._process, self._wire = self._process, None, None
        if process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()


def _environment() -> dict[str, str]:
    """Nothing of ours but where programs and Python's modules are."""
    keep = {name: os.environ[name] for name in ("PATH", "TESSDATA_PREFIX") if name in os.environ}
    return {**keep, "PYTHONPATH": str(ROOT), "OMP_THREAD_LIMIT": "1", "PYTHONDONTWRITEBYTECODE": "1"}


class Reader:
    """Reads files in child processes, in order; to be used as a context manager."""

    def __init__(
        self, settings: ReadSettings | None = None, workers: int = 1, command: list[str] | None = None
    ) -> None:
        """``workers`` children; one is enough on a small machine, since OCR in it uses all cores."""
        self._settings = settings or ReadSettings()
        self._command = command or child_command()
        self._workers = max(1, workers)
        self._pool = ThreadPoolExecutor(self._workers, "reader")
        self._local = threading.local()
        self._children: list[Child] = []

    def __enter__(self) -> "Reader":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End all children."""
        self._pool.shutdown(wait=False, cancel_futures=True)
        for child in self._children:
            child.stop()

    def read(self, file: str, data: bytes) -> ReadDocument:
        """Read one file."""
        return next(self.read_many([(file, data)]))

    def read_many(self, files: Iterable[tuple[str, bytes]]) -> Iterator[ReadDocument]:
        """Documents in the order of ``files`` (name, bytes); a few are read ahead."""
        waiting: deque[Future[ReadDocument]] = deque()
        for file, data in files:
            waiting.append(self._pool.submit(self._read, file, data))
            if len(waiting) > self._workers + 1:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()

    def pictures_many(self, jobs: Iterable[tuple[str, bytes, tuple[Crop, ...]]]) -> Iterator[tuple[bytes, ...]]:
        """For each job (name, bytes, parts of pages) its pictures, PNG or JPEG, empty where a part has none."""
        waiting = deque(self._pool.submit(self._cut, *job) for job in jobs)
        while waiting:
            yield waiting.popleft().result()

    def _cut(self, file: str, data: bytes, crops: tuple[Crop, ...]) -> tuple[bytes, ...]:
        done: list[bytes] = []
        end = time.monotonic() + self._settings.document_seconds
        for _ in range(RESTARTS):
            try:
                self._child().cut(data, file, crops, done, end)
                break
            except Stopped:
                done.append(b"")
                if len(done) >= len(crops):
                    break
        return (*done, *[b""] * (len(crops) - len(done)))[: len(crops)]

    def _child(self) -> Child:
        child: Child | None = getattr(self._local, "child", None)
        if child is None:
            child = self._local.child = Child(self._settings, self._command)
            self._children.append(child)
        return child

    def _read(self, file: str, data: bytes) -> ReadDocument:
        # The two cheapest answers need no parser, hence no child.
        kind = ReadFailure.TOO_LARGE if len(data) > self._settings.max_file_bytes else media_type(data, file)
        digest = hashlib.sha256(data).hexdigest()
        if isinstance(kind, ReadFailure):
            return ReadDocument(id=digest, file=file, media_type="application/octet-stream", failure=kind)
        pages: list[Page] = []
        failure = self._pages(file, data, pages)
        failure = failure or whole_failure(tuple(pages))
        if failure is not None:
            return ReadDocument(id=digest, file=file, media_type=kind, failure=failure)
        return ReadDocument(id=digest, file=file, media_type=kind, pages=tuple(pages))

    def _pages(self, file: str, data: bytes, pages: list[Page]) -> ReadFailure | None:
        """Read all pages; one that stops the child becomes a failure, the next are tried again in a new child."""
        child = self._child()
        end = time.monotonic() + self._settings.document_seconds  # for the document, however often a child is restarted
        for _ in range(RESTARTS):
            try:
                return child.read(data, file, len(pages) + 1, pages, end)
            except Stopped as stop:
                failure = stop.failure
                if not pages:
                    return failure
                pages.append(Page(number=len(pages) + 1, width=612, height=792, failure=failure))
        return failure
