"""Paper made of HTML, dates in words, and results in the unit that a laboratory prints; nothing of one layout."""

from bench.workshop.dress import Doc, Result
from bench.workshop.finished import Finished, pdf_of

lab, noise = Doc.lab, Result.noise

BASE = (
    "body{margin:0;color:#111}table{border-collapse:collapse}td,th{text-align:left;vertical-align:top}"
    "p{margin:4pt 0}thead{display:table-header-group}tr{page-break-inside:avoid}"
)
SCALE = {
    ("hemoglobin", "g/L"): 10.0, ("albumin", "g/L"): 10.0, ("hematocrit", "L/L"): 0.01, ("creatinine", "µmol/L"): 88.4,
    ("bilirubin_total", "µmol/L"): 17.1, ("leukocytes", "cells/cumm"): 1000.0, ("neutrophils", "cells/cumm"): 1000.0,
    ("lymphocytes", "cells/cumm"): 1000.0, ("monocytes", "cells/cumm"): 1000.0, ("platelets", "lakhs/cumm"): 0.01,
    ("vitamin_b12", "pmol/L"): 0.738,
}  # fmt: skip
"""How many of the printed unit make one of the canonical unit, where that is not one."""
EXACT = {
    "hemoglobin": 1, "hematocrit": 1, "leukocytes": 1, "neutrophils": 2, "lymphocytes": 2, "monocytes": 2,
    "erythrocytes": 2, "creatinine": 1, "bilirubin_total": 1, "albumin": 1, "reticulocytes_percent": 1,
    "blasts_blood": 1, "folate": 1,
}  # fmt: skip
"""Decimals in the canonical unit: the same on every page, so that pages of one day agree."""
PLACES = {
    "g/L": 0, "L/L": 3, "µmol/L": 0, "cells/cumm": 0, "lakhs/cumm": 2, "pmol/L": 0,
}  # fmt: skip
BOTH: dict[str, tuple[float, float]] = {
    "leukocytes": (4.0, 11.0), "neutrophils": (2.0, 7.5), "lymphocytes": (1.0, 4.0), "monocytes": (0.2, 1.0),
    "platelets": (150, 410), "mcv": (83, 101), "neutrophils_percent": (40, 75), "reticulocytes_percent": (0.5, 2.5),
    "bilirubin_total": (0.2, 1.2), "alanine_aminotransferase": (5, 42), "aspartate_aminotransferase": (8, 38),
    "alkaline_phosphatase": (40, 129), "albumin": (3.5, 5.0), "lactate_dehydrogenase": (125, 243),
    "vitamin_b12": (197, 866), "erythropoietin": (4, 26), "transferrin_saturation": (20, 50), "blasts_blood": (0, 0),
}  # fmt: skip
SEXED: dict[str, dict[str, tuple[float, float]]] = {
    "F": {"hemoglobin": (12.0, 15.5), "hematocrit": (36.0, 46.0), "erythrocytes": (3.8, 4.8), "ferritin": (13, 150),
          "creatinine": (0.5, 1.0)},
    "M": {"hemoglobin": (13.0, 17.0), "hematocrit": (40.0, 50.0), "erythrocytes": (4.5, 5.5), "ferritin": (30, 400),
          "creatinine": (0.7, 1.2)},
}  # fmt: skip
LIVER = {"aspartate_aminotransferase": 17, "alkaline_phosphatase": 55, "transferrin_saturation": 24}
TODAY = 0.93
"""What the counts of the day of a visit are to those of the diagnosis."""
FACTORS = (1.0, TODAY, 0.82, 1.05, 1.11, 1.13, 1.18)
"""All that counts of other days are to those of the diagnosis, in any family."""


def web(d: Doc, body: str, css: str, kind: str, *also: str) -> Finished:
    """Print ``body`` and make it the document's paper."""
    made = Finished(pdf_of(body, BASE + css), "a4")
    d.sheet, d.kind, d.also_kind = made, kind, also
    return made


def he(d: Doc) -> str:
    """She or he."""
    return {"F": "she", "M": "he"}[d.person.sex]


def his(d: Doc) -> str:
    """Her or his."""
    return {"F": "her", "M": "his"}[d.person.sex]


def amount(d: Doc, analyte: str, factor: float = 1.0) -> float:
    """The person's count in the canonical unit, rounded as all pages print it; invented where the person has none."""
    known = d.person.counts
    if analyte in known:
        return round(known[analyte] * factor, EXACT.get(analyte, 0))
    return float(LIVER[analyte] + sum(map(ord, d.person.ids[0] + analyte)) % 23)


def res(d: Doc, analyte: str, label: str, unit: str, factor: float = 1.0) -> Result:
    """A result of this person in the printed ``unit``, with the range of its sex."""
    scale = SCALE.get((analyte, unit), 1.0)
    digits = PLACES[unit] if scale != 1.0 else EXACT.get(analyte, 0)
    low, high = SEXED[d.person.sex].get(analyte) or BOTH[analyte]
    texts = [f"{v * scale:.{digits}f}" for v in (amount(d, analyte, factor), low, high)]
    number, least, most = map(float, texts)
    flag = "L" if number < least else "H" if number > most else ""
    limits = (round(least / scale, 5), round(most / scale, 5))
    return Result(analyte, label, texts[0], unit, texts[1], texts[2], flag, round(number / scale, 5), limits)


def bait(d: Doc, analyte: str, *values: float, why: str = "threshold") -> None:
    """Numbers that are no result, unless they happen to be one."""
    own = [amount(d, analyte, f) for f in FACTORS]
    for value in values:
        if all(abs(o - value) > 0.02 * max(o, value) + 0.06 for o in own):
            d.gold.trap("labs", {"analyte": analyte, "value": value}, why)


def symptom(d: Doc, page: int, *labels: str) -> None:
    """A complaint or a finding that is hardly an illness: it may be told as one."""
    for label in labels:
        d.fact("comorbidities", page, label, may=True, labels=[label])


def perhaps(d: Doc, page: int, disease: str, *statuses: str) -> None:
    """A disease that the request or the text names: it may be told with one of these statuses."""
    d.fact("diagnoses", page, disease, may=True, disease=disease, labels=[""], status=statuses[0],
           any_status=list(statuses))  # fmt: skip
