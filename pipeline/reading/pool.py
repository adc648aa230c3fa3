"""Reading and rendering in child processes: a file that crashes, hangs or eats memory costs that file only."""

import contextlib
import hashlib
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType

from pydantic import ValidationError

from pipeline.reading.accept import Taken, Told, longest_message
from pipeline.reading.job import Crop, Job, PictureJob
from pipeline.reading.read import whole_failure
from pipeline.reading.settings import ReadSettings
from pipeline.reading.sniff import media_type
from pipeline.reading.wire import (
    CUT,
    DATA,
    DONE,
    OPENED,
    PAGE,
    PICTURE,
    READY,
    REQUEST,
    LateError,
    Wire,
    WireError,
)
from pipeline.sandbox import choose, needs
from pipeline.sandbox.ending import end as end_process
from pipeline.sandbox.ending import inner
from pipeline.sandbox.exits import failure_of
from schemas.document import Page, ReadDocument
from schemas.errors import NotInstalledError, OncotailorError, ReadFailure

UP_SECONDS = 240.0  # until a child must have said that it is up; one that cannot start ends at once
START_SECONDS = 20.0  # the first page also pays for loading what reads it
MOST_PICTURE_BYTES = 400_000
PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")  # how a PNG and a JPEG begin
SWITCH_SECONDS = 0.0002  # how soon a thread that talks to a child gets its turn beside one that computes
RESTARTS = 3  # how often one document may stop a child before the rest of it is given up
NOT_UP = "the process that reads files does not start: 'oncotailor check' says what is missing"


def child_command(settings: ReadSettings, *, one_each: bool = False) -> list[str]:
    """The command of a child in the best sandbox there is.

    Raises:
        NotInstalledError: there is none, and nobody said to go on without.
    """
    return choose.child_command(
        choose.way(),
        settings.address_space,
        readable=(settings.tessdata,),
        cpu=int(settings.document_seconds * settings.cores) + 60 if one_each else 0,
        warm=one_each,
    )


class Stopped(Exception):
    """The child did not finish."""

    def __init__(self, failure: ReadFailure) -> None:
        super().__init__(failure.value)
        self.failure = failure


class Child:
    """One child process, started at first use and again after it was stopped.

    With ``one_each`` it is a new process for every document, started ahead while nothing waits.
    """

    def __init__(self, settings: ReadSettings, command: list[str], one_each: bool = False) -> None:
        self._settings, self._command, self._one_each = settings, command, one_each
        self._process: subprocess.Popen[bytes] | None = None
        self._wire: Wire | None = None
        self._started: tuple[int, ...] = ()
        self._up = self._closed = False

    def read(self, data: bytes, file: str, taken: Taken, end: float, *, keep: bool = False) -> ReadFailure | None:
        """Read what has not been ``taken`` of a document, until ``end`` (monotonic seconds).

        With ``keep`` more is asked of the same document before the child is ``over``.

        Returns:
            Why the document as a whole was not read, or None.

        Raises:
            Stopped: the child crashed, or was stopped for time, memory or nonsense.
            NotInstalledError: no child can be started.
        """
        job = Job(file=file, settings=self._settings, first_page=taken.next_page)
        with self._watched() as wire:
            wire.send(REQUEST, job.model_dump_json().encode(), end)
            wire.send(DATA, data, end)
            failure = self._answers(wire, taken, end)
        self._ended(failure, keep=keep)
        return failure

    def cut(self, data: bytes, file: str, crops: tuple[Crop, ...], done: list[bytes], end: float) -> None:
        """Render the parts of a document that are not ``done``, appending to it PNG, JPEG or no bytes for each.

        Raises:
            Stopped: as for ``read``.
        """
        job = PictureJob(file=file, settings=self._settings, crops=crops[len(done) :])
        with self._watched() as wire:
            wire.send(CUT, job.model_dump_json().encode(), end)
            wire.send(DATA, data, end)
            failure = self._pictures(wire, len(crops), done, end)
        self._ended(failure)

    @contextlib.contextmanager
    def _watched(self) -> Iterator[Wire]:
        """A child that is up; what goes wrong on the wire ends it."""
        wire = self._ready()
        try:
            yield wire
        except LateError:
            self.stop()
            raise Stopped(ReadFailure.TIME) from None
        except (WireError, ValidationError, ValueError, OSError):
            raise Stopped(self._cause()) from None
        except BaseException:  # whoever was told of a page failed: what this child still says is of no other document
            self.stop()
            raise

    def _ended(self, failure: ReadFailure | None, *, keep: bool = False) -> None:
        if failure in (ReadFailure.MEMORY, ReadFailure.CRASH):
            self.stop()  # it said so itself and is about to end
            raise Stopped(failure)
        if not keep:
            self.over()

    def over(self) -> None:
        """No more of this document: with ``one_each`` the child ends, and the next one is started ahead."""
        if self._one_each:
            self.stop()
            with contextlib.suppress(OSError, Stopped):
                self._start()

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

    def _answers(self, wire: Wire, taken: Taken, end: float) -> ReadFailure | None:
        extra = START_SECONDS
        late = min(end, time.monotonic() + self._settings.page_seconds + extra)
        while True:
            kind, body = wire.receive(late)
            if kind == OPENED:
                taken.open(body)
                continue  # the time runs on: opening is part of the first page
            if kind == DONE:
                failure = ReadFailure(body.decode()) if body else None
                if failure is None and not taken.whole:
                    raise WireError
                return failure
            if kind != PAGE:
                raise WireError
            taken.take(body)
            if taken.too_long:
                self.stop()
                return ReadFailure.TOO_LARGE
            late = min(end, time.monotonic() + self._settings.page_seconds)

    def _ready(self) -> Wire:
        if self._process is None or self._process.poll() is not None or self._wire is None:
            self.stop()
            self._start()
        assert self._wire is not None
        if not self._up:
            try:
                kind, _ = self._wire.receive(time.monotonic() + UP_SECONDS)
            except (WireError, LateError, OSError):
                kind = b""
            if kind != READY:
                self.stop()
                if self._closed:
                    raise Stopped(ReadFailure.CRASH)
                raise NotInstalledError(NOT_UP)
            assert self._process is not None
            self._up, self._started = True, inner(self._process)
        return self._wire

    def _start(self) -> None:
        if self._closed:
            raise Stopped(ReadFailure.CRASH)
        self._up = False
        self._process = subprocess.Popen(
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=needs.environment(),
            cwd="/",
            start_new_session=True,
        )
        assert self._process.stdin is not None and self._process.stdout is not None
        longest = longest_message(self._settings)
        self._wire = Wire(self._process.stdout.fileno(), self._process.stdin.fileno(), longest)

    def _cause(self) -> ReadFailure:
        """Why the child went away; it is stopped if it did not."""
        if self._process is None:
            return ReadFailure.CRASH
        try:
            code = self._process.wait(timeout=1.0)
        except subprocess.TimeoutExpired:
            code = 0
        self.stop()
        return failure_of(code)

    def close(self) -> None:
        """End the child for good."""
        self._closed = True
        self.stop()

    def stop(self) -> None:
        """End the child, if there is one."""
        process, self._process, self._wire = self._process, None, None
        if process is None:
            return
        end_process(process, self._started)
        self._started = ()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()


class Reader:
    """Reads files in child processes, in order; to be used as a context manager."""

    def __init__(
        self,
        settings: ReadSettings | None = None,
        workers: int = 1,
        command: list[str] | None = None,
        *,
        one_each: bool = False,
    ) -> None:
        """Prepare to read; nothing is started yet.

        Args:
            settings: limits.
            workers: children; one is enough on a small machine, since OCR in it uses all cores.
            command: run this in place of a sandboxed child.
            one_each: a new child for every document, so that one can learn nothing of another. Without it children
                are kept and take one document after the other: for the records of one person, and for measuring.

        Raises:
            NotInstalledError: this machine has no sandbox, and nobody said to go on without.
        """
        self._settings, self._one_each = settings or ReadSettings(), one_each
        self._command = command or child_command(self._settings, one_each=one_each)
        self._workers = max(1, workers)
        sys.setswitchinterval(min(sys.getswitchinterval(), SWITCH_SECONDS))
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
            child.close()

    def read(self, file: str, data: bytes, told: Told | None = None) -> ReadDocument:
        """Read one file; ``told`` is called, in another thread, with pages done and pages in all after each page."""
        return self._pool.submit(self._read, file, data, told).result()

    def read_shown(
        self,
        file: str,
        data: bytes,
        crops_of: Callable[[ReadDocument], tuple[Crop, ...]],
        told: Told | None = None,
        *,
        known: Sequence[Page] = (),
        came: Callable[[Page], None] | None = None,
    ) -> tuple[ReadDocument, tuple[bytes, ...]]:
        """As ``read``, with pictures of the parts that ``crops_of`` wants of it, by one and the same child.

        ``known`` are the first pages as an earlier reading that was broken off gave them to ``came``: not read again.
        """
        taken = Taken(self._settings, told, pages=list(known), came=came)
        return self._pool.submit(self._read_shown, file, data, crops_of, taken).result()

    def _read_shown(
        self, file: str, data: bytes, crops_of: Callable[[ReadDocument], tuple[Crop, ...]], taken: Taken
    ) -> tuple[ReadDocument, tuple[bytes, ...]]:
        crops: tuple[Crop, ...] = ()
        try:
            document = self._read(file, data, taken=taken, keep=True)
            crops = crops_of(document)
        finally:
            if not crops:  # else the same child is asked for them
                with contextlib.suppress(OSError, Stopped):
                    self._child().over()
        return document, (self._cut(file, data, crops) if crops else ())

    def read_many(self, files: Iterable[tuple[str, bytes]]) -> Iterator[ReadDocument]:
        """Documents in the order of ``files`` (name, bytes); a few are read ahead."""
        waiting: deque[Future[ReadDocument]] = deque()
        for file, data in files:
            waiting.append(self._pool.submit(self._read_surely, file, data))
            if len(waiting) > self._workers + 1:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()

    def _read_surely(self, file: str, data: bytes) -> ReadDocument:
        """One of many files: an error of ours costs this one only."""
        try:
            return self._read(file, data)
        except OncotailorError:
            raise
        except Exception:
            failure, digest = ReadFailure.DEFECT, hashlib.sha256(data).hexdigest()
            return ReadDocument(id=digest, file=file, media_type="application/octet-stream", failure=failure)

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
            child = self._local.child = Child(self._settings, self._command, self._one_each)
            self._children.append(child)
        return child

    def _read(
        self, file: str, data: bytes, told: Told | None = None, *, taken: Taken | None = None, keep: bool = False
    ) -> ReadDocument:
        # The two cheapest answers need no parser, hence no child.
        kind = ReadFailure.TOO_LARGE if len(data) > self._settings.max_file_bytes else media_type(data, file)
        digest = hashlib.sha256(data).hexdigest()
        if isinstance(kind, ReadFailure):
            return ReadDocument(id=digest, file=file, media_type="application/octet-stream", failure=kind)
        taken = taken or Taken(self._settings, told)
        failure = self._pages(file, data, taken, keep=keep)
        failure = failure or whole_failure(tuple(taken.pages))
        if failure is not None:
            return ReadDocument(id=digest, file=file, media_type=kind, failure=failure)
        return ReadDocument(id=digest, file=file, media_type=kind, pages=tuple(taken.pages))

    def _pages(self, file: str, data: bytes, taken: Taken, *, keep: bool) -> ReadFailure | None:
        """Read all pages; one that stops the child becomes a failure, the next are tried again in a new child."""
        child = self._child()
        end = time.monotonic() + self._settings.document_seconds  # for the document, however often a child is restarted
        failure = ReadFailure.CRASH
        for _ in range(RESTARTS):
            try:
                return child.read(data, file, taken, end, keep=keep)
            except Stopped as stop:
                failure = stop.failure
                if taken.count is None:
                    return failure  # it could not even be opened
                taken.miss(failure)
                if taken.whole:
                    return None
        taken.miss_rest(failure)
        return None
