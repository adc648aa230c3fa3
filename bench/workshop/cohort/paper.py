"""Paper, results and gold that the templates of one benchmark maker share; nothing of one layout."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from bench.workshop.dress import CANONICAL, Doc, Result
from bench.workshop.finished import Finished, pdf_of
from bench.workshop.genes import PANEL
from bench.workshop.people import Mutation

BASE = "body{margin:0;color:#000}table{border-collapse:collapse}td,th{text-align:left;vertical-align:top}"
MORE = {
    "aspartate_aminotransferase": "U/L", "alkaline_phosphatase": "U/L",
    "transferrin_saturation": "%", "folate": "ng/mL",
}  # fmt: skip
THOUSANDS = {"/uL", "/cumm", "cells/cumm", "cells/µL"}
SCALES: dict[tuple[str, str], tuple[float, int]] = {
    ("hemoglobin", "g/L"): (10, 0), ("albumin", "g/L"): (10, 0), ("hematocrit", "L/L"): (0.01, 3),
    ("creatinine", "umol/L"): (88.4, 0), ("creatinine", "µmol/L"): (88.4, 0), ("bilirubin_total", "µmol/L"): (17.1, 0),
    ("bilirubin_total", "umol/L"): (17.1, 0), ("platelets", "lakh/cumm"): (0.01, 2),
}  # fmt: skip
PLACES = {
    "hemoglobin": 1, "hematocrit": 1, "leukocytes": 1, "neutrophils": 2, "lymphocytes": 2, "monocytes": 2,
    "erythrocytes": 2, "creatinine": 1, "bilirubin_total": 1, "albumin": 1, "reticulocytes_percent": 1, "folate": 1,
}  # fmt: skip
LIMITS: dict[str, tuple[float, float]] = {
    "leukocytes": (4.0, 10.5), "neutrophils": (1.7, 7.0), "lymphocytes": (0.9, 3.6), "monocytes": (0.2, 0.9),
    "platelets": (150, 410), "mcv": (81, 99), "creatinine": (0.6, 1.2), "bilirubin_total": (0.2, 1.1),
    "alanine_aminotransferase": (5, 44), "albumin": (3.4, 4.9), "lactate_dehydrogenase": (125, 240),
    "vitamin_b12": (190, 880), "erythropoietin": (3, 19), "reticulocytes_percent": (0.5, 2.2),
    "aspartate_aminotransferase": (8, 40), "alkaline_phosphatase": (40, 130), "transferrin_saturation": (16, 45),
    "folate": (3.9, 20.0), "neutrophils_percent": (40, 74),
}  # fmt: skip
BY_SEX: dict[str, dict[str, tuple[float, float]]] = {
    "F": {"hemoglobin": (11.8, 15.8), "hematocrit": (35.5, 45.5), "erythrocytes": (3.85, 5.15), "ferritin": (15, 150)},
    "M": {"hemoglobin": (13.3, 17.3), "hematocrit": (39.5, 50.5), "erythrocytes": (4.35, 5.75), "ferritin": (30, 400)},
}


def say(d: Doc, *options: str) -> str:
    """One of several wordings."""
    return d.rng.choice(options)


def paper(d: Doc, body: str, css: str, kind: str, *also: str) -> Finished:
    """Print ``body`` and make it the document's paper."""
    made = Finished(pdf_of(body, BASE + css))
    d.sheet, d.kind, d.also_kind = made, kind, also
    return made


def measured(d: Doc, analyte: str, label: str, unit: str, factor: float = 1.0) -> Result:
    """A result of this person in ``unit``."""
    scale, places = SCALES.get((analyte, unit), (1, PLACES.get(analyte, 0)))
    if unit in THOUSANDS:
        scale, places = 1000, 0
    known = d.person.counts.get(analyte)
    amount = float(sum(map(ord, d.person.ids[0] + analyte)) % 21 + 12) if known is None else known
    low, high = BY_SEX[d.person.sex].get(analyte) or LIMITS[analyte]
    text, least, most = (f"{v * scale:.{places}f}" for v in (amount * factor, low, high))
    flag = "L" if float(text) < float(least) else "H" if float(text) > float(most) else ""
    limits = (round(float(least) / scale, 5), round(float(most) / scale, 5))
    return Result(analyte, label, text, unit, least, most, flag, round(float(text) / scale, 5), limits)


def panel(d: Doc, names: Iterable[tuple[str, str, str]], factor: float = 1.0) -> list[Result]:
    """Several results: analyte, label and unit of each."""
    return [measured(d, *n, factor=factor) for n in names]


def idle(label: str, text: str, unit: str, low: str, high: str, flag: str = "") -> Result:
    """A result that the profile has no name for."""
    return Result("", label, text, unit, low, high, flag, 0.0, (0.0, 0.0))


def lab(d: Doc, r: Result, page: int, on: dt.date | None = None, flag: bool = True, reference: bool = True,
        may: bool = False) -> None:  # fmt: skip
    """The gold of one printed result, of the day of diagnosis unless another is given."""
    if not r.analyte:
        return
    day = on or d.person.diagnosed
    fields: dict[str, Any] = {
        "analyte": r.analyte, "comparator": None, "value": r.value, "unit": {**CANONICAL, **MORE}[r.analyte],
        "printed": r.text, "collected": day.isoformat(), "flag": (r.flag or None) if flag else None,
    }  # fmt: skip
    if reference:
        fields |= {"reference_low": r.limits[0], "reference_high": r.limits[1]}
    d.gold.add("labs", d.file, page, (r.label, r.text), fields, may)


def labs(d: Doc, sheet: Finished, rows: Sequence[Result], flag: bool = True, reference: bool = True) -> None:
    """The gold of rows, each on the page where it stands."""
    for r in rows:
        lab(d, r, sheet.find(r.label, r.text), flag=flag, reference=reference)


def past(d: Doc, r: Result, on: dt.date, page: int) -> None:
    """A former result beside the present one: it may be told with its own day, never with today's."""
    lab(d, r, page, on, flag=False, reference=False, may=True)
    now = d.person.counts.get(r.analyte, r.value)
    if abs(r.value - now) > 0.02 * max(r.value, 0.1):
        match = {"analyte": r.analyte, "value": r.value, "collected": d.person.diagnosed.isoformat()}
        d.gold.trap("labs", match, "a former result")


def limit(d: Doc, *pairs: tuple[str, float]) -> None:
    """Numbers at which something would be done: no results, unless they happen to be the result."""
    for analyte, value in pairs:
        if abs(d.person.counts[analyte] - value) > 0.02 * max(value, 0.1):
            d.gold.trap("labs", {"analyte": analyte, "value": value}, "a limit in the text")


def share(d: Doc, page: int, *analytes: str, words: Sequence[str] = ()) -> None:
    """The gold of percentages of marrow or blood, of the day of diagnosis."""
    for analyte in analytes:
        value, day = d.person.counts[analyte], d.person.diagnosed.isoformat()
        fields = {"analyte": analyte, "comparator": None, "value": value, "unit": "%", "collected": day}
        d.fact("labs", page, *(words or (f"{value:g}",)), may=analyte == "ring_sideroblasts" and value == 0, **fields)


def count(d: Doc, analyte: str) -> str:
    """A percentage as printed."""
    return f"{d.person.counts[analyte]:g}"


def iron(d: Doc) -> bool:
    """Whether the person's figure of ring sideroblasts goes with the diagnosis and can be printed."""
    return d.person.counts["ring_sideroblasts"] >= 5 or not d.person.who.startswith("MDS-RS")


def not_blasts(d: Doc, *values: float) -> None:
    """Numbers near the word blasts that are no count of the marrow."""
    for value in values:
        if abs(d.person.counts["blasts_marrow"] - value) > 0.006 * max(value, 1):
            d.gold.trap("labs", {"analyte": "blasts_marrow", "value": value}, "not the marrow count")


def karyotype(d: Doc, page: int) -> None:
    """The gold of the formula."""
    p, day = d.person, d.person.diagnosed.isoformat()
    d.fact("karyotypes", page, p.karyotype, iscn=p.karyotype, metaphases=p.metaphases, collected=day)


def normal(d: Doc) -> bool:
    """Whether the formula is that of a healthy man or woman."""
    return d.person.karyotype.partition("[")[0] in {"46,XX", "46,XY"}


def protein(m: Mutation, ter: str = "Ter") -> str:
    """The three-letter form; 'p.?' where it is not known."""
    return (m.protein3 or "p.?").replace("Ter", ter)


def short(m: Mutation) -> str:
    """The one-letter form."""
    return m.protein1 if m.protein3 else "p.?"


def percent(m: Mutation) -> str:
    """The fraction in percent, without its sign."""
    return f"{m.vaf * 100:.1f}"


def variant(d: Doc, m: Mutation, page: int, may: bool = False, **more: Any) -> None:
    """The gold of one variant."""
    fields = {"gene": m.gene, "hgvs_c": m.coding, "hgvs_p": protein(m), "vaf": round(m.vaf, 4)} | more
    d.fact("variants", page, m.gene, may=may, **fields, collected=d.person.diagnosed.isoformat())


def quiet(d: Doc) -> list[str]:
    """Genes of the panel without a change; they go to the gold."""
    mutated = {m.gene for m in d.person.mutations}
    without = [g for g in PANEL if g not in mutated]
    d.gold.negative |= set(without)
    return without


def not_variant(d: Doc, *pairs: tuple[str, str]) -> None:
    """Changes named in general text."""
    for gene, change in pairs:
        if all(m.gene != gene for m in d.person.mutations):
            d.gold.trap("variants", {"gene": gene, "hgvs_p": change}, "text on genes in general")


def asked(d: Doc, page: int, *diseases: str) -> None:
    """Diseases that the request or the history asks for: they may be told as suspected or ruled out."""
    for disease in diseases or ("mds",):
        both = ["suspected", "ruled_out"]
        d.fact("diagnoses", page, disease, may=True, disease=disease, labels=[""], status="suspected", any_status=both)
