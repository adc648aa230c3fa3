"""Stores for tests: SQLite and a folder; a real PostgreSQL and an S3-compatible store, where they can be started."""

from collections.abc import Iterator
from pathlib import Path
from secrets import token_hex
from typing import Any

import pytest

from bench.servers import Postgres
from flows.store import Store, StoreSettings, open_store
from tests.flows.store.tools import Case, new_case

_count = 0


@pytest.fixture
def url(server: Postgres) -> str:
    """An empty PostgreSQL database."""
    global _count
    _count += 1
    return server.new_database(f"t{_count}")


@pytest.fixture
def objects(bucket: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> str:
    """An empty place in an object store."""
    for name, value in bucket.items():
        monkeypatch.setenv(name, value)
    return f"s3://oncotailor/{token_hex(8)}"


@pytest.fixture(params=["sqlite", "postgresql"])
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> StoreSettings:
    """Settings of an empty store: one file and a folder, and what many machines share."""
    if request.param == "sqlite":
        return settings_in(tmp_path)
    return settings_in(tmp_path, request.getfixturevalue("url"), blobs=request.getfixturevalue("objects"))


def settings_in(folder: Path, database: str | None = None, **changes: Any) -> StoreSettings:
    return StoreSettings(
        data=folder / "data", key_file=folder / "keys" / "master.key", database=database, reserve_bytes=0, **changes
    )


@pytest.fixture
def store(settings: StoreSettings) -> Iterator[Store]:
    """An empty store, once for each kind."""
    opened = open_store(settings)
    yield opened
    opened.close()


@pytest.fixture
def sqlite_store(tmp_path: Path) -> Iterator[Store]:
    """An empty store on SQLite, for what no database decides."""
    opened = open_store(settings_in(tmp_path))
    yield opened
    opened.close()


@pytest.fixture
def case(store: Store) -> Case:
    """A patient in ``store``."""
    return new_case(store)
