"""How far a fact's confidence can be relied on, and where the thresholds for accepting a reading should lie.

Confidence is that of a fact's surest evidence as the readers say it, before the product's map (knowledge/common/
confidence.toml), which is fitted and checked here. Right is what agrees with what was printed.
Facts that the profile asks about count too: without them nothing doubtful would be looked at.
"""

import argparse
import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from bench.reads import read_case
from bench.scoring import Scores
from bench.switches import RAW_CONFIDENCE, without
from bench.workshop import people
from bench.workshop.make import OPEN, TODAY, make_case
from knowledge.confidence import load_confidence
from pipeline.run import conclude, understand
from sample_records.gold import compare, load
from schemas.document import Page, ReadDocument, Word

MODES = ("scan", "rotated", "photo", "fax")
BINS = (0.0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.999, 1.0)
"""Bounds of confidence; a bin holds its upper bound, the first its lower one as well."""
LISTS = ("labs", "karyotypes", "variants", "diagnoses", "treatments", "biomarkers", "stages")
Case = tuple[list[ReadDocument], dict[str, Any]]


@dataclass(frozen=True)
class Judged:
    """One fact of a profile: how sure it says to be, whether it is right, and whether it is asserted or asked about."""

    confidence: float
    right: bool
    asserted: bool


def read_cases(
    modes: Sequence[str], cases: int, seed: int, sets: Sequence[str], kept: Path | None
) -> dict[str, list[Case]]:
    """The documents of each mode as read, with their gold."""
    with tempfile.TemporaryDirectory() as scratch:
        found: dict[str, list[Case]] = {}
        for mode in modes:
            folders = [make_case(seed, n, mode, Path(scratch), (), tuple(sets)) for n in range(cases)]
            found[mode] = [(read_case(sorted(f.glob("*.pdf")), kept), load(f)) for f in folders]
    return found


def judged(case: Case) -> Iterator[Judged]:
    """Every fact read from a picture that stands in a list of the case's profile; what is computed is left out."""
    documents, gold = case
    with without(RAW_CONFIDENCE):
        profile = conclude(understand(documents), today=TODAY)
    data = json.loads(profile.model_dump_json())
    report = compare({**data, "review": [], "conflicts": []}, gold)  # judged as if nothing were asked about
    wrong = {id(d.found) for d in (*report.false, *report.wrong)}
    for name in LISTS:
        for n, item in enumerate(data[name]):
            seen = [e["confidence"] for e in item["evidence"] if e["method"] == "ocr"]
            if seen and item.get("origin") != "computed":
                yield Judged(max(seen), id(item) not in wrong, f"{name}[{n}]" not in profile.unsure)


def bin_of(confidence: float) -> int:
    """In which bin it falls."""
    return next(i for i, high in enumerate(BINS[1:]) if confidence <= high)


@dataclass(frozen=True)
class Bin:
    """Facts of one range of confidence."""

    low: float
    high: float
    facts: int
    right: int
    confidence: float

    @property
    def share(self) -> float:
        """Share that is right."""
        return self.right / self.facts


def bins(facts: Sequence[Judged]) -> list[Bin]:
    """The facts by confidence; empty bins are left out."""
    found = []
    for i, (low, high) in enumerate(pairwise(BINS)):
        here = [f for f in facts if bin_of(f.confidence) == i]
        if here:
            mean = sum(f.confidence for f in here) / len(here)
            found.append(Bin(low, high, len(here), sum(f.right for f in here), mean))
    return found


def off_by(facts: Sequence[Judged]) -> float:
    """Expected calibration error: how far confidence and share of right facts lie apart, weighted by facts."""
    return sum(b.facts * abs(b.share - b.confidence) for b in bins(facts)) / max(len(facts), 1)


# -- thresholds -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Threshold:
    """Least scores of the two engines for a word with a figure to be taken as agreed, and what follows."""

    tesseract: float
    rapid: float
    scores: Scores


SWEPT = ("scan", "fax")
LOOSER_AND_STRICTER = ((0.0, 0.0), (0.3, 0.9), (0.5, 0.95), (0.75, 0.97), (0.9, 0.99))


def thresholds(cases: Sequence[Case]) -> list[Threshold]:
    """What stricter and looser thresholds would do to the same readings."""
    found = []
    for slow, fast in LOOSER_AND_STRICTER:
        scores = Scores()
        for documents, gold in cases:
            again = [_rethresholded(d, slow, fast) for d in documents]
            scores.add(json.loads(conclude(understand(again), today=TODAY).model_dump_json()), gold)
        found.append(Threshold(slow, fast, scores))
    return found


def _rethresholded(document: ReadDocument, slow: float, fast: float) -> ReadDocument:
    return document.model_copy(update={"pages": tuple(_page(p, slow, fast) for p in document.pages)})


def _page(page: Page, slow: float, fast: float) -> Page:
    words = tuple(_word(w, {"tesseract": slow, "rapidocr": fast}) for w in page.words)
    return page.model_copy(update={"words": words})


def _word(word: Word, least: Mapping[str, float]) -> Word:
    """Agreed where both engines read it alike, each at least so surely; words without a figure stay as they are."""
    if len(word.readings) < 2 or not any(c.isdigit() for c in word.text):
        return word
    alike = word.agreed or len({r.text for r in word.readings}) == 1
    sure = all(r.confidence >= least.get(r.engine, 0.0) for r in word.readings)
    return word if word.agreed == (alike and sure) else word.model_copy(update={"agreed": alike and sure})


# -- a monotone map ---------------------------------------------------------------------------------------------------


KNOTS = (0.5, 0.9, 0.99, 1.0)
"""Highest confidence of each step of the map: one engine, or two that were settled; two unsure ones; two sure ones."""


def monotone(facts: Sequence[Judged]) -> list[tuple[float, float]]:
    """The rising steps from confidence to share of right facts that fit best (pool adjacent violators).

    Each step is the highest confidence it holds for, and the share, with one right and one wrong fact added so that no
    step claims certainty.
    """
    steps: list[list[float]] = []  # facts, right, highest confidence
    for low, high in pairwise((0.0, *KNOTS)):
        here = [f.right for f in facts if low < f.confidence <= high or f.confidence == low == 0.0]
        steps.append([len(here) + 2.0, sum(here) + 1.0, high])
        while len(steps) > 1 and steps[-2][1] * steps[-1][0] >= steps[-1][1] * steps[-2][0]:
            last = steps.pop()
            steps[-1] = [steps[-1][0] + last[0], steps[-1][1] + last[1], last[2]]
    return [(s[2], s[1] / s[0]) for s in steps]


def mapped(steps: Sequence[tuple[float, float]], confidence: float) -> float:
    """The share at a confidence."""
    return next((share for high, share in steps if confidence <= high), steps[-1][1])


# -- the page ---------------------------------------------------------------------------------------------------------


def section(by_mode: Mapping[str, Sequence[Judged]]) -> list[str]:
    """Reliability by mode, in Markdown."""
    lines = ["| confidence | " + " | ".join(by_mode) + " |", "| --- |" + " --- |" * len(by_mode)]
    for i, (low, high) in enumerate(pairwise(BINS)):
        cells = [_cell([f for f in facts if bin_of(f.confidence) == i]) for facts in by_mode.values()]
        if any(cells):
            lines.append(f"| {low:g} to {high:g} | " + " | ".join(c or "-" for c in cells) + " |")
    lines.append("| expected error | " + " | ".join(f"{off_by(f):.3f}" for f in by_mode.values()) + " |")
    return lines


def _cell(facts: Sequence[Judged]) -> str:
    """As in "0.97 of 120 (asserted: 1.00 of 110)"."""
    if not facts:
        return ""
    asserted = [f for f in facts if f.asserted]
    said = f"{sum(f.right for f in asserted) / len(asserted):.3f} of {len(asserted)}" if asserted else "none"
    return f"{sum(f.right for f in facts) / len(facts):.2f} of {len(facts)} (asserted: {said})"


def threshold_section(found: Mapping[str, Sequence[Threshold]]) -> list[str]:
    """What other thresholds would do, in Markdown."""
    lines = ["| least scores (Tesseract, RapidOCR) | mode | silent errors | asserted | per 1,000 | recall |",
             "| --- | --- | --- | --- | --- | --- |"]  # fmt: skip
    for mode, rows in found.items():
        for row in rows:
            t = row.scores.total()
            said = t.right + t.silent
            lines.append(
                f"| {row.tesseract:g}, {row.rapid:g} | {mode} | {t.silent} | {said} "
                f"| {1000 * t.silent / max(said, 1):.1f} | {t.recall:.3f} |"
            )
    return lines


WIDE, HIGH, EDGE = 480, 360, 50
COLOURS = {"scan": "#1b6ca8", "rotated": "#5a9e3c", "photo": "#c2570c", "fax": "#7a3e9d"}


def plot(by_mode: Mapping[str, Sequence[Judged]]) -> str:
    """The reliability curve of each mode as an SVG; a disc's area is that of its facts."""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {HIGH}" font-family="sans-serif" font-size="11">',
        f'<rect width="{WIDE}" height="{HIGH}" fill="white"/>',
        f'<path d="M{_x(0):.0f} {_y(0):.0f}L{_x(1):.0f} {_y(1):.0f}" stroke="#999" stroke-dasharray="4 3"/>',
        f'<path d="M{_x(0):.0f} {_y(1):.0f}V{_y(0):.0f}H{_x(1):.0f}" fill="none" stroke="#333"/>',
    ]
    for tick in (0.0, 0.25, 0.5, 0.75, 1.0):
        parts.append(f'<text x="{_x(tick):.0f}" y="{_y(0) + 16:.0f}" text-anchor="middle">{tick:g}</text>')
        parts.append(f'<text x="{_x(0) - 8:.0f}" y="{_y(tick) + 4:.0f}" text-anchor="end">{tick:g}</text>')
    for n, (mode, facts) in enumerate(by_mode.items()):
        colour = COLOURS.get(mode, "#333")
        points = [(b.confidence, b.share, b.facts) for b in bins(facts)]
        line = "L".join(f"{_x(x):.1f} {_y(y):.1f}" for x, y, _ in points)
        parts.append(f'<path d="M{line}" fill="none" stroke="{colour}"/>')
        parts += [
            f'<circle cx="{_x(x):.1f}" cy="{_y(y):.1f}" r="{1.5 + size**0.5 / 5:.1f}" fill="{colour}" opacity="0.6"/>'
            for x, y, size in points
        ]
        parts.append(f'<text x="{_x(0) + 12:.0f}" y="{_y(1) + 14 + 14 * n:.0f}" fill="{colour}">{mode}</text>')
    parts.append(f'<text x="{WIDE / 2:.0f}" y="{HIGH - 8}" text-anchor="middle">confidence as the readers say</text>')
    parts.append(f'<text x="14" y="{HIGH / 2:.0f}" text-anchor="middle" transform="rotate(-90 14 {HIGH / 2:.0f})">'
                 "share that is right</text>")  # fmt: skip
    return "\n".join([*parts, "</svg>", ""])


def _x(share: float) -> float:
    return EDGE + share * (WIDE - EDGE - 20)


def _y(share: float) -> float:
    return HIGH - EDGE - share * (HIGH - EDGE - 20)


def main() -> None:
    """Print reliability, thresholds, and a map fitted on the first half of the cases and shown on the second."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=6, help="cases a mode")
    parser.add_argument("--seed", type=int, default=5001)
    parser.add_argument("--sets", default=",".join(OPEN))
    parser.add_argument("--modes", default=",".join(MODES))
    parser.add_argument("--reads", type=Path, help="folder that keeps what was read")
    parser.add_argument("--sweep", type=int, default=4, help="cases a mode on which thresholds are tried")
    parser.add_argument("--plot", type=Path, help="SVG of the reliability curves")
    given = parser.parse_args()
    if not people.available():
        print("skipped: the shared folder with the published patients is not beside this repository")
        return
    cases = read_cases(given.modes.split(","), given.cases, given.seed, given.sets.split(","), given.reads)
    facts = {mode: [[*judged(c)] for c in those] for mode, those in cases.items()}
    whole = {mode: [f for case in those for f in case] for mode, those in facts.items()}
    print("\n".join([*section(whole), "", *fitted(facts)]), flush=True)
    if given.plot:
        given.plot.write_text(plot(whole), encoding="utf-8")
    some = {mode: those[: given.sweep] for mode, those in cases.items() if mode in SWEPT}
    print("\n" + "\n".join(threshold_section({m: thresholds(c) for m, c in some.items()})))


def fitted(facts: Mapping[str, Sequence[Sequence[Judged]]]) -> list[str]:
    """A monotone map fitted on the first half of the cases of each mode and shown on the others."""
    first = [f for those in facts.values() for case in those[::2] for f in case]
    second = [f for those in facts.values() for case in those[1::2] for f in case]
    steps = monotone(first)
    better = [Judged(mapped(steps, f.confidence), f.right, f.asserted) for f in second]
    known = load_confidence()
    ours = [Judged(known.share(f.confidence), f.right, f.asserted) for f in second]
    shown = "; ".join(f"to {high:g}: {share:.3f}" for high, share in steps)
    return [
        f"A map fitted on {len(first)} facts ({shown}): expected error on {len(second)} others "
        f"{off_by(second):.3f} as the readers say, {off_by(better):.3f} through the map; through the product's own map "
        f"{off_by(ours):.3f}."
    ]


if __name__ == "__main__":
    main()
