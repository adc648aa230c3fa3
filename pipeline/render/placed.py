"""Reasons and the places they lead to: each fact of an answer once, with number, picture, meaning and age."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from knowledge.packs import load_pack
from knowledge.views import load_views
from pipeline.pictures.book import PictureBook
from pipeline.plain import number
from pipeline.render.facts import FactView, evidence_of, resolve, view
from pipeline.render.ink import SHOWN_AT_ONCE, Ink, Inker
from schemas.answer import Reason, TailoredAnswer
from schemas.facts import ClinicalFinding, LabResult, Performance, Stage
from schemas.profile import Profile, Transfusions
from schemas.provenance import Evidence
from schemas.rules import Pack

Link = Callable[[str], str | None]
"""The address of a fact by its pointer, where it is shown elsewhere; None: on this page."""


@dataclass(frozen=True)
class Why:
    """One reason as a link to its place, where value and date are read."""

    pointer: str
    text: str
    href: str
    number: int


@dataclass(frozen=True)
class Placed:
    """One fact with its places in the records; ``number`` is that of its reasons."""

    number: int
    fact: FactView
    meaning: str
    old: bool
    inks: tuple[Ink, ...]
    more: str
    computed: bool

    @property
    def anchor(self) -> str:
        """The id of its place on the page."""
        return f"r{self.number}"


class Placer:
    """Numbers facts in the order in which they are first given as reasons."""

    def __init__(self, answer: TailoredAnswer, profile: Profile, link: Link | None = None) -> None:
        self.profile = profile
        self.pack = load_pack(answer.disease)
        self.today = answer.as_of
        self.link = link
        self.seen: dict[str, tuple[int, FactView]] = {}

    def whys(self, because: Iterable[Reason]) -> tuple[Why, ...]:
        """The reasons, each fact once; those that lead nowhere are left out."""
        found = (self.why(r.fact) for r in because)
        return tuple(dict.fromkeys(w for w in found if w is not None))

    def why(self, pointer: str) -> Why | None:
        """One reason."""
        if pointer not in self.seen:
            fact = view(self.profile, pointer)
            if fact is None:
                return None
            self.seen[pointer] = (len(self.seen) + 1, fact)
        at, fact = self.seen[pointer]
        address = self.link(pointer) if self.link is not None else None
        return Why(pointer, fact.name, address or f"#r{at}", at)

    def placed(self, book: PictureBook) -> tuple[Placed, ...]:
        """Every fact given as a reason, in order, with pictures as far as ``book`` has them."""
        inker = Inker(book)
        return tuple(self._placed(at, fact, inker) for at, fact in self.seen.values())

    def _placed(self, at: int, fact: FactView, inker: Inker) -> Placed:
        held = resolve(self.profile, fact.pointer)
        inks = inker.inks(shown(evidence_of(self.profile, fact.pointer)))
        hidden = len(fact.places) - len({(i.file, i.page, i.quote) for i in inks})
        more = f"and {hidden} more" if hidden > 0 else ""
        computed = isinstance(held, Stage) and held.origin == "computed"
        old = is_old(held, self.pack, self.today)
        return Placed(at, fact, meaning(held, self.pack), old, inks, more, computed)


def shown(evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The first places, each of its own words or page."""
    once: dict[tuple[str, int, str], Evidence] = {}
    for e in evidence:
        once.setdefault((e.file, e.page, " ".join(e.quote.split())), e)
    return tuple(once.values())[:SHOWN_AT_ONCE]


def reason_places(profile: Profile, reasons: Iterable[Reason]) -> Iterator[Sequence[Evidence]]:
    """The places of which pictures are wanted for these reasons."""
    for pointer in dict.fromkeys(r.fact for r in reasons):
        yield from ((e,) for e in shown(evidence_of(profile, pointer)))


def meaning(fact: object, pack: Pack) -> str:
    """What a value means: against the range in its report, or which group of a score it is."""
    if isinstance(fact, LabResult):
        return _against(fact)
    if isinstance(fact, Stage):
        return _group(fact, pack)
    return ""


def _against(lab: LabResult) -> str:
    words = load_views().meaning
    low, high = lab.reference_low, lab.reference_high
    slots = {"low": "" if low is None else number(low), "high": "" if high is None else number(high)}
    both = low is not None and high is not None
    if lab.comparator is None and low is not None and lab.value < low:
        return words["low" if both else "low_only"].format(**slots)
    if lab.comparator is None and high is not None and lab.value > high:
        return words["high" if both else "high_only"].format(**slots)
    if lab.comparator is None and both:
        return words["within"].format(**slots)
    return words.get(f"flag_{lab.flag}", "")


def _group(stage: Stage, pack: Pack) -> str:
    for system in pack.stage_systems:
        names = [{b.category, *b.aliases} for b in system.bands]
        place = next((i for i, n in enumerate(names, start=1) if stage.category in n), None)
        if system.system == stage.system and place is not None:
            return load_views().meaning["group"].format(place=place, count=len(names))
    return ""


def is_old(fact: object, pack: Pack, today: str | None) -> bool:
    """Whether a fact is older than its kind may be (the pack's limits); what has no date or limit is not called old."""
    names, dated = _age(fact)
    days = min((x.days for x in pack.limits for n in names if n in x.facts), default=None)
    return today is not None and days is not None and dated is not None and is_stale(dated, days, today)


def is_stale(dated: str, days: int, today: str) -> bool:
    """Whether more than ``days`` lie between a date of any precision and ``today``."""
    return date.fromisoformat(today) - _last_day(dated) > timedelta(days=days)


def _age(fact: object) -> tuple[tuple[str, ...], str | None]:
    """The names by which a fact's limit is known, and its date."""
    match fact:
        case LabResult():
            return (fact.analyte,), fact.collected
        case Transfusions():
            return ("rbc_units_8_weeks", "transfusion_dependence"), fact.date
        case Performance():
            return ("performance",), fact.date
        case ClinicalFinding():
            return (fact.concept,), fact.date
    return (), None


def _last_day(iso: str) -> date:
    """The last day that a date of any precision can mean."""
    year, month, day, *_ = (*(int(p) for p in iso.split("-")), 0, 0)
    if day:
        return date(year, month, day)
    following = date(year + (month in (0, 12)), month % 12 + 1 if month else 1, 1)
    return following - timedelta(days=1)


__all__ = ["Link", "Placed", "Placer", "Why", "is_old", "is_stale", "meaning", "reason_places", "shown"]
