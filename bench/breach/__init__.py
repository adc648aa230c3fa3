"""``python -m bench.breach``: an evil parser runs as the reading child and tries to get out; all it tried is printed.

Outside stand a secret file, a secret in the environment, a running process, a listener on the loopback address, one
on an abstract socket and one on a socket file. Nothing of them may be read, changed, signalled or reached.
"""

import contextlib
import json
import os
import secrets
import socket
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.reading import ReadSettings
from pipeline.reading.pool import Reader
from pipeline.sandbox import choose, needs
from pipeline.sandbox.limits import most_processes
from schemas.document import ReadDocument
from schemas.errors import ReadFailure

EVIL = Path(__file__).with_name("evil.py")
SECRET = "breach-secret-4711"
MEMORY = 4_000_000_000
I386_GETPID = "b814000000cd80c3"  # mov eax, 20; int 0x80; ret: a call of the 32-bit kind
X32_GETPID = "b8270000400f05c3"  # mov eax, 39 | 0x40000000; syscall; ret: a call of the x32 kind


@dataclass
class Outcome:
    """What was tried, with "refused" or what was gained; and what was noticed outside."""

    tried: dict[str, str] = field(default_factory=dict)
    threads: int = 0
    reached: int = 0
    changed: bool = False
    victim_lives: bool = True

    @property
    def gained(self) -> dict[str, str]:
        """Tries that were not refused."""
        return {name: result for name, result in self.tried.items() if result != "refused"}


class _Outside:
    """Counts whoever connects."""

    def __init__(self, folder: Path) -> None:
        self.reached = 0
        self.abstract = f"oncotailor-drill-{secrets.token_hex(8)}"
        self.path = str(folder / "socket")
        self._tcp = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._tcp.getsockname()[1])
        self._abstract, self._file = (socket.socket(socket.AF_UNIX) for _ in range(2))
        self._abstract.bind("\0" + self.abstract)
        self._file.bind(self.path)
        self.sockets = (self._tcp, self._abstract, self._file)
        for one in self.sockets[1:]:
            one.listen()
        for one in self.sockets:
            threading.Thread(target=self._count, args=(one,), daemon=True).start()

    def _count(self, one: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while True:
                one.accept()[0].close()
                self.reached += 1

    def close(self) -> None:
        for one in self.sockets:
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()


def drill(way: choose.Way) -> Outcome:
    """Run every try inside the given sandbox."""
    with _outside() as (outside, folder, victim):
        secret = folder / "secret.txt"
        told = {
            "files": [str(secret), str(needs.ROOT / "pyproject.toml"), str(Path.home() / ".profile")],
            "folders": [str(folder), str(Path.cwd())],
            "secret": SECRET,
            "allowed": [*needs.environment(), "LC_CTYPE", "PWD"],
            "shown": [*needs.SYSTEM, *needs.ROOTS, *needs.DEVICES, *needs.files(), "/tmp"],
            "victim": victim.pid,
            "parent": os.getpid(),
            "port": outside.port,
            "abstract": outside.abstract,
            "socket": outside.path,
            "memory": MEMORY,
        }
        document = _run(way, told)
        if document.failure or not document.pages:
            raise SystemExit(f"the drill did not run under {way}: {document.failure}")
        pairs = [w.text.rsplit("=", 1) for w in document.pages[0].words]
        outcome = Outcome({name: result for name, result in pairs if name != "threads"})
        outcome.threads = int(dict(pairs)["threads"])
        outcome.reached = outside.reached
        outcome.changed = secret.read_text() != SECRET or sorted(p.name for p in folder.iterdir()) != _NAMES
        outcome.victim_lives = victim.poll() is None
        return outcome


def foreign_call(way: choose.Way, code: str) -> ReadFailure | None:
    """Run machine code that calls the kernel by another table than the filter's; what became of the document."""
    return _run(way, {"machine": code}).failure


def _run(way: choose.Way, told: dict[str, object]) -> ReadDocument:
    command = choose.child_command(way, MEMORY, inner=("-c", EVIL.read_text("utf-8")))
    with Reader(ReadSettings(memory_bytes=MEMORY), command=command) as reader:
        return reader.read("evil.txt", json.dumps(told).encode())


_NAMES = ["secret.txt", "socket"]


@contextlib.contextmanager
def _outside() -> Iterator[tuple[_Outside, Path, "subprocess.Popen[bytes]"]]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "secret.txt").write_text(SECRET)
        outside = _Outside(folder)
        os.environ["BREACH_SECRET"] = SECRET
        victim = subprocess.Popen(["/usr/bin/sleep", "600"])
        try:
            yield outside, folder, victim
        finally:
            victim.kill()
            victim.wait()
            outside.close()
            del os.environ["BREACH_SECRET"]


def report(way: choose.Way) -> bool:
    """Print the drill of one sandbox; whether all was refused."""
    outcome = drill(way)
    for name, result in outcome.tried.items():
        print(f"  {result:<10} {name}")
    refused = len(outcome.tried) - len(outcome.gained)
    bound = f"threads: {outcome.threads} (bound {most_processes()} but as root, or without a user namespace)"
    print(f"{way}: {refused} of {len(outcome.tried)} refused; {bound}; listeners reached: {outcome.reached}")
    return not outcome.gained and not outcome.reached and not outcome.changed and outcome.victim_lives
