"""Paper made of HTML, dates and results of houses of many countries; nothing of one layout."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from bench.workshop.dress import MONTHS, Doc, Result
from bench.workshop.finished import Finished, pdf_of
from bench.workshop.markup import esc

lab, other = Doc.lab, Result.noise

BASE = (
    "body{margin:0}table{border-collapse:collapse}td,th{text-align:left;vertical-align:top;font-weight:normal}"
    "th{font-weight:bold}p{margin:3pt 0}"
)
LIMITS: dict[str, tuple[float, float]] = {
    "leukocytes": (3.9, 10.2), "neutrophils": (1.8, 7.7), "lymphocytes": (1.1, 3.6), "monocytes": (0.2, 0.9),
    "platelets": (145, 390), "mcv": (81, 99), "reticulocytes_percent": (0.5, 2.2), "creatinine": (0.55, 1.15),
    "bilirubin_total": (0.2, 1.1), "alanine_aminotransferase": (8, 44), "aspartate_aminotransferase": (9, 38),
    "albumin": (3.5, 4.9), "lactate_dehydrogenase": (125, 245), "vitamin_b12": (190, 880),
    "erythropoietin": (3.2, 19.5), "neutrophils_percent": (42, 77), "alkaline_phosphatase": (38, 126),
    "ferritin": (22, 310),
}  # fmt: skip
BY_SEX: dict[str, dict[str, tuple[float, float]]] = {
    "F": {"hemoglobin": (11.8, 15.8), "hematocrit": (35.5, 46.0), "erythrocytes": (3.9, 5.2)},
    "M": {"hemoglobin": (13.4, 17.2), "hematocrit": (40.0, 51.0), "erythrocytes": (4.4, 5.8)},
}
PLACES = {
    "hemoglobin": 1, "hematocrit": 1, "leukocytes": 1, "neutrophils": 2, "lymphocytes": 2, "monocytes": 2,
    "erythrocytes": 2, "creatinine": 1, "bilirubin_total": 1, "albumin": 1, "erythropoietin": 1,
    "reticulocytes_percent": 1,
}  # fmt: skip
OTHER: dict[tuple[str, str], tuple[float, int]] = {
    ("hemoglobin", "g/L"): (10, 0), ("hemoglobin", "mmol/L"): (1 / 1.611, 1), ("hematocrit", "L/L"): (0.01, 3),
    ("creatinine", "µmol/L"): (88.4, 0), ("bilirubin_total", "µmol/L"): (17.1, 0), ("albumin", "g/L"): (10, 0),
    ("vitamin_b12", "pmol/L"): (0.738, 0), ("lactate_dehydrogenase", "µkat/L"): (0.0167, 1),
    ("platelets", "lakh/cumm"): (0.01, 2), ("alanine_aminotransferase", "µkat/L"): (0.0167, 2),
}  # fmt: skip
SINGLE = {"/µL", "cells/cumm", "/cumm", "cells/µL"}
"""Units that count cells one by one."""
LIVER = {"aspartate_aminotransferase": 15, "alkaline_phosphatase": 61}
Cells = Sequence[str]


class Print(Finished):
    """A document printed from HTML by the rules of ``css``."""

    def __init__(self, body: str, css: str) -> None:
        super().__init__(pdf_of(body, BASE + css))

    at = Finished.find


def printed(d: Doc, body: str, css: str, kind: str, *also: str) -> Print:
    """Make ``body`` the document's paper."""
    made = Print(body, css)
    d.sheet, d.kind, d.also_kind = made, kind, also
    return made


def tr(cells: Cells, tag: str = "td", cls: str = "") -> str:
    """One row of a table."""
    return f"<tr class='{cls}'>" + "".join(f"<{tag}>{esc(c)}</{tag}>" for c in cells) + "</tr>"


def grid(head: Cells, rows: Iterable[Cells], cls: str = "g") -> str:
    """A table; its head is printed again on the next page."""
    top = f"<thead>{tr(head, 'th')}</thead>" if head else ""
    return f"<table class={cls}>{top}<tbody>{''.join(tr(r) for r in rows)}</tbody></table>"


def american(on: dt.date) -> str:
    """Jan 13, 2025."""
    return f"{MONTHS[on.month - 1]} {on.day}, {on.year}"


def dots(on: dt.date) -> str:
    """13.01.2025."""
    return f"{on.day:02}.{on.month:02}.{on.year}"


def res(d: Doc, analyte: str, label: str, unit: str, factor: float = 1.0) -> Result:
    """A result of this person as the house prints it."""
    scale, digits = OTHER.get((analyte, unit), (1000, 0) if unit in SINGLE else (1, PLACES.get(analyte, 0)))
    known = d.person.counts.get(analyte, float(LIVER.get(analyte, 20) + int(d.person.ids[0]) % 23))
    low, high = BY_SEX[d.person.sex].get(analyte) or LIMITS[analyte]
    texts = [f"{v * scale:.{digits}f}" for v in (known * factor, low, high)]
    number, least, most = map(float, texts)
    flag = "L" if number < least else "H" if number > most else ""
    limits = (round(least / scale, 5), round(most / scale, 5))
    return Result(analyte, label, texts[0], unit, texts[1], texts[2], flag, round(number / scale, 5), limits)


def previous(d: Doc, r: Result, on: dt.date, page: int) -> None:
    """An earlier result told beside today's: it may be told with its own date, never with today's."""
    lab(d, r, on, page, flag=False, reference=False, may=True)
    not_value(d, r.analyte, r.value, "an earlier result", collected=d.on.isoformat())


def not_value(d: Doc, analyte: str, value: float, why: str, **more: Any) -> None:
    """A number near the analyte that is not its result."""
    if abs(d.person.counts[analyte] - value) > 0.006 * max(value, 1):
        d.gold.trap("labs", {"analyte": analyte, "value": value, **more}, why)


def told(d: Doc, analyte: str) -> str:
    """A percentage as it is printed."""
    return f"{d.person.counts[analyte]:g}"


def share(d: Doc, page: int, *analytes: str) -> None:
    """The gold of percentages of marrow and blood; sideroblasts of none need not be told."""
    for a in analytes:
        value = d.person.counts[a]
        d.fact("labs", page, told(d, a), may=a == "ring_sideroblasts" and value == 0, analyte=a, comparator=None,
               value=value, unit="%", collected=d.on.isoformat())  # fmt: skip
