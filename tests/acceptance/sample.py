"""The sample patients read once a process: digital twins of every document, and the documents as committed."""

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from knowledge.answers_loader import load_answer
from knowledge.packs import load_pack
from pipeline.evaluate import evaluate
from pipeline.reading import ReadSettings
from pipeline.run import read_case
from pipeline.tailor import parse_general
from pipeline.tailor import tailor as tailor_answer
from sample_records.cases import ALL
from sample_records.gold import HOME
from sample_records.make import produce
from schemas.answer import Statement, TailoredAnswer
from schemas.evaluation import Evaluation
from schemas.profile import Profile
from tests.shared import shared_file

TODAY = dt.date(2026, 11, 20)
NAMES = {case.name.partition("_")[0]: case.name for case in ALL}
PEOPLE = tuple(NAMES)
ON_BOARD = ("mds-liver", "mds-immunotherapy", "mds-car-t")
REAL = {
    "mds-liver": "answers/000_55c84e07e4496f85.txt",
    "mds-immunotherapy": "answers/001_72bbaef0a1d6b3ff.txt",
    "mds-car-t": "answers/002_53b7cea2ad8f4d9e.txt",
}
"""Published general answers to the same three questions, beside the project."""


@dataclass(frozen=True)
class Sample:
    """One patient: the folder of her records, what they must yield, what they yielded."""

    folder: Path
    gold: dict[str, Any]
    profile: Profile

    @property
    def files(self) -> list[Path]:
        """Her records."""
        return records_of(self.folder)


def records_of(folder: Path) -> list[Path]:
    """The records in a folder of samples."""
    return sorted(p for p in folder.iterdir() if p.name != "gold.json")


def read(files: list[Path], country: str | None = "US") -> Profile:
    """Files to profile, as the command line does it."""
    return read_case(files, ReadSettings(), today=TODAY, country=country, workers=2).profile


@lru_cache(maxsize=16)
def _sample(folder: Path) -> Sample:
    gold = json.loads((folder / "gold.json").read_text("utf-8"))
    return Sample(folder, gold, read(records_of(folder), gold["country"]))


@dataclass(frozen=True)
class Samples:
    """Every sample patient; what is asked for is made and read once."""

    home: Path

    def folder(self, name: str) -> Path:
        """The digital twins of one patient's records."""
        case = next(c for c in ALL if c.name == NAMES[name])
        if not (self.home / case.name / "gold.json").exists():
            produce(case, self.home, digital_only=True)
        return self.home / case.name

    def digital(self, name: str) -> Sample:
        """One patient, every document a digital PDF."""
        return _sample(self.folder(name))

    def committed(self, name: str) -> Sample:
        """One patient, the documents as committed: digital, scanned, photographed, faxed."""
        return _sample(HOME / NAMES[name])


def on(name: str, *values: object, ocr: bool = False) -> Any:
    """A parameter of one patient: her tests run on one worker, so that her records are read once."""
    marks = [pytest.mark.xdist_group(f"sample-{name}{'-ocr' if ocr else ''}")]
    return pytest.param(name, *values, marks=marks + ([pytest.mark.ocr, pytest.mark.slow] if ocr else []))


def one(name: str) -> Callable[[Any], Any]:
    """The same mark for a test that is about one patient."""
    mark: Callable[[Any], Any] = pytest.mark.xdist_group(f"sample-{name}")
    return mark


# the rest of the path ------------------------------------------------------------


def general(answer: str, real: bool = False) -> str:
    """The text of a general answer, on board or as published (skips where that is absent)."""
    return shared_file(REAL[answer]).read_text("utf-8") if real else load_answer(answer)


def tailored(
    profile: Profile, answer: str, country: str | None = "US", prognosis: bool = False, real: bool = False
) -> TailoredAnswer:
    """A general answer tailored to a profile."""
    return tailor_answer(
        profile,
        parse_general(general(answer, real)),
        load_pack("mds"),
        today=TODAY,
        country=country,
        prognosis=prognosis,
    )


def weighed(profile: Profile, country: str | None = "US") -> Evaluation:
    """What the rules say, before any answer."""
    return evaluate(profile, load_pack("mds"), today=TODAY, country=country)


def all_said(answer: TailoredAnswer) -> tuple[Statement, ...]:
    """Every statement that the patient reads."""
    return tuple(s for s in (*answer.summary, *answer.statements) if s.change != "dropped")


def verdicts(answer: TailoredAnswer) -> dict[str, set[str]]:
    """Concept to the verdicts that rules gave, cautions and information left out."""
    out: dict[str, set[str]] = {}
    for s in (*answer.summary, *answer.statements):
        if s.rule and s.about and s.verdict not in ("information", "caution"):
            out.setdefault(s.about, set()).add(s.verdict)
    return out


def cautions(answer: TailoredAnswer) -> dict[str, str]:
    """Rule id to what it warns of."""
    return {s.rule.partition("@")[0]: s.text for s in all_said(answer) if s.rule and s.verdict == "caution"}


def words(answer: TailoredAnswer) -> str:
    """All that the patient reads; a percent sign stands next to its number."""
    parts = [s.text for s in all_said(answer)]
    parts += [q.text for q in answer.questions] + [a.text for a in answer.alerts]
    return "\n".join(parts).replace(" %", "%")


def about(answer: TailoredAnswer, concept: str) -> str:
    """All that is said about one concept."""
    return "\n".join(s.text for s in all_said(answer) if s.about == concept).replace(" %", "%")
