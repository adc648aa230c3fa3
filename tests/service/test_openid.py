"""Signing in through an institution: only who went comes back, and only what the provider signed counts."""

import http.server
import json
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from joserfc import jwt
from joserfc.jwk import RSAKey

from app.service.settings import OpenIdSettings
from tests.service.live import Live, Reply, live_service


@dataclass
class Institution:
    """A provider that says of everybody what it is told to say."""

    url: str
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "k"}))
    claims: dict[str, Any] = field(default_factory=dict)
    signs_with: RSAKey | None = None
    asked: list[dict[str, list[str]]] = field(default_factory=list)

    def token(self) -> str:
        told = {"iss": self.url, "aud": "us", "sub": "jane", "exp": int(time.time()) + 300} | self.claims
        return jwt.encode({"alg": "RS256", "kid": "k"}, told, self.signs_with or self.key)


@pytest.fixture(scope="module")
def institution() -> Iterator[Institution]:
    class Pages(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path.endswith("openid-configuration"):
                self.tell({
                    "issuer": held.url, "authorization_endpoint": f"{held.url}/go",
                    "token_endpoint": f"{held.url}/token", "jwks_uri": f"{held.url}/keys",
                })  # fmt: skip
            else:
                self.tell({"keys": [held.key.as_dict(private=False)]})

        def do_POST(self) -> None:
            held.asked.append(parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode()))
            self.tell({"id_token": held.token()})

        def tell(self, value: object) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps(value).encode())

        def log_message(self, *_: object) -> None: ...

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    held = Institution(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield held
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def service(institution: Institution, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    settings = OpenIdSettings(issuer=institution.url, client_id="us", client_secret="hush")
    with live_service(Path(tmp_path_factory.mktemp("openid")), openid=settings) as live:
        yield live


def come_back(service: Live, institution: Institution, *, state: str | None = None, **claims: Any) -> tuple[Reply, Any]:
    browser = service.caller()
    gone = browser.get("/sign-in")
    assert gone.status == 303
    sent = {k: v[0] for k, v in parse_qs(urlsplit(gone.headers["location"]).query).items()}
    assert sent["code_challenge_method"] == "S256" and sent["redirect_uri"].endswith("/signed-in")
    cookie = gone.headers["set-cookie"].partition(";")[0]
    assert "HttpOnly" in gone.headers["set-cookie"] and sent["nonce"] not in cookie
    institution.claims = {"nonce": sent["nonce"]} | claims
    return browser.get(f"/signed-in?code=abc&state={state or sent['state']}", Cookie=cookie), browser


def test_who_went_comes_back_to_the_same_case(service: Live, institution: Institution) -> None:
    first, browser = come_back(service, institution)
    assert first.status == 200 and "You are signed in" in first.text
    assert institution.asked[-1]["code_verifier"] and browser.get("/case/mine").status == 200
    assert service.store is not None
    again, other = come_back(service, institution)
    assert again.status == 200 and other.get("/case/trail").text.count("came in") >= 1
    assert "Sign in with your institution" in service.caller().get("/").text


@pytest.mark.parametrize(
    "claims", [{"nonce": "x"}, {"iss": "http://127.0.0.1:1"}, {"aud": "them"}, {"exp": 1}, {"sub": ""}, {"sub": None}]
)
def test_what_does_not_hold_opens_nothing(service: Live, institution: Institution, claims: dict[str, Any]) -> None:
    refused, browser = come_back(service, institution, **claims)
    assert refused.status == 403 and not browser.cookie


def test_another_key_another_state_and_no_cookie_open_nothing(service: Live, institution: Institution) -> None:
    assert come_back(service, institution, state="other")[0].status == 403
    institution.signs_with = RSAKey.generate_key(2048, {"kid": "k"})
    assert come_back(service, institution)[0].status == 403
    institution.signs_with = None
    assert service.caller().get("/signed-in?code=abc&state=x").status == 403


def test_without_a_provider_there_is_no_such_way(live: Live) -> None:
    assert live.caller().get("/sign-in").status == 404
    assert "Sign in with" not in live.caller().get("/").text
