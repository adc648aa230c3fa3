"""The person's own course of treatment as acts for sentences."""

from typing import Any

from bench.workshop.letters.tell import NUMBERS, Act, Teller, treat, ym


def first(tl: Teller, stop_reason: str = "", whole: bool = False) -> Act:
    """The first treatment, stopped; ``whole`` when the page prints the days."""
    t = tl.t
    days = (t.first_from.isoformat(), t.first_to.isoformat()) if whole else (ym(t.first_from), ym(t.first_to))
    more = {"stop_reason": stop_reason} if stop_reason else {}
    both = ["stopped", "completed"]
    return treat(t.first, t.first_class, "stopped", started=days[0], ended=days[1], any_status=both, **more)


def reason(tl: Teller) -> tuple[str, str]:
    """Why it was stopped, in words, with the gold's word for it."""
    if tl.t.why == "toxicity":
        return tl.pick("because of toxicity", "owing to toxicity"), "toxicity"
    return tl.pick("because of progression", "when the disease progressed", "for progression"), "progression"


def now(tl: Teller, whole: bool = False, cycles: bool = True, started: bool = True) -> Act:
    """The running treatment."""
    t = tl.t
    more: dict[str, Any] = {"cycles": t.cycles} if cycles else {}
    if started:
        more["started"] = t.now_from.isoformat() if whole else ym(t.now_from)
    return treat(t.now, "systemic", "ongoing", **more)


def number(tl: Teller) -> str:
    """How many cycles, in a word."""
    return NUMBERS[tl.t.cycles]


def no_graft(tl: Teller) -> Act:
    """Transplantation declined."""
    return lambda _d, page: tl.w.not_wanted(page)


def thought(tl: Teller) -> Act:
    """What is only thought of."""
    return lambda _d, page: tl.w.thought_of(page)


def illness(tl: Teller) -> Act:
    """The other condition."""
    return lambda _d, page: tl.w.illness(page)
