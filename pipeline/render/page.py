"""What every form of a tailored answer shows, worked out once: groups, reasons, explained words, sources in use."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from knowledge.tailoring import load_wording
from pipeline.render.explain import Explainer, Segment
from pipeline.render.facts import FactView, view
from schemas.answer import Alert, Question, Reason, Source, Statement, TailoredAnswer
from schemas.tailoring import Wording

ORDER = (
    "premise", "matches", "does_not_match", "cannot_tell", "already_tried", "investigational", "caution", "information",
)  # fmt: skip
"""Groups in the order in which they are read."""


@dataclass(frozen=True)
class Said:
    """A statement with the facts it stands on and its numbered sources."""

    statement: Statement
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

    alert: Alert
    text: tuple[Segment, ...]
    title: str
    facts: tuple[FactView, ...]
    sources: tuple[tuple[int, Source], ...]


@dataclass(frozen=True)
class Asked:
    """A question with its facts."""

    question: Question
    facts: tuple[FactView, ...]


@dataclass(frozen=True)
class Page:
    """A tailored answer, ready to be laid out."""

    answer: TailoredAnswer
    wording: Wording
    alerts: tuple[Warned, ...]
    summary: tuple[Said, ...]
    groups: tuple[Group, ...]
    kept: tuple[Said, ...]
    changes: tuple[Statement, ...]
    questions: tuple[Asked, ...]
    sources: tuple[tuple[int, Source], ...]


def page_of(answer: TailoredAnswer) -> Page:
    """Everything a reader sees of ``answer``, in order."""
    wording = load_wording()
    numbered = {key: i for i, key in enumerate(_used(answer), start=1)}
    builder = _Builder(answer, numbered)
    summary_texts = {s.text for s in answer.summary}
    told = [s for s in answer.statements if s.change != "dropped" and s.text not in summary_texts]
    # Words are explained where they first stand, so the parts are built in the order in which they are read.
    alerts = tuple(builder.warned(a, wording) for a in answer.alerts)
    summary = tuple(builder.said(s) for s in answer.summary)
    groups = tuple(_groups(builder, wording, [s for s in told if s.change != "kept"]))
    return Page(
        answer=answer,
        wording=wording,
        alerts=alerts,
        summary=summary,
        groups=groups,
        kept=tuple(builder.said(s) for s in told if s.change == "kept"),
        changes=tuple(s for s in _in_place(answer) if s.general),
        questions=tuple(Asked(q, builder.facts(q.because)) for q in answer.questions),
        sources=tuple((i, answer.sources[key]) for key, i in numbered.items()),
    )


def _groups(builder: "_Builder", wording: Wording, statements: list[Statement]) -> Iterator[Group]:
    for key in ORDER:
        members = [s for s in statements if _group_of(s) == key]
        if members:
            title = wording.groups["information" if key == "premise" else key]
            yield Group(key, title, tuple(builder.said(s) for s in members))


def _group_of(statement: Statement) -> str:
    return "premise" if statement.id.startswith("s-premise-") else statement.verdict


def _in_place(answer: TailoredAnswer) -> Iterable[Statement]:
    seen: set[str] = set()
    for s in (*answer.summary, *answer.statements):
        name = s.id.removesuffix("-short")
        if name not in seen:
            seen.add(name)
            yield s


def _used(answer: TailoredAnswer) -> list[str]:
    keys = [k for a in answer.alerts for k in a.sources]
    keys += [k for s in (*answer.summary, *answer.statements) if s.change != "dropped" for k in s.sources]
    return [k for k in dict.fromkeys(keys) if k in answer.sources]


class _Builder:
    """Resolves the pointers of one answer."""

    def __init__(self, answer: TailoredAnswer, numbered: dict[str, int]) -> None:
        self.answer = answer
        self.numbered = numbered
        self.explain = Explainer(answer.disease)

    def facts(self, because: tuple[Reason, ...]) -> tuple[FactView, ...]:
        found = (view(self.answer.profile, r.fact) for r in because)
        return tuple(dict.fromkeys(f for f in found if f is not None))

    def cited(self, keys: tuple[str, ...]) -> tuple[tuple[int, Source], ...]:
        return tuple((self.numbered[k], self.answer.sources[k]) for k in keys if k in self.numbered)

    def said(self, statement: Statement) -> Said:
        return Said(
            statement, self.explain.split(statement.text), self.facts(statement.because), self.cited(statement.sources)
        )

    def warned(self, alert: Alert, wording: Wording) -> Warned:
        return Warned(
            alert,
            self.explain.split(alert.text),
            wording.tiers[alert.tier],
            self.facts(alert.because),
            self.cited(alert.sources),
        )
