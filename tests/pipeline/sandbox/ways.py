"""The sandboxes that tests run in; one that this machine cannot give is skipped, saying so."""

import pytest

from pipeline.sandbox import choose
from pipeline.sandbox.choose import Way


def _way(way: Way):
    usable = choose._usable(way)
    return pytest.param(way, marks=[] if usable else pytest.mark.skip(reason=f"{way} does not work on this machine"))


both = pytest.mark.parametrize("way", [_way(Way.BUBBLEWRAP), _way(Way.LANDLOCK)])
