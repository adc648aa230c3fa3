"""Pictures of whole pages, so that a fact can be shown where it stands."""

from flows.store.records import PagePicture
from pipeline.reading.job import MOST_CROPS, Crop
from schemas.document import ReadDocument

PICTURED = ("application/pdf", "image/")


def page_crops(document: ReadDocument) -> tuple[Crop, ...]:
    """Whole pages as displayed; none for plain text and for pages that were not read."""
    if not document.media_type.startswith(PICTURED):
        return ()
    pages = [p for p in document.pages if p.failure is None][:MOST_CROPS]
    return tuple(Crop(page=p.number, area=(0.0, 0.0, p.width, p.height)) for p in pages)


def page_pictures(document: ReadDocument, crops: tuple[Crop, ...], made: tuple[bytes, ...]) -> dict[int, PagePicture]:
    """Pages by number; those of which no picture could be made are left out."""
    pages = {p.number: p for p in document.pages}
    return {
        crop.page: PagePicture(
            picture,
            "image/jpeg" if picture.startswith(b"\xff\xd8") else "image/png",
            pages[crop.page].width,
            pages[crop.page].height,
            pages[crop.page].rotated,
        )
        for crop, picture in zip(crops, made, strict=False)
        if picture
    }
