"""Unique words in records, and where they turn up: ``python -m bench.canary [--prefect]``.

Starts ``oncotailor serve`` on a fresh folder. Two patients send documents that carry planted words: names, record
numbers, text, file names, PDF metadata, EXIF, questions, notes; some documents fail, each in its way; a worker is
killed while it reads; bad requests carry words wherever a request can; one case is erased. Then everything is searched,
in the clear, as UTF-16, base64, hexadecimal and inflated: database and its log, files, keys, Prefect's folder, what the
processes said and were called with, temporary folders, answers to bad requests, ``/metrics``. None may be found. Last,
one word is planted in a copy of each of these places, and must be found.

A refused file's name (word SENT) may stand in the answer to whoever sent it, and nowhere else.
"""

import argparse
import base64
import contextlib
import io
import os
import random
import shutil
import signal
import sqlite3
import string
import sys
import tempfile
import time
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bench.load import access_token
from bench.running import Browser, File, Running, alive, arguments_of, ask, running, wait_for_prefect

TEMPORARY = (Path("/tmp"), Path("/var/tmp"), Path("/dev/shm"))
PLACES = (
    "PERSON", "RECORD", "TEXT", "FILE", "TITLE", "AUTHOR", "EXIF", "ASKED", "NOTE", "BROKEN", "LOCKED", "PAGES",
    "TYPE", "SENT", "PATH", "QUERY", "FIELD", "HEADER", "COOKIE", "BEARER", "KEY", "ERASED",
)  # fmt: skip
READ = ("PERSON", "TEXT", "FILE", "TITLE", "EXIF", "BROKEN")
LARGEST = 50_000_000
DEEPEST = 3
Sources = Iterable[tuple[str, bytes]]


@dataclass(frozen=True)
class Words:
    """The planted words of one run; all begin with ``core``, which nothing else on the machine holds."""

    core: str

    @classmethod
    def new(cls) -> "Words":
        """New ones."""
        return cls("ZQ" + "".join(random.SystemRandom().choices(string.ascii_uppercase, k=10)))

    def __getitem__(self, place: str) -> str:
        if place not in PLACES:
            raise KeyError(place)
        return self.core + place

    def needles(self) -> tuple[bytes, ...]:
        """How the core may stand in bytes: as it is, in small letters, UTF-16, hexadecimal, base64 at any offset."""
        plain = self.core.encode()
        found = [plain, plain.lower(), self.core.encode("utf-16-le"), self.core.encode("utf-16-be")]
        found += [plain.hex().encode(), plain.hex().upper().encode()]
        for shift in range(3):
            coded = base64.b64encode(b"\0" * shift + plain)
            found.append(coded[-(-shift * 8 // 6) : (shift + len(plain)) * 8 // 6])
        return tuple(found)


def places_of(words: Words, sources: Sources) -> list[str]:
    """Every source that holds a word, inflated or not."""
    needles = words.needles()
    return [name for name, data in sources if _holds(data, needles, DEEPEST)]


def _holds(data: bytes, needles: tuple[bytes, ...], deep: int) -> bool:
    if any(n in data for n in needles):
        return True
    return deep > 0 and any(_holds(inner, needles, deep - 1) for inner in inflated(data))


def inflated(data: bytes) -> Iterator[bytes]:
    """Whatever in ``data`` looks deflated (zlib, gzip, ZIP), as far as it can be inflated; at most 20 MB of each."""
    for head, skip, bits in ((b"x\x01", 0, 15), (b"x\x5e", 0, 15), (b"x\x9c", 0, 15), (b"x\xda", 0, 15),
                             (b"\x1f\x8b\x08", 0, 31), (b"PK\x03\x04", 30, -15)):  # fmt: skip
        at = data.find(head)
        while at >= 0:
            start = at + skip
            if skip:
                start += int.from_bytes(data[at + 26 : at + 28], "little") + int.from_bytes(
                    data[at + 28 : at + 30], "little"
                )
            with contextlib.suppress(zlib.error):
                yield zlib.decompressobj(bits).decompress(data[start:], 20_000_000)
            at = data.find(head, at + 1)


def under(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file below a folder, and every name."""
    for path in sorted(folder.rglob("*")):
        yield f"name {path}", path.name.encode()
        with contextlib.suppress(OSError):
            if path.is_file() and not path.is_symlink() and path.stat().st_size <= LARGEST:
                yield str(path), path.read_bytes()


def temporary(since: float, own: Path, folders: Iterable[Path] = TEMPORARY) -> Iterator[tuple[str, bytes]]:
    """What came into the machine's temporary folders meanwhile, but for this run's own folder."""
    for folder in folders:
        for path in sorted(folder.glob("*")):
            try:
                fresh = path.lstat().st_ctime >= since and path != own and not path.is_symlink()
                if fresh and path.is_file() and path.stat().st_size <= LARGEST:
                    yield str(path), path.read_bytes()
                elif fresh and path.is_dir():
                    yield f"name {path}", path.name.encode()
                    yield from ((n, d) for n, d in islice_bytes(under(path), LARGEST))
            except OSError:
                continue


def islice_bytes(sources: Iterator[tuple[str, bytes]], most: int) -> Iterator[tuple[str, bytes]]:
    """Until so many bytes were seen: other people's folders may be large."""
    for name, data in sources:
        yield name, data
        most -= len(data)
        if most < 0:
            return


# ---- what is sent ------------------------------------------------------------------------------------------------


def pdf(words: Words, *, person: str, number: str, line: str) -> bytes:
    """A clinic note as PDF, with metadata."""
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, pageCompression=1)
    canvas.setTitle(words["TITLE"])
    canvas.setAuthor(words["AUTHOR"])
    lines = ("Riverside Oncology Clinic", f"Patient: {person}, Jane   MRN: {number}   DOB: 05/14/1950   Sex: F",
             "Collected: 10/28/2026", "DIAGNOSIS: Myelodysplastic syndrome with low blasts.", line,
             "Hemoglobin   8.4   g/dL   12.0-16.0   L", "Platelets   92   K/uL   150-400   L")  # fmt: skip
    for n, text in enumerate(lines):
        canvas.drawString(60, 780 - 22 * n, text)
    canvas.save()
    return out.getvalue()


def photograph(words: Words) -> bytes:
    """A sample photograph with EXIF."""
    from PIL import Image

    from bench.load import SAMPLES, SCANS

    picture = Image.open(SAMPLES / SCANS[1])
    exif = picture.getexif()
    exif[0x010E] = words["EXIF"]
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=88, exif=exif)
    return out.getvalue()


def good_files(words: Words) -> list[File]:
    """What is read."""
    note = f"Patient: {words['PERSON']}, Jane\nDate of visit: 10/20/2026\nHemoglobin 8.1 g/dL. {words['TEXT']}\n"
    page = pdf(words, person=words["PERSON"], number=words["RECORD"], line=words["TEXT"])
    return [
        (f"{words['FILE']}.jpg", photograph(words)),
        (f"{words['FILE']}.pdf", page),
        (f"{words['FILE']}.txt", note.encode()),
    ]


def failing_files(words: Words) -> list[File]:
    """What fails while it is read: broken, locked, too many pages."""
    from reportlab.pdfgen.canvas import Canvas

    files = [(f"{words['FILE']}-broken.pdf", f"%PDF-1.7\n{words['BROKEN']}\n%%EOF".encode())]
    for place, pages, password in (("LOCKED", 1, words["LOCKED"]), ("PAGES", 101, None)):
        out = io.BytesIO()
        canvas = Canvas(out, encrypt=password)
        for _ in range(pages):
            canvas.drawString(60, 700, words[place])
            canvas.showPage()
        canvas.save()
        files.append((f"{words['FILE']}-{place}.pdf", out.getvalue() + f"\n% {words[place]}\n".encode()))
    return files


# ---- what is done ------------------------------------------------------------------------------------------------


@dataclass
class Run:
    """What was seen on the way."""

    words: Words
    answers: list[tuple[str, bytes]] = field(default_factory=list)
    states: list[str] = field(default_factory=list)
    planted: list[str] = field(default_factory=list)
    killed: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def kill_a_worker(service: Running, patient: Browser, run: Run) -> None:
    """SIGKILL while it reads; then its lease is ended, so that nobody waits a minute for it."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        if any(f["state"] == "running" for f in patient.status()["files"]):
            break
        time.sleep(0.1)
    for pid in service.workers():
        os.kill(pid, signal.SIGKILL)
        while alive(pid):
            time.sleep(0.05)
        run.killed.append("worker")
    with contextlib.closing(sqlite3.connect(service.data / "oncotailor.db", timeout=30)) as database:
        database.execute("UPDATE job SET lease_until = 0 WHERE state = 'running'")
        database.commit()


def bad_requests(service: Running, patient: Browser, run: Run) -> None:
    """Requests that are refused, with words wherever a request can carry them; what comes back is kept."""
    words, port = run.words, service.port
    path = f"/case/documents/{words['PATH']}"
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    client = f"grant_type=client_credentials&client_id={words['FIELD']}&client_secret={words['KEY']}"
    tries: dict[str, Callable[[], bytes]] = {
        "no such document": lambda: patient.call("GET", path).body,
        "no such page": lambda: patient.call("GET", f"/{words['PATH']}?q={words['QUERY']}").body,
        "wrong method": lambda: patient.call("PATCH", f"/case?q={words['QUERY']}").body,
        "no such answer": lambda: patient.post("/case/ask", answer=words["FIELD"]).body,
        "wrong settings": lambda: patient.post("/case/settings", country=words["FIELD"], days=words["FIELD"]).body,
        "forged form": lambda: patient.call("POST", "/case/ask", f"csrf={words['FIELD']}".encode(), form).body,
        "no form": lambda: patient.call("POST", "/case/upload", words["FIELD"].encode(), form).body,
        "broken upload": lambda: patient.call("POST", "/case/upload", words["FIELD"].encode(),
                                              {"Content-Type": "multipart/form-data; boundary=x"}).body,
        "wrong key": lambda: ask(port, "POST", "/open", f"key={words['KEY']}".encode(), form).body,
        "wrong host": lambda: ask(port, "GET", "/", None, {"Host": words["HEADER"]}).body,
        "wrong cookie": lambda: ask(port, "GET", "/case", None, {"Cookie": f"oncotailor={words['COOKIE']}"}).body,
        "wrong token": lambda: ask(port, "GET", f"/api/v1/cases/{words['PATH']}", None,
                                   {"Authorization": f"Bearer {words['BEARER']}"}).body,
        "wrong client": lambda: ask(port, "POST", "/api/v1/token", client.encode(), form).body,
        "wrong grant": lambda: ask(port, "POST", "/api/v1/token", f"grant_type={words['FIELD']}".encode(), form).body,
    }  # fmt: skip
    for name, one in tries.items():
        run.answers.append((f"answer to: {name}", one()))
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("x", words["TYPE"])
    sent = patient.upload((f"{words['SENT']}.zip", archive.getvalue() + words["TYPE"].encode()))
    run.answers.append(("answer to: a file of no known type", sent.body.replace(words["SENT"].encode(), b"")))


def drive(service: Running, run: Run, seconds: float) -> None:
    """Everything, in order."""
    words = run.words
    patient, gone = Browser(service.port).begin(None), Browser(service.port).begin()
    patient.post("/case/ask", text=f"# Is {words['ASKED']} for me?\n\n{words['ASKED']} is given to some with MDS.")
    patient.upload(*good_files(words))
    kill_a_worker(service, patient, run)
    patient.upload(*failing_files(words))
    gone.upload((f"{words['FILE']}.pdf", pdf(words, person=words["ERASED"], number="1", line=words["ERASED"])))
    bad_requests(service, patient, run)
    run.states = sorted(f["state"] for f in patient.rest(seconds)["files"])
    version = patient.status()["version"]
    fixed = patient.post(f"/case/facts/{version}/labs/0", action="strike", seen="0", note=words["NOTE"])
    run.notes.append(f"a correction with a note answered {fixed.status}")
    patient.rest(seconds)
    whole = patient.call("GET", "/case/export").body
    run.planted = [p for p in PLACES if _holds(whole, (words[p].encode(),), DEEPEST)]
    gone.rest(seconds)
    erased = gone.post("/case/erase", sure="1")
    run.notes.append(f"the erasure answered {erased.status}, the erased case {gone.call('GET', '/case').status}")
    run.answers.append(("metrics", metrics(service)))


def metrics(service: Running) -> bytes:
    """``/metrics`` as an operator sees it."""
    said = service.command("clients", "add", "Watch", "--operator").split()
    token = access_token(service.port, said[2], said[5])
    reply = ask(service.port, "GET", "/metrics", None, {"Authorization": f"Bearer {token}"})
    if reply.status != 200:
        raise RuntimeError(f"/metrics answered {reply.status}")
    return reply.body


# ---- what is searched --------------------------------------------------------------------------------------------


def processes(service: Running) -> Iterator[tuple[str, bytes]]:
    """What the processes were called with, and their environment."""
    for pid in (service.process.pid, *service.web(), *service.workers()):
        yield f"arguments of {pid}", arguments_of(pid)
        with contextlib.suppress(OSError):
            yield f"environment of {pid}", Path(f"/proc/{pid}/environ").read_bytes()


def channels(service: Running, run: Run, since: float) -> dict[str, list[tuple[str, bytes]]]:
    """All that is searched, by kind."""
    store = [(n, d) for n, d in under(service.data) if not n.startswith(str(service.data / "prefect"))]
    return {
        "database": [s for s in store if "oncotailor.db" in s[0]],
        "files": [s for s in store if "oncotailor.db" not in s[0]],
        "Prefect": list(under(service.data / "prefect")),
        "keys": list(under(service.folder / "keys")),
        "logs": list(under(service.folder / "logs")),
        "temporary": [*under(service.temporary), *temporary(since, service.folder.parent)],
        "processes": list(processes(service)),
        "answers": run.answers,
    }


def bites(words: Words, searched: dict[str, list[tuple[str, bytes]]]) -> dict[str, bool]:
    """Whether a word planted in a copy of each kind of place is found, in one form after the other."""
    plain = words["TEXT"].encode()
    forms = (
        plain, base64.b64encode(b"a" + plain + b"b"), words["TEXT"].encode("utf-16-le"),
        b"head" + zlib.compress(b"so it goes " + plain * 3), plain.hex().encode(),
        zlib.compress(base64.b64encode(plain)),
    )  # fmt: skip
    found = {}
    for kind, sources in searched.items():
        name, data = next(((n, d) for n, d in sources if len(d) > 40), (f"empty {kind}", b""))
        half = len(data) // 2
        spoilt = [(f"{name} with form {n}", data[:half] + f + data[half:]) for n, f in enumerate(forms)]
        found[kind] = len(places_of(words, spoilt)) == len(forms)
    return found


def bites_in_rows(words: Words, service: Running, copy: Path) -> dict[str, bool]:
    """The same through the databases themselves: a row of a copy is changed, and stands in the write-ahead log."""
    found = {}
    for kind, folder, change in (
        ("row", service.data, "UPDATE document SET code = ?"),
        ("Prefect's row", service.data / "prefect", "UPDATE flow_run SET name = ?"),
    ):
        files = sorted(folder.glob("*.db"))
        if not files:
            continue
        place = copy / kind
        place.mkdir()
        for path in folder.glob(f"{files[0].name}*"):
            shutil.copy(path, place / path.name)
        with contextlib.closing(sqlite3.connect(place / files[0].name)) as database:
            changed = database.execute(change, (words["TEXT"],)).rowcount
            database.commit()
            found[kind] = changed > 0 and bool(places_of(words, under(place)))
    return found


def measure(*, prefect: bool, seconds: float, folder: Path) -> tuple[Run, dict[str, list[str]], dict[str, bool]]:
    """Do it all in ``folder`` (outside the temporary folders that are searched, or one of them)."""
    run, since = Run(Words.new()), time.time()
    with running(workers=1, prefect=prefect, folder=folder / "run") as service:
        if prefect:
            wait_for_prefect(service)
        drive(service, run, seconds)
        searched = channels(service, run, since)
        while_up = {kind: places_of(run.words, sources) for kind, sources in searched.items()}
        rows = bites_in_rows(run.words, service, folder)
    after = {"after the end": places_of(run.words, under(folder / "run"))}
    for kind, sources in searched.items():
        size = sum(len(data) for _, data in sources)
        run.notes.append(f"{kind}: {len(sources)} places, {size / 1e6:.2f} MB searched")
    return run, while_up | after, bites(run.words, searched) | rows


def problems(run: Run, found: dict[str, list[str]], bitten: dict[str, bool]) -> list[str]:
    """Every promise that broke, and every way in which this shows nothing."""
    wrong = [f"{kind}: a word is in {place}" for kind, places in found.items() for place in places]
    wrong += [f"the search does not bite in {kind}" for kind, good in bitten.items() if not good]
    wrong += [f"{p} was not taken in, so its absence shows nothing" for p in READ if p not in run.planted]
    if not run.killed:
        wrong.append("no worker was killed")
    if run.states.count("done") < 3 or "refused" not in run.states:
        wrong.append(f"documents ended as {run.states}")
    return wrong


def main() -> int:
    """Search, and say what was found; 1 where anything was."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--prefect", action="store_true", help="with Prefect's server, its database searched too")
    parser.add_argument("--seconds", type=float, default=300, help="the longest wait for the work")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="canary-") as folder:
        run, found, bitten = measure(prefect=args.prefect, seconds=args.seconds, folder=Path(folder))
    print(f"{len(PLACES)} words; documents ended as {run.states}; killed: {run.killed}")
    print(f"words that her own download holds: {', '.join(run.planted)}")
    print("\n".join(run.notes))
    print(f"places with a word: {sum(map(len, found.values()))}")
    print(f"a planted word was found in a copy of: {', '.join(k for k, good in bitten.items() if good)}")
    wrong = problems(run, found, bitten)
    print("\n".join(f"WRONG {w}" for w in wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
