"""The patient's whole way through the API, consent, conditions, webhooks, and a description of exactly what runs."""

import base64
import hmac
import http.server
import json
import threading
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

import pytest

from app.service.webhooks import AddressError, Courier, addresses, check_address
from tests.service.conftest import NOTE, Person
from tests.service.live import SAMPLES, Caller, Live

ALL = ("case.open", "document.read", "document.write", "profile.read", "answer.read", "answer.write")
API = "/api/v1"
DIGITAL = ("epo_iron_2026-10-22.pdf", "ngs_2026-06-17.pdf")
PAPER = ("marrow_2026-06-03.pdf", "cbc_2026-11-05.jpg")
"""A scan and a photograph; read for one of the two stores."""


@pytest.fixture(scope="module")
def hospital(live: Live) -> Caller:
    return live.client(*ALL, name="Hospital")[0]


def sent(live: Live) -> tuple[str, ...]:
    return DIGITAL + (PAPER if live.store.settings.blobs else ())


@pytest.fixture(scope="module")
def case(live: Live, hospital: Caller) -> str:
    """A case opened and filled by a service."""
    opened = hospital.call("POST", f"{API}/cases")
    assert opened.status == 201, opened.text
    place = f"{API}/cases/{opened.json()['case']}"
    first, *more = [(name, (SAMPLES / "p2_lower_risk_del5q" / name).read_bytes()) for name in sent(live)]
    taken = hospital.upload(f"{place}/documents", first, field="file", Idempotency_Key="k1")
    assert taken.status == 201 and taken.json()["created"] is True
    again = hospital.upload(f"{place}/documents", first, field="file", Idempotency_Key="k1")
    assert (again.status, again.json()) == (200, {"id": taken.json()["id"], "created": False})
    assert {hospital.upload(f"{place}/documents", file, field="file").status for file in more} == {201}
    asked = hospital.send_json("POST", f"{place}/questions", {"answer_id": "mds-liver"})
    assert asked.status == 201
    live.work()
    return place


def test_the_whole_way(live: Live, hospital: Caller, case: str) -> None:
    status = hospital.get(case).json()
    assert {d["name"]: d["state"] for d in status["documents"]} == dict.fromkeys(sent(live), "done")
    assert status["working"] is False
    profile = hospital.get(f"{case}/profile").json()
    held = [e for kind in ("labs", "gene_panels", "karyotypes") for f in profile[kind] for e in f["evidence"]]
    read = {(e["file"], e["method"]) for e in held}
    assert read == {(name, "ocr" if name in PAPER else "text") for name in sent(live)}
    assert ("ferritin", 1420.0) in {(lab["analyte"], lab["value"]) for lab in profile["labs"]}
    question = hospital.get(f"{case}/questions").json()["questions"][0]
    answer = hospital.get(f"{case}/questions/{question['id']}/answer").json()
    assert answer["disease"] == "mds" and answer["statements"]
    bundle = hospital.get(f"{case}/profile/fhir")
    assert bundle.headers["content-type"].startswith("application/fhir+json")
    assert {e["resource"]["resourceType"] for e in bundle.json()["entry"]} >= {"Patient", "Observation", "Provenance"}


def test_conditions(hospital: Caller, case: str) -> None:
    question = hospital.get(f"{case}/questions").json()["questions"][0]["id"]
    for place in (case, f"{case}/profile", f"{case}/profile/fhir", f"{case}/questions/{question}/answer"):
        first = hospital.get(place)
        tag = first.headers["etag"]
        held = hospital.get(place, If_None_Match=f'"x", W/{tag}')
        assert (held.status, held.body, held.headers["etag"]) == (304, b"", tag)
        assert hospital.get(place, If_None_Match='"other"').body == first.body


def test_what_changed_since_and_paging(live: Live, hospital: Caller, case: str) -> None:
    page = hospital.get(f"{API}/cases?since=0&limit=1").json()
    assert [f"{API}/cases/{c['patient_id']}" for c in page["cases"]] == [case] and page["more"] is True
    assert hospital.get(f"{API}/cases?since={page['next']}").json() == {
        "cases": [],
        "next": page["next"],
        "more": False,
    }
    later = (
        b"Clinic note\nPatient: Rosalind Okafor-Lindgren  DOB: 12/02/1951\n"
        b"Date of visit: 11/18/2026\nHemoglobin 7.1 g/dL."
    )
    assert hospital.upload(f"{case}/documents", ("later.txt", later), field="file").status == 201
    live.work()
    fresh = hospital.get(f"{API}/cases?since={page['next']}").json()
    assert [c["version"] for c in fresh["cases"]] == [2]
    changes = hospital.get(f"{case}/profile/changes?since=1").json()
    assert any(f["name"] == "Hemoglobin" and f["value"].startswith("7.1") for f in changes["added"])
    assert [v["version"] for v in hospital.get(f"{case}/profile/versions").json()["versions"]] == [1, 2]


def test_tokens(live: Live) -> None:
    _, client, secret = live.client("profile.read", "document.read")
    caller = live.caller()
    form = {"grant_type": "client_credentials", "client_id": client, "client_secret": secret}
    given = caller.post(f"{API}/token", form | {"scope": "profile.read"})
    assert (
        given.status == 200 and given.json()["scope"] == "profile.read" and given.headers["cache-control"] == "no-store"
    )
    basic = base64.b64encode(f"{client}:{secret}".encode()).decode()
    named = caller.post(f"{API}/token", {"grant_type": "client_credentials"}, Authorization=f"Basic {basic}")
    assert named.json()["scope"] == "document.read profile.read"
    assert caller.post(f"{API}/token", form | {"client_secret": "no"}).status == 401
    assert caller.post(f"{API}/token", form | {"scope": "answer.read"}).status == 401
    assert caller.post(f"{API}/token", {}).status == 400
    assert live.caller(bearer="nonsense").get(f"{API}/cases").status == 401


def test_consent_is_the_patients(live: Live, jane: Person) -> None:
    registry, client, _ = live.client("profile.read", name="Registry X")
    place = f"{API}/cases/{jane.case}/profile"
    assert registry.get(place).status == 404
    assert jane.browser.post(f"/case/services/{client}", {"scope": ["profile.read", "answer.read"]}).status == 303
    assert registry.get(place).status == 200
    assert "Registry X" in jane.browser.get("/case/trail").text
    assert jane.browser.post(f"/case/services/{client}").status == 303
    assert registry.get(place).status == 404


@pytest.fixture
def listener() -> Iterator[tuple[str, list[tuple[str, bytes]]]]:
    heard: list[tuple[str, bytes]] = []

    class Hook(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            heard.append((self.headers["Oncotailor-Signature"], body))
            self.send_response(500 if len(heard) == 1 else 204)
            self.end_headers()

        def log_message(self, *_: object) -> None: ...

    server = http.server.HTTPServer(("127.0.0.1", 0), Hook)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/hook?a=1", heard
    server.shutdown()
    server.server_close()
    thread.join()


def test_webhooks_carry_ids_only_and_are_signed(live: Live, listener: tuple[str, list[tuple[str, bytes]]]) -> None:
    url, heard = listener
    clinic, _, _ = live.client(*ALL, name="Clinic")
    secret = clinic.send_json("PUT", f"{API}/webhook", {"url": url}).json()["secret"]
    opened = clinic.call("POST", f"{API}/cases").json()["case"]
    note = NOTE.replace("ZZQCANARY", "HEDY").encode()
    assert clinic.upload(f"{API}/cases/{opened}/documents", ("n.txt", note), field="file").status == 201
    live.work()
    courier = Courier(live.app.state.service)
    courier.once()
    wait_for(lambda: len(heard) >= 1)
    signed, body = heard[0]
    said = json.loads(body)
    assert {k: said[k] for k in ("event", "case", "version")} == {
        "event": "profile.updated",
        "case": opened,
        "version": 1,
    }
    assert set(said) == {"id", "event", "case", "version"}
    seconds, given = (p.partition("=")[2] for p in signed.split(","))
    assert hmac.compare_digest(given, hmac.new(secret.encode(), f"{seconds}.".encode() + body, sha256).hexdigest())
    assert clinic.call("DELETE", f"{API}/webhook").status == 204


def wait_for(done: Any) -> None:
    import time

    end = time.monotonic() + 10
    while not done() and time.monotonic() < end:
        time.sleep(0.05)
    assert done()


@pytest.mark.parametrize(
    "url",
    ["http://example.org/", "ftp://example.org/", "https://user:x@example.org/", "https:///x", "https://a b/", "x"],
)
def test_webhooks_go_to_public_https_only(url: str) -> None:
    with pytest.raises(AddressError):
        check_address(url, private=False)


@pytest.mark.parametrize("host", ["127.0.0.1", "10.0.0.8", "169.254.169.254", "::1", "localhost"])
def test_webhooks_reach_no_network_of_ours(host: str) -> None:
    with pytest.raises(AddressError):
        addresses(host, 443, private=False)


def test_the_description_is_of_what_runs(live: Live) -> None:
    from app.service.policy import Who, declared, flat

    described = live.caller().get(f"{API}/openapi.json").json()
    runs = {
        (m.lower(), r.path)
        for r in flat(live.app.routes) if r.path.startswith(API) and not r.path.endswith("openapi.json")
        for m in r.methods - {"HEAD"}
    }  # fmt: skip
    assert {(m, p) for p, item in described["paths"].items() for m in item} == runs
    clients = {r.path for r in flat(live.app.routes) if getattr(declared(r), "who", None) is Who.CLIENT}
    assert all("security" in op for p, item in described["paths"].items() if p in clients for op in item.values())
