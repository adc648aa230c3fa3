"""The clinician's page: facts with sources, scores with inputs, rules with what decides them, what disagrees."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from knowledge.packs import load_pack
from knowledge.plain_names import load_plain_names
from knowledge.tailoring import load_wording
from knowledge.views import Words, load_views
from pipeline.pictures.book import PictureBook
from pipeline.plain import number, plain_date
from pipeline.render.facts import view
from pipeline.render.placed import meaning
from pipeline.render.profile_page import ProfilePage, anchor_of, profile_page
from schemas.answer import Alert, Ask, Decider, Decision, Reason, Source, Statement, TailoredAnswer
from schemas.facts import Stage
from schemas.profile import Profile
from schemas.tailoring import Wording


@dataclass(frozen=True)
class Fact:
    """Something a rule or score stands on: name, value (empty where unknown), date, and where it is shown."""

    name: str
    value: str
    date: str = ""
    href: str = ""


@dataclass(frozen=True)
class RuleRow:
    """One rule that spoke: its id, verdict, what decided, what is missing, and what would change it."""

    id: str
    about: str
    verdict: str
    key: str
    text: str
    deciders: tuple[Fact, ...]
    missing: tuple[str, ...]
    flips: tuple[tuple[str, str, str], ...]
    sources: tuple[tuple[int, Source], ...]


@dataclass(frozen=True)
class Score:
    """One risk score with its inputs; ``missing`` is what it could not be computed without."""

    system: str
    result: str
    meaning: str
    origin: str
    date: str
    href: str
    inputs: tuple[Fact, ...]
    assumed: tuple[str, ...]
    cases: tuple[tuple[str, str], ...]
    missing: tuple[str, ...]


@dataclass(frozen=True)
class AskRow:
    """Something missing, and what each of its values would decide: (what, now, ((when, outcome), …))."""

    label: str
    text: str
    decides: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...]


@dataclass(frozen=True)
class ClinicianPage:
    """Everything on the page, in order."""

    answer: TailoredAnswer
    wording: Wording
    words: Words
    lede: str
    person: tuple[str, ...]
    pack: str
    scope: tuple[str, ...]
    alerts: tuple[tuple[str, str, str, tuple[Fact, ...]], ...]
    scores: tuple[Score, ...]
    rules: tuple[RuleRow, ...]
    cautions: tuple[RuleRow, ...]
    asks: tuple[AskRow, ...]
    questions: tuple[str, ...]
    records: ProfilePage
    sources: tuple[tuple[int, Source], ...]


def clinician_of(
    answer: TailoredAnswer, profile: Profile | None = None, book: PictureBook | None = None
) -> ClinicianPage:
    """The page of ``answer``; arguments as those of ``page_of``."""
    b = _Builder(answer, profile or answer.profile, book or PictureBook())
    spoke = [s for s in answer.statements if s.rule and s.verdict != "information"]
    return ClinicianPage(
        answer=answer,
        wording=b.wording,
        words=b.words,
        lede=b.words["reviewed" if b.pack.status == "reviewed" else "lede"],
        person=tuple(b.person()),
        pack=f"{b.pack.name}, {b.pack.version} ({b.pack.status})",
        scope=tuple(s.text for s in answer.summary if s.verdict == "information" and not s.general),
        alerts=tuple(b.alert(a) for a in answer.alerts),
        scores=tuple(b.scores()),
        rules=tuple(b.rule(s) for s in spoke if s.verdict != "caution"),
        cautions=tuple(b.rule(s) for s in spoke if s.verdict == "caution"),
        asks=tuple(b.asked(a) for a in answer.ask_next),
        questions=tuple(q.text for q in answer.questions),
        records=b.records,
        sources=tuple((i, answer.sources[k]) for k, i in b.numbered.items()),
    )


class _Builder:
    def __init__(self, answer: TailoredAnswer, profile: Profile, book: PictureBook) -> None:
        self.answer, self.profile = answer, profile
        self.wording, self.words = load_wording(), load_views().clinician
        self.pack = load_pack(answer.disease)
        self.labels = {c.id: c.label for c in self.pack.concepts}
        self.records = profile_page(profile, book)
        self.anchors = dict(_anchors(self.records))
        self.numbered = {k: i for i, k in enumerate(answer.sources, start=1)}
        self.gate = next((s.because for s in answer.summary if s.id == "s-fit"), ())
        self.changes = {c.statement: c for c in answer.would_change}

    def person(self) -> Iterator[str]:
        patient = self.profile.patient
        if patient.name:
            yield patient.name
        said = view(self.profile, "patient")
        if said is not None and said.value:
            yield said.value
        if patient.country:
            yield patient.country

    def alert(self, alert: Alert) -> tuple[str, str, str, tuple[Fact, ...]]:
        return alert.tier, self.wording.tiers[alert.tier], alert.text, self.facts(alert.because)

    def facts(self, because: Iterable[Reason]) -> tuple[Fact, ...]:
        return tuple(f for r in because if (f := self.fact(r.fact)) is not None)

    def fact(self, pointer: str) -> Fact | None:
        seen = view(self.profile, pointer)
        return None if seen is None else Fact(seen.name, seen.value, seen.date, self.href(pointer))

    def href(self, pointer: str) -> str:
        """Where the page shows a fact; of a gene without a change, its panel."""
        name = pointer.partition("[")[0]
        if name in ("review", "conflicts", "documents"):
            return f"#{name}"
        if name == "genes_tested_negative" and pointer != name:
            gene = self.profile.genes_tested_negative[int(pointer[len(name) + 1 : -1])]
            panels = (f"gene_panels[{i}]" for i, p in enumerate(self.profile.gene_panels) if gene in p.negative)
            pointer = next((p for p in panels if p in self.anchors), name)
        return f"#{self.anchors[pointer]}" if pointer in self.anchors else ""

    def rule(self, s: Statement) -> RuleRow:
        change = self.changes.get(s.id)
        # The diagnosis is a reason of every verdict; it stands at the head of the page.
        own = tuple(r for r in s.because if r not in self.gate) or s.because
        deciders = self.facts(own)
        flips: tuple[tuple[str, str, str], ...] = ()
        if change is not None and change.deciders:
            deciders = tuple(self.decider(d) for d in change.deciders)
        if change is not None:
            flips = tuple((f.label, f.when, self.outcome(f.verdict)) for f in change.flips)
        return RuleRow(
            id=s.rule or "",
            about=self.labels.get(s.about or "", s.about or ""),
            verdict=self.wording.verdicts[s.verdict],
            key=s.verdict,
            text=s.text,
            deciders=deciders,
            missing=tuple(self.pack.labels.get(m, m) for m in s.missing),
            flips=flips,
            sources=tuple((self.numbered[k], self.answer.sources[k]) for k in s.sources if k in self.numbered),
        )

    def decider(self, d: Decider) -> Fact:
        shown = self.facts(d.because)
        dates = " / ".join(dict.fromkeys(f.date for f in shown if f.date))
        return Fact(d.label, d.value or self.words["without"], dates, shown[0].href if shown else "")

    def outcome(self, outcome: str) -> str:
        return self.wording.verdicts.get(outcome) or outcome.replace("_", " ")

    def scores(self) -> Iterator[Score]:
        for i, stage in enumerate(self.profile.stages):
            yield self.score(stage, self.href(f"stages[{i}]"))

    def score(self, stage: Stage, href: str) -> Score:
        parts = [stage.category] if stage.category else []
        parts += [number(stage.score)] if stage.score is not None else []
        parts += [f"{number(stage.range[0])} to {number(stage.range[1])}"] if stage.range is not None else []
        assumed = stage.inputs.get("assumed")
        cases = stage.inputs.get("scenarios")
        return Score(
            system=stage.system,
            result=", ".join(parts),
            meaning=meaning(stage, self.pack),
            origin=self.words[stage.origin],
            date=plain_date(stage.date),
            href=href,
            inputs=tuple(self.inputs(stage.inputs)),
            assumed=tuple(f"{k}: {v}" for k, v in assumed.items()) if isinstance(assumed, dict) else (),
            cases=tuple((k, _said(v)) for k, v in cases.items()) if isinstance(cases, dict) else (),
            missing=tuple(self.pack.labels.get(m, m.replace("_", " ")) for m in stage.missing),
        )

    def inputs(self, held: Mapping[str, object]) -> Iterator[Fact]:
        """Each input with its value and date; genes without a change together."""
        names = load_plain_names().analytes
        for name, value in held.items():
            if name == "genes" and isinstance(value, dict):
                yield from self.genes(value)
            elif name not in ("assumed", "scenarios"):
                yield self.input(names.get(name) or self.words.get(f"input_{name}") or name.replace("_", " "), value)

    def genes(self, held: Mapping[str, Any]) -> Iterator[Fact]:
        alike: dict[str, list[str]] = {}
        for gene, value in held.items():
            said = str(value.get("value", "")) if isinstance(value, dict) else _said(value)
            alike.setdefault(said, []).append(gene)
        yield from (Fact(", ".join(genes), said) for said, genes in alike.items())

    def input(self, name: str, value: object) -> Fact:
        if not isinstance(value, dict):
            return Fact(name, _said(value))
        unit = load_plain_names().units.get(str(value.get("unit", "")), str(value.get("unit", "")))
        said = f"{_said(value.get('value', ''))} {unit}".strip()
        return Fact(name, said, plain_date(value.get("date")), self.href(str(value.get("fact", ""))))

    def asked(self, ask: Ask) -> AskRow:
        return AskRow(ask.label, ask.text, tuple(self.decision(d) for d in ask.decides))

    def decision(self, d: Decision) -> tuple[str, str, tuple[tuple[str, str], ...]]:
        name = self.labels.get(d.about or "", d.rule)
        what = f"{name} ({d.rule})" if name != d.rule else d.rule
        return what, self.outcome(d.now), tuple((p.when, self.outcome(p.outcome)) for p in d.could_be)


def _anchors(records: ProfilePage) -> Iterator[tuple[str, str]]:
    """Where each fact is shown, by its pointer."""
    for section in records.sections:
        for group in section.groups:
            for row in (group.first, *group.rest):
                yield from ((p, anchor_of(row.pointer)) for p in (row.pointer, *row.also))


def _said(value: object) -> str:
    return number(value) if isinstance(value, int | float) and not isinstance(value, bool) else str(value)
