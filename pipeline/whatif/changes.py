"""What would change a verdict: the facts it rests on, and the smallest change of one of them that would."""

from collections.abc import Iterator, Sequence
from typing import Any

from pipeline.describe import describe
from pipeline.evaluate.phrasing import join, plain_number
from pipeline.evaluate.verdicts import reasons_of
from pipeline.whatif.about import atoms_about
from pipeline.whatif.asking import joined, possibilities
from pipeline.whatif.overlay import is_supposed
from pipeline.whatif.truth import IDLE
from pipeline.whatif.weigh import Weight, WhatIf
from schemas.answer import Decider, Flip, Statement, Verdict, WouldChange
from schemas.facts import Karyotype, Stage

_OPEN: frozenset[str] = frozenset({"matches", "does_not_match", "cannot_tell", "investigational"})
OTHER_FACT = 1.0
"""How far off a fact lies that is no number."""
MOST_NAMED, MOST_WORDS, MOST_SETTLED, MOST_SIGNS = 4, 22, 2, 40
MOST_SAID = 12
"""Words of a value that a sentence can hold; a longer one is spoken of as another result."""


def changes(what_if: WhatIf, weights: Sequence[Weight], statements: Sequence[Statement]) -> tuple[WouldChange, ...]:
    """What would change each verdict of ``statements`` that can change at all."""
    if what_if.evaluation.fit != "in_scope":
        return ()
    out = []
    for s in statements:
        rule = (s.rule or "").partition("@")[0]
        if s.verdict in _OPEN and rule in what_if.options and what_if.base[rule] == s.verdict:
            out.append(_change(what_if, weights, s, rule))
    return tuple(c for c in out if c.deciders or c.flips)


def _change(what_if: WhatIf, weights: Sequence[Weight], statement: Statement, rule: str) -> WouldChange:
    used = what_if.program.options[rule].atoms
    pointers = {r.fact for r in statement.because}
    bearing = [w for w in weights if used & set(atoms_about(w.rule.thing, what_if.program))]
    deciders = tuple(_deciders(what_if, bearing, pointers, statement.missing))
    flips = sorted(_flips(what_if, bearing, rule), key=_near)
    nearest = flips[0] if flips else None
    return WouldChange(
        statement=statement.id,
        rule=rule,
        about=statement.about or "",
        verdict=statement.verdict,
        deciders=deciders,
        nearest=nearest,
        flips=tuple(flips),
        text=_text(what_if, bearing, rule, statement.verdict, deciders, nearest),
    )


def _near(flip: Flip) -> tuple[bool, bool, float]:
    """What is not known comes before what would have to be otherwise, what changes before what does not."""
    return flip.value is not None, not flip.can_change, OTHER_FACT if flip.distance is None else flip.distance


def _deciders(
    what_if: WhatIf, bearing: Sequence[Weight], pointers: set[str], missing: Sequence[str]
) -> Iterator[Decider]:
    for w in bearing:
        asked = w.gap is not None and {w.rule.name, *w.rule.also} & set(missing)
        again = w.rule.thing.startswith("again:")
        stands = w.gap is None and not again and pointers & {r.fact for r in reasons_of(w.because)}
        if asked or stands:
            yield Decider(
                fact=w.rule.name,
                label=w.rule.called,
                value=value_of(what_if, w),
                because=reasons_of(w.because),
                can_change=_can_change(w),
            )


def _can_change(weight: Weight) -> bool:
    """What has been is not undone: how a treatment worked may change only where none is on record."""
    past = weight.rule.thing.startswith("outcome:") and bool(weight.because)
    return weight.rule.can_change and not past


def value_of(what_if: WhatIf, weight: Weight) -> str | None:
    """What the records say of it, in plain words."""
    if weight.gap is not None or not weight.because:
        return None
    number = _number(what_if, weight)
    if number is not None or weight.rule.thing == "transfusions:dependent":
        return number
    said = [_said(what_if, p) for p in weight.because if not is_supposed(p)]
    return join([s for s in dict.fromkeys(said) if s]) if any(said) else None


def _number(what_if: WhatIf, weight: Weight) -> str | None:
    """One number of several that a fact holds; scores by their names."""
    kind, told_range = weight.rule.thing.partition(":")[0], what_if.profile.transfusions.rbc_units_8_weeks_range
    if weight.rule.thing == "transfusions:units_8_weeks" and told_range is not None:
        return what_if.asking.words["range"].format(low=plain_number(told_range[0]), high=plain_number(told_range[1]))
    if weight.rule.thing == "transfusions:dependent":
        dependent = what_if.profile.transfusions.dependent
        return None if dependent is None else what_if.asking.words["dependent" if dependent else "not_dependent"]
    if kind in ("transfusions", "patient") and weight.thing.now is not None:
        return plain_number(round(weight.thing.now, 1))
    if kind != "stages":
        return None
    places = [int(p[7:-1]) for p in weight.because if p.startswith("stages[") and not is_supposed(p)]
    told = [what_if.profile.stages[i] for i in places if i < len(what_if.profile.stages)]
    words = [f"{s.system} {_placed(what_if, s)}" for s in told if s.category or s.score is not None or s.range]
    return join(list(dict.fromkeys(words))) if words else None


def _placed(what_if: WhatIf, stage: Stage) -> str:
    """Its category, else its score or the range that is left open."""
    if stage.category or stage.range is None:
        return stage.category or plain_number(stage.score or 0)
    low, high = stage.range
    return what_if.asking.words["range"].format(low=plain_number(low), high=plain_number(high))


def _said(what_if: WhatIf, pointer: str) -> str:
    name, _, rest = pointer.partition("[")
    fact: Any = getattr(what_if.profile, name.partition(".")[0], None)
    if rest and isinstance(fact, tuple):
        index = int(rest.removesuffix("]"))
        fact = fact[index] if index < len(fact) else None
    if isinstance(fact, str):
        return what_if.asking.words["variant_not_found"]
    if isinstance(fact, Karyotype):
        return fact.iscn
    told = describe(fact)
    return told[1] if told else ""


# --- flips ------------------------------------------------------------------------------------------------------------


def _flips(what_if: WhatIf, bearing: Sequence[Weight], rule: str) -> Iterator[Flip]:
    """The nearest value of each thing at which the verdict is another."""
    now = what_if.base[rule]
    for w in bearing:
        outcomes = [t.outcomes.get(rule, now) for t in w.tried]
        if all(o in (now, *IDLE) for o in outcomes):
            continue
        when, verdict, distance = _nearest(what_if, w, outcomes, now)
        yield Flip(
            fact=w.rule.name,
            label=w.rule.called,
            value=value_of(what_if, w),
            when=when,
            verdict=verdict,
            can_change=_can_change(w),
            distance=distance,
        )


def _nearest(what_if: WhatIf, weight: Weight, outcomes: Sequence[str], now: str) -> tuple[str, str, float | None]:
    """Words, verdict and distance of the nearest other outcome."""
    pairs = list(zip(weight.tried, outcomes, strict=True))
    value = weight.thing.now
    if all(t.alternative.region is not None for t in weight.tried):
        other = [(o, r) for o, r in joined(pairs) if o not in (now, *IDLE)]
        if value is not None:
            known = value
            other.sort(key=lambda x: x[1].distance(known))
        outcome, region = other[0]
        return weight.thing.words(region, what_if.asking), outcome, None if value is None else region.distance(value)
    outcome = next(o for o in outcomes if o not in (now, *IDLE))
    says = [t.alternative.say for t, o in pairs if o == outcome]
    return join(says, "or"), outcome, None


# --- in words ---------------------------------------------------------------------------------------------------------


def _text(
    what_if: WhatIf, bearing: Sequence[Weight], rule: str, verdict: Verdict,
    deciders: Sequence[Decider], nearest: Flip | None,
) -> str:  # fmt: skip
    words = what_if.asking.words
    sentences = []
    named = [d for d in deciders if (d.value is None) == (verdict == "cannot_tell")]
    if named:
        key = "waits_for" if verdict == "cannot_tell" else "rests_on"
        sentences.append(words[key].format(deciders=_listed(what_if, named, values=verdict != "cannot_tell")))
    if verdict == "cannot_tell":
        sentences += _settling(what_if, bearing, rule)
        sentences = sentences or [words["waits_team"]]
    elif nearest is not None and nearest.can_change:
        key = "flip_number" if nearest.distance is not None and nearest.value else "flip_other"
        key = "flip_some" if len(nearest.when.split()) > MOST_SAID else key
        to = words[f"to_{nearest.verdict}"]
        sentences.append(words[key].format(label=nearest.label, when=nearest.when, value=nearest.value, to=to))
    elif nearest is None:
        sentences.append(words["no_flip"])
    return " ".join(_capital(s) for s in sentences)


def _listed(what_if: WhatIf, deciders: Sequence[Decider], *, values: bool) -> str:
    told = [f"{d.label} ({d.value})" if values and d.value and len(d.value) < MOST_SIGNS else d.label for d in deciders]
    told = list(dict.fromkeys(told))
    most = MOST_NAMED if len(told) <= MOST_NAMED else MOST_NAMED - 1
    while most > 1 and sum(len(x.split()) for x in told[:most]) > MOST_WORDS:
        most -= 1
    if len(told) > most:
        told = [*told[:most], what_if.asking.words["more"].format(n=len(told) - most)]
    return join(told)


def _settling(what_if: WhatIf, bearing: Sequence[Weight], rule: str) -> Iterator[str]:
    """What each missing fact alone would make of it."""
    now, words = what_if.base[rule], what_if.asking.words
    told = 0
    for w in bearing:
        outcomes = [t.outcomes.get(rule, now) for t in w.tried]
        if w.gap is None or all(o in (now, *IDLE) for o in outcomes) or told >= MOST_SETTLED:
            continue
        told += 1
        key = "settle_other" if any(t.alternative.region is None for t in w.tried) else "settle_number"
        for p in possibilities(what_if, w, outcomes):
            if p.outcome not in (now, *IDLE):
                said = words["settle_some" if len(p.when.split()) > MOST_SAID else key]
                yield said.format(label=w.rule.called, when=p.when, to=words[f"to_{p.outcome}"])


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"
