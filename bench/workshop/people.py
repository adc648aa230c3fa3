"""Invented people dressed in the facts of real, de-identified ones, read at run time from the shared folder."""

import csv
import datetime as dt
import random
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

SHARED = Path(__file__).resolve().parents[3] / "shared" / "gold"
FIRST = {
    "F": ("Maeve", "Annelise", "Parvati", "Gwendolyn", "Ines", "Ottilie", "Siobhan", "Marisol", "Henrietta", "Leela"),
    "M": ("Cormac", "Lucian", "Devraj", "Barnaby", "Anselm", "Torsten", "Padraig", "Ezekiel", "Rupert", "Arvind"),
}
LAST = ("Quillfeather", "Brannigan-Holt", "Iyengar", "Thistlewood", "Marchetti", "O'Dowd", "Vandermeer", "Osei-Tutu",
        "Kaltenbrunn", "Pemberwick", "Sanghvi", "McAllister", "Ravensdale", "Lindqvist", "Achebe")  # fmt: skip
THREE = dict(zip("ACDEFGHIKLMNPQRSTVWY", (
    "Ala", "Cys", "Asp", "Glu", "Phe", "Gly", "His", "Ile", "Lys", "Leu", "Met", "Asn", "Pro", "Gln", "Arg", "Ser",
    "Thr", "Val", "Trp", "Tyr"), strict=True))  # fmt: skip
GENES_M = ("TP53", "KMT2A", "FLT3", "NPM1", "RUNX1", "NRAS", "ETV6", "IDH2", "CBL", "EZH2", "U2AF1", "SRSF2", "DNMT3A",
           "ASXL1", "KRAS", "SF3B1", "BCOR", "BCORL1", "CEBPA", "ETNK1", "GATA2", "GNB1", "IDH1", "NF1", "PHF6",
           "PPM1D", "PRPF8", "PTPN11", "SETBP1", "STAG2", "WT1")  # fmt: skip
GENES_MORE = ("TET2", "JAK2", "KIT", "MPL", "CALR", "ZRSR2", "CUX1", "DDX41", "CSF3R")
PRINTABLE = {"non_synonymous_codon", "stop_gained", "frameshift_variant", "splice_site_variant"}
WHO = {
    "MDS-MLD": ("Myelodysplastic syndrome with multilineage dysplasia", "MDS-MLD"),
    "MDS-EB1": ("Myelodysplastic syndrome with excess blasts-1", "MDS-EB-1"),
    "MDS-EB2": ("Myelodysplastic syndrome with excess blasts-2", "MDS-EB-2"),
    "MDS-SLD": ("Myelodysplastic syndrome with single lineage dysplasia", "MDS-SLD"),
    "MDS-RS-SLD": ("Myelodysplastic syndrome with ring sideroblasts and single lineage dysplasia", "MDS-RS-SLD"),
    "MDS-RS-MLD": ("Myelodysplastic syndrome with ring sideroblasts and multilineage dysplasia", "MDS-RS-MLD"),
    "MDS-del5q": ("Myelodysplastic syndrome with isolated del(5q)", "MDS with isolated del(5q)"),
}


@dataclass(frozen=True)
class Mutation:
    """One variant: one-letter protein form as the source has it, and both HGVS forms to print."""

    gene: str
    coding: str
    protein1: str
    protein3: str | None
    vaf: float


@dataclass(frozen=True)
class Person:
    """Who the case is about, and what its documents may print."""

    source: str
    first: str
    last: str
    sex: str
    born: dt.date
    country: str
    counts: Mapping[str, float]
    karyotype: str
    metaphases: int
    mutations: tuple[Mutation, ...]
    who: str
    ipssr: str
    ipssm: str
    diagnosed: dt.date
    scored: bool = True
    ids: tuple[str, str] = field(default=("", ""))

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.first} {self.last}"

    def age(self, on: dt.date) -> int:
        """Completed years."""
        return on.year - self.born.year - ((on.month, on.day) < (self.born.month, self.born.day))


def three_letters(protein: str) -> str | None:
    """HGVS with three-letter names, 'p.C419Y' to 'p.Cys419Tyr'; None for what is no plain change."""
    body = protein.removeprefix("p.")
    if len(body) < 3 or body[0] not in THREE:
        return None
    digits = "".join(c for c in body[1:] if c.isdigit()) if "fs" not in body else body[1:].partition("fs")[0]
    rest = body[1 + len(digits) :]
    if not digits.isdigit():
        return None
    if rest == "*":
        return f"p.{THREE[body[0]]}{digits}Ter"
    if rest in THREE:
        return f"p.{THREE[body[0]]}{digits}{THREE[rest]}"
    if rest.startswith("fs*") and rest[3:].isdigit():
        return f"p.{THREE[body[0]]}{digits}fsTer{rest[3:]}"
    return None


def _upper(coding: str) -> str:
    """Bases in capitals, as the nomenclature has them; the source mixes."""
    for word in ("delins", "del", "ins", "dup"):
        head, found, tail = coding.partition(word)
        if found:
            return head + found + tail.upper()
    return coding[:2] + coding[2:].upper()


def _rows(name: str) -> list[dict[str, str]]:
    with (SHARED / f"{name}.csv").open(encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))


def _mutations(rows: list[dict[str, str]]) -> tuple[Mutation, ...] | None:
    """What can be printed of them; None where one cannot."""
    made = []
    for row in rows:
        splice = row["effect"] == "splice_site_variant"
        protein = None if splice else three_letters(row["protein"])
        if row["effect"] not in PRINTABLE or not row["vaf"] or (protein is None and not splice) or not row["cdna"]:
            return None
        gene = {"MLL": "KMT2A"}.get(row["gene"], row["gene"])
        made.append(Mutation(gene, _upper(row["cdna"]), row["protein"], protein, round(float(row["vaf"]), 3)))
    genes = [m.gene for m in made]
    if any(m.vaf < 0.02 for m in made):
        return None
    return tuple(made) if len(set(genes)) == len(genes) and set(genes) <= {*GENES_M, *GENES_MORE} else None


def _fits(row: dict[str, str], karyotype: dict[str, str] | None, mutations: tuple[Mutation, ...] | None) -> bool:
    if karyotype is None or mutations is None or karyotype["tier"] != "A" or row["who_2016"] not in WHO:
        return False
    if set(karyotype["karyotype_flags"].split(";")) - {"", "multi_clone", "single_cell_clone"}:
        return False
    numbers = ("hb_g_dl", "plt_g_l", "anc_g_l", "wbc_g_l", "bm_blast_pct", "age")
    if (
        not all(row[n] for n in numbers)
        or row["chr17_tp53_locus"] != "normal"
        or row["feat_TP53multi_published"] == "1"
    ):
        return False
    flagged = {
        g for g in GENES_M if row.get({"TP53": "feat_TP53mut", "KMT2A": "feat_MLL_PTD"}.get(g, f"feat_{g}")) == "1"
    }
    right = row["ipssr_cat"] == row["chk_ipssr_cat"] and row["ipssm_cat"] == row["chk_ipssm_cat"]
    return flagged == {m.gene for m in mutations} & set(GENES_M) - {"KMT2A"} and right and row["sex"] in FIRST


@lru_cache
def _pool() -> tuple[tuple[dict[str, str], dict[str, str], tuple[Mutation, ...]], ...]:
    karyotypes = {r["id"]: r for r in _rows("iwg_karyotypes")}
    rows: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in _rows("iwg_mutations"):
        rows[row["id"]].append(row)
    found = []
    for row in _rows("iwg_patients"):
        mutations, karyotype = _mutations(rows[row["id"]]), karyotypes.get(row["id"])
        if _fits(row, karyotype, mutations):
            assert karyotype is not None and mutations is not None
            found.append((row, karyotype, mutations))
    return tuple(found)


def available() -> bool:
    """Whether the shared folder is there to read from."""
    return (SHARED / "iwg_patients.csv").exists()


def person(seed: int, number: int, country: str) -> Person:
    """The person of one case."""
    rng = random.Random(f"{seed}/{number}")
    pool = _pool()
    row, karyotype, mutations = pool[rng.randrange(len(pool))]
    if rng.random() < 0.6:  # half of all karyotypes are normal: too few to learn from
        odd = [p for p in pool if "[" in p[1]["karyotype_iscn"] and "," in p[1]["karyotype_iscn"][5:]]
        row, karyotype, mutations = odd[rng.randrange(len(odd))]
    iscn = karyotype["karyotype_iscn"]
    if "[" not in iscn:
        iscn += "[20]"
    cells = sum(int(part.partition("]")[0]) for part in iscn.split("[")[1:] if part.partition("]")[0].isdigit())
    diagnosed = dt.date(2025, 1, 13) + dt.timedelta(days=rng.randrange(200))
    diagnosed = diagnosed.replace(day=rng.choice((13, 14, 16, 19, 22, 25, 27, 28)) if rng.random() < 0.8 else 7)
    born = dt.date(diagnosed.year - int(float(row["age"])) - 1, rng.randrange(1, 13), rng.randrange(13, 29))
    return Person(
        row["id"], rng.choice(FIRST[row["sex"]]), rng.choice(LAST), row["sex"], born, country, _counts(row, rng),
        iscn, cells, mutations, row["who_2016"], row["ipssr_cat"], row["ipssm_cat"], diagnosed,
        ids=(f"{rng.randrange(10**6, 10**7)}", f"{rng.choice('ABHK')}{rng.randrange(10**5, 10**6)}"),
    )  # fmt: skip


def _counts(row: dict[str, str], rng: random.Random) -> dict[str, float]:
    """Counts of the source, the rest invented to go with them; canonical units."""
    hb, wbc, anc = float(row["hb_g_dl"]), float(row["wbc_g_l"]), float(row["anc_g_l"])
    mono = float(row["monocytes_g_l"] or 0.2)
    counts = {
        "hemoglobin": round(hb, 1), "platelets": round(float(row["plt_g_l"])), "neutrophils": round(anc, 2),
        "leukocytes": max(round(wbc, 1), 0.3), "monocytes": round(mono, 2), "blasts_marrow": float(row["bm_blast_pct"]),
        "mcv": rng.randrange(88, 117), "hematocrit": round(hb * 3.02, 1), "creatinine": rng.randrange(6, 16) / 10,
        "ferritin": rng.randrange(80, 2400), "lactate_dehydrogenase": rng.randrange(140, 420),
        "erythropoietin": rng.randrange(18, 900), "vitamin_b12": rng.randrange(220, 890),
        "bilirubin_total": rng.randrange(4, 19) / 10, "alanine_aminotransferase": rng.randrange(11, 74),
        "albumin": rng.randrange(31, 47) / 10, "reticulocytes_percent": rng.randrange(3, 28) / 10,
        "ring_sideroblasts": float(row["ringed_sideroblasts_pct"] or 0),
        "blasts_blood": float(row["pb_blast_pct"] or 0), "marrow_cellularity": float(rng.randrange(6, 19) * 5),
    }  # fmt: skip
    counts["lymphocytes"] = max(round(counts["leukocytes"] - anc - mono - 0.1, 2), 0.2)
    counts["erythrocytes"] = round(counts["hematocrit"] * 10 / counts["mcv"], 2)
    counts["neutrophils_percent"] = round(min(100 * anc / counts["leukocytes"], 96))
    return counts
