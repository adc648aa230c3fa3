# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""The course of the illness as sentences, and the gold of them."""

from bench.workshop.chroniclers.voice import DOSE, NUMBERS, because, day, first_was, month, one_of, she, told
from bench.workshop.dress import Doc, Result
from bench.workshop.notes import Told


class Tale:
    """What this writer says of the treatments, with the words already chosen."""

    def __init__(self, d: Doc, how: str, whole: bool) -> None:
        self.d, self.w, self.how, self.whole = d, Told(d), how, whole
        self.t = self.w.t
        self.why = because(d, self.w)

    def when(self, which: str) -> str:
        """A day of the story as this writer gives it."""
        on = {"from": self.t.first_from, "to": self.t.first_to, "now": self.t.now_from}[which]
        return day(self.d, on, self.how) if self.whole else month(on)

    def cycles(self) -> str:
        """How many cycles, in words or figures."""
        return one_of(self.d, NUMBERS[self.t.cycles], str(self.t.cycles))

    def past(self) -> str:
        """The first treatment in a sentence."""
        h, _, her = she(self.d)
        a, z, at = self.when("from"), self.when("to"), "on" if self.whole else "in"
        return one_of(
            self.d,
            f"Treatment began with {self.t.first} {at} {a} and this was stopped {at} {z} because of {self.why}.",
            f"{h.capitalize()} was first given {self.t.first}, from {a} until {z}, when it was abandoned for {self.why}.",
            f"{self.t.first.capitalize()} was the first drug tried: started {at} {a}, discontinued {at} {z} ({self.why}).",
            f"{her.capitalize()} initial treatment, {self.t.first}, ran from {a} to {z} and ended because of {self.why}.",
        )

    def present(self) -> str:
        """The running treatment in a sentence."""
        h, _, her = she(self.d)
        a, n, at = self.when("now"), self.cycles(), "on" if self.whole else "in"
        return one_of(
            self.d,
            f"{h.capitalize()} has been on {self.t.now} since {a} and has completed {n} cycles.",
            f"{self.t.now.capitalize()} was then started {at} {a}; {n} cycles have been given so far and it continues.",
            f"Since {a} {h} has been receiving {self.t.now} ({DOSE[self.t.now]}), {n} cycles to date.",
            f"At present {h} is treated with {self.t.now}, begun {at} {a}, and {n} cycles are now behind {'her' if her == 'her' else 'him'}.",
        )

    def refused(self) -> str:
        """The transplant not wanted."""
        h, him, _ = she(self.d)
        return one_of(
            self.d,
            f"Allogeneic transplantation was offered to {him} and {h} has declined it.",
            f"{h.capitalize()} does not wish to have an allogeneic stem cell transplant and has said so again.",
            f"An allogeneic transplant was discussed at length; {h} decided against it.",
            f"{h.capitalize()} has turned down allogeneic stem cell transplantation.",
        )

    def weighed(self) -> str:
        """The drug only thought of."""
        return one_of(
            self.d,
            f"If the disease gets worse we would consider {self.t.considered}.",
            f"{self.t.considered.capitalize()} is something we might consider later, but not now.",
            f"Should the present drug fail, {self.t.considered} could be considered.",
        )

    def fitness(self) -> str:
        """Performance status."""
        n = self.t.ecog
        return one_of(
            self.d, f"ECOG performance status is {n}.", f"ECOG {n}.", f"The ECOG performance status was put at {n}."
        )

    def gold(self, past: int, present: int, refused: int, weighed: int, fitness: int) -> None:
        """What the sentences assert, each on its page."""
        first_was(self.w, past, self.whole, self.why)
        self.w.now(present, self.whole)
        self.w.not_wanted(refused)
        self.w.thought_of(weighed)
        self.w.ecog(fitness)


def counted(d: Doc, results: list[Result], where: int) -> None:
    """Counts of the day of the visit, told in prose."""
    told(d, results, d.on, where)
