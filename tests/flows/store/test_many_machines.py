"""PostgreSQL and an S3-compatible store in place of files: what several machines share."""

import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.store import Store, open_store
from flows.store.blobs import open_blobs
from flows.store.errors import NotFoundError
from flows.store.verify import verify
from flows.work import plain
from tests.flows.store.conftest import settings_in
from tests.flows.store.tools import Case, new_case, note, put

ROOT = Path(__file__).resolve().parents[3]
PDF = ROOT / "sample_records" / "mds" / "p1_higher_risk_tp53" / "cbc_2026-11-10.pdf"


@pytest.fixture
def shared(bucket: dict[str, str], url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """A store that machines can share."""
    for name, value in bucket.items():
        monkeypatch.setenv(name, value)
    settings = settings_in(tmp_path, url, blobs=f"s3://oncotailor/{tmp_path.name}", lease_seconds=5)
    store = open_store(settings)
    yield store
    store.close()


def test_blobs_in_an_object_store(bucket: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in bucket.items():
        monkeypatch.setenv(name, value)
    blobs = open_blobs("s3://oncotailor/t", tmp_path)
    sink = blobs.create("p" * 32, "b" * 32)
    for _ in range(30):
        sink.write(os.urandom(500_000))
    with pytest.raises(NotFoundError):
        b"".join(blobs.read("p" * 32, "b" * 32))
    sink.commit()
    sink.abort()  # harmless afterwards
    assert len(b"".join(blobs.read("p" * 32, "b" * 32))) == 15_000_000
    ((patient, blob, changed),) = blobs.list()
    assert (patient, blob) == ("p" * 32, "b" * 32) and abs(changed - time.time()) < 60
    lost = blobs.create("p" * 32, "c" * 32)
    lost.write(b"x")
    lost.abort()
    blobs.delete("p" * 32, "b" * 32)
    blobs.delete("p" * 32, "b" * 32)
    assert list(blobs.list()) == []
    assert list(tmp_path.iterdir()) == []


def worker(store: Store) -> "subprocess.Popen[str]":
    """A worker as another machine runs it: it knows the URLs and the key."""
    settings = store.settings
    env = os.environ | {
        "ONCOTAILOR_DATA": str(settings.data.parent / "elsewhere"), "ONCOTAILOR_DATABASE": settings.database_url,
        "ONCOTAILOR_BLOBS": str(settings.blobs), "ONCOTAILOR_KEY_FILE": str(settings.key_file),
    }  # fmt: skip
    return subprocess.Popen(
        [sys.executable, "-m", "flows.worker"], cwd=ROOT, env=env, stderr=subprocess.PIPE, text=True
    )  # fmt: skip


def wait(cases: list[Case], seconds: float = 180) -> None:
    end = time.monotonic() + seconds
    while any(c.repository.status().working for c in cases):
        assert time.monotonic() < end, "the work does not end"
        time.sleep(0.3)


@pytest.mark.slow
def test_two_workers_share_the_work_and_one_may_die(shared: Store) -> None:
    cases = [new_case(shared) for _ in range(2)]
    for number, case in enumerate(cases):
        case.repository.ask(answer_id="mds-car-t")
        put(case, PDF.name, PDF.read_bytes())
        for n in range(4):
            put(case, f"{n}.txt", note(more=f"Ferritin {900 + n} ng/mL.").replace(b"10/20", f"1{n % 2}/1{n}".encode()))
        assert len(case.repository.documents()) == 5, number
    workers = [worker(shared), worker(shared)]
    wait(cases)
    more = put(cases[0], "more.txt", note(more="LDH 300 U/L.").replace(b"10/20", b"10/30"))
    workers[0].kill()
    wait(cases)
    workers[1].terminate()
    said = [w.communicate(timeout=60)[1] for w in workers]
    assert workers[1].returncode == 0
    assert not any("failed" in line for line in (said[0] + said[1]).splitlines()), said
    jobs = [Counter(x.split()[2] for x in s.splitlines() if " attempt " in x and "done" in x) for s in said]
    assert all(jobs) and not set(jobs[0]) & set(jobs[1])  # both worked, none did the other's
    assert set((jobs[0] + jobs[1]).values()) == {1}
    for case in cases:
        assert {d.state for d in case.repository.documents()} == {"done"}
    assert cases[0].repository.document(more).pages == 1
    one, other = (plain(c.repository.profile(1).profile) for c in cases)
    assert one.labs == other.labs != ()
    assert [q.state for c in cases for q in c.repository.questions()] == ["ready", "ready"]
    assert verify(shared).problems == ()
    assert not (shared.settings.data / "blobs").exists()
