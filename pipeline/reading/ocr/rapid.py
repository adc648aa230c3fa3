"""RapidOCR's networks (PP-OCRv6 small, shipped inside its wheel) run directly on ONNX Runtime.

Two things are done otherwise than in RapidOCR's own loop, both measured: crops are not padded to 320 pixels (the cost
of the recogniser is proportional to the width; but drawn narrower than they are, lines lose figures), and only
characters that occur in these records compete.
"""

import os
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.reading.ocr.rapid_models import model_folder, newest

Gray = npt.NDArray[np.uint8]
Quad = npt.NDArray[np.float32]
ALLOWED = set(
    "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
    "µμ°±×≤≥≧≦²³¹⁰⁴⁵⁶⁷⁸⁹αβγδκλ→↑↓•·–—−’‘“”§®™½¼ÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖÙÚÛÜàáâãäåçèéêëìíîïñòóôõöùúûüß"
    "（），：；％＜＞＋－／＝［］～。！？ "
)
HEIGHT = 48  # rows of the recogniser's input
STEP = 8  # columns of the input for one step of its output
MIN_WIDTH, MAX_WIDTH = 48, 2400
DETECT_SIDE = 960
MASK_LEVEL, BOX_LEVEL, UNCLIP = 0.3, 0.5, 1.6


@dataclass(slots=True)
class Glyphs:
    """What the recogniser read in one crop: characters, each with its centre (crop pixels) and its probability."""

    text: str
    centres: list[float]
    scores: list[float]

    @property
    def score(self) -> float:
        """Mean probability; 0 where nothing was read."""
        return sum(self.scores) / len(self.scores) if self.scores else 0.0


class Rapid:
    """Detector and recogniser; safe to use from several threads."""

    def __init__(self, threads: int) -> None:
        folder = model_folder()
        if folder is None:
            raise ImportError("rapidocr")
        self._detector = _session(newest(folder, "det"), threads, arena=False)
        # Many small runs: memory kept between them saves a twelfth of the time. The detector runs once a page.
        self._recogniser = _session(newest(folder, "rec"), 1, arena=True)
        names = self._recogniser.get_modelmeta().custom_metadata_map["character"].split("\n")
        alphabet = ["", *(n.strip("\r") for n in names)]
        alphabet.append(" ")
        keep = [i for i, c in enumerate(alphabet) if i == 0 or c in ALLOWED]
        self._keep = np.array(keep)
        self._alphabet = [alphabet[i] for i in keep]

    def detect(self, gray: Gray, side: int = DETECT_SIDE) -> list[Quad]:
        """Quadrilaterals (top left, clockwise) around lines of text, in pixels of ``gray``."""
        high, wide = gray.shape
        factor = min(1.0, side / max(high, wide))
        size = (max(32, round(wide * factor / 32) * 32), max(32, round(high * factor / 32) * 32))
        small = cv2.resize(gray, size, interpolation=cv2.INTER_AREA if factor < 1 else cv2.INTER_LINEAR)
        plane = small.astype(np.float32) / 127.5 - 1
        batch = np.ascontiguousarray(np.broadcast_to(plane, (1, 3, *plane.shape)))
        heat = self._detector.run(None, {self._detector.get_inputs()[0].name: batch})[0][0, 0]
        return _quads(heat, wide / size[0], high / size[1])

    def recognise(self, crop: Gray) -> Glyphs:
        """Read one line; ``crop`` is gray and upright."""
        high, wide = crop.shape
        width = int(np.clip(round(wide * HEIGHT / max(high, 1)), 8, MAX_WIDTH))
        room = max(MIN_WIDTH, -(-width // STEP) * STEP)
        line = cv2.resize(crop, (width, HEIGHT), interpolation=cv2.INTER_LINEAR)
        plane = np.zeros((HEIGHT, room), np.float32)
        plane[:, :width] = line.astype(np.float32) / 127.5 - 1
        batch = np.ascontiguousarray(np.broadcast_to(plane, (1, 3, *plane.shape)))
        steps = self._recogniser.run(None, {self._recogniser.get_inputs()[0].name: batch})[0][0]
        return self._decode(steps[:, self._keep], wide / width)

    def _decode(self, steps: Any, scale: float) -> Glyphs:
        best = steps.argmax(axis=1)
        out = Glyphs("", [], [])
        before = 0
        for column, index in enumerate(best):
            if index and index != before:
                out.text += self._alphabet[index]
                out.centres.append((column + 0.5) * STEP * scale)
                out.scores.append(float(steps[column, index]))
            elif index and out.scores:  # the same character goes on: its centre moves, its best score counts
                out.centres[-1] += 0.5 * STEP * scale
                out.scores[-1] = max(out.scores[-1], float(steps[column, index]))
            before = index
        return out


def _session(path: Path, threads: int, arena: bool) -> Any:
    os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")  # it would write to the home folder and call its maker
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.enable_cpu_mem_arena = arena
    # Waiting threads must not burn the core another reader needs.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    thrifty = {"arena_extend_strategy": "kSameAsRequested"}
    return onnxruntime.InferenceSession(str(path), options, providers=[("CPUExecutionProvider", thrifty)])


def _quads(heat: Any, scale_x: float, scale_y: float) -> list[Quad]:
    mask = cv2.dilate((heat > MASK_LEVEL).astype(np.uint8), np.ones((2, 2), np.uint8))
    contours, _ = cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    quads: list[Quad] = []
    for contour in contours[:3000]:
        (x, y), (wide, high), angle = cv2.minAreaRect(contour)
        if min(wide, high) < 2:
            continue
        rough = cv2.boxPoints(((x, y), (wide, high), angle))
        if _mean_in(heat, rough) < BOX_LEVEL:
            continue
        grow = wide * high * UNCLIP / (wide + high)
        corners = cv2.boxPoints(((x, y), (wide + grow, high + grow), angle)) * (scale_x, scale_y)
        quads.append(_clockwise(corners))
    return quads


def _mean_in(heat: Any, corners: Any) -> float:
    x0, y0 = np.maximum(np.floor(corners.min(axis=0)).astype(int), 0)
    x1, y1 = np.ceil(corners.max(axis=0)).astype(int) + 1
    part = heat[y0:y1, x0:x1]
    if part.size == 0:
        return 0.0
    inside = np.zeros(part.shape, np.uint8)
    cv2.fillPoly(inside, [np.round(corners - (x0, y0)).astype(np.int32)], (1.0,))
    return float(cv2.mean(part, inside)[0])


def _clockwise(corners: Any) -> Quad:
    by_x = corners[np.argsort(corners[:, 0])]
    left, right = by_x[:2], by_x[2:]
    left, right = left[np.argsort(left[:, 1])], right[np.argsort(right[:, 1])]
    return np.array([left[0], right[0], right[1], left[1]], np.float32)


_engine: Rapid | None = None
_lock = threading.Lock()


def shared(threads: int) -> Rapid:
    """The one engine of this process, made at first use."""
    global _engine
    with _lock:
        if _engine is None:
            _engine = Rapid(threads)
        return _engine
