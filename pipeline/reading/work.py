"""Pages in order, with OCR of their pictures running on all cores meanwhile."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from pipeline.reading.settings import ReadSettings
from schemas.document import Page
from schemas.errors import ReadFailure


@dataclass(slots=True)
class Picture:
    """A page to be read by OCR.

    What is known of it, its pixels (gray), their dots per inch, and where their top left stands on the page (pixels).
    """

    page: Page
    pixels: Any
    dpi: float
    origin: tuple[int, int] = (0, 0)


def read_in_order(
    steps: Iterator[Page | Picture], settings: ReadSettings, progress: Callable[[Page], None]
) -> tuple[Page, ...]:
    """Run OCR on every picture among ``steps``; pages come back in their order."""
    pages: list[Page] = []
    for step in steps:
        if isinstance(step, Picture):
            from pipeline.reading.ocr import ocr_page

            step = ocr_page(step, settings)
        pages.append(step)
        progress(step)
    return tuple(pages)


def unread(page: Page, failure: ReadFailure) -> Page:
    """``page`` as not read."""
    return page.model_copy(update={"words": (), "failure": failure})
