"""A limit on what anybody may ask for without being known."""

import threading
import time


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
