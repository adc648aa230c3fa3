"""Fixtures of the acceptance tests; see ``sample.py``."""

import pytest

from tests.acceptance.sample import Samples


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Samples:
    """The sample patients of this process."""
    return Samples(tmp_path_factory.mktemp("twins"))
