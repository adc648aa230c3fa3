"""``python -m bench.hostile``: hostile files through the sandboxed reader; each is read, or refused, in time.

Three sets: public files that break PDF software (``../shared/hostile``, where it is there), those that
``tools.make_bad_pdfs`` makes, and mutations of the good sample records. After each of them a good document is read by
the same reader and must come out exactly as before. A child that tries to open a socket is ended and counted.
"""

import argparse
import ctypes
import os
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from threading import Lock

import pipeline.reading.pool as pool
from pipeline.reading import ReadSettings
from pipeline.reading.pool import START_SECONDS, UP_SECONDS, Reader
from pipeline.sandbox import choose, exits
from schemas.document import ReadDocument
from schemas.errors import ReadFailure
from tools.bad import File, Files
from tools.bad.mutate import mutations
from tools.make_bad_pdfs import files as made

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared" / "hostile"
SAMPLES = ROOT / "sample_records" / "mds"
GRACE = 5.0  # seconds beyond a limit until it counts as a hang
_SUBREAPER = 36
_NETWORK_TRY = 31  # SIGSYS: what ends a child that opens a socket


@dataclass
class Tally:
    """What became of the files."""

    ends: Counter[str] = field(default_factory=Counter)
    codes: Counter[int] = field(default_factory=Counter)
    seconds: list[tuple[float, str]] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    lock: Lock = field(default_factory=Lock)

    @property
    def connections(self) -> int:
        """Children ended because they tried to open a socket."""
        return self.codes[128 + _NETWORK_TRY] + self.codes[-_NETWORK_TRY]


def end_of(document: ReadDocument) -> str:
    """How one document ended, in a word or two."""
    if document.failure is not None:
        return f"refused: {document.failure.value}"
    unread = [p.failure for p in document.pages if p.failure is not None]
    return f"read but for pages: {unread[0].value}" if unread else "read"


def run(files: Iterable[File], settings: ReadSettings, *, workers: int = 1, way: choose.Way | None = None) -> Tally:
    """Read every file, and the good document after each; nothing is raised for what goes wrong, it is told."""
    tally, source, turn = Tally(), iter(files), Lock()
    command = choose.child_command(way or choose.way(), settings.memory_bytes, deadly_network=True)
    with _watched_endings(tally), ThreadPoolExecutor(workers) as threads:
        work = [threads.submit(_work, source, turn, settings, command, tally) for _ in range(workers)]
        for one in work:
            one.result()
    return tally


def _work(source: Iterator[File], turn: Lock, settings: ReadSettings, command: list[str], tally: Tally) -> None:
    name, good = good_document()
    longest = settings.document_seconds + UP_SECONDS + START_SECONDS + GRACE
    with Reader(settings, command=command) as reader:
        wanted = reader.read(name, good)
        while True:
            with turn:
                bad = next(source, None)
            if bad is None:
                return
            start = time.monotonic()
            end = _end(reader, bad)
            seconds = time.monotonic() - start
            behind = reader.read(name, good)
            with tally.lock:
                tally.ends[end] += 1
                tally.seconds.append((seconds, bad[0]))
                if seconds > longest:
                    tally.wrong.append(f"{bad[0]}: hung for {seconds:.0f} s")
                if end.startswith("raised"):
                    tally.wrong.append(f"{bad[0]}: {end}")
                if behind != wanted:
                    tally.wrong.append(f"{bad[0]}: the good document behind it: {end_of(behind)}")


def _end(reader: Reader, bad: File) -> str:
    try:
        return end_of(reader.read(*bad))
    except Exception as error:
        return f"raised {type(error).__name__}"


class _watched_endings:
    """Counts how children ended while it is open."""

    def __init__(self, tally: Tally) -> None:
        self._tally = tally

    def __enter__(self) -> None:
        def counted(code: int) -> ReadFailure:
            with self._tally.lock:
                self._tally.codes[code] += 1
            return exits.failure_of(code)

        pool.failure_of = counted

    def __exit__(self, *_: object) -> None:
        pool.failure_of = exits.failure_of


def good_document() -> File:
    """The document that is read after each bad one."""
    path = sorted(SAMPLES.rglob("*.pdf"))[0]
    return path.name, path.read_bytes()


def samples() -> list[File]:
    """The good records that are broken."""
    kinds = {".pdf", ".jpg", ".tiff", ".txt"}
    return [(p.name, p.read_bytes()) for p in sorted(SAMPLES.rglob("*")) if p.suffix in kinds]


def shared() -> Files:
    """Public hostile files, where they are at hand."""
    for path in sorted(SHARED.glob("*.pdf")):
        yield path.name, path.read_bytes()


def left_behind() -> list[int]:
    """Processes that are still our children, ended ones that nobody saw off among them."""
    mine = []
    for place in Path("/proc").glob("[0-9]*"):
        try:
            after_name = (place / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()
        except OSError:
            continue
        if int(after_name[1]) == os.getpid():
            mine.append(int(place.name))
    return mine


def report(name: str, tally: Tally) -> None:
    """Print what became of one set."""
    total = sum(tally.ends.values())
    print(f"{name}: {total} files")
    for end, count in tally.ends.most_common():
        print(f"  {count:6} {end}")
    slowest = "; ".join(f"{n} {s:.1f} s" for s, n in sorted(tally.seconds, reverse=True)[:5])
    print(f"  slowest: {slowest}")
    print(f"  children that ended: {dict(tally.codes)}; connections tried: {tally.connections}")
    for line in tally.wrong:
        print(f"  WRONG {line}")


def main() -> int:
    """Run the sets asked for; 1 where anything went wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sets", default="shared,made,mutations")
    parser.add_argument("--mutations", type=int, default=2000)
    parser.add_argument("--every", type=int, default=1, help="only every so many-th file of a set")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--no-ocr", action="store_true", help="pages without a text layer are not read")
    parser.add_argument("--way", type=choose.Way, default=None, help="bubblewrap or landlock")
    parser.add_argument("--page-seconds", type=float, default=15)
    parser.add_argument("--document-seconds", type=float, default=60)
    parser.add_argument("--workers", type=int, default=2)
    args = parser.parse_args()
    choose.way()
    ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)  # what a child leaves behind becomes ours, and is counted
    settings = ReadSettings(ocr=not args.no_ocr, page_seconds=args.page_seconds, document_seconds=args.document_seconds)
    sets = {"shared": shared(), "made": made(), "mutations": mutations(samples(), args.mutations, args.seed)}
    fine = True
    with tempfile.TemporaryDirectory() as folder:
        os.environ["TMPDIR"] = os.environ["HOME"] = tempfile.tempdir = folder
        for name in args.sets.split(","):
            tally = run(islice(sets[name], 0, None, args.every), settings, workers=args.workers, way=args.way)
            report(name, tally)
            fine = fine and not tally.wrong and not tally.connections
        time.sleep(1)
        left, files = left_behind(), list(Path(folder).rglob("*"))
    print(f"processes left behind: {len(left)}; files left behind: {len(files)}")
    print(f"largest child: {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:.0f} MB")
    return 0 if fine and not left and not files else 1


if __name__ == "__main__":
    sys.exit(main())
