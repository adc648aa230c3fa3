"""The API does what its description says, tried with generated requests (schemathesis), with a client that may much.

``ONCOTAILOR_FUZZ=200`` tries more: so many requests of each kind for each operation.
"""

import os
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.generation import GenerationMode

from tests.service.conftest import CANARY, NOTE, STORES, Person, live_on, person
from tests.service.live import Live

SCOPES = ("case.open", "document.read", "document.write", "profile.read", "answer.read", "answer.write")
ALLOWED = ["document.read", "profile.read", "answer.read"]
MANY = int(os.environ.get("ONCOTAILOR_FUZZ", "8"))
ALWAYS = [
    schemathesis.checks.not_a_server_error, schemathesis.checks.status_code_conformance,
    schemathesis.checks.content_type_conformance, schemathesis.checks.response_schema_conformance,
    schemathesis.checks.response_headers_conformance, schemathesis.checks.allow_header_conformance,
]  # fmt: skip
REJECTED = [schemathesis.checks.negative_data_rejection, schemathesis.checks.missing_required_header]
ACCEPTED = [schemathesis.checks.positive_data_acceptance]
UNSAYABLE = {"/api/v1/webhook", "/api/v1/cases/{case}/documents", "/api/v1/token"}
"""What no schema can say: that an address is public, that bytes are a document, that a secret is right."""


@pytest.fixture(scope="module", params=STORES)
def live(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """As it runs for others: webhooks go to public addresses only."""
    with live_on(request.param, request, tmp_path_factory.mktemp("described")) as service:
        yield service


@pytest.fixture(scope="module")
def jane(live: Live) -> Person:
    return person(live, NOTE)


FEW = settings(
    max_examples=MANY, deadline=None, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)


@pytest.mark.slow
def test_generated_requests_get_what_is_described(live: Live, jane: Person) -> None:
    caller, client, _ = live.client(*SCOPES, name="Fuzz")
    assert jane.browser.post(f"/case/services/{client}", {"scope": ALLOWED}).status == 303
    described = live.caller().get("/api/v1/openapi.json").json()
    schema = schemathesis.openapi.from_dict(described)
    schema.config.update(base_url=live.base)
    real = {"case": jane.case, "document": jane.scan, "question": jane.question}
    tried = [tries(result.ok(), caller.bearer, real) for result in schema.get_all_operations()]
    assert len(tried) == sum(len(item) for item in described["paths"].values()) == 18
    print(f"{sum(n for n, _ in tried)} requests")  # noqa: T201 - for who asks for many
    assert sum(n for n, _ in tried) > 18 * MANY
    good = {path for _, answered in tried for path, status in answered if status == 200}
    assert {p for p in described["paths"] if "profile" in p} <= good  # what is there was reached, not only 404


def tries(operation: Any, bearer: str, real: dict[str, str]) -> tuple[int, set[tuple[str, int]]]:
    """Some requests of one operation, as described and otherwise; how many, and what was answered."""
    path = operation.path
    headers = {} if path.endswith("/token") else {"Authorization": f"Bearer {bearer}"}
    made, answered = [0], set()
    ends = operation.method.upper() == "DELETE"

    def one(case: Any, ours: bool, checks: list[Any]) -> None:
        if ours and not ends:  # a case that she opened to this client, so that more than 404 comes
            case.path_parameters = {k: real.get(k, v) for k, v in (case.path_parameters or {}).items()}
            if path.endswith("/changes"):
                case.query["since"] = 1
        response = case.call(headers=headers)
        made[0] += 1
        answered.add((path, response.status_code))
        case.validate_response(response, checks=ALWAYS + checks)
        if not (ours and response.status_code == 200):
            assert CANARY.encode() not in response.content

    @FEW
    @given(case=operation.as_strategy(generation_mode=GenerationMode.POSITIVE), ours=st.booleans())
    def described(case: Any, ours: bool) -> None:
        one(case, ours, [] if path in UNSAYABLE else ACCEPTED)

    @FEW
    @given(case=operation.as_strategy(generation_mode=GenerationMode.NEGATIVE))
    def otherwise(case: Any) -> None:
        one(case, False, REJECTED)

    described()
    if operation.body or operation.path_parameters or operation.query or operation.headers:
        otherwise()
    return made[0], answered


@pytest.mark.parametrize("path", ["/cases", "/webhook", "/cases/{}/questions", "/cases/{}/documents", "/answers"])
def test_a_refused_method_names_all_that_are_not(live: Live, path: str) -> None:
    place = f"/api/v1{path.format('0' * 32)}"
    described = live.caller().get("/api/v1/openapi.json").json()["paths"]
    wanted = {m.upper() for p, item in described.items() if p.replace("{case}", "0" * 32) == place for m in item}
    refused = live.caller().call("PATCH", place)
    assert refused.status == 405
    assert set(refused.headers["allow"].split(", ")) == wanted


def test_what_is_too_large_is_refused_in_the_described_form(live: Live) -> None:
    caller, _, _ = live.client(*SCOPES, name="Large")
    said = {"Content_Type": "application/json", "Content_Length": "99999999"}
    sent = caller.call("POST", f"/api/v1/cases/{'0' * 32}/questions", b"{}", **said)
    assert (sent.status, sent.headers["content-type"]) == (413, "application/json")
    assert set(sent.json()) == {"error", "detail"}
