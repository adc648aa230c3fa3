"""Helpers of this set: paper of HTML, results in a house's units, wordings by lot, and gold that says no more."""

import datetime as dt
import random
from collections.abc import Sequence
from typing import Any

from bench.workshop.dress import CANONICAL, UNITS, Doc, Result
from bench.workshop.finished import Finished, pdf_of
from bench.workshop.people import WHO

lab, noise = Doc.lab, Result.noise

BASE = (
    "body{margin:0;color:#111;line-height:1.3}table{border-collapse:collapse}td,th{text-align:left;vertical-align:top}"
    "p{margin:4pt 0}h1,h2,h3{margin:8pt 0 3pt}"
)
NORMAL: dict[str, tuple[float, float]] = {
    "leukocytes": (4.0, 10.5), "neutrophils": (1.8, 7.7), "lymphocytes": (1.0, 3.5), "monocytes": (0.2, 0.9),
    "platelets": (150, 410), "mcv": (81, 99), "neutrophils_percent": (40, 74), "reticulocytes_percent": (0.5, 2.2),
    "creatinine": (0.6, 1.3), "bilirubin_total": (0.2, 1.2), "alanine_aminotransferase": (8, 44), "albumin": (3.5, 5.0),
    "lactate_dehydrogenase": (125, 243), "vitamin_b12": (211, 911), "erythropoietin": (3.3, 16.6),
}  # fmt: skip
SEXED: dict[str, dict[str, tuple[float, float]]] = {
    "F": {"hemoglobin": (11.8, 15.4), "hematocrit": (35.0, 45.0), "erythrocytes": (3.8, 5.1), "ferritin": (15, 205)},
    "M": {"hemoglobin": (13.2, 16.8), "hematocrit": (39.0, 50.0), "erythrocytes": (4.3, 5.7), "ferritin": (30, 400)},
}
VISIT = 0.93
"""What the counts of the diagnosis have become on the day of the visit, in every paper of that day."""

FACTORS = (1.0, VISIT, 0.8, 0.82, 0.84, 0.86, 0.88, 0.9, 1.04, 1.08, 1.11, 1.16, 1.19, 1.28, 1.33)
"""What other days of any paper of this set have made of them: no trap is laid there."""


def size(d: Doc) -> str:
    """The country's paper."""
    return "letter" if d.person.country in {"US", "CA"} else "A4"


def web(d: Doc, body: str, css: str, kind: str, *also: str) -> Finished:
    """Print ``body`` and make it the document's paper."""
    made = Finished(pdf_of(body, BASE + css))
    d.sheet, d.kind, d.also_kind = made, kind, also
    return made


def pick(d: Doc, tag: str, *options: str) -> str:
    """One of several wordings, the same each time for this person and tag."""
    return options[random.Random(f"finale/{tag}/{d.person.ids}").randrange(len(options))]


def he(d: Doc) -> tuple[str, str]:
    """She and her, or he and his."""
    return ("She", "her") if d.person.sex == "F" else ("He", "his")


def title(d: Doc) -> str:
    """Mrs or Mr."""
    return "Mrs" if d.person.sex == "F" else "Mr"


def amount(d: Doc, analyte: str) -> float:
    """The person's count; ring sideroblasts where the source has none of a disease named by them are invented."""
    value = d.person.counts[analyte]
    if analyte == "ring_sideroblasts" and not value and "RS" in d.person.who:
        return float(18 + int(d.person.ids[0]) % 40)
    return value


def count(d: Doc, analyte: str) -> str:
    """A percentage as printed."""
    return f"{amount(d, analyte):g}"


def res(d: Doc, analyte: str, label: str, factor: float = 1.0, system: str = "") -> Result:
    """A result of this person in the units of ``system``, the person's country if not given."""
    unit, scale, places = UNITS[system or d.person.country].get(analyte, (CANONICAL[analyte], 1, 1))
    if analyte in {"mcv", "neutrophils_percent"}:
        places = 0
    low, high = SEXED[d.person.sex].get(analyte) or NORMAL[analyte]
    texts = [f"{v * scale:.{places}f}" for v in (d.person.counts[analyte] * factor, low, high)]
    number, least, most = map(float, texts)
    flag = "L" if number < least else "H" if number > most else ""
    limits = (round(least / scale, 5), round(most / scale, 5))
    return Result(analyte, label, texts[0], unit, texts[1], texts[2], flag, round(number / scale, 5), limits)


def before(d: Doc, r: Result, on: dt.date | None, page: int) -> None:
    """An earlier result told beside the present one: it may be told of its own day, never of today."""
    lab(d, r, on, page, flag=False, reference=False, may=True)
    own = [res(d, r.analyte, r.label, factor).value for factor in (1.0, VISIT)]
    if all(abs(r.value - v) > 0.006 * r.value for v in own):
        match = {"analyte": r.analyte, "value": r.value, "collected": d.on.isoformat()}
        d.gold.trap("labs", match, "an earlier result")


def percents(d: Doc, page: int, *analytes: str, on: dt.date | None = None) -> None:
    """The gold of percentages of marrow or blood; no ring sideroblasts at all may be left out."""
    for analyte in analytes:
        fields = {"analyte": analyte, "comparator": None, "value": amount(d, analyte), "unit": "%",
                  "collected": (on or d.on).isoformat()}  # fmt: skip
        none = analyte == "ring_sideroblasts" and amount(d, analyte) == 0
        d.fact("labs", page, count(d, analyte), may=none, **fields)


def bait(d: Doc, why: str, *pairs: tuple[str, float]) -> None:
    """Numbers printed that are no results, unless the person happens to have them."""
    for analyte, value in pairs:
        own = [amount(d, analyte) * f for f in FACTORS] if analyte in d.person.counts else []
        if all(abs(o - value) > 0.06 + 0.01 * abs(value) for o in own):
            d.gold.trap("labs", {"analyte": analyte, "value": value}, why)


def names(d: Doc) -> tuple[str, str]:
    """The diagnosis in full and in short."""
    return WHO[d.person.who]


def diagnosed(d: Doc, page: int, on: str | None = None, *more: str) -> None:
    """The gold of the diagnosis; ``on`` where the page gives its day, ``more`` are other names printed."""
    full, short = names(d)
    labels = [full.replace("Myelodysplastic syndrome", "MDS"), full, short, d.person.who, *more]
    fields: dict[str, Any] = {"date": on} if on else {}
    d.fact("diagnoses", page, short, disease="mds", labels=labels, status="confirmed", **fields)


def excluded(d: Doc, page: int, *diseases: str) -> None:
    """Diseases denied or asked for: never this patient's."""
    for disease in diseases:
        both = ["suspected", "ruled_out"]
        d.fact("diagnoses", page, disease, may=True, disease=disease, labels=[""], status="ruled_out", any_status=both)
        d.gold.trap("diagnoses", {"disease": disease, "status": "confirmed"}, "denied or asked for")


def asked(d: Doc, page: int) -> None:
    """The disease that a request asks for: it may be told, as suspected."""
    d.fact("diagnoses", page, "MDS", may=True, disease="mds", labels=[""], status="suspected",
           any_status=["suspected", "confirmed"])  # fmt: skip


def relatives(d: Doc, *diseases: str) -> None:
    """Diseases of the family."""
    for disease in diseases:
        d.gold.trap("diagnoses", {"disease": disease}, "a relative's")


def years(d: Doc, on: dt.date) -> str:
    """71-year-old woman."""
    return f"{d.person.age(on)}-year-old {'woman' if d.person.sex == 'F' else 'man'}"


def aged(d: Doc, on: dt.date) -> str:
    """A 71-year-old woman, an 82-year-old man."""
    old = d.person.age(on)
    return f"{'an' if old in {8, 11, 18} or 80 <= old < 90 else 'a'} {years(d, on)}"


def listed(items: Sequence[str], last: str = "and") -> str:
    """One, two and three."""
    return f"{', '.join(items[:-1])} {last} {items[-1]}" if len(items) > 1 else "".join(items)
