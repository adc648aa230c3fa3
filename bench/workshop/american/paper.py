"""Paper made of HTML, American dates, and results in the units of American laboratories; nothing of one layout."""

import datetime as dt
from collections.abc import Sequence

from bench.workshop.dress import LONG, MONTHS, Doc, Result
from bench.workshop.finished import Finished, pdf_of
from bench.workshop.markup import esc, row

lab, noise = Doc.lab, Result.noise

BASE = (
    "body{margin:0;color:#111}table{border-collapse:collapse}td,th{text-align:left;vertical-align:top}p{margin:3pt 0}"
)
MORE = {
    "aspartate_aminotransferase": "U/L", "alkaline_phosphatase": "U/L", "transferrin_saturation": "%",
    "iron": "ug/dL", "folate": "ng/mL", "egfr": "mL/min/{1.73_m2}", "copper": "ug/dL", "reticulocytes": "10*9/L",
}  # fmt: skip
RANGES: dict[str, tuple[float, float]] = {
    "leukocytes": (3.8, 10.8), "neutrophils": (1.5, 7.8), "lymphocytes": (0.85, 3.9), "monocytes": (0.2, 0.95),
    "platelets": (140, 400), "mcv": (80, 100), "reticulocytes_percent": (0.5, 2.0), "creatinine": (0.6, 1.3),
    "bilirubin_total": (0.2, 1.2), "alanine_aminotransferase": (6, 46), "aspartate_aminotransferase": (10, 40),
    "albumin": (3.6, 5.1), "lactate_dehydrogenase": (120, 250), "vitamin_b12": (200, 1100),
    "erythropoietin": (2.6, 18.5), "neutrophils_percent": (38, 80), "alkaline_phosphatase": (35, 144),
    "transferrin_saturation": (20, 48), "iron": (45, 180), "copper": (70, 175), "reticulocytes": (20, 80),
    "blasts_blood": (0, 0),
}  # fmt: skip
BY_SEX: dict[str, dict[str, tuple[float, float]]] = {
    "F": {"hemoglobin": (11.7, 15.5), "hematocrit": (35.0, 45.0), "erythrocytes": (3.8, 5.1), "ferritin": (16, 288)},
    "M": {"hemoglobin": (13.2, 17.1), "hematocrit": (38.5, 50.0), "erythrocytes": (4.2, 5.8), "ferritin": (24, 380)},
}
PLACES = {
    "hemoglobin": 1, "hematocrit": 1, "leukocytes": 1, "neutrophils": 2, "lymphocytes": 2, "monocytes": 2,
    "erythrocytes": 2, "creatinine": 1, "bilirubin_total": 1, "albumin": 1, "erythropoietin": 1, "folate": 1,
    "reticulocytes_percent": 1, "blasts_blood": 1,
}  # fmt: skip
THOUSANDS = {"cells/uL", "/uL", "cells/mcL", "/cmm", "/mm3"}
LIVER = {"aspartate_aminotransferase": 17, "alkaline_phosphatase": 55, "iron": 60, "copper": 80}


class Web(Finished):
    """A document printed from HTML by the rules of ``css``."""

    def __init__(self, body: str, css: str) -> None:
        super().__init__(pdf_of(body, BASE + css))


def web(d: Doc, body: str, css: str, kind: str, *also: str) -> Web:
    """Print ``body`` and make it the document's paper."""
    made = Web(body, css)
    d.sheet, d.kind, d.also_kind = made, kind, also
    return made


def table(head: Sequence[str], rows: Sequence[Sequence[str]], cls: str = "t") -> str:
    """A table whose head is repeated on each page."""
    top = f"<thead>{row(head, 'th')}</thead>" if head else ""
    return f"<table class='{cls}'>{top}<tbody>{''.join(row(r) for r in rows)}</tbody></table>"


def p(text: str, cls: str = "") -> str:
    """A paragraph."""
    return f"<p class='{cls}'>{esc(text)}</p>"


def mdy(on: dt.date) -> str:
    """01/13/2025."""
    return f"{on.month:02}/{on.day:02}/{on.year}"


def slim(on: dt.date) -> str:
    """1/13/25."""
    return f"{on.month}/{on.day}/{on.year % 100:02}"


def mon(on: dt.date) -> str:
    """Jan 13, 2025."""
    return f"{MONTHS[on.month - 1]} {on.day}, {on.year}"


def long(on: dt.date) -> str:
    """January 13, 2025."""
    return f"{LONG[on.month - 1]} {on.day}, {on.year}"


def vista(on: dt.date, time: str = "") -> str:
    """JAN 13,2025@07:42."""
    return f"{MONTHS[on.month - 1].upper()} {on.day:02},{on.year}" + (f"@{time}" if time else "")


def invented(d: Doc, analyte: str) -> float:
    """A value for what the person has no count of, the same on every page."""
    start = sum(map(ord, d.person.ids[0] + analyte))
    return float(LIVER.get(analyte, 20) + start % 23)


def us(d: Doc, analyte: str, label: str, unit: str = "", factor: float = 1.0, places: int = -1) -> Result:
    """A result of this person in ``unit``; a thousand cells by the microliter have many names."""
    scale = 1000 if unit in THOUSANDS else 1
    digits = places if places >= 0 else 0 if scale == 1000 else PLACES.get(analyte, 0)
    known = d.person.counts
    amount = (known[analyte] if analyte in known else invented(d, analyte)) * factor * scale
    low, high = BY_SEX[d.person.sex].get(analyte) or RANGES[analyte]
    texts = (f"{amount:.{digits}f}", f"{low * scale:.{digits}f}", f"{high * scale:.{digits}f}")
    number, least, most = map(float, texts)
    flag = "L" if number < least else "H" if number > most else ""
    limits = (round(least / scale, 5), round(most / scale, 5))
    return Result(analyte, label, texts[0], unit, texts[1], texts[2], flag, round(number / scale, 5), limits)


def earlier(d: Doc, r: Result, on: dt.date, page: int) -> None:
    """A previous result beside the present one: it may be told with its own date, never with today's."""
    lab(d, r, on, page, flag=False, reference=False, may=True)
    if abs(r.value - d.person.counts.get(r.analyte, r.value)) > 0.006 * r.value:
        match = {"analyte": r.analyte, "value": r.value, "collected": d.on.isoformat()}
        d.gold.trap("labs", match, "previous result")


def asked(d: Doc, page: int, *diseases: str) -> None:
    """Diseases that the request asks for: they may be told as suspected or ruled out."""
    for disease in diseases:
        both = ["suspected", "ruled_out"]
        d.fact("diagnoses", page, disease, may=True, disease=disease, labels=[""], status="suspected", any_status=both)
