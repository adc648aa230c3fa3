"""Counts and treatments over time: where everything stands in a drawing that needs no script."""

import datetime as dt
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from knowledge.plain_names import load_plain_names
from knowledge.review import load_review
from pipeline.describe import describe
from pipeline.plain import number, plain_date
from schemas.facts import GIVEN, LabResult, Treatment
from schemas.profile import Profile

PANEL, BAR, GAP = 88.0, 26.0, 36.0  # heights: a panel of points, a treatment, a panel's title
LEFT, RIGHT, TOP, AXIS = 46.0, 26.0, 6.0, 30.0
LEAST_BEFORE = 120  # days drawn before the first count, at least
HEADROOM = 1.22  # above the highest point, for its label
_STEPS = (1, 2, 3, 6, 12, 24, 60, 120)  # months between marks of the axis
_Across = Callable[[int], float]
_LETTER = 6.4  # width of a letter of a label, as drawn


@dataclass(frozen=True)
class Point:
    """One result: where it stands, its label (empty where there is no room), and whether it is sure."""

    x: float
    y: float
    label: str
    sure: bool


@dataclass(frozen=True)
class Panel:
    """One analyte: title, marks of its scale (height, text), points, and lines through the sure ones."""

    title: str
    top: float
    scale: tuple[tuple[float, str], ...]
    points: tuple[Point, ...]
    line: str


@dataclass(frozen=True)
class Bar:
    """A treatment: from, to, height, name; ``open`` where it goes on, ``sure`` where it was read surely."""

    x: float
    width: float
    y: float
    name: str
    text_x: float
    anchor: str
    open: bool
    sure: bool


@dataclass(frozen=True)
class Plot:
    """The whole drawing; all numbers are in its own units."""

    kind: str
    width: float
    height: float
    left: float
    right: float
    bottom: float
    panels: tuple[Panel, ...]
    bars: tuple[Bar, ...]
    bars_top: float
    ticks: tuple[tuple[float, str], ...]


@dataclass(frozen=True)
class Timeline:
    """Drawings for wide and narrow screens, the same as rows (date, what, value), and what is not drawn.

    ``undated`` has no date, ``earlier`` lies long before the first count.
    """

    plots: tuple[Plot, ...]
    rows: tuple[tuple[str, str, str], ...]
    undated: tuple[str, ...]
    earlier: tuple[str, ...]
    summary: str

    @property
    def hollow(self) -> bool:
        """Whether something drawn is not sure."""
        plot = self.plots[0]
        return any(not b.sure for b in plot.bars) or any(not p.sure for panel in plot.panels for p in panel.points)


def timeline_of(profile: Profile) -> Timeline | None:
    """Counts and treatments over time, or None where fewer than two things have a date."""
    series = _series(profile)
    courses = [(f"treatments[{i}]", t) for i, t in enumerate(profile.treatments) if t.status in GIVEN]
    dated = [(p, t) for p, t in courses if t.started]
    undated = tuple(dict.fromkeys(_name(t) for _, t in courses if not t.started))
    span = _span([_day(x.collected) for held in series.values() for _, x in held], [t for _, t in dated])
    if span is None:
        return None
    low, high = span
    before = [t for _, t in dated if _reach(t) < low]
    dated = [(p, t) for p, t in dated if _reach(t) >= low]
    pad = max(7, (high - low) // 40)
    plots = tuple(
        _plot(kind, width, (low - pad, high + pad), series, dated, profile.unsure)
        for kind, width in (("wide", 860.0), ("narrow", 360.0))
    )
    rows = sorted(
        _rows(series, [*dated, *((p, t) for p, t in courses if t in before)]), key=lambda r: (r[0], r[1], r[2])
    )
    names = [_title(held[0][1]) for held in series.values()]
    summary = f"{', '.join(names)}; from {plain_date(_iso(low))} to {plain_date(_iso(high))}"
    earlier = tuple(dict.fromkeys(f"{_name(t)} ({plain_date(t.started)})" for t in before))
    return Timeline(plots, tuple((plain_date(d), n, v) for d, n, v in rows), undated, earlier, summary)


def _span(counts: Sequence[int], courses: Sequence[Treatment]) -> tuple[int, int] | None:
    """First and last day that are drawn: treatments long before the counts would press these together."""
    ends = [d for t in courses for d in (_day(t.started), _reach(t))]
    if len(counts) + len(ends) < 2:
        return None
    low, high = min([*counts, *ends]), max([*counts, *ends])
    if counts:
        first, last = min(counts), max(counts)
        low = max(low, first - max(LEAST_BEFORE, last - first))
    return low, high


def _series(profile: Profile) -> dict[str, list[tuple[str, LabResult]]]:
    """Dated results with their pointers, by analyte, in order of time; without comparators, which have no point."""
    held: dict[str, list[tuple[str, LabResult]]] = {}
    for name in load_review().page.timeline:
        found = [
            (f"labs[{i}]", x)
            for i, x in enumerate(profile.labs)
            if x.analyte == name and x.collected and math.isfinite(x.value)
        ]
        if found:
            held[name] = sorted(found, key=lambda f: (_day(f[1].collected), f[0]))
    return held


def _plot(
    kind: str,
    width: float,
    span: tuple[int, int],
    series: dict[str, list[tuple[str, LabResult]]],
    courses: Sequence[tuple[str, Treatment]],
    unsure: frozenset[str],
) -> Plot:
    right = width - RIGHT

    def across(day: int) -> float:
        return round(LEFT + (right - LEFT) * (day - span[0]) / (span[1] - span[0]), 1)

    panels, top = [], TOP
    for held in series.values():
        panels.append(_panel(held, top + GAP, across, unsure))
        top += GAP + PANEL
    bars_top = top + GAP
    bars = tuple(
        _bar(t, across, right, bars_top + i * BAR, pointer not in unsure) for i, (pointer, t) in enumerate(courses)
    )
    bottom = bars_top + len(bars) * BAR if bars else top
    ticks = tuple((across(day), text) for day, text in _ticks(span, 9 if kind == "wide" else 4))
    return Plot(kind, width, bottom + AXIS, LEFT, right, bottom, tuple(panels), bars, bars_top, ticks)


def _panel(held: Sequence[tuple[str, LabResult]], top: float, across: _Across, unsure: frozenset[str]) -> Panel:
    most = _nice(max(x.value for _, x in held) * HEADROOM)

    def down(value: float) -> float:
        return round(top + PANEL - PANEL * max(value, 0.0) / most, 1)

    points: list[Point] = []
    last = -1e9
    for pointer, x in held:
        at, label = across(_day(x.collected)), f"{x.comparator or ''}{number(x.value)}"
        half = len(label) * _LETTER / 2
        shown = at - half > last
        last = at + half + 4 if shown else last
        points.append(Point(at, down(x.value), label if shown else "", pointer not in unsure and not x.comparator))
    line = " ".join(f"{p.x},{p.y}" for p in points if p.sure)
    scale = tuple((down(v), number(v)) for v in (0.0, most / 2, most))
    return Panel(_title(held[0][1]), top, scale, tuple(points), line)


def _bar(course: Treatment, across: _Across, right: float, y: float, sure: bool) -> Bar:
    start = max(across(_day(course.started)), LEFT)
    last = _last(course)
    going = course.status == "ongoing" and not course.ended
    end = right if going else across(last) if last is not None else start
    clipped = start > across(_day(course.started))
    name = f"{_name(course)}{f', since {plain_date(course.started)}' if clipped else ''}"
    inside = start + len(name) * _LETTER < right
    return Bar(
        x=start,
        width=max(round(end - start, 1), 4.0),
        y=y,
        name=name,
        text_x=start if inside else right,
        anchor="start" if inside else "end",
        open=going,
        sure=sure,
    )


def _rows(
    series: dict[str, list[tuple[str, LabResult]]], courses: Sequence[tuple[str, Treatment]]
) -> list[tuple[str, str, str]]:
    rows = []
    for held in series.values():
        for _, x in held:
            said = describe(x)
            if said is not None:
                rows.append((x.collected or "", said[0], said[1]))
    for _, t in courses:
        said = describe(t)
        if said is not None:
            rows.append((t.started or "", said[0], said[1]))
    return rows


def _name(course: Treatment) -> str:
    said = describe(course)
    return said[0] if said else course.agent


def _title(lab: LabResult) -> str:
    names = load_plain_names()
    said = describe(lab)
    unit = names.units.get(lab.unit, lab.unit)
    return f"{said[0] if said else lab.analyte}{f', {unit}' if unit else ''}"


def _reach(course: Treatment) -> int:
    """The last day of a course that is known."""
    last = _last(course)
    return _day(course.started) if last is None else last


def _last(course: Treatment) -> int | None:
    """The last day a course is known to have run: its end, or the record that says it was running or over."""
    return _day(course.ended) if course.ended else _day(course.recorded) if course.recorded else None


def _day(iso: str | None) -> int:
    """A date as a number of days; the middle of the month or year where that is all there is."""
    year, month, day, *_ = (*(int(p) for p in (iso or "1970").split("-")), 0, 0)
    return dt.date(year, month or 7, day or (15 if month else 1)).toordinal()


def _iso(day: int) -> str:
    return dt.date.fromordinal(day).isoformat()


def _nice(most: float) -> float:
    """The next round number that holds ``most``."""
    if most <= 0:
        return 1.0
    base = 10.0 ** math.floor(math.log10(most))
    return next(f * base for f in (1, 1.2, 1.6, 2, 3, 4, 5, 6, 8, 10, 20) if f * base >= most)


def _ticks(span: tuple[int, int], most: int) -> list[tuple[int, str]]:
    """Firsts of months, as many as there is room for; days where no month begins twice."""
    first, last = dt.date.fromordinal(span[0]), dt.date.fromordinal(span[1])
    months = (last.year - first.year) * 12 + last.month - first.month
    step = next((s for s in _STEPS if months / s <= most), _STEPS[-1])
    found = []
    for m in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        day = dt.date(m // 12, m % 12 + 1, 1)
        if m % min(step, 12) == 0 and (step <= 12 or day.year % (step // 12) == 0) and first <= day <= last:
            text = str(day.year) if step >= 12 else plain_date(day.isoformat()[:7])[:3] + f" {day.year % 100:02d}"
            found.append((day.toordinal(), text))
    if len(found) >= 2:
        return found
    ends = [span[0] + (span[1] - span[0]) // 6, span[1] - (span[1] - span[0]) // 6]
    return [(d, " ".join(plain_date(_iso(d)).split()[:2])) for d in ends]
