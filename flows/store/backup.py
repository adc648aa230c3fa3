"""Backup and restore: ciphertext in one folder, the wrapped data keys in one file apart.

Keep many generations of the folder if you like, but of the key file only the newest: who was erased since is not in it,
and no older folder gives her back. Neither opens without the master key. The format is the same for every database.
"""

import base64
import json
import os
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import Table, func, insert, select
from sqlalchemy.orm import Session

from flows.store import audit
from flows.store.errors import NotFoundError, StoreError
from flows.store.files import sync_folder, write_whole
from flows.store.migrate import current_revision
from flows.store.principal import Principal
from flows.store.store import Store
from flows.store.tables import Base, Document, Patient
from schemas.base import Record

FORMAT = 1
LEFT_OUT = ("data_key", "session", "token", "worker")
BATCH = 200


class BackupError(StoreError):
    """A backup that cannot be made or read."""

    code = "backup"
    text = "the backup cannot be used"


class BackedUp(Record):
    """What a backup holds, or what a restore brought back."""

    patients: int
    documents: int
    rows: int
    blob_bytes: int = 0
    without_key: int = 0


def backup(store: Store, folder: Path, keys: Path) -> BackedUp:
    """Write a backup into ``folder`` (new or empty) and the wrapped data keys to ``keys`` (replaced).

    Raises:
        BackupError: the folder is not empty, or the key file would lie in it.
    """
    if folder.exists() and any(folder.iterdir()):
        raise BackupError("the folder of a backup must be empty")
    if keys.resolve().is_relative_to(folder.resolve()):
        raise BackupError("the wrapped keys must not lie in the backup's folder: they are kept apart, newest only")
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    digests: dict[str, str] = {}
    with store.database.read() as session:
        rows = 0
        for table in _tables():
            name = f"{table.name}.jsonl"
            n, digests[name] = _dump(session, table, folder / name)
            rows += n
        blobs = session.execute(select(Document.patient_id, Document.blob)).all()
        _, _ = _dump(session, Base.metadata.tables["data_key"], keys)
        head = audit.check(session).head
        patients = session.scalar(select(func.count()).select_from(Patient)) or 0
    size, missing = _copy_blobs(store, [(patient, blob) for patient, blob in blobs], folder / "blobs")
    manifest = {
        "format": FORMAT, "revision": current_revision(), "tables": digests, "audit_head": head, "missing": missing,
    }  # fmt: skip
    write_whole(folder / "manifest.json", json.dumps(manifest).encode())
    store.note(Principal("operator", "command"), "backup")
    return BackedUp(patients=patients, documents=len(blobs) - len(missing), rows=rows, blob_bytes=size)


def _tables() -> list[Table]:
    return [t for t in Base.metadata.sorted_tables if t.name not in LEFT_OUT]


def _dump(session: Session, table: Table, path: Path) -> tuple[int, str]:
    """A table as lines of JSON; gives the number of rows and the file's digest."""
    digest, n = sha256(), 0
    draft = path.with_name(f".{path.name}.part")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as f:  # noqa: PTH123
        for row in session.execute(select(table).order_by(*table.primary_key.columns)).yield_per(BATCH):
            line = json.dumps([_plain(v) for v in row]).encode() + b"\n"
            digest.update(line)
            f.write(line)
            n += 1
        f.flush()
        os.fsync(f.fileno())
    draft.replace(path)
    sync_folder(path.parent)
    return n, digest.hexdigest()


def _plain(value: Any) -> Any:
    return {"b": base64.b64encode(value).decode()} if isinstance(value, bytes) else value


def _copy_blobs(store: Store, blobs: list[tuple[str, str]], folder: Path) -> tuple[int, list[str]]:
    size, missing = 0, []
    for patient, blob in blobs:
        place = folder / patient
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            data = b"".join(store.blobs.read(patient, blob))
        except NotFoundError:  # erased since the rows were read
            missing.append(blob)
            continue
        write_whole(place / blob, data)
        size += len(data)
    return size, missing


def restore(store: Store, folder: Path, keys: Path) -> BackedUp:
    """Bring a backup back into an empty store.

    Cases whose key is not in ``keys`` were erased since; they stay erased. What ran, waits again.

    Raises:
        BackupError: the store is not empty, or the backup is damaged or of a newer program.
    """
    manifest = _manifest(folder)
    with store.database.write() as session:
        if session.scalar(select(func.count()).select_from(Patient)):
            raise BackupError("the store is not empty; restore into a new one")
        session.execute(insert(Base.metadata.tables["data_key"]), list(_lines(keys, "data_key")) or [])
        known = {row["patient_id"] for row in _lines(keys, "data_key")}
        rows = 0
        for table in _tables():
            found = [
                r for r in _lines(folder / f"{table.name}.jsonl", table.name) if _wanted(table, r, known, manifest)
            ]
            for start in range(0, len(found), BATCH):
                session.execute(insert(table), found[start : start + BATCH])
            rows += len(found)
        blobs = session.execute(select(Document.patient_id, Document.blob)).all()
        gone = session.scalar(select(func.count()).select_from(Patient).where(Patient.state == "erased")) or 0
        patients = session.scalar(select(func.count()).select_from(Patient)) or 0
        size = _bring_blobs(store, [(patient, blob) for patient, blob in blobs], folder / "blobs")
    store.note(Principal("operator", "command"), "restore")
    return BackedUp(patients=patients, documents=len(blobs), rows=rows, blob_bytes=size, without_key=gone)


def _manifest(folder: Path) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads((folder / "manifest.json").read_bytes())
        for name, digest in manifest["tables"].items():
            if sha256((folder / name).read_bytes()).hexdigest() != digest:
                raise BackupError(f"{name} is damaged")
    except (OSError, ValueError, KeyError, TypeError) as exc:
        raise BackupError("this is no backup, or a damaged one") from exc
    if manifest["format"] != FORMAT or manifest["revision"] > current_revision():
        raise BackupError("the backup was made by a newer program; use that one")
    return manifest


def _lines(path: Path, table: str) -> Iterator[dict[str, Any]]:
    """Rows of a dumped table by column."""
    names = [c.name for c in Base.metadata.tables[table].columns]
    with path.open("rb") as f:
        for line in f:
            yield dict(zip(names, (_value(v) for v in json.loads(line)), strict=True))


def _value(value: Any) -> Any:
    return base64.b64decode(value["b"]) if isinstance(value, dict) else value


_MISSING = {"document": "id", "stage_output": "document_id", "idempotency": "document_id", "job": "subject"}


def _wanted(table: Table, row: dict[str, Any], known: set[str], manifest: dict[str, Any]) -> bool:
    """Whether a row comes back; cases without a key come back as erased ones, and nothing else of them."""
    if table.name == "audit":
        return True
    if table.name == "patient":
        if row["state"] == "open" and row["id"] not in known:
            row.update(
                state="erased", handle=None, secret_hash=None, subject_hash=None, settings_sealed=None, version=0
            )
        return True
    if row.get("patient_id") is not None and row["patient_id"] not in known:
        return False
    if table.name in _MISSING and row[_MISSING[table.name]] in manifest["missing"]:
        return False
    if table.name == "job" and row["state"] == "running":
        row.update(state="queued", lease_owner=None, lease_until=None)
    return True


def _bring_blobs(store: Store, blobs: list[tuple[str, str]], folder: Path) -> int:
    size = 0
    for patient, blob in blobs:
        sink = store.blobs.create(patient, blob)
        data = (folder / patient / blob).read_bytes()
        sink.write(data)
        sink.commit()
        size += len(data)
    return size
