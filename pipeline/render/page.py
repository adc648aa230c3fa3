"""What every form of the patient's page shows, worked out once: groups, reasons, explained words, sources in use."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extractors.patterns import pattern
from knowledge.packs import load_pack
from knowledge.tailoring import load_asking, load_wording
from knowledge.views import Views, Words, load_views
from pipeline.evaluate.verdicts import is_contradiction, is_spoken
from pipeline.pictures.book import PictureBook
from pipeline.plain import plain_date
from pipeline.render.explain import Explainer, Segment
from pipeline.render.facts import document_lines
from pipeline.render.placed import Link, Placed, Placer, Why, is_stale
from pipeline.render.tidy import Gathered, Shortener, first_sentence, gather
from schemas.answer import Alert, Ask, Question, Reason, Source, Statement, TailoredAnswer, WouldChange
from schemas.profile import Profile
from schemas.tailoring import Wording

ORDER = ("matches", "does_not_match", "cannot_tell", "already_tried", "investigational", "figures", "information")
"""Groups in the order in which they are read; what was put right and cautions stand before them."""
FOLDED = frozenset({"does_not_match", "cannot_tell", "investigational"})
"""Verdicts of which the first sentence is read at once, and the rest when wanted."""
MOST_MISSING = 10


@dataclass(frozen=True)
class Said:
    """A statement with its title, the facts it stands on, its numbered sources and what would change it.

    ``plain`` explains the title; ``names`` are the options it speaks of where these are many. ``rest`` is what may be
    folded away: never a warning.
    """

    statement: Statement
    label: str
    plain: str
    verdict: str
    text: tuple[Segment, ...]
    rest: tuple[Segment, ...]
    whys: tuple[Why, ...]
    sources: tuple[tuple[int, Source], ...]
    change: str = ""
    extra: bool = False
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Group:
    """Statements of one verdict under a plain title."""

    key: str
    title: str
    said: tuple[Said, ...]


@dataclass(frozen=True)
class Warned:
    """An alert with its reasons."""

    tier: str
    title: str
    text: tuple[Segment, ...]
    whys: tuple[Why, ...]
    sources: tuple[tuple[int, Source], ...]


@dataclass(frozen=True)
class Asked:
    """A question for the doctor, or something to ask for or upload (``how``: what shows it), with reasons."""

    text: tuple[Segment, ...]
    how: str
    whys: tuple[Why, ...]


@dataclass(frozen=True)
class Glance:
    """Options of one verdict in one line: names with the id of the statement that says more."""

    key: str
    title: str
    names: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Page:
    """A tailored answer, ready to be laid out; parts in the order of reading."""

    answer: TailoredAnswer
    wording: Wording
    words: Words
    dates: tuple[str, ...]
    alerts: tuple[Warned, ...]
    summary: tuple[Said, ...]
    glance: tuple[Glance, ...]
    premises: tuple[Said, ...]
    cautions: tuple[Said, ...]
    groups: tuple[Group, ...]
    asks: tuple[Asked, ...]
    more_asks: tuple[Asked, ...]
    missing: tuple[str, ...]
    questions: tuple[Asked, ...]
    more_questions: tuple[Asked, ...]
    more: tuple[Said, ...]
    others: tuple[Why, ...]
    kept: tuple[tuple[str, tuple[Said, ...]], ...]
    fates: str
    places: tuple[Placed, ...]
    sources: tuple[tuple[int, Source], ...]
    documents: tuple[str, ...]


def page_of(
    answer: TailoredAnswer,
    profile: Profile | None = None,
    book: PictureBook | None = None,
    *,
    link: Link | None = None,
) -> Page:
    """Everything a patient sees of ``answer``, in order.

    Args:
        answer: the tailored answer.
        profile: the profile its reasons point into; the answer's own if not given.
        book: pictures of the places; without one the words alone are shown.
        link: the address at which a fact is shown elsewhere; without one each reason leads to the list of places.
    """
    b = _Builder(answer, profile or answer.profile, link)
    told = [s for s in answer.statements if s.change != "dropped" and s.text not in {x.text for x in answer.summary}]
    by_group: dict[str, list[Statement]] = {}
    for s in told:
        by_group.setdefault(_group_of(s), []).append(s)
    shown = b.views.most_questions_shown
    # Words are explained where they first stand, so the parts are built in the order in which they are read.
    alerts = tuple(b.warned(a) for a in answer.alerts)
    summary = tuple(b.said(s) for s in gather(answer.summary, b.labels, {}))
    premises = tuple(b.said(s) for s in by_group.get("premise", ()))
    careful = [s for s in by_group.get("caution", ()) if not b.alerted(s)]
    cautions = tuple(b.said(s) for s in (*careful, *by_group.get("conflict", ())))
    groups = tuple(b.groups(by_group))
    overview = tuple(b.glance(groups))
    asked = tuple(b.asked(a, folded=i >= b.views.most_asks_shown) for i, a in enumerate(answer.ask_next))
    first, later = b.ordered(answer.questions, shown)
    questions, more_questions = (tuple(b.question(q, folded=f) for q in part) for f, part in ((0, first), (1, later)))
    more = tuple(b.said(s, folded=True) for s in by_group.get("also", ()) if b.says_more(s))
    kept = tuple(b.sections(by_group.get("kept", [])))
    return Page(
        answer=answer,
        wording=b.wording,
        words=b.views.patient,
        dates=tuple(dates(answer, b.views)),
        alerts=alerts,
        summary=summary,
        glance=overview if len(overview) > 1 else (),
        premises=premises,
        cautions=cautions,
        groups=groups,
        asks=asked[: b.views.most_asks_shown],
        more_asks=asked[b.views.most_asks_shown :],
        missing=b.missing(),
        questions=questions,
        more_questions=more_questions,
        more=more,
        others=b.unlinked(by_group.get("also", ())),
        kept=kept,
        fates=fates(answer, b.views),
        places=b.placer.placed(book or PictureBook()),
        sources=tuple((i, answer.sources[key]) for key, i in b.numbered.items()),
        documents=document_lines(answer.profile.documents),
    )


def dates(answer: TailoredAnswer, views: Views) -> Iterator[str]:
    """From how many files the answer is, of which dates, and whether all of them are old."""
    read = [d for d in answer.profile.documents if d.status == "read"]
    dated = sorted(d.dated for d in read if d.dated)
    files = f"{len(read)} {'record' if len(read) == 1 else 'records'}"
    first, last = (plain_date(dated[0]), plain_date(dated[-1])) if dated else ("", "")
    name = "dates" if first != last else "dates_one" if dated else "dates_none"
    if read:
        yield views.patient[name].format(files=files, first=first, last=last)
    if dated and len(dated) < len(read):
        yield views.patient["undated"].format(count=len(read) - len(dated))
    if dated and answer.as_of and is_stale(dated[-1], views.old_days, answer.as_of):
        yield views.patient["old"].format(last=last)


def fates(answer: TailoredAnswer, views: Views) -> str:
    """How many sentences of the general answer became what, in one sentence."""
    counted: Counter[str] = Counter(p.change for p in answer.general_parts)
    parts = [text.format(n=counted[change]) for change, text in views.counts.items() if counted[change]]
    if not parts:
        return ""
    said = ", ".join(parts[:-1]) + (" and " if len(parts) > 1 else "") + parts[-1]
    return views.patient["general_counts"].format(count=len(answer.general_parts), parts=said)


def capital(text: str) -> str:
    """With a capital at its head."""
    return f"{text[:1].upper()}{text[1:]}"


def _group_of(statement: Statement) -> str:
    if statement.change == "kept" or (statement.id.startswith("s-premise") and statement.change == "qualified"):
        return "kept"
    if is_contradiction((statement.rule or "").partition("@")[0]):
        return "conflict"
    for key in ("premise", "figures"):
        if statement.id.startswith(f"s-{key}"):
            return key
    return "also" if statement.verdict == "information" and statement.because else statement.verdict


def _used(answer: TailoredAnswer) -> list[str]:
    keys = [k for a in answer.alerts for k in a.sources]
    keys += [k for s in (*answer.summary, *answer.statements) if s.change != "dropped" for k in s.sources]
    return [k for k in dict.fromkeys(keys) if k in answer.sources]


class _Builder:
    """Resolves the pointers of one answer and remembers what has been said."""

    def __init__(self, answer: TailoredAnswer, profile: Profile, link: Link | None) -> None:
        self.answer = answer
        self.wording, self.views = load_wording(), load_views()
        self.pack = load_pack(answer.disease)
        self.labels = {c.id: c.label for c in self.pack.concepts}
        self.options = {c.id for c in self.pack.concepts if c.kind == "option"}
        self.numbered = {key: i for i, key in enumerate(_used(answer), start=1)}
        self.gate = next((s.because for s in answer.summary if s.id == "s-fit"), ())
        self.asked_about = {s.about for s in answer.summary if s.rule and s.id.endswith("-short")}
        self.changes: dict[str, WouldChange] = {c.statement: c for c in answer.would_change}
        self.placer = Placer(answer, profile, link)
        self.linked: set[int] = set()
        self.explain = Explainer(answer.disease)
        self.shortener = Shortener()

    def whys(self, because: tuple[Reason, ...]) -> tuple[Why, ...]:
        found = self.placer.whys(because)
        self.linked.update(w.number for w in found)
        return found

    def groups(self, by_group: dict[str, list[Statement]]) -> Iterator[Group]:
        for key in ORDER:
            members = gather(by_group.get(key, ()), self.labels, self.pack.agent_groups)
            if members:
                said = tuple(self.said(s, foldable=key in FOLDED) for s in members)
                yield Group(key, self.wording.groups[key], said)

    def said(self, statement: Statement, *, foldable: bool = False, folded: bool = False) -> Said:
        about = statement.about or ""
        named = about in self.options and statement.verdict != "information"
        label = capital(self.labels[about]) if named and statement.rule else ""
        plain = self.explain.label(label, folded=folded)
        text, rest = self.parted(self.shortener.shorten(statement.text), foldable)
        # The diagnosis is a reason of every verdict; it is shown once, with the fit.
        own = tuple(r for r in statement.because if r not in self.gate) or statement.because
        return Said(
            statement=statement,
            label=label,
            plain=plain,
            verdict=self.wording.verdicts[statement.verdict] if label else "",
            text=self.explain.split(text, folded=folded),
            rest=self.explain.split(rest, folded=True) if rest else (),
            whys=self.whys(own),
            sources=self.cited(statement.sources),
            change=self.flips(statement),
            names=tuple(capital(n) for n in statement.names) if isinstance(statement, Gathered) else (),
            extra=bool(label)
            and statement.general is None
            and about not in self.asked_about
            and statement.verdict in ("matches", "already_tried"),
        )

    def says_more(self, statement: Statement) -> bool:
        """Whether it says more than its fact, which stands among the places; if not, the place is enough."""
        spoken = is_spoken((statement.rule or "").partition("@")[0])
        told = first_sentence(statement.text)[1] or statement.sources or spoken
        return bool(told) or not self.placer.whys(statement.because)

    def alerted(self, statement: Statement) -> bool:
        """Whether an alert has told of all its facts; what care an option needs is said in any case."""
        own = {r for r in statement.because if r not in self.gate}
        return statement.about not in self.options and any(own <= set(a.because) for a in self.answer.alerts)

    def flips(self, statement: Statement) -> str:
        """What would change a verdict; of what waits for a missing fact, the list of these speaks."""
        change = self.changes.get(statement.id)
        if change is None or statement.verdict == "cannot_tell" or change.nearest is None:
            return ""
        return first_sentence(change.text)[1]  # the first says what it rests on, as the reasons do

    def parted(self, text: str, foldable: bool) -> tuple[str, str]:
        """What is read at once and what may be folded: all but the first sentence, unless it warns."""
        head, rest = first_sentence(text) if foldable else (text, "")
        return (text, "") if self.warns(rest) else (head, rest)

    def warns(self, text: str) -> bool:
        """Whether a text speaks of danger, so that it may not be folded away."""
        return any(pattern(p).search(text) for p in self.views.never_folded)

    def warned(self, alert: Alert) -> Warned:
        text = self.explain.split(self.shortener.shorten(alert.text))
        whys = self.whys(alert.because)
        return Warned(alert.tier, self.wording.tiers[alert.tier], text, whys, self.cited(alert.sources))

    def unlinked(self, statements: Iterable[Statement]) -> tuple[Why, ...]:
        """Facts of statements that say no more than they do, where no other reason leads to them."""
        facts = [r for s in statements if not self.says_more(s) for r in s.because]
        return tuple(w for w in self.placer.whys(facts) if w.number not in self.linked)

    def asked(self, ask: Ask, *, folded: bool) -> Asked:
        how = f"{self.wording.headings['shown_by']}: {capital(ask.upload)}."
        return Asked(self.explain.split(ask.text, folded=folded), how, self.whys(ask.because))

    def question(self, question: Question, *, folded: int) -> Asked:
        return Asked(self.explain.split(question.text, folded=bool(folded)), "", ())

    def ordered(self, questions: tuple[Question, ...], most: int) -> tuple[list[Question], list[Question]]:
        """Questions that are read at once, and those that may be folded."""
        later = [q for q in questions[most:] if not self.warns(q.text)]
        return [q for q in questions if q not in later], later

    def cited(self, keys: tuple[str, ...]) -> tuple[tuple[int, Source], ...]:
        return tuple((self.numbered[k], self.answer.sources[k]) for k in keys if k in self.numbered)

    def glance(self, groups: tuple[Group, ...]) -> Iterator[Glance]:
        """Names of options by verdict; of statements that were told together, all of their names."""
        members: dict[str, dict[str, str]] = {}
        first = {key: (g.said[0].statement.id) for g in groups for key in (g.key,)}
        shown = {s.statement.id for g in groups for s in g.said}
        told = {(s.about, s.verdict) for s in self.answer.statements if s.rule}
        inner = {(m, v) for g, v in told for m in self.pack.agent_groups.get(g or "", ()) if m != g}
        for s in self.answer.statements:
            if s.about in self.options and s.rule and s.verdict in first and (s.about, s.verdict) not in inner:
                name = capital(self.labels[s.about])
                members.setdefault(s.verdict, {}).setdefault(name, s.id if s.id in shown else first[s.verdict])
        for key in ORDER:
            if key in members and key != "information":
                yield Glance(key, self.wording.groups[key], tuple(members[key].items()))

    def sections(self, statements: list[Statement]) -> Iterator[tuple[str, tuple[Said, ...]]]:
        """What was kept, in the order and under the headings of the general answer."""
        where = {i: p for p in reversed(self.answer.general_parts) for i in p.statements}
        held: dict[str, list[Statement]] = {}
        for s in sorted(statements, key=lambda s: where[s.id].index if s.id in where else 0):
            part = where.get(s.id)
            held.setdefault(part.section[-1] if part is not None and part.section else "", []).append(s)
        for title, many in held.items():
            plain = (s.model_copy(update={"text": capital(s.text.removeprefix(f"{title}:").strip())}) for s in many)
            yield title, tuple(self.said(s) for s in plain)

    def missing(self) -> tuple[str, ...]:
        """Plain names of what would settle a ``cannot_tell`` and is not asked for; what settles most first.

        Without a diagnosis there is nothing else that would settle anything.
        """
        if self.answer.fit == "unconfirmed":
            return ()
        asking = load_asking(self.answer.disease)
        named = {n: a.name for a in asking.asks for n in (a.name, *a.also)}
        asked = {named.get(n, n) for a in self.answer.ask_next for n in (a.fact, *a.also)}
        open_ = (m for s in self.answer.statements for m in s.missing if m not in asking.never)
        counted = Counter(m for m in open_ if named.get(m, m) not in asked)
        gene = self.pack.phrases["gene_test"]
        names = (self.pack.labels.get(n) or gene.replace("{gene}", n) for n, _ in counted.most_common(MOST_MISSING))
        return tuple(dict.fromkeys(names))
