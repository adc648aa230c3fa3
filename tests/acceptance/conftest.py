"""Fixtures of the acceptance tests; see ``sample.py``."""

from collections.abc import Generator
from typing import Any

import pytest

from tests.acceptance.sample import Samples


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(items: list[Any]) -> Generator[None, None, None]:
    """Make ``--dist loadgroup`` work: pytest 9.2 no longer reads the attribute in which xdist 3.8 writes the group."""
    yield
    for item in items:
        grouped = getattr(item, "_nodeid", "")
        if "@" in grouped and grouped != item.nodeid and hasattr(item, "_id"):
            item._id = type(item._id).parse(grouped)


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Samples:
    """The sample patients of this process."""
    return Samples(tmp_path_factory.mktemp("twins"))
