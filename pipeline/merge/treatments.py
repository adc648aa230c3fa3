"""Treatments: one entry for each course of an agent, in its latest state."""

from collections.abc import Iterable, Sequence
from typing import Any

from extractors.asking import reason
from knowledge.loader import load_vocabulary
from knowledge.merging import load_merge_knowledge
from pipeline.merge.items import (
    Clash,
    Item,
    Part,
    compatible,
    days_between,
    facts_of,
    finer,
    join_evidence,
    latest_first,
)
from schemas.facts import GIVEN, Finding, Treatment


def merge_treatments(findings: Sequence[Finding]) -> Part:
    """Courses given, and for agents never given the latest word on them (planned, declined, considered)."""
    part = Part("treatments")
    groups: dict[str, list[Finding]] = {}
    for finding in facts_of(findings, Treatment):
        groups.setdefault(_fact(finding).agent, []).append(finding)
    for group in groups.values():
        sure = [f for f in group if f.doubt is None]
        _merge_agent(part, sure or group)
    return part


def _fact(finding: Finding) -> Treatment:
    assert isinstance(finding.fact, Treatment)
    return finding.fact


def _merge_agent(part: Part, findings: list[Finding]) -> None:
    given = [f for f in findings if _fact(f).status in GIVEN]
    meant = [f for f in findings if _fact(f).status not in GIVEN]
    general = load_merge_knowledge().courses.general
    another = _fact(findings[0]).agent in general  # what is planned is not what was given
    courses = _courses(given)
    for course in courses:
        _merge_course(part, course, [] if another else meant)
    last = max((latest_first(_said(f)) for f in given), default=(-1, ""))
    over = bool(given) and all(i.fact.status != "ongoing" for i in part.items if i.fact.agent == _fact(given[0]).agent)
    planned = [f for f in meant if _fact(f).status == "planned"]
    later = [f for f in planned if latest_first(_said(f)) > last or (another and latest_first(_said(f)) == last)]
    if not given and meant:
        _merge_intent(part, meant)
    elif over and later:  # over, and spoken of again since
        _merge_intent(part, later)


def _said(finding: Finding) -> str | None:
    return _fact(finding).recorded or finding.source.dated


def _courses(findings: list[Finding]) -> list[list[Finding]]:
    """Findings by course: starts far apart, or a start after an end, are courses of their own; the rest joins them."""
    apart = load_merge_knowledge().courses.apart_days
    dated = sorted((f for f in findings if _fact(f).started), key=lambda f: (_fact(f).started or "", _said(f) or ""))
    courses: list[list[Finding]] = []
    for finding in dated:
        start = _fact(finding).started or ""
        home = next((c for c in reversed(courses) if _joins(start, c, apart)), None)
        if home is None:
            courses.append([finding])
        else:
            home.append(finding)
    rest = [f for f in findings if not _fact(f).started]
    if not courses:
        return [rest] if rest else []
    for finding in rest:
        said = _said(finding)
        begun = [c for c in courses if said is None or min(_fact(f).started or "" for f in c) <= said]
        (begun or courses)[-1].append(finding)
    return courses


def _joins(start: str, course: list[Finding], apart: int) -> bool:
    starts = [s for f in course if (s := _fact(f).started)]
    ends = [e for f in course if (e := _fact(f).ended)]
    if any(compatible(start, s) for s in starts):
        return True
    return all(days_between(start, s) <= apart for s in starts) and not any(e < start for e in ends)


def _merge_course(part: Part, course: list[Finding], meant: list[Finding]) -> None:
    facts = [_fact(f) for f in course]
    by_time = sorted(course, key=lambda f: latest_first(_said(f)))
    lead = by_time[-1]
    now = [f for f in by_time if latest_first(_said(f)) == latest_first(_said(lead))]
    status = _status(now, meant)
    update: dict[str, Any] = {
        "status": status,
        "started": _earliest(f.started for f in facts),
        "ended": None if status == "ongoing" else _last(by_time, "ended"),
        "cycles": max((f.cycles for f in facts if f.cycles is not None), default=None),
        "line": _last(by_time, "line"),
        "response": _last(by_time, "response"),
        "stop_reason": _last(by_time, "stop_reason") if status == "stopped" else _pause(now, status),
        "recorded": _last(by_time, "recorded"),
        "evidence": join_evidence(facts),
    }
    item = Item(_fact(lead).model_copy(update=update), course[0].doubt, lead.source)
    part.items.append(item)
    said = sorted({_fact(f).status for f in now})
    places = {(f.source.document, f.source.index) for f in now}
    if len(said) > 1 and "ongoing" in said and len(places) > 1 and _said(lead) is not None:
        part.clashes.append(
            Clash(
                (item,),
                reason("states_apart", date=_said(lead)),
                tuple(f"{_fact(lead).agent}: {s}" for s in said),
            )
        )


def _pause(now: list[Finding], status: str) -> str | None:
    """That a course which is not over rests, where the latest report says so."""
    return "on_hold" if status == "ongoing" and any(_fact(f).stop_reason == "on_hold" for f in now) else None


def _status(now: list[Finding], meant: list[Finding]) -> str:
    """The state that the latest report gives; an end outweighs, unless more is planned of what was completed."""
    said = {_fact(f).status for f in now}
    when = latest_first(_said(now[0]))
    planned = any(_fact(f).status == "planned" and latest_first(_said(f)) == when for f in meant)
    if "stopped" in said:
        return "stopped"
    if "ongoing" in said:
        return "ongoing"
    return "ongoing" if planned else "completed"


def _earliest(dates: Iterable[str | None]) -> str | None:
    known = [d for d in dates if d is not None]
    first = min(known, default=None)
    for date in known:
        if first is not None and compatible(first, date):
            first = finer(first, date)
    return first


def _last(by_time: list[Finding], name: str) -> Any:
    return next((v for f in reversed(by_time) if (v := getattr(_fact(f), name)) is not None), None)


def _merge_intent(part: Part, meant: list[Finding]) -> None:
    by_time = sorted(meant, key=lambda f: latest_first(_said(f)))
    lead = by_time[-1]
    when = latest_first(_said(lead))
    now = [f for f in by_time if latest_first(_said(f)) == when]
    for status in ("declined", "planned", "considered"):
        chosen = next((f for f in now if _fact(f).status == status), None)
        if chosen is not None:
            break
    assert chosen is not None
    joined = _fact(chosen).model_copy(update={"evidence": join_evidence([_fact(f) for f in now])})
    item = Item(joined, chosen.doubt, chosen.source)
    part.items.append(item)
    said = {_fact(f).status for f in now}
    places = {(f.source.document, f.source.index) for f in now}
    if {"declined", "planned"} <= said and len(places) > 1:
        part.clashes.append(
            Clash(
                (item,),
                reason("planned_and_declined"),
                tuple(f"{joined.agent}: {s}" for s in sorted(said)),
            )
        )


def never_given_clashes(treatments: Part, not_given: Part) -> list[Clash]:
    """Given according to one record, never given according to another that is not older than the treatment."""
    classes = {a.name: set(a.classes) for a in load_vocabulary().agents}
    clashes = []
    for denied in not_given.items:
        for item in treatments.items:
            fact = item.fact
            about = denied.fact.agent == fact.agent or denied.fact.agent in classes.get(fact.agent, set())
            before = denied.fact.date is not None and fact.started is not None and denied.fact.date < fact.started
            if about and fact.status in GIVEN and not before:
                clashes.append(
                    Clash(
                        items=(item,),
                        why=reason("given_and_never"),
                        values=(f"{fact.agent}: {fact.status}", f"{denied.fact.agent}: never given"),
                        evidence=denied.fact.evidence,
                    )
                )
    return clashes
