"""Profiles: as JSON, as FHIR, and what changed."""

import datetime as dt
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from app.service.api.common import PREFIX, Case, IfNoneMatch, matches, problems, tagged
from app.service.policy import Proof, Who, open_to
from flows.store.errors import NotFoundError
from flows.store.records import VersionInfo
from pipeline.compare import ProfileChanges
from schemas.base import Record
from schemas.profile import Profile

router = APIRouter(prefix=PREFIX)
FHIR = "application/fhir+json"
Version = Annotated[int, Query(ge=1, lt=2**31)]


class Versions(Record):
    """A case's profile versions, oldest first."""

    versions: tuple[VersionInfo, ...]


@router.get("/cases/{case}/profile", response_model=Profile, responses=problems(304))
@open_to(Who.CLIENT, proof=Proof.NONE, scope="profile.read")
def profile(own: Case, if_none_match: IfNoneMatch = None) -> Response:
    """The newest profile, as in docs/contract.md."""
    _, etag = _newest(own)
    if matches(if_none_match, etag):
        return tagged(if_none_match, etag, str)
    found = own.profile()
    return tagged(None, found.info.etag, lambda: found.profile.model_dump_json())


@router.get(
    "/cases/{case}/profile/fhir", response_class=Response,
    responses=problems(304) | {200: {"description": "A Bundle", "content": {FHIR: {"schema": {"type": "object"}}}}},
)  # fmt: skip
@open_to(Who.CLIENT, proof=Proof.NONE, scope="profile.read")
def fhir(own: Case, if_none_match: IfNoneMatch = None) -> Response:
    """The same as a FHIR R4 Bundle following mCODE."""
    from pipeline.export.fhir import fhir_json

    _, etag = _newest(own)
    if matches(if_none_match, etag):
        return tagged(if_none_match, etag, str, FHIR)
    found = own.profile()
    recorded = dt.datetime.fromtimestamp(found.info.created, dt.UTC).isoformat(timespec="seconds")
    return tagged(None, found.info.etag, lambda: fhir_json(found.profile, recorded, found.corrections), FHIR)


def _newest(own: Any) -> tuple[int, str]:
    tag: tuple[int, str] | None = own.profile_tag()
    if tag is None:
        raise NotFoundError
    return tag


@router.get("/cases/{case}/profile/versions", response_model=Versions, responses=problems())
@open_to(Who.CLIENT, proof=Proof.NONE, scope="profile.read")
def versions(own: Case) -> Versions:
    """All versions, without their content."""
    return Versions(versions=own.versions())


@router.get("/cases/{case}/profile/changes", response_model=ProfileChanges, responses=problems())
@open_to(Who.CLIENT, proof=Proof.NONE, scope="profile.read")
def changes(own: Case, since: Version, until: Version | None = None) -> ProfileChanges:
    """What version ``until`` (the newest by default) says otherwise than version ``since``."""
    newest, _ = _newest(own)
    return own.changes_between(since, until if until is not None else newest)
