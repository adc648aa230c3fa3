"""The one way to a patient's rows: a principal, checked in the transaction that reads or writes."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from flows.store import audit
from flows.store.errors import NotFoundError
from flows.store.principal import Principal
from flows.store.seal import Sealer
from flows.store.store import Store
from flows.store.tables import Client, Consent, Patient


@dataclass(slots=True)
class Held:
    """A transaction in which the principal may see this patient's rows; ``subject`` is what the audit names."""

    session: Session
    patient: Patient
    sealer: Sealer
    now: float
    subject: str | None = None

    @property
    def id(self) -> str:
        """The patient's id."""
        return self.patient.id


class Scope:
    """A principal and a patient. Whether the one may see the other is asked anew in every transaction."""

    def __init__(self, store: Store, principal: Principal, patient_id: str | None = None) -> None:
        self.store, self.principal = store, principal
        self.patient_id = patient_id or principal.patient_id or ""

    @contextmanager
    def _act(self, action: str, scope: str, *, subject: str | None = None, lock: bool = True) -> Iterator[Held]:
        """A writing transaction with its row of audit; refusals are audited too, and look like absence.

        ``lock`` keeps other acts on the same case out until the end.
        """
        try:
            with self.store.database.write() as session:
                held = self._hold(session, scope, lock=lock)
                held.subject = subject
                yield held
                audit.record(
                    self.store.database, session, self.principal, action, patient_id=held.id, subject=held.subject
                )
        except NotFoundError:
            self.store.note(self.principal, action, subject=_shown(subject or self.patient_id), result="refused")
            raise

    @contextmanager
    def _look(self, scope: str, action: str) -> Iterator[Held]:
        """A reading transaction for what says nothing of the records but states and names of files.

        The patient looks at her own without a row of audit; others leave one.
        """
        if self.principal.kind not in ("patient", "system"):
            with self._act(action, scope, lock=False) as held:
                yield held
            return
        try:
            with self.store.database.read() as session:
                yield self._hold(session, scope, lock=False)
        except NotFoundError:
            self.store.note(self.principal, action, subject=_shown(self.patient_id), result="refused")
            raise

    def _hold(self, session: Session, scope: str, *, lock: bool) -> Held:
        query = select(Patient).where(Patient.id == self.patient_id, Patient.state == "open")
        patient = session.scalars(query.with_for_update() if lock else query).one_or_none()
        if patient is None or not self._may(session, scope):
            raise NotFoundError
        return Held(
            session, patient, self.store.sealer(session, patient.id), self.store.database.now(session)
        )  # fmt: skip

    def _may(self, session: Session, scope: str) -> bool:
        who = self.principal
        if who.kind == "system":
            return True
        if who.kind == "patient":
            return who.patient_id == self.patient_id
        if who.kind != "client" or scope not in who.scopes:
            return False
        consent = session.get(Consent, (self.patient_id, who.id))
        client = session.get(Client, who.id)
        return consent is not None and client is not None and not client.revoked and scope in consent.scopes.split()


OWNER = "owner"
"""A scope that no client has: the patient's own acts."""


def is_id(asked: str) -> bool:
    """Whether this is written as ids are; anything else is nobody's, and some of it no database would take."""
    return len(asked) == 32 and all(c in "0123456789abcdef" for c in asked)


def _shown(asked: str) -> str | None:
    """Ids stand in the audit; anything else a caller may have sent does not."""
    return asked if len(asked) in (32, 64) and all(c in "0123456789abcdef" for c in asked) else None
