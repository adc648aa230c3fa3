"""The process that opens files: reads one document at a time from its standard input, answers on its standard output.

Run as ``python -m pipeline.reading.child``. It needs no network, no environment and no file but Python's own, the OCR
models and tessdata, so a sandbox can be put around exactly this command.
"""

import contextlib
import ctypes
import os
import resource
import signal
import sys

from pipeline.reading.wire import DONE, PAGE, REQUEST, Wire, WireError

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
        if kind != REQUEST or not _serve(wire, body, data):
            return 1


def _die_with_parent() -> None:
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(PDEATHSIG, signal.SIGKILL)


def _serve(wire: Wire, body: bytes, data: bytes) -> bool:
    """Read one document; False when the process should not be used again."""
    from pipeline.reading.job import Job
    from pipeline.reading.read import read_bytes
    from schemas.document import Page
    from schemas.errors import ReadFailure

    job = Job.model_validate_json(body)
    sent: set[int] = set()
    _limit(job)

    def send(page: Page) -> None:
        sent.add(page.number)
        wire.send(PAGE, page.model_dump_json(exclude_defaults=True).encode())
        _limit_time(job)

    try:
        document = read_bytes(data, job.file, job.settings, send, job.first_page)
    except MemoryError:
        wire.send(DONE, ReadFailure.MEMORY.value.encode())
        return False
    except Exception as error:  # whatever a parser may raise on hostile bytes; its message may hold text of a record
        memory = "alloc" in str(error).lower()
        wire.send(DONE, (ReadFailure.MEMORY if memory else ReadFailure.CRASH).value.encode())
        return False
    for page in document.pages:
        if page.number not in sent:
            send(page)
    wire.send(DONE, (document.failure.value if document.failure else "").encode())
    return True


def _limit(job: "object") -> None:
    from pipeline.reading.job import Job

    assert isinstance(job, Job)
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = job.settings.memory_bytes
    resource.setrlimit(resource.RLIMIT_AS, (wanted if hard < 0 else min(wanted, hard), hard))
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    _limit_time(job)


def _limit_time(job: "object") -> None:
    """Processor time for the next page."""
    from pipeline.reading.job import Job

    assert isinstance(job, Job)
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    threads = job.settings.threads or os.cpu_count() or 1
    soft = int(used.ru_utime + used.ru_stime + job.settings.page_seconds * threads) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (soft if hard < 0 else min(soft, hard), hard))


if __name__ == "__main__":
    sys.exit(main())
