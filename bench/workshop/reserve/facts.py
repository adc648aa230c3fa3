"""The gold of chromosomes, FISH, genes and transfusions, and what each of them is printed from."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bench.workshop.dress import Doc
from bench.workshop.people import GENES_M, GENES_MORE, Mutation

PANEL = tuple(sorted({*GENES_M, *GENES_MORE}))
SITES = (  # biomarker, chromosome, what is called so, locus, probe, how a karyotype says it
    ("fish_del5q", "5", "del(5q)", "5q31", "EGR1", "del(5)(q"),
    ("fish_del7q", "7", "del(7q)", "7q31", "D7S486", "del(7)(q"),
    ("fish_trisomy8", "8", "trisomy 8", "8p11.1-q11.1", "CEP8", "+8"),
    ("fish_del20q", "20", "del(20q)", "20q12", "D20S108", "del(20)(q"),
)  # fmt: skip
TRANSCRIPT = {
    "ASXL1": "NM_015338.6", "BCOR": "NM_001123385.2", "CBL": "NM_005188.4", "DNMT3A": "NM_022552.5",
    "EZH2": "NM_004456.5", "IDH1": "NM_005896.4", "IDH2": "NM_002168.4", "JAK2": "NM_004972.4",
    "RUNX1": "NM_001754.5", "SF3B1": "NM_012433.4", "SRSF2": "NM_003016.4", "STAG2": "NM_001042749.2",
    "TET2": "NM_001127208.3", "TP53": "NM_000546.6", "U2AF1": "NM_006758.3", "ZRSR2": "NM_005089.4",
    "NRAS": "NM_002524.5", "KRAS": "NM_004985.5", "ETV6": "NM_001987.5", "PTPN11": "NM_002834.5",
    "NPM1": "NM_002520.7", "DDX41": "NM_016222.4", "SETBP1": "NM_015559.3", "WT1": "NM_024426.6",
    "PHF6": "NM_032458.3", "MPL": "NM_005373.3", "NF1": "NM_001042492.3", "CUX1": "NM_181552.4",
    "GATA2": "NM_032638.5", "CEBPA": "NM_004364.5", "PPM1D": "NM_003620.4", "GNB1": "NM_002074.5",
    "BCORL1": "NM_021946.5", "PRPF8": "NM_006445.4", "KIT": "NM_000222.3", "CSF3R": "NM_156039.3",
    "ETNK1": "NM_018638.5", "KMT2A": "NM_001197104.2", "FLT3": "NM_004119.3", "CALR": "NM_004343.4",
}  # fmt: skip


@dataclass(frozen=True)
class Probe:
    """One probe's result of two hundred nuclei."""

    name: str
    called: str
    locus: str
    probe: str
    cells: int
    positive: bool

    @property
    def percent(self) -> str:
        """Of two hundred."""
        return f"{self.cells / 2:g}"


def normal(d: Doc) -> bool:
    """Whether the karyotype is 46,XX or 46,XY alone."""
    return d.person.karyotype.partition("[")[0] in {"46,XX", "46,XY"} and "/" not in d.person.karyotype


def probes(d: Doc) -> list[Probe]:
    """What goes with the karyotype; a chromosome changed in another way is left out."""
    tokens = [t.partition("[")[0].strip() for t in d.person.karyotype.replace("/", ",").split(",")]
    found = []
    for name, number, called, locus, probe, sign in SITES:
        own = [t for t in tokens if f"({number})" in t or f"({number};" in t or f";{number})" in t or f";{number};" in t
               or t in {f"+{number}", f"-{number}"}]  # fmt: skip
        hits = [t for t in own if t.startswith(sign)]
        if len(hits) == len(own):
            cells = d.rng.randrange(58, 171) if hits else d.rng.randrange(1, 6)
            found.append(Probe(name, called, locus, probe, cells, bool(hits)))
    return found


def fish(d: Doc, page: int, f: Probe, value: bool = True) -> None:
    """The gold of one probe."""
    status = "positive" if f.positive else "negative"
    fields: dict[str, Any] = {"name": f.name, "status": status, "collected": d.on.isoformat()}
    if f.positive and value:
        fields |= {"value": f.cells / 2, "unit": "%"}
    d.fact("biomarkers", page, f.probe, **fields)


def karyotype(d: Doc, page: int) -> None:
    """The gold of the formula."""
    iscn = d.person.karyotype
    d.fact("karyotypes", page, iscn, iscn=iscn, metaphases=d.person.metaphases, collected=d.on.isoformat())


def examples(d: Doc, *formulas: str) -> None:
    """Formulas that are not this person's."""
    for iscn in formulas:
        if iscn != d.person.karyotype:
            d.gold.trap("karyotypes", {"iscn": iscn}, "an example or another study")


def percent(m: Mutation) -> str:
    """An allele fraction in percent."""
    return f"{m.vaf * 100:.1f}"


def one(m: Mutation) -> str:
    """The change of the protein in one letter."""
    return m.protein1 if m.protein3 else "p.?"


def three(m: Mutation, ter: str = "Ter") -> str:
    """The change of the protein in three letters."""
    return (m.protein3 or "p.?").replace("Ter", ter)


def bracketed(m: Mutation) -> str:
    """p.(Lys700Glu): predicted."""
    return f"p.({three(m).removeprefix('p.')})"


def coding(m: Mutation) -> str:
    """The change of the coding sequence."""
    return m.coding.replace("INS", "ins").replace("DEL", "del")


def transcript(m: Mutation) -> str:
    """The reference sequence."""
    return TRANSCRIPT.get(m.gene, "NM_000000.5")


def variant(d: Doc, m: Mutation, page: int, **more: Any) -> None:
    """The gold of one variant."""
    protein = m.protein3 or "p.?"
    fields: dict[str, Any] = {"gene": m.gene, "hgvs_c": coding(m), "hgvs_p": protein, "vaf": round(m.vaf, 4)}
    d.fact("variants", page, m.gene, coding(m), **fields, collected=d.on.isoformat(), **more)


def negative(d: Doc, genes: Sequence[str] = PANEL) -> None:
    """Genes that the page says were tested without a reportable change."""
    d.gold.negative |= set(genes) - {m.gene for m in d.person.mutations}


def quiet(d: Doc) -> list[str]:
    """Genes of the panel without a change, in order."""
    return [g for g in PANEL if g not in {m.gene for m in d.person.mutations}]


def not_seen(d: Doc, *changes: tuple[str, str]) -> None:
    """Variants of examples and of text on genes in general."""
    for gene, change in changes:
        if all(m.protein3 != change or m.gene != gene for m in d.person.mutations):
            d.gold.trap("variants", {"gene": gene, "hgvs_p": change}, "text on genes in general")


def red_cells(d: Doc, page: int, units: int, words: str, dependent: bool | None = None, lifetime: int | None = None,
              platelets: bool = False) -> None:  # fmt: skip
    """Red cells of eight weeks, and that transfusions are being given."""
    where = [{"file": d.file, "page": page, "words": [words]}]
    said = {"dependent": dependent, "rbc_units_lifetime": lifetime}
    d.gold.transfusions = {
        "rbc_units_8_weeks": units, "open": [k for k, v in said.items() if v is None], "where": where,
        **{k: v for k, v in said.items() if v is not None},
    }  # fmt: skip
    for agent in ("rbc_transfusion", *(("platelet_transfusion",) if platelets else ())):
        d.fact("treatments", page, words, may=True, agent=agent, kind="transfusion", status="ongoing",
               any_status=["ongoing", "completed", "planned"])  # fmt: skip
