"""Planned sentences and verdicts to the statements a patient reads."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractors.patterns import pattern
from pipeline.tailor.plan import Fate, Planned, Planner
from pipeline.tailor.premises import Reply, reply_to
from schemas.answer import Statement, Verdict
from schemas.evaluation import Evaluation, RuleVerdict
from schemas.general import GeneralAnswer
from schemas.profile import Profile
from schemas.tailoring import Wording

GENERAL_SOURCE = "general-answer"
ORDER: tuple[Verdict, ...] = (
    "matches", "does_not_match", "cannot_tell", "already_tried", "investigational", "caution", "information",
)  # fmt: skip
"""The order in which groups of statements stand."""
_IMPORTANT: frozenset[str] = frozenset({"matches", "already_tried"})
MOST_WORDS = 30
"""Of a sentence; a longer list is said as one sentence for each item."""
_BREAK = " / "
_OPENING_LETTER = pattern(r"([a-z0-9)\]”]{2}[.!?] )([a-z])", ignore_case=False)


@dataclass
class Maker:
    """Makes statements of one answer. Ids stand on concepts, rules and places, so that no deletion shifts them."""

    profile: Profile
    general: GeneralAnswer
    evaluation: Evaluation
    planner: Planner
    wording: Wording

    def of_verdict(self, verdict: RuleVerdict, general: str | None) -> Statement:
        """A verdict of the rules in its own words. It also stands on the diagnosis, without which none is given."""
        gate = () if verdict.verdict == "information" else self.evaluation.fit_because
        return Statement(
            id=f"s-{verdict.rule}",
            about=verdict.concept,
            general=general,
            text=sentence_case(verdict.text),
            verdict=verdict.verdict,
            because=tuple(dict.fromkeys((*verdict.because, *gate))),
            missing=verdict.missing,
            sources=verdict.sources,
            rule=f"{verdict.rule}@{self.evaluation.pack_version}",
            change=None if general is None else "replaced",
        )

    def of_reply(self, reply: Reply, general: str | None) -> Statement:
        """The reply to a premise."""
        return Statement(
            id=f"s-premise-{reply.premise.id}",
            about=reply.premise.about,
            general=general,
            text=reply.text,
            verdict="information",
            because=reply.because,
            sources=reply.sources,
            rule=f"{reply.premise.id}@{self.evaluation.pack_version}",
            change=None if general is None else reply.premise.change,
        )

    def options(self, plan: Sequence[Planned]) -> list[Statement]:
        """One statement for each verdict on a concept the general answer offers, in the order of its sentences."""
        asked = self.planner.resolve(self.planner.asked())
        words: dict[str, list[str]] = {c: [] for c in asked}
        for planned in plan:
            if planned.fate in ("option", "premise"):
                for concept in planned.concepts:
                    words.setdefault(concept, []).append(planned.statement.whole)
        for concept in self.planner.related(words):
            words.setdefault(concept, [])
        out = []
        for concept, said in words.items():
            for verdict in self.evaluation.verdicts:
                if verdict.concept == concept:
                    out.append(self.of_verdict(verdict, _BREAK.join(dict.fromkeys(said)) or None))
        return out

    def premises(self, plan: Sequence[Planned]) -> list[Statement]:
        """One statement for each premise that a sentence or the question holds."""
        words: dict[str, list[str]] = {}
        found = {}
        asked = self.planner.premise_in(self.general.question, "question")
        if asked is not None:
            found[asked.id] = asked
            words[asked.id] = [self.general.question]
        for planned in plan:
            if planned.premise is not None:
                found.setdefault(planned.premise.id, planned.premise)
                words.setdefault(planned.premise.id, []).append(planned.statement.whole)
        replies = (reply_to(p, self.profile, self.evaluation) for p in found.values())
        return [self.of_reply(r, _BREAK.join(dict.fromkeys(words[r.premise.id]))) for r in replies]

    def kept(self, plan: Sequence[Planned]) -> list[Statement]:
        """Sentences that stay as they are; neighbours of one paragraph make one statement."""
        out: list[Statement] = []
        run: list[Planned] = []
        for planned in (*plan, None):
            if run and (planned is None or planned.fate != "keep" or not _same_place(run[-1], planned)):
                out.append(self._together(run))
                run = []
            if planned is not None and planned.fate == "keep":
                run.append(planned)
        return out

    def _together(self, run: list[Planned]) -> Statement:
        first = run[0].statement
        source = tuple(dict.fromkeys(s for p in run for s in p.statement.sources)) or (GENERAL_SOURCE,)
        about = next((c for p in run for c in self.planner.linker.concepts(p.statement.text)), None)
        return Statement(
            id=f"s-general-{first.index}",
            about=about,
            general=_BREAK.join(p.statement.whole for p in run),
            text=_readable(run),
            verdict="information",
            sources=source,
            change="kept",
        )

    def dropped(self, plan: Sequence[Planned]) -> list[Statement]:
        """Sentences that are left out, each with the reason."""
        reasons: dict[Fate, str] = {
            "filler": self.wording.dropped_filler,
            "leaning": self.wording.dropped_leaning,
            "guarded": self.wording.dropped_other,
        }
        out = []
        for planned in plan:
            text = reasons.get(planned.fate)
            if planned.fate == "unweighed":
                text = self._unweighed(planned)
            if text is not None:
                out.append(
                    Statement(
                        id=f"s-general-{planned.statement.index}",
                        general=planned.statement.whole,
                        text=text,
                        verdict="information",
                        change="dropped",
                    )
                )
        return out

    def _unweighed(self, planned: Planned) -> str:
        labels = [self.planner.concepts[c].label for c in planned.concepts]
        template = self.wording.only_recorded if self.evaluation.verdicts else self.wording.aml_range
        return template.format(label=" and ".join(labels))

    def beside(self, said: Iterable[Statement]) -> list[Statement]:
        """What the answer would lack: options that match or were given, and cautions on what it speaks of."""
        said = list(said)
        done = {s.id for s in said}
        named = {s.about for s in said}
        given = {v.concept for v in self.evaluation.verdicts if v.verdict in _IMPORTANT}
        near = {*named, *given, *self.planner.related(c for c in named if c)}
        out = [self.of_verdict(c, None) for c in self.evaluation.cautions if c.concept in near or self._is_topic(c)]
        out += [
            self.of_verdict(v, None)
            for v in self.evaluation.verdicts
            if v.verdict in _IMPORTANT and v.concept not in named
        ]
        return [s for s in out if s.id not in done]

    def _is_topic(self, verdict: RuleVerdict) -> bool:
        concept = self.planner.concepts.get(verdict.concept)
        return concept is not None and concept.kind == "topic"


def sentence_case(text: str) -> str:
    """Sentences that open with a drug's name open with a capital."""
    opened = _OPENING_LETTER.sub(lambda m: m[1] + m[2].upper(), text)
    return f"{opened[:1].upper()}{opened[1:]}"


def _same_place(a: Planned, b: Planned) -> bool:
    return (
        a.statement.paragraph == b.statement.paragraph
        and a.statement.section == b.statement.section
        and a.statement.kind == b.statement.kind
        and a.statement.lead_in == b.statement.lead_in
    )


def _readable(run: list[Planned]) -> str:
    """Sentences one after the other; items of one list behind their lead-in, in one sentence where it stays short."""
    first = run[0].statement
    if first.kind == "sentence":
        return " ".join(_stopped(p.text) for p in run)
    lead = run[0].text.removesuffix(first.text).strip()
    if not lead and first.section:
        lead = _titled(first.section[-1])
    listed = _stopped(f"{lead} {'; '.join(p.statement.text.rstrip('.;') for p in run)}".strip())
    if len(listed.split()) <= MOST_WORDS:
        return listed
    items = " ".join(_stopped(sentence_case(p.statement.text.rstrip(";"))) for p in run)
    return f"{lead} {items}".strip()


def _titled(heading: str) -> str:
    """A heading as the lead-in of the items below it."""
    return heading if heading.endswith(("?", ":")) else f"{heading}:"


def _stopped(text: str) -> str:
    return text if text.endswith((".", "?", "!", ":")) else f"{text}."


def in_order(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Groups by verdict; within a group the order stays. Replies to premises stand first."""
    listed = list(statements)
    rank = {v: i for i, v in enumerate(ORDER)}
    first = [s for s in listed if s.id.startswith("s-premise-")]
    rest = sorted((s for s in listed if s not in first), key=lambda s: rank[s.verdict])
    return (*first, *rest)
