"""Kill the parts of a running service: ``python -m bench.chaos [--kills 60] [--seed 1]``.

Starts ``oncotailor serve`` with Prefect's server on a fresh folder. Patients send the same records over HTTP, each
again until it is acknowledged, and meanwhile web process, workers, what the sandbox runs and Prefect's server are
killed with SIGKILL, in turn and at random times; the supervisor starts them again. Then all must end: no acknowledged
file lost or doubled, every profile and answer that of an undisturbed patient, nothing stored that does not open.
"""

import argparse
import http.client
import os
import random
import signal
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from typing import Any

from bench.kills import FILES, SAMPLES, descendants
from bench.running import Browser, File, Running, alive, arguments_of, running, wait_for_prefect

AWAY = (OSError, http.client.HTTPException, ValueError, KeyError)
"""What a patient sees of a web process that died: no answer, or half of one."""
MOST_SECONDS = 1500.0


@dataclass
class Patient:
    """One patient, what of hers was acknowledged, and what she saw of the service being away."""

    browser: Browser
    acked: list[str] = field(default_factory=list)
    away: int = 0


@dataclass
class Tally:
    """Kills by victim, and every promise that broke."""

    kills: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    patients: list[Patient] = field(default_factory=list)
    seconds: float = 0.0


def records() -> list[File]:
    """What every patient sends."""
    return [(name, (SAMPLES / name).read_bytes()) for name in FILES]


def insist(patient: Patient, act: Callable[[], bool], stop: float) -> bool:
    """Do something until it works."""
    while time.monotonic() < stop:
        try:
            if act():
                return True
        except AWAY:
            pass
        patient.away += 1
        time.sleep(0.3)
    return False


def visit(port: int, tally: Tally, lock: threading.Lock) -> None:
    """One patient: open a case, send all records, each until it is taken."""
    end = time.monotonic() + MOST_SECONDS
    patient = Patient(Browser(port))
    if not insist(patient, lambda: bool(patient.browser.begin(None).csrf), end):
        return
    insist(patient, lambda: patient.browser.post("/case/ask", answer="mds-car-t").status == 303, end)
    with lock:
        tally.patients.append(patient)
    for file in records():
        if insist(patient, partial(_taken, patient.browser, file), end):
            patient.acked.append(sha256(file[1]).hexdigest())


def _taken(browser: Browser, file: File) -> bool:
    reply = browser.upload(file)
    return reply.status == 201 and bool(reply.json()["files"][0]["accepted"])


def _at_rest(browser: Browser) -> bool:
    return not browser.status()["working"]


def victims(service: Running, kind: str) -> list[int]:
    """Processes of one kind that run now."""
    below = {p: arguments_of(p) for p in descendants(service.process.pid)}
    workers = set(service.workers())
    choose: dict[str, Callable[[], list[int]]] = {
        "web": service.web,
        "worker": lambda: sorted(workers)[:1],
        "sandbox child": lambda: [p for w in workers for p in descendants(w)],
        "Prefect's server": lambda: [p for p, a in below.items() if b"prefect" in a and b"server" in a],
    }
    return [p for p in choose[kind]() if alive(p)]


def strike(service: Running, tally: Tally, lots: random.Random, kills: int, stop: threading.Event) -> None:
    """Kill in turn until it was often enough; what is not up just now has its turn later."""
    kinds, turn = ("web", "worker", "sandbox child", "Prefect's server"), 0
    while sum(tally.kills.values()) < kills and not stop.wait(lots.uniform(0.3, 4.0)):
        kind = kinds[turn % len(kinds)]
        turn += 1
        found = victims(service, kind)
        for pid in found:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        tally.kills[kind] += bool(found)


def run(kills: int, seed: int, crowd: int = 3) -> Tally:
    """So many kills."""
    tally, lock, stop = Tally(), threading.Lock(), threading.Event()
    start = time.monotonic()
    with running(workers=2, prefect=True) as service:
        wait_for_prefect(service)
        visit(service.port, tally, lock)
        tally.patients[0].browser.rest(MOST_SECONDS)
        killer = threading.Thread(target=strike, args=(service, tally, random.Random(seed), kills, stop))
        killer.start()
        while killer.is_alive() and time.monotonic() < start + MOST_SECONDS:
            visitors = [threading.Thread(target=visit, args=(service.port, tally, lock)) for _ in range(crowd)]
            for one in visitors:
                one.start()
            for one in visitors:
                one.join()
            time.sleep(3.0)
        stop.set()
        killer.join()
        for n, patient in enumerate(tally.patients):
            if not insist(patient, partial(_at_rest, patient.browser), start + 2 * MOST_SECONDS):
                tally.wrong.append(f"patient {n} does not come to rest")
        tally.seconds = time.monotonic() - start
        if left := service.stop():
            tally.wrong.append(f"{len(left)} processes are left behind")
        tally.wrong += compared(service, tally)
    return tally


def compared(service: Running, tally: Tally) -> list[str]:
    """Every case as it is stored, against the first one, which nobody disturbed."""
    cases = stored(service)
    first = next((c for c in cases if c["documents"]), None)
    if first is None:
        return ["nothing is stored"]
    said = service.command("verify")
    wrong = [] if "Everything is whole." in said else [f"stored things: {' / '.join(said.splitlines())}"[:400]]
    sent = Counter(d for p in tally.patients for d in p.acked)
    held = Counter(d for c in cases for d in c["documents"])
    if lost := (sent - held).total():
        wrong.append(f"{lost} acknowledged files are lost")
    for n, case in enumerate(cases):
        if not case["documents"]:
            continue  # opened by a patient who never heard of it
        if len(set(case["documents"])) != len(case["documents"]):
            wrong.append(f"case {n}: a file is doubled")
        if set(case["states"]) != {"done"}:
            wrong.append(f"case {n}: documents ended as {sorted(case['states'])}")
        for part in ("profile", "answer"):
            if case[part] != first[part] or not case[part]:
                wrong.append(f"case {n}: the {part} differs")
    return wrong


def stored(service: Running) -> list[dict[str, Any]]:
    """What every case holds, the oldest first."""
    from sqlalchemy import select

    from flows.housekeeping import remove_orphans
    from flows.store import Principal, Repository, StoreSettings, open_store
    from flows.store.tables import Patient as Row
    from flows.work import plain

    store = open_store(StoreSettings(data=service.data, key_file=service.folder / "keys" / "master.key"))
    remove_orphans(store, seconds=0)  # of uploads that were broken off; workers do it once an hour
    found = []
    with store.database.read() as session:
        cases = list(session.scalars(select(Row.id).order_by(Row.created)))
    for case in cases:
        repository = Repository(store, Principal("patient", case, case))
        status = repository.status()
        answers = [repository.answer(q.id).answer.model_dump_json() for q in status.questions if q.version]
        found.append({
            "documents": sorted(d.sha256 for d in status.documents), "states": [d.state for d in status.documents],
            "profile": plain(repository.profile().profile).model_dump_json() if status.version else "",
            "answer": "".join(answers),
        })  # fmt: skip
    store.close()
    return found


def main() -> int:
    """The command; 1 where a promise broke."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--kills", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    tally = run(args.kills, args.seed)
    files, away = sum(len(p.acked) for p in tally.patients), sum(p.away for p in tally.patients)
    print(f"{sum(tally.kills.values())} kills in {tally.seconds:.0f} s: {dict(tally.kills)}")
    print(f"{len(tally.patients)} patients, {files} files acknowledged, {away} requests answered by nobody or refused")
    print("\n".join(f"WRONG {w}" for w in tally.wrong))
    return 1 if tally.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
