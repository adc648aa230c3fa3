"""What the newcomers' pages share: units of four countries, paper from HTML, the gold of rows and their neighbours."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from bench.workshop.dress import Doc, Result
from bench.workshop.finished import Finished, pdf_of
from bench.workshop.people import WHO

lab, other = Doc.lab, Result.noise

BASE = (
    "body{margin:0;color:#111}table{border-collapse:collapse}td,th{text-align:left;vertical-align:top}p{margin:4pt 0}"
)
Scale = tuple[str, float, int]
US: dict[str, Scale] = {
    "leukocytes": ("K/uL", 1, 1), "erythrocytes": ("M/uL", 1, 2), "hemoglobin": ("g/dL", 1, 1),
    "hematocrit": ("%", 1, 1), "mcv": ("fL", 1, 0), "platelets": ("K/uL", 1, 0), "neutrophils": ("K/uL", 1, 2),
    "lymphocytes": ("K/uL", 1, 2), "monocytes": ("K/uL", 1, 2), "neutrophils_percent": ("%", 1, 0),
    "reticulocytes_percent": ("%", 1, 1), "creatinine": ("mg/dL", 1, 1), "bilirubin_total": ("mg/dL", 1, 1),
    "albumin": ("g/dL", 1, 1), "alanine_aminotransferase": ("U/L", 1, 0), "lactate_dehydrogenase": ("U/L", 1, 0),
    "ferritin": ("ng/mL", 1, 0), "vitamin_b12": ("pg/mL", 1, 0), "erythropoietin": ("mIU/mL", 1, 0),
}  # fmt: skip
UK: dict[str, Scale] = {
    **US, "leukocytes": ("10*9/L", 1, 1), "erythrocytes": ("10*12/L", 1, 2), "hemoglobin": ("g/L", 10, 0),
    "hematocrit": ("L/L", 0.01, 3), "platelets": ("10*9/L", 1, 0), "neutrophils": ("10*9/L", 1, 2),
    "lymphocytes": ("10*9/L", 1, 2), "monocytes": ("10*9/L", 1, 2), "creatinine": ("umol/L", 88.4, 0),
    "bilirubin_total": ("umol/L", 17.1, 0), "albumin": ("g/L", 10, 0), "alanine_aminotransferase": ("IU/L", 1, 0),
    "lactate_dehydrogenase": ("IU/L", 1, 0), "ferritin": ("ug/L", 1, 0), "vitamin_b12": ("ng/L", 1, 0),
    "erythropoietin": ("IU/L", 1, 0),
}  # fmt: skip
DE: dict[str, Scale] = {
    **US, "leukocytes": ("G/l", 1, 1), "erythrocytes": ("T/l", 1, 2), "hemoglobin": ("g/dl", 1, 1),
    "mcv": ("fl", 1, 0), "platelets": ("G/l", 1, 0), "neutrophils": ("G/l", 1, 2), "lymphocytes": ("G/l", 1, 2),
    "monocytes": ("G/l", 1, 2), "creatinine": ("mg/dl", 1, 1), "bilirubin_total": ("mg/dl", 1, 1),
    "albumin": ("g/l", 10, 0), "alanine_aminotransferase": ("U/l", 1, 0), "lactate_dehydrogenase": ("U/l", 1, 0),
    "ferritin": ("ng/ml", 1, 0), "vitamin_b12": ("pg/ml", 1, 0), "erythropoietin": ("mU/ml", 1, 0),
}  # fmt: skip
IN: dict[str, Scale] = {
    **US, "leukocytes": ("cells/cumm", 1000, 0), "erythrocytes": ("million/cumm", 1, 2),
    "platelets": ("lakhs/cumm", 0.01, 2), "neutrophils": ("cells/cumm", 1000, 0),
    "lymphocytes": ("cells/cumm", 1000, 0), "monocytes": ("cells/cumm", 1000, 0), "hemoglobin": ("gm/dL", 1, 1),
}  # fmt: skip
RANGES: dict[str, tuple[float, float]] = {
    "leukocytes": (4.0, 10.5), "neutrophils": (1.8, 7.7), "lymphocytes": (1.0, 3.6), "monocytes": (0.2, 0.9),
    "platelets": (150, 410), "mcv": (81, 99), "neutrophils_percent": (40, 74), "reticulocytes_percent": (0.5, 2.1),
    "creatinine": (0.5, 1.3), "bilirubin_total": (0.2, 1.2), "albumin": (3.5, 5.2),
    "alanine_aminotransferase": (5, 49), "lactate_dehydrogenase": (125, 240), "vitamin_b12": (197, 880),
    "erythropoietin": (3, 19), "aspartate_aminotransferase": (8, 43),
}  # fmt: skip
BY_SEX: dict[str, dict[str, tuple[float, float]]] = {
    "F": {"hemoglobin": (11.8, 15.8), "hematocrit": (35.5, 46.0), "erythrocytes": (3.8, 5.2), "ferritin": (12, 160)},
    "M": {"hemoglobin": (13.1, 17.2), "hematocrit": (39.0, 50.5), "erythrocytes": (4.3, 5.7), "ferritin": (28, 360)},
}
TODAY = 0.94
"""What the counts of a visit are, as a share of those at diagnosis."""
DAYS = (1.0, TODAY, 0.86, 1.07, 1.09, 1.12, 1.16)
"""What the counts of any printed day are, as a share of those at diagnosis."""


def web(d: Doc, body: str, css: str, kind: str, *also: str) -> Finished:
    """Print ``body`` and make it the document's paper."""
    made = Finished(pdf_of(body, BASE + css))
    d.sheet, d.kind, d.also_kind = made, kind, also
    return made


def res(d: Doc, house: dict[str, Scale], analyte: str, label: str, factor: float = 1.0) -> Result:
    """A result of this person in a house's unit; ``factor`` makes another day's."""
    unit, scale, places = house[analyte]
    low, high = BY_SEX[d.person.sex].get(analyte) or RANGES[analyte]
    texts = tuple(f"{v * scale:.{places}f}" for v in (d.person.counts[analyte] * factor, low, high))
    number, least, most = map(float, texts)
    flag = "L" if number < least else "H" if number > most else ""
    limits = (round(least / scale, 5), round(most / scale, 5))
    return Result(analyte, label, texts[0], unit, texts[1], texts[2], flag, round(number / scale, 5), limits)


def several(d: Doc, house: dict[str, Scale], names: Iterable[tuple[str, str]], factor: float = 1.0) -> list[Result]:
    """Results of one draw, by analyte and label."""
    return [res(d, house, analyte, label, factor) for analyte, label in names]


def old_value(d: Doc, r: Result, on: dt.date, page: int, now: Result) -> None:
    """A previous result in a column of its own: with its own day or not at all."""
    lab(d, r, on, page, flag=False, reference=False, may=True)
    if abs(r.value - now.value) > 0.012 * abs(now.value):
        d.gold.trap("labs", {"analyte": r.analyte, "value": r.value, "collected": d.on.isoformat()}, "previous result")


def no_result(d: Doc, analyte: str, value: float, why: str) -> None:
    """A number that is nobody's result, unless it happens to be this person's."""
    own = d.person.counts.get(analyte, -1.0)
    if all(abs(own * factor - value) > 0.06 + 0.012 * value for factor in DAYS):
        d.gold.trap("labs", {"analyte": analyte, "value": value}, why)


def pct(d: Doc, analyte: str) -> str:
    """A percentage as printed."""
    return f"{d.person.counts[analyte]:g}"


def shares(d: Doc, page: int, *analytes: str) -> None:
    """The gold of percentages of the marrow or blood; no ring sideroblasts need not be told."""
    for analyte in analytes:
        value = d.person.counts[analyte]
        if value == 0 and analyte == "ring_sideroblasts" and d.person.who.startswith("MDS-RS"):
            continue  # the source has no figure, and none is printed
        fields = {"analyte": analyte, "comparator": None, "value": value, "unit": "%", "collected": d.on.isoformat()}
        none = value == 0 and analyte in {"ring_sideroblasts", "blasts_blood"}
        d.fact("labs", page, pct(d, analyte), may=none, **fields)


def disease(d: Doc, page: int, words: str, *more: str, **fields: Any) -> None:
    """The gold of the diagnosis, under the long, the short and any other name printed."""
    long, short = WHO[d.person.who]
    names = [long.replace("Myelodysplastic syndrome", "MDS"), long, short, d.person.who, *more]
    d.fact("diagnoses", page, words, disease="mds", labels=names, status="confirmed", **fields)


def maybe(d: Doc, page: int, *diseases: str, status: str = "ruled_out") -> None:
    """Diseases asked for or denied: they may be told as such, and no other way."""
    for name in diseases:
        both = ["suspected", "ruled_out"]
        d.fact("diagnoses", page, name, may=True, disease=name, labels=[""], status=status, any_status=both)
        if name != "mds":
            d.gold.trap("diagnoses", {"disease": name, "status": "confirmed"}, "not what the page finds")


def relative(d: Doc, *diseases: str) -> None:
    """Diseases of the family."""
    for name in diseases:
        d.gold.trap("diagnoses", {"disease": name, "status": "confirmed"}, "a relative's")


def reticulin(d: Doc, page: int, words: str, status: str) -> None:
    """A grade of fibres, which may be told."""
    d.fact("biomarkers", page, words, may=True, name="reticulin_fibrosis", status=status,
           any_status=["positive", "negative", "equivocal"], collected=d.on.isoformat())  # fmt: skip


def meds(d: Doc, page: int, *agents: str) -> None:
    """Medicines of other purposes: they may be told, in whatever status."""
    any_status = ["ongoing", "completed", "stopped", "planned", "considered"]
    for agent in agents:
        d.treat(agent, "other", "ongoing", page, may=True, any_status=any_status)


def generally(d: Doc, *agents: str) -> None:
    """Drugs of a text on treatment in general, or of another person."""
    for agent in agents:
        d.gold.trap("treatments", {"agent": agent, "status": "ongoing"}, "not given to this person")


def pairs(entries: Sequence[tuple[str, str]], across: int = 2) -> list[tuple[str, ...]]:
    """Labels and values laid side by side in rows."""
    rows: list[tuple[str, ...]] = []
    for i in range(0, len(entries), across):
        part = [text for entry in entries[i : i + across] for text in entry]
        rows.append((*part, *[""] * (2 * across - len(part))))
    return rows
