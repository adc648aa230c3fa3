"""The five deployments on a real Prefect server: started by hand, watched, retried, scheduled, limited."""

import datetime as dt
import json
import os
import subprocess
import sys
import time
import urllib.error
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy
from sqlalchemy import select, update

from bench.servers import PrefectServer
from flows.store import Store, open_store
from flows.store.errors import NotFoundError
from flows.store.tables import Job, ProfileVersion
from schemas.corrections import CorrectionRequest
from tests.flows.store.conftest import settings_in
from tests.flows.store.tools import Case, new_case, note, put, run_all
from tests.flows.test_case_flows import CANARY, ROOT, environment, forms, kept, query, tell

pytestmark = [pytest.mark.prefect, pytest.mark.slow, pytest.mark.xdist_group("prefect")]
WAIT = 180.0
NAMES = {"ingest-document", "build-profile", "tailor-case", "reprocess", "purge"}


@dataclass
class Operator:
    """What an operator does in Prefect's pages, by the requests that they make."""

    prefect: PrefectServer
    ids: dict[str, str] = field(default_factory=dict)

    def until(self, what: Callable[[], Any], seconds: float = WAIT) -> Any:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            found = what()
            if found:
                return found
            time.sleep(0.3)
        raise AssertionError("it did not come")

    def start(self, name: str, **parameters: Any) -> str:
        """Quick run, with parameters; the run's id."""
        run = tell(self.prefect, f"deployments/{self.ids[name]}/create_flow_run", {"parameters": parameters})
        return str(run["id"])

    def watch(self, run: str, *wanted: str) -> str:
        """Wait for the run's end; its state."""
        ends = wanted or ("COMPLETED", "FAILED", "CRASHED")
        found = self.until(lambda: (s := self.state(run)) in ends and s)
        return str(found)

    def state(self, run: str) -> str:
        return str(next(r for r in query(self.prefect, "flow_runs") if r["id"] == run)["state"]["type"])

    def done(self, name: str, **parameters: Any) -> dict[str, str]:
        """Run to its end; the rows of its artifact."""
        run = self.start(name, **parameters)
        assert self.watch(run) == "COMPLETED", name
        return self.rows(run)

    def rows(self, run: str) -> dict[str, str]:
        made = [a for a in query(self.prefect, "artifacts") if a["flow_run_id"] == run and a["type"] == "table"]
        assert len(made) == 1
        return {row["what"]: row["value"] for row in json.loads(made[0]["data"])}

    def again(self, run: str) -> None:
        """The button "Retry"."""
        state = {"type": "SCHEDULED", "name": "AwaitingRetry", "message": "Retry from the UI"}
        tell(self.prefect, f"flow_runs/{run}/set_state", {"state": state, "force": True})


@contextmanager
def served(store: Store, prefect: PrefectServer) -> Iterator[Operator]:
    """``python -m flows.deployments``, as ``oncotailor serve`` runs it."""
    env = environment(store, prefect.environment) | {"PREFECT_RUNNER_POLL_FREQUENCY": "1"}
    with (prefect.folder / "deployments.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "flows.deployments"], cwd=ROOT, env=env, stdout=log, stderr=log
        )  # fmt: skip
    operator = Operator(prefect)
    try:
        operator.until(lambda: {d["name"] for d in query(prefect, "deployments")} >= NAMES)
        operator.ids = {d["name"]: d["id"] for d in query(prefect, "deployments")}
        yield operator
    finally:
        process.terminate()
        process.wait(60)
    assert "Warning" not in (prefect.folder / "deployments.log").read_text("utf-8", "replace")


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    store = open_store(settings_in(tmp_path))
    yield new_case(store)
    store.close()


def waiting(store: Store) -> set[tuple[str, str]]:
    """Jobs that wait: kind and case."""
    with store.database.read() as session:
        rows = session.execute(select(Job.kind, Job.patient_id).where(Job.state == "queued")).all()
    return {(kind, patient) for kind, patient in rows}


def test_an_operator_starts_watches_retries_and_schedules(case: Case, prefect: PrefectServer) -> None:
    other = new_case(case.store)
    put(other)
    run_all(case.store)
    with served(case.store, prefect) as operator:
        parameters_are_typed(operator)
        document = the_limit_on_ocr_holds(operator, case)
        the_path_by_hand(operator, case, other, document)
        only_what_a_change_touches_is_done_again(operator, case, other)
        schedules(operator)
        a_failed_run_is_retried(operator, case.store, other)
    prefect.end()
    found = kept(prefect.folder)  # of all tests that used this server
    assert len(found) > 10_000
    for word in ("NAME", "FILE", "TEXT", "DRUG"):
        for form in forms(CANARY + word):
            assert form not in found


def parameters_are_typed(operator: Operator) -> None:
    """What is no id of ours does not get in: a name typed by mistake is refused before anything keeps it."""
    held = {d["name"]: d for d in query(operator.prefect, "deployments")}
    assert set(held) == NAMES and all(
        d["tags"] == ["oncotailor"] and d["enforce_parameter_schema"] for d in held.values()
    )
    schema = held["ingest-document"]["parameter_openapi_schema"]["properties"]
    assert schema["document_id"]["pattern"] == "^[0-9a-f]{32}$" and schema["attempt"]["type"] == "integer"
    for wrong in ({"document_id": f"{CANARY}NAME, Jane"}, {"document_id": 7}, {}):
        with pytest.raises(urllib.error.HTTPError) as refused:
            operator.start("ingest-document", **wrong)
        assert refused.value.code in (409, 422)
        refused.value.close()
    assert query(operator.prefect, "flow_runs") == [] or all(
        r["deployment_id"] != operator.ids["ingest-document"] for r in query(operator.prefect, "flow_runs")
    )


def the_limit_on_ocr_holds(operator: Operator, case: Case) -> str:
    """While others hold all places, a document waits; when one gives its place back, it is read."""
    document = put(case, f"{CANARY}FILE.txt", note(f"{CANARY}NAME, Jane", f"{CANARY}TEXT"))
    tell(operator.prefect, "v2/concurrency_limits/", {"name": "ocr", "limit": 1})
    held = tell(
        operator.prefect, "v2/concurrency_limits/increment-with-lease",
        {"names": ["ocr"], "slots": 1, "mode": "concurrency", "lease_duration": 120},
    )  # fmt: skip
    run = operator.start("ingest-document", document_id=document)
    operator.watch(run, "RUNNING")
    time.sleep(2)
    assert operator.state(run) == "RUNNING" and case.repository.document(document).state == "queued"
    tell(operator.prefect, "v2/concurrency_limits/decrement-with-lease", {"lease_id": held["lease_id"]})
    assert operator.watch(run) == "COMPLETED"
    rows = operator.rows(run)
    assert rows | {"outcome": "done", "pages": "1", "ocr_pages": "0", "relied_on": "1.0", "confidence": "1.0"} == rows
    assert int(rows["words"]) > 10
    assert case.repository.document(document).state == "done"
    operator.until(lambda: places(operator) == 0)
    return document


def places(operator: Operator) -> int:
    """How many places under the limit are taken."""
    limits = tell(operator.prefect, "v2/concurrency_limits/filter", {})
    return int(next(limit["active_slots"] for limit in limits if limit["name"] == "ocr"))


def the_path_by_hand(operator: Operator, case: Case, other: Case, document: str) -> None:
    """What was read by hand becomes a profile; its answer by hand, and the profile again when she corrected a fact."""
    run_all(case.store)
    assert case.repository.status().version == 1
    question = case.repository.ask(answer_id="mds-car-t")
    assert operator.done("tailor-case", case_id=case.patient_id, question_id=question)["outcome"] == "done"
    assert case.repository.answer(question).version == 1
    found = case.repository.profile()
    (n,) = [n for n, x in enumerate(found.profile.labs) if x.analyte == "hemoglobin"]
    wanted = CorrectionRequest(about=f"labs[{n}]", action="change", fields={"value": 9.9})
    case.repository.correct(wanted, version=1)
    rows = operator.done("build-profile", case_id=case.patient_id)
    assert (rows["outcome"], rows["corrections"]) == ("done", "1")
    now = case.repository.profile()
    assert (now.info.version, now.profile.labs[n].value, now.corrections[0].by) == (2, 9.9, "patient")
    assert other.repository.status().version == 1


def only_what_a_change_touches_is_done_again(operator: Operator, case: Case, other: Case) -> None:
    """Nothing where the code is the same; after another rule, the one profile that it made, and nothing else."""
    assert waiting(case.store) <= {("tailor", case.patient_id)}
    assert {k: v for k, v in operator.done("reprocess").items() if k != "outcome"} == {
        "ingest": "0", "build": "0", "tailor": "0",
    }  # fmt: skip
    with case.store.database.write() as session:
        session.execute(
            update(ProfileVersion).where(ProfileVersion.patient_id == case.patient_id).values(code_version="before")
        )
    rows = operator.done("reprocess")
    assert (rows["ingest"], rows["build"], rows["tailor"]) == ("0", "1", "0")
    assert ("build", case.patient_id) in waiting(case.store) and ("build", other.patient_id) not in waiting(case.store)
    assert operator.done("build-profile", case_id=case.patient_id)["corrections"] == "1"  # kept by a newer code, too
    assert [x.value for x in case.repository.profile().profile.labs if x.analyte == "hemoglobin"] == [9.9]


def a_failed_run_is_retried(operator: Operator, store: Store, other: Case) -> None:
    """Without the master key nothing can be done; when it is back, "Retry" does it: a case is erased."""
    key = store.settings.key_file
    assert key is not None
    away = key.with_suffix(".away")
    key.rename(away)
    run = operator.start("purge", case_id=other.patient_id)
    assert operator.watch(run, "FAILED", "CRASHED") == "FAILED"
    away.rename(key)
    assert other.repository.status().version == 1
    operator.again(run)
    assert operator.watch(run, "COMPLETED") == "COMPLETED"
    assert operator.rows(run)["erased"] == "1"
    with pytest.raises(NotFoundError):
        other.repository.status()


def schedules(operator: Operator) -> None:
    """Purging is scheduled nightly; an operator schedules another."""
    (nightly,) = tell(operator.prefect, f"deployments/{operator.ids['purge']}/schedules", None)
    assert nightly["schedule"]["cron"] == "17 3 * * *" and nightly["active"]
    soon = (dt.datetime.now(dt.UTC) + dt.timedelta(hours=1)).isoformat()
    tell(
        operator.prefect, f"deployments/{operator.ids['reprocess']}/schedules",
        [{"schedule": {"interval": 3600, "anchor_date": soon}, "active": True}],
    )  # fmt: skip

    def planned() -> bool:
        runs = query(operator.prefect, "flow_runs")
        wanted = {operator.ids["purge"], operator.ids["reprocess"]}
        return wanted <= {r["deployment_id"] for r in runs if r["auto_scheduled"] and r["state"]["type"] == "SCHEDULED"}

    if sqlalchemy.__version__ < "2.1":  # Prefect 3.8.8 plans no run with a newer one: its inserts are refused
        operator.until(planned)


def test_deployments_are_those_of_the_file() -> None:
    """``oncotailor serve`` offers what ``prefect.yaml`` describes."""
    env = {k: v for k, v in os.environ.items() if not k.startswith("PREFECT")}
    code = (
        "import json, logging; from flows.deployments import deployments;"
        "print(json.dumps([[d.name, d.description, d.tags, bool(d.schedules)] for d in deployments()]))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=env, capture_output=True, text=True, check=True)
    ours = sorted(json.loads(done.stdout.strip().splitlines()[-1]))
    import yaml

    described = yaml.safe_load((ROOT / "prefect.yaml").read_text("utf-8"))["deployments"]
    theirs = sorted([d["name"], d["description"], d["tags"], "schedules" in d] for d in described)
    assert ours == theirs and {name for name, *_ in ours} == NAMES
