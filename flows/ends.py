"""How documents end: read, read in part, refused, or given up for a defect of ours."""

from flows.incidents import note_incident
from flows.store.jobs import Claim
from flows.store.scope import Held
from flows.store.tables import Document
from pipeline.defects import Defect
from schemas.document import ReadDocument
from schemas.errors import ReadFailure

BREAKS = frozenset({ReadFailure.CRASH, ReadFailure.MEMORY, ReadFailure.TIME})
REFUSALS = frozenset({
    ReadFailure.EMPTY, ReadFailure.UNSUPPORTED, ReadFailure.ENCRYPTED, ReadFailure.CORRUPT, ReadFailure.NO_PAGES,
    ReadFailure.TOO_LARGE, ReadFailure.TOO_MANY_PAGES,
})  # fmt: skip
DEFECT = ReadFailure.DEFECT.value
INTERNAL = "internal"
"""The code of a document whose reading failed by a defect again and again."""


def broken(document: ReadDocument) -> bool:
    """Whether reading broke a child (which may have been somebody's kill): worth one more try."""
    return document.failure in BREAKS or any(p.failure in BREAKS for p in document.pages)


def outcome_of(document: ReadDocument) -> tuple[str, str | None]:
    """The one end of a document that was read: its state and code."""
    if document.failure is not None:
        return ("refused" if document.failure in REFUSALS else "attention"), document.failure.value
    unread = [p.failure for p in document.pages if p.failure is not None]
    return ("attention", unread[0].value) if unread else ("done", None)


def settle_defects(held: Held, claim: Claim, documents: dict[str, ReadDocument], defects: dict[str, Defect]) -> None:
    """Say so of documents (by their rows' ids) that a defect struck while a profile was built, with a sealed trace.

    One that no defect strikes any more is what it was before.
    """
    for row_id, read in documents.items():
        row = held.session.get(Document, row_id)
        if row is None or row.state in ("queued", "running"):
            continue
        struck = defects.get(row_id)
        if struck is not None and row.code != DEFECT:
            row.state, row.code, row.changed = "attention", DEFECT, held.now
            note_incident(held, claim, DEFECT, struck.error)
        elif struck is None and row.code == DEFECT:
            (row.state, row.code), row.changed = outcome_of(read), held.now


def unread(row: Document, digest: str, file: str, media_type: str) -> ReadDocument | None:
    """What stands for a document that was given up before anything was read of it; None while it may still be read."""
    if row.state != "attention":
        return None
    failure = ReadFailure.DEFECT if row.code == INTERNAL else ReadFailure.CRASH
    return ReadDocument(id=digest, file=file, media_type=media_type, failure=failure)
