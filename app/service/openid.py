"""OpenID Connect for institutions that want it instead of keys: authorization code with PKCE, state and nonce.

What is remembered between going and coming back lies sealed in a cookie of ten minutes; nothing is stored.
"""

import base64
import json
import time
import urllib.parse
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from authlib.common.security import generate_token  # type: ignore[import-untyped]
from authlib.oauth2.rfc7636 import create_s256_code_challenge  # type: ignore[import-untyped]
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from app.service.errors import RequestError
from app.service.settings import OpenIdSettings
from flows.store import Store
from flows.store.errors import SealError

COOKIE = "oncotailor-sign-in"
SECONDS = 600
TIMEOUT = 10.0
MOST = 200_000
ALGORITHMS = ["RS256", "ES256", "PS256"]
SLACK = 60


class SignInError(RequestError):
    """Signing in did not work; the provider's words are not repeated."""

    status, code = 403, "sign_in"
    text = "Signing in did not work. Please try again, or ask your institution."


@dataclass(frozen=True, slots=True)
class Going:
    """Where a browser is sent, and what its cookie keeps until it comes back."""

    address: str
    cookie: str


class Provider:
    """An institution's OpenID provider."""

    def __init__(self, settings: OpenIdSettings, store: Store, back: str) -> None:
        """``back`` is our own address to come back to."""
        self._settings, self._store, self._back = settings, store, back

    def go(self) -> Going:
        """Begin to sign in."""
        kept = {name: generate_token(48) for name in ("state", "nonce", "verifier")} | {"ends": time.time() + SECONDS}
        query = urllib.parse.urlencode({
            "response_type": "code", "client_id": self._settings.client_id, "redirect_uri": self._back,
            "scope": "openid", "state": kept["state"], "nonce": kept["nonce"],
            "code_challenge": create_s256_code_challenge(kept["verifier"]), "code_challenge_method": "S256",
        })  # fmt: skip
        sealed = self._store.keyring.sealer().seal(json.dumps(kept).encode(), "sign-in")
        return Going(f"{self._found()['authorization_endpoint']}?{query}", base64.urlsafe_b64encode(sealed).decode())

    def come_back(self, query: Mapping[str, str], cookie: str) -> tuple[str, str]:
        """Issuer and subject of who comes back.

        Raises:
            SignInError: it is not the one who went, the provider refused, or what it says does not hold.
        """
        kept = self._kept(cookie)
        if not query.get("code") or query.get("state") != kept["state"]:
            raise SignInError
        claims = self._claims(self._exchange(query["code"], kept["verifier"]))
        audience = claims.get("aud")
        ours = self._settings.client_id in (audience if isinstance(audience, list) else [audience])
        now = time.time()
        fresh = isinstance(claims.get("exp"), int | float) and claims["exp"] > now - SLACK
        if claims.get("iss") != self._settings.issuer or not ours or not fresh or claims.get("nonce") != kept["nonce"]:
            raise SignInError
        subject = claims.get("sub")
        if not isinstance(subject, str) or not 0 < len(subject) <= 255:
            raise SignInError
        return self._settings.issuer, subject

    def _kept(self, cookie: str) -> dict[str, Any]:
        try:
            sealed = base64.urlsafe_b64decode(cookie.encode())
            kept: dict[str, Any] = json.loads(self._store.keyring.open_any(sealed, "sign-in"))
        except (ValueError, SealError):
            raise SignInError from None
        if kept["ends"] < time.time():
            raise SignInError
        return kept

    def _found(self) -> dict[str, Any]:
        found = self._ask(f"{self._settings.issuer}/.well-known/openid-configuration")
        if found.get("issuer") != self._settings.issuer:
            raise SignInError
        return found

    def _exchange(self, code: str, verifier: str) -> str:
        """The ID token for a code."""
        secret = f"{urllib.parse.quote(self._settings.client_id)}:{urllib.parse.quote(self._settings.client_secret)}"
        form = {
            "grant_type": "authorization_code", "code": code, "redirect_uri": self._back, "code_verifier": verifier,
        }  # fmt: skip
        said = self._ask(
            str(self._found().get("token_endpoint")), urllib.parse.urlencode(form).encode(),
            {"Authorization": f"Basic {base64.b64encode(secret.encode()).decode()}"},
        )  # fmt: skip
        token = said.get("id_token")
        if not isinstance(token, str):
            raise SignInError
        return token

    def _claims(self, token: str) -> dict[str, Any]:
        keys = self._ask(str(self._found().get("jwks_uri")))
        try:
            return dict(jwt.decode(token, KeySet.import_key_set(keys), algorithms=ALGORITHMS).claims)  # type: ignore[arg-type]
        except (JoseError, ValueError, KeyError):
            raise SignInError from None

    def _ask(self, url: str, body: bytes | None = None, headers: Mapping[str, str] | None = None) -> dict[str, Any]:
        """JSON of the provider; its address is the operator's, and must be https but on this machine."""
        parts = urllib.parse.urlsplit(url)
        if parts.scheme != "https" and parts.hostname not in ("127.0.0.1", "localhost"):
            raise SignInError
        try:
            asked = urllib.request.Request(url, body, {"Accept": "application/json", **(headers or {})})
            with urllib.request.urlopen(asked, timeout=TIMEOUT) as answer:
                found = json.loads(answer.read(MOST))
        except (OSError, ValueError):
            raise SignInError from None
        if not isinstance(found, dict):
            raise SignInError
        return found
