"""What to ask for next: what is not known, by how much each of it would decide."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.evaluate.kleene import Gap, unique
from pipeline.evaluate.phrasing import in_brackets, join
from pipeline.evaluate.verdicts import reasons_of
from pipeline.whatif.overlay import is_supposed
from pipeline.whatif.regions import Region
from pipeline.whatif.scores import AT_DIAGNOSIS, score_weights
from pipeline.whatif.truth import IDLE, SAID, UNSAID, Weighed
from pipeline.whatif.weigh import Tried, Weight, WhatIf
from schemas.answer import Ask, Decision, Possibility
from schemas.asking import AskRule

OPEN = ("cannot_tell", UNSAID)
"""What a fact that is there but cannot be used may still decide; where there is none, silence may have decided."""
MOST_NEEDED, MOST_FAR, MOST_REPORTS = 2, 1, 2
"""Things that decide only together with others."""
MOST_NAMED = 3
"""Options named in one sentence."""


@dataclass(frozen=True)
class _Ranked:
    """Things that one report shows, with what they decide, and how much that counts."""

    weights: tuple[Weight, ...]
    decides: tuple[Decision, ...]
    needed: tuple[str, ...]
    key: tuple[int, ...]

    @property
    def rule(self) -> AskRule:
        """What is asked, first of all."""
        return self.weights[0].rule

    @property
    def gap(self) -> Gap:
        """Why it is not known."""
        gap = self.weights[0].gap
        assert gap is not None
        return gap

    @property
    def together(self) -> tuple[str, ...]:
        """What is the same for things asked in one sentence."""
        place = AT_DIAGNOSIS if self.gap.name == AT_DIAGNOSIS else self.rule.group or self.rule.name
        return place, self.gap.why, "" if place == self.rule.group else self.rule.name


def asks(what_if: WhatIf, weights: Sequence[Weight], asked: Sequence[str], spoken: Iterable[str]) -> tuple[Ask, ...]:
    """The most telling things that are not known, the first first.

    Args:
        what_if: the profile under its rules.
        weights: every thing weighed.
        asked: concepts the question is about.
        spoken: concepts the answer speaks of.
    """
    near = frozenset(spoken) | set(asked)
    gate = what_if.gate(what_if.values)
    if what_if.evaluation.fit == "out_of_scope" or (gate is not None and not gate.asks):
        return ()
    open_ = [w for w in weights if w.gap is not None]
    ranked = [_ranked(what_if, w, frozenset(asked), near, i) for i, w in enumerate([*open_, *score_weights(what_if)])]
    ranked = sorted((r for r in ranked if r.decides or r.needed), key=lambda r: r.key)
    if what_if.evaluation.fit == "unconfirmed":
        places = {name: i for i, name in enumerate(what_if.asking.diagnostic)}
        known = [r for r in ranked if r.rule.name in places and r.gap.name != AT_DIAGNOSIS]
        ranked = [*_diagnosis(what_if), *sorted(known, key=lambda r: places[r.rule.name])]
    told = _few(_together(ranked), near)[: what_if.asking.most]
    return tuple(_ask(what_if, r, asked, near) for r in told)


def _together(ranked: Iterable[_Ranked]) -> list[_Ranked]:
    """Things that one report shows as one, at the place of the first."""
    out: dict[tuple[str, ...], _Ranked] = {}
    for r in ranked:
        held = out.get(r.together)
        if held is None:
            out[r.together] = r
            continue
        needed = tuple(dict.fromkeys((*held.needed, *r.needed)))
        out[r.together] = _Ranked((*held.weights, *r.weights), (*held.decides, *r.decides), needed, held.key)
    return list(out.values())


def _few(ranked: list[_Ranked], near: frozenset[str]) -> list[_Ranked]:
    """Not many of those that alone decide nothing, only show whether something needs a look, or are about others."""
    rest = [r for r in ranked if r.key]
    weak = [r for r in rest if not r.decides][MOST_NEEDED:]
    weak += [r for r in rest if r.decides and {d.kind for d in r.decides} <= {"alert", "caution"}][MOST_NEEDED:]
    weak += [r for r in rest if _far(r, near)][MOST_FAR:]
    return [r for r in ranked if r not in weak]


def _far(ranked: _Ranked, near: frozenset[str]) -> bool:
    """Whether nothing that the answer speaks of hangs on it."""
    told = {d.about for d in ranked.decides if d.kind == "verdict"} | set(ranked.needed)
    return bool(told) and not told & near and not any(d.kind in ("alert", "risk") for d in ranked.decides)


def _diagnosis(what_if: WhatIf) -> Iterator[_Ranked]:
    """Without a stated diagnosis it comes first: nothing is weighed without it."""
    for rule in what_if.asking.asks:
        if rule.thing == f"diagnoses:{what_if.pack.disease}":
            where = tuple(r.fact for r in what_if.evaluation.fit_because)
            gap = Gap(rule.name, "unsure" if where else "absent")
            yield _Ranked((Weight(what_if.things.build(rule, known=False), gap, where, ()),), (), (), ())


# --- what one thing decides -------------------------------------------------------------------------------------------


def _ranked(what_if: WhatIf, weight: Weight, asked: frozenset[str], near: frozenset[str], order: int) -> _Ranked:
    decides = tuple(_decisions(what_if, weight))
    settled = {d.about for d in decides if d.kind == "verdict"}
    needed = tuple(c for c in _waiting(what_if, weight.rule) if c not in settled)

    def count(kind: str, among: frozenset[str] | None = None) -> int:
        return len({d.about or d.rule for d in decides if d.kind == kind and (among is None or d.about in among)})

    key = (
        -count("verdict", asked), -count("verdict", near), -len(asked & set(needed)), -count("alert"), -count("risk"),
        -count("verdict"), -len(near & set(needed)), -len(needed), -count("caution"), order,
    )  # fmt: skip
    return _Ranked((weight,), decides, needed, key)


def _waiting(what_if: WhatIf, rule: AskRule) -> tuple[str, ...]:
    """Concepts of options that cannot be told for want of it, among other things."""
    names = {rule.name, *rule.also}
    told = (v for v in what_if.evaluation.verdicts if v.verdict == "cannot_tell" and names & set(v.missing))
    return tuple(dict.fromkeys(v.concept for v in told))


def _decisions(what_if: WhatIf, weight: Weight) -> Iterator[Decision]:
    touched = dict.fromkeys(name for t in weight.tried for name in t.outcomes)
    for name in touched:
        weighed, now = what_if.weighed(name), what_if.base[name]
        then = [t.outcomes.get(name, now) for t in weight.tried]
        there = weight.gap is not None and (weight.gap.why != "absent" or bool(weight.gap.pointers))
        settled = now == SAID or (there and now not in OPEN) or (weighed.kind == "caution" and _idle(what_if, weighed))
        if not settled and any(o not in (now, *IDLE) for o in then):
            yield Decision(
                kind="verdict" if weighed.kind == "verdict" else "caution" if weighed.kind == "caution" else "alert",
                rule=name,
                about=weighed.about,
                now=now,
                could_be=tuple(possibilities(what_if, weight, then)),
            )
    for system, categories in weight.scores.items():
        if len(set(categories)) > 1:
            could = tuple(possibilities(what_if, weight, categories))
            yield Decision(kind="risk", rule=system, now="", could_be=could)


def _idle(what_if: WhatIf, caution: Weighed) -> bool:
    """Whether a caution is about an option that does not fit anyway."""
    options = what_if.program.options
    verdicts = {what_if.base[o] for o in what_if.options if options[o].about == caution.about}
    return bool(verdicts) and verdicts <= {"does_not_match", *IDLE[:1]}


def possibilities(what_if: WhatIf, weight: Weight, outcomes: Sequence[str]) -> Iterator[Possibility]:
    """Values and what they lead to: neighbouring numbers joined, other values of one outcome together."""
    pairs = list(zip(weight.tried, outcomes, strict=True))
    if any(t.alternative.region is None for t in weight.tried):
        for outcome in dict.fromkeys(outcomes):
            says = [t.alternative.say for t, o in pairs if o == outcome]
            yield Possibility(when=join(says, "or"), outcome=outcome)
        return
    for outcome, region in joined(pairs):
        yield Possibility(when=weight.thing.words(region, what_if.asking), outcome=outcome)


def joined(pairs: Sequence[tuple[Tried, str]]) -> Iterator[tuple[str, Region]]:
    """Regions with their outcome, neighbours of one outcome as one."""
    held: Region | None = None
    said = ""
    for tried, outcome in pairs:
        region = tried.alternative.region
        assert region is not None
        if held is not None and outcome == said:
            held = held.joined(region)
            continue
        if held is not None:
            yield said, held
        held, said = region, outcome
    if held is not None:
        yield said, held


# --- in words ---------------------------------------------------------------------------------------------------------


def _label(what_if: WhatIf, ranked: _Ranked) -> tuple[str, str]:
    """As it is asked for, and what it is called."""
    rules = [w.rule for w in ranked.weights]
    first = rules[0]
    called = join(list(dict.fromkeys(r.called for r in rules)))
    if ranked.gap.name == AT_DIAGNOSIS:
        return first.at_diagnosis_label or first.label, called
    if len(rules) == 1 or first.group is None:
        return first.label, called
    return what_if.asking.groups[first.group].format(items=called), called


def _ask(what_if: WhatIf, ranked: _Ranked, asked: Sequence[str], near: frozenset[str]) -> Ask:
    rule, gap = ranked.rule, ranked.gap
    label, called = _label(what_if, ranked)
    confirmed = what_if.evaluation.fit == "in_scope"
    if not confirmed and rule.thing.startswith("diagnoses:"):
        text = what_if.asking.words["unstated"]
    else:
        key = "absent_told" if gap.why == "absent" and rule.told else gap.why
        first = _capital(what_if.asking.words[key].format(label=label, called=called, date=in_brackets(gap.date)))
        more = _decided(what_if, ranked, asked, near) if confirmed else [what_if.asking.words["look_for_it"]]
        text = " ".join((first, *more))
    about = set(asked) & {*ranked.needed, *(d.about for d in ranked.decides if d.kind == "verdict")}
    return Ask(
        fact=rule.name,
        also=tuple(w.rule.name for w in ranked.weights[1:]),
        label=label,
        why=gap.why,
        text=text,
        question=rule.question,
        upload=join(list(dict.fromkeys(w.rule.upload for w in ranked.weights))[:MOST_REPORTS]),
        because=reasons_of(unique(p for w in ranked.weights for p in w.because if not is_supposed(p))),
        about_question=confirmed and bool(about),
        decides=ranked.decides if confirmed else (),
        needed_for=ranked.needed if confirmed else (),
    )


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _decided(what_if: WhatIf, ranked: _Ranked, asked: Sequence[str], near: frozenset[str]) -> Iterator[str]:
    words = what_if.asking.words
    verdicts = [d for d in ranked.decides if d.kind == "verdict" and d.about]
    kinds = {d.kind for d in ranked.decides}
    order = sorted(dict.fromkeys(d.about or "" for d in verdicts), key=lambda c: (c not in asked, c not in near))
    if order:
        hopeful = {d.about for d in verdicts if any(p.outcome == "matches" for p in d.could_be)}
        # One sentence: those that may come to be worth asking about, or else what can be said of the others.
        named = [c for c in order if c in hopeful] if order[0] in hopeful else order
        key = "decides_asking" if order[0] in hopeful else "decides_said"
        yield words[key].format(options=_options(what_if, named))
    elif ranked.needed:
        named = sorted(ranked.needed, key=lambda c: (c not in asked, c not in near))
        yield words["needed"].format(options=_options(what_if, named))
    if "risk" in kinds:
        systems = join(list(dict.fromkeys(d.rule for d in ranked.decides if d.kind == "risk")))
        yield words["risk"].format(systems=systems)
    if "alert" in kinds:
        more = order or ranked.needed or "risk" in kinds
        yield words["alert"] if more else ranked.rule.why or words["alert_only"]
    elif "caution" in kinds and not order:
        yield words["caution" if ranked.needed or "risk" in kinds else "caution_only"]


def _options(what_if: WhatIf, concepts: Sequence[str]) -> str:
    labels = {c.id: c.label for c in what_if.pack.concepts} | what_if.asking.labels
    groups = what_if.pack.agent_groups
    within = {c for c in concepts for other in concepts if c != other and c in groups.get(other, ())}
    named = list(dict.fromkeys(labels[c] for c in concepts if c not in within))
    if len(named) > MOST_NAMED:
        named = [*named[: MOST_NAMED - 1], what_if.asking.words["more"].format(n=len(named) - MOST_NAMED + 1)]
    return join(named)
