"""Reading: bytes of a file to pages of words with boxes. Nothing heavy is imported here."""

from pipeline.reading.read import read_bytes
from pipeline.reading.settings import ReadSettings

__all__ = ["ReadSettings", "read_bytes"]
