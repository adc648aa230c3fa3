"""A person's story told in words chosen by the person: sentences of a bank filled in, and the facts they print."""

import datetime as dt
import random
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from bench.workshop.days import month, sex, spaced
from bench.workshop.dress import CANONICAL, Doc
from bench.workshop.narrators.script import Fact
from bench.workshop.notes import Told
from bench.workshop.people import WHO

T = TypeVar("T")
FACTOR = 0.91
WORDS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
ORDINAL = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh")
NOUNS = {
    "toxicity": ("toxicity", "side effects", "unacceptable side effects"),
    "progression": ("loss of response", "loss of effect", "failing response"),
}
CLAUSES = {
    "toxicity": ("the side effects were not acceptable", "it proved too toxic", "side effects had become a burden"),
    "progression": ("the response had been lost", "it no longer had any effect", "it had stopped working"),
}
FAMILY = (
    ("{His} brother died of acute myeloid leukaemia at the age of 58.", ("aml", "acute_leukemia")),
    ("There is a family history of bowel cancer in {his} mother.", ("colon_cancer", "colorectal_cancer")),
    ("A maternal aunt has chronic lymphocytic leukaemia, on ibrutinib.", ("cll", "chronic_lymphocytic_leukemia")),
    ("{His} father had multiple myeloma and was treated with bortezomib.", ("multiple_myeloma", "myeloma")),
    ("A sister is being followed for essential thrombocythaemia and takes hydroxycarbamide.",
     ("et", "mpn", "essential_thrombocythemia")),
)  # fmt: skip
OF_RELATIVES = ("ibrutinib", "bortezomib", "hydroxycarbamide", "hydroxyurea")


class Teller(Told):
    """Told, with wording."""

    def __init__(self, d: Doc, day: Callable[[dt.date], str] = spaced) -> None:
        super().__init__(d)
        self.day, self.rng = day, random.Random(f"narrators/{d.person.ids}/{d.stem}")
        p, t = d.person, self.t
        female = p.sex == "F"
        full, short = WHO[p.who]
        self.words = {
            "he": "she" if female else "he", "He": "She" if female else "He", "his": "her" if female else "his",
            "His": "Her" if female else "His", "him": "her" if female else "him", "man": "woman" if female else "man",
            "gentleman": "lady" if female else "gentleman", "Mr": "Mrs" if female else "Mr", "sex": sex(d).lower(),
            "M": p.sex, "name": p.name, "first": p.first, "last": p.last, "age": str(p.age(d.on)),
            "A": t.first, "Aa": t.first.capitalize(), "B": t.now, "Bb": t.now.capitalize(), "C": t.considered,
            "Cc": t.considered.capitalize(), "fd": day(t.first_from), "td": day(t.first_to), "sd": day(t.now_from),
            "fm": month(t.first_from), "tm": month(t.first_to), "sm": month(t.now_from), "dm": month(p.diagnosed),
            "dd": day(p.diagnosed), "n": str(t.cycles), "nw": WORDS[t.cycles], "nth": ORDINAL[t.cycles],
            "next": str(t.cycles + 1), "dx": full[0].lower() + full[1:], "Dx": full, "dxs": short,
            "DX": full.upper(), "on": day(d.on), "born": day(p.born), "id": p.ids[0], "ecog": str(t.ecog),
            "why": self.one(*NOUNS[t.why]), "because": self.one(*CLAUSES[t.why]), "ill": t.illness[0],
            "Ill": t.illness[0].capitalize(), "risk": p.ipssr.lower(), "molecular": p.ipssm.lower(),
        }  # fmt: skip

    def one(self, *options: T) -> T:
        """The option of this person."""
        return options[self.rng.randrange(len(options))]

    def fill(self, text: str) -> str:
        """The text with the person's words in it."""
        return text.format(**self.words)

    def say(self, *options: str) -> str:
        """One of several wordings, filled in."""
        return self.fill(self.one(*options))

    def was(self, bank: Sequence[str]) -> tuple[str, Fact]:
        """The first treatment: a sentence and its fact; the bank's ``{fd}`` is a whole day, ``{fm}`` a month."""
        text = self.one(*bank)
        return self.fill(text), lambda page: self.first(page, whole="{fd}" in text)

    def runs(self, bank: Sequence[str]) -> tuple[str, Fact]:
        """The present treatment."""
        text = self.one(*bank)
        return self.fill(text), lambda page: self.now(page, whole="{sd}" in text)

    def kin(self) -> tuple[str, Fact]:
        """What a relative has."""
        text, diseases = self.one(*FAMILY)
        return self.fill(text), lambda page: self._kin(diseases)

    def _kin(self, diseases: Sequence[str]) -> None:
        for disease in diseases:
            self.d.gold.trap("diagnoses", {"disease": disease}, "a relative's")
        for agent in OF_RELATIVES:
            for status in ("ongoing", "completed", "stopped"):
                self.d.gold.trap("treatments", {"agent": agent, "status": status}, "a relative's")

    def dx(self, page: int) -> None:
        """The diagnosis, by either of its names."""
        full, short = WHO[self.d.person.who]
        labels = [full.replace("Myelodysplastic syndrome", "MDS"), full, short, self.d.person.who]
        self.d.fact("diagnoses", page, "diagnosis", disease="mds", labels=labels, status="confirmed")

    def risk(self, page: int) -> None:
        """The category as the page gives it."""
        self.d.fact("stages", page, "IPSS-R", system="IPSS-R", category=self.d.person.ipssr.lower())

    def molecular_risk(self, page: int) -> None:
        """The molecular category as the page gives it."""
        self.d.fact("stages", page, "IPSS-M", system="IPSS-M", category=self.d.person.ipssm.lower())

    def by_the_way(self, *agents: str) -> Fact:
        """Medicines of other purposes: they may be told in whatever status."""
        status = ["ongoing", "completed", "stopped", "planned", "considered", "declined"]

        def fact(page: int) -> None:
            for agent in agents:
                self.d.treat(agent, "other", status[0], page, may=True, any_status=status)
                self.d.fact("not_given", page, agent, may=True, agent=agent)

        return fact

    def other_ills(self, *labels: str) -> Fact:
        """Conditions that may be told and need not be."""

        def fact(page: int) -> None:
            for label in labels:
                self.d.fact("comorbidities", page, label, may=True, labels=[label])

        return fact

    def not_ill(self, *labels: str) -> Fact:
        """Conditions that the page denies."""

        def fact(page: int) -> None:
            for label in labels:
                self.d.gold.trap("comorbidities", {"label": label}, "denied")

        return fact

    def never(self, *agents: str) -> Fact:
        """Agents named that the person has not had: at most told as not given."""

        def fact(page: int) -> None:
            for agent in agents:
                self.d.fact("not_given", page, agent, may=True, agent=agent)
                for status in ("ongoing", "completed", "stopped"):
                    self.d.gold.trap("treatments", {"agent": agent, "status": status}, "not given")
                both = ["considered", "declined", "planned"]
                self.d.treat(agent, "systemic", "considered", page, may=True, any_status=both)

        return fact

    def transfused(self, page: int) -> None:
        """That blood is given or would be given at all."""
        some = ["ongoing", "completed", "planned", "considered", "stopped"]
        for agent in ("rbc_transfusion", "platelet_transfusion"):
            self.d.treat(agent, "transfusion", "ongoing", page, may=True, any_status=some)

    def suspected(self, page: int) -> None:
        """The disease that a request asks after: it may be told as suspected."""
        self.d.fact("diagnoses", page, "suspected", may=True, disease="mds", labels=[""], status="suspected")

    def stains(self, page: int) -> None:
        """Fibres and Auer rods: they may be told."""
        for name in ("reticulin_fibrosis", "reticulin", "marrow_fibrosis", "auer_rods"):
            some = ["negative", "positive", "equivocal"]
            self.d.fact("biomarkers", page, name, may=True, name=name, status=some[0], any_status=some,
                        collected=self.d.on.isoformat())  # fmt: skip

    def not_ruled(self, *diseases: str) -> Fact:
        """Diseases that the page denies."""

        def fact(page: int) -> None:
            for disease in diseases:
                both = ["ruled_out", "suspected"]
                self.d.fact("diagnoses", page, disease, may=True, disease=disease, labels=[""], status="ruled_out",
                            any_status=both)  # fmt: skip
                self.d.gold.trap("diagnoses", {"disease": disease, "status": "confirmed"}, "denied")

        return fact

    def number(self, analyte: str, scale: float = 1, places: int = 0, factor: float = FACTOR) -> str:
        """A count in print."""
        return f"{self.d.person.counts[analyte] * factor * scale:.{places}f}"

    def lab(self, analyte: str, text: str, scale: float = 1, on: dt.date | None = None, **more: Any) -> Fact:
        """The fact of a printed count, of the document's day if no other is given."""
        value = round(float(text.replace(",", "")) / scale, 5)
        fields: dict[str, Any] = {
            "analyte": analyte, "comparator": None, "value": value, "unit": CANONICAL[analyte], "printed": text,
            "collected": (on or self.d.on).isoformat(),
        }  # fmt: skip
        return lambda page: self.d.fact("labs", page, text, **fields, **more)

    def percent(self, analyte: str, on: dt.date | None = None) -> Fact:
        """The fact of a percentage of the marrow or blood at diagnosis; none seen may be told as nought."""
        value = self.d.person.counts[analyte]
        fields: dict[str, Any] = {
            "analyte": analyte, "comparator": None, "value": value, "unit": "%",
            "collected": (on or self.d.person.diagnosed).isoformat(),
        }  # fmt: skip
        may = value == 0 and analyte != "blasts_marrow"
        return lambda page: self.d.fact("labs", page, f"{value:g}", may=may, **fields)

    def limit(self, analyte: str, *values: float) -> Fact:
        """Numbers near an analyte that are not its result."""

        def fact(page: int) -> None:
            for value in values:
                own = [self.d.person.counts[analyte] * f for f in (1, FACTOR, FACTOR * 0.86, 1.14)]
                if all(abs(o - value) > 0.06 + 0.01 * value for o in own):
                    self.d.gold.trap("labs", {"analyte": analyte, "value": value}, "not the result")

        return fact

    def karyotype(self, page: int) -> None:
        """The formula of the marrow at diagnosis."""
        p = self.d.person
        self.d.fact("karyotypes", page, p.karyotype, iscn=p.karyotype, metaphases=p.metaphases,
                    collected=p.diagnosed.isoformat())  # fmt: skip

    def genes_named(self, page: int) -> None:
        """Genes said to be mutated, and no more said: they may be told."""
        for m in self.d.person.mutations:
            self.d.fact("variants", page, m.gene, may=True, gene=m.gene, hgvs_c=None, hgvs_p=None, vaf=None)


def and_(words: Sequence[str]) -> str:
    """One, two and three."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def american(on: dt.date) -> str:
    """January 13, 2025."""
    return f"{month(on).split()[0]} {on.day}, {on.year}"


def short_american(on: dt.date) -> str:
    """Jan 13, 2025."""
    return f"{month(on)[:3]} {on.day}, {on.year}"


def ordinal(on: dt.date) -> str:
    """13th January 2025."""
    end = "th" if 10 < on.day < 14 else {1: "st", 2: "nd", 3: "rd"}.get(on.day % 10, "th")
    return f"{on.day}{end} {month(on)}"
