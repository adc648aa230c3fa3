"""Who may come in: keys of cases, sessions, clients and their tokens."""

from hashlib import sha256

from sqlalchemy import delete, select
from sqlalchemy.orm import Session as Transaction

from flows.store import audit
from flows.store.errors import NotFoundError
from flows.store.passwords import (
    csrf_of,
    hash_secret,
    new_case_key,
    new_token,
    parse_case_key,
    token_id,
    verify_secret,
)
from flows.store.principal import ANONYMOUS, SCOPES, Principal
from flows.store.records import NewCase, NewClient, NewSession, NewToken
from flows.store.scope import is_id
from flows.store.store import Store, new_id
from flows.store.tables import Client, Consent, Patient, Session, Token


class Accounts:
    """Opening cases, logging in and out, clients."""

    def __init__(self, store: Store) -> None:
        self._store, self._db = store, store.database

    def open_case(self) -> NewCase:
        """A new case and the key that opens it."""
        shown, handle, secret = new_case_key()
        kept = hash_secret(secret)
        with self._db.write() as s:
            patient_id = self._new_patient(s, handle=handle, secret_hash=kept)
            audit.record(self._db, s, Principal("patient", patient_id, patient_id), "case.open", patient_id=patient_id)
        return NewCase(patient_id, shown)

    def open_case_for(self, client: Principal) -> NewCase:
        """A new case that a client opens; it has consent for all its scopes until the patient takes it back.

        Raises:
            NotFoundError: the client may not open cases.
        """
        if client.kind != "client" or "case.open" not in client.scopes:
            self._store.note(client, "case.open", result="refused")
            raise NotFoundError
        shown, handle, secret = new_case_key()
        kept = hash_secret(secret)
        with self._db.write() as s:
            patient_id = self._new_patient(s, handle=handle, secret_hash=kept)
            scopes = " ".join(sorted(client.scopes))
            s.add(Consent(patient_id=patient_id, client_id=client.id, scopes=scopes, created=self._db.now(s)))
            audit.record(self._db, s, client, "case.open", patient_id=patient_id)
        return NewCase(patient_id, shown)

    def log_in(self, key: str) -> NewSession | None:
        """A session for whoever shows a case's key; None, after as long, for a wrong one."""
        handle, secret = parse_case_key(key)
        with self._db.read() as s:
            patient = s.scalars(select(Patient).where(Patient.handle == handle, Patient.state == "open")).one_or_none()
        if not verify_secret(patient.secret_hash if patient else None, secret) or patient is None:
            self._store.note(ANONYMOUS, "session.begin", patient_id=patient.id if patient else None, result="refused")
            return None
        return self._begin(Principal("patient", patient.id, patient.id))

    def log_in_subject(self, issuer: str, subject: str) -> NewSession:
        """A session for a person whom an OpenID provider vouches for; her case is opened at the first time."""
        digest = sha256(f"{issuer}\n{subject}".encode()).hexdigest()
        with self._db.write() as s:
            patient = s.scalars(select(Patient).where(Patient.subject_hash == digest)).one_or_none()
            patient_id = patient.id if patient else self._new_patient(s, subject_hash=digest)
        return self._begin(Principal("patient", patient_id, patient_id))

    def session(self, token: str) -> Principal | None:
        """Whose session this is, unless it ended; using it keeps it alive."""
        with self._db.read() as s:
            held = s.get(Session, token_id(token))
            now = self._db.now(s)
            if held is None or now > held.ends or now > held.seen + self._store.settings.idle_seconds:
                return None
            who = Principal(held.kind, held.actor, held.patient_id, session_id=held.id)  # type: ignore[arg-type]
            if who.kind == "patient" and not _is_open(s, held.patient_id):
                return None
            stale = now > held.seen + 30  # not a write for each picture of a page
        if stale:
            with self._db.write() as s:
                row = s.get(Session, token_id(token))
                if row is not None:
                    row.seen = now
        return who

    def log_out(self, token: str) -> None:
        """End a session."""
        with self._db.write() as s:
            held = s.get(Session, token_id(token))
            if held is None:
                return
            who = Principal(held.kind, held.actor, held.patient_id)  # type: ignore[arg-type]
            s.delete(held)
            audit.record(self._db, s, who, "session.end", patient_id=held.patient_id)

    def new_key(self, who: Principal) -> str:
        """A new key for a patient's own case; the old one no longer opens it, other sessions end."""
        shown, handle, secret = new_case_key()
        kept = hash_secret(secret)
        with self._db.write() as s:
            patient = s.get(Patient, who.patient_id or "")
            if who.kind != "patient" or patient is None or patient.state != "open":
                raise NotFoundError
            patient.handle, patient.secret_hash = handle, kept
            s.execute(delete(Session).where(Session.patient_id == patient.id, Session.id != (who.session_id or "")))
            audit.record(self._db, s, who, "case.new_key", patient_id=patient.id)
        return shown

    def add_client(self, name: str, scopes: tuple[str, ...], *, kind: str = "client") -> NewClient:
        """Register a service (or, with ``kind`` "operator", an operator)."""
        if unknown := set(scopes) - set(SCOPES):
            raise ValueError(f"no such scope: {sorted(unknown)[0]}")
        secret = new_token()
        kept = hash_secret(secret)
        client = Client(id=new_id(), kind=kind, name=name[:100], secret_hash=kept, scopes=" ".join(sorted(scopes)))
        with self._db.write() as s:
            client.created = self._db.now(s)
            s.add(client)
            audit.record(self._db, s, Principal("operator", "command"), "client.add", subject=client.id)
        return NewClient(client.id, secret)

    def revoke_client(self, client_id: str) -> None:
        """A client's secret, tokens and consents no longer count."""
        with self._db.write() as s:
            client = s.get(Client, client_id)
            if client is None:
                raise NotFoundError
            client.revoked = True
            s.execute(delete(Token).where(Token.client_id == client_id))
            audit.record(self._db, s, Principal("operator", "command"), "client.revoke", subject=client_id)

    def client_token(self, client_id: str, secret: str, scopes: tuple[str, ...] = ()) -> NewToken | None:
        """An access token (client credentials) with the scopes asked for, at most those registered; None if refused."""
        with self._db.read() as s:
            client = s.get(Client, client_id) if is_id(client_id) else None
        good = verify_secret(client.secret_hash if client else None, secret)
        allowed = client.scopes.split() if client else []
        if not good or client is None or client.revoked or set(scopes) - set(allowed):
            self._store.note(ANONYMOUS, "token", subject=client.id if client else None, result="refused")
            return None
        token, granted = new_token(), tuple(scopes or allowed)
        seconds = self._store.settings.token_seconds
        with self._db.write() as s:
            now = self._db.now(s)
            s.execute(delete(Token).where(Token.ends < now))
            s.add(
                Token(
                    id=token_id(token), client_id=client.id, scopes=" ".join(granted), created=now, ends=now + seconds
                )
            )
            audit.record(self._db, s, _client(client, granted), "token")
        return NewToken(token, granted, seconds)

    def bearer(self, token: str) -> Principal | None:
        """Whose access token this is, unless it ended or the client was revoked."""
        with self._db.read() as s:
            held = s.get(Token, token_id(token))
            client = s.get(Client, held.client_id) if held else None
            if held is None or client is None or client.revoked or self._db.now(s) > held.ends:
                return None
            return _client(client, tuple(held.scopes.split()))

    def _begin(self, who: Principal) -> NewSession:
        token = new_token()
        with self._db.write() as s:
            now = self._db.now(s)
            s.execute(delete(Session).where(Session.ends < now))
            ends = now + self._store.settings.session_seconds
            s.add(
                Session(
                    id=token_id(token), patient_id=who.patient_id, kind=who.kind, actor=who.id, created=now, seen=now,
                    ends=ends,
                )
            )  # fmt: skip
            patient = s.get(Patient, who.patient_id) if who.patient_id else None
            if patient is not None:
                patient.touched = now
            audit.record(self._db, s, who, "session.begin", patient_id=who.patient_id)
        return NewSession(token, csrf_of(token), ends)

    def _new_patient(self, s: Transaction, **keys: str) -> str:
        patient_id, now = new_id(), self._db.now(s)
        s.add(Patient(id=patient_id, created=now, touched=now, **keys))
        s.flush()
        self._store.new_key(s, patient_id)
        return patient_id


def _client(client: Client, scopes: tuple[str, ...]) -> Principal:
    return Principal("operator" if client.kind == "operator" else "client", client.id, scopes=frozenset(scopes))


def _is_open(s: Transaction, patient_id: str | None) -> bool:
    patient = s.get(Patient, patient_id or "")
    return patient is not None and patient.state == "open"
