"""Hostile files through the whole service: ``python -m bench.hostile_service --kept FILE [--minutes 60]``.

Starts ``oncotailor serve`` on a fresh folder, its workers under watch (``bench.watched_worker``). Patients send hostile
files, several in one request, each with a good document right behind it (``--good-every``). Each hostile file must be
read, or refused with a reason, in time; every good one must be done and a profile made; web and workers must stay up;
nobody may try to connect anywhere; nothing may be left behind. Three sets: ``tools.make_bad_pdfs``,
``../shared/hostile`` where it is there, and mutations of the good sample records.

What is done is kept in FILE: the next run goes on behind it, and ``--report`` only tells what is in it.
"""

import argparse
import contextlib
import ctypes
import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from bench.hostile import good_document, left_behind, samples, shared
from bench.running import ROOT, Browser, File, Running, alive, ask, running
from tools.bad.mutate import mutations
from tools.make_bad_pdfs import files as made

ENDS = ("done", "attention", "refused")
NETWORK_TRY = 31  # SIGSYS: what ends a child that opens a socket
_SUBREAPER = 36


@dataclass
class Tally:
    """What became of the files; ``ends`` by set and end, ``runs`` what each start of the service left behind."""

    ends: dict[str, Counter[str]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    codes: Counter[int] = field(default_factory=Counter)
    good: int = 0
    seconds: float = 0.0
    slowest: float = 0.0
    names: set[str] = field(default_factory=set)

    @property
    def files(self) -> int:
        """Hostile files that reached an end."""
        return sum(c.total() for c in self.ends.values())

    @property
    def connections(self) -> int:
        """Children ended because they opened a socket."""
        return self.codes[128 + NETWORK_TRY] + self.codes[-NETWORK_TRY]

    def add(self, kept: dict[str, Any]) -> None:
        """One line of the kept file."""
        for name, end in kept.get("ended", {}).items():
            self.names.add(name)
            if end is not None:
                self.ends.setdefault(kept["set"], Counter())[end] += 1
        self.wrong += kept.get("wrong", [])
        self.codes.update({int(c): n for c, n in kept.get("codes", {}).items()})
        self.good += kept.get("good", 0)
        self.seconds += kept.get("seconds", 0.0)
        self.slowest = max(self.slowest, kept.get("slowest", 0.0))


@dataclass
class Sent:
    """A file of a request: the name it was sent under, and why it was not taken in, if it was not."""

    name: str
    shown: str
    refused: str | None = None
    twin: bool = False


@dataclass
class Batch:
    """What one patient sent in one request: hostile files and good ones between them."""

    set: str
    patient: Browser
    bad: list[Sent] = field(default_factory=list)
    good: list[Sent] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    began: float = field(default_factory=time.monotonic)


def requests(files: Iterable[File], good_every: int) -> list[tuple[str, File, bool]]:
    """What is sent, in order: name, file as sent, whether it is hostile; a good one after every so many and last."""
    name, good = good_document()
    sent: list[tuple[str, File, bool]] = []
    behind = 0
    for n, (bad, data) in enumerate(files):
        sent.append((bad, (f"{n:02}-{bad}", data), True))
        behind += 1
        if behind == good_every:
            sent.append((name, (f"{n:02}-good-{name}", good + f"\n% {n}\n".encode()), False))
            behind = 0
    if behind:
        sent.append((name, (f"zz-good-{name}", good), False))
    return sent


def send(port: int, kind: str, files: list[File], good_every: int) -> Batch:
    """A new patient sends hostile files and good ones, in one request."""
    batch = Batch(kind, Browser(port).begin())
    asked = requests(files, good_every)
    reply = batch.patient.upload(*(file for _, file, _ in asked))
    said = reply.json()["files"] if reply.status < 500 else []
    if len(said) != len(asked):
        batch.wrong.append(f"an upload of {asked[0][0]} and others answered {reply.status} for {len(said)} of them")
        said = [{"accepted": False, "words": "?"}] * len(asked)
    for (name, (shown, _), hostile), one in zip(asked, said, strict=True):
        sent = Sent(name, shown, None if one["accepted"] else one["words"], "before" in one["words"])
        (batch.bad if hostile else batch.good).append(sent)
        if not one["words"] or (sent.refused and not hostile):
            batch.wrong.append(f"{name}: not taken in: {one['words'] or 'no reason'}")
    return batch


def settle(batch: Batch, seconds: float) -> dict[str, Any]:
    """Wait for all, and say how they ended, as it is kept."""
    try:
        found = batch.patient.rest(seconds)
    except TimeoutError:
        return {"set": batch.set, "ended": {s.name: None for s in batch.bad},
                "wrong": [*batch.wrong, f"{batch.bad[0].name} and others: hang"]}  # fmt: skip
    ended, wrong, good = judged(batch, found)
    return {"set": batch.set, "ended": ended, "wrong": [*batch.wrong, *wrong], "good": good,
            "slowest": time.monotonic() - batch.began}  # fmt: skip


def judged(batch: Batch, found: dict[str, Any]) -> tuple[dict[str, str | None], list[str], int]:
    """How each hostile file ended, what is wrong with that, and how many good ones are done."""
    wrong: list[str] = []
    ended: dict[str, str | None] = {}
    files = {f["name"]: f for f in found["files"]}
    for one in batch.bad:
        ended[one.name] = end = _end(one, files.get(one.shown))
        if end is None:
            wrong.append(f"{one.name}: ended as {files.get(one.shown, {}).get('state')} without a reason")
    good = [files.get(one.shown, {"state": "gone"})["state"] for one in batch.good]
    wrong += [f"a good document behind {batch.bad[0].name} and others ended as {s}" for s in good if s != "done"]
    if not found["version"] or found["failed"]:
        wrong.append(f"no profile was made of the good documents behind {batch.bad[0].name} and others")
    return ended, wrong, good.count("done")


def _end(one: Sent, file: dict[str, Any] | None) -> str | None:
    """A hostile file's end; None where it has none, or no reason."""
    if one.refused is not None:
        return "refused at the door"
    if file is None:
        return "the same bytes as another" if one.twin else None
    if file["state"] not in ENDS or (file["state"] != "done" and not file["why"]):
        return None
    return "read" if file["state"] == "done" else f"{file['words']}: {file['why']}"


class Watched:
    """The service with its watched workers, and what is to be seen of them."""

    def __init__(self, service: Running, workers: int, page: float, document: float, ocr: bool) -> None:
        self.service, self._notes = service, service.folder / "logs" / "endings"
        command = [sys.executable, "-m", "bench.watched_worker", str(self._notes), str(page), str(document)]
        command.append("ocr" if ocr else "text")
        env = os.environ | service.environment() | {"MALLOC_ARENA_MAX": "2"}
        self._log = (service.folder / "logs" / "workers.log").open("wb")
        self._before = set(left_behind())  # a caller's own processes are nobody's orphans
        self._workers = [
            subprocess.Popen(command, cwd=ROOT, env=env, stdout=self._log, stderr=self._log) for _ in range(workers)
        ]

    def unwell(self) -> list[str]:
        """What has fallen."""
        fallen = [f"a worker ended by itself ({w.returncode})" for w in self._workers if w.poll() is not None]
        well = ask(self.service.port, "GET", "/healthz").status == 200
        return fallen + ([] if well else ["the service is not well"])

    def end(self) -> dict[str, Any]:
        """End all; what the whole run is to be blamed for, as it is kept."""
        wrong = self.unwell()
        for worker in self._workers:
            worker.send_signal(signal.SIGTERM)
        for worker in self._workers:
            with contextlib.suppress(subprocess.TimeoutExpired):
                worker.wait(200)
        if still := [w for w in self._workers if w.poll() is None]:
            wrong.append(f"{len(still)} workers do not end")
            for worker in still:
                worker.kill()
        wrong += self._said(self.service.log) + self._said(Path(self._log.name))
        if left := self.service.stop():
            wrong.append(f"{len(left)} processes are left behind")
        if orphans := _orphans(self._before):
            wrong.append(f"{orphans} orphaned processes are left behind")
        if files := list(self.service.temporary.rglob("*")):
            wrong.append(f"{len(files)} files are left behind")
        if "Everything is whole." not in self.service.command("verify"):
            wrong.append("not everything stored is whole")
        codes = Counter(self._notes.read_text("ascii").split()) if self._notes.exists() else Counter()
        return {"wrong": wrong, "codes": codes}

    def kill(self) -> None:
        """End what still runs, after a run was broken off."""
        for worker in self._workers:
            if worker.poll() is None:
                worker.kill()
                worker.wait()
        self._log.close()

    def _said(self, log: Path) -> list[str]:
        text = log.read_text("utf-8", "replace")
        bad = ("ended by itself", "request.failed", ": failed ", "given up", "Traceback")
        return [f"{log.name} says {b!r} {text.count(b)} times" for b in bad if b in text]


def _orphans(before: set[int]) -> int:
    """Processes whose parents are gone and that still run (ended ones wait for us to see them off: we are no init)."""
    end = time.monotonic() + 10
    while (left := sum(map(alive, set(left_behind()) - before))) and time.monotonic() < end:
        time.sleep(0.2)
    return left


def run(
    work: Iterable[tuple[str, list[File]]],
    keep: Any,
    *,
    workers: int = 2,
    patients: int = 4,
    good_every: int = 1,
    seconds: float = 900,
    minutes: float = 1e9,
    page: float = 60,
    document: float = 600,
    ocr: bool = True,
) -> None:
    """Send batches (set, files) to a fresh service; ``keep`` is told what became of them."""
    start, rest = time.monotonic(), iter(work)
    with running(workers=0) as service:
        watched = Watched(service, workers, page, document, ocr)
        try:
            going: list[Batch] = []
            while True:
                while len(going) < patients and time.monotonic() < start + 60 * minutes and (some := next(rest, None)):
                    going.append(send(service.port, *some, good_every))
                if not going:
                    break
                line = settle(going.pop(0), seconds)
                line["wrong"] += watched.unwell()
                keep(line)
            keep(watched.end() | {"seconds": time.monotonic() - start})
        finally:
            watched.kill()


def batches(sets: dict[str, Iterable[File]], done: set[str], size: int) -> Iterator[tuple[str, list[File]]]:
    """What is left of each set, so many files at a time."""
    for kind, files in sets.items():
        left = (f for f in files if f[0] not in done)
        while some := list(islice(left, size)):
            yield kind, some


def report(tally: Tally) -> list[str]:
    """The figures in lines."""
    lines = [f"{tally.files} hostile files in {tally.seconds:.0f} s, the slowest request's files {tally.slowest:.0f} s"]
    for kind, ends in tally.ends.items():
        lines.append(f"{kind}: {ends.total()}")
        lines += [f"  {count:5} {end}" for end, count in ends.most_common()]
    lines.append(f"good documents behind them that were done: {tally.good}")
    lines.append(f"children that ended by themselves: {dict(tally.codes)}; connections tried: {tally.connections}")
    return lines + [f"WRONG {w}" for w in tally.wrong]


def main() -> int:
    """Run it; 1 where anything went wrong."""
    args = _arguments()
    os.nice(args.nice)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)  # what a worker leaves behind becomes ours, and is counted
    tally = Tally()
    if args.kept and args.kept.exists():
        for line in args.kept.read_text("utf-8").splitlines():
            tally.add(json.loads(line))

    def keep(line: dict[str, Any]) -> None:
        tally.add(line)
        if args.kept:
            with args.kept.open("a", encoding="utf-8") as file:
                file.write(json.dumps(line) + "\n")

    if not args.report:
        every = {"made": made(), "shared": shared(), "mutations": mutations(samples(), args.mutations, args.seed)}
        sets: dict[str, Iterable[File]] = {k: islice(every[k], 0, None, args.every) for k in args.sets.split(",")}
        work = batches(sets, tally.names, args.batch)
        run(
            work,
            keep,
            workers=args.workers,
            patients=args.patients,
            good_every=args.good_every,
            seconds=args.seconds,
            minutes=args.minutes,
            page=args.page_seconds,
            document=args.document_seconds,
            ocr=not args.no_ocr,
        )
    print("\n".join(report(tally)))
    return 1 if tally.wrong or tally.connections else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sets", default="made,shared,mutations")
    parser.add_argument("--mutations", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--every", type=int, default=1, help="only every so many-th file of a set")
    parser.add_argument("--kept", type=Path, help="where it is written down what is done")
    parser.add_argument("--report", action="store_true", help="only tell what is in --kept")
    parser.add_argument("--batch", type=int, default=8, help="hostile files in one request")
    parser.add_argument("--good-every", type=int, default=1, help="a good document behind every so many hostile ones")
    parser.add_argument("--patients", type=int, default=4, help="patients whose work is waited for at a time")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--minutes", type=float, default=1e9, help="nothing new is sent after so many")
    parser.add_argument("--seconds", type=float, default=1800, help="the longest wait for a patient's work")
    parser.add_argument("--page-seconds", type=float, default=60)
    parser.add_argument("--document-seconds", type=float, default=600)
    parser.add_argument("--no-ocr", action="store_true", help="pages without a text layer are not read")
    parser.add_argument("--nice", type=int, default=0)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
