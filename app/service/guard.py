"""The one door: asked before every route, it knows the route's policy and refuses what is not declared."""

import hmac
from urllib.parse import parse_qsl, urlsplit

from fastapi import Request
from starlette.concurrency import run_in_threadpool

from app.service.context import Asker, Service, service_of
from app.service.errors import CrossSiteError, FormError, NeedsTokenError, SessionEndedError
from app.service.policy import Declared, Proof, Who, declared
from flows.store import ANONYMOUS
from flows.store.errors import NotFoundError
from flows.store.passwords import csrf_of

SAFE = ("GET", "HEAD")
FORM_TYPE = "application/x-www-form-urlencoded"
MOST_FIELDS = 100


async def guard(request: Request) -> None:
    """Recognise who asks, or refuse. What is not declared is not there."""
    policy = declared(request.scope.get("route"))
    if policy is None:
        raise NotFoundError
    service = service_of(request)
    match policy.who:
        case Who.ANYONE:
            asker = await _anyone(request, service)
        case Who.PATIENT:
            asker = await _patient(request, service)
        case Who.CLIENT | Who.OPERATOR:
            asker = await _bearer(request, service, policy)
    request.state.asker = asker
    if request.method not in SAFE:
        _same_site(request, policy)
        await _read_form(request, asker, policy)


async def _anyone(request: Request, service: Service) -> Asker:
    token = request.cookies.get(service.cookie)
    who = await run_in_threadpool(service.accounts.session, token) if token else None
    if who is None or who.kind != "patient" or token is None:
        return Asker(ANONYMOUS)
    return Asker(who, token, csrf_of(token))


async def _patient(request: Request, service: Service) -> Asker:
    asker = await _anyone(request, service)
    if asker.who.kind != "patient":
        raise SessionEndedError
    return asker


async def _bearer(request: Request, service: Service, policy: Declared) -> Asker:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    who = None
    if scheme.lower() == "bearer" and token:
        who = await run_in_threadpool(service.accounts.bearer, token.strip())
    if who is None or who.kind != policy.who.value:
        raise NeedsTokenError
    if policy.scope is not None and policy.scope not in who.scopes:
        raise NotFoundError
    return Asker(who)


def _same_site(request: Request, policy: Declared) -> None:
    """A browser says where a request comes from; from another site nothing is changed. Services send no cookies."""
    if policy.proof is Proof.NONE:
        return
    site = request.headers.get("sec-fetch-site")
    origin = request.headers.get("origin")
    if site is not None and site not in ("same-origin", "none"):
        raise CrossSiteError
    if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
        raise CrossSiteError


async def _read_form(request: Request, asker: Asker, policy: Declared) -> None:
    if policy.proof is not Proof.FORM:
        return
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != FORM_TYPE:
        raise FormError
    body = await request.body()
    try:
        pairs = parse_qsl(
            body.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS
        )  # fmt: skip
    except ValueError:
        raise FormError from None
    several: dict[str, tuple[str, ...]] = {}
    for name, value in pairs:
        several[name] = (*several.get(name, ()), value)
    asker.several, asker.form = several, {n: v[-1] for n, v in several.items()}
    if asker.token is not None:
        check_csrf(asker, asker.form.get("csrf", ""))


def check_csrf(asker: Asker, given: str) -> None:
    """The form's token is this session's.

    Raises:
        CrossSiteError: it is not.
    """
    if not asker.csrf or not hmac.compare_digest(asker.csrf.encode(), given.encode()):
        raise CrossSiteError
