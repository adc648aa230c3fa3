"""Evaluate expressions over a profile in three-valued logic."""

from collections.abc import Callable
from functools import cached_property
from typing import Any

from pipeline.evaluate import genetics, kleene
from pipeline.evaluate.facts import FactBase
from pipeline.evaluate.has import holds
from pipeline.evaluate.kleene import Gap, Interval, Tri, interval_of, unique
from pipeline.evaluate.stages import Side, risk_side, side_of, test_stage
from schemas.expressions import (
    All,
    AnyOf,
    AtLeast,
    BiomarkerAtom,
    Bounds,
    ClauseRef,
    CyclesAtom,
    DiagnosisAtom,
    Expr,
    FindingAtom,
    HasAtom,
    KaryotypeAtom,
    LabAtom,
    Not,
    OutcomeAtom,
    PatientAtom,
    PerformanceAtom,
    RiskAtom,
    StageAtom,
    TransfusionAtom,
    TreatedAtom,
    VariantAtom,
)
from schemas.facts import LabResult, Treatment


class Evaluator:
    """Answers expressions over one profile; each clause is worked out once.

    A ``brief`` one is for sentences that do not print their reasons: where several facts would each do, it points at
    none of them, so that every fact pointed at is one without which the sentence would not stand as it does.
    """

    def __init__(self, facts: FactBase, *, brief: bool = False) -> None:
        self.facts = facts
        self.brief = brief
        self._known: dict[str, Tri] = {}

    @cached_property
    def risk(self) -> Side:
        """The side that the usable scores agree on."""
        return risk_side(self.facts)

    def clause(self, clause_id: str) -> Tri:
        """A clause by id. Where it has a sentence for its value, it is what is said."""
        if clause_id not in self._known:
            clause = self.facts.clauses[clause_id]
            result = self.test(clause.when)
            if result.value is None and clause.missing:
                gaps = _renamed(result.gaps, clause.missing)
                # Under one name for all that is open, what is known of a part makes no difference.
                because = unique(p for g in gaps for p in g.pointers) if self.brief else result.because
                result = Tri(None, because, gaps, result.said)
            if not self.brief and ((result.value is True and clause.yes) or (result.value is False and clause.no)):
                result = Tri(result.value, result.because, result.gaps, ((clause_id, result.value),))
            self._known[clause_id] = result
        return self._known[clause_id]

    def test(self, expr: Expr) -> Tri:
        """The value of an expression, with its reasons."""
        result = _HANDLERS[type(expr)](self, expr)
        if self.brief and result.value is False and getattr(expr, "silent", "unknown") == "no":
            return Tri(False)  # silence would say the same, so it stands on no fact
        return result


def _renamed(gaps: tuple[Gap, ...], name: str) -> tuple[Gap, ...]:
    """One name for all of them: where one speaks of it and does not settle it, that others are silent adds nothing."""
    renamed = unique(Gap(name, g.why, g.pointers, g.date) for g in gaps)
    return tuple(g for g in renamed if g.why != "absent") or renamed or (Gap(name, "absent"),)


def _within(bounds: Bounds, interval: Interval) -> bool | None:
    return interval.within(lt=bounds.lt, le=bounds.le, gt=bounds.gt, ge=bounds.ge)


def _silence(silent: str, name: str) -> Tri:
    return Tri(False) if silent == "no" else Tri(None, gaps=(Gap(name, "absent"),))


def _lab_value(atom: LabAtom, lab: LabResult) -> bool | None:
    value = _within(atom, interval_of(lab.value, lab.comparator))
    if atom.ge_uln is None or value is False:
        return value
    if lab.reference_high is None:
        return None
    over = interval_of(lab.value, lab.comparator).at_least(atom.ge_uln * lab.reference_high)
    return over if over is not True else value


def _lab(ev: Evaluator, atom: LabAtom) -> Tri:
    facts = ev.facts
    if atom.times > 1:
        return _lab_times(facts, atom)
    if atom.rises_by is not None:
        return _lab_rises(facts, atom, atom.rises_by)
    latest = facts.latest(atom.lab)
    if not latest:
        return Tri(None, gaps=(Gap(atom.lab, "absent"),))
    pointers = tuple(p for p, _ in latest)
    for pointer, lab in latest:
        gap = facts.gap_of(atom.lab, pointer, lab.collected)
        if gap is not None and not (atom.any_age and gap.why in ("stale", "undated")):
            return Tri(None, unique((*pointers, *gap.pointers)), (gap,))
    values = {_lab_value(atom, lab) for _, lab in latest}
    if len(values) > 1:
        return Tri(None, pointers, (Gap(atom.lab, "conflict", pointers),))
    value = values.pop()
    return Tri(value, pointers, () if value is not None else (Gap(atom.lab, "unsure", pointers),))


def _lab_times(facts: FactBase, atom: LabAtom) -> Tri:
    days: dict[str, str] = {}
    for pointer, lab in facts.labs.get(atom.lab, []):
        if lab.collected and not facts.blocked(pointer) and _lab_value(atom, lab):
            days.setdefault(lab.collected, pointer)
    if len(days) >= atom.times:
        return Tri(True, tuple(days.values()))
    latest = facts.latest(atom.lab)
    if latest and facts.gap_of(atom.lab, latest[0][0], latest[0][1].collected) is None:
        if _lab_value(atom, latest[0][1]) is False:
            return Tri(False, (latest[0][0],))
        return Tri(None, (latest[0][0],), (Gap(atom.lab, "unsure", (latest[0][0],)),))
    return Tri(None, gaps=(Gap(atom.lab, "absent"),))


def _lab_rises(facts: FactBase, atom: LabAtom, factor: float) -> Tri:
    """Whether the latest result lies above the one before it; both have to be dated, exact and undisputed."""
    latest = facts.latest(atom.lab)
    older = facts.before(atom.lab)
    if not latest or not older or latest[0][1].collected is None:
        return Tri(None, gaps=(Gap(atom.lab, "absent"),))
    (now_at, now), (then_at, then) = latest[0], older[0]
    pointers = (now_at, then_at)
    gap = facts.gap_of(atom.lab, now_at, now.collected)
    if gap is not None or facts.blocked(then_at) or now.comparator or then.comparator or len(latest) + len(older) > 2:
        return Tri(None, pointers, (gap or Gap(atom.lab, "unsure", pointers),))
    return Tri(now.value > then.value and now.value >= factor * then.value, pointers)


def _biomarker(ev: Evaluator, atom: BiomarkerAtom) -> Tri:
    found = [(f"biomarkers[{i}]", b) for i, b in enumerate(ev.facts.profile.biomarkers) if b.name == atom.biomarker]
    if not found:
        return _silence(atom.silent, atom.biomarker)
    newest = max(b.collected or "" for _, b in found)
    latest = [(p, b) for p, b in found if (b.collected or "") == newest]
    pointers = tuple(p for p, _ in latest)
    for pointer, marker in latest:
        gap = ev.facts.gap_of(atom.biomarker, pointer, marker.collected)
        if gap is not None:
            return Tri(None, pointers, (gap,))
    states = {b.status for _, b in latest}
    if len(states) > 1 or not states <= {"positive", "negative"}:
        return Tri(None, pointers, (Gap(atom.biomarker, "conflict" if len(states) > 1 else "unsure", pointers),))
    return Tri(states == {atom.status}, pointers)


def _diagnosis(ev: Evaluator, atom: DiagnosisAtom) -> Tri:
    found = [(f"diagnoses[{i}]", d) for i, d in enumerate(ev.facts.profile.diagnoses) if d.disease == atom.diagnosis]
    name = f"{atom.diagnosis}_diagnosis"
    usable = [(p, d) for p, d in found if not ev.facts.blocked(p)]
    hits = [(p, d) for p, d in usable if d.status in atom.status]
    if atom.status == ("confirmed",):
        hits = ev.facts.confirmed(atom.diagnosis)
    if atom.called:
        named = [(p, d) for p, d in hits if _is_called(atom.called, d.subtype, d.label)]
        if named or hits:
            return Tri(bool(named), tuple(p for p, _ in (named or hits)))
    elif hits:
        return Tri(True, tuple(p for p, _ in hits))
    if len(usable) < len(found):
        pointers = tuple(p for p, _ in found)
        return Tri(None, pointers, (Gap(name, ev.facts.blocked(found[0][0]) or "conflict", pointers),))
    ruled_out = tuple(p for p, d in usable if d.status == "ruled_out")
    if ruled_out and len(ruled_out) == len(usable) and "confirmed" in atom.status:
        return Tri(False, ruled_out)
    if usable and atom.silent == "unknown":
        pointers = tuple(p for p, _ in usable)
        return Tri(None, pointers, (Gap(name, "unsure", pointers),))
    return _silence(atom.silent, name)


def _is_called(names: tuple[str, ...], subtype: str | None, label: str) -> bool:
    return any(n == subtype or n.lower() in label.lower() for n in names)


def _stage(ev: Evaluator, atom: StageAtom) -> Tri:
    if atom.side:
        result = side_of(ev.facts, atom.stage, necessary=ev.brief)
    else:
        result = test_stage(ev.facts, atom.stage, atom, necessary=ev.brief)
    if atom.side == "higher":
        result = kleene.negate(result)
    absent = result.value is None and all(g.why == "absent" for g in result.gaps)
    return Tri(False) if absent and atom.silent == "no" else result


def _risk(ev: Evaluator, atom: RiskAtom) -> Tri:
    result = ev.risk.test(atom.risk)
    if ev.brief and result.value is not None and len(result.because) > 1:
        result = Tri(result.value)
    return Tri(False) if result.value is None and atom.silent == "no" else result


def _treated(ev: Evaluator, atom: TreatedAtom) -> Tri:
    facts, name = ev.facts, f"{atom.treated}_history"
    hits = facts.treatments(atom.treated, atom.status)
    sure = tuple(p for p, _ in hits if not facts.blocked(p))
    denied = tuple(p for p, _ in facts.never_given(atom.treated))
    never = tuple(p for p in denied if not facts.blocked(p))
    if hits and not sure:
        pointers = tuple(p for p, _ in hits)
        return Tri(None, pointers, (Gap(name, facts.blocked(pointers[0]) or "conflict", pointers),))
    if sure and never and not _after(facts, atom.treated):
        return Tri(None, (*sure, *never), (Gap(name, "conflict", (*sure, *never)),))
    if sure:
        return Tri(True, sure)
    if never:
        return Tri(False, never)
    if denied:
        return Tri(None, denied, (Gap(name, facts.blocked(denied[0]) or "conflict", denied),))
    # Declined, planned or merely weighed: the records speak of it and do not say that it was given.
    spoken = tuple(p for p, _ in facts.treatments(atom.treated, ("planned", "declined", "considered")))
    if spoken and atom.silent == "unknown":
        return Tri(None, spoken, (Gap(name, "unsure", spoken),))
    return _silence(atom.silent, name)


def _after(facts: FactBase, group: str) -> bool:
    """Whether a treatment is dated after every statement that it was never given."""
    given = [t.ended or t.started or t.recorded or "" for _, t in facts.treatments(group)]
    return max(given, default="") > max((d or "9999" for _, d in facts.never_given(group)), default="")


def went(ev: Evaluator, treatment: Treatment, kind: str) -> bool:
    """Whether the record of a course says that it ``failed``, ``responded`` or was ``not_tolerated``."""
    words: tuple[str, ...] = getattr(ev.facts.pack.outcome_words, kind)
    said = [treatment.response] if kind != "not_tolerated" else []
    if kind != "responded":
        said.append(treatment.stop_reason)
    return any(s is not None and s.lower().replace("_", " ") in words for s in said)


def _outcome(ev: Evaluator, atom: OutcomeAtom) -> Tri:
    given = ev.test(TreatedAtom(treated=atom.outcome, silent="no" if atom.documented else atom.silent))
    if given.value is not True:
        return given
    courses = [(p, t) for p, t in ev.facts.treatments(atom.outcome) if p in given.because]
    hits = tuple(p for p, t in courses if went(ev, t, atom.kind))
    if hits:
        return Tri(True, hits)
    if atom.documented:
        return Tri(False, given.because)
    others = [k for k in ("failed", "responded", "not_tolerated") if k != atom.kind]
    if all(any(went(ev, t, k) for k in others) for _, t in courses):
        return Tri(False, given.because)
    # Without the course, one that is only planned or declined would leave it as open: then none is needed.
    open_ = ev.brief and atom.silent == "unknown" and len(courses) == len(ev.facts.treatments(atom.outcome))
    spoken = open_ and ev.facts.treatments(atom.outcome, ("planned", "declined", "considered"))
    because = () if spoken else given.because
    return Tri(None, because, (Gap(f"{atom.outcome}_outcome", "unsure", because),))


def _cycles(ev: Evaluator, atom: CyclesAtom) -> Tri:
    courses = [(p, t) for p, t in ev.facts.treatments(atom.cycles) if not ev.facts.blocked(p)]
    counted = [(p, t.cycles) for p, t in courses if t.cycles is not None]
    if not counted:
        return Tri(None, tuple(p for p, _ in courses), (Gap(f"{atom.cycles}_cycles", "absent"),))
    most = float(max(c for _, c in counted))
    return Tri(_within(atom, Interval(most, most)), tuple(p for p, _ in counted))


def _transfusions(ev: Evaluator, atom: TransfusionAtom) -> Tri:
    facts, told = ev.facts, ev.facts.profile.transfusions
    field = atom.transfusions
    name = "transfusion_dependence" if field == "dependent" else f"rbc_{field}"
    pointer = "transfusions" if field == "dependent" else f"transfusions.rbc_{field}"
    gap = facts.gap_of(name, pointer if field != "dependent" else "transfusions.dependent", told.date)
    rate = _rate(ev)
    if field == "dependent":
        value = told.dependent
        if value is None and rate is not None:
            value = False if rate.high == 0 else None
        interval = None
    else:
        lifetime = told.rbc_units_lifetime
        interval = rate if field == "units_8_weeks" else None if lifetime is None else Interval(lifetime, lifetime)
        value = None if interval is None else _within(atom, interval)
    if value is None and interval is None:
        return _silence(atom.silent, name)
    if gap is not None:
        return Tri(None, ("transfusions",), (gap,))
    gaps = (Gap(name, "unsure", ("transfusions",)),) if value is None else ()
    return Tri(value, ("transfusions",), gaps)


def _rate(ev: Evaluator) -> Interval | None:
    told = ev.facts.profile.transfusions
    if told.rbc_units_8_weeks_range is not None:
        return Interval(*told.rbc_units_8_weeks_range)
    units = told.rbc_units_8_weeks
    return None if units is None else Interval(units, units)


def _performance(ev: Evaluator, atom: PerformanceAtom) -> Tri:
    stated = ev.facts.profile.performance
    if stated is None or stated.scale != atom.performance:
        return Tri(None, gaps=(Gap("performance", "absent"),))
    gap = ev.facts.gap_of("performance", "performance", stated.date)
    if gap is not None:
        return Tri(None, ("performance",), (gap,))
    return Tri(_within(atom, Interval(stated.value, stated.value)), ("performance",))


def _finding(ev: Evaluator, atom: FindingAtom) -> Tri:
    results: list[Tri] = []
    for concept in atom.finding:
        results.extend(_one_finding(ev, atom, concept))
    return kleene.any_of(tuple(results)) if results else _silence(atom.silent, atom.finding[0])


def _one_finding(ev: Evaluator, atom: FindingAtom, concept: str) -> list[Tri]:
    """What the newest statements about one concept come to; older ones are history."""
    found = [(f"findings[{i}]", f) for i, f in enumerate(ev.facts.profile.findings) if f.concept == concept]
    newest = max((f.date or "" for _, f in found), default="")
    meaning = {atom.status: True, "absent" if atom.status == "present" else "present": False}
    results = []
    for pointer, finding in (f for f in found if (f[1].date or "") == newest):
        gap = ev.facts.gap_of(finding.concept, pointer, finding.date)
        value = meaning.get(finding.status) if gap is None else None
        if value and _bounded(atom):
            measured = finding.value
            value = None if measured is None else _within(atom, Interval(measured, measured))
        why = gap or Gap(atom.finding[0], "unsure", (pointer,))
        results.append(Tri(value, (pointer,), (why,) if value is None else ()))
    if len({r.value for r in results}) > 1:
        pointers = tuple(p for r in results for p in r.because)
        return [Tri(None, pointers, (Gap(atom.finding[0], "conflict", pointers),))]
    return results


def _bounded(bounds: Bounds) -> bool:
    return any(b is not None for b in (bounds.lt, bounds.le, bounds.gt, bounds.ge))


def _patient(ev: Evaluator, atom: PatientAtom) -> Tri:
    person, facts = ev.facts.profile.patient, ev.facts
    if atom.patient == "sex":
        why = facts.blocked("patient.sex")
        if why or person.sex == "unknown":
            return Tri(None, ("patient",) if why else (), (Gap("sex", why or "absent"),))
        return Tri(person.sex == atom.equals, ("patient",))
    years = facts.years()
    why = facts.blocked("patient.birth_date") or facts.blocked("patient.age_years")
    if why or years is None:
        return Tri(None, ("patient",) if why else (), (Gap("age", why or "absent"),))
    value = _within(atom, Interval(*years))
    return Tri(value, ("patient",), (Gap("age", "unsure", ("patient",)),) if value is None else ())


def _parts(ev: Evaluator, parts: tuple[Expr, ...]) -> tuple[Tri, ...]:
    return tuple(ev.test(p) for p in parts)


_HANDLERS: dict[type[Any], Callable[[Evaluator, Any], Tri]] = {
    All: lambda ev, e: kleene.all_of(_parts(ev, e.all), necessary=ev.brief),
    AnyOf: lambda ev, e: kleene.any_of(_parts(ev, e.any), necessary=ev.brief),
    AtLeast: lambda ev, e: kleene.at_least(e.at_least, _parts(ev, e.of), necessary=ev.brief),
    Not: lambda ev, e: kleene.negate(ev.test(e.negated)),
    ClauseRef: lambda ev, e: ev.clause(e.clause),
    HasAtom: lambda ev, e: holds(ev.facts, e.has),
    KaryotypeAtom: lambda ev, e: genetics.test_karyotype(ev.facts, e),
    VariantAtom: lambda ev, e: genetics.test_variant(ev.facts, e),
    LabAtom: _lab,
    BiomarkerAtom: _biomarker,
    DiagnosisAtom: _diagnosis,
    StageAtom: _stage,
    RiskAtom: _risk,
    TreatedAtom: _treated,
    OutcomeAtom: _outcome,
    CyclesAtom: _cycles,
    TransfusionAtom: _transfusions,
    PerformanceAtom: _performance,
    FindingAtom: _finding,
    PatientAtom: _patient,
}
