"""Settings of all tests, and the servers that several of them share."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

from bench.servers import Postgres, object_store, postgres, postgres_missing

# A busy machine is no defect, and CI judges the change, not the luck of the draw; elsewhere every run draws anew.
settings.register_profile("project", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("project")


@pytest.fixture(scope="session")
def server() -> Iterator[Postgres]:
    """One PostgreSQL for all tests of a process."""
    if why := postgres_missing():
        pytest.skip(why)
    with postgres() as running:
        yield running


@pytest.fixture(scope="session")
def bucket() -> Iterator[dict[str, str]]:
    """One S3-compatible server for all tests of a process; what a client of it has in its environment."""
    with object_store("oncotailor") as env:
        yield env
