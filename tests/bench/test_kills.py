"""A few of the kills of ``python -m bench.kills``, one for each kind of step."""

from pathlib import Path

import pytest

from bench.kills import ERASE_STEPS, FILES, ROTATE_STEPS, SAMPLES, UPLOAD_STEPS, WORKER_STEPS, Arena, Bench
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
