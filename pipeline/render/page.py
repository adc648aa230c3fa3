"""What every form of a tailored answer shows, worked out once: groups, reasons, explained words, sources in use."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from knowledge.packs import load_pack
from knowledge.tailoring import load_wording
from pipeline.render.explain import Explainer, Segment
from pipeline.render.facts import FactView, view
from pipeline.render.tidy import Shortener, gather
from schemas.answer import Alert, Question, Reason, Source, Statement, TailoredAnswer
from schemas.tailoring import Wording

ORDER = (
    "premise", "matches", "does_not_match", "cannot_tell", "already_tried", "investigational", "caution", "beside",
    "also", "figures", "information",
)  # fmt: skip
"""Groups in the order in which they are read."""
GENERAL_BREAK = " / "
MOST_MISSING = 10


@dataclass(frozen=True)
class Said:
    """A statement with its title, the facts it stands on and its numbered sources."""

    statement: Statement
    label: str
    verdict: str
    text: tuple[Segment, ...]
    facts: tuple[FactView, ...]
    sources: tuple[tuple[int, Source], ...]


@dataclass(frozen=True)
class Group:
    """Statements of one verdict under a plain title."""

    key: str
    title: str
    said: tuple[Said, ...]


@dataclass(frozen=True)
class Warned:
    """An alert with its facts."""

    title: str
    text: tuple[Segment, ...]
    facts: tuple[FactView, ...]
    sources: tuple[tuple[int, Source], ...]


@dataclass(frozen=True)
class Asked:
    """A question with its facts."""

    question: Question
    facts: tuple[FactView, ...]


@dataclass(frozen=True)
class Fate:
    """What became of one sentence of the general answer; ``where`` names what speaks of it now, or says why not."""

    words: str
    change: str
    where: str


@dataclass(frozen=True)
class Page:
    """A tailored answer, ready to be laid out."""

    answer: TailoredAnswer
    wording: Wording
    alerts: tuple[Warned, ...]
    summary: tuple[Said, ...]
    groups: tuple[Group, ...]
    kept: tuple[Said, ...]
    missing: tuple[str, ...]
    questions: tuple[Asked, ...]
    fates: tuple[Fate, ...]
    sources: tuple[tuple[int, Source], ...]


def page_of(answer: TailoredAnswer) -> Page:
    """Everything a reader sees of ``answer``, in order."""
    builder = _Builder(answer)
    summary_texts = {s.text for s in answer.summary}
    told = [s for s in answer.statements if s.change != "dropped" and s.text not in summary_texts]
    # Words are explained where they first stand, so the parts are built in the order in which they are read.
    return Page(
        answer=answer,
        wording=builder.wording,
        alerts=tuple(builder.warned(a) for a in answer.alerts),
        summary=tuple(builder.said(s) for s in answer.summary),
        groups=tuple(builder.groups([s for s in told if s.change != "kept"])),
        kept=tuple(builder.said(s) for s in told if s.change == "kept"),
        missing=builder.missing(),
        questions=tuple(Asked(q, builder.facts(q.because)) for q in answer.questions),
        fates=tuple(builder.fates()),
        sources=tuple((i, answer.sources[key]) for key, i in builder.numbered.items()),
    )


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _group_of(statement: Statement) -> str:
    for key in ("premise", "figures"):
        if statement.id.startswith(f"s-{key}"):
            return key
    if statement.general is None and statement.verdict in ("matches", "already_tried"):
        return "beside"
    return "also" if statement.verdict == "information" and statement.because else statement.verdict


def _used(answer: TailoredAnswer) -> list[str]:
    keys = [k for a in answer.alerts for k in a.sources]
    keys += [k for s in (*answer.summary, *answer.statements) if s.change != "dropped" for k in s.sources]
    return [k for k in dict.fromkeys(keys) if k in answer.sources]


class _Builder:
    """Resolves the pointers of one answer and remembers what has been said."""

    def __init__(self, answer: TailoredAnswer) -> None:
        self.answer = answer
        self.wording = load_wording()
        self.pack = load_pack(answer.disease)
        self.labels = {c.id: c.label for c in self.pack.concepts}
        self.options = {c.id for c in self.pack.concepts if c.kind == "option"}
        self.numbered = {key: i for i, key in enumerate(_used(answer), start=1)}
        self.gate = next((s.because for s in answer.summary if s.id == "s-fit"), ())
        self.explain = Explainer(answer.disease)
        self.shortener = Shortener()

    def groups(self, statements: list[Statement]) -> Iterator[Group]:
        for key in ORDER:
            members = gather((s for s in statements if _group_of(s) == key), self.labels, self.pack.agent_groups)
            if members:
                title = self.wording.headings["also"] if key == "also" else self.wording.groups.get(key)
                said = tuple(self.said(s) for s in members)
                yield Group(key, title or self.wording.groups["information"], said)

    def said(self, statement: Statement) -> Said:
        about = statement.about or ""
        named = about in self.options and statement.verdict != "information"
        label = _capital(self.labels[about]) if named and statement.rule else ""
        text = self.explain.split(self.shortener.shorten(statement.text))
        # The diagnosis is a reason of every verdict; it is shown once, with the fit.
        own = tuple(r for r in statement.because if r not in self.gate) or statement.because
        verdict = self.wording.verdicts[statement.verdict] if label else ""
        return Said(statement, label, verdict, text, self.facts(own), self.cited(statement.sources))

    def warned(self, alert: Alert) -> Warned:
        text = self.explain.split(self.shortener.shorten(alert.text))
        return Warned(self.wording.tiers[alert.tier], text, self.facts(alert.because), self.cited(alert.sources))

    def facts(self, because: tuple[Reason, ...]) -> tuple[FactView, ...]:
        found = (view(self.answer.profile, r.fact) for r in because)
        return tuple(dict.fromkeys(f for f in found if f is not None))

    def cited(self, keys: tuple[str, ...]) -> tuple[tuple[int, Source], ...]:
        return tuple((self.numbered[k], self.answer.sources[k]) for k in keys if k in self.numbered)

    def missing(self) -> tuple[str, ...]:
        """Plain names of what would settle a ``cannot_tell``; what would settle most stands first."""
        counted = Counter(m for s in self.answer.statements for m in s.missing)
        gene = self.pack.phrases["gene_test"]
        names = (self.pack.labels.get(n) or gene.replace("{gene}", n) for n, _ in counted.most_common(MOST_MISSING))
        return tuple(dict.fromkeys(names))

    def fates(self) -> Iterator[Fate]:
        """Every sentence of the general answer once, with all that speaks of it now."""
        found: dict[str, list[Statement]] = {}
        for s in _each_once((*self.answer.summary, *self.answer.statements)):
            for words in (s.general or "").split(GENERAL_BREAK):
                if words:
                    found.setdefault(words, []).append(s)
        for words, statements in found.items():
            change = next((s.change for s in statements if s.change), "kept")
            labels = dict.fromkeys(self.labels[s.about] for s in statements if s.about in self.labels)
            where = statements[0].text if change == "dropped" else ", ".join(labels) if change != "kept" else ""
            yield Fate(words, self.wording.changes[change], where)


def _each_once(statements: Iterable[Statement]) -> Iterator[Statement]:
    """The summary repeats statements under a name of its own."""
    seen: set[str] = set()
    for s in statements:
        name = s.id.removesuffix("-short")
        if name not in seen:
            seen.add(name)
            yield s
