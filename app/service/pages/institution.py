"""Signing in through an institution (OpenID Connect), where one is set."""

from typing import TYPE_CHECKING

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from app.service.context import Service, Serving
from app.service.pages.start import keep
from app.service.policy import Who, open_to
from app.service.show import page
from flows.store.errors import NotFoundError

if TYPE_CHECKING:
    from app.service.openid import Provider

router = APIRouter()
BACK = "/signed-in"


def _provider(request: Request, service: Service) -> "Provider":
    from app.service.openid import Provider

    settings = service.settings.openid
    if settings is None:
        raise NotFoundError
    ours = service.settings.public_url or f"http://{request.headers.get('host', '')}"
    return Provider(settings, service.store, f"{ours}{BACK}")


@router.get("/sign-in")
@open_to(Who.ANYONE)
def sign_in(request: Request, service: Serving) -> Response:
    """Off to the institution."""
    from app.service.openid import COOKIE, SECONDS

    going = _provider(request, service).go()
    answer = RedirectResponse(going.address, 303)
    answer.set_cookie(
        COOKIE, going.cookie, max_age=SECONDS, httponly=True, samesite="lax", secure=service.settings.secure, path=BACK
    )
    return answer


@router.get(BACK)
@open_to(Who.ANYONE)
def signed_in(request: Request, service: Serving) -> Response:
    """Back from the institution.

    The page has a link to go on: the session's cookie is not sent with what another site begins, a redirect included.
    """
    from app.service.openid import COOKIE

    issuer, subject = _provider(request, service).come_back(request.query_params, request.cookies.get(COOKIE, ""))
    session = service.accounts.log_in_subject(issuer, subject)
    answer = page(request, "signed_in.html.j2")
    answer.delete_cookie(COOKIE, path=BACK, httponly=True, samesite="lax", secure=service.settings.secure)
    keep(answer, service, session)
    return answer
