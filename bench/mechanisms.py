"""What each mechanism is worth: the same documents understood with it and without it.

A mechanism is switched off from outside (``bench.switches``). Some show only on documents of their own kind
(``bench.special``): a wrong figure, another person's page, a report issued again, a text layer that lies.
"""

import argparse
import hashlib
import json
import random
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench import special, switches
from bench.reads import key_of, read_case
from bench.scoring import Scores
from bench.switches import Switch, believed, without
from bench.workshop import people
from bench.workshop.make import OPEN, TODAY, make_case
from pipeline.reading import ReadSettings, read_bytes
from pipeline.run import conclude, understand
from sample_records.gold import load
from schemas.document import Engine, ReadDocument

Case = tuple[list[ReadDocument], dict[str, Any]]
SCANNED = ("scan", "fax")
BOTH = ("digital", "scan")
COPIED = ("note.copied_forward", "note.template_note")
CORRECTED = ("counts.corrected", "counts.corrected_result", "marrow.addendum")
Key = tuple[str, str, tuple[str, ...]]


@dataclass(frozen=True)
class Mechanism:
    """A row of the table: what is switched off, on which documents it is measured, and what is done instead."""

    name: str
    instead: str
    off: tuple[Switch, ...] = ()
    modes: tuple[str, ...] = ("digital",)
    made: str = "printed"
    engine: Engine | None = None
    reading: bool = False
    only: tuple[str, ...] = ()


MECHANISMS = (
    Mechanism("two readings that must agree", "RapidOCR alone, believed", modes=SCANNED, engine="rapidocr"),
    Mechanism("two readings that must agree", "Tesseract alone, believed", modes=SCANNED, engine="tesseract"),
    Mechanism("known names settle two readings", "left in doubt", switches.NAMES, SCANNED),
    Mechanism("constraints settle two readings", "left in doubt", switches.READINGS, SCANNED),
    Mechanism("second look at single words", "first look only", switches.SECOND_LOOK, ("scan",), reading=True),
    Mechanism("third look at words with figures", "two looks", switches.THIRD_LOOK, ("scan",), reading=True),
    Mechanism("agreement taken back on poor pages", "agreed is agreed", switches.POOR_PAGES, ("fax",), reading=True),
    Mechanism("titles of columns", "ignored", switches.TITLES, BOTH),
    Mechanism("titles of columns", "ignored, the first figure taken", switches.FIRST_FIGURE, BOTH),
    Mechanism("kinds of dates kept apart", "the first date at the head", switches.DATES, BOTH),
    Mechanism("copied notes set aside", "read as of today", switches.COPIES, only=COPIED),
    Mechanism("corrections within a report", "both values read", switches.CORRECTIONS, only=CORRECTED),
    Mechanism("retold and repeated results", "taken as new", switches.REPEATS),
    Mechanism("arithmetic of counts", "unchecked", switches.ARITHMETIC, BOTH, "misprinted"),
    Mechanism("flag against value and range", "unchecked", switches.FLAGS, BOTH, "misprinted"),
    Mechanism("what a person can live with", "any value", switches.SIZES, BOTH, "misprinted"),
    Mechanism("grammar and sums of karyotypes", "unchecked", switches.ISCN, BOTH, "misprinted"),
    Mechanism("coding against protein change", "unchecked", switches.HGVS, BOTH, "misprinted"),
    Mechanism(
        "all five together", "unchecked",
        (*switches.ARITHMETIC, *switches.FLAGS, *switches.SIZES, *switches.ISCN, *switches.HGVS), BOTH, "misprinted",
    ),
    Mechanism("person compared over pages", "all taken for the patient's", switches.PERSONS, made="strangers"),
    Mechanism("an amended report replaces", "both versions count", switches.VERSIONS, made="amended"),
    Mechanism("text layers that lie", "the layer is believed", switches.LAYERS, made="forged", reading=True),
)  # fmt: skip
MADE = {
    "printed": "as printed",
    "misprinted": "up to five wrong figures a case",
    "strangers": "with another's file and another's page",
    "amended": "each report with its first version",
    "forged": "with faces that draw two figures as each other",
}


@dataclass(frozen=True)
class Row:
    """What was measured of one mechanism in one mode."""

    mechanism: Mechanism
    mode: str
    cases: int
    having: Scores
    lacking: Scores


def main() -> None:
    """Measure every mechanism, or those named, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=6, help="cases a mode")
    parser.add_argument("--seed", type=int, default=5001)
    parser.add_argument("--sets", default=",".join(OPEN))
    parser.add_argument("--reads", type=Path, help="folder that keeps what was read")
    parser.add_argument("--only", default="", help="mechanisms whose name holds this")
    given = parser.parse_args()
    if not people.available():
        print("skipped: the shared folder with the published patients is not beside this repository")
        return
    start = time.perf_counter()
    chosen = [m for m in MECHANISMS if given.only in m.name]
    rows = measure_all(given.cases, given.seed, tuple(given.sets.split(",")), given.reads, chosen)
    print("\n".join(section(rows)))
    print(f"{time.perf_counter() - start:.0f} s")


def measure_all(
    cases: int, seed: int, sets: Sequence[str], kept: Path | None, mechanisms: Sequence[Mechanism] = MECHANISMS
) -> list[Row]:
    """Every mechanism in each of its modes."""
    for mechanism in mechanisms:
        with without(mechanism.off):  # a switch that has nothing to switch says so now, not after an hour
            pass
    with tempfile.TemporaryDirectory() as scratch:
        bench = _Bench(cases, seed, tuple(sets), kept or Path(scratch) / "reads", Path(scratch))
        return [bench.row(m, mode) for m in mechanisms for mode in m.modes]


class _Bench:
    """Documents and scores that several mechanisms share."""

    def __init__(self, cases: int, seed: int, sets: tuple[str, ...], kept: Path, out: Path) -> None:
        self.cases, self.seed, self.sets, self.kept, self.out = cases, seed, sets, kept, out
        self._made: dict[Key, list[tuple[Path, dict[str, Any]]]] = {}
        self._read: dict[Key, list[Case]] = {}
        self._having: dict[Key, Scores] = {}

    def row(self, mechanism: Mechanism, mode: str) -> Row:
        """One mechanism in one mode."""
        key = mechanism.made, mode, mechanism.only
        cases = self._cases(*key)
        if key not in self._having:
            self._having[key] = scored(cases)
        if mechanism.reading:
            cases = [(self._read_without(folder, mechanism), gold) for folder, gold in self._folders(*key)]
        if mechanism.engine is not None:
            cases = [([believed(d, mechanism.engine) for d in documents], gold) for documents, gold in cases]
        with without(mechanism.off):
            lacking = scored(cases)
        return Row(mechanism, mode, len(cases), self._having[key], lacking)

    def _folders(self, made: str, mode: str, only: tuple[str, ...]) -> list[tuple[Path, dict[str, Any]]]:
        key = made, mode, only
        if key not in self._made:
            count = self.cases * (2 if only else 1)
            self._made[key] = [self._make(made, mode, only, n) for n in range(count)]
        return self._made[key]

    def _make(self, made: str, mode: str, only: tuple[str, ...], number: int) -> tuple[Path, dict[str, Any]]:
        if made in ("strangers", "amended", "forged"):
            maker = {"strangers": special.strangers, "amended": special.amended, "forged": special.forged}[made]
            return maker(self.seed, number, self.out / made)
        folder = make_case(self.seed, number, mode, self.out / "-".join(only), only, self.sets)
        return folder, load(folder)

    def _cases(self, made: str, mode: str, only: tuple[str, ...] = ()) -> list[Case]:
        key = made, mode, only
        if key in self._read:
            return self._read[key]
        if made == "misprinted":
            good = self._cases("printed", mode)
            chance = [random.Random(f"misprint/{self.seed}/{n}") for n in range(len(good))]
            found = [(special.misprint(d, gold, rng), gold) for (d, gold), rng in zip(good, chance, strict=True)]
        else:
            found = [(read_case(_files(folder), self.kept), gold) for folder, gold in self._folders(*key)]
        self._read[key] = found
        return found

    def _read_without(self, folder: Path, mechanism: Mechanism) -> list[ReadDocument]:
        """Read in this process, where the switch holds; kept under the name of what was switched off."""
        said = "".join(s.where for s in mechanism.off)
        found = []
        for file in _files(folder):
            name = hashlib.sha256((key_of(file) + said).encode()).hexdigest()[:32]
            place = self.kept / f"{name}.json"
            if not place.exists():
                with without(mechanism.off):
                    document = read_bytes(file.read_bytes(), file.name, ReadSettings())
                self.kept.mkdir(parents=True, exist_ok=True)
                place.write_text(document.model_dump_json(), encoding="utf-8")
            found.append(ReadDocument.model_validate_json(place.read_bytes()))
        return found


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.pdf"))


def scored(cases: Sequence[Case]) -> Scores:
    """The cases from words to profiles, compared with their gold."""
    scores = Scores()
    for documents, gold in cases:
        profile = conclude(understand(documents), today=TODAY)
        scores.add(json.loads(profile.model_dump_json()), gold)
    return scores


def section(rows: Sequence[Row]) -> list[str]:
    """The table in Markdown."""
    lines = [
        "| mechanism | without it | documents | mode | silent errors per 1,000, with | without "
        "| recall, with | without |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for row in rows:
        m, a, b = row.mechanism, row.having, row.lacking
        documents = MADE[m.made] + (", of such families" if m.only else "")
        cells = [m.name, m.instead, documents, row.mode, silent(a), silent(b), recall(a), recall(b)]
        lines.append("| " + " | ".join(cells) + " |")
    return lines


def silent(scores: Scores) -> str:
    """Silent errors per 1,000 asserted facts."""
    whole = scores.total()
    return f"{1000 * whole.silent / max(whole.right + whole.silent, 1):.1f}"


def recall(scores: Scores) -> str:
    """Share of the printed facts that are asserted rightly."""
    return f"{scores.total().recall:.3f}"


if __name__ == "__main__":
    main()
