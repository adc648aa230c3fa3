"""The values a thing can have, as far as the rules tell them apart: each with its words and its facts."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from knowledge.loader import load_vocabulary
from pipeline.evaluate.facts import FactBase
from pipeline.whatif import overlay
from pipeline.whatif.regions import Cut, Region, cuts_of, regions
from pipeline.whatif.truth import Program
from schemas.asking import Asking, AskRule
from schemas.expressions import FindingAtom, LabAtom, PatientAtom, StageAtom, TransfusionAtom, VariantAtom

ULN = 40.0
"""An upper limit for tests whose report prints none; only multiples of it are told apart."""


@dataclass(frozen=True)
class Alternative:
    """One value a thing can have: a region of numbers, or ``say``."""

    facts: Callable[[], FactBase]
    say: str = ""
    region: Region | None = None


@dataclass(frozen=True)
class Thing:
    """A thing with its values; ``keys`` are what its facts are read by, ``unit`` stands behind numbers."""

    rule: AskRule
    keys: tuple[str, ...]
    alternatives: tuple[Alternative, ...]
    unit: str = ""
    frame: str = "{region}"
    now: float | None = None

    def words(self, region: Region, asking: Asking) -> str:
        """A region as it is said of this thing."""
        return self.frame.format(region=region.words(self.unit, asking.words))


class Things:
    """Builds the things of one pack over one profile."""

    def __init__(self, program: Program, facts: FactBase, asking: Asking) -> None:
        self.program, self.facts, self.asking = program, facts, asking
        self.words = asking.words

    def build(self, rule: AskRule, *, known: bool) -> Thing:
        """The thing of one ask; ``known`` keeps the day of what is there."""
        kind, _, name = rule.thing.partition(":")
        return _BUILD[kind](self, rule, name, known)

    def _atoms(self, model: type[Any], key: str) -> list[Any]:
        places = sorted(self.program.reading.get(key, ()))
        return [a for i in places if isinstance(a := self.program.atoms[i], model)]

    # --- numbers ------------------------------------------------------------------------------------------------

    def _numbers(
        self, rule: AskRule, keys: tuple[str, ...], cuts: tuple[Cut, ...], make: Callable[[float], FactBase],
        unit: str = "", now: float | None = None, frame: str = "{region}",
    ) -> Thing:  # fmt: skip
        made = tuple(Alternative(partial(make, r.middle), region=r) for r in regions(cuts))
        return Thing(rule, keys, made, unit, frame, now)

    def _lab(self, rule: AskRule, name: str, known: bool) -> Thing:
        key = f"labs:{name}"
        atoms = [a for a in self._atoms(LabAtom, key) if a.rises_by is None]
        latest = self.facts.latest(name)
        high = next((x.reference_high for _, x in latest if x.reference_high), ULN)
        cuts = set(cuts_of(atoms)) | {(a.ge_uln * high, 0) for a in atoms if a.ge_uln is not None}
        unit = next((x.unit for _, x in latest if x.unit), "") or _canonical(name)
        now = latest[0][1].value if known and latest else None

        def make(value: float) -> FactBase:
            return overlay.lab(self.facts, name, value, keep=known, high=high)

        return self._numbers(rule, (key,), tuple(sorted(cuts)), make, self._unit(unit), now)

    def _unit(self, unit: str) -> str:
        plain = self.facts.pack.units.get(unit, unit)
        return plain if plain in ("", "%") else f" {plain}"

    def _stages(self, rule: AskRule, _: str, __: bool) -> Thing:
        systems = {s.system: s for s in self.facts.pack.stage_systems}
        main = next(s for s in self.facts.pack.stage_systems if any(a.stage == s.system for a in self._bounded()))
        cuts = {(b.high, 1) for b in main.bands if b.high is not None}
        cuts |= set(cuts_of(a for a in self._bounded() if a.stage == main.system))
        cuts |= {(main.lower_max, 1)} if main.lower_max is not None else set()
        held = [s.score for s in self.facts.profile.stages if s.system == main.system and s.score is not None]

        def make(score: float) -> FactBase:
            return overlay.stages(self.facts, systems, [(main.system, "", score)])

        frame = self.words["score"].replace("{system}", main.system)
        return self._numbers(rule, ("stages",), tuple(sorted(cuts)), make, now=max(held, default=None), frame=frame)

    def _bounded(self) -> list[StageAtom]:
        return [a for a in self._atoms(StageAtom, "stages") if a.side is None]

    def _age(self, rule: AskRule, _: str, known: bool) -> Thing:
        atoms = [a for a in self._atoms(PatientAtom, "patient:age") if a.equals is None]
        years = self.facts.years()
        cuts = tuple(c for c in cuts_of(atoms) if c[0] > self.facts.pack.scope.min_age_years)
        now = float(years[0]) if known and years else None
        return self._numbers(
            rule, ("patient:age",), cuts, lambda v: overlay.age(self.facts, v), now=now, frame=self.words["years"]
        )

    # --- yes and no ---------------------------------------------------------------------------------------------

    def _choices(self, rule: AskRule, keys: tuple[str, ...], *made: tuple[str, Callable[[], FactBase]]) -> Thing:
        return Thing(rule, keys, tuple(Alternative(make, say=self.words[say]) for say, make in made))

    def _variant(self, rule: AskRule, gene: str, _: bool) -> Thing:
        key, facts = f"variants:{gene}", self.facts
        atoms = self._atoms(VariantAtom, key)
        protein = next((p for a in atoms for p in a.protein), None)
        return self._choices(
            rule, (key, "variants"),
            ("variant_found", lambda: overlay.variant(facts, gene, protein, 0.5, found=True)),
            ("variant_not_found", lambda: overlay.variant(facts, gene, None, None, found=False)),
        )  # fmt: skip

    def _biomarker(self, rule: AskRule, name: str, _: bool) -> Thing:
        return self._choices(
            rule, ("biomarkers",),
            ("marker_positive", lambda: overlay.biomarker(self.facts, name, "positive")),
            ("marker_negative", lambda: overlay.biomarker(self.facts, name, "negative")),
        )  # fmt: skip

    def _outcome(self, rule: AskRule, group: str, _: bool) -> Thing:
        failed, helped = (getattr(self.facts.pack.outcome_words, w)[0] for w in ("failed", "responded"))
        choices = [
            ("failed", lambda: overlay.treated(self.facts, group, given=True, response=failed)),
            ("responded", lambda: overlay.treated(self.facts, group, given=True, response=helped)),
        ]
        if not self.facts.treatments(group):
            choices.append(("never_given", lambda: overlay.treated(self.facts, group, given=False)))
        return self._choices(rule, ("treatments",), *choices)

    def _finding(self, rule: AskRule, concept: str, _: bool) -> Thing:
        key = f"findings:{concept}"
        cuts = cuts_of(self._atoms(FindingAtom, key))
        if cuts:
            return self._numbers(rule, (key,), cuts, lambda v: overlay.finding(self.facts, concept, "present", v))
        return self._choices(
            rule, (key,),
            ("finding_present", lambda: overlay.finding(self.facts, concept, "present")),
            ("finding_absent", lambda: overlay.finding(self.facts, concept, "absent")),
        )  # fmt: skip

    def _diagnosis(self, rule: AskRule, disease: str, _: bool) -> Thing:
        label = self.facts.pack.short_name
        return self._choices(
            rule, ("diagnoses",), ("diagnosis_confirmed", lambda: overlay.diagnosis(self.facts, disease, label))
        )

    def _transfusions(self, rule: AskRule, field: str, known: bool) -> Thing:
        keys, told = ("transfusions",), self.facts.profile.transfusions
        if field == "dependent":
            return self._choices(
                rule, keys,
                ("dependent", lambda: overlay.transfusions(self.facts, dependent=True)),
                ("not_dependent", lambda: overlay.transfusions(self.facts, dependent=False)),
            )  # fmt: skip
        atoms = [a for a in self._atoms(TransfusionAtom, "transfusions") if a.transfusions == field]
        now: float | None = getattr(told, f"rbc_{field}")
        if now is None and field == "units_8_weeks" and told.rbc_units_8_weeks_range is not None:
            now = sum(told.rbc_units_8_weeks_range) / 2

        def make(value: float) -> FactBase:
            return overlay.transfusions(self.facts, **{f"rbc_{field}": value})

        return self._numbers(rule, keys, cuts_of(atoms), make, now=now if known else None)

    def _karyotype(self, rule: AskRule, _: str, __: bool) -> Thing:
        fish = frozenset(f for k in self.facts.pack.karyotype_findings for f in k.fish)
        made = tuple(
            Alternative(partial(overlay.karyotype, self.facts, k.iscn, k.abnormalities, fish), say=k.say)
            for k in self.asking.karyotypes
        )
        return Thing(rule, ("karyotypes",), made)

    def _scenarios(self, rule: AskRule, name: str, _: bool) -> Thing:
        """The categories that a score worked out from too little may still have."""
        return Thing(rule, ("stages",), tuple(self._open(name)))

    def _open(self, name: str) -> Iterator[Alternative]:
        system = next((s for s in self.facts.pack.stage_systems if s.system == name), None)
        open_ = [s for s in self.facts.profile.stages if s.system == name and s.origin == "computed" and s.range]
        if system is None or not open_ or open_[0].category:
            return
        low, high = open_[0].range or (0.0, 0.0)
        for band in system.bands:
            reaches = (band.high is None or low <= band.high) and (band.low is None or high > band.low)
            if reaches:
                yield Alternative(partial(self._with_category, name, band.category), say=f"{name} {band.category}")

    def _with_category(self, name: str, category: str) -> FactBase:
        return overlay.stages(self.facts, (name,), [(name, category, None)])


_BUILD: dict[str, Callable[[Things, AskRule, str, bool], Thing]] = {
    "labs": Things._lab,
    "again": lambda things, rule, name, _: things._lab(rule, name, False),
    "stages": Things._stages,
    "scenarios": Things._scenarios,
    "patient": Things._age,
    "variants": Things._variant,
    "biomarkers": Things._biomarker,
    "outcome": Things._outcome,
    "findings": Things._finding,
    "diagnoses": Things._diagnosis,
    "transfusions": Things._transfusions,
    "karyotype": Things._karyotype,
}


def _canonical(analyte: str) -> str:
    return next((a.unit for a in load_vocabulary().analytes if a.name == analyte), "")
