"""What the guests' families share: paper of HTML, results in several units, the gold of common facts; no layout."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bench.workshop.dress import MONTHS, RANGE, Doc, Result
from bench.workshop.finished import Finished, pdf_of
from bench.workshop.people import Mutation

lab = Doc.lab

BASE = (
    "body{margin:0;color:#111}p{margin:3pt 0}table{border-collapse:collapse}td,th{text-align:left;vertical-align:top}"
)
TODAY = 0.93
"""What the counts of a visit are of those of the diagnosis."""
FACTORS = (1.0, TODAY, 1.12, 1.3)
Unit = tuple[str, float, int]
_CELLS = ("leukocytes", "neutrophils", "lymphocytes", "monocytes", "platelets", "erythrocytes")
_PLACES = (1, 2, 2, 2, 0, 2)


def _cells(thousand: str, million: str) -> dict[str, Unit]:
    return {a: (million if a == "erythrocytes" else thousand, 1, n) for a, n in zip(_CELLS, _PLACES, strict=True)}


_COMMON: dict[str, Unit] = {
    "hemoglobin": ("g/dL", 1, 1), "hematocrit": ("%", 1, 1), "mcv": ("fL", 1, 0), "ferritin": ("ng/mL", 1, 0),
    "vitamin_b12": ("pg/mL", 1, 0), "creatinine": ("mg/dL", 1, 1), "lactate_dehydrogenase": ("U/L", 1, 0),
    "albumin": ("g/dL", 1, 1), "alanine_aminotransferase": ("U/L", 1, 0), "bilirubin_total": ("mg/dL", 1, 1),
    "reticulocytes_percent": ("%", 1, 1), "neutrophils_percent": ("%", 1, 0), "erythropoietin": ("mIU/mL", 1, 0),
}  # fmt: skip
UNITS: dict[str, dict[str, Unit]] = {
    "US": {**_COMMON, **_cells("K/uL", "M/uL")},
    "GB": {**_COMMON, **_cells("10^9/L", "10^12/L"), "hemoglobin": ("g/L", 10, 0), "hematocrit": ("L/L", 0.01, 3),
           "ferritin": ("ug/L", 1, 0), "creatinine": ("umol/L", 88.4, 0), "vitamin_b12": ("ng/L", 1, 0),
           "erythropoietin": ("IU/L", 1, 0)},
    "DE": {**_COMMON, **_cells("G/l", "T/l"), "hemoglobin": ("g/dl", 1, 1), "creatinine": ("mg/dl", 1, 1)},
    "IN": {**_COMMON, **_cells("/cumm", "mill/cumm"), "leukocytes": ("/cumm", 1000, 0),
           "neutrophils": ("/cumm", 1000, 0), "lymphocytes": ("/cumm", 1000, 0), "monocytes": ("/cumm", 1000, 0),
           "platelets": ("lakh/cumm", 0.01, 2)},
}  # fmt: skip
_MEN = {"hemoglobin": (13.0, 17.0), "hematocrit": (40.0, 50.0), "erythrocytes": (4.5, 5.9), "ferritin": (30.0, 400.0)}


class Web(Finished):
    """A document printed from HTML by the rules of ``css``."""

    def __init__(self, body: str, css: str) -> None:
        super().__init__(pdf_of(body, BASE + css))


def web(d: Doc, body: str, css: str, kind: str, *also: str) -> Web:
    """Print ``body`` and make it the document's paper."""
    made = Web(body, css)
    d.sheet, d.kind, d.also_kind = made, kind, also
    return made


def mon(on: dt.date) -> str:
    """Jan 13, 2025."""
    return f"{MONTHS[on.month - 1]} {on.day}, {on.year}"


def dot(on: dt.date) -> str:
    """13.01.2025."""
    return f"{on.day:02}.{on.month:02}.{on.year}"


def res(d: Doc, style: str, analyte: str, label: str, factor: float = 1.0) -> Result:
    """A result of this person in the unit of a ``style`` of house: US, GB, DE or IN."""
    unit, scale, places = UNITS[style][analyte]
    low, high = _MEN.get(analyte, RANGE[analyte]) if d.person.sex == "M" else RANGE[analyte]
    value, least, most = (f"{v * scale:.{places}f}" for v in (d.person.counts[analyte] * factor, low, high))
    flag = "L" if float(value) < float(least) else "H" if float(value) > float(most) else ""
    limits = (round(float(least) / scale, 5), round(float(most) / scale, 5))
    return Result(analyte, label, value, unit, least, most, flag, round(float(value) / scale, 5), limits)


def never(d: Doc, analyte: str, value: float, why: str) -> None:
    """A number near an analyte that is no result, unless it happens to be one."""
    own = d.person.counts[analyte]
    if all(abs(own * f - value) > 0.06 + 0.015 * value for f in FACTORS):
        d.gold.trap("labs", {"analyte": analyte, "value": value}, why)


def before(d: Doc, r: Result, on: dt.date, page: int) -> None:
    """A previous result with its own day: it may be told so, never as of the day of this paper."""
    lab(d, r, on, page, flag=False, reference=False, may=True)
    if all(abs(r.value - d.person.counts[r.analyte] * f) > 0.006 * r.value + 0.001 for f in (1.0, TODAY)):
        match = {"analyte": r.analyte, "value": r.value, "collected": d.on.isoformat()}
        d.gold.trap("labs", match, "previous result")


def count(d: Doc, analyte: str) -> str:
    """A percentage of the marrow as it is printed."""
    return f"{d.person.counts[analyte]:g}"


def percents(d: Doc, page: int, *analytes: str) -> None:
    """The gold of percentages of the marrow; a nought of ring sideroblasts may be told."""
    for analyte in analytes:
        value = d.person.counts[analyte]
        fields = {"analyte": analyte, "comparator": None, "value": value, "unit": "%", "collected": d.on.isoformat()}
        d.fact("labs", page, count(d, analyte), may=analyte == "ring_sideroblasts" and value == 0, **fields)


def relative(d: Doc, *diseases: str) -> None:
    """Diseases of the family."""
    for disease in diseases:
        d.gold.trap("diagnoses", {"disease": disease, "status": "confirmed"}, "a relative's")


def aside(d: Doc, page: int, *agents: str) -> None:
    """Medicines of other purposes: they may be told, in whatever status."""
    ways = ["ongoing", "completed", "stopped", "planned", "considered"]
    for agent in agents:
        d.treat(agent, "other", "ongoing", page, may=True, any_status=ways)


def protein(m: Mutation) -> str:
    """The three-letter form; p.? where there is none."""
    return m.protein3 or "p.?"


def percent(m: Mutation) -> str:
    """The fraction in percent."""
    return f"{m.vaf * 100:.1f}"


def variant(d: Doc, m: Mutation, page: int, may: bool = False, **more: Any) -> None:
    """The gold of one variant."""
    fields: dict[str, Any] = {"gene": m.gene, "hgvs_c": m.coding, "hgvs_p": protein(m), "vaf": round(m.vaf, 4), **more}
    d.fact("variants", page, m.gene, m.coding, may=may, collected=d.on.isoformat(), **fields)


def negative(d: Doc, genes: Sequence[str]) -> None:
    """Genes tested without a finding."""
    d.gold.negative |= set(genes) - {m.gene for m in d.person.mutations}


def example(d: Doc, gene: str, change: str, why: str) -> None:
    """A variant that is told of in general."""
    if all(m.gene != gene for m in d.person.mutations):
        d.gold.trap("variants", {"gene": gene, "hgvs_p": change}, why)


@dataclass(frozen=True)
class Probe:
    """One FISH probe's result in two hundred nuclei."""

    name: str
    says: str
    probe: str
    locus: str
    positive: bool
    cells: int


_SITES = (
    ("fish_del5q", "5q deletion", "EGR1", "5q31", 5, "del(5)(q"),
    ("fish_del7q", "7q deletion", "D7S486", "7q31", 7, "del(7)(q"),
    ("fish_trisomy8", "trisomy 8", "CEP8", "8cen", 8, "+8"),
    ("fish_del20q", "20q deletion", "D20S108", "20q12", 20, "del(20)(q"),
)  # fmt: skip


def probes(d: Doc) -> list[Probe]:
    """What goes with the karyotype; a probe on a chromosome that is changed in another way is left out."""
    tokens = [t.partition("[")[0].strip() for t in d.person.karyotype.replace("/", ",").split(",")]
    found = []
    for name, says, probe, locus, number, sign in _SITES:
        hit = any(t == sign or (sign.endswith("q") and t.startswith(sign)) for t in tokens)
        touched = (f"({number})", f"({number};", f";{number})", f";{number};")
        odd = any(t.strip("?c") in {f"+{number}", f"-{number}"} or any(x in t for x in touched) for t in tokens)
        if hit or not odd:
            found.append(Probe(name, says, probe, locus, hit, d.rng.randrange(61, 165) if hit else 3))
    return found


def mark(d: Doc, page: int, f: Probe) -> None:
    """The gold of one probe."""
    fields: dict[str, Any] = {"name": f.name, "status": "positive" if f.positive else "negative"}
    if f.positive:
        fields |= {"value": f.cells / 2, "unit": "%"}
    d.fact("biomarkers", page, f.probe, collected=d.on.isoformat(), **fields)


def karyotype(d: Doc, page: int) -> None:
    """The gold of the karyotype."""
    iscn = d.person.karyotype
    d.fact("karyotypes", page, iscn, iscn=iscn, metaphases=d.person.metaphases, collected=d.on.isoformat())


def wondered(d: Doc, page: int, *diseases: str) -> None:
    """Diseases that a request asks for: they may be told as suspected or ruled out."""
    for disease in diseases:
        ways = ["suspected", "ruled_out"]
        d.fact("diagnoses", page, disease, may=True, disease=disease, labels=[""], status="suspected", any_status=ways)
