"""Tesseract in process (tesserocr), or through its command with the picture on stdin; never a temporary file."""

from __future__ import annotations

import os
import queue
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from pipeline.reading.ocr.prep import Gray

PAGE, LINE = 6, 7  # page segmentation modes: one block of text, one line
PLACES = (
    "/usr/share/tesseract-ocr/5/tessdata",
    "/usr/share/tesseract-ocr/4.00/tessdata",
    "/usr/share/tessdata",
    "/usr/local/share/tessdata",
    "/opt/homebrew/share/tessdata",
)


@dataclass(slots=True)
class Seen:
    """One word Tesseract read: its box in pixels and its confidence from 0 to 1."""

    text: str
    box: tuple[float, float, float, float]
    confidence: float


class TextEngine(Protocol):
    """What the rest needs of Tesseract."""

    def words(self, gray: Gray, dpi: int, mode: int = PAGE) -> list[Seen]:
        """The words on ``gray``."""


def tessdata(wanted: str | None = None) -> str | None:
    """The folder that holds eng.traineddata, or None."""
    for place in (wanted, os.environ.get("TESSDATA_PREFIX"), *PLACES):
        if place and (Path(place) / "eng.traineddata").is_file():
            return place
    return None


class InProcess:
    """tesserocr; one API object for each thread that asks, kept for reuse."""

    def __init__(self, folder: str) -> None:
        import tesserocr

        self._tesserocr: Any = tesserocr
        self._folder = folder
        self._idle: queue.SimpleQueue[Any] = queue.SimpleQueue()

    @contextmanager
    def _api(self) -> Iterator[Any]:
        try:
            api = self._idle.get_nowait()
        except queue.Empty:
            api = self._tesserocr.PyTessBaseAPI(path=self._folder, lang="eng", psm=PAGE)
            # Its own choice is /dev/null, which may not be opened for writing in the sandbox: the first message of
            # Tesseract ("Image too small to scale!!") would then end the process. "" is standard error.
            api.SetVariable("debug_file", "")
        try:
            yield api
        finally:
            api.Clear()
            self._idle.put(api)

    def words(self, gray: Gray, dpi: int, mode: int = PAGE) -> list[Seen]:
        """The words on ``gray``."""
        high, wide = gray.shape
        with self._api() as api:
            api.SetPageSegMode(mode)
            api.SetImageBytes(gray.tobytes(), wide, high, 1, wide)
            api.SetSourceResolution(dpi)
            api.Recognize()
            return from_tsv(api.GetTSVText(0))


class Command:
    """The tesseract program: slower, the same words."""

    def __init__(self, program: str, folder: str | None) -> None:
        self._program, self._folder = program, folder

    def words(self, gray: Gray, dpi: int, mode: int = PAGE) -> list[Seen]:
        """The words on ``gray``."""
        high, wide = gray.shape
        encoded = b"P5 %d %d 255\n" % (wide, high) + gray.tobytes()
        where = ["--tessdata-dir", self._folder] if self._folder else []
        command = [self._program, "stdin", "stdout", *where, "--psm", str(mode), "--dpi", str(dpi), "tsv"]
        # One thread: Tesseract's own threads make it four times slower.
        done = subprocess.run(command, input=encoded, capture_output=True, check=True, env={"OMP_THREAD_LIMIT": "1"})
        return from_tsv(done.stdout.decode("utf-8", "replace"))


def from_tsv(text: str) -> list[Seen]:
    """Words from Tesseract's table (level 5 rows)."""
    seen: list[Seen] = []
    for line in text.splitlines():
        part = line.split("\t")
        if len(part) < 12 or part[0] != "5" or not part[11].strip():
            continue
        x, y, wide, high = (float(v) for v in part[6:10])
        seen.append(Seen(part[11].strip(), (x, y, x + wide, y + high), max(0.0, min(1.0, float(part[10]) / 100))))
    return seen


@lru_cache(maxsize=4)
def shared(wanted: str | None) -> TextEngine | None:
    """The best Tesseract here: in process, else the program, else None."""
    folder = tessdata(wanted)
    if folder:
        try:
            return InProcess(folder)
        except (ImportError, RuntimeError):
            pass
    program = shutil.which("tesseract")
    return Command(program, folder) if program else None
