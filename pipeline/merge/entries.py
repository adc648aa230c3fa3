"""What became of every uploaded file, in plain words."""

from collections.abc import Iterable, Mapping, Sequence

from pipeline.merge.persons import Sorting
from schemas.errors import READ_FAILURE_TEXT
from schemas.findings import DocumentFindings, ReportFacts
from schemas.profile import DocumentEntry, ReviewItem

TIED = "the records seem to be of two people and it cannot be told which of them is the patient"
OTHER = "this seems to be about another person (name, birth date, record number, sex or age differ); it was set aside"


def entries_of(
    documents: Sequence[DocumentFindings], duplicates: Mapping[tuple[str, str], str], sorting: Sorting
) -> tuple[tuple[DocumentEntry, ...], tuple[ReviewItem, ...]]:
    """One entry for each file, by name, and the questions about persons."""
    own = {(r.key.document, r.key.index) for r in sorting.patient}
    entries = [_entry(d, own, sorting.tied) for d in documents]
    by_id = {d.id: e for d, e in zip(documents, entries, strict=True)}
    for (file, digest), kept in duplicates.items():
        original = by_id[digest]
        entries.append(
            original.model_copy(update={"file": file, "status": "duplicate", "reason": f"the same file as {kept}"})
        )
    entries.sort(key=lambda e: (e.file, e.id))
    return tuple(entries), tuple(_questions(entries, documents, sorting))


def _entry(document: DocumentFindings, own: set[tuple[str, int]], tied: bool) -> DocumentEntry:
    mine = [r for r in document.reports if (r.key.document, r.key.index) in own]
    theirs = [r for r in document.reports if (r.key.document, r.key.index) not in own]
    first: ReportFacts | None = next(iter(mine or document.reports), None)
    reasons = []
    status = "read"
    if document.failure is not None:
        status, reasons = "failed", [READ_FAILURE_TEXT[document.failure]]
    elif document.unread and len(document.unread) == document.pages:
        status = "failed"
    elif theirs and not mine:
        status, reasons = "other_person", [TIED if tied else OTHER]
    elif theirs:
        reasons = [f"{_pages(p for r in theirs for p in r.pages)}: {OTHER}"]
    reasons += _unread(document)
    return DocumentEntry(
        id=document.id,
        file=document.file,
        kind=first.key.kind if first else "other",
        dated=first.key.dated if first else None,
        pages=document.pages,
        ocr_pages=tuple(sorted(document.ocr_pages)),
        unread_pages=tuple(sorted(u.number for u in document.unread)),
        status=status,
        reason="; ".join(reasons) or None,
    )


def _pages(numbers: Iterable[int]) -> str:
    pages = sorted(set(numbers))
    return f"page{'s' if len(pages) > 1 else ''} {', '.join(str(n) for n in pages)}"


def _unread(document: DocumentFindings) -> list[str]:
    """Says which pages were not read, one line for each reason."""
    reasons = []
    for failure in sorted({u.failure for u in document.unread}):
        numbers = [u.number for u in document.unread if u.failure == failure]
        were = "were" if len(numbers) > 1 else "was"
        reasons.append(f"{_pages(numbers)} {were} not read: {READ_FAILURE_TEXT[failure]}")
    return reasons


def _questions(
    entries: Sequence[DocumentEntry], documents: Sequence[DocumentFindings], sorting: Sorting
) -> Iterable[ReviewItem]:
    evidence = {d.id: tuple(e for r in d.reports for e in r.identity.evidence) for d in documents}
    asked = {r.key.document for r in sorting.asked}
    others = {r.key.document for r in sorting.others}
    for n, entry in enumerate(entries):
        if entry.status == "duplicate":
            continue
        if entry.id in others:
            yield ReviewItem(
                about=f"documents[{n}]",
                why=TIED if sorting.tied else "another name, birth date, record number, sex or age stands in it",
                question=f"Is {entry.file} about you?",
                evidence=evidence[entry.id],
            )
        elif entry.id in asked:
            yield ReviewItem(
                about=f"documents[{n}]",
                why="its name, birth date or sex differs a little from the other records",
                question=f"Is {entry.file} about you, and are name, birth date and sex in it right?",
                evidence=evidence[entry.id],
            )
