"""What stands around every request: headers, limits, names, silence about failures."""

import json
import socket
import time

import pytest

from app.service import logs
from app.service.flood import Bucket
from app.service.frame import POLICY
from tests.service.conftest import CANARY, Person
from tests.service.live import Live


@pytest.mark.parametrize(
    "path", ["/", "/static/app.css", "/static/app.js", "/healthz", "/nowhere", "/case", "/api/v1/cases"]
)
def test_every_answer_carries_the_headers(live: Live, path: str) -> None:
    headers = live.caller().get(path).headers
    assert headers["content-security-policy"] == POLICY
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cache-control"] in ("no-store", "no-cache")
    assert "server" not in headers


def test_the_policy_allows_no_inline_and_nothing_from_elsewhere() -> None:
    assert "unsafe" not in POLICY and "http" not in POLICY
    assert "default-src 'self'" in POLICY and "frame-ancestors 'none'" in POLICY


def test_no_page_has_inline_script_or_style(live: Live, jane: Person) -> None:
    for path in (
        "/",
        "/case",
        "/case/upload",
        "/case/profile",
        "/case/facts/1/labs/0",
        f"/case/answers/{jane.question}",
    ):
        text = jane.browser.get(path).text.lower()
        assert " style=" not in text and "<style" not in text and " onclick" not in text, path
        assert "<script>" not in text and "javascript:" not in text, path


def test_the_cookie_is_for_us_alone(live: Live) -> None:
    cookie = live.caller().post("/begin").headers["set-cookie"]
    assert "HttpOnly" in cookie and "SameSite=strict" in cookie and "Path=/" in cookie


def test_a_body_over_the_limit_is_refused_before_it_is_read(live: Live, jane: Person) -> None:
    said = jane.browser.call("POST", "/case/ask", b"", Content_Length="5000000",
                             Content_Type="application/x-www-form-urlencoded")  # fmt: skip
    assert said.status == 413


def test_a_body_that_lies_about_its_length_is_cut_off(live: Live, jane: Person) -> None:
    """Chunked, so that nothing says how long it is."""
    head = (f"POST /case/ask HTTP/1.1\r\nHost: 127.0.0.1:{live.port}\r\nCookie: oncotailor={jane.browser.cookie}\r\n"
            "Content-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n")  # fmt: skip
    chunk = b"10000\r\n" + b"a" * 65536 + b"\r\n"
    with socket.create_connection(("127.0.0.1", live.port), 30) as link:
        link.sendall(head.encode())
        answer = b""
        try:
            for _ in range(40):
                link.sendall(chunk)
            answer = link.recv(4096)
        except OSError:
            answer = answer or link.recv(4096)
    assert answer.startswith(b"HTTP/1.1 413")


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", ""])
def test_it_goes_by_no_other_name(live: Live, host: str) -> None:
    assert live.caller().get("/", Host=host).status in (400, 421)


def test_a_failure_of_ours_says_nothing(live: Live, jane: Person, monkeypatch: pytest.MonkeyPatch,
                                       capfd: pytest.CaptureFixture[str]) -> None:  # fmt: skip
    def fails(*_: object) -> None:
        raise ValueError(f"{CANARY} in an exception")

    monkeypatch.setattr("app.service.pages.start.progress_of", fails)
    reply = jane.browser.get("/case")
    assert reply.status == 500 and CANARY not in reply.text and "Nothing of yours is lost" in reply.text
    time.sleep(0.1)
    said = capfd.readouterr()
    assert CANARY not in said.err + said.out


def test_logs_hold_only_what_is_listed() -> None:
    event = {"event": "x", "name": "Jane", "route": "/case", "status": 200, "kind": ["a"], "code": "c" * 500}
    kept = logs._only_allowed(None, "info", event)
    assert kept == {"event": "x", "route": "/case", "status": 200, "code": "c" * 200}
    assert "name" not in json.dumps(kept)


def test_health_and_metrics(live: Live, jane: Person) -> None:
    assert live.caller().get("/healthz").json() == {"status": "ok"}
    assert live.caller().get("/metrics").status == 401
    made = live.accounts.add_client("Prometheus", (), kind="operator")
    token = live.accounts.client_token(made.client_id, made.secret)
    assert token is not None
    text = live.caller(bearer=token.token).get("/metrics").text
    assert "oncotailor_requests_total{" in text and 'oncotailor_documents{state="done"}' in text
    assert jane.case not in text and jane.scan not in text and CANARY not in text


def test_a_head_that_does_not_come_is_not_waited_for(live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.service.web.HEAD_SECONDS", 0.3)
    with socket.create_connection(("127.0.0.1", live.port), 10) as link:
        link.sendall(b"GET / HTTP/1.1\r\nHost: lo")
        assert link.recv(100) == b""


def test_new_cases_have_a_limit(live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.service.pages.start.NEW_CASES", Bucket(room=2, each_second=0.0))
    assert [live.caller().post("/begin").status for _ in range(3)] == [200, 200, 503]
