"""A few hostile files through the whole service; ``python -m bench.hostile_service`` sends all of them."""

import json
import subprocess
from itertools import chain
from typing import Any

import pytest

from bench.hostile import good_document
from bench.hostile_service import Batch, Sent, Tally, batches, judged, report, requests, run
from bench.running import Browser
from tools.bad import pictures, structure

FEW = ("locked_5_6.pdf", "pages_20000.pdf", "head_only.pdf", "tiff_loop.tif")


@pytest.mark.slow
def test_hostile_files_end_and_the_good_ones_behind_them_are_done() -> None:
    files = [f for f in chain(structure.files(), pictures.files()) if f[0] in FEW]
    tally = Tally()
    bystander = subprocess.Popen(["sleep", "3000"])  # as another test's server beside this one: nobody's orphan
    try:
        run(
            [("made", files)],
            lambda line: tally.add(json.loads(json.dumps(line))),
            workers=1,
            good_every=2,
            seconds=400,
        )
    finally:
        bystander.kill()
        bystander.wait()
    assert tally.wrong == [] and tally.connections == 0
    assert tally.files == len(FEW) and tally.good == 2


def test_a_good_document_goes_behind_every_so_many_and_last() -> None:
    sent = requests([(str(n), b"x") for n in range(5)], 2)
    assert [hostile for _, _, hostile in sent] == [True, True, False, True, True, False, True, False]
    assert len({name for _, (name, _), _ in sent}) == 8 and len({data for _, (_, data), h in sent if not h}) == 3


def test_what_was_done_is_not_done_again() -> None:
    tally = Tally()
    tally.add({"set": "made", "ended": {"b": "read", "c": None}, "wrong": ["c: hangs"], "good": 1})
    sets: dict[str, Any] = {"made": iter([(n, b"") for n in "abcde"])}
    assert list(batches(sets, tally.names, 2)) == [("made", [("a", b""), ("d", b"")]), ("made", [("e", b"")])]
    assert "WRONG c: hangs" in report(tally) and tally.files == 1


def test_a_promise_that_breaks_is_seen() -> None:
    name = good_document()[0]
    good = {"name": name, "state": "done", "why": "", "words": "Read"}
    bad = {"name": "00-x.pdf", "state": "refused", "why": "It is locked.", "words": "Could not be read"}

    def wrong(version: int, *files: dict[str, str], refused: str | None = None, failed: bool = False) -> list[str]:
        batch = Batch("made", Browser(1), [Sent("x.pdf", "00-x.pdf", refused)], [Sent(name, name)])
        return judged(batch, {"files": list(files), "version": version, "failed": failed})[1]

    assert wrong(1, bad, good) == [] == wrong(1, good, refused="It is no PDF.")
    assert "without a reason" in wrong(1, bad | {"why": ""}, good)[0]
    assert "ended as running" in wrong(1, bad | {"state": "running"}, good)[0]
    assert "ended as None" in wrong(1, good)[0]
    assert "no profile" in wrong(0, bad, good)[0] and "no profile" in wrong(1, bad, good, failed=True)[0]
    assert "a good document" in wrong(1, bad, good | {"state": "queued"})[0]
    assert "a good document" in wrong(1, bad)[0]


def test_a_try_to_connect_is_counted() -> None:
    tally = Tally()
    tally.add({"codes": {"159": 1, "-31": 1, "139": 4}})
    assert tally.connections == 2
