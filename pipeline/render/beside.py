"""The general answer beside what became of it: each of its sentences once, in its order, with the reason."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from knowledge.packs import load_pack
from knowledge.tailoring import load_wording
from knowledge.views import Words, load_views
from pipeline.pictures.book import PictureBook
from pipeline.render.explain import Explainer, Segment
from pipeline.render.page import capital, fates
from pipeline.render.placed import Link, Placed, Placer, Why
from schemas.answer import GeneralPart, Statement, TailoredAnswer
from schemas.profile import Profile
from schemas.tailoring import Wording


@dataclass(frozen=True)
class Now:
    """What a patient reads in place of a sentence: in full where it first stands, later a link to there."""

    id: str
    label: str
    verdict: str
    text: tuple[Segment, ...]
    whys: tuple[Why, ...]
    again: str = ""


@dataclass(frozen=True)
class Row:
    """One sentence of the general answer; ``lead`` is what it completes, where that is new."""

    index: int
    lead: str
    text: str
    change: str
    chip: str
    why: str
    now: tuple[Now, ...]


@dataclass(frozen=True)
class BesidePage:
    """The whole view; ``sections`` are titled rows in the general answer's order."""

    answer: TailoredAnswer
    wording: Wording
    words: Words
    shared: Words
    counts: str
    legend: tuple[tuple[str, str, str], ...]
    first: tuple[Now, ...]
    sections: tuple[tuple[str, tuple[Row, ...]], ...]
    places: tuple[Placed, ...]


def beside_of(
    answer: TailoredAnswer, profile: Profile | None = None, book: PictureBook | None = None, *, link: Link | None = None
) -> BesidePage:
    """The view of ``answer``; arguments as those of ``page_of``."""
    b = _Builder(answer, profile or answer.profile, link)
    first = tuple(b.premises())
    sections: list[tuple[str, list[Row]]] = []
    lead = ""
    for part in answer.general_parts:
        title = part.section[-1] if part.section else ""
        if not sections or sections[-1][0] != title:
            sections.append((title, []))
            lead = ""
        row = b.row(part)
        sections[-1][1].append(replace(row, lead="" if row.lead == lead else row.lead))
        lead = row.lead
    used = {p.change for p in answer.general_parts}
    return BesidePage(
        answer=answer,
        wording=b.wording,
        words=b.words,
        shared=load_views().patient,
        counts=fates(answer, load_views()).split(". ")[0].rstrip(".") + "." if answer.general_parts else "",
        legend=tuple((c, b.chip(c), b.words.get(f"{c}_why", "")) for c in ("kept", "general") if c in used),
        first=first,
        sections=tuple((title, tuple(rows)) for title, rows in sections),
        places=b.placer.placed(book or PictureBook()),
    )


class _Builder:
    def __init__(self, answer: TailoredAnswer, profile: Profile, link: Link | None) -> None:
        self.answer = answer
        self.wording, self.words = load_wording(), load_views().beside
        self.labels = {c.id: c.label for c in load_pack(answer.disease).concepts}
        self.statements = {s.id: s for s in (*answer.summary, *answer.statements)}
        self.placer = Placer(answer, profile, link)
        self.explain = Explainer(answer.disease)
        self.gate = next((s.because for s in answer.summary if s.id == "s-fit"), ())
        self.told: set[str] = set()

    def chip(self, change: str) -> str:
        return self.words["general_chip" if change == "general" else change]

    def premises(self) -> Iterator[Now]:
        """What is put right before the first sentence: replies to the question itself."""
        for s in (*self.answer.summary, *self.answer.statements):
            if s.id.startswith("s-premise-") and s.general and self.answer.question in s.general:
                yield self.now(s)

    def row(self, part: GeneralPart) -> Row:
        stays = part.change in ("kept", "general")
        now = () if stays else tuple(self.now(self.statements[i]) for i in part.statements if i in self.statements)
        why = part.why or (self.words[f"{part.change}_why"] if stays else "")
        return Row(part.index, part.lead_in or "", part.text, part.change, self.chip(part.change), why, now)

    def now(self, statement: Statement) -> Now:
        about = self.labels.get(statement.about or "", "")
        label = capital(about)
        verdict = self.wording.verdicts[statement.verdict] if statement.verdict != "information" else ""
        if statement.id in self.told:
            return Now(statement.id, label, verdict, (), (), self.words["see_above"].format(label=label))
        self.told.add(statement.id)
        own = tuple(r for r in statement.because if r not in self.gate) or statement.because
        return Now(statement.id, label, verdict, self.explain.split(statement.text), self.placer.whys(own))
