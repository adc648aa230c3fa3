# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""What nearly every note tells, in the words of many writers: the past treatment, the present one, what was refused, what may come."""

import datetime as dt
from collections.abc import Callable

from bench.workshop.days import month
from bench.workshop.letters.story import first, no_graft, now, number, thought
from bench.workshop.letters.tell import Act, Teller

Told = tuple[str, Act]


def past(tl: Teller) -> Told:
    """The first treatment, with its months and why it ended."""
    t, he, why = tl.t, tl.he, tl.t.why
    name, start, end = t.first, month(t.first_from), month(t.first_to)
    text = tl.pick(
        f"{he['He']} was first treated with {name} from {start}; this was stopped in {end} because of {why}.",
        f"{name.capitalize()} was given from {start} to {end} and had to be abandoned because of {why}.",
        f"Treatment with {name}, begun in {start}, was discontinued in {end} owing to {why}.",
        f"{he['He']} was on {name} from {start} until {end}, when it was stopped for {why}.",
        f"First came {name}, started in {start} and stopped in {end} on account of {why}.",
        f"We used {name} first ({start} to {end}); it was stopped for {why}.",
    )
    return text, first(tl, why)


def present(tl: Teller, day: Callable[[dt.date], str]) -> Told:
    """The running treatment, with its first day and the cycles so far."""
    t, he, name, start = tl.t, tl.he, tl.t.now, day(tl.t.now_from)
    text = tl.pick(
        f"{name.capitalize()} was started on {start} and {he['he']} has now had {number(tl)} cycles.",
        f"{he['He']} has been on {name} since {start}, with {number(tl)} cycles given to date.",
        f"{name.capitalize()} followed from {start}, and {t.cycles} cycles have been completed.",
        f"On {start} {he['he']} began {name}; {number(tl)} cycles are behind {he['him']} and the treatment continues.",
        f"{he['He']} switched to {name} on {start} and remains on it, having completed {t.cycles} cycles.",
    )
    return text, now(tl, whole=True)


def refused(tl: Teller) -> Told:
    """Transplantation, which the patient does not want."""
    he = tl.he
    text = tl.pick(
        f"An allogeneic transplant was offered and {he['he']} declined it.",
        f"{he['He']} has declined allogeneic transplantation, having talked it over at home.",
        f"Allogeneic transplantation was discussed again; {he['he']} does not wish to pursue it.",
        f"We came back to the subject of an allogeneic transplant, which {he['he']} continues to decline.",
        f"{he['He']} is clear that {he['he']} does not want an allogeneic stem cell transplant.",
    )
    return text, no_graft(tl)


def option(tl: Teller) -> Told:
    """What might be given one day."""
    t = tl.t
    text = tl.pick(
        f"If {t.now} were to fail, {t.considered} could be considered.",
        f"{t.considered.capitalize()} may be considered further down the line.",
        f"Should the response be lost we would consider {t.considered}; no decision has been made.",
        f"One might consider {t.considered} at progression.",
        f"{t.considered.capitalize()} was touched upon as something to consider later, not now.",
    )
    return text, thought(tl)
