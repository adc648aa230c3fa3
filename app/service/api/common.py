"""What the API's routes share: records it sends, conditions, what may go wrong."""

from collections.abc import Callable
from hashlib import sha256
from typing import Annotated, Any

from fastapi import Depends, Header, Path, Response
from pydantic import Field

from app.service.context import Asking, Serving
from flows.store import Repository
from schemas.base import Record

PREFIX = "/api/v1"
Id = Annotated[str, Path(pattern="^[0-9a-f]{32}$", description="32 hexadecimal digits")]
IfNoneMatch = Annotated[str | None, Header(description="ETags already held; 304 where the newest is among them")]
CACHE = {"Cache-Control": "private, no-cache"}


class Problem(Record):
    """Why a request was refused; never anything of a record."""

    error: str = Field(description="a code")
    detail: str = Field(description="the same in words")
    current: int | None = Field(default=None, description="what to look at, where something was changed meanwhile")


_SAID = {
    304: "nothing newer than what is held", 401: "no valid access token", 404: "no such thing, or not for this client",
    408: "the body did not come", 413: "too large, or too much", 415: "of no type that is read",
    422: "the request does not fit", 503: "busy; try again later", 507: "no room; nothing was kept",
}  # fmt: skip


def problems(*codes: int) -> dict[int | str, dict[str, Any]]:
    """Answers of a route beside its good one, for the description."""
    always = (400, 401, 404, 413, 422, 503)
    made: dict[int | str, dict[str, Any]] = {}
    for code in sorted({*always, *codes}):
        made[code] = {"description": _SAID.get(code, "the request cannot be understood")}
        if code != 304:
            made[code]["model"] = Problem
    return made


def case_of(case: Id, service: Serving, asker: Asking) -> Repository:
    """The case in the address, for whoever asks; whether she may is asked in each act."""
    return Repository(service.store, asker.who, case)


Case = Annotated[Repository, Depends(case_of)]


def matches(held: str | None, etag: str) -> bool:
    """Whether ``If-None-Match`` names this ETag."""
    if held is None:
        return False
    return held.strip() == "*" or f'"{etag}"' in (e.strip().removeprefix("W/") for e in held.split(","))


def tagged(held: str | None, etag: str, make: Callable[[], str], kind: str = "application/json") -> Response:
    """304, or what ``make`` gives, with its ETag."""
    headers = CACHE | {"ETag": f'"{etag}"'}
    if matches(held, etag):
        return Response(status_code=304, headers=headers)
    return Response(make(), media_type=kind, headers=headers)


def tag_of(text: str) -> str:
    """An ETag of what has none."""
    return sha256(text.encode()).hexdigest()[:32]
