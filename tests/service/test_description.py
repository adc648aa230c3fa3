"""The API does what its description says, tried with generated requests (schemathesis), with a client that may much."""

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings

from tests.service.conftest import CANARY, Person
from tests.service.live import Live

SCOPES = ("case.open", "document.read", "document.write", "profile.read", "answer.read", "answer.write")
CHECKS = [
    schemathesis.checks.not_a_server_error, schemathesis.checks.status_code_conformance,
    schemathesis.checks.content_type_conformance, schemathesis.checks.response_schema_conformance,
]  # fmt: skip
FEW = settings(
    max_examples=12, deadline=None, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)


@pytest.mark.slow
def test_generated_requests_get_what_is_described(live: Live, jane: Person) -> None:
    caller, client, _ = live.client(*SCOPES, name="Fuzz")
    assert jane.browser.post(f"/case/services/{client}", {"scope": ["document.read", "profile.read"]}).status == 303
    described = live.caller().get("/api/v1/openapi.json").json()
    schema = schemathesis.openapi.from_dict(described)
    schema.config.update(base_url=live.base)
    tried = [sum(tries(result.ok(), caller.bearer)) for result in schema.get_all_operations()]
    assert len(tried) == sum(len(item) for item in described["paths"].values())
    assert sum(tried) > 100


def tries(operation: Any, bearer: str) -> list[int]:
    """Some requests of one operation."""
    headers = {} if operation.path.endswith("/token") else {"Authorization": f"Bearer {bearer}"}
    made: list[int] = []

    @FEW
    @given(case=operation.as_strategy())
    def one(case: Any) -> None:
        response = case.call(headers=headers)
        made.append(1)
        case.validate_response(response, checks=CHECKS)
        assert CANARY.encode() not in response.content

    one()
    return made
