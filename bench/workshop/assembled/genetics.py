# ruff: noqa: E501 (wordings are data: a line is as long as its row)
"""Karyotypes and gene panels whose forms are drawn by lot."""

from collections.abc import Callable
from html import escape
from typing import Any

from bench.workshop.assembled.house import House, finish, header, three_dates
from bench.workshop.dress import Doc
from bench.workshop.genes import PANEL
from bench.workshop.people import Mutation

RESULT = ("Karyotype", "ISCN", "Result", "ISCN Nomenclature", "KARYOTYPE", "Cytogenetic result", "ISCN Result")
METHODS = (
    ("Cells counted", "20"),
    ("Cells analyzed", "20"),
    ("Culture", "24h, 48h unstimulated"),
    ("Banding", "GTG, 400 bands"),
    ("Specimen", "Bone marrow aspirate"),
    ("Colonies", "n/a"),
)
PLAIN = (
    "Chromosome analysis was performed on metaphase cells from unstimulated cultures.", "The limit of detection of conventional analysis is about 5-10%.", "Correlation with morphology is recommended.",
    "A normal male karyotype is 46,XY and a normal female karyotype is 46,XX.", "Small rearrangements may escape detection.",
)  # fmt: skip


def drawn_karyotype(d: Doc) -> None:
    """The formula in a box, a row, a sentence or a line of its own."""
    h = House.of(d)
    body = header(
        h,
        d,
        h.pick(
            (
                "Cytogenetics Report",
                "CHROMOSOME ANALYSIS, HEMATOLOGIC",
                "Cytogenetic Analysis - Bone Marrow",
                "Karyotype Report",
            )
        ),
        three_dates(h, d, 12),
    )
    formula, label = escape(d.person.karyotype), h.pick(RESULT)
    normal = not any(c in d.person.karyotype for c in "+-(")
    reading = (
        h.pick(
            ("An abnormal karyotype was found.", "Abnormal clone present.", "Clonal abnormality detected, see formula.")
        )
        if not normal
        else h.pick(("No clonal abnormality was found.", "Normal karyotype.", "No abnormality detected."))
    )
    shown = h.pick(
        (
            f"<p><b>{label}:</b> {formula}</p>",
            f"<h3>{label}</h3><p>{formula}</p>",
            f"<table class=res><tr><td class=c>{label}</td><td class=c>{formula}</td></tr></table>",
            f"<p>{label}: <b>{formula}</b></p>",
        )
    )
    methods = "".join(
        f"<tr class=row><td class=c>{k}</td><td class=c>{v}</td></tr>" for k, v in h.rng.sample(METHODS, 4)
    )
    blocks = [
        shown,
        f"<h3>{h.pick(('Interpretation', 'Comment', 'Summary'))}</h3><p>{reading} {h.pick(PLAIN)}</p>",
        f"<h3>{h.pick(('Method', 'Technical details', 'Study details'))}</h3><table class=res style='width:60%'>{methods}</table><p>{h.pick(PLAIN)}</p>",
    ]
    if h.rng.random() < 0.4:
        blocks = [blocks[1], blocks[0], blocks[2]]
    sheet = finish(h, d, body + "".join(blocks) + "<p>B. Lindholm, PhD, FACMG</p>", "cytogenetics")
    d.fact(
        "karyotypes",
        sheet.page,
        d.person.karyotype,
        iscn=d.person.karyotype,
        metaphases=d.person.metaphases,
        collected=d.on.isoformat(),
    )


COLUMNS = {
    "gene": ("Gene", "GENE", "Gene Symbol"), "coding": ("cDNA Change", "DNA change", "Nucleotide change", "HGVS c.", "Coding"), "protein": ("Protein Change", "Amino acid change", "HGVS p.", "Protein"),
    "vaf": ("VAF", "VAF (%)", "Variant allele frequency", "Allele fraction", "VAF %", "Mutant allele %"), "class": ("Classification", "Interpretation", "Significance", "Pathogenicity"), "depth": ("Coverage", "Depth", "Read depth"),
    "exon": ("Exon",), "type": ("Variant type", "Consequence"),
}  # fmt: skip
ORDERS = (
    ("gene", "coding", "protein", "vaf"), ("gene", "protein", "coding", "vaf", "class"), ("gene", "exon", "coding", "protein", "vaf", "depth"), ("gene", "type", "coding", "protein", "depth", "vaf"),
    ("gene", "vaf", "coding", "protein", "class"), ("gene", "coding", "protein", "class", "vaf"), ("gene", "protein", "vaf"), ("class", "gene", "coding", "protein", "vaf"),
)  # fmt: skip
NEGATIVE = (
    "No clinically significant variants were detected in the following genes: {g}.", "Genes tested and negative: {g}.", "No mutations were identified in {g}.", "The remaining genes of the panel showed no reportable variant: {g}.",
    "Negative for pathogenic variants: {g}",
)  # fmt: skip


def drawn_panel(d: Doc) -> None:
    """Variants in a table or in sentences; the genes without a finding in a list."""
    h = House.of(d)
    body = header(
        h,
        d,
        h.pick(
            (
                "Myeloid NGS Panel",
                "Next-Generation Sequencing Report: Myeloid Neoplasms",
                "MOLECULAR PATHOLOGY REPORT",
                "Myeloid Gene Mutation Panel",
            )
        ),
        three_dates(h, d, 15),
    )
    order = list(h.rng.choice(ORDERS))
    percent = h.rng.random() < 0.8
    short = h.rng.random() < 0.4
    classed = "class" in order
    rows = [_row(h, m, order, percent, short) for m in d.person.mutations]
    rest = [g for g in PANEL if g not in {m.gene for m in d.person.mutations}]
    found = "<p>No reportable variant was detected.</p>"
    table = h.rng.random() < 0.75
    if rows and table:
        head = "".join(f"<th class=c>{_head(h, o, percent)}</th>" for o in order)
        found = f"<table class=res><tr>{head}</tr>{''.join(f'<tr class=row>{r}</tr>' for r in rows)}</table>"
    elif rows:
        classed = False
        found = "".join(f"<p>{_sentence(h, m)}</p>" for m in d.person.mutations)
    blocks = [
        f"<h3>{h.pick(('Variants detected', 'Results', 'Detected variants', 'Findings'))}</h3>{found}",
        f"<p>{h.pick(NEGATIVE).format(g=', '.join(rest))}</p>",
    ]
    method = "<h3>Methodology</h3><p>Targeted sequencing of coding regions. Limit of detection 2% variant allele frequency. Minimum depth 500x. Variants are named by HGVS.</p>"
    sheet = finish(h, d, body + "".join(blocks) + method, "molecular")
    d.gold.negative |= set(rest)
    full = "coding" in order or not table
    for m in d.person.mutations:
        more: Any = {"significance": "pathogenic"} if classed else {}
        d.fact(
            "variants",
            sheet.page,
            m.gene,
            gene=m.gene,
            hgvs_c=m.coding if full else None,
            hgvs_p=m.protein3 or "p.?",
            vaf=m.vaf,
            collected=d.on.isoformat(),
            **more,
        )


def _head(h: House, column: str, percent: bool) -> str:
    names = COLUMNS[column]
    if column == "vaf" and not percent:
        names = tuple(n for n in names if "%" not in n)
    return h.pick(names)


def _protein(m: Mutation, short: bool) -> str:
    if m.protein3 is None:
        return "p.?"
    return m.protein1 if short else m.protein3


def _row(h: House, m: Mutation, order: list[str], percent: bool, short: bool) -> str:
    kind = (
        "Frameshift"
        if "fs" in m.protein1
        else "Nonsense"
        if m.protein1.endswith("*")
        else "Splice site"
        if m.protein3 is None
        else "Missense"
    )
    cells = {
        "gene": m.gene, "coding": m.coding, "protein": _protein(m, short), "vaf": f"{m.vaf * 100:.1f}%" if percent else f"{m.vaf:.3f}", "class": "Pathogenic", "depth": f"{h.rng.randrange(600, 2900)}",
        "exon": f"{h.rng.randrange(1, 15)}", "type": kind,
    }  # fmt: skip
    return "".join(f"<td class=c>{escape(cells[o])}</td>" for o in order)


def _sentence(h: House, m: Mutation) -> str:
    percent = f"{m.vaf * 100:.1f}%"
    return escape(h.pick((
        f"{m.gene} {m.coding} ({_protein(m, False)}), VAF {percent}.", f"A mutation in {m.gene} was detected: {m.coding}, {_protein(m, False)}, at a variant allele frequency of {percent}.",
        f"{m.gene}: {_protein(m, False)} ({m.coding}); allele frequency {percent}.",
    )))  # fmt: skip


CYTOGENETICS: dict[str, Callable[[Doc], None]] = {"drawn_karyotype": drawn_karyotype}
GENES: dict[str, Callable[[Doc], None]] = {"drawn_panel": drawn_panel}
