"""Plain look-ups over a profile for the oracle of harmful errors, apart from the engine's own.

Nothing here imports the engine or the rules. What is doubted, contradicted, too old or printed with a comparator that
leaves it open holds of nothing.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from schemas.profile import Profile

GIVEN = ("ongoing", "completed", "stopped")
FAILED = ("pd", "nr", "loss_of_response", "progression", "relapse", "refractory")
ENDLESS = 1e9
EDGES: dict[str, tuple[tuple[str, float, float], ...]] = {
    # category, above, up to (MDS_KNOWLEDGE 3.1); the first number of a score on the higher side lies above SIDE
    "IPSS": (("low", -1, 0), ("int-1", 0, 1), ("int-2", 1, 2), ("high", 2, 99)),
    "IPSS-R": (("very low", -9, 1.5), ("low", 1.5, 3), ("intermediate", 3, 4.5), ("high", 4.5, 6),
               ("very high", 6, 99)),
    "IPSS-M": (("very low", -99, -1.5), ("low", -1.5, -0.5), ("moderate low", -0.5, 0), ("moderate high", 0, 0.5),
               ("high", 0.5, 1.5), ("very high", 1.5, 99)),
}  # fmt: skip
SIDE = {"IPSS": 1.0, "IPSS-R": 3.5, "IPSS-M": 0.0}
DAYS = {"counts": 90, "marrow": 366, "transfusions": 112, "ferritin": 183, "erythropoietin": 366, "symptom": 30}
MARROW = ("blasts_marrow", "marrow_cellularity", "ring_sideroblasts")
LOSS = ("-7", "del(7", "inv(3)", "t(3;", "del(3")


class Facts:
    """What may be relied on."""

    def __init__(self, profile: Profile, today: dt.date) -> None:
        self.profile, self.today, self.unsure = profile, today, profile.unsure

    def listed(self, name: str) -> list[Any]:
        """The facts of one list that may be relied on."""
        return [f for i, f in enumerate(getattr(self.profile, name)) if f"{name}[{i}]" not in self.unsure]

    # --- results ------------------------------------------------------------------------------------------------

    def newest(self, analyte: str) -> list[Any]:
        """All results of the newest day; none where one of them may not be relied on."""
        found = [(i, x) for i, x in enumerate(self.profile.labs) if x.analyte == analyte]
        day = max((x.collected or "" for _, x in found), default="")
        last = [(i, x) for i, x in found if (x.collected or "") == day]
        return [] if any(f"labs[{i}]" in self.unsure for i, _ in last) else [x for _, x in last]

    def every(self, analyte: str, test: Callable[[float], bool], days: int | None = None) -> bool:
        """Whether the newest results all pass, whatever their print leaves open, and are not older than ``days``."""
        found = self.newest(analyte)
        fresh = days is None or all(self.within(x.collected, days) for x in found)
        return bool(found) and fresh and all(_surely(x, test) for x in found)

    def lately(self, analyte: str, test: Callable[[float], bool], days: int) -> bool:
        """The same, surely not older: a month or a year alone does not tell."""
        return self.every(analyte, test, days) and all(len(x.collected or "") == 10 for x in self.newest(analyte))

    def now(self, analyte: str, test: Callable[[float], bool]) -> bool:
        """The same with the limit of age of section 4.5."""
        kind = "marrow" if analyte in MARROW else analyte if analyte in DAYS else "counts"
        return self.every(analyte, test, DAYS[kind])

    def limits(self, analyte: str, times: float, *, days: int | None = None) -> bool:
        """Whether the newest results reach so many times their printed upper limit."""
        found = self.newest(analyte)
        if not found or any(x.reference_high is None or x.comparator in ("<", "<=") for x in found):
            return False
        fresh = days is None or all(self.within(x.collected, days) for x in found)
        return fresh and all(x.value >= times * x.reference_high for x in found)

    def within(self, day: str | None, days: int) -> bool:
        """Whether a date lies in the last ``days`` and not in the future; a month or a year, if a day of it may."""
        if day is None:
            return False
        first = (self.today - dt.timedelta(days=days)).isoformat()
        return first[: len(day)] <= day <= self.today.isoformat()[: len(day)]

    # --- risk ---------------------------------------------------------------------------------------------------

    def side(self) -> str | None:
        """The side on which all newest scores lie; none where they part or one of the printed ones is in doubt."""
        sides = set()
        for stage, sure in self._scores(SIDE):
            if not sure and stage.origin == "reported":
                return None
            if sure:
                low, high = _edges(stage)
                cut = SIDE[stage.system]
                sides.add("lower" if high <= cut else "higher" if low > cut or (low == cut and _open(stage)) else None)
        sides.discard(None)
        return sides.pop() if len(sides) == 1 else None

    def score(self, system: str, test: Callable[[float], bool]) -> bool:
        """Whether the newest score of one system passes at both ends of what is printed."""
        found = [s for s, sure in self._scores((system,)) if sure]
        return any(test(_edges(s)[0] + (0.001 if _open(s) else 0)) and test(_edges(s)[1]) for s in found)

    def _scores(self, systems: Iterable[str]) -> Iterator[tuple[Any, bool]]:
        """The newest of each system and origin that says anything, and whether it may be relied on."""
        for system in systems:
            for origin in ("reported", "computed"):
                found = [(i, s) for i, s in enumerate(self.profile.stages) if (s.system, s.origin) == (system, origin)]
                day = max((s.date or "" for _, s in found), default="")
                yield from ((s, f"stages[{i}]" not in self.unsure) for i, s in found if (s.date or "") == day)

    # --- treatments, transfusions, findings -----------------------------------------------------------------------

    def gave(self, *agents: str, status: tuple[str, ...] = GIVEN) -> list[Any]:
        """Courses in one of the states."""
        return [t for t in self.listed("treatments") if t.agent in agents and t.status in status]

    def takes(self, *agents: str, status: tuple[str, ...] = GIVEN) -> list[Any]:
        """The same where nothing in the records says that such a treatment was never given."""
        denied = {n.agent for n in self.profile.not_given}
        return [] if denied & {*agents, "disease_modifying", "hma"} else self.gave(*agents, status=status)

    def failed(self, courses: Iterable[Any]) -> bool:
        """Whether the record says of one that it did not work or stopped working."""
        return any((t.response or "").lower() in FAILED or t.stop_reason == "progression" for t in courses)

    def never(self, *groups: str) -> bool:
        """Whether the record says in words that none of this was ever given."""
        return any(n.agent in groups for n in self.listed("not_given"))

    def units(self) -> tuple[float, float] | None:
        """Red cells in 8 weeks, from the last 16 weeks."""
        told = self.profile.transfusions
        if not self.told_of_transfusions() or not (told.date is None or self.within(told.date, DAYS["transfusions"])):
            return None
        if told.rbc_units_8_weeks_range is not None:
            return told.rbc_units_8_weeks_range
        return None if told.rbc_units_8_weeks is None else (told.rbc_units_8_weeks, told.rbc_units_8_weeks)

    def told_of_transfusions(self) -> bool:
        """Whether what is said of transfusions is neither doubted nor contradicted."""
        return not any(u.startswith("transfusions") for u in self.unsure)

    def present(self, *concepts: str, days: int | None = None) -> bool:
        """Whether the newest statements about one of these concepts all say that it is there."""
        for concept in concepts:
            said = [(i, x) for i, x in enumerate(self.profile.findings) if x.concept == concept]
            day = max((x.date or "" for _, x in said), default="")
            last = [(i, x) for i, x in said if (x.date or "") == day]
            sure = last and all(f"findings[{i}]" not in self.unsure and x.status == "present" for i, x in last)
            if sure and (days is None or self.within(day or None, days)):
                return True
        return False

    # --- marrow and genes -----------------------------------------------------------------------------------------

    def karyotypes(self) -> list[Any]:
        """All karyotypes; none where one of them may not be relied on."""
        every = self.profile.karyotypes
        return [] if any(f"karyotypes[{i}]" in self.unsure for i in range(len(every))) else list(every)

    def marker(self, name: str, status: str) -> bool:
        """Whether a marker is said to be so."""
        return any(b.name == name and b.status == status for b in self.listed("biomarkers"))

    def found(self, gene: str) -> list[Any]:
        """Changes of a gene that count; none where another report says that it was not changed."""
        if gene in self.profile.genes_tested_negative:
            return []
        return [v for v in self.listed("variants") if v.gene == gene and v.significance not in ("uncertain", "benign")]

    def not_found(self, gene: str) -> bool:
        """Whether a gene was tested and no change reported."""
        return gene in self.listed("genes_tested_negative") and not any(v.gene == gene for v in self.profile.variants)

    def confirmed(self, disease: str) -> bool:
        """Whether a diagnosis is stated and undisputed."""
        return any(d.disease == disease and d.status == "confirmed" for d in self.listed("diagnoses"))

    def age(self) -> tuple[int, int] | None:
        """Between which whole years the age lies."""
        person = self.profile.patient
        if any(u.startswith("patient") for u in self.unsure):
            return None
        if person.birth_date is None:
            return None if person.age_years is None else (person.age_years, person.age_years)
        years = self.today.year - int(person.birth_date[:4])
        return years - 1, years


def _surely(lab: Any, test: Callable[[float], bool]) -> bool:
    """Whether every value that the print allows passes."""
    step = 0.001 if lab.comparator in ("<", ">") else 0.0
    if lab.comparator in (">", ">="):
        return test(lab.value + step) and test(ENDLESS)
    if lab.comparator in ("<", "<="):
        return test(lab.value - step) and test(0)
    return test(lab.value)


def _edges(stage: Any) -> tuple[float, float]:
    """Between which numbers a score lies; wide open where its score and its category contradict each other."""
    named = [(a, b) for c, a, b in EDGES[stage.system] if c == (stage.category or "").lower().replace("_", " ")]
    point = (stage.score, stage.score) if stage.score is not None else stage.range
    if not named:
        return point or (-ENDLESS, ENDLESS)
    if point is None:
        return named[0]
    return point if named[0][0] < point[0] and point[1] <= named[0][1] else (-ENDLESS, ENDLESS)


def _open(stage: Any) -> bool:
    """Whether the lower end of what is printed does not belong to it: a category without a score."""
    return stage.score is None and stage.range is None
