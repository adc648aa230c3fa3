"""What becomes of each sentence of a general answer, before anything is put into statements."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from extractors.patterns import pattern
from extractors.wordings import Wordings
from knowledge.answers_loader import ReadingCues, load_reading_cues
from knowledge.loader import load_vocabulary
from knowledge.tailoring import load_linking
from pipeline.tailor.guard import violations
from pipeline.tailor.linking import Linker
from pipeline.tailor.premises import matches, premises_of
from schemas.evaluation import Evaluation
from schemas.general import GeneralAnswer, GeneralStatement
from schemas.rules import Pack
from schemas.tailoring import Premise

Fate = Literal["keep", "premise", "option", "unweighed", "filler", "leaning", "guarded"]
_OPENING = 30
"""An item opens with an option when it is named within these characters."""
_TITLE_WORDS = 5
"""A sentence this short that opens with an option is its title ("Luspatercept. It is given ...")."""
_WORDINGS = Wordings("tailoring", "plan")
_PRONOUNS = _WORDINGS.pattern("pronouns")
_CONNECTIVE = _WORDINGS.pattern("connective")


@dataclass(frozen=True)
class Planned:
    """A sentence and its fate; ``concepts`` are the options it leads to."""

    statement: GeneralStatement
    fate: Fate
    concepts: tuple[str, ...] = ()
    premise: Premise | None = None
    text: str = ""


@lru_cache(maxsize=8)
def linker_for(disease: str) -> Linker:
    """The linker of a disease, with agents' names and aliases from the vocabulary."""
    return Linker(load_linking(disease), _agent_words(load_linking(disease).links))


def _agent_words(links: Iterable[object]) -> dict[str, tuple[str, ...]]:
    concepts = {getattr(link, "concept", "") for link in links}
    agents = load_vocabulary().agents
    return {a.name: (a.name, *a.aliases) for a in agents if a.name in concepts}


class Planner:
    """Decides for one general answer, one pack and one evaluation."""

    def __init__(self, general: GeneralAnswer, pack: Pack, evaluation: Evaluation) -> None:
        self.general = general
        self.pack = pack
        self.disease = pack.disease
        self.linker = linker_for(pack.disease)
        self.premises = premises_of(pack.disease)
        self.cues: ReadingCues = load_reading_cues()
        self.concepts = {c.id: c for c in pack.concepts}
        self.verdicts: dict[str, set[str]] = {}
        for verdict in evaluation.verdicts:
            self.verdicts.setdefault(verdict.concept, set()).add(verdict.verdict)
        self.weighed = set(self.verdicts)
        self.in_scope = evaluation.fit == "in_scope"
        self.agents = getattr(pack, "agent_groups", {})
        self._offers = self.linker.linking.offers.cues

    def plan(self) -> tuple[Planned, ...]:
        """Every sentence with its fate, in order."""
        out: list[Planned] = []
        for statement in self.general.statements:
            before = out[-1] if out and _adjoins(out[-1].statement, statement) else None
            out.append(self._decide(statement, before))
        return tuple(out)

    def asked(self) -> tuple[str, ...]:
        """Concepts the question is about, options and groups first."""
        named = self.linker.concepts(self.general.question)
        return tuple(sorted(named, key=lambda c: self._kind(c) == "topic"))

    def topics(self, asked: Iterable[str]) -> tuple[str, ...]:
        """Topics that decide about the question: by an option it names, by its words, by a topic it names."""
        rows = self.linker.linking.asked
        table = {a.concept: a.topics for a in rows if a.concept}
        named = [c for c in asked if c in table]
        options = [table[c] for c in named if self._kind(c) != "topic"]
        worded = [a.topics for a in rows if any(pattern(w).search(self.general.question) for w in a.words)]
        return next(iter((*options, *worded, *(table[c] for c in named), table.get("*", ()))))

    def resolve(self, concepts: Iterable[str]) -> tuple[str, ...]:
        """Concepts that the evaluation weighed: a group that was not itself weighed stands for its members."""
        found: list[str] = []
        for concept in concepts:
            known = self.concepts.get(concept)
            if concept in self.weighed or known is None:
                found.append(concept)
            elif known.kind == "group":
                found.extend(m for m in known.members if m in self.weighed)
            elif known.kind == "option":
                found.append(concept)
        return tuple(dict.fromkeys(c for c in found if c in self.concepts))

    def related(self, concepts: Iterable[str]) -> tuple[str, ...]:
        """Concepts that belong to an answer that speaks of ``concepts``."""
        table = {r.concept: r.bring for r in self.linker.linking.related}
        return tuple(dict.fromkeys(b for c in concepts for b in table.get(c, ())))

    def premise_in(self, text: str, where: str) -> Premise | None:
        """The first premise that ``text`` takes for granted."""
        return next((p for p in self.premises if where in p.where and matches(p, text)), None)

    def _kind(self, concept: str) -> str:
        known = self.concepts.get(concept)
        return known.kind if known else "topic"

    def _decide(self, statement: GeneralStatement, before: Planned | None) -> Planned:
        if any(pattern(p).search(statement.text) for p in self.cues.filler):
            return Planned(statement, "filler")
        options = self._options(statement)
        premise = self.premise_in(statement.text, "statement")
        if premise is not None:
            kept = tuple(c for c in premise.keep_concepts if c in self.weighed)
            if any(self.verdicts[c] & set(premise.yields_to) for c in kept):
                return Planned(statement, "option", kept)
            # "It cannot be told" adds nothing to a reply that holds for everybody.
            return Planned(statement, "premise", kept if self.in_scope else (), premise)
        if options and self._offered(statement):
            weighed = tuple(c for c in options if c in self.weighed)
            return Planned(statement, "option" if weighed else "unweighed", weighed or options)
        return self._kept(statement, before, options)

    def _options(self, statement: GeneralStatement) -> tuple[str, ...]:
        """Options named in the sentence; where it names none, those of its lead-in."""
        own = [c for c in self.linker.concepts(statement.text) if self._kind(c) != "topic"]
        if not own and statement.lead_in:
            own = [c for c in self.linker.concepts(statement.lead_in) if self._kind(c) != "topic"]
        return self.resolve(own)

    def _offered(self, statement: GeneralStatement) -> bool:
        """Whether the sentence speaks of an option as something to be given, not only explains it."""
        if statement.kind == "item" or len(statement.text.split()) <= _TITLE_WORDS:
            early = [c for at, c in self.linker.mentions(statement.text) if at < _OPENING]
            if any(self._kind(c) != "topic" for c in early):
                return True
        return any(pattern(p).search(statement.whole) for p in self._offers)

    def _kept(self, statement: GeneralStatement, before: Planned | None, options: tuple[str, ...]) -> Planned:
        text = statement.whole if statement.kind == "item" else statement.text
        gone = before is not None and before.fate != "keep"
        if gone and _PRONOUNS.search(text):
            return Planned(statement, "leaning")
        if gone and (m := _CONNECTIVE.search(text)) is not None:
            rest = text[m.end() :]
            text = rest[:1].upper() + rest[1:]
        if violations(text):
            weighed = tuple(c for c in options if c in self.weighed)
            return Planned(statement, "option" if weighed else "guarded", weighed)
        return Planned(statement, "keep", text=text)


def _adjoins(before: GeneralStatement, after: GeneralStatement) -> bool:
    """Whether ``after`` goes on from ``before``: same section, and its own paragraph or the next."""
    return before.section == after.section and after.paragraph - before.paragraph <= 1
