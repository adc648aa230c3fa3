# ruff: noqa: E501 (wording of records is data: a line is as long as its row)
"""Sequencing reports of ordinary hospitals."""

from collections.abc import Callable, Sequence
from typing import Any

from bench.workshop.days import later, sex
from bench.workshop.dress import Doc
from bench.workshop.genes import PANEL
from bench.workshop.markup import Raw, esc, row
from bench.workshop.people import Mutation
from bench.workshop.wards.paper import (
    asked,
    dmy,
    hyphen,
    short,
    table,
    web,
)

NM = {
    "SF3B1": "NM_012433.4", "SRSF2": "NM_003016.4", "U2AF1": "NM_006758.3", "TET2": "NM_001127208.3", "ASXL1": "NM_015338.6",
    "DNMT3A": "NM_022552.5", "RUNX1": "NM_001754.5", "TP53": "NM_000546.6", "EZH2": "NM_004456.5", "STAG2": "NM_001042749.2",
    "JAK2": "NM_004972.4", "IDH1": "NM_005896.4", "IDH2": "NM_002168.4", "ZRSR2": "NM_005089.4", "CBL": "NM_005188.4",
}  # fmt: skip


def _pct(m: Mutation) -> str:
    return f"{m.vaf * 100:.1f}"


def _three(m: Mutation, ter: str = "Ter") -> str:
    return (m.protein3 or "p.?").replace("Ter", ter)


def _variant(d: Doc, m: Mutation, page: int, significance: str | None = None) -> None:
    fields: dict[str, Any] = {"gene": m.gene, "hgvs_c": m.coding, "hgvs_p": m.protein3 or "p.?", "vaf": round(m.vaf, 4)}
    if significance:
        fields["significance"] = significance
    d.fact("variants", page, m.gene, m.coding, **fields, collected=d.on.isoformat())


def _rest(d: Doc, genes: Sequence[str] = PANEL) -> list[str]:
    """Genes of the panel without a variant; they go to the gold."""
    rest = [g for g in genes if g not in {m.gene for m in d.person.mutations}]
    d.gold.negative |= set(rest)
    return rest


def _not_seen(d: Doc, gene: str, change: str, why: str) -> None:
    if all(m.gene != gene for m in d.person.mutations):
        d.gold.trap("variants", {"gene": gene, "hgvs_p": change}, why)


def molecular_findings(d: Doc) -> None:
    """A German university: result in one sentence, a table with transcript and class, genes without variants, technical part with detection limit."""
    who, on, found = d.person, d.on, d.person.mutations
    out = later(on, 13)
    rows = [
        (Raw(f"<i>{m.gene}</i>"), NM.get(m.gene, "MANE Select"), m.coding, _three(m), f"{_pct(m)} %", "pathogenic")
        for m in found
    ]
    rest = _rest(d)
    word = f"{len(found)} pathogenic variant{'s' if len(found) > 1 else ''}" if found else "no pathogenic variant"
    body = (
        "<table class=h><tr><td><b>Lindenau University Hospital</b><br>Department of Haematology, Molecular Diagnostics Laboratory</td><td class=r>Molecular genetic findings<br>Page 1 of 1</td></tr></table>"
        f"<p><b>{esc(who.last)}, {who.first}</b>, born {dmy(who.born, '.')}, {sex(d).lower()}, patient ID {who.ids[0]}, order {who.ids[1]}<br>Material: bone marrow, taken {dmy(on, '.')}, received {dmy(later(on, 1), '.')}. Report of {dmy(out, '.')}.<br>Question: cytopenia, suspected MDS</p>"
        f"<h3>Result</h3><p>The examination of {len(PANEL)} genes associated with myeloid neoplasms showed <b>{word}</b>.</p>"
        + (table(("Gene", "Transcript", "cDNA", "Protein", "VAF", "Classification"), rows) if found else "")
        + f"<h3>Genes without a reportable variant</h3><p>{', '.join(rest)}</p><p>FLT3 length mutation (ITD): not detected. KMT2A partial tandem duplication: not detected.</p>"
        "<h3>Assessment</h3><p>The result must be seen together with cytomorphology and cytogenetics. Mutations in healthy older persons (CHIP) most often affect DNMT3A, TET2 and ASXL1. For SF3B1 the hotspot p.Lys700Glu, for SRSF2 codon 95 are best known.</p>"
        "<h3>Method</h3><p class=s>Amplicon-free hybrid capture, mean coverage 1,850-fold, detection limit 2 %. Reference genome GRCh38. Variants of classes 1 and 2 (benign, likely benign) are not reported. RNA fusions are not part of this examination.</p><p>PD Dr. rer. nat. B. Haselhorst &nbsp; Prof. Dr. med. U. Rademacher</p>"
    )  # fmt: skip
    css = "@page{size:A4;margin:17mm 20mm}body{font:9.8pt 'Liberation Sans';line-height:1.25}.h{width:100%;border-bottom:1.5pt solid #222;margin-bottom:6pt}.r{text-align:right}h3{font-size:10.5pt;margin:9pt 0 2pt}.t{width:100%;margin:4pt 0;font-size:9pt}.t td,.t th{border:.5pt solid #888;padding:3pt 4pt}.t th{background:#e3e3e3}.s{font-size:8.5pt}"
    sheet = web(d, body, css, "molecular")
    for m in found:
        _variant(d, m, sheet.find(m.gene, m.coding), "pathogenic")
    _not_seen(d, "SF3B1", "p.Lys700Glu", "text on genes in general")
    asked(d, 1, "mds")
    d.also_dated = (out, later(on, 1))


def variant_paragraphs(d: Doc) -> None:
    """A New Zealand laboratory: each variant a short paragraph with its fraction as a percentage in words, genes listed by row, limitations."""
    who, on, found = d.person, d.on, d.person.mutations
    out = later(on, 19)
    s = d.paper("Helvetica", 9.5, 55)
    d.kind, d.also_dated = "molecular", (out,)
    s.line("Aorangi District Laboratories", True, 13)
    s.line("Molecular Haematology, Christchurch", pt=9)
    s.rule()
    s.gap(4)
    s.line(f"Patient: {who.first} {who.last}     NHI: {who.ids[1]}     DOB: {short(who.born)}     Sex: {sex(d)}")
    s.line(f"Collected: {short(on)}     Reported: {short(out)}     Lab number: {who.ids[0]}     Sample: bone marrow")
    s.rule()
    s.gap(6)
    s.line("MYELOID GENE PANEL (NGS)", True, 11)
    s.gap(3)
    s.line("RESULT", True)
    if not found:
        s.para("No clinically significant variant was detected in the genes listed below.")
    for n, m in enumerate(found, 1):
        s.need(40)
        page = s.line(f"{n}. {m.gene}  {m.coding}  {_three(m)}", True)
        s.para(
            f"Variant allele frequency {_pct(m)}%. Read depth {900 + 71 * n}. Likely somatic. Tier {'I' if n == 1 else 'II'}.",
            x=14,
        )
        _variant(d, m, page)
        s.gap(2)
    s.gap(5)
    s.line("GENES WITH NO VARIANT DETECTED", True)
    s.para(", ".join(_rest(d)) + ".")
    s.gap(5)
    s.line("COMMENT", True)
    s.para(
        "Variants of these genes are found in up to 90% of people with MDS. Germline origin of a variant near 50% cannot be excluded from marrow alone. Sibling donor testing for DDX41 is advised only where a DDX41 variant is reported."
    )
    s.gap(5)
    s.line("METHOD AND LIMITATIONS", True)
    s.para(
        "Targeted capture; limit of detection 2% VAF for substitutions and 5% for larger insertions. Genes ATM and PIGA were withdrawn from this version of the panel. Assay control: a cell line with NPM1 c.860_863dup at 12.0% gave the expected result."
    )
    s.gap(16)
    s.line("Dr Hinemoa Barclay, genetic pathologist                    Page 1 of 1", pt=9)
    for gene in ("ATM", "PIGA"):
        d.gold.trap("genes_tested_negative", {"gene": gene}, "not on the panel")
    if all(m.gene != "NPM1" for m in found):
        d.gold.trap("variants", {"gene": "NPM1", "vaf": 0.12}, "a control")


def report_in_two_tables(d: Doc) -> None:
    """An Italian laboratory: relevant variants above, a variant of uncertain significance apart, exons of the genes in the method, drugs named in general."""
    who, on, found = d.person, d.on, d.person.mutations
    out = later(on, 15)
    rows = [
        (
            m.gene,
            m.coding,
            _three(m, "*"),
            _pct(m),
            "Pathogenic" if m.gene not in {"BCORL1", "PRPF8"} else "Likely pathogenic",
        )
        for m in found
    ]
    mutated = {m.gene for m in found}
    unsure = Mutation("RAD21", "c.1117A>G", "p.K373E", "p.Lys373Glu", 0.483)
    rest = _rest(d)
    body = (
        f"<div class=h>Ospedale Civile di Valmarina<br><small>Laboratory of Onco-haematological Genomics &ndash; English copy</small></div><table class=d>{row(('Patient', f'{who.last} {who.first}', 'Born', dmy(who.born)))}{row(('Sex', sex(d), 'Code', who.ids[0]))}{row(('Sample', 'Bone marrow blood', 'Taken', dmy(on)))}{row(('Request', who.ids[1], 'Issued', dmy(out)))}</table>"
        "<h3>Table 1. Variants of clinical relevance</h3>" + (table(("Gene", "Nucleotide change", "Amino acid change", "VAF (%)", "Class"), rows) if found else "<p>None.</p>")
        + "<h3>Table 2. Variants of uncertain significance</h3>" + table(("Gene", "Nucleotide change", "Amino acid change", "VAF (%)", "Class"), [(unsure.gene, unsure.coding, _three(unsure), _pct(unsure), "Uncertain significance")])
        + f"<h3>Genes analysed, no variant</h3><p>{' - '.join(rest)}</p><h3>Notes</h3><p>A variant of uncertain significance must not be used for clinical decisions; here it is probably germline. Inhibitors exist for mutated IDH1 (ivosidenib), IDH2 (enasidenib) and FLT3 (gilteritinib); their use follows the national rules. "
        "The mutational status must be repeated at progression.</p><p class=s>Technique: amplicons, 2 x 150 bp, minimum depth 500x, sensitivity 2%. FLT3-ITD by fragment analysis: absent. Reported according to HGVS and the 2017 AMP/ASCO/CAP guideline. Dott. Pietro Gallinari, biologist</p>"
    )  # fmt: skip
    css = "@page{size:A4;margin:19mm}body{font:10pt 'DejaVu Serif Condensed','DejaVu Serif';line-height:1.25}.h{font-weight:bold;font-size:12pt;border-bottom:.8pt solid #000;padding-bottom:4pt}.h small{font-weight:normal}.d{width:100%;margin:6pt 0;font-size:9pt}.d td{padding:2pt 4pt}.d td:nth-child(odd){font-style:italic}h3{font-size:10.5pt;margin:9pt 0 3pt}.t{width:100%;font-size:9pt}.t td,.t th{border-top:.5pt solid #444;border-bottom:.5pt solid #444;padding:3pt 5pt}.s{font-size:8.5pt}"
    sheet = web(d, body, css, "molecular")
    for m in found:
        _variant(
            d,
            m,
            sheet.find(m.gene, m.coding),
            "pathogenic" if m.gene not in {"BCORL1", "PRPF8"} else "likely_pathogenic",
        )
    _variant(d, unsure, sheet.find("RAD21"), "uncertain")
    for agent in ("ivosidenib", "enasidenib", "gilteritinib"):
        d.gold.trap("treatments", {"agent": agent}, "text on drugs in general")
    assert "RAD21" not in mutated
    d.also_dated = (out,)


def panel_with_every_gene(d: Doc) -> None:
    """An Indian reference laboratory on two pages: summary box, variant details, a second page with every gene, its coverage and its result."""
    who, on, found = d.person, d.on, d.person.mutations
    out = later(on, 12)
    by_gene = {m.gene: m for m in found}
    details = [
        (
            Raw(f"<b>{m.gene}</b>"),
            Raw(f"{esc(m.coding)}<br>{_three(m)}"),
            f"{_pct(m)}%",
            f"{1100 + 43 * n}x",
            "Tier I - Strong" if n == 0 else "Tier II - Potential",
        )
        for n, m in enumerate(found)
    ]
    _rest(d)
    cells = [
        (g, f"{98.2 + n % 9 / 5:.1f}%", "Variant detected" if g in by_gene else "Not detected")
        for n, g in enumerate(PANEL)
    ]
    half = (len(cells) + 1) // 2
    pairs = [(*a, *b) for a, b in zip(cells[:half], [*cells[half:], ("", "", "")], strict=False)]
    head = (
        f"<table class=d>{row((Raw(f'Patient name : <b>{esc(who.name)}</b>'), f'Age / Gender : {who.age(on)} Y / {sex(d)}', f'Date of birth : {hyphen(who.born)}'))}{row((f'Sample ID : {who.ids[1]}', f'Hospital ID : {who.ids[0]}', 'Sample type : Bone marrow (EDTA)'))}"
        f"{row((f'Sample collection : {hyphen(on)}', f'Sample receipt : {hyphen(later(on, 2))}', f'Report date : {hyphen(out)}'))}</table>"
    )
    body = (
        f"<div class=h>NILGIRI GENOMICS<span>Myeloid NGS Panel, {len(PANEL)} genes</span></div>{head}<p><b>Clinical history:</b> Known case of MDS, on supportive care. Referred for risk stratification (IPSS-M).</p>"
        f"<div class=v><b>RESULT SUMMARY: {'CLINICALLY SIGNIFICANT VARIANT(S) DETECTED' if found else 'NO CLINICALLY SIGNIFICANT VARIANT DETECTED'}</b></div>"
        + (table(("Gene", "Variant", "VAF", "Depth", "AMP tier"), details) if found else "")
        + "<h3>Interpretation</h3><p>Variants are classified by the joint AMP/ASCO/CAP consensus. Splicing factor genes, TET2, ASXL1 and RUNX1 are among the genes most often mutated in MDS. TP53 multi-hit status needs two changes or a change with loss of 17p. Genetic counselling is recommended where a germline origin is suspected.</p>"
        "<h3>Disclaimer</h3><p class=s>Copy number changes, KMT2A partial tandem duplication and large FLT3 insertions may not be detected by this assay. Variants below 2% are not reported. This report is not valid for medico-legal purposes.</p><p>Dr. Anjali Raghunathan, PhD &nbsp;&nbsp; Dr. Vikram Seshadri, MD, DM</p>"
        f"<div class=n>{head}<h3>Genes covered and their results</h3>{table(('Gene', 'Coverage at 200x', 'Result', 'Gene', 'Coverage at 200x', 'Result'), pairs)}<p class=s>End of report.</p></div>"
    )  # fmt: skip
    css = (
        "@page{size:A4;margin:15mm 16mm 18mm;@bottom-center{content:'Page ' counter(page) ' of ' counter(pages);font:8pt 'Liberation Sans'}}body{font:9.5pt 'Liberation Sans';line-height:1.25}.h{background:#12355b;color:#fff;padding:6pt;font-weight:bold;font-size:12pt}.h span{float:right;font-size:9.5pt;font-weight:normal}.d{width:100%;margin:6pt 0;font-size:8.5pt}.d td{border:.5pt solid #9ab;padding:3pt 5pt}"
        ".v{border:1pt solid #12355b;padding:6pt;margin:8pt 0;background:#eef3f8}.t{width:100%;font-size:9pt}.t td,.t th{border:.4pt solid #9ab;padding:2.6pt 5pt}.t th{background:#dde6ef}h3{font-size:10pt;margin:9pt 0 3pt}.s{font-size:8.5pt}.n{page-break-before:always}"
    )
    sheet = web(d, body, css, "molecular")
    for m in found:
        _variant(d, m, sheet.find(m.gene, m.coding))
    d.fact("diagnoses", 1, "Known case of MDS", may=True, disease="mds", labels=[""], status="confirmed")
    d.also_dated = (out, later(on, 2))


FAMILIES: dict[str, Callable[[Doc], None]] = {
    f.__name__: f for f in (molecular_findings, variant_paragraphs, report_in_two_tables, panel_with_every_gene)
}
UNSCORED = frozenset({"report_in_two_tables"})
"""An uncertain variant counts in no score."""
