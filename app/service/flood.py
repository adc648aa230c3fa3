"""Limits on what anybody may ask for without being known."""

import threading
import time
from types import TracebackType

from app.service.errors import BusyError


class Bucket:
    """A token bucket; counts for one process, not for one sender: behind a proxy all have one address."""

    def __init__(self, room: int, each_second: float) -> None:
        self._room, self._rate = room, each_second
        self._left, self._at = float(room), time.monotonic()
        self._lock = threading.Lock()

    def take(self) -> bool:
        """Whether there is one to take."""
        with self._lock:
            now = time.monotonic()
            self._left = min(self._room, self._left + (now - self._at) * self._rate)
            self._at = now
            if self._left < 1:
                return False
            self._left -= 1
            return True


class Gate:
    """At most so many inside at once; who comes while it is full is told to come back, and holds up nobody else."""

    def __init__(self, room: int) -> None:
        self._free = threading.BoundedSemaphore(room)

    def __enter__(self) -> None:
        if not self._free.acquire(blocking=False):
            raise BusyError

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._free.release()


KNOCKS = Gate(16)
"""Keys and secrets being checked. That is slow by design; a flood of it must leave threads for everything else."""
