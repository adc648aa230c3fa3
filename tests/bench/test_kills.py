"""A few of the kills of ``python -m bench.kills``, one for each kind of step."""

import signal
import subprocess
from pathlib import Path

import pytest

from bench.killed import look, open_case, upload_all, work
from bench.kills import ERASE_STEPS, FILES, ROTATE_STEPS, SAMPLES, UPLOAD_STEPS, WORKER_STEPS, Arena, Bench
from bench.servers import prefect_server
from flows.store import StoreSettings
from flows.store.failpoints import STEPS


def test_every_step_has_its_kill() -> None:
    assert set(STEPS) == {*UPLOAD_STEPS, *WORKER_STEPS, *ERASE_STEPS, *ROTATE_STEPS}


@pytest.mark.slow
def test_killed_at_chosen_steps_nothing_is_lost_or_doubled(tmp_path: Path) -> None:
    settings = StoreSettings(
        data=tmp_path / "data", key_file=tmp_path / "keys" / "master.key", reserve_bytes=0, lease_seconds=1.0
    )
    bench = Bench(Arena(settings, (SAMPLES / FILES[0],)), seed=3)
    for step in ("upload.renamed", "upload.committed"):
        bench.upload_killed(step)
    for step in ("worker.read", "worker.saved", "worker.profile", "worker.answered"):
        bench.worker_killed(step)
    bench.rotate_killed("rotate.wrapped")
    bench.check("at the end")
    assert bench.tally.wrong == []
    assert sum(bench.tally.kills.values()) == 7


def test_a_promise_that_breaks_is_seen(tmp_path: Path) -> None:
    """The comparison itself: a lost upload, a doubled one, another profile, a document left running."""
    bench = Bench(Arena(StoreSettings(data=tmp_path), ()))
    good = {"documents": [("a", "x.pdf", "done")], "working": False, "profile": "p", "answer": "q"}
    bench.reference = lambda: good  # type: ignore[method-assign]
    acks = tmp_path / "acks"
    acks.write_text("x.pdf a\n", "utf-8")
    for change in (
        {"documents": []},
        {"documents": [("b", "x.pdf", "done")]},
        {"documents": [("a", "x.pdf", "done"), ("b", "x.pdf", "done")]},
        {"documents": [("a", "x.pdf", "running")]},
        {"working": True},
        {"profile": "other"},
        {"answer": ""},
    ):
        bench.ask = lambda *_, found=good | change: found  # type: ignore[method-assign,misc]
        before = len(bench.tally.wrong)
        bench._compare("x", "case", acks)
        assert len(bench.tally.wrong) > before, change
    bench.ask = lambda *_: good  # type: ignore[method-assign]
    before = len(bench.tally.wrong)
    bench._compare("x", "case", acks)
    assert len(bench.tally.wrong) == before


@pytest.mark.slow
def test_another_process_dies_at_a_step_and_the_worker_goes_on(tmp_path: Path) -> None:
    """As Prefect's server does: here a process that does nothing stands for it."""
    settings = StoreSettings(data=tmp_path / "data", key_file=tmp_path / "keys" / "master.key", reserve_bytes=0)
    note = tmp_path / "note.txt"
    note.write_text("CLINIC NOTE\nPatient: DOE, Jane\nDate of visit: 10/20/2026\nHemoglobin 8.4 g/dL.\n", "utf-8")
    bench = Bench(Arena(settings, (note,)))
    case, acks = bench.ask(open_case), tmp_path / "acks"
    bench.finish(upload_all, case, acks, None)
    with subprocess.Popen(["sleep", "600"], start_new_session=True) as victim:
        assert bench.finish(work, case, "worker.profile", -victim.pid) == 0
        assert victim.wait(10) == -signal.SIGKILL
    found = bench.ask(look, case)
    assert [s for _, _, s in found["documents"]] == ["done"] and found["profile"] and not found["working"]


@pytest.mark.slow
def test_prefects_server_dies_while_it_shows_the_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = StoreSettings(data=tmp_path / "data", key_file=tmp_path / "keys" / "master.key", reserve_bytes=0)
    with prefect_server() as server:
        for name, value in server.environment.items():
            monkeypatch.setenv(name, value)
        bench = Bench(Arena(settings, (SAMPLES / FILES[0],)), prefect=server)
        bench.prefect_killed("worker.merged")
    assert bench.tally.wrong == [] and dict(bench.tally.kills) == {"Prefect's server at worker.merged": 1}
