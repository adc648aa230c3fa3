"""What a child is asked to do."""

from typing import Annotated

from pydantic import Field

from pipeline.reading.settings import ReadSettings
from schemas.base import Record

MOST_CROPS = 600
MOST_MARKS = 40
Coordinate = Annotated[float, Field(allow_inf_nan=False)]
Area = tuple[Coordinate, Coordinate, Coordinate, Coordinate]


class Job(Record):
    """One document to read; its bytes follow in a message of their own."""

    file: str
    settings: ReadSettings
    first_page: int = Field(default=1, ge=1)


class Crop(Record):
    """A part of a page to be shown, in points of the page set upright (``Page.upright``), and what to mark in it."""

    page: int = Field(ge=1)
    area: Area
    marks: tuple[Area, ...] = Field(default=(), max_length=MOST_MARKS)
    upright: tuple[Coordinate, ...] | None = Field(default=None, description="as in schemas.document.Page")


class PictureJob(Record):
    """Parts of one document to be rendered; its bytes follow in a message of their own."""

    file: str
    settings: ReadSettings
    crops: tuple[Crop, ...] = Field(max_length=MOST_CROPS)
