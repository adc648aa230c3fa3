"""``oncotailor serve``: starts the web process, a worker and Prefect's server, keeps them up, stops them all.

Only the standard library is imported here, so that the first page comes soon. Each child dies with this process.
"""

import contextlib
import ctypes
import os
import secrets
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

LOOPBACK = ("127.0.0.1", "localhost", "::1")
STOP_SECONDS = 15.0
READY_SECONDS = 300.0
PREFECT_READY_SECONDS = 180.0
_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG
PREFECT_QUIET = {
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
    "DO_NOT_TRACK": "1",
    "PREFECT_LOGGING_TO_API_ENABLED": "false",
    "PREFECT_RESULTS_PERSIST_BY_DEFAULT": "false",
    "PREFECT_LOGGING_LEVEL": "ERROR",
    "PREFECT_CLI_PROMPT": "false",
}


@dataclass(frozen=True)
class Wanted:
    """What to start and where."""

    data: Path
    host: str = "127.0.0.1"
    port: int = 8000
    prefect_port: int = 4200
    prefect: bool = True
    workers: int = 1


@dataclass
class Child:
    """One process that is kept up."""

    name: str
    command: list[str]
    environment: Mapping[str, str]
    process: "subprocess.Popen[bytes] | None" = None
    began: float = 0.0
    falls: int = 0
    not_before: float = 0.0

    def start(self) -> None:
        """Start it, to end when this process does."""
        self.process = subprocess.Popen(
            self.command, env=dict(self.environment), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            start_new_session=True, preexec_fn=_die_with_parent,
        )  # fmt: skip
        self.began = time.monotonic()

    def keep_up(self) -> bool:
        """Start it again if it fell, ever more slowly; whether it had fallen."""
        if self.process is None or self.process.poll() is None:
            return False
        now = time.monotonic()
        if self.not_before == 0.0:
            self.falls = 0 if now - self.began > 300 else self.falls + 1
            self.not_before = now + min(2.0 ** min(self.falls, 6), 60.0) / 2
            return True
        if now >= self.not_before:
            self.not_before = 0.0
            self.start()
        return False


def _die_with_parent() -> None:
    ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGTERM)


@dataclass
class Supervisor:
    """Everything on one machine; ``say`` is told where things are."""

    wanted: Wanted
    say: Callable[[str], None]
    children: list[Child] = field(default_factory=list)
    stop: threading.Event = field(default_factory=threading.Event)

    def run(self) -> int:
        """Until SIGINT or SIGTERM; the exit code of what could not start, else 0."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: self.stop.set())
        try:
            problem = self._start()
            if problem:
                return problem
            while not self.stop.wait(0.5):
                for child in self.children:
                    if child.keep_up():
                        self.say(f"{child.name} ended by itself; it is started again")
            self.say("Stopping.")
            return 0
        finally:
            self._end()

    def _start(self) -> int:
        wanted = self.wanted
        own = os.environ | {"ONCOTAILOR_DATA": str(wanted.data), "PYTHONUNBUFFERED": "1", "MALLOC_ARENA_MAX": "2"}
        prefect, login = _prefect(wanted) if wanted.prefect else ({}, None)
        web = Child("The web process", [sys.executable, "-m", "app.service.web", wanted.host, str(wanted.port)], own)
        self.children.append(web)
        web.start()
        shown = os.environ.get("ONCOTAILOR_PUBLIC_URL") or f"http://{_in_address(wanted.host)}:{wanted.port}"
        if not self._answers(web, f"http://{_in_address(wanted.host)}:{wanted.port}/healthz", READY_SECONDS):
            if not self.stop.is_set():
                self.say("The web process does not answer; nothing was started.")
            return web.process.returncode or 1 if web.process else 1
        self.say(f"Pages for patients:  {shown}/")
        self.say(f"API for services:    {shown}/api/v1/openapi.json")
        for n in range(wanted.workers):
            name = "The worker" if wanted.workers == 1 else f"Worker {n + 1}"
            worker = Child(name, [sys.executable, "-m", "flows.worker"], own | prefect)
            self.children.append(worker)
            worker.start()
        if wanted.prefect:
            self._start_prefect(own | prefect, login)
        self.say("Ctrl-C stops everything.")
        return 0

    def _start_prefect(self, environment: Mapping[str, str], login: Path | None) -> None:
        port = str(self.wanted.prefect_port)
        command = [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", port]
        child = Child("Prefect's server", command, environment)
        self.children.append(child)
        child.start()
        flows = Child("The deployments", [sys.executable, "-m", "flows.deployments"], environment)
        self.children.append(flows)
        flows.start()  # it waits for the server by itself
        threading.Thread(target=self._say_prefect, args=(child, port, login), daemon=True).start()

    def _say_prefect(self, child: Child, port: str, login: Path | None) -> None:
        if self._answers(child, f"http://127.0.0.1:{port}/api/health", PREFECT_READY_SECONDS):
            self.say(f"Prefect for operators: http://127.0.0.1:{port}/ (sign in with what stands in {login})")
        elif not self.stop.is_set():
            self.say("Prefect's server has not answered; the work goes on without it")

    def _answers(self, child: Child, url: str, seconds: float) -> bool:
        end = time.monotonic() + seconds
        while time.monotonic() < end and not self.stop.is_set():
            if child.process is not None and child.process.poll() is not None:
                return False
            with contextlib.suppress(OSError):
                try:
                    with urllib.request.urlopen(url, timeout=2):
                        return True
                except urllib.error.HTTPError:
                    return True
            self.stop.wait(0.1)
        return False

    def _end(self) -> None:
        """Ask all to end, the last started first; what does not, is ended."""
        running = [c.process for c in reversed(self.children) if c.process is not None and c.process.poll() is None]
        for process in running:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)
        end = time.monotonic() + STOP_SECONDS
        for process in running:
            try:
                process.wait(max(0.1, end - time.monotonic()))
            except subprocess.TimeoutExpired:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def _prefect(wanted: Wanted) -> tuple[dict[str, str], Path]:
    """Prefect's settings: on loopback, behind a password that lies beside the master key, its CORS pinned."""
    home = wanted.data / "prefect"
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    login = _login_file()
    address = f"http://127.0.0.1:{wanted.prefect_port}"
    secret = login.read_text("utf-8").strip()
    return PREFECT_QUIET | {
        "PREFECT_HOME": str(home),
        "PREFECT_API_URL": f"{address}/api",
        "PREFECT_API_AUTH_STRING": secret,
        "PREFECT_SERVER_API_AUTH_STRING": secret,
        "PREFECT_SERVER_API_CORS_ALLOWED_ORIGINS": address,
        "PREFECT_SERVER_API_CSRF_PROTECTION_ENABLED": "true",
        "PREFECT_API_DATABASE_CONNECTION_URL": f"sqlite+aiosqlite:///{home / 'prefect.db'}",
    }, login


def _login_file() -> Path:
    """``name:password`` for Prefect's pages, mode 0600; made at the first start."""
    key = os.environ.get("ONCOTAILOR_KEY_FILE")
    config = os.environ.get("XDG_CONFIG_HOME")
    folder = Path(key).parent if key else (Path(config) if config else Path.home() / ".config") / "oncotailor"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / "prefect.login"
    with contextlib.suppress(FileExistsError):
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(f"operator:{secrets.token_urlsafe(18)}\n")
    return path


def _in_address(host: str) -> str:
    """How a host stands in an address; "all" of this machine is asked at loopback."""
    if host in ("0.0.0.0", "::"):
        return "127.0.0.1"
    return f"[{host}]" if ":" in host else host


def problem_with(wanted: Wanted) -> str | None:
    """Why this cannot be started, in a sentence."""
    if wanted.host not in LOOPBACK and not os.environ.get("ONCOTAILOR_PUBLIC_URL", "").startswith("https://"):
        return (
            f"--host {wanted.host} would show records without encryption on the network: put a TLS proxy before the"
            " service and set ONCOTAILOR_PUBLIC_URL to its https address, or leave --host as it is"
        )
    for port, what in ((wanted.port, "--port"), *([(wanted.prefect_port, "--prefect-port")] if wanted.prefect else [])):
        with socket.socket(socket.AF_INET6 if ":" in wanted.host else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((wanted.host if what == "--port" else "127.0.0.1", port))
            except OSError:
                return f"{what} {port}: this port is taken or not allowed; choose another"
    return None


def serve(wanted: Wanted) -> int:
    """Run the whole service on this machine.

    Raises:
        UsageError: it cannot be started as it was asked for.
    """
    problem = problem_with(wanted)
    if problem:
        from schemas.errors import UsageError

        raise UsageError(problem)

    def say(line: str) -> None:
        sys.stdout.write(line + "\n")
        sys.stdout.flush()

    return Supervisor(wanted, say).run()
