"""Hostile files through the whole service: ``python -m bench.hostile_service [--every 20] [--public-every 10]``.

Starts ``oncotailor serve`` on a fresh folder. Each hostile file (``tools.make_bad_pdfs``; ``../shared/hostile`` where
it is there) is sent by a patient of its own, a good document right behind it. Each must be read, or refused with a
reason; the good one must be done and a profile made; the service must stay up and leave nothing behind.
"""

import argparse
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from bench.hostile import good_document, shared
from bench.running import Browser, File, Running, ask, running
from tools.make_bad_pdfs import files as made

ENDS = ("done", "attention", "refused")
AT_ONCE = 8
"""Patients whose work is waited for at a time."""


@dataclass
class Tally:
    """What became of the files."""

    ends: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    good: int = 0
    seconds: float = 0.0
    slowest: float = 0.0


@dataclass
class Pair:
    """A hostile file and the good one behind it; ``refused`` is why it was not even taken in."""

    name: str
    patient: Browser
    refused: str | None = None
    began: float = field(default_factory=time.monotonic)


def send(service: Running, bad: File, tally: Tally) -> Pair:
    """A new patient sends the hostile file, then the good one."""
    patient = Browser(service.port).begin()
    pair = Pair(bad[0], patient)
    reply = patient.upload(bad)
    said = reply.json()["files"][0] if reply.status < 500 else {}
    if reply.status != 201 or not said.get("accepted"):
        pair.refused = f"{reply.status}"
        if not 400 <= reply.status < 500 or not said.get("words"):
            tally.wrong.append(f"{bad[0]}: the upload answered {reply.status} without a reason")
    if patient.upload(good_document()).status != 201:
        tally.wrong.append(f"{bad[0]}: the good document behind it was not taken in")
    return pair


def settle(pair: Pair, tally: Tally, seconds: float) -> None:
    """Wait for both, and see how they ended."""
    try:
        found = pair.patient.rest(seconds)
    except TimeoutError:
        tally.wrong.append(f"{pair.name}: hangs")
        return
    tally.slowest = max(tally.slowest, time.monotonic() - pair.began)
    for line in judged(pair, found, tally):
        tally.wrong.append(f"{pair.name}: {line}")


def judged(pair: Pair, found: dict[str, Any], tally: Tally) -> list[str]:
    """What is wrong with how a pair ended."""
    wrong = []
    good, bad = found["files"][-1], found["files"][:-1]
    if good["name"] != good_document()[0] or good["state"] != "done":
        wrong.append(f"the good document behind it ended as {good['state']}")
    elif not found["version"]:
        wrong.append("no profile was made of the good document behind it")
    else:
        tally.good += 1
    if pair.refused is not None:
        tally.ends[f"refused at the door: {pair.refused}"] += 1
    elif len(bad) != 1 or bad[0]["state"] not in ENDS:
        wrong.append(f"ended as {[f['state'] for f in bad]}")
    elif bad[0]["state"] != "done" and not bad[0]["why"]:
        wrong.append(f"{bad[0]['state']} without a reason")
    else:
        tally.ends[f"{bad[0]['state']}: {bad[0]['why']}".rstrip(": ")] += 1
    return wrong


def run(files: list[File], *, workers: int = 2, seconds: float = 600) -> Tally:
    """Send every file to a fresh service."""
    tally, start = Tally(), time.monotonic()
    with running(workers=workers) as service:
        rest = iter(files)
        while some := list(islice(rest, AT_ONCE)):
            pairs = [send(service, bad, tally) for bad in some]
            for pair in pairs:
                settle(pair, tally, seconds)
            if ask(service.port, "GET", "/healthz").status != 200:
                tally.wrong.append(f"the service is not well after {some[-1][0]}")
        tally.seconds = time.monotonic() - start
        _look_over(service, tally)
    return tally


def _look_over(service: Running, tally: Tally) -> None:
    log = service.log.read_text("utf-8", "replace")
    for bad in ("ended by itself", "request.failed", ": failed "):
        if bad in log:
            tally.wrong.append(f"the log says {bad!r} {log.count(bad)} times")
    if left := service.stop():
        tally.wrong.append(f"{len(left)} processes are left behind")
    if left_files := list(service.temporary.rglob("*")):
        tally.wrong.append(f"{len(left_files)} files are left behind")
    if "Everything is whole." not in service.command("verify"):
        tally.wrong.append("not everything stored is whole")


def chosen(every: int, public_every: int) -> list[File]:
    """Every so many-th file of both sets."""
    picked = list(islice(made(), 0, None, every)) if every else []
    return picked + (list(islice(shared(), 0, None, public_every)) if public_every else [])


def main() -> int:
    """Run it; 1 where anything went wrong."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--every", type=int, default=20, help="every so many-th file made here; 0: none")
    parser.add_argument("--public-every", type=int, default=10, help="every so many-th public file; 0: none")
    parser.add_argument("--only", type=Path, nargs="*", default=[], help="these files instead")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seconds", type=float, default=600, help="the longest wait for a patient's work")
    args = parser.parse_args()
    files = [(p.name, p.read_bytes()) for p in args.only] or chosen(args.every, args.public_every)
    tally = run(files, workers=args.workers, seconds=args.seconds)
    print(f"{len(files)} hostile files in {tally.seconds:.0f} s, the slowest patient {tally.slowest:.0f} s")
    for end, count in tally.ends.most_common():
        print(f"  {count:5} {end}")
    print(f"good documents behind them that were done, with a profile: {tally.good}")
    print("\n".join(f"WRONG {w}" for w in tally.wrong))
    return 1 if tally.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
