"""Which facts of a profile go into one risk score, and where each of them stands.

A score is made for the time of diagnosis, before disease therapy: its inputs must stand near one marrow in time.
Facts under review or in conflict are unknown.
"""

import datetime as dt
from collections.abc import Iterator

from pipeline.risk.cytogenetics import classify
from schemas.base import Record
from schemas.cytogenetics import CytogeneticRisk
from schemas.facts import GIVEN, Karyotype, LabResult, Stage, Treatment, Variant
from schemas.profile import Profile
from schemas.provenance import Evidence
from schemas.scores import Timing

PANEL_SIZE = 10  # a report that tested so many genes sequenced them; fewer may be single tests


class Anchor(Record):
    """The marrow (or, without one, the nearest thing) that a score is made for."""

    date: dt.date
    therapy_start: dt.date | None


class Chosen(Record):
    """A fact chosen for a score: its pointer, what is known of its value, its date."""

    pointer: str
    span: tuple[float, float]
    shown: str
    unit: str
    date: str
    evidence: tuple[Evidence, ...]

    def as_input(self) -> dict[str, object]:
        """How the profile lists it."""
        return {"fact": self.pointer, "value": self.shown, "unit": self.unit, "date": self.date}


def day_of(date: str | None) -> dt.date | None:
    """A date known to the day; less precise ones cannot place a fact in time."""
    return dt.date.fromisoformat(date) if date is not None and len(date) == 10 else None


def therapy_start(profile: Profile, timing: Timing, disease: str) -> dt.date | bool | None:
    """Last day surely before disease therapy; ``None`` when none was given, ``False`` when that day is unknown.

    Nobody is treated for a disease before it is diagnosed: therapy whose start no record tells, and that went on
    beyond the stated date of diagnosis, began after it.
    """
    starts: list[dt.date] = []
    diagnosed = diagnosed_by(profile, disease, timing)
    for t in profile.treatments:
        if t.kind not in timing.therapy_kinds or t.status not in GIVEN:
            continue
        start = first_day(t.started)
        if start is None and diagnosed is not None and _outlasts(t, diagnosed):
            start = diagnosed
        if start is None:
            return False
        starts.append(start)
    return min(starts, default=None)


def diagnosed_by(profile: Profile, disease: str, timing: Timing) -> dt.date | None:
    """Last day that still belongs to the diagnosis, by the earliest date that a record states for it.

    A month is taken whole; a year alone places nothing. A day is given ``timing.workup_days`` for the work-up.
    """
    dates = [d.date for d in profile.diagnoses if d.disease == disease and d.status == "confirmed" and d.date]
    earliest = min(dates, default=None)
    if earliest is None or len(earliest) == 4:
        return None
    if (day := day_of(earliest)) is not None:
        return day + dt.timedelta(timing.workup_days)
    year, month = (int(p) for p in earliest.split("-"))
    return dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(1)


def _outlasts(treatment: Treatment, day: dt.date) -> bool:
    """Whether a treatment surely went on after ``day``."""
    if treatment.status == "ongoing":
        return True
    ended = first_day(treatment.ended)
    return ended is not None and ended > day


def first_day(date: str | None) -> dt.date | None:
    """The first day a date of any precision may mean."""
    if date is None:
        return None
    parts = [int(p) for p in date.split("-")]
    return dt.date(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1)


def anchors(profile: Profile, timing: Timing, disease: str) -> Iterator[Anchor]:
    """Days a score may be made for, marrows first, earliest first; all before disease therapy."""
    start = therapy_start(profile, timing, disease)
    if start is False:
        return
    assert not isinstance(start, bool)
    unsure = profile.unsure
    marrows = {
        day_of(f.collected)
        for i, f in enumerate(profile.labs)
        if f.analyte == "blasts_marrow" and f"labs[{i}]" not in unsure
    }
    others = {day_of(k.collected) for k in profile.karyotypes} | {
        day_of(f.collected) for f in profile.labs if f.analyte == "hemoglobin"
    }
    for group in (marrows, others):
        for day in sorted(d for d in group if d is not None):
            if start is None or day <= start:
                yield Anchor(date=day, therapy_start=start)


def near(date: str | None, anchor: Anchor, days: int) -> int | None:
    """Days between a fact and the anchor, if it stands within ``days`` and before therapy."""
    day = day_of(date)
    if day is None or abs((day - anchor.date).days) > days:
        return None
    if anchor.therapy_start is not None and day > anchor.therapy_start:
        return None
    return abs((day - anchor.date).days)


def choose_lab(profile: Profile, analyte: str, anchor: Anchor, timing: Timing) -> Chosen | None:
    """The result of ``analyte`` nearest to the anchor."""
    unsure = profile.unsure
    best: tuple[int, str, int] | None = None
    for i, lab in enumerate(profile.labs):
        if lab.analyte != analyte or f"labs[{i}]" in unsure:
            continue
        gap = near(lab.collected, anchor, timing.window_days)
        if gap is not None and (best is None or (gap, lab.collected or "") < best[:2]):
            best = (gap, lab.collected or "", i)
    if best is None:
        return None
    lab = profile.labs[best[2]]
    return Chosen(
        pointer=f"labs[{best[2]}]",
        span=span_of(lab),
        shown=f"{lab.comparator or ''}{lab.value:g}",
        unit=lab.unit,
        date=lab.collected or "",
        evidence=lab.evidence,
    )


def span_of(lab: LabResult) -> tuple[float, float]:
    """What a result says of the true value, as an interval; an open bound is taken far enough to cross every cut."""
    step = 10**-6
    if lab.comparator in ("<", "<="):
        return 0.0, lab.value - (step if lab.comparator == "<" else 0)
    if lab.comparator in (">", ">="):
        return lab.value + (step if lab.comparator == ">" else 0), 100.0 if lab.unit == "%" else lab.value + 10_000
    return lab.value, lab.value


def choose_karyotype(
    profile: Profile, anchor: Anchor, timing: Timing, convention: str
) -> tuple[CytogeneticRisk, Karyotype, str] | None:
    """The karyotype nearest to the anchor that gives a group, with its pointer."""
    unsure = profile.unsure
    sex = {"female": "F", "male": "M"}.get(profile.patient.sex)
    best: tuple[int, int, CytogeneticRisk] | None = None
    for i, k in enumerate(profile.karyotypes):
        gap = near(k.collected, anchor, timing.window_days)
        if gap is None or f"karyotypes[{i}]" in unsure or (best is not None and gap >= best[0]):
            continue
        read = classify(k.iscn, "iwg" if convention == "iwg" else "literal", sex=sex)
        if read.group is not None and not read.assumed:
            best = (gap, i, read)
    return None if best is None else (best[2], profile.karyotypes[best[1]], f"karyotypes[{best[1]}]")


def gene_states(
    profile: Profile, anchor: Anchor, timing: Timing, symbols: frozenset[str]
) -> tuple[dict[str, bool | None], dict[str, str]]:
    """Mutated, tested without a reportable change, or unknown, for each gene; and the pointers that say so."""
    unsure = profile.unsure
    states: dict[str, bool | None] = {}
    pointers: dict[str, str] = {}
    doubtful = {v.gene for i, v in enumerate(profile.variants) if f"variants[{i}]" in unsure}
    for i, panel in enumerate(profile.gene_panels):
        if f"gene_panels[{i}]" in unsure or near(panel.collected, anchor, timing.molecular_days) is None:
            continue
        for gene in panel.negative:
            if gene in symbols and not _only_itd(gene, panel.alterations_negative, panel.tested):
                states.setdefault(gene, False)
                pointers.setdefault(gene, f"gene_panels[{i}]")
    for i, v in enumerate(profile.variants):
        if v.gene not in symbols or near(v.collected, anchor, timing.molecular_days) is None:
            continue
        states[v.gene] = bool(states.get(v.gene)) or counts(v, timing)
        pointers[v.gene] = f"variants[{i}]"
    return {g: (None if g in doubtful else s) for g, s in states.items()}, pointers


def _only_itd(gene: str, alterations: tuple[str, ...], tested: tuple[str, ...]) -> bool:
    """A gene searched for its internal tandem duplication alone is not a gene found unmutated."""
    named = {a for a in alterations if a.startswith(f"{gene}-")}
    return named == {f"{gene}-ITD"} and len(tested) < PANEL_SIZE


def counts(variant: Variant, timing: Timing) -> bool:
    """Whether the score counts a variant: not of uncertain or benign effect, not below the cohort's floor."""
    if variant.significance in timing.not_oncogenic:
        return False
    return variant.vaf is None or variant.vaf >= timing.vaf_floor


def stated_marker(
    profile: Profile, names: tuple[str, ...], anchor: Anchor, days: int
) -> tuple[bool | None, str | None]:
    """Whether any of ``names`` is positive within ``days``, or one is negative and none positive; and which says so.

    Equivocal results, and those under review or in conflict, leave it unknown.
    """
    unsure = profile.unsure
    by_status: dict[str, str] = {}
    for i, b in enumerate(profile.biomarkers):
        if b.name in names and near(b.collected, anchor, days) is not None:
            by_status.setdefault("equivocal" if f"biomarkers[{i}]" in unsure else b.status, f"biomarkers[{i}]")
    if "positive" in by_status:
        return True, by_status["positive"]
    if "negative" in by_status and "equivocal" not in by_status:
        return False, by_status["negative"]
    return None, None


def printed_near(profile: Profile, system: str, anchor: Anchor, timing: Timing) -> Iterator[tuple[int, Stage]]:
    """Risk categories of ``system`` that records print for about the same time."""
    for i, stage in enumerate(profile.stages):
        if (
            stage.system == system
            and stage.origin == "reported"
            and near(stage.date, anchor, timing.window_days) is not None
        ):
            yield i, stage
