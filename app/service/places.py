"""Where a fact is shown: its own address, and its place on the picture of a page."""

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.patterns import pattern
from flows.store.records import DocumentInfo
from schemas.provenance import Evidence

_POINTER = pattern(r"^([a-z_]+)(?:\[(\d{1,6})\])?$")
TALL = 90.0
PICTURED = ("application/pdf", "image/")


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of a fact: the page's picture with the box on it, and the part of it that is shown large."""

    file: str
    page: int
    quote: str
    scanned: bool
    document_id: str | None
    picture: str | None
    box: tuple[float, float, float, float]
    mark: tuple[float, float, float, float]


def fact_address(version: int, pointer: str) -> str | None:
    """The page of a fact of one profile version; None for what has none of its own (all genes without a change)."""
    match = _POINTER.search(pointer)
    if match is None or pointer in ("genes_tested_negative", "documents"):
        return None
    return f"/case/facts/{version}/{match[1]}/{match[2] or 0}"


def pointer_of(name: str, number: int, single: Sequence[str]) -> str:
    """The pointer that an address means."""
    return name if name in single else f"{name}[{number}]"


def spots(evidence: Sequence[Evidence], documents: Sequence[DocumentInfo]) -> tuple[Spot, ...]:
    """Each place once, with its file where it is still held."""
    held = {d.sha256: d for d in documents}
    return tuple(_spot(e, held.get(e.document)) for e in dict.fromkeys(evidence))


def _spot(e: Evidence, document: DocumentInfo | None) -> Spot:
    pictured = document is not None and document.media_type.startswith(PICTURED)
    place = f"/case/documents/{document.id}/pages/{e.page}" if document is not None and pictured else None
    x0, y0, x1, y1 = e.bbox
    return Spot(
        file=e.file, page=e.page, quote=" ".join(e.quote.split()), scanned=e.method == "ocr",
        document_id=document.id if document else None, picture=place, box=e.bbox,
        mark=(x0 - 2, y0 - 2, x1 - x0 + 4, y1 - y0 + 4),
    )  # fmt: skip
