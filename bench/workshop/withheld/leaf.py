"""Paper made of HTML, and results in the units of several kinds of house; nothing of one layout."""

import datetime as dt
import html
from collections.abc import Iterable, Sequence

from bench.workshop.dress import CANONICAL, LONG, MONTHS, Doc, Result
from bench.workshop.finished import Finished, pdf_of

PLAIN = "body{margin:0;color:#000}table{border-collapse:collapse}td,th{text-align:left;vertical-align:top}"
LIMITS: dict[str, tuple[float, float]] = {
    "leukocytes": (4.0, 10.5), "neutrophils": (1.8, 7.7), "lymphocytes": (1.0, 4.0), "monocytes": (0.2, 0.9),
    "platelets": (150, 410), "mcv": (81, 99), "creatinine": (0.6, 1.2), "bilirubin_total": (0.2, 1.1),
    "alanine_aminotransferase": (5, 44), "albumin": (3.5, 5.0), "lactate_dehydrogenase": (125, 245),
    "ferritin": (20, 300), "vitamin_b12": (190, 880), "erythropoietin": (3.0, 19.0), "neutrophils_percent": (40, 75),
    "reticulocytes_percent": (0.5, 2.5),
}  # fmt: skip
BY_SEX: dict[str, dict[str, tuple[float, float]]] = {
    "F": {"hemoglobin": (11.8, 15.8), "hematocrit": (35.0, 46.0), "erythrocytes": (3.8, 5.2)},
    "M": {"hemoglobin": (13.1, 17.2), "hematocrit": (39.0, 50.0), "erythrocytes": (4.3, 5.8)},
}
House = dict[str, tuple[str, float, int]]
"""Unit, how many of it make one of the canonical unit, decimals."""
BASIC: House = {
    "hemoglobin": ("g/dL", 1, 1), "hematocrit": ("%", 1, 1), "leukocytes": ("x10^3/uL", 1, 1), "mcv": ("fL", 1, 0),
    "neutrophils": ("x10^3/uL", 1, 2), "lymphocytes": ("x10^3/uL", 1, 2), "monocytes": ("x10^3/uL", 1, 2),
    "platelets": ("x10^3/uL", 1, 0), "erythrocytes": ("x10^6/uL", 1, 2), "creatinine": ("mg/dL", 1, 1),
    "bilirubin_total": ("mg/dL", 1, 1), "alanine_aminotransferase": ("U/L", 1, 0), "albumin": ("g/dL", 1, 1),
    "lactate_dehydrogenase": ("U/L", 1, 0), "ferritin": ("ng/mL", 1, 0), "vitamin_b12": ("pg/mL", 1, 0),
    "erythropoietin": ("mIU/mL", 1, 1), "neutrophils_percent": ("%", 1, 0), "reticulocytes_percent": ("%", 1, 1),
}  # fmt: skip
SI: House = {
    **BASIC, "hemoglobin": ("g/L", 10, 0), "hematocrit": ("L/L", 0.01, 3), "leukocytes": ("x10^9/L", 1, 1),
    "neutrophils": ("x10^9/L", 1, 2), "lymphocytes": ("x10^9/L", 1, 2), "monocytes": ("x10^9/L", 1, 2),
    "platelets": ("x10^9/L", 1, 0), "erythrocytes": ("x10^12/L", 1, 2), "creatinine": ("umol/L", 88.4, 0),
    "bilirubin_total": ("umol/L", 17.1, 0), "albumin": ("g/L", 10, 0), "ferritin": ("ug/L", 1, 0),
    "vitamin_b12": ("ng/L", 1, 0), "erythropoietin": ("IU/L", 1, 1),
}  # fmt: skip
GIGA: House = {
    **BASIC, "leukocytes": ("G/L", 1, 1), "neutrophils": ("G/L", 1, 2), "lymphocytes": ("G/L", 1, 2),
    "monocytes": ("G/L", 1, 2), "platelets": ("G/L", 1, 0), "erythrocytes": ("T/L", 1, 2),
    "creatinine": ("µmol/L", 88.4, 0), "bilirubin_total": ("µmol/L", 17.1, 0), "albumin": ("g/L", 10, 0),
    "ferritin": ("µg/L", 1, 0),
}  # fmt: skip
LAKH: House = {
    **BASIC, "leukocytes": ("cells/cumm", 1000, 0), "neutrophils": ("cells/cumm", 1000, 0),
    "lymphocytes": ("cells/cumm", 1000, 0), "monocytes": ("cells/cumm", 1000, 0),
    "platelets": ("lakhs/cumm", 0.01, 2), "erythrocytes": ("mill/cumm", 1, 2),
}  # fmt: skip


class Ready(str):
    """Text that is HTML already."""

    __slots__ = ()


class Leaf(Finished):
    """A document printed from HTML by the rules of ``css``."""

    def __init__(self, body: str, css: str) -> None:
        super().__init__(pdf_of(body, PLAIN + css))

    at = Finished.find


def leaf(d: Doc, body: str, css: str, kind: str, *also: str) -> Leaf:
    """Print ``body`` and make it the document's paper."""
    made = Leaf(body, css)
    d.sheet, d.kind, d.also_kind = made, kind, also
    return made


def e(text: str) -> str:
    """Text safe in HTML."""
    return text if isinstance(text, Ready) else html.escape(text)


def tr(cells: Iterable[str], tag: str = "td", cls: str = "") -> str:
    """One row of a table."""
    return f"<tr class='{cls}'>" + "".join(f"<{tag}>{e(c)}</{tag}>" for c in cells) + "</tr>"


def grid(head: Sequence[str], rows: Iterable[Iterable[str]], cls: str = "t") -> str:
    """A table whose head is repeated on each page."""
    top = f"<thead>{tr(head, 'th')}</thead>" if head else ""
    return f"<table class='{cls}'>{top}<tbody>{''.join(tr(r) for r in rows)}</tbody></table>"


def sex(d: Doc) -> str:
    """Female or male."""
    return {"F": "Female", "M": "Male"}[d.person.sex]


def plus(on: dt.date, days: int) -> dt.date:
    """Some days on."""
    return on + dt.timedelta(days)


def dmon(on: dt.date) -> str:
    """13-Jan-2025."""
    return f"{on.day:02}-{MONTHS[on.month - 1]}-{on.year}"


def spelt(on: dt.date) -> str:
    """13 January 2025."""
    return f"{on.day} {LONG[on.month - 1]} {on.year}"


def month(on: dt.date) -> str:
    """January 2025."""
    return f"{LONG[on.month - 1]} {on.year}"


def got(d: Doc, analyte: str, label: str, house: House, factor: float = 1.0) -> Result:
    """A result of this person in the unit of the house."""
    unit, scale, places = house[analyte]
    low, high = BY_SEX[d.person.sex].get(analyte) or LIMITS[analyte]
    texts = tuple(f"{v * scale:.{places}f}" for v in (d.person.counts[analyte] * factor, low, high))
    number, least, most = map(float, texts)
    flag = "L" if number < least else "H" if number > most else ""
    limits = (round(least / scale, 5), round(most / scale, 5))
    return Result(analyte, label, texts[0], unit, texts[1], texts[2], flag, round(number / scale, 5), limits)


def other(label: str, text: str, unit: str, low: str, high: str, flag: str = "") -> Result:
    """A result that the contract has no name for."""
    return Result("", label, text, unit, low, high, flag, 0.0, (0.0, 0.0))


def was(d: Doc, r: Result, on: dt.date, page: int) -> None:
    """A previous result: it may be told with its own date, never with today's."""
    fields = {"analyte": r.analyte, "comparator": None, "value": r.value, "unit": CANONICAL[r.analyte]}
    d.fact("labs", page, r.text, may=True, **fields, printed=r.text, collected=on.isoformat())
    if abs(r.value - d.person.counts[r.analyte]) > 0.006 * max(r.value, 0.01):
        match = {"analyte": r.analyte, "value": r.value, "collected": d.on.isoformat()}
        d.gold.trap("labs", match, "previous result")


def limit(d: Doc, analyte: str, value: float, why: str = "threshold") -> None:
    """A number of an analyte that is no result, unless it happens to be the result."""
    own = d.person.counts[analyte]
    if abs(own - value) > 0.01 * max(own, value):
        d.gold.trap("labs", {"analyte": analyte, "value": value}, why)
