"""Where a fact stands: document, page, box and the words in it."""

from typing import Annotated, Literal

from pydantic import Field

from schemas.base import Record

Box = tuple[float, float, float, float]
"""``(x0, top, x1, bottom)`` in PDF points from the top left of the page as displayed."""

Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


def union_box(boxes: "list[Box] | tuple[Box, ...]") -> Box:
    """The smallest box around ``boxes`` (at least one)."""
    return (
        min(b[0] for b in boxes),
        min(b[1] for b in boxes),
        max(b[2] for b in boxes),
        max(b[3] for b in boxes),
    )


class Evidence(Record):
    """Words that stand in a box on a page; every extracted fact has at least one."""

    document: Sha256 = Field(description="SHA-256 of the file's bytes")
    file: str = Field(description="the file's name, without its folder")
    page: int = Field(ge=1, description="1-based, as viewers show it")
    bbox: Box
    quote: str = Field(min_length=1, description="the text that stands in the box")
    method: Literal["text", "ocr"]
    confidence: float = Field(ge=0, le=1)
