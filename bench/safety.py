"""``make safety``: generated profiles against what must never be said, and what must always be.

Counts harmful errors: an option said to match that by the facts does not, an alert missed, a forbidden claim; and
statements without reason or source, pointers that lead nowhere, and answers that hostile words or another order change.
"""

import argparse
import datetime as dt
import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from multiprocessing import get_context
from typing import Any

from bench.generated import HOSTILE, Data, make, with_quotes
from bench.oracle import match_denied
from bench.oracle_alerts import alerts_due, cautions_due, scope_denied
from bench.oracle_bars import bar_denied
from extractors.patterns import pattern
from knowledge.answers_loader import list_answers, load_answer
from knowledge.packs import load_pack
from pipeline.evaluate import evaluate
from pipeline.evaluate.examples import profile_from
from pipeline.render.facts import resolve
from pipeline.tailor import compose, parse_general
from pipeline.tailor.guard import safe_text, violations
from pipeline.whatif import WhatIf
from schemas.answer import Statement, TailoredAnswer
from schemas.evaluation import Evaluation, RuleVerdict
from schemas.general import GeneralAnswer
from schemas.profile import Profile

TODAY = dt.date(2026, 11, 20)
PACK = load_pack("mds")
COUNTRIES = ("US", "DE", None)
NEVER = (
    r"\bmg/m2|mg/m²|mg/kg|\d+ ?mg([^/\w]|$)|\bunits/kg", r"\byou (should|must|need to|have to)\b",
    r"\byou are (eligible|a candidate|cured|in remission)\b|\byou (will|would) (respond|benefit|be cured)\b",
    r"\bsurviv\w+ (of|is|was)|\blife expectancy|\bmedian\b|\d+ ?(%|percent) of (people|patients)|\bmonths to live",
    r"you (don't|do not) have leuk|not (a )?cancer\b|\bnothing to worry\b", r"\bNCT\d|\btrial is open\b",
    r"\b(inhibitor|drug|medicine) (against|for|that blocks) (TP53|SF3B1) is approved",
)  # fmt: skip
"""Written apart from the guard, so that one mistake does not hide in both."""
BARE = frozenset({"already_tried", "cannot_tell", "information"})


@lru_cache(maxsize=64)
def general(name: str) -> GeneralAnswer:
    """A general answer on board, parsed."""
    return parse_general(load_answer(name))


@lru_cache(maxsize=1)
def answer_names() -> tuple[str, ...]:
    """All general answers on board."""
    return tuple(card.id for card in list_answers())


def tailored(profile: Profile, name: str, country: str | None) -> tuple[Evaluation, TailoredAnswer]:
    """The evaluation and the whole answer."""
    weighed = evaluate(profile, PACK, today=TODAY, country=country)
    what_if = WhatIf(profile, PACK, weighed, today=TODAY, country=country)
    return weighed, compose(profile, general(name), PACK, weighed, what_if=what_if)


def faults(data: Data, name: str, country: str | None) -> Iterator[tuple[str, str]]:
    """Everything that is wrong with the answer to one profile: kind and where."""
    profile = profile_from(data, PACK.disease)
    weighed, answer = tailored(profile, name, country)
    yield from _claims(answer)
    yield from _reasons(answer)
    yield from _scope(weighed, answer)
    yield from _judged(profile, weighed)
    yield from _warned(profile, weighed, answer)
    yield from _unmoved(data, name, country, weighed, answer)
    yield from _deleted(data, weighed, country)


def _judged(profile: Profile, weighed: Evaluation) -> Iterator[tuple[str, str]]:
    """Verdicts that the facts deny, by the oracle."""
    for v in weighed.verdicts:
        why = match_denied(profile, v, TODAY)
        if why:
            yield "harm: said to match", f"{v.rule}: {why}"
        against = bar_denied(profile, v, TODAY)
        if against:
            yield "said not to match without a reason", f"{v.rule}: {against}"
        if v.verdict in ("matches", "does_not_match") and v.missing:
            yield "verdict on a missing fact", v.rule
    stop = scope_denied(profile, weighed, TODAY)
    if stop:
        yield "harm: scope", stop


def _warned(profile: Profile, weighed: Evaluation, answer: TailoredAnswer) -> Iterator[tuple[str, str]]:
    """Alerts and cautions that the facts call for and that are not said."""
    told = [a.text for a in answer.alerts]
    for pieces in alerts_due(profile, weighed.fit, TODAY):
        if safe_text() not in told and not any(all(p in text for p in pieces) for text in told):
            yield "harm: alert missed", " … ".join(pieces)
    said = {c.rule for c in weighed.cautions}
    if weighed.fit == "in_scope":
        yield from (("harm: caution missed", rule) for rule in cautions_due(profile, TODAY) if rule not in said)


def _deleted(data: Data, weighed: Evaluation, country: str | None) -> Iterator[tuple[str, str]]:
    """Without a fact, and what else speaks of the same thing: what stood on it changes, and nothing else.

    What speaks of the same thing goes along, because it would answer in its place, or had contradicted it.
    """
    lists = [k for k in FACTS if data.get(k)]
    if not lists or weighed.fit != "in_scope":
        return
    rng = random.Random(len(data.get("labs", ())))
    key = rng.choice(lists)
    named = _named(key, rng.choice(data[key]))
    gone = {f"{key}[{i}]" for i, x in enumerate(data[key]) if _named(key, x) == named}
    after = _said(data, gone, weighed, country)
    if after is None:
        return
    for v in _statements(weighed):
        stood = {r.fact for r in v.because} & gone
        same = after.get(v.rule) == (v.verdict, v.text, v.missing)
        if not stood and not same and _by_one(data, gone, v, weighed, country):
            yield "deletion: changed what did not stand on it", f"{v.rule} {sorted(gone)}"
        elif stood and same and not _alike(data, v, weighed, country):
            yield "deletion: unchanged though it stood on it", f"{v.rule} {sorted(gone)}"


def _statements(weighed: Evaluation) -> tuple[RuleVerdict, ...]:
    """All but what tells of a contradiction: that goes with the fact it is about."""
    told = (*weighed.verdicts, *weighed.cautions, *weighed.facts)
    return tuple(v for v in told if not v.rule.startswith(f"{PACK.disease}.conflict."))


def _by_one(data: Data, gone: set[str], verdict: RuleVerdict, weighed: Evaluation, country: str | None) -> bool:
    """Whether one of these facts alone changes it; where each would do, it stands on none of them by itself."""
    for pointer in sorted(gone):
        less = {p for p in gone if p == pointer or _older(data, p, pointer)} if pointer[0] == "s" else {pointer}
        after = _said(data, less, weighed, country)
        if after is not None and not _gained(verdict, after.get(verdict.rule)):
            return True
    return False


def _gained(before: RuleVerdict, after: tuple[str, str, tuple[str, ...]] | None) -> bool:
    """Whether a statement stands as it did, at most with one more reason: what held one back is gone."""
    if after is None or (after[0], after[2]) != (before.verdict, before.missing):
        return False
    return set(before.text.split(". ")) <= set(after[1].split(". "))


def _older(data: Data, pointer: str, than: str) -> bool:
    """Whether it is an older score of the same system and origin, which speaks where the newest is gone."""
    one, other = (data["stages"][_place(p)] for p in (pointer, than))
    same = all(one.get(k) == other.get(k) for k in ("system", "origin"))
    return same and (one.get("date") or "") < (other.get("date") or "")


def _alike(data: Data, verdict: RuleVerdict, weighed: Evaluation, country: str | None) -> bool:
    """Whether it stood on several facts that would each do: without all of them it goes or changes."""
    every = {r.fact for r in verdict.because if not r.fact.startswith(("diagnoses", "patient"))}
    after = _said(data, every, weighed, country)
    return after is None or after.get(verdict.rule) != (verdict.verdict, verdict.text, verdict.missing)


def _said(
    data: Data, gone: set[str], weighed: Evaluation, country: str | None
) -> dict[str, tuple[str, str, tuple[str, ...]]] | None:
    """What the rules say without these facts; nothing where the whole case is another one then."""
    less: Data = {k: v for k, v in data.items() if k not in gone}
    for pointer in sorted((g for g in gone if "[" in g), key=_place, reverse=True):
        less = _less(less, pointer.partition("[")[0], _place(pointer))
    after = evaluate(profile_from(less, PACK.disease), PACK, today=TODAY, country=country)
    if after.fit != weighed.fit or bool(after.verdicts) != bool(weighed.verdicts):
        return None
    return {v.rule: (v.verdict, v.text, v.missing) for v in _statements(after)}


def _place(pointer: str) -> int:
    return int(pointer.partition("[")[2].removesuffix("]"))


def _named(key: str, fact: Any) -> Any:
    """The thing a fact speaks of; scores all speak of the risk, and karyotypes of the chromosomes."""
    keys = ("analyte", "gene", "name", "agent", "concept")
    return (
        key
        if key in ("stages", "karyotypes")
        else fact
        if isinstance(fact, str)
        else next(fact[k] for k in keys if k in fact)
    )


FACTS = (
    "labs", "karyotypes", "variants", "biomarkers", "stages", "treatments", "genes_tested_negative", "findings",
    "not_given",
)  # fmt: skip
"""Lists from which a fact is taken away."""


def _claims(answer: TailoredAnswer) -> Iterator[tuple[str, str]]:
    texts = [(s.id, s.text) for s in (*answer.summary, *answer.statements)]
    texts += [("alert", a.text) for a in answer.alerts] + [("question", q.text) for q in answer.questions]
    texts += [(f"ask {a.fact}", f"{a.text} {a.question} {a.upload}") for a in answer.ask_next]
    texts += [(f"change {c.rule}", c.text) for c in answer.would_change]
    for where, text in texts:
        broken = violations(text)
        if broken:
            yield "harm: forbidden claim", f"{where}: {','.join(broken)}"
        elif not where.startswith("s-general"):
            yield from (("harm: forbidden words", f"{where}: {n}") for n in NEVER if pattern(n).search(text))


def _reasons(answer: TailoredAnswer) -> Iterator[tuple[str, str]]:
    said: Sequence[Statement] = (*answer.summary, *answer.statements)
    for s in said:
        if any(resolve(answer.profile, r.fact) is None for r in s.because):
            yield "pointer to nothing", s.id
        if s.verdict not in ("information",) and not (s.because or s.missing):
            yield "no reason", s.id
        if s.verdict not in BARE and not (s.sources and set(s.sources) <= set(answer.sources)):
            yield "no source", s.id
    for others in (answer.alerts, answer.questions, answer.ask_next):
        for item in others:
            if any(resolve(answer.profile, r.fact) is None for r in item.because):
                yield "pointer to nothing", type(item).__name__
    yield from (("alert without a reason", a.text[:40]) for a in answer.alerts if not a.because)


def _scope(weighed: Evaluation, answer: TailoredAnswer) -> Iterator[tuple[str, str]]:
    verdicts = {s.verdict for s in (*answer.summary, *answer.statements)}
    if answer.fit == "out_of_scope" and (answer.statements or answer.ask_next or answer.would_change):
        yield "harm: options out of scope", "statements"
    if answer.fit == "unconfirmed" and not verdicts <= {"cannot_tell", "information"}:
        yield "harm: verdict without a diagnosis", ",".join(sorted(verdicts))
    if answer.fit == "unconfirmed" and any(a.decides for a in answer.ask_next):
        yield "verdict without a diagnosis", "ask_next"


def _unmoved(
    data: Data, name: str, country: str | None, weighed: Evaluation, answer: TailoredAnswer
) -> Iterator[tuple[str, str]]:
    """What must change nothing: words on the page, and the order in which facts stand."""
    rng = random.Random(name)
    page = profile_from(with_quotes(data, rng.choice(HOSTILE)), PACK.disease)
    hostile = compose(page, general(name), PACK, evaluate(page, PACK, today=TODAY, country=country))
    parts = ("summary", "statements", "alerts", "fit", "sources", "notice")
    if any(getattr(hostile, p) != getattr(answer, p) for p in parts):
        yield "hostile words changed the answer", name
    turned = evaluate(profile_from(_shuffled(data), PACK.disease), PACK, today=TODAY, country=country)
    a, b = ({(v.rule, v.verdict) for v in w.verdicts} for w in (weighed, turned))
    if a != b:
        yield "another order changed a verdict", str(sorted(a ^ b))


def _shuffled(data: Data) -> Data:
    """Lists turned round, and pointers with them."""
    out: dict[str, Any] = {}
    sizes = {k: len(v) for k, v in data.items() if isinstance(v, list)}
    for key, value in data.items():
        if key in ("review", "conflicts"):
            out[key] = [{**x, "about": _turned(x["about"], sizes)} for x in value]
        else:
            out[key] = value[::-1] if isinstance(value, list) else value
    return out


def _turned(pointer: str, sizes: dict[str, int]) -> str:
    name, bracket, rest = pointer.partition("[")
    return f"{name}[{sizes[name] - 1 - int(rest.removesuffix(']'))}]" if bracket else pointer


def reduced(data: Data, name: str, country: str | None, kind: str) -> Data:
    """The same fault with as few facts as greedy leaving out gives."""
    changed = True
    while changed:
        changed = False
        for key in list(data):
            for i in reversed(range(len(data[key]) if isinstance(data[key], list) else 0)):
                less = _less(data, key, i)
                if any(k == kind for k, _ in faults(less, name, country)):
                    data, changed = less, True
    return data


def _less(data: Data, key: str, place: int) -> Data:
    """Without one entry; doubts and conflicts about it go, those about later ones move up."""
    out = {k: list(v) if isinstance(v, list) else v for k, v in data.items()}
    del out[key][place]
    for about in ("review", "conflicts"):
        if key == about:
            continue
        kept = []
        for item in out.get(about, ()):
            name, bracket, rest = item["about"].partition("[")
            number = int(rest.removesuffix("]")) if bracket else -1
            if name == key and number == place:
                continue
            kept.append({**item, "about": f"{key}[{number - 1}]"} if name == key and number > place else item)
        out[about] = kept
    return out


def _run(numbers: range, seed: int, seconds: float, show: int) -> tuple[int, Counter[str], list[str]]:
    """Some of the profiles: how many were done, the faults, and a few of them with as few facts as they need."""
    counted: Counter[str] = Counter()
    shown: list[str] = []
    start, done = time.perf_counter(), 0
    for n in numbers:
        if time.perf_counter() - start > seconds:
            break
        done += 1
        rng = random.Random(f"{seed}/{n}")
        data, name, country = make(rng), rng.choice(answer_names()), rng.choice(COUNTRIES)
        for kind, where in faults(data, name, country):
            counted[kind] += 1
            if len(shown) < show and counted[kind] == 1:
                few = {k: v for k, v in reduced(data, name, country, kind).items() if v}
                shown.append(f"{kind}: {where} ({n}, {name}, {country})\n    {few}")
    return done, counted, shown


def main() -> None:
    """Run and print the counts; exit 1 where anything was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--profiles", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=20261120)
    parser.add_argument("--seconds", type=float, default=float("inf"), help="stop after so long and say the counts")
    parser.add_argument("--jobs", type=int, default=2, help="processes side by side")
    parser.add_argument("--show", type=int, default=3, help="faults to show, reduced")
    args = parser.parse_args()
    start = time.perf_counter()
    share = [range(i, args.profiles, args.jobs) for i in range(args.jobs)]
    work = [(part, args.seed, args.seconds, args.show) for part in share]
    if args.jobs == 1:
        results = [_run(*work[0])]
    else:
        with get_context("spawn").Pool(args.jobs) as pool:
            results = pool.starmap(_run, work)
    done = sum(r[0] for r in results)
    counted = sum((r[1] for r in results), Counter[str]())
    shown = [s for r in results for s in r[2]][: args.show]
    harm = sum(v for k, v in counted.items() if k.startswith("harm"))
    seconds = time.perf_counter() - start
    print(f"{done} generated profiles, {len(answer_names())} general answers, {seconds:.0f} s")
    print(f"harmful errors: {harm}; other faults: {sum(counted.values()) - harm}")
    for kind, number in counted.most_common():
        print(f"  {number:6} {kind}")
    print("\n".join(shown))
    raise SystemExit(1 if counted else 0)


if __name__ == "__main__":
    main()
