"""``oncotailor serve`` on a fresh folder, and a browser to drive it; for what measures the service from outside."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from bench.kills import descendants

ROOT = Path(__file__).resolve().parent.parent
FORM = "application/x-www-form-urlencoded"
EDGE = "----edge7f3a"
READY_SECONDS = 400.0
File = tuple[str, bytes]


def free_port() -> int:
    """A port that nobody listens on right now."""
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


@dataclass
class Running:
    """A running service; ``temporary`` is the only place its processes are told to put temporary files."""

    folder: Path
    port: int
    prefect_port: int
    process: "subprocess.Popen[bytes]"

    @property
    def data(self) -> Path:
        """The data folder."""
        return self.folder / "data"

    @property
    def log(self) -> Path:
        """All that its processes said."""
        return self.folder / "logs" / "serve.log"

    @property
    def temporary(self) -> Path:
        """Where temporary files would lie."""
        return self.folder / "tmp"

    def web(self) -> list[int]:
        """The web process."""
        return self._named("app.service.web")

    def workers(self) -> list[int]:
        """The worker processes, without the children that read."""
        return self._named("flows.worker")

    def _named(self, module: str) -> list[int]:
        return [p for p in descendants(self.process.pid) if module.encode() in arguments_of(p).split(b"\0")]

    def command(self, *words: str) -> str:
        """What another command of the program says about this service's folder."""
        command = [sys.executable, "-m", "app", *words]
        env = os.environ | self.environment()
        done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
        return done.stdout + done.stderr

    def environment(self) -> dict[str, str]:
        """Where its things are."""
        key = str(self.folder / "keys" / "master.key")
        return {"ONCOTAILOR_DATA": str(self.data), "ONCOTAILOR_KEY_FILE": key, "TMPDIR": str(self.temporary)}

    def stop(self) -> list[int]:
        """End it as an operator does; gives what of it still runs afterwards, and ends that too."""
        held = descendants(self.process.pid)
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(40)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        end = time.monotonic() + 10
        while (left := [p for p in held if alive(p)]) and time.monotonic() < end:
            time.sleep(0.1)
        for pid in left:
            os.kill(pid, signal.SIGKILL)
        return left


@contextmanager
def running(*, workers: int = 2, prefect: bool = False, folder: Path | None = None) -> Iterator[Running]:
    """Start it, wait for its pages, end it."""
    with tempfile.TemporaryDirectory(prefix="service-") as made:
        place = folder or Path(made)
        service = _start(place, workers, prefect)
        try:
            _wait_for(service, service.port, "/healthz", READY_SECONDS)
            yield service
        finally:
            service.stop()


def _start(place: Path, workers: int, prefect: bool) -> Running:
    for name in ("logs", "tmp"):
        (place / name).mkdir(parents=True)
    port, prefect_port = free_port(), free_port()
    command = [sys.executable, "-m", "app", "serve", "--data", str(place / "data"), "--port", str(port)]
    command += ["--workers", str(workers), "--prefect-port", str(prefect_port)]
    command += [] if prefect else ["--no-prefect"]
    key = str(place / "keys" / "master.key")
    env = os.environ | {"ONCOTAILOR_KEY_FILE": key, "TMPDIR": str(place / "tmp")}
    env.pop("ONCOTAILOR_PUBLIC_URL", None)
    with (place / "logs" / "serve.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=log, stderr=log)
    return Running(place, port, prefect_port, process)


def _wait_for(service: Running, port: int, path: str, seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if service.process.poll() is not None:
            raise RuntimeError(f"the service ended: {service.log.read_text('utf-8', 'replace')[-500:]}")
        try:
            if ask(port, "GET", path).status < 500:
                return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError(f"nothing answers on port {port}")


def wait_for_prefect(service: Running, seconds: float = 240) -> None:
    """Until Prefect's server answers (that it wants a password is an answer)."""
    _wait_for(service, service.prefect_port, "/api/health", seconds)


@dataclass(frozen=True)
class Reply:
    """What came back, and after how many seconds."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    seconds: float

    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)


def ask(
    port: int, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
) -> Reply:
    """One request on a connection of its own."""
    start = time.monotonic()
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    try:
        link.request(method, path, body, dict(headers or {}))
        got = link.getresponse()
        data = got.read()
        return Reply(got.status, {k.lower(): v for k, v in got.getheaders()}, data, time.monotonic() - start)
    finally:
        link.close()


@dataclass
class Browser:
    """A patient at the pages: opens a case, keeps its cookie and its form token."""

    port: int
    cookie: str = field(default="", repr=False)
    csrf: str = field(default="", repr=False)

    def begin(self, answer: str | None = "mds-car-t") -> "Browser":
        """Open a case and choose a question."""
        self.call("POST", "/begin", b"", {"Content-Type": FORM})
        page = self.call("GET", "/case/ask").body.decode()
        self.csrf = page.partition('name="csrf" value="')[2].partition('"')[0]
        if answer is not None:
            self.post("/case/ask", answer=answer)
        return self

    def call(
        self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Reply:
        """One request with her cookie."""
        own = {"Cookie": self.cookie} if self.cookie else {}
        reply = ask(self.port, method, path, body, own | dict(headers or {}))
        cookie = reply.headers.get("set-cookie", "")
        if cookie:
            self.cookie = cookie.partition(";")[0]
        return reply

    def post(self, path: str, **fields: str) -> Reply:
        """A form."""
        body = urlencode({"csrf": self.csrf} | fields).encode()
        return self.call("POST", path, body, {"Content-Type": FORM})

    def upload(self, *files: File) -> Reply:
        """Files in one request, as our script sends them."""
        body, kind = multipart(files, {"csrf": self.csrf}, "files")
        return self.call("POST", "/case/upload", body, {"Content-Type": kind, "Accept": "application/json"})

    def status(self) -> dict[str, Any]:
        """Where the case stands."""
        found: dict[str, Any] = self.call("GET", "/case/status.json").json()
        return found

    def rest(self, seconds: float) -> dict[str, Any]:
        """Where it stands once nothing is left to do.

        Raises:
            TimeoutError: it does not come to rest.
        """
        end = time.monotonic() + seconds
        while (found := self.status())["working"]:
            if time.monotonic() > end:
                raise TimeoutError("the case does not come to rest")
            time.sleep(0.5)
        return found


def multipart(files: tuple[File, ...], fields: Mapping[str, str], name: str = "files") -> tuple[bytes, str]:
    """A body as browsers make it, and its type."""
    parts = [
        f'--{EDGE}\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n'.encode() for k, v in fields.items()
    ]
    for file, data in files:
        head = f'--{EDGE}\r\nContent-Disposition: form-data; name="{name}"; filename="{file}"\r\n'
        parts.append(head.encode() + b"Content-Type: application/octet-stream\r\n\r\n" + data + b"\r\n")
    return b"".join((*parts, f"--{EDGE}--\r\n".encode())), f"multipart/form-data; boundary={EDGE}"


def arguments_of(pid: int) -> bytes:
    """A process' command line; empty if it is gone."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def alive(pid: int) -> bool:
    """Whether a process runs (ended ones that nobody saw off do not)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def resident(pid: int) -> float:
    """Resident megabytes of a process; 0 if it is gone."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text("ascii", "replace").splitlines()
    except OSError:
        return 0.0
    return next((int(x.split()[1]) / 1000 for x in lines if x.startswith("VmRSS")), 0.0)
