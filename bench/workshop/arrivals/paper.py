"""Paper of HTML, results in any unit, and the gold that several families share; nothing of one layout."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bench.workshop.dress import MONTHS, Doc, Result
from bench.workshop.finished import Finished, pdf_of
from bench.workshop.genes import PANEL
from bench.workshop.people import Mutation
from bench.workshop.sheet import Sheet

told = Doc.lab

PLAIN = (
    "body{margin:0;color:#000}table{border-collapse:collapse}td,th{text-align:left;vertical-align:top}p{margin:3pt 0}"
)
EXTRA = {"aspartate_aminotransferase": 15, "alkaline_phosphatase": 60, "transferrin_saturation": 30, "folate": 5,
         "iron": 80}  # fmt: skip
BY_SEX: dict[str, dict[str, tuple[float, float]]] = {
    "F": {"hemoglobin": (12.0, 15.5), "hematocrit": (36, 46), "erythrocytes": (3.8, 5.0), "ferritin": (15, 200)},
    "M": {"hemoglobin": (13.0, 17.0), "hematocrit": (40, 51), "erythrocytes": (4.4, 5.7), "ferritin": (30, 400)},
}
NORMAL: dict[str, tuple[float, float]] = {
    "leukocytes": (4.0, 10.5), "neutrophils": (1.8, 7.2), "lymphocytes": (1.1, 3.6), "monocytes": (0.2, 0.9),
    "platelets": (150, 410), "mcv": (81, 99), "reticulocytes_percent": (0.5, 2.2), "neutrophils_percent": (42, 75),
    "creatinine": (0.6, 1.2), "bilirubin_total": (0.2, 1.2), "alanine_aminotransferase": (8, 45),
    "aspartate_aminotransferase": (8, 40), "alkaline_phosphatase": (35, 120), "albumin": (3.5, 5.0),
    "lactate_dehydrogenase": (125, 240), "vitamin_b12": (190, 880), "erythropoietin": (3.2, 19.0),
    "transferrin_saturation": (16, 45), "folate": (4, 20), "iron": (50, 170), "blasts_blood": (0, 0),
}  # fmt: skip
DIGITS = {
    "hemoglobin": 1, "leukocytes": 1, "neutrophils": 2, "lymphocytes": 2, "monocytes": 2, "hematocrit": 1,
    "erythrocytes": 2, "creatinine": 1, "bilirubin_total": 1, "albumin": 1, "erythropoietin": 1,
    "reticulocytes_percent": 1,
}  # fmt: skip
DAYS_EARLIER = (1.12, 1.19, 1.27)
"""What counts of earlier days are of the day's own."""


def printed(d: Doc, body: str, css: str, kind: str, *also: str) -> Finished:
    """Print ``body`` and make it the document's paper."""
    made = Finished(pdf_of(body, PLAIN + css))
    d.sheet, d.kind, d.also_kind = made, kind, also
    return made


def leaf(d: Doc, kind: str, *also: str, size: str = "a4", face: str = "Helvetica", pt: float = 9,
         margin: float = 48) -> Sheet:  # fmt: skip
    """A fresh sheet whatever the country."""
    d.sheet, d.kind, d.also_kind = Sheet(size, face, pt, margin), kind, also
    return d.sheet


def dotted(on: dt.date) -> str:
    """13.01.2025."""
    return f"{on.day:02}.{on.month:02}.{on.year}"


def american(on: dt.date) -> str:
    """Jan 13, 2025."""
    return f"{MONTHS[on.month - 1]} {on.day}, {on.year}"


def found(d: Doc, analyte: str, label: str, unit: str, scale: float = 1, places: int = -1, factor: float = 1,
          limits: tuple[float, float] | None = None) -> Result:  # fmt: skip
    """A result; ``scale`` of the printed unit make one of the canonical, ``limits`` are in the printed unit."""
    start = sum(map(ord, d.person.ids[0] + analyte)) % 19
    amount = d.person.counts.get(analyte, float(EXTRA.get(analyte, 20) + start)) * factor * scale
    digits = places if places >= 0 else DIGITS.get(analyte, 0)
    low, high = BY_SEX[d.person.sex].get(analyte) or NORMAL[analyte]
    ends = limits or (low * scale, high * scale)
    text, least, most = (f"{v:.{digits}f}" for v in (amount, *ends))
    flag = "L" if float(text) < float(least) else "H" if float(text) > float(most) else ""
    inner = (round(float(least) / scale, 5), round(float(most) / scale, 5))
    return Result(analyte, label, text, unit, least, most, flag, round(float(text) / scale, 5), inner)


def before(d: Doc, r: Result, on: dt.date, page: int) -> None:
    """A result of an earlier day in a column of its own: may be told with its day, never with the report's."""
    told(d, r, on, page, flag=False, reference=False, may=True)
    if abs(r.value - d.person.counts.get(r.analyte, r.value)) > 0.006 * r.value:
        match = {"analyte": r.analyte, "value": r.value, "collected": d.on.isoformat()}
        d.gold.trap("labs", match, "an earlier day's")


def bait(d: Doc, analyte: str, value: float, why: str) -> None:
    """A number beside an analyte that is not its value, unless some page of this person has that value."""
    own = d.person.counts.get(analyte, -1.0)
    if all(abs(own * f - value) > 0.06 + 0.011 * value for f in (1.0, 0.93, *DAYS_EARLIER)):
        d.gold.trap("labs", {"analyte": analyte, "value": value}, why)


def share(d: Doc, page: int, *analytes: str) -> None:
    """The gold of percentages of marrow or blood, printed as they are."""
    for analyte in analytes:
        value = d.person.counts[analyte]
        none = analyte in {"ring_sideroblasts", "blasts_blood"} and value == 0
        fields = {"analyte": analyte, "comparator": None, "value": value, "unit": "%", "collected": d.on.isoformat()}
        d.gold.add("labs", d.file, page, (f"{value:g}",), fields, none)


def plainly(d: Doc, analyte: str) -> str:
    """A percentage as it is."""
    return f"{d.person.counts[analyte]:g}"


def asked(d: Doc, page: int, *diseases: str) -> None:
    """Diseases that a request asks for: they may be told as suspected or ruled out."""
    both = ["suspected", "ruled_out"]
    for disease in diseases:
        d.fact("diagnoses", page, disease, may=True, disease=disease, labels=[""], status="suspected", any_status=both)


def relative(d: Doc, *diseases: str) -> None:
    """Diseases of the family."""
    for disease in diseases:
        d.gold.trap("diagnoses", {"disease": disease}, "a relative's")


def variant(d: Doc, m: Mutation, page: int, unknown: str | None = "p.?", **more: Any) -> None:
    """The gold of one variant; ``unknown``: what is printed where the protein's change is not known."""
    fields: dict[str, Any] = {
        "gene": m.gene,
        "hgvs_c": m.coding,
        "hgvs_p": m.protein3 or unknown,
        "vaf": round(m.vaf, 4),
    }
    d.fact("variants", page, m.gene, m.coding, **fields, collected=d.on.isoformat(), **more)


def unchanged(d: Doc, genes: Sequence[str] = PANEL) -> list[str]:
    """The genes of a panel without a change; they go to the gold."""
    rest = [g for g in genes if g not in {m.gene for m in d.person.mutations}]
    d.gold.negative |= set(rest)
    return rest


def example(d: Doc, gene: str, change: str, why: str = "an example") -> None:
    """A change that the page speaks of and this person does not have."""
    if all(m.gene != gene for m in d.person.mutations):
        d.gold.trap("variants", {"gene": gene, "hgvs_p": change}, why)


def formula(d: Doc, page: int) -> None:
    """The gold of the karyotype."""
    iscn = d.person.karyotype
    d.fact("karyotypes", page, iscn, iscn=iscn, metaphases=d.person.metaphases, collected=d.on.isoformat())


def not_formula(d: Doc, *examples: str) -> None:
    """Formulas on the page that are not this person's."""
    for iscn in examples:
        if iscn != d.person.karyotype:
            d.gold.trap("karyotypes", {"iscn": iscn}, "not the patient's")


def normal(d: Doc) -> bool:
    """Whether the karyotype shows no change."""
    return d.person.karyotype.partition("[")[0] in {"46,XX", "46,XY"}


@dataclass(frozen=True)
class Locus:
    """One probe of a FISH panel and what it showed in two hundred nuclei."""

    name: str
    probe: str
    band: str
    what: str
    positive: bool
    cells: int

    @property
    def percent(self) -> str:
        """Of the nuclei."""
        return f"{self.cells / 2:.1f}"


LOCI = (
    ("fish_del5q", 5, "EGR1", "5q31", "deletion 5q", "del(5)(q"),
    ("fish_del7q", 7, "D7S486", "7q31", "deletion 7q", "del(7)(q"),
    ("fish_trisomy8", 8, "D8Z2", "8q11.1", "trisomy 8", "+8"),
    ("fish_del20q", 20, "D20S108", "20q12", "deletion 20q", "del(20)(q"),
    ("fish_del17p", 17, "TP53", "17p13.1", "deletion 17p", "del(17)(p"),
)


def loci(d: Doc) -> list[Locus]:
    """The probes that go with the karyotype; one on a chromosome changed in another way is left out."""
    parts = [p.partition("[")[0].strip() for p in d.person.karyotype.replace("/", ",").split(",")]
    panel = []
    for name, number, probe, band, what, sign in LOCI:
        hit = any(p.startswith(sign) for p in parts)
        touched = [
            p
            for p in parts
            if f"({number})" in p or f"({number};" in p or f";{number})" in p or p.lstrip("+-") == f"{number}"
        ]
        if (hit and len(touched) == sum(p.startswith(sign) for p in parts)) or not touched:
            panel.append(Locus(name, probe, band, what, hit, d.rng.randrange(61, 165) if hit else 3))
    return panel


def lit(d: Doc, page: int, f: Locus, value: bool = True) -> None:
    """The gold of one probe."""
    fields: dict[str, Any] = {
        "name": f.name, "status": "positive" if f.positive else "negative", "collected": d.on.isoformat(),
    }  # fmt: skip
    if f.positive and value:
        fields |= {"value": f.cells / 2, "unit": "%"}
    d.fact("biomarkers", page, f.probe, **fields)
