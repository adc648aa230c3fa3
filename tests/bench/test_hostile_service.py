"""A few hostile files through the whole service; ``python -m bench.hostile_service`` sends more."""

from itertools import chain

import pytest

from bench.hostile import good_document
from bench.hostile_service import Pair, Tally, chosen, judged, run
from bench.running import Browser
from tests.shared import SHARED
from tools.bad import pictures, structure

FEW = ("locked_5_6.pdf", "pages_20000.pdf", "head_only.pdf", "tiff_loop.tif")


@pytest.mark.slow
def test_hostile_files_end_and_the_good_ones_behind_them_are_done() -> None:
    files = [f for f in chain(structure.files(), pictures.files()) if f[0] in FEW]
    tally = run(files, seconds=200)
    assert tally.wrong == []
    assert tally.good == sum(tally.ends.values()) == len(FEW)


def test_public_files_are_taken_where_they_are() -> None:
    if not (SHARED / "hostile").is_dir():
        pytest.skip("../shared/hostile is not here")
    assert len(chosen(0, 10)) > 10


def test_a_promise_that_breaks_is_seen() -> None:
    name = good_document()[0]
    good = {"name": name, "state": "done", "why": ""}
    bad = {"name": "x.pdf", "state": "refused", "why": "It is locked."}
    taken, refused = Pair("x.pdf", Browser(1)), Pair("x.pdf", Browser(1), refused="415")

    def wrong(pair: Pair, version: int, *files: dict[str, str]) -> list[str]:
        return judged(pair, {"files": list(files), "version": version}, Tally())

    assert wrong(taken, 1, bad, good) == [] == wrong(refused, 1, good)
    assert "without a reason" in wrong(taken, 1, bad | {"why": ""}, good)[0]
    assert "ended as" in wrong(taken, 1, bad | {"state": "running"}, good)[0]
    assert "ended as" in wrong(taken, 1, good)[0]
    assert "no profile" in wrong(taken, 0, bad, good)[0]
    assert "the good document" in wrong(taken, 1, bad, good | {"state": "queued"})[0]
