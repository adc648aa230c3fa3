"""Whether what a fact quotes stands where it says: each quote against the words of the page as it was printed."""

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePath
from typing import Any

import numpy as np
import pdfplumber

from bench.workshop.places import Matrix, moved, movements
from sample_records.printers.words import squeeze

Json = Mapping[str, Any]
ONE_INK = str.maketrans({"μ": "µ", "–": "-", "—": "-", "−": "-", "^": "*"})
"""Signs that paper shows alike: how a quote writes them is no matter of where it stands."""
SLACK = 2.0
"""Points by which the middle of a word may lie outside its box."""


def count_quotes(profile: Json, printed: Path, mode: str, seeds: Mapping[str, int]) -> Counter[bool]:
    """How many quotes stand in their box and how many do not.

    ``printed`` is the folder of the digital documents; where ``mode`` is another, every box is compared with where the
    degradation (its seed by document) moved the printed words.
    """
    wanted: dict[tuple[str, int], list[Json]] = {}
    for evidence in evidences(profile):
        wanted.setdefault((PurePath(evidence["file"]).stem, evidence["page"]), []).append(evidence)
    counted: Counter[bool] = Counter()
    ways: dict[str, list[Matrix]] = {}
    for (stem, number), items in wanted.items():
        file = printed / f"{stem}.pdf"
        if stem not in ways:
            ways[stem] = [] if mode == "digital" else movements(file.read_bytes(), mode, seeds[stem])
        with pdfplumber.open(file) as pdf:
            words = pdf.pages[number - 1].extract_words(x_tolerance=1.5)
        way = ways[stem][number - 1] if ways[stem] else np.eye(3)
        middles = [
            (moved(way, (w["x0"] + w["x1"]) / 2, (w["top"] + w["bottom"]) / 2), squeeze(w["text"])) for w in words
        ]
        counted.update(_stands(middles, e) for e in items)
    return counted


def evidences(item: Any) -> Iterable[Json]:
    """Every piece of evidence anywhere in a profile."""
    if isinstance(item, Mapping):
        if "bbox" in item and "quote" in item:
            yield item
        for value in item.values():
            yield from evidences(value)
    elif isinstance(item, list | tuple):
        for value in item:
            yield from evidences(value)


def _stands(middles: Iterable[tuple[tuple[float, float], str]], evidence: Json) -> bool:
    x0, top, x1, bottom = evidence["bbox"]
    inside = "".join(
        text for (x, y), text in middles if x0 - SLACK <= x <= x1 + SLACK and top - SLACK <= y <= bottom + SLACK
    )
    shown = inside.translate(ONE_INK)
    words = [squeeze(w).translate(ONE_INK) for w in evidence["quote"].split() if w not in {"…", "..."}]
    return all(word in shown for word in words)
