"""A defect of ours that strikes while one document is worked on costs that document, not the profile."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from traceback import extract_tb
from typing import TypeVar

from schemas.document import ReadDocument
from schemas.errors import OncotailorError, ReadFailure
from schemas.findings import DocumentFindings

Made = TypeVar("Made")
ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Defect:
    """What went wrong with a document (``id`` is its SHA-256); ``error`` may hold text of a record, ``place`` not."""

    id: str
    file: str
    error: Exception

    @property
    def place(self) -> str:
        """The kind of error and the line of our own code that is to blame, for a report to the makers."""
        ours = [f for f in extract_tb(self.error.__traceback__) if Path(f.filename).is_relative_to(ROOT)]
        where = f" at {Path(ours[-1].filename).relative_to(ROOT)}:{ours[-1].lineno}" if ours else ""
        return f"{type(self.error).__name__}{where}"


Defects = list[Defect] | None
"""Where defects are noted; None: they are raised, as tests and benches want it."""


def contained(defects: Defects, document: ReadDocument, work: Callable[[], Made]) -> Made | None:
    """What ``work`` makes of a document; None, and a note, where it fails by a defect."""
    try:
        return work()
    except OncotailorError:
        raise
    except Exception as error:  # whatever it is: the other documents are not to blame
        if defects is None:
            raise
        defects.append(Defect(document.id, document.file, error))
        return None


def given_up(document: ReadDocument) -> DocumentFindings:
    """A document of which nothing is taken; it stands in the profile as one that could not be read."""
    return DocumentFindings.of(document.model_copy(update={"pages": (), "failure": ReadFailure.DEFECT}))


def merged(
    build: Callable[[Sequence[DocumentFindings]], Made], documents: Sequence[DocumentFindings], defects: Defects
) -> Made:
    """What ``build`` makes of all documents; where it fails, of all but those with which it does.

    Raises:
        Exception: it fails even without any of them, or nobody wants defects contained.
    """
    try:
        return build(documents)
    except OncotailorError:
        raise
    except Exception:
        if defects is None:
            raise
    kept = [_without(d) for d in documents]
    order = sorted(range(len(kept)), key=lambda n: (documents[n].id, documents[n].file))  # not that of upload
    for n in order:
        without, kept[n] = kept[n], documents[n]
        try:
            build(tuple(kept))
        except Exception as error:
            kept[n] = without
            defects.append(Defect(without.id, without.file, error))
    return build(tuple(kept))


def _without(document: DocumentFindings) -> DocumentFindings:
    return DocumentFindings(id=document.id, file=document.file, failure=ReadFailure.DEFECT)
