# ruff: noqa: E501 (units and ranges are data: a line is as long as its row)
"""What the families share: the country's dates, units and spelling, paper made of HTML, and gold of one result."""

import datetime as dt
from collections.abc import Sequence

from bench.workshop.dress import CANONICAL as _CANONICAL
from bench.workshop.dress import LONG, MONTHS, Doc, Result
from bench.workshop.finished import Finished, pdf_of
from bench.workshop.markup import row

lab, noise = Doc.lab, Result.noise

LANDS = {"US": "US", "CA": "CA", "GB": "GB", "IE": "IE", "AU": "GB", "IN": "IE", "DE": "CA"}
"""Every case is of one of four countries."""
CANONICAL = {**_CANONICAL, "aspartate_aminotransferase": "U/L", "alkaline_phosphatase": "U/L", "transferrin_saturation": "%",
             "iron": "ug/dL", "folate": "ng/mL", "egfr": "mL/min/{1.73_m2}"}  # fmt: skip
CELLS = {"leukocytes", "neutrophils", "lymphocytes", "monocytes", "platelets"}
RANGES: dict[str, tuple[float, float]] = {
    "leukocytes": (4.0, 10.5), "neutrophils": (1.6, 7.2), "lymphocytes": (0.9, 3.8), "monocytes": (0.2, 0.9), "platelets": (145, 425),
    "mcv": (81, 98), "creatinine": (0.6, 1.2), "bilirubin_total": (0.1, 1.1), "alanine_aminotransferase": (8, 52),
    "aspartate_aminotransferase": (12, 38), "alkaline_phosphatase": (40, 130), "albumin": (3.4, 5.0), "lactate_dehydrogenase": (125, 245),
    "vitamin_b12": (190, 880), "erythropoietin": (4.0, 26.0), "neutrophils_percent": (42, 76), "reticulocytes_percent": (0.5, 2.2),
}  # fmt: skip
BY_SEX: dict[str, dict[str, tuple[float, float]]] = {
    "F": {"hemoglobin": (11.8, 15.8), "hematocrit": (35.5, 46.5), "erythrocytes": (3.85, 5.2), "ferritin": (15, 260)},
    "M": {"hemoglobin": (13.3, 17.4), "hematocrit": (39.5, 51.5), "erythrocytes": (4.3, 5.8), "ferritin": (28, 370)},
}
PLACES = {"hemoglobin": 1, "hematocrit": 1, "leukocytes": 1, "neutrophils": 2, "lymphocytes": 2, "monocytes": 2, "erythrocytes": 2,
          "creatinine": 1, "bilirubin_total": 1, "albumin": 1, "erythropoietin": 1, "reticulocytes_percent": 1}  # fmt: skip
SI: dict[str, tuple[str, float, int]] = {
    "hemoglobin": ("g/L", 10, 0), "hematocrit": ("L/L", 0.01, 3), "creatinine": ("umol/L", 88.4, 0), "bilirubin_total": ("umol/L", 17.1, 0),
    "albumin": ("g/L", 10, 0), "ferritin": ("ug/L", 1, 0), "vitamin_b12": ("ng/L", 1, 0), "lactate_dehydrogenase": ("U/L", 1, 0),
    "alanine_aminotransferase": ("U/L", 1, 0), "erythropoietin": ("IU/L", 1, 1), "erythrocytes": ("x10^12/L", 1, 2), "mcv": ("fL", 1, 0),
    "aspartate_aminotransferase": ("U/L", 1, 0), "alkaline_phosphatase": ("U/L", 1, 0), "neutrophils_percent": ("%", 1, 0),
    "reticulocytes_percent": ("%", 1, 1),
}  # fmt: skip
US_UNITS = {"hemoglobin": "g/dL", "hematocrit": "%", "creatinine": "mg/dL", "bilirubin_total": "mg/dL", "albumin": "g/dL", "ferritin": "ng/mL",
            "vitamin_b12": "pg/mL", "lactate_dehydrogenase": "U/L", "alanine_aminotransferase": "U/L", "erythropoietin": "mIU/mL",
            "erythrocytes": "M/uL", "mcv": "fL", "aspartate_aminotransferase": "U/L", "alkaline_phosphatase": "U/L", "neutrophils_percent": "%",
            "reticulocytes_percent": "%"}  # fmt: skip
TODAY = 0.93
"""Counts of a visit after the diagnosis, as a share of those at diagnosis; the same on every page of a case."""
FACTORS = (1.0, TODAY, 1.09, 1.12, 1.13, 1.15, 1.18)
"""Those of all the days that a page of this set shows."""
BASE = (
    "body{margin:0;color:#000}table{border-collapse:collapse}td,th{text-align:left;vertical-align:top}p{margin:3pt 0}"
)


def land(d: Doc) -> str:
    """The country of the case: US, CA, GB or IE."""
    return LANDS[d.person.country]


def named(d: Doc, us: str, ca: str, gb: str, ie: str) -> str:
    """What this country has in this place."""
    return {"US": us, "CA": ca, "GB": gb, "IE": ie}[land(d)]


def ae(d: Doc, american: str, british: str) -> str:
    """A word as it is spelt here; Canada spells its blood as the Americans do."""
    return american if land(d) in {"US", "CA"} else british


def haem(d: Doc) -> str:
    """The first letters of everything about blood."""
    return ae(d, "hem", "haem")


def num(d: Doc, on: dt.date) -> str:
    """03/14/2025, 2025-03-14 or 14/03/2025."""
    return {"US": f"{on.month:02}/{on.day:02}/{on.year}", "CA": on.isoformat()}.get(
        land(d), f"{on.day:02}/{on.month:02}/{on.year}"
    )


def short(d: Doc, on: dt.date) -> str:
    """Mar 14, 2025, or 14-Mar-2025."""
    name = MONTHS[on.month - 1]
    return f"{name} {on.day}, {on.year}" if land(d) == "US" else f"{on.day:02}-{name}-{on.year}"


def long(d: Doc, on: dt.date) -> str:
    """March 14, 2025, or 14 March 2025."""
    name = LONG[on.month - 1]
    return f"{name} {on.day}, {on.year}" if land(d) in {"US", "CA"} else f"{on.day} {name} {on.year}"


def measure(
    d: Doc, analyte: str, label: str, factor: float = 1.0, cells: tuple[str, str] = ("K/uL", "x10^9/L")
) -> Result:
    """A result in this country's unit; ``cells`` is how a house writes thousands of cells, in the US and elsewhere."""
    low, high = BY_SEX[d.person.sex].get(analyte) or RANGES[analyte]
    factor = 1.0 if analyte in {"mcv", "neutrophils_percent"} else factor
    unit, scale, places = US_UNITS.get(analyte, ""), 1.0, PLACES.get(analyte, 0)
    if analyte in CELLS:
        unit = cells[land(d) != "US"]
    elif land(d) != "US" and not (land(d) == "IE" and analyte == "hemoglobin"):
        unit, scale, places = SI[analyte]
    if unit in {"cells/uL", "/mm3"}:
        scale, places = 1000.0, 0
    texts = [f"{v * scale:.{places}f}" for v in (d.person.counts[analyte] * factor, low, high)]
    number, least, most = map(float, texts)
    flag = "L" if number < least else "H" if number > most else ""
    limits = (round(least / scale, 5), round(most / scale, 5))
    return Result(analyte, label, texts[0], unit, texts[1], texts[2], flag, round(number / scale, 5), limits)


def before(d: Doc, r: Result, on: dt.date, page: int) -> None:
    """A previous result: it may be told with its own day, never with this one's."""
    lab(d, r, on, page, flag=False, reference=False, may=True)
    if abs(r.value - d.person.counts.get(r.analyte, r.value)) > 0.006 * max(r.value, 0.01):
        d.gold.trap("labs", {"analyte": r.analyte, "value": r.value, "collected": d.on.isoformat()}, "previous result")


def percent(d: Doc, page: int, *analytes: str) -> None:
    """Percentages of the marrow as the person has them; that there are no ring sideroblasts need not be told."""
    for analyte in analytes:
        value = d.person.counts[analyte]
        fields = {"analyte": analyte, "comparator": None, "value": value, "unit": "%", "collected": d.on.isoformat()}
        d.fact("labs", page, f"{value:g}", may=analyte == "ring_sideroblasts" and value == 0, **fields)


def never(d: Doc, analyte: str, value: float, why: str) -> None:
    """A number near the analyte that is not its value."""
    own = [d.person.counts[analyte] * factor for factor in FACTORS]
    if all(abs(o - value) > 0.06 + 0.01 * value for o in own):
        d.gold.trap("labs", {"analyte": analyte, "value": value}, why)


def asked(d: Doc, page: int, *diseases: str) -> None:
    """Diseases that a request asks for or gives: they may be told, as sure as the page is."""
    for disease in diseases:
        every = ["suspected", "ruled_out", "confirmed"] if disease == "mds" else ["suspected", "ruled_out"]
        d.fact("diagnoses", page, disease, may=True, disease=disease, labels=[""], status="suspected", any_status=every)


def table(head: Sequence[str], rows: Sequence[Sequence[str]], cls: str = "t") -> str:
    """A table whose head is repeated on each page."""
    top = f"<thead>{row(head, 'th')}</thead>" if head else ""
    return f"<table class='{cls}'>{top}<tbody>{''.join(row(r) for r in rows)}</tbody></table>"


def web(d: Doc, body: str, css: str, kind: str, *also: str) -> Finished:
    """Print ``body`` on the country's paper and make it the document's."""
    size = "letter" if land(d) in {"US", "CA"} else "a4"
    made = Finished(pdf_of(body, BASE + css.replace("@page{", f"@page{{size:{size};", 1)), size)
    d.sheet, d.kind, d.also_kind = made, kind, also
    return made


def foot(text: str, font: str = "7.5pt 'Liberation Sans'") -> str:
    """Rules for the foot of each page: ``text`` left, the page's number right."""
    said = text.replace("'", "\\27 ")
    return f"@bottom-left{{content:'{said}';font:{font}}}@bottom-right{{content:'Page ' counter(page) ' of ' counter(pages);font:{font}}}"
