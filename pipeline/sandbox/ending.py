"""Ending a child for good, with nothing of it left."""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

PATIENCE = 2.0
STEP = 0.005


def inner(process: "subprocess.Popen[bytes]") -> tuple[int, ...]:
    """What a child started: bubblewrap's inner process, the first of its namespace."""
    place = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    try:
        return tuple(int(n) for n in place.read_text("ascii").split())
    except (OSError, ValueError):
        return ()


def end(process: "subprocess.Popen[bytes]", started: Sequence[int] = ()) -> None:
    """Kill a child and what it ``started`` (``inner``, when it was up), and wait until all of it is gone.

    The inner process goes first: the kernel then ends its whole namespace. Bubblewrap does not see it off, which is
    left to this machine's first process; in a container that may be us.
    """
    alive = inner(process) if process.poll() is None else ()
    for pid in alive:
        with contextlib.suppress(OSError):
            os.kill(pid, signal.SIGKILL)
    if alive:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(PATIENCE)
    with contextlib.suppress(ProcessLookupError):
        process.kill()
    process.wait()
    for pid in {*started, *alive}:
        _see_off(pid)


def _see_off(pid: int) -> None:
    """Take an ended process from the table, where it became ours."""
    until = time.monotonic() + PATIENCE
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(pid, os.WNOHANG) == (0, 0) and time.monotonic() < until:
            time.sleep(STEP)
