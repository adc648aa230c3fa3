"""Risk scores as intervals, and the side they agree on."""

from dataclasses import dataclass

from pipeline.evaluate.facts import FactBase
from pipeline.evaluate.kleene import Gap, Interval, Tri, Why, unique
from schemas.expressions import Bounds, RiskSide
from schemas.facts import Stage
from schemas.rules import StageSystem


@dataclass(frozen=True, slots=True)
class Placed:
    """One stage of the profile with the interval its score lies in (``None``: cannot be placed)."""

    pointer: str
    stage: Stage
    interval: Interval | None


def normal(category: str) -> str:
    """A category in lower case with single spaces: 'Very-Low' is 'very low'."""
    return " ".join(category.lower().replace("-", " ").replace("_", " ").split())


def _band(system: StageSystem, category: str) -> Interval | None:
    wanted = normal(category)
    for band in system.bands:
        if wanted in (normal(band.category), *map(normal, band.aliases)):
            low = float("-inf") if band.low is None else band.low
            high = float("inf") if band.high is None else band.high
            return Interval(low, high, low_open=True)
    return None


def place(system: StageSystem, stage: Stage) -> Interval | None:
    """Where the score lies. A printed score outside its printed band widens the interval to hold both."""
    band = _band(system, stage.category) if stage.category else None
    point = None
    if stage.score is not None:
        point = Interval(stage.score, stage.score)
    elif stage.range is not None:
        point = Interval(stage.range[0], stage.range[1])
    if band is None or point is None:
        return point or band
    inside = point.within(gt=band.low, le=band.high)
    if inside is not False:
        return point
    return Interval(min(band.low, point.low), max(band.high, point.high), low_open=band.low < point.low)


def placed(facts: FactBase, system: StageSystem, origin: str) -> list[Placed]:
    """The newest stages of one system and origin."""
    found = [
        Placed(f"stages[{i}]", s, place(system, s))
        for i, s in enumerate(facts.profile.stages)
        if s.system == system.system and s.origin == origin
    ]
    newest = max((p.stage.date or "" for p in found), default="")
    return [p for p in found if (p.stage.date or "") == newest]


def system_of(facts: FactBase, name: str) -> StageSystem | None:
    """The pack's description of a score."""
    return next((s for s in facts.pack.stage_systems if s.system == name), None)


def test_stage(facts: FactBase, name: str, bounds: Bounds, *, necessary: bool = False) -> Tri:
    """Whether the score of one system lies within bounds; a printed one goes before a computed one.

    ``necessary``: where a computed one agrees with the printed one, neither is pointed at.
    """
    system = system_of(facts, name)
    if system is None:
        return Tri(None, gaps=(Gap(name, "absent"),))
    reported = [_tested(facts, p, bounds) for p in placed(facts, system, "reported")]
    computed = [_tested(facts, p, bounds) for p in placed(facts, system, "computed")]
    said = {t.value for t in (*reported, *computed)} - {None}
    if len(said) == 2 or any(g.why in ("conflict", "review") for t in reported for g in t.gaps):
        pointers = unique(p for t in (*reported, *computed) for p in t.because)
        why: Why = "review" if any(g.why == "review" for t in reported for g in t.gaps) else "conflict"
        return Tri(None, pointers, (Gap(name, why, pointers),))
    for group in (reported, computed):
        known = [t for t in group if t.value is not None]
        if known and necessary and group is reported and computed and computed[0].value is not None:
            return Tri(known[0].value)
        if known:
            return Tri(known[0].value, unique(p for t in known for p in t.because))
    unsure = [*reported, *computed]
    if unsure:
        return Tri(None, unique(p for t in unsure for p in t.because), (Gap(name, "unsure", unsure[0].because),))
    return Tri(None, gaps=(Gap(name, "absent"),))


def _tested(facts: FactBase, item: Placed, bounds: Bounds) -> Tri:
    why = facts.blocked(item.pointer)
    if why is not None:
        return Tri(None, (item.pointer,), (Gap(item.stage.system, why, (item.pointer,)),))
    if item.interval is None:
        return Tri(None, (item.pointer,))
    value = item.interval.within(lt=bounds.lt, le=bounds.le, gt=bounds.gt, ge=bounds.ge)
    return Tri(value, (item.pointer,))


def side_of(facts: FactBase, name: str, *, necessary: bool = False) -> Tri:
    """True when one system counts as lower risk, false when as higher."""
    system = system_of(facts, name)
    if system is None or system.lower_max is None:
        return Tri(None, gaps=(Gap(name, "absent"),))
    return test_stage(facts, name, Bounds(le=system.lower_max), necessary=necessary)


@dataclass(frozen=True, slots=True)
class Side:
    """The side all usable scores agree on, with the stages that say so."""

    side: str
    because: tuple[str, ...]
    gaps: tuple[Gap, ...]

    def test(self, wanted: RiskSide) -> Tri:
        """Whether the risk is on ``wanted``; unknown where scores disagree or none can be used."""
        if self.side in ("lower", "higher"):
            return Tri(self.side == wanted, self.because)
        return Tri(None, self.because, self.gaps)


def risk_side(facts: FactBase) -> Side:
    """Weigh all systems: one side, ``conflict`` when they disagree, ``unknown`` when none can be used."""
    results = [side_of(facts, s.system) for s in facts.pack.stage_systems if s.lower_max is not None]
    known = [r for r in results if r.value is not None]
    disputed = [g for r in results if r.value is None for g in r.gaps if g.why in ("conflict", "review")]
    pointers = unique(p for r in known for p in r.because)
    sides = {r.value for r in known}
    if len(sides) == 2 or disputed:
        every = unique((*pointers, *(p for g in disputed for p in g.pointers)))
        why: Why = "review" if disputed and all(g.why == "review" for g in disputed) and len(sides) < 2 else "conflict"
        return Side(why if why == "conflict" else "unknown", every, (Gap("risk_side", why, every),))
    if not known:
        seen = unique(p for r in results for p in r.because)
        return Side("unknown", seen, (Gap("risk_score", "unsure" if seen else "absent", seen),))
    return Side("lower" if True in sides else "higher", pointers, ())
