# ruff: noqa: E501 (names of analytes are data: a line is as long as its row)
"""How numbers, dates and names are printed in a country, and the document that a family prints on."""

import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from bench.workshop.gold import Gold
from bench.workshop.people import Person
from bench.workshop.sheet import Cell, Sheet

CANONICAL = {
    "hemoglobin": "g/dL", "leukocytes": "10*9/L", "neutrophils": "10*9/L", "neutrophils_percent": "%",
    "lymphocytes": "10*9/L", "monocytes": "10*9/L", "platelets": "10*9/L", "mcv": "fL", "hematocrit": "%",
    "erythrocytes": "10*12/L", "reticulocytes_percent": "%", "ferritin": "ng/mL", "creatinine": "mg/dL",
    "lactate_dehydrogenase": "U/L", "erythropoietin": "m[IU]/mL", "vitamin_b12": "pg/mL", "bilirubin_total": "mg/dL",
    "alanine_aminotransferase": "U/L", "albumin": "g/dL", "blasts_blood": "%", "blasts_marrow": "%",
    "ring_sideroblasts": "%", "marrow_cellularity": "%", "aspartate_aminotransferase": "U/L",
    "alkaline_phosphatase": "U/L", "transferrin_saturation": "%", "iron": "ug/dL", "folate": "ng/mL", "copper": "ug/dL",
    "egfr": "mL/min/{1.73_m2}", "reticulocytes": "10*9/L",
}  # fmt: skip
CBC = ("hemoglobin", "leukocytes", "platelets", "neutrophils", "lymphocytes", "monocytes", "mcv", "hematocrit",
       "erythrocytes")  # fmt: skip
CHEM = ("creatinine", "bilirubin_total", "alanine_aminotransferase", "albumin", "lactate_dehydrogenase", "ferritin",
        "vitamin_b12", "erythropoietin")  # fmt: skip
NAMES = {
    "hemoglobin": ("Hemoglobin", "HGB", "Hgb", "Haemoglobin", "Hb"),
    "leukocytes": ("WBC", "White Blood Cells", "Leukocytes", "White cell count", "WCC", "Total Leucocyte Count (TLC)"),
    "neutrophils": ("Neutrophils, Absolute", "ANC", "Neutrophils #", "Abs Neut", "Neutrophils"),
    "lymphocytes": ("Lymphocytes, Absolute", "Lymphocytes #", "Abs Lymph", "Lymphocytes"),
    "monocytes": ("Monocytes, Absolute", "Monocytes #", "Abs Mono", "Monocytes"),
    "platelets": ("Platelets", "PLT", "Platelet Count", "Plt"),
    "mcv": ("MCV", "Mean Cell Volume"), "hematocrit": ("Hematocrit", "HCT", "Haematocrit", "PCV"),
    "erythrocytes": ("RBC", "Red Blood Cells", "Red cell count", "Erythrocytes"),
    "neutrophils_percent": ("Neutrophils %", "Segs %"), "reticulocytes_percent": ("Reticulocytes", "Retic %"),
    "creatinine": ("Creatinine", "Creatinine, Serum", "S. Creatinine"),
    "bilirubin_total": ("Bilirubin, Total", "Total Bilirubin", "T. Bili"),
    "alanine_aminotransferase": ("ALT", "ALT (SGPT)", "Alanine Aminotransferase", "SGPT"),
    "albumin": ("Albumin", "Albumin, Serum"), "lactate_dehydrogenase": ("LDH", "Lactate Dehydrogenase", "LD"),
    "ferritin": ("Ferritin", "Serum Ferritin", "FERRITIN"), "vitamin_b12": ("Vitamin B12", "B12", "Cobalamin (B12)"),
    "erythropoietin": ("Erythropoietin", "EPO level", "Erythropoietin (EPO), Serum"),
}  # fmt: skip
RANGE = {
    "hemoglobin": (12.0, 16.0), "leukocytes": (4.0, 11.0), "neutrophils": (1.8, 7.5), "lymphocytes": (1.0, 4.0),
    "monocytes": (0.2, 1.0), "platelets": (150, 400), "mcv": (80, 100), "hematocrit": (36.0, 46.0),
    "erythrocytes": (3.8, 5.1), "neutrophils_percent": (40, 75), "reticulocytes_percent": (0.5, 2.5),
    "creatinine": (0.6, 1.2), "bilirubin_total": (0.2, 1.2), "alanine_aminotransferase": (7, 45),
    "albumin": (3.5, 5.0), "lactate_dehydrogenase": (120, 246), "ferritin": (13, 150), "vitamin_b12": (200, 900),
    "erythropoietin": (2.6, 18.5),
}  # fmt: skip
SI: dict[str, tuple[str, float, int]] = {  # unit and how many of it make one of the canonical unit; then decimals
    "hemoglobin": ("g/L", 10, 0), "hematocrit": ("L/L", 0.01, 3), "creatinine": ("umol/L", 88.4, 0),
    "bilirubin_total": ("umol/L", 17.1, 0), "albumin": ("g/L", 10, 0), "ferritin": ("ug/L", 1, 0),
    "vitamin_b12": ("ng/L", 1, 0), "alanine_aminotransferase": ("IU/L", 1, 0), "lactate_dehydrogenase": ("IU/L", 1, 0),
    "erythropoietin": ("IU/L", 1, 1), "leukocytes": ("10^9/L", 1, 1), "neutrophils": ("10^9/L", 1, 2),
    "lymphocytes": ("10^9/L", 1, 2), "monocytes": ("10^9/L", 1, 2), "platelets": ("10^9/L", 1, 0),
    "erythrocytes": ("10^12/L", 1, 2),
}  # fmt: skip
US: dict[str, tuple[str, float, int]] = {
    "leukocytes": ("K/uL", 1, 1), "neutrophils": ("K/uL", 1, 2), "lymphocytes": ("K/uL", 1, 2),
    "monocytes": ("K/uL", 1, 2), "platelets": ("K/uL", 1, 0), "erythrocytes": ("M/uL", 1, 2),
    "erythropoietin": ("mIU/mL", 1, 1), "alanine_aminotransferase": ("U/L", 1, 0), "mcv": ("fL", 1, 0),
    "ferritin": ("ng/mL", 1, 0), "vitamin_b12": ("pg/mL", 1, 0), "lactate_dehydrogenase": ("U/L", 1, 0),
    "neutrophils_percent": ("%", 1, 0),
}  # fmt: skip
THOUSAND: dict[str, tuple[str, float, int]] = {"leukocytes": ("/cumm", 1000, 0), "neutrophils": ("/cumm", 1000, 0), "lymphocytes": ("/cumm", 1000, 0),
            "monocytes": ("/cumm", 1000, 0), "platelets": ("lakhs/cumm", 0.01, 2), "erythrocytes": ("mill/cumm", 1, 2)}  # fmt: skip
NANO: dict[str, tuple[str, float, int]] = {"leukocytes": ("/nl", 1, 1), "neutrophils": ("/nl", 1, 2), "lymphocytes": ("/nl", 1, 2),
        "monocytes": ("/nl", 1, 2), "platelets": ("/nl", 1, 0), "erythrocytes": ("/pl", 1, 2), "hemoglobin": ("g/dl", 1, 1)}  # fmt: skip
UNITS: dict[str, dict[str, tuple[str, float, int]]] = {"US": US, "GB": SI, "AU": {**SI, "leukocytes": ("x10^9/L", 1, 1), "platelets": ("x10^9/L", 1, 0)},
         "IE": {**SI, "hemoglobin": ("g/dL", 1, 1)}, "IN": {**US, **THOUSAND},
         "CA": {**SI, "leukocytes": ("giga/L", 1, 1), "platelets": ("giga/L", 1, 0), "neutrophils": ("giga/L", 1, 2)},
         "DE": {**US, **NANO}}  # fmt: skip
COUNTRIES = tuple(UNITS)
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
LONG = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December")  # fmt: skip


@dataclass(frozen=True)
class Result:
    """One printed result and what it means in the canonical unit."""

    analyte: str
    label: str
    text: str
    unit: str
    low: str
    high: str
    flag: str
    value: float
    limits: tuple[float, float]

    @classmethod
    def noise(cls, label: str, text: str, unit: str = "", low: str = "", high: str = "", flag: str = "") -> "Result":
        """A result that the contract has no name for."""
        return cls("", label, text, unit, low, high, flag, 0.0, (0.0, 0.0))

    @property
    def reference(self) -> str:
        """The range as most print it."""
        return f"{self.low} - {self.high}" if self.low else ""


@dataclass
class Doc:
    """A document in the making: the paper, the gold, and how this house prints."""

    stem: str
    person: Person
    gold: Gold
    rng: random.Random
    on: dt.date
    sheet: Sheet = field(default_factory=Sheet)
    kind: str = "lab"
    also_kind: tuple[str, ...] = ()
    also_dated: tuple[dt.date | None, ...] = ()

    @property
    def file(self) -> str:
        """Its name on paper; copies keep the stem."""
        return f"{self.stem}.pdf"

    def paper(self, face: str = "Helvetica", pt: float = 9, margin: float = 50) -> Sheet:
        """A fresh sheet of the country's size."""
        self.sheet = Sheet("letter" if self.person.country in {"US", "CA"} else "a4", face, pt, margin)
        return self.sheet

    def date(self, on: dt.date, style: str = "") -> str:
        """A date as this country prints it; ``style`` long, dmy, mdy, iso, dash or dot overrides."""
        by_country = {"US": "mdy", "DE": "dot", "CA": "iso", "IN": "dash"}
        style = style or by_country.get(self.person.country, "dmy")
        if style == "long":
            us = self.person.country == "US"
            return f"{LONG[on.month - 1]} {on.day}, {on.year}" if us else f"{on.day} {LONG[on.month - 1]} {on.year}"
        return {
            "mdy": f"{on.month:02}/{on.day:02}/{on.year}", "dmy": f"{on.day:02}/{on.month:02}/{on.year}",
            "iso": on.isoformat(), "dash": f"{on.day:02}-{MONTHS[on.month - 1]}-{on.year}",
            "dot": f"{on.day:02}.{on.month:02}.{on.year}", "short": f"{on.day} {MONTHS[on.month - 1]} {on.year % 100:02}",
        }[style]  # fmt: skip

    def result(self, analyte: str, factor: float = 1.0, label: str = "") -> Result:
        """A result of this person in this country's unit; ``factor`` changes it for another date."""
        unit, scale, places = UNITS[self.person.country].get(analyte, (CANONICAL[analyte], 1, 1))
        if analyte in {"mcv", "neutrophils_percent"}:
            places = 0
        text = f"{self.person.counts[analyte] * factor * scale:.{places}f}"
        low, high = RANGE[analyte]
        printed = tuple(f"{v * scale:.{places}f}" for v in (low, high))
        limits = (round(float(printed[0]) / scale, 5), round(float(printed[1]) / scale, 5))
        number = float(text)
        flag = "L" if number < float(printed[0]) else "H" if number > float(printed[1]) else ""
        name = label or self.rng.choice(NAMES[analyte])
        return Result(analyte, name, text, unit, printed[0], printed[1], flag, round(number / scale, 5), limits)

    def lab(
        self, r: Result, on: dt.date | None, page: int, flag: bool = True, reference: bool = True, may: bool = False,
        comparator: str | None = None,
    ) -> None:  # fmt: skip
        """The gold of one printed result; noise leaves none. ``flag``: whether the page marks it by letters or words."""
        if not r.analyte:
            return
        fields: dict[str, Any] = {
            "analyte": r.analyte, "comparator": comparator, "value": r.value, "unit": CANONICAL[r.analyte],
            "printed": r.text, "collected": on.isoformat() if on else None, "flag": r.flag or None if flag else None,
        }  # fmt: skip
        if reference:
            fields |= {"reference_low": r.limits[0], "reference_high": r.limits[1]}
        self.gold.add("labs", self.file, page, (r.label, r.text), fields, may)

    def percent(self, analyte: str, on: dt.date | None, page: int, value: float | None = None) -> None:
        """The gold of a percentage of marrow or blood."""
        v = self.person.counts[analyte] if value is None else value
        fields = {"analyte": analyte, "comparator": None, "value": v, "unit": "%", "collected": on and on.isoformat()}
        self.gold.add("labs", self.file, page, (f"{v:g}",), fields)

    def fact(self, kind: str, page: int, /, *words: str, may: bool = False, **fields: Any) -> None:
        """Any other fact."""
        self.gold.add(kind, self.file, page, words, fields, may)

    def no_fibrosis(self, page: int, printed: str, words: str = "Reticulin") -> None:
        """That ``printed`` tells of no fibrosis: said, and no fact that every reader has to list."""
        if words.lower() in printed.lower():
            fields = {"name": "reticulin_fibrosis", "status": "negative", "collected": self.on.isoformat()}
            self.fact("biomarkers", page, words, may=True, **fields)

    def treat(self, agent: str, kind: str, status: str, page: int, **more: Any) -> None:
        """A treatment; ``more`` are further fields, and ``may``."""
        self.fact("treatments", page, agent, agent=agent, kind=kind, status=status, **more)

    def finish(self, family: str) -> bytes:
        """The PDF; its entry goes to the gold."""
        data = self.sheet.bytes()
        dated = [self.on.isoformat(), *(d and d.isoformat() for d in self.also_dated)]
        self.gold.documents.append({
            "file": self.file, "kind": self.kind, "dated": dated[0], "pages": self.sheet.page, "mode": "digital",
            "status": "read", "any_dated": dated, "any_kind": [self.kind, *self.also_kind],
        })  # fmt: skip
        self.gold.families[self.stem] = family
        return data


def header(d: Doc, kind: str, lab: str, *extra: tuple[str, str]) -> None:
    """Who the sheet is about, in one of several forms; ``extra`` are further labelled entries (dates, numbers)."""
    p, s = d.person, d.sheet
    sex = {"F": "Female", "M": "Male"}[p.sex]
    entries: Sequence[tuple[str, str]] = (
        ("Patient", f"{p.last.upper()}, {p.first}"), ("Date of Birth", d.date(p.born)), ("Sex", sex),
        ("Patient ID", p.ids[0]), *extra,
    )  # fmt: skip
    if kind == "pairs":
        s.line(lab, True, s.pt + 4)
        for i in range(0, len(entries), 2):
            cells = [_cell(s, j, f"{k}: {v}") for j, (k, v) in enumerate(entries[i : i + 2])]
            s.row(*cells)
        s.rule()
    elif kind == "stack":
        s.line(lab, True, s.pt + 3, "r")
        for k, v in entries:
            s.row(*(_cell(s, 0, k), _cell(s, 0.36, v)))
    elif kind == "boxes":
        s.line(lab, True, s.pt + 3, "c")
        for i in range(0, len(entries), 3):
            part = entries[i : i + 3]
            s.rule()
            s.row(*(_cell(s, j * 0.66, k.upper()) for j, (k, _) in enumerate(part)))
            s.row(*(_cell(s, j * 0.66, v) for j, (_, v) in enumerate(part)))
        s.rule()
    elif kind == "line":
        s.line(lab, True, s.pt + 2)
        s.line(f"{p.name}   DOB {d.date(p.born)}   {sex[0]}   MRN {p.ids[0]}", pt=s.pt)
        s.line("   ".join(f"{k} {v}" for k, v in extra))
        s.rule()
    elif kind == "mono":
        s.mono([lab.upper(), "=" * 78, f"NAME: {p.last.upper()},{p.first.upper():<28} SEX: {p.sex}   DOB: {d.date(p.born)}",
                f"UNIT NO: {p.ids[0]}", *(f"{k.upper()}: {v}" for k, v in extra), "=" * 78])  # fmt: skip
    s.gap(8)


def _cell(s: Sheet, column: float, text: str) -> Cell:
    """A cell in the ``column``-th half of the measure."""
    return Cell(s.margin + column * s.inner / 2, text)
