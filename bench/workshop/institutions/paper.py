"""What the papers of this set share: finished sheets, results in a laboratory's own units, gold of the usual facts."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from bench.workshop.days import later
from bench.workshop.dress import CANONICAL, Doc, Result
from bench.workshop.finished import Finished, pdf_of
from bench.workshop.genes import PANEL
from bench.workshop.markup import HTML, Raw, esc
from bench.workshop.people import Mutation

BASE = (
    "body{margin:0;color:#161616}table{border-collapse:collapse}td,th{text-align:left;vertical-align:top}"
    "p{margin:3pt 0}"
)
PLACES = {"hemoglobin": 1, "hematocrit": 1, "leukocytes": 1, "neutrophils": 2, "lymphocytes": 2, "monocytes": 2,
          "erythrocytes": 2, "creatinine": 1, "bilirubin_total": 1, "albumin": 1, "reticulocytes_percent": 1,
          "blasts_blood": 1}  # fmt: skip
NORMS = {
    "leukocytes": (3.9, 10.6), "neutrophils": (1.6, 7.4), "lymphocytes": (0.9, 3.6), "monocytes": (0.1, 0.9),
    "platelets": (145, 390), "mcv": (81, 99), "reticulocytes_percent": (0.4, 2.2), "creatinine": (0.6, 1.3),
    "bilirubin_total": (0.2, 1.2), "alanine_aminotransferase": (5, 48), "albumin": (3.4, 5.0),
    "lactate_dehydrogenase": (118, 248), "vitamin_b12": (190, 880), "erythropoietin": (2.8, 18.9),
    "neutrophils_percent": (40, 76), "blasts_blood": (0, 0),
}  # fmt: skip
BY_SEX = {
    "F": {"hemoglobin": (11.6, 15.3), "hematocrit": (34.8, 45.6), "erythrocytes": (3.85, 5.15), "ferritin": (12, 180)},
    "M": {"hemoglobin": (13.1, 17.2), "hematocrit": (38.6, 50.4), "erythrocytes": (4.25, 5.75), "ferritin": (26, 340)},
}
THOUSAND = {"cells/uL", "/cumm", "cells/cumm", "/µL", "cells/µL"}
SCORED = tuple(x for x in PANEL if x not in {"CUX1", "CSF3R", "MPL"})
"""Genes of a smaller panel: another report of the case may find an uncertain variant in the three."""
ANY = ["ongoing", "completed", "stopped", "planned", "considered"]


def _scale(analyte: str, unit: str) -> tuple[float, int]:
    """How many of ``unit`` make one canonical unit, and the decimals it is printed with."""
    if unit in THOUSAND:
        return 1000, 0
    if unit.startswith("lakh"):
        return 0.01, 2
    if unit == "g/L":
        return 10, 0
    if unit == "L/L":
        return 0.01, 3
    if unit in {"umol/L", "µmol/L"}:
        return (88.4, 0) if analyte == "creatinine" else (17.1, 0)
    return 1, PLACES.get(analyte, 0)


def res(d: Doc, analyte: str, label: str, unit: str, factor: float = 1.0) -> Result:
    """A result of this person in ``unit``; ``factor`` makes the one of another day."""
    scale, places = _scale(analyte, unit)
    low, high = BY_SEX[d.person.sex].get(analyte) or NORMS[analyte]
    texts = tuple(f"{v * scale:.{places}f}" for v in (d.person.counts[analyte] * factor, low, high))
    number, least, most = map(float, texts)
    flag = "L" if number < least else "H" if number > most else ""
    limits = (round(least / scale, 5), round(most / scale, 5))
    return Result(analyte, label, texts[0], unit, texts[1], texts[2], flag, round(number / scale, 5), limits)


def all_of(d: Doc, names: Sequence[tuple[str, str, str]], factor: float = 1.0) -> list[Result]:
    """Results by analyte, label and unit."""
    return [res(d, *n, factor=factor) for n in names]


def noise(label: str, text: str, unit: str, low: str, high: str, flag: str = "") -> Result:
    """A result that the contract has no name for."""
    return Result("", label, text, unit, low, high, flag, 0.0, (0.0, 0.0))


def lab(d: Doc, r: Result, on: dt.date | None, page: int, flag: bool = True, norms: bool = True,
        may: bool = False) -> None:  # fmt: skip
    """The gold of one printed result; noise leaves none."""
    if not r.analyte:
        return
    fields: dict[str, Any] = {
        "analyte": r.analyte, "comparator": None, "value": r.value, "unit": CANONICAL[r.analyte], "printed": r.text,
        "collected": on.isoformat() if on else None, "flag": (r.flag or None) if flag else None,
    }  # fmt: skip
    if norms:
        fields |= {"reference_low": r.limits[0], "reference_high": r.limits[1]}
    d.gold.add("labs", d.file, page, (r.label, r.text), fields, may)


def labs(d: Doc, results: Sequence[Result], on: dt.date, flag: bool = True, norms: bool = True) -> None:
    """The gold of results printed on finished paper, each on the page that holds its words."""
    sheet = d.sheet
    for r in results:
        if r.analyte:
            page = sheet.find(r.label, r.text) if isinstance(sheet, Finished) else sheet.page
            lab(d, r, on, page, flag, norms)


def before(d: Doc, r: Result, on: dt.date, page: int) -> None:
    """An earlier result that stands beside: with its own day it may be told, with the present day never."""
    lab(d, r, on, page, flag=False, norms=False, may=True)
    now = d.person.counts[r.analyte]
    if abs(r.value - now) > 0.006 * max(now, r.value):
        d.gold.trap("labs", {"analyte": r.analyte, "value": r.value, "collected": d.on.isoformat()}, "earlier result")


def limit(d: Doc, analyte: str, value: float, why: str = "limit") -> None:
    """A number beside the analyte's name that is no result, unless it happens to equal one."""
    own = (d.person.counts[analyte], d.person.counts[analyte] * LATER)
    if all(abs(v - value) > 0.06 + 0.01 * value for v in own):
        d.gold.trap("labs", {"analyte": analyte, "value": value}, why)


LATER = 0.93
"""What the counts of the day of a visit are of those of the diagnosis."""


def web(d: Doc, body: HTML, css: str, kind: str, *also: str) -> Finished:
    """Print ``body`` and make it the document's paper."""
    made = Finished(pdf_of(body, BASE + css))
    d.sheet, d.kind, d.also_kind = made, kind, also
    return made


def say(d: Doc, *ways: str) -> str:
    """One of several wordings, by the person."""
    return d.rng.choice(ways)


def para(text: str, cls: str = "") -> HTML:
    """A paragraph of escaped text."""
    return f"<p class='{cls}'>{esc(text)}</p>"


def css_text(text: str) -> str:
    """Text that may stand in a quoted string of CSS."""
    return text.replace("'", "\\27 ")


def g(d: Doc, analyte: str) -> str:
    """A percentage as printed."""
    return f"{d.person.counts[analyte]:g}"


def rings(d: Doc) -> str:
    """The share of ring sideroblasts; the source of some people tells that they are there and not how many."""
    return "an uncounted share" if _uncounted(d) else f"{g(d, 'ring_sideroblasts')}%"


def _uncounted(d: Doc) -> bool:
    return d.person.counts["ring_sideroblasts"] == 0 and "RS" in d.person.who


def percents(d: Doc, page: int, *analytes: str, on: dt.date | None = None) -> None:
    """The gold of percentages of blood or marrow; no ring sideroblasts is a fact that need not be told."""
    for analyte in analytes:
        value = d.person.counts[analyte]
        if analyte == "ring_sideroblasts" and _uncounted(d):
            continue
        day = (on or d.on).isoformat()
        fields = {"analyte": analyte, "comparator": None, "value": value, "unit": "%", "collected": day}
        d.fact("labs", page, g(d, analyte), may=analyte == "ring_sideroblasts" and value == 0, **fields)


def karyotype(d: Doc, page: int, on: dt.date | None = None) -> None:
    """The gold of the karyotype."""
    who = d.person
    day = (on or d.on).isoformat()
    d.fact("karyotypes", page, who.karyotype, iscn=who.karyotype, metaphases=who.metaphases, collected=day)


def normal(d: Doc) -> bool:
    """Whether no abnormality was found."""
    return d.person.karyotype.partition("[")[0] in {"46,XX", "46,XY"}


def variant(d: Doc, m: Mutation, page: int, on: dt.date | None = None, coding: bool = True, **more: Any) -> None:
    """The gold of one variant; ``coding`` says whether its coding change is printed."""
    fields: dict[str, Any] = {"gene": m.gene, "hgvs_p": m.protein3 or "p.?", "vaf": round(m.vaf, 4)}
    if coding:
        fields["hgvs_c"] = m.coding
    d.fact("variants", page, m.gene, m.coding, **{**fields, "collected": (on or d.on).isoformat(), **more})


def silent(d: Doc, genes: Sequence[str] = PANEL) -> list[str]:
    """Genes of the panel without a variant; they become the gold's negatives."""
    rest = [x for x in genes if x not in {m.gene for m in d.person.mutations}]
    d.gold.negative |= set(rest)
    return rest


def three(m: Mutation, ter: str = "Ter") -> str:
    """The protein's change with names of three letters."""
    return (m.protein3 or "p.?").replace("Ter", ter)


def one(m: Mutation) -> str:
    """The protein's change with single letters."""
    return m.protein1 if m.protein3 else "p.?"


def pct(m: Mutation) -> str:
    """Allele fraction in per cent."""
    return f"{m.vaf * 100:.1f}"


def not_this(d: Doc, gene: str, change: str, why: str) -> None:
    """A variant named in general text."""
    if all(m.gene != gene for m in d.person.mutations):
        d.gold.trap("variants", {"gene": gene, "hgvs_p": change}, why)


def asked(d: Doc, page: int, *diseases: str) -> None:
    """What the request asks for: may be told as suspected or ruled out."""
    for disease in diseases:
        both = ["suspected", "ruled_out"]
        d.fact("diagnoses", page, disease, may=True, disease=disease, labels=[""], status="suspected", any_status=both)


def drugs_apart(d: Doc, page: int, *agents: str) -> None:
    """Medicines that are not for the blood: they may be told in whatever status."""
    for agent in agents:
        d.treat(agent, "other", "ongoing", page, may=True, any_status=ANY)


def kin(d: Doc, *diseases: str) -> None:
    """Diseases of relatives."""
    for disease in diseases:
        d.gold.trap("diagnoses", {"disease": disease}, "a relative's")


def b(text: str) -> Raw:
    """Bold text."""
    return Raw(f"<b>{esc(text)}</b>")


def after(d: Doc, *days: int) -> list[dt.date]:
    """Days some time on from the document's; any of them may be taken for its date."""
    found = [later(d.on, n) for n in days]
    d.also_dated = (*d.also_dated, *found)
    return found
