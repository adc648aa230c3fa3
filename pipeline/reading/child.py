"""The process that opens files: takes one document at a time on its standard input, answers on its standard output.

It reads the document, or cuts pictures out of it.

Run as ``python -m pipeline.reading.child LIMITS``, inside what ``pipeline.sandbox`` puts around it; ``LIMITS`` says
what it gives up before the first document. How it ends: ``pipeline.sandbox.exits``.
"""

import contextlib
import ctypes
import os
import resource
import signal
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipeline.reading.wire import CUT, DONE, OPENED, PAGE, PICTURE, READY, REQUEST, Wire, WireError
from pipeline.sandbox.enter import enter, warm_up

if TYPE_CHECKING:
    from pipeline.reading.settings import ReadSettings

REQUEST_LIMIT = 1 << 31
PDEATHSIG = 1
UNASKED = 1


def main(arguments: Sequence[str] = ()) -> int:
    """Serve until standard input ends; with arguments, shut in as they say."""
    limits = enter(arguments)
    answers = os.dup(1)
    os.dup2(2, 1)  # what a library prints must not get between the messages
    wire = Wire(0, answers, REQUEST_LIMIT)
    _die_with_parent()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    wire.send(READY, b"")
    if limits is not None and limits.warm:
        warm_up()
    while True:
        try:
            kind, body = wire.receive()
            _, data = wire.receive()
        except WireError:
            return 0
        serve = {REQUEST: _read, CUT: _cut}.get(kind)
        code = serve(wire, body, data) if serve else UNASKED
        if code:
            return code


def _die_with_parent() -> None:
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(PDEATHSIG, signal.SIGKILL)


def _read(wire: Wire, body: bytes, data: bytes) -> int:
    """Read one document; an exit code when the process should not be used again, else 0."""
    from pipeline.reading.job import Job
    from pipeline.reading.read import read_bytes
    from schemas.document import Page

    job = Job.model_validate_json(body)
    sent: set[int] = set()
    _limit(job.settings)

    def send(page: Page) -> None:
        sent.add(page.number)
        wire.send(PAGE, page.model_dump_json(exclude_defaults=True).encode())
        _limit_time(job.settings)

    def opened(pages: int) -> None:
        wire.send(OPENED, str(pages).encode())

    try:
        document = read_bytes(data, job.file, job.settings, send, job.first_page, opened)
    except Exception as error:  # whatever a parser may raise on hostile bytes; its message may hold text of a record
        return _give_up(wire, error)
    for page in document.pages:
        if page.number not in sent:
            send(page)
    wire.send(DONE, (document.failure.value if document.failure else "").encode())
    return 0


def _cut(wire: Wire, body: bytes, data: bytes) -> int:
    """Send a picture of each part asked for, in order, empty where there is none; the result as of ``_read``."""
    from pipeline.pictures.cut import cut
    from pipeline.reading.job import PictureJob

    job = PictureJob.model_validate_json(body)
    _limit(job.settings)

    def send(picture: bytes) -> None:
        wire.send(PICTURE, picture)
        _limit_time(job.settings)

    try:
        cut(data, job, send)
    except Exception as error:  # as in ``_read``
        return _give_up(wire, error)
    wire.send(DONE, b"")
    return 0


def _give_up(wire: Wire, error: Exception) -> int:
    from pipeline.sandbox.exits import CODES
    from schemas.errors import ReadFailure

    memory = isinstance(error, MemoryError) or "alloc" in str(error).lower()
    failure = ReadFailure.MEMORY if memory else ReadFailure.CRASH
    wire.send(DONE, failure.value.encode())
    return CODES[failure]


def _limit(settings: "ReadSettings") -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = settings.address_space
    resource.setrlimit(resource.RLIMIT_AS, (wanted if hard < 0 else min(wanted, hard), hard))
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    _limit_time(settings)


def _limit_time(settings: "ReadSettings") -> None:
    """Processor time for the next page or picture."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    threads = settings.threads or os.cpu_count() or 1
    soft = int(used.ru_utime + used.ru_stime + settings.page_seconds * threads) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (soft if hard < 0 else min(soft, hard), hard))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
