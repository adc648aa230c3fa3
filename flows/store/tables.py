"""The tables. Ids are 128 random bits in hexadecimal, times are seconds since 1970 by the database's clock.

Columns called ``*_sealed`` hold ciphertext under the patient's data key (or, where there is no patient, the master
key). Nothing of a record, no name of a person or a file stands in any other column.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

Id = String(32)
_WHOLE = BigInteger().with_variant(Integer, "sqlite")


class Base(DeclarativeBase):
    """All tables of the store."""


class Patient(Base):
    """One case. ``corrected`` and ``version`` are the last correction and the last profile; 0 where there is none."""

    __tablename__ = "patient"
    id: Mapped[str] = mapped_column(Id, primary_key=True)
    handle: Mapped[str | None] = mapped_column(String(16), unique=True)
    secret_hash: Mapped[str | None] = mapped_column(String(200))
    subject_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    state: Mapped[str] = mapped_column(String(12), default="open")
    settings_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    version: Mapped[int] = mapped_column(Integer, default=0)
    corrected: Mapped[int] = mapped_column(Integer, default=0)
    stored_bytes: Mapped[int] = mapped_column(_WHOLE, default=0)
    created: Mapped[float] = mapped_column(Float(53))
    touched: Mapped[float] = mapped_column(Float(53))


class DataKey(Base):
    """A patient's data key under the master key; this row gone, nothing of the patient opens any more."""

    __tablename__ = "data_key"
    patient_id: Mapped[str] = mapped_column(Id, primary_key=True)
    master: Mapped[str] = mapped_column(String(32))
    wrapped: Mapped[bytes] = mapped_column(LargeBinary)


class Document(Base):
    """An accepted upload. ``mac`` (keyed by patient) finds the same bytes again."""

    __tablename__ = "document"
    __table_args__ = (UniqueConstraint("patient_id", "mac"), Index("document_of", "patient_id", "created"))
    id: Mapped[str] = mapped_column(Id, primary_key=True)
    patient_id: Mapped[str] = mapped_column(ForeignKey("patient.id"))
    mac: Mapped[str] = mapped_column(String(64))
    info_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    blob: Mapped[str] = mapped_column(Id, unique=True)
    size: Mapped[int] = mapped_column(_WHOLE)
    state: Mapped[str] = mapped_column(String(12), default="queued")
    code: Mapped[str | None] = mapped_column(String(32))
    pages: Mapped[int | None] = mapped_column(Integer)
    pages_done: Mapped[int] = mapped_column(Integer, default=0)
    created: Mapped[float] = mapped_column(Float(53))
    changed: Mapped[float] = mapped_column(Float(53))


class Job(Base):
    """Outbox and queue in one: written in the transaction that makes the work, claimed by a worker with a lease.

    ``attempt`` fences: a write that names another attempt than the row's is refused. ``deaths`` counts workers lost
    while they held it, ``breaks`` children that its document broke.
    """

    __tablename__ = "job"
    __table_args__ = (
        Index("job_next", "state", "not_before", "created"),
        Index("job_of", "patient_id", "kind", "state"),
        Index(
            "job_once",
            "kind",
            "patient_id",
            "subject",
            unique=True,
            sqlite_where=text("state = 'queued'"),
            postgresql_where=text("state = 'queued'"),
        ),
    )
    id: Mapped[str] = mapped_column(Id, primary_key=True)
    kind: Mapped[str] = mapped_column(String(12))
    patient_id: Mapped[str] = mapped_column(Id)
    subject: Mapped[str] = mapped_column(Id, default="")
    state: Mapped[str] = mapped_column(String(12), default="queued")
    attempt: Mapped[int] = mapped_column(Integer, default=0)
    deaths: Mapped[int] = mapped_column(Integer, default=0)
    breaks: Mapped[int] = mapped_column(Integer, default=0)
    failures: Mapped[int] = mapped_column(Integer, default=0)
    lease_owner: Mapped[str | None] = mapped_column(Id)
    lease_until: Mapped[float | None] = mapped_column(Float(53))
    not_before: Mapped[float] = mapped_column(Float(53), default=0.0)
    code: Mapped[str | None] = mapped_column(String(64))
    created: Mapped[float] = mapped_column(Float(53))
    changed: Mapped[float] = mapped_column(Float(53))


class StageOutput(Base):
    """What a stage made of a document, by the version of its code. ``part`` is a page's number, 0 for the whole."""

    __tablename__ = "stage_output"
    document_id: Mapped[str] = mapped_column(ForeignKey("document.id"), primary_key=True)
    stage: Mapped[str] = mapped_column(String(16), primary_key=True)
    code_version: Mapped[str] = mapped_column(String(16), primary_key=True)
    part: Mapped[int] = mapped_column(Integer, primary_key=True, default=0)
    patient_id: Mapped[str] = mapped_column(Id)
    body_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    created: Mapped[float] = mapped_column(Float(53))


class ProfileVersion(Base):
    """A profile as it was at one time; never changed. ``change`` numbers all of them in order of their saving."""

    __tablename__ = "profile_version"
    patient_id: Mapped[str] = mapped_column(ForeignKey("patient.id"), primary_key=True)
    version: Mapped[int] = mapped_column(Integer, primary_key=True)
    change: Mapped[int] = mapped_column(_WHOLE, unique=True)
    corrected: Mapped[int] = mapped_column(Integer)
    code_version: Mapped[str] = mapped_column(String(16))
    etag: Mapped[str] = mapped_column(String(32))
    body_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    created: Mapped[float] = mapped_column(Float(53))


class General(Base):
    """A question the patient asked: a general answer on board, or one that was pasted."""

    __tablename__ = "general"
    id: Mapped[str] = mapped_column(Id, primary_key=True)
    patient_id: Mapped[str] = mapped_column(ForeignKey("patient.id"), index=True)
    body_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    created: Mapped[float] = mapped_column(Float(53))


class Answer(Base):
    """The tailored answer to a question for one profile version."""

    __tablename__ = "answer"
    general_id: Mapped[str] = mapped_column(ForeignKey("general.id"), primary_key=True)
    version: Mapped[int] = mapped_column(Integer, primary_key=True)
    patient_id: Mapped[str] = mapped_column(Id, index=True)
    code_version: Mapped[str] = mapped_column(String(16))
    etag: Mapped[str] = mapped_column(String(32))
    body_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    created: Mapped[float] = mapped_column(Float(53))


class Correction(Base):
    """What a person said against a fact. Rows are only ever added."""

    __tablename__ = "correction"
    patient_id: Mapped[str] = mapped_column(ForeignKey("patient.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(Integer, primary_key=True)
    target: Mapped[str] = mapped_column(String(64))
    body_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    created: Mapped[float] = mapped_column(Float(53))


class Session(Base):
    """A browser that showed a key; ``id`` is the SHA-256 of its token."""

    __tablename__ = "session"
    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    patient_id: Mapped[str | None] = mapped_column(Id, index=True)
    kind: Mapped[str] = mapped_column(String(12))
    actor: Mapped[str] = mapped_column(Id)
    created: Mapped[float] = mapped_column(Float(53))
    seen: Mapped[float] = mapped_column(Float(53))
    ends: Mapped[float] = mapped_column(Float(53))


class Client(Base):
    """A service that may ask through the API, or an operator (``kind``)."""

    __tablename__ = "client"
    id: Mapped[str] = mapped_column(Id, primary_key=True)
    kind: Mapped[str] = mapped_column(String(12), default="client")
    name: Mapped[str] = mapped_column(String(100))
    secret_hash: Mapped[str] = mapped_column(String(200))
    scopes: Mapped[str] = mapped_column(String(200))
    revoked: Mapped[bool] = mapped_column(Boolean, default=False)
    created: Mapped[float] = mapped_column(Float(53))


class Token(Base):
    """A client's access token; ``id`` is its SHA-256."""

    __tablename__ = "token"
    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    client_id: Mapped[str] = mapped_column(ForeignKey("client.id"), index=True)
    scopes: Mapped[str] = mapped_column(String(200))
    created: Mapped[float] = mapped_column(Float(53))
    ends: Mapped[float] = mapped_column(Float(53))


class Consent(Base):
    """What a patient lets one client do."""

    __tablename__ = "consent"
    patient_id: Mapped[str] = mapped_column(ForeignKey("patient.id"), primary_key=True)
    client_id: Mapped[str] = mapped_column(ForeignKey("client.id"), primary_key=True)
    scopes: Mapped[str] = mapped_column(String(200))
    created: Mapped[float] = mapped_column(Float(53))


class Webhook(Base):
    """Where a client wants to be told; its address and signing secret are sealed under the master key."""

    __tablename__ = "webhook"
    client_id: Mapped[str] = mapped_column(ForeignKey("client.id"), primary_key=True)
    body_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    created: Mapped[float] = mapped_column(Float(53))


class Delivery(Base):
    """A message to a client that waits to be sent: ids and a kind, nothing else."""

    __tablename__ = "delivery"
    __table_args__ = (Index("delivery_next", "state", "not_before"),)
    id: Mapped[str] = mapped_column(Id, primary_key=True)
    client_id: Mapped[str] = mapped_column(ForeignKey("client.id"))
    patient_id: Mapped[str] = mapped_column(Id, index=True)
    event: Mapped[str] = mapped_column(String(32))
    version: Mapped[int] = mapped_column(Integer, default=0)
    state: Mapped[str] = mapped_column(String(12), default="queued")
    attempt: Mapped[int] = mapped_column(Integer, default=0)
    not_before: Mapped[float] = mapped_column(Float(53), default=0.0)
    created: Mapped[float] = mapped_column(Float(53))


class Idempotency(Base):
    """A request that was answered before; ``id`` is a keyed digest of the key the caller chose."""

    __tablename__ = "idempotency"
    patient_id: Mapped[str] = mapped_column(ForeignKey("patient.id"), primary_key=True)
    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    document_id: Mapped[str] = mapped_column(Id)
    created: Mapped[float] = mapped_column(Float(53))


class Incident(Base):
    """A failure of ours with its trace, sealed under the patient's key."""

    __tablename__ = "incident"
    id: Mapped[str] = mapped_column(Id, primary_key=True)
    patient_id: Mapped[str] = mapped_column(Id, index=True)
    job_id: Mapped[str] = mapped_column(Id)
    code: Mapped[str] = mapped_column(String(64))
    body_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    created: Mapped[float] = mapped_column(Float(53))


class Worker(Base):
    """A running worker, for status pages."""

    __tablename__ = "worker"
    id: Mapped[str] = mapped_column(Id, primary_key=True)
    started: Mapped[float] = mapped_column(Float(53))
    seen: Mapped[float] = mapped_column(Float(53))
    job_id: Mapped[str | None] = mapped_column(Id)


class Audit(Base):
    """Who did what, in order; each row's ``hash`` covers the one before. Triggers refuse changes."""

    __tablename__ = "audit"
    seq: Mapped[int] = mapped_column(_WHOLE, primary_key=True, autoincrement=False)
    at: Mapped[float] = mapped_column(Float(53))
    actor_kind: Mapped[str] = mapped_column(String(12))
    actor: Mapped[str] = mapped_column(String(64))
    action: Mapped[str] = mapped_column(String(32))
    patient_id: Mapped[str | None] = mapped_column(Id, index=True)
    subject: Mapped[str | None] = mapped_column(String(64))
    result: Mapped[str] = mapped_column(String(16))
    previous: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))
