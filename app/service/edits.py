"""Which fields of a fact a patient may set, how her form shows them, and what her entries mean."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from flows.store.errors import CorrectionError
from pipeline.plain import number, plain_date
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
    Treatment,
    Variant,
)
from schemas.profile import Patient, Transfusions

Kind = Literal["number", "whole", "percent", "date", "text", "choice"]
MOST_TEXT = 300
YES_NO = (("", "not said"), ("true", "yes"), ("false", "no"))
DATE_HINT = "as exact as you know it: 2025, 2025-03 or 2025-03-14"


@dataclass(frozen=True, slots=True)
class Field:
    """One field as a form shows it."""

    name: str
    label: str
    kind: Kind
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A field with what stands in it."""

    field: Field
    value: str
    unit: str = ""

    @property
    def words(self) -> str:
        """What stands in it, as one would say it."""
        if self.field.choices:
            return dict(self.field.choices).get(self.value, "not said")
        return (plain_date(self.value) if self.field.kind == "date" else self.value) or "not said"


def _choices(*names: str, none: str | None = None) -> tuple[tuple[str, str], ...]:
    blank = (("", none),) if none else ()
    return (*blank, *((n, n.replace("_", " ")) for n in names))


def _date(name: str, label: str = "Date") -> Field:
    return Field(name, label, "date", DATE_HINT)


_COMPARED = (("", "exactly"), ("<", "less than"), (">", "more than"), ("<=", "at most"), (">=", "at least"))
FIELDS: dict[type, tuple[Field, ...]] = {
    LabResult: (
        Field("comparator", "Exactly, or more or less than", "choice", choices=_COMPARED),
        Field("value", "Value", "number"),
        _date("collected", "Date of the test"),
    ),
    Diagnosis: (
        Field("label", "Diagnosis", "text"),
        Field("status", "How sure", "choice", choices=_choices("confirmed", "suspected", "ruled_out", "historical")),
        _date("date"),
    ),
    Karyotype: (
        Field("iscn", "Chromosome formula", "text", "sign for sign, as it is printed"),
        Field("metaphases", "Cells looked at", "whole"),
        _date("collected", "Date of the test"),
    ),
    Variant: (
        Field("gene", "Gene", "text"),
        Field("hgvs_p", "Change of the protein", "text", "begins with p."),
        Field("hgvs_c", "Change of the DNA", "text", "begins with c."),
        Field("vaf", "Share of the readings (VAF), in percent", "percent"),
        Field(
            "significance", "What the laboratory calls it", "choice",
            choices=_choices("pathogenic", "likely_pathogenic", "uncertain", "benign", none="not said"),
        ),
        _date("collected", "Date of the test"),
    ),
    Biomarker: (
        Field("status", "Result", "choice", choices=_choices("positive", "negative", "equivocal", "not_tested")),
        Field("value", "Value", "number"),
        _date("collected", "Date of the test"),
    ),
    Stage: (Field("category", "Group", "text"), Field("score", "Score", "number"), _date("date")),
    Treatment: (
        Field(
            "status", "How it stands", "choice",
            choices=_choices("ongoing", "completed", "stopped", "planned", "declined", "considered"),
        ),
        _date("started", "Begun"),
        _date("ended", "Ended"),
        Field("cycles", "Cycles", "whole"),
    ),
    NotGiven: (_date("date"),),
    Transfusions: (
        Field("units_low", "Units of red cells in 8 weeks, at least", "number"),
        Field("units_high", "Units of red cells in 8 weeks, at most", "number"),
        Field("units_lifetime", "Units in all", "whole"),
        Field("dependent", "Said to depend on transfusions", "choice", choices=YES_NO),
        _date("date"),
    ),
    Performance: (Field("value", "Value", "whole"), _date("date")),
    ClinicalFinding: (
        Field("status", "How it stands", "choice", choices=_choices("present", "absent", "historical", "possible")),
        Field("value", "Value", "number"),
        _date("date"),
    ),
    GenePanel: (_date("collected", "Date of the test"),),
    Patient: (
        Field("name", "Name", "text"),
        Field("birth_date", "Birth date", "date", "year, month and day: 1950-05-14"),
        Field(
            "sex", "Sex", "choice",
            choices=(("unknown", "not said"), ("female", "woman"), ("male", "man"), ("other", "other")),
        ),
        Field("country", "Country", "text", "two letters (US, GB, DE …); medicines are approved by country"),
    ),
}  # fmt: skip


def entries(fact: object) -> tuple[Entry, ...]:
    """A fact's fields with what stands in them now; empty where nothing can be set."""
    return tuple(Entry(f, _shown(fact, f), _unit(fact, f)) for f in FIELDS.get(type(fact), ()))


def changes(fact: object, form: Mapping[str, str]) -> dict[str, Any]:
    """What a form says otherwise than the fact does.

    Raises:
        CorrectionError: an entry is none that its field can hold.
    """
    said = {f.name: form[f.name].strip() for f in FIELDS.get(type(fact), ()) if f.name in form}
    changed = {f for f in FIELDS.get(type(fact), ()) if f.name in said and said[f.name] != _shown(fact, f)}
    if isinstance(fact, Transfusions):
        return _transfusion(said, {f.name for f in changed})
    return {f.name: _meant(f, said[f.name]) for f in changed}


def _transfusion(said: Mapping[str, str], changed: set[str]) -> dict[str, Any]:
    fields = {n: _meant(f, said[n]) for n in changed for f in FIELDS[Transfusions] if f.name == n}
    if {"units_low", "units_high"} & fields.keys():
        low, high = (_number(said.get(n, "")) for n in ("units_low", "units_high"))
        low, high = (low if low is not None else high), (high if high is not None else low)
        if low is not None and high is not None and low > high:
            raise CorrectionError
        fields["units_8_weeks"] = [low, high] if low is not None else None
    return {n: v for n, v in fields.items() if n not in ("units_low", "units_high")}


def _value(fact: object, field: Field) -> Any:
    if isinstance(fact, Transfusions) and field.name in ("units_low", "units_high"):
        units = fact.rbc_units_8_weeks
        span = (units, units) if units is not None else fact.rbc_units_8_weeks_range or (None, None)
        return span[field.name == "units_high"]
    if isinstance(fact, Transfusions) and field.name == "units_lifetime":
        return fact.rbc_units_lifetime
    return getattr(fact, field.name, None)


def _shown(fact: object, field: Field) -> str:
    value = _value(fact, field)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if field.kind == "percent":
        return number(value * 100)
    if isinstance(value, float):
        return f"{value:.6f}".rstrip("0").rstrip(".")
    return str(value)


def _unit(fact: object, field: Field) -> str:
    return getattr(fact, "unit", None) or "" if field.name == "value" else "%" if field.kind == "percent" else ""


def _meant(field: Field, text: str) -> Any:
    """What an entry means; an empty one says that it is not known."""
    if text == "":
        return None
    match field.kind:
        case "number":
            return _number(text)
        case "percent":
            share = _number(text)
            return share / 100 if share is not None else None
        case "whole":
            if not (text.isascii() and text.isdigit() and len(text) < 9):
                raise CorrectionError
            return int(text)
        case "choice":
            if text not in {c for c, _ in field.choices}:
                raise CorrectionError
            return text == "true" if field.choices == YES_NO else text
    if len(text) > MOST_TEXT:
        raise CorrectionError
    return text


def _number(text: str) -> float | None:
    """A number as people write it: a comma may stand for the point."""
    if text == "":
        return None
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        raise CorrectionError from None
    if not 0 <= value < 1e9:
        raise CorrectionError
    return value
