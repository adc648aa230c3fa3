"""Invented people as facts (``sample_records/invented/<disease>.toml``): who they are and what their records say.

The facts stand in the short form of the rules' own examples; ``pipeline.evaluate.examples`` makes a profile of them.
"""

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import Field

from schemas.base import Record

FOLDER = Path(__file__).parent / "invented"


class Person(Record):
    """One invented person. ``profile`` holds the facts; ``expect`` some verdicts that a reader checked by hand."""

    id: str
    who: str = Field(description="in a line, and what she is there for")
    country: str | None = None
    profile: dict[str, Any]
    expect: dict[str, str] = Field(default_factory=dict, description="concept to verdict")
    printed: bool = Field(default=True, description="whether records of these facts can be printed and read again")


@lru_cache(maxsize=4)
def load_people(disease: str) -> tuple[Person, ...]:
    """All of them, in the order of the file."""
    data = tomllib.loads((FOLDER / f"{disease}.toml").read_text("utf-8"))
    return tuple(Person.model_validate(p) for p in data["people"])
