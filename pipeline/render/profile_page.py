"""The page that shows a profile: questions first, what happened when, and each fact beside its place."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from knowledge.plain_names import load_plain_names
from knowledge.review import PageWords, load_review
from pipeline.describe import describe
from pipeline.pictures.attach import MOST_SIDES, doubtful_places, line_of
from pipeline.pictures.book import PictureBook
from pipeline.plain import plain_date
from pipeline.render.facts import STATES, FactView, Place, panel_rows, resolve, view, views
from pipeline.render.ink import SHOWN_AT_ONCE, Ink, Inker
from pipeline.render.timeline import Timeline, timeline_of
from schemas.profile import Conflict, DocumentEntry, Profile, ReviewItem
from schemas.provenance import Evidence

FIELDS = (
    "patient", "diagnoses", "stages", "labs", "karyotypes", "variants", "genes_tested_negative", "biomarkers",
    "treatments", "transfusions", "not_given", "findings", "comorbidities", "performance",
)  # fmt: skip
SINGLE = ("patient", "transfusions", "performance")


@dataclass(frozen=True)
class Row:
    """One fact: name, value, date, its place, other places, and what is unsure about it; ``also``: told with it."""

    pointer: str
    name: str
    value: str
    date: str
    ink: Ink | None
    others: tuple[Place, ...]
    more: str
    marks: tuple[tuple[str, str], ...]
    also: tuple[str, ...] = ()

    @property
    def anchor(self) -> str:
        """The id of its place on the page."""
        return anchor_of(self.pointer)

    @property
    def timeless(self) -> bool:
        """Whether no date belongs to it."""
        return self.pointer in ("patient", "genes_tested_negative")


@dataclass(frozen=True)
class Group:
    """Rows that belong together (one analyte): the latest, and the others folded."""

    first: Row
    rest: tuple[Row, ...]
    summary: str


@dataclass(frozen=True)
class Section:
    """A titled part of the facts."""

    title: str
    groups: tuple[Group, ...]


@dataclass(frozen=True)
class Question:
    """One question with its pictures and reasons."""

    text: str
    why: tuple[str, ...]
    inks: tuple[Ink, ...]


@dataclass(frozen=True)
class Side:
    """One side of a contradiction."""

    value: str
    date: str
    inks: tuple[Ink, ...]


@dataclass(frozen=True)
class Dispute:
    """A contradiction, side by side."""

    why: str
    sides: tuple[Side, ...]


@dataclass(frozen=True)
class Document:
    """One file: what it is, how its pages were read, and what became of it."""

    file: str
    kind: str
    date: str
    pages: tuple[str, ...]
    state: str
    reason: str
    good: bool


@dataclass(frozen=True)
class ProfilePage:
    """Everything on the page, in order."""

    words: PageWords
    files: str
    first: tuple[Question, ...]
    rest: tuple[Question, ...]
    rest_summary: str
    disputes: tuple[Dispute, ...]
    timeline: Timeline | None
    sections: tuple[Section, ...]
    gaps: tuple[str, ...]
    documents: tuple[Document, ...]


def page_places(profile: Profile) -> Iterator[Sequence[Evidence]]:
    """All places that the page may show a picture of."""
    yield from doubtful_places(profile)
    for field in FIELDS:
        for row in _views(profile, field):
            yield from _places_of(profile, row.pointer)
    for conflict in profile.conflicts:
        for pointer in (conflict.about, *conflict.also):
            yield from _places_of(profile, pointer)


def profile_page(profile: Profile, book: PictureBook) -> ProfilePage:
    """The page of ``profile``, with pictures as far as ``book`` has them."""
    return _Builder(profile, book).page()


def _views(profile: Profile, field: str) -> Iterable[FactView]:
    if field == "genes_tested_negative":
        return panel_rows(profile)
    if field in SINGLE:
        found = view(profile, field)
        return (found,) if found is not None and found.value else ()
    return views(profile, field)


def _places_of(profile: Profile, pointer: str) -> list[tuple[Evidence, ...]]:
    """Where a picture of a fact may be taken, best first; a panel is shown with all its genes."""
    evidence: tuple[Evidence, ...] = getattr(resolve(profile, pointer), "evidence", ())
    if not evidence:
        return []
    if pointer.startswith("gene_panels"):
        return [evidence]
    return [(e,) for e in evidence[:SHOWN_AT_ONCE]]


class _Builder:
    """Takes pictures from the book as long as there is room for them."""

    def __init__(self, profile: Profile, book: PictureBook) -> None:
        self.profile = profile
        self.words = load_review().page.words
        inker = Inker(book)
        self.ink, self.inks = inker.ink, inker.inks

    def page(self) -> ProfilePage:
        # What matters most takes its pictures first.
        first, rest = self.questions()
        disputes = tuple(d for c in self.profile.conflicts if (d := self.dispute(c)).sides)
        count = len(self.profile.documents)
        return ProfilePage(
            words=self.words,
            files=f"{count} {'file' if count == 1 else 'files'}",
            first=first,
            rest=rest,
            rest_summary=_counted(len(rest), self.words.rest, self.words.rest_one),
            disputes=disputes,
            timeline=timeline_of(self.profile),
            sections=tuple(self.sections()),
            gaps=tuple(g.replace("_", " ") for g in self.profile.gaps),
            documents=tuple(_document(d, self.words) for d in self.profile.documents),
        )

    def questions(self) -> tuple[tuple[Question, ...], tuple[Question, ...]]:
        """Those that are asked at once, and the rest."""
        asked: dict[str, list[ReviewItem]] = {}
        for item in self.profile.review:
            asked.setdefault(item.question, []).append(item)
        made = [(self.question(items), any(i.weight == "decides" for i in items)) for items in asked.values()]
        most = load_review().order.most_at_once
        urgent = [q for q, decides in made if decides] or [q for q, _ in made]
        first = tuple(urgent[:most])
        return first, tuple(q for q, _ in made if q not in first)

    def question(self, items: Sequence[ReviewItem]) -> Question:
        inks = (self.ink(line_of(self.profile, i)[:1], line_of(self.profile, i)) for i in items)
        text = items[0].question
        for e in items[0].evidence[:1]:  # the picture's own caption says where it stands
            text = text.removesuffix(load_review().questions.place.format(question="", file=e.file, page=e.page))
        return Question(
            text,
            tuple(dict.fromkeys(i.why for i in items)),
            tuple(dict.fromkeys(i for i in inks if i is not None))[:MOST_SIDES],
        )

    def dispute(self, conflict: Conflict) -> Dispute:
        """Facts that contradict each other; where a side is no fact of the profile, its places alone."""
        sides: list[Side] = []
        told: set[Evidence] = set()
        for pointer in (conflict.about, *conflict.also):
            said = describe(resolve(self.profile, pointer))
            evidence: tuple[Evidence, ...] = getattr(resolve(self.profile, pointer), "evidence", ())
            if said is not None and evidence:
                told.update(evidence)
                sides.append(Side(f"{said[0]}: {said[1]}", plain_date(said[2]), self.inks(evidence)))
        others = tuple(e for e in conflict.evidence if e not in told)
        if others or len(sides) < 2:
            value = " against ".join(conflict.values)
            if not sides:
                sides = [Side(value, "", self.inks(conflict.evidence))]
            elif others:
                sides.append(Side(value, "", self.inks(others)))
        return Dispute(f"{' against '.join(conflict.values)} ({conflict.why})", tuple(sides))

    def sections(self) -> Iterator[Section]:
        names = load_plain_names().fields
        for field in FIELDS:
            rows = [self.row(v) for v in _views(self.profile, field) if not self.told(field, v)]
            if rows:
                groups = self.by_analyte(rows) if field == "labs" else [Group(r, (), "") for r in _alike(rows)]
                yield Section(names.get(field, field), tuple(groups))

    def told(self, field: str, seen: FactView) -> bool:
        """Whether another section says it: comorbidities are findings as well."""
        return field == "comorbidities" and any(
            f.label == seen.value and f.status == "present" for f in self.profile.findings
        )

    def by_analyte(self, rows: Sequence[Row]) -> list[Group]:
        """The latest result of each analyte, the others folded below it."""
        held: dict[str, list[tuple[str, Row]]] = {}
        for row, lab in zip(rows, self.profile.labs, strict=True):
            held.setdefault(lab.analyte, []).append((lab.collected or "", row))
        groups = []
        for found in held.values():
            first, *rest = (r for _, r in sorted(found, key=lambda f: f[0], reverse=True))
            groups.append(Group(first, tuple(rest), _counted(len(rest), self.words.earlier, self.words.earlier_one)))
        return groups

    def row(self, seen: FactView) -> Row:
        inks = [i for p in _places_of(self.profile, seen.pointer) if (i := self.ink(p[:1], p)) is not None]
        ink = next((i for i in inks if i.uri), inks[0] if inks else None)
        if seen.pointer.startswith("gene_panels") and ink is not None:
            ink = Ink(ink.uri, ink.width, ink.file, ink.page, "", ink.scanned, ink.typed)
        others = tuple(
            p for p in seen.shown if ink is None or (p.file, p.page, p.quote) != (ink.file, ink.page, ink.quote)
        )
        marks = [("review", self.words.unsure)] if seen.pointer in self.profile.doubtful else []
        marks += [("conflicts", self.words.disputed)] if seen.pointer in self.profile.conflicted else []
        if seen.pointer.startswith("gene_panels"):
            others = tuple(p for p in others if ink is None or (p.file, p.page) != (ink.file, ink.page))
        return Row(seen.pointer, seen.name, seen.value, seen.date, ink, others, seen.more, tuple(marks))


def _alike(rows: Iterable[Row]) -> list[Row]:
    """Facts that say the same in the same place (markers of one line) in one row."""
    held: dict[tuple[object, ...], Row] = {}
    for row in rows:
        place = (row.ink.file, row.ink.page, row.ink.quote) if row.ink else None
        key = (row.value, row.date, place, row.marks)
        former = held.get(key)
        if former is None:
            held[key] = row
        elif row.name not in former.name.split(", "):
            name = f"{former.name}, {row.name}"
            held[key] = replace(former, name=name, also=(*former.also, row.pointer))
    return list(held.values())


def anchor_of(pointer: str) -> str:
    """The id at which a page shows the fact behind a pointer."""
    return "f-" + pointer.replace("[", "-").replace("]", "")


def _counted(count: int, many: str, one: str) -> str:
    return one if count == 1 else many.format(count=count)


def _document(entry: DocumentEntry, words: PageWords) -> Document:
    """What became of a file: which pages were read how, which were not, and why."""
    unread, ocr = set(entry.unread_pages), set(entry.ocr_pages)
    typed = [n for n in range(1, entry.pages + 1) if n not in unread and n not in ocr]
    said = (
        (words.text_pages, typed),
        (words.ocr_pages, sorted(ocr - unread)),
        (words.unread_pages, sorted(unread)),
    )
    pages = tuple(text.format(pages=_ranges(numbers)) for text, numbers in said if numbers)
    if entry.status == "failed" or entry.status == "duplicate":
        pages = (words.nothing,) if entry.status == "failed" else ()
    return Document(
        file=entry.file,
        kind=load_plain_names().kinds.get(entry.kind, entry.kind),
        date=plain_date(entry.dated),
        pages=pages,
        state=STATES[entry.status],
        reason=entry.reason or "",
        good=entry.status == "read" and not unread,
    )


def _ranges(numbers: Sequence[int]) -> str:
    """Page 1, pages 2–4 and 7."""
    runs: list[list[int]] = []
    for n in numbers:
        if runs and n == runs[-1][-1] + 1:
            runs[-1].append(n)
        else:
            runs.append([n])
    parts = [str(r[0]) if len(r) == 1 else f"{r[0]}–{r[-1]}" for r in runs]
    text = ", ".join(parts[:-1]) + (" and " if len(parts) > 1 else "") + parts[-1]
    return f"page{'s' if len(numbers) > 1 else ''} {text}"


__all__ = ["ProfilePage", "anchor_of", "page_places", "profile_page"]
