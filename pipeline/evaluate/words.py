"""Fill sentences with facts: ``{lab:platelets}`` becomes "34 ×10⁹/L (10 November 2026)". Plain words are data."""

from collections.abc import Callable
from functools import lru_cache
from string import Formatter

from pipeline.evaluate.atoms import Evaluator
from pipeline.evaluate.kleene import Gap, unique
from pipeline.evaluate.phrasing import capitals, in_brackets, in_lines, join, plain_date, plain_number
from pipeline.evaluate.stages import placed, system_of
from pipeline.plain import in_a_sentence
from schemas.facts import GIVEN, LabResult, Stage, Treatment, Variant

MOST_MISSING, MOST_TOGETHER = 3, 5
"""Things not found, and gene changes, that one sentence names."""
COMPARATORS = {"<": "less than ", ">": "more than ", "<=": "at most ", ">=": "at least ", None: ""}


@lru_cache(maxsize=2048)
def _parsed(text: str) -> tuple[tuple[str, str | None, str | None], ...]:
    """The pieces of a template: words before a slot, the slot's name, its argument. Templates are data of the pack."""
    return tuple((literal, name, spec) for literal, name, spec, _ in Formatter().parse(text))


class NothingToSayError(Exception):
    """A slot has no fact to stand for; the sentence is left out."""


class Writer:
    """Fills the slots of one evaluation's sentences and remembers which facts they showed."""

    def __init__(self, evaluator: Evaluator) -> None:
        self.ev = evaluator
        self.facts = evaluator.facts
        self._slots: dict[str, Callable[[str], tuple[str, tuple[str, ...]]]] = {
            "lab": lambda n: self._labs(n, "value"),
            "labs": self._several_labs,
            "labvalue": lambda n: self._labs(n, "bare"),
            "labdate": lambda n: self._labs(n, "date"),
            "labbefore": self._lab_before,
            "stage": self._stage,
            "risk": lambda _: self._stages(self.ev.risk.because),
            "riskfull": lambda _: self._stages(self.ev.risk.because, full=True),
            "riskinputs": lambda _: self._inputs(),
            "karyotype": lambda _: self._karyotypes(),
            "variants": self._variants,
            "changed": lambda gene: (gene, self._variants(gene)[1]),
            "negative": self._negative,
            "biomarker": self._biomarker,
            "treatment": lambda n: self._treatments(n, None),
            "planned": lambda n: self._treatments(n, ("planned",)),
            "declined": lambda n: self._treatments(n, ("declined",)),
            "agent": self._agents,
            "transfusions": self._transfusions,
            "performance": lambda _: self._performance(),
            "finding": self._finding,
            "findingdate": self._finding_date,
            "findingvalue": self._finding_value,
            "diagnosis": self._diagnosis,
            "patient": self._patient,
            "label": lambda n: (self.facts.pack.labels[n], ()),
        }

    def fill(self, text: str, **given: str) -> tuple[str, tuple[str, ...]]:
        """The sentence with its slots filled, and the facts shown.

        Raises:
            NothingToSayError: a slot has no fact.
        """
        words: list[str] = []
        pointers: list[str] = []
        for literal, name, spec in _parsed(text):
            words.append(literal)
            if name is None:
                continue
            if name in given:
                words.append(given[name])
                continue
            said, shown = self._slots[name](spec or "")
            words.append(said)
            pointers.extend(shown)
        words = capitals(words)
        return " ".join("".join(words).split()), unique(pointers)

    def try_fill(self, text: str, **given: str) -> tuple[str, tuple[str, ...]] | None:
        """As ``fill``, or nothing."""
        try:
            return self.fill(text, **given)
        except NothingToSayError:
            return None

    def gaps(self, gaps: tuple[Gap, ...]) -> str:
        """One sentence for each way in which facts are not there or cannot be used."""
        sentences = []
        absent = list(unique(self.thing(g.name) for g in gaps if g.why == "absent"))
        for i, things in enumerate(in_lines(absent, MOST_MISSING)):
            key = "gap_absent" if i == 0 else "gap_absent_more"
            sentences.append(self._phrase(key, thing=join(things, "or")))
        stale = {g.name: g for g in gaps if g.why == "stale"}
        old = [self.facts.pack.names.get(n, n.replace("_", " ")) + in_brackets(g.date) for n, g in stale.items()]
        sentences += [self._phrase("gap_stale", thing=join(things)) for things in in_lines(old, MOST_MISSING)]
        for gap in gaps:
            if gap.why not in ("absent", "stale"):
                name = self.facts.pack.names.get(gap.name, gap.name.replace("_", " "))
                own = f"gap_{gap.why}_{gap.name}"
                key = own if own in self.facts.pack.phrases else f"gap_{gap.why}"
                sentences.append(self._phrase(key, name=name, date=plain_date(gap.date)))
        return " ".join(unique(sentences))

    def thing(self, name: str) -> str:
        """The plain name of something that can be missing."""
        return self.facts.pack.labels.get(name) or self.facts.pack.phrases["gene_test"].replace("{gene}", name)

    def _phrase(self, key: str, **given: str) -> str:
        return self.fill(self.facts.pack.phrases[key], **given)[0]

    # --- slots --------------------------------------------------------------------------------------------------

    def lab_value(self, lab: LabResult) -> str:
        """Value and unit in plain form."""
        return f"{COMPARATORS[lab.comparator]}{self.measured(lab.value, lab.unit)}"

    def measured(self, value: float, unit: str | None) -> str:
        """A number and its unit in plain form."""
        return f"{plain_number(value)}{self.unit(unit or '')}"

    def unit(self, unit: str) -> str:
        """A unit as it stands behind a number."""
        plain = self.facts.pack.units.get(unit, unit)
        return plain if plain in ("", "%") else f" {plain}"

    def _labs(self, name: str, form: str) -> tuple[str, tuple[str, ...]]:
        latest = self.facts.readable(name)
        if not latest:
            raise NothingToSayError
        pointers = tuple(p for p, _ in latest)
        if form == "date" and latest[0][1].collected is None:
            raise NothingToSayError
        day = plain_date(latest[0][1].collected)
        if form == "date":
            return day, pointers
        values = join(list(unique(self.lab_value(lab) for _, lab in latest)))
        return (values if form == "bare" else f"{values} ({day})"), pointers

    def _several_labs(self, names: str) -> tuple[str, tuple[str, ...]]:
        """What there is of several analytes, results of one day under one date."""
        days: dict[str, list[str]] = {}
        pointers: list[str] = []
        for name in names.split("|"):
            latest = self.facts.readable(name)
            if latest:
                values = join(list(unique(self.lab_value(lab) for _, lab in latest)))
                day = plain_date(latest[0][1].collected)
                days.setdefault(day, []).append(f"{self.facts.pack.names[name]} {values}")
                pointers += [p for p, _ in latest]
        if not pointers:
            raise NothingToSayError
        return "; ".join(f"{join(told)} ({day})" for day, told in days.items()), tuple(pointers)

    def _lab_before(self, name: str) -> tuple[str, tuple[str, ...]]:
        older = self.facts.before(name)
        if not older:
            raise NothingToSayError
        pointer, lab = older[0]
        return f"{self.lab_value(lab)} ({plain_date(lab.collected)})", (pointer,)

    def stage_text(self, stage: Stage, *, full: bool = False) -> str:
        """IPSS-R low, score 2.5; with its origin in words where it is told in ``full``."""
        parts = [stage.category] if stage.category else []
        if stage.score is not None and (full or not stage.category):
            parts.append(f"score {plain_number(stage.score)}")
        elif stage.score is None and stage.range is not None:
            low, high = stage.range
            parts.append(f"score between {plain_number(low)} and {plain_number(high)}")
        if stage.origin == "computed":
            parts.append(self.facts.pack.phrases["computed" if full else "computed_short"])
        elif stage.date and full:
            parts.append(f"in the report of {plain_date(stage.date)}")
        return f"{stage.system} {', '.join(parts)}"

    def _inputs(self) -> tuple[str, tuple[str, ...]]:
        """The scores in use that were computed, and the plain values they were worked out from."""
        shown = [(p, s) for p, s in self._risk_stages() if s.origin == "computed" and s.inputs]
        names = self.facts.pack.names
        days: dict[str, list[str]] = {}
        told: set[str] = set()
        for _, stage in shown:
            for key, value in stage.inputs.items():
                text = self._input_text(value) if key in names and key not in told else None
                if text is not None:
                    told.add(key)
                    days.setdefault(text[1], []).append(f"{names.get(f'input_{key}', names[key])} {text[0]}")
        if not days:
            raise NothingToSayError
        systems = join(list(unique(s.system for _, s in shown)))
        values = "; ".join(f"{join(given)}{f' ({day})' if day else ''}" for day, given in days.items())
        return f"{systems} {'was' if len(shown) == 1 else 'were'} worked out here from {values}", tuple(
            p for p, _ in shown
        )

    def _input_text(self, given: object) -> tuple[str, str] | None:
        """A value a score was worked out from, and its day: as it is, or as a table that names its fact."""
        told: dict[str, object] = given if isinstance(given, dict) else {"value": given}
        value, unit, day = told.get("value"), told.get("unit"), told.get("date")
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            return None
        text = value if isinstance(value, str) else plain_number(float(value))
        return text + self.unit(str(unit or "")), plain_date(day) if isinstance(day, str) else ""

    def _risk_stages(self) -> list[tuple[str, Stage]]:
        chosen = self.ev.risk.because
        return [(f"stages[{i}]", s) for i, s in enumerate(self.facts.profile.stages) if f"stages[{i}]" in chosen]

    def _stages(self, pointers: tuple[str, ...], *, full: bool = False) -> tuple[str, tuple[str, ...]]:
        chosen = [(f"stages[{i}]", s) for i, s in enumerate(self.facts.profile.stages) if f"stages[{i}]" in pointers]
        if not chosen:
            raise NothingToSayError
        texts = list(unique(self.stage_text(s, full=full) for _, s in chosen))
        return (". " if full else "; ").join(texts), tuple(p for p, _ in chosen)

    def _stage(self, name: str) -> tuple[str, tuple[str, ...]]:
        system = system_of(self.facts, name)
        if system is None:
            raise NothingToSayError
        found = placed(self.facts, system, "reported") or placed(self.facts, system, "computed")
        text, pointers = self._stages(tuple(p.pointer for p in found))
        return text.replace(f"{name} ", ""), pointers

    def _karyotypes(self) -> tuple[str, tuple[str, ...]]:
        found = [
            (f"karyotypes[{i}]", f"{k.iscn} ({plain_date(k.collected)})")
            for i, k in enumerate(self.facts.profile.karyotypes)
        ]
        if not found:
            raise NothingToSayError
        return join([t for _, t in found]), tuple(p for p, _ in found)

    def _variants(self, gene: str) -> tuple[str, tuple[str, ...]]:
        """Changes of one gene, or all, a few to a sentence; the share is that of the readings that show the change."""
        sure = ((i, v) for i, v in enumerate(self.facts.profile.variants) if not self.facts.doubtful(f"variants[{i}]"))
        found = [(i, v) for i, v in sure if not gene or v.gene == gene]
        if not found:
            raise NothingToSayError
        days = unique(plain_date(v.collected) for _, v in found)
        texts = [self._variant(v, dated=len(days) > 1) for _, v in found]
        groups = [texts[i : i + MOST_TOGETHER] for i in range(0, len(texts), MOST_TOGETHER)]
        said = ". And: ".join("; ".join(group) for group in groups)
        day = "" if len(days) > 1 else f", {days[0]}" if len(texts) == 1 else f" ({days[0]})"
        return said + day, tuple(f"variants[{i}]" for i, _ in found)

    def _variant(self, variant: Variant, *, dated: bool) -> str:
        marks = [f"share {plain_number(variant.vaf * 100)}%"] if variant.vaf is not None else []
        mark = self.facts.pack.phrases.get(f"significance_{variant.significance}")
        marks += [mark] if mark else []
        marks += [plain_date(variant.collected)] if dated else []
        name = " ".join(w for w in (variant.gene, variant.hgvs_p or variant.hgvs_c or "") if w)
        return ", ".join((name, *marks))

    def _negative(self, gene: str) -> tuple[str, tuple[str, ...]]:
        pointers = tuple(
            f"genes_tested_negative[{i}]" for i, g in enumerate(self.facts.profile.genes_tested_negative) if g == gene
        )
        if not pointers:
            raise NothingToSayError
        panels = [p for p in self.facts.profile.gene_panels if gene in p.negative]
        limit = min((p.limit_of_detection for p in panels if p.limit_of_detection is not None), default=None)
        down_to = f", down to {plain_number(limit * 100)}% of the readings" if limit is not None else ""
        day = f" ({plain_date(panels[0].collected)})" if panels and panels[0].collected else ""
        return f"{gene}: tested, no change reported{down_to}{day}", pointers

    def _biomarker(self, name: str) -> tuple[str, tuple[str, ...]]:
        found = [(i, b) for i, b in enumerate(self.facts.profile.biomarkers) if b.name == name]
        if not found:
            raise NothingToSayError
        i, marker = max(found, key=lambda f: f[1].collected or "")
        value = "" if marker.value is None else f", {self.measured(marker.value, marker.unit)}"
        state = marker.status.replace("_", " ")
        text = f"{self.facts.pack.names.get(name, name)}: {state}{value} ({plain_date(marker.collected)})"
        return text, (f"biomarkers[{i}]",)

    def treatment_text(self, course: Treatment) -> str:
        """As "azacitidine (from 2 February 2026, 4 cycles, ongoing, outcome: stable disease)"."""
        parts = []
        if course.started and course.started == course.ended:
            parts.append(plain_date(course.started))
        elif course.started:
            parts.append(f"from {plain_date(course.started)}")
        if course.ended and course.started != course.ended:
            parts.append(f"until {plain_date(course.ended)}")
        if course.cycles is not None:
            parts.append(f"{course.cycles} cycle{'s' if course.cycles != 1 else ''}")
        parts.append(self._state(course))
        words = self.facts.pack.responses
        if course.response:
            parts.append(f"outcome: {words.get(course.response.lower(), course.response.replace('_', ' '))}")
        if course.stop_reason == "on_hold":
            parts.append("on hold")
        elif course.stop_reason:
            reason = course.stop_reason.replace("_", " ")
            if not course.response or words.get(course.response.lower()) != reason:
                parts.append(f"reason for stopping: {reason}")
        return f"{self.facts.pack.names.get(course.agent, course.agent)} ({', '.join(parts)})"

    def agent_text(self, course: Treatment) -> str:
        """The plain name of what is spoken of, and the day of the record that does."""
        return f"{self.facts.pack.names.get(course.agent, course.agent)}{in_brackets(course.recorded)}"

    def _state(self, course: Treatment) -> str:
        told = course.recorded or course.ended or course.started
        if course.status == "ongoing":
            return f"running as of {plain_date(told)}" if told else "described as running"
        return course.status

    def _treatments(self, group: str, status: tuple[str, ...] | None) -> tuple[str, tuple[str, ...]]:
        found = self.facts.treatments(group, status) if status else self.facts.treatments(group)
        if not found:
            raise NothingToSayError
        return self.told([t for _, t in found]), tuple(p for p, _ in found)

    def told(self, courses: list[Treatment]) -> str:
        """Courses one after the other; what only names the group of a course named beside it is not said again."""
        groups = self.facts.pack.agent_groups
        named = {t.agent for t in courses}
        brief = [t for t in courses if not named & set(groups.get(t.agent, ())) - {t.agent}]
        lines = in_lines([self.treatment_text(t) for t in brief or courses], MOST_TOGETHER)
        return ". And: ".join("; ".join(line) for line in lines)

    def _agents(self, group: str) -> tuple[str, tuple[str, ...]]:
        found = self.facts.treatments(group, (*GIVEN, "planned"))
        if not found:
            raise NothingToSayError
        names = self.facts.pack.names
        return join(list(unique(names.get(t.agent, t.agent) for _, t in found))), tuple(p for p, _ in found)

    def _transfusions(self, what: str) -> tuple[str, tuple[str, ...]]:
        told = self.facts.profile.transfusions
        day = f" ({plain_date(told.date)})" if told.date else ""
        units: float | str | None = told.rbc_units_lifetime if what == "units_lifetime" else told.rbc_units_8_weeks
        if units is None and what != "units_lifetime" and told.rbc_units_8_weeks_range is not None:
            low, high = told.rbc_units_8_weeks_range
            units = f"between {plain_number(round(low, 1))} and {plain_number(round(high, 1))}"
        if units is None:
            raise NothingToSayError
        number = units if isinstance(units, str) else plain_number(round(units, 1))
        period = "in all" if what == "units_lifetime" else "in 8 weeks"
        return f"{number} units of red cells {period}{day}", ("transfusions",)

    def _performance(self) -> tuple[str, tuple[str, ...]]:
        stated = self.facts.profile.performance
        if stated is None:
            raise NothingToSayError
        return f"{stated.scale} {stated.value} ({plain_date(stated.date)})", ("performance",)

    def _finding(self, name: str) -> tuple[str, tuple[str, ...]]:
        wanted = name.split("|")
        found = [
            (f"findings[{i}]", f)
            for i, f in enumerate(self.facts.profile.findings)
            if f.status == "present" and (f.concept in wanted or f"category={f.category}" in wanted)
        ]
        if not found:
            raise NothingToSayError
        texts = []
        for _, finding in found:
            value = "" if finding.value is None else f" {self.measured(finding.value, finding.unit)}"
            texts.append(f"{in_a_sentence(finding.label)}{value}{in_brackets(finding.date)}")
        return ". And: ".join(join(line) for line in in_lines(texts, MOST_TOGETHER)), tuple(p for p, _ in found)

    def _finding_value(self, name: str) -> tuple[str, tuple[str, ...]]:
        found = [
            (f"findings[{i}]", self.measured(f.value, f.unit) + in_brackets(f.date))
            for i, f in enumerate(self.facts.profile.findings)
            if f.concept == name and f.status == "present" and f.value is not None
        ]
        if not found:
            raise NothingToSayError
        return join([t for _, t in found]), tuple(p for p, _ in found)

    def _finding_date(self, name: str) -> tuple[str, tuple[str, ...]]:
        found = [(f"findings[{i}]", f) for i, f in enumerate(self.facts.profile.findings) if f.concept == name]
        if not found:
            raise NothingToSayError
        return join([plain_date(f.date) for _, f in found]), tuple(p for p, _ in found)

    def _diagnosis(self, disease: str) -> tuple[str, tuple[str, ...]]:
        found = self.facts.confirmed(disease)
        if not found:
            raise NothingToSayError
        texts = [f"{in_a_sentence(d.label)}{in_brackets(d.date)}" for _, d in found]
        return join(list(unique(texts))), tuple(p for p, _ in found)

    def _patient(self, what: str) -> tuple[str, tuple[str, ...]]:
        years = self.facts.years()
        if what != "age" or years is None:
            raise NothingToSayError
        return str(years[0]), ("patient",)
