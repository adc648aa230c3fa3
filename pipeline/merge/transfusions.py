"""Red-cell transfusions: statements and logs put together to a number, or a range, for eight weeks."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.asking import reason
from knowledge.merging import load_merge_knowledge
from pipeline.merge.items import Clash, Item, Part, facts_of, join_evidence, latest_first
from schemas.facts import Finding, TransfusionStatement
from schemas.profile import Transfusions
from schemas.provenance import Evidence


@dataclass(frozen=True, slots=True)
class _Rate:
    """Units in eight weeks, where they come from, and of which date."""

    low: float
    high: float
    date: str | None
    evidence: tuple[Evidence, ...]
    logged: bool


def merge_transfusions(findings: Sequence[Finding]) -> tuple[Transfusions, Part]:
    """The latest rate, dependence and lifetime number; the part holds what was unsure or in conflict."""
    part = Part("transfusions")
    found = facts_of(findings, TransfusionStatement)
    sure = [_fact(f) for f in found if f.doubt is None]
    doubtful = [f for f in found if f.doubt is not None]
    rate = _rate(part, sure)
    dependent = _dependent(part, sure)
    lifetime = max(
        (s for s in sure if s.units_lifetime is not None),
        key=lambda s: (s.units_lifetime or 0, latest_first(s.date)),
        default=None,
    )
    used = [s for s in (dependent, lifetime) if s is not None]
    evidence = {e for s in used for e in s.evidence} | set(rate.evidence if rate else ()) | {
        e for s in sure if s.events for e in s.evidence
    }  # fmt: skip
    dates = [d for d in (rate.date if rate else None, *(s.date for s in used)) if d is not None]
    merged = Transfusions(
        rbc_units_8_weeks=rate.low if rate is not None and rate.low == rate.high else None,
        rbc_units_8_weeks_range=(rate.low, rate.high) if rate is not None and rate.low != rate.high else None,
        rbc_units_lifetime=lifetime.units_lifetime if lifetime else None,
        dependent=dependent.dependent if dependent else None,
        date=(rate.date if rate and rate.date else max(dates, default=None)),
        evidence=join_evidence([_Holder(tuple(evidence))]),
    )
    _doubts(part, merged, doubtful)
    return merged, part


@dataclass(frozen=True, slots=True)
class _Holder:
    evidence: tuple[Evidence, ...]


def _fact(finding: Finding) -> TransfusionStatement:
    assert isinstance(finding.fact, TransfusionStatement)
    return finding.fact


def _doubts(part: Part, merged: Transfusions, doubtful: Sequence[Finding]) -> None:
    """A doubtful statement keeps its question where no surer one of its day or later says the same thing."""
    for finding in doubtful:
        fact = _fact(finding)
        known = (
            (fact.units_8_weeks is None or merged.rbc_units_8_weeks is not None)
            and (fact.units_lifetime is None or merged.rbc_units_lifetime is not None)
            and (fact.dependent is None or merged.dependent is not None)
            and not fact.events
        )
        if not (known and latest_first(merged.date) >= latest_first(fact.date)):
            part.items.append(Item(fact, finding.doubt, finding.source))


def _rate(part: Part, statements: Sequence[TransfusionStatement]) -> _Rate | None:
    """The latest rate stated or logged; one that stands against it on the same day is a conflict."""
    stated = [
        _Rate(round(s.units_8_weeks[0], 2), round(s.units_8_weeks[1], 2), s.date, s.evidence, False)
        for s in statements
        if s.units_8_weeks is not None
    ]
    logged = _logged(part, statements)
    stated, logged = _of_one_page(stated, logged)
    rates = sorted(
        [*stated, *([logged] if logged else [])], key=lambda r: (latest_first(r.date), not r.logged, r.low, r.high)
    )
    if not rates:
        return None
    latest = rates[-1]
    rivals = [r for r in rates if r.date == latest.date and _apart(r, latest)]
    if rivals:
        both = sorted({(r.low, r.high) for r in (*rivals, latest)})
        part.clashes.append(
            Clash(
                (),
                reason("units_apart"),
                tuple(_show(*b) for b in both),
                tuple(e for r in (*rivals, latest) for e in r.evidence),
                about="transfusions",
            )
        )
        return _Rate(
            min(b[0] for b in both),
            max(b[1] for b in both),
            latest.date,
            tuple(e for r in (*rivals, latest) for e in r.evidence),
            False,
        )
    return latest


def _of_one_page(stated: list[_Rate], logged: _Rate | None) -> tuple[list[_Rate], _Rate | None]:
    """A sum without a day that the log's own page states is as new as the log, and stands for it where it is less.

    The house counts from the day of its statement, the log from its last transfusion: older units have left the sum.
    """
    if logged is None:
        return stated, logged
    pages = {e.document for e in logged.evidence}
    known = [replace(r, date=logged.date) if r.date is None and _documents(r) <= pages else r for r in stated]
    own = [r for r, was in zip(known, stated, strict=True) if r is not was]
    return known, None if own and all(r.high <= logged.high for r in own) else logged


def _documents(rate: _Rate) -> set[str]:
    return {e.document for e in rate.evidence}


def _apart(a: _Rate, b: _Rate) -> bool:
    slack = load_merge_knowledge().transfusions.slack_units
    return a.low > b.high + slack or b.low > a.high + slack


def _show(low: float, high: float) -> str:
    return f"{low:g} units in 8 weeks" if low == high else f"{low:g} to {high:g} units in 8 weeks"


def _logged(part: Part, statements: Sequence[TransfusionStatement]) -> _Rate | None:
    """Units of the window that ends with the last logged transfusion, where the log is long enough to tell."""
    limits = load_merge_knowledge().transfusions
    units: dict[str, set[int]] = {}
    holders: list[TransfusionStatement] = []
    for statement in statements:
        for date, number in statement.events:
            if len(date) == 10:
                units.setdefault(date, set()).add(number)
        if statement.events:
            holders.append(statement)
    evidence = tuple(e for s in holders for e in s.evidence)
    for date in sorted(units):
        if len(units[date]) > 1:
            values = tuple(f"{n} units on {date}" for n in sorted(units[date]))
            part.clashes.append(Clash((), reason("units_of_a_day"), values, evidence, about="transfusions"))
    if not units:
        return None
    days = {dt.date.fromisoformat(d): numbers for d, numbers in units.items()}
    first, last = min(days), max(days)
    if len(days) < limits.least_events and (last - first).days < limits.least_span_days:
        return None
    window = [n for d, n in days.items() if (last - d).days < limits.window_days]
    low, high = sum(min(n) for n in window), sum(max(n) for n in window)
    return _Rate(float(low), float(high), last.isoformat(), evidence, True)


def _dependent(part: Part, statements: Sequence[TransfusionStatement]) -> TransfusionStatement | None:
    said = sorted(
        (s for s in statements if s.dependent is not None), key=lambda s: (latest_first(s.date), s.dependent is True)
    )
    if not said:
        return None
    latest = said[-1]
    against = [s for s in said if s.date == latest.date and s.dependent != latest.dependent]
    if against:
        part.clashes.append(
            Clash(
                (),
                reason("dependence_apart"),
                ("dependent", "not dependent"),
                join_evidence([latest, *against]),
                about="transfusions",
            )
        )
        return None
    return latest
