"""Child processes: order is kept, and a file that kills its reader costs itself only."""

import sys
import textwrap

import pytest

from pipeline.reading import ReadSettings
from pipeline.reading.pool import Reader
from schemas.errors import ReadFailure
from tests.pipeline.reading.pages import draw_rows, pdf, texts

GOOD = pdf(draw_rows)
# A reader that misbehaves on request: the word is the whole content of the file.
ROGUE = textwrap.dedent("""
    import os, signal, sys, time
    import pipeline.reading.read as read
    real = read.read_bytes
    def rogue(data, file, settings, progress, first, opened):
        if data == b"crash": os.kill(os.getpid(), signal.SIGSEGV)
        if data == b"hang": time.sleep(60)
        if data == b"memory": x = bytearray(1 << 40)
        if data == b"raise": raise RuntimeError("text of a record")
        if data == b"babble":
            os.write(answers, b"nonsense" * 1000); time.sleep(60)
        return real(data, file, settings, progress, first, opened)
    read.read_bytes = rogue
    import pipeline.reading.child as child
    answers = None
    dup = os.dup
    def noted(fd):
        global answers
        answers = dup(fd)
        return answers
    os.dup = noted
    sys.exit(child.main())
""")


def test_documents_come_in_order_and_pages_are_whole():
    with Reader() as reader:
        documents = list(reader.read_many([("b.pdf", GOOD), ("a.txt", b"Hb 8.4"), ("c.pdf", b""), ("d.pdf", GOOD)]))
    assert [d.file for d in documents] == ["b.pdf", "a.txt", "c.pdf", "d.pdf"]
    assert [d.failure for d in documents] == [None, None, ReadFailure.EMPTY, None]
    assert "8.4" in texts(documents[0].pages[0])
    assert documents[0].model_copy(update={"file": "d.pdf"}) == documents[3]


@pytest.mark.parametrize(
    ("word", "failure"),
    [
        (b"crash", ReadFailure.CRASH),
        (b"memory", ReadFailure.MEMORY),
        (b"raise", ReadFailure.CRASH),
        (b"babble", ReadFailure.CRASH),
        (b"hang", ReadFailure.TIME),
    ],
)
def test_a_bad_file_costs_itself_only(word, failure, monkeypatch):
    monkeypatch.setattr("pipeline.reading.pool.START_SECONDS", 3.0)
    settings = ReadSettings(page_seconds=3)
    with Reader(settings, command=[sys.executable, "-c", ROGUE]) as reader:
        bad, good = reader.read_many([("bad.txt", word), ("good.pdf", GOOD)])
    assert (bad.failure, bad.pages) == (failure, ())
    assert good.failure is None
    assert "8.4" in texts(good.pages[0])


def test_importing_the_pool_imports_nothing_heavy():
    import subprocess

    heavy = "numpy", "cv2", "PIL", "pypdfium2", "onnxruntime", "rapidocr", "tesserocr"
    code = (
        f"import sys, pipeline.reading.pool, pipeline.reading.check; print([m for m in {heavy!r} if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_who_fails_on_being_told_of_a_page_gets_no_word_of_it_into_the_next_document():
    """A worker whose claim or database is lost in the middle: the child it talked to is not talked to again."""
    with Reader(one_each=True) as reader:

        def fails(done, pages):
            raise LookupError

        with pytest.raises(LookupError):
            reader.read_shown("long.pdf", pdf(*[draw_rows] * 3), lambda d: (), fails)
        document, _ = reader.read_shown("b.txt", b"Hb 8.4", lambda d: ())
        assert (document.failure, texts(document.pages[0])) == (None, ["Hb", "8.4"])
        first = reader._children[0]._process

        def crops_fail(document):
            raise LookupError

        with pytest.raises(LookupError):
            reader.read_shown("b.txt", b"Hb 8.4", crops_fail)
        assert reader._children[0]._process is not first  # a new one, which knows nothing of it
