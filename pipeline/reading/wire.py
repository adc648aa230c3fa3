"""Messages between a reader and its child: one letter, a length, the bytes. The other side is never trusted."""

import os
import select
import struct
import time

HEADER = struct.Struct("!cQ")
PAGE, DONE, REQUEST, DATA, CUT, PICTURE = b"P", b"D", b"R", b"F", b"C", b"I"
CHUNK = 1 << 20


class WireError(Exception):
    """The other side is gone or breaks the rules."""


class LateError(Exception):
    """The other side took longer than it may."""


class Wire:
    """A pair of pipe ends that are never waited for longer than a deadline says."""

    def __init__(self, read_fd: int, write_fd: int, limit: int) -> None:
        self._read, self._write, self._limit = read_fd, write_fd, limit
        os.set_blocking(read_fd, False)
        os.set_blocking(write_fd, False)

    def send(self, kind: bytes, body: bytes, deadline: float | None = None) -> None:
        """Send one message; ``deadline`` is a time of ``time.monotonic``."""
        for part in (HEADER.pack(kind, len(body)), body):
            view = memoryview(part)
            while view:
                _, ready, _ = select.select([], [self._write], [], _left(deadline))
                if not ready:
                    raise LateError
                try:
                    view = view[os.write(self._write, view[:CHUNK]) :]
                except BlockingIOError:
                    continue
                except OSError as error:
                    raise WireError from error

    def receive(self, deadline: float | None = None) -> tuple[bytes, bytes]:
        """The next message's kind and body."""
        kind, size = HEADER.unpack(self._exactly(HEADER.size, deadline))
        if size > self._limit:
            raise WireError
        return kind, self._exactly(size, deadline)

    def _exactly(self, size: int, deadline: float | None) -> bytes:
        parts: list[bytes] = []
        while size:
            ready, _, _ = select.select([self._read], [], [], _left(deadline))
            if not ready:
                raise LateError
            try:
                part = os.read(self._read, min(size, CHUNK))
            except BlockingIOError:
                continue
            if not part:
                raise WireError
            parts.append(part)
            size -= len(part)
        return b"".join(parts)


def _left(deadline: float | None) -> float | None:
    return None if deadline is None else max(0.0, deadline - time.monotonic())
