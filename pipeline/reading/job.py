"""What a child is asked to do."""

from pydantic import Field

from pipeline.reading.settings import ReadSettings
from schemas.base import Record


class Job(Record):
    """One document to read; its bytes follow in a message of their own."""

    file: str
    settings: ReadSettings
    first_page: int = Field(default=1, ge=1)
