"""Whether a worker grows: ``python -m bench.growth [--builds 60] [--lines 2000] [--settle 10]``.

One worker, in this process, builds the profile and the answer of a case with large records (a table of laboratory
values over many days, so many lines long; long notes; a patient's sample records) again and again. Its resident memory
is told after each build; flat is when the last builds need no more than those after the first few (``--settle``).
"""

import argparse
import datetime as dt
import gc
import os
import sys
import tempfile
import time
from pathlib import Path

from bench.kills import SAMPLES
from bench.running import resident
from flows.store import Accounts, Principal, Repository, Store, StoreSettings, open_store
from flows.store.records import CaseSettings
from flows.work import Work
from flows.worker import Worker

COUNTRIES = ("US", "DE")
HEAD = "Riverside Laboratory\nCOMPLETE BLOOD COUNT\nPatient: DOE, Jane   DOB: 05/14/1950   Sex: F\n"
ALLOWED = 1.05
"""Times what it was at first; for what the allocator keeps in pieces."""


def table(lines: int, year: int) -> bytes:
    """A laboratory's sheets, one for each day, as text."""
    day, parts = dt.date(year, 1, 2), []
    for n in range(max(1, lines // 5)):
        on = (day + dt.timedelta(days=n % 360)).strftime("%m/%d/%Y")
        rows = (
            f"Hemoglobin  {7 + n % 50 / 10:.1f}  g/dL  12.0-16.0  L", f"Platelets  {40 + n % 90}  K/uL  150-400  L",
            f"Neutrophils  {0.3 + n % 20 / 10:.1f}  K/uL  1.8-7.7  L", f"Ferritin  {300 + n}  ng/mL  15-150  H",
        )  # fmt: skip
        parts.append(HEAD + "\n".join((f"Collected: {on}", *rows)) + "\n")
    return "\f".join(parts).encode()


def note(lines: int) -> bytes:
    """A long note."""
    said = "She was seen in clinic. Fatigue on exertion, no fever, no bleeding. Transfused two units of red cells.\n"
    return (
        "CLINIC NOTE\nPatient: DOE, Jane   DOB: 05/14/1950   Sex: F\nDate of visit: 10/20/2026\n"
        "DIAGNOSIS: Myelodysplastic syndrome with low blasts.\n" + said * lines
    ).encode()


def fill(store: Store, lines: int) -> Repository:
    """A case with large records and a question."""
    case = Accounts(store).open_case()
    repository = Repository(store, Principal("patient", case.patient_id, case.patient_id))
    repository.ask(answer_id="mds-car-t")
    files = [(p.name, p.read_bytes()) for p in sorted(SAMPLES.glob("*.pdf"))]
    files += [(f"table_{y}.txt", table(lines, y)) for y in (2024, 2025)] + [("note.txt", note(lines))]
    for name, data in files:
        with repository.start_upload(name) as upload:
            upload.write(data)
            upload.finish()
    return repository


def measure(builds: int, lines: int) -> list[float]:
    """Megabytes after each build."""
    found: list[float] = []
    with tempfile.TemporaryDirectory(prefix="growth-") as folder:
        place = Path(folder)
        store = open_store(StoreSettings(data=place / "data", key_file=place / "keys" / "key", reserve_bytes=0))
        repository, work = fill(store, lines), Work(store)
        worker = Worker(store, work)
        while worker.once():
            pass
        for n in range(builds):
            start = time.monotonic()
            repository.set_settings(CaseSettings(country=COUNTRIES[n % 2]))
            while worker.once():
                pass
            gc.collect()
            found.append(resident(os.getpid()))
            print(f"build {n + 1:3}: {found[-1]:.0f} MB, {time.monotonic() - start:.1f} s", flush=True)
        labs = len(repository.profile().profile.labs)
        print(f"{len(repository.documents())} documents, {labs} laboratory values", flush=True)
        work.close()
        store.close()
    return found


def main() -> int:
    """Measure; 1 where it grows."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--builds", type=int, default=60)
    parser.add_argument("--lines", type=int, default=2000)
    parser.add_argument("--settle", type=int, default=10)
    args = parser.parse_args()
    found = measure(args.builds, args.lines)
    first, last = max(found[: args.settle]), max(found[-args.settle :])
    flat = last <= first * ALLOWED
    both = f"at most {first:.0f} MB in the first {args.settle}, {last:.0f} MB in the last"
    print(f"{args.builds} builds: {both}; flat: {flat}")
    return 0 if flat else 1


if __name__ == "__main__":
    sys.exit(main())
