"""What has to be done now and then: jobs nobody stands for, blobs nobody owns, cases past their time."""

import contextlib
import json

from sqlalchemy import delete, select

from flows.store import SYSTEM, Repository, Store
from flows.store.errors import NotFoundError
from flows.store.files import write_whole
from flows.store.jobs import reconcile
from flows.store.profiles import case_settings
from flows.store.rights import erase_case
from flows.store.tables import Audit, Document, Job, Patient, Session, Token, Worker
from flows.store.verify import anchor_file

ORPHAN_SECONDS = 3600.0
JOB_SECONDS = 30 * 86_400.0
DAY = 86_400.0


def look_after(store: Store) -> int:
    """What cannot wait: jobs and documents that were left, and the audit's anchor. Gives how many were mended."""
    mended = reconcile(store.database, store.settings)
    anchor(store)
    return mended


def keep_house(store: Store) -> dict[str, int]:
    """All of it; gives counts."""
    counts = {"mended": look_after(store)}
    counts["blobs"] = remove_orphans(store)
    counts["erased"] = erase_expired(store)
    _forget_old(store)
    return counts


def remove_orphans(store: Store, seconds: float = ORPHAN_SECONDS) -> int:
    """Blobs that no document owns and that are not just being made: what a crash left behind. Gives how many."""
    found = list(store.blobs.list())
    with store.database.read() as session:
        owned = set(session.execute(select(Document.patient_id, Document.blob)))
        now = store.database.now(session)
        gone = set(session.scalars(select(Patient.id).where(Patient.state == "erased")))
    removed = 0
    for patient, blob, changed in found:
        if (patient, blob) not in owned and (patient in gone or changed < now - seconds):
            store.blobs.delete(patient, blob)
            removed += 1
    for patient in gone & {p for p, _, _ in found}:
        store.blobs.forget(patient)
    return removed


def erase_expired(store: Store) -> int:
    """Cases untouched for as long as the service, or the patient, said they are to be kept. Gives how many."""
    days = store.settings.retention_days
    with store.database.read() as session:
        now = store.database.now(session)
        rows = session.scalars(
            select(Patient).where(Patient.state == "open", Patient.touched < now - DAY)
        ).all()  # fmt: skip
    erased = 0
    for row in rows:
        repository = Repository(store, SYSTEM, row.id)
        with contextlib.suppress(NotFoundError):
            with repository._look("", "") as held:
                own = case_settings(held).retention_days
            kept = min((d for d in (days, own) if d is not None), default=None)
            if kept is not None and row.touched < now - kept * DAY:
                erase_case(repository, "case.expire")
                erased += 1
    return erased


def _forget_old(store: Store) -> None:
    """Sessions and tokens that ended, jobs long done, workers long gone."""
    with store.database.write() as session:
        now = store.database.now(session)
        session.execute(delete(Session).where(Session.ends < now))
        session.execute(delete(Token).where(Token.ends < now))
        session.execute(delete(Worker).where(Worker.seen < now - DAY))
        session.execute(delete(Job).where(Job.state.in_(("done", "failed")), Job.changed < now - JOB_SECONDS))


def anchor(store: Store) -> None:
    """Note the audit's last row beside the master key: rows cut off at the end are missed then."""
    with store.database.read() as session:
        last = session.execute(select(Audit.seq, Audit.hash).order_by(Audit.seq.desc()).limit(1)).one_or_none()
    if last is not None:
        with contextlib.suppress(OSError):
            write_whole(anchor_file(store.settings), json.dumps({"seq": last.seq, "hash": last.hash}).encode())
