"""What concerns no single patient's page: clients' lists and webhooks, operators' counts."""

import json

from sqlalchemy import func, select, update

from flows.store import audit
from flows.store.errors import NotFoundError
from flows.store.jobs import LIVE
from flows.store.passwords import new_token
from flows.store.principal import Principal
from flows.store.records import CaseChange, QueueCounts, WebhookMessage
from flows.store.store import Store
from flows.store.tables import Client, Consent, Delivery, Document, Job, Patient, ProfileVersion, Webhook, Worker

MOST_TRIES = 8
WORKER_GONE = 120.0
RESEND = 120.0


def cases_since(
    store: Store, principal: Principal, change: int = 0, limit: int = 100
) -> tuple[CaseChange, ...]:  # fmt: skip
    """Cases opened to a client whose newest profile is newer than ``change``, in the order of change.

    Raises:
        NotFoundError: this is no client that may read profiles.
    """
    if principal.kind != "client" or "profile.read" not in principal.scopes:
        store.note(principal, "case.list", result="refused")
        raise NotFoundError
    with store.database.write() as s:
        rows = s.execute(
            select(ProfileVersion, Consent.scopes)
            .join(Patient, Patient.id == ProfileVersion.patient_id)
            .join(Consent, Consent.patient_id == ProfileVersion.patient_id)
            .join(Client, Client.id == Consent.client_id)
            .where(
                Consent.client_id == principal.id,
                Client.revoked.is_(False),
                Patient.state == "open",
                ProfileVersion.version == Patient.version,
                ProfileVersion.change > change,
            )
            .order_by(ProfileVersion.change)
            .limit(min(limit, 1000))
        ).all()
        audit.record(store.database, s, principal, "case.list")
    return tuple(
        CaseChange(patient_id=v.patient_id, version=v.version, etag=v.etag, change=v.change, created=v.created)
        for v, scopes in rows
        if "profile.read" in scopes.split()
    )


def set_webhook(store: Store, principal: Principal, url: str | None) -> str | None:
    """Where a client is told of new profiles; gives the secret that signs messages, shown this once. None ends it."""
    if principal.kind != "client":
        raise NotFoundError
    with store.database.write() as s:
        held = s.get(Webhook, principal.id)
        if held is not None:
            s.delete(held)
            s.flush()
        secret = None
        if url is not None:
            secret = new_token()
            body = json.dumps({"url": url, "secret": secret}).encode()
            sealed = store.keyring.sealer().seal(body, "webhook", principal.id)
            s.add(Webhook(client_id=principal.id, body_sealed=sealed, created=store.database.now(s)))
        audit.record(store.database, s, principal, "webhook.set" if url else "webhook.end")
    return secret


def due_messages(store: Store, limit: int = 20) -> tuple[WebhookMessage, ...]:
    """Messages to send now; each is given out again only after two minutes, should it not be settled."""
    found = []
    with store.database.write() as s:
        now = store.database.now(s)
        rows = s.scalars(
            select(Delivery)
            .where(Delivery.state == "queued", Delivery.not_before <= now)
            .order_by(Delivery.created, Delivery.id)
            .limit(limit)
            .with_for_update(skip_locked=True)
        ).all()
        for row in rows:
            hook = s.get(Webhook, row.client_id)
            if hook is None:
                row.state = "dropped"
                continue
            row.attempt, row.not_before = row.attempt + 1, now + RESEND
            target = json.loads(store.keyring.open_any(hook.body_sealed, "webhook", row.client_id))
            found.append(
                WebhookMessage(
                    id=row.id, client_id=row.client_id, patient_id=row.patient_id, event=row.event,
                    version=row.version, attempt=row.attempt, url=target["url"], secret=target["secret"],
                )
            )  # fmt: skip
    return tuple(found)


def message_done(store: Store, message_id: str) -> None:
    """A message has arrived."""
    with store.database.write() as s:
        s.execute(update(Delivery).where(Delivery.id == message_id).values(state="sent"))


def message_failed(store: Store, message_id: str) -> None:
    """A message has not arrived: again later, ever more seldom, at last no more."""
    with store.database.write() as s:
        row = s.get(Delivery, message_id)
        if row is not None:
            row.not_before = store.database.now(s) + 10.0 * 3**row.attempt
            row.state = "queued" if row.attempt < MOST_TRIES else "failed"


def queue_counts(store: Store) -> QueueCounts:
    """How much there is to do and who does it; nothing of any patient."""
    with store.database.read() as s:
        now = store.database.now(s)
        jobs: dict[str, dict[str, int]] = {}
        for kind, state, n in s.execute(select(Job.kind, Job.state, func.count()).group_by(Job.kind, Job.state)):
            jobs.setdefault(kind, {})[state] = n
        oldest = s.scalar(select(func.min(Job.created)).where(Job.state.in_(LIVE)))
        documents = {
            state: n for state, n in s.execute(select(Document.state, func.count()).group_by(Document.state))
        }  # fmt: skip
        return QueueCounts(
            jobs=jobs,
            oldest_seconds=max(0.0, now - oldest) if oldest is not None else 0.0,
            documents=documents,
            workers=s.scalar(select(func.count()).where(Worker.seen > now - WORKER_GONE)) or 0,
            patients=s.scalar(select(func.count()).where(Patient.state == "open")) or 0,
        )
