"""An evil parser runs as the reading child; nothing it tries may succeed, in either sandbox."""

import pytest

from bench.breach import I386_GETPID, X32_GETPID, drill, foreign_call
from pipeline.sandbox.limits import most_processes
from schemas.errors import ReadFailure
from tests.pipeline.sandbox.ways import both

RETURN = "c3"  # machine code that does nothing


@both
def test_every_try_is_refused(way):
    outcome = drill(way)
    assert outcome.gained == {}
    assert (outcome.reached, outcome.changed, outcome.victim_lives) == (0, False, True)
    assert len(outcome.tried) > 170
    for name in (
        "forks",
        "loopback",
        "abstract socket",
        "call ptrace",
        "call keyctl",
        "call io_uring_setup",
        "call bpf",
    ):
        assert outcome.tried[name] == "refused"
    if way == "bubblewrap":
        assert 8 < outcome.threads <= most_processes()


@both
def test_the_kernels_other_tables_of_calls_are_shut(way, on_intel):
    assert foreign_call(way, RETURN) is None
    assert foreign_call(way, I386_GETPID) is ReadFailure.CRASH
    assert foreign_call(way, X32_GETPID) is ReadFailure.CRASH


@pytest.fixture
def on_intel():
    import platform

    if platform.machine() != "x86_64":
        pytest.skip("the machine code of this test is Intel's")
