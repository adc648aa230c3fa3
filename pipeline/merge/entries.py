"""What became of every uploaded file, in plain words."""

from collections.abc import Iterable, Mapping, Sequence

from extractors.asking import reason
from knowledge.review import load_review
from pipeline.merge.persons import Sorting
from pipeline.merge.questions import person_questions
from schemas.errors import READ_FAILURE_TEXT
from schemas.findings import DocumentFindings, ReportFacts
from schemas.profile import DocumentEntry, ReviewItem

TIED = reason("two_people")
OTHER = reason("other_person")
UNLIKE = reason("unlike_person")
ALIKE = reason("alike_person")


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
            original.model_copy(update={"file": file, "status": "duplicate", "reason": reason("same_file", file=kept)})
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
    """One question for all documents that may be another person's, one for those that differ a little."""
    evidence = {d.id: tuple(e for r in d.reports for e in r.identity.evidence) for d in documents}
    asked = {r.key.document for r in sorting.asked}
    others = {r.key.document for r in sorting.others}
    held = [(n, e) for n, e in enumerate(entries) if e.status != "duplicate"]
    words = load_review().questions
    for why, one, many, these in (
        (TIED if sorting.tied else UNLIKE, words.other_person, words.other_persons, others),
        (ALIKE, words.same_person, words.same_persons, asked - others),
    ):
        found = [(n, e) for n, e in held if e.id in these]
        items = [ReviewItem(about=f"documents[{n}]", why=why, question=one, evidence=evidence[e.id]) for n, e in found]
        yield from person_questions(items, one, many, [e.file for _, e in found])
