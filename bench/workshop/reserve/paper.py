"""What every maker of this set shares: paper from HTML or from a flow of blocks, results, and the gold of facts."""

import datetime as dt
import io
from collections.abc import Sequence
from typing import Any

from reportlab.lib.pagesizes import A4, LETTER
from reportlab.platypus import SimpleDocTemplate

from bench.workshop.dress import Doc, Result
from bench.workshop.finished import Finished, pdf_of

lab, noise = Doc.lab, Result.noise

MORE = {"aspartate_aminotransferase": "U/L", "alkaline_phosphatase": "U/L", "egfr": "mL/min/{1.73_m2}"}
LIMITS: dict[str, tuple[float, float]] = {
    "leukocytes": (4.0, 11.0), "neutrophils": (2.0, 7.5), "lymphocytes": (1.0, 4.0), "monocytes": (0.2, 1.0),
    "platelets": (150, 400), "mcv": (80, 100), "creatinine": (0.6, 1.2), "bilirubin_total": (0.2, 1.2),
    "alanine_aminotransferase": (5, 45), "aspartate_aminotransferase": (8, 40), "albumin": (3.5, 5.0),
    "alkaline_phosphatase": (40, 129), "lactate_dehydrogenase": (125, 240), "vitamin_b12": (197, 771),
    "erythropoietin": (4.0, 29.0), "neutrophils_percent": (40, 75), "reticulocytes_percent": (0.5, 2.5),
}  # fmt: skip
BY_SEX: dict[str, dict[str, tuple[float, float]]] = {
    "F": {"hemoglobin": (12.0, 15.5), "hematocrit": (36.0, 46.0), "erythrocytes": (3.9, 5.2), "ferritin": (15, 150)},
    "M": {"hemoglobin": (13.0, 17.0), "hematocrit": (40.0, 52.0), "erythrocytes": (4.3, 5.8), "ferritin": (30, 400)},
}
PLACES = {"hemoglobin": 1, "hematocrit": 1, "leukocytes": 1, "neutrophils": 2, "lymphocytes": 2, "monocytes": 2,
          "erythrocytes": 2, "creatinine": 1, "bilirubin_total": 1, "albumin": 1, "erythropoietin": 1,
          "reticulocytes_percent": 1}  # fmt: skip
SCALES: dict[tuple[str, str], tuple[float, int]] = {  # how many of the unit make one canonical unit; decimals
    ("hemoglobin", "g/L"): (10, 0), ("hematocrit", "L/L"): (0.01, 3), ("hematocrit", "l/l"): (0.01, 3),
    ("creatinine", "umol/L"): (88.4, 0), ("bilirubin_total", "umol/L"): (17.1, 0), ("albumin", "g/L"): (10, 0),
    ("albumin", "g/l"): (10, 0), ("leukocytes", "cells/cumm"): (1000, 0), ("neutrophils", "cells/cumm"): (1000, 0),
    ("lymphocytes", "cells/cumm"): (1000, 0), ("monocytes", "cells/cumm"): (1000, 0),
    ("platelets", "lakhs/cumm"): (0.01, 2),
}  # fmt: skip
TODAY = 0.94
"""Counts of the day of a visit are a little lower than those of the diagnosis."""
BASE = (
    "body{margin:0;color:#111}table{border-collapse:collapse}td,th{text-align:left;vertical-align:top}p{margin:3pt 0}"
)
NUMBERS = {"aspartate_aminotransferase": 18, "alkaline_phosphatase": 58}


def web(d: Doc, body: str, css: str, kind: str, *also: str) -> Finished:
    """Print ``body`` by the rules of ``css`` and make it the document's paper."""
    made = Finished(pdf_of(body, BASE + css))
    d.sheet, d.kind, d.also_kind = made, kind, also
    return made


def flow(d: Doc, blocks: Sequence[Any], kind: str, *also: str, foot: str = "", margin: float = 50) -> Finished:
    """Print a flow of blocks with a foot on each page and make it the document's paper."""
    out = io.BytesIO()

    def furniture(canvas: Any, template: Any) -> None:
        canvas.setFont("Helvetica", 7.5)
        canvas.drawString(margin, 26, foot)
        canvas.drawRightString(template.pagesize[0] - margin, 26, f"Page {canvas.getPageNumber()}")

    size = LETTER if d.person.country in {"US", "CA"} else A4
    template = SimpleDocTemplate(
        out, pagesize=size, leftMargin=margin, rightMargin=margin, topMargin=42, bottomMargin=48, invariant=1
    )
    template.build(list(blocks), onFirstPage=furniture, onLaterPages=furniture)
    made = Finished(out.getvalue())
    d.sheet, d.kind, d.also_kind = made, kind, also
    return made


def slashed(d: Doc, on: dt.date) -> str:
    """01/13/2025 in the United States, 13/01/2025 elsewhere: one packet has one order."""
    return d.date(on, "mdy" if d.person.country == "US" else "dmy")


def result(d: Doc, analyte: str, label: str, unit: str, factor: float = 1.0) -> Result:
    """A result of this person as printed in ``unit``."""
    scale, places = SCALES.get((analyte, unit), (1.0, PLACES.get(analyte, 0)))
    known = d.person.counts
    amount = known[analyte] if analyte in known else NUMBERS[analyte] + int(d.person.ids[0]) % 19
    low, high = BY_SEX[d.person.sex].get(analyte) or LIMITS[analyte]
    texts = [f"{v * scale:.{places}f}" for v in (amount * factor, low, high)]
    number, least, most = map(float, texts)
    flag = "L" if number < least else "H" if number > most else ""
    limits = (round(least / scale, 5), round(most / scale, 5))
    return Result(analyte, label, texts[0], unit, texts[1], texts[2], flag, round(number / scale, 5), limits)


def results(d: Doc, rows: Sequence[tuple[str, str, str]], factor: float = 1.0) -> list[Result]:
    """Several results at once."""
    return [result(d, *names, factor) for names in rows]


def labs(d: Doc, rows: Sequence[Result], on: dt.date, sheet: Finished, flag: bool = True,
         reference: bool = True) -> None:  # fmt: skip
    """The gold of rows, each on the page where its name and number stand."""
    for r in rows:
        if r.analyte:
            lab(d, r, on, sheet.find(r.label, r.text), flag, reference)


def before(d: Doc, r: Result, on: dt.date, page: int) -> None:
    """A previous result: it may be told with its own date, never with that of this report."""
    lab(d, r, on, page, flag=False, reference=False, may=True)
    if abs(r.value - d.person.counts.get(r.analyte, r.value)) > 0.006 * r.value:
        match = {"analyte": r.analyte, "value": r.value, "collected": d.on.isoformat()}
        d.gold.trap("labs", match, "previous result")


def threshold(d: Doc, *pairs: tuple[str, float]) -> None:
    """Limits and other numbers that are no results, unless they happen to be the result."""
    for analyte, value in pairs:
        known = d.person.counts.get(analyte, 0.0)
        if all(abs(o - value) > 0.06 + 0.01 * value for o in (known, known * TODAY)):
            d.gold.trap("labs", {"analyte": analyte, "value": value}, "no result")


def count(d: Doc, analyte: str) -> str:
    """A percentage as printed."""
    return f"{d.person.counts[analyte]:g}"


def percents(d: Doc, page: int, *analytes: str) -> None:
    """The gold of percentages of the marrow or the film."""
    for analyte in analytes:
        value = d.person.counts[analyte]
        fields = {"analyte": analyte, "comparator": None, "value": value, "unit": "%", "collected": d.on.isoformat()}
        d.fact("labs", page, count(d, analyte), may=analyte == "ring_sideroblasts" and value == 0, **fields)


def asked(d: Doc, page: int, *diseases: str) -> None:
    """Diseases that a request names: they may be told, in whatever status."""
    for disease in diseases:
        d.fact("diagnoses", page, disease, may=True, disease=disease, labels=[""], status="suspected",
               any_status=["suspected", "ruled_out", "confirmed", "historical"])  # fmt: skip


def relatives(d: Doc, *diseases: str) -> None:
    """Diseases of the family."""
    for disease in diseases:
        d.gold.trap("diagnoses", {"disease": disease, "status": "confirmed"}, "a relative's")


def by_the_way(d: Doc, page: int, *agents: str, kind: str = "other") -> None:
    """Medicines of other purposes: they may be told, in whatever status."""
    statuses = ["ongoing", "completed", "stopped", "planned", "considered"]
    for agent in agents:
        d.treat(agent, kind, "ongoing", page, may=True, any_status=statuses)


def never(d: Doc, page: int, *agents: str) -> None:
    """Medicines that were not given: they may be told as such and as nothing else."""
    for agent in agents:
        d.gold.trap("treatments", {"agent": agent, "status": "ongoing"}, "not given")
        d.gold.trap("treatments", {"agent": agent, "status": "completed"}, "not given")
        d.fact("not_given", page, agent, may=True, agent=agent)
        d.treat(agent, "other", "considered", page, may=True, any_status=["considered", "declined", "planned"])


def ills(d: Doc, page: int, *labels: str) -> None:
    """Complaints and findings by the way: they may be told."""
    for label in labels:
        d.fact("comorbidities", page, label, may=True, labels=[label])


def rings(d: Doc, unit: str = "%") -> str:
    """Ring sideroblasts as printed: nobody prints none where the diagnosis rests on them."""
    unknown = "RS" in d.person.who and not d.person.counts["ring_sideroblasts"]
    return "present, not enumerated" if unknown else f"{count(d, 'ring_sideroblasts')}{unit}"


def rings_gold(d: Doc, page: int) -> None:
    """The gold of what ``rings`` prints."""
    if rings(d)[0].isdigit():
        percents(d, page, "ring_sideroblasts")


def aged(d: Doc) -> str:
    """'a 74-year-old', 'an 81-year-old' on the day of the document."""
    years = d.person.age(d.on)
    return f"{'an' if years in {8, 11, 18} or 80 <= years < 90 else 'a'} {years}-year-old"


def dysplasia(d: Doc, words: str, none: str = "No significant dysplasia.") -> str:
    """What is said of granulocytes and megakaryocytes, which are not dysplastic where one lineage alone is."""
    return none if "SLD" in d.person.who else words
