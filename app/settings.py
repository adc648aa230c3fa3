"""Settings of one run, built once from the command line and passed down."""

import datetime as dt

from pydantic import Field

from pipeline.reading import ReadSettings
from schemas.base import Record


class Settings(Record):
    """What the person asked for."""

    read: ReadSettings = ReadSettings()
    workers: int = Field(default=1, ge=1, description="reading children; each uses all cores for OCR")
    today: dt.date
    country: str | None = None
    prognosis: bool = False
    disease: str = "mds"
    convention: str = Field(default="literal", description="how karyotypes are counted: literal or iwg")
