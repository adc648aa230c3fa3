"""The process that opens files: takes one document at a time on its standard input, answers on its standard output.

It reads the document, or cuts pictures out of it.

Run as ``python -m pipeline.reading.child``. It needs no network, no environment and no file but Python's own, the OCR
models and tessdata, so a sandbox can be put around exactly this command.
"""

import contextlib
import ctypes
import os
import resource
import signal
import sys
from typing import TYPE_CHECKING

from pipeline.reading.wire import CUT, DONE, PAGE, PICTURE, REQUEST, Wire, WireError

if TYPE_CHECKING:
    from pipeline.reading.settings import ReadSettings

REQUEST_LIMIT = 1 << 31
PDEATHSIG = 1


def main() -> int:
    """Serve until standard input ends."""
    answers = os.dup(1)
    os.dup2(2, 1)  # what a library prints must not get between the messages
    wire = Wire(0, answers, REQUEST_LIMIT)
    _die_with_parent()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    while True:
        try:
            kind, body = wire.receive()
            _, data = wire.receive()
        except WireError:
            return 0
        serve = {REQUEST: _read, CUT: _cut}.get(kind)
        if serve is None or not serve(wire, body, data):
            return 1


def _die_with_parent() -> None:
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(PDEATHSIG, signal.SIGKILL)


def _read(wire: Wire, body: bytes, data: bytes) -> bool:
    """Read one document; False when the process should not be used again."""
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

    try:
        document = read_bytes(data, job.file, job.settings, send, job.first_page)
    except Exception as error:  # whatever a parser may raise on hostile bytes; its message may hold text of a record
        wire.send(DONE, _failure(error))
        return False
    for page in document.pages:
        if page.number not in sent:
            send(page)
    wire.send(DONE, (document.failure.value if document.failure else "").encode())
    return True


def _cut(wire: Wire, body: bytes, data: bytes) -> bool:
    """Send a picture of each part asked for, in order, empty where there is none; False as in ``_read``."""
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
        wire.send(DONE, _failure(error))
        return False
    wire.send(DONE, b"")
    return True


def _failure(error: Exception) -> bytes:
    from schemas.errors import ReadFailure

    memory = isinstance(error, MemoryError) or "alloc" in str(error).lower()
    return (ReadFailure.MEMORY if memory else ReadFailure.CRASH).value.encode()


def _limit(settings: "ReadSettings") -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = settings.memory_bytes
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
    sys.exit(main())
