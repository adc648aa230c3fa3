"""Documents carry unique words; after success, failure, a crash and an erasure none is found outside ciphertext."""

import base64
import contextlib
import os
import signal
import subprocess
import sys
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from flows.store import Store, open_store
from flows.store.errors import StoreError
from flows.store.jobs import expire
from flows.store.tables import Job
from schemas.corrections import CorrectionRequest
from tests.flows.store.conftest import settings_in
from tests.flows.store.tools import Case, new_case, note, put

ROOT = Path(__file__).resolve().parents[3]
PLACES = ("NAME", "FILE", "TEXT", "NOTE", "ASKED", "META", "BROKEN", "ERASED")
TEMPORARY = (Path("/tmp"), Path("/var/tmp"), Path("/dev/shm"))


def word(place: str) -> str:
    mine = "".join("ABCDEFGHIJ"[int(d)] for d in str(os.getpid()))
    return f"ZZQ{place}{mine}CANARY"


def forms(secret: str) -> Iterator[bytes]:
    """A word as it may stand in a file: plain, UTF-16, base64 at any offset."""
    plain = secret.encode()
    yield plain
    yield secret.encode("utf-16-le")
    for shift in range(3):
        coded = base64.b64encode(b"\0" * shift + plain)
        yield coded[4 if shift else 0 : len(coded) - 4]


def pdf_with(secret: str) -> bytes:
    from io import BytesIO

    from reportlab.pdfgen.canvas import Canvas

    out = BytesIO()
    canvas = Canvas(out, pageCompression=1)
    canvas.setTitle(secret)
    canvas.setAuthor(secret)
    canvas.drawString(72, 700, f"Patient: {secret}  DOB: 05/14/1950")
    canvas.drawString(72, 680, "Hemoglobin 8.4 g/dL 13.0-17.0")
    canvas.save()
    return out.getvalue()


def start_worker(store: Store, log: Path, **more: str) -> "subprocess.Popen[bytes]":
    env = os.environ | more | {
        "ONCOTAILOR_DATA": str(store.settings.data), "ONCOTAILOR_KEY_FILE": str(store.settings.key_file),
        "TMPDIR": str(log.parent / "tmp"),
    }  # fmt: skip
    with log.open("ab") as out:
        return subprocess.Popen([sys.executable, "-m", "flows.worker"], cwd=ROOT, env=env, stdout=out, stderr=out)


def rest(case: Case, seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while case.repository.status().working:
        assert time.monotonic() < end
        time.sleep(0.2)


def searched(folders: list[Path], since: float) -> Iterator[tuple[str, bytes]]:
    """Every file in the folders, and new ones in the machine's temporary folders; also inflated."""
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not path.is_symlink():
                yield from seen(path)
    for folder in TEMPORARY:
        for path in folder.glob("*"):
            try:
                if path.is_file() and path.stat().st_mtime >= since and path.stat().st_size < 50_000_000:
                    yield from seen(path)
            except OSError:
                continue


def seen(path: Path) -> Iterator[tuple[str, bytes]]:
    data = path.read_bytes()
    yield str(path), data
    at = data.find(b"x")  # how zlib begins
    while at >= 0:
        if data[at + 1 : at + 2] in (b"\x01", b"\x5e", b"\x9c", b"\xda"):
            with contextlib.suppress(zlib.error):
                yield f"{path} inflated at {at}", zlib.decompressobj().decompress(data[at:], 1_000_000)
        at = data.find(b"x", at + 1)


def found(folders: list[Path], since: float) -> list[str]:
    secrets = [f for place in PLACES for f in forms(word(place))]
    return [name for name, data in searched(folders, since) if any(s in data for s in secrets)]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(settings_in(tmp_path, lease_seconds=60))
    yield opened
    opened.close()


@pytest.mark.slow
def test_no_canary_outside_ciphertext(store: Store, tmp_path: Path) -> None:
    since = time.time()
    logs = tmp_path / "logs"
    (logs / "tmp").mkdir(parents=True)
    log = logs / "worker.log"
    case, gone = new_case(store), new_case(store)
    put(case, f"{word('FILE')}.txt", note(word("NAME"), word("TEXT")))
    put(case, f"{word('FILE')}.pdf", pdf_with(word("META")))
    put(case, "broken.pdf", b"%PDF-1.7\n" + word("BROKEN").encode() + b"\n%%EOF")
    put(gone, f"{word('ERASED')}.txt", note(word("ERASED")))
    case.repository.ask(text=f"# Is {word('ASKED')} for me?\n\n{word('ASKED')} is a drug for some people with MDS.")
    killed = start_worker(store, log, ONCOTAILOR_TEST_BUILD="1", ONCOTAILOR_FAIL_AT="worker.read:1")
    assert killed.wait(60) == -signal.SIGKILL
    with store.database.write() as s:
        s.query(Job).update({"lease_until": 0.0})
    assert expire(store.database, store.settings).again == 1
    worker = start_worker(store, log)
    try:
        rest(case)
        request = CorrectionRequest(about="labs[0]", action="change", fields={"value": 9}, note=word("NOTE"))
        case.repository.correct(request, version=case.repository.status().version)
        for bad in (
            lambda: case.repository.original(word("TEXT")),
            lambda: case.repository.ask(answer_id=word("TEXT")),
        ):
            with pytest.raises(StoreError) as caught:
                bad()
            assert word("TEXT") not in str(caught.value)
        rest(case)
        rest(gone)
    finally:
        worker.terminate()
        worker.wait(60)
    states = {d.name.partition(".")[2]: d.state for d in case.repository.documents()}
    assert states == {"txt": "done", "pdf": "done"} or "refused" in states.values() or "attention" in states.values()
    assert word("FILE") in case.repository.profile().model_dump_json()
    gone.repository.erase()
    assert len(log.read_bytes()) > 200
    assert list((logs / "tmp").rglob("*")) == []
    assert found([tmp_path], since) == []


@pytest.mark.parametrize("channel", ["row", "log", "temporary", "blob", "packed"])
def test_the_search_bites(store: Store, tmp_path: Path, channel: str) -> None:
    """One leak for each channel, and it is found."""
    since = time.time() - 1
    secret = word("TEXT")
    put(new_case(store))
    assert found([tmp_path], since) == []
    leak = Path("/tmp") / f"leak-{os.getpid()}"
    try:
        if channel == "row":
            with store.database.write() as s:
                s.execute(text("UPDATE document SET code = :c"), {"c": secret})
        elif channel == "log":
            (tmp_path / "x.log").write_text(f"error: {secret}", "utf-8")
        elif channel == "temporary":
            leak.write_bytes(base64.b64encode(b"ab" + secret.encode() + b"cd"))
        elif channel == "blob":
            (tmp_path / "data" / "blobs" / "x").write_bytes(secret.encode("utf-16-le"))
        else:
            (tmp_path / "x.bin").write_bytes(b"head" + zlib.compress(secret.encode() * 50))
        assert found([tmp_path], since) != []
    finally:
        leak.unlink(missing_ok=True)
