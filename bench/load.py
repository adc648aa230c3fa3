"""Many patients at once: ``python -m bench.load [--patients 10] [--uploads 4] [--files 5] [--workers 2]``.

Starts ``oncotailor serve`` on a fresh folder. Patients (some of them by the API) send sample records, mostly digital
ones, several in one go, and look at the status page until everything has ended. Then the stored documents are compared
with the bytes that were acknowledged. All files of a round differ, by a trailing comment. ``--rounds 4`` shows whether
memory grows: workers load what they need with the first profile they build.
"""

import argparse
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import cycle
from pathlib import Path
from typing import Any

from bench.running import Browser, File, Reply, Running, ask, multipart, resident, running

SAMPLES = Path(__file__).resolve().parent.parent / "sample_records" / "mds"
SCANS = ("p1_higher_risk_tp53/marrow_2026-08-24.pdf", "p2_lower_risk_del5q/cbc_2026-11-05.jpg")
SCOPES = "case.open,document.read,document.write,profile.read,answer.read,answer.write"
POLL_SECONDS = 1.0
SAMPLE_SECONDS = 1.0


@dataclass
class Figures:
    """What was measured; seconds, megabytes."""

    uploads: list[float] = field(default_factory=list)
    pages: list[float] = field(default_factory=list)
    memory: dict[str, list[float]] = field(default_factory=dict)
    after: dict[str, list[float]] = field(default_factory=dict)
    sent: Counter[str] = field(default_factory=Counter)
    held: Counter[str] = field(default_factory=Counter)
    ends: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def lost(self) -> int:
        """Acknowledged files that are not stored."""
        return (self.sent - self.held).total()

    @property
    def doubled(self) -> int:
        """Stored more often than sent."""
        return (self.held - self.sent).total()

    @property
    def running_still(self) -> int:
        """Documents without an end."""
        return self.ends["queued"] + self.ends["running"]


class ByApi:
    """A service that sends records for a patient; the same calls as ``Browser``."""

    def __init__(self, port: int, client: str, secret: str) -> None:
        self._port, self._client, self._secret = port, client, secret
        self._token = access_token(port, client, secret)
        opened = self._call("POST", "/cases")
        if opened.status != 201:
            raise RuntimeError(f"no case was opened: {opened.status} {opened.body[:200]!r}")
        self._case = opened.json()["case"]
        self._call("POST", f"/cases/{self._case}/questions", b'{"answer_id":"mds-car-t"}', "application/json")

    def _call(self, method: str, path: str, body: bytes | None = None, kind: str = "") -> Reply:
        for _ in range(2):
            headers = {"Authorization": f"Bearer {self._token}"} | ({"Content-Type": kind} if kind else {})
            reply = ask(self._port, method, f"/api/v1{path}", body, headers)
            if reply.status != 401:
                break
            self._token = access_token(self._port, self._client, self._secret)
        return reply

    def upload(self, *files: File) -> list[Reply]:
        """One request each."""
        bodies = [multipart((f,), {}, "file") for f in files]
        return [self._call("POST", f"/cases/{self._case}/documents", body, kind) for body, kind in bodies]

    def look(self) -> Reply:
        """Where the case stands."""
        return self._call("GET", f"/cases/{self._case}")

    def state(self) -> tuple[bool, list[str]]:
        """Whether there is work left, and every document's state."""
        found = self.look().json()
        return found["working"], [d["state"] for d in found["documents"]]


class ByPages:
    """A patient at the pages."""

    def __init__(self, port: int) -> None:
        self._browser = Browser(port).begin()

    def upload(self, *files: File) -> list[Reply]:
        """All in one request."""
        return [self._browser.upload(*files)]

    def look(self) -> Reply:
        """The status page."""
        return self._browser.call("GET", "/case")

    def state(self) -> tuple[bool, list[str]]:
        """Whether there is work left, and every document's state."""
        found = self._browser.status()
        return found["working"], [f["state"] for f in found["files"]]


def access_token(port: int, client: str, secret: str) -> str:
    """A client's access token."""
    form = f"grant_type=client_credentials&client_id={client}&client_secret={secret}".encode()
    reply = ask(port, "POST", "/api/v1/token", form, {"Content-Type": "application/x-www-form-urlencoded"})
    return str(reply.json()["access_token"])


def records(patient: int, scans: int, every: int) -> Iterator[File]:
    """Endless different files for one patient, ``scans`` of every ``every`` are scans or photographs."""
    digital = [p for p in sorted(SAMPLES.rglob("*.pdf")) if p.stat().st_size < 20_000]
    both = (cycle(digital), cycle([SAMPLES / s for s in SCANS]))
    for n in range(1_000_000):
        path = next(both[n % every >= every - scans])
        mark = f"\n% {patient} {n}\n".encode()
        yield f"{n:03}-{path.name}", path.read_bytes() + mark


def drive(one: ByApi | ByPages, number: int, args: argparse.Namespace, figures: Figures, lock: threading.Lock) -> None:
    """One patient: upload, look, upload, look, until everything has ended."""
    source = records(number, args.scans, args.uploads * args.files)
    for _ in range(args.uploads):
        files = [next(source) for _ in range(args.files)]
        replies = one.upload(*files)
        with lock:
            figures.uploads += [r.seconds for r in replies]
            if any(r.status != 201 for r in replies):
                figures.wrong.append(f"uploads answered {[r.status for r in replies]}")
            else:
                figures.sent.update(sha256(data).hexdigest() for _, data in files)
        _look(one, figures, lock)
    end = time.monotonic() + args.seconds
    while one.state()[0] and time.monotonic() < end:
        _look(one, figures, lock)
        time.sleep(POLL_SECONDS)
    with lock:
        figures.ends.update(one.state()[1])


def _look(one: ByApi | ByPages, figures: Figures, lock: threading.Lock) -> None:
    reply = one.look()
    with lock:
        figures.pages.append(reply.seconds)
        if reply.status != 200:
            figures.wrong.append(f"a status page answered {reply.status}")


def watch(service: Running, figures: Figures, done: threading.Event) -> None:
    """Note the processes' memory now and then."""
    while True:
        pids = [("web", p) for p in service.web()] + [(f"worker {n + 1}", p) for n, p in enumerate(service.workers())]
        for name, pid in pids:
            figures.memory.setdefault(name, []).append(resident(pid))
        if done.wait(SAMPLE_SECONDS):
            return


def measure(args: argparse.Namespace) -> Figures:
    """All of it; each round has new patients and begins when the one before is at rest."""
    figures, done = Figures(), threading.Event()
    with running(workers=args.workers) as service:
        said = service.command("clients", "add", "Registry", "--scopes", SCOPES).split()
        watcher = threading.Thread(target=watch, args=(service, figures, done))
        watcher.start()
        start = time.monotonic()
        try:
            for _ in range(args.rounds):
                _round(service, args, figures, (said[2], said[5]))
        finally:
            done.set()
            watcher.join()
        figures.seconds = time.monotonic() - start
        _look_over(service, figures)
    return figures


def _round(service: Running, args: argparse.Namespace, figures: Figures, client: tuple[str, str]) -> None:
    apis = [ByApi(service.port, *client) for _ in range(args.api)]
    people: list[ByApi | ByPages] = [*apis, *(ByPages(service.port) for _ in range(args.patients - args.api))]
    lock = threading.Lock()
    crowd = [threading.Thread(target=drive, args=(p, n, args, figures, lock)) for n, p in enumerate(people)]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join()
    for name, values in figures.memory.items():
        figures.after.setdefault(name, []).append(values[-1])


def _look_over(service: Running, figures: Figures) -> None:
    """What is stored, after everything has been stopped."""
    log = service.log.read_text("utf-8", "replace")
    for bad in ("ended by itself", "request.failed", ": failed "):
        if bad in log:
            figures.wrong.append(f"the log says {bad!r} {log.count(bad)} times")
    left = service.stop()
    if left:
        figures.wrong.append(f"{len(left)} processes are left")
    if files := list(service.temporary.rglob("*")):
        figures.wrong.append(f"{len(files)} temporary files are left")
    if "Everything is whole." not in service.command("verify"):
        figures.wrong.append("not everything stored is whole")
    figures.held.update(stored(service))


def stored(service: Running) -> Iterator[str]:
    """The digest of every document of every case."""
    from sqlalchemy import select

    from flows.store import Principal, Repository, StoreSettings, open_store
    from flows.store.tables import Patient

    key = service.folder / "keys" / "master.key"
    store = open_store(StoreSettings(data=service.data, key_file=key, create_key=False))
    try:
        with store.database.read() as session:
            cases = list(session.scalars(select(Patient.id)))
        for case in cases:
            for document in Repository(store, Principal("patient", case, case)).documents():
                yield document.sha256
    finally:
        store.close()


def share(seconds: list[float], part: float) -> float:
    """A percentile (``part`` of 1) by rank."""
    return sorted(seconds)[max(0, -int(-len(seconds) * part // 1) - 1)] if seconds else 0.0


def quarters(values: list[float]) -> list[float]:
    """At the beginning, after each quarter of the time, at the end."""
    return [values[round((len(values) - 1) * n / 4)] for n in range(5)]


def flat(after: list[float]) -> bool:
    """Whether the last round ends with no more than a tenth (or 20 MB) above what the first half ended with."""
    middle = after[(len(after) - 1) // 2]
    return after[-1] <= max(middle * 1.1, middle + 20)


def report(figures: Figures, args: argparse.Namespace) -> list[str]:
    """The figures in lines; those with WRONG break a promise."""
    wanted = args.rounds * args.patients * args.uploads * args.files
    minutes = max(figures.seconds, 0.001) / 60
    ended = sum(figures.ends.values()) - figures.running_still
    lines = [
        f"{args.patients} patients ({args.api} by the API), {args.patients * args.uploads} uploads of {args.files}"
        f" ({args.rounds} times)",
        f"documents: {wanted} sent, {ended} ended {dict(figures.ends)}, {figures.lost} lost, {figures.doubled} doubled",
        f"{figures.seconds:.0f} s in all, {ended / minutes:.0f} documents a minute, {args.workers} workers",
    ]
    for name, values in (("upload request", figures.uploads), ("status page", figures.pages)):
        middle, high = share(values, 0.5), share(values, 0.95)
        lines.append(f"{name}: p50 {middle:.2f} s, p95 {high:.2f} s, longest {max(values):.2f} s ({len(values)})")
    for name, values in sorted(figures.memory.items()):
        shown = ", ".join(f"{v:.0f}" for v in quarters(values))
        lines.append(f"memory of {name} in MB, at the start and after each quarter: {shown}")
    for name, values in sorted(figures.after.items() if args.rounds > 1 else ()):
        shown = ", ".join(f"{v:.0f}" for v in values)
        lines.append(f"memory of {name} in MB after each round: {shown}; flat: {flat(values)}")
    return lines + [f"WRONG {w}" for w in problems(figures, wanted)]


def problems(figures: Figures, wanted: int) -> list[str]:
    """Every promise that broke."""
    found = list(figures.wrong)
    counts: dict[str, Any] = {"lost": figures.lost, "doubled": figures.doubled, "without an end": figures.running_still}
    found += [f"{n} documents {what}" for what, n in counts.items() if n]
    if sum(figures.ends.values()) != wanted:
        found.append(f"{sum(figures.ends.values())} of {wanted} documents are shown")
    if figures.ends["done"] != sum(figures.ends.values()):
        found.append("good records were not read")
    return found


def parser() -> argparse.ArgumentParser:
    """The command line."""
    made = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    for name, value in (("patients", 10), ("uploads", 4), ("files", 5), ("scans", 1), ("api", 2), ("workers", 2),
                        ("rounds", 1)):  # fmt: skip
        made.add_argument(f"--{name}", type=int, default=value)
    made.add_argument("--seconds", type=float, default=900, help="the longest wait for the work")
    return made


def main() -> int:
    """Measure, and say the figures; 1 where a promise broke."""
    args = parser().parse_args()
    figures = measure(args)
    print("\n".join(report(figures, args)))
    return 1 if problems(figures, args.rounds * args.patients * args.uploads * args.files) else 0


if __name__ == "__main__":
    sys.exit(main())
