"""Counts over many cases: right, missing and wrong facts by kind, by layout family and by mode."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from sample_records.gold import Difference, compare

Json = Mapping[str, Any]
MARROW = {"blasts_marrow", "blasts_blood", "ring_sideroblasts", "marrow_cellularity"}
"""Lab values that are read from marrow reports and prose rather than from rows of counts."""
CLINICAL = ("marrow", "karyotypes", "variants", "biomarkers", "diagnoses", "treatments", "transfusions")
"""Kinds whose figures are given together, beside those of lab rows."""


@dataclass
class Tally:
    """Facts of one kind or family. ``silent`` are asserted, wrong, and in neither review nor conflicts."""

    wanted: int = 0
    right: int = 0
    silent: int = 0

    @property
    def precision(self) -> float:
        """Share of the asserted that is right."""
        return self.right / max(self.right + self.silent, 1)

    @property
    def recall(self) -> float:
        """Share of the printed that is asserted rightly."""
        return self.right / max(self.wanted, 1)

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass
class Scores:
    """Everything counted over the cases of one mode."""

    kinds: dict[str, Tally] = field(default_factory=dict)
    families: dict[str, Tally] = field(default_factory=dict)
    cases: int = 0
    quotes: Counter[bool] = field(default_factory=Counter)
    traps: int = 0
    stages: dict[str, Counter[str]] = field(default_factory=dict)
    silent: list[dict[str, Any]] = field(default_factory=list)
    missing: list[dict[str, Any]] = field(default_factory=list)

    def add(self, profile: Json, gold: Json) -> None:
        """Count one case."""
        report = compare(profile, gold)
        self.cases += 1
        asked = _asked(profile)
        silent = _distinct([d for d in (*report.false, *report.wrong) if d.list not in asked])
        rivals = [d for d in report.wrong if d.why.endswith(" differ") or d.list in asked]
        lost = [*report.missing, *rivals]
        self.traps += len({str(d.why) for d in report.false if d.why.startswith("trap")})
        wanted: dict[str, int] = {}
        for name, items in _wanted(gold).items():
            for item in items:
                wanted[_kind(name, item)] = wanted.get(_kind(name, item), 0) + 1
        for name in {*wanted, *(_kind_of(d) for d in silent)}:
            gone = sum(_kind_of(d) == name for d in lost)
            wrong = [d for d in silent if _kind_of(d) == name]
            spoilt = sum(d.why.endswith("differs") and d.gold is not None for d in wrong)
            _count(self.kinds, name, wanted.get(name, 0), wanted.get(name, 0) - gone - spoilt, len(wrong))
        self._by_family(gold, lost, silent)
        self.silent += [self._record(gold, d) for d in silent]
        self.missing += [self._record(gold, d) for d in report.missing]
        self._stages(profile, gold)

    def _by_family(self, gold: Json, lost: list[Difference], silent: list[Difference]) -> None:
        families = gold["families"]
        for items in _wanted(gold).values():
            for item in items:
                _count(self.families, families.get(_stem(item), "-"), 1, 1, 0)
        for d in lost:
            _count(self.families, _family(families, d), 0, -1, 0)
        for d in silent:
            spoilt = d.why.endswith("differs") and d.gold is not None
            _count(self.families, _family(families, d), 0, -1 if spoilt else 0, 1)

    @staticmethod
    def _record(gold: Json, d: Difference) -> dict[str, Any]:
        family = _family(gold["families"], d)
        return {"case": gold["case"], "family": family, "list": d.list, "why": d.why, "gold": d.gold, "found": d.found}

    def _stages(self, profile: Json, gold: Json) -> None:
        for system, category in gold["published"].items():
            computed = [s for s in profile.get("stages", ()) if s["system"] == system and s["origin"] == "computed"]
            said = computed[-1]["category"] if computed else ""
            if gold.get("mode_stages", True):
                word = "agree" if said == category else "none" if not said else "differ"
                self.stages.setdefault(system, Counter())[word] += 1

    def merge(self, other: "Scores") -> None:
        """Take in what was counted in another mode."""
        for mine, theirs in ((self.kinds, other.kinds), (self.families, other.families)):
            for name, t in theirs.items():
                _count(mine, name, t.wanted, t.right, t.silent)
        for system, counted in other.stages.items():
            self.stages.setdefault(system, Counter()).update(counted)
        self.quotes.update(other.quotes)
        self.cases, self.traps = self.cases + other.cases, self.traps + other.traps
        self.silent, self.missing = [*self.silent, *other.silent], [*self.missing, *other.missing]

    def total(self, *names: str) -> Tally:
        """These kinds together; all of them if none is named."""
        kinds = [t for name, t in self.kinds.items() if not names or name in names]
        return Tally(sum(t.wanted for t in kinds), sum(t.right for t in kinds), sum(t.silent for t in kinds))


def _wanted(gold: Json) -> dict[str, list[Any]]:
    lists = (
        "diagnoses",
        "labs",
        "karyotypes",
        "variants",
        "biomarkers",
        "stages",
        "treatments",
        "not_given",
        "comorbidities",
    )
    wanted = {name: list(gold[name]) for name in lists}
    genes = next((stem for stem in gold["families"] if stem.startswith("genes_")), "")
    wanted["genes_tested_negative"] = [{"gene": g, "where": [{"file": genes}]} for g in gold["genes_tested_negative"]]
    for single in ("transfusions", "performance"):
        value = gold[single] or {}
        fields = [k for k in ("rbc_units_8_weeks", "scale", "value") if value.get(k) is not None]
        wanted[single] = [{k: value[k], "where": value["where"]} for k in fields]
    wanted["patient"] = [{k: v} for k, v in gold["patient"].items() if v is not None]
    wanted["documents"] = [{**d, "where": [{"file": d["file"]}]} for d in gold["documents"]]
    return wanted


def _kind(name: str, item: Any) -> str:
    if name != "labs":
        return name
    return "marrow" if isinstance(item, Mapping) and item.get("analyte") in MARROW else "lab rows"


def _kind_of(d: Difference) -> str:
    return _kind(d.list, d.gold or d.found)


def _asked(profile: Json) -> set[str]:
    """Lists of one item that a question or a conflict points at."""
    abouts = [str(i.get("about", "")) for i in (*profile.get("review", ()), *profile.get("conflicts", ()))]
    return {a.split(".")[0] for a in abouts} & {"transfusions", "performance"}


def _family(families: Mapping[str, str], d: Difference) -> str:
    if d.list == "genes_tested_negative":
        return next((name for name in families.values() if name.startswith("genes.")), "-")
    return families.get(_stem(d.found) or _stem(d.gold), "-")


def _stem(item: Any) -> str:
    if not isinstance(item, Mapping):
        return ""
    places = item.get("where") or item.get("evidence") or ()
    return PurePath(places[0]["file"] if places else item.get("file", "")).stem


def _count(into: dict[str, Tally], key: str, wanted: int, right: int, silent: int) -> None:
    tally = into.setdefault(key, Tally())
    tally.wanted += wanted
    tally.right += right
    tally.silent += silent


def _distinct(found: list[Difference]) -> list[Difference]:
    """An item that is false for two reasons is one error."""
    kept: dict[str, Difference] = {}
    for d in found:
        kept.setdefault(d.list + json.dumps(d.found, sort_keys=True, default=str), d)
    return list(kept.values())
