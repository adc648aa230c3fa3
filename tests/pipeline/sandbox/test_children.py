"""A child that ends badly, in a sandbox: the document gets its reason, the page its mark, the next file its turn."""

import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from pipeline.reading import ReadSettings
from pipeline.reading.pool import Reader
from pipeline.sandbox import choose
from pipeline.sandbox.exits import CODES, NO_SANDBOX, failure_of
from schemas.errors import NotInstalledError, ReadFailure
from tests.pipeline.reading.pages import draw_rows, pdf, texts
from tests.pipeline.sandbox.ways import both

ROOT = Path(__file__).parents[3]
GOOD = pdf(draw_rows)
MEMORY = 2_000_000_000
# The word is the whole content of the file; "2:hang" does it on the second of four pages.
ROGUE = textwrap.dedent("""
    import os, signal, sys, time
    import pipeline.reading.read as read
    from schemas.document import Page, ReadDocument, Word
    real = read.read_bytes
    def act(word):
        if word.startswith("signal"): os.kill(os.getpid(), int(word[6:]))
        if word == "hang": time.sleep(60)
        if word == "burn":
            while True: pass
        if word == "memory": bytearray(1 << 40)
        if word == "exit": os._exit(13)
    def rogue(data, file, settings, progress, first, opened):
        if data.startswith(b"%PDF"): return real(data, file, settings, progress, first, opened)
        number, _, word = data.decode().rpartition(":")
        if word == "pid": word = f"pid{os.getpid()}"
        if not number:
            act(word)
            number = "0"
        opened(4)
        for n in range(first, 5):
            if str(n) in number: act(word)
            progress(Page(number=n, width=9, height=9, words=(Word(text=word, box=(0, 0, 1, 1)),)))
        return ReadDocument(id="0" * 64, file=file, media_type="text/plain")
    read.read_bytes = rogue
    import pipeline.reading.child as child
    sys.exit(child.main(sys.argv[1:]))
""")


def reader(way, settings=None, **more) -> Reader:
    command = choose.child_command(way, MEMORY, inner=("-c", ROGUE))
    return Reader(settings or ReadSettings(page_seconds=3), command=command, **more)


@both
@pytest.mark.parametrize(
    ("word", "failure"),
    [
        (f"signal{signal.SIGSEGV:d}", ReadFailure.CRASH),
        (f"signal{signal.SIGABRT:d}", ReadFailure.CRASH),
        (f"signal{signal.SIGXCPU:d}", ReadFailure.TIME),
        (f"signal{signal.SIGKILL:d}", ReadFailure.MEMORY),
        ("memory", ReadFailure.MEMORY),
        ("exit", ReadFailure.TOO_LARGE),
    ],
)
def test_each_ending_has_its_reason(way, word, failure):
    with reader(way) as pool:
        bad, good = pool.read_many([("bad.txt", word.encode()), ("good.pdf", GOOD)])
    assert (bad.failure, bad.pages) == (failure, ())
    assert "8.4" in texts(good.pages[0])


@both
def test_a_page_that_hangs_is_unread_and_the_rest_goes_on(way):
    told = []
    with reader(way) as pool:
        document = pool.read("bad.txt", b"2:hang", lambda done, of: told.append((done, of)))
    assert document.failure is None
    assert [p.failure for p in document.pages] == [None, ReadFailure.TIME, None, None]
    assert document.unread_pages == (2,)
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_more_words_than_a_document_may_have_are_refused_and_the_next_is_read():
    with Reader(ReadSettings(max_document_words=50)) as pool:
        long, short, next_ = pool.read_many([("a.txt", b"8 " * 51), ("b.txt", b"8 " * 50), ("c.pdf", GOOD)])
    assert (long.failure, long.pages) == (ReadFailure.TOO_LARGE, ())
    assert (short.failure, next_.failure) == (None, None)


@both
def test_the_first_page_is_no_exception(way):
    with reader(way) as pool:
        document = pool.read("bad.txt", f"1:signal{signal.SIGSEGV:d}".encode())
    assert [p.failure for p in document.pages] == [ReadFailure.CRASH, None, None, None]


@both
def test_what_was_read_is_kept_when_the_rest_is_given_up(way):
    with reader(way) as pool:
        document = pool.read("bad.txt", f"234:signal{signal.SIGSEGV:d}".encode())
    assert [p.failure for p in document.pages] == [None, *[ReadFailure.CRASH] * 3]


@both
def test_processor_time_is_limited_by_the_kernel(way, monkeypatch):
    codes = []
    monkeypatch.setattr("pipeline.reading.pool.failure_of", lambda code: codes.append(code) or failure_of(code))
    with reader(way, ReadSettings(page_seconds=1, threads=1)) as pool:
        document = pool.read("bad.txt", b"burn")
    assert document.failure is ReadFailure.TIME
    assert codes in ([-signal.SIGXCPU], [128 + signal.SIGXCPU]), "the kernel ended it, not the wall time of 21 s"


PARENT = textwrap.dedent("""
    import os, sys, threading, time
    from pathlib import Path
    from pipeline.reading.pool import Reader
    from pipeline.sandbox import choose
    command = choose.child_command(choose.Way(sys.argv[1]), 2_000_000_000, inner=("-c", sys.argv[2]))
    reader = Reader(command=command)
    threading.Thread(target=reader.read, args=("bad.txt", b"hang"), daemon=True).start()
    while not (reader._children and reader._children[0]._up):
        time.sleep(0.05)
    def below(pid):
        own = [int(n) for n in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
        return [pid, *(b for n in own for b in below(n))]
    print(*below(reader._children[0]._process.pid), flush=True)
    time.sleep(60)
""")


@both
def test_nothing_outlives_a_parent_that_is_killed(way):
    with subprocess.Popen([sys.executable, "-c", PARENT, way, ROGUE], stdout=subprocess.PIPE, text=True) as parent:
        children = [int(n) for n in parent.stdout.readline().split()]
        parent.kill()
    assert len(children) == (3 if way == "bubblewrap" else 1)
    until = time.monotonic() + 10
    while any(running(pid) for pid in children) and time.monotonic() < until:
        time.sleep(0.05)
    assert [pid for pid in children if running(pid)] == []


def running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_one_child_for_each_document_when_asked():
    for one_each, different in ((True, 3), (False, 1)):
        with Reader(command=[sys.executable, "-c", ROGUE], one_each=one_each) as pool:
            pids = {pool.read("a.txt", b"0:pid").pages[0].words[0].text for _ in range(3)}
        assert len(pids) == different


def test_a_child_that_cannot_be_shut_in_refuses_every_file():
    command = [sys.executable, "-m", "pipeline.reading.child", '{"memory": "none"}']
    with Reader(command=command) as pool, pytest.raises(NotInstalledError, match="oncotailor check"):
        pool.read("good.pdf", GOOD)


@pytest.mark.parametrize(
    ("code", "failure"),
    [
        (-signal.SIGXCPU, ReadFailure.TIME),
        (128 + signal.SIGXCPU, ReadFailure.TIME),
        (128 + signal.SIGKILL, ReadFailure.MEMORY),
        (-signal.SIGSYS, ReadFailure.CRASH),
        (128 + signal.SIGABRT, ReadFailure.CRASH),
        (0, ReadFailure.CRASH),
        (1, ReadFailure.CRASH),
        (255, ReadFailure.CRASH),
        (NO_SANDBOX, ReadFailure.CRASH),
        (CODES[ReadFailure.MEMORY], ReadFailure.MEMORY),
        (CODES[ReadFailure.ENCRYPTED], ReadFailure.ENCRYPTED),
    ],
)
def test_what_an_exit_code_means(code, failure):
    assert failure_of(code) is failure


def test_every_reason_has_a_published_code():
    assert set(CODES) == set(ReadFailure)
    assert all(10 <= code <= 17 for code in CODES.values())


SPEAKING = """
import numpy
from pipeline.reading.ocr.tesseract import InProcess, tessdata
from pipeline.sandbox import seccomp
engine = InProcess(tessdata())
line = numpy.full((2, 200), 255, numpy.uint8)
line[:, ::3] = 0
engine.words(numpy.full((40, 200), 255, numpy.uint8), 200)
seccomp.restrict(programs=True)
engine.words(line, 200, 7)
print("alive")
"""


def test_an_engine_that_prints_a_message_does_not_end_the_process() -> None:
    """Tesseract's file for messages may not be opened in there; the first message ended the reader."""
    done = subprocess.run([sys.executable, "-c", SPEAKING], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.stdout.strip().endswith("alive"), done.returncode
