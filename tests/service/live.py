"""A real web process' application on a real port, a real store, a real worker; and a plain HTTP client."""

import datetime as dt
import http.client
import json
import socket
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import uvicorn

from app.service.application import build
from app.service.logs import set_up
from app.service.settings import ServiceSettings
from app.service.web import configuration
from bench.running import multipart
from flows.store import Accounts, Store, StoreSettings, open_store
from flows.work import Work
from flows.worker import Worker

ROOT = Path(__file__).resolve().parent.parent.parent
SAMPLES = ROOT / "sample_records" / "mds"
TODAY = dt.date(2026, 11, 20)


@dataclass(frozen=True)
class Reply:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")

    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Caller:
    """One browser or service: keeps its cookie, knows its form token, carries its access token."""

    port: int
    cookie: str = ""
    csrf: str = ""
    bearer: str = ""
    extra: dict[str, str] = field(default_factory=dict)

    def call(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Reply:
        sent = dict(self.extra) | {k.replace("_", "-"): v for k, v in headers.items()}
        if self.cookie:
            sent["Cookie"] = f"oncotailor={self.cookie}"
        if self.bearer:
            sent["Authorization"] = f"Bearer {self.bearer}"
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            link.request(method, path, body, sent)
            got = link.getresponse()
            reply = Reply(got.status, {k.lower(): v for k, v in got.getheaders()}, got.read())
        finally:
            link.close()
        cookie = reply.headers.get("set-cookie", "")
        if cookie.startswith("oncotailor="):
            self.cookie = cookie.partition("=")[2].partition(";")[0].strip('"')
        return reply

    def get(self, path: str, **headers: str) -> Reply:
        return self.call("GET", path, **headers)

    def post(self, path: str, fields: Mapping[str, Any] | None = None, **headers: str) -> Reply:
        form = ({"csrf": self.csrf} if self.csrf else {}) | dict(fields or {})
        kind = {"Content_Type": "application/x-www-form-urlencoded"}
        return self.call("POST", path, urlencode(form, doseq=True).encode(), **(kind | headers))

    def send_json(self, method: str, path: str, value: object) -> Reply:
        return self.call(method, path, json.dumps(value).encode(), Content_Type="application/json")

    def upload(self, path: str, *files: tuple[str, bytes], field: str = "files", **headers: str) -> Reply:
        body, kind = multipart(files, {"csrf": self.csrf} if self.csrf else {}, field)
        return self.call("POST", path, body, **({"Content_Type": kind} | headers))


@dataclass
class Live:
    """A running service."""

    port: int
    store: Store
    accounts: Accounts
    settings: ServiceSettings
    app: Any
    worker: Worker

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def caller(self, **given: Any) -> Caller:
        return Caller(self.port, **given)

    def patient(self) -> tuple[Caller, str, str]:
        """A new patient's browser, logged in; with her case's id and key."""
        case = self.accounts.open_case()
        session = self.accounts.log_in(case.key)
        assert session is not None
        return self.caller(cookie=session.token, csrf=session.csrf), case.patient_id, case.key

    def client(self, *scopes: str, name: str = "Registry") -> tuple[Caller, str, str]:
        """A new client with an access token; with its id and secret."""
        made = self.accounts.add_client(name, scopes)
        token = self.accounts.client_token(made.client_id, made.secret)
        assert token is not None
        return self.caller(bearer=token.token), made.client_id, made.secret

    def work(self, most: int = 50) -> None:
        """Do everything that waits."""
        for _ in range(most):
            if not self.worker.once():
                return
        raise AssertionError("the work does not end")


@contextmanager
def live_service(folder: Path, **changes: Any) -> Iterator[Live]:
    """Start one; ``changes`` are of the store's settings but for those that the service has."""
    own = {k: changes.pop(k) for k in list(changes) if k in ServiceSettings.model_fields}
    stored = StoreSettings(data=folder / "data", key_file=folder / "keys" / "master.key", reserve_bytes=0, **changes)
    settings = ServiceSettings(store=stored, **own)
    set_up()
    store = open_store(stored)
    frame = build(settings, store)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    server = uvicorn.Server(configuration(frame, "127.0.0.1", port))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    end = time.monotonic() + 30
    while not server.started and time.monotonic() < end:
        time.sleep(0.02)
    assert server.started
    worker = Worker(store, Work(store, today=lambda: TODAY))
    try:
        yield Live(port, store, Accounts(store), settings, frame._app, worker)
    finally:
        server.should_exit = True
        thread.join(15)
        worker._work.close()
        store.close()
