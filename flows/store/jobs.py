"""The queue: jobs are rows, claimed with a lease, fenced by their attempt, and never lost or left running for ever."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select, update
from sqlalchemy.orm import Session, aliased

from flows.store.database import Database
from flows.store.errors import FencedError
from flows.store.settings import StoreSettings
from flows.store.store import new_id
from flows.store.tables import Document, Job, Patient

KINDS = ("ingest", "build", "tailor", "purge")
LIVE = ("queued", "running")


@dataclass(frozen=True, slots=True)
class Claim:
    """A job in this worker's hands until its lease ends. ``subject`` is a document's or a question's id, or ''."""

    job_id: str
    kind: str
    patient_id: str
    subject: str
    attempt: int
    breaks: int
    deaths: int = 0


class LostJob:
    """What became of jobs whose worker went away."""

    def __init__(self) -> None:
        self.again, self.given_up = 0, 0


def enqueue(session: Session, kind: str, patient_id: str, subject: str, now: float) -> str:
    """Have something done, once: an equal job that still waits is enough (one that runs may have begun too early)."""
    waiting = session.scalars(
        select(Job.id).where(
            Job.kind == kind, Job.patient_id == patient_id, Job.subject == subject, Job.state == "queued"
        )
    ).first()
    if waiting is not None:
        return waiting
    job = Job(id=new_id(), kind=kind, patient_id=patient_id, subject=subject, created=now, changed=now)
    session.add(job)
    session.flush()
    return job.id


def claim(
    database: Database,
    settings: StoreSettings,
    owner: str,
    kinds: Iterable[str] = KINDS,
    *,
    job_id: str | None = None,
) -> Claim | None:
    """Take the next job that is due (or the one named, if it waits); None where there is none."""
    with database.write() as session:
        now = database.now(session)
        query = _due(now, tuple(kinds))
        if job_id is not None:
            query = query.where(Job.id == job_id)
        job = session.scalars(query.limit(1).with_for_update(skip_locked=True, of=Job)).first()
        if job is None:
            return None
        job.state, job.attempt = "running", job.attempt + 1
        job.lease_owner, job.lease_until, job.changed = owner, now + settings.lease_seconds, now
        if job.kind == "ingest":
            session.execute(update(Document).where(Document.id == job.subject).values(state="running", changed=now))
        return Claim(job.id, job.kind, job.patient_id, job.subject, job.attempt, job.breaks, job.deaths)


def _due(now: float, kinds: tuple[str, ...]) -> Select[Any]:
    """Oldest first; a profile waits for the case's documents, an answer for its profile; one of a kind at a time."""
    other = aliased(Job)

    def live(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
        return exists().where(other.patient_id == Job.patient_id, other.id != Job.id, *conditions)

    reading = live(other.kind == "ingest", other.state.in_(LIVE), other.failures == 0)
    building = live(other.kind == "build", other.state.in_(LIVE))
    same = live(other.kind == Job.kind, other.subject == Job.subject, other.state == "running")
    busy = or_(same, and_(Job.kind == "build", reading), and_(Job.kind == "tailor", building))
    return (
        select(Job)
        .where(Job.state == "queued", Job.not_before <= now, Job.kind.in_(kinds), ~busy)
        .order_by(Job.not_before, Job.created, Job.id)
    )


def renew(database: Database, settings: StoreSettings, held: Claim) -> bool:
    """Keep a claim for another lease; False if it was lost."""
    with database.write() as session:
        until = database.now(session) + settings.lease_seconds
        done = session.execute(
            update(Job)
            .where(Job.id == held.job_id, Job.attempt == held.attempt, Job.state == "running")
            .values(lease_until=until)
        )
        return _count(done) == 1


def fence(session: Session, held: Claim) -> Job:
    """The claim's row, locked until the end of the transaction.

    Raises:
        FencedError: the claim was lost; nothing of this transaction may be kept.
    """
    job = session.scalars(
        select(Job)
        .where(Job.id == held.job_id, Job.attempt == held.attempt, Job.state == "running")
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()
    if job is None:
        raise FencedError
    return job


def progressed(job: Job) -> None:
    """Something was kept: workers lost before it no longer count against the job."""
    job.deaths = 0


def finish(session: Session, held: Claim, now: float, *, state: str = "done", code: str | None = None) -> None:
    """End a job in the transaction that keeps its result."""
    job = fence(session, held)
    job.state, job.code, job.changed, job.lease_until, job.lease_owner = state, code, now, None, None


def give_back(
    session: Session, held: Claim, now: float, *, seconds: float, code: str, broke: bool = False
) -> Job:  # fmt: skip
    """Let a job be tried again after ``seconds``."""
    job = fence(session, held)
    job.failures, job.breaks = job.failures + 1, job.breaks + int(broke)
    job.state, job.code, job.changed, job.lease_until, job.lease_owner = "queued", code, now, None, None
    job.not_before = now + seconds
    _merge_twin(session, job)
    return job


def _merge_twin(session: Session, job: Job) -> None:
    """An equal job that waits already does for both."""
    twin = select(Job).where(
        Job.kind == job.kind, Job.patient_id == job.patient_id, Job.subject == job.subject, Job.state == "queued",
        Job.id != job.id,
    )  # fmt: skip
    with session.no_autoflush:
        if session.scalars(twin).first() is not None:
            job.state, job.code = "done", "merged"


def expire(database: Database, settings: StoreSettings) -> LostJob:
    """Take jobs from workers whose lease ended: to be done again, or, after too many, given up (the poison rule)."""
    result = LostJob()
    with database.write() as session:
        now = database.now(session)
        lost = select(Job).where(Job.state == "running", Job.lease_until < now)
        for job in session.scalars(lost.with_for_update(skip_locked=True)).all():
            job.deaths, job.changed, job.lease_until, job.lease_owner = job.deaths + 1, now, None, None
            if job.deaths >= settings.most_deaths:
                job.state, job.code = "failed", "poison"
                give_up(session, job, now)
                result.given_up += 1
            else:
                job.state = "queued"
                _merge_twin(session, job)
                _wait_again(session, job, now)
                result.again += 1
            session.flush()
    return result


def _wait_again(session: Session, job: Job, now: float) -> None:
    if job.kind == "ingest":
        session.execute(update(Document).where(Document.id == job.subject).values(state="queued", changed=now))


def give_up(session: Session, job: Job, now: float) -> None:
    """A document that ended workers again and again stands as such in the profile, which is built without it."""
    if job.kind == "ingest":
        session.execute(
            update(Document).where(Document.id == job.subject).values(state="attention", code="poison", changed=now)
        )
        enqueue(session, "build", job.patient_id, "", now)


def reconcile(database: Database, settings: StoreSettings) -> int:
    """Mend what no job stands for: documents that wait, questions and profiles that are owed. Gives how many."""
    mended = expire(database, settings).again
    with database.write() as session:
        now = database.now(session)
        job = aliased(Job)
        has_job = exists().where(job.kind == "ingest", job.subject == Document.id, job.state.in_(LIVE))
        orphans = select(Document).join(Patient).where(
            Document.state.in_(LIVE), ~has_job, Patient.state == "open"
        )  # fmt: skip
        for document in session.scalars(orphans).all():
            document.state = "queued"
            enqueue(session, "ingest", document.patient_id, document.id, now)
            mended += 1
    return mended


def _count(result: object) -> int:
    return int(getattr(result, "rowcount", 0))
