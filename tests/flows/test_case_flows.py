"""The flows on a real Prefect server: shown there, never needed, and nothing of a record reaches it."""

import base64
import contextlib
import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from bench.servers import PrefectServer
from flows.store import Store, open_store
from flows.versions import version_of
from tests.flows.store.conftest import settings_in
from tests.flows.store.tools import Case, new_case, note, put

ROOT = Path(__file__).resolve().parent.parent.parent
CANARY = "ZZQCANARY"

WORK = """
import os, sys
from flows.shown import ShownRun
from flows.store import StoreSettings, open_store
from flows.work import Work
from flows.worker import Worker
store = open_store(StoreSettings.from_environment(reserve_bytes=0))
work = Work(store)
worker = Worker(store, work, run=ShownRun(store), tell=print)
while worker.once():
    pass
work.close()
"""


def environment(store: Store, prefect: Mapping[str, str]) -> dict[str, str]:
    settings = store.settings
    return os.environ | dict(prefect) | {
        "ONCOTAILOR_DATA": str(settings.data), "ONCOTAILOR_KEY_FILE": str(settings.key_file),
        "ONCOTAILOR_HOME": str(ROOT), "PYTHONPATH": str(ROOT),
    }  # fmt: skip


def python(code: str, env: dict[str, str]) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=env, capture_output=True, text=True, timeout=240
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def call(
    prefect: PrefectServer, path: str, body: bytes | None = None, method: str | None = None, **headers: str
) -> Any:
    """Ask Prefect's API as its client does: with the operators' password, and a token against forged requests."""
    login = base64.b64encode(prefect.environment["PREFECT_API_AUTH_STRING"].encode()).decode()
    request = urllib.request.Request(
        f"{prefect.environment['PREFECT_API_URL']}/{path}",
        data=body,
        headers={"Content-Type": "application/json", "Authorization": f"Basic {login}", **headers},
        method=method,
    )
    for _ in range(20):
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return json.loads(answer.read() or b"null")
        except urllib.error.HTTPError as busy:  # its database is locked for the moment: clients ask again
            if busy.code != 503:
                raise
            busy.close()
            time.sleep(1)
    raise AssertionError("Prefect's server stays busy")


def tell(prefect: PrefectServer, path: str, value: object, method: str | None = None) -> Any:
    """Post a value (None: ask by GET) as Prefect's own pages do, with a token against forged requests."""
    me = str(uuid.uuid4())
    token = call(prefect, f"csrf-token?client={me}")["token"]
    headers = {"Prefect-Csrf-Token": token, "Prefect-Csrf-Client": me}
    return call(prefect, path, None if value is None else json.dumps(value).encode(), method, **headers)


def query(prefect: PrefectServer, what: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tell(prefect, f"{what}/filter", {"limit": 200})
    return found


def forms(word: str) -> Iterator[bytes]:
    """A word as it may hide in a file."""
    plain = word.encode()
    yield plain
    yield word.encode("utf-16-le")
    for shift in range(3):
        yield base64.b64encode(b"x" * shift + plain)[4 if shift else 0 : -4]


def kept(folder: Path) -> bytes:
    """All that lies in a folder, of which a running server may take away a file meanwhile."""
    data = b""
    for path in sorted(folder.rglob("*")):
        with contextlib.suppress(FileNotFoundError):
            data += path.read_bytes() if path.is_file() and not path.is_symlink() else b""
    return data


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    store = open_store(settings_in(tmp_path))
    yield new_case(store)
    store.close()


@pytest.mark.prefect
@pytest.mark.slow
@pytest.mark.xdist_group("prefect")
def test_a_case_is_shown_in_prefect_and_leaves_nothing_there(case: Case, prefect: PrefectServer) -> None:
    put(case, f"{CANARY}FILE.txt", note(f"{CANARY}NAME, Jane", f"{CANARY}TEXT"))
    question = case.repository.ask(answer_id="mds-car-t")
    pasted = case.repository.ask(text=f"# Is {CANARY}DRUG for everybody?\n\n{CANARY}DRUG is not on board for anybody.")
    before = {r["id"] for r in query(prefect, "flow_runs")}
    lines = python(WORK, environment(case.store, prefect.environment)).splitlines()
    runs = [r for r in query(prefect, "flow_runs") if r["id"] not in before]
    ours = {r["id"] for r in runs}
    tasks, artifacts = (
        [x for x in query(prefect, what) if x["flow_run_id"] in ours] for what in ("task_runs", "artifacts")
    )
    assert [line.split()[0] for line in lines[:2]] == ["ingest", "build"]
    states = sorted((r["name"].partition("-")[0], r["state"]["type"]) for r in runs)
    assert states[:2] == [("build", "COMPLETED"), ("ingest", "COMPLETED")]
    assert ("tailor", "COMPLETED") in states and ("tailor", "FAILED") in states
    parameters = {str(v) for r in runs for v in r["parameters"].values() if not isinstance(v, int)}
    assert parameters and all(len(v) == 32 and int(v, 16) for v in parameters)
    assert {t["state"]["type"] for t in tasks} == {"COMPLETED", "FAILED"}
    tables = [a for a in artifacts if a["type"] == "table"]
    rows = [row for a in tables for row in json.loads(a["data"])]
    assert {"what": "outcome", "value": "done"} in rows
    assert case.repository.answer(question).answer.disease == "mds"
    assert next(q for q in case.repository.questions() if q.id == pasted).state in ("waiting", "failed")
    found = kept(prefect.folder) + "\n".join(lines).encode()
    assert len(found) > 10_000
    for word in ("NAME", "FILE", "TEXT", "DRUG"):
        for form in forms(CANARY + word):
            assert form not in found


@pytest.mark.prefect
@pytest.mark.slow
@pytest.mark.xdist_group("prefect")
def test_work_goes_on_without_prefect(case: Case) -> None:
    put(case)
    nobody = {"PREFECT_API_URL": "http://127.0.0.1:9/api"}
    lines = python(WORK, environment(case.store, nobody)).splitlines()
    assert [line.split()[0] for line in lines] == ["ingest", "build"], lines
    assert [x.value for x in case.repository.profile().profile.labs if x.analyte == "hemoglobin"] == [8.4]


KILLED = """
import os
from flows.shown import ShownRun
from flows.store import StoreSettings, open_store
from flows.work import Work
from flows.worker import Worker
store = open_store(StoreSettings.from_environment(reserve_bytes=0))
work = Work(store)
plain = work.perform
def perform(claim):
    if claim.kind == "build":
        os.kill(int(os.environ["SERVER"]), 9)
    return plain(claim)
work.perform = perform
worker = Worker(store, work, run=ShownRun(store), tell=print)
while worker.once():
    pass
work.close()
"""


@pytest.mark.prefect
@pytest.mark.slow
@pytest.mark.xdist_group("prefect")
def test_a_server_killed_in_the_middle_of_a_flow_costs_nothing(case: Case, prefect: PrefectServer) -> None:
    put(case)
    question = case.repository.ask(answer_id="mds-car-t")
    env = environment(case.store, prefect.environment) | {"SERVER": str(prefect.group)}
    lines = python(KILLED, env).splitlines()
    assert prefect.dead
    assert [(line.split()[0], line.split()[4]) for line in lines] == [
        ("ingest", "done,"),
        ("build", "done,"),
        ("tailor", "done,"),
    ]
    assert case.repository.answer(question).version == case.repository.status().version == 1


@pytest.mark.prefect
@pytest.mark.slow
@pytest.mark.xdist_group("prefect")
def test_an_operator_starts_deployments_on_a_prefect_worker(case: Case, prefect: PrefectServer) -> None:
    """All deployments are registered; one is run by a worker of the pool, in a process of its own."""
    document = put(case)
    env = environment(case.store, prefect.environment)

    def prefect_cli(*arguments: str) -> None:
        done = subprocess.run(
            [sys.executable, "-m", "prefect", "--no-prompt", *arguments],
            cwd=ROOT, env=env, capture_output=True, text=True, timeout=240,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]

    prefect_cli("work-pool", "create", "oncotailor", "--type", "process")
    prefect_cli("deploy", "--all")
    held = {d["name"]: d["id"] for d in query(prefect, "deployments")}
    assert set(held) == {"ingest-document", "build-profile", "tailor-case", "reprocess", "purge"}
    try:
        wanted = {"parameters": {"document_id": document}}
        run = tell(prefect, f"deployments/{held['ingest-document']}/create_flow_run", wanted)["id"]
        prefect_cli("worker", "start", "--pool", "oncotailor", "--run-once")
        state = next(r["state"] for r in query(prefect, "flow_runs") if r["id"] == run)
        assert state["type"] == "COMPLETED", state
    finally:
        for deployment in held.values():  # others serve their own under these names
            tell(prefect, f"deployments/{deployment}", None, "DELETE")
    assert case.repository.document(document).state == "done"


def test_versions_change_with_their_sources_only() -> None:
    assert version_of(("schemas/document.py",)) == version_of(("schemas/document.py",))
    assert version_of(("schemas/document.py",)) != version_of(("schemas/facts.py",))
