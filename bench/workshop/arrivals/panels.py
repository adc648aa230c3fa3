# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""More families of sequencing reports: a German laboratory's genes by pathway, and a company's grid of statuses."""

from bench.workshop.arrivals.paper import asked, dotted, example, leaf, printed, relative, unchanged, variant
from bench.workshop.days import later, sex
from bench.workshop.dress import Doc
from bench.workshop.genes import PANEL
from bench.workshop.markup import Raw, row, table
from bench.workshop.sheet import Cell

PATHWAYS = (
    ("Splicing", ("SF3B1", "SRSF2", "U2AF1", "ZRSR2", "PRPF8")), ("DNA methylation", ("TET2", "DNMT3A", "IDH1", "IDH2")), ("Chromatin", ("ASXL1", "EZH2", "BCOR", "BCORL1", "KMT2A", "PHF6")),
    ("Cohesin", ("STAG2",)), ("Transcription", ("RUNX1", "ETV6", "GATA2", "CEBPA", "CUX1", "WT1")), ("Signalling", ("CBL", "CSF3R", "FLT3", "JAK2", "KIT", "KRAS", "MPL", "CALR", "NF1", "NRAS", "PTPN11", "GNB1", "ETNK1")),
    ("Others", ("TP53", "PPM1D", "NPM1", "SETBP1", "DDX41")),
)  # fmt: skip


def genes_by_pathway(d: Doc) -> None:
    """A German laboratory: genes in groups of function, unchanged ones in a line as wild type, changed ones below with transcript words, fraction with a space before the sign."""
    who, on = d.person, d.on
    out = later(on, 18)
    those = {m.gene: m for m in who.mutations}
    s = leaf(d, "molecular", pt=9.5, margin=54)
    s.line("MVZ Labor Holzminden - Molecular haematology", True, 13)
    s.rule()
    s.gap(4)
    s.row(
        Cell(54, f"Patient: {who.last}, {who.first}", True), Cell(330, f"Born: {dotted(who.born)}   ({sex(d).lower()})")
    )
    s.row(
        Cell(54, f"Material: bone marrow (EDTA), taken on {dotted(on)}"), Cell(330, f"Received: {dotted(later(on, 1))}")
    )
    s.row(Cell(54, f"Order no.: {who.ids[1]}   Patient no.: {who.ids[0]}"), Cell(330, f"Report of {dotted(out)}"))
    s.rule()
    s.gap(6)
    s.line("Panel sequencing of genes of myeloid neoplasms", True, 11)
    s.para("Question: MDS? A maternal aunt is said to have had polycythaemia vera with JAK2 p.Val617Phe.")
    for name, genes in PATHWAYS:
        s.gap(5)
        rest = [g for g in genes if g not in those]
        s.line(name, True)
        if rest:
            s.para(f"Wild type: {', '.join(rest)}", x=12)
        for gene in genes:
            if (m := those.get(gene)) is not None:
                s.need(30)
                page = s.para(f"Mutated: {gene}  {m.coding}  {m.protein3 or 'p.?'}  allele frequency {m.vaf * 100:.1f} %", x=12, bold=True)  # fmt: skip
                variant(d, m, page)
    unchanged(d)
    s.gap(8)
    s.para(f"Summary: {len(those) or 'no'} mutation{'' if len(those) == 1 else 's'} in {len(PANEL)} genes. FLT3-ITD: not found. KMT2A-PTD: not found.")  # fmt: skip
    s.gap(4)
    s.para("Wild type means that no mutation with an allele frequency of 2 % or more was found at a mean depth of 1200. Polymorphisms are not listed. RAD21, SMC1A and SMC3 are not part of this panel. Mutations such as DNMT3A p.Arg882His may be found in healthy persons (CHIP).", pt=8.5)  # fmt: skip
    s.gap(10)
    s.para("Dr. rer. nat. Leopold Quast          Dr. med. Gesine Ahlers          released electronically, page 1 of 1")
    example(d, "JAK2", "p.Val617Phe", "an aunt's")
    example(d, "DNMT3A", "p.Arg882His")
    for gene in ("RAD21", "SMC1A", "SMC3"):
        d.gold.trap("genes_tested_negative", {"gene": gene}, "not part of the panel")
    relative(d, "pv", "polycythemia_vera")
    asked(d, 1, "mds")
    d.also_dated = (out, later(on, 1))


def status_grid(d: Doc) -> None:
    """A company's generated report: a grid of genes with a word of status each, details of the detected below, three genes not assessed, an assay note with another sample."""
    who, on = d.person, d.on
    out = later(on, 13)
    those = {m.gene: m for m in who.mutations}
    missed = ("RAD21", "SMC1A", "ANKRD26")
    names = sorted({*PANEL, *missed})
    cells = [
        Raw(f"<b>{g}</b> <span class=y>Detected</span>")
        if g in those
        else Raw(f"{g} <span class=u>Not assessed</span>")
        if g in missed
        else Raw(f"{g} <span>Not detected</span>")
        for g in names
    ]
    cells += [Raw("")] * (-len(cells) % 4)
    grid = "".join(row(cells[i : i + 4]) for i in range(0, len(cells), 4))
    rows = [
        (m.gene, Raw(f"{m.coding}<br>{(m.protein3 or 'p.?')}"), f"{m.vaf * 100:.1f} %", f"{1000 + 13 * n}")
        for n, m in enumerate(who.mutations)
    ]
    body = (
        f"<div class=h><b>Helixwood Molecular</b> &nbsp; Myeloid DNA panel</div><table class=d>{row(('Patient', who.name, 'Collected', on.isoformat()))}{row(('Date of birth', who.born.isoformat(), 'Received', later(on, 2).isoformat()))}{row(('Sex', sex(d), 'Reported', out.isoformat()))}{row(('Patient ID', who.ids[0], 'Report ID', f'HX{who.ids[1]}'))}</table>"
        f"<h2>Result by gene</h2><table class=g>{grid}</table><h2>Details of detected variants</h2>"
        + (table(("Gene", "Variant (cDNA, protein)", "VAF", "Depth"), rows) if rows else "<p>None.</p>")
        + "<p>FLT3 internal tandem duplication: not detected. KMT2A partial tandem duplication: not detected.</p><h2>Notes</h2><ul><li>Not assessed: coverage of the gene was below 100 reads in this run.</li><li>Not detected: no pathogenic or likely pathogenic variant at 2 % VAF or above.</li>"
        "<li>The positive control of this run, sample QC-7, carries NPM1 p.Trp288CysfsTer12 at 21 % and IDH2 p.Arg172Lys at 8 %.</li><li>Clinical information provided: cytopenia, MDS suspected; planned start of azacitidine elsewhere was not confirmed.</li></ul>"
        "<p class=s>Approved by: Linnea Castell, PhD; Omar Haddad-Price, MD. Software version 4.2.1; reference GRCh38. Research use parts of the assay are not reported.</p>"
    )  # fmt: skip
    css = ("@page{size:letter;margin:.7in;@bottom-right{content:'HX" + who.ids[1] + "  page ' counter(page) ' of ' counter(pages);font:8pt 'Liberation Sans'}}body{font:9.3pt 'Liberation Sans'}.h{font-size:14pt;border-bottom:2.5pt solid #6a3d9a;padding-bottom:3pt}.d{width:100%;margin:6pt 0}.d td{padding:2.5pt 4pt}.d td:nth-child(odd){color:#6a3d9a}"
           ".g{width:100%}.g td{border:.4pt solid #ccc;padding:3pt 5pt;width:25%}.g span{float:right;color:#555;font-size:8pt}.g .y{color:#b00;font-weight:bold}.g .u{font-style:italic}.t{width:100%}.t td,.t th{border-bottom:.4pt solid #999;padding:3pt 8pt 3pt 0;white-space:nowrap}.t td:nth-child(2){white-space:normal;overflow-wrap:anywhere}h2{font-size:11pt;margin:8pt 0 2pt}ul{margin:2pt 0}.s{font-size:8pt;margin-top:10pt}")  # fmt: skip
    sheet = printed(d, body, css, "molecular")
    for m in who.mutations:
        variant(d, m, sheet.find("Details", m.gene, m.coding))
    unchanged(d)
    for gene in missed:
        d.gold.trap("genes_tested_negative", {"gene": gene}, "not assessed")
    example(d, "NPM1", "p.Trp288CysfsTer12", "control material")
    example(d, "IDH2", "p.Arg172Lys", "control material")
    d.treat("azacitidine", "systemic", "planned", sheet.page, may=True, any_status=["planned", "considered"])
    asked(d, 1, "mds")
    d.also_dated = (out, later(on, 2))


ALL = (genes_by_pathway, status_grid)
assert sorted(g for _, genes in PATHWAYS for g in genes) == sorted(PANEL)
