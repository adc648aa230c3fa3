"""After an update only what it touches is made again."""

import pytest

import flows.case
import flows.keeping
from flows.store import Store
from tests.flows.store.tools import new_case, note, put, run_all


def test_only_what_newer_code_touches_is_made_again(sqlite_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store, case = sqlite_store, new_case(sqlite_store)
    put(case)
    put(case, "b.txt", note(more="LDH 300 U/L.").replace(b"10/20", b"11/02"))
    case.repository.ask(answer_id="mds-car-t")
    run_all(store)
    nothing = {"ingest": 0, "build": 0, "tailor": 0}
    assert flows.case.outdated(store) == nothing
    for name, expected, jobs in (
        ("tailor_version", {"tailor": 1}, ["tailor"]),
        ("build_version", {"build": 1}, ["build", "tailor"]),
        ("read_version", {"ingest": 2}, ["ingest", "ingest", "build"]),
    ):
        for module in (flows.case, flows.keeping):
            monkeypatch.setattr(module, name, lambda name=name: f"newer {name[:4]}")
        assert flows.case.outdated(store, case.patient_id) == nothing | expected
        assert flows.case.outdated(store) == nothing | expected  # queued once
        assert [line.split()[0] for line in run_all(store)] == jobs
        assert flows.case.outdated(store) == nothing
    assert flows.case.outdated(store, "0" * 32) == nothing
    assert flows.case.outdated(store, everything=True) == nothing | {"ingest": 2}
