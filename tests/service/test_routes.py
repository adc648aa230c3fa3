"""Every route, asked by everybody for everybody's things: only who may gets anything, and nobody learns what exists."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from secrets import token_hex
from typing import Any

import pytest
from fastapi import APIRouter, FastAPI

from app.service.policy import Proof, UndeclaredRouteError, Who, check_routes, declared, flat
from flows.store.passwords import token_id
from flows.store.tables import Session
from tests.service.conftest import CANARY, Person
from tests.service.live import Caller, Live, Reply, multipart

ENDS = {"/case/erase", "/case/documents/{document_id}/remove", "/close", "/case/new-key",
        "/case/services/{client_id}",
    "/case/questions/{question_id}/drop", "/api/v1/cases/{case}/questions/{question}"}  # fmt: skip
"""What would end or change the things that are asked for; of one's own it is tried in test_pages."""
SCOPES = ("document.read", "document.write", "profile.read", "answer.read", "answer.write")
BODIES: dict[str, Any] = {
    "/api/v1/webhook": {"url": "https://example.org/hook"},
    "/api/v1/cases/{case}/questions": {"answer_id": "mds-liver"},
}
JSON_ROUTES = frozenset(BODIES)


@dataclass
class Things:
    """What a path can name."""

    case: str
    document: str
    question: str
    client: str

    def fill(self, path: str) -> str:
        given = {
            "document_id": self.document, "document": self.document, "question_id": self.question,
            "question": self.question, "client_id": self.client, "case": self.case, "version": "1", "name": "labs",
            "number": "1", "seq": "1",
        }  # fmt: skip
        for name, value in given.items():
            path = path.replace("{" + name + "}", value)
        path = path.replace("{paper}", "nothing.pdf")
        return path.replace("/static/labs", "/static/app.css").replace("/changes", "/changes?since=1")


@dataclass
class World:
    """All who ask, and all there is."""

    live: Live
    askers: dict[str, Caller]
    own: Things
    others: Things
    nowhere: Things = field(default_factory=lambda: Things(*(token_hex(16) for _ in range(4))))


@pytest.fixture(scope="module")
def world(live: Live, jane: Person, other: Person) -> World:
    granted, granted_id, _ = live.client(*SCOPES, name="Granted")
    stranger, _, _ = live.client(*SCOPES, name="Stranger")
    narrow, narrow_id, _ = live.client("document.read", name="Narrow")
    revoked, revoked_id, _ = live.client(*SCOPES, name="Revoked")
    for client in (granted_id, revoked_id):
        assert jane.browser.post(f"/case/services/{client}", {"scope": list(SCOPES)}).status == 303
    assert jane.browser.post(f"/case/services/{narrow_id}", {"scope": list(SCOPES)}).status == 303
    live.accounts.revoke_client(revoked_id)
    operator = live.accounts.add_client("Op", (), kind="operator")
    token = live.accounts.client_token(operator.client_id, operator.secret)
    assert token is not None
    ended, _, _ = live.patient()
    with live.store.database.write() as session:
        row = session.get(Session, token_id(ended.cookie))
        assert row is not None
        row.seen = row.seen - 10_000
    left, _, _ = live.patient()
    assert left.post("/close").status == 303
    left.cookie = left.cookie or "gone"
    askers = {
        "nobody": live.caller(), "jane": jane.browser, "other": other.browser, "ended": ended, "left": left,
        "granted": granted, "stranger": stranger, "narrow": narrow, "revoked": revoked,
        "operator": live.caller(bearer=token.token),
    }  # fmt: skip
    own = Things(jane.case, jane.scan, jane.question, granted_id)
    return World(live, askers, own, Things(other.case, other.scan, other.question, granted_id))


def routes(app: Any) -> Iterator[tuple[str, str, Any]]:
    for route in flat(app.routes):
        for method in sorted(route.methods - {"HEAD"}):
            yield method, route.path, declared(route)


def ask(who: Caller, method: str, route: str, path: str) -> Reply:
    if method == "GET":
        return who.get(path)
    if route in JSON_ROUTES:
        return who.send_json(method, path, BODIES[route])
    if route == "/case/upload" or route.endswith("/documents"):
        body, kind = multipart((("x.txt", b"Nothing here."),), {"csrf": who.csrf}, "file")
        return who.call(method, path, body, Content_Type=kind)
    if method == "POST" and not who.bearer:
        return who.post(path, {"action": "confirm", "seen": "0"})
    return who.call(method, path, b"", Content_Type="application/x-www-form-urlencoded")


def outcome(reply: Reply) -> tuple[int, bytes, list[tuple[str, str]]]:
    """All of an answer that says something."""
    return reply.status, reply.body, sorted((k, v) for k, v in reply.headers.items() if k != "date")


def test_a_route_without_a_policy_is_not_built() -> None:
    app, router = FastAPI(openapi_url=None, docs_url=None, redoc_url=None), APIRouter()
    router.get("/forgotten")(lambda: None)
    app.include_router(router)
    with pytest.raises(UndeclaredRouteError, match="/forgotten"):
        check_routes(app.routes)


def test_who_may_not_gets_nothing(world: World) -> None:
    """Anonymous, ended, logged-out and foreign askers see no canary and no success on any route of a case."""
    wrong, asked = [], 0
    allowed = {
        Who.PATIENT: {"jane", "other"},
        Who.CLIENT: {"granted", "stranger", "narrow"},
        Who.OPERATOR: {"operator"},
    }
    for method, route, policy in routes(world.live.app):
        for name, who in world.askers.items():
            if (route in ENDS and name in ("jane", "other", "granted")) or route == "/begin":
                continue
            reply = ask(who, method, route, world.own.fill(route))
            asked += 1
            if name not in ("jane", "granted") and CANARY.encode() in reply.body:
                wrong.append((method, route, name, "canary"))
            refused = reply.status in (401, 403, 404) or reply.headers.get("location") == "/?ended=1"
            if policy.who is not Who.ANYONE and name not in allowed[policy.who] and not refused:
                wrong.append((method, route, name, reply.status))
    assert wrong == []
    assert asked > 300


def test_anothers_things_look_like_nothing(world: World) -> None:
    """What is another's and what does not exist are answered with the same bytes."""
    wrong, compared = [], 0
    for method, route, policy in routes(world.live.app):
        if "{" not in route or "static" in route or policy.who is Who.ANYONE or "services" in route:
            continue
        for name in ("jane", "other", "granted", "stranger", "narrow"):
            who = world.askers[name]
            theirs = world.own if name not in ("jane", "granted", "narrow") else world.others
            one, two = (ask(who, method, route, t.fill(route)) for t in (theirs, world.nowhere))
            if not any(p in route for p in ("document", "question", "{case}")):
                continue
            compared += 1
            door = one.headers.get("location") == "/?ended=1"
            if outcome(one) != outcome(two) or not (door or one.status in (401, 404)):
                wrong.append((method, route, name, one.status, two.status))
    assert wrong == []
    assert compared > 80


def test_within_a_case_that_is_open_to_a_client_anothers_document_is_nothing(world: World) -> None:
    granted = world.askers["granted"]
    mixed = Things(world.own.case, world.others.document, world.others.question, world.own.client)
    empty = Things(world.own.case, *(token_hex(16) for _ in range(3)))
    for method, route, _policy in routes(world.live.app):
        if route.startswith("/api") and ("{document}" in route or "{question}" in route):
            one, two = (ask(granted, method, route, t.fill(route)) for t in (mixed, empty))
            assert outcome(one) == outcome(two) and one.status == 404, route


def test_a_client_with_consent_gets_what_its_scopes_say_and_no_more(world: World) -> None:
    place = f"/api/v1/cases/{world.own.case}"
    assert world.askers["granted"].get(f"{place}/profile").status == 200
    assert world.askers["narrow"].get(f"{place}/documents").status == 200
    assert world.askers["narrow"].get(f"{place}/profile").status == 404


def test_unsafe_requests_need_our_own_page(world: World) -> None:
    jane = world.askers["jane"]
    for method, route, policy in routes(world.live.app):
        if policy.who is not Who.PATIENT or method == "GET" or policy.proof is Proof.STREAM:
            continue
        path = world.own.fill(route)
        bare = Caller(jane.port, cookie=jane.cookie)
        assert bare.post(path).status == 403, route
        assert bare.post(path, {"csrf": "0" * 64}).status == 403, route
        strange = Caller(jane.port, cookie=jane.cookie, csrf=jane.csrf)
        assert strange.post(path, Origin="https://evil.example").status == 403, route
        assert strange.post(path, Sec_Fetch_Site="cross-site").status == 403, route
    body, kind = multipart((("x.txt", b"Nothing."),), {})
    assert Caller(jane.port, cookie=jane.cookie).call("POST", "/case/upload", body, Content_Type=kind).status == 403
