"""One sheet of paper to take to the visit: diagnosis, risk, key results, treatments, questions, gaps."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from knowledge.packs import load_pack
from knowledge.plain_names import load_plain_names
from knowledge.tailoring import load_wording
from knowledge.views import SheetSize, Words, load_views
from pipeline.describe import describe
from pipeline.plain import number, plain_date
from pipeline.render.page import capital
from pipeline.render.placed import is_old
from pipeline.render.tidy import first_sentence
from schemas.answer import Statement, TailoredAnswer
from schemas.facts import GIVEN, ClinicalFinding, LabResult, Stage
from schemas.profile import Profile
from schemas.tailoring import Wording

MOST_ALERTS = 5
Measured = LabResult | ClinicalFinding


@dataclass(frozen=True)
class Result:
    """One result in its latest and its former value, each with its date; ``mark`` says what is unsure or old."""

    name: str
    value: str
    date: str
    mark: str
    before: str


@dataclass(frozen=True)
class Sheet:
    """What stands on the sheet, already cut to its size."""

    size: str
    answer: TailoredAnswer
    wording: Wording
    words: Words
    made: str
    person: str
    diagnoses: tuple[str, ...]
    risk: tuple[str, ...]
    results: tuple[Result, ...]
    genes: tuple[str, ...]
    treatments: tuple[str, ...]
    alerts: tuple[tuple[str, str], ...]
    cautions: tuple[tuple[str, str], ...]
    questions: tuple[str, ...]
    gaps: tuple[str, ...]


def sheets(answer: TailoredAnswer, profile: Profile) -> Iterator[Sheet]:
    """The sheet in each of its sizes, the fullest first."""
    for size in load_views().sheet_sizes:
        yield _Builder(answer, profile, size).sheet()


class _Builder:
    def __init__(self, answer: TailoredAnswer, profile: Profile, size: SheetSize) -> None:
        self.answer, self.profile, self.size = answer, profile, size
        self.views, self.wording = load_views(), load_wording()
        self.words = self.views.sheet
        self.pack = load_pack(answer.disease)
        self.labels = {c.id: c.label for c in self.pack.concepts}

    def sheet(self) -> Sheet:
        person = describe(self.profile.patient)
        name = self.profile.patient.name or ""
        return Sheet(
            size=self.size.size,
            answer=self.answer,
            wording=self.wording,
            words=self.words,
            made=self.made(),
            person=self.cut(" · ".join(p for p in (name, person[1] if person else "") if p)),
            diagnoses=self.lines(self.diagnoses()),
            risk=self.lines(self.risk()),
            results=tuple(self.results())[: self.size.results],
            genes=self.lines(self.genes()),
            treatments=self.lines(self.treatments()),
            # What is urgent is never cut.
            alerts=tuple((self.wording.tiers[a.tier], a.text) for a in self.answer.alerts[:MOST_ALERTS]),
            cautions=self.cautions(),
            questions=tuple(self.cut(q.text) for q in self.answer.questions[: self.size.questions]),
            gaps=self.gaps(),
        )

    def made(self) -> str:
        read = [d for d in self.profile.documents if d.status == "read"]
        dated = sorted(d.dated for d in read if d.dated)
        files = f"{len(read)} {'record' if len(read) == 1 else 'records'}"
        name = "made_undated" if not (dated and self.answer.as_of) else "made" if dated[0] != dated[-1] else "made_one"
        first, last = (plain_date(dated[0]), plain_date(dated[-1])) if dated else ("", "")
        return self.words[name].format(day=plain_date(self.answer.as_of), files=files, first=first, last=last)

    def cut(self, text: str) -> str:
        """A line that is no longer than there is room for."""
        flat = " ".join(text.split())
        return flat if len(flat) <= self.size.letters else f"{flat[: self.size.letters - 1].rstrip()}…"

    def lines(self, said: Iterable[str]) -> tuple[str, ...]:
        """As many lines as there is room for, and how many more there are."""
        once = list(dict.fromkeys(said))
        shown = tuple(self.cut(x) for x in once[: self.size.lines])
        rest = len(once) - len(shown)
        return (*shown, self.words["more"].format(count=rest)) if rest > 0 else shown

    def told(self, pointer: str, fact: object) -> Iterator[str]:
        """Name, value, date of a fact, and what is unsure about it."""
        said = describe(fact)
        if said is not None and said[1]:
            yield f"{said[0]}: {said[1]}{self.note(pointer, fact, said[2])}"

    def note(self, pointer: str, fact: object, date: str | None) -> str:
        """Date and doubts in brackets."""
        parts = [plain_date(date), self.mark(pointer, fact)]
        return f" ({', '.join(p for p in parts if p)})" if any(parts) else ""

    def mark(self, pointer: str, fact: object) -> str:
        if pointer in self.profile.unsure:
            return self.words["check"]
        as_of = self.answer.as_of
        return self.words["old"] if as_of and is_old(fact, self.pack, as_of) else ""

    def diagnoses(self) -> Iterator[str]:
        order = ("confirmed", "suspected", "historical", "ruled_out")
        ranked = sorted(enumerate(self.profile.diagnoses), key=lambda d: (order.index(d[1].status), d[0]))
        named = {d.disease for d in self.profile.diagnoses if d.subtype and d.status == "confirmed"}
        for i, d in ranked:
            said = describe(d)
            if said is not None and (d.subtype or d.disease not in named):
                yield f"{capital(said[1])}{self.note(f'diagnoses[{i}]', d, d.date)}"

    def risk(self) -> Iterator[str]:
        used = {s.system for s in self.pack.stage_systems}
        # What a report states stands before what was worked out here.
        ranked = sorted(enumerate(self.profile.stages), key=lambda s: (s[1].origin == "computed", s[0]))
        told = set()
        for i, s in ranked:
            result = _result(s)
            if result and (s.system in used or self.answer.fit == "out_of_scope") and s.system not in told:
                told.add(s.system)
                yield f"{s.system}: {result}{self.note(f'stages[{i}]', s, s.date)}, {self.words[s.origin]}"

    def results(self) -> Iterator[Result]:
        for analyte in self.views.sheet_results:
            held: list[tuple[str, Measured]] = [
                (f"labs[{i}]", x) for i, x in enumerate(self.profile.labs) if x.analyte == analyte
            ]
            held += [
                (f"findings[{i}]", x)
                for i, x in enumerate(self.profile.findings)
                if x.concept == analyte and x.value is not None and x.status == "present"
            ]
            held.sort(key=lambda r: _dated(r[1]), reverse=True)
            if held:
                yield self.result(held)

    def result(self, held: Sequence[tuple[str, Measured]]) -> Result:
        (pointer, latest), *rest = held
        name, value, date = describe(latest) or ("", "", None)
        former = next((describe(x) for _, x in rest if _dated(x) and _dated(x) != _dated(latest)), None)
        before = f"{former[1]} ({_short(former[2])})" if former is not None else ""
        return Result(name, value, _short(date), self.mark(pointer, latest), before)

    def genes(self) -> Iterator[str]:
        latest = max((k.collected or "" for k in self.profile.karyotypes), default="")
        for i, k in enumerate(self.profile.karyotypes):
            if (k.collected or "") == latest:
                yield from self.told(f"karyotypes[{i}]", k)
        for i, v in enumerate(self.profile.variants):
            yield from self.told(f"variants[{i}]", v)
        negative = [g for g in self.views.sheet_genes if g in self.profile.genes_tested_negative]
        if negative:
            yield self.words["no_change"].format(names=", ".join(negative))

    def treatments(self) -> Iterator[str]:
        given = [t for t in enumerate(self.profile.treatments) if t[1].status in GIVEN]
        for i, t in sorted(given, key=lambda t: (t[1].started or "", -t[0]), reverse=True):
            yield from self.told(f"treatments[{i}]", t)
        yield from self.told("transfusions", self.profile.transfusions)
        named = load_plain_names().treatments
        never = [named.get(n.agent) or capital(n.agent) for n in self.profile.not_given]
        if never:
            yield f"{load_plain_names().fields['not_given']}: {', '.join(dict.fromkeys(never))}"

    def cautions(self) -> tuple[tuple[str, str], ...]:
        said = [s for s in self.answer.statements if s.verdict == "caution"]
        return tuple(self.caution(s) for s in said[: self.size.lines])

    def caution(self, statement: Statement) -> tuple[str, str]:
        label = self.labels.get(statement.about or "", "")
        return capital(label), self.cut(first_sentence(statement.text)[0])

    def gaps(self) -> tuple[str, ...]:
        asked = [capital(a.label) for a in self.answer.ask_next]
        shown = [self.cut(x) for x in asked[: self.size.lines]]
        for name, count in (("doubts", len({r.question for r in self.profile.review})),
                            ("conflicts", len(self.profile.conflicts))):  # fmt: skip
            if count:
                shown.append(self.words[name if count > 1 else f"{name}_one"].format(count=count))
        return tuple(shown)


def _result(stage: Stage) -> str:
    """Category and score, or between what it must lie."""
    parts = [stage.category] if stage.category else []
    parts += [number(stage.score)] if stage.score is not None else []
    if stage.score is None and stage.range is not None:
        parts.append(f"{number(stage.range[0])} to {number(stage.range[1])}")
    return ", ".join(parts)


def _dated(fact: Measured) -> str:
    return (fact.collected if isinstance(fact, LabResult) else fact.date) or ""


def _short(iso: str | None) -> str:
    """24 Aug 2026."""
    return " ".join(w[:3] if w.isalpha() else w for w in plain_date(iso).split())
