"""What merging works with: facts of one kind that are put together, and what is said of them."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from knowledge.merging import load_merge_knowledge
from schemas.facts import Doubt, Fact, Finding, LabResult, ReportKey
from schemas.provenance import Evidence


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """A merged fact, its doubt if it is not sure, and the report it is taken from (the surest of several)."""

    fact: Any
    doubt: Doubt | None = None
    source: ReportKey | None = None


@dataclass(frozen=True, slots=True)
class Clash:
    """Facts that cannot all be right. ``items`` stand in the part; ``evidence`` adds to theirs."""

    items: tuple[Item, ...]
    why: str
    values: tuple[str, ...]
    evidence: tuple[Evidence, ...] = ()
    about: str | None = None


@dataclass(frozen=True, slots=True)
class Loose:
    """A doubt about a fact that does not stand in the profile because a surer one does."""

    fact: Any
    doubt: Doubt
    evidence: tuple[Evidence, ...]


@dataclass(slots=True)
class Part:
    """One list of the profile in the making."""

    name: str
    items: list[Item] = field(default_factory=list)
    clashes: list[Clash] = field(default_factory=list)
    loose: list[Loose] = field(default_factory=list)

    def swap(self, old: Item, new: Item) -> None:
        """Put ``new`` where ``old`` stands, in clashes too."""
        self.items = [new if i is old else i for i in self.items]
        self.clashes = [
            replace(c, items=tuple(new if i is old else i for i in c.items)) for c in self.clashes
        ]  # fmt: skip


def evidence_key(e: Evidence) -> tuple[Any, ...]:
    """The canonical order of evidence."""
    return (e.file, e.page, e.bbox[1], e.bbox[0], e.bbox, e.quote, e.document, e.method, e.confidence)


def join_evidence(facts: Iterable[Any]) -> tuple[Evidence, ...]:
    """All evidence of ``facts``, once each, in canonical order."""
    return tuple(sorted({e for f in facts for e in f.evidence}, key=evidence_key))


def trust(key: ReportKey) -> int:
    """0 for the surest original; larger is less sure."""
    order = load_merge_knowledge().trust.order
    return order.index(key.kind) if key.kind in order else len(order)


def _counted_here(finding: Finding) -> bool:
    """Whether the laboratory itself reports a count of the blood: other reports, also of a marrow, retell it."""
    fact, marrow = finding.fact, load_merge_knowledge().trust.marrow_analytes
    return isinstance(fact, LabResult) and finding.source.kind == "lab" and fact.analyte not in marrow


def canonical(finding: Finding) -> tuple[Any, ...]:
    """A total order of findings that no upload order changes: the surest first."""
    source = finding.source
    return (
        not _counted_here(finding),
        trust(source),
        source.file,
        source.document,
        source.index,
        [evidence_key(e) for e in finding.fact.evidence],
        type(finding.fact).__name__,
        finding.fact.model_dump_json(),
        finding.extractor,
        finding.prior,
        finding.doubt.model_dump_json() if finding.doubt else "",
    )


def compatible(a: str | None, b: str | None) -> bool:
    """Whether two dates may be one: equal as far as the less precise one goes; unknown ones are compatible with all."""
    return a is None or b is None or a.startswith(b) or b.startswith(a)


def finer(a: str | None, b: str | None) -> str | None:
    """The more precise of two compatible dates."""
    return max((d for d in (a, b) if d is not None), key=len, default=None)


def days_of(date: str) -> tuple[dt.date, dt.date]:
    """First and last day that an ISO date of any precision may mean."""
    year, month, day = (*(int(p) for p in date.split("-")), 0, 0)[:3]
    first = dt.date(year, month or 1, day or 1)
    if day:
        return first, first
    if not month:
        return first, dt.date(year, 12, 31)
    following = dt.date(year + month // 12, month % 12 + 1, 1)
    return first, following - dt.timedelta(days=1)


def days_between(a: str, b: str) -> int:
    """The least number of days between two dates as precise as they are; 0 where they may be one."""
    (a0, a1), (b0, b1) = days_of(a), days_of(b)
    return max(0, (b0 - a1).days, (a0 - b1).days)


def latest_first(date: str | None) -> tuple[int, str]:
    """A sort key that is larger for later dates; unknown dates are smallest."""
    return (0, "") if date is None else (1, date)


def unique(values: Sequence[str]) -> tuple[str, ...]:
    """The values, once each, in the order given."""
    return tuple(dict.fromkeys(values))


def facts_of(findings: Iterable[Finding], kind: type[Any]) -> list[Finding]:
    """The findings whose fact is of ``kind``, in canonical order."""
    return sorted((f for f in findings if isinstance(f.fact, kind)), key=canonical)


__all__ = ["Clash", "Fact", "Item", "Loose", "Part"]
