"""The processes that ``bench.kills`` starts and kills: they stand for the web, a worker, an operator."""

import contextlib
import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy.exc import DBAPIError

from flows.store import StoreSettings

ANSWER = "mds-car-t"


@dataclass(frozen=True)
class Arena:
    """Where it happens; passed to the processes, so plain data."""

    settings: StoreSettings
    files: tuple[Path, ...]
    prefect: bool = False
    """Whether the work is shown in Prefect, whose server the environment names."""


class _Elsewhere:
    """Stands for ``os`` at a named step: another process is killed there than the one that comes to it."""

    environ = os.environ

    def __init__(self, victim: int) -> None:
        self._victim = victim

    def getpid(self) -> int:
        """The victim."""
        return self._victim

    def kill(self, victim: int, number: int) -> None:
        """Kill it, if it is still there."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(victim, number)


def _fail_at(step: str | None, victim: int = 0) -> None:
    os.environ["ONCOTAILOR_TEST_BUILD"] = "1"
    if step:
        os.environ["ONCOTAILOR_FAIL_AT"] = step
    if victim:
        from flows.store import failpoints

        setattr(failpoints, "os", _Elsewhere(victim))  # noqa: B010 - a module's import


def _repository(arena: Arena, case: str) -> Any:
    from flows.store import Principal, Repository, open_store

    store = open_store(arena.settings)
    return Repository(store, Principal("patient", case, case))


def upload_all(arena: Arena, case: str, acks: Path, step: str | None) -> None:
    """Stands for the web: an acknowledgement is a line on disk, written after ``finish`` returned.

    With the database away it ends, as a request does with 503.
    """
    try:
        _upload_all(arena, case, acks, step)
    except DBAPIError:
        sys.exit(75)


def _upload_all(arena: Arena, case: str, acks: Path, step: str | None) -> None:
    repository = _repository(arena, case)
    _fail_at(step)
    done = {line.split()[0] for line in acks.read_text("utf-8").splitlines()} if acks.exists() else set()
    for path in arena.files:
        if path.name in done:
            continue
        with repository.start_upload(path.name, idempotency_key=path.name) as upload:
            upload.write(path.read_bytes())
            accepted = upload.finish()
        with acks.open("a", encoding="utf-8") as f:
            f.write(f"{path.name} {accepted.document_id}\n")
            f.flush()
            os.fsync(f.fileno())


def work(arena: Arena, case: str, step: str | None, victim: int = 0) -> None:
    """A worker, until the case is at rest; at ``step`` it is killed, or ``victim`` (as for ``os.kill``)."""
    from flows.shown import ShownRun
    from flows.work import Work
    from flows.worker import Worker, directly

    repository = _repository(arena, case)
    _fail_at(step, victim)
    doing = Work(repository.store)
    worker = Worker(repository.store, doing, run=ShownRun(repository.store) if arena.prefect else directly)
    while True:
        try:
            if not worker.once():
                if not repository.status().working:
                    break
                time.sleep(0.1)
        except Exception:  # the database is away, as in flows.worker
            time.sleep(0.3)
    doing.close()


def erase(arena: Arena, case: str, step: str | None) -> None:
    """A patient erases her case."""
    repository = _repository(arena, case)
    _fail_at(step)
    repository.erase()


def rotate(arena: Arena, step: str | None) -> None:
    """An operator changes the master key."""
    from flows.store import open_store
    from flows.store.rotate import rotate_keys

    store = open_store(arena.settings)
    _fail_at(step)
    rotate_keys(store, grace_seconds=0.1)


def open_case(arena: Arena, out: Any) -> None:
    """Open a case and ask its question."""
    from flows.store import Accounts, open_store

    store = open_store(arena.settings)
    case = Accounts(store).open_case().patient_id
    _repository(arena, case).ask(answer_id=ANSWER)
    out.put(case)


def look(arena: Arena, case: str, out: Any) -> None:
    """Where a case stands."""
    from flows.store.errors import NotFoundError
    from flows.work import plain

    repository = _repository(arena, case)
    try:
        status = repository.status()
    except NotFoundError:
        out.put(None)
        return
    profile = plain(repository.profile().profile).model_dump_json() if status.version else ""
    answer = repository.answer(status.questions[0].id) if status.questions[0].version else None
    out.put(
        {
            "documents": [(d.id, d.name, d.state) for d in status.documents],
            "working": status.working,
            "profile": profile,
            "answer": answer.answer.model_dump_json() if answer else "",
        }
    )


def check_store(arena: Arena, out: Any) -> None:
    """Whether everything opens, and nothing lies about."""
    from flows.housekeeping import remove_orphans
    from flows.store import open_store
    from flows.store.verify import verify

    store = open_store(arena.settings)
    remove_orphans(store, seconds=0)
    out.put([f"{p.what} {p.id}" for p in verify(store).problems])
