# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Families of sequencing reports."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from bench.workshop.dress import Doc, header
from bench.workshop.people import GENES_M, GENES_MORE, Mutation
from bench.workshop.sheet import Cell

PANEL = tuple(sorted({*GENES_M, *GENES_MORE}))
ACCESSION = "NM_000000.4"


def _percent(m: Mutation) -> str:
    return f"{m.vaf * 100:.1f}%"


def _one(m: Mutation) -> str:
    return m.protein1 if m.protein3 else "p.?"


def _three(m: Mutation, ter: str = "*") -> str:
    return (m.protein3 or "p.?").replace("Ter", ter)


def _variant(
    d: Doc, m: Mutation, page: int, vaf: float | None = None, unknown: str | None = "p.?", **more: Any
) -> None:
    """``unknown``: what is printed where the change of the protein is not known."""
    d.fact("variants", page, m.gene, m.coding, gene=m.gene, hgvs_c=m.coding, hgvs_p=m.protein3 or unknown,
           vaf=round(m.vaf if vaf is None else vaf, 4), collected=d.on.isoformat(), **more)  # fmt: skip


def _panel(d: Doc, genes: Sequence[str]) -> None:
    d.gold.negative |= set(genes) - {m.gene for m in d.person.mutations}


def _structural(d: Doc) -> None:
    d.sheet.para("FLT3-ITD: not detected. KMT2A-PTD: not detected.")


def _start(d: Doc, form: str, lab: str, face: str = "Helvetica", pt: float = 9) -> None:
    d.kind, d.also_kind = "molecular", ()
    d.paper(face, pt)
    d.also_dated = (d.on + dt.timedelta(16),)
    header(
        d,
        form,
        lab,
        ("Collection date", d.date(d.on)),
        ("Report date", d.date(d.on + dt.timedelta(16))),
        ("Sample", "Bone marrow aspirate"),
    )


def fraction_first(d: Doc) -> None:
    """A table that begins with the allele fraction; genes tested in one paragraph."""
    _start(d, "pairs", "Blue Heron Molecular Pathology")
    s = d.sheet
    s.line("VARIANTS DETECTED" if d.person.mutations else "NO REPORTABLE VARIANTS DETECTED", True)
    if d.person.mutations:
        s.row(
            *(
                Cell(s.margin + x, t, True)
                for x, t in ((0, "VAF"), (50, "Depth"), (100, "Protein"), (230, "Coding DNA"), (380, "Gene"))
            )
        )
    for m in d.person.mutations:
        page = s.row(
            *(
                Cell(s.margin + x, t)
                for x, t in ((0, _percent(m)), (50, "1204x"), (100, _one(m)), (230, m.coding), (380, m.gene))
            )
        )
        _variant(d, m, page)
    s.gap()
    _structural(d)
    s.para(
        "Genes assessed by this assay: "
        + ", ".join(PANEL)
        + ". All other genes on the panel showed no reportable variant. Limit of detection: 2% variant allele fraction.",
        pt=8,
    )
    _panel(d, PANEL)
    s.para(
        "For example, SF3B1 p.Lys700Glu is associated with ring sideroblasts, and JAK2 p.Val617Phe with thrombocytosis.",
        pt=7,
    )
    for gene, change in (("SF3B1", "p.Lys700Glu"), ("JAK2", "p.Val617Phe")):
        if all(m.gene != gene for m in d.person.mutations):
            d.gold.trap("variants", {"gene": gene, "hgvs_p": change}, "example")


def cards(d: Doc) -> None:
    """One block a variant, labels on the left; the gene as a heading."""
    _start(d, "boxes", "OncoGenix Myeloid Insight", "Vera", 8)
    s = d.sheet
    for m in d.person.mutations:
        s.gap()
        s.need(70)
        page = s.line(m.gene, True, 11)
        for k, v in (
            ("Transcript", ACCESSION),
            ("DNA change", m.coding),
            ("Protein change", _three(m)),
            ("Variant allele frequency", _percent(m)),
            ("Classification", "Tier II - potential clinical significance"),
        ):
            s.row(Cell(s.margin + 12, k), Cell(s.margin + 170, v))
        _variant(d, m, page)
    s.gap()
    s.line("Pertinent negatives", True)
    rest = [g for g in PANEL if g not in {m.gene for m in d.person.mutations}]
    s.para("No variants were identified in: " + " ".join(f"{g};" for g in rest)[:-1] + ".")
    _structural(d)
    _panel(d, PANEL)


def sentence(d: Doc) -> None:
    """A British report in sentences, VAF in brackets."""
    _start(d, "line", "South Peaks Haemato-Oncology Diagnostic Service", "Times", 10.5)
    s = d.sheet
    if d.person.mutations:
        s.para(
            f"Summary: {len(d.person.mutations)} pathogenic or likely pathogenic variant(s) found by targeted sequencing."
        )
    else:
        s.para("Summary: No pathogenic variant found by targeted sequencing.")
    for m in d.person.mutations:
        change = f"{m.coding} {_three(m) if m.protein3 else ''}".strip()
        _variant(
            d,
            m,
            s.para(f"A sequence variant was detected in {m.gene}: {change} (VAF {m.vaf * 100:.0f}%)."),
            round(m.vaf * 100) / 100,
            None,
        )
    s.gap()
    _structural(d)
    s.para(
        "The following genes were fully screened and, apart from the variants above, no pathogenic variant was found: "
        + ", ".join(PANEL)
        + "."
    )
    _panel(d, PANEL)
    s.para("Variants below 5% may not be found. Germline origin of DDX41 variants cannot be excluded.", pt=8)


def each_gene(d: Doc) -> None:
    """Every gene of the panel on its own row with its result, over two columns of the page."""
    _start(d, "stack", "Deccan Genomics", "Helvetica", 8)
    s = d.sheet
    found = {m.gene: m for m in d.person.mutations}
    s.row(*(Cell(s.margin + x, t, True) for x, t in ((0, "Gene"), (60, "Result"), (260, "Gene"), (320, "Result"))))
    half = (len(PANEL) + 1) // 2
    for i in range(half):
        cells = []
        for x, j in ((0, i), (260, i + half)):
            if j < len(PANEL):
                gene = PANEL[j]
                m = found.get(gene)
                text = f"{m.coding} {_one(m)}" if m else "Not detected"
                cells += [Cell(s.margin + x, gene), Cell(s.margin + x + 60, text[:44])]
        s.row(*cells, step=1.35)
    s.gap()
    if found:
        s.line("Detail of variants", True)
        for m in d.person.mutations:
            page = s.row(
                Cell(s.margin, f"{m.gene}"),
                Cell(s.margin + 60, m.coding),
                Cell(s.margin + 220, _one(m)),
                Cell(s.margin + 340, f"VAF = {_percent(m)}"),
            )
            _variant(d, m, page)
    _structural(d)
    _panel(d, PANEL)


def tiers(d: Doc) -> None:
    """Pathogenic and uncertain variants in sections; the genes in a grid of columns on the second page."""
    _start(d, "pairs", "Rocky Mountain Precision Oncology", "Helvetica", 9)
    s = d.sheet
    strong, weak = d.person.mutations[::2], d.person.mutations[1::2]
    for title, part, meaning in (
        ("CLINICALLY SIGNIFICANT VARIANTS", strong, "pathogenic"),
        ("VARIANTS OF UNCERTAIN SIGNIFICANCE", weak, "uncertain"),
    ):
        s.gap()
        s.line(title, True)
        if not part:
            s.line("None")
        for m in part:
            page = s.row(
                Cell(s.margin, f"{m.gene} {_three(m, 'Ter')}", True),
                Cell(s.margin + 200, m.coding),
                Cell(s.margin + 380, f"AF {m.vaf:.3f}"),
            )
            _variant(d, m, page, significance=meaning)
    s.gap()
    _structural(d)
    s.new_page()
    s.line("GENES COVERED BY THIS TEST", True)
    for i in range(0, len(PANEL), 8):
        s.row(*(Cell(s.margin + 62 * j, g) for j, g in enumerate(PANEL[i : i + 8])))
    s.para(
        "No other variants were found in the genes covered. Trial NCT00000000 studies ivosidenib in IDH1-mutated disease.",
        pt=8,
    )
    d.gold.trap("treatments", {"agent": "ivosidenib", "status": "ongoing"}, "trial text")
    _panel(d, PANEL)


def repeated(d: Doc) -> None:
    """Fractions at two dates: earlier left, present right."""
    _start(d, "pairs", "Leeside Molecular Haematology", "Helvetica", 9)
    s = d.sheet
    before = d.on - dt.timedelta(150)
    s.row(
        *(
            Cell(s.margin + x, t, True)
            for x, t in ((0, "Gene"), (60, "Variant"), (290, f"VAF {d.date(before)}"), (390, f"VAF {d.date(d.on)}"))
        )
    )
    for m in d.person.mutations:
        old = round(m.vaf * 0.7, 3)
        page = s.row(
            *(
                Cell(s.margin + x, t)
                for x, t in (
                    (0, m.gene),
                    (60, f"{m.coding}, {_one(m)}"),
                    (290, f"{old * 100:.1f}%"),
                    (390, _percent(m)),
                )
            )
        )
        _variant(d, m, page)
        d.fact(
            "variants",
            page,
            m.gene,
            may=True,
            gene=m.gene,
            hgvs_c=m.coding,
            hgvs_p=m.protein3 or "p.?",
            vaf=old,
            collected=before.isoformat(),
        )
        d.gold.trap("variants", {"gene": m.gene, "vaf": old, "collected": d.on.isoformat()}, "earlier fraction")
    s.gap()
    if not d.person.mutations:
        s.para("No variant was detected in this or the previous sample.")
    _structural(d)
    s.para("Panel content: " + " / ".join(PANEL) + ". No other variants detected.", pt=8)
    _panel(d, PANEL)


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f for f in (fraction_first, cards, sentence, each_gene, tiers, repeated)
}
