"""The audit: who did what with whose records, and nothing of their content. Each row seals the one before.

The row is written in the transaction of the act itself: what cannot be audited does not happen.
"""

import json
from collections.abc import Sequence
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from flows.store.database import Database
from flows.store.principal import Principal
from flows.store.tables import Audit
from schemas.base import Record

START = "0" * 64
BATCH = 1000


class AuditEntry(Record):
    """One act, as a patient may read it."""

    seq: int
    at: float
    actor_kind: str
    actor: str
    action: str
    subject: str | None
    result: str


class AuditCheck(Record):
    """``broken`` is the first row that does not fit; ``head`` the last row's hash, to be kept elsewhere."""

    rows: int
    head: str
    broken: int | None = None


def record(
    database: Database,
    session: Session,
    who: Principal,
    action: str,
    *,
    patient_id: str | None = None,
    subject: str | None = None,
    result: str = "ok",
) -> None:
    """Add one row; to be called last in a transaction, since others wait for it."""
    database.serialise(session)
    last = session.execute(select(Audit.seq, Audit.hash).order_by(Audit.seq.desc()).limit(1)).one_or_none()
    row = Audit(
        seq=(last.seq if last else 0) + 1,
        at=round(database.now(session), 6),
        actor_kind=who.kind,
        actor=who.id,
        action=action,
        patient_id=patient_id,
        subject=subject,
        result=result,
        previous=last.hash if last else START,
    )
    row.hash = _hash(row)
    session.add(row)
    session.flush()


def _hash(row: Audit) -> str:
    content = [
        row.seq, row.at, row.actor_kind, row.actor, row.action, row.patient_id, row.subject, row.result, row.previous,
    ]  # fmt: skip
    return sha256(json.dumps(content).encode()).hexdigest()


def check(session: Session, head: tuple[int, str] | None = None) -> AuditCheck:
    """Whether the chain is whole, and holds ``head`` (row, hash), which was noted earlier."""
    previous, expected, rows = START, 1, 0
    anchored = head is None
    while True:
        batch: Sequence[Audit] = session.scalars(
            select(Audit).where(Audit.seq >= expected).order_by(Audit.seq).limit(BATCH)
        ).all()
        for row in batch:
            if row.seq != expected or row.previous != previous or row.hash != _hash(row):
                return AuditCheck(rows=rows, head=previous, broken=expected)
            if head is not None and row.seq == head[0]:
                if row.hash != head[1]:
                    return AuditCheck(rows=rows, head=previous, broken=row.seq)
                anchored = True
            previous, expected, rows = row.hash, expected + 1, rows + 1
        if len(batch) < BATCH:
            break
        session.expunge_all()
    return AuditCheck(rows=rows, head=previous, broken=None if anchored else expected)


def trail(session: Session, patient_id: str, *, before: int | None, limit: int) -> tuple[AuditEntry, ...]:
    """What was done with one patient's records, latest first."""
    query = select(Audit).where(Audit.patient_id == patient_id)
    if before is not None:
        query = query.where(Audit.seq < before)
    rows = session.scalars(query.order_by(Audit.seq.desc()).limit(limit)).all()
    return tuple(
        AuditEntry(
            seq=r.seq, at=r.at, actor_kind=r.actor_kind, actor=r.actor, action=r.action, subject=r.subject,
            result=r.result,
        )
        for r in rows
    )  # fmt: skip
