"""Where a case's files and results lie while flows work on them, by id.

``FolderStore`` keeps them in a folder that only its owner can read. It is not encrypted: it is meant for one person's
own machine and for tests; the service brings an encrypted store with the same interface.
"""

import os
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from pydantic import BaseModel

from schemas.answer import TailoredAnswer
from schemas.document import ReadDocument
from schemas.errors import UsageError
from schemas.profile import Profile


class CaseStore(Protocol):
    """What flows need of a store. All ids are opaque: hexadecimal, and no part of a record."""

    def add_upload(self, case_id: str, name: str, data: bytes) -> str:
        """Keep an upload; the same bytes twice are one. Gives the document's id (SHA-256)."""

    def documents(self, case_id: str) -> tuple[str, ...]:
        """Ids of a case's documents, sorted."""

    def upload(self, case_id: str, document_id: str) -> tuple[str, bytes]:
        """A document's own name and bytes."""

    def save_read(self, case_id: str, document: ReadDocument) -> None:
        """Keep what was read of a document."""

    def read(self, case_id: str) -> Iterable[ReadDocument]:
        """What was read of the case's documents, of those that were read."""

    def save_profile(self, case_id: str, profile: Profile) -> None:
        """Keep the profile; the former one is replaced as a whole."""

    def profile(self, case_id: str) -> Profile:
        """The case's profile."""

    def save_answer(self, case_id: str, answer_id: str, answer: TailoredAnswer) -> None:
        """Keep a tailored answer."""


class FolderStore:
    """A ``CaseStore`` in a folder."""

    def __init__(self, root: Path) -> None:
        self._root = root
        root.mkdir(parents=True, exist_ok=True, mode=0o700)

    def add_upload(self, case_id: str, name: str, data: bytes) -> str:
        """See ``CaseStore``."""
        document_id = sha256(data).hexdigest()
        folder = self._folder(case_id, "uploads")
        self._write(folder / f"{document_id}.name", Path(name).name.encode())
        self._write(folder / document_id, data)
        return document_id

    def documents(self, case_id: str) -> tuple[str, ...]:
        """See ``CaseStore``."""
        return tuple(sorted(p.name for p in self._folder(case_id, "uploads").iterdir() if not p.suffix))

    def upload(self, case_id: str, document_id: str) -> tuple[str, bytes]:
        """See ``CaseStore``."""
        path = self._folder(case_id, "uploads") / _hex(document_id)
        return path.with_name(f"{document_id}.name").read_bytes().decode(), path.read_bytes()

    def save_read(self, case_id: str, document: ReadDocument) -> None:
        """See ``CaseStore``."""
        self._save(self._folder(case_id, "read") / f"{document.id}.json", document)

    def read(self, case_id: str) -> Iterable[ReadDocument]:
        """See ``CaseStore``."""
        for path in sorted(self._folder(case_id, "read").glob("*.json")):
            yield ReadDocument.model_validate_json(path.read_bytes())

    def save_profile(self, case_id: str, profile: Profile) -> None:
        """See ``CaseStore``."""
        self._save(self._folder(case_id) / "profile.json", profile)

    def profile(self, case_id: str) -> Profile:
        """See ``CaseStore``."""
        return Profile.model_validate_json((self._folder(case_id) / "profile.json").read_bytes())

    def save_answer(self, case_id: str, answer_id: str, answer: TailoredAnswer) -> None:
        """See ``CaseStore``."""
        safe = "".join(c if c.isalnum() or c == "-" else "-" for c in answer_id)
        self._save(self._folder(case_id, "answers") / f"{safe}.json", answer)

    def _folder(self, case_id: str, *parts: str) -> Path:
        folder = self._root.joinpath(_hex(case_id), *parts)
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return folder

    def _save(self, path: Path, record: BaseModel) -> None:
        self._write(path, record.model_dump_json().encode())

    @staticmethod
    def _write(path: Path, data: bytes) -> None:
        """Whole or not at all, readable by the owner alone."""
        draft = path.with_name(f".{path.name}.{os.getpid()}.part")
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as f:  # noqa: PTH123
            f.write(data)
            f.flush()
            os.fsync(f.fileno())
        draft.replace(path)


def _hex(identifier: str) -> str:
    if not identifier or any(c not in "0123456789abcdef" for c in identifier):
        raise UsageError("an id consists of hexadecimal digits")
    return identifier
