"""A client's own: its token, its webhook, the list of general answers, the description of all this."""

import base64
import binascii
from typing import Literal
from urllib.parse import unquote_plus

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from pydantic import Field

from app.service.api.common import PREFIX, Problem, problems
from app.service.api.description import description_of
from app.service.context import Asking, Serving
from app.service.errors import FormError, WrongClientError
from app.service.flood import KNOCKS
from app.service.policy import Proof, Who, open_to
from app.service.webhooks import ADDRESS, check_address
from flows.store import set_webhook
from knowledge.answers_loader import AnswerCard, list_answers
from schemas.base import Record

router = APIRouter(prefix=PREFIX)


class Token(Record):
    """An access token (RFC 6749, section 5.1)."""

    access_token: str
    token_type: Literal["Bearer"] = "Bearer"
    expires_in: int
    scope: str


class WebhookWanted(Record):
    """Where messages go."""

    url: str = Field(
        max_length=500, description="a public https address, without a name or password in it",
        json_schema_extra={"format": "uri", "pattern": ADDRESS},
    )  # fmt: skip


class WebhookSecret(Record):
    """What signs messages; shown this once."""

    secret: str


class Cards(Record):
    """The general answers on board."""

    answers: tuple[AnswerCard, ...]


TOKEN_FORM = {
    "requestBody": {
        "required": True,
        "content": {
            "application/x-www-form-urlencoded": {
                "schema": {
                    "type": "object",
                    "required": ["grant_type"],
                    "properties": {
                        "grant_type": {"type": "string", "enum": ["client_credentials"]},
                        "client_id": {"type": "string"},
                        "client_secret": {"type": "string"},
                        "scope": {"type": "string", "description": "scopes, with blanks between them"},
                    },
                }
            }
        },
    }
}


@router.post(
    "/token", response_model=Token, openapi_extra=TOKEN_FORM, responses={
        400: {"model": Problem, "description": "this is no request for a token"},
        401: {"model": Problem, "description": "client and secret do not fit, or the scope is not allowed"},
        413: {"model": Problem, "description": "too large"}, 503: {"model": Problem, "description": "busy"},
    },
)  # fmt: skip
@open_to(Who.ANYONE, pages=False)
def token(request: Request, service: Serving, asker: Asking) -> Response:
    """An access token for client credentials, in the form or as HTTP Basic."""
    if asker.form.get("grant_type") != "client_credentials":
        raise FormError
    client, secret = _credentials(request, asker)
    with KNOCKS:
        made = service.accounts.client_token(client, secret, tuple(asker.form.get("scope", "").split()))
    if made is None:
        raise WrongClientError
    said = Token(access_token=made.token, expires_in=int(made.seconds), scope=" ".join(made.scopes))
    return JSONResponse(said.model_dump(), headers={"Pragma": "no-cache"})


def _credentials(request: Request, asker: Asking) -> tuple[str, str]:
    scheme, _, coded = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return asker.form.get("client_id", ""), asker.form.get("client_secret", "")
    try:
        name, _, secret = base64.b64decode(coded, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError, ValueError):
        raise WrongClientError from None
    return unquote_plus(name), unquote_plus(secret)


@router.get("/answers", response_model=Cards, responses=problems())
@open_to(Who.CLIENT, proof=Proof.NONE)
def cards() -> Cards:
    """The general answers on board, for ``answer_id`` of a question."""
    return Cards(answers=list_answers())


@router.put("/webhook", response_model=WebhookSecret, responses=problems())
@open_to(Who.CLIENT, proof=Proof.NONE)
def webhook(wanted: WebhookWanted, service: Serving, asker: Asking) -> WebhookSecret:
    """Be told of new profiles of cases opened to this client, by messages that carry ids only.

    Each message is a POST with ``Oncotailor-Signature: t=SECONDS,v1=HEX``, where HEX is HMAC-SHA256 of ``t.BODY`` under
    the secret. Answer 2xx; anything else is tried again, ever more seldom, eight times.
    """
    check_address(wanted.url, private=service.settings.private_webhooks)
    secret = set_webhook(service.store, asker.who, wanted.url)
    return WebhookSecret(secret=secret or "")


@router.delete("/webhook", status_code=204, response_class=Response, responses=problems())
@open_to(Who.CLIENT, proof=Proof.NONE)
def no_webhook(service: Serving, asker: Asking) -> Response:
    """Be told no more."""
    set_webhook(service.store, asker.who, None)
    return Response(status_code=204)


@router.get("/openapi.json")
@open_to(Who.ANYONE, pages=False)
def description(request: Request) -> Response:
    """This API's description."""
    return JSONResponse(description_of(request.app))
