"""What must hold of the facts where an option is said to match, and which alerts are due.

Written by hand, apart from the rules and their engine, from the same sources. Only necessary conditions: it can deny a
match, not confirm one.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

from schemas.evaluation import RuleVerdict
from schemas.profile import Profile

GIVEN = ("ongoing", "completed", "stopped")
LOWER = {"IPSS-R": ("very low", "low", "intermediate"), "IPSS-M": ("very low", "low", "moderate low"),
         "IPSS": ("low", "int-1")}  # fmt: skip
ENDLESS = 1e9
FAILED = ("pd", "nr", "loss_of_response", "progression")


class Facts:
    """Plain look-ups: what is neither doubted nor contradicted."""

    def __init__(self, profile: Profile, today: dt.date) -> None:
        self.profile, self.today, self.unsure = profile, today, profile.unsure

    def listed(self, name: str) -> list[Any]:
        """The facts of one list that may be relied on."""
        return [f for i, f in enumerate(getattr(self.profile, name)) if f"{name}[{i}]" not in self.unsure]

    def newest(self, analyte: str) -> list[Any]:
        """All results of the newest day, relied on or not; none where one of them is unsure."""
        found = [(i, x) for i, x in enumerate(self.profile.labs) if x.analyte == analyte]
        day = max((x.collected or "" for _, x in found), default="")
        last = [(i, x) for i, x in found if (x.collected or "") == day]
        return [] if any(f"labs[{i}]" in self.unsure for i, _ in last) else [x for _, x in last]

    def every(self, analyte: str, test: Callable[[float], bool], days: int | None = None) -> bool:
        """Whether the newest results are exact, pass, and are not older than ``days``."""
        found = self.newest(analyte)
        fresh = days is None or all(self._within(x.collected, days) for x in found)
        return bool(found) and fresh and all(_surely(x, test) for x in found)

    def _within(self, day: str | None, days: int) -> bool:
        return day is not None and day >= (self.today - dt.timedelta(days=days)).isoformat()[: len(day)]

    def gave(self, *agents: str) -> list[Any]:
        """Courses that were given."""
        return [t for t in self.listed("treatments") if t.agent in agents and t.status in GIVEN]

    def lower(self) -> bool:
        """Whether a usable score lies on the lower side and none of a category surely higher."""
        told = [
            s for s in self.listed("stages") if s.system in LOWER and (s.category or s.score is not None or s.range)
        ]
        return any(_may_be_lower(s) for s in told)

    def higher(self) -> bool:
        """Whether a usable score may lie on the higher side."""
        return any(s.system in LOWER and not _surely_lower(s) for s in self.listed("stages"))


def _surely(lab: Any, test: Callable[[float], bool]) -> bool:
    """Whether every value that the print allows passes."""
    step = 0.001 if lab.comparator in ("<", ">") else 0.0
    if lab.comparator in (">", ">="):
        return test(lab.value + step) and test(ENDLESS)
    if lab.comparator in ("<", "<="):
        return test(lab.value - step) and test(0)
    return test(lab.value)


def _may_be_lower(stage: Any) -> bool:
    if stage.score is not None and stage.system == "IPSS-R" and stage.score <= 3.5:
        return True
    return stage.category in LOWER[stage.system] or (
        stage.score is not None and stage.score <= 1 and not stage.category
    )


def _surely_lower(stage: Any) -> bool:
    return stage.category in LOWER[stage.system] and stage.category != "intermediate"


# --- options ----------------------------------------------------------------------------------------------------------


def match_denied(profile: Profile, verdict: RuleVerdict, today: dt.date) -> str | None:
    """Why this cannot be a match, if so."""
    needs = _NEEDS.get(verdict.rule)
    return None if needs is None else next((why for why, held in needs(Facts(profile, today)) if not held), None)


def _units(f: Facts) -> float | None:
    told = f.profile.transfusions
    if "transfusions" in f.unsure:
        return None
    return told.rbc_units_8_weeks_range[0] if told.rbc_units_8_weeks_range else told.rbc_units_8_weeks


def _del5q(f: Facts) -> bool:
    printed = any("del(5)" in a and not a.startswith("?") for k in f.listed("karyotypes") for a in k.abnormalities)
    return printed or any(b.name == "fish_del5q" and b.status == "positive" for b in f.listed("biomarkers"))


def _esa(f: Facts) -> Iterator[tuple[str, bool]]:
    yield "EPO at most 500", f.every("erythropoietin", lambda v: v <= 500, 366)
    yield "hemoglobin below 10", f.every("hemoglobin", lambda v: v < 10, 91)
    yield "lower risk", f.lower()


def _lenalidomide(f: Facts) -> Iterator[tuple[str, bool]]:
    yield "del(5q)", _del5q(f)
    yield "lower risk", f.lower()


def _imetelstat(f: Facts) -> Iterator[tuple[str, bool]]:
    yield "four units", (_units(f) or 0) >= 4
    esa = any((t.response or t.stop_reason or "").lower() in FAILED or t.stop_reason == "progression"
              for t in f.gave("epoetin alfa", "darbepoetin alfa", "esa"))  # fmt: skip
    yield "ESA failed or EPO above 500", esa or f.every("erythropoietin", lambda v: v > 500, 366)


def _luspatercept(f: Facts) -> Iterator[tuple[str, bool]]:
    never = any(n.agent == "esa" for n in f.listed("not_given"))
    yield "never an ESA, or two units", never or (_units(f) or 0) >= 2
    yield "IPSS-R", any(s.system == "IPSS-R" for s in f.listed("stages"))


def _ivosidenib(f: Facts) -> Iterator[tuple[str, bool]]:
    hits = [v for v in f.listed("variants") if v.gene == "IDH1" and "Arg132" in (v.hgvs_p or "")]
    yield "IDH1 R132", any(v.significance not in ("uncertain", "benign") for v in hits)
    said = [x.status for x in f.listed("findings") if x.concept == "relapsed_refractory"]
    failed = [t for t in f.profile.treatments if t.status in GIVEN and ((t.response or "").lower() in FAILED
              or t.stop_reason == "progression")]  # fmt: skip
    yield "relapsed or refractory", "present" in said or bool(failed)


def _ist(f: Facts) -> Iterator[tuple[str, bool]]:
    yield "blasts below 5", f.every("blasts_marrow", lambda v: v < 5, 367)
    yield "lower risk", f.lower()


def _deferasirox(f: Facts) -> Iterator[tuple[str, bool]]:
    yield "platelets of 50 or more", f.every("platelets", lambda v: v >= 50, 91)
    yield "eGFR of 40 or more", f.every("egfr", lambda v: v >= 40, 91)
    yield "not higher risk", f.lower()


def _observation(f: Facts) -> Iterator[tuple[str, bool]]:
    yield "hemoglobin of 10 or more", f.every("hemoglobin", lambda v: v >= 10, 91)
    yield "platelets of 50 or more", f.every("platelets", lambda v: v >= 50, 91)
    yield "neutrophils of 0.5 or more", f.every("neutrophils", lambda v: v >= 0.5, 91)
    yield "no transfusions", not _units(f)


def _transplant(f: Facts) -> Iterator[tuple[str, bool]]:
    said = [x for x in f.listed("findings") if x.concept == "transplant_candidate"]
    newest = max((x.date or "" for x in said), default="")
    yield (
        "not said to be unsuitable",
        not any(x.status == "absent" for x in said if (x.date or "") == newest) or len(said) > 1,
    )


_NEEDS: dict[str, Callable[[Facts], Iterator[tuple[str, bool]]]] = {
    "mds.esa.practice": _esa,
    "mds.lenalidomide.us": _lenalidomide,
    "mds.lenalidomide.eu": _lenalidomide,
    "mds.imetelstat.us": _imetelstat,
    "mds.luspatercept.us": _luspatercept,
    "mds.ivosidenib.us": _ivosidenib,
    "mds.ist": _ist,
    "mds.deferasirox": _deferasirox,
    "mds.observation": _observation,
    "mds.allogeneic_hct": _transplant,
}


_LIMITS: tuple[tuple[str, Callable[[float], bool], str], ...] = (
    ("platelets", lambda v: v < 10, "platelets were"),
    ("neutrophils", lambda v: v < 0.5, "neutrophils were"),
    ("hemoglobin", lambda v: v < 7, "hemoglobin was"),
    ("leukocytes", lambda v: v > 100, "white cells were"),
)


# --- alerts -----------------------------------------------------------------------------------------------------------


def alerts_due(profile: Profile, fit: str, today: dt.date) -> Iterator[str]:
    """Words that an alert has to hold (``fit`` decides which are of this disease alone)."""
    f = Facts(profile, today)
    for analyte, test, words in _LIMITS:
        if f.every(analyte, test):
            yield words
    for analyte in ("blasts_marrow", "blasts_blood"):
        if fit != "out_of_scope" and f.every(analyte, lambda v: v >= 20):
            yield "acute myeloid leukemia"
    for concept, words in (("pregnancy", "name a pregnancy"), ("self_harm", "harming yourself")):
        said = [x for x in profile.findings if x.concept == concept]
        sure = [x for x in f.listed("findings") if x.concept == concept]
        if said and len(said) == len(sure) and all(x.status == "present" for x in said):
            yield words
