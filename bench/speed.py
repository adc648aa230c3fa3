"""``make bench``: time per page against floors of the same run, start-up, and peak memory.

Goals: a digital page at most half of pdfplumber's ``extract_words``; a scanned page at most 1.2 times the bare passes
of the two engines over the same pictures on the same cores, and at most half of plain ``pytesseract.image_to_data``
with its threads unset; ``oncotailor --help`` under 0.4 s.
"""

import argparse
import datetime as dt
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path
from typing import Any

from pipeline.reading import ReadSettings
from pipeline.reading.pool import Reader
from pipeline.run import conclude, understand

ROOT = Path(__file__).resolve().parent.parent
TODAY = dt.date(2026, 11, 20)


def main() -> None:
    """Measure everything and print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--scans", type=int, default=8, help="scanned pages to read")
    args = parser.parse_args()
    print(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}; medians of {args.rounds} rounds, ms per page")
    digital(args.rounds)
    scanned(max(1, args.rounds // 2), args.scans)
    start_up(args.rounds)
    memory()
    big_case()


def timed(work: Callable[[], Any], rounds: int) -> float:
    """Median wall seconds."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def paired(ours: Callable[[], Any], floors: Sequence[Callable[[], Any]], rounds: int) -> tuple[float, list[float]]:
    """Medians of ``ours`` and of each floor, taken in turn so that a drift of the machine hits all alike."""
    columns: list[list[float]] = [[] for _ in range(len(floors) + 1)]
    for _ in range(rounds):
        for column, work in zip(columns, (ours, *floors), strict=True):
            column.append(timed(work, 1))
    medians = [statistics.median(c) for c in columns]
    return medians[0], medians[1:]


def row(name: str, ours: float, floor: float, goal: float, pages: int) -> None:
    """One line of the table."""
    ratio = ours / floor
    verdict = "ok" if ratio <= goal else "ABOVE THE GOAL"
    print(f"{name:<58} {ours * 1000 / pages:9.1f} {floor * 1000 / pages:9.1f} {ratio:7.3f}  goal {goal}  {verdict}")


def digital(rounds: int) -> None:
    """The whole path over digital pages, cases built one after the other in a warm process."""
    import pdfplumber

    from sample_records.cases import ALL
    from sample_records.make import produce

    with tempfile.TemporaryDirectory() as folder:
        for case in ALL:
            produce(case, Path(folder), digital_only=True)
        cases = [sorted(p.glob("*.pdf")) for p in sorted(Path(folder).iterdir()) if p.is_dir()]
        files = [f for case in cases for f in case]
        pages = 0
        for f in files:
            with pdfplumber.open(f) as pdf:
                pages += len(pdf.pages)
        with Reader(ReadSettings()) as reader:

            def ours() -> None:
                for case in cases:
                    found = understand(reader.read_many((f.name, f.read_bytes()) for f in case))
                    conclude(found, today=TODAY)

            def floor() -> None:
                for f in files:
                    with pdfplumber.open(f) as pdf:
                        for page in pdf.pages:
                            page.extract_words()

            ours()
            floor()
            mine, (floored,) = paired(ours, [floor], rounds)
    row(f"digital page, whole path / pdfplumber words ({pages} pages)", mine, floored, 0.5, pages)


def scanned(rounds: int, count: int) -> None:
    """The whole path over scanned and photographed pages against the bare engines over the same pictures."""
    files = _scans(count)
    pictures = [p for f in files for p in _pictures(f)]
    pages = len(pictures)
    with Reader(ReadSettings()) as reader:

        def ours() -> None:
            found = understand(reader.read_many((f.name, f.read_bytes()) for f in files))
            conclude(found, today=TODAY)

        ours()
        engines = _Engines()
        engines.both(pictures[:1])
        mine, (bare, naive) = paired(ours, [lambda: engines.both(pictures), lambda: _naive(pictures)], rounds)
    row(f"scanned page, whole path / both engines bare ({pages} pages)", mine, bare, 1.2, pages)
    row("scanned page, whole path / pytesseract.image_to_data, threads unset", mine, naive, 0.5, pages)


def _scans(count: int) -> list[Path]:
    from sample_records.gold import cases, load

    found = []
    for case in cases():
        for entry in load(case)["documents"]:
            if entry["mode"] in ("scan", "photo", "tiff", "fax"):
                found.append(case / entry["file"])
    return sorted(found)[:count]


def _pictures(path: Path) -> list[Any]:
    """Each page as the gray picture the engines are given: 200 dpi for a PDF, as it is for a picture file."""
    import numpy as np
    import pypdfium2
    from PIL import Image, ImageOps, ImageSequence

    if path.suffix == ".pdf":
        pdf = pypdfium2.PdfDocument(path)
        return [np.asarray(page.render(scale=200 / 72, grayscale=True).to_pil().convert("L")) for page in pdf]
    with Image.open(path) as image:
        return [np.asarray(ImageOps.exif_transpose(f).convert("L")) for f in ImageSequence.Iterator(image)]


class _Engines:
    """Both engines as a library user calls them: RapidOCR whole, Tesseract on the page, one thread each."""

    def __init__(self) -> None:
        import logging

        import tesserocr
        from rapidocr import RapidOCR

        from pipeline.reading.ocr.tesseract import tessdata

        logging.disable(logging.INFO)
        self._rapid = RapidOCR(
            params={
                "Global.use_cls": False,
                "Det.limit_side_len": 1280,
                "Det.limit_type": "max",
                "Rec.rec_batch_num": 1,
                "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            }
        )
        self._tesseract = tesserocr.PyTessBaseAPI(path=str(tessdata(None)), lang="eng", psm=tesserocr.PSM.SINGLE_BLOCK)
        self._pool = ThreadPoolExecutor(2)

    def both(self, pictures: list[Any]) -> None:
        """Every picture through both engines; the two engines work side by side on the two cores."""
        jobs = [self._pool.submit(self._rapid_all, pictures[0::2]), self._pool.submit(self._rapid_all, pictures[1::2])]
        for job in jobs:
            job.result()
        self._tesseract_all(pictures)

    def _rapid_all(self, pictures: list[Any]) -> None:
        for picture in pictures:
            self._rapid(picture)

    def _tesseract_all(self, pictures: list[Any]) -> None:
        from PIL import Image

        for picture in pictures:
            self._tesseract.SetImage(Image.fromarray(picture))
            self._tesseract.GetTSVText(0)


def _naive(pictures: list[Any]) -> None:
    import pytesseract
    from PIL import Image

    environment = os.environ.pop("OMP_THREAD_LIMIT", None)
    try:
        for picture in pictures:
            pytesseract.image_to_data(Image.fromarray(picture))
    finally:
        if environment is not None:
            os.environ["OMP_THREAD_LIMIT"] = environment


def start_up(rounds: int) -> None:
    """``oncotailor --help`` as a whole process, and the interpreter alone."""
    program = [str(Path(sys.executable).parent / "oncotailor"), "--help"]
    seconds = timed(lambda: subprocess.run(program, stdout=subprocess.DEVNULL, check=True), rounds)
    bare = timed(lambda: subprocess.run([sys.executable, "-c", ""], check=True), rounds)
    print(f"oncotailor --help: {seconds:.3f} s (the interpreter alone {bare:.3f} s), goal 0.4 s")


def memory() -> None:
    """Peak memory of one whole command on scanned records, over all its processes."""
    case = ROOT / "sample_records" / "mds" / "p2_lower_risk_del5q"
    code = (
        "import resource, subprocess, sys;"
        f"command = [sys.executable, '-m', 'app', 'profile', {str(case)!r}, '--format', 'json'];"
        "subprocess.run(command, stdout=subprocess.DEVNULL);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    start = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    seconds = time.perf_counter() - start
    print(f"profile of {case.name}, cold: {seconds:.1f} s, largest process {int(done.stdout) / 1024:.0f} MB")
    print(f"this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


SCANNED, DIGITAL, MOST_SECONDS = 12, 8, 45.0


def big_case() -> None:
    """One whole command on a case of 12 scanned and 8 digital pages of one person, in a cold process."""
    from sample_records import degrade
    from sample_records.cases import ALL
    from sample_records.make import produce

    with tempfile.TemporaryDirectory() as scratch:
        twins, case = Path(scratch, "twins"), Path(scratch, "case")
        case.mkdir()
        produce(next(c for c in ALL if c.name.startswith("p1")), twins, digital_only=True)
        files = [f.read_bytes() for f in sorted(twins.rglob("*.pdf"))]
        _fill(case, "scan", SCANNED, (degrade.degrade(files[n % len(files)], "scan", str(n)) for n in count()))
        _fill(case, "text", DIGITAL, (files[n % len(files)] for n in count()))
        command = [sys.executable, "-m", "app", "profile", str(case), "--format", "json"]
        start = time.perf_counter()
        subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
        seconds = time.perf_counter() - start
    verdict = "ok" if seconds <= MOST_SECONDS else "ABOVE THE GOAL"
    print(f"{SCANNED} scanned and {DIGITAL} digital pages, cold: {seconds:.1f} s, goal {MOST_SECONDS:g} s  {verdict}")


def _fill(case: Path, kind: str, pages: int, documents: Iterable[bytes]) -> None:
    """Write documents to the case until it holds so many pages of the kind; the last one is cut to fit."""
    import pypdfium2

    for number, data in enumerate(documents):
        pdf = pypdfium2.PdfDocument(data)
        for n in reversed(range(pages, len(pdf))):
            del pdf[n]
        pages -= len(pdf)
        pdf.save(case / f"{kind}_{number}.pdf")
        if pages <= 0:
            return


if __name__ == "__main__":
    main()
