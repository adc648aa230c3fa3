"""Look-ups over one profile: the latest result, what may be relied on, how old it is. Knows no disease."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Literal

from pipeline.evaluate.kleene import Gap, Why
from schemas.facts import GIVEN, Diagnosis, LabResult, Treatment
from schemas.profile import Profile
from schemas.rules import Clause, Limit, Pack

Age = Literal["fresh", "stale", "undated"]
SLACK = timedelta(days=2)
"""A record may be dated a little after "today" where clocks and time zones differ."""


def span_of(iso: str) -> tuple[date, date]:
    """The first and last day an ISO date of any precision can mean; any day for one no calendar has."""
    try:
        return _span(iso)
    except ValueError:
        return date.min, date.max


def _span(iso: str) -> tuple[date, date]:
    parts = [int(p) for p in iso.split("-")]
    if len(parts) == 3:
        day = date(parts[0], parts[1], parts[2])
        return day, day
    if len(parts) == 2:
        start = date(parts[0], parts[1], 1)
        after = date(parts[0] + parts[1] // 12, parts[1] % 12 + 1, 1)
        return start, after - timedelta(days=1)
    return date(parts[0], 1, 1), date(parts[0], 12, 31)


class FactBase:
    """One profile with what is needed to answer questions about it quickly."""

    def __init__(self, profile: Profile, pack: Pack, today: date) -> None:
        self.profile = profile
        self.pack = pack
        self.today = today
        self._conflicts = profile.conflicted
        # A doubt about a whole list is about a reading that a surer one of its day has replaced: it blocks no fact.
        self._reviews = frozenset(d for d in profile.doubtful if not isinstance(getattr(profile, d, None), tuple))
        self.clauses: dict[str, Clause] = {c.id: c for c in pack.clauses}
        self._agents: dict[str, frozenset[str]] = {}
        self._limits: dict[str, Limit] = {name: limit for limit in pack.limits for name in limit.facts}
        self.labs: dict[str, list[tuple[str, LabResult]]] = defaultdict(list)
        for i, lab in enumerate(profile.labs):
            self.labs[lab.analyte].append((f"labs[{i}]", lab))
        for results in self.labs.values():
            results.sort(key=lambda r: r[1].collected or "", reverse=True)

    def free(self, settled: Iterable[str]) -> None:
        """Forget doubts and conflicts about these pointers, names and parts of them."""
        names = tuple(settled)

        def about(held: frozenset[str]) -> frozenset[str]:
            return frozenset(
                h for h in held if not any(h == n or (h.startswith(n) and h[len(n)] in ".[:") for n in names)
            )

        if names and (self._conflicts or self._reviews):
            self._conflicts, self._reviews = about(self._conflicts), about(self._reviews)

    def blocked(self, pointer: str) -> Why | None:
        """Why a fact may not be relied on, if so: a conflict, or a value that could not be read surely."""
        if any(_covers(about, pointer) for about in self._conflicts):
            return "conflict"
        return "review" if any(_covers(about, pointer) for about in self._reviews) else None

    def disputed(self, name: str) -> str | None:
        """The conflict or review item that names a thing (a gene, an analyte) rather than a fact, if there is one."""
        for kind, abouts in (("conflict", self._conflicts), ("review", self._reviews)):
            if any(about.replace(":", ".").split(".")[-1] == name for about in abouts):
                return kind
        return None

    def agents(self, group: str) -> frozenset[str]:
        """The agents of a group, with the group's own name; an agent is a group of itself."""
        if group not in self._agents:
            self._agents[group] = frozenset((group, *self.pack.agent_groups.get(group, ())))
        return self._agents[group]

    def confirmed(self, disease: str) -> list[tuple[str, Diagnosis]]:
        """Undisputed confirmed diagnoses of a disease; where a subtype is named, those that name one."""
        found = [
            (f"diagnoses[{i}]", d)
            for i, d in enumerate(self.profile.diagnoses)
            if d.status == "confirmed" and d.disease == disease and not self.blocked(f"diagnoses[{i}]")
        ]
        return [(p, d) for p, d in found if d.subtype] or found

    def treatments(self, group: str, status: Sequence[str] = GIVEN) -> list[tuple[str, Treatment]]:
        """Treatments by an agent of ``group`` in one of the states, in profile order."""
        names = self.agents(group)
        return [
            (f"treatments[{i}]", t)
            for i, t in enumerate(self.profile.treatments)
            if t.agent in names and t.status in status
        ]

    def never_given(self, group: str) -> list[tuple[str, str | None]]:
        """Pointers and dates of statements that the whole of ``group`` was never given."""
        wanted = self.agents(group) - {group} or {group}
        found = []
        for i, stated in enumerate(self.profile.not_given):
            if stated.agent == group or wanted <= self.agents(stated.agent):
                found.append((f"not_given[{i}]", stated.date))
        return found

    def latest(self, analyte: str) -> list[tuple[str, LabResult]]:
        """The results of the latest day on which the analyte was measured; undated ones only if none is dated."""
        results = self.labs.get(analyte, [])
        return [r for r in results if r[1].collected == results[0][1].collected]

    def doubtful(self, pointer: str) -> bool:
        """Whether a fact could not be read surely: it is asked about, never told."""
        return self.blocked(pointer) == "review"

    def readable(self, analyte: str) -> list[tuple[str, LabResult]]:
        """The results of the latest day; none where one of them could not be read surely."""
        latest = self.latest(analyte)
        return [] if any(self.doubtful(p) for p, _ in latest) else latest

    def before(self, analyte: str) -> list[tuple[str, LabResult]]:
        """The dated results of the last day before the latest one."""
        latest = self.latest(analyte)
        older = [r for r in self.labs.get(analyte, [])[len(latest) :] if r[1].collected is not None]
        return [r for r in older if r[1].collected == older[0][1].collected]

    def age(self, name: str, when: str | None) -> Age:
        """Whether a fact of this name and date counts as current. Facts without a limit always do."""
        limit = self._limits.get(name)
        if limit is None:
            return "fresh"
        if when is None:
            return "undated"
        first, last = span_of(when)
        if first > self.today + SLACK:
            return "undated"
        oldest = self.today - timedelta(days=limit.days)
        if last < oldest or self._outdated(limit, when):
            return "stale"
        return "fresh" if first >= oldest else "undated"

    def _outdated(self, limit: Limit, when: str) -> tuple[str, ...]:
        """The treatments that started after a fact, and with which it no longer counts as current."""
        last = span_of(when)[1]
        given = self.treatments(limit.until) if limit.until else ()
        return tuple(p for p, t in given if t.started and span_of(t.started)[0] > last)

    def _made_old(self, name: str, when: str | None) -> tuple[str, ...]:
        """The one treatment but for which a fact would still be current, if there is one."""
        limit = self._limits.get(name)
        if limit is None or when is None or span_of(when)[1] < self.today - timedelta(days=limit.days):
            return ()
        started = self._outdated(limit, when)
        return started if len(started) == 1 else ()

    def years(self) -> tuple[int, int] | None:
        """The age today in whole years, as the interval that the birth date leaves; else the printed age."""
        person = self.profile.patient
        if person.birth_date is None:
            return None if person.age_years is None else (person.age_years, person.age_years)
        first, last = span_of(person.birth_date)
        return self._whole_years(last), self._whole_years(first)

    def _whole_years(self, born: date) -> int:
        return self.today.year - born.year - ((self.today.month, self.today.day) < (born.month, born.day))

    def gap_of(self, name: str, pointer: str, when: str | None) -> Gap | None:
        """The gap that keeps a fact out of the rules, if there is one: disputed, too old, or without a day."""
        why: Why | None = self.blocked(pointer)
        if why is None:
            age = self.age(name, when)
            why = None if age == "fresh" else age
        more = self._made_old(name, when) if why == "stale" else ()
        return None if why is None else Gap(name, why, (pointer, *more), when)


def _covers(about: str, pointer: str) -> bool:
    """Whether a conflict about ``about`` takes in ``pointer``: the same thing, a part of it, or the whole."""
    if about == pointer:
        return True
    longer, shorter = (about, pointer) if len(about) > len(pointer) else (pointer, about)
    return longer.startswith(shorter) and longer[len(shorter)] in ".["
