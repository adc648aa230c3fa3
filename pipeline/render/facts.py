"""A pointer into a profile ("labs[3]") to what a reader sees: name, value, date, and the places it stands."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from extractors.patterns import pattern
from knowledge.plain_names import load_plain_names
from pipeline.describe import describe
from pipeline.plain import plain_date
from schemas.facts import GenePanel
from schemas.profile import DocumentEntry, Profile
from schemas.provenance import Evidence

NO_CHANGE = "tested, no change reported"
MOST_PLACES = 2
"""Places shown of one fact; the rest is counted."""
_POINTER = pattern(r"^([a-z_]+)(?:\[(\d+)\])?(?:\.([a-z_]+))?$")


@dataclass(frozen=True)
class Place:
    """Where a fact stands."""

    file: str
    page: int
    quote: str
    scanned: bool


@dataclass(frozen=True)
class FactView:
    """One fact as a reader sees it; ``date`` in words or empty."""

    pointer: str
    name: str
    value: str
    date: str
    places: tuple[Place, ...]

    @property
    def shown(self) -> tuple[Place, ...]:
        """The places that are shown."""
        return self.places[:MOST_PLACES]

    @property
    def more(self) -> str:
        """How many places are not shown, in words."""
        hidden = len(self.places) - MOST_PLACES
        return f"and {hidden} more" if hidden > 0 else ""


def resolve(profile: Profile, pointer: str) -> Any:
    """What a pointer points at, or ``None`` where it leads nowhere."""
    match = _POINTER.search(pointer)
    if match is None:
        return None
    field = getattr(profile, match[1], None)
    if match[2] is None:
        return field
    if not isinstance(field, tuple) or int(match[2]) >= len(field):
        return None
    return field[int(match[2])]


def view(profile: Profile, pointer: str) -> FactView | None:
    """The fact behind a pointer, or ``None`` where it leads nowhere."""
    fact = resolve(profile, pointer)
    if fact is None or fact == ():
        return None
    if isinstance(fact, str):
        return _negative_gene(profile, pointer, fact)
    if isinstance(fact, tuple):
        return _many(pointer, fact)
    said = describe(fact)
    if said is None or not said[1]:
        return None
    name, value, date = said
    return FactView(pointer, name, value, plain_date(date), places(getattr(fact, "evidence", ())))


def views(profile: Profile, field: str) -> Iterator[FactView]:
    """Every fact of one list of the profile."""
    for i in range(len(getattr(profile, field))):
        found = view(profile, f"{field}[{i}]")
        if found is not None:
            yield found


def evidence_of(profile: Profile, pointer: str) -> tuple[Evidence, ...]:
    """Where the fact behind a pointer stands, best place first; of a gene without a change, where it is named."""
    fact = resolve(profile, pointer)
    if isinstance(fact, str):
        return _naming(fact, tuple(e for p in _panels(profile, fact) for e in p.evidence))
    found: tuple[Evidence, ...] = getattr(fact, "evidence", ())
    return found


def places(evidence: tuple[Evidence, ...]) -> tuple[Place, ...]:
    """Places of evidence, each once."""
    found = (Place(e.file, e.page, " ".join(e.quote.split()), e.method == "ocr") for e in evidence)
    return tuple(dict.fromkeys(found))


STATES = {
    "read": "read",
    "failed": "not read",
    "other_person": "set aside, because it seems to be about another person",
    "duplicate": "the same as another file",
}


def document_lines(documents: Iterable[DocumentEntry]) -> tuple[str, ...]:
    """One line for each file: kind, date, what was not read of it; files of one fate stand together."""
    lines: dict[str, list[str]] = {}
    for entry in documents:
        kind = load_plain_names().kinds.get(entry.kind, entry.kind)
        dated = f", {plain_date(entry.dated)}" if entry.dated else ""
        why = f": {entry.reason}" if entry.reason else ""
        unread = f"; pages not read: {', '.join(map(str, entry.unread_pages))}" if entry.unread_pages else ""
        name = f"{entry.file} ({kind}{dated})"
        state = f"{STATES[entry.status]}{why}{unread}"
        lines.setdefault(f"{name} {state}" if entry.status == "read" else state, []).append(name)
    return tuple(f"{', '.join(names)}: {state.removeprefix(names[0] + ' ')}" for state, names in lines.items())


def _many(pointer: str, facts: tuple[Any, ...]) -> FactView:
    names = load_plain_names().fields
    files = tuple(f.file for f in facts if isinstance(f, DocumentEntry))
    value = ", ".join(files) if files else str(len(facts))
    return FactView(pointer, names.get(pointer, pointer), value, "", ())


def _panels(profile: Profile, gene: str) -> list[GenePanel]:
    return [p for p in profile.gene_panels if gene in p.negative]


def _negative_gene(profile: Profile, pointer: str, gene: str) -> FactView:
    date = max((p.collected for p in _panels(profile, gene) if p.collected), default=None)
    return FactView(pointer, gene, NO_CHANGE, plain_date(date), places(evidence_of(profile, pointer)))


def _naming(gene: str, seen: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """The shortest quotes that name the gene, one for each file and page; a panel is quoted gene by gene."""
    named = [e for e in seen if gene.lower() in "".join(c if c.isalnum() else " " for c in e.quote.lower()).split()]
    best: dict[tuple[str, int], Evidence] = {}
    for e in sorted(named, key=lambda e: len(e.quote)):
        best.setdefault((e.file, e.page), e)
    return tuple(best.values()) if best else seen[:1]


def panel_rows(profile: Profile) -> tuple[FactView, ...]:
    """Genes without a reported change, one row for each panel and its date; genes of no panel in a row of their own."""
    rows, told = [], set()
    for i, panel in enumerate(profile.gene_panels):
        genes = [g for g in profile.genes_tested_negative if g in panel.negative and g not in told]
        told.update(genes)
        if genes:
            files = {p.file: p for p in reversed(places(panel.evidence))}
            seen = tuple(Place(p.file, p.page, "", p.scanned) for p in reversed(files.values()))
            name = ", ".join(genes)
            rows.append(FactView(f"gene_panels[{i}]", name, NO_CHANGE, plain_date(panel.collected), seen))
    rest = [g for g in profile.genes_tested_negative if g not in told]
    if rest:
        rows.append(FactView("genes_tested_negative", ", ".join(rest), NO_CHANGE, "", ()))
    return tuple(rows)
