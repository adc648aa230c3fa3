"""One Prefect server for all tests that need one: it takes longer to start than most of them to run."""

from collections.abc import Iterator

import pytest

from bench.servers import PrefectServer, prefect_server

LOGIN = "operator:a password of the tests"


@pytest.fixture(scope="session")
def _prefect_server() -> Iterator[PrefectServer]:
    with prefect_server(LOGIN) as running:
        yield running


@pytest.fixture
def prefect(_prefect_server: PrefectServer) -> PrefectServer:
    """The server, up again if a test killed it; what was shown there before is still there."""
    _prefect_server.start()
    return _prefect_server
