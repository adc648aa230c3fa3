"""Messages between a reader and its child: one letter, a length, the bytes. The other side is never trusted."""

import os
import select
import struct
import time

HEADER = struct.Struct("!cQ")
PAGE, DONE, REQUEST, DATA, CUT, PICTURE = b"P", b"D", b"R", b"F", b"C", b"I"
READY, OPENED = b"Y", b"O"  # the child is up; it opened the document, which has so many pages
CHUNK = 1 << 20


class WireError(Exception):
    """The other side is gone or breaks the rules."""


class LateError(Exception):
    """The other side took longer than it may."""


class Wire:
    """A pair of pipe ends that are never waited for longer than a deadline says."""

    def __init__(self, read_fd: int, write_fd: int, limit: int) -> None:
        self._read, self._write, self._limit = read_fd, write_fd, limit
        self._ahead = b""
        os.set_blocking(read_fd, False)
        os.set_blocking(write_fd, False)

    def send(self, kind: bytes, body: bytes, deadline: float | None = None) -> None:
        """Send one message; ``deadline`` is a time of ``time.monotonic``."""
        header = HEADER.pack(kind, len(body))
        for part in (header + body,) if len(body) < CHUNK else (header, body):
            view = memoryview(part)
            while view:
                try:
                    view = view[os.write(self._write, view[:CHUNK]) :]
                except BlockingIOError:
                    _, ready, _ = select.select([], [self._write], [], _left(deadline))
                    if not ready:
                        raise LateError from None
                except OSError as error:
                    raise WireError from error

    def receive(self, deadline: float | None = None) -> tuple[bytes, bytes]:
        """The next message's kind and body."""
        kind, size = HEADER.unpack(self._exactly(HEADER.size, deadline))
        if size > self._limit:
            raise WireError
        return kind, self._exactly(size, deadline)

    def _exactly(self, size: int, deadline: float | None) -> bytes:
        """So many bytes; more than asked for may come with them, and is kept for the next call."""
        parts, have = [self._ahead], len(self._ahead)
        while have < size:
            part = self._some(deadline)
            parts.append(part)
            have += len(part)
        whole = b"".join(parts)
        self._ahead = whole[size:]
        return whole[:size]

    def _some(self, deadline: float | None) -> bytes:
        while True:
            try:
                part = os.read(self._read, CHUNK)
            except BlockingIOError:
                ready, _, _ = select.select([self._read], [], [], _left(deadline))
                if not ready:
                    raise LateError from None
                continue
            if not part:
                raise WireError
            return part


def _left(deadline: float | None) -> float | None:
    return None if deadline is None else max(0.0, deadline - time.monotonic())
