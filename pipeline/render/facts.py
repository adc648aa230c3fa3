"""A pointer into a profile ("labs[3]") to what a reader sees: name, value, date, and the places it stands."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from extractors.patterns import pattern
from knowledge.plain_names import load_plain_names
from pipeline.plain import number, plain_date
from schemas.facts import (
    Biomarker,
    ClinicalFinding,
    Diagnosis,
    GenePanel,
    Karyotype,
    LabResult,
    NotGiven,
    Performance,
    Stage,
    Treatment,
    Variant,
)
from schemas.profile import Comorbidity, Conflict, DocumentEntry, Patient, Profile, ReviewItem, Transfusions
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
    describe = _DESCRIBE.get(type(fact))
    if describe is None:
        return None
    name, value, date = describe(fact)
    if not value:
        return None
    return FactView(pointer, name, value, plain_date(date), places(getattr(fact, "evidence", ())))


def views(profile: Profile, field: str) -> Iterator[FactView]:
    """Every fact of one list of the profile."""
    for i in range(len(getattr(profile, field))):
        found = view(profile, f"{field}[{i}]")
        if found is not None:
            yield found


def places(evidence: tuple[Evidence, ...]) -> tuple[Place, ...]:
    """Places of evidence, each once."""
    found = (Place(e.file, e.page, " ".join(e.quote.split()), e.method == "ocr") for e in evidence)
    return tuple(dict.fromkeys(found))


_STATES = {
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
        state = f"{_STATES[entry.status]}{why}{unread}"
        lines.setdefault(f"{name} {state}" if entry.status == "read" else state, []).append(name)
    return tuple(f"{', '.join(names)}: {state.removeprefix(names[0] + ' ')}" for state, names in lines.items())


def _many(pointer: str, facts: tuple[Any, ...]) -> FactView:
    names = load_plain_names().fields
    files = tuple(f.file for f in facts if isinstance(f, DocumentEntry))
    value = ", ".join(files) if files else str(len(facts))
    return FactView(pointer, names.get(pointer, pointer), value, "", ())


def _negative_gene(profile: Profile, pointer: str, gene: str) -> FactView:
    panels = [p for p in profile.gene_panels if gene in p.negative]
    seen = _naming(gene, places(tuple(e for p in panels for e in p.evidence)))
    date = max((p.collected for p in panels if p.collected), default=None)
    return FactView(pointer, gene, NO_CHANGE, plain_date(date), seen)


def _naming(gene: str, seen: tuple[Place, ...]) -> tuple[Place, ...]:
    """The shortest places that name the gene, one for each file and page; a panel is quoted gene by gene."""
    named = [p for p in seen if gene.lower() in "".join(c if c.isalnum() else " " for c in p.quote.lower()).split()]
    best: dict[tuple[str, int], Place] = {}
    for place in sorted(named, key=lambda p: len(p.quote)):
        best.setdefault((place.file, place.page), place)
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


def _lab(lab: LabResult) -> tuple[str, str, str | None]:
    names = load_plain_names()
    name = names.analytes.get(lab.analyte, lab.analyte.replace("_", " ").capitalize())
    value = f"{lab.comparator or ''}{_measured(lab.value, lab.unit)}"
    return name, value, lab.collected


def _measured(value: float, unit: str | None) -> str:
    plain = load_plain_names().units.get(unit or "", unit or "")
    return f"{number(value)}{'' if plain in ('', '%') else ' '}{plain}"


def _named(agent: str) -> str:
    """What a treatment is called: its plain name, or the name of the vocabulary."""
    return load_plain_names().treatments.get(agent) or agent.replace("_", " ").capitalize()


def _diagnosis(fact: Diagnosis) -> tuple[str, str, str | None]:
    extra = ", ".join(x for x in (fact.system, fact.status.replace("_", " ")) if x)
    return "Diagnosis", f"{fact.label} ({extra})", fact.date


def _karyotype(fact: Karyotype) -> tuple[str, str, str | None]:
    cells = f" ({fact.metaphases} cells)" if fact.metaphases else ""
    return "Chromosomes", f"{fact.iscn}{cells}", fact.collected


def _variant(fact: Variant) -> tuple[str, str, str | None]:
    share = f"in {number(fact.vaf * 100)}% of the readings" if fact.vaf is not None else ""
    parts = (fact.hgvs_p or fact.hgvs_c or "", share, (fact.significance or "").replace("_", " "))
    return fact.gene, ", ".join(p for p in parts if p) or "changed", fact.collected


def _panel(fact: GenePanel) -> tuple[str, str, str | None]:
    return (
        "Gene panel",
        f"{len(fact.tested)} genes tested, {len(fact.negative)} without a reported change",
        fact.collected,
    )


def _biomarker(fact: Biomarker) -> tuple[str, str, str | None]:
    plain = fact.name.removeprefix("fish_").replace("_", " ") + (" by FISH" if fact.name.startswith("fish_") else "")
    name = load_plain_names().biomarkers.get(fact.name, plain)
    value = f", {_measured(fact.value, fact.unit)}" if fact.value is not None else ""
    return name, f"{fact.status.replace('_', ' ')}{value}", fact.collected


def _stage(fact: Stage) -> tuple[str, str, str | None]:
    parts = [fact.category] if fact.category else []
    if fact.score is not None:
        parts.append(f"score {number(fact.score)}")
    elif fact.range is not None:
        parts.append(f"score between {number(fact.range[0])} and {number(fact.range[1])}")
    if fact.origin == "computed":
        parts.append("calculated here from your results")
    return fact.system, ", ".join(parts), fact.date


def _treatment(fact: Treatment) -> tuple[str, str, str | None]:
    parts: list[str] = [fact.status]
    if fact.started and fact.started == fact.ended:
        parts.append(plain_date(fact.started))
    elif fact.started:
        parts.append(f"from {plain_date(fact.started)}")
    if fact.ended and fact.started != fact.ended:
        parts.append(f"until {plain_date(fact.ended)}")
    if fact.cycles is not None:
        parts.append(f"{fact.cycles} cycle{'' if fact.cycles == 1 else 's'}")
    if fact.response:
        parts.append(load_plain_names().responses.get(fact.response, fact.response.replace("_", " ")))
    if fact.stop_reason:
        parts.append(f"stopped because of {fact.stop_reason.replace('_', ' ')}")
    return _named(fact.agent), ", ".join(parts), fact.recorded


def _transfusions(fact: Transfusions) -> tuple[str, str, str | None]:
    parts = []
    if fact.rbc_units_8_weeks is not None:
        parts.append(f"{number(fact.rbc_units_8_weeks)} units in 8 weeks")
    elif fact.rbc_units_8_weeks_range is not None:
        low, high = fact.rbc_units_8_weeks_range
        parts.append(f"{number(low)} to {number(high)} units in 8 weeks")
    if fact.rbc_units_lifetime is not None:
        parts.append(f"{fact.rbc_units_lifetime} units in all")
    if fact.dependent is not None:
        parts.append("said to be dependent on them" if fact.dependent else "said not to depend on them")
    return "Red-cell transfusions", ", ".join(parts), fact.date


def _finding(fact: ClinicalFinding) -> tuple[str, str, str | None]:
    if fact.value is not None and fact.status == "present":
        return fact.label, _measured(fact.value, fact.unit), fact.date
    return fact.label, fact.status, fact.date


def _patient(fact: Patient) -> tuple[str, str, str | None]:
    parts = (
        f"born {plain_date(fact.birth_date)}" if fact.birth_date else "",
        f"age {fact.age_years}" if fact.age_years is not None else "",
        fact.sex if fact.sex != "unknown" else "",
    )
    return "You", ", ".join(p for p in parts if p), None


def _document(fact: DocumentEntry) -> tuple[str, str, str | None]:
    return fact.file, load_plain_names().kinds.get(fact.kind, fact.kind), fact.dated


_DESCRIBE: dict[type, Callable[[Any], tuple[str, str, str | None]]] = {
    LabResult: _lab,
    Diagnosis: _diagnosis,
    Karyotype: _karyotype,
    Variant: _variant,
    GenePanel: _panel,
    Biomarker: _biomarker,
    Stage: _stage,
    Treatment: _treatment,
    NotGiven: lambda f: (_named(f.agent), "said never to have been given", f.date),
    Transfusions: _transfusions,
    Performance: lambda f: (f.scale, str(f.value), f.date),
    ClinicalFinding: _finding,
    Comorbidity: lambda f: ("Other condition", f.label, None),
    Patient: _patient,
    DocumentEntry: _document,
    ReviewItem: lambda f: ("To check", f.question, None),
    Conflict: lambda f: ("Disagreement", " against ".join(f.values), None),
}
