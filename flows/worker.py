"""A worker: claims jobs from the program's own database, one at a time, and does them; Prefect shows them if it is up.

Run as ``python -m flows.worker``. It may be killed at any time: its lease ends and another takes over.
"""

import contextlib
import os
import resource
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from flows.housekeeping import keep_house, look_after
from flows.store import Store, StoreSettings, open_store
from flows.store.errors import FencedError
from flows.store.failpoints import failpoint
from flows.store.jobs import KINDS, Claim, claim, expire, renew
from flows.store.store import new_id
from flows.store.tables import Worker as WorkerRow
from flows.work import Report, Work
from pipeline.reading import ReadSettings

IDLE_SECONDS = 0.25
EXPIRE_SECONDS = 5.0
LOOK_SECONDS, HOUSE_SECONDS = 30.0, 3600.0
MOST_SECONDS = 1800.0
"""No job takes longer: a worker that is still at it ends itself, and the job's lease with it."""

Tell = Callable[[str], None]
Run = Callable[[Work, Claim], Report]


def directly(work: Work, held: Claim) -> Report:
    """Do a job without Prefect."""
    return work.perform(held)


class Worker:
    """Claims and does jobs until it is told to stop."""

    def __init__(
        self,
        store: Store,
        work: Work,
        *,
        run: Run = directly,
        kinds: tuple[str, ...] = KINDS,
        tell: Tell | None = None,
        most_seconds: float = MOST_SECONDS,
    ) -> None:
        """``run`` does a claim (through Prefect or not); ``tell`` is told codes and ids, one line for each job."""
        self.id = new_id()
        self._store, self._work, self._run, self._kinds = store, work, run, kinds
        self._tell = tell or (lambda line: None)
        self._most_seconds = most_seconds
        self._next_expire = self._next_look = self._next_house = 0.0

    def work(self, stop: threading.Event) -> None:
        """Until ``stop``; the job in hand is finished first."""
        while not stop.is_set():
            try:
                if not self.once():
                    stop.wait(IDLE_SECONDS)
            except DBAPIError as error:  # the database is away: its work waits there
                self._tell(f"database {type(error).__name__}")
                stop.wait(2.0)
        self._gone()

    def once(self) -> bool:
        """Do what is due; whether there was a job."""
        self._keep_house()
        held = claim(self._store.database, self._store.settings, self.id, self._kinds)
        if held is None:
            return False
        failpoint("worker.claimed")
        self.do(held)
        return True

    def do(self, held: Claim) -> None:
        """Do one claimed job, keeping its lease meanwhile; whatever it raises is settled."""
        start = time.monotonic()
        with self._heartbeat(held):
            try:
                report = self._run(self._work, held)
                outcome = report.outcome
            except FencedError:
                outcome = "fenced"
            except DBAPIError as error:
                outcome = f"database {type(error).__name__}"  # the lease ends, somebody does it again
            except Exception as error:  # a defect of ours costs this job, not the worker
                outcome = f"failed {self._settle(held, error)}"
        self._tell(f"{held.kind} {held.job_id} attempt {held.attempt}: {outcome}, {time.monotonic() - start:.2f} s")

    def _settle(self, held: Claim, error: Exception) -> str:
        try:
            return self._work.failed(held, error)
        except (FencedError, DBAPIError) as second:
            return type(second).__name__

    @contextlib.contextmanager
    def _heartbeat(self, held: Claim) -> Iterator[None]:
        done = threading.Event()
        thread = threading.Thread(target=self._beat, args=(held, done), daemon=True)
        thread.start()
        try:
            yield
        finally:
            done.set()
            thread.join()

    def _beat(self, held: Claim, done: threading.Event) -> None:
        end = time.monotonic() + self._most_seconds
        while not done.wait(self._store.settings.lease_seconds / 4):
            if time.monotonic() > end:
                self._tell(f"{held.kind} {held.job_id}: over {self._most_seconds:.0f} s, ending this worker")
                os._exit(70)
            with contextlib.suppress(DBAPIError):
                if not renew(self._store.database, self._store.settings, held):
                    return
                self._seen(held.job_id)

    def _keep_house(self) -> None:
        now = time.monotonic()
        if now >= self._next_expire:
            expire(self._store.database, self._store.settings)
            self._seen(None)
            self._next_expire = now + min(EXPIRE_SECONDS, self._store.settings.lease_seconds / 2)
        if now >= self._next_look:
            look_after(self._store)
            self._next_look = now + LOOK_SECONDS
        if now >= self._next_house:
            keep_house(self._store)
            self._next_house = now + HOUSE_SECONDS

    def _seen(self, job_id: str | None) -> None:
        with self._store.database.write() as session:
            self._row(session, job_id)

    def _row(self, session: Session, job_id: str | None) -> None:
        now = self._store.database.now(session)
        row = session.get(WorkerRow, self.id)
        if row is None:
            session.add(WorkerRow(id=self.id, started=now, seen=now, job_id=job_id))
        else:
            row.seen, row.job_id = now, job_id

    def _gone(self) -> None:
        with contextlib.suppress(DBAPIError), self._store.database.write() as session:
            row = session.get(WorkerRow, self.id)
            if row is not None:
                session.delete(row)


def main() -> int:
    """Work until SIGTERM or SIGINT; the environment says where (``StoreSettings.from_environment``)."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # records in memory never become a file
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    store = open_store(StoreSettings.from_environment(create_key=False))
    run: Run = directly
    if os.environ.get("PREFECT_API_URL"):
        from flows.shown import ShownRun

        run = ShownRun(store)
    work = Work(store, ReadSettings())
    worker = Worker(store, work, run=run, tell=_say)
    _say(f"worker {worker.id} ready")
    worker.work(stop)
    work.close()
    store.close()
    return 0


def _say(line: str) -> None:
    """Ids, codes and seconds; nothing of a record ever comes here."""
    sys.stderr.write(f"worker: {line}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())
