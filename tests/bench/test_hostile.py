"""A sample of the hostile files goes through the sandboxed reader; ``python -m bench.hostile`` runs them all."""

from itertools import islice

import pytest

from bench.hostile import Tally, end_of, good_document, run, samples, shared
from pipeline.reading import ReadSettings
from pipeline.sandbox import choose
from tests.pipeline.sandbox.ways import both
from tests.shared import SHARED
from tools.bad.mutate import mutations
from tools.make_bad_pdfs import files as made

SETTINGS = ReadSettings(ocr=False, page_seconds=4, document_seconds=10)
# One of each way a file can hurt that was seen to: endless drawing, endless memory, aborts, too many pages, lies.
WORST = {
    "form_itself.pdf", "flate_thrice.pdf", "pages_20000.pdf", "locked_5_6.pdf", "png_50000.png", "text_marks.txt",
    "arrays_100000.pdf", "tree_in_circles.pdf", "heic_nested.heic", "tiff_loop.tif", "table_7.pdf", "head_only.pdf",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _no_extra_time(monkeypatch):
    monkeypatch.setattr("pipeline.reading.pool.START_SECONDS", 10.0)
    monkeypatch.setattr("bench.hostile.START_SECONDS", 10.0)


def contained(tally: Tally, files: int) -> None:
    assert tally.wrong == []
    assert tally.connections == 0
    assert sum(tally.ends.values()) == files


@pytest.fixture(scope="module")
def bad() -> dict[str, bytes]:
    return dict(made())


def test_there_are_hundreds_of_files_made_here_all_different(bad):
    assert len(bad) >= 500
    assert len(set(bad.values())) >= 480
    assert set(bad) >= WORST


@both
def test_the_worst_are_contained(way, bad):
    tally = run(((name, bad[name]) for name in sorted(WORST)), SETTINGS, workers=2, way=way)
    contained(tally, len(WORST))
    # Whether a page is given up for its time depends on the machine; what the others are does not.
    assert sum(n for end, n in tally.ends.items() if end.startswith("refused")) >= 8
    assert tally.ends["refused: encrypted"] == 1
    assert tally.ends["refused: too_many_pages"] == 1


def test_mutations_are_contained():
    contained(run(mutations(samples(), 60, seed=5), SETTINGS, workers=2), 60)


def test_public_hostile_files_are_contained():
    if not (SHARED / "hostile").is_dir():
        pytest.skip("../shared/hostile is not here")
    contained(run(islice(shared(), 0, None, 12), SETTINGS, workers=2), len(list(islice(shared(), 0, None, 12))))


def test_a_document_spoilt_by_the_one_before_it_is_noticed(monkeypatch):
    """The measure itself: were the good document read otherwise behind a bad one, it would be said."""
    import bench.hostile

    good = good_document()[1]
    real = bench.hostile.Reader.read

    def spoilt(self, file, data, *more):
        document = real(self, file, data, *more)
        spoilt.calls += data == good
        return document.model_copy(update={"pages": ()}) if spoilt.calls > 1 else document

    spoilt.calls = 0
    monkeypatch.setattr(bench.hostile.Reader, "read", spoilt)
    tally = run([("a.txt", b"Hb 8.4"), ("b.txt", b"")], SETTINGS)
    assert [line.split(":")[0] for line in tally.wrong] == ["a.txt", "b.txt"]
    assert dict(tally.ends) == {"read": 1, "refused: empty": 1}


def test_a_child_that_opens_a_socket_is_ended_and_counted():
    from bench.hostile import _watched_endings
    from pipeline.reading.pool import Reader

    code = (
        "import socket, sys; import pipeline.reading.read as read; from pipeline.reading.child import main;"
        "read.read_bytes = lambda *a: socket.socket(); sys.exit(main(sys.argv[1:]))"
    )
    tally = Tally()
    command = choose.child_command(choose.way(), 2_000_000_000, inner=("-c", code), deadly_network=True)
    with _watched_endings(tally), Reader(command=command) as reader:
        document = reader.read("a.txt", b"Hb 8.4")
    assert end_of(document) == "refused: crash"
    assert tally.connections == 1
