"""Kill every part at every step, many times, and see whether a promise breaks.

``python -m bench.kills [--kills 200] [--seed 1] [--database postgresql] [--prefect] [--json OUT]``

Case after case gets the same records. A process that stands for the web acknowledges uploads one by one; a worker does
the rest. They are killed with SIGKILL at every named step and at random times, and so are the sandbox's child,
PostgreSQL and Prefect's server. Then everything is started again, and must end: no acknowledged upload lost, none
twice, none left running, nothing that does not open, and the profile byte for byte that of an undisturbed run. (The
rule that gives up what ends workers three times is set to fifty: here it is not the document's fault.)
"""

import argparse
import contextlib
import json
import multiprocessing
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from bench.killed import Arena, check_store, erase, look, open_case, rotate, upload_all, work
from bench.servers import Postgres, PrefectServer, postgres, postgres_missing, prefect_server
from flows.shown import be_quiet
from flows.store import StoreSettings

LEASE = 2.0
MOST_SECONDS = 400.0
UPLOAD_STEPS = ("upload.begun", "upload.synced", "upload.renamed", "upload.inserted", "upload.committed")
WORKER_STEPS = (
    "worker.claimed", "worker.decrypted", "worker.page", "worker.read", "worker.saving", "worker.saved",
    "worker.merged", "worker.profile", "worker.profiled", "worker.tailored", "worker.answered", "worker.finished",
)  # fmt: skip
PREFECT_STEPS = 4
"""At so many steps a round Prefect's server is killed."""
ERASE_STEPS = ("erase.begun", "erase.committed", "erase.blob")
ROTATE_STEPS = ("rotate.key", "rotate.wrapped", "rotate.committed")
PRELOAD = ["flows.worker", "flows.work", "bench.killed", "bench.warm", "psycopg", "obstore"]
SAMPLES = Path(__file__).resolve().parent.parent / "sample_records" / "mds" / "p1_higher_risk_tp53"
FILES = ("cbc_2026-11-10.pdf", "marrow_2026-01-12.pdf", "ngs_2026-01-26.pdf")
SLOW = "chemistry_2026-11-10.jpg"


@dataclass
class Tally:
    """Kills by what was killed, and every promise that broke."""

    kills: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    seconds: float = 0.0


class Bench:
    """Starts, kills, starts again, and looks."""

    def __init__(
        self, arena: Arena, *, seed: int = 1, server: Postgres | None = None, prefect: PrefectServer | None = None
    ) -> None:
        self.arena, self.tally, self.random, self._server = arena, Tally(), random.Random(seed), server
        self._prefect = prefect
        self._context = multiprocessing.get_context("forkserver")
        if prefect is not None:
            os.environ.update(prefect.environment)  # before the fork server is started
            be_quiet()
        self._context.set_forkserver_preload([*PRELOAD, *(["flows.case"] if prefect is not None else [])])
        self._folder = Path(tempfile.mkdtemp(prefix="kills-"))
        self._number = 0
        self._reference: dict[str, dict[str, Any]] = {}

    def start(self, target: Callable[..., None], *args: Any, shown: bool = False) -> BaseProcess:
        """Start one of the processes above, its work shown in Prefect or not."""
        process = self._context.Process(target=target, args=(replace(self.arena, prefect=shown), *args))
        process.start()
        return process

    def finish(self, target: Callable[..., None], *args: Any, shown: bool = False) -> int | None:
        """Run one to its end; None if it hangs."""
        process = self.start(target, *args, shown=shown)
        process.join(MOST_SECONDS)
        if process.is_alive():
            process.kill()
            process.join()
            return None
        return process.exitcode

    def ask(self, target: Callable[..., None], *args: Any) -> Any:
        """What a process found out."""
        out = self._context.SimpleQueue()
        process = self.start(target, *args, out)
        found = out.get()
        process.join()
        return found

    def reference(self) -> dict[str, Any]:
        """An undisturbed run with the arena's files."""
        key = "|".join(p.name for p in self.arena.files)
        if key not in self._reference:
            case = self.ask(open_case)
            self.finish(upload_all, case, self._acks(), None)
            self.finish(work, case, None)
            self._reference[key] = self.ask(look, case)
            if self._reference[key]["working"] or not self._reference[key]["answer"]:
                raise RuntimeError("the undisturbed run does not end")
        return self._reference[key]

    def _acks(self) -> Path:
        self._number += 1
        return self._folder / f"acks{self._number}"

    def upload_killed(self, step: str) -> None:
        """Kill the web at a step of an upload."""
        self.reference()
        case, acks = self.ask(open_case), self._acks()
        code = self.finish(upload_all, case, acks, f"{step}:{self.random.randint(1, len(self.arena.files))}")
        self._count(step, code)
        self._go_on(step, case, acks)

    def worker_killed(self, step: str) -> None:
        """Kill the worker at a step."""
        self.reference()
        case, acks = self.ask(open_case), self._acks()
        self.finish(upload_all, case, acks, None)
        often = step in ("worker.claimed", "worker.decrypted", "worker.read", "worker.saving", "worker.saved")
        nth = self.random.randint(1, len(self.arena.files)) if often else 1
        self._count(step, self.finish(work, case, f"{step}:{nth}"))
        self._go_on(step, case, acks)

    def worker_killed_at_random(self) -> None:
        """Kill the worker at no particular time."""
        self.reference()
        case, acks = self.ask(open_case), self._acks()
        self.finish(upload_all, case, acks, None)
        process = self.start(work, case, None)
        time.sleep(self.random.uniform(0.05, 2.5))
        process.kill()
        process.join()
        self._count("worker at random", process.exitcode)
        self._go_on("worker at random", case, acks)

    def child_killed(self) -> None:
        """Kill whatever the sandbox runs, while the worker lives on."""
        self.reference()
        case, acks = self.ask(open_case), self._acks()
        self.finish(upload_all, case, acks, None)
        process = self.start(work, case, None)
        time.sleep(self.random.uniform(0.3, 2.0))
        assert process.pid is not None
        victims = descendants(process.pid)
        for pid in victims:
            with_kill(pid)
        self.tally.kills["sandbox child"] += bool(victims)
        process.join(MOST_SECONDS)
        if process.is_alive():
            process.kill()
            self.tally.wrong.append("sandbox child: the worker hangs")
        self._go_on("sandbox child", case, acks)

    def database_killed(self) -> None:
        """Kill PostgreSQL while web or worker use it, and bring it back."""
        assert self._server is not None
        self.reference()
        case, acks = self.ask(open_case), self._acks()
        uploading = self.random.random() < 0.4
        if not uploading:
            self.finish(upload_all, case, acks, None)
        process = self.start(*((upload_all, case, acks, None) if uploading else (work, case, None)))
        time.sleep(self.random.uniform(0.05, 0.4 if uploading else 2.0))
        self._server.kill()
        self.tally.kills["PostgreSQL"] += 1
        time.sleep(self.random.uniform(0.0, 1.0))
        self._server.start()
        process.join(MOST_SECONDS)
        if process.is_alive():
            process.kill()
            process.join()
        self._go_on("PostgreSQL", case, acks)

    def prefect_killed(self, step: str) -> None:
        """Kill Prefect's server when the worker, whose work it shows, comes to a step; the worker lives on."""
        assert self._prefect is not None
        self.reference()
        self._prefect.start()
        case, acks = self.ask(open_case), self._acks()
        self.finish(upload_all, case, acks, None)
        code = self.finish(work, case, step, self._prefect.group, shown=True)
        what = f"Prefect's server at {step}"
        if self._prefect.dead:
            self.tally.kills[what] += 1
            print(f"  {sum(self.tally.kills.values()):4} {what}", flush=True)
        else:
            self.tally.wrong.append(f"{what}: was not reached (exit {code})")
        if code != 0:
            self.tally.wrong.append(f"{what}: the worker ended with {code}")
        self._compare(what, case, acks)

    def long_case(self) -> None:
        """One case that is killed at every step of its way, at random times, and in its sandbox, again and again."""
        self.reference()
        case, acks = self.ask(open_case), self._acks()
        for step in self.random.sample(UPLOAD_STEPS, len(UPLOAD_STEPS)):
            self._count(step, self.finish(upload_all, case, acks, step), sure=False)
            if self.random.random() < 0.3:
                self._database_dies(self.start(upload_all, case, acks, None), 0.3)
        self.finish(upload_all, case, acks, None)
        for step in WORKER_STEPS:
            self._count(step, self.finish(work, case, step), sure=False)
            self._between(case, acks)
        self._go_on("a long case", case, acks)

    def _between(self, case: str, acks: Path) -> None:
        """Something else dies on the way, now and then."""
        chance = self.random.random()
        if chance < 0.25:
            self._dies_at_random(self.start(work, case, None))
        elif chance < 0.5:
            self._child_dies(self.start(work, case, None), 0.3)
        elif chance < 0.75:
            self._database_dies(self.start(work, case, None), 1.5)

    def _dies_at_random(self, process: BaseProcess) -> None:
        time.sleep(self.random.uniform(0.05, 0.8))
        process.kill()
        process.join()
        self.tally.kills["worker at random"] += process.exitcode == -signal.SIGKILL

    def _child_dies(self, process: BaseProcess, seconds: float) -> None:
        """Kill what the sandbox runs once it is up, and soon afterwards the worker, so that steps are left."""
        assert process.pid is not None
        end = time.monotonic() + 5
        while not (victims := descendants(process.pid)) and process.is_alive() and time.monotonic() < end:
            time.sleep(0.05)
        time.sleep(self.random.uniform(0, seconds))
        for pid in victims:
            with_kill(pid)
        self.tally.kills["sandbox child"] += bool(victims)
        self._dies_at_random(process)

    def _database_dies(self, process: BaseProcess, seconds: float) -> None:
        if self._server is not None:
            time.sleep(self.random.uniform(0.05, seconds))
            self._server.kill()
            self.tally.kills["PostgreSQL"] += 1
            time.sleep(self.random.uniform(0.0, 0.5))
            self._server.start()
        self._dies_at_random(process)

    def erase_killed(self, step: str) -> None:
        """Kill an erasure: the case is there as a whole, or gone as a whole."""
        before = self.reference()
        case, acks = self.ask(open_case), self._acks()
        self.finish(upload_all, case, acks, None)
        self.finish(work, case, None)
        self._count(step, self.finish(erase, case, step))
        found = self.ask(look, case)
        if found is not None and found["profile"] != before["profile"]:
            self.tally.wrong.append(f"{step}: half erased")
        if found is not None and step != "erase.begun":
            self.tally.wrong.append(f"{step}: still there")

    def rotate_killed(self, step: str) -> None:
        """Kill a change of the master key: everything opens, before and after it is finished."""
        self._count(step, self.finish(rotate, step))
        self.check(f"{step}, before it is finished")
        self.finish(rotate, None)
        self.check(step)

    def _count(self, what: str, code: int | None, *, sure: bool = True) -> None:
        """Note a kill; ``sure`` says that the step must have been reached."""
        if code == -signal.SIGKILL:
            self.tally.kills[what] += 1
            print(f"  {sum(self.tally.kills.values()):4} {what}", flush=True)
        elif code is None:
            self.tally.wrong.append(f"{what}: hangs")
        elif sure and "random" not in what:
            self.tally.wrong.append(f"{what}: was not reached (exit {code})")

    def _go_on(self, what: str, case: str, acks: Path) -> None:
        """Start everything again, and compare."""
        if self.finish(upload_all, case, acks, None) != 0:
            self.tally.wrong.append(f"{what}: uploads do not go on")
        if self.finish(work, case, None) != 0:
            self.tally.wrong.append(f"{what}: work does not go on")
        self._compare(what, case, acks)

    def _compare(self, what: str, case: str, acks: Path) -> None:
        found, expected = self.ask(look, case), self.reference()
        acked = {line.split()[1] for line in acks.read_text("utf-8").splitlines()}
        ids = [d for d, _, _ in found["documents"]]
        wrong = []
        if acked - set(ids):
            wrong.append("an acknowledged upload is lost")
        if sorted(n for _, n, _ in found["documents"]) != sorted(n for _, n, _ in expected["documents"]):
            wrong.append("documents are missing or doubled")
        if found["working"] or {s for _, _, s in found["documents"]} != {"done"}:
            wrong.append(f"not at rest: {sorted(s for _, _, s in found['documents'])}")
        for part in ("profile", "answer"):
            if found[part] != expected[part]:
                wrong.append(f"the {part} differs")
        self.tally.wrong += [f"{what}: {w}" for w in wrong]

    def check(self, what: str) -> None:
        """Look at the whole store."""
        self.tally.wrong += [f"{what}: {problem}" for problem in self.ask(check_store)]


def descendants(pid: int) -> list[int]:
    """All processes below ``pid``, the lowest last."""
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                stat = (entry / "stat").read_text("utf-8", errors="replace")
            except OSError:
                continue
            parents.setdefault(int(stat.rpartition(")")[2].split()[1]), []).append(int(entry.name))
    found, todo = [], [pid]
    while todo:
        below = parents.get(todo.pop(), [])
        found += below
        todo += below
    return found


def with_kill(pid: int) -> None:
    """SIGKILL, if it is still there."""
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def run(folder: Path, kills: int, seed: int, server: Postgres | None, prefect: PrefectServer | None = None) -> Tally:
    """So many kills in a store in ``folder``, on PostgreSQL if there is a server, else on SQLite."""
    settings = StoreSettings(
        data=folder / "data", key_file=folder / "keys" / "master.key", reserve_bytes=0, lease_seconds=LEASE,
        most_deaths=50,
        database=server.new_database(f"kills{seed}") if server else None,
    )  # fmt: skip
    arena = Arena(settings, tuple(SAMPLES / n for n in FILES))
    bench = Bench(arena, seed=seed, server=server, prefect=prefect)
    start = time.monotonic()
    rounds = 0
    while sum(bench.tally.kills.values()) < kills:
        known = len(bench.tally.wrong)
        bench.long_case()
        if rounds % 4 == 0:
            for step in ERASE_STEPS:
                bench.erase_killed(step)
        for step in ROTATE_STEPS:
            bench.rotate_killed(step)
        if prefect is not None:
            for n in range(PREFECT_STEPS):
                bench.prefect_killed(WORKER_STEPS[(rounds * PREFECT_STEPS + n) % len(WORKER_STEPS)])
        rounds += 1
        for line in bench.tally.wrong[known:]:
            print(f"  WRONG {line}", flush=True)
        said = f"{rounds} cases, {sum(bench.tally.kills.values())} kills, {len(bench.tally.wrong)} wrong"
        print(f"{said}, {time.monotonic() - start:.0f} s", flush=True)
    bench.check("at the end")
    bench.tally.seconds = time.monotonic() - start
    return bench.tally


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--prefect", action="store_true", help="show the work in a Prefect server, and kill that too")
    parser.add_argument("--json", type=Path)
    args = parser.parse_args()
    if args.database == "postgresql" and (why := postgres_missing()):
        print(why)
        return 5
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # what was started is ended
    with contextlib.ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="kills-"))
        server = stack.enter_context(postgres()) if args.database == "postgresql" else None
        prefect = stack.enter_context(prefect_server()) if args.prefect else None
        tally = run(Path(folder), args.kills, args.seed, server, prefect)
    total = sum(tally.kills.values())
    print(f"{total} kills in {tally.seconds:.0f} s; {len(tally.wrong)} promises broken")
    for what, n in sorted(tally.kills.items()):
        print(f"  {what:<24} {n}")
    for line in tally.wrong:
        print(f"  WRONG {line}")
    if args.json:
        args.json.write_text(json.dumps({"kills": dict(tally.kills), "wrong": tally.wrong}, indent=1), "utf-8")
    return 1 if tally.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
