"""Everything of a case as one ZIP, made while it is read; nothing of it touches a disk."""

import io
import json
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from flows.store.errors import NotFoundError
from flows.store.principal import Principal
from flows.store.store import Store
from pipeline.export.fhir import fhir_json

if TYPE_CHECKING:
    from flows.store.repository import Repository


class _Pipe(io.RawIOBase):
    """Takes what the archive writes and gives it out again."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        part = bytes(data)  # type: ignore[call-overload]
        self._parts.append(part)
        return len(part)

    def take(self) -> bytes:
        """What was written since."""
        taken = b"".join(self._parts)
        self._parts.clear()
        return taken


def export_case(store: Store, principal: Principal, patient_id: str) -> Iterator[bytes]:
    """The archive, piece by piece: ``originals/``, ``profile.json``, ``profile.fhir.json``, ``answers/`` and more."""
    from flows.store.repository import Repository

    repository = Repository(store, principal, patient_id)
    pipe = _Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in _texts(repository):
            archive.writestr(name, data)
            yield pipe.take()
        for n, document in enumerate(repository.documents(), 1):
            original = repository.original(document.id)
            with archive.open(f"originals/{n:03}-{document.name}", "w") as entry:
                for chunk in original.chunks:
                    entry.write(chunk)
                    yield pipe.take()
    yield pipe.take()


def _texts(repository: "Repository") -> Iterator[tuple[str, str]]:
    status = repository.status()
    yield "case.json", status.model_dump_json(indent=1)
    try:
        view = repository.profile()
    except NotFoundError:
        view = None
    if view is not None:
        yield "profile.json", view.profile.model_dump_json(indent=1)
        yield (
            "profile.fhir.json",
            fhir_json(view.profile, datetime.now(UTC).isoformat(timespec="seconds"), view.corrections),
        )
    for question in status.questions:
        if question.version is not None:
            yield f"answers/{question.id}.json", repository.answer(question.id).answer.model_dump_json(indent=1)
    yield "corrections.json", json.dumps([c.model_dump(mode="json") for c in repository.corrections()], indent=1)
    yield "audit.json", json.dumps([e.model_dump(mode="json") for e in repository.audit(limit=1000)], indent=1)
