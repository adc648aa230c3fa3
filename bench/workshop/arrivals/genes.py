# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Families of sequencing reports."""

from collections.abc import Callable

from bench.workshop.arrivals import panels
from bench.workshop.arrivals.paper import american, asked, example, printed, relative, unchanged, variant
from bench.workshop.days import hyphened, later, sex, spaced
from bench.workshop.dress import Doc
from bench.workshop.genes import PANEL
from bench.workshop.markup import Raw, esc, row, table
from bench.workshop.people import Mutation


def three(m: Mutation) -> str:
    """The protein's change in three letters, a stop as Ter."""
    return m.protein3 or "p.?"


def one(m: Mutation) -> str:
    """The protein's change in one letter."""
    return m.protein1 if m.protein3 else "p.?"


def percent(m: Mutation, digits: int = 1) -> str:
    """The fraction in percent."""
    return f"{m.vaf * 100:.{digits}f}%"


def myeloid_panel_summary(d: Doc) -> None:
    """A British hub: summary sentence, table of variants with a pathogenicity word, genes without variants as a list, method and limits on a second page."""
    who, on, those = d.person, d.on, d.person.mutations
    out = later(on, 19)
    rest = unchanged(d)
    lead = (
        f"{len(those)} pathogenic variant{'s were' if len(those) > 1 else ' was'} detected in {', '.join(m.gene for m in those)}."
        if those
        else "No pathogenic or likely pathogenic variant was detected."
    )
    rows = [
        (Raw(f"<b>{m.gene}</b>"), m.coding, three(m).replace("Ter", "*"), percent(m), f"{400 + 61 * n}", "Pathogenic")
        for n, m in enumerate(those)
    ]
    body = (
        f"<div class=h>Three Rivers Genomic Medicine Service<br><small>Myeloid gene panel report</small></div><table class=d>{row((Raw(f'<b>{esc(who.last.upper())}, {who.first}</b>'), f'DOB {spaced(who.born)}', sex(d), f'Hospital no. {who.ids[0]}'))}{row((f'Sample date {spaced(on)}', f'Received {spaced(later(on, 3))}', f'Reported {spaced(out)}', f'Specimen {who.ids[1]} marrow DNA'))}</table>"
        f"<p><b>Reason for testing:</b> suspected MDS. <b>Tumour content:</b> not estimated.</p><h2>Summary</h2><p class=k>{lead}</p>"
        + (table(("Gene", "DNA change", "Protein change", "VAF", "Depth", "Classification"), rows) if those else "")
        + f"<p><b>FLT3-ITD:</b> not detected. <b>KMT2A-PTD:</b> not detected.</p><p><b>No variants reported in:</b> {', '.join(rest)}.</p>"
        "<h2>Interpretation</h2><p>Results should be read with morphology and karyotype. The presence of SF3B1 p.(Lys700Glu) would support a diagnosis of MDS with ring sideroblasts; biallelic TP53 changes would define another entity. Where a variant fraction lies near 50%, a germline origin should be considered, especially in DDX41, RUNX1 and GATA2.</p>"
        "<div class=n></div><h2>Method</h2><p>Hybridisation capture and sequencing of coding regions with 10 bases of flanking intron, aligned to GRCh38. Variants are described on MANE Select transcripts. Benign and likely benign variants are not reported. Sensitivity at 5% VAF is above 98%; the validated lower limit is 2%.</p>"
        "<p>Copy number and fusion genes are not assessed. ANKRD26, SAMD9 and SAMD9L are not included in this panel. The assay control (a cell line) carries JAK2 p.(Val617Phe) at 10% and CALR type 1 at 10%; both were found as expected in this run.</p><p class=s>Checked: E. Ravenglass. Authorised: Dr Bartholomew Kirkbride, FRCPath. Page 2 holds no patient results.</p>"
    )  # fmt: skip
    css = ("@page{size:a4;margin:17mm;@bottom-center{content:'" + who.ids[1] + "   page ' counter(page) ' of ' counter(pages);font:8pt 'Liberation Sans'}}body{font:10pt 'Liberation Sans';line-height:1.2}.h{font:bold 14pt 'Liberation Sans';color:#41165c;border-bottom:2pt solid #41165c}.h small{color:#222;font-size:11pt}.d{width:100%;background:#f3eef7;margin:6pt 0}.d td{padding:3pt 5pt;font-size:9pt}"
           ".k{font-weight:bold}.t{width:100%;margin:4pt 0}.t th{border-bottom:1pt solid #41165c}.t td,.t th{padding:3pt 6pt 3pt 0;white-space:nowrap}.t td:nth-child(2){white-space:normal;overflow-wrap:anywhere}h2{font-size:11.5pt;margin:9pt 0 2pt}.n{page-break-after:always}.s{font-size:8.5pt;margin-top:12pt}p{margin:5pt 0}")  # fmt: skip
    printed(d, body, css, "molecular")
    for m in those:
        variant(d, m, 1, significance="pathogenic")
    example(d, "SF3B1", "p.Lys700Glu", "text on genes in general")
    example(d, "JAK2", "p.Val617Phe", "control material")
    for gene in ("ANKRD26", "SAMD9", "SAMD9L"):
        d.gold.trap("genes_tested_negative", {"gene": gene}, "not on the panel")
    asked(d, 1, "mds")
    d.also_dated = (out, later(on, 3))


def tier_blocks(d: Doc) -> None:
    """An American reference laboratory: each variant a block with tier, fraction and a paragraph on drugs; genes assayed on the last page; uncertain ones: none."""
    who, on, those = d.person, d.on, d.person.mutations
    out = later(on, 14)
    unchanged(d)
    blocks = "".join(
        f"<div class=v><b>{m.gene}</b> {one(m)} <span>Tier {'I' if n == 0 else 'II'}</span><br>{m.gene} {m.coding} &nbsp;|&nbsp; Variant allele frequency: <b>{percent(m)}</b> &nbsp;|&nbsp; Reads: {800 + 43 * n}<br>"
        f"<small>Changes of {m.gene} recur in myeloid neoplasms. Associated therapies in this disease: none approved.</small></div>"
        for n, m in enumerate(those)
    )
    cells = "".join(row(PANEL[i : i + 8]) for i in range(0, len(PANEL), 8))
    body = (
        f"<div class=h><b>MERIDIAN HEME PROFILE</b><br>Next-generation sequencing, bone marrow</div><table class=d>{row(('Patient', f'{who.last}, {who.first}', 'Specimen collected', american(on)))}{row(('DOB', american(who.born), 'Specimen received', american(later(on, 2))))}{row(('Sex', sex(d), 'Report date', american(out)))}{row(('MRN', who.ids[0], 'Case', f'MHP-{who.ids[1]}'))}</table>"
        f"<h2>Results</h2><p><b>{len(those) or 'No'}</b> variant{'' if len(those) == 1 else 's'} of strong or potential clinical significance{'' if those else ' detected'}. Variants of unknown significance: none reported.</p>{blocks}"
        "<h2>Pertinent findings</h2><p>FLT3 internal tandem duplication: not detected. KMT2A partial tandem duplication: not detected.</p>"
        "<div class=n></div><h2>Therapies and trials mentioned in this report</h2><p>Ivosidenib is approved for relapsed or refractory MDS with an IDH1 R132 mutation; enasidenib has been studied for IDH2 R140Q. Imetelstat and luspatercept are given irrespective of genotype. Listing a drug is not a recommendation.</p>"
        "<p>NCT00000000: oral decitabine with an investigational agent, TP53-mutated MDS (requires TP53 VAF above 10%). NCT00000002: a spliceosome modulator in SRSF2, U2AF1 or SF3B1 mutated disease.</p>"
        f"<h2>Genes assayed ({len(PANEL)})</h2><p>Coding exons of the genes below were assayed; genes without an entry under Results had no reportable variant.</p><table class=g>{cells}</table>"
        "<h2>Limitations</h2><p>Limit of detection 2% of alleles. Genes on the solid tumor version of this assay (BRAF, EGFR, ERBB2) were not analyzed.</p><p class=s>Electronically signed: Thaddeus O. Whitlock, MD, PhD. CLIA 00D0000005. Not FDA approved.</p>"
    )  # fmt: skip
    css = ("@page{size:letter;margin:.75in;@bottom-right{content:'MHP-" + who.ids[1] + "  Page ' counter(page) '/' counter(pages);font:8pt 'DejaVu Sans'}}body{font:9.3pt 'DejaVu Sans Condensed','DejaVu Sans'}.h{background:#0e3a53;color:#fff;padding:7pt}.d{width:100%;margin:6pt 0}.d td{padding:2.5pt 4pt;border-bottom:.4pt solid #ccc}.d td:nth-child(odd){color:#666}"
           ".v{border-left:4pt solid #d08a1d;background:#fbf6ec;padding:5pt 8pt;margin:5pt 0;overflow-wrap:anywhere}.v span{float:right;font-weight:bold}.g td{padding:2pt 16pt 2pt 0;font-style:italic}h2{font-size:11pt;color:#0e3a53;margin:9pt 0 2pt}.n{page-break-before:always}.s{font-size:8pt;margin-top:12pt}small{color:#444}")  # fmt: skip
    sheet = printed(d, body, css, "molecular")
    for m in those:
        variant(d, m, sheet.find(f"{m.gene}{m.coding}"))
    example(d, "IDH2", "p.Arg140Gln", "text on drugs in general")
    for agent in ("ivosidenib", "enasidenib"):
        d.gold.trap("treatments", {"agent": agent}, "text on drugs in general")
    for gene in ("BRAF", "EGFR", "ERBB2"):
        d.gold.trap("genes_tested_negative", {"gene": gene}, "not analysed")
    d.also_dated = (out, later(on, 2))


def coverage_and_findings(d: Doc) -> None:
    """An Indian laboratory: findings with depth and zygosity words, a paragraph each, then a coverage table of every gene, one of another panel left out."""
    who, on, those = d.person, d.on, d.person.mutations
    out = later(on, 21)
    rest = unchanged(d)
    rows = [
        (str(n), m.gene, Raw(f"{esc(m.coding)}<br>{three(m)}"), percent(m), f"{610 + 47 * n}X", "Pathogenic")
        for n, m in enumerate(those, 1)
    ]
    covered = [(g, f"{99.1 + len(g) % 9 / 10:.1f}%", f"{540 + 29 * n % 600}X") for n, g in enumerate(PANEL)]
    half = (len(covered) + 1) // 2
    pairs = [
        row((*a, *b))
        for a, b in zip(covered[:half], [*covered[half:], *[("", "", "")] * (2 * half - len(covered))], strict=True)
    ]
    body = (
        f"<div class=h>Sahyadri Genomics &amp; Precision Diagnostics</div><table class=d>{row((f'Patient name: {who.name}', f'Sample ID: {who.ids[1]}', f'Collection date: {hyphened(on)}'))}{row((f'Date of birth: {hyphened(who.born)}', f'Hospital ID: {who.ids[0]}', f'Receipt date: {hyphened(later(on, 2))}'))}{row((f'Gender: {sex(d)}', 'Sample: Bone marrow (EDTA)', f'Report date: {hyphened(out)}'))}</table>"
        "<h1>MYELOID PANEL BY NGS (DNA)</h1><p><b>Clinical indication:</b> Bicytopenia; provisional diagnosis MDS. Paternal uncle died of acute leukaemia.</p>"
        f"<p class=k>RESULT: {'CLINICALLY SIGNIFICANT VARIANTS DETECTED' if those else 'NO CLINICALLY SIGNIFICANT VARIANT DETECTED'}</p>"
        + (table(("No.", "Gene", "Variant", "Allele fraction", "Depth", "Class (AMP/ASCO/CAP)"), rows) if those else "")
        + f"<p>Negative for FLT3-ITD and for KMT2A-PTD. Genes in which no reportable variant was found: {', '.join(rest)}.</p>"
        + "<p><b>Remarks:</b> A variant with allele fraction below 2% would not be reported. SETBP1 p.(Gly870Ser) and CSF3R p.(Thr618Ile) are typical of overlap neoplasms and are mentioned only as examples. Parental samples were not tested.</p>"
        + f"<div class=n></div><h2>Coverage by gene</h2><p>Share of bases read at least 100 times and mean depth. Coverage says nothing on whether a variant was found.</p><table class=c>{row(('Gene', 'Bases', 'Mean', 'Gene', 'Bases', 'Mean'), 'th')}{''.join(pairs)}</table>"
        + "<p>Pharmacogenomic genes (DPYD, TPMT, NUDT15) are part of another test and were not ordered.</p><p class=s>Dr. Revathi Subramaniam, PhD, Lead Scientist. Dr. Faisal Qureshi, MD, Molecular Pathologist. This report is confidential.</p>"
    )  # fmt: skip
    css = ("@page{size:a4;margin:15mm;@bottom-right{content:'Page ' counter(page) ' of ' counter(pages);font:8pt 'Liberation Sans'}}body{font:9.5pt 'Liberation Sans'}.h{font:bold 15pt 'Liberation Serif';color:#1d5c3a;text-align:right}.d{width:100%;border-top:1pt solid #1d5c3a;border-bottom:1pt solid #1d5c3a}.d td{padding:3pt}h1{font-size:12pt;text-align:center}"
           ".k{background:#e8f3ec;padding:5pt;font-weight:bold}.t{width:100%;margin:5pt 0}.t td,.t th{border:.5pt solid #777;padding:3pt 5pt;white-space:nowrap}.t td:nth-child(3){white-space:normal;overflow-wrap:anywhere}.c td,.c th{border:.4pt solid #aaa;padding:2pt 12pt}.n{page-break-before:always}h2{font-size:11pt}.s{font-size:8pt;margin-top:12pt}p{margin:5pt 0}")  # fmt: skip
    printed(d, body, css, "molecular")
    for m in those:
        variant(d, m, 1, significance="pathogenic")
    example(d, "SETBP1", "p.Gly870Ser")
    example(d, "CSF3R", "p.Thr618Ile")
    for gene in ("DPYD", "TPMT", "NUDT15"):
        d.gold.trap("genes_tested_negative", {"gene": gene}, "not ordered")
    asked(d, 1, "mds")
    relative(d, "aml", "acute_leukemia")
    d.also_dated = (out, later(on, 2))


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f for f in (myeloid_panel_summary, tier_blocks, coverage_and_findings, *panels.ALL)
}
