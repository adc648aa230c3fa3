"""Around every request, as plain ASGI: limits on bodies, headers of every answer, and no trace of a failure."""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from app.service import metrics
from app.service.errors import PLAIN, BodyTooLargeError, SlowBodyError
from app.service.logs import say
from app.service.settings import ServiceSettings

Message = MutableMapping[str, Any]
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; object-src 'none'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(self), geolocation=(), microphone=()"),
    (b"cache-control", b"no-store"),
)
STRICT = (b"strict-transport-security", b"max-age=31536000")
API = "/api/"


class Frame:
    """The outermost application."""

    def __init__(self, app: App, settings: ServiceSettings) -> None:
        self._app, self._settings = app, settings
        self._headers = (*HEADERS, STRICT) if settings.secure else HEADERS

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        start, status = time.monotonic(), 500
        began = False

        async def told(message: Message) -> None:
            nonlocal status, began
            if message["type"] == "http.response.start":
                status, began = message["status"], True
                given = {name for name, _ in message["headers"]}
                message["headers"] = [*message["headers"], *(h for h in self._headers if h[0] not in given)]
            await send(message)

        metrics.IN_FLIGHT.inc()
        try:
            refused = self._refused(scope)
            if refused is not None:
                await _plain(told, scope, *refused)
            else:
                await self._app(scope, _Body(self._settings, scope, receive).receive, told)
        except Exception as error:  # whatever it is: nothing of it may be shown or logged but its kind
            say("request.failed", kind=type(error).__name__, route=_route(scope))
            if not began:
                await _plain(told, scope, 500, "internal", PLAIN[500])
        finally:
            metrics.IN_FLIGHT.dec()
            seconds = time.monotonic() - start
            metrics.seen(scope["method"], _route(scope), status, seconds)
            say("request", method=scope["method"], route=_route(scope), status=status, ms=round(seconds * 1000))

    def _refused(self, scope: Scope) -> tuple[int, str, str] | None:
        """Names we do not go by (DNS rebinding, forged Host), bodies that say they are too large."""
        headers = dict(scope["headers"])
        host = headers.get(b"host", b"").decode("latin-1").lower()
        name = host if host.endswith("]") else host.rpartition(":")[0] if ":" in host else host
        if name not in self._settings.hosts:
            return 421, "name", "This service does not go by that name."
        length = headers.get(b"content-length", b"0")
        if length.isdigit() and int(length) > limit_of(self._settings, scope):
            return 413, "too_large", PLAIN[413]
        return None


def limit_of(settings: ServiceSettings, scope: Scope) -> int:
    """How long a body may be. This is a limit, no right: who may upload is asked later."""
    kind = dict(scope["headers"]).get(b"content-type", b"")
    return settings.most_upload if kind.startswith(b"multipart/form-data") else settings.most_body


class _Body:
    """The request's body, counted and not waited for without end."""

    def __init__(self, settings: ServiceSettings, scope: Scope, receive: Receive) -> None:
        self._receive, self._left = receive, limit_of(settings, scope)
        self._seconds, self._ended = settings.body_idle_seconds, False
        self._patience, self._rate = settings.body_seconds, settings.body_rate

    async def receive(self) -> Message:
        if self._ended:
            return await self._receive()  # what comes now is the end of the connection: no limit
        start = time.monotonic()
        try:
            message = await asyncio.wait_for(self._receive(), min(self._seconds, max(self._patience, 0.001)))
        except TimeoutError:
            raise SlowBodyError from None
        self._patience -= time.monotonic() - start
        if message["type"] == "http.request":
            size = len(message.get("body", b""))
            self._left -= size
            self._patience += size / self._rate
            self._ended = not message.get("more_body", False)
            if self._left < 0:
                raise BodyTooLargeError
        else:
            self._ended = True
        return message


def _route(scope: Scope) -> str:
    """The route's pattern, never the address: that holds ids."""
    return str(getattr(scope.get("route"), "path", "none"))


async def _plain(send: Send, scope: Scope, status: int, code: str, text: str) -> None:
    """In words for people; in the API's form for services."""
    services = str(scope.get("path", "")).startswith(API)
    body = (json.dumps({"error": code, "detail": text}) if services else text).encode()
    kind = b"application/json" if services else b"text/plain; charset=utf-8"
    headers = [(b"content-type", kind), (b"content-length", str(len(body)).encode())]
    if status in (408, 413):
        headers.append((b"connection", b"close"))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
