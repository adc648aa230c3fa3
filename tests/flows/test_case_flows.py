"""The flows on a real Prefect server: they end, they carry ids only, and nothing of a record reaches Prefect."""

import json
import os
import subprocess
import sys
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from pipeline.store import FolderStore
from tests.flows.server import prefect_server

ROOT = Path(__file__).resolve().parent.parent.parent
CASE = "c0ffee01"
CANARY = "ZZQCANARY"
NOTE = f"""Riverside Oncology Clinic
CLINIC NOTE
Patient: {CANARY}PERSON, Jane    DOB: 05/14/1950    Sex: F
Date of visit: 10/20/2026
DIAGNOSIS: MDS with low blasts. {CANARY}TEXT
Hemoglobin 8.4 g/dL.
"""

RUN = """
import asyncio, datetime as dt, sys
from flows.case import whole_case
asyncio.run(whole_case(sys.argv[1], sys.argv[2], dt.date(2026, 11, 20), "US"))
"""


def run_flow(case: str, answer: str, env: dict[str, str]) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", RUN, case, answer],
        cwd=ROOT,
        env=os.environ | env,
        capture_output=True,
        text=True,
        timeout=240,
    )


def query(env: dict[str, str], what: str) -> list[dict[str, Any]]:
    request = urllib.request.Request(
        f"{env['PREFECT_API_URL']}/{what}/filter", data=b'{"limit": 100}', headers={"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=20) as answer:
        found: list[dict[str, Any]] = json.load(answer)
    return found


@pytest.mark.prefect
@pytest.mark.slow
@pytest.mark.xdist_group("prefect")
def test_a_case_runs_through_prefect_and_leaves_nothing_there(tmp_path: Path) -> None:
    store = FolderStore(tmp_path / "cases")
    store.add_upload(CASE, f"{CANARY}FILE.txt", NOTE.encode())
    home = tmp_path / "prefect"
    home.mkdir()
    with prefect_server(home) as env:
        env |= {"ONCOTAILOR_DATA": str(tmp_path / "cases")}
        good = run_flow(CASE, "mds-car-t", env)
        assert good.returncode == 0, good.stderr[-2000:]
        lost = run_flow(CASE, f"{CANARY.lower()}", env)
        assert lost.returncode != 0
        runs = query(env, "flow_runs")
        tasks = query(env, "task_runs")
    states = [r["state"]["type"] for r in runs]
    assert (states.count("COMPLETED"), states.count("FAILED")) == (6, 2)
    assert {t["state"]["type"] for t in tasks} >= {"COMPLETED"}
    profile = store.profile(CASE)
    assert [d.disease for d in profile.diagnoses] == ["mds"]
    assert [(x.analyte, x.value) for x in profile.labs] == [("hemoglobin", 8.4)]
    kept = b"".join(p.read_bytes() for p in home.rglob("*") if p.is_file())
    assert len(kept) > 10_000
    assert CANARY.encode() not in kept
    assert any("tailor: UsageError" in (r["state"]["message"] or "") for r in runs)


def test_ids_are_hexadecimal(tmp_path: Path) -> None:
    from schemas.errors import UsageError

    store = FolderStore(tmp_path)
    with pytest.raises(UsageError):
        store.add_upload("../escape", "a.txt", b"x")


def test_uploads_are_kept_once_and_for_the_owner_alone(tmp_path: Path) -> None:
    store = FolderStore(tmp_path / "s")
    first = store.add_upload("ab", "../a.txt", b"same")
    assert store.add_upload("ab", "b.txt", b"same") == first
    assert store.documents("ab") == (first,)
    name, data = store.upload("ab", first)
    assert (name, data) == ("b.txt", b"same")
    assert {oct(p.stat().st_mode & 0o777) for p in tmp_path.rglob("*") if p.is_file()} == {"0o600"}
