"""The application as a whole: routes, the guard before all of them, the frame around them."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from fastapi import Depends, FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from sqlalchemy.exc import DBAPIError
from starlette.exceptions import HTTPException
from starlette.routing import Match

from app.service.api import routers as api_routers
from app.service.context import Service
from app.service.errors import PLAIN, RequestError, SessionEndedError, status_of
from app.service.frame import Frame
from app.service.guard import guard
from app.service.logs import say
from app.service.pages import answers, documents, facts, general, institution, mine, review, start, upload
from app.service.policy import check_routes, declared, flat
from app.service.settings import ServiceSettings
from app.service.show import go, page
from app.service.webhooks import Courier
from flows.store import Accounts, Store, open_store
from flows.store.errors import StoreError

ROUTERS = (general, start, upload, documents, facts, review, answers, mine, institution)


def build(settings: ServiceSettings, store: Store | None = None) -> Frame:
    """The web process's application.

    Raises:
        UndeclaredRouteError: a route has no policy.
        KeyFileError: the master key cannot be used as it lies.
        SchemaError: the database was made by a newer program.
    """
    held = store or open_store(settings.store)
    app = FastAPI(
        title="oncotailor", docs_url=None, redoc_url=None, openapi_url=None, dependencies=[Depends(guard)],
        lifespan=_life, redirect_slashes=False,
    )  # fmt: skip
    app.state.service = Service(settings, held, Accounts(held))
    for part in ROUTERS:
        app.include_router(part.router)
    for router in api_routers():
        app.include_router(router)
    check_routes(app.routes)
    _refusals(app)
    return Frame(app, settings)


@asynccontextmanager
async def _life(app: FastAPI) -> AsyncIterator[None]:
    courier = Courier(app.state.service)
    courier.start()
    try:
        yield
    finally:
        courier.stop()


def _refusals(app: FastAPI) -> None:
    """What is refused says so in the form that was asked for, and nothing else."""
    handlers: dict[type[Exception], Callable[[Request, Any], Response]] = {
        StoreError: lambda r, e: _refuse(r, status_of(e), e.code, current=getattr(e, "current", None)),
        RequestError: _request_error,
        DBAPIError: _no_database,
        RequestValidationError: lambda r, e: _refuse(r, 422, "invalid", detail=_places(e)),
        HTTPException: lambda r, e: _refuse(r, e.status_code, "http", headers=_headers(r, e)),
        Exception: lambda r, e: _refuse(r, 500, "internal"),
    }
    for kind, handler in handlers.items():
        app.add_exception_handler(kind, handler)


def _no_database(request: Request, error: DBAPIError) -> Response:
    say("database.away", kind=type(error).__name__, code=type(error.orig).__name__)
    return _refuse(request, 503, "busy")


def _places(error: RequestValidationError) -> str:
    """Which parts of a request do not fit: names of ours, never what stood there."""
    found = {".".join(str(p) for p in e["loc"][:2]) for e in error.errors()}
    return f"does not fit: {', '.join(sorted(found))}"[:200]


def _request_error(request: Request, error: RequestError) -> Response:
    if isinstance(error, SessionEndedError) and request.method == "GET" and "json" not in _accepts(request):
        return go("/?ended=1")
    headers = {"WWW-Authenticate": 'Bearer realm="oncotailor"'} if error.status == 401 else {}
    return _refuse(request, error.status, error.code, text=error.text, headers=headers)


def _accepts(request: Request) -> str:
    return request.headers.get("accept", "")


def _headers(request: Request, error: HTTPException) -> dict[str, str]:
    """Those of the refusal; for 405 all methods of the address, which several routes may share."""
    sent = dict(error.headers or {})
    if error.status_code == 405:
        here = [r for r in flat(request.app.routes) if r.matches(request.scope)[0] is not Match.NONE]
        sent["Allow"] = ", ".join(sorted({m for r in here for m in r.methods or ()}))
    return sent


def _refuse(
    request: Request,
    status: int,
    code: str,
    *,
    text: str | None = None,
    detail: str | None = None,
    current: int | None = None,
    headers: dict[str, str] | None = None,
) -> Response:
    policy = declared(request.scope.get("route"))
    words = text or PLAIN.get(status, PLAIN[404])
    sent = dict(headers or {}) | ({"Retry-After": "5"} if status == 503 else {})
    browser = policy is None or policy.pages
    if "json" in _accepts(request) or not browser:
        body: dict[str, object] = {"error": code, "detail": detail or words}
        if current is not None:
            body["current"] = current
        return JSONResponse(body, status, sent)
    made = page(request, "refused.html.j2", status=status, words=words)
    made.headers.update(sent)
    return made
