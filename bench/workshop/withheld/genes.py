# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Sequencing reports."""

from collections.abc import Callable
from typing import Any

from bench.workshop.dress import Doc
from bench.workshop.genes import PANEL
from bench.workshop.people import Mutation
from bench.workshop.sheet import Cell
from bench.workshop.withheld.leaf import Ready, dmon, e, grid, leaf, plus, sex, spelt, tr

MORE = tuple(sorted({*PANEL, "RAD21", "SMC3", "HRAS"}))
REFERENCE = {"SF3B1": "NM_012433.4", "SRSF2": "NM_003016.4", "U2AF1": "NM_006758.3", "TET2": "NM_001127208.3", "ASXL1": "NM_015338.6", "DNMT3A": "NM_022552.5", "RUNX1": "NM_001754.5", "TP53": "NM_000546.6", "STAG2": "NM_001042749.2"}  # fmt: skip


def transcript(m: Mutation) -> str:
    """The reference sequence of a gene."""
    return REFERENCE.get(m.gene, "NM_000000.4")


def three(m: Mutation, ter: str = "*") -> str:
    """The change of the protein in three letters."""
    return (m.protein3 or "p.?").replace("Ter", ter)


def one(m: Mutation) -> str:
    """The change of the protein in one letter."""
    return m.protein1 if m.protein3 else "p.?"


def variant(d: Doc, m: Mutation, page: int, vaf: float | None = None, **more: Any) -> None:
    """The gold of one variant."""
    fields: dict[str, Any] = {
        "gene": m.gene,
        "hgvs_c": m.coding,
        "hgvs_p": m.protein3 or "p.?",
        "collected": d.on.isoformat(),
    }
    d.fact("variants", page, m.gene, m.coding, **fields, vaf=round(m.vaf if vaf is None else vaf, 4), **more)


def quiet(d: Doc, genes: tuple[str, ...]) -> list[str]:
    """The genes of a panel without a variant, as gold too."""
    rest = [g for g in genes if g not in {m.gene for m in d.person.mutations}]
    d.gold.negative |= set(rest)
    return rest


def example(d: Doc, gene: str, change: str) -> None:
    """A variant named in a text on genes in general."""
    if all((m.gene, m.protein3) != (gene, change) for m in d.person.mutations):
        d.gold.trap("variants", {"gene": gene, "hgvs_p": change}, "text in general")


def classed_rows(d: Doc) -> None:
    """An everyday report: one table with transcript, class and fraction; genes tested named with exons; the two structural changes in a line."""
    who, on, found = d.person, d.on, d.person.mutations
    out = plus(on, 17)
    ranks = ("Pathogenic", "Likely pathogenic")
    rows = [
        (m.gene, transcript(m), m.coding, three(m), f"{m.vaf * 100:.1f}", ranks[i % 2]) for i, m in enumerate(found)
    ]
    genes = ", ".join(f"{g} (exons {3 + len(g)}-{9 + i % 7})" if i % 3 else f"{g} (all)" for i, g in enumerate(PANEL))
    body = (
        f"<div class=h>Lindenwood Molecular Diagnostics</div><table class=p><tr><td><b>{e(who.name)}</b></td><td>DOB {spelt(who.born)}</td><td>{sex(d)}</td><td>ID {who.ids[0]}</td></tr><tr><td>Specimen: marrow aspirate</td><td>Date collected {spelt(on)}</td><td>Lab no. {who.ids[1]}</td><td>Date reported {spelt(out)}</td></tr></table>"
        f"<h2>Myeloid Gene Panel</h2><p><b>RESULT: {'Variants detected' if found else 'No variants detected'}</b></p>"
        + (grid(("Gene", "Reference", "Nucleotide", "Amino acid", "VAF (%)", "Classification"), rows) if found else "")
        + "<p>FLT3 internal tandem duplication: not detected. KMT2A partial tandem duplication: not detected.</p>"
        f"<p><b>Genes and exons tested:</b> {genes}. Except for the variants listed above, no pathogenic or likely pathogenic variant and no variant of uncertain significance was found.</p>"
        "<p class=s>Amplicon sequencing, mean depth 1,850x, sensitivity 2% allele fraction. Variants such as SF3B1 p.Lys666Asn or JAK2 p.Val617Phe are included in the design. Dr. Oluwaseun Birchall, PhD, Director</p>"
    )  # fmt: skip
    css = "@page{size:letter;margin:.75in}body{font:9.5pt 'Liberation Sans'}.h{font-size:15pt;color:#2f5d3a}.p{width:100%;border-top:1pt solid;border-bottom:1pt solid}.p td{padding:3pt}h2{font-size:12pt}.t{width:100%}.t td,.t th{border:.5pt solid #666;padding:3pt 4pt;font-size:9pt;overflow-wrap:anywhere}.s{font-size:8pt}"
    sheet = leaf(d, body, css, "molecular")
    for i, m in enumerate(found):
        variant(d, m, sheet.at(m.gene, m.coding), significance=("pathogenic", "likely_pathogenic")[i % 2])
    quiet(d, PANEL)
    example(d, "SF3B1", "p.Lys666Asn")
    example(d, "JAK2", "p.Val617Phe")
    d.also_dated = (out,)


def sentences_and_brackets(d: Doc) -> None:
    """A continental report in prose: brackets about the protein change, whole per cents, a germline remark, the panel under the methods at the end."""
    who, on, found = d.person, d.on, d.person.mutations
    out = plus(on, 20)
    s = d.paper("Times", 10.5, 60)
    d.kind, d.also_dated = "molecular", (out,)
    s.line("Centre Hospitalier de Val-Soleil - Molecular Haematology Unit", True, 13)
    s.gap(4)
    s.row(Cell(s.margin, f"{who.last.upper()} {who.first}, {sex(d).lower()}, born on {spelt(who.born)}"), Cell(s.width - s.margin, f"Dossier {who.ids[1]} / {who.ids[0]}", align="r"))  # fmt: skip
    s.row(Cell(s.margin, f"Sampled on {spelt(on)} (bone marrow)"), Cell(s.width - s.margin, f"Edited on {spelt(out)}", align="r"))  # fmt: skip
    s.rule()
    s.gap(10)
    s.line("CONCLUSION", True)
    s.para(f"{len(found)} somatic variant(s) of interest, described below." if found else "Absence of a somatic variant of interest.")  # fmt: skip
    for m in found:
        change = f"p.({m.protein3.removeprefix('p.').replace('Ter', '*')})" if m.protein3 else "p.?"
        percent = round(m.vaf * 100)
        s.gap(5)
        page = s.para(f"In the gene {m.gene} ({transcript(m)}) we observe the variant {m.coding}, {change}, whose allelic frequency is estimated at {percent} %.")  # fmt: skip
        variant(d, m, page, percent / 100)
    s.gap(8)
    rest = quiet(d, PANEL)
    s.para("No duplication FLT3-ITD. No KMT2A-PTD. For the remaining genes of the panel no variant of class 3, 4 or 5 is observed.")  # fmt: skip
    s.para("Variants of DDX41, GATA2 and RUNX1 near 50 % may be constitutional; a skin biopsy would then be discussed.")
    s.gap(8)
    s.line("METHODS", True, 9)
    s.para(f"Capture of {len(PANEL)} genes: {', '.join(PANEL)}. Two reads of 150 bases; threshold 2 %. Not captured: UBA1, ANKRD26, SAMD9L.", pt=9)  # fmt: skip
    s.gap(12)
    s.line("Dr Apolline Vasseur-Lindqvist")
    for gene in ("UBA1", "ANKRD26", "SAMD9L"):
        d.gold.trap("genes_tested_negative", {"gene": gene}, "not captured")
    assert len(rest) + len(found) == len(PANEL)


def checklist_and_detail(d: Doc) -> None:
    """Every gene of the panel in three pairs of columns with ND or DETECTED; the variants as cards on the second page."""
    who, on, found = d.person, d.on, d.person.mutations
    out = plus(on, 15)
    names = {m.gene for m in found}
    marks = [(g, Ready("<b>DETECTED</b>") if g in names else "ND") for g in MORE]
    marks += [("FLT3-ITD", "ND"), ("KMT2A-PTD", "ND")]
    third = -(-len(marks) // 3)
    columns = [marks[i * third : (i + 1) * third] for i in range(3)]
    rows = []
    for i in range(third):
        rows.append([cell for column in columns for cell in (column[i] if i < len(column) else ("", ""))])
    head = f"<table class=p><tr><td>Name</td><td>: {e(who.name)}</td><td>Sample collected</td><td>: {dmon(on)}</td></tr><tr><td>DOB / Sex</td><td>: {dmon(who.born)} / {sex(d)}</td><td>Report date</td><td>: {dmon(out)}</td></tr><tr><td>Patient ID</td><td>: {who.ids[0]}</td><td>Sample type</td><td>: Bone marrow (EDTA)</td></tr></table>"
    cards = "".join(
        f"<div class=c><b>{n}. {m.gene}</b> &nbsp; <i>{transcript(m)}</i><table><tr><td>cDNA</td><td>{e(m.coding)}</td></tr><tr><td>Protein</td><td>{one(m)}</td></tr><tr><td>Allele burden</td><td>{m.vaf * 100:.1f}%</td></tr><tr><td>Reads (alt/total)</td><td>{round(m.vaf * 1600)}/1600</td></tr></table></div>"
        for n, m in enumerate(found, 1)
    )
    body = (
        f"<h1>Kaveri Genomics &mdash; NGS Myeloid 43</h1>{head}<h2>Panel result</h2>{grid(('Gene', 'Result') * 3, rows)}<p class=s>ND: no reportable variant detected. DETECTED: see next page.</p>"
        f"<div class=n>{head}<h2>Variants detected</h2>{cards or '<p>None.</p>'}<p class=s>Limitations: variants under 2% allele burden, large deletions and deep intronic changes are not detected. Clinical data given: pancytopenia, ?MDS. Signed: Dr. Thenmozhi Ramachandran-Iyer</p></div>"
    )  # fmt: skip
    css = "@page{size:A4;margin:16mm;@bottom-center{content:'Page ' counter(page) ' of ' counter(pages);font:7pt 'DejaVu Sans'}}body{font:9pt 'DejaVu Sans'}h1{font-size:14pt;color:#8a2b06}h2{font-size:11pt}.p{width:100%;background:#f4f0ea}.p td{padding:2pt 4pt}.t{width:100%}.t td,.t th{border:.4pt solid #999;padding:2pt 5pt;font-size:8.5pt}.n{page-break-before:always}.c{border:.8pt solid #8a2b06;padding:5pt;margin:6pt 0}.c td{padding:1pt 16pt 1pt 0;overflow-wrap:anywhere}.s{font-size:8pt}"
    sheet = leaf(d, body, css, "molecular")
    for m in found:
        variant(d, m, 2 if sheet.page == 2 else sheet.at(m.gene, m.coding))
    quiet(d, MORE)
    d.also_dated = (out,)
    d.fact("diagnoses", 1, "MDS", may=True, disease="mds", labels=[""], status="suspected")


def tiers_trials_drugs(d: Doc) -> None:
    """A reference laboratory: tiers with a column of drugs, a page of drugs and trials in general, then the genes analysed by name in columns."""
    who, on, found = d.person, d.on, d.person.mutations
    out = plus(on, 13)
    rows = [(Ready(f"<b>{m.gene}</b> {e(three(m, 'Ter'))}<br><small>{transcript(m)}:{e(m.coding)}</small>"), f"{m.vaf * 100:.1f}%", "Tier I" if i == 0 else "Tier II", "None for MDS") for i, m in enumerate(found)]  # fmt: skip
    listed = "".join(tr(MORE[i : i + 8]) for i in range(0, len(MORE), 8))
    body = (
        f"<div class=h>HARBOR LIGHT GENOMICS</div><table class=p><tr><td>Patient<br><b>{e(who.last)}, {who.first}</b><br>{sex(d)}<br>DOB {spelt(who.born)}</td><td>Specimen<br>Bone marrow<br>Collected {spelt(on)}<br>MRN {who.ids[0]}</td><td>Order {who.ids[1]}<br>Received {spelt(plus(on, 2))}<br>Final {spelt(out)}</td></tr></table>"
        "<h2>Summary of findings</h2>" + (grid(("Alteration", "VAF", "Tier", "FDA-approved drugs"), rows) if found else "<p>No alteration of Tier I, II or III.</p>")
        + "<p><b>Negative for:</b> FLT3-ITD, KMT2A-PTD. Tier III (uncertain): none.</p>"
        "<div class=n><h2>Drug associations (by gene, all tumor types)</h2>"
        + grid(("Gene", "Drug", "Context"), (("IDH1 p.Arg132Cys", "ivosidenib, olutasidenib", "AML"), ("IDH2 p.Arg140Gln", "enasidenib", "AML"), ("FLT3-ITD", "gilteritinib, quizartinib", "AML"), ("SF3B1", "luspatercept (ring sideroblasts)", "MDS")))
        + "<p>The table is printed in every report and does not describe this specimen.</p><h2>Clinical trials</h2><p>NCT00000000: decitabine with magrolimab in TP53-mutated MDS. NCT00000002: tamibarotene with azacitidine, RARA-positive MDS.</p></div>"
        f"<div class=n><h2>Genes analyzed</h2><table class=g>{listed}</table><p>Full coding regions of the genes above were sequenced. No reportable variant was found in genes that are not listed in the summary of findings.</p><p class=s>Laboratory-developed test. Reviewed by Ignatius P. Warrender, MD, PhD. A result does not replace the physician's judgment.</p></div>"
    )  # fmt: skip
    css = f"@page{{size:letter;margin:.7in;@top-right{{content:'{who.ids[1]}  page ' counter(page) '/' counter(pages);font:7pt 'Liberation Sans'}}}}body{{font:9.5pt 'Liberation Sans'}}.h{{background:#16324f;color:#fff;padding:6pt;font-size:13pt}}.p{{width:100%;margin:6pt 0}}.p td{{width:33%;border-right:.5pt solid #999;padding:4pt}}h2{{font-size:11pt;color:#16324f}}.t{{width:100%}}.t td,.t th{{border-bottom:.5pt solid #999;padding:3pt;overflow-wrap:anywhere}}.n{{page-break-before:always}}.g td{{padding:2pt 16pt 2pt 0}}.s{{font-size:8pt}}"
    sheet = leaf(d, body, css, "molecular")
    for m in found:
        variant(d, m, sheet.at(m.gene, m.coding))
    quiet(d, MORE)
    example(d, "IDH1", "p.Arg132Cys")
    example(d, "IDH2", "p.Arg140Gln")
    for agent in ("ivosidenib", "olutasidenib", "enasidenib", "gilteritinib", "quizartinib", "magrolimab", "tamibarotene"):  # fmt: skip
        d.gold.trap("treatments", {"agent": agent}, "printed in every report")
    d.also_dated = (out, plus(on, 2))


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f for f in (classed_rows, sentences_and_brackets, checklist_and_detail, tiers_trials_drugs)
}
