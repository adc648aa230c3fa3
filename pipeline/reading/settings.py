"""Limits and choices of the reader; every default is a published limit."""

import os

from pydantic import Field

from schemas.base import Record

THREAD_BYTES = 100_000_000  # address space that the stacks and heaps of one more core's threads take (measured: 78 MB)


class ReadSettings(Record):
    """What a file may cost, and how pages are read.

    Sizes are in bytes, pixels, PDF points and characters; times in seconds.
    """

    max_file_bytes: int = Field(default=25_000_000, gt=0)
    max_pages: int = Field(default=100, gt=0)
    max_image_pixels: int = Field(default=40_000_000, gt=0)
    max_raster_pixels: int = Field(default=12_000_000, gt=0, description="a page is rendered to at most so many")
    max_page_points: float = Field(default=14_400, gt=0, description="longest side of a page")
    max_page_chars: int = Field(default=100_000, gt=0)
    max_document_chars: int = Field(default=2_000_000, gt=0)
    max_document_words: int = Field(
        default=200_000, gt=0, description="each takes a kilobyte where they are understood"
    )
    dpi: int = Field(default=200, ge=72, le=400, description="scans in PDFs are rendered at so many dots per inch")
    ocr: bool = Field(default=True, description="False: pages without a text layer are failures (for quick looks)")
    engines: tuple[str, ...] = Field(default=("tesseract", "rapidocr"), description="OCR engines that may be used")
    tessdata: str | None = Field(default=None, description="folder of eng.traineddata; None: look in the usual places")
    threads: int = Field(default=0, ge=0, description="threads for OCR; 0: one for each core that may be used")
    page_seconds: float = Field(default=60, gt=0, description="wall time for one page; a child is stopped after it")
    document_seconds: float = Field(default=600, gt=0, description="wall time for one document")
    memory_bytes: int = Field(default=2_000_000_000, gt=0, description="address space of a child on two cores")
    max_output_bytes: int = Field(default=64_000_000, gt=0, description="longest answer taken from a child")

    @property
    def cores(self) -> int:
        """Threads that OCR uses: as many as set, else one for each core that may be used."""
        return self.threads or len(os.sched_getaffinity(0))

    @property
    def address_space(self) -> int:
        """Bytes of address space of a child on this machine."""
        return self.memory_bytes + THREAD_BYTES * max(0, self.cores - 2)
