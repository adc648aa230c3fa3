"""What a case is made of: blocks that a printer can print, and the facts they assert.

A document is data. Rows of laboratory tables carry their own facts; facts of running text stand beside it in
``facts``, each with the words that print it. ``make`` finds the page of these words in the printed document and
stops if they are not there, so the gold cannot drift from the ink.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

Words = tuple[str, ...]

CANONICAL_UNIT = {
    "hemoglobin": "g/dL", "leukocytes": "10*9/L", "neutrophils": "10*9/L", "neutrophils_percent": "%",
    "lymphocytes": "10*9/L", "monocytes": "10*9/L", "platelets": "10*9/L", "mcv": "fL", "hematocrit": "%",
    "erythrocytes": "10*12/L", "reticulocytes_percent": "%", "reticulocytes": "10*9/L", "blasts_blood": "%",
    "blasts_marrow": "%", "ring_sideroblasts": "%", "marrow_cellularity": "%", "ferritin": "ng/mL",
    "transferrin_saturation": "%", "iron": "ug/dL", "lactate_dehydrogenase": "U/L", "erythropoietin": "m[IU]/mL",
    "vitamin_b12": "pg/mL", "folate": "ng/mL", "creatinine": "mg/dL", "egfr": "mL/min/{1.73_m2}",
    "bilirubin_total": "mg/dL", "alanine_aminotransferase": "U/L", "aspartate_aminotransferase": "U/L",
    "alkaline_phosphatase": "U/L", "albumin": "g/dL", "beta2_microglobulin": "mg/L", "copper": "ug/dL",
}  # fmt: skip
"""UCUM unit in which the profile keeps each analyte."""

FACTOR = {
    ("hemoglobin", "g/L"): 0.1, ("hematocrit", "L/L"): 100.0, ("albumin", "g/L"): 0.1,
    ("leukocytes", "/uL"): 0.001, ("neutrophils", "/uL"): 0.001, ("creatinine", "umol/L"): 1 / 88.4,
    ("creatinine", "µmol/L"): 1 / 88.4, ("bilirubin_total", "umol/L"): 1 / 17.1,
    ("bilirubin_total", "µmol/L"): 1 / 17.1, ("iron", "µmol/L"): 1 / 0.179, ("vitamin_b12", "pmol/L"): 1 / 0.738,
    ("folate", "nmol/L"): 1 / 2.266,
}  # fmt: skip
"""Printed unit to canonical unit; every unit not named here is the canonical one under another spelling."""


@dataclass(frozen=True)
class Row:
    """One printed result. ``analyte`` is empty for a test that is no fact of the profile (RDW, potassium, …)."""

    analyte: str
    label: str
    value: str
    unit: str = ""
    ref: str = ""
    flag: str = ""
    previous: str = ""


@dataclass(frozen=True)
class Column:
    """One column of a laboratory table: its title, what stands in it, its width in points."""

    title: str
    holds: str
    width: float


@dataclass(frozen=True)
class LabTable:
    """Results of one specimen. ``collected`` is ISO, as the page prints it in words elsewhere."""

    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    collected: str
    look: str = "ruled"
    title: str = ""
    previous_collected: str = ""


@dataclass(frozen=True)
class Terminal:
    """The same results as a monospaced print; ``columns`` widths count characters."""

    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    collected: str
    above: str = ""
    below: str = ""


@dataclass(frozen=True)
class Series:
    """One analyte in a cumulative report; one printed value a date, empty where not done."""

    analyte: str
    label: str
    unit: str
    ref: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Cumulative:
    """Several date columns; ``dates`` pairs ISO with the printed heading."""

    dates: tuple[tuple[str, str], ...]
    series: tuple[Series, ...]
    title: str = ""
    look: str = "ruled"


@dataclass(frozen=True)
class Heading:
    """A section title."""

    text: str


@dataclass(frozen=True)
class Para:
    """Running text; ``look`` is body, small, bold, bullet, inset or centre."""

    text: str
    look: str = "body"


@dataclass(frozen=True)
class Pre:
    """Text whose spaces count, in a typewriter face."""

    text: str


@dataclass(frozen=True)
class Pairs:
    """Labels with their values, as synoptic reports and identity blocks print them."""

    pairs: tuple[tuple[str, str], ...]
    look: str = "columns"
    label_width: float = 150


@dataclass(frozen=True)
class Grid:
    """A table of words: head row, body rows, widths in points."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    look: str = "ruled"


@dataclass(frozen=True)
class Beside:
    """Two tables side by side."""

    left: "Block"
    right: "Block"


@dataclass(frozen=True)
class Gap:
    """White space, in points."""

    points: float = 8


@dataclass(frozen=True)
class NewPage:
    """The rest stands on the next page."""


@dataclass(frozen=True)
class Sign:
    """Who signed, with a pen stroke above."""

    text: str
    stroke: bool = True


Block = LabTable | Terminal | Cumulative | Heading | Para | Pre | Pairs | Grid | Beside | Gap | NewPage | Sign


@dataclass(frozen=True)
class House:
    """How one institution prints: letterhead, faces, headings, footer."""

    name: str
    sub: str
    address: str
    letterhead: str = "logo"
    identity: str = "grid"
    heading: str = "bar"
    face: str = "Helvetica"
    size: float = 9.0
    colour: str = "#1f3a5f"
    page: str = "letter"
    foot: str = ""


@dataclass(frozen=True)
class Fact:
    """One fact: the list of the profile it belongs to, its fields in contract form, the words that print it."""

    list: str
    fields: Mapping[str, object]
    words: Words


@dataclass(frozen=True)
class Trap:
    """What must not appear: items of ``list`` whose fields equal ``match``; ``words`` is the bait."""

    list: str
    match: Mapping[str, object]
    words: Words
    why: str


@dataclass(frozen=True)
class Document:
    """One file of a case. ``mode`` is how the committed copy was made: digital, scan, photo, tiff, fax or txt.

    ``also_dated`` and ``also_kind`` are other right answers, e.g. the date of the report beside that of the specimen.
    """

    stem: str
    kind: str
    dated: str
    house: House
    title: str
    identity: tuple[tuple[str, str], ...]
    body: tuple[Block, ...]
    facts: tuple[Fact, ...] = ()
    absent: tuple[Trap, ...] = ()
    mode: str = "digital"
    running: str = ""
    also_dated: tuple[str | None, ...] = ()
    also_kind: tuple[str, ...] = ()

    @property
    def file(self) -> str:
        """Name of the committed file."""
        ending = {
            "digital": "pdf",
            "scan": "pdf",
            "fax": "pdf",
            "photo": "jpg",
            "tiff": "tiff",
            "txt": "txt",
            "png": "png",
        }
        return f"{self.stem}.{ending[self.mode]}"


@dataclass(frozen=True)
class Case:
    """One invented patient. ``whole`` holds facts that no single place prints (genes negative, transfusion sums)."""

    name: str
    title: str
    hard: str
    patient: Mapping[str, object]
    documents: tuple[Document, ...]
    country: str | None = None
    genes_tested_negative: tuple[str, ...] = ()
    transfusions: Mapping[str, object] = field(default_factory=dict)
    performance: Mapping[str, object] | None = None
    also: tuple[Fact, ...] = ()
