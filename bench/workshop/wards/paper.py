"""Paper made of HTML, dates as six countries write them, results in any unit; nothing of one layout."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bench.workshop.dress import CANONICAL, MONTHS, Doc
from bench.workshop.finished import Finished, pdf_of
from bench.workshop.markup import row

BASE = (
    "body{margin:0;color:#111}table{border-collapse:collapse}td,th{text-align:left;vertical-align:top}p{margin:3pt 0}"
    "h1,h2,h3{break-after:avoid}tr{break-inside:avoid}"
)
UNIT = {
    **CANONICAL, "transferrin_saturation": "%", "folate": "ng/mL", "egfr": "mL/min/{1.73_m2}", "iron": "ug/dL",
    "aspartate_aminotransferase": "U/L", "reticulocytes": "10*9/L",
}  # fmt: skip
SCALES: dict[tuple[str, str], float] = {
    ("hemoglobin", "g/L"): 10, ("hemoglobin", "mmol/L"): 1 / 1.611, ("hematocrit", "L/L"): 0.01,
    ("creatinine", "umol/L"): 88.4, ("bilirubin_total", "umol/L"): 17.1, ("albumin", "g/L"): 10,
    ("vitamin_b12", "pmol/L"): 0.738, ("platelets", "lakhs/cumm"): 0.01,
}  # fmt: skip
"""How many of the unit make one of the canonical unit; the rest are equal or thousands."""
THOUSAND = {"cells/cumm", "/cumm", "cells/uL"}
FACTORS = (1.0, 0.93, 1.06, 1.09, 1.13, 0.9, 0.95)
"""By what the values of other days differ from those of the diagnosis, here and in the other modules."""
TODAY = 0.93
MORE = {"transferrin_saturation": 22, "folate": 5, "egfr": 52, "iron": 60, "aspartate_aminotransferase": 16}
Row = tuple[str, str, str, str, str, int]
"""Analyte, label, unit, lower limit, upper limit, decimals."""


@dataclass(frozen=True)
class Res:
    """One printed result and its value in the canonical unit."""

    analyte: str
    label: str
    text: str
    unit: str
    low: str
    high: str
    flag: str
    value: float
    scale: float

    @property
    def range(self) -> str:
        """The limits with a hyphen between them."""
        return f"{self.low} - {self.high}" if self.low and self.high else ""


def web(d: Doc, body: str, css: str, kind: str, *also: str) -> Finished:
    """Print ``body`` and make it the document's paper."""
    made = Finished(pdf_of(body, BASE + css))
    d.sheet, d.kind, d.also_kind = made, kind, also
    return made


def table(head: Sequence[str], rows: Sequence[Sequence[str]], cls: str = "t") -> str:
    """A table whose head is repeated on each page."""
    top = f"<thead>{row(head, 'th')}</thead>" if head else ""
    return f"<table class='{cls}'>{top}<tbody>{''.join(row(r) for r in rows)}</tbody></table>"


def dmy(on: dt.date, mark: str = "/") -> str:
    """13/01/2025."""
    return f"{on.day:02}{mark}{on.month:02}{mark}{on.year}"


def mdy(on: dt.date) -> str:
    """01/13/2025."""
    return f"{on.month:02}/{on.day:02}/{on.year}"


def short(on: dt.date, mark: str = " ") -> str:
    """13 Jan 2025."""
    return f"{on.day:02}{mark}{MONTHS[on.month - 1]}{mark}{on.year}"


def hyphen(on: dt.date) -> str:
    """13-Jan-2025."""
    return short(on, "-")


def res(d: Doc, line: Row, factor: float = 1.0) -> Res:
    """A result of this person in the unit of the line; what nobody counted is invented, the same on every page."""
    analyte, label, unit, low, high, places = line
    plain = unit.replace("µ", "u").replace("μ", "u")
    scale = 1000.0 if plain in THOUSAND else SCALES.get((analyte, plain), 1.0)
    known = d.person.counts
    start = MORE.get(analyte, 20) + sum(map(ord, d.person.ids[0] + analyte)) % 17
    text = f"{known.get(analyte, start) * factor * scale:.{places}f}"
    number = float(text)
    flag = "L" if low and number < float(low) else "H" if high and number > float(high) else ""
    return Res(analyte, label, text, unit, low, high, flag, round(number / scale, 5), scale)


def noise(label: str, text: str, unit: str, low: str = "", high: str = "", flag: str = "") -> Res:
    """A result that the contract has no name for."""
    return Res("", label, text, unit, low, high, flag, 0.0, 1.0)


def lab(d: Doc, r: Res, on: dt.date, page: int, flag: bool = True, ref: bool = True, may: bool = False) -> None:
    """The gold of one printed result; noise leaves none."""
    if not r.analyte:
        return
    fields: dict[str, Any] = {
        "analyte": r.analyte, "comparator": None, "value": r.value, "unit": UNIT[r.analyte], "printed": r.text,
        "collected": on.isoformat(), "flag": r.flag or None if flag else None,
    }  # fmt: skip
    if ref and r.low and r.high:
        fields |= {"reference_low": float(r.low) / r.scale, "reference_high": float(r.high) / r.scale}
    d.gold.add("labs", d.file, page, (r.label, r.text), fields, may)


def earlier(d: Doc, r: Res, on: dt.date, page: int) -> None:
    """A previous result beside the present one: it may be told with its own date, never with today's."""
    lab(d, r, on, page, flag=False, ref=False, may=True)
    if abs(r.value - d.person.counts.get(r.analyte, r.value)) > 0.02 * r.value:
        match = {"analyte": r.analyte, "value": r.value, "collected": d.on.isoformat()}
        d.gold.trap("labs", match, "previous result")


def bait(d: Doc, analyte: str, value: float, why: str) -> None:
    """A number near the analyte that is no value of it, unless it happens to be one."""
    own = d.person.counts[analyte]
    if all(abs(own * f - value) > 0.06 + 0.015 * value for f in FACTORS):
        d.gold.trap("labs", {"analyte": analyte, "value": value}, why)


def amount(d: Doc, analyte: str) -> float:
    """A percentage; ring sideroblasts that nobody wrote down are invented where the diagnosis rests on them."""
    value = d.person.counts[analyte]
    return 24.0 if analyte == "ring_sideroblasts" and value < 5 and d.person.who.startswith("MDS-RS") else value


def percents(d: Doc, page: int, *analytes: str) -> None:
    """The gold of percentages of marrow or blood on the day of the document."""
    for analyte in analytes:
        value = amount(d, analyte)
        fields = {"analyte": analyte, "comparator": None, "value": value, "unit": "%", "collected": d.on.isoformat()}
        none = value == 0 and analyte in {"ring_sideroblasts", "blasts_blood"}
        d.fact("labs", page, f"{value:g}", may=none, **fields)


def pc(d: Doc, analyte: str) -> str:
    """A percentage as printed."""
    return f"{amount(d, analyte):g}"


def asked(d: Doc, page: int, *diseases: str) -> None:
    """Diseases that the request asks for: they may be told as suspected or ruled out."""
    for disease in diseases:
        both = ["suspected", "ruled_out"]
        d.fact("diagnoses", page, disease, may=True, disease=disease, labels=[""], status="suspected", any_status=both)


def relatives(d: Doc, *diseases: str) -> None:
    """Diseases of the family or of another person."""
    for disease in diseases:
        d.gold.trap("diagnoses", {"disease": disease}, "a relative's")
