"""Pictures of many places at once: asked for first, cut in one go in the child processes, then looked up."""

import base64
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.pictures.places import Spot, crop_of, spot_of
from pipeline.reading import ReadSettings
from pipeline.reading.job import MOST_CROPS, Crop
from pipeline.reading.pool import Reader
from schemas.document import Page, ReadDocument
from schemas.provenance import Evidence

Load = Callable[[str], bytes | None]
"""The bytes of a document by its id (SHA-256), or None where they are no longer at hand."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A part of a page as PNG or JPEG; ``width`` and ``height`` in points of the page."""

    data: bytes
    width: float
    height: float

    @property
    def uri(self) -> str:
        """The picture as a ``data:`` address."""
        kind = "jpeg" if self.data.startswith(b"\xff\xd8") else "png"
        return f"data:image/{kind};base64,{base64.b64encode(self.data).decode()}"


def from_files(files: Sequence[Path], documents: Sequence[ReadDocument]) -> Load:
    """Bytes of ``documents`` (read from ``files``, in their order), of those that still hold what was read."""
    places = {d.id: f for d, f in zip(documents, files, strict=True)}

    def load(document: str) -> bytes | None:
        try:
            data = places[document].read_bytes()
        except (KeyError, OSError):
            return None
        return data if hashlib.sha256(data).hexdigest() == document else None

    return load


class PictureBook:
    """Pictures by the evidence they show; empty where there are none."""

    def __init__(self, pictures: Mapping[Spot, Picture] | None = None) -> None:
        self._pictures = pictures or {}

    def __len__(self) -> int:
        return len(self._pictures)

    def of(self, evidence: Sequence[Evidence]) -> Picture | None:
        """The picture of the first place of ``evidence`` (and of what is quoted close to it)."""
        spot = spot_of(evidence)
        return self._pictures.get(spot) if spot is not None else None


def make_book(
    wanted: Iterable[Sequence[Evidence]],
    documents: Iterable[ReadDocument],
    load: Load,
    settings: ReadSettings,
) -> PictureBook:
    """Cut a picture for each evidence in ``wanted``, as ``PictureBook.of`` will be asked for it.

    A document whose bytes ``load`` does not give, a page that was not read, a box off its page and a file that breaks
    the child have no pictures; nothing is raised for them.
    """
    read = {d.id: d for d in documents}
    asked: dict[str, dict[Spot, Crop]] = {}
    for evidence in wanted:
        spot = spot_of(evidence)
        page = _page(read, spot)
        crop = crop_of(spot, page) if spot is not None and page is not None else None
        if spot is not None and crop is not None:
            asked.setdefault(spot.document, {})[spot] = crop
    pictures: dict[Spot, Picture] = {}
    if asked:
        with Reader(settings) as reader:
            for crops, made in _cut(reader, asked, read, load):
                for (spot, crop), data in zip(crops, made, strict=True):
                    x0, y0, x1, y1 = crop.area
                    if data:
                        pictures[spot] = Picture(data, x1 - x0, y1 - y0)
    return PictureBook(pictures)


def _page(read: Mapping[str, ReadDocument], spot: Spot | None) -> Page | None:
    document = read.get(spot.document) if spot is not None else None
    if spot is None or document is None or not document.media_type.startswith(("application/pdf", "image/")):
        return None
    return next((p for p in document.pages if p.number == spot.page), None)


_Crops = list[tuple[Spot, Crop]]


def _cut(
    reader: Reader, asked: Mapping[str, dict[Spot, Crop]], read: Mapping[str, ReadDocument], load: Load
) -> Iterator[tuple[_Crops, tuple[bytes, ...]]]:
    """Crops of each document, page by page so that each is rendered once, with their pictures; one file at a time."""
    for document, crops in asked.items():
        data = load(document)
        if data is not None:
            ordered = sorted(crops.items(), key=lambda c: c[1].page)[:MOST_CROPS]
            job = read[document].file, data, tuple(crop for _, crop in ordered)
            yield ordered, next(reader.pictures_many([job]))
