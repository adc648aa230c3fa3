"""Paper of templates: HTML and its page, results in any house's unit, words chosen by the person."""

import datetime as dt
import random

from bench.workshop.dress import MONTHS, Doc, Result
from bench.workshop.finished import Finished, pdf_of
from bench.workshop.people import WHO

keep, noise = Doc.lab, Result.noise

BASE = (
    "body{margin:0;color:#1a1a1a}table{border-collapse:collapse}"
    "td,th{text-align:left;vertical-align:top}p{margin:3pt 0}"
)
RANGES: dict[str, tuple[float, float]] = {
    "leukocytes": (4.0, 10.5), "neutrophils": (1.8, 7.7), "lymphocytes": (1.0, 4.0), "monocytes": (0.2, 0.9),
    "platelets": (150, 410), "mcv": (82, 99), "reticulocytes_percent": (0.5, 2.2), "creatinine": (0.6, 1.2),
    "bilirubin_total": (0.2, 1.2), "alanine_aminotransferase": (5, 45), "albumin": (3.5, 5.0),
    "lactate_dehydrogenase": (125, 245), "vitamin_b12": (190, 880), "erythropoietin": (4.3, 29.0),
    "neutrophils_percent": (40, 74), "ferritin": (20, 300), "blasts_blood": (0, 0),
}  # fmt: skip
BY_SEX: dict[str, dict[str, tuple[float, float]]] = {
    "F": {"hemoglobin": (11.8, 15.8), "hematocrit": (35.0, 46.0), "erythrocytes": (3.8, 5.2)},
    "M": {"hemoglobin": (13.2, 17.0), "hematocrit": (40.0, 51.0), "erythrocytes": (4.4, 5.8)},
}
PLACES = {
    "hemoglobin": 1, "hematocrit": 1, "leukocytes": 1, "neutrophils": 2, "lymphocytes": 2, "monocytes": 2,
    "erythrocytes": 2, "creatinine": 1, "bilirubin_total": 1, "albumin": 1, "erythropoietin": 1,
    "reticulocytes_percent": 1,
}  # fmt: skip
USED = (1.0, 0.93, 0.89, 0.86, 1.06, 1.13, 1.15, 1.21)
"""What counts of other days on the pages of this package are, as shares of those of the day of diagnosis."""
SCALES: dict[str, tuple[float, int]] = {  # how many make one of the canonical unit; decimals
    "g/L": (10, 0), "L/L": (0.01, 3), "/uL": (1000, 0), "/cumm": (1000, 0), "cells/uL": (1000, 0),
    "lakh/cumm": (0.01, 2), "/mm3": (1000, 0),
}  # fmt: skip
MOLAR = {"creatinine": 88.4, "bilirubin_total": 17.1}


def made(d: Doc, body: str, css: str, kind: str, *also: str) -> Finished:
    """Print ``body`` and make it the document's paper."""
    paper = Finished(pdf_of(body, BASE + css))
    d.sheet, d.kind, d.also_kind = paper, kind, also
    return paper


def say(d: Doc, *options: str) -> str:
    """One of several wordings, always the same for this person on this layout."""
    return random.Random(f"{d.person.ids}/{d.stem}/{options[0]}").choice(options)


def us_day(on: dt.date) -> str:
    """Jan 13, 2025."""
    return f"{MONTHS[on.month - 1]} {on.day}, {on.year}"


def dotted(on: dt.date) -> str:
    """13.01.2025."""
    return f"{on.day:02}.{on.month:02}.{on.year}"


def capital(text: str) -> str:
    """With its first letter large and the rest as it was."""
    return text[:1].upper() + text[1:]


def value(d: Doc, analyte: str, label: str, unit: str, factor: float = 1.0) -> Result:
    """A result of this person in ``unit``; ``factor`` changes it for another day."""
    scale, places = SCALES.get(unit, (1.0, PLACES.get(analyte, 0)))
    if unit in {"umol/L", "µmol/L"}:
        scale, places = MOLAR[analyte], 0
    low, high = BY_SEX[d.person.sex].get(analyte) or RANGES[analyte]
    amount = d.person.counts[analyte] * factor * scale
    texts = (f"{amount:.{places}f}", f"{low * scale:.{places}f}", f"{high * scale:.{places}f}")
    number, least, most = map(float, texts)
    flag = "L" if number < least else "H" if number > most else ""
    limits = (round(least / scale, 5), round(most / scale, 5))
    return Result(analyte, label, texts[0], unit, texts[1], texts[2], flag, round(number / scale, 5), limits)


def before(d: Doc, r: Result, on: dt.date, page: int) -> None:
    """A previous result: it may be told with its own day, never with today's."""
    keep(d, r, on, page, flag=False, reference=False, may=True)
    if abs(r.value - d.person.counts[r.analyte]) > 0.006 * r.value:
        match = {"analyte": r.analyte, "value": r.value, "collected": d.on.isoformat()}
        d.gold.trap("labs", match, "previous result")


def limit(d: Doc, analyte: str, amount: float, factor: float = 1.0, why: str = "threshold") -> None:
    """A number beside the analyte that is not its value, unless it happens to be."""
    own = [d.person.counts[analyte] * f for f in (factor, *USED)]
    if all(abs(o - amount) > 0.06 + 0.01 * amount for o in own):
        d.gold.trap("labs", {"analyte": analyte, "value": amount}, why)


def count(d: Doc, analyte: str) -> str:
    """A percentage of marrow or blood as printed."""
    return f"{d.person.counts[analyte]:g}"


def percents(d: Doc, page: int, *analytes: str) -> None:
    """The gold of percentages of marrow or blood of the day of the sample."""
    for analyte in analytes:
        amount = d.person.counts[analyte]
        if analyte == "ring_sideroblasts" and not amount and d.person.who.startswith("MDS-RS"):
            continue  # seen, not counted
        fields = {"analyte": analyte, "comparator": None, "value": amount, "unit": "%", "collected": d.on.isoformat()}
        d.fact("labs", page, count(d, analyte), may=analyte == "ring_sideroblasts" and amount == 0, **fields)


def illness(d: Doc, page: int, words: str, on: str | None = None) -> None:
    """The gold of the diagnosis, with its day where the page gives one."""
    full, short = WHO[d.person.who]
    labels = [full.replace("Myelodysplastic syndrome", "MDS"), full, short, d.person.who]
    d.fact("diagnoses", page, words, disease="mds", labels=labels, status="confirmed", date=on)


def asked(d: Doc, page: int, *diseases: str) -> None:
    """Diseases that the request asks for, or that the page denies."""
    for disease in diseases:
        both = ["suspected", "ruled_out"]
        d.fact("diagnoses", page, disease, may=True, disease=disease, labels=[""], status="suspected", any_status=both)
        if disease != "mds":
            d.gold.trap("diagnoses", {"disease": disease, "status": "confirmed"}, "asked for or denied")


def relatives(d: Doc, *diseases: str) -> None:
    """Diseases of the family."""
    for disease in diseases:
        d.gold.trap("diagnoses", {"disease": disease}, "a relative's")
