"""Telling clients of new profiles: ids only, signed, to addresses that are looked at before each message."""

import contextlib
import hmac
import http.client
import ipaddress
import json
import socket
import ssl
import threading
import time
from hashlib import sha256
from urllib.parse import urlsplit

from sqlalchemy.exc import DBAPIError

from app.service import metrics
from app.service.context import Service
from app.service.errors import RequestError
from app.service.logs import say
from extractors.patterns import pattern
from flows.store import due_messages, message_done, message_failed
from flows.store.records import WebhookMessage

SECONDS = 10.0
MOST_SECONDS = 20.0
"""For a message as a whole, however slowly its answer drips."""
CARRIERS = tuple(
    ipaddress.IPv6Network(net)
    for net in ("::/96", "::ffff:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "fec0::/10")
)
PAUSE = 2.0
ADDRESS = r"^https://[A-Za-z0-9][A-Za-z0-9.-]*(:[0-9]{1,5})?([/?][!-~]*)?$"
"""How an address is written, for us and for the API's description; ``http`` as well where private ones are allowed."""


class AddressError(RequestError):
    """An address to which no message goes."""

    status, code = 422, "webhook_address"
    text = "A webhook needs a public https address without a name or password in it."


def check_address(url: str, *, private: bool) -> None:
    """Judge an address by its form.

    Raises:
        AddressError: no message goes there.
    """
    if private and url.startswith("http://"):
        url = f"https{url.removeprefix('http')}"
    if not pattern(ADDRESS).search(url) or url.endswith("\n"):
        raise AddressError
    try:
        port = urlsplit(url).port
    except ValueError:
        raise AddressError from None
    if port == 0:
        raise AddressError


def addresses(host: str, port: int, *, private: bool) -> list[str]:
    """Where a name leads now; all of it must be public (nobody reaches our own network through a webhook).

    Raises:
        AddressError: part of it is not.
    """
    found = list(dict.fromkeys(str(a[4][0]) for a in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))
    if not found or (not private and not all(is_public(a) for a in found)):
        raise AddressError
    return found


def is_public(address: str) -> bool:
    """Whether an address is of the public network; one that carries another inside (IPv4 in IPv6) is not taken."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if found.is_multicast or not found.is_global:
        return False
    if isinstance(found, ipaddress.IPv4Address):
        return True
    return not found.is_site_local and not any(found in net for net in CARRIERS)


class _Pinned(http.client.HTTPConnection):
    """A connection to an address that was looked at, by the name it was asked for; it follows nothing."""

    def __init__(self, host: str, port: int, address: str, context: ssl.SSLContext | None) -> None:
        super().__init__(host, port, timeout=SECONDS)
        self._address, self._context = address, context
        self._plain: socket.socket | None = None

    def connect(self) -> None:
        """Connect to the address; TLS by the name."""
        plain = self._plain = socket.create_connection((self._address, self.port), SECONDS)
        self.sock = self._context.wrap_socket(plain, server_hostname=self.host) if self._context else plain

    def cut(self) -> None:
        """End it, whatever it waits for."""
        for one in (self.sock, self._plain):
            if one is not None:
                with contextlib.suppress(OSError):
                    one.shutdown(socket.SHUT_RDWR)


def body_of(message: WebhookMessage) -> bytes:
    """What is sent: ids and nothing else."""
    said = {"id": message.id, "event": message.event, "case": message.patient_id, "version": message.version}
    return json.dumps(said).encode()


def signature(secret: str, seconds: int, body: bytes) -> str:
    """The ``Oncotailor-Signature`` header."""
    return f"t={seconds},v1={hmac.new(secret.encode(), f'{seconds}.'.encode() + body, sha256).hexdigest()}"


def send(message: WebhookMessage, *, private: bool) -> bool:
    """Send one message; whether it was taken (2xx)."""
    try:
        check_address(message.url, private=private)
        parts = urlsplit(message.url)
        secure = parts.scheme == "https"
        host, port = parts.hostname or "", parts.port or (443 if secure else 80)
        address = addresses(host, port, private=private)[0]
        link = _Pinned(host, port, address, ssl.create_default_context() if secure else None)
        body = body_of(message)
        headers = {
            "Content-Type": "application/json", "User-Agent": "oncotailor",
            "Oncotailor-Signature": signature(message.secret, int(time.time()), body),
        }  # fmt: skip
        end = threading.Timer(MOST_SECONDS, link.cut)
        end.daemon = True
        end.start()
        try:
            link.request("POST", (parts.path or "/") + (f"?{parts.query}" if parts.query else ""), body, headers)
            return 200 <= link.getresponse().status < 300
        finally:
            end.cancel()
            link.close()
    except (OSError, http.client.HTTPException, AddressError, ValueError):
        return False


class Courier:
    """Sends messages that are due; several processes may each have one."""

    def __init__(self, service: Service) -> None:
        self._service, self._stop = service, threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True, name="courier")

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End after the message in hand."""
        self._stop.set()
        self._thread.join(SECONDS)

    def once(self) -> int:
        """Send what is due; gives how many were tried."""
        store = self._service.store
        due = due_messages(store)
        for message in due:
            good = send(message, private=self._service.settings.private_webhooks)
            (message_done if good else message_failed)(store, message.id)
            metrics.WEBHOOKS.labels("sent" if good else "failed").inc()
        return len(due)

    def _run(self) -> None:
        while not self._stop.wait(PAUSE):
            try:
                self.once()
            except DBAPIError as error:
                say("webhooks.waiting", kind=type(error).__name__)
