"""What is a patient's own: corrections, consents, the audit, everything to take away, everything erased."""

from collections.abc import Iterator

from sqlalchemy import delete, func, select

from flows.store.audit import AuditEntry, trail
from flows.store.errors import CorrectionError, NotFoundError, StaleError
from flows.store.failpoints import failpoint
from flows.store.jobs import enqueue
from flows.store.principal import SCOPES
from flows.store.profiles import held_version, profile_body
from flows.store.records import ConsentInfo
from flows.store.scope import OWNER, Held, Scope, is_id
from flows.store.store import Store
from flows.store.tables import (
    Answer,
    Client,
    Consent,
    DataKey,
    Delivery,
    Document,
    General,
    Idempotency,
    Incident,
    Job,
    ProfileVersion,
    Session,
    StageOutput,
)
from flows.store.tables import Correction as CorrectionRow
from pipeline.corrections import resolve
from schemas.corrections import Correction, CorrectionRequest

PATIENT_ACTOR = "patient"
MOST_CORRECTIONS = 10_000


def held_corrections(held: Held) -> tuple[Correction, ...]:
    """All corrections of a case in their order."""
    rows = held.session.scalars(
        select(CorrectionRow).where(CorrectionRow.patient_id == held.id).order_by(CorrectionRow.seq)
    ).all()
    return tuple(
        Correction.model_validate_json(held.sealer.open(r.body_sealed, held.id, "correction", r.seq)) for r in rows
    )


class Rights(Scope):
    """The part of the repository that only the patient may use."""

    def correct(self, request: CorrectionRequest, *, version: int, seen: int | None = None) -> int:
        """Keep a correction and have the profile built with it; gives its number.

        Args:
            request: what is wrong, by a pointer into profile ``version``.
            version: the profile version looked at.
            seen: the last correction known, where more were made since that version was built.

        Raises:
            NotFoundError: there is no such profile version.
            StaleError: the same fact was corrected since then.
            CorrectionError: the correction does not fit.
        """
        with self._act("correction.add", OWNER) as held:
            row = held_version(held, version)
            made = self._resolved(held, request, profile_body(held, row).profile)
            last = held.session.scalar(
                select(func.max(CorrectionRow.seq)).where(
                    CorrectionRow.patient_id == held.id, CorrectionRow.target == made.target
                )
            )
            known = max(row.corrected, seen or 0)
            if last is not None and last > known:
                raise StaleError(last)
            if held.patient.corrected >= MOST_CORRECTIONS:
                raise CorrectionError("there are as many corrections as a case may have")
            held.patient.corrected += 1
            made = made.model_copy(update={"seq": held.patient.corrected, "at": held.now})
            sealed = held.sealer.seal(made.model_dump_json().encode(), held.id, "correction", made.seq)
            held.session.add(
                CorrectionRow(
                    patient_id=held.id, seq=made.seq, target=made.target, body_sealed=sealed, created=held.now
                )
            )  # fmt: skip
            enqueue(held.session, "build", held.id, "", held.now)
            held.patient.touched = held.now
            held.subject = str(made.seq)
            return made.seq

    def _resolved(self, held: Held, request: CorrectionRequest, profile: object) -> Correction:
        by = PATIENT_ACTOR if self.principal.kind == "patient" else self.principal.id
        if request.action == "undo":
            known = {c.seq: c for c in held_corrections(held)}
            if request.undoes not in known:
                raise CorrectionError
            undone = known[request.undoes]
            return undone.model_copy(
                update={"action": "undo", "undoes": undone.seq, "note": request.note, "by": by, "fields": {}}
            )
        made = resolve(profile, request, by=by)  # type: ignore[arg-type]
        if made is None:
            raise CorrectionError
        return made.model_copy(update={"target": held.sealer.mac("target", made.target.encode())})

    def corrections(self) -> tuple[Correction, ...]:
        """All corrections, also those undone, in their order."""
        with self._look(OWNER, "correction.list") as held:
            return held_corrections(held)

    def consents(self) -> tuple[ConsentInfo, ...]:
        """All services, with what the patient lets each do."""
        with self._look(OWNER, "consent.list") as held:
            given = {
                c.client_id: c for c in held.session.scalars(select(Consent).where(Consent.patient_id == held.id)).all()
            }
            clients = held.session.scalars(
                select(Client)
                .where(Client.kind == "client", Client.revoked.is_(False))
                .order_by(Client.name, Client.id)
            ).all()
            return tuple(
                ConsentInfo(
                    client_id=c.id, name=c.name, scopes=tuple(given[c.id].scopes.split()) if c.id in given else (),
                    created=given[c.id].created if c.id in given else None,
                )
                for c in clients
            )  # fmt: skip

    def grant(self, client_id: str, scopes: tuple[str, ...]) -> None:
        """Let a service do what ``scopes`` say, and nothing else it was let before."""
        if set(scopes) - set(SCOPES):
            raise CorrectionError("there is no such scope")
        with self._act("consent.give", OWNER, subject=client_id) as held:
            client = held.session.get(Client, client_id) if is_id(client_id) else None
            if client is None or client.revoked or client.kind != "client":
                raise NotFoundError
            allowed = " ".join(sorted(set(scopes) & set(client.scopes.split())))
            row = held.session.get(Consent, (held.id, client_id))
            if row is None:
                held.session.add(
                    Consent(patient_id=held.id, client_id=client_id, scopes=allowed, created=held.now)
                )  # fmt: skip
            else:
                row.scopes, row.created = allowed, held.now

    def revoke(self, client_id: str) -> None:
        """Take a consent back; it counts from now on."""
        with self._act("consent.take_back", OWNER, subject=client_id) as held:
            row = held.session.get(Consent, (held.id, client_id)) if is_id(client_id) else None
            if row is None:
                raise NotFoundError
            held.session.delete(row)
            held.session.execute(
                delete(Delivery).where(Delivery.patient_id == held.id, Delivery.client_id == client_id)
            )  # fmt: skip

    def audit(self, *, before: int | None = None, limit: int = 100) -> tuple[AuditEntry, ...]:
        """Who saw or changed what, latest first; go on with ``before`` the last row's number."""
        with self._look(OWNER, "audit.read") as held:
            return trail(held.session, held.id, before=before, limit=min(limit, 1000))

    def export(self) -> Iterator[bytes]:
        """Everything of the case as a ZIP, piece by piece."""
        from flows.store.export import export_case

        with self._act("case.export", OWNER, lock=False):
            pass
        return export_case(self.store, self.principal, self.patient_id)

    def erase(self) -> None:
        """Destroy the key, and with it everything; rows and files go too. The audit keeps the act."""
        erase_case(self)


_OWNED = (
    Job, Idempotency, Delivery, Consent, StageOutput, Answer, General, CorrectionRow, ProfileVersion, Document,
    Incident, DataKey, Session,
)  # fmt: skip


def erase_case(scope: Scope, action: str = "case.erase") -> None:
    """Erase a case for whoever ``scope`` stands for; blobs left by a crash go with the next reconciliation."""
    failpoint("erase.begun")
    with scope._act(action, OWNER) as held:
        blobs = held.session.scalars(select(Document.blob).where(Document.patient_id == held.id)).all()
        for table in _OWNED:
            held.session.execute(delete(table).where(table.patient_id == held.id))
        patient = held.patient
        patient.state, patient.handle, patient.secret_hash, patient.subject_hash = "erased", None, None, None
        patient.settings_sealed, patient.stored_bytes, patient.version = None, 0, 0
    failpoint("erase.committed")
    for blob in blobs:
        scope.store.blobs.delete(scope.patient_id, blob)
        failpoint("erase.blob")
    scope.store.blobs.forget(scope.patient_id)
    _forget_log(scope.store)


def _forget_log(store: Store) -> None:
    """SQLite's write-ahead log keeps old pages (ciphertext) until it is folded in."""
    if store.database.is_sqlite:
        with store.database.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
