"""A real PostgreSQL and a real S3-compatible store: on a socket or loopback, gone afterwards."""

import contextlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ACCOUNTS = ("postgres", "nobody")


def postgres_missing() -> str | None:
    """Why no PostgreSQL can be started here; None where it can."""
    if not all(shutil.which(p) for p in ("postgres", "initdb")):
        return "no PostgreSQL server is installed (apt-get install postgresql)"
    if os.getuid() == 0 and _account() is None:
        return "PostgreSQL does not run as root, and there is no account to run it as"
    return None


def _account() -> pwd.struct_passwd | None:
    for name in ACCOUNTS:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    return None


class Postgres:
    """A server in a temporary folder; ``kill`` and ``start`` let tests take it away and bring it back."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
        self._as: dict[str, int] = {}
        account = _account() if os.getuid() == 0 else None
        if account is not None:
            os.chown(self.folder, account.pw_uid, account.pw_gid)
            self._as = {"user": account.pw_uid, "group": account.pw_gid}
        self._process: subprocess.Popen[bytes] | None = None
        self._run("initdb", "-D", "data", "-U", "test", "-A", "trust", "-E", "UTF8", "--no-sync")

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run(
            [str(shutil.which(program)), *arguments],
            cwd=self.folder,
            check=True,
            capture_output=True,
            env={"PATH": os.environ["PATH"], "LC_ALL": "C"},
            **self._as,  # type: ignore[call-overload]
        )

    def start(self) -> None:
        """Start, and wait until it answers."""
        self._process = subprocess.Popen(
            [
                str(shutil.which("postgres")), "-D", "data", "-k", str(self.folder), "-h", "",
                "-c", "max_connections=100", "-c", "synchronous_commit=on",
            ],
            cwd=self.folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={"PATH": os.environ["PATH"], "LC_ALL": "C"},
            **self._as,
        )  # type: ignore[call-overload]  # fmt: skip
        import psycopg

        deadline = time.monotonic() + 30
        while True:
            try:
                psycopg.connect(host=str(self.folder), user="test", dbname="postgres").close()
                return
            except psycopg.OperationalError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.05)

    def kill(self) -> None:
        """As a power cut does."""
        assert self._process is not None
        children = subprocess.run(
            ["pgrep", "-P", str(self._process.pid)], capture_output=True, text=True, check=False
        ).stdout.split()
        self._process.kill()
        self._process.wait()
        for child in children:  # they notice by themselves, but not at once
            with contextlib.suppress(ProcessLookupError):
                os.kill(int(child), 9)
        (self.folder / "data" / "postmaster.pid").unlink(missing_ok=True)

    def stop(self) -> None:
        """End it and remove its folder."""
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(signal.SIGQUIT)  # at once: its folder goes anyway
            try:
                self._process.wait(10)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def new_database(self, name: str) -> str:
        """Make an empty schema, which costs less than a database and is the same to who uses it; gives its URL."""
        import psycopg

        with psycopg.connect(host=str(self.folder), user="test", dbname="postgres", autocommit=True) as connection:
            connection.execute(f'CREATE SCHEMA "{name}"')
        return f"postgresql+psycopg://test@/postgres?host={self.folder}&options=-csearch_path%3D{name}"


@contextmanager
def postgres() -> Iterator[Postgres]:
    """A running server."""
    server = Postgres()
    try:
        server.start()
        yield server
    finally:
        server.stop()


class PrefectServer:
    """A real Prefect server with a database of its own; ``kill`` and ``start`` as for ``Postgres``.

    With a ``login`` ("name:password") it wants that, and a token with each change, as ``oncotailor serve`` starts it;
    ``environment`` is what its clients need.
    """

    def __init__(self, login: str | None = None) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="prefect-"))
        with socket.socket() as s:
            s.bind(("127.0.0.1", 0))
            self._port = int(s.getsockname()[1])
        self.process: subprocess.Popen[bytes] | None = None
        quiet = ("SERVER_ANALYTICS_ENABLED", "LOGGING_TO_API_ENABLED", "RESULTS_PERSIST_BY_DEFAULT")
        self.environment = {f"PREFECT_{name}": "false" for name in quiet} | {
            "PREFECT_HOME": str(self.folder),
            "PREFECT_API_URL": f"http://127.0.0.1:{self._port}/api",
            "PREFECT_API_DATABASE_CONNECTION_URL": f"sqlite+aiosqlite:///{self.folder}/prefect.db",
            "DO_NOT_TRACK": "1",
            "PREFECT_LOGGING_LEVEL": "CRITICAL",
        }
        self._own: dict[str, str] = {}
        if login is not None:
            self.environment["PREFECT_API_AUTH_STRING"] = login
            self._own = {
                "PREFECT_SERVER_API_AUTH_STRING": login, "PREFECT_SERVER_API_CSRF_PROTECTION_ENABLED": "true"
            }  # fmt: skip

    def start(self, seconds: float = 300) -> None:
        """Start it if it does not run, and wait until it answers."""
        if self.process is None or self.process.poll() is not None:
            command = [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--no-ui"]
            self.process = subprocess.Popen(
                [*command, "--port", str(self._port)], env=os.environ | self.environment | self._own,
                start_new_session=True,
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )  # fmt: skip
        end = time.monotonic() + seconds
        while not self._answers():
            if time.monotonic() > end or self.process.poll() is not None:
                raise TimeoutError("Prefect's server does not come up")
            time.sleep(0.3)

    def _answers(self) -> bool:
        import urllib.error
        import urllib.request

        try:
            with urllib.request.urlopen(f"{self.environment['PREFECT_API_URL']}/health", timeout=2) as answer:
                return bool(answer.status == 200)
        except urllib.error.HTTPError as error:
            error.close()
            return error.code == 401  # it is there, and wants the password
        except OSError:
            return False

    @property
    def group(self) -> int:
        """What ``os.kill`` is told to kill all of it."""
        assert self.process is not None
        return -self.process.pid

    @property
    def dead(self) -> bool:
        """Whether it was killed."""
        return self.process is not None and self.process.poll() is not None

    def kill(self) -> None:
        """As a power cut does."""
        assert self.process is not None
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.group, signal.SIGKILL)
        self.process.wait()

    def end(self) -> None:
        """Let it end by itself, so that all it holds is written down."""
        assert self.process is not None
        self.process.terminate()
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.kill()

    def stop(self) -> None:
        """End it and remove its folder."""
        if self.process is not None:
            self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)


@contextmanager
def prefect_server(login: str | None = None) -> Iterator[PrefectServer]:
    """A running one."""
    server = PrefectServer(login)
    try:
        server.start()
        yield server
    finally:
        server.stop()


@contextmanager
def object_store(bucket: str) -> Iterator[dict[str, str]]:
    """An S3-compatible server with an empty bucket; gives the variables that a client needs."""
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port = s.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    env = {
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}",
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_REGION": "us-east-1",
    }
    try:
        _make_bucket(port, bucket)
        yield env
    finally:
        process.terminate()
        process.wait()


def _make_bucket(port: int, bucket: str) -> None:
    import urllib.request

    request = urllib.request.Request(f"http://127.0.0.1:{port}/{bucket}", method="PUT", data=b"")
    deadline = time.monotonic() + 60
    while True:
        try:
            urllib.request.urlopen(request, timeout=5).close()
            return
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)
