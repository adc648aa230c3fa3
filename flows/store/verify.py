"""Whether everything that is stored is there, opens, and is what it was."""

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from flows.store import audit
from flows.store.documents import file_info
from flows.store.errors import KeyFileError, NotFoundError, SealError
from flows.store.records import ProfileBody
from flows.store.scope import Held
from flows.store.seal import Sealer
from flows.store.settings import StoreSettings
from flows.store.store import Store
from flows.store.streams import decrypt
from flows.store.tables import Answer, Correction, Document, General, Patient, ProfileVersion, StageOutput
from schemas.base import Record


class Problem(Record):
    """Something that is wrong: what, and the id of the row."""

    what: str
    id: str


class Verified(Record):
    """What was looked at, and what is wrong."""

    patients: int
    documents: int
    rows: int
    audit_rows: int
    problems: tuple[Problem, ...] = ()


def verify(store: Store) -> Verified:
    """Look at everything: keys, rows, blobs, the audit and its last anchor."""
    problems: list[Problem] = []
    counts = {"documents": 0, "rows": 0}
    blobs = {(p, b) for p, b, _ in store.blobs.list()}
    with store.database.read() as session:
        patients = session.scalars(select(Patient)).all()
        for patient in patients:
            if patient.state == "open":
                problems += _patient(store, session, patient, blobs, counts)
        owned = set(session.execute(select(Document.patient_id, Document.blob)))
        problems += [Problem(what="blob of no document", id=b) for p, b in sorted(blobs - owned)]
        checked = audit.check(session, _anchor(store))
    if checked.broken is not None:
        problems.append(Problem(what="audit changed", id=str(checked.broken)))
    return Verified(
        patients=len(patients), documents=counts["documents"], rows=counts["rows"], audit_rows=checked.rows,
        problems=tuple(problems),
    )  # fmt: skip


def anchor_file(settings: StoreSettings) -> Path:
    """Where the audit's last row is noted: beside the master key, one file for each database."""
    which = sha256(settings.database_url.encode()).hexdigest()[:12]
    return settings.key_file.parent / f"audit-{which}.json"


def _anchor(store: Store) -> tuple[int, str] | None:
    try:
        held = json.loads(anchor_file(store.settings).read_bytes())
        return int(held["seq"]), str(held["hash"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _patient(
    store: Store, session: Session, patient: Patient, blobs: set[tuple[str, str]], counts: dict[str, int]
) -> Iterator[Problem]:
    try:
        sealer = store.sealer(session, patient.id)
    except (SealError, KeyFileError):
        yield Problem(what="key does not open", id=patient.id)
        return
    held = Held(session, patient, sealer, 0.0)
    for row in session.scalars(select(Document).where(Document.patient_id == patient.id)):
        counts["documents"] += 1
        yield from _document(store, held, row, blobs)
    for what, identity, sealed, where, packed in _sealed(session, patient.id):
        counts["rows"] += 1
        if not _opens(sealer, sealed, (patient.id, *where), packed=packed):
            yield Problem(what=f"{what} does not open", id=identity)
    newest = session.get(ProfileVersion, (patient.id, patient.version))
    if patient.version and (newest is None or not _is_profile(held, newest)):
        yield Problem(what="profile is not one", id=patient.id)


def _document(store: Store, held: Held, row: Document, blobs: set[tuple[str, str]]) -> Iterator[Problem]:
    if (row.patient_id, row.blob) not in blobs:
        yield Problem(what="document has no blob", id=row.id)
        return
    try:
        info, digest = file_info(held, row), sha256()
        for chunk in decrypt(held.sealer, row.blob, store.blobs.read(row.patient_id, row.blob)):
            digest.update(chunk)
        if digest.hexdigest() != info.sha256:
            yield Problem(what="document is another", id=row.id)
    except (SealError, NotFoundError):
        yield Problem(what="document does not open", id=row.id)


_Sealed = tuple[str, str, bytes, tuple[object, ...], bool]


def _sealed(session: Session, patient: str) -> Iterator[_Sealed]:
    """What, id, ciphertext, place and whether packed, of every sealed row of a patient but the documents' own."""
    for s in session.scalars(select(StageOutput).where(StageOutput.patient_id == patient)):
        place = ("stage", s.document_id, s.stage, s.part)
        yield "stage output", s.document_id, s.body_sealed, place, s.stage != "picture"
    for p in session.scalars(select(ProfileVersion).where(ProfileVersion.patient_id == patient)):
        yield "profile", f"{patient} {p.version}", p.body_sealed, ("profile", p.version), True
    for c in session.scalars(select(Correction).where(Correction.patient_id == patient)):
        yield "correction", f"{patient} {c.seq}", c.body_sealed, ("correction", c.seq), False
    for g in session.scalars(select(General).where(General.patient_id == patient)):
        yield "question", g.id, g.body_sealed, ("general", g.id), False
    for a in session.scalars(select(Answer).where(Answer.patient_id == patient)):
        yield "answer", f"{a.general_id} {a.version}", a.body_sealed, ("answer", a.general_id, a.version), True


def _opens(sealer: Sealer, sealed: bytes, where: tuple[object, ...], *, packed: bool) -> bool:
    try:
        sealer.unpack(sealed, *where) if packed else sealer.open(sealed, *where)
    except SealError:
        return False
    return True


def _is_profile(held: Held, row: ProfileVersion) -> bool:
    try:
        ProfileBody.model_validate_json(held.sealer.unpack(row.body_sealed, held.id, "profile", row.version))
    except (SealError, ValueError):
        return False
    return True
