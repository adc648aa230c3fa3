"""What somebody would try who means ill: floods, drips, odd values, races; nothing breaks and nothing leaks."""

import asyncio
import io
import socket
import threading
import time
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from sqlalchemy.exc import OperationalError

from app.service import web, webhooks
from app.service.errors import SlowBodyError
from app.service.flood import KNOCKS
from app.service.frame import _Body
from app.service.policy import Who, declared, flat
from app.service.settings import ServiceSettings
from app.service.webhooks import is_public, send
from flows.store.records import WebhookMessage
from flows.store.settings import StoreSettings
from tests.service.conftest import NOTE, Person
from tests.service.live import Caller, Live, live_service, multipart

ODD = (
    "-1", "99999999999999999999", "2147483648", "1e9", "\u0663", "\0", "..", "../../etc/passwd", "a" * 3000, "'",
    '"><script>alert(1)</script>', "\u202e", "null", "[]", "1\r\nX: y", "\U0001f600", "NaN", "",
)  # fmt: skip
ENDS = ("/case/erase", "/close", "/case/new-key", "/remove", "/drop")


# ---- odd values ----------------------------------------------------------------------------------------------------


def test_an_odd_value_anywhere_in_an_address_is_refused_and_breaks_nothing(live: Live, jane: Person) -> None:
    hospital, client, _ = live.client("document.read", "document.write", "profile.read", "answer.read", "answer.write")
    good = {
        "document_id": jane.note, "document": jane.note, "question_id": jane.question, "question": jane.question,
        "client_id": client, "case": jane.case, "version": "1", "name": "labs", "number": "0", "seq": "1",
    }  # fmt: skip
    asked = 0
    for route in flat(live.app.routes):
        policy, places = declared(route), route.path.split("{")[1:]
        if policy is None or any(e in route.path for e in ENDS):
            continue
        for name in (p.partition("}")[0] for p in places):
            for odd in ODD:
                path = route.path.replace("{" + name + "}", quote(odd, safe=""))
                for other, value in good.items():
                    path = path.replace("{" + other + "}", value)
                caller = hospital if policy.who is Who.CLIENT else jane.browser
                for method in route.methods & {"GET", "POST"}:
                    reply = caller.get(path) if method == "GET" else caller.post(path, {"action": "confirm"})
                    assert reply.status < 500, (method, route.path, name, odd, reply.status)
                    assert "x" not in reply.headers and "<script>alert" not in reply.text
                    asked += 1
    assert asked > 300


@pytest.mark.parametrize(
    ("path", "name"),
    [("/case/ask", "q"), ("/case/changes", "from"), ("/case/trail", "before"), ("/case/facts/1/labs/0", "field")],
)
def test_an_odd_value_in_a_query_breaks_nothing(live: Live, jane: Person, path: str, name: str) -> None:
    for odd in ODD:
        assert jane.browser.get(f"{path}?{urlencode({name: odd})}").status < 500


@pytest.mark.parametrize("body", [b"[" * 60_000, b'{"answer_id":' * 5000, b"\xff\xfe", b"", b"0", b'{"url":1}'])
def test_no_body_breaks_the_api(live: Live, jane: Person, body: bytes) -> None:
    hospital, _, _ = live.client("answer.write", "profile.read")
    for method, path in (("PUT", "/webhook"), ("POST", f"/cases/{jane.case}/questions")):
        reply = hospital.call(method, f"/api/v1{path}", body, Content_Type="application/json")
        assert 400 <= reply.status < 500


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "PROPFIND", "OPTIONS", "HEAD", "X" * 500])
def test_other_methods_are_refused(live: Live, jane: Person, method: str) -> None:
    assert jane.browser.call(method, "/case").status in (400, 405)


def test_a_case_has_so_many_questions_and_no_more(live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flows.store.profiles.MOST_QUESTIONS", 2)
    browser, _, _ = live.patient()
    texts = [f"# Is treatment {n} for me?\n\nIt is given to some with MDS." for n in range(3)]
    said = [browser.post("/case/ask", {"text": t}).status for t in (*texts, texts[0])]
    assert said == [303, 303, 422, 303]


# ---- floods and drips ----------------------------------------------------------------------------------------------


def test_a_flood_of_keys_leaves_room_for_everybody_else(live: Live) -> None:
    with ExitStack() as full:
        for _ in range(16):
            full.enter_context(KNOCKS)
        for path, form in (
            ("/open", {"key": "x"}),
            ("/begin", {}),
            ("/api/v1/token", {"grant_type": "client_credentials"}),
        ):
            reply = live.caller().post(path, form)
            assert reply.status == 503 and reply.headers["retry-after"]
        assert live.caller().get("/").status == 200
    assert live.caller().post("/open", {"key": "x"}).status == 403


@pytest.mark.parametrize("dripping", [False, True])
def test_a_head_that_does_not_come_is_not_waited_for_on_a_kept_connection_either(
    live: Live, monkeypatch: pytest.MonkeyPatch, dripping: bool
) -> None:
    monkeypatch.setattr(web, "HEAD_SECONDS", 0.7)
    with socket.create_connection(("127.0.0.1", live.port), 20) as link:
        link.sendall(f"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1:{live.port}\r\n\r\n".encode())
        assert link.recv(4096).startswith(b"HTTP/1.1 200")
        link.sendall(b"GET / HTTP/1.1\r\nX: ")
        start = time.monotonic()
        link.settimeout(0.1)
        while time.monotonic() < start + 15:
            try:
                if dripping:
                    link.sendall(b"x")
                if link.recv(4096) == b"":
                    break
            except TimeoutError:
                continue
            except OSError:
                break
        assert time.monotonic() - start < 10


def test_a_kept_connection_serves_one_request_after_the_other(live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "HEAD_SECONDS", 0.6)
    with socket.create_connection(("127.0.0.1", live.port), 20) as link:
        for _ in range(5):
            link.sendall(f"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1:{live.port}\r\n\r\n".encode())
            answer = b""
            while b"\r\n\r\n{" not in answer:
                answer += link.recv(8192)
            assert answer.startswith(b"HTTP/1.1 200")
            time.sleep(0.2)


def body_of(pieces: Iterator[tuple[float, bytes]], **limits: float) -> int:
    """Bytes taken of a body that comes in ``pieces`` (seconds before it, bytes)."""
    settings = ServiceSettings(store=StoreSettings(data=Path("nowhere")), **limits)

    async def receive() -> dict[str, Any]:
        wait, data = next(pieces)
        await asyncio.sleep(wait)
        return {"type": "http.request", "body": data, "more_body": True}

    async def take() -> int:
        body, size = _Body(settings, {"headers": []}, receive), 0
        while True:
            try:
                size += len((await body.receive())["body"])
            except (StopIteration, RuntimeError):
                return size

    return asyncio.run(take())


def test_a_body_that_drips_is_not_waited_for_but_a_slow_one_is() -> None:
    limits = {"body_idle_seconds": 5.0, "body_seconds": 0.3, "body_rate": 1000.0}
    with pytest.raises(SlowBodyError):
        body_of(iter([(0.05, b"x")] * 50), **limits)
    assert body_of(iter([(0.05, b"x" * 100)] * 15), **limits) == 1500


# ---- webhooks ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True), ("2a00:1450:4001::1", True), ("127.0.0.1", False), ("10.1.2.3", False), ("0.0.0.0", False),
        ("169.254.169.254", False), ("100.64.0.1", False), ("224.0.0.1", False), ("255.255.255.255", False),
        ("::1", False), ("::", False), ("fe80::1%eth0", False), ("fc00::1", False), ("fec0::1", False),
        ("ff02::1", False), ("::ffff:127.0.0.1", False), ("::ffff:8.8.8.8", False), ("::127.0.0.1", False),
        ("64:ff9b::7f00:1", False), ("64:ff9b:1::a00:1", False), ("2002:7f00:1::", False), ("2001::7f00:1", False),
    ],
)  # fmt: skip
def test_only_public_addresses_are_taken_and_none_that_carries_another(address: str, public: bool) -> None:
    assert is_public(address) is public


@pytest.mark.parametrize("drip", [b"HTTP/1.1 100 Continue\r\n\r\n", b"X"])
def test_an_answer_that_drips_holds_up_no_other_message(monkeypatch: pytest.MonkeyPatch, drip: bytes) -> None:
    monkeypatch.setattr(webhooks, "MOST_SECONDS", 1.0)
    over = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            link, _ = server.accept()
            with link:
                try:
                    link.sendall(drip)
                    while not over.wait(0.1):
                        link.sendall(drip)
                except OSError:
                    return

        thread = threading.Thread(target=answer)
        thread.start()
        start = time.monotonic()
        url = f"http://127.0.0.1:{server.getsockname()[1]}/hook"
        message = WebhookMessage(
            id="1", client_id="2", patient_id="3", event="profile.updated", version=1, attempt=1, url=url, secret="s"
        )
        assert send(message, private=True) is False
        assert time.monotonic() - start < 8
        over.set()
        thread.join()


# ---- text of records, names ----------------------------------------------------------------------------------------

EVIL = "\"><img src=x onerror=alert(1)><script>alert(2)</script>'><svg onload=alert(3)>{{7*7}}javascript:alert(4)"


class Tags(HTMLParser):
    """Every tag and attribute of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.bad: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what could run or load."""
        for name, value in attrs:
            target = (value or "").strip().lower()
            if name.startswith("on") or name == "style" or (name in ("src", "href") and "script:" in target):
                self.bad.append(f"{tag} {name}={value}")
        if tag == "script" and not any(n == "src" and (v or "").startswith("/static/") for n, v in attrs):
            self.bad.append("script")


def test_markup_in_records_names_notes_and_answers_stays_text(live: Live) -> None:
    browser, _, _ = live.patient()
    record = NOTE.replace("Jane", EVIL).replace("low blasts.", f"low blasts {EVIL}.").encode()
    browser.upload("/case/upload", (f"{EVIL}.txt", record), ("bad\r\nX-Evil: 1.txt", record + b"\nFerritin 900 ng/mL"))
    browser.post("/case/ask", {"text": f"# {EVIL}\n\n[click](javascript:alert(5)) {EVIL}\n\n- {EVIL} is for MDS\n"})
    live.work()
    state = browser.get("/case/status.json").json()
    browser.post(f"/case/facts/{state['version']}/labs/0", {"action": "strike", "seen": "0", "note": EVIL})
    live.work()
    state = browser.get("/case/status.json").json()
    files, question = [f["id"] for f in state["files"]], state["asked"][0]["id"]
    pages = ["/case", "/case/profile", "/case/review", "/case/corrections", "/case/mine", "/case/trail",
             "/case/changes", "/case/ask?q=" + quote(EVIL), f"/case/facts/{state['version']}/labs/0",
             f"/case/answers/{question}", f"/case/answers/{question}/beside", f"/case/answers/{question}/clinician",
             *(f"/case/documents/{f}" for f in files)]  # fmt: skip
    for path in pages:
        reply = browser.get(path)
        assert reply.status == 200 and Tags(reply.text).bad == [] and "49javascript" not in reply.text, path
    for one in files:
        headers = browser.get(f"/case/documents/{one}/original").headers
        assert "x-evil" not in headers and headers["content-disposition"].startswith("attachment")
        assert headers["content-type"] == "application/octet-stream"
    assert Tags(EVIL).bad  # the search itself


@pytest.mark.parametrize("name", ["..", ".", "../..", "/", "\\..\\", "CON", "a/../../b", "\0", " ", "-rf", "~"])
def test_a_name_leads_nowhere_in_what_is_taken_along(live: Live, name: str) -> None:
    browser, _, _ = live.patient()
    assert browser.upload("/case/upload", (name, NOTE.encode())).status in (303, 422)
    with zipfile.ZipFile(io.BytesIO(browser.get("/case/export").body)) as archive:
        for entry in archive.namelist():
            parts = entry.split("/")
            assert ".." not in parts and not entry.startswith("/") and "\\" not in entry and len(parts) <= 2


# ---- races ---------------------------------------------------------------------------------------------------------


def test_a_case_that_is_erased_during_an_upload_keeps_nothing_of_it(tmp_path: Path) -> None:
    with live_service(tmp_path) as live:
        browser, _, _ = live.patient()
        body, kind = multipart((("a.txt", NOTE.encode() * 2000),), {"csrf": browser.csrf})
        head = (f"POST /case/upload HTTP/1.1\r\nHost: 127.0.0.1:{live.port}\r\nCookie: oncotailor={browser.cookie}\r\n"
                f"Content-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n")  # fmt: skip
        with socket.create_connection(("127.0.0.1", live.port), 30) as link:
            link.sendall(head.encode() + body[: len(body) // 2])
            time.sleep(0.3)
            assert browser.post("/case/erase", {"sure": "1"}).status == 200
            link.sendall(body[len(body) // 2 :])
            answer = link.recv(4096)
        assert answer.split()[1] in (b"404", b"401")
        assert not [p for p in (tmp_path / "data" / "blobs").rglob("*") if p.is_file()]
        assert not live.worker.once()


def test_the_same_file_sent_by_many_at_once_is_one(live: Live) -> None:
    browser, _, _ = live.patient()
    replies: list[int] = []

    def sent() -> None:
        reply = browser.upload("/case/upload", ("a.txt", NOTE.encode()), Accept="application/json")
        replies.append(reply.status)

    crowd = [threading.Thread(target=sent) for _ in range(8)]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join()
    assert replies == [201] * 8 and len(browser.get("/case/status.json").json()["files"]) == 1


# ---- sessions ------------------------------------------------------------------------------------------------------


def test_a_session_that_somebody_planted_is_not_taken_up(live: Live) -> None:
    browser, _, key = live.patient()
    victim = Caller(live.port, cookie="planted-by-somebody")
    victim.post("/open", {"key": key})
    assert victim.cookie not in ("planted-by-somebody", browser.cookie)
    victim.csrf = victim.get("/case/ask").text.partition('name="csrf" value="')[2].partition('"')[0]
    old = victim.cookie
    assert victim.post("/open", {"key": key}).status == 303 and victim.cookie != old
    assert Caller(live.port, cookie=old).get("/case", Accept="application/json").status == 401


@pytest.mark.parametrize("origin", ["null", "https://evil.example", "http://127.0.0.1:1", "http://127.0.0.1.evil"])
def test_another_site_cannot_open_a_case_of_its_own_in_her_browser(live: Live, origin: str) -> None:
    _, _, key = live.patient()
    for path in ("/open", "/begin"):
        assert live.caller().post(path, {"key": key}, Origin=origin).status == 403
    assert live.caller().post("/open", {"key": key}, Sec_Fetch_Site="cross-site").status == 403


def test_a_wrong_key_costs_as_much_whether_its_case_exists_or_not(live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    from flows.store import accounts

    asked: list[bool] = []
    real = accounts.verify_secret

    def noted(kept: str | None, secret: str) -> bool:
        asked.append(kept is not None)
        return real(kept, secret)

    monkeypatch.setattr(accounts, "verify_secret", noted)
    _, _, key = live.patient()
    asked.clear()
    first, second = (live.caller().post("/open", {"key": k}) for k in (key[:-1] + "*", "0000-0000-0000"))
    assert asked == [True, False] and first.status == second.status == 403 and first.body == second.body


def test_a_database_that_is_away_is_said_in_the_log_by_its_kind(
    live: Live, jane: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object) -> None:
        raise OperationalError("SELECT secret", {}, RuntimeError("Jane Doe"))

    said: list[tuple[str, dict[str, object]]] = []
    monkeypatch.setattr("app.service.application.say", lambda event, **values: said.append((event, values)))
    monkeypatch.setattr("app.service.pages.start.progress_of", away)
    reply = jane.browser.get("/case")
    assert reply.status == 503 and reply.headers["retry-after"]
    assert said == [("database.away", {"kind": "OperationalError", "code": "RuntimeError"})]
