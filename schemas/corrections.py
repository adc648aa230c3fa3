"""What a person says against a fact of the profile; kept for ever and never overwritten by a later run."""

from typing import Literal

from pydantic import Field, JsonValue

from schemas.base import Record
from schemas.facts import Fact

CorrectionAction = Literal["confirm", "change", "strike", "undo"]


class CorrectionRequest(Record):
    """One answer of a person, in terms of the profile version that she looked at.

    ``confirm``: the fact as read stands on the page. ``change``: ``fields`` are what is right (names and values as in
    the fact's class, canonical units). ``strike``: it is not there, or not hers; for ``documents[2]`` the whole file.
    ``undo``: correction number ``undoes`` no longer holds. ``choice`` is one of the ``candidates`` of a review item:
    a ``change`` of the fact's value without ``fields``.
    """

    about: str = Field(description="pointer into the profile, e.g. labs[3]; '' for undo", max_length=64)
    action: CorrectionAction
    fields: dict[str, JsonValue] = Field(default_factory=dict)
    choice: str | None = Field(default=None, max_length=200)
    undoes: int | None = Field(default=None, ge=1)
    note: str | None = Field(default=None, max_length=2000)


class Correction(Record):
    """A kept correction. ``fact`` is the fact as it stood when it was corrected; its evidence finds it again.

    ``target`` is a keyed digest of what is corrected: two corrections of one fact have the same.
    """

    seq: int = Field(ge=1)
    target: str
    action: CorrectionAction
    list: str = Field(description="the list of the profile it stands in: labs, treatments, documents, patient, …")
    fact: Fact | None = None
    document: str | None = Field(default=None, description="SHA-256, for whole files")
    fields: dict[str, JsonValue] = Field(default_factory=dict)
    was: dict[str, JsonValue] = Field(default_factory=dict, description="for ``patient``: what the fields said before")
    undoes: int | None = None
    note: str | None = None
    by: str = Field(description="patient, or the id of who did it")
    at: float = Field(description="seconds since 1970")


class AppliedCorrection(Record):
    """A correction as it shows in one profile version; ``about`` points into it, None where the fact is struck."""

    seq: int
    action: CorrectionAction
    about: str | None = None
    list: str
    before: str = Field(description="name and value as read, in plain words")
    after: str | None = Field(default=None, description="name and value as corrected")
    by: str
    at: float
    note: str | None = None
