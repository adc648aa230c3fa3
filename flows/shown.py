"""Doing a claim through Prefect, so that operators see it; and without, whenever Prefect cannot be had.

What Prefect says decides nothing: the job is done when the program's own database says so.
"""

import asyncio
import os
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Coroutine
from typing import Any

from flows.claims import in_hand
from flows.store import Store
from flows.store.errors import FencedError
from flows.store.jobs import Claim
from flows.work import Report, Work

HEALTH_SECONDS = 1.0
AGAIN_SECONDS = 20.0
QUIET = {
    "PREFECT_LOGGING_TO_API_ENABLED": "false",
    "PREFECT_RESULTS_PERSIST_BY_DEFAULT": "false",
    "PREFECT_TASKS_DEFAULT_PERSIST_RESULT": "false",
    "PREFECT_LOGGING_LEVEL": "CRITICAL",
    "PREFECT_SERVER_ALLOW_EPHEMERAL_MODE": "false",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
    "PREFECT_CLIENT_MAX_RETRIES": "1",
    "PREFECT_API_REQUEST_TIMEOUT": "10",
}
"""What a process that calls flows sets before it imports Prefect: no text of ours goes anywhere, no long waits."""


def answers(url: str) -> bool:
    """Whether Prefect's server is there, at the address of its API."""
    try:
        with urllib.request.urlopen(f"{url}/health", timeout=HEALTH_SECONDS) as answer:
            return bool(answer.status == 200)
    except urllib.error.HTTPError as error:
        return error.code in (401, 403)  # it is there and asks who we are, which the client will say
    except (OSError, ValueError):
        return False


def be_quiet() -> None:
    """Set those of ``QUIET`` that nobody set otherwise; before Prefect is imported."""
    for name, value in QUIET.items():
        os.environ.setdefault(name, value)


class ShownRun:
    """``flows.worker.Worker``'s way to do a claim as a flow run."""

    def __init__(self, store: Store) -> None:
        be_quiet()
        self._store = store
        self._url = os.environ.get("PREFECT_API_URL", "")
        self._runner: asyncio.Runner | None = None
        self._asked, self._up = 0.0, False

    def __call__(self, work: Work, claim: Claim) -> Report:
        """Do the claim; its errors are those of ``Work.perform``."""
        if not self._healthy():
            return work.perform(claim)
        with in_hand(claim, work) as held:
            caught: list[BaseException] = []
            held.work = _Catching(work, caught)
            try:
                self._run(claim)
            except Exception:  # Prefect's own troubles, or the code of ours that it was shown
                self._asked = 0.0
            if caught:
                raise caught[0]
            if held.report is not None:
                return held.report
        return work.perform(claim)

    def _run(self, claim: Claim) -> None:
        if self._runner is None:
            self._runner = asyncio.Runner()
        self._runner.run(_flow_of(claim))

    def _healthy(self) -> bool:
        """Whether Prefect's server answers; asked again only after a while."""
        now = time.monotonic()
        if now > self._asked:
            self._up = answers(self._url)
            self._asked = now + AGAIN_SECONDS
        return self._up


class _Catching(Work):
    """Keeps what went wrong for the worker; Prefect is shown a code."""

    def __init__(self, work: Work, caught: list[BaseException]) -> None:
        self._inner, self._caught = work, caught

    def perform(self, claim: Claim) -> Report:
        """See ``Work.perform``."""
        try:
            return self._inner.perform(claim)
        except (Exception, FencedError) as error:
            self._caught.append(error)
            raise


def _flow_of(claim: Claim) -> Coroutine[Any, Any, None]:
    from flows import case

    calls: dict[str, Callable[[], Coroutine[Any, Any, None]]] = {
        "ingest": lambda: case.ingest_document(claim.subject, claim.attempt),
        "build": lambda: case.build_profile(claim.patient_id, claim.attempt),
        "tailor": lambda: case.tailor_case(claim.patient_id, claim.subject, claim.attempt),
    }
    return calls[claim.kind]()
