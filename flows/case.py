"""The flows that an operator sees in Prefect: ingest a document, build a profile, tailor a case, reprocess, purge.

Workers call them for what they claimed; an operator starts, schedules and retries them as deployments
(``prefect.yaml``). Parameters are opaque ids; artifacts hold counts and seconds; failures are codes. The program's own
database is the truth: a flow does the job that stands there, or makes one.
"""

import asyncio
import time
from typing import Annotated

from prefect import flow, task
from prefect.artifacts import acreate_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.concurrency.asyncio import concurrency
from pydantic import Field
from sqlalchemy import select
from sqlalchemy.orm import Session

from flows.claims import begin, take
from flows.housekeeping import keep_house
from flows.keeping import READ_STAGE
from flows.quiet import quiet
from flows.store import SYSTEM, Repository, Store
from flows.store.errors import NotFoundError
from flows.store.jobs import Claim, enqueue
from flows.store.rights import erase_case
from flows.store.tables import Answer, Document, Patient, ProfileVersion, StageOutput
from flows.versions import build_version, read_version, tailor_version
from flows.work import Report, Work
from flows.worker import Worker

NOTHING = "nothing to do"
OCR_LIMIT = "ocr"
LEASE_SECONDS, MOST_WAIT = 60.0, 600.0
"""A place under the limit is leased: who is killed gives it back within a minute or so. Prefect's limits on *tags* hold
the places of killed tasks for ever, so none is used. After ``MOST_WAIT`` a worker reads without Prefect's leave."""
Id = Annotated[str, Field(pattern="^[0-9a-f]{32}$", description="an id as the program makes them, never a name")]


@task(task_run_name="{kind}", tags=["oncotailor"], cache_policy=NO_CACHE, persist_result=False, log_prints=False)
async def do_job(kind: str, patient_id: str, subject: str, attempt: int) -> None:
    """Do the job that was claimed, or claim it; with an artifact of counts and seconds."""
    with quiet(kind):
        report = await asyncio.to_thread(_do, kind, patient_id, subject, attempt)
    await _show(kind, report)


@task(
    task_run_name="read-with-ocr", tags=["oncotailor", "ocr"], cache_policy=NO_CACHE, persist_result=False,
    log_prints=False,
)  # fmt: skip
async def read_document(patient_id: str, document_id: str, attempt: int) -> None:
    """Read one document; the limit ``ocr``, where an operator set one, bounds how many read at once everywhere."""
    with quiet("ingest"):
        async with concurrency(OCR_LIMIT, lease_duration=LEASE_SECONDS, timeout_seconds=MOST_WAIT):
            report = await asyncio.to_thread(_do, "ingest", patient_id, document_id, attempt)
    await _show("ingest", report)


def _do(kind: str, patient_id: str, subject: str, attempt: int) -> Report:
    """A job in hand is done as it is; one that an operator asks for is made, claimed, and done with a lease kept."""
    held = take(kind, patient_id, subject, attempt)
    if held is not None:
        held.report = held.work.perform(held.claim)
        return held.report
    with begin() as (store, work):
        claimed = _claim(store, kind, patient_id, subject)
        report = Report(outcome=NOTHING)
        if claimed is not None:
            Worker(store, work, run=lambda w, c: _note(report, w, c)).do(claimed)
        return report


def _note(report: Report, work: Work, claim: Claim) -> Report:
    done = work.perform(claim)
    report.counts, report.outcome = done.counts, done.outcome
    return done


def _claim(store: Store, kind: str, patient_id: str, subject: str) -> Claim | None:
    """Make sure that the job waits, and claim it; None where a worker has it already."""
    from flows.store.jobs import claim
    from flows.store.store import new_id

    with store.database.write() as session:
        now = store.database.now(session)
        patient = session.scalars(select(Patient).where(Patient.id == patient_id).with_for_update()).one_or_none()
        if patient is None or patient.state != "open":
            raise NotFoundError
        job_id = enqueue(session, kind, patient_id, subject, now)
    return claim(store.database, store.settings, new_id(), (kind,), job_id=job_id)


async def _show(kind: str, report: Report) -> None:
    """Counts and seconds where an operator sees them."""
    rows = [{"what": "outcome", "value": report.outcome}]
    rows += [{"what": name, "value": str(value)} for name, value in sorted(report.counts.items())]
    await acreate_table_artifact(key=f"{kind}-job", table=rows, description="counts and seconds; nothing of a record")


@flow(name="ingest-document", flow_run_name="ingest-{document_id}", persist_result=False, log_prints=False)
async def ingest_document(document_id: Id, attempt: int = 0) -> None:
    """Upload to words. ``attempt`` is set by workers; leave it 0 to have the document read again."""
    with quiet("ingest"):
        patient_id = await asyncio.to_thread(_owner, document_id, attempt)
    await read_document(patient_id, document_id, attempt)


def _owner(document_id: str, attempt: int) -> str:
    held = take("ingest", None, document_id, attempt)
    if held is not None:
        return held.claim.patient_id
    with begin() as (store, _), store.database.read() as session:
        row = session.get(Document, document_id)
        if row is None:
            raise NotFoundError
        return row.patient_id


@flow(name="build-profile", flow_run_name="build-{case_id}", persist_result=False, log_prints=False)
async def build_profile(case_id: Id, attempt: int = 0) -> None:
    """Words of all documents, and what people corrected, to a new profile version (if it differs)."""
    await do_job("build", case_id, "", attempt)


@flow(name="tailor-case", flow_run_name="tailor-{case_id}", persist_result=False, log_prints=False)
async def tailor_case(case_id: Id, question_id: Id, attempt: int = 0) -> None:
    """The newest profile and one question to a tailored answer."""
    await do_job("tailor", case_id, question_id, attempt)


@flow(name="reprocess", flow_run_name="reprocess", persist_result=False, log_prints=False)
async def reprocess(case_id: Id | None = None, everything: bool = False) -> None:
    """After a reader, an extractor or a rule changed: make work of what it touches, in one case or in all."""
    with quiet("reprocess"):
        report = await asyncio.to_thread(_reprocess, case_id, everything)
    await _show("reprocess", report)


def _reprocess(case_id: str | None, everything: bool) -> Report:
    with begin() as (store, _):
        return Report(counts=dict(outdated(store, case_id, everything=everything)))


def outdated(store: Store, case_id: str | None = None, *, everything: bool = False) -> dict[str, int]:
    """Queue what code newer than its result touches; gives how many of each kind.

    A newer reader means reading again (the rest follows); else a newer extractor or rule means building again; else a
    newer answer rule means tailoring again.
    """
    counts = {"ingest": 0, "build": 0, "tailor": 0}
    with store.database.read() as session:
        query = select(Patient.id).where(Patient.state == "open")
        cases = session.scalars(query.where(Patient.id == case_id) if case_id else query).all()
    for case in cases:
        with store.database.write() as session:
            patient = session.scalars(select(Patient).where(Patient.id == case).with_for_update()).one()
            now = store.database.now(session)
            for kind, subject in _outdated(session, patient, everything=everything):
                enqueue(session, kind, case, subject, now)
                counts[kind] += 1
    return counts


def _outdated(session: Session, patient: Patient, *, everything: bool) -> list[tuple[str, str]]:
    documents = session.scalars(select(Document.id).where(Document.patient_id == patient.id)).all()
    fresh = set(
        session.scalars(
            select(StageOutput.document_id).where(
                StageOutput.patient_id == patient.id,
                StageOutput.stage == READ_STAGE,
                StageOutput.code_version == read_version(),
            )
        )
    )
    stale = [d for d in documents if everything or d not in fresh]
    if stale:
        return [("ingest", d) for d in stale]
    newest = session.get(ProfileVersion, (patient.id, patient.version))
    if newest is not None and newest.code_version != build_version():
        return [("build", "")]
    answers = session.execute(
        select(Answer.general_id, Answer.code_version).where(
            Answer.patient_id == patient.id, Answer.version == patient.version
        )
    )
    return [("tailor", g) for g, version in answers if version != tailor_version()]


@flow(name="purge", flow_run_name="purge", persist_result=False, log_prints=False)
async def purge(case_id: Id | None = None) -> None:
    """Erase one case; or, without one, all cases past their time, and whatever a crash left behind."""
    with quiet("purge"):
        report = await asyncio.to_thread(_purge, case_id)
    await _show("purge", report)


def _purge(case_id: str | None) -> Report:
    start = time.monotonic()
    with begin() as (store, _):
        if case_id is None:
            report = Report(counts=dict(keep_house(store)))
        else:
            erase_case(Repository(store, SYSTEM, case_id), "case.purge")
            report = Report(counts={"erased": 1})
    report.took("purge", start)
    return report
