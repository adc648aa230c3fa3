"""How a flow finds what it is called for: the claim in this process, or a store of its own."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from flows.store import Store, StoreSettings, open_store
from flows.store.jobs import Claim
from flows.work import Report, Work


@dataclass(slots=True)
class InHand:
    """A claim that this process works on, and its report once it is done."""

    claim: Claim
    work: Work
    report: Report | None = None


_held: dict[tuple[str, str, int], InHand] = {}
_lock = threading.Lock()


@contextmanager
def in_hand(claim: Claim, work: Work) -> Iterator[InHand]:
    """Let flows called meanwhile, in this process, do this claim."""
    held = InHand(claim, work)
    key = (claim.kind, claim.subject or claim.patient_id, claim.attempt)
    with _lock:
        _held[key] = held
    try:
        yield held
    finally:
        with _lock:
            _held.pop(key, None)


def take(kind: str, patient_id: str | None, subject: str, attempt: int) -> InHand | None:
    """The claim with these ids, if it is in hand here and not done; ``attempt`` 0 is none."""
    if not attempt:
        return None
    with _lock:
        held = _held.get((kind, subject or patient_id or "", attempt))
    return held if held is not None and held.report is None else None


_opened: list[tuple[Store, Work]] = []


@contextmanager
def begin() -> Iterator[tuple[Store, Work]]:
    """The store that the environment names, opened once in a process."""
    with _lock:
        if not _opened:
            store = open_store(StoreSettings.from_environment(create_key=False))
            _opened.append((store, Work(store)))
    yield _opened[0]
