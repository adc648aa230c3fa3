"""What makes two facts of one kind the same fact: their meaning, their date and their value."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any

from knowledge.merging import load_merge_knowledge
from pipeline.merge.items import finer, join_evidence
from schemas.facts import (
    Biomarker,
    ClinicalFinding,
    Diagnosis,
    GenePanel,
    Karyotype,
    LabResult,
    NotGiven,
    Performance,
    Stage,
    TransfusionStatement,
    Treatment,
    Variant,
)


@dataclass(frozen=True, slots=True)
class Shape:
    """How facts of one kind are compared.

    ``meaning`` says what the fact is about, ``dated`` names the field of its date, ``same`` whether two facts of one
    meaning have one value, ``show`` the value in words for a conflict; ``fill`` names fields taken over when empty.
    """

    meaning: Callable[[Any], Hashable]
    dated: str
    same: Callable[[Any, Any], bool]
    show: Callable[[Any], str]
    fill: tuple[str, ...] = ()
    better: Callable[[Any], Any] | None = None

    def date(self, fact: Any) -> str | None:
        """The fact's own date."""
        value: str | None = getattr(fact, self.dated)
        return value

    def join(self, facts: list[Any]) -> Any:
        """One fact out of several with the same meaning and value; the first leads, or the ``better`` one."""
        lead = min(facts, key=self.better) if self.better else facts[0]
        update: dict[str, Any] = {"evidence": join_evidence(facts)}
        date = None
        for fact in facts:
            date = finer(date, self.date(fact))
        update[self.dated] = date
        for name in self.fill:
            if getattr(lead, name) in (None, ()):
                update[name] = next(
                    (v for f in facts if (v := getattr(f, name)) not in (None, ())), getattr(lead, name)
                )
        return lead.model_copy(update=update)


def number(value: float) -> str:
    """A number without needless digits."""
    return f"{value:g}"


def decimals(value: float) -> int:
    """How many decimals a number carries (at most 6)."""
    text = f"{value:.6f}".rstrip("0")
    return len(text) - text.index(".") - 1


def _same_lab(a: LabResult, b: LabResult) -> bool:
    """Whether two results are one: equal, or one of them the other as rounded to the digits that it prints."""
    if (a.comparator or "") != (b.comparator or "") or a.unit != b.unit:
        return False
    return a.value == b.value or abs(a.value - b.value) <= 0.5 * max(_step(a), _step(b)) + 1e-9


def _step(fact: LabResult) -> float:
    """The least difference that a result shows, in its unit: "2.0" shows tenths though its value is 2."""
    printed = fact.original.strip("<>≤≥= ").split(" ")[0].rstrip("%")
    thousands = "." not in printed and len(printed.rpartition(",")[2]) == 3
    plain = printed.replace(",", "" if thousands else ".")
    whole, _, behind = plain.partition(".")
    if not whole.isdecimal() or (behind and not behind.isdecimal()) or not float(plain):
        return float(10 ** -decimals(fact.value))
    return float(10 ** -len(behind) * fact.value / float(plain))


def _printed_decimals(fact: LabResult) -> int:
    """How many decimals a share prints: "0.0%" says more than "0%"; in other units the surer record leads."""
    whole, _, behind = fact.original.strip("<>≤≥= ").split(" ")[0].rstrip("%").partition(".")
    return len(behind) if fact.unit == "%" and whole.isdecimal() and behind.isdecimal() else 0


def _show_lab(fact: LabResult) -> str:
    return f"{fact.comparator or ''}{number(fact.value)} {fact.unit}".strip()


def _same_number(a: float | None, b: float | None, slack: float = 0.0) -> bool:
    return a is None or b is None or abs(a - b) <= slack + 1e-9


def _same_variant(a: Variant, b: Variant) -> bool:
    slack = load_merge_knowledge().genes.vaf_slack
    benign = {"uncertain", "benign"}
    grades = {a.significance, b.significance} - {None}
    split = len(grades) == 2 and len(grades & benign) == 1
    return _same_number(a.vaf, b.vaf, slack) and not split


def show_variant(fact: Variant) -> str:
    """The variant in words: gene, change, VAF."""
    vaf = f"VAF {number(round(fact.vaf * 100, 2))} %" if fact.vaf is not None else ""
    return " ".join(p for p in (fact.gene, fact.hgvs_p or fact.hgvs_c or "", vaf, fact.significance or "") if p)


def _same_marker(a: Biomarker, b: Biomarker) -> bool:
    return a.status == b.status and _same_number(a.value, b.value, 0.051)


def _show_marker(fact: Biomarker) -> str:
    size = f" {number(fact.value)} {fact.unit or ''}".rstrip() if fact.value is not None else ""
    return f"{fact.status.replace('_', ' ')}{size}"


def _same_stage(a: Stage, b: Stage) -> bool:
    if a.category and b.category and a.category != b.category:
        return False
    return _same_number(a.score, b.score, 0.051)


def _show_stage(fact: Stage) -> str:
    return " ".join(p for p in (fact.system, fact.category, number(fact.score) if fact.score is not None else "") if p)


SHAPES: dict[type[Any], Shape] = {
    LabResult: Shape(
        meaning=lambda f: f.analyte,
        dated="collected",
        same=_same_lab,
        show=_show_lab,
        fill=("loinc", "reference_low", "reference_high", "flag"),
        better=lambda f: (-decimals(f.value), -_printed_decimals(f)),
    ),
    Karyotype: Shape(
        meaning=lambda f: "karyotype",
        dated="collected",
        same=lambda a, b: a.iscn == b.iscn,
        show=lambda f: f.iscn,
        fill=("metaphases", "abnormalities"),
    ),
    Variant: Shape(
        meaning=lambda f: (f.gene, f.hgvs_p or f.hgvs_c),
        dated="collected",
        same=_same_variant,
        show=show_variant,
        fill=("hgvs_c", "hgvs_p", "vaf", "significance"),
    ),
    GenePanel: Shape(
        meaning=lambda f: (f.tested, f.negative),
        dated="collected",
        same=lambda a, b: a.limit_of_detection == b.limit_of_detection,
        show=lambda f: f"{len(f.tested)} genes",
    ),
    Biomarker: Shape(
        meaning=lambda f: f.name,
        dated="collected",
        same=_same_marker,
        show=_show_marker,
        fill=("value", "unit"),
    ),
    Stage: Shape(
        meaning=lambda f: (f.system, f.origin),
        dated="date",
        same=_same_stage,
        show=_show_stage,
        fill=("score", "range"),
        better=lambda f: (not f.category, f.score is None),
    ),
    Performance: Shape(
        meaning=lambda f: f.scale,
        dated="date",
        same=lambda a, b: a.value == b.value,
        show=lambda f: f"{f.scale} {f.value}",
    ),
    Diagnosis: Shape(
        meaning=lambda f: (f.disease, f.subtype, f.system, f.status),
        dated="date",
        same=lambda a, b: True,
        show=lambda f: f"{f.label} ({f.status.replace('_', ' ')})",
        fill=("code", "system"),
        better=lambda f: -len(f.label),  # "lymphoma" and "follicular lymphoma": the name that says more
    ),
    ClinicalFinding: Shape(
        meaning=lambda f: f.concept,
        dated="date",
        same=lambda a, b: a.status == b.status and a.value == b.value and a.unit == b.unit,
        show=lambda f: f"{f.label}: {f.status}",
    ),
    NotGiven: Shape(
        meaning=lambda f: f.agent,
        dated="date",
        same=lambda a, b: True,
        show=lambda f: f"{f.agent}: never given",
    ),
    Treatment: Shape(
        meaning=lambda f: f.agent,
        dated="started",
        same=lambda a, b: a.status == b.status and a.cycles == b.cycles and a.response == b.response,
        show=lambda f: f"{f.agent}: {f.status}",
    ),
    TransfusionStatement: Shape(
        meaning=lambda f: "transfusions",
        dated="date",
        same=lambda a, b: (
            (a.units_8_weeks, a.units_lifetime, a.dependent, a.events)
            == (b.units_8_weeks, b.units_lifetime, b.dependent, b.events)
        ),
        show=lambda f: str(f.units_8_weeks or f.units_lifetime or f.dependent),
    ),
}
"""How facts of each kind are compared."""


def shape_of(fact: Any) -> Shape:
    """The shape of ``fact``'s kind."""
    return SHAPES[type(fact)]
