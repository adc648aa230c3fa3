"""Reading once what is looked at often: documents as read, kept in a folder by what they hold and what reads them."""

import hashlib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from pipeline.reading import ReadSettings
from pipeline.run import read_files
from schemas.document import ReadDocument
from schemas.errors import ReadFailure

PATIENT = ReadSettings(page_seconds=600, document_seconds=3600)
"""Accuracy is measured here, not time: a machine under load must not cost pages."""
PASSING = (ReadFailure.TIME, ReadFailure.CRASH, ReadFailure.MEMORY)
READER = Path(__file__).resolve().parents[1] / "pipeline" / "reading"


@lru_cache
def _reader() -> bytes:
    """What reads: a change of any of its lines makes every kept reading void."""
    sources = sorted(READER.rglob("*.py"))
    return hashlib.sha256(b"".join(p.read_bytes() for p in sources)).digest()


def read_case(files: Sequence[Path], kept: Path | None) -> list[ReadDocument]:
    """The documents as read; from ``kept`` where this reader has read the same bytes under the same name before."""
    if kept is None:
        return list(read_files(files, PATIENT))
    kept.mkdir(parents=True, exist_ok=True)
    places = {f: kept / f"{key_of(f)}.json" for f in files}
    missing = [f for f in files if not places[f].exists()]
    failed: dict[Path, ReadDocument] = {}
    for file, document in zip(missing, read_files(missing, PATIENT), strict=True):
        if document.failure is not None or any(p.failure in PASSING for p in document.pages):
            failed[file] = document  # it may be read the next time: a machine under load, a reader being edited
            continue
        part = places[file].with_suffix(".part")
        part.write_text(document.model_dump_json(), encoding="utf-8")
        part.replace(places[file])
    return [failed.get(f) or ReadDocument.model_validate_json(places[f].read_bytes()) for f in files]


def key_of(file: Path) -> str:
    """By which name what this reader makes of a file is kept."""
    return hashlib.sha256(_reader() + file.name.encode() + file.read_bytes()).hexdigest()[:32]
